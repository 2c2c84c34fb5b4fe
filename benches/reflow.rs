//! How long it takes to lay out an article of 50 kB at the measure of running text.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use pamphlet::library::Article;
use pamphlet::library::outline::outline;
use pamphlet::reflow::wrap;
use pamphlet::tui::document::Document;

/// Columns of running text.
const MEASURE: usize = 72;
/// Bytes of the article.
const SIZE: usize = 50_000;

const SECTION: &str = "## What to expect\n\n\
    The infusion takes about 40 minutes, and most people – two of three – feel better within \
    24 hours. Blood pressure may rise for an hour; the nurse measures it every 15 minutes.\n\n\
    - nausea, in 4 of 10 people\n- dizziness and blurred vision\n  - for an hour or two\n\n\
    | Effect | How often | How long |\n|--|--|--|\n| Nausea | 40% | an hour or two |\n\
    | Dissociation, which feels like a dream | 70% | until the infusion ends |\n\n\
    > Do not drive until the next day.\n\n";

fn article() -> Article {
    let outline =
        outline("subject/article", "Title", &SECTION.repeat(SIZE.div_ceil(SECTION.len())));
    let (sections, passages) = (outline.sections, outline.passages);
    Article { title: "Title".to_owned(), sections, passages, ..Article::default() }
}

fn layout(c: &mut Criterion) {
    let article = article();
    let mut group = c.benchmark_group("reflow");
    group.throughput(Throughput::Bytes(SIZE as u64));
    group.bench_function("article of 50 kB", |b| {
        b.iter(|| Document::article(black_box(&article), Vec::new(), MEASURE));
    });
    let plain = "words of plain text ".repeat(SIZE / 20);
    group.bench_function("one line of 50 kB, ASCII", |b| {
        b.iter(|| wrap(black_box(&plain), MEASURE, 0));
    });
    let marked = "wörds öf any tëxt ".repeat(SIZE / 22);
    group.bench_function("one line of 50 kB, any script", |b| {
        b.iter(|| wrap(black_box(&marked), MEASURE, 0));
    });
    group.finish();
}

criterion_group!(benches, layout);
criterion_main!(benches);
