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

/// The document of a run, which finds something or nothing.
fn json(args: &[&str]) -> Value {
    let run = bare().args(args).assert();
    assert!(matches!(run.get_output().status.code(), Some(0 | 1)), "{args:?}");
    serde_json::from_slice(&run.get_output().stdout).unwrap()
}

/// The cells of a topic as the `compare` document has them, with these options before.
fn compared(options: &[&str], topic: &str) -> Vec<Said> {
    let of = |column: &Value| {
        let passages = column["passages"].as_array().unwrap().iter();
        let mentions = passages.filter(|p| p["mention"].as_bool().unwrap());
        let mentions = mentions.map(|p| string(&p["id"])).collect();
        let (source, coverage) = (string(&column["source"]), string(&column["coverage"]));
        (source, coverage, strings(&column["sections"]), mentions)
    };
    let document = json(&[options, &["compare", topic, "--json"]].concat());
    document["columns"].as_array().unwrap().iter().map(of).collect()
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

/// How often each coverage is told, once the matrix, the comparison and the JSON of both, with these
/// options, say the same of a library.
fn agreed(library: &Library, options: &[&str]) -> BTreeMap<String, usize> {
    let documents = json(&[options, &["coverage", "--json"]].concat());
    let topics = documents["topics"].as_array().unwrap();
    let core = in_the_core(library);
    let mut told = BTreeMap::new();
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
        assert_eq!(cells, compared(options, &id), "{id}: matrix and compare --json");
        for (_, coverage, ..) in cells {
            *told.entry(coverage).or_default() += 1;
        }
    }
    told
}

#[test]
fn matrix_comparison_and_json_agree() {
    assert_eq!(agreed(&bundle::library(), &[]).values().sum::<usize>(), 7 * 5);
}

/// Articles in which sections are empty, nested, of two topics, without a heading or in another
/// language; the last two are of one source.
const ODD: &[(&str, &str, &str)] = &[
    ("empty", "Empty", "## Side effects\n\n### Long-term risks\n\n## How it works\n"),
    ("nothing", "Nothing", ""),
    ("top", "Top", "Side effects may cost you your sleep. It is used for depression.\n"),
    (
        "nested",
        "Nested 🏥",
        "## Side effects\n\n### How it works {topic=mechanism also=effectiveness}\n\nIt works.\n\n\
         #### Risks\n\n| Effect | Time |\n|---|---|\n| Nausea | 40 minutes |\n\n## In closing\n\n\
         Side effects may cause harm.\n",
    ),
    ("one", "Twice", "## Benefits\n\nIt may cause nausea.\n"),
    ("two", "Twice", "## 副作用 {topic=side-effects}\n\n吐き気。\n"),
];

#[test]
fn matrix_comparison_and_json_agree_on_an_odd_library() {
    let folder = tempfile::tempdir().unwrap();
    let subject = folder.path().join("tea");
    std::fs::create_dir(&subject).unwrap();
    for (file, source, text) in ODD {
        let front = format!("+++\ntitle = \"On tea\"\nsource = \"{source}\"\n+++\n\n");
        std::fs::write(subject.join(format!("{file}.md")), front + text).unwrap();
    }
    let library = pamphlet::store::folder::library(folder.path()).unwrap();
    assert_eq!(library.faults, []);
    let told = agreed(&library, &["--library", folder.path().to_str().unwrap()]);
    let topics = library.topics.covered().count();
    assert_eq!(told.values().sum::<usize>(), topics * ODD.len());
    let some = ["section", "mention", "silent"].map(|coverage| told.contains_key(coverage));
    assert_eq!(some, [true; 3], "{told:?}");
}

#[test]
fn the_questions_that_the_bundled_pages_leave_open_are_told() {
    let document = json(&["coverage", "--gaps", "--json"]);
    let gaps = document["gaps"]["questions"].as_array().unwrap().iter();
    let told: Vec<_> =
        gaps.map(|gap| (string(&gap["id"]), gap["only"].as_array().unwrap().len())).collect();
    let expected = [("without", 0), ("alternatives", 0), ("sources", 1), ("dates", 0)];
    assert_eq!(told, expected.map(|(id, sources)| (id.to_owned(), sources)));
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
