//! Marks made in compare and on the page of gaps: which passage, term or figure is meant, its sign in the
//! margin, and what the handout holds.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod support;

use pamphlet::library::Library;
use pamphlet::tui::app::tray::{Mark, said};
use rstest::rstest;
use support::{Screen, library};

/// Down to side effects on home, and on to compare.
const SIDE_EFFECTS: &str = "down down down down down c";

/// What is marked: the words, and whose they are.
fn marked(screen: &Screen) -> Vec<(String, String)> {
    screen.app.tray.marks().iter().map(|mark| said(&screen.app.library, *mark)).collect()
}

/// The rows with the sign of a mark.
fn signs(screen: &Screen) -> Vec<String> {
    let text = screen.text();
    text.lines().filter(|line| line.contains('◆')).map(str::to_owned).collect()
}

/// Two sources with some passages each on side effects; the second is the longer one.
fn two() -> Library {
    let head = |name: &str| format!("+++\ntitle = \"T\"\nsource = \"{name}\"\n+++\n\n");
    let a = head("Ada") + "## Side effects\n\nNausea is common.\n\nIt lasts 40 minutes.\n";
    let passages: Vec<String> = (1..40).map(|i| format!("Passage {i} of Bea.\n")).collect();
    let b = head("Bea") + "## Side effects\n\n" + &passages.join("\n");
    library([("s/a.md", a.as_str()), ("s/b.md", b.as_str())])
}

#[rstest]
#[case::side_by_side(80)]
#[case::one_under_another(50)]
fn in_the_text_the_first_passage_of_the_focus_is_meant(#[case] columns: u16) {
    let mut screen = Screen::of(two(), columns, 24);
    screen.press(SIDE_EFFECTS).press("m");
    assert_eq!(marked(&screen), [("Nausea is common.".to_owned(), "Ada: Side effects".to_owned())]);
    assert!(signs(&screen)[0].contains("◆Nausea is common."), "{}", screen.text());
    screen.press("right m");
    assert_eq!(marked(&screen)[1].0, "Passage 1 of Bea.");
    screen.press("right m");
    assert_eq!(marked(&screen).len(), 1, "the same again takes its mark away");
}

#[test]
fn after_scrolling_the_first_that_is_in_sight_is_meant() {
    let mut screen = Screen::of(two(), 80, 24);
    screen.press(SIDE_EFFECTS).press("right space m");
    let words = marked(&screen)[0].0.clone();
    assert!(words != "Passage 1 of Bea." && screen.text().contains(&format!("◆{words}")));
    screen.press("left m");
    assert_eq!(marked(&screen).len(), 1, "Ada has nothing on this page");
    assert!(screen.text().contains("nothing here to mark"), "{}", screen.text());
}

#[test]
fn the_match_of_find_is_meant_while_its_source_has_the_focus() {
    let mut screen = Screen::of(two(), 80, 24);
    screen.press(SIDE_EFFECTS).press("/ t:39 enter m");
    assert_eq!(marked(&screen)[0].0, "Passage 39 of Bea.");
    screen.press("g g left m");
    assert_eq!(marked(&screen)[1].0, "Nausea is common.");
}

#[test]
fn in_the_list_of_terms_the_term_is_meant() {
    let mut screen = Screen::new(80, 24);
    screen.press(SIDE_EFFECTS).press("2 j m");
    let Some(Mark::Term(term)) = screen.app.tray.marks().first().copied() else {
        panic!("{:?}", marked(&screen))
    };
    let name = screen.app.library.glossary.term(term).name.clone();
    let sign = &signs(&screen)[0];
    assert!(sign.starts_with("◆▸") && sign.contains(&name), "{sign}");
}

#[test]
fn in_the_list_of_figures_the_passage_of_the_figure_is_meant_and_a_source_without_any_is_none() {
    let mut screen = Screen::of(two(), 80, 24);
    screen.press(SIDE_EFFECTS).press("3 m");
    assert_eq!(marked(&screen)[0].0, "It lasts 40 minutes.");
    assert!(signs(&screen)[0].contains("\"40 minutes\""), "{}", screen.text());
    screen.press("1");
    assert!(signs(&screen)[0].contains("◆It lasts 40 minutes."), "{}", screen.text());
    let mut screen =
        Screen::of(library([("s/a.md", "+++\ntitle = \"T\"\nsource = \"A\"\n+++\nNo.\n")]), 80, 24);
    screen.press("c 3 m");
    assert!(screen.text().contains("nothing here to mark"), "{}", screen.text());
}

#[test]
fn a_topic_that_nobody_covers_has_nothing_to_mark() {
    let mut screen = Screen::of(two(), 80, 24);
    screen.press("c m");
    assert!(screen.text().contains("nothing here to mark"), "{}", screen.text());
    screen.press("2 m");
    assert_eq!(marked(&screen), []);
}

#[test]
fn on_the_page_of_gaps_the_passage_of_the_focus_is_meant() {
    let mut screen = Screen::new(80, 24);
    screen.press("u m");
    assert!(screen.text().contains("nothing here to mark"), "{}", screen.text());
    screen.press("tab m");
    assert!(signs(&screen)[0].contains("◆Unnamed clinic"), "{}", screen.text());
    assert_eq!(screen.app.tray.marks().len(), 1);
}
