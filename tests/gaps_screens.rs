//! The page of gaps over home: what no source speaks of, and the way to the passage of the one that does.

mod support;

use insta::assert_snapshot;
use support::Screen;

#[test]
fn gaps_lie_over_home_and_tab_steps_through_what_one_source_says() {
    assert_snapshot!("gaps_120x36", Screen::new(120, 36).press("u tab tab").snapshot());
    assert_snapshot!("gaps_60x20", Screen::new(60, 20).press("u backtab").snapshot());
}

#[test]
fn enter_opens_the_passage_that_has_the_focus_and_backspace_leads_home() {
    let mut screen = Screen::new(120, 36);
    screen.press("u tab enter");
    assert!(screen.text().contains("Among several forms of ketamine"), "{}", screen.text());
    screen.press("backspace");
    assert_eq!(screen.text(), Screen::new(120, 36).text());
}

#[test]
fn enter_without_a_focus_closes_the_page_and_opens_nothing() {
    let mut screen = Screen::new(80, 24);
    screen.press("u");
    assert!(screen.text().contains("What happens without it?"), "{}", screen.text());
    screen.press("enter");
    assert_eq!(screen.text(), Screen::new(80, 24).text());
    screen.press("i ? enter");
    assert_eq!(screen.text(), Screen::new(80, 24).text());
}
