//! Soups of what each reader of text takes apart: Markdown, front matter, keys, queries and lines.
//! None panics, and what comes out holds together. `PROPTEST_CASES` says how many are tried.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

use std::borrow::Cow;
use std::sync::OnceLock;

use pamphlet::compare::figures::figures;
use pamphlet::keymap::Keymap;
use pamphlet::library::assemble::{TextFile, read_article};
use pamphlet::library::markup::with_addresses;
use pamphlet::library::nesting::TOO_DEEP;
use pamphlet::library::sanitize::clean;
use pamphlet::library::{Article, Glossary, Kind, Library, Topics, front_matter};
use pamphlet::reflow;
use pamphlet::search::{Index, Query};
use pamphlet::store::bundle;
use proptest::prelude::*;
use proptest::sample::select;
use unicode_segmentation::UnicodeSegmentation;

const MARKDOWN: &[&str] = &[
    "# ",
    "## ",
    "###### ",
    "- ",
    "* ",
    "1. ",
    "7) ",
    "> ",
    "    ",
    "\t",
    "\n",
    "\n\n",
    "```\n",
    "~~~\n",
    "| ",
    " | ",
    "|---|---|\n",
    "**",
    "*",
    "_",
    "~~",
    "`",
    "[",
    "](",
    ")",
    "![",
    "][",
    "]: /x\n",
    "<",
    ">",
    "<br>",
    "<!--",
    "-->",
    "<div>",
    "&amp;",
    "&#27;",
    "\\",
    "{topic=uses}",
    "{topic=usse also=risks}",
    "{",
    "}",
    "---\n",
    "===\n",
    "+++\n",
    "Side effects",
    "nausea",
    "may cause ",
    "40 minutes",
    "half of ",
    "e\u{301}",
    "氯胺酮",
    "👩\u{200d}👩",
    "\u{202e}",
    "\u{1b}[31m",
    "\u{1b}]8;;",
    "\u{7}",
    "\u{9b}",
    "\r\n",
    "\r",
    "\u{0}",
    "\u{2028}",
    ". ",
    "! ",
    "b.md",
    "#side-effects",
];

const TOML: &[&str] = &[
    "+++\n",
    "title = ",
    "source = ",
    "place = ",
    "published = ",
    "edition = ",
    "aliases = ",
    "\"T\"",
    "'S'",
    "\"\"\"",
    "'''",
    "\"\\u001b[3m\"",
    "\"\\u202e\"",
    "2024-05-01",
    "2024-13-41",
    "07:32:00",
    "\"restated\"",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    ",",
    " = ",
    "\n",
    "#",
    "1",
    "-",
    "true",
    "a.b",
    "\"",
    "\\",
    "é",
    "\u{0}",
];

const KEYS: &[&str] = &[
    "[reader]\n",
    "[home]\n",
    "[global]\n",
    "[search]\n",
    "[redaer]\n",
    "scroll_down",
    "quit",
    "find",
    "fnid",
    " = ",
    "[",
    "]",
    "\"",
    ", ",
    "\n",
    "g",
    "g g",
    "ctrl-x",
    "ctrl-",
    "alt-esc",
    "shift-a",
    "f12",
    "f13",
    "space",
    "minus",
    "é",
    "\u{1b}",
    "'",
    "\\",
    "1",
    "{",
    "}",
    "#",
];

const QUERY: &[&str] = &[
    "ketamine",
    "ketmaine",
    "nausea",
    "the",
    "side effects",
    "\"",
    "'",
    "!",
    "topic:",
    "source:",
    "uses",
    "catalyst",
    " ",
    " ",
    "-",
    "’",
    "“",
    "é",
    "e\u{301}",
    "氯",
    "👩\u{200d}👩",
    "\u{202e}",
    "\u{1b}[",
    "\u{0}",
    ":",
    "0.5",
    "½",
    "ﷺ",
];

fn soup(pieces: &'static [&'static str], most: usize) -> impl Strategy<Value = String> {
    let piece = prop_oneof![20 => select(pieces).prop_map(str::to_owned), 1 => "\\PC{1,3}"];
    prop::collection::vec(piece, 0..most).prop_map(|pieces| pieces.concat())
}

/// The bundled library with its index.
fn bundled() -> &'static (Library, Index) {
    static BUNDLED: OnceLock<(Library, Index)> = OnceLock::new();
    BUNDLED.get_or_init(|| {
        let library = bundle::library();
        let index = Index::build(&library);
        (library, index)
    })
}

fn read(text: &str, topics: &Topics) -> Option<Article> {
    let text = format!("+++\ntitle = \"T\"\nsource = \"S\"\n+++\n{text}");
    let file = TextFile { name: "a.md".to_owned(), text: Cow::Owned(text) };
    match read_article("s/a", &file, topics) {
        Ok((article, _)) => Some(article),
        Err(fault) => {
            assert_eq!(fault.message, TOO_DEEP);
            None
        }
    }
}

/// What is true of an article, whatever it was cut from.
fn holds_together(article: &Article) -> Result<(), TestCaseError> {
    let mut next = 0;
    for (i, section) in article.sections.iter().enumerate() {
        prop_assert_eq!(section.passages.start, next);
        next = section.passages.end;
        prop_assert!(section.parent.is_none_or(|parent| parent < i));
        prop_assert!(section.at.0 > 0 || section.is_top());
        prop_assert_eq!(clean(&section.heading), section.heading.as_str());
    }
    prop_assert_eq!(next, article.passages.len());
    for passage in &article.passages {
        prop_assert_eq!(clean(&passage.text), passage.text.as_str());
        let is_row = matches!(passage.kind, Kind::Row { .. });
        prop_assert!(is_row || !passage.text.trim().is_empty());
        for mark in &passage.marks {
            prop_assert!(passage.text.get(mark.range.clone()).is_some_and(|text| !text.is_empty()));
        }
        if let Kind::Row { cells, .. } = &passage.kind {
            prop_assert!(cells.iter().all(|cell| passage.text.get(cell.clone()).is_some()));
        }
        prop_assert!(with_addresses(passage).len() >= passage.text.len());
        for figure in figures(&passage.text) {
            prop_assert!(passage.text.get(figure.range).is_some());
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn markdown_becomes_an_article_that_holds_together(text in soup(MARKDOWN, 60)) {
        if let Some(article) = read(&text, &bundled().0.topics) {
            holds_together(&article)?;
        }
    }

    #[test]
    fn front_matter_is_read_or_its_fault_has_a_place(text in soup(TOML, 30), whole in any::<bool>()) {
        let text = if whole { format!("+++\ntitle = \"T\"\nsource = \"S\"\n{text}\n+++\n") } else { text };
        match front_matter::read("a.md", &clean(&text)) {
            Ok((article, body)) => {
                prop_assert!(!article.title.is_empty() && clean(&text).get(body..).is_some());
                prop_assert_eq!(clean(&article.title), article.title.as_str());
            }
            Err(fault) => {
                prop_assert!(fault.line > 0 && fault.column > 0 && !fault.message.is_empty());
                prop_assert!(!fault.message.contains(char::is_control), "{}", fault.message);
            }
        }
    }

    #[test]
    fn topics_and_terms_are_read_or_their_fault_has_a_place(text in soup(TOML, 30), cue in soup(QUERY, 8)) {
        let cue = cue.replace(['\\', '"', '\0', '\u{1b}'], "");
        let topic = format!("[[topic]]\nid = \"a\"\nname = \"A\"\nabout = \".\"\nstrong = [\"{cue}\"]\n");
        for text in [&text, &topic, &format!("{topic}{text}")] {
            if let Err(fault) = Topics::parse("topics.toml", text) {
                prop_assert!(fault.line > 0 && !fault.message.contains(char::is_control), "{fault}");
            }
            if let Err(fault) = Glossary::parse("glossary.toml", text) {
                prop_assert!(fault.line > 0 && !fault.message.contains(char::is_control), "{fault}");
            }
        }
    }

    #[test]
    fn a_keymap_is_laid_over_the_default_one_and_its_faults_have_places(text in soup(KEYS, 40)) {
        let (keymap, faults) = Keymap::load("keymap.toml", &text);
        for fault in &faults {
            prop_assert!(fault.line > 0 && !fault.message.contains(char::is_control), "{fault}");
        }
        if text.trim().is_empty() {
            prop_assert_eq!(format!("{keymap:?}"), format!("{:?}", Keymap::default()));
        }
    }

    #[test]
    fn a_query_is_answered(text in soup(QUERY, 12)) {
        let (library, index) = bundled();
        let query = Query::parse(&text, library);
        let outcome = index.search(library, &query, 64);
        prop_assert!(outcome.hits.len() <= 64 && outcome.hits.len() <= outcome.total);
        for hit in &outcome.hits {
            let text = &library.passage(hit.passage).text;
            prop_assert!(hit.highlights.iter().all(|range| text.get(range.clone()).is_some()));
        }
    }

    #[test]
    fn lines_keep_every_word_and_their_width(text in soup(MARKDOWN, 30), width in 1..100_usize) {
        let text = clean(&text).into_owned();
        let mut end = 0;
        for line in reflow::wrap(&text, width, 0) {
            prop_assert!(line.start >= end && text[end..line.start].trim().is_empty());
            let shown = &text[line.clone()];
            let is_one = shown.graphemes(true).count() < 2;
            prop_assert!(reflow::columns(shown) <= width || is_one, "{shown:?} in {width}");
            end = line.end;
        }
        prop_assert!(text[end..].trim().is_empty());
    }
}
