//! The page of gaps over home: what no source speaks of, and the way to the passage of the one that does.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod support;

use insta::assert_snapshot;
use pamphlet::library::Library;
use pamphlet::tui::app::Overlay;
use pamphlet::tui::follow::Why;
use support::{Screen, library};

#[test]
fn gaps_lie_over_home_and_tab_steps_through_what_one_source_says() {
    assert_snapshot!("gaps_120x36", Screen::new(120, 36).press("u tab tab").snapshot());
    assert_snapshot!("gaps_60x20", Screen::new(60, 20).press("u backtab").snapshot());
}

/// What the row of the focus is about.
fn focused(screen: &Screen) -> String {
    let Some(Overlay::Page(page)) = &screen.app.overlay else { panic!("{}", screen.text()) };
    page.focus.map_or_else(String::new, |item| page.items[item].text.clone())
}

/// Two sources; of some terms only the first speaks, of one of them in several places.
fn alone() -> Library {
    let head = |name: &str| format!("+++\ntitle = \"T\"\nsource = \"{name}\"\n+++\n\n");
    let text = "## Side effects\n\nNausea.\n\nMore nausea.\n\n## Benefits\n\nNo nausea here.\n";
    let (a, b) = (head("Ada") + text, head("Bea") + "## Side effects\n\nNone.\n");
    library([("s/a.md", a.as_str()), ("s/b.md", b.as_str())])
}

#[test]
fn backspace_leads_from_the_passage_back_to_the_very_row() {
    let mut screen = Screen::new(80, 24);
    let gaps = screen.press("u tab tab tab backtab").text();
    screen.press("backtab backtab backtab backtab");
    let last = screen.text();
    assert_ne!(gaps, last, "the page has scrolled");
    screen.press("enter");
    assert!(!screen.text().contains("What no source speaks of"), "{}", screen.text());
    assert_eq!(screen.press("backspace").text(), last);
    screen.press("enter c backspace backspace");
    assert_eq!(screen.text(), last, "also over several screens");
    screen.press("backspace");
    assert_eq!(screen.text(), Screen::new(80, 24).text());
}

#[test]
fn every_passage_of_a_gap_can_be_opened() {
    let mut screen = Screen::of(alone(), 80, 60);
    screen.press("u");
    let mut opened = Vec::new();
    while !focused(&screen).contains("nausea") {
        screen.press("tab");
    }
    for _ in 0..3 {
        let Some(Overlay::Page(page)) = &screen.app.overlay else { panic!("{}", screen.text()) };
        opened.push(page.leads_to().unwrap().passage);
        screen.press("enter backspace tab");
    }
    assert_eq!(opened, [0, 1, 2]);
    let text = screen.text();
    let rows = ["nausea", "and again under Side effects", "and under Benefits"];
    assert!(rows.iter().all(|row| text.contains(row)), "{text}");
}

#[test]
fn another_library_keeps_the_row_that_was_left() {
    let mut screen = Screen::of(alone(), 80, 24);
    let before = screen.press("u backtab").text();
    screen.press("enter").renew(alone(), Why::Whole).press("backspace");
    assert_eq!(screen.text(), before);
}

#[test]
fn enter_without_a_focus_opens_nothing_and_closes_a_page_that_leads_nowhere() {
    let mut screen = Screen::new(80, 24);
    screen.press("u");
    assert!(screen.text().contains("What happens without it?"), "{}", screen.text());
    screen.press("enter");
    assert!(screen.text().contains("choose a passage first"), "{}", screen.text());
    screen.press("esc i ? enter");
    assert_eq!(screen.text(), Screen::new(80, 24).text());
}
