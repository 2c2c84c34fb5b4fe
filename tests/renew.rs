//! A library that is read beside the reader and changes under it: what is on the screen stays where
//! it is, and what is gone is left in a sensible place.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod support;

use std::collections::BTreeMap;
use std::sync::Arc;

use pamphlet::library::Library;
use pamphlet::store::live::Progress;
use pamphlet::tui::Message;
use pamphlet::tui::app::{Overlay, Screen as Place};
use pamphlet::tui::follow::Why;
use pamphlet::tui::run::Flow;
use proptest::prelude::*;
use support::{Screen, library};

/// The files of a library, by path.
type Files = BTreeMap<String, String>;

fn read(files: &Files) -> Library {
    library(files.iter().map(|(path, text)| (path.as_str(), text.as_str())))
}

fn article(source: &str, body: &str) -> String {
    format!("+++\ntitle = \"About {source}\"\nsource = \"{source}\"\n+++\n\n{body}\n")
}

/// Sections on several topics, each passage with words of its own.
fn body(name: &str) -> String {
    let section = |(i, heading): (usize, &str)| {
        let passage = |p: usize| {
            let of = format!("{name} {i}-{p}");
            format!(
                "Passage {of} speaks of nausea and ketamine, at some length so that it takes lines: {of}."
            )
        };
        let passages: Vec<String> = (1..=4).map(passage).collect();
        format!("## {heading}\n\n{}\n\n", passages.join("\n\n"))
    };
    let headings = ["What is it?", "How does it work?", "Side effects", "Cost", "Other matters"];
    headings.into_iter().enumerate().map(section).collect()
}

/// Three subjects with three sources each.
fn files() -> Files {
    let mut files = Files::new();
    for subject in ["alpha", "beta", "gamma"] {
        for source in ["east", "north", "west"] {
            let name = format!("{subject} {source}");
            files.insert(format!("{subject}/{source}.md"), article(&name, &body(&name)));
        }
    }
    files
}

fn only(subject: &str) -> Files {
    files().into_iter().filter(|(path, _)| path.starts_with(subject)).collect()
}

/// The files after a text of one was put in place of another.
fn with(files: &Files, path: &str, old: &str, new: &str) -> Files {
    let mut files = files.clone();
    let text = files.get_mut(path).unwrap();
    assert!(text.contains(old), "{path} has no {old:?}");
    *text = text.replacen(old, new, 1);
    files
}

fn without(files: &Files, path: &str) -> Files {
    let mut files = files.clone();
    assert!(files.remove(path).is_some());
    files
}

fn changed() -> Why {
    Why::Changed("1 article changed".to_owned())
}

/// The screen without its row of hints, where the notice stands.
fn above_hints(screen: &Screen) -> String {
    let text = screen.text();
    text.rsplit_once('\n').unwrap().0.to_owned()
}

fn last_row(screen: &Screen) -> String {
    screen.text().lines().last().unwrap().trim().to_owned()
}

/// The text below the title row.
fn text_rows(screen: &Screen) -> Vec<String> {
    above_hints(screen).lines().skip(1).map(|line| line.trim().to_owned()).collect()
}

#[test]
fn a_change_elsewhere_leaves_every_line_where_it_is_and_is_said() {
    let files = only("alpha");
    let mut screen = Screen::of(read(&files), 80, 24);
    for way in [
        "",
        "down right",
        "down enter",
        "enter pgdn tab",
        "c x j j",
        "s t:nausea down down",
        "p t:other",
    ] {
        screen.press(way);
        let before = above_hints(&screen);
        screen.renew(read(&files), changed());
        assert_eq!(above_hints(&screen), before, "after {way}");
        assert_eq!(last_row(&screen), "1 article changed");
        screen.press("esc esc H");
    }
}

#[test]
fn text_put_above_what_is_read_moves_nothing_on_the_screen() {
    let files = only("alpha");
    for columns in [60, 80, 120] {
        let mut screen = Screen::of(read(&files), columns, 20);
        screen.press("enter pgdn pgdn j");
        let before = text_rows(&screen);
        let new = "## What is it?\n\nOne more passage,\n\nand another.\n\n## And a section\n\nOf its own.";
        let grown = with(&files, "alpha/east.md", "## What is it?", new);
        screen.renew(read(&grown), changed());
        if columns < 90 {
            assert_eq!(text_rows(&screen), before);
        }
        screen.renew(read(&files), changed());
        assert_eq!(text_rows(&screen), before);
    }
}

#[test]
fn a_passage_that_is_changed_while_it_is_read_stays_at_its_words() {
    let files = only("alpha");
    let long: Vec<String> = (0..200).map(|i| format!("word{i} ")).collect();
    let long = long.concat();
    let files = with(&files, "alpha/east.md", "Passage alpha east 1-1", &long);
    let mut screen = Screen::of(read(&files), 60, 16);
    screen.press("enter g g");
    while !text_rows(&screen)[0].starts_with("word") {
        screen.press("j");
    }
    screen.press("j j j");
    let before = text_rows(&screen);
    let edited = with(&files, "alpha/east.md", "word1 ", "word1 with many more words here now ");
    screen.renew(read(&edited), changed());
    let first = before[0].split(' ').next().unwrap();
    assert!(text_rows(&screen)[0].contains(first), "{first} in\n{}", screen.text());
}

#[test]
fn an_article_that_is_removed_while_it_is_read_gives_way_to_its_subject_and_it_is_said() {
    let files = only("alpha");
    let mut screen = Screen::of(read(&files), 80, 24);
    screen.press("right enter pgdn i");
    screen.renew(read(&without(&files, "alpha/north.md")), changed());
    assert!(matches!(screen.app.screen, Place::Home(_)) && screen.app.overlay.is_none());
    assert_eq!(last_row(&screen), "alpha north is no longer in the library: this is its subject");
    assert!(screen.app.back.is_empty());
    assert!(screen.press("enter").text().contains("alpha west"), "{}", screen.text());
}

#[test]
fn a_subject_that_is_removed_gives_way_to_the_first_screen() {
    let files = files();
    let mut screen = Screen::of(read(&files), 80, 24);
    screen.press("down enter c");
    let rest: Files = files.into_iter().filter(|(path, _)| !path.starts_with("beta")).collect();
    screen.renew(read(&rest), changed());
    assert!(matches!(screen.app.screen, Place::Subjects(_)), "{}", screen.text());
    assert_eq!(last_row(&screen), "beta is no longer in the library");
    assert!(screen.app.back.is_empty());
}

#[test]
fn the_way_back_leads_past_what_is_gone() {
    let files = only("alpha");
    let mut screen = Screen::of(read(&files), 80, 24);
    screen.press("enter } } i");
    screen.renew(read(&without(&files, "alpha/north.md")), changed());
    assert!(screen.text().contains("Where this comes from"), "{}", screen.text());
    screen.press("esc backspace");
    assert!(screen.text().starts_with(" alpha east"), "{}", screen.text());
}

#[test]
fn cursors_stay_on_their_things_when_others_come_before_them() {
    let mut files = files();
    let mut subjects = Screen::of(read(&files), 80, 24);
    subjects.press("down");
    let mut home = Screen::of(read(&only("beta")), 80, 24);
    home.press("down down right");
    let mut search = Screen::of(read(&files), 80, 24);
    search.press("s t:beta space t:nausea down down down");
    let mut goto = Screen::of(read(&files), 80, 24);
    goto.press("p t:beta");
    let under = |screen: &Screen| {
        let text = screen.text();
        let row = text.lines().find(|line| line.contains('▸')).unwrap();
        row[row.find('▸').unwrap()..].to_owned()
    };
    let hit = |screen: &Screen| match &screen.app.screen {
        Place::Search(search) => screen.app.library.passage_id(search.passage().unwrap()),
        _ => panic!("no search"),
    };
    let before = [&subjects, &home, &goto].map(under);
    let before_hit = hit(&search);
    for (path, name) in [("aaa/first.md", "aaa first"), ("beta/all.md", "beta all")] {
        files.insert(path.to_owned(), article(name, &body(name)));
    }
    subjects.renew(read(&files), changed());
    search.renew(read(&files), changed());
    goto.renew(read(&files), changed());
    let beta = files.into_iter().filter(|(path, _)| path.starts_with("beta")).collect();
    home.renew(read(&beta), changed());
    assert_eq!(hit(&search), before_hit);
    let now = [&subjects, &home, &goto].map(under);
    assert!(now[0].starts_with("▸ beta") && before[0].starts_with("▸ beta"));
    assert_eq!(now[1].split("  ").next(), before[1].split("  ").next());
    assert_eq!(now[2], before[2]);
    assert!(matches!(&home.app.screen, Place::Home(home) if home.column == 2), "{}", home.text());
}

#[test]
fn what_was_found_stays_marked_at_its_words() {
    let files = only("alpha");
    let mut screen = Screen::of(read(&files), 80, 24);
    screen.press("enter / t:nausea enter n n n n n n n n n");
    let before = text_rows(&screen);
    let position = |screen: &Screen| screen.text().lines().next().unwrap().trim().to_owned();
    assert!(position(&screen).contains("10 of 20"), "{}", screen.text());
    let grown =
        with(&files, "alpha/east.md", "## What is it?", "## What is it?\n\nNausea before all.");
    screen.renew(read(&grown), changed());
    assert!(position(&screen).contains("11 of 21"), "{}", screen.text());
    assert_eq!(text_rows(&screen), before);
}

#[test]
fn the_card_is_made_anew_and_closes_with_its_article() {
    let files = only("alpha");
    let mut screen = Screen::of(read(&files), 80, 24);
    screen.press("c i");
    screen.renew(read(&with(&files, "alpha/east.md", "About alpha", "All on alpha")), changed());
    assert!(screen.text().contains("All on alpha east"), "{}", screen.text());
    screen.renew(read(&without(&files, "alpha/east.md")), changed());
    assert!(screen.app.overlay.is_none() && screen.text().starts_with(" Compare"));
}

#[test]
fn compare_keeps_its_line_when_a_source_comes_before_those_shown() {
    let files = only("alpha");
    let mut screen = Screen::of(read(&files), 100, 16);
    let at = |screen: &Screen| text_rows(screen).iter().position(|row| row.contains("north 0-2"));
    screen.press("c right");
    while at(&screen).unwrap() > 6 {
        screen.press("j");
    }
    let before = at(&screen);
    let longer =
        with(&files, "alpha/east.md", "Passage alpha east 0-1", &"More words. ".repeat(40));
    screen.renew(read(&longer), changed());
    assert_eq!(at(&screen), before, "{}", screen.text());
    assert!(screen.snapshot().contains("reversed \"alpha north"), "{}", screen.snapshot());
}

#[test]
fn the_cursor_stays_on_its_figure_when_other_figures_come() {
    let figures = |texts: [&str; 2]| -> Files {
        let file = |(name, text): (&str, &str)| {
            let body = format!("## Side effects\n\n{text}\n");
            (format!("alpha/{name}.md"), article(name, &body))
        };
        ["east", "west"].into_iter().zip(texts).map(file).collect()
    };
    let texts = ["It lasts 40 minutes. Of 12 people, two feel it.", "Some take 3 days."];
    let mut screen = Screen::of(read(&figures(texts)), 80, 24);
    screen.press("down down down down down c 3");
    let current = |screen: &Screen| {
        let text = screen.text();
        text.lines().find(|line| line.contains('▸')).unwrap().to_owned()
    };
    while !current(&screen).contains("12 people") {
        screen.press("j");
    }
    let more = [
        "It begins within 10 minutes.\n\nIt lasts 40 minutes. Of 12 people, two feel it.",
        "Some take 3 days, others 4.",
    ];
    screen.renew(read(&figures(more)), changed());
    assert!(current(&screen).contains("\"12 people\""), "{}", screen.text());
    assert!(screen.text().contains("within 10 minutes"), "{}", screen.text());
}

#[test]
fn the_cursor_stays_on_its_term_when_other_terms_come_before_it() {
    let terms = |text: &str| -> Files {
        let body = format!("## Side effects\n\n{text}\n");
        [("alpha/east.md".to_owned(), article("east", &body))].into()
    };
    let mut screen = Screen::of(read(&terms("Nausea, then drowsiness.")), 80, 24);
    screen.press("down down down down down c 2 j");
    let current = |screen: &Screen| screen.text().contains("▸ drowsiness");
    assert!(current(&screen), "{}", screen.text());
    screen.renew(read(&terms("Dizziness, nausea, then drowsiness.")), changed());
    assert!(current(&screen) && screen.text().contains("dizziness"), "{}", screen.text());
}

#[test]
fn a_folder_is_shown_as_far_as_it_is_read() {
    let files = files();
    let part: Files = files.clone().into_iter().take(3).collect();
    let mut screen = Screen::of(Library::default(), 80, 24);
    let progress = |read| Progress { read, all: 9 };
    screen.app.progress = Some(Progress::default());
    assert!(screen.text().contains("The library is being read."), "{}", screen.text());
    screen.press("enter c } p enter esc");
    screen.tell(Message::Read(progress(2)));
    assert_eq!(screen.flow, Flow::Redraw);
    let title = |screen: &Screen| screen.text().lines().next().unwrap().to_owned();
    assert!(title(&screen).ends_with("  reading 2 of 9 articles"), "{}", screen.text());
    screen.renew(read(&part), Why::SoFar(progress(3)));
    assert!(screen.text().contains("▸ alpha  3 sources"), "{}", screen.text());
    assert!(title(&screen).ends_with("1 subject · reading 3 of 9 articles"), "{}", screen.text());
    screen.press("s t:cystitis");
    let text = screen.text();
    assert!(text.contains("nothing found yet: so far 3 of 9 articles are searched"), "{text}");
    assert!(!text.contains("no passage"), "{text}");
    screen.press("ctrl-u t:nausea");
    assert!(screen.text().contains("60 passages in 3 of 3 sources"), "{}", screen.text());
    assert!(screen.text().contains("so far 3 of 9 articles are searched"), "{}", screen.text());
    screen.renew(read(&files), Why::Whole);
    assert!(screen.text().contains("180 passages in 9 of 9 sources"), "{}", screen.text());
    assert!(!screen.text().contains("so far") && !screen.text().contains("reading"));
}

#[test]
fn with_one_subject_the_reader_goes_on_to_its_home_unless_somebody_has_moved() {
    let files = only("alpha");
    let reading = || {
        let mut screen = Screen::of(Library::default(), 80, 24);
        screen.app.progress = Some(Progress { read: 0, all: 3 });
        screen
    };
    let mut screen = reading();
    screen.renew(read(&files), Why::SoFar(Progress { read: 2, all: 3 }));
    assert!(matches!(screen.app.screen, Place::Subjects(0)), "{}", screen.text());
    screen.renew(read(&files), Why::Whole);
    assert!(matches!(screen.app.screen, Place::Home(_)), "{}", screen.text());
    let mut moved = reading();
    moved.press("s").renew(read(&files), Why::Whole);
    assert!(matches!(moved.app.screen, Place::Search(_)), "{}", moved.text());
}

#[test]
fn nothing_to_read_ends_the_reader_and_trouble_with_something_to_read_is_only_said() {
    let mut screen = Screen::of(Library::default(), 80, 24);
    screen.app.progress = Some(Progress::default());
    screen.tell(Message::Trouble("no article in x".to_owned()));
    assert_eq!((screen.flow, screen.app.failure.as_deref()), (Flow::Quit, Some("no article in x")));
    let mut screen = Screen::of(read(&files()), 80, 24);
    screen.tell(Message::Trouble("the folder is gone".to_owned()));
    assert_eq!((screen.flow, screen.app.failure.as_deref()), (Flow::Redraw, None));
    assert_eq!(last_row(&screen), "the folder is gone");
}

#[test]
fn a_library_that_has_lost_every_article_says_so_and_takes_new_ones_in() {
    let mut screen = Screen::of(read(&files()), 80, 24);
    screen.press("enter enter").renew(read(&Files::new()), changed());
    assert!(screen.text().contains("There is no article in the library."), "{}", screen.text());
    screen.press("enter c j G s t:a enter esc esc esc p t:cost enter esc");
    screen.renew(read(&files()), changed());
    screen.press("H enter");
    assert!(screen.text().contains("alpha east"), "{}", screen.text());
}

#[test]
fn many_subjects_page_and_are_found_by_name() {
    let mut files = Files::new();
    for i in 0..1_000 {
        files.insert(format!("subject-{i:04}/one.md"), article("One", "## Cost\n\nNothing."));
    }
    let mut screen = Screen::of(read(&files), 80, 24);
    screen.press("pgdn pgdn");
    assert!(screen.text().contains("▸ subject-0044"), "{}", screen.text());
    screen.press("pgup");
    assert!(screen.text().contains("▸ subject-0022"), "{}", screen.text());
    screen.press("p t:0777 enter");
    assert!(screen.text().contains("subject-0777"), "{}", screen.text());
    assert!(matches!(screen.app.screen, Place::Home(_)));
}

#[test]
fn faults_stand_under_the_subjects_too() {
    let mut library = read(&files());
    let kind = pamphlet::library::FaultKind::FrontMatter;
    let fault = pamphlet::library::Fault::at(kind, "alpha/bad.md", "", 0, "no front matter");
    library.faults = vec![fault; 30];
    let screen = Screen::of(library, 80, 24);
    let text = screen.text();
    assert!(text.contains("alpha/bad.md:1:1: no front matter"), "{text}");
    assert!(text.contains("30 files left out"), "{text}");
    assert!(text.contains("gamma"), "{text}");
}

/// Ways to every screen, and to what lies over it.
const WAYS: &[&str] = &[
    "",
    "down",
    "enter",
    "enter down down right",
    "enter enter pgdn pgdn",
    "enter enter tab tab",
    "enter enter o j j",
    "enter enter / t:nausea enter n n",
    "enter enter / t:nausea",
    "enter enter } } [ ]",
    "enter enter i",
    "enter enter tab enter",
    "enter c",
    "enter c x right j j",
    "enter c right right ] i",
    "s t:nausea down down down",
    "s t:nausea tab j j enter",
    "s t:source:alpha-east space t:nausea enter backspace",
    "s t:nausea f2 down down",
    "down enter s ctrl-g t:nausea f2 end",
    "s t:nausea f3",
    "p t:side",
    "p t:beta down down",
    "enter enter ?",
    "enter down enter c s t:pain enter p t:a",
    "enter c right D L j j / t:nausea enter n",
    "down enter c x 3 j j",
    "enter c 3 enter",
    "enter c 2 right K",
];

/// A way of changing the files.
#[derive(Debug, Clone)]
enum Change {
    Remove(usize),
    RemoveSubject(usize),
    Add(usize),
    Insert(usize, usize),
    Edit(usize, usize),
    Cut(usize, usize),
    Break(usize),
    Reorder(usize),
    Topics,
    Glossary,
    Everything,
}

fn change() -> impl Strategy<Value = Change> {
    let (file, place) = (0usize..9, 0usize..20);
    prop_oneof![
        file.clone().prop_map(Change::Remove),
        (0usize..3).prop_map(Change::RemoveSubject),
        (0usize..3).prop_map(Change::Add),
        (file.clone(), place.clone()).prop_map(|(f, p)| Change::Insert(f, p)),
        (file.clone(), place.clone()).prop_map(|(f, p)| Change::Edit(f, p)),
        (file.clone(), place).prop_map(|(f, p)| Change::Cut(f, p)),
        file.prop_map(Change::Break),
        (0usize..3).prop_map(Change::Reorder),
        Just(Change::Topics),
        Just(Change::Glossary),
        Just(Change::Everything),
    ]
}

const SUBJECTS: [&str; 3] = ["alpha", "beta", "gamma"];

/// A path of an article, and the beginning of one of its passages.
fn passage(files: &Files, file: usize, place: usize) -> Option<(String, String)> {
    let rules = |path: &String| path.contains(".toml");
    let articles: Vec<&String> = files.keys().filter(|path| !rules(path)).collect();
    let path = String::clone(articles.get(file % articles.len().max(1))?);
    let starts: Vec<_> = files[&path].lines().filter(|line| line.starts_with("Passage")).collect();
    let start = starts.get(place % starts.len().max(1))?.to_string();
    Some((path, start))
}

fn apply(files: &mut Files, change: &Change) {
    match *change {
        Change::Remove(file) => {
            passage(files, file, 0).map(|(path, _)| files.remove(&path));
        }
        Change::RemoveSubject(i) => files.retain(|path, _| !path.starts_with(SUBJECTS[i])),
        Change::Add(i) => {
            let name = format!("{} added", SUBJECTS[i]);
            files.insert(format!("{}/added.md", SUBJECTS[i]), article(&name, &body(&name)));
        }
        Change::Insert(file, place) => {
            if let Some((path, start)) = passage(files, file, place) {
                *files = with(files, &path, &start, &format!("Something new.\n\n{start}"));
            }
        }
        Change::Edit(file, place) => {
            if let Some((path, start)) = passage(files, file, place) {
                *files = with(files, &path, &start, &start.replace("at some length", "briefly"));
            }
        }
        Change::Cut(file, place) => {
            if let Some((path, start)) = passage(files, file, place) {
                *files = with(files, &path, &start, "");
            }
        }
        Change::Break(file) => {
            if let Some((path, _)) = passage(files, file, 0) {
                files.insert(path, article("Short", "Nothing else."));
            }
        }
        Change::Reorder(i) => {
            let order = "order = [\"west\", \"north\", \"east\"]".to_owned();
            files.insert(format!("{}/subject.toml", SUBJECTS[i]), order);
        }
        Change::Topics => {
            let topics =
                "[[topic]]\nid = \"cost\"\nname = \"Price\"\nabout = \".\"\nstrong = [\"cost\"]\n";
            files.insert("topics.toml".to_owned(), topics.to_owned());
        }
        Change::Glossary => {
            let term = "[[term]]\nname = \"nausea\"\ndefinition = \"Feeling sick.\"\n";
            files.insert("glossary.toml".to_owned(), term.to_owned());
        }
        Change::Everything => files.clear(),
    }
}

/// The library with the very articles of another where they are the same, as a folder has it that
/// is read again.
fn sharing(old: &Library, mut new: Library) -> Library {
    let known: Vec<_> = old.subjects.iter().flat_map(|subject| &subject.articles).collect();
    let known = known.into_iter().filter(|_| old.topics == new.topics);
    let known: BTreeMap<String, _> =
        known.map(|article| (format!("{article:?}"), article)).collect();
    for article in new.subjects.iter_mut().flat_map(|subject| &mut subject.articles) {
        if let Some(same) = known.get(&format!("{article:?}")) {
            *article = Arc::clone(same);
        }
    }
    new
}

/// The passages of the reader that are in sight, each with the row that it begins on.
fn passages(screen: &Screen) -> Vec<(String, isize)> {
    let Place::Reader(reader) = &screen.app.screen else { return Vec::new() };
    let article = screen.app.library.article(reader.article);
    let rows = usize::from(screen.app.frame().body.height);
    let lines = reader.document.lines.iter().skip(reader.scroll.top).take(rows);
    let passage = |block: usize| {
        let passage = reader.document.passage(article, block)?;
        let start = reader.document.blocks[block].lines.start;
        Some((passage.text.clone(), start.cast_signed() - reader.scroll.top.cast_signed()))
    };
    lines.filter_map(|line| passage(line.block?)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn the_passage_that_is_read_stays_on_its_row_wherever_the_article_changes(
        lines in 0usize..60,
        columns in 60u16..120,
        places in prop::collection::vec((0usize..3, 0usize..20), 1..5),
    ) {
        let mut files = only("alpha");
        let mut screen = Screen::of(read(&files), columns, 20);
        screen.press("enter g g").press(&"j ".repeat(lines));
        let first = passages(&screen).remove(0);
        for (kind, place) in places {
            let kinds = [Change::Insert(0, place), Change::Edit(0, place), Change::Cut(0, place)];
            apply(&mut files, &kinds[kind]);
        }
        screen.renew(read(&files), changed());
        let now = passages(&screen);
        let is_there = files["alpha/east.md"].contains(&first.0);
        prop_assert!(!is_there || lines == 0 || now.contains(&first), "{first:?}, {now:?}");
    }

    #[test]
    fn no_screen_fails_whatever_changes_and_the_passage_that_is_read_stays(
        way in 0..WAYS.len(),
        shares in any::<bool>(),
        changes in prop::collection::vec(prop::collection::vec(change(), 1..3), 1..4),
        keys in prop::sample::select(vec!["", "esc", "enter", "j", "backspace", "c", "}", "tab enter", "n", "G"]),
    ) {
        let mut files = files();
        let mut screen = Screen::of(read(&files), 80, 24);
        screen.press(WAYS[way]).text();
        for step in &changes {
            let before = passages(&screen);
            for change in step {
                apply(&mut files, change);
            }
            let library = read(&files);
            let library = if shares { sharing(&screen.app.library, library) } else { library };
            screen.renew(library, changed());
            screen.text();
            let now = passages(&screen);
            if let (Some(first), false) = (before.first(), now.is_empty()) {
                let there = files.values().any(|file| file.contains(&first.0));
                prop_assert!(!there || now.contains(first), "{first:?}, {now:?}");
            }
            screen.press(keys).resize(60, 20).text();
            screen.resize(80, 24).press("backspace backspace").text();
        }
    }
}

#[test]
fn the_cursor_of_the_facets_stays_on_its_source() {
    let files = only("beta");
    let mut screen = Screen::of(read(&files), 120, 36);
    screen.press("s t:nausea f2 down");
    let chosen = |screen: &Screen| match &screen.app.screen {
        Place::Search(search) => {
            search.chosen().unwrap().value.name(&screen.app.library).to_owned()
        }
        _ => panic!("no search"),
    };
    assert_eq!(chosen(&screen), "beta north");
    let mut more = files.clone();
    more.insert("beta/all.md".to_owned(), article("beta all", &body("beta all")));
    assert_eq!(chosen(screen.renew(read(&more), changed())), "beta north");
    screen.renew(read(&without(&files, "beta/north.md")), changed());
    assert_eq!(chosen(&screen), "beta east");
}

#[test]
fn finding_goes_on_in_what_was_typed() {
    let files = only("alpha");
    let mut screen = Screen::of(read(&files), 80, 24);
    screen.press("enter / t:nausea");
    screen.renew(read(&files), changed());
    assert!(matches!(screen.app.overlay, Some(Overlay::Find(_))));
    screen.renew(read(&without(&files, "alpha/east.md")), changed());
    assert!(screen.app.overlay.is_none());
}
