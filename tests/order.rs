//! The screens and the JSON say the same in the same order: both ask the same core.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod common;
mod support;

use common::bare;
use serde_json::Value;
use support::Screen;

fn json(args: &[&str]) -> Value {
    let output = bare().args(args).arg("--json").output().unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

fn strings<'a>(list: &'a Value, field: &str) -> Vec<&'a str> {
    list.as_array().unwrap().iter().map(|item| item[field].as_str().unwrap()).collect()
}

/// Where each of these texts stands on the screen, which must be one after the other.
fn assert_in_order(screen: &str, texts: &[&str]) {
    let mut at = 0;
    for text in texts {
        let found = screen[at..].find(text);
        at += found.unwrap_or_else(|| panic!("`{text}` is not next on:\n{screen}")) + text.len();
    }
}

#[test]
fn home_has_topics_and_cells_as_coverage_has() {
    let coverage = json(&["coverage"]);
    let screen = Screen::new(160, 40).text();
    assert_in_order(&screen, &strings(&coverage["topics"], "name"));
    for topic in coverage["topics"].as_array().unwrap() {
        let name = topic["name"].as_str().unwrap();
        let row = screen.lines().find(|line| line.contains(name)).unwrap();
        let shown = |cell: &Value| match cell["coverage"].as_str().unwrap() {
            "section" => format!("{} w", cell["words"]),
            "mention" => format!("~ {} passage", cell["mentions"].as_array().unwrap().len()),
            _ => "— not covered".to_owned(),
        };
        let cells: Vec<String> = topic["cells"].as_array().unwrap().iter().map(shown).collect();
        assert_in_order(row, &cells.iter().map(String::as_str).collect::<Vec<_>>());
    }
}

#[test]
fn search_has_hits_as_its_document_has() {
    let found = json(&["search", "depression"]);
    let screen = Screen::new(99, 120).press("s t:depression").text();
    let headings = strings(&found["hits"], "heading");
    assert!(headings.len() > 3, "{headings:?}");
    assert_in_order(&screen, &headings);
}

#[test]
fn compare_has_columns_and_passages_as_its_document_has() {
    let compared = json(&["compare", "uses"]);
    let library = pamphlet::store::bundle::library();
    let names: Vec<&str> = library.articles().map(|(_, a)| a.source.name.as_str()).collect();
    let screen = Screen::new(59, 2000).press("down down c").text();
    assert_in_order(&screen, &names);
    for column in compared["columns"].as_array().unwrap() {
        let first_words = |text: &&str| text.split(' ').take(4).collect::<Vec<_>>().join(" ");
        let texts: Vec<String> =
            strings(&column["passages"], "text").iter().map(first_words).collect();
        assert_in_order(&screen, &texts.iter().map(String::as_str).collect::<Vec<_>>());
    }
}
