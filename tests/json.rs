//! The JSON contract on the real program: each document whole, and in library order.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use common::printed;
use insta::assert_snapshot;
use pamphlet::compare::matrix;
use pamphlet::report::json;
use pamphlet::store::folder;
use serde_json::Value;

const IRON: [&str; 3] = ["--json", "--subject", "iron-infusion"];

fn document(code: i32, args: &[&str]) -> String {
    let text = printed(code, &[args, &IRON].concat());
    assert!(text.starts_with("{\n  \"schema\": 1,\n"), "{text}");
    text
}

#[test]
fn list_is_as_documented() {
    assert_snapshot!("list", document(0, &["list"]));
}

#[test]
fn coverage_is_as_documented() {
    assert_snapshot!("coverage", document(0, &["coverage"]));
}

#[test]
fn compare_is_as_documented() {
    assert_snapshot!("compare", document(0, &["compare", "side-effects"]));
}

#[test]
fn read_is_as_documented() {
    assert_snapshot!("read", document(0, &["read", "river-health", "--topic", "side-effects"]));
}

#[test]
fn search_is_as_documented() {
    assert_snapshot!("search", document(0, &["search", "haedache day", "--limit", "1"]));
}

#[test]
fn a_search_that_explains_has_one_key_more_and_its_numbers_come_to_the_score() {
    let ask = ["search", "haedache day", "--limit", "1"];
    let [plain, explained] = [&ask[..], &["search", "haedache day", "--limit", "1", "--explain"]]
        .map(|args| serde_json::from_str::<Value>(&document(0, args)).unwrap());
    let mut stripped = explained.clone();
    let why = stripped["hits"][0].as_object_mut().unwrap().remove("explain").unwrap();
    assert_eq!(stripped, plain);
    let part = |name: &str| why[name].as_f64().unwrap();
    let parts = ["tier", "words", "closeness", "stated", "topic", "substance"].map(part);
    let score = part("share") * parts.iter().sum::<f64>();
    assert!((score - plain["hits"][0]["score"].as_f64().unwrap()).abs() < 1e-5, "{why}");
    assert_snapshot!("search_explain", serde_json::to_string_pretty(&why).unwrap());
}

#[test]
fn a_search_that_finds_nothing_has_no_hits() {
    let document: Value = serde_json::from_str(&document(1, &["search", "cystitis"])).unwrap();
    assert_eq!((&document["total"], &document["hits"]), (&Value::from(0), &Value::from([0; 0])));
    assert_eq!(document["searched"]["articles"], 3);
}

#[test]
fn keys_is_as_documented() {
    let text = printed(0, &["keys", "--json"]);
    let quit = "{\n  \"schema\": 1,\n  \"tables\": [\n    {\n      \"table\": \"global\",\n      \
        \"bindings\": [\n        {\n          \"action\": \"quit\",\n          \
        \"about\": \"leave the program\",\n          \"keys\": [\n            \"q\",";
    assert!(text.starts_with(quit), "{text}");
}

#[test]
fn a_topic_that_nobody_covers_has_silent_columns() {
    let text = document(1, &["compare", "future-research"]);
    let document: Value = serde_json::from_str(&text).unwrap();
    let columns = document["columns"].as_array().unwrap();
    assert_eq!(columns.len(), 3);
    assert!(
        columns.iter().all(|c| c["coverage"] == "silent" && c["passages"] == Value::from([0; 0]))
    );
}

#[test]
fn format_json_is_the_same_document() {
    let text = printed(0, &["coverage", "--format", "json", "--subject", "iron-infusion"]);
    assert_eq!(text, document(0, &["coverage"]));
}

#[test]
fn cells_follow_the_matrix_of_the_core() {
    let library = folder::library(common::LIBRARY.as_ref()).unwrap();
    let matrix = matrix(&library, 0);
    let mut written = Vec::new();
    json::coverage(&mut written, &library, &matrix).unwrap();
    let document: Value = serde_json::from_slice(&written).unwrap();
    let mut of_core = Vec::new();
    for row in &matrix.rows {
        let topic = library.topics.topic(row.topic).id.as_str();
        of_core.extend(row.cells.iter().map(|c| (topic, library.article(c.article).id.as_str())));
    }
    let topics = document["topics"].as_array().unwrap();
    let mut of_json = Vec::new();
    for topic in topics {
        let cells = topic["cells"].as_array().unwrap().iter();
        of_json
            .extend(cells.map(|c| (topic["id"].as_str().unwrap(), c["article"].as_str().unwrap())));
    }
    assert_eq!(of_core, of_json);
}

#[test]
fn a_near_word_is_told_from_another_name() {
    let near = |word: &str| {
        let document: Value = serde_json::from_str(&document(0, &["search", word])).unwrap();
        let correction = &document["corrections"][0];
        assert_eq!(
            (&correction["shown"], &correction["match"]),
            (&"anemia".into(), &"alias".into())
        );
        correction["near"].as_bool().unwrap()
    };
    assert!(near("low iron"));
    assert!(!near("anaemia"));
}
