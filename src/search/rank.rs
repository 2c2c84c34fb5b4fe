//! Ranking: what each passage is worth for a query, before its text is read again.
//!
//! For each word of the query the best way counts, once. Its worth within the tier is `w · f / (f + 1.2)`,
//! as in BM25F (Robertson and Zaragoza, 2009, §3.5) with k₁ = 1.2: `f` is how often the word stands in the
//! text, by `0.7 + 0.3 l` (b = 0.3, for `l` the passage's length beside the average: passages are short
//! all), and the weights of the fields around it, whose length is not the passage's; `w` is the way's
//! weight. Words weigh by one idf each, `ln(1 + (N - n + ½) / (n + ½))` over all their ways together, so that
//! a rare neighbour is worth no more than a common one.
//! The whole is `(words found / words)² · (tier + worth)`: a better tier is always a point more.
//! Beside words that tell something, small ones (*how*, *the*) decide neither the share nor the tier,
//! and weigh a quarter: nobody writes an answer in the words of the question.

use super::bits::Ranked;
use super::expand::Way;
use super::index::Index;
use super::postings::Posting;
use super::spread::{Most, Part, Spread};
use super::{Match, Parts};

/// Share of a passage's worth that comes from the words; the shares come to 1, so that a better tier
/// is never overtaken.
const WORDS: f32 = 0.55;

/// The share for the closeness of the words.
const CLOSENESS: f32 = 0.2;

/// The share for stating the time or the number that is asked for.
const STATED: f32 = 0.15;

/// The share for a section on the topic that is asked for.
const TOPIC: f32 = 0.05;

/// The share for a section that is no recap and not about the clinic: those repeat what others say.
const COVERAGE: f32 = 0.05;

/// How much a small word weighs beside those that decide.
const SMALL: f32 = 0.25;

/// Lengths for which the frequency of most postings is worked out ahead, in words.
const LENGTHS: u16 = 512;

/// What only reading a passage tells.
#[derive(Debug, Clone, Copy, Default)]
pub struct Standing {
    /// How close together the words stand in the text, from 0 to 1.
    pub closeness: f32,
    /// Whether it states the time or the number that is asked for.
    pub is_stated: bool,
    /// Whether its section is on the topic that is asked for.
    pub is_on_topic: bool,
    /// Whether its section is no recap and not about the clinic.
    pub is_coverage: bool,
}

/// What a passage has of the query.
#[derive(Debug, Clone, Copy)]
struct Tally {
    /// Worth of the words found, by their idf.
    worth: f32,
    /// Points for the weakest tier that was needed.
    tier: f32,
}

/// The scores of the passages that were found, which all have as many words of the query.
pub struct Scores<'a> {
    index: &'a Index,
    found: Ranked,
    /// The worst tier that one of them may need.
    weakest: Match,
    /// One a unit of `found`.
    tallies: Vec<Tally>,
    /// The square of the share of the query's deciding words that the passages have.
    share: f32,
    idf: f32,
    /// One by the average length of a passage.
    by_average: f32,
    /// How often a word counts that stands once in a passage of so many words, and nowhere else.
    plain: Vec<f32>,
}

impl<'a> Scores<'a> {
    /// The scores of passages for what is asked, of which they have the most.
    pub fn new(index: &'a Index, spread: &Spread, found: Most) -> Self {
        let share = share(found.words, spread.deciding().count());
        let (found, weakest) = (Ranked::new(found.units), found.weakest);
        let mut scores = Self {
            index,
            weakest,
            tallies: vec![Tally::default(); found.len()],
            found,
            share: share.powi(2),
            idf: 0.0,
            by_average: index.units.average_length().recip(),
            plain: Vec::new(),
        };
        scores.plain = (0..LENGTHS).map(|l| scores.weighed(Posting::plain(0), l)).collect();
        let mut best = Vec::new();
        for part in &spread.parts {
            scores.add(part, &mut best);
        }
        scores
    }

    /// Each passage with its score as far as it is known unread, in library order.
    pub fn iter(&self) -> impl Iterator<Item = (u32, f32)> {
        let score = |tally: &Tally| self.parts_of(*tally, Standing::default()).score();
        self.found.bits().iter().zip(self.tallies.iter().map(score))
    }

    /// The passages, each with its place among them.
    pub fn found(&self) -> &Ranked {
        &self.found
    }

    /// What the score of a passage is made of, with what was read in it.
    pub fn parts(&self, unit: u32, read: Standing) -> Parts {
        let tally = self.found.place(unit).map(|place| &self.tallies[place]);
        tally.map(|tally| self.parts_of(*tally, read)).unwrap_or_default()
    }

    fn parts_of(&self, tally: Tally, read: Standing) -> Parts {
        Parts {
            tier: tally.tier,
            words: self.points(tally.worth),
            closeness: CLOSENESS * read.closeness,
            stated: STATED * f32::from(u8::from(read.is_stated)),
            topic: TOPIC * f32::from(u8::from(read.is_on_topic)),
            coverage: COVERAGE * f32::from(u8::from(read.is_coverage)),
            share: self.share,
        }
    }

    /// The points for words of this worth, by their idf.
    pub fn points(&self, worth: f32) -> f32 {
        WORDS * worth / self.idf.max(f32::MIN_POSITIVE)
    }

    /// How rare a clause is, and how much that weighs.
    pub fn idf(&self, part: &Part) -> f32 {
        let weight = if part.clause.is_small { SMALL } else { 1.0 };
        weight * idf(self.index.passages(), part.count)
    }

    /// How often the word of a posting counts.
    pub fn frequency(&self, posting: Posting) -> f32 {
        let length = self.index.units.length(posting.unit);
        let known = self.plain.get(usize::from(length)).filter(|_| posting.is_plain());
        known.copied().unwrap_or_else(|| self.weighed(posting, length))
    }

    /// How often the word of a posting counts in a passage of so many words.
    fn weighed(&self, posting: Posting, length: u16) -> f32 {
        posting.weight(0.7 + 0.3 * (f32::from(length) * self.by_average))
    }

    /// Adds a clause; `best` is room that is used again.
    fn add(&mut self, part: &Part, best: &mut Vec<f32>) {
        let idf = self.idf(part);
        let mut tallies = std::mem::take(&mut self.tallies);
        if part.is_single() {
            part.each_in(&self.found, self.weakest, |place, way, posting| {
                let worth = worth(way, self.frequency(posting));
                tallies[place].add(part, idf, points(way.by), worth);
            });
        } else {
            self.each_best(part, best, |place, tier, worth| {
                tallies[place].add(part, idf, tier, worth);
            });
        }
        self.tallies = tallies;
        self.idf += idf;
    }

    /// Visits each passage with the tier and the worth of the best way of a clause.
    fn each_best(&self, part: &Part, best: &mut Vec<f32>, mut visit: impl FnMut(usize, f32, f32)) {
        best.clear();
        best.resize(self.found.len(), 0.0);
        part.each_in(&self.found, self.weakest, |place, way, posting| {
            let worth = points(way.by) + worth(way, self.frequency(posting));
            best[place] = worth.max(best[place]);
        });
        for (place, &best) in best.iter().enumerate().filter(|(_, best)| **best > 0.0) {
            let tier = TIERS.into_iter().rfind(|&tier| tier <= best).unwrap_or_default();
            visit(place, tier, best - tier);
        }
    }
}

impl Tally {
    /// Adds what the passage has of a clause.
    fn add(&mut self, part: &Part, idf: f32, tier: f32, worth: f32) {
        self.worth += idf * worth;
        if !part.clause.is_small {
            self.tier = tier.min(self.tier);
        }
    }
}

impl Default for Tally {
    fn default() -> Self {
        Self { worth: 0.0, tier: points(Match::Exact) }
    }
}

/// The points of each tier, in order.
const TIERS: [f32; 5] = [0.0, 1.0, 2.0, 3.0, 4.0];

/// What a word is worth that counts so often, within the tier of its way: up to the way's weight.
pub fn worth(way: &Way, f: f32) -> f32 {
    way.weight * f / (f + 1.2)
}

/// The points of a tier.
pub fn points(by: Match) -> f32 {
    match by {
        Match::Exact => 4.0,
        Match::Alias | Match::Near => 3.0,
        Match::Prefix => 2.0,
        Match::Subsequence => 1.0,
        Match::Typo => 0.0,
    }
}

#[expect(clippy::cast_precision_loss, reason = "a query has few words")]
fn share(found: usize, asked: usize) -> f32 {
    found as f32 / asked.max(1) as f32
}

#[expect(clippy::cast_precision_loss, reason = "a logarithm of counts needs no more digits")]
fn idf(all: usize, with: usize) -> f32 {
    let (all, with) = (all as f32, with as f32);
    (1.0 + (all - with + 0.5) / (with + 0.5)).ln()
}
