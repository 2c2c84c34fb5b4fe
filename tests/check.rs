//! `pamphlet check` on the real program: one fault of every kind, each in its own file.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use std::fs;
use std::os::unix::fs::symlink;

use common::{bare, pamphlet};
use insta::assert_snapshot;
use pamphlet::check::Code;
use serde_json::Value;
use tempfile::TempDir;

const HEAD: &str = "+++\ntitle = \"T\"\nsource = \"S\"\n+++\n\n";

/// Files that each have what their names say, and none of the others' faults.
fn bad() -> TempDir {
    let dir = TempDir::new().unwrap();
    let put = |name: &str, text: &[u8]| {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let body =
        |name: &str, body: &str| put(&format!("s/{name}.md"), [HEAD, body].concat().as_bytes());
    let dates = |name: &str, dates: &str| {
        let text =
            format!("+++\ntitle = \"T\"\nsource = \"S\"\n{dates}\n+++\n\n## Risks\n\nSome.\n");
        put(&format!("s/{name}.md"), text.as_bytes());
    };
    put("s/front-matter.md", b"+++\ntitle = 3\nsource = \"S\"\n+++\n");
    put("s/encoding.md", b"+++\ntitle = \"T\"\nsource = \"caf\xe9\"\n+++\n");
    put("stray.md", HEAD.as_bytes());
    put("s/subject.toml", b"order = [\"nobody\"]\n");
    put("topics/subject.toml", b"tittle = \"x\"\n");
    put("topics.toml", b"[[topic]]\nid = \"risks\"\nname = \"Risks\"\nabout = \".\"\nstrong = [\"risks\"]\ntext = [\"harm\"]\n\n[[topic]]\nid = \"uses\"\nname = \"Uses\"\nabout = \".\"\naliases = [\"Risks\"]\nweak = [\"for fun\"]\n");
    put("glossary.toml", b"[[term]]\nname = \"a\"\ndefinition = 3\n");
    dates("future-date", "retrieved = 9999-01-01");
    dates("date-order", "published = 2024-02-01\nretrieved = 2024-01-01");
    body("broken-link", "## Risks\n\nSee [this](nowhere.md), [that](https://example.org).\n");
    body("control-character", "## Risks\n\nA \u{202e}b\u{1b}[31m.\n");
    body("mixed-encoding", "## Risks\n\nIt doesn\u{e2}\u{20ac}\u{2122}t.\n");
    body("skipped-level", "## Risks\n\nSome.\n\n#### Uses {topic=uses}\n\nSome.\n");
    body("empty-heading", "## Risks\n\nSome.\n\n## {topic=uses}\n\nSome.\n");
    body("duplicate-heading", "## Risks\n\nSome.\n\n## Risks\n\nMore.\n");
    body("nesting", &format!("## Risks\n\n{}Some.\n", "> ".repeat(101)));
    body("no-content", "## Risks\n\n## Risks of it\n\n### Risks too\n\nSome.\n");
    body("guessed-topic", "## Words\n\nA harm. One more harm.\n");
    body("no-topic", "## Words\n\nNothing.\n");
    body("unknown-topic", "## Risks {topic=usess}\n\nSome.\n");
    body("heading-attribute", "## Risks {topics=uses}\n\nSome.\n");
    put(
        "s/unnamed-source.md",
        b"+++\ntitle = \"T\"\nsource = \"Unnamed source\"\n+++\n\n## Risks\n\nSome.\n",
    );
    put("s/UNREAD.MD", HEAD.as_bytes());
    body("odd-markup", "## Risks\n\nSome.\n\n<div>And more.</div>\n");
    body("conflict-marker", "## Risks\n\n<<<<<<< HEAD\nSome.\n");
    put("days/yaml.md", b"---\ntitle: T\n---\n");
    put("days/quoted.md", b"+++\ntitle = \"T\"\nsource = \"S\"\npublished = \"2024-05-01\"\n+++\n");
    put("days/other.md", b"+++\ntitle = \"T\"\nsource = \"S\"\nreviewed = 01/02/2024\n+++\n");
    put("days/document.md", b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n");
    body("left-out", "## Risks\n\nSee [what cannot be read](front-matter.md).\n");
    symlink("encoding.md", dir.path().join("s/unreadable.md")).unwrap();
    dir
}

fn printed(code: i32, dir: &TempDir, args: &[&str]) -> String {
    let mut command = bare();
    let folder = dir.path().to_str().unwrap();
    let assert = command.args(["check", folder]).args(args).assert().code(code).stderr("");
    String::from_utf8(assert.get_output().stdout.clone()).unwrap()
}

#[test]
fn every_fault_is_named_with_its_place_and_none_hides_another() {
    let dir = bad();
    assert_snapshot!("check_text", printed(1, &dir, &[]));
    assert_snapshot!("check_markdown", printed(1, &dir, &["--format", "markdown"]));
    assert_snapshot!("check_json", printed(1, &dir, &["--json"]));
}

#[test]
fn the_mark_that_some_editors_begin_a_file_with_is_no_fault() {
    let dir = TempDir::new().unwrap();
    fs::create_dir(dir.path().join("s")).unwrap();
    let text = format!("\u{feff}{HEAD}## Risks\r\n\r\nSome.\r\n");
    fs::write(dir.path().join("s/a.md"), text).unwrap();
    assert_eq!(printed(0, &dir, &["--deny", "warnings"]), "0 errors, 0 warnings\n");
}

/// Settings and keys, wrong in one place each, in a file beside.
fn own(dir: &TempDir) -> Vec<String> {
    let put = |name: &str, text: &str| {
        let path = dir.path().join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let keymap = put("keymap.toml", "[global]\nqiut = \"q\"\n");
    let config = put("config.toml", "asci = true\n");
    vec!["check".into(), "--json".into(), "--keymap".into(), keymap, "--config".into(), config]
}

fn codes(json: &[u8]) -> Vec<String> {
    let document: Value = serde_json::from_slice(json).unwrap();
    let findings = document["findings"].as_array().unwrap().iter();
    findings.map(|f| f["code"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn every_code_has_a_library_that_shows_it_and_a_line_in_the_documentation() {
    let dir = bad();
    let mut found = codes(printed(1, &dir, &["--json"]).as_bytes());
    let other = TempDir::new().unwrap();
    fs::write(other.path().join("topics.toml"), "[[topic]]\nid = 1\n").unwrap();
    let term = "[[term]]\nname = \"a\"\naliases = [\"\"]\ndefinition = \"b\"\n";
    fs::write(other.path().join("glossary.toml"), term).unwrap();
    found.extend(codes(printed(1, &other, &["--json"]).as_bytes()));
    let run = bare().args(own(&other)).assert().code(1).stderr("");
    found.extend(codes(&run.get_output().stdout));
    let documented = include_str!("../docs/checks.md");
    for code in Code::ALL {
        assert!(found.iter().any(|f| f == code.name()), "nothing shows {}", code.name());
        let line = format!("| `{}` | {} |", code.name(), code.severity().name());
        assert!(documented.contains(&line), "{line}");
    }
    assert_eq!(documented.matches("\n| `").count(), Code::ALL.len());
}

#[test]
fn warnings_alone_are_no_failure_unless_they_are_denied() {
    let dir = TempDir::new().unwrap();
    fs::create_dir(dir.path().join("s")).unwrap();
    fs::write(dir.path().join("s/a.md"), [HEAD, "## Zzz\n\nNothing.\n"].concat()).unwrap();
    assert!(printed(0, &dir, &[]).ends_with("0 errors, 1 warning\n"));
    printed(1, &dir, &["--deny", "warnings"]);
}

#[test]
fn a_term_that_two_claim_is_named_where_it_stands_again() {
    let dir = TempDir::new().unwrap();
    let term = |name: &str| {
        format!("[[term]]\nname = \"{name}\"\naliases = [\"x\"]\ndefinition = \".\"\n")
    };
    fs::write(dir.path().join("glossary.toml"), [term("a"), term("b")].concat()).unwrap();
    let text = printed(0, &dir, &[]);
    assert!(text.starts_with("glossary.toml:7:12: warning[name-twice]: `x` of `b`"), "{text}");
    fs::write(dir.path().join("glossary.toml"), [term("a"), term("a")].concat()).unwrap();
    let text = printed(0, &dir, &[]);
    assert!(text.starts_with("glossary.toml:6:8: warning[name-twice]: `a` of `a`"), "{text}");
}

#[test]
fn a_term_without_words_is_named() {
    let dir = TempDir::new().unwrap();
    let text = "[[term]]\nname = \"a\"\naliases = [\"\"]\ndefinition = \"b\"\n";
    fs::write(dir.path().join("glossary.toml"), text).unwrap();
    let text = printed(0, &dir, &[]);
    assert!(text.starts_with("glossary.toml:2:8: warning[empty-term]: `a` has an alias"), "{text}");
}

#[test]
fn the_bundled_library_has_no_errors() {
    let assert = bare().arg("check").assert().code(0).stderr("");
    assert_snapshot!("check_bundled", String::from_utf8_lossy(&assert.get_output().stdout));
}

#[test]
fn the_library_in_use_is_looked_through_and_one_that_is_not_there_is_an_error() {
    pamphlet(common::LIBRARY, &["check"]).assert().code(0);
    pamphlet("/nonexistent/library", &["check"]).assert().code(2).stdout("");
}
