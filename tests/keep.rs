//! Going on where an article was left, and marks that outlast the run.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use insta::assert_snapshot;
use pamphlet::library::Library;
use pamphlet::tui::follow::Why;
use pamphlet::tui::{keep_places, take_up};
use support::{Screen, library};
use tempfile::TempDir;

const LIBRARY: [(&str, &str); 2] = [
    (
        "s/a.md",
        "+++\ntitle = \"A\"\nsource = \"A\"\n+++\n\n## Risks\n\nOne risk.\n\nTwo risks.\n\n## Uses\n\nOne use.\n",
    ),
    ("s/b.md", "+++\ntitle = \"B\"\nsource = \"B\"\n+++\n\n## Risks\n\nNo risk.\n"),
];

/// With the one topic that the articles have.
const TOPICS: (&str, &str) = (
    "topics.toml",
    "[[topic]]\nid = \"risks\"\nname = \"Risks\"\nabout = \".\"\nstrong = [\"risks\"]\n",
);

/// A library of these articles.
fn of<'a>(articles: impl IntoIterator<Item = (&'a str, &'a str)>) -> Library {
    library(articles.into_iter().chain([TOPICS]))
}

/// A reader of a library that keeps in a file.
fn reader<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>, kept: &Path) -> Screen {
    let mut screen = Screen::of(of(files), 80, 12);
    take_up(&mut screen.app, kept.to_owned());
    screen
}

fn state() -> (TempDir, PathBuf) {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("pamphlet/reading.json");
    (home, file)
}

fn said(screen: &Screen) -> String {
    screen.text().lines().last().unwrap().trim().to_owned()
}

/// What the tray lists, a line each.
fn marked(screen: &mut Screen) -> Vec<String> {
    screen.press("H M");
    let text = screen.text();
    let words = ["One risk.", "Two risks.", "No risk.", "One use."];
    let listed = text.lines().filter_map(|line| words.iter().find(|word| line.contains(**word)));
    listed.map(|word| (*word).to_owned()).collect()
}

#[test]
fn the_article_that_was_left_last_is_gone_on_with_at_its_place() {
    let mut screen = Screen::new(80, 24);
    assert_eq!(said(screen.press("r")), "nothing has been read yet");
    let place = screen.press("enter d d d").text();
    let before = place.lines().nth(2).unwrap();
    screen.press("H right enter H r");
    assert!(!screen.text().contains(before), "the last one is another article");
    screen.press("H enter d d d H r");
    assert!(screen.text().contains(before), "{}\n{place}", screen.text());
    assert!(screen.press("backspace").text().contains("What it is"), "the way back is home");
}

#[test]
fn places_are_gone_on_with_in_the_next_run_where_the_library_has_them() {
    let (_home, file) = state();
    let mut screen = reader(LIBRARY, &file);
    screen.press("right enter H enter H");
    assert_eq!(keep_places(&screen.app), None);
    let mut next = reader(LIBRARY, &file);
    assert!(next.press("r").text().contains("One risk."), "{}", next.text());
    let mut without = reader([LIBRARY[1]], &file);
    assert!(without.press("r").text().contains("No risk."), "{}", without.text());
}

#[test]
fn a_run_that_reads_nothing_writes_nothing() {
    let (home, file) = state();
    let mut screen = reader(LIBRARY, &file);
    screen.press("down up c backspace");
    assert_eq!(keep_places(&screen.app), None);
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
}

#[test]
fn marks_are_kept_on_purpose_and_then_as_they_change() {
    let (home, file) = state();
    let mut screen = reader(LIBRARY, &file);
    screen.press("enter m");
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0, "unless it is asked for");
    assert_snapshot!(screen.press("M K").snapshot());
    screen.press("H right enter m");
    assert_eq!(marked(&mut reader(LIBRARY, &file)), ["One risk.", "No risk."]);
    screen.press("M d");
    let mut next = reader(LIBRARY, &file);
    assert_eq!(marked(&mut next), ["No risk."]);
    next.press("K");
    assert!(marked(&mut reader(LIBRARY, &file)).is_empty());
    assert_eq!(marked(&mut next), ["No risk."], "for this run it is marked still");
}

#[test]
fn two_runs_at_once_keep_the_marks_of_both() {
    let (_home, file) = state();
    let [mut one, mut other] = [reader(LIBRARY, &file), reader(LIBRARY, &file)];
    one.press("M K M enter m");
    other.press("M K M right enter m");
    assert_eq!(marked(&mut reader(LIBRARY, &file)), ["One risk.", "No risk."]);
}

#[test]
fn marks_of_another_library_are_neither_shown_nor_lost() {
    let (_home, file) = state();
    reader(LIBRARY, &file).press("enter m M K");
    let mut other = reader([LIBRARY[1]], &file);
    assert!(marked(&mut other).is_empty());
    other.press("M enter m");
    assert_eq!(marked(&mut reader(LIBRARY, &file)), ["One risk.", "No risk."]);
}

#[test]
fn a_kept_mark_follows_its_words_and_is_not_another_passage() {
    let (_home, file) = state();
    reader(LIBRARY, &file).press("enter m M K");
    let text = LIBRARY[0].1.replace("One risk.", "A new one.\n\nOne risk.");
    assert_eq!(marked(&mut reader([("s/a.md", text.as_str())], &file)), ["One risk."]);
    let text = LIBRARY[0].1.replace("One risk.", "Another.");
    assert!(marked(&mut reader([("s/a.md", text.as_str())], &file)).is_empty());
}

#[test]
fn kept_marks_come_with_the_files_that_are_read_later() {
    let (_home, file) = state();
    reader(LIBRARY, &file).press("enter m M K");
    let mut screen = reader([LIBRARY[1]], &file);
    screen.renew(of(LIBRARY), Why::Whole);
    assert_eq!(marked(&mut screen), ["One risk."]);
}

#[test]
fn a_file_that_cannot_be_used_is_set_aside_and_named() {
    let (_home, file) = state();
    fs::create_dir(file.parent().unwrap()).unwrap();
    fs::write(&file, "{\"version\": 9}").unwrap();
    let mut screen = Screen::of(of(LIBRARY), 200, 12);
    take_up(&mut screen.app, file.clone());
    let aside = file.with_extension("aside-1");
    let named = format!("could not be read; it is now {}", aside.display());
    assert!(said(&screen).contains(&named), "{}", said(&screen));
    assert_eq!(fs::read_to_string(aside).unwrap(), "{\"version\": 9}");
}

#[test]
fn where_nothing_can_be_kept_it_is_said() {
    let mut screen = Screen::of(of(LIBRARY), 80, 12);
    assert_eq!(said(screen.press("M K")), "marks cannot be kept here");
    let (home, file) = state();
    let mut screen = reader(LIBRARY, &file);
    fs::write(home.path().join("pamphlet"), "no folder").unwrap();
    screen.press("enter m M K");
    assert!(said(&screen).starts_with("marks cannot be kept: "), "{}", said(&screen));
}
