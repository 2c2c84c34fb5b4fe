//! Reading a passage again: where the words of the query stand in it, and how close together.

use std::ops::Range;

use super::WordMatch;
use super::expand::Expansion;
use super::fields::{self, Fields};
use super::spots::{Sought, Spot};
use super::units::Place;
use super::vocabulary::Vocabulary;
use crate::library::Library;
use crate::library::words::{count, words};

/// How much of its closeness a passage keeps that has the words in another order.
const OTHER_ORDER: f32 = 0.9;

/// Words beside those asked for that a text with them has at least if it says something of them; with
/// fewer, it only names them.
const MORE: usize = 4;

/// What is looked for.
pub struct Reader<'a> {
    /// Whose texts.
    pub library: &'a Library,
    /// One a clause.
    pub clauses: &'a [Expansion],
    sought: Sought<'a>,
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

impl Reading {
    /// Whether the text that was read only names what was asked for, as an item of a list does.
    pub fn is_only_a_name(&self, text: &str) -> bool {
        let asked: usize = self.highlights.iter().map(|words| count(&text[words.clone()])).sum();
        asked > 0 && words(text).nth(asked + MORE - 1).is_none()
    }
}

impl<'a> Reader<'a> {
    /// A reader that looks for what some clauses accept.
    pub fn new(library: &'a Library, vocabulary: &'a Vocabulary, clauses: &'a [Expansion]) -> Self {
        Self { library, clauses, sought: Sought::of(clauses, vocabulary) }
    }

    /// Reads the text of a passage.
    pub fn read(&self, text: &str) -> Reading {
        let spots = self.sought.spots(text);
        let deciding: Vec<Spot> = self.deciding(&spots).cloned().collect();
        let (window, closeness) = self.closest(&deciding);
        let highlights = apart(deciding.iter().map(|spot| spot.bytes.clone()));
        Reading { spots, closeness, window, highlights }
    }

    /// Adds to the reading of a passage what is found in the fields around it.
    pub fn found<'p>(&'p self, place: Place<'p>, reading: &Reading) -> Found {
        let mut of_clauses = vec![(None, Fields::default()); self.clauses.len()];
        let mut found = Found::default();
        self.each_spot(place, reading, |field, spot, text| {
            found.fields |= field;
            let (best, fields) = &mut of_clauses[spot.clause];
            *fields |= field;
            if best.is_none_or(|(by, _)| spot.by < by) {
                *best = Some((spot.by, text));
            }
        });
        for (clause, (best, fields)) in self.clauses.iter().zip(of_clauses) {
            let typed = &clause.typed;
            match best {
                Some((by, found_as)) => found.words.push(WordMatch {
                    typed: typed.into(),
                    found: found_as.into(),
                    by,
                    fields,
                    small: clause.is_small,
                }),
                None if clause.is_small => {}
                None => found.missing.push(typed.clone()),
            }
        }
        found
    }

    /// Visits everything that is found in a passage and the fields around it, each with its field
    /// and the words themselves.
    pub fn each_spot<'p>(
        &'p self,
        place: Place<'p>,
        reading: &Reading,
        mut visit: impl FnMut(Fields, &Spot, &'p str),
    ) {
        let mut of = |field, text: &'p str, spots: &[Spot]| {
            for spot in spots {
                visit(field, spot, &text[spot.bytes.clone()]);
            }
        };
        of(Fields::TEXT, &place.passage.text, &reading.spots);
        for (field, text) in fields::around(self.library, place.article, place.passage.section) {
            of(field, text, &self.sought.spots(text));
        }
    }

    /// The spots of the clauses that decide.
    fn deciding<'s>(&self, spots: &'s [Spot]) -> impl Iterator<Item = &'s Spot> {
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
    if clauses == 1 {
        return spots.chunks(1).min_by_key(|spot| spot[0].words.len());
    }
    let mut counts = vec![0_usize; clauses];
    for spot in spots {
        counts[spot.clause] = 1;
    }
    let wanted: usize = counts.iter().sum();
    counts.fill(0);
    let (mut have, mut start) = (0, 0);
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

/// Ranges in order, with those that overlap made one.
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
