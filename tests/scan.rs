//! Search against a scan of every passage: whatever words, phrases, beginnings, exclusions and
//! filters are asked for, both find the same.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::Write;

use pamphlet::library::assemble::{SubjectFiles, TextFile};
use pamphlet::library::words::{compounds, words};
use pamphlet::library::{Article, ArticleRef, Glossary, Library, PassageRef, Topics};
use pamphlet::search::{Hit, Index, Query};
use proptest::prelude::*;

const TOPICS: &str = r#"
[[topic]]
id = "uses"
name = "Uses a1"
about = "."
[[topic]]
id = "risks"
name = "Risks b2"
about = "."
"#;

/// A word or phrase that is asked for, and how.
#[derive(Debug, Clone)]
enum Ask {
    Word(String),
    Phrase(String, String),
    Plain(String),
    Not(String),
    NotPhrase(String, String),
    Topic(&'static str),
    Source(&'static str),
}

/// Words with a digit have no other forms and are never guessed at.
fn word() -> impl Strategy<Value = String> {
    "[a-c][12][a-b]?"
}

fn ask() -> impl Strategy<Value = Ask> {
    prop_oneof![
        4 => word().prop_map(Ask::Word),
        3 => (word(), word()).prop_map(|(a, b)| Ask::Phrase(a, b)),
        3 => word().prop_map(Ask::Plain),
        1 => word().prop_map(Ask::Not),
        1 => (word(), word()).prop_map(|(a, b)| Ask::NotPhrase(a, b)),
        1 => prop::sample::select(vec!["uses", "risks"]).prop_map(Ask::Topic),
        1 => prop::sample::select(vec!["north", "south"]).prop_map(Ask::Source),
    ]
}

impl Ask {
    fn typed(&self) -> String {
        match self {
            Self::Word(word) => format!("'{word}"),
            Self::Phrase(a, b) => format!("\"{a} {b}\""),
            Self::Plain(word) => word.clone(),
            Self::Not(word) => format!("!{word}"),
            Self::NotPhrase(a, b) => format!("!\"{a} {b}\""),
            Self::Topic(id) => format!("topic:{id}"),
            Self::Source(id) => format!("source:{id}"),
        }
    }
}

/// Sections, each of a topic by a number, with their passages.
fn sections() -> impl Strategy<Value = Vec<(u8, String, Vec<String>)>> {
    let token = prop_oneof![6 => word(), 1 => "[A-C][12]É?", 1 => "[ab][12]-[ab][12]"];
    let line = prop::collection::vec(token, 1..7).prop_map(|tokens| tokens.join(" "));
    prop::collection::vec((0..4_u8, word(), prop::collection::vec(line, 0..5)), 0..4)
}

fn article(source: &str, sections: &[(u8, String, Vec<String>)]) -> String {
    let mut text = format!("+++\ntitle = \"Title c1\"\nsource = \"{source} b1\"\n+++\n\nTop a1a\n");
    for (kind, heading, passages) in sections {
        let marks = if kind % 2 == 0 { "##" } else { "###" };
        let topic = if *kind < 2 { "uses" } else { "risks" };
        writeln!(text, "\n{marks} {heading} {{topic={topic}}}").unwrap();
        for passage in passages {
            writeln!(text, "\n{passage}").unwrap();
        }
    }
    text
}

fn library(north: &str, south: &str) -> Library {
    let topics = Topics::parse("topics.toml", TOPICS).unwrap();
    let mut library = Library::new(topics, Glossary::new(Vec::new()));
    let file = |(name, text): (&str, &str)| {
        let text = Cow::Owned(text.to_owned());
        (name.to_owned(), TextFile { name: name.to_owned(), text })
    };
    let articles = [("north", north), ("south", south)].map(file).into();
    library.add_subject(SubjectFiles { id: "subject".to_owned(), facts: None, articles });
    assert_eq!(library.faults, []);
    library
}

/// The text of a passage, the headings over it, and everything else around it.
fn texts<'a>(library: &'a Library, article: &'a Article, i: usize) -> [Vec<&'a str>; 3] {
    let passage = &article.passages[i];
    let section = &article.sections[passage.section];
    let up = |&s: &usize| article.sections[s].parent;
    let path = std::iter::successors(Some(passage.section), up).map(|s| &article.sections[s]);
    let headings = path.filter(|s| !s.is_top()).map(|s| s.heading.as_str()).collect();
    let named = library.topics.iter().filter(|(id, _)| *id != library.topics.other());
    let topics = named.filter(|(id, _)| section.is_about(*id)).map(|(_, t)| t.name.as_str());
    let around = topics.chain([article.source.name.as_str(), article.title.as_str()]).collect();
    [vec![passage.text.as_str()], headings, around]
}

fn all_words(text: &str) -> Vec<String> {
    words(text).chain(compounds(text)).map(|w| w.folded.into_owned()).collect()
}

fn has_word(text: &str, word: &str) -> bool {
    all_words(text).iter().any(|w| w == word)
}

fn has_start(text: &str, start: &str) -> bool {
    all_words(text).iter().any(|w| w.starts_with(start))
}

fn has_phrase(text: &str, a: &str, b: &str) -> bool {
    let words: Vec<_> = words(text).map(|w| w.folded).collect();
    words.windows(2).any(|pair| pair[0] == a && pair[1] == b)
}

/// How many of the words asked for a passage has; none where it is excluded or filtered out.
fn found(library: &Library, at: (ArticleRef, &Article), i: usize, asks: &[Ask]) -> Option<usize> {
    let (article, [text, headings, around]) = (at.1, texts(library, at.1, i));
    let near: Vec<&str> = text.iter().chain(&headings).copied().collect();
    let all: Vec<&str> = near.iter().chain(&around).copied().collect();
    let section = &article.sections[article.passages[i].section];
    let topics: Vec<_> =
        asks.iter().filter_map(|a| if let Ask::Topic(t) = a { Some(*t) } else { None }).collect();
    let sources: Vec<_> =
        asks.iter().filter_map(|a| if let Ask::Source(s) = a { Some(*s) } else { None }).collect();
    let about = |t: &&str| section.is_about(library.topics.lookup(t).unwrap());
    let from = |s: &&str| article.source.id.contains(*s);
    if !(topics.is_empty() || topics.iter().any(about))
        || !(sources.is_empty() || sources.iter().any(from))
    {
        return None;
    }
    let last = asks.iter().rposition(|a| !matches!(a, Ask::Topic(_) | Ask::Source(_)));
    let mut count = 0;
    for (n, ask) in asks.iter().enumerate() {
        count += usize::from(match ask {
            Ask::Word(word) => all.iter().any(|t| has_word(t, word)),
            Ask::Phrase(a, b) => all.iter().any(|t| has_phrase(t, a, b)),
            Ask::Plain(word) if Some(n) == last => all.iter().any(|t| has_start(t, word)),
            Ask::Plain(word) => all.iter().any(|t| has_word(t, word)),
            Ask::Not(word) if near.iter().any(|t| has_word(t, word)) => return None,
            Ask::NotPhrase(a, b) if near.iter().any(|t| has_phrase(t, a, b)) => return None,
            _ => false,
        });
    }
    Some(count)
}

/// The passages with the most of what is asked for.
fn scan(library: &Library, asks: &[Ask]) -> BTreeSet<PassageRef> {
    let wanted = |ask: &Ask| matches!(ask, Ask::Word(_) | Ask::Phrase(..) | Ask::Plain(_));
    let least = usize::from(asks.iter().any(wanted));
    let mut all = Vec::new();
    for (at, article) in library.articles() {
        for passage in 0..article.passages.len() {
            let count = found(library, (at, article), passage, asks);
            all.extend(count.map(|count| (count, PassageRef { article: at, passage })));
        }
    }
    let most = all.iter().map(|(count, _)| *count).max().unwrap_or(0).max(least);
    all.into_iter().filter(|(count, _)| *count == most).map(|(_, at)| at).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_index_finds_what_a_scan_finds(
        north in sections(), south in sections(), asks in prop::collection::vec(ask(), 1..5),
    ) {
        let library = library(&article("North", &north), &article("South", &south));
        let typed = asks.iter().map(Ask::typed).collect::<Vec<_>>().join(" ");
        let query = Query::parse(&typed, &library);
        let outcome = Index::build(&library).search(&library, &query, usize::MAX);
        let hits: BTreeSet<PassageRef> = outcome.hits.iter().map(|hit| hit.passage).collect();
        let expected = scan(&library, &asks);
        prop_assert_eq!(&hits, &expected, "{}", typed);
        prop_assert_eq!((outcome.total, outcome.hits.len()), (expected.len(), expected.len()));
        // Beside a source that is asked for, others are counted as if it were not.
        let open = !asks.iter().any(|ask| matches!(ask, Ask::Source(_)));
        for count in outcome.per_source.iter().filter(|_| open) {
            let from = |at: &&PassageRef| at.article == count.article;
            prop_assert_eq!(count.passages, expected.iter().filter(from).count());
        }
    }

    #[test]
    fn a_limit_takes_the_best_and_changes_nothing_else(
        north in sections(), asks in prop::collection::vec(ask(), 1..4), limit in 1..9_usize,
    ) {
        let library = library(&article("North", &north), &article("South", &[]));
        let query = Query::parse(&asks.iter().map(Ask::typed).collect::<Vec<_>>().join(" "), &library);
        let index = Index::build(&library);
        let [few, all] = [limit, usize::MAX].map(|limit| index.search(&library, &query, limit));
        let first = |hits: &[Hit]| hits.iter().take(limit).map(|h| h.passage).collect::<Vec<_>>();
        prop_assert_eq!(first(&few.hits), first(&all.hits));
        prop_assert_eq!((few.total, few.hits.len()), (all.total, all.total.min(limit)));
    }
}
