//! Search in the reader: why a passage was found, and queries that are recalled.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod support;

use insta::assert_snapshot;
use pamphlet::tui::app;
use support::Screen;

/// What stands in the box of search.
fn query(screen: &Screen) -> &str {
    let app::Screen::Search(search) = &screen.app.screen else { panic!("{}", screen.text()) };
    search.field.text()
}

/// The row of the cursor in the results.
fn row(screen: &Screen) -> usize {
    let app::Screen::Search(search) = &screen.app.screen else { panic!("{}", screen.text()) };
    search.row
}

fn hints(screen: &Screen) -> String {
    screen.text().lines().last().unwrap().trim().to_owned()
}

/// A reader in which these were looked for, one after the other, and left.
fn after(queries: &[&str]) -> Screen {
    let mut screen = Screen::new(120, 36);
    for query in queries {
        screen.press(&format!("s t:{query} esc"));
    }
    screen
}

#[test]
fn why_says_what_matched_where_and_how_the_score_comes_about() {
    assert_snapshot!(Screen::new(80, 30).press("s t:blood space t:bladder tab ?").text());
}

#[test]
fn why_of_a_guess_stands_where_it_is_narrow() {
    assert_snapshot!(Screen::new(44, 30).press("s t:disociation f3").text());
}

#[test]
fn why_is_asked_of_the_passage_under_the_cursor_and_closes_again() {
    let mut screen = Screen::new(120, 36);
    screen.press("s t:nausea tab j");
    let list = screen.text();
    let second = list.lines().find_map(|line| line.strip_prefix(" ▸ ")).unwrap().to_owned();
    screen.press("?");
    let source = second.split(" · ").next().unwrap();
    let page = screen.text();
    let place = page.lines().skip_while(|line| !line.contains("Why this")).nth(1).unwrap();
    assert!(place.contains(source), "{place} is not of {second}");
    assert_eq!(screen.press("?").text(), list);
}

#[test]
fn a_question_mark_types_in_the_box() {
    let mut screen = Screen::new(80, 24);
    screen.press("s t:risk?");
    assert_eq!(query(&screen), "risk?");
    assert!(!screen.text().contains("Why this"));
}

#[test]
fn without_a_passage_there_is_nothing_to_explain_and_help_is_still_there() {
    let mut screen = Screen::new(80, 24);
    screen.press("s f3");
    assert_eq!(hints(&screen), "no passage to explain");
    assert!(screen.press("f1").text().contains("say why the passage was found"));
}

#[test]
fn up_goes_to_earlier_queries_and_down_back_to_what_was_typed() {
    let mut screen = after(&["nausea", "sleep"]);
    screen.press("s t:ris");
    let typed = screen.text();
    let mut seen = Vec::new();
    for key in ["up", "up", "up", "down", "down"] {
        screen.press(key);
        seen.push(query(&screen).to_owned());
    }
    assert_eq!(seen, ["sleep", "nausea", "nausea", "sleep", "ris"]);
    assert_eq!(screen.text(), typed);
}

#[test]
fn a_recalled_query_is_answered_like_a_typed_one() {
    let mut typed = after(&["nausea"]);
    let mut recalled = after(&["nausea"]);
    typed.press("s t:nausea");
    recalled.press("s up");
    let body = |screen: &Screen| {
        let text = screen.text();
        text.rsplit_once('\n').unwrap().0.to_owned()
    };
    assert_eq!(body(&recalled), body(&typed));
    let row = "enter read · up earlier query · down later query · ctrl-t narrow · tab box or list";
    assert!(hints(&recalled).starts_with(row), "{}", hints(&recalled));
}

#[test]
fn down_and_up_in_the_box_step_through_the_results_of_what_was_typed() {
    let mut screen = after(&["sleep"]);
    screen.press("s t:nausea down down up");
    assert_eq!((row(&screen), query(&screen)), (1, "nausea"));
    screen.press("up up");
    assert_eq!((row(&screen), query(&screen)), (0, "sleep"));
}

#[test]
fn with_a_recalled_query_in_the_box_the_results_are_stepped_by_their_own_keys() {
    let mut screen = after(&["nausea"]);
    screen.press("s up ctrl-n");
    assert_eq!((row(&screen), query(&screen)), (1, "nausea"));
    screen.press("ctrl-p tab down");
    assert_eq!((row(&screen), query(&screen)), (1, "nausea"));
}

#[test]
fn a_recalled_query_that_is_changed_is_a_typed_one() {
    let mut screen = after(&["nausea"]);
    screen.press("s up space t:or down");
    assert_eq!((row(&screen), query(&screen)), (1, "nausea or"));
    screen.press("up up down");
    assert_eq!(query(&screen), "nausea or");
}

#[test]
fn opening_a_hit_keeps_the_query_and_recalls_no_copy_of_itself() {
    let mut screen = after(&["sleep"]);
    screen.press("s t:nausea enter backspace up");
    assert_eq!(query(&screen), "sleep");
    screen.press("down");
    assert_eq!(query(&screen), "nausea");
    assert!(!hints(&screen).contains("later"), "{}", hints(&screen));
}

#[test]
fn every_way_out_of_search_keeps_the_query_once() {
    for out in ["esc", "ctrl-o", "tab H", "enter", "tab c", "tab p t:uses enter"] {
        let mut screen = after(&["sleep"]);
        screen.press("s t:nausea").press(out);
        let kept: Vec<_> = (0..).map_while(|age| screen.app.history.get(age)).collect();
        assert_eq!(kept, ["nausea", "sleep"], "{out}");
    }
}

#[test]
fn up_and_down_step_through_the_facets_while_they_have_the_focus() {
    let mut screen = after(&["sleep"]);
    screen.press("s t:nausea ctrl-t");
    let before = screen.text();
    assert_ne!(screen.press("down").text(), before);
    assert_eq!(screen.press("up up up").text(), before);
    assert_eq!(query(&screen), "nausea");
}

#[test]
fn blank_queries_are_not_kept_and_the_oldest_is_the_end() {
    let mut screen = after(&[]);
    screen.press("s space space esc s up");
    assert_eq!((query(&screen), hints(&screen).as_str()), ("", "no earlier query"));
}

#[test]
fn the_wheel_steps_through_the_results_whatever_was_recalled() {
    use pamphlet::tui::event::{Event, Mouse, MouseAction};
    use pamphlet::tui::run::Application;
    let mut screen = after(&["nausea", "sleep"]);
    screen.press("s t:ketamine");
    let wheel = |action| Event::Mouse(Mouse { action, at: ratatui::layout::Position::new(5, 9) });
    screen.app.handle(wheel(MouseAction::ScrollDown));
    assert_eq!(row(&screen), 3);
    screen.app.handle(wheel(MouseAction::ScrollUp));
    assert_eq!((row(&screen), query(&screen)), (0, "ketamine"));
}
