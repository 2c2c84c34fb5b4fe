//! How hard articles are to read: on the command line, in JSON, on home and on the card.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod common;
mod support;

use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use serde_json::Value;
use support::Screen;

/// A sentence of six words and eleven syllables.
const SENTENCE: &str = "The infusion is given very slowly. ";

fn article(language: &str, source: &str, body: &str) -> String {
    format!(
        "+++\ntitle = \"About {source}\"\nsource = \"{source}\"\nlanguage = \"{language}\"\n+++\n\n{body}\n"
    )
}

/// A long article, a short one, and one that is not English.
fn files() -> Vec<(&'static str, String)> {
    let section = |heading: &str, sentences: usize| {
        format!("## {heading}\n\n{}\n\n", SENTENCE.repeat(sentences))
    };
    let long = section("What is it?", 25) + &section("Side effects", 10);
    vec![
        ("drip/a.md", article("en", "Long", &long)),
        ("drip/b.md", article("en-GB", "Short", "## Side effects\n\nNausea.")),
        ("drip/c.md", article("es", "Clínica", &"Puede causar náuseas. ".repeat(60))),
    ]
}

fn written() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files() {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn printed(folder: &Path, args: &[&str]) -> String {
    let output = common::pamphlet(folder.to_str().unwrap(), args).assert().success();
    String::from_utf8(output.get_output().stdout.clone()).unwrap()
}

#[test]
fn list_explains_what_the_grades_are_made_of() {
    let folder = written();
    assert_snapshot!("list_explain", printed(folder.path(), &["list", "--explain"]));
    let markdown = printed(folder.path(), &["list", "--explain", "--format", "markdown"]);
    assert_snapshot!("list_explain_markdown", markdown);
    let plain = printed(folder.path(), &["list"]);
    assert!(!plain.contains("grade"), "{plain}");
}

#[test]
fn json_has_the_grades_and_null_where_there_is_none() {
    let folder = written();
    let document: Value =
        serde_json::from_str(&printed(folder.path(), &["list", "--json"])).unwrap();
    let reading = |i: usize| document["subjects"][0]["articles"][i]["reading"].clone();
    let long = reading(0);
    assert_eq!(long["flesch_kincaid"], 8.4, "0.39 × 6 + 11.8 × 11 / 6 − 15.59");
    assert_eq!(long["smog"], 8.8);
    let counts = ["sentences", "words", "syllables", "long_words"].map(|name| long[name].as_u64());
    assert_eq!(counts, [35, 210, 385, 35].map(Some));
    assert_eq!(long["topics"].as_array().unwrap().len(), 1, "ten sentences are too short");
    assert_eq!(
        (&long["topics"][0]["topic"], &long["topics"][0]["smog"]),
        (&"background".into(), &Value::Null)
    );
    let short = reading(1);
    assert_eq!((&short["flesch_kincaid"], &short["words"]), (&Value::Null, &1.into()));
    assert_eq!(reading(2), Value::Null);
}

fn screen(columns: u16, rows: u16) -> Screen {
    let files = files();
    Screen::of(
        support::library(files.iter().map(|(path, text)| (*path, text.as_str()))),
        columns,
        rows,
    )
}

#[test]
fn home_has_the_grades_in_its_last_row_where_there_is_room() {
    let text = screen(80, 24).text();
    let row = text.lines().find(|line| line.starts_with("   Reading")).unwrap();
    let said: Vec<&str> = row.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect();
    assert_eq!(said, ["Reading", "about grade 8", "too short", "not English"]);
    assert!(!screen(80, 12).text().contains("grade"));
}

#[test]
fn the_card_has_both_grades_or_says_why_there_is_none() {
    let card = |keys: &str| {
        let text = screen(100, 30).press(keys).text();
        let lines: Vec<&str> =
            text.lines().skip_while(|line| !line.contains("│ Reading")).collect();
        let lines = lines.iter().take_while(|line| !line.contains("│ Id"));
        let inside = lines.map(|line| line.split('│').nth(1).unwrap().trim().to_owned());
        inside.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(
        card("enter i"),
        "Reading    about grade 8 by Flesch-Kincaid, about grade 9 by SMOG. By topic, with \
         Flesch-Kincaid: What it is: about grade 8"
    );
    assert_eq!(card("p t:Short enter i"), "Reading    too short for a grade");
    assert_eq!(card("p t:Cl enter i"), "Reading    no grade: not in English");
}

#[test]
fn help_says_what_a_grade_does_not_measure() {
    for way in ["? G", "enter ? G", "c ? G"] {
        let text = Screen::new(80, 60).press(way).text();
        let said = text.replace('│', " ").split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains("does not measure whether a text is right"), "{way}: {text}");
    }
}

#[test]
fn the_bundled_articles_have_a_grade_each() {
    let library = pamphlet::store::bundle::library();
    for (_, article) in library.articles() {
        let whole = article.reading().unwrap().whole;
        let (kincaid, smog) = (whole.flesch_kincaid().unwrap(), whole.smog().unwrap());
        println!("{}: {kincaid:.1} and {smog:.1}, {}", article.id, whole.counted());
        assert!((6.0..16.0).contains(&kincaid) && (8.0..18.0).contains(&smog));
    }
}
