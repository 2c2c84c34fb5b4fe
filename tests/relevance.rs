//! Relevance: whether search finds first what a person who read the bundled articles would show.
//!
//! `relevance.toml` names the queries and the passages that answer them. The measures are means
//! over the queries of a part that the library has an answer to:
//!
//! - success@k: 1 where a `best` passage is among the first k hits, else 0. A `good` passage does
//!   not count, nor does another passage of the same section.
//! - MRR: one by the rank of the first `best` hit, 0 where there is none (Voorhees, 1999, TREC-8).
//! - nDCG@10: `Σ gain / log₂(rank + 1)` over the first ten hits, by the same of the ideal order, with a gain
//!   of 2 for `best` and 1 for `good` (Järvelin and Kekäläinen, 2002, "Cumulated gain-based
//!   evaluation of IR techniques").
//!
//! For the absent words, the measure is that every hit says what it is: a corrected word, another
//! name, or a word that is missing.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

use pamphlet::library::{Article, Library};
use pamphlet::search::{Hit, Index, Match, Outcome, Query};
use pamphlet::store::bundle;
use serde::Deserialize;

/// Hits that are looked at.
const LIMIT: usize = 10;

/// The least success@1 and success@3 of each part. The aim is 0.90 and 0.97 in all: short of it, the
/// other parts keep what they have reached, since tuning on them would make them say nothing.
const LEAST: [(Part, [f64; 2]); 3] =
    [(Part::Tune, [0.90, 0.97]), (Part::Held, [0.89, 0.97]), (Part::Fresh, [0.83, 0.95])];

/// The row of all kinds together, which sorts after their names.
const ALL: &str = "~ all";

#[derive(Deserialize)]
struct Set {
    query: Vec<toml::Spanned<Judged>>,
}

/// A query with what a reader of the articles expects of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Judged {
    query: String,
    kind: String,
    part: Part,
    #[serde(default)]
    best: Vec<String>,
    #[serde(default)]
    good: Vec<String>,
    #[serde(default)]
    absent: bool,
}

#[derive(Deserialize, Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "lowercase")]
enum Part {
    Tune,
    Held,
    Fresh,
}

/// The sums of the measures over some queries.
#[derive(Default, Clone, Copy)]
struct Measures {
    queries: u16,
    first: f64,
    third: f64,
    reciprocal: f64,
    ndcg: f64,
}

struct Engine {
    library: Library,
    index: Index,
}

impl Engine {
    fn new() -> Self {
        let library = bundle::library();
        let index = Index::build(&library);
        Self { library, index }
    }

    fn search(&self, query: &str) -> Outcome {
        self.index.search(&self.library, &Query::parse(query, &self.library), LIMIT)
    }

    /// The ids of the hits, best first.
    fn ids(&self, outcome: &Outcome) -> Vec<String> {
        let id = |hit: &Hit| id(self.library.article(hit.passage.article), hit.passage.passage);
        outcome.hits.iter().map(id).collect()
    }
}

impl Judged {
    /// What a passage is worth: 2 for one of the best, 1 for a good one, else 0.
    fn gain(&self, id: &str) -> f64 {
        let named = |tails: &[String]| tails.iter().any(|tail| is_tail(tail, id));
        match (named(&self.best), named(&self.good)) {
            (true, _) => 2.0,
            (_, true) => 1.0,
            _ => 0.0,
        }
    }

    fn measure<T: AsRef<str>>(&self, ids: &[T]) -> Measures {
        let gains: Vec<f64> = ids.iter().map(|id| self.gain(id.as_ref())).collect();
        let ideal = [vec![2.0; self.best.len()], vec![1.0; self.good.len()]].concat();
        let rank = (1_u32..).zip(&gains).find(|(_, gain)| **gain > 1.0).map(|(rank, _)| rank);
        let within = |most| f64::from(u8::from(rank.is_some_and(|rank| rank <= most)));
        Measures {
            queries: 1,
            first: within(1),
            third: within(3),
            reciprocal: rank.map_or(0.0, |rank| 1.0 / f64::from(rank)),
            ndcg: discounted(&gains) / discounted(&ideal),
        }
    }
}

fn discounted(gains: &[f64]) -> f64 {
    let ranks = (1_u32..).map(f64::from);
    gains.iter().take(LIMIT).zip(ranks).map(|(gain, rank)| gain / (rank + 1.0).log2()).sum()
}

impl Measures {
    fn and(self, other: Self) -> Self {
        Self {
            queries: self.queries + other.queries,
            first: self.first + other.first,
            third: self.third + other.third,
            reciprocal: self.reciprocal + other.reciprocal,
            ndcg: self.ndcg + other.ndcg,
        }
    }

    /// Success@1, success@3, MRR and nDCG@10.
    fn means(self) -> [f64; 4] {
        [self.first, self.third, self.reciprocal, self.ndcg]
            .map(|sum| sum / f64::from(self.queries))
    }
}

fn judged() -> Vec<(usize, Judged)> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/relevance.toml");
    let text = std::fs::read_to_string(file).unwrap();
    let set: Set = toml::from_str(&text).unwrap();
    let line = |at: usize| text[..at].lines().count() + 1;
    set.query.into_iter().map(|q| (line(q.span().start), q.into_inner())).collect()
}

/// The id of a passage of an article: its section's, and its place in it.
fn id(article: &Article, passage: usize) -> String {
    let section = &article.sections[article.passages[passage].section];
    format!("{}.{}", section.id, passage - section.passages.start + 1)
}

/// Whether an id ends so, after the slash of its subject.
fn is_tail(tail: &str, id: &str) -> bool {
    id.strip_suffix(tail).is_some_and(|rest| rest.is_empty() || rest.ends_with('/'))
}

/// Whether a hit says that it is not simply what was typed.
fn is_labelled(hit: &Hit, outcome: &Outcome) -> bool {
    let said = |by: Match| outcome.corrections.iter().any(|c| c.by == by);
    !hit.missing.is_empty() || (!matches!(hit.by, Match::Exact | Match::Prefix) && said(hit.by))
}

/// The measures of each part, and in it of each kind.
fn measured(engine: &Engine) -> BTreeMap<(Part, String), Measures> {
    let mut all: BTreeMap<(Part, String), Measures> = BTreeMap::new();
    for (_, judged) in judged().iter().filter(|(_, judged)| !judged.absent) {
        let measures = judged.measure(&engine.ids(&engine.search(&judged.query)));
        for kind in [judged.kind.as_str(), ALL] {
            let sum = all.entry((judged.part, kind.to_owned())).or_default();
            *sum = sum.and(measures);
        }
    }
    all
}

fn table(measured: &BTreeMap<(Part, String), Measures>) -> String {
    let mut table =
        "part  kind          queries  success@1  success@3    MRR  nDCG@10\n".to_owned();
    for ((part, kind), measures) in measured {
        let [first, third, reciprocal, ndcg] = measures.means();
        let part = format!("{part:?}").to_lowercase();
        writeln!(
            table,
            "{part}  {kind:<12}  {:>7}  {first:>9.3}  {third:>9.3}  {reciprocal:.3}  {ndcg:>7.3}",
            measures.queries
        )
        .unwrap();
    }
    table
}

/// Every query whose first hit is not one of the best, with what came instead.
fn misses(engine: &Engine) -> String {
    let mut misses = String::new();
    for (line, judged) in judged().iter().filter(|(_, judged)| !judged.absent) {
        let outcome = engine.search(&judged.query);
        let ids = engine.ids(&outcome);
        if judged.measure(&ids).first < 1.0 {
            let shown: Vec<String> =
                ids.iter().take(3).map(|id| format!("{id} ({})", judged.gain(id))).collect();
            let shown = if shown.is_empty() { "nothing".to_owned() } else { shown.join(", ") };
            let part = format!("{:?}", judged.part).to_lowercase();
            let query = &judged.query;
            writeln!(misses, "{part} line {line}: {query:?} shows first {shown}").unwrap();
        }
    }
    misses
}

#[test]
fn every_judgement_names_one_passage_and_a_query_is_judged_once() {
    let library = bundle::library();
    let of_article = |article: &Article| -> Vec<String> {
        (0..article.passages.len()).map(|passage| id(article, passage)).collect()
    };
    let ids: Vec<String> = library.articles().flat_map(|(_, a)| of_article(a)).collect();
    let mut queries = BTreeSet::new();
    for (line, judged) in judged() {
        let query = &judged.query;
        let at = format!("relevance.toml:{line}: {query:?}");
        assert!(queries.insert(query.clone()), "{at} is there twice");
        assert_eq!(judged.absent, judged.best.is_empty(), "{at}: absent has no best passage");
        let mut named = BTreeSet::new();
        for tail in judged.best.iter().chain(&judged.good) {
            let of = ids.iter().filter(|id| is_tail(tail, id)).count();
            assert_eq!(of, 1, "{at}: `{tail}` names {of} passages");
            assert!(named.insert(tail), "{at}: `{tail}` is judged twice");
        }
    }
}

#[test]
fn every_third_query_of_a_kind_is_held_out() {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (line, judged) in judged() {
        if judged.part == Part::Fresh {
            continue;
        }
        let place = seen.entry(judged.kind).or_default();
        *place += 1;
        let part = if place.is_multiple_of(3) { Part::Held } else { Part::Tune };
        assert_eq!(judged.part, part, "relevance.toml:{line}: {:?}", judged.query);
    }
}

#[test]
fn the_measures_are_those_of_a_list_counted_by_hand() {
    let tails = |tails: &[&str]| tails.iter().map(|tail| (*tail).to_owned()).collect();
    let (best, good) = (tails(&["a#b.1"]), tails(&["a#b.2"]));
    let (query, kind) = (String::new(), String::new());
    let judged = Judged { query, kind, part: Part::Tune, best, good, absent: false };
    let [first, third, reciprocal, ndcg] = judged.measure(&["s/a#b.2", "s/a#b.1"]).means();
    let expected = (1.0 + 2.0 / 3_f64.log2()) / (2.0 + 1.0 / 3_f64.log2());
    assert!((ndcg - expected).abs() < 1e-9, "{ndcg}");
    assert!((first, third, reciprocal) == (0.0, 1.0, 0.5), "{first} {third} {reciprocal}");
    assert!(judged.measure(&["s/aa#b.1", "s/a#b.12"]).ndcg == 0.0);
}

#[test]
fn what_answers_comes_first() {
    let engine = Engine::new();
    let measured = measured(&engine);
    let report = format!("{}\n{}", table(&measured), misses(&engine));
    println!("{report}");
    for (part, [least_first, least_third]) in LEAST {
        let [first, third, ..] = measured[&(part, ALL.to_owned())].means();
        assert!(first >= least_first, "{part:?}: success@1 {first:.3} < {least_first}\n{report}");
        assert!(third >= least_third, "{part:?}: success@3 {third:.3} < {least_third}\n{report}");
    }
}

#[test]
fn of_absent_words_nothing_is_shown_unlabelled() {
    let engine = Engine::new();
    for (line, judged) in judged().iter().filter(|(_, judged)| judged.absent) {
        let outcome = engine.search(&judged.query);
        let plain = outcome.hits.iter().find(|hit| !is_labelled(hit, &outcome));
        let plain = plain.map(|hit| &hit.snippet.text);
        assert_eq!(plain, None, "relevance.toml:{line}: {:?}", judged.query);
    }
}
