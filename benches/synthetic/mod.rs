//! A library of made-up articles, the same every time: words by Zipf's law over some 60,000, English
//! function words first, in passages of about forty words.

#![allow(dead_code, reason = "each bench uses its part")]

use std::borrow::Cow;

use pamphlet::library::Library;
use pamphlet::library::assemble::{SubjectFiles, TextFile};
use pamphlet::store::bundle;

/// Words by their frequency, the commonest first; the rest of the vocabulary is invented.
const KNOWN: &str = "the of and to in is that for it as with be by on are this or from at an which not \
    have has can may will your you their these patients treatment about more such some who how when \
    what during into been most after other than also between over only where through while each \
    both often should before ketamine blood pressure depression effects infusion side dose nausea pain";

/// A word that stands in [`RARE`] passages of a library of any size, and in no article's heading.
pub const NEEDLE: &str = "zyxoquant";

/// How often the needle stands in a library.
pub const RARE: usize = 100;

const VOCABULARY: f64 = 60_000.0;

/// Passages of an article, and words of each.
const PASSAGES: usize = 36;
const WORDS: usize = 40;

/// Numbers that look random and are the same every time (a linear congruence, Knuth's constants).
struct Numbers(u64);

impl Numbers {
    /// From 0 to 1.
    #[expect(clippy::cast_precision_loss, reason = "31 bits")]
    fn next(&mut self) -> f64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as f64 / (1_u64 << 31) as f64
    }

    /// A rank by Zipf's law: its logarithm is spread evenly.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below 60,000")]
    fn rank(&mut self) -> usize {
        (VOCABULARY.powf(self.next()) - 1.0) as usize
    }
}

/// A library of so many articles, each of about 10 kB, in subjects of ten.
pub fn library(articles: usize) -> Library {
    let (words, mut numbers) = (vocabulary(), Numbers(7));
    let mut library = bundle::rules(&mut Vec::new());
    let needles = (articles / RARE).max(1);
    for subject in 0..articles.div_ceil(10) {
        let numbers = &mut numbers;
        let file = |i: usize| {
            let text = article(numbers, &words, i, i.is_multiple_of(needles));
            let name = format!("{i:05}");
            (name.clone(), TextFile { name, text: Cow::Owned(text) })
        };
        let articles = (subject * 10..articles.min(subject * 10 + 10)).map(file).collect();
        library.add_subject(SubjectFiles { id: format!("{subject:04}"), facts: None, articles });
    }
    library
}

/// A library of one subject, in which so many sources say so many passages each under one heading.
pub fn on_one_topic(sources: usize, passages: usize, heading: &str) -> Library {
    let (words, mut numbers) = (vocabulary(), Numbers(7));
    let mut library = bundle::rules(&mut Vec::new());
    let mut file = |i: usize| {
        let mut text =
            format!("+++\ntitle = \"T\"\nsource = \"Clinic {i}\"\n+++\n\n## {heading}\n");
        for passage in 0..passages {
            let line: Vec<&str> = (0..WORDS).map(|_| words[numbers.rank()].as_str()).collect();
            text += &["\n", &line.join(" "), " for ", &(passage + i).to_string(), " minutes.\n"]
                .concat();
        }
        let name = format!("{i:05}");
        (name.clone(), TextFile { name, text: Cow::Owned(text) })
    };
    let articles = (0..sources).map(&mut file).collect();
    library.add_subject(SubjectFiles { id: "subject".to_owned(), facts: None, articles });
    library
}

fn article(numbers: &mut Numbers, words: &[String], i: usize, needle: bool) -> String {
    let mut text = format!("+++\ntitle = \"Therapy {i}\"\nsource = \"Clinic {i}\"\n+++\n");
    for passage in 0..PASSAGES {
        if passage % 3 == 0 {
            text += &["\n## About ", &words[numbers.rank()], "\n"].concat();
        }
        let mut line: Vec<&str> = (0..WORDS).map(|_| words[numbers.rank()].as_str()).collect();
        if needle && passage == PASSAGES / 2 {
            line.push(NEEDLE);
        }
        text += &["\n", &line.join(" "), ".\n"].concat();
    }
    text
}

fn vocabulary() -> Vec<String> {
    const SYLLABLES: [&str; 12] =
        ["ka", "to", "mi", "ren", "sul", "pha", "do", "xi", "ble", "qua", "ner", "is"];
    let invented = |rank: usize| -> String {
        let digits = std::iter::successors(Some(rank), |n| (*n >= 12).then_some(n / 12));
        digits.map(|n| SYLLABLES[n % 12]).collect()
    };
    let known = KNOWN.split_whitespace().map(str::to_owned);
    known.chain((144..).map(invented)).take(60_000).collect()
}
