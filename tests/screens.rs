//! Keys in, screens out: whole screens of the bundled library, text and styles.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod support;

use insta::assert_snapshot;
use pamphlet::store::bundle;
use pamphlet::tui::run::Flow;
use support::Screen;

/// Down to side effects on home, at Catalyst.
const SIDE_EFFECTS: &str = "down down down down down right";

#[test]
fn home_is_the_matrix() {
    assert_snapshot!(Screen::new(120, 36).press(SIDE_EFFECTS).snapshot());
}

#[test]
fn home_pages_the_sources_that_do_not_fit() {
    assert_snapshot!(Screen::new(80, 24).press("right right right").snapshot());
}

#[test]
fn home_is_a_list_where_it_is_narrow() {
    assert_snapshot!(Screen::new(50, 20).press("down").snapshot());
}

#[test]
fn a_cell_opens_its_source_on_its_topic() {
    assert_snapshot!(Screen::new(120, 36).press(SIDE_EFFECTS).press("enter").snapshot());
}

#[test]
fn a_mention_opens_at_the_mention_with_its_cue_marked() {
    assert_snapshot!(Screen::new(80, 24).press(SIDE_EFFECTS).press("right right enter").snapshot());
}

#[test]
fn a_silent_cell_says_so_and_opens_nothing() {
    let mut screen = Screen::new(80, 24);
    screen.press(SIDE_EFFECTS).press("right enter");
    assert!(
        screen.text().ends_with(
            "Tri-Cities Infusion & Wellness Clinic: Side effects and risks is not covered"
        ),
        "{}",
        screen.text()
    );
}

#[test]
fn the_next_source_is_on_the_same_topic_and_the_silent_one_is_named() {
    let mut screen = Screen::new(120, 36);
    screen.press(SIDE_EFFECTS).press("enter }");
    assert!(screen.text().starts_with(" Unnamed clinic › How it works"), "{}", screen.text());
    for (columns, rows) in [(120, 36), (80, 24), (60, 20)] {
        let said = Screen::new(columns, rows).press(SIDE_EFFECTS).press("enter }").text();
        let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.ends_with("in 1 passage; Tri-Cities Infusion & Wellness Clinic: Side effects and risks is not covered"), "{said}");
    }
}

#[test]
fn a_find_that_finds_nothing_stays_where_it_was_begun() {
    let mut screen = Screen::new(80, 24);
    let before = screen.press("down down enter").text();
    assert_eq!(screen.press("/ t:zzz esc").text(), before);
    assert_eq!(screen.press("/ t:the down down esc").text(), before);
    assert_ne!(screen.press("/ t:nausea enter esc").text(), before);
    let mut screen = Screen::new(80, 24);
    let before = screen.press("c").text();
    assert_eq!(screen.press("/ t:nausea down t:zzz esc").text(), before);
}

#[test]
fn what_is_found_is_in_the_section_that_is_named() {
    let mut screen = Screen::new(120, 36);
    screen.press("enter / t:infusion space t:is enter");
    assert!(screen.text().contains("› Short-term side effects"), "{}", screen.text());
    screen.press("c");
    assert!(screen.text().contains("Compare › Side effects"), "{}", screen.text());
}

#[test]
fn compare_comes_to_the_source_that_it_was_asked_from() {
    let mut screen = Screen::new(80, 24);
    screen.press("right right right right c");
    assert!(screen.text().contains("4–5 of 5 sources"), "{}", screen.text());
    assert!(screen.press("enter").text().starts_with(" 865 Wellness"), "{}", screen.text());
}

#[test]
fn compare_is_side_by_side() {
    assert_snapshot!(Screen::new(120, 36).press(SIDE_EFFECTS).press("c").snapshot());
}

#[test]
fn compare_pages_what_does_not_fit() {
    assert_snapshot!(Screen::new(80, 24).press(SIDE_EFFECTS).press("c right right").snapshot());
}

#[test]
fn compare_is_stacked_where_it_is_narrow() {
    assert_snapshot!(Screen::new(58, 20).press(SIDE_EFFECTS).press("c").snapshot());
}

#[test]
fn silent_sources_fold_and_are_still_counted() {
    let mut screen = Screen::new(120, 36);
    screen.press(SIDE_EFFECTS).press("c x");
    assert!(
        screen.text().lines().next().unwrap().ends_with("1 silent folded"),
        "{}",
        screen.text()
    );
    assert!(!screen.text().contains("Tri-Cities"));
}

#[test]
fn search_finds_as_you_type_and_says_what_it_corrected() {
    assert_snapshot!(Screen::new(120, 36).press("s t:disociation").snapshot());
}

#[test]
fn search_shows_the_result_below_where_it_is_narrow() {
    assert_snapshot!(Screen::new(80, 24).press("s t:blood space t:pressure").snapshot());
}

#[test]
fn search_proves_absence() {
    assert_snapshot!(Screen::new(80, 24).press("s t:cystitis").snapshot());
}

#[test]
fn a_hit_opens_on_its_words_and_back_restores_the_list() {
    let mut screen = Screen::new(120, 36);
    screen.press("s t:nausea down");
    let list = screen.snapshot();
    screen.press("enter");
    assert!(screen.snapshot().contains("bold+underlined \"nausea\""), "{}", screen.snapshot());
    screen.press("backspace");
    assert_eq!(screen.snapshot(), list);
}

/// "4 of 14" of the title row.
fn position(screen: &Screen) -> String {
    let text = screen.text();
    let words: Vec<&str> = text.lines().next().unwrap().split_whitespace().collect();
    let of = words.iter().rposition(|word| *word == "of").unwrap_or_else(|| panic!("{text}"));
    words[of - 1..=of + 1].join(" ")
}

#[test]
fn find_counts_and_goes_on_around_the_end() {
    let mut screen = Screen::new(80, 24);
    screen.press("enter g g / t:ketamine enter");
    let all = position(&screen).split_once(" of ").unwrap().1.to_owned();
    assert_eq!(position(&screen), format!("1 of {all}"));
    screen.press("N");
    assert_eq!(position(&screen), format!("{all} of {all}"));
    assert!(screen.text().ends_with("went on from the bottom"), "{}", screen.text());
    screen.press("n");
    assert_eq!(position(&screen), format!("1 of {all}"));
}

#[test]
fn matches_survive_a_resize_and_a_match_across_lines_is_found() {
    let mut screen = Screen::new(120, 36);
    screen.press("enter g g / t:pain space t:signals enter");
    let before = position(&screen);
    for columns in [60, 74, 90, 200] {
        assert_eq!(position(screen.resize(columns, 20)), before);
    }
}

#[test]
fn the_empty_palette_says_what_can_be_typed_and_how_much_there_is() {
    assert_snapshot!(Screen::new(80, 24).press("p down down").snapshot());
}

#[test]
fn the_palette_goes_to_topics_and_headings() {
    assert_snapshot!(Screen::new(80, 24).press("p t:long").snapshot());
}

#[test]
fn help_lists_the_keys_of_the_screen() {
    assert_snapshot!(Screen::new(100, 40).press("enter ?").snapshot());
}

#[test]
fn the_card_says_what_is_not_stated() {
    assert_snapshot!(Screen::new(80, 24).press("right enter i").snapshot());
}

#[test]
fn a_term_is_explained() {
    assert_snapshot!(Screen::new(80, 24).press("enter tab enter").snapshot());
}

#[test]
fn the_card_of_a_term_names_its_aliases_and_no_near_words() {
    let mut screen = Screen::new(80, 24);
    let text = screen.press("p t:blood space t:pressure enter").text();
    assert!(text.contains("│ also: BP  "), "{text}");
    assert!(!text.contains("high") && !text.contains("hypertension"), "{text}");
}

#[test]
fn the_outline_leads_to_its_sections() {
    let mut screen = Screen::new(80, 24);
    screen.press("enter o G");
    assert!(screen.text().contains("▸ Parting words"), "{}", screen.text());
    screen.press("enter");
    assert!(screen.text().lines().nth(1).unwrap().contains("Parting words"), "{}", screen.text());
}

#[test]
fn a_pending_sequence_shows_what_may_follow() {
    let mut screen = Screen::new(80, 24);
    screen.press("enter g");
    assert!(screen.text().lines().last().unwrap().starts_with(" g"), "{}", screen.text());
}

#[test]
fn keys_end_stop_and_clear() {
    let mut screen = Screen::new(80, 24);
    assert_eq!(screen.press("ctrl-l").flow, Flow::Clear);
    assert_eq!(screen.press("ctrl-z").flow, Flow::Suspend);
    assert_eq!(screen.press("q").flow, Flow::Quit);
}

#[test]
fn too_small_a_terminal_asks_for_room_and_recovers() {
    let mut screen = Screen::new(80, 24);
    let before = screen.text();
    assert_eq!(screen.resize(39, 24).text().trim(), "please enlarge to 40x12");
    assert_eq!(screen.resize(80, 24).text(), before);
}

#[test]
fn no_size_panics_on_any_screen() {
    let ways = [
        "",
        "enter",
        "c",
        "s t:ketamine",
        "p t:a",
        "enter ?",
        "enter i",
        "enter / t:a",
        "enter o",
        "enter tab enter",
    ];
    for way in ways {
        let mut screen = Screen::new(80, 24);
        screen.press(way);
        for columns in (1..=130).step_by(3) {
            for rows in [1, 2, 3, 11, 12, 13, 24, 60] {
                screen.resize(columns, rows).drawn();
            }
        }
    }
}

#[test]
fn nothing_drawn_is_cut_inside_compare_at_any_width() {
    for columns in (60..=240).step_by(7) {
        let mut screen = Screen::new(columns, 400);
        screen.press(SIDE_EFFECTS).press("c");
        let words = screen.text().split_whitespace().filter(|w| w.contains('…')).count();
        assert_eq!(words, 0, "at {columns} columns:\n{}", screen.text());
    }
}

#[test]
fn several_subjects_begin_with_their_list() {
    let mut library = pamphlet::store::bundle::library();
    let mut other = library.subjects[0].clone();
    other.id = "nasal-spray".to_owned();
    other.title = "Nasal spray".to_owned();
    library.subjects.push(other);
    assert_snapshot!(Screen::of(library, 80, 24).press("down").snapshot());
}

#[test]
fn stepping_to_the_next_source_leaves_the_way_back_to_the_very_line() {
    let mut screen = Screen::new(80, 24);
    screen.press("down right enter j j j");
    let before = screen.text();
    screen.press("} backspace");
    assert_eq!(screen.text(), before);
}

#[test]
fn help_stands_in_the_bottom_row_at_every_width() {
    for way in ["", "enter", "c"] {
        for columns in [40, 60, 80, 120] {
            let mut screen = Screen::new(columns, 24);
            screen.press(way);
            assert!(screen.text().lines().last().unwrap().contains("? keys"), "{}", screen.text());
        }
    }
}

#[test]
fn a_page_scrolls_to_its_end_where_it_is_small() {
    let mut screen = Screen::new(45, 14);
    screen.press("c i G");
    assert!(screen.text().contains("health-wellness"), "{}", screen.text());
}

#[test]
fn nothing_is_said_to_be_missing_before_the_index_is_there() {
    let mut screen = Screen::new(80, 24);
    let index = screen.app.index.take().unwrap();
    screen.press("s t:nausea");
    assert!(screen.text().contains("is being read"), "{}", screen.text());
    assert!(!screen.text().contains("no passage"));
    pamphlet::tui::update::indexed(&mut screen.app, index);
    assert!(screen.text().contains("passages in"), "{}", screen.text());
}

#[test]
fn a_result_that_is_opened_before_the_index_is_there_opens_with_it() {
    let opens = |keys: &str| {
        let mut screen = Screen::new(80, 24);
        let index = screen.app.index.take().unwrap();
        screen.press(keys);
        assert!(!screen.text().contains("restated"), "{}", screen.text());
        pamphlet::tui::update::indexed(&mut screen.app, index);
        screen.text().contains("restated")
    };
    assert!(opens("s t:nausea enter"));
    for changed in ["backspace", "down", "esc", "f1"] {
        assert!(!opens(&format!("s t:nausea enter {changed}")), "{changed}");
    }
    assert!(!opens("s t:nausea"));
    assert!(!opens("s enter"));
}

/// Cells that differ between what is drawn before and after some keys.
fn cells_changed(screen: &mut Screen, keys: &str) -> usize {
    let (before, _) = screen.drawn();
    let (after, _) = screen.press(keys).drawn();
    before.diff(&after).len()
}

#[test]
fn a_step_of_the_cursor_changes_a_few_cells_and_a_page_no_more_than_the_text() {
    let mut screen = Screen::new(120, 36);
    assert!(cells_changed(&mut screen, "right") < 150);
    screen.press("enter");
    let text = 73 * 34;
    assert!(cells_changed(&mut screen, "pgdn") < text + 200);
    assert_eq!(cells_changed(&mut screen, "ctrl-l"), 0);
}

#[test]
fn an_action_chosen_in_the_palette_is_done() {
    let mut screen = Screen::new(80, 24);
    assert_eq!(screen.press("p t:quit enter").flow, Flow::Quit);
}

#[test]
fn what_is_scrolled_to_its_end_is_still_seen_after_a_resize() {
    let mut screen = Screen::new(50, 20);
    screen.press("c G").resize(200, 50);
    assert!(
        screen.text().lines().filter(|line| !line.is_empty()).count() > 20,
        "{}",
        screen.text()
    );
    let mut help = Screen::new(50, 12);
    help.press("? G").resize(120, 40);
    assert!(help.text().contains("everywhere"), "{}", help.text());
}

#[test]
fn a_search_under_an_overlay_is_answered_when_the_index_comes() {
    let mut screen = Screen::new(80, 24);
    let index = screen.app.index.take().unwrap();
    screen.press("s t:nausea f1");
    pamphlet::tui::update::indexed(&mut screen.app, index);
    assert!(screen.press("esc").text().contains("passages in"), "{}", screen.text());
}

#[test]
fn many_topics_scroll_in_the_narrow_list() {
    let mut library = pamphlet::store::bundle::library();
    let topic =
        |i| format!("[[topic]]\nid = \"t{i}\"\nname = \"Topic number {i}\"\nabout = \".\"\n");
    let topics: String = (1..=30).map(topic).collect();
    library.topics = pamphlet::library::Topics::parse("topics.toml", &topics).unwrap();
    let mut screen = Screen::of(library, 50, 20);
    assert!(screen.press("G end").text().contains("▸ Topic number 30"), "{}", screen.text());
}

#[test]
fn the_focus_stays_on_its_source_when_the_topic_changes() {
    let mut screen = Screen::new(120, 36);
    screen.press(SIDE_EFFECTS).press("c right right right x ]");
    let focused = |screen: &Screen| {
        screen
            .snapshot()
            .lines()
            .filter(|l| l.contains("reversed"))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert!(
        focused(&screen).iter().any(|line| line.contains("865 Wellness")),
        "{:?}",
        focused(&screen)
    );
}

#[test]
fn the_keys_are_those_of_the_window_that_is_there_again_afterwards() {
    for (window, key) in [("u", "step to the next term or link"), ("p", "move between the box")] {
        let mut screen = Screen::new(80, 24);
        let before = screen.press(window).text();
        let keys = screen.press("f1").text();
        assert!(keys.contains("Keys") && keys.contains(key), "{keys}");
        assert_eq!(screen.press("f1").text(), before);
        assert_eq!(screen.press("f1 esc").text(), before);
    }
    let keys = Screen::new(120, 60).press("c 2 ?").text();
    assert!(!keys.contains("find in this text"), "{keys}");
}

#[test]
fn articles_are_not_counted_as_sources_where_two_are_of_one() {
    let mut library = bundle::library();
    let again = library.subjects[0].articles[0].clone();
    library.subjects[0].articles.push(again);
    let text = Screen::of(library, 50, 20).text();
    assert!(text.contains(" 5 sources\n") && text.contains(" of 6 articles"), "{text}");
}
