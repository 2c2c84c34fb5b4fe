//! Facets as a whole: counts by source and topic, against a scan of every passage.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use pamphlet::library::assemble::{SubjectFiles, TextFile};
use pamphlet::library::words::words;
use pamphlet::library::{Glossary, Library, Topics};
use pamphlet::search::{Index, Outcome, Query};
use proptest::prelude::*;

const TOPICS: &str = r#"
[[topic]]
id = "uses"
name = "Uses"
about = "."
[[topic]]
id = "risks"
name = "Risks"
about = "."
[[topic]]
id = "cost"
name = "Cost"
about = "."
"#;

const ATTRIBUTES: [&str; 4] =
    ["{topic=uses}", "{topic=risks}", "{topic=uses also=risks}", "{topic=cost}"];

/// A section: index into [`ATTRIBUTES`], and its passages.
type Section = (usize, Vec<String>);

/// A library of two subjects; each source has an article in each.
fn library_of(articles: &[Vec<Section>]) -> Library {
    let topics = Topics::parse("topics.toml", TOPICS).unwrap();
    let mut library = Library::new(topics, Glossary::default());
    for (subject, articles) in ["first", "second"].into_iter().zip(articles.chunks(3)) {
        let file = |(i, sections): (usize, &Vec<Section>)| {
            let mut text = format!("+++\ntitle = \"T{i}\"\nsource = \"S{i}\"\n+++\n");
            for (n, (attribute, passages)) in sections.iter().enumerate() {
                let heading = format!("\n## H{n} {}\n\n", ATTRIBUTES[*attribute]);
                text += &(heading + &passages.join("\n\n") + "\n");
            }
            (format!("s{i}"), TextFile { name: format!("s{i}.md"), text: Cow::Owned(text) })
        };
        let articles = articles.iter().enumerate().map(file).collect();
        library.add_subject(SubjectFiles { id: subject.to_owned(), facts: None, articles });
    }
    assert_eq!(library.faults, []);
    library
}

fn search(library: &Library, query: &str, subject: Option<usize>) -> Outcome {
    let mut query = Query::parse(query, library);
    query.filter.subject = subject;
    Index::build(library).search(library, &query, 1_000)
}

fn per_source(library: &Library, outcome: &Outcome) -> BTreeMap<String, (usize, bool)> {
    let id = |at| library.article(at).source.id.clone();
    outcome.per_source.iter().map(|c| (id(c.article), (c.passages, c.kept))).collect()
}

fn per_topic(library: &Library, outcome: &Outcome) -> BTreeMap<String, (usize, bool)> {
    let id = |topic| library.topics.topic(topic).id.clone();
    outcome.per_topic.iter().map(|c| (id(c.topic), (c.passages, c.kept))).collect()
}

/// A passage as a scan sees it: how many of the words it has, whose it is, and on what.
struct Seen {
    words: usize,
    source: String,
    topics: BTreeSet<String>,
}

fn scan(library: &Library, asked: &[&str], subject: Option<usize>) -> Vec<Seen> {
    let mut seen = Vec::new();
    for (at, article) in
        library.articles().filter(|(at, _)| subject.is_none_or(|s| s == at.subject))
    {
        assert!(at.subject < 2);
        for passage in &article.passages {
            let there: BTreeSet<String> =
                words(&passage.text).map(|word| word.folded.into_owned()).collect();
            let topics = article.sections[passage.section].topics();
            seen.push(Seen {
                words: asked.iter().filter(|word| there.contains(**word)).count(),
                source: article.source.id.clone(),
                topics: topics.map(|topic| library.topics.topic(topic).id.clone()).collect(),
            });
        }
    }
    seen
}

fn a_section() -> impl Strategy<Value = Section> {
    let passage = prop::collection::vec("[a-c]{2}", 1..5).prop_map(|words| words.join(" "));
    (0..ATTRIBUTES.len(), prop::collection::vec(passage, 1..4))
}

proptest! {
    #[test]
    fn counts_are_those_of_a_scan(
        articles in prop::collection::vec(prop::collection::vec(a_section(), 1..4), 6),
        asked in prop::collection::vec("[a-c]{2}", 1..3),
        source in prop::option::of(0..3_usize),
        topic in prop::option::of(prop::sample::select(vec!["uses", "risks", "cost"])),
        subject in prop::option::of(0..2_usize),
    ) {
        let library = library_of(&articles);
        let asked: BTreeSet<&str> = asked.iter().map(String::as_str).collect();
        let asked: Vec<&str> = asked.into_iter().collect();
        let source = source.map(|i| format!("s{i}"));
        let mut query = asked.iter().map(|word| format!("'{word}")).collect::<Vec<_>>().join(" ");
        query.extend(source.iter().map(|id| format!(" source:{id}")));
        query.extend(topic.iter().map(|id| format!(" topic:{id}")));
        let outcome = search(&library, &query, subject);

        let seen: Vec<Seen> =
            scan(&library, &asked, subject).into_iter().filter(|s| s.words > 0).collect();
        let of_source = |s: &Seen| source.as_ref().is_none_or(|id| *id == s.source);
        let on_topic = |s: &Seen| topic.is_none_or(|id| s.topics.contains(id));
        let most = |admits: &dyn Fn(&Seen) -> bool| {
            seen.iter().filter(|s| admits(s)).map(|s| s.words).max()
        };
        let least = most(&|s| of_source(s) && on_topic(s))
            .or_else(|| most(&|s| of_source(s) || on_topic(s)))
            .unwrap_or(0);
        let enough = || seen.iter().filter(|s| s.words >= least);
        prop_assert_eq!(outcome.total, enough().filter(|s| of_source(s) && on_topic(s)).count());
        for (id, (passages, kept)) in per_source(&library, &outcome) {
            prop_assert_eq!(passages, enough().filter(|s| on_topic(s) && s.source == id).count());
            prop_assert_eq!(kept, source.as_ref().is_none_or(|named| *named == id));
        }
        let topics = per_topic(&library, &outcome);
        for id in ["uses", "risks", "cost"] {
            let passages = enough().filter(|s| of_source(s) && s.topics.contains(id)).count();
            let named = topic == Some(id);
            let expected = (passages > 0 || named).then_some((passages, named || topic.is_none()));
            prop_assert_eq!(topics.get(id).copied(), expected, "{}", id);
        }
    }
}

fn clinics() -> Library {
    let section =
        |topic, passages: &[&str]| (topic, passages.iter().map(|p| (*p).to_owned()).collect());
    library_of(&[
        vec![section(0, &["ketamine", "ketamine pain"]), section(2, &["ketamine dose"])],
        vec![section(1, &["pain"])],
        vec![section(3, &["price"])],
        vec![section(0, &["ketamine"])],
    ])
}

#[test]
fn a_section_on_several_topics_counts_for_each() {
    let library = clinics();
    let outcome = search(&library, "ketamine", Some(0));
    let topics = per_topic(&library, &outcome);
    assert_eq!(outcome.total, 3);
    assert_eq!(topics, [("risks".to_owned(), (1, true)), ("uses".to_owned(), (3, true))].into());
}

#[test]
fn a_narrowed_query_still_counts_the_other_sources_and_topics() {
    let library = clinics();
    let outcome = search(&library, "pain source:s1", None);
    assert_eq!(outcome.total, 1);
    let sources = per_source(&library, &outcome);
    assert_eq!(sources["s0"], (1, false));
    assert_eq!(sources["s1"], (1, true));
    assert_eq!(sources["s2"], (0, false));
    let outcome = search(&library, "pain topic:cost", None);
    assert_eq!((outcome.total, per_topic(&library, &outcome)["cost"]), (0, (0, true)));
    assert_eq!(per_topic(&library, &outcome)["uses"], (1, false));
}

#[test]
fn others_are_counted_with_as_many_words_as_those_found_or_more() {
    let library = clinics();
    let outcome = search(&library, "ketamine pain source:s1", None);
    assert_eq!(outcome.hits[0].missing, ["ketamine"]);
    assert_eq!(per_source(&library, &outcome)["s0"], (4, false), "with one of the words");
    let outcome = search(&library, "ketamine pain source:s2", None);
    assert_eq!(outcome.total, 0);
    assert_eq!(per_source(&library, &outcome)["s0"], (1, false), "with both, as none is found");
}

#[test]
fn only_the_sources_of_the_subject_are_counted() {
    let library = clinics();
    let outcome = search(&library, "ketamine", Some(1));
    assert_eq!(per_source(&library, &outcome), [("s0".to_owned(), (1, true))].into());
    assert_eq!((outcome.total, outcome.searched.articles), (1, 1));
}
