//! Spots: where the forms that a query accepts stand in a text.
//!
//! Each word of the text is looked up once among the forms, however many these are.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::FixedState;

use super::Match;
use super::expand::{Expansion, Form};
use super::vocabulary::Vocabulary;
use crate::library::words::{Word, compounds, words};

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
        let mut sought = Self { runs: HashMap::default(), starts: Vec::new() };
        for (clause, expansion) in clauses.iter().enumerate() {
            for way in &expansion.ways {
                sought.add(&way.form, Aim { clause, by: way.by }, vocabulary);
            }
        }
        sought
    }

    fn add(&mut self, form: &'a Form, aim: Aim, vocabulary: &'a Vocabulary) {
        let ids = match form {
            Form::Start(start, _) => return self.starts.push((start, aim)),
            Form::Word(id) => std::slice::from_ref(id),
            Form::Phrase(ids) => ids,
        };
        let mut words = ids.iter().map(|&id| vocabulary.word(id));
        let Some(first) = words.next() else { return };
        self.runs.entry(first).or_default().push(Run { rest: words.collect(), aim });
    }

    /// Where the forms stand in a text, in order.
    pub fn spots(&self, text: &str) -> Vec<Spot> {
        let cut = Cut::of(text);
        let mut spots = Vec::new();
        let mut push = |words: Range<usize>, aim: Aim| {
            let bytes = cut.bytes(&words);
            spots.push(Spot { clause: aim.clause, by: aim.by, words, bytes });
        };
        for (at, word) in cut.words.iter().enumerate() {
            self.runs_at(&cut.words[at..], |words, aim| push(at..at + words, aim));
            self.beginnings(&word.folded, |_, aim| push(at..at + 1, aim));
        }
        for (folded, at) in &cut.joined {
            let first = &cut.words[at.start].folded;
            self.words(folded, |aim| push(at.clone(), aim));
            // A joined form counts only where its first part alone does not begin so.
            let whole = |start: &str, aim| {
                if !first.starts_with(start) {
                    push(at.clone(), aim);
                }
            };
            self.beginnings(folded, whole);
        }
        spots.sort_by_key(|spot| (spot.words.start, spot.words.end, spot.clause, spot.by));
        spots
    }

    /// Visits the words and phrases with which some words start, each with how many words it has.
    fn runs_at(&self, words: &[Word], mut visit: impl FnMut(usize, Aim)) {
        let Some((first, after)) = words.split_first() else { return };
        for run in self.runs.get(&*first.folded).into_iter().flatten() {
            let next = after.iter().take(run.rest.len()).map(|word| &word.folded);
            if next.eq(&run.rest) {
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

/// A text cut into words.
struct Cut<'a> {
    words: Vec<Word<'a>>,
    /// Joined forms of hyphenated words, with the places of their parts.
    joined: Vec<(Cow<'a, str>, Range<usize>)>,
}

impl<'a> Cut<'a> {
    fn of(text: &'a str) -> Self {
        let words: Vec<Word> = words(text).filter(|w| !w.folded.is_empty()).collect();
        let at = |word: &Word| {
            let start = words.partition_point(|w| w.range.start < word.range.start);
            start..words.partition_point(|w| w.range.end <= word.range.end)
        };
        let compounds = text.contains('-').then(|| compounds(text)).into_iter().flatten();
        let joined = compounds.map(|w| (at(&w), w)).map(|(at, w)| (w.folded, at)).collect();
        Self { words, joined }
    }

    fn bytes(&self, places: &Range<usize>) -> Range<usize> {
        self.words[places.start].range.start..self.words[places.end - 1].range.end
    }
}
