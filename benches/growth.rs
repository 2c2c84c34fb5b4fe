//! Growth: what a keystroke costs in libraries of 1,000, 3,000 and 10,000 articles, in one run.
//!
//! Each query is typed letter by letter. Printed are its last and its dearest keystroke, and the time for
//! each entry of the index that was visited: it stays the same or falls while the library grows, since
//! what is read is what the words of the query have, and not the text. A word that stands in as
//! many passages of each library costs as much in each.

#![allow(clippy::print_stdout, reason = "a table is what it is for")]

use std::hint::black_box;
use std::time::Instant;

use pamphlet::library::Library;
use pamphlet::search::{Index, Query};

mod synthetic;

const SIZES: [usize; 3] = [1_000, 3_000, 10_000];

/// Searches for each keystroke; the fastest counts.
const ROUNDS: usize = 5;

/// Hits that are asked for, as many as the reader shows.
const LIMIT: usize = 64;

const QUERIES: [&str; 12] = [
    synthetic::NEEDLE,
    "ketamine",
    "side effects",
    "ketmaine",
    "\"blood pressure\"",
    "!the ketamine",
    "topic:uses ketamine",
    "the",
    "of the",
    "what is the effect of the",
    "the of and to in is that for it as with be",
    "how is the dose of ketamine",
];

/// What one keystroke takes.
#[derive(Clone, Copy, Default)]
struct Cost {
    microseconds: f64,
    postings: f64,
}

/// A library with its index.
struct Searched {
    library: Library,
    index: Index,
}

impl Searched {
    fn new(articles: usize) -> Self {
        let library = synthetic::library(articles);
        let index = Index::build(&library);
        index.warm(&library);
        Self { library, index }
    }

    /// The fastest of some searches.
    #[expect(clippy::cast_precision_loss, reason = "a count of some millions")]
    fn cost(&self, text: &str) -> Cost {
        let mut cost = Cost { microseconds: f64::MAX, postings: 0.0 };
        for _ in 0..ROUNDS {
            let start = Instant::now();
            let query = Query::parse(black_box(text), &self.library);
            let outcome = black_box(self.index.search(&self.library, &query, LIMIT));
            cost.microseconds = cost.microseconds.min(start.elapsed().as_secs_f64() * 1e6);
            cost.postings = outcome.work.postings as f64;
        }
        cost
    }

    /// The cost of each keystroke of a query, all ASCII.
    fn keystrokes(&self, query: &str) -> Vec<Cost> {
        (1..=query.len()).map(|end| self.cost(&query[..end])).collect()
    }
}

/// Prints the costs of a query in each library; `all` gets those of all keystrokes.
fn row(query: &str, libraries: &[Searched], all: &mut [Vec<f64>]) {
    print!("{query:44}");
    let mut last = Vec::new();
    for (searched, all) in libraries.iter().zip(all) {
        let costs = searched.keystrokes(query);
        let dearest = costs.iter().map(|c| c.microseconds).fold(0.0, f64::max);
        all.extend(costs.iter().map(|c| c.microseconds));
        let end = costs.last().copied().unwrap_or_default();
        let each = end.microseconds * 1e3 / end.postings.max(1.0);
        print!(" |{:7.0} {dearest:7.0} {:9.0} {each:8.1}", end.microseconds, end.postings);
        last.push(end);
    }
    let ratio = |of: fn(&Cost) -> f64| of(&last[2]) / of(&last[0]).max(1.0);
    println!(" |{:6.2} {:9.2}", ratio(|c| c.microseconds), ratio(|c| c.postings));
}

/// The middle of some times and the one that a hundredth are above, in milliseconds.
fn spread(times: &mut [f64]) -> (f64, f64) {
    times.sort_by(f64::total_cmp);
    (times[times.len() / 2] / 1e3, times[times.len() * 99 / 100] / 1e3)
}

fn header() {
    let sizes = SIZES.map(|size| format!(" | {:34}", format!("{size} articles"))).concat();
    println!("{:44}{sizes} | {}:{} articles", "", SIZES[2], SIZES[0]);
    let columns = format!(" |{:>7} {:>7} {:>9} {:>8}", "last µs", "max µs", "postings", "ns each");
    let columns = columns.repeat(SIZES.len());
    println!("{:44}{columns} |{:>6} {:>9}", "query, typed letter by letter", "time", "postings");
}

fn main() {
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let libraries = SIZES.map(Searched::new);
    header();
    let mut all = SIZES.map(|_| Vec::new());
    for query in QUERIES {
        row(query, &libraries, &mut all);
    }
    println!();
    for ((size, searched), times) in SIZES.iter().zip(&libraries).zip(&mut all) {
        let (p50, p99) = spread(times);
        let passages = searched.index.passages();
        println!(
            "{size} articles, {passages} passages: p50 {p50:.2} ms, p99 {p99:.2} ms a keystroke"
        );
    }
}
