//! Queries and texts that nobody types on purpose: search answers, or says clearly why not, in the
//! core, on the command line and in the reader; and its work stays that of the words it reads.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod common;
mod support;

use std::borrow::Cow;
use std::fs;

use pamphlet::library::assemble::{SubjectFiles, TextFile};
use pamphlet::library::words::words;
use pamphlet::library::{Glossary, Library, PassageRef, Topics};
use pamphlet::search::{Explanation, Index, Outcome, Query};
use pamphlet::store::bundle;
use pamphlet::tui::app;
use pamphlet::tui::event::Event;
use pamphlet::tui::run::Application;
use proptest::prelude::*;
use support::Screen;

/// A text in which every kind of trouble stands.
const TROUBLE: &str = "\
ketamine 氯胺酮输注可能引起恶心。 ケタミン点滴 케타민 👩‍👩‍👧‍👦 family 🇺🇸🇩🇪 flags 👍🏽 ok

שלום \u{202e}abc\u{202c} عليكم \u{2066}x\u{2069} مرحبا naïve nai\u{308}ve ﬁne ﷺ İstanbul ẞ Σίσυφος

e\u{301}\u{301}\u{301}\u{301} z\u{335}\u{327}\u{489}algo it’s the clinic’s 40–60 mg/kg 0.5,5 ⅔ ½ x²

a\u{0}b c\u{7f}d \u{9b}31mred \u{1b}]0;title\u{7}e \u{200b}zero\u{200d}width\u{feff} so\u{ad}ft

is the of and it to a in that! \"lone ' ! topic:uses source:x -- - — ''' \"\"
";

/// Odd, but short.
const ODD: &[&str] = &[
    "",
    " ",
    "\"",
    "!",
    "'",
    "\"\"",
    "!'\"",
    "! ' \" “ „",
    "topic:",
    "source:\"",
    "!topic:uses",
    "topic:sied-effects ketamine",
    "source:catalist",
    "is the of and it",
    "the",
    "-",
    "—",
    "0.5",
    "氯胺酮 输注",
    "氯胺酮输注可能引起恶心",
    "ケタミン",
    "케타민",
    "👩‍👩‍👧‍👦",
    "🇺🇸🇩🇪",
    "👍🏽",
    "👩\u{200d}",
    "שלום",
    "\u{202e}abc\u{202c}",
    "\u{2066}\u{2067}\u{2069}",
    "عليكم مرحبا",
    "\"שלום abc\"",
    "nai\u{308}ve",
    "\u{301}",
    "a\u{0}b",
    "\u{0}",
    "\u{1b}[31mred\u{7}",
    "\u{9b}",
    "\u{200b}\u{feff}",
    "ﷺ",
    "İstanbul",
    "ẞ",
    "x²",
    "⅔",
    "clinic's",
    "'''",
    "it’s !it’s",
    "zzzzzzzz \u{fffd}",
];

/// What is typed over and over, up to 10,000 characters.
const REPEATED: &[&str] = &[
    "k",
    "ketamine ",
    "氯",
    "👩‍👩‍👧‍👦",
    "e\u{301}",
    "\u{301}",
    "!",
    "\"",
    "' ",
    "-",
    "a-",
    "ﷺ",
    "’",
    "\u{202e}",
    "topic:x ",
    "!a ",
    "\"a b\" ",
];

/// What may be typed or pasted.
fn queries() -> Vec<String> {
    let odd = ODD.iter().map(|&query| query.to_owned());
    let long = REPEATED.iter().map(|part| part.repeat(10_000 / part.chars().count()));
    let words = ('a'..='z').map(|letter| format!("{letter} ").repeat(500));
    odd.chain(long).chain(words).collect()
}

fn library() -> Library {
    let mut library = bundle::library();
    let text = format!(
        "+++\ntitle = \"Trouble: שלום 👩‍👩‍👧‍👦 e\u{301}\"\nsource = \"氯胺酮 Clinic\"\n+++\n\n{TROUBLE}\n\n## {}\n\n{TROUBLE}",
        "Heading ﷺ 🇺🇸 \u{202e}abc",
    );
    let name = "trouble".to_owned();
    let file = TextFile { name: name.clone(), text: Cow::Owned(text) };
    let articles = vec![(name, file)];
    library.add_subject(SubjectFiles { id: "trouble".to_owned(), facts: None, articles });
    library
}

/// Characters that could drive a terminal or reorder what it shows.
fn is_bad(c: char) -> bool {
    let bidi =
        matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}');
    (c.is_control() && c != '\n') || bidi || matches!(c, '\u{200b}' | '\u{feff}')
}

/// Holds what is true of every answer.
fn check(library: &Library, index: &Index, typed: &str) -> Result<Outcome, TestCaseError> {
    let query = Query::parse(typed, library);
    let outcome = index.search(library, &query, 64);
    prop_assert!(!outcome.query.contains(is_bad) && outcome.query.chars().count() <= 1000);
    // All is the same again, but for phrases, which are read only once.
    let again = Outcome { work: outcome.work, ..index.search(library, &query, 64) };
    prop_assert_eq!(format!("{:?}", &outcome), format!("{:?}", again));
    for hit in &outcome.hits {
        let text = &library.passage(hit.passage).text;
        let all: Vec<_> = words(text).map(|word| word.range).collect();
        let whole = |range: &std::ops::Range<usize>| {
            all.iter().any(|w| w.start == range.start) && all.iter().any(|w| w.end == range.end)
        };
        prop_assert!(hit.highlights.iter().all(whole), "{typed:?} in {text:?}");
        prop_assert!(hit.highlights.is_sorted_by(|a, b| a.end <= b.start));
        let snippet = &hit.snippet;
        prop_assert_eq!(&text[snippet.start..snippet.start + snippet.text.len()], &snippet.text);
        for marked in &snippet.highlights {
            let there = marked.start + snippet.start..marked.end + snippet.start;
            prop_assert!(hit.highlights.contains(&there));
        }
    }
    let explained = index.explain(library, &query, &outcome.hits);
    for (hit, why) in outcome.hits.iter().zip(&explained) {
        check_sum(hit.score, why)?;
        let missing = why.words.iter().filter(|w| w.decides && w.matches.is_empty());
        let missing: Vec<_> = missing.collect();
        prop_assert_eq!(
            missing.iter().map(|w| &w.typed).collect::<Vec<_>>(),
            hit.missing.iter().collect::<Vec<_>>()
        );
        prop_assert!(missing.iter().all(|word| word.points == 0.0));
        let best = why.words.iter().filter_map(|word| word.matches.first()).map(|met| met.by);
        prop_assert_eq!(best.max().unwrap_or(hit.by), hit.by);
    }
    prop_assert_eq!(explained.len(), outcome.hits.len());
    Ok(outcome)
}

/// The parts of a score come to the score, and the words' points to their part.
fn check_sum(score: f32, why: &Explanation) -> Result<(), TestCaseError> {
    prop_assert!((why.parts.score() - score).abs() < 1e-5, "{score}: {why:?}");
    let words: f32 = why.words.iter().map(|word| word.points).sum();
    prop_assert!((words - why.parts.words).abs() < 1e-5, "{score}: {why:?}");
    Ok(())
}

#[test]
fn every_query_is_answered_or_says_what_is_wrong() {
    let library = library();
    let index = Index::build(&library);
    let entries: usize =
        library.articles().flat_map(|(_, a)| &a.passages).map(|p| p.words + 30).sum();
    for typed in queries() {
        let outcome = check(&library, &index, &typed).unwrap();
        let asks = !Query::parse(&typed, &library).is_empty();
        let says = outcome.total > 0 || !outcome.problems.is_empty() || !outcome.counts.is_empty();
        assert!(says || !asks || typed.contains('!'), "{typed:.40}");
        assert!(outcome.work.postings <= 50 * entries, "{:.40}: {:?}", typed, outcome.work);
    }
}

#[test]
fn what_is_too_long_is_no_more_work_than_what_is_read_of_it() {
    let library = library();
    // A new index each time: one that has looked for a phrase knows it.
    let work = |typed: &str| {
        Index::build(&library).search(&library, &Query::parse(typed, &library), 64).work
    };
    for word in
        ["ketamine ", "the ", "risk side ", "ketmaine ", "\"side effects\" ", "氯", "!pain "]
    {
        let fitting = word.repeat(1000 / word.chars().count());
        assert_eq!(work(&word.repeat(10_000)), work(&fitting), "{word}");
    }
    assert_eq!(work(&"k".repeat(10_000)), work(&"k".repeat(1000)));
}

#[test]
fn an_unknown_filter_names_the_nearest() {
    let library = library();
    let said = |typed: &str| Query::parse(typed, &library).problems[0].to_string();
    assert_eq!(
        said("topic:sied-effects"),
        "no topic is called `sied-effects`; did you mean `side-effects`?"
    );
    assert_eq!(
        said("source:catalist-clinic"),
        "no source is called `catalist-clinic`; did you mean `catalyst-clinic`?"
    );
}

#[test]
fn trouble_is_found_by_its_words() {
    let library = library();
    let index = Index::build(&library);
    for typed in [
        "氯胺酮",
        "ケタミン",
        "שלום",
        "مرحبا",
        "'naive",
        "family",
        "zerowidth",
        "istanbul",
        "'zalgo",
    ] {
        let outcome = check(&library, &index, typed).unwrap();
        let here = |at: PassageRef| at.article.subject == 1;
        assert!(outcome.hits.iter().any(|hit| here(hit.passage)), "{typed}: {outcome:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn any_query_over_any_text_is_answered(
        texts in prop::collection::vec("(\\PC|[a-c]{1,3}[ -]|[ \u{301}\u{200d}\u{202e}👩🇺🇸氯ש’'\"!]){1,40}", 1..6),
        marks in prop::collection::vec("(\\PC|[a-c]{1,3}|[\"'!:\u{0}\u{1b}\u{202e}\u{301} -]|topic:|source:){0,12}", 0..4),
        picks in prop::collection::vec(any::<prop::sample::Index>(), 0..4),
    ) {
        let topics = Topics::parse("topics.toml", "topic = []").unwrap();
        let mut library = Library::new(topics, Glossary::new(Vec::new()));
        let text = format!("+++\ntitle = \"T\"\nsource = \"S\"\n+++\n\n{}", texts.join("\n\n"));
        let file = TextFile { name: "a".to_owned(), text: Cow::Owned(text) };
        let articles = vec![("a".to_owned(), file)];
        library.add_subject(SubjectFiles { id: "s".to_owned(), facts: None, articles });
        let all: Vec<&str> = texts.iter().flat_map(|text| text.split(' ')).collect();
        let asked = picks.iter().map(|pick| *pick.get(&all)).chain(marks.iter().map(String::as_str));
        let typed = asked.collect::<Vec<_>>().join(" ");
        check(&library, &Index::build(&library), &typed)?;
    }
}

#[test]
fn the_command_line_answers_or_says_clearly_why_not() {
    let folder = tempfile::tempdir().unwrap();
    let subject = folder.path().join("trouble");
    fs::create_dir(&subject).unwrap();
    let article = format!("+++\ntitle = \"T\"\nsource = \"S\"\n+++\n\n{TROUBLE}");
    fs::write(subject.join("a.md"), article).unwrap();
    let library = folder.path().to_str().unwrap();
    // The system takes no NUL in an argument.
    for typed in queries().iter().filter(|typed| !typed.contains('\0')) {
        for how in ["--explain", "--json"] {
            let output = common::pamphlet(library, &["search", how, "--", typed]).output().unwrap();
            let [out, err] = [output.stdout, output.stderr].map(|b| String::from_utf8(b).unwrap());
            let code = output.status.code().unwrap();
            assert!(!out.contains(is_bad) && !err.contains(is_bad), "{typed:.40}: {out}{err}");
            assert_eq!((out.is_empty(), err.is_empty()), (code == 2, code != 2), "{typed:.40}");
            assert!(code <= 2 && err.lines().count() <= 1, "{typed:.40}: {err}");
            if how == "--json" && code < 2 {
                serde_json::from_str::<serde_json::Value>(&out).unwrap();
            }
        }
    }
}

/// The passages that the list of search shows on the lowest of screens, and how many it goes on to.
fn listed(screen: &Screen) -> (Vec<PassageRef>, usize) {
    let app::Screen::Search(search) = &screen.app.screen else { panic!("{}", screen.text()) };
    let first = search.hits().iter().map(|hit| hit.passage).take(4).collect();
    (first, search.listed())
}

#[test]
fn the_reader_takes_whatever_is_pasted_and_draws_it_at_every_size() {
    let mut screen = Screen::of(library(), 100, 30);
    for typed in queries() {
        screen.press("s");
        screen.app.handle(Event::Paste(typed.clone()));
        let (hits, text) = (listed(&screen), screen.text());
        for (columns, rows) in [(40, 12), (61, 14), (80, 24), (100, 30), (131, 50)] {
            screen.resize(columns, rows);
            let (buffer, cursor) = screen.drawn();
            assert!(buffer.area.contains(cursor.unwrap()), "{typed:.40} at {columns}");
            assert!(!screen.text().contains(is_bad), "{typed:.40} at {columns}");
            assert_eq!(listed(&screen), hits, "{typed:.40} at {columns}");
        }
        assert_eq!(screen.resize(100, 30).text(), text);
        for keys in ["f3 esc", "left left delete backspace up down", "ctrl-a ctrl-k", "esc"] {
            screen.press(keys).drawn();
        }
    }
}

#[test]
fn what_has_no_room_in_the_box_is_said_to_be_left_out() {
    let mut screen = Screen::new(80, 24);
    screen.press("s").app.handle(Event::Paste("k".repeat(10_000)));
    assert!(screen.text().ends_with("only 300 characters have room here"), "{}", screen.text());
    screen.press("ctrl-u").app.handle(Event::Paste("nausea".to_owned()));
    assert!(!screen.text().contains("have room"), "{}", screen.text());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn the_hits_are_the_same_at_every_size(
        typed in "([a-z]{1,9}|ketamine|side effects|'pain|!risk|topic:uses) ?(risks?|\\PC{0,3}|dose)",
        columns in 40..200_u16, rows in 12..60_u16,
    ) {
        let mut small = Screen::new(columns, rows);
        let mut large = Screen::new(200, 60);
        for screen in [&mut small, &mut large] {
            screen.press("s").app.handle(Event::Paste(typed.clone()));
        }
        prop_assert_eq!(listed(&small), listed(&large));
        let hits = listed(&small);
        prop_assert_eq!(listed(small.resize(200, 60)), hits);
        prop_assert_eq!(small.text(), large.text());
    }
}
