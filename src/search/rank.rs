//! Ranking: what each passage is worth for a query, before its text is read again.
//!
//! For each word of the query the best way counts, once. Its worth within the tier is
//! `w · f / (f + 1.2 (0.4 + 0.6 l))`: `f` counts the word with its fields weighed, `l` is the passage's
//! length beside the average, as in BM25F (Robertson and Zaragoza, 2009, §3.5) with k₁ = 1.2 and
//! b = 0.6, and `w` is the way's weight. Words weigh by one idf each, `ln(1 + (N - n + ½) / (n + ½))`
//! over all their ways together, so that a rare neighbour is worth no more than a common one.
//! The whole is `(words found / words)² · (tier + worth)`: a better tier is always a point more.

use super::bits::{Bits, Ranked};
use super::expand::Way;
use super::index::Index;
use super::postings::Posting;
use super::spread::{Part, Spread};
use super::Match;

/// Share of a passage's worth that comes from the words; the rest is for their closeness.
pub const WORDS: f32 = 0.7;

/// What a passage has of the query.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    /// Worth of the words found, by their idf.
    worth: f32,
    /// Words found.
    found: u8,
    /// Points for the weakest tier that was needed.
    tier: f32,
}

/// The scores of the passages that were found.
pub struct Scores<'a> {
    index: &'a Index,
    found: Ranked,
    /// One a unit of `found`.
    tallies: Vec<Tally>,
    clauses: u8,
    idf: f32,
    /// One by the average length of a passage.
    by_average: f32,
}

impl<'a> Scores<'a> {
    /// The scores of passages for what is asked.
    pub fn new(index: &'a Index, spread: &Spread, found: Bits) -> Self {
        let by_average = index.units.average_length().recip();
        let found = Ranked::new(found);
        let tallies = vec![Tally::default(); found.len()];
        let mut best = vec![0.0; found.len()];
        let mut scores = Self { index, found, tallies, clauses: 0, idf: 0.0, by_average };
        for part in &spread.parts {
            scores.add(part, &mut best);
        }
        scores
    }

    /// Each passage with its score, from 0 to 5, in library order.
    pub fn iter(&self) -> impl Iterator<Item = (u32, f32)> {
        let scores = self.tallies.iter().map(|tally| self.score(tally));
        self.found.bits().iter().zip(scores)
    }

    /// The square of the share of the query's words that a passage has.
    pub fn share(&self, unit: u32) -> f32 {
        self.found.place(unit).map_or(0.0, |place| self.share_of(&self.tallies[place]))
    }

    fn score(&self, tally: &Tally) -> f32 {
        if self.clauses == 0 {
            return 0.0;
        }
        self.share_of(tally) * (tally.tier + WORDS * tally.worth / self.idf)
    }

    fn share_of(&self, tally: &Tally) -> f32 {
        (f32::from(tally.found) / f32::from(self.clauses.max(1))).powi(2)
    }

    /// Adds a clause. `best` has a place for each unit, as tier + worth; nothing is worth 0, which
    /// is what it has before and after.
    fn add(&mut self, part: &Part, best: &mut [f32]) {
        part.each_in(&self.found, |place, way, posting| {
            let worth = points(way.by) + self.worth(way, posting);
            best[place] = worth.max(best[place]);
        });
        let idf = idf(self.index.passages(), part.count);
        for (tally, best) in self.tallies.iter_mut().zip(best).filter(|(_, best)| **best > 0.0) {
            let best = std::mem::take(best);
            let (worth, tier) = (best.fract(), best.trunc());
            tally.worth += idf * worth;
            tally.tier = if tally.found == 0 { tier } else { tier.min(tally.tier) };
            tally.found += 1;
        }
        self.idf += idf;
        self.clauses += 1;
    }

    /// What one posting is worth within the tier of its way.
    fn worth(&self, way: &Way, posting: Posting) -> f32 {
        let (f, l) = (posting.weight(), self.index.units.length(posting.unit) * self.by_average);
        way.weight * f / (f + 1.2 * (0.4 + 0.6 * l))
    }
}

/// The points of a tier.
fn points(by: Match) -> f32 {
    match by {
        Match::Exact => 4.0,
        Match::Alias => 3.0,
        Match::Prefix => 2.0,
        Match::Subsequence => 1.0,
        Match::Typo => 0.0,
    }
}

#[expect(clippy::cast_precision_loss, reason = "a logarithm of counts needs no more digits")]
fn idf(all: usize, with: usize) -> f32 {
    let (all, with) = (all as f32, with as f32);
    (1.0 + (all - with + 0.5) / (with + 0.5)).ln()
}
