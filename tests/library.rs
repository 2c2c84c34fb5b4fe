//! Libraries that are wrong in some way, read by the real program: what a person is told, that the
//! rest is there, and that nothing in a folder is ever opened for more than reading.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use std::fs;
use std::path::Path;
use std::process::Command as System;

use common::{LIBRARY, pamphlet, printed};
use rstest::rstest;
use tempfile::TempDir;

const GOOD: &str =
    "+++\ntitle = \"Good\"\nsource = \"Good Clinic\"\n+++\n\n## What is it?\n\nRest.\n";

/// A library with one good article, `tea/good.md`, and these further files.
fn library(files: &[(&str, &[u8])]) -> TempDir {
    let folder = empty(files);
    fs::create_dir_all(folder.path().join("tea")).unwrap();
    fs::write(folder.path().join("tea/good.md"), GOOD).unwrap();
    folder
}

/// A folder with these files only, beside the topics and glossary of the tests.
fn empty(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in ["topics.toml", "glossary.toml"] {
        fs::copy(Path::new(LIBRARY).join(name), folder.path().join(name)).unwrap();
    }
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// Code, stdout and stderr of a run on a folder.
fn run(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let output = pamphlet(folder.to_str().unwrap(), args).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// What `list` says on stderr about one further file of a good library, which it lists all the same.
fn told(name: &str, text: &[u8]) -> String {
    let folder = library(&[(name, text)]);
    let (code, stdout, stderr) = run(folder.path(), &["list"]);
    assert_eq!(code, 0);
    assert!(stdout.contains("tea/good"), "{stdout}");
    stderr
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let (code, stdout, stderr) = run(Path::new("/nowhere/at/all"), &["list"]);
    let expected = "pamphlet: cannot read the library /nowhere/at/all: \
        No such file or directory (os error 2)\n";
    assert_eq!((code, stdout.as_str(), stderr.as_str()), (2, "", expected));
}

#[test]
fn an_empty_folder_is_told_what_a_library_is() {
    let folder = tempfile::tempdir().unwrap();
    let (code, stdout, stderr) = run(folder.path(), &["list"]);
    let expected = format!(
        "pamphlet: no article in {}: a library is a folder of subjects, \
         each a folder of .md files\n",
        folder.path().display()
    );
    assert_eq!((code, stdout.as_str(), stderr), (2, "", expected));
}

#[test]
fn a_library_of_one_bad_file_says_what_is_wrong_with_it() {
    let folder = empty(&[("tea/bad.md", b"# Tea\n")]);
    let (code, _, stderr) = run(folder.path(), &["list"]);
    assert_eq!(code, 2);
    assert!(stderr.ends_with(
        "\ntea/bad.md:1:1: no front matter: begin the file with a line `+++`, \
         then `title` and `source`, then `+++`\n"
    ));
}

#[rstest]
#[case::not_utf8(
    b"+++\ntitle = \"Caf\xe9\"\n",
    "2:13: not UTF-8 from here on: save the file as UTF-8 (left out)"
)]
#[case::no_front_matter(
    b"# Tea\n\nText.\n",
    "1:1: no front matter: begin the file with a line `+++`, then `title` and `source`, \
     then `+++` (left out)"
)]
#[case::unclosed(
    b"+++\ntitle = \"T\"\nsource = \"S\"\n\n# T\n",
    "1:1: front matter is not closed: add a line `+++` after its last key (left out)"
)]
#[case::mistyped(
    b"+++\ntitle = 3\nsource = \"S\"\n+++\n",
    "2:9: invalid type: integer `3`, expected a string (left out)"
)]
#[case::unknown_topic(
    b"+++\ntitle = \"T\"\nsource = \"S\"\n+++\n\n## Dangers {topic=side-efects}\n\nNone.\n",
    "6:1: unknown topic `side-efects` in a heading; did you mean `side-effects`?"
)]
fn a_bad_file_is_named_with_line_and_column(#[case] text: &[u8], #[case] message: &str) {
    assert_eq!(told("tea/bad.md", text), format!("pamphlet: tea/bad.md:{message}\n"));
}

#[test]
fn an_article_with_an_unknown_topic_is_kept() {
    let text = "+++\ntitle = \"T\"\nsource = \"S\"\n+++\n\n## Dangers {topic=perils}\n\nNone.\n";
    let folder = library(&[("tea/odd.md", text.as_bytes())]);
    let (code, stdout, _) = run(folder.path(), &["read", "odd#dangers"]);
    assert_eq!(code, 0);
    assert!(stdout.contains("\nDangers\n\n  None.\n"), "{stdout}");
}

#[test]
fn two_articles_of_one_source_are_both_columns() {
    let twin = GOOD.replace("\"Good\"", "\"Good, again\"").replace("Rest.", "Rest for an hour.");
    let folder = library(&[("tea/twin.md", twin.as_bytes())]);
    let (code, stdout, stderr) = run(folder.path(), &["coverage"]);
    assert_eq!((code, stderr.as_str()), (0, ""));
    let said = "1 source · 4 topics · 2 sections\n\n                        \
        Good Clinic               Good Clinic\n                        \
        not stated                not stated\n                        \
        Good                      Good, again\n\
        What it is              ▇ 1 w                     ▇▇▇▇▇ 4 w\n";
    assert!(stdout.contains(said), "{stdout}");
    let (_, compared, _) = run(folder.path(), &["compare", "background", "--source", "good"]);
    assert!(compared.contains("  Rest.\n") && compared.contains("  Rest for an hour.\n"));
}

#[test]
fn a_skipped_heading_level_nests_under_what_is_above() {
    let text = "+++\ntitle = \"T\"\nsource = \"S\"\n+++\n\n## Risks\n\n#### Rare\n\nSpots.\n";
    let folder = library(&[("tea/deep.md", text.as_bytes())]);
    let (code, stdout, stderr) = run(folder.path(), &["read", "deep", "--topic", "side-effects"]);
    assert_eq!((code, stderr.as_str()), (0, ""));
    assert!(stdout.contains("\nRisks\n\nRisks › Rare\n\n  Spots.\n"), "{stdout}");
}

#[test]
fn an_article_without_headings_is_one_section() {
    let text = "+++\ntitle = \"Plain\"\nsource = \"S\"\n+++\n\nJust text.\n\nMore.\n";
    let folder = library(&[("tea/plain.md", text.as_bytes())]);
    let (code, stdout, _) = run(folder.path(), &["read", "plain#top"]);
    assert_eq!(code, 0);
    assert!(stdout.contains("\nPlain\n\n  Just text.\n\n  More.\n"), "{stdout}");
}

#[test]
fn a_line_of_five_megabytes_is_read_whole() {
    let line = "a cup of strong tea ".repeat(250_000);
    let text = format!("+++\ntitle = \"Long\"\nsource = \"S\"\n+++\n\n{line}\n");
    let folder = library(&[("tea/long.md", text.as_bytes())]);
    let (code, stdout, _) = run(folder.path(), &["read", "long"]);
    assert_eq!(code, 0);
    assert_eq!(stdout.matches("strong").count(), 250_000);
    let (code, stdout, _) = run(folder.path(), &["read", "long", "--json"]);
    assert_eq!((code, stdout.matches("strong").count()), (0, 250_000));
    let (code, stdout, _) = run(folder.path(), &["search", "strong tea"]);
    assert_eq!(code, 0);
    assert!(stdout.starts_with("1 passage in 1 of 2 sources\n"), "{stdout}");
    assert!(stdout.contains("  tea/long#top.1\n") && stdout.len() < 1000, "{stdout}");
}

#[test]
fn nothing_in_a_file_can_drive_the_terminal() {
    let nasty =
        "\u{1b}[31m\u{1b}]52;c;aGk=\u{7}\u{9b}2J\u{202e}\u{2066}\u{0}\u{200b}&#27;[2J&#x202e;";
    let toml = "\\u001b[31m\\u202e\\u0000";
    let text = format!(
        "+++\ntitle = \"T{toml}\"\nsource = \"S{toml}\"\nplace = \"P{toml}\"\nurl = \"u{toml}\"\n+++\n\n\
         ## Risks {nasty}\n\nText {nasty} `code {nasty}` [link {nasty}](http://x/{nasty})\n\n\
         - item {nasty}\n\n| a {nasty} | b |\n| --- | --- |\n| c | {nasty} d |\n\n    pre {nasty}\n"
    );
    let folder = library(&[("tea/nasty.md", text.as_bytes())]);
    fs::write(folder.path().join("tea/\u{1b}[31mname\u{202e}.md"), text.as_bytes()).unwrap();
    let commands = [
        &["list"][..],
        &["coverage"],
        &["read", "nasty"],
        &["search", "text"],
        &["compare", "risks"],
    ];
    for command in commands {
        for format in ["text", "markdown", "json"] {
            let (code, stdout, _) = run(folder.path(), &[command, &["--format", format]].concat());
            assert_eq!(code, 0, "{command:?}");
            let bad = |c: char| {
                (c.is_control() && c != '\n')
                    || matches!(c, '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            };
            assert!(!stdout.contains(bad) && !stdout.contains("aGk="), "{command:?} {format}");
            assert!(!stdout.contains("\\u001b") && !stdout.contains("\\u0000"), "{stdout}");
        }
    }
}

#[test]
fn a_pipe_in_the_folder_is_not_opened() {
    let folder = library(&[]);
    let pipe = folder.path().join("tea/pipe.md");
    assert!(System::new("mkfifo").arg(&pipe).status().unwrap().success());
    let (code, _, stderr) = run(folder.path(), &["list"]);
    let expected = "pamphlet: tea/pipe.md: not a regular file: \
        links, pipes and devices are not opened (left out)\n";
    assert_eq!((code, stderr.as_str()), (0, expected));
}

#[test]
fn no_command_changes_a_file_of_the_library() {
    let before = state(Path::new(LIBRARY));
    assert!(before.len() > 5);
    printed(0, &["list"]);
    printed(0, &["coverage", "--subject", "iron"]);
    printed(0, &["read", "north-clinic", "--json"]);
    printed(0, &["compare", "risks", "--subject", "iron", "--format", "markdown"]);
    printed(0, &["search", "headache"]);
    printed(0, &[]);
    assert_eq!(state(Path::new(LIBRARY)), before);
}

/// Path, bytes and time of change of every file below a folder.
fn state(folder: &Path) -> Vec<(String, Vec<u8>, std::time::SystemTime)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let changed = fs::metadata(&path).unwrap().modified().unwrap();
            files.push((path.display().to_string(), fs::read(&path).unwrap(), changed));
        }
    }
    files.sort();
    files
}

#[test]
fn names_and_orders_cannot_drive_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let subject = folder.path().join("a\u{1b}]0;pwn\u{7}b");
    std::fs::create_dir(&subject).unwrap();
    std::fs::write(subject.join("x.md"), "+++\ntitle = \"T\"\nsource = \"S\"\n+++\n\nText.\n")
        .unwrap();
    std::fs::write(subject.join("subject.toml"), "order = [\"\\u001b[31mred\"]\n").unwrap();
    let output = common::pamphlet(folder.path().to_str().unwrap(), &["list"]).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    assert!(!said.contains(&0x1b) && !said.contains(&7), "{}", String::from_utf8_lossy(&said));
}
