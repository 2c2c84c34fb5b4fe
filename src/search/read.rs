//! Reading a passage again: where the words of the query stand in it, and how close together.

use std::borrow::Cow;
use std::ops::Range;

use super::expand::{Expansion, Form};
use super::fields::{self, Fields};
use super::units::Place;
use super::vocabulary::Vocabulary;
use super::{Match, WordMatch};
use crate::library::Library;
use crate::library::words::{Word, compounds, words};

/// How much of its closeness a passage keeps that has the words in another order.
const OTHER_ORDER: f32 = 0.9;

/// What is looked for.
pub struct Reader<'a> {
    /// Whose words.
    pub vocabulary: &'a Vocabulary,
    /// Whose texts.
    pub library: &'a Library,
    /// One a clause.
    pub clauses: &'a [Expansion],
}

/// What was found in the text of a passage.
#[derive(Debug, Default)]
pub struct Reading {
    /// In order.
    spots: Vec<Spot>,
    /// From 0 to 1: how many of the query's words stand in the text, how close, in which order.
    pub closeness: f32,
    /// Bytes of the text: the shortest stretch with as many words of the query as there are.
    pub window: Range<usize>,
    /// Bytes of the text, in order and apart.
    pub highlights: Vec<Range<usize>>,
}

/// Where something that a clause accepts stands.
#[derive(Debug, Clone)]
pub struct Spot {
    /// Index of the clause.
    pub clause: usize,
    /// The tier.
    pub by: Match,
    /// Places among the words of the text.
    words: Range<usize>,
    bytes: Range<usize>,
}

/// Everything that a passage has of the query.
#[derive(Debug, Default)]
pub struct Found {
    /// The fields with something.
    pub fields: Fields,
    /// One a clause that was found.
    pub words: Vec<WordMatch>,
    /// The clauses that decide and were not, as typed.
    pub missing: Vec<String>,
}

impl Reader<'_> {
    /// Reads the text of a passage.
    pub fn read(&self, text: &str) -> Reading {
        let spots = self.spots(text);
        let deciding: Vec<Spot> = self.deciding(&spots).cloned().collect();
        let (window, closeness) = self.closest(&deciding);
        let highlights = apart(deciding.iter().map(|spot| spot.bytes.clone()));
        Reading { spots, closeness, window, highlights }
    }

    /// Adds to the reading of a passage what is found in the fields around it.
    pub fn found(&self, place: Place, reading: &Reading) -> Found {
        let mut best = vec![None; self.clauses.len()];
        let mut fields = vec![Fields::default(); self.clauses.len()];
        let mut found = Found::default();
        self.each_spot(place, reading, |field, spot, text| {
            found.fields |= field;
            fields[spot.clause] |= field;
            let better = |(by, _): &(Match, String)| spot.by < *by;
            if best[spot.clause].as_ref().is_none_or(better) {
                best[spot.clause] = Some((spot.by, text.to_owned()));
            }
        });
        for ((clause, best), fields) in self.clauses.iter().zip(best).zip(fields) {
            let typed = clause.typed.clone();
            match best {
                Some((by, found_as)) => found.words.push(WordMatch {
                    typed,
                    found: found_as,
                    by,
                    fields,
                    small: clause.is_small,
                }),
                None if clause.is_small => {}
                None => found.missing.push(typed),
            }
        }
        found
    }

    /// Visits everything that is found in a passage and the fields around it, each with its field
    /// and the words themselves.
    pub fn each_spot(
        &self,
        place: Place,
        reading: &Reading,
        mut visit: impl FnMut(Fields, &Spot, &str),
    ) {
        let mut of = |field, text: &str, spots: &[Spot]| {
            for spot in spots {
                visit(field, spot, &text[spot.bytes.clone()]);
            }
        };
        of(Fields::TEXT, &place.passage.text, &reading.spots);
        for (field, text) in fields::around(self.library, place.article, place.passage.section) {
            of(field, text, &self.spots(text));
        }
    }

    fn spots(&self, text: &str) -> Vec<Spot> {
        let cut = Cut::of(text);
        let mut spots = Vec::new();
        for (clause, expansion) in self.clauses.iter().enumerate() {
            for way in &expansion.ways {
                let at = cut.places(&way.form, self.vocabulary);
                spots.extend(at.into_iter().map(|words| Spot {
                    clause,
                    by: way.by,
                    bytes: cut.bytes(&words),
                    words,
                }));
            }
        }
        spots.sort_by_key(|spot| (spot.words.start, spot.words.end, spot.clause, spot.by));
        spots
    }

    /// The spots of the clauses that decide.
    fn deciding<'a>(&self, spots: &'a [Spot]) -> impl Iterator<Item = &'a Spot> {
        spots.iter().filter(|spot| !self.clauses[spot.clause].is_small)
    }

    /// The shortest stretch with as many clauses as there are, and how close they are in it.
    fn closest(&self, spots: &[Spot]) -> (Range<usize>, f32) {
        let Some(stretch) = shortest(spots, self.clauses.len()) else { return (0..0, 0.0) };
        let words = |spots: &[Spot]| spots.iter().map(|s| s.words.end).max().unwrap_or_default();
        let span = words(stretch) - stretch[0].words.start;
        let bytes = stretch.iter().map(|s| s.bytes.end).max().unwrap_or_default();
        let mut seen = vec![None; self.clauses.len()];
        for spot in stretch {
            seen[spot.clause] = Some(spot.words.clone());
        }
        let there: Vec<&Range<usize>> = seen.iter().flatten().collect();
        let taken: usize = there.iter().map(|words| words.len()).sum();
        let order = if there.is_sorted_by_key(|words| words.start) { 1.0 } else { OTHER_ORDER };
        let asked = self.clauses.iter().filter(|clause| !clause.is_small).count();
        let present = ratio(there.len(), asked);
        (stretch[0].bytes.start..bytes, present * ratio(taken, span).min(1.0) * order)
    }
}

/// The shortest run of spots, by words, that has every clause that any of them has.
fn shortest(spots: &[Spot], clauses: usize) -> Option<&[Spot]> {
    let mut all = vec![false; clauses];
    for spot in spots {
        all[spot.clause] = true;
    }
    let wanted = all.iter().filter(|there| **there).count();
    let (mut counts, mut have, mut start) = (vec![0_usize; clauses], 0, 0);
    let mut best: Option<(usize, &[Spot])> = None;
    for (end, spot) in spots.iter().enumerate() {
        counts[spot.clause] += 1;
        have += usize::from(counts[spot.clause] == 1);
        while counts[spots[start].clause] > 1 {
            counts[spots[start].clause] -= 1;
            start += 1;
        }
        let span = spot.words.end.saturating_sub(spots[start].words.start);
        if have == wanted && best.is_none_or(|(shortest, _)| span < shortest) {
            best = Some((span, &spots[start..=end]));
        }
    }
    best.map(|(_, run)| run)
}

#[expect(clippy::cast_precision_loss, reason = "a ratio of small counts")]
fn ratio(part: usize, whole: usize) -> f32 {
    part as f32 / whole.max(1) as f32
}

/// Ranges in order, with those that touch or overlap made one.
fn apart(ranges: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut sorted: Vec<Range<usize>> = ranges.collect();
    sorted.sort_by_key(|range| range.start);
    let mut apart: Vec<Range<usize>> = Vec::new();
    for range in sorted {
        match apart.last_mut().filter(|last| range.start < last.end) {
            Some(last) => last.end = last.end.max(range.end),
            None => apart.push(range),
        }
    }
    apart
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

    /// Where a form stands, as places of its words.
    fn places(&self, form: &Form, vocabulary: &Vocabulary) -> Vec<Range<usize>> {
        match form {
            Form::Word(id) => self.word(vocabulary.word(*id)),
            Form::Start(start, _) => self.beginnings(start),
            Form::Phrase(ids) => {
                self.phrase(&ids.iter().map(|&id| vocabulary.word(id)).collect::<Vec<_>>())
            }
        }
    }

    fn word(&self, word: &str) -> Vec<Range<usize>> {
        let single = self.words.iter().enumerate().filter(|(_, w)| w.folded == word);
        let joined = self.joined.iter().filter(|(folded, _)| folded == word);
        single.map(|(i, _)| i..i + 1).chain(joined.map(|(_, at)| at.clone())).collect()
    }

    /// A joined form counts only where its first part alone does not begin so.
    fn beginnings(&self, start: &str) -> Vec<Range<usize>> {
        let begins = |folded: &str| folded.starts_with(start) && folded != start;
        let single = self.words.iter().enumerate().filter(|(_, w)| begins(&w.folded));
        let first = |at: &Range<usize>| self.words[at.start].folded.starts_with(start);
        let joined = self.joined.iter().filter(|(folded, at)| begins(folded) && !first(at));
        single.map(|(i, _)| i..i + 1).chain(joined.map(|(_, at)| at.clone())).collect()
    }

    fn phrase(&self, phrase: &[&str]) -> Vec<Range<usize>> {
        let runs = self.words.windows(phrase.len()).enumerate();
        let same = |run: &[Word]| run.iter().map(|w| &w.folded).eq(phrase);
        runs.filter(|(_, run)| same(run)).map(|(i, _)| i..i + phrase.len()).collect()
    }
}
