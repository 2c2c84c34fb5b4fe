//! Search: how long building an index and answering a keystroke take, on the bundled library and
//! on one of a thousand articles, about 10 MB.

use std::borrow::Cow;
use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use pamphlet::library::Library;
use pamphlet::library::assemble::{SubjectFiles, TextFile};
use pamphlet::search::{Index, Query};
use pamphlet::store::bundle;

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

/// Numbers that look random and are the same every time (a linear congruence, Knuth's constants).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    /// A small number far more often than a large one, as words are.
    fn rank(&mut self, end: u64) -> u64 {
        let (a, b, c) = (self.below(end), self.below(end), self.below(end));
        a * b / end * c / end
    }
}

fn word(rank: u64) -> String {
    const KNOWN: [&str; 8] =
        ["the", "of", "ketamine", "treatment", "blood", "pressure", "depression", "effects"];
    const SYLLABLES: [&str; 12] =
        ["ka", "to", "mi", "ren", "sul", "pha", "do", "xi", "ble", "qua", "ner", "is"];
    let known = usize::try_from(rank).ok().and_then(|rank| KNOWN.get(rank));
    known.map_or_else(
        || {
            let digits = std::iter::successors(Some(rank), |n| (*n >= 12).then_some(n / 12));
            digits.map(|n| SYLLABLES[usize::try_from(n % 12).unwrap_or_default()]).collect()
        },
        |word| (*word).to_owned(),
    )
}

/// An article of about 10 kB.
fn article(numbers: &mut Numbers, name: &str) -> String {
    let mut text = format!("+++\ntitle = \"Therapy {name}\"\nsource = \"Clinic {name}\"\n+++\n");
    for i in 0..36 {
        if i % 3 == 0 {
            text += &["\n## About ", &word(numbers.rank(30_000)), "\n"].concat();
        }
        let words: Vec<_> = (0..40).map(|_| word(numbers.rank(30_000))).collect();
        text += &["\n", &words.join(" "), ".\n"].concat();
    }
    text
}

fn synthetic(articles: usize) -> Library {
    let mut numbers = Numbers(7);
    let mut file = |i: usize| {
        let name = format!("{i:05}");
        let text = Cow::Owned(article(&mut numbers, &name));
        (name.clone(), TextFile { name, text })
    };
    let articles = (0..articles).map(&mut file).collect();
    let mut library = bundle::rules(&mut Vec::new());
    library.add_subject(SubjectFiles { id: "synthetic".to_owned(), facts: None, articles });
    library
}

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
    measure(criterion, "1,000 articles", &synthetic(1_000));
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = search
}
criterion_main!(benches);
