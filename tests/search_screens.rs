//! Search on the screen: facets, narrowing and widening, words as typed, subjects, and why a passage
//! is there. Keys in, screens out.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod support;

use insta::assert_snapshot;
use pamphlet::library::{Library, PassageRef};
use pamphlet::search::{Index, Query};
use pamphlet::store::{bundle, folder};
use pamphlet::tui::app;
use pamphlet::tui::event::{Event, Mouse, MouseAction};
use pamphlet::tui::run::Application;
use ratatui::layout::Position;
use support::Screen;

/// The text in the field of search.
fn field(screen: &Screen) -> String {
    let text = screen.text();
    text.lines().nth(1).unwrap().trim().strip_prefix("search:").unwrap().trim_start().to_owned()
}

/// The row of the summary that says how much is found.
fn found(screen: &Screen) -> String {
    screen.text().lines().nth(2).unwrap().trim().to_owned()
}

/// The bottom row.
fn hints(screen: &Screen) -> String {
    screen.text().lines().last().unwrap().to_owned()
}

/// A library of two subjects, both with passages on headaches.
fn two_subjects() -> Library {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/library");
    folder::library(path.as_ref()).unwrap()
}

#[test]
fn facets_stand_beside_the_results() {
    assert_snapshot!(Screen::new(120, 36).press("s t:nausea").snapshot());
}

#[test]
fn facets_are_a_line_each_where_there_is_no_room_beside() {
    assert_snapshot!(Screen::new(80, 24).press("s t:ketamine").snapshot());
}

#[test]
fn facets_are_only_counted_where_it_is_low() {
    assert_snapshot!(Screen::new(60, 20).press("s t:ketamine").snapshot());
}

#[test]
fn the_list_of_facets_stands_for_the_results_where_it_is_narrow() {
    assert_snapshot!(Screen::new(60, 20).press("s t:ketamine ctrl-t end").snapshot());
}

#[test]
fn narrowing_writes_the_filter_and_keeps_the_other_counts() {
    assert_snapshot!(Screen::new(120, 36).press("s t:ketamine ctrl-t down enter").snapshot());
}

#[test]
fn the_next_facet_of_a_kind_replaces_the_former_and_widening_takes_it_out() {
    let mut screen = Screen::new(120, 36);
    screen.press("s t:nausea");
    let before = screen.snapshot();
    screen.press("ctrl-t enter");
    assert_eq!(field(&screen), "nausea source:alive-health-wellness");
    assert_eq!(found(&screen), "1 passage in 1 of 1 source");
    screen.press("ctrl-t down enter");
    assert_eq!(field(&screen), "nausea source:catalyst-clinic");
    screen.press("ctrl-t down enter");
    assert_eq!(field(&screen), "nausea source:catalyst-clinic topic:uses");
    assert_eq!(found(&screen), "1 passage in 1 of 1 source");
    screen.press("ctrl-t enter");
    assert_eq!(field(&screen), "nausea topic:uses", "again on the one chosen");
    screen.press("ctrl-x");
    assert_eq!(screen.snapshot(), before);
    assert!(hints(screen.press("ctrl-x")).contains("all sources and topics are searched"));
}

#[test]
fn words_can_be_typed_on_after_narrowing() {
    let mut screen = Screen::new(120, 36);
    screen.press("s t:nau ctrl-t end enter t:sea space t:dizziness");
    assert_eq!(field(&screen), "nausea dizziness topic:side-effects");
    screen.press("ctrl-e space t:vision");
    assert_eq!(field(&screen), "nausea dizziness topic:side-effects vision");
}

#[test]
fn leaving_the_facets_leads_back_to_what_had_the_focus() {
    let mut screen = Screen::new(80, 24);
    screen.press("s t:nausea");
    let typing = screen.snapshot();
    for leave in ["ctrl-t", "esc", "backspace"] {
        assert_ne!(screen.press("ctrl-t").snapshot(), typing);
        assert_eq!(screen.press(leave).snapshot(), typing, "{leave}");
    }
    let listed = screen.press("tab down").snapshot();
    assert_eq!(screen.press("t t").snapshot(), listed);
    assert_eq!(screen.press("ctrl-t tab").snapshot(), listed, "Tab goes to the results");
}

#[test]
fn a_source_that_has_nothing_is_said_and_others_are_still_there_to_choose() {
    let mut screen = Screen::new(120, 36);
    screen.press("s t:nausea space t:source:865");
    assert!(found(&screen).starts_with("no passage speaks of"), "{}", screen.text());
    assert!(screen.text().contains("• 865 Wellness"), "{}", screen.text());
    screen.press("ctrl-t up up enter");
    assert_eq!(field(&screen), "nausea source:alive-health-wellness");
    assert_eq!(found(&screen), "1 passage in 1 of 1 source");
}

#[test]
fn where_nothing_is_found_there_is_nothing_to_narrow_to() {
    let mut screen = Screen::new(80, 24);
    screen.press("s t:cystitis ctrl-t");
    assert!(hints(&screen).contains("no source or topic to narrow to"));
    assert_eq!(field(screen.press("t:x")), "cystitisx");
}

/// The passage of the hit under the cursor.
fn under_the_cursor(screen: &Screen) -> Option<PassageRef> {
    let app::Screen::Search(search) = &screen.app.screen else { panic!("{}", screen.text()) };
    search.passage()
}

#[test]
fn the_list_goes_on_to_the_last_result_however_little_of_it_is_shown() {
    let mut screen = Screen::new(60, 14);
    let library = bundle::library();
    let outcome =
        Index::build(&library).search(&library, &Query::parse("ketamine", &library), 1024);
    let passages: Vec<_> = outcome.hits.iter().map(|hit| Some(hit.passage)).collect();
    assert_eq!(passages.len(), 134);
    screen.press("s t:ketamine");
    for passage in &passages {
        assert_eq!(under_the_cursor(&screen), *passage);
        screen.press("down");
    }
    assert_eq!(under_the_cursor(&screen), passages[133]);
    screen.press("tab g g");
    assert_eq!(under_the_cursor(&screen), passages[0]);
    let mut other = Screen::new(60, 14);
    other.press("s t:ketamine tab G");
    assert_eq!(under_the_cursor(&other), passages[133]);
    assert_eq!(found(&other), "134 passages in 5 of 5 sources");
    let at = Position::new(5, 9);
    for _ in 0..2 {
        screen.app.handle(Event::Mouse(Mouse { action: MouseAction::ScrollDown, at }));
    }
    assert_eq!(under_the_cursor(&screen), passages[6]);
    assert!(screen.text().contains('▸'), "{}", screen.text());
}

#[test]
fn no_count_of_a_facet_is_cut_at_any_width() {
    let mut screen = Screen::new(80, 40);
    screen.press("s t:ketamine ctrl-t");
    for columns in 40..=160 {
        let text = screen.resize(columns, 40).text();
        for count in ["29", "30", "23", "25", "27", "28", "24", "13", "11"] {
            let shown = |line: &str| line.trim_end().ends_with(&format!(" {count}"));
            assert!(text.lines().any(shown), "{count} at {columns} columns:\n{text}");
        }
    }
}

#[test]
fn a_lay_word_is_bridged_and_one_key_undoes_it_and_brings_it_back() {
    let mut screen = Screen::new(80, 24);
    screen.press("s t:throwing space t:up");
    assert_snapshot!("a_lay_word_is_bridged", screen.snapshot());
    let bridged = screen.snapshot();
    screen.press("ctrl-y");
    assert_eq!(field(&screen), "\"throwing up\"");
    assert_snapshot!("a_lay_word_is_searched_as_typed", screen.snapshot());
    assert_eq!(screen.press("ctrl-y").snapshot(), bridged);
}

#[test]
fn a_word_as_typed_stays_so_while_the_query_changes() {
    let mut screen = Screen::new(120, 36);
    screen.press("s t:nausea space t:ketmaine ctrl-y");
    assert_eq!(field(&screen), "nausea 'ketmaine");
    screen.press("ctrl-y space t:up");
    assert_eq!(field(&screen), "nausea ketmaine up", "taken back");
    screen.press("ctrl-y ctrl-a ctrl-k t:nausea");
    let text = screen.text();
    assert!(!text.contains("as typed"), "the marked word is gone: {text}");
}

#[test]
fn where_all_words_are_as_typed_the_key_says_so() {
    let mut screen = Screen::new(80, 24);
    screen.press("s t:nausea ctrl-y");
    assert!(hints(&screen).contains("no other words are shown for these"), "{}", hints(&screen));
    assert_eq!(field(&screen), "nausea");
}

#[test]
fn each_word_is_counted_alone_where_none_has_all() {
    let mut screen = Screen::new(80, 24);
    screen.press("s t:ketamine space t:bladder");
    let text = screen.text();
    assert!(text.contains("no passage has all of these: ketamine 134 · bladder 0\n"), "{text}");
    assert!(text.contains("lacks \"bladder\""), "{text}");
}

#[test]
fn however_much_is_said_the_result_under_the_cursor_is_shown() {
    let query = "s t:nausea space t:vomiting space t:after space t:the space t:infusion space t:for space t:depression";
    let mut screen = Screen::new(40, 12);
    assert!(screen.press(query).text().contains("▸ "), "{}", screen.text());
    assert!(screen.press("ctrl-t").text().contains("▸ "), "{}", screen.text());
}

#[test]
fn a_hit_says_where_its_words_stand_if_not_in_its_text() {
    assert_snapshot!(Screen::new(80, 24).press("s t:catalyst space t:nausea").snapshot());
    let mut screen = Screen::new(80, 24);
    let text = screen.press("s t:\"side space t:effects\"").text();
    assert!(text.contains("   in the heading  "), "{text}");
}

#[test]
fn all_subjects_are_searched_until_a_key_keeps_to_the_open_one() {
    let mut screen = Screen::of(two_subjects(), 100, 24);
    screen.press("enter s t:side");
    assert_snapshot!("all_subjects_are_searched", screen.snapshot());
    screen.press("ctrl-g");
    assert_snapshot!("only_the_open_subject_is_searched", screen.snapshot());
    screen.press("ctrl-g");
    assert!(screen.text().starts_with(" Search all subjects"), "{}", screen.text());
}

#[test]
fn compare_from_a_result_is_of_its_subject() {
    let mut screen = Screen::of(two_subjects(), 100, 24);
    screen.press("enter s t:drowsiness tab c");
    assert!(screen.text().contains("Owl Clinic"), "{}", screen.text());
}

#[test]
fn a_lone_mark_lists_nothing_of_the_open_subject() {
    let mut screen = Screen::of(two_subjects(), 100, 24);
    screen.press("enter s ctrl-g t:\"");
    assert!(found(&screen).starts_with("no passage"), "{}", screen.text());
}

#[test]
fn one_subject_needs_no_switch() {
    let mut screen = Screen::of(bundle::library(), 80, 24);
    assert!(!hints(screen.press("s t:nausea")).contains("ctrl-g"));
    assert!(hints(screen.press("ctrl-g")).contains("the library has one subject"));
}

#[test]
fn an_unknown_topic_lists_what_there_is() {
    let mut screen = Screen::new(80, 24);
    let text = screen.press("s t:topic:zzz").text();
    assert!(text.contains("no topic is called `zzz`; there are: background, mechanism"), "{text}");
}

#[test]
fn no_size_panics_while_facets_are_chosen() {
    for way in
        ["s t:ketamine ctrl-t end", "s t:ketamine ctrl-t enter", "s t:throwing space t:up ctrl-y"]
    {
        let mut screen = Screen::new(80, 24);
        screen.press(way);
        for columns in (1..=130).step_by(3) {
            for rows in [1, 2, 3, 11, 12, 13, 24, 60] {
                screen.resize(columns, rows).drawn();
            }
        }
    }
}
