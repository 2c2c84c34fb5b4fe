//! Search: how long building an index and answering a keystroke take, on the bundled library and
//! on one of a thousand articles, about 10 MB. How that grows with the library is in `growth.rs`.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use pamphlet::library::Library;
use pamphlet::search::{Index, Query};
use pamphlet::store::bundle;

mod synthetic;

/// Queries as they are while being typed: words, beginnings, misspellings, phrases.
const QUERIES: [&str; 8] = [
    "k",
    "ketamine",
    "side eff",
    "ketmaine",
    "depresion treatment",
    "\"blood pressure\"",
    "how does it work",
    "zyxoquant !the",
];

fn measure(criterion: &mut Criterion, name: &str, library: &Library) {
    criterion.bench_function(&format!("{name}: build the index"), |bench| {
        bench.iter(|| Index::build(black_box(library)));
    });
    let index = Index::build(library);
    for query in QUERIES {
        criterion.bench_function(&format!("{name}: {query}"), |bench| {
            bench.iter(|| index.search(library, &Query::parse(black_box(query), library), 20));
        });
    }
}

fn search(criterion: &mut Criterion) {
    measure(criterion, "bundled", &bundle::library());
    measure(criterion, "1,000 articles", &synthetic::library(1_000));
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = search
}
criterion_main!(benches);
