//! Terms and gaps of libraries that are not like the bundled one: with one source, none and eighty, with
//! a topic that nobody covers, and with names that are long, wide or mean something to Markdown.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use std::fs;

use common::pamphlet;
use insta::assert_snapshot;
use pamphlet::reflow::columns;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde_json::Value;
use tempfile::TempDir;

const TOPICS: &str = r#"
[[topic]]
id = "risks"
name = "Risks"
about = "What may go wrong."
strong = ["risks"]
mention = ["may cause"]

[[topic]]
id = "uses"
name = "Uses"
about = "What it is for."
strong = ["uses"]

[[question]]
id = "risks"
ask = "What may go wrong?"
topic = "risks"

[[question]]
id = "alternatives"
ask = "What else is there?"
cues = ["other ways"]

[[question]]
id = "dates"
ask = "When was it written?"
stated = ["published"]
"#;

const GLOSSARY: &str = r#"
[[term]]
name = "nausea"
near = ["throwing up"]
definition = "Feeling sick."

[[term]]
name = "心臓 🫀 | `beat`"
aliases = ["heart"]
definition = "A beat."

[[term]]
name = "fasting"
definition = "Not eating."
"#;

/// A folder with these sources and texts.
fn folder(articles: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    fs::write(at.join("topics.toml"), TOPICS).unwrap();
    fs::write(at.join("glossary.toml"), GLOSSARY).unwrap();
    fs::create_dir(at.join("tea")).unwrap();
    for (i, (source, text)) in articles.iter().enumerate() {
        let front = format!("+++\ntitle = \"T\"\nsource = '{source}'\n+++\n");
        fs::write(at.join("tea").join(format!("a{i:02}.md")), front + text).unwrap();
    }
    folder
}

/// What a run prints that ends with this code.
fn printed(folder: &TempDir, code: i32, args: &[&str]) -> String {
    let assert = pamphlet(&folder.path().to_string_lossy(), args).assert().code(code);
    String::from_utf8(assert.get_output().stdout.clone()).unwrap()
}

/// Source names that take 80 columns, with what means something to Markdown among them.
fn hard() -> TempDir {
    let (wide, long) = ("東京の診療所🏥".repeat(6), "| *Very* `long` ".repeat(5));
    folder(&[
        (&wide, "## Risks\n\nNausea, and the heart. 🫀\n"),
        (&long, "## Uses\n\nFor tea.\n\nIt may cause nausea.\n"),
        ("Ω", "## Uses\n\nOther ways are known. Throwing up.\n"),
    ])
}

const RISKS: &str = "## Risks\n\nNausea, and nausea again.\n";

#[test]
fn one_source_is_compared_with_none() {
    let folder = folder(&[("Only", RISKS)]);
    assert_snapshot!("one_compare", printed(&folder, 0, &["compare", "risks"]));
    assert_snapshot!("one_gaps", printed(&folder, 0, &["coverage", "--gaps"]));
}

#[test]
fn without_a_source_there_is_nothing_to_compare_and_it_is_said() {
    for args in
        [&["compare", "risks"][..], &["coverage", "--gaps"], &["coverage", "--gaps", "--json"]]
    {
        let empty = folder(&[]);
        let assert = pamphlet(&empty.path().to_string_lossy(), args).assert().code(2).stdout("");
        assert!(!assert.get_output().stderr.is_empty(), "{args:?}");
    }
}

#[test]
fn a_topic_that_nobody_covers_has_no_terms_and_is_a_gap() {
    let folder = folder(&[("A", RISKS), ("B", RISKS)]);
    let text = printed(&folder, 1, &["compare", "uses"]);
    assert!(text.contains("No terms of the glossary stand in these passages."), "{text}");
    let compared: Value = json(&folder, 1, &["compare", "uses", "--json"]);
    assert_eq!(compared["terms"], serde_json::json!([]));
    let gaps = json(&folder, 0, &["coverage", "--gaps", "--json"]);
    assert_eq!(
        gaps["gaps"]["topics"],
        serde_json::json!([{"id": "uses", "name": "Uses", "only": []}])
    );
}

#[test]
fn names_that_are_long_wide_or_marked_up_stay_in_their_cells() {
    let folder = hard();
    assert_snapshot!(
        "hard_terms",
        terms_of(&printed(&folder, 0, &["compare", "risks", "--width", "60"]))
    );
    assert_snapshot!(
        "hard_gaps",
        printed(&folder, 0, &["coverage", "--gaps", "--width", "60", "--ascii"])
    );
    assert_snapshot!("hard_gaps_json", printed(&folder, 0, &["coverage", "--gaps", "--json"]));
    for args in [&["compare", "risks"][..], &["coverage", "--gaps"]] {
        let markdown = printed(&folder, 0, &[args, &["--format", "markdown"]].concat());
        let cells = cells(&markdown);
        assert!(cells.concat().iter().any(|cell| cell.contains("心臓 🫀 | `beat`")), "{cells:?}");
        let wide = "東京の診療所🏥".repeat(6);
        assert!(cells.concat().iter().any(|cell| cell.contains(&wide)), "{cells:?}");
    }
}

#[test]
fn eighty_sources_are_shown_a_page_at_a_time_and_none_is_lost() {
    let names: Vec<String> = (0..80).map(|i| format!("Source {i}")).collect();
    let text = |i: usize| if i == 79 { "## Risks\n\nThe heart.\n" } else { RISKS };
    let articles: Vec<_> = names.iter().enumerate().map(|(i, n)| (n.as_str(), text(i))).collect();
    let folder = folder(&articles);
    let terms = terms_of(&printed(&folder, 0, &["compare", "risks", "--width", "100"]));
    assert!(terms.contains("Articles 76 to 80 of 80"), "{terms}");
    assert!(terms.lines().all(|line| columns(line) <= 100));
    assert!(names.iter().all(|name| terms.contains(name.as_str())));
    assert_eq!(
        (terms.matches("all but here").count(), terms.matches("1 only here").count()),
        (1, 1)
    );
    let markdown = printed(&folder, 0, &["compare", "risks", "--format", "markdown"]);
    assert!(cells(&markdown).iter().filter(|row| row.len() == 81).count() >= 3);
    assert_snapshot!("eighty_gaps", printed(&folder, 0, &["coverage", "--gaps"]));
}

fn json(folder: &TempDir, code: i32, args: &[&str]) -> Value {
    serde_json::from_str(&printed(folder, code, args)).unwrap()
}

/// The part of a comparison that lists its terms.
fn terms_of(text: &str) -> String {
    text[text.find("\nTerms\n").unwrap()..text.find("\nFigures\n").unwrap()].to_owned()
}

/// The cells of each row of the tables of a page, as a Markdown reader shows them.
fn cells(markdown: &str) -> Vec<Vec<String>> {
    let (mut rows, mut is_cell) = (Vec::<Vec<String>>::new(), false);
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(Vec::new()),
            Event::Start(Tag::TableCell) => {
                rows.last_mut().unwrap().push(String::new());
                is_cell = true;
            }
            Event::End(TagEnd::TableCell) => is_cell = false,
            Event::Text(text) | Event::Code(text) if is_cell => {
                rows.last_mut().unwrap().last_mut().unwrap().push_str(&text);
            }
            _ => {}
        }
    }
    rows
}
