//! The figures that are found, against those labelled by hand in `tests/figures.toml`.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use std::collections::BTreeMap;

use common::printed;
use insta::assert_snapshot;
use pamphlet::compare::compare;
use pamphlet::compare::figures::{Kind, blocks, figures};
use pamphlet::library::{Library, PassageRef};
use pamphlet::store::bundle;
use serde::Deserialize;

/// Every third passage is held aside from tuning.
const HELD: usize = 3;

#[derive(Deserialize)]
struct Labels {
    kinds: BTreeMap<String, String>,
    figure: Vec<Label>,
}

#[derive(Deserialize)]
struct Label {
    passage: String,
    kind: String,
    quote: String,
}

fn labels() -> Labels {
    toml::from_str(include_str!("figures.toml")).unwrap()
}

/// Every passage in library order, with the tail of its id and its text.
fn passages(library: &Library) -> Vec<(String, &str)> {
    let of = |(article, a): (_, &'_ pamphlet::library::Article)| {
        (0..a.passages.len())
            .map(move |passage| PassageRef { article, passage })
            .collect::<Vec<_>>()
    };
    let tail = |at| library.passage_id(at).split_once('/').unwrap().1.to_owned();
    let all = library.articles().flat_map(of);
    all.map(|at| (tail(at), library.passage(at).text.as_str())).collect()
}

/// How many figures are labelled, found, and both.
#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    labelled: usize,
    found: usize,
    both: usize,
}

impl Tally {
    fn add(&mut self, labels: &[(String, String)], found: &[(String, String)]) {
        let mut rest = labels.to_vec();
        for figure in found {
            if let Some(at) = rest.iter().position(|label| label == figure) {
                rest.remove(at);
                self.both += 1;
            } else {
                println!("  not labelled: {figure:?}");
            }
        }
        for label in rest {
            println!("  not found: {label:?}");
        }
        self.labelled += labels.len();
        self.found += found.len();
    }

    fn precision(self) -> f64 {
        ratio(self.both, self.found)
    }

    fn recall(self) -> f64 {
        ratio(self.both, self.labelled)
    }
}

#[expect(clippy::cast_precision_loss, reason = "there are few figures")]
fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

fn report(part: &str, tally: Tally) {
    println!(
        "{part}: {} labelled, {} found, {} both; precision {:.3}, recall {:.3}",
        tally.labelled,
        tally.found,
        tally.both,
        tally.precision(),
        tally.recall()
    );
}

fn found(text: &str) -> Vec<(String, String)> {
    let named = |f: pamphlet::compare::Figure| (f.kind.name().to_owned(), text[f.range].to_owned());
    figures(text).into_iter().map(named).collect()
}

#[test]
fn the_labelled_figures_are_found_with_their_kinds_and_words() {
    let library = bundle::library();
    let labels = labels().figure;
    let (mut tune, mut held) = (Tally::default(), Tally::default());
    for (i, (id, text)) in passages(&library).into_iter().enumerate() {
        let of_passage = labels.iter().filter(|label| label.passage == id);
        let of_passage: Vec<_> =
            of_passage.map(|label| (label.kind.clone(), label.quote.clone())).collect();
        let tally = if i % HELD == HELD - 1 { &mut held } else { &mut tune };
        tally.add(&of_passage, &found(text));
    }
    report("tune", tune);
    report("held", held);
    let all = Tally {
        labelled: tune.labelled + held.labelled,
        found: tune.found + held.found,
        both: tune.both + held.both,
    };
    report("all ", all);
    assert_eq!(all.labelled, labels.len(), "a label names a passage that is not there");
    assert!(all.precision() >= 0.95 && all.recall() >= 0.9, "{all:?}");
}

#[test]
fn labels_are_words_of_their_passages_and_of_known_kinds() {
    let library = bundle::library();
    let texts: BTreeMap<_, _> = passages(&library).into_iter().collect();
    let labels = labels();
    for label in &labels.figure {
        let text = texts.get(&label.passage).unwrap_or_else(|| panic!("no {}", label.passage));
        assert!(text.contains(&label.quote), "{:?} is not in {}", label.quote, label.passage);
        assert!(labels.kinds.contains_key(&label.kind), "{}", label.kind);
    }
    let mut names: Vec<&str> = Kind::ALL.iter().map(|kind| kind.name()).collect();
    names.sort_unstable();
    assert_eq!(labels.kinds.keys().collect::<Vec<_>>(), names);
}

#[test]
fn lengths_of_a_session_differ_and_nothing_else_does() {
    let library = bundle::library();
    let mut marked = Vec::new();
    for (topic, named) in library.topics.covered() {
        for given in compare(&library, 0, topic).figures {
            if given.differs {
                marked.push((named.id.as_str(), given.quote(&library).to_owned()));
            }
        }
    }
    let marked: Vec<_> = marked.iter().map(|(topic, quote)| (*topic, quote.as_str())).collect();
    // Not "about 30 minutes to an hour" of 865 Wellness, which is how long the effects last.
    let session = [("procedure", "from 40 minutes to a few hours"), ("procedure", "about an hour")];
    assert_eq!(marked, session);
}

#[test]
fn every_figure_is_in_one_block_and_what_differs_has_what_it_differs_from() {
    let library = bundle::library();
    for (topic, _) in library.topics.covered() {
        let all = compare(&library, 0, topic).figures;
        let blocks = blocks(&all);
        assert_eq!(blocks.iter().map(|block| block.figures.len()).sum::<usize>(), all.len());
        for block in blocks.iter().filter(|block| block.differs) {
            let first = block.figures[0].article;
            assert!(block.figures.iter().any(|given| given.article != first));
        }
    }
}

#[test]
fn compare_prints_figures_after_the_columns() {
    let asked = |format: &str, topic: &str| {
        printed(0, &["compare", topic, "--subject", "iron-infusion", "--format", format])
    };
    let after = |text: String, heading: &str| text[text.find(heading).unwrap()..].to_owned();
    assert_snapshot!("text", after(asked("text", "procedure"), "Figures\n"));
    assert_snapshot!("markdown", after(asked("markdown", "procedure"), "## Figures\n"));
    assert_snapshot!("json", after(asked("json", "procedure"), "  \"figures\": ["));
    assert_snapshot!("text_of_background", after(asked("text", "background"), "Figures\n"));
}

#[test]
fn what_differs_is_told_among_the_named_sources() {
    let named = |source: &str| {
        let asked = ["compare", "procedure", "--subject", "iron-infusion", "--source", source];
        printed(0, &asked)
    };
    assert!(named("north-clinic").contains("\nDuration\n"));
    assert!(!named("north-clinic").contains("differs"));
    assert!(!named("north-clinic").contains("an hour"));
}

/// Texts of which a grammar that goes back would never be done.
#[test]
fn a_megabyte_of_anything_is_read_in_one_pass() {
    let figures_in = |piece: &str, size: usize| figures(&piece.repeat(size / piece.len())).len();
    assert_eq!(figures_in("7", 1 << 20), 0);
    for piece in ["1,111", "1 ", "1-", "1/2 ", "one hundred and ", "1 to ", "twenty-", "½", "a "] {
        assert_eq!(figures_in(piece, 1 << 16), 0, "{piece}");
    }
    assert_eq!(figures_in("40 minutes, ", 12 << 13), 1 << 13);
}
