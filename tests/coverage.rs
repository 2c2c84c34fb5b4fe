//! The mentions that are found, against those labelled by hand in `tests/coverage.toml`; and that
//! every way to ask for coverage gives the same answer.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::bare;
use pamphlet::compare::{compare, matrix};
use pamphlet::library::Library;
use pamphlet::store::bundle;
use serde_json::Value;

/// Every third passage is held aside from tuning.
const HELD: usize = 3;

/// What is reached at least, in all and on what was held aside.
const PRECISION: f64 = 0.9;
const RECALL: f64 = 0.7;

/// A passage and a topic that it speaks of beside its section's.
type Mentions = BTreeSet<(String, String)>;

/// The tail of a passage's id, as the labels write it.
fn tail(article: &str, passage: &str) -> String {
    format!("{} {}", article.split_once('/').unwrap().1, passage.split_once('#').unwrap().1)
}

/// Every passage in library order.
fn passages(library: &Library) -> Vec<String> {
    let of = |a: &pamphlet::library::Article| {
        let ids = (0..a.passages.len()).map(|p| tail(&a.id, &a.passage_id(p)));
        ids.collect::<Vec<_>>()
    };
    library.articles().flat_map(|(_, a)| of(a)).collect()
}

fn labels() -> BTreeMap<String, Vec<String>> {
    let read: BTreeMap<String, BTreeMap<String, String>> =
        toml::from_str(include_str!("coverage.toml")).unwrap();
    let topics = |topics: String| topics.split_whitespace().map(str::to_owned).collect();
    let of = |(article, labels): (String, BTreeMap<String, String>)| {
        let key = move |passage: String| format!("{article} {passage}");
        labels.into_iter().map(move |(passage, of)| (key(passage), topics(of)))
    };
    read.into_iter().flat_map(of).collect()
}

fn labelled() -> Mentions {
    let pairs = |(passage, topics): (String, Vec<String>)| {
        topics.into_iter().map(move |topic| (passage.clone(), topic))
    };
    labels().into_iter().flat_map(pairs).collect()
}

fn found(library: &Library) -> Mentions {
    let mut found = Mentions::new();
    for row in matrix(library, 0).rows {
        let topic = &library.topics.topic(row.topic).id;
        for cell in row.cells {
            let article = library.article(cell.article);
            let passage = |&p: &usize| tail(&article.id, &article.passage_id(p));
            found.extend(cell.mentions.iter().map(|p| (passage(p), topic.clone())));
        }
    }
    found
}

#[expect(clippy::cast_precision_loss, reason = "there are few passages")]
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

/// Precision and recall over some passages, printed.
fn measured(part: &str, of: &[String], labelled: &Mentions, found: &Mentions) -> (f64, f64) {
    let within = |all: &Mentions| -> Mentions {
        all.iter().filter(|(passage, _)| of.contains(passage)).cloned().collect()
    };
    let (labelled, found) = (within(labelled), within(found));
    let both = labelled.intersection(&found).count();
    let (precision, recall) = (ratio(both, found.len()), ratio(both, labelled.len()));
    for mention in found.difference(&labelled) {
        println!("  {part}, not labelled: {mention:?}");
    }
    for mention in labelled.difference(&found) {
        println!("  {part}, not found: {mention:?}");
    }
    println!(
        "{part}: {} passages, {} labelled, {} found, {both} both; \
         precision {precision:.3}, recall {recall:.3}",
        of.len(),
        labelled.len(),
        found.len()
    );
    (precision, recall)
}

#[test]
fn every_passage_is_labelled_with_topics_that_are_not_its_sections() {
    let library = bundle::library();
    let labels = labels();
    assert_eq!(labels.keys().collect::<BTreeSet<_>>(), passages(&library).iter().collect());
    for (_, article) in library.articles() {
        for (p, passage) in article.passages.iter().enumerate() {
            let id = tail(&article.id, &article.passage_id(p));
            for label in &labels[&id] {
                let topic = library.topics.lookup(label).unwrap();
                assert!(library.topics.topic(topic).coverage, "{id}: {label}");
                assert!(!article.sections[passage.section].is_about(topic), "{id}: {label}");
            }
        }
    }
}

#[test]
fn the_mentions_that_are_found_are_those_that_a_person_reads() {
    let library = bundle::library();
    let (labelled, found) = (labelled(), found(&library));
    let all = passages(&library);
    let held_aside = |(i, _): &(usize, &String)| i % HELD == HELD - 1;
    let (held, tune): (Vec<_>, Vec<_>) = all.iter().enumerate().partition(held_aside);
    let part = |part: Vec<(usize, &String)>| -> Vec<String> {
        part.into_iter().map(|(_, passage)| passage.clone()).collect()
    };
    measured("tune", &part(tune), &labelled, &found);
    let held = measured("held", &part(held), &labelled, &found);
    let both = measured("all", &all, &labelled, &found);
    for (precision, recall) in [held, both] {
        assert!(precision >= PRECISION, "precision {precision:.3}");
        assert!(recall >= RECALL, "recall {recall:.3}");
    }
}

/// What a cell says: source, coverage, sections and mentions by their ids.
type Said = (String, String, Vec<String>, Vec<String>);

fn strings(list: &Value) -> Vec<String> {
    list.as_array().unwrap().iter().map(|id| id.as_str().unwrap().to_owned()).collect()
}

fn string(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

fn json(args: &[&str]) -> Value {
    serde_json::from_slice(&bare().args(args).assert().code(0).get_output().stdout).unwrap()
}

/// The cells of a topic as the `compare` document has them.
fn compared(topic: &str) -> Vec<Said> {
    let of = |column: &Value| {
        let passages = column["passages"].as_array().unwrap().iter();
        let mentions = passages.filter(|p| p["mention"].as_bool().unwrap());
        let mentions = mentions.map(|p| string(&p["id"])).collect();
        let (source, coverage) = (string(&column["source"]), string(&column["coverage"]));
        (source, coverage, strings(&column["sections"]), mentions)
    };
    json(&["compare", topic, "--json"])["columns"].as_array().unwrap().iter().map(of).collect()
}

/// The cells of a topic as the core has them, in the matrix and in the comparison.
fn in_the_core(library: &Library) -> Vec<(String, Vec<Said>, Vec<Said>)> {
    let rows = matrix(library, 0).rows.into_iter().map(|row| {
        let said =
            |at, coverage: pamphlet::compare::Coverage, sections: &[usize], mentions: &[usize]| {
                let article = library.article(at);
                let sections = sections.iter().map(|&s| article.sections[s].id.clone()).collect();
                let mentions = mentions.iter().map(|&p| article.passage_id(p)).collect();
                (article.source.id.clone(), coverage.name().to_owned(), sections, mentions)
            };
        let cells = row.cells.iter().map(|c| said(c.article, c.coverage, &c.sections, &c.mentions));
        let comparison = compare(library, 0, row.topic);
        let columns = comparison.columns.iter().map(|c| {
            let mentions: Vec<usize> =
                c.passages.iter().filter(|p| p.mention).map(|p| p.passage).collect();
            said(c.article, c.coverage, &c.sections, &mentions)
        });
        let id = library.topics.topic(row.topic).id.clone();
        (id, cells.collect(), columns.collect())
    });
    rows.collect()
}

#[test]
fn matrix_comparison_and_json_agree() {
    let documents = json(&["coverage", "--json"]);
    let topics = documents["topics"].as_array().unwrap();
    let core = in_the_core(&bundle::library());
    assert_eq!(topics.len(), core.len());
    for (document, (id, cells, columns)) in topics.iter().zip(core) {
        let said = |cell: &Value| {
            let (source, coverage) = (string(&cell["source"]), string(&cell["coverage"]));
            (source, coverage, strings(&cell["sections"]), strings(&cell["mentions"]))
        };
        let written: Vec<Said> = document["cells"].as_array().unwrap().iter().map(said).collect();
        assert_eq!(document["id"], id);
        assert_eq!(cells, written, "{id}: matrix and coverage --json");
        assert_eq!(cells, columns, "{id}: matrix and comparison");
        assert_eq!(cells, compared(&id), "{id}: matrix and compare --json");
    }
}

/// Sentences as pages on other treatments have them, with the topics that they speak of.
const ELSEWHERE: &[(&str, &str)] = &[
    ("Metformin is a medicine for type 2 diabetes.", "background"),
    ("Botulinum toxin is approved for chronic migraine in adults.", "uses"),
    ("TMS is a treatment option for depression that has not got better.", "uses"),
    ("About six in ten patients respond after four weeks.", "effectiveness"),
    ("The injections have been shown to reduce the number of headaches.", "effectiveness"),
    ("Your blood sugar is monitored, and the dosage is raised slowly.", "procedure"),
    ("Do not eat before it: come with an empty stomach.", "procedure"),
    ("The tablets may make you dizzy, and there is a small risk of falls.", "side-effects"),
    ("It is not addictive.", "side-effects"),
    ("Researchers are testing it for other headaches.", "future-research"),
    ("It is not known whether it helps children.", "future-research"),
    ("Side effects last a day or two.", "side-effects"),
    ("Traditional painkillers carry a risk of bleeding.", ""),
    ("Other medicines can cause dependence.", ""),
    ("A statin lowers the risk of a stroke.", ""),
    ("This guide covers the side effects and the dosage.", ""),
    ("People with alcohol dependence find support in our groups.", ""),
    ("Our team has many years of experience.", ""),
    ("If this treatment worked for everyone, it would be found effective.", ""),
    ("The clinic is on the second floor, beside the lift.", ""),
];

#[test]
fn cues_make_sense_on_pages_of_other_treatments() {
    let topics = bundle::library().topics;
    for (sentence, expected) in ELSEWHERE {
        let found = topics.spoken(sentence);
        let mut ids: Vec<&str> = found.iter().map(|f| topics.topic(f.topic).id.as_str()).collect();
        ids.dedup();
        assert_eq!(ids.join(" "), *expected, "{sentence}: {found:?}");
    }
}
