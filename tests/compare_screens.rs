//! Keys in, screens out: what the sources say on a topic, side by side.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod support;

use insta::assert_snapshot;
use pamphlet::library::Library;
use pamphlet::tui::follow::Why;
use rstest::rstest;
use support::{Screen, library};

/// Down to side effects on home, and on to compare.
const SIDE_EFFECTS: &str = "down down down down down c";

/// The text of a row of the screen.
fn row(screen: &Screen, y: usize) -> String {
    screen.text().lines().nth(y).unwrap_or_default().trim().to_owned()
}

fn last_row(screen: &Screen) -> String {
    screen.text().lines().last().unwrap_or_default().trim().to_owned()
}

/// A library of one subject in which these sources say these texts.
fn sources(said: &[(&str, &str)]) -> Library {
    let file = |(i, (name, text)): (usize, &(&str, &str))| {
        let text = format!("+++\ntitle = \"T\"\nsource = \"{name}\"\n+++\n\n{text}\n");
        (format!("subject/s{i:02}.md"), text)
    };
    let files: Vec<(String, String)> = said.iter().enumerate().map(file).collect();
    library(files.iter().map(|(path, text)| (path.as_str(), text.as_str())))
}

/// Eighty sources, each with two sentences on side effects.
fn eighty() -> Library {
    let names: Vec<String> = (1..=80).map(|i| format!("Clinic number {i}")).collect();
    let text = |i: usize| {
        format!(
            "## Side effects\n\nNausea may last {} minutes.\n\nDrowsiness of clinic {i} too.",
            i + 20
        )
    };
    let texts: Vec<String> = (1..=80).map(text).collect();
    let said = names.iter().map(String::as_str).zip(texts.iter().map(String::as_str));
    sources(&said.collect::<Vec<_>>())
}

/// Names of eighty columns, a script of double width, emoji, and a table.
fn hard() -> Library {
    let long = "The Very Long Name Of A Clinic For Infusions And Wellness In The Valley, Limited";
    let text = "## Side effects\n\n| Effect | For how long |\n|---|---|\n| Nausea | Nausea lasts 40 minutes |\n| Drowsiness | an hour |";
    sources(&[
        (long, text),
        (
            "診療所 東京",
            "## Side effects\n\n吐き気や眠気が出ることがあります。点滴の後、四十分ほどで消えます。Nausea lasts 30 minutes 🤢, and drowsiness 😴 passes too.",
        ),
        ("Family 👩‍👩‍👧 clinic", "## Other matters\n\nSide effects such as nausea 🤢🤢 are rare here."),
    ])
}

#[rstest]
#[case(120, 36)]
#[case(80, 24)]
#[case(60, 20)]
fn texts_stand_side_by_side(#[case] columns: u16, #[case] rows: u16) {
    let mut screen = Screen::new(columns, rows);
    screen.press(SIDE_EFFECTS).press("right pagedown pagedown");
    assert_snapshot!(format!("text_{columns}x{rows}"), screen.snapshot());
}

#[rstest]
#[case(120, 36)]
#[case(60, 20)]
fn long_names_wide_letters_and_tables_are_whole(#[case] columns: u16, #[case] rows: u16) {
    let mut screen = Screen::of(hard(), columns, rows);
    assert_snapshot!(format!("text_hard_{columns}x{rows}"), screen.press(SIDE_EFFECTS).snapshot());
}

#[test]
fn one_source_stands_alone_and_differs_from_none() {
    let library = sources(&[("Only", "## Side effects\n\nNausea may last 40 minutes.")]);
    let mut screen = Screen::of(library, 80, 24);
    assert_snapshot!("text_one_source", screen.press(SIDE_EFFECTS).snapshot());
    screen.press("D");
    assert_eq!(last_row(&screen), "only one source speaks of this: there is none to differ from");
}

#[test]
fn without_a_source_there_is_nothing_to_compare_and_it_is_said() {
    let mut screen = Screen::of(sources(&[]), 80, 24);
    assert_eq!(last_row(screen.press("c")), "no topic here to compare on");
    let mut screen = Screen::of(sources(&[("Only", "Tea.")]), 80, 24);
    screen.press(SIDE_EFFECTS).renew(sources(&[]), Why::Whole);
    assert!(last_row(&screen).contains("is no longer in the library"), "{}", screen.text());
}

#[test]
fn a_topic_that_nobody_covers_is_said_to_be_so_in_every_column() {
    let said = [("North", "## Cost\n\nIt costs."), ("South", "## Cost\n\nIt costs more.")];
    let mut screen = Screen::of(sources(&said), 80, 24);
    assert_snapshot!("text_nobody", screen.press(SIDE_EFFECTS).snapshot());
    assert_eq!(last_row(screen.press("D")), "no source speaks of this");
    screen.press("x");
    assert!(screen.text().contains("No source covers this topic; all are folded away."));
    assert!(row(&screen, 0).ends_with("0 sources · 2 silent folded"), "{}", screen.text());
}

#[test]
fn eighty_sources_page() {
    let mut screen = Screen::of(eighty(), 120, 36);
    screen.press(SIDE_EFFECTS).press(&"right ".repeat(40));
    assert!(row(&screen, 0).ends_with("40–42 of 80 sources"), "{}", screen.text());
    assert!(row(&screen, 1).contains("Clinic number 41"), "{}", screen.text());
    screen.press(&"right ".repeat(90));
    assert!(row(&screen, 0).ends_with("78–80 of 80 sources"), "{}", screen.text());
    screen.resize(60, 20);
    assert!(row(&screen, 0).ends_with("73–80 of 80 sources"), "{}", screen.text());
    assert!(screen.text().contains("Clinic number 80"), "{}", screen.text());
}

#[test]
fn the_same_text_stays_at_the_top_when_the_size_changes() {
    let mut screen = Screen::new(120, 36);
    screen.press(SIDE_EFFECTS).press("j j j j j j j j j j j j j j j");
    let before = screen.text();
    let top = row(&screen, 6);
    for (columns, rows) in [(60, 20), (200, 50), (80, 24), (61, 15)] {
        screen.resize(columns, rows);
    }
    assert_eq!(screen.resize(120, 36).text(), before);
    let words = top.split_whitespace().next().unwrap().to_owned();
    assert!(screen.resize(100, 30).text().contains(&words), "{top}");
}

#[test]
fn columns_scroll_together_or_each_alone() {
    let mut screen = Screen::new(80, 24);
    screen.press(SIDE_EFFECTS).press("j j");
    let halves = |screen: &Screen| {
        let text = screen.text();
        let half = |line: &str| {
            let (left, right) = line.split_once('│')?;
            Some((left.trim().to_owned(), right.trim().to_owned()))
        };
        text.lines().filter_map(half).skip(5).unzip::<_, _, Vec<_>, Vec<_>>()
    };
    let together = halves(&screen);
    screen.press("L j j");
    assert!(row(&screen, 0).ends_with("each scrolls alone"), "{}", screen.text());
    let alone = halves(&screen);
    assert_eq!(alone.1, together.1);
    assert_eq!(alone.0[..5], together.0[2..7]);
    assert_eq!(last_row(screen.press("L")), "all scroll together");
    let again = halves(&screen);
    assert_eq!(again.0, alone.0);
    assert_eq!(again.1[..5], together.1[2..7]);
}

#[test]
fn scrolling_alone_has_no_meaning_where_sources_are_stacked() {
    let mut screen = Screen::new(58, 20);
    assert_eq!(
        last_row(screen.press(SIDE_EFFECTS).press("L")),
        "sources stand one under another here and scroll together"
    );
}

#[test]
fn only_passages_stay_with_a_term_or_figure_that_not_all_sources_share() {
    let said = [
        ("North", "## Side effects\n\nNausea.\n\nIt lasts 40 minutes.\n\nNothing of note."),
        ("South", "## Side effects\n\nNausea again.\n\nIt lasts forty minutes.\n\nDissociation."),
        ("West", "## Side effects\n\nSome nausea.\n\nFor 40 minutes."),
        ("East", "## Cost\n\nIt costs."),
    ];
    let mut screen = Screen::of(sources(&said), 160, 24);
    assert_snapshot!("text_differing", screen.press(SIDE_EFFECTS).press("D").text());
    assert_eq!(
        last_row(&screen),
        "only passages with a term or figure that not every source here has"
    );
    screen.press("D");
    assert!(screen.text().contains("It lasts forty minutes."), "{}", screen.text());
}

#[test]
fn find_goes_across_columns_and_pages() {
    let mut screen = Screen::new(80, 24);
    screen.press(SIDE_EFFECTS).press("/ t:nausea");
    assert!(last_row(&screen).ends_with("1 of 2"), "{}", screen.text());
    assert_snapshot!("text_find", screen.press("enter n").snapshot());
    screen.press("n");
    assert_eq!(last_row(&screen), "went on from the top");
    screen.press("N");
    assert_eq!(last_row(&screen), "went on from the bottom");
    assert!(row(&screen, 0).contains("2 of 2"), "{}", screen.text());
    assert!(!row(screen.press("esc"), 0).contains("of 2"), "{}", screen.text());
    assert!(row(&screen, 0).starts_with("Compare"), "{}", screen.text());
}

#[test]
fn find_keeps_its_match_when_the_size_changes_and_its_query_when_sources_fold() {
    let mut screen = Screen::new(80, 24);
    screen.press(SIDE_EFFECTS).press("/ t:effect enter n n n");
    assert!(row(&screen, 0).contains("4 of "), "{}", screen.text());
    screen.resize(60, 20).resize(130, 40);
    assert!(row(&screen, 0).contains("4 of "), "{}", screen.text());
    let all = |screen: &Screen| row(screen, 0).split(" of ").nth(1).unwrap()[..2].to_owned();
    let before = all(&screen);
    assert_eq!(all(screen.press("x")), before);
}

#[rstest]
#[case(120, 36)]
#[case(80, 24)]
#[case(60, 20)]
fn figures_are_listed_with_their_sources(#[case] columns: u16, #[case] rows: u16) {
    let mut screen = Screen::new(columns, rows);
    screen.press("down down down down c 3 j j j j j");
    assert_snapshot!(format!("figures_{columns}x{rows}"), screen.snapshot());
}

/// Sources with figures that differ, that do not, and none.
fn with_figures() -> Library {
    sources(&[
        ("North", "## Side effects\n\nNausea lasts 40 minutes. Of 12 people, two feel it."),
        (
            "South",
            "## Side effects\n\nNausea lasts about an hour.\n\n## Cost\n\nSide effects may take 3 days.",
        ),
        ("East", "## Side effects\n\nIt passes."),
        ("West", "## Cost\n\nIt costs $400."),
    ])
}

#[test]
fn figures_that_differ_are_quoted_both_and_absence_is_a_row() {
    let mut screen = Screen::of(with_figures(), 100, 24);
    screen.press(SIDE_EFFECTS).press("3");
    assert_snapshot!("figures_that_differ", screen.snapshot());
    screen.press("G");
    assert!(screen.text().contains("Not covered on this source's page"), "{}", screen.text());
    assert_eq!(last_row(screen.press("enter")), "West: Side effects and risks is not covered");
    screen.press("k");
    assert!(screen.text().contains("No number with a unit or noun"), "{}", screen.text());
    screen.press("x");
    assert!(!screen.text().contains("not covered"), "{}", screen.text());
    assert!(row(&screen, 0).ends_with("2 of 4 sources · 1 silent folded"), "{}", screen.text());
}

#[test]
fn enter_goes_to_the_sentence_of_a_figure_and_back_to_its_row() {
    let mut screen = Screen::new(80, 24);
    screen.press("down down down down c 3 j j j j j");
    let before = screen.snapshot();
    screen.press("enter");
    assert!(
        screen.snapshot().contains("bold+underlined \"about 30 minutes to an hour"),
        "{}",
        screen.snapshot()
    );
    assert_eq!(screen.press("backspace").snapshot(), before);
}

#[test]
fn another_view_keeps_the_source_and_find_is_for_the_text() {
    let mut screen = Screen::of(with_figures(), 120, 24);
    screen.press(SIDE_EFFECTS).press("3 j");
    assert_eq!(last_row(screen.press("/")), "this works on the text of the sources");
    screen.press("1");
    assert!(screen.snapshot().contains("bold+reversed \"South\""), "{}", screen.snapshot());
    screen.press("3 ]");
    assert!(row(&screen, 0).starts_with("Compare figures"), "{}", screen.text());
}

#[test]
fn a_figure_without_a_source_that_gives_another_is_left_out_of_the_differences() {
    let said = [
        ("North", "## Side effects\n\nIt lasts 40 minutes, at most 2 hours."),
        ("South", "## Side effects\n\nIt lasts forty minutes."),
    ];
    let mut screen = Screen::of(sources(&said), 80, 24);
    screen.press(SIDE_EFFECTS).press("3 D");
    let text = screen.text();
    assert!(text.contains("\"at most 2 hours\"") && !text.contains("\"40 minutes\""), "{text}");
    assert!(!text.contains("no figures here"), "{text}");
    assert!(row(&screen, 0).ends_with("  3 figures · differences"), "{text}");
}

#[rstest]
#[case(120, 36)]
#[case(80, 24)]
#[case(60, 20)]
fn terms_are_counted_by_source(#[case] columns: u16, #[case] rows: u16) {
    let mut screen = Screen::new(columns, rows);
    screen.press(SIDE_EFFECTS).press("2 j j right");
    assert_snapshot!(format!("terms_{columns}x{rows}"), screen.snapshot());
}

#[test]
fn what_only_one_source_uses_and_what_all_but_one_use_stand_out_without_colour() {
    let said = [
        ("North", "## Side effects\n\nNausea and dissociation. Nausea again."),
        ("South", "## Side effects\n\nNausea.\n\n## Cost\n\nSide effects may cost onset."),
        ("East", "## Side effects\n\nIt passes."),
        ("West", "## Cost\n\nIt costs."),
    ];
    let mut screen = Screen::of(sources(&said), 100, 24);
    assert_snapshot!("terms_marks", screen.press(SIDE_EFFECTS).press("2").text());
    screen.press("right right");
    assert!(screen.text().contains("all but here: every other source"), "{}", screen.text());
    assert_eq!(last_row(screen.press("enter")), "East does not use \"nausea\" on this topic");
    screen.press("right x");
    assert!(!screen.text().contains("not covered"), "{}", screen.text());
}

#[test]
fn enter_goes_to_the_passage_of_a_term_and_back_and_a_key_explains_it() {
    let mut screen = Screen::new(100, 30);
    screen.press(SIDE_EFFECTS).press("2");
    let before = screen.snapshot();
    screen.press("enter");
    assert!(row(&screen, 0).starts_with("Alive Health+Wellness ›"), "{}", screen.text());
    assert!(screen.snapshot().contains("bold+underlined \"dissociati"), "{}", screen.snapshot());
    assert_eq!(screen.press("backspace").snapshot(), before);
    assert!(screen.press("K").text().contains("─ dissociation"), "{}", screen.text());
    assert_eq!(screen.press("esc").snapshot(), before);
}

#[test]
fn terms_of_eighty_sources_page_sideways() {
    let mut screen = Screen::of(eighty(), 120, 36);
    screen.press(SIDE_EFFECTS).press("2").press(&"right ".repeat(41));
    assert!(row(&screen, 0).ends_with("41–45 of 80 sources"), "{}", screen.text());
    screen.press("1");
    assert!(screen.snapshot().contains("bold+reversed \"Clinic number 42\""), "{}", screen.text());
    screen.resize(60, 20).press("2 left 1");
    assert_eq!(row(&screen, 1), "Clinic number 41");
}

#[rstest]
#[case("2", 120, 36)]
#[case("2", 60, 20)]
#[case("3", 60, 20)]
fn long_names_and_wide_letters_stand_in_the_lists(
    #[case] view: &str,
    #[case] columns: u16,
    #[case] rows: u16,
) {
    let mut screen = Screen::of(hard(), columns, rows);
    screen.press(SIDE_EFFECTS).press(view);
    assert_snapshot!(format!("list_{view}_hard_{columns}x{rows}"), screen.snapshot());
}

#[rstest]
#[case("2", "No term of the glossary stands in what the sources say on this topic.")]
#[case("3", "Not covered on this source's page (date not stated).")]
fn a_topic_that_nobody_covers_is_said_to_be_so_in_the_lists(
    #[case] view: &str,
    #[case] said: &str,
) {
    let library = sources(&[("North", "## Cost\n\nIt costs."), ("South", "## Cost\n\nMore.")]);
    let mut screen = Screen::of(library, 80, 24);
    screen.press(SIDE_EFFECTS).press(view);
    assert!(screen.text().contains(said), "{}", screen.text());
    screen.press("x enter K i D L n");
    let left = if view == "2" { said } else { "No source covers this topic; all are folded away." };
    assert!(screen.text().contains(left), "{}", screen.text());
}

#[test]
fn every_view_is_drawn_at_every_size() {
    for library in [pamphlet::store::bundle::library(), hard(), eighty()] {
        for view in ["1 L", "1 / t:a enter D", "2 j", "3 j j", "2 x D", "3 x D"] {
            let mut screen = Screen::of(library.clone(), 80, 24);
            screen.press(SIDE_EFFECTS).press(view);
            for columns in (1..=250).step_by(13) {
                for rows in [1, 3, 11, 12, 13, 24, 60] {
                    screen.resize(columns, rows).press("j right").drawn();
                }
            }
        }
    }
}
