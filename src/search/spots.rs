//! Spots: where the forms that a query accepts stand in a text.
//!
//! Each word of the text is looked up once among the forms, however many these are, and only where
//! some form has its first two letters: most words need not even be folded.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::HashMap;
use std::ops::Range;

use compact_str::CompactString;
use foldhash::fast::FixedState;

use super::Match;
use super::expand::{Expansion, Form};
use super::vocabulary::Vocabulary;
use crate::library::words::{compounds, fold_word, ranges};

/// Where something that a clause accepts stands.
#[derive(Debug, Clone)]
pub struct Spot {
    /// Index of the clause.
    pub clause: usize,
    /// The tier.
    pub by: Match,
    /// Places among the words of the text.
    pub words: Range<usize>,
    /// Bytes of the text.
    pub bytes: Range<usize>,
}

/// The forms that a query accepts.
pub struct Sought<'a> {
    /// Words and phrases, by their first word.
    runs: HashMap<&'a str, Vec<Run<'a>>, FixedState>,
    /// Beginnings of words.
    starts: Vec<(&'a str, Aim)>,
    heads: Heads,
    /// Room for the words of a text, used again for the next one.
    room: Cell<Vec<Range<usize>>>,
}

/// The first two letters of words.
struct Heads {
    /// By the first byte, a bit for each second one.
    seconds: [u32; 256],
}

/// What a form is accepted for.
#[derive(Debug, Clone, Copy)]
struct Aim {
    clause: usize,
    by: Match,
}

/// A word, or words in a row.
struct Run<'a> {
    /// The words after the first one.
    rest: Vec<&'a str>,
    aim: Aim,
}

impl<'a> Sought<'a> {
    /// The forms of some clauses, whose numbers are those of the vocabulary.
    pub fn of(clauses: &'a [Expansion], vocabulary: &'a Vocabulary) -> Self {
        let heads = Heads { seconds: [0; 256] };
        let mut sought =
            Self { runs: HashMap::default(), starts: Vec::new(), heads, room: Cell::default() };
        for (clause, expansion) in clauses.iter().enumerate() {
            for way in &expansion.ways {
                sought.add(&way.form, Aim { clause, by: way.by }, vocabulary);
            }
        }
        sought
    }

    fn add(&mut self, form: &'a Form, aim: Aim, vocabulary: &'a Vocabulary) {
        let ids = match form {
            Form::Start(start, _) => {
                self.heads.add_start(start);
                return self.starts.push((start, aim));
            }
            Form::Word(id) => std::slice::from_ref(id),
            Form::Phrase(ids) => ids,
        };
        let mut words = ids.iter().map(|&id| vocabulary.word(id));
        let Some(first) = words.next() else { return };
        self.heads.add(first);
        self.runs.entry(first).or_default().push(Run { rest: words.collect(), aim });
    }

    /// Where the forms stand in a text, in order.
    pub fn spots(&self, text: &str) -> Vec<Spot> {
        let cut = Cut::of(text, self.room.take());
        let mut spots = Vec::new();
        let mut push = |words: Range<usize>, aim: Aim| {
            let bytes = cut.bytes(&words);
            spots.push(Spot { clause: aim.clause, by: aim.by, words, bytes });
        };
        for at in 0..cut.words.len() {
            if self.heads.may_begin(cut.raw(at)) {
                self.runs_at(&cut, at, |words, aim| push(at..at + words, aim));
                self.beginnings(&cut.folded(at), |_, aim| push(at..at + 1, aim));
            }
        }
        for (folded, at) in cut.joined() {
            let first = cut.folded(at.start);
            self.words(&folded, |aim| push(at.clone(), aim));
            // A joined form counts only where its first part alone does not begin so.
            let whole = |start: &str, aim| {
                if !first.starts_with(start) {
                    push(at.clone(), aim);
                }
            };
            self.beginnings(&folded, whole);
        }
        self.room.set(cut.words);
        spots.sort_by_key(|spot| (spot.words.start, spot.words.end, spot.clause, spot.by));
        spots
    }

    /// Visits the words and phrases that start at a word, each with how many words it has.
    fn runs_at(&self, cut: &Cut, at: usize, mut visit: impl FnMut(usize, Aim)) {
        for run in self.runs.get(&*cut.folded(at)).into_iter().flatten() {
            let next = at + 1..cut.words.len().min(at + 1 + run.rest.len());
            if next.map(|at| cut.folded(at)).eq(run.rest.iter()) {
                visit(1 + run.rest.len(), run.aim);
            }
        }
    }

    /// Visits what a single word is accepted for.
    fn words(&self, folded: &str, mut visit: impl FnMut(Aim)) {
        let runs = self.runs.get(folded).into_iter().flatten();
        runs.filter(|run| run.rest.is_empty()).for_each(|run| visit(run.aim));
    }

    /// Visits the beginnings of a word, which are shorter than it.
    fn beginnings(&self, folded: &str, mut visit: impl FnMut(&str, Aim)) {
        let begins = |start: &str| folded.starts_with(start) && folded != start;
        let starts = self.starts.iter().filter(|(start, _)| begins(start));
        starts.for_each(|&(start, aim)| visit(start, aim));
    }
}

impl Heads {
    /// Adds a folded word.
    fn add(&mut self, word: &str) {
        let mut bytes = word.bytes();
        let (first, second) = (bytes.next().unwrap_or_default(), bytes.next().unwrap_or_default());
        self.seconds[usize::from(first)] |= bit(second);
    }

    /// Adds every word that begins in some way.
    fn add_start(&mut self, start: &str) {
        match *start.as_bytes() {
            [only] => self.seconds[usize::from(only)] = u32::MAX,
            _ => self.add(start),
        }
    }

    /// Whether a word of a text may be one of these; it always may where folding could change more
    /// than the case of its first two letters.
    fn may_begin(&self, word: &str) -> bool {
        let (first, second) = match *word.as_bytes() {
            [] => return false,
            [first] => (first, 0),
            [first, second, ..] => (first, second),
        };
        let plain = first.is_ascii() && (second == 0 || second.is_ascii_alphanumeric());
        !plain || self.seconds[usize::from(first.to_ascii_lowercase())] & bit(second) != 0
    }
}

/// A bit for a letter in either case; some other bytes share it.
fn bit(byte: u8) -> u32 {
    1 << (byte & 31)
}

/// A text cut into words.
struct Cut<'a> {
    text: &'a str,
    /// The bytes of each.
    words: Vec<Range<usize>>,
}

impl<'a> Cut<'a> {
    /// The words of a text, put into some room.
    fn of(text: &'a str, mut words: Vec<Range<usize>>) -> Self {
        let letters = |word: &Range<usize>| {
            text.as_bytes()[word.start].is_ascii() || !fold_word(&text[word.clone()]).is_empty()
        };
        words.clear();
        words.extend(ranges(text).filter(letters));
        Self { text, words }
    }

    /// A word as it stands.
    fn raw(&self, at: usize) -> &'a str {
        &self.text[self.words[at].clone()]
    }

    /// A word folded, without asking for memory as long as it is short.
    fn folded(&self, at: usize) -> CompactString {
        let raw = self.raw(at);
        if !raw.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return fold_word(raw).into();
        }
        let mut folded = CompactString::new(raw);
        folded.make_ascii_lowercase();
        folded
    }

    /// The joined forms of hyphenated words, with the places of their parts.
    fn joined(&self) -> impl Iterator<Item = (Cow<'a, str>, Range<usize>)> {
        let compounds = self.text.contains('-').then(|| compounds(self.text)).into_iter().flatten();
        compounds.map(|word| {
            let start = self.words.partition_point(|w| w.start < word.range.start);
            let end = self.words.partition_point(|w| w.end <= word.range.end);
            (word.folded, start..end)
        })
    }

    fn bytes(&self, places: &Range<usize>) -> Range<usize> {
        self.words[places.start].start..self.words[places.end - 1].end
    }
}
