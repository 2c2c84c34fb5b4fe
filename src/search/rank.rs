//! Ranking: what each passage is worth for a query, before its text is read again.
//!
//! For each word of the query the best way counts, once. Its worth within the tier is `w · f / (f + 1.2)`,
//! as in BM25F (Robertson and Zaragoza, 2009, §3.5) with k₁ = 1.2: `f` is how often the word stands in the
//! text, by `0.7 + 0.3 l` (b = 0.3, for `l` the passage's length beside the average: passages are short
//! all, and one of more than 255 words has 255), and the weights of the fields around it, whose length is not the passage's; `w` is the way's
//! weight. Words weigh by one idf each, `ln(1 + (N - n + ½) / (n + ½))` over all their ways together, so that
//! a rare neighbour is worth no more than a common one.
//! The whole is `(words found / words)² · (tier + worth)`: a better tier is always a point more.
//! Beside words that tell something, small ones (*how*, *the*) decide neither the share nor the tier,
//! and weigh a quarter: nobody writes an answer in the words of the question. They lift those passages
//! only that are the best without them.

use super::bits::{Bits, Ranked};
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

/// The share for saying more than the name asked for, in a section that is no recap and not about the
/// clinic: those repeat what others say, and an item of a list may be no more than a name.
const SUBSTANCE: f32 = 0.05;

/// How much a small word weighs beside those that decide.
const SMALL: f32 = 0.25;

/// Passages, the best by the words that decide, for which small words are looked up.
pub const LIFTED: usize = 1024;

/// What only reading a passage tells.
#[derive(Debug, Clone, Copy, Default)]
pub struct Standing {
    /// How close together the words stand in the text, from 0 to 1.
    pub closeness: f32,
    /// Whether it states the time or the number that is asked for.
    pub is_stated: bool,
    /// Whether its section is on the topic that is asked for.
    pub is_on_topic: bool,
    /// Whether it says more than the name asked for, in a section that is no recap and not about the
    /// clinic.
    pub is_substantial: bool,
}

/// A passage that is found; small, since there may be many.
#[derive(Debug, Clone, Copy)]
pub struct Candidate {
    /// Which.
    pub unit: u32,
    /// What it is worth as far as it is known.
    pub score: f32,
}

/// What a passage has of the query.
#[derive(Debug, Clone, Copy)]
struct Tally {
    /// Worth of the words found, by their idf.
    worth: f32,
    /// Points for the weakest tier that was needed.
    tier: f32,
}

/// The best way of a clause in a passage.
#[derive(Debug, Clone, Copy, Default)]
struct Best {
    /// Points of its tier.
    tier: f32,
    worth: f32,
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
    /// How much a word counts for each time that it stands in a text of so many words.
    once: [f32; 256],
}

impl<'a> Scores<'a> {
    /// The scores of passages for what is asked, of which they have the most; where there are small
    /// words, of the best [`LIFTED`] of them.
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
            once: once(index.units.average_length()),
        };
        let mut best = Vec::new();
        spread.deciding().for_each(|part| scores.add(part, &mut best));
        if spread.small().next().is_some() {
            scores.keep_best(LIFTED);
        }
        spread.small().for_each(|part| scores.add(part, &mut best));
        scores
    }

    /// The best passages in order, by what is known of them unread.
    pub fn best(&self, most: usize) -> Vec<Candidate> {
        let most = most.min(self.found.len());
        let (mut best, mut least) = (Vec::new(), f32::NEG_INFINITY);
        for candidate in self.candidates() {
            if candidate.score <= least {
                continue;
            }
            best.push(candidate);
            if best.len() == 2 * most {
                best.select_nth_unstable_by(most - 1, Candidate::order);
                best.truncate(most);
                least = best[most - 1].score;
            }
        }
        best.sort_by(Candidate::order);
        best.truncate(most);
        best
    }

    /// Each passage, in library order.
    fn candidates(&self) -> impl Iterator<Item = Candidate> {
        let score = |tally: &Tally| self.parts_of(*tally, Standing::default()).score();
        let scores = self.tallies.iter().map(score);
        self.found.bits().iter().zip(scores).map(|(unit, score)| Candidate { unit, score })
    }

    /// Leaves out all but the best passages.
    fn keep_best(&mut self, most: usize) {
        if self.found.len() <= most {
            return;
        }
        let mut units = Bits::none(self.index.passages());
        self.best(most).iter().for_each(|best| units.insert(best.unit));
        let places = units.iter().filter_map(|unit| self.found.place(unit));
        self.tallies = places.map(|place| self.tallies[place]).collect();
        self.found = Ranked::new(units);
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
            substance: SUBSTANCE * f32::from(u8::from(read.is_substantial)),
            share: self.share,
        }
    }

    /// The points for words of this worth, by their idf.
    pub fn points(&self, worth: f32) -> f32 {
        worth * (WORDS / self.idf.max(f32::MIN_POSITIVE))
    }

    /// How rare a clause is, and how much that weighs.
    pub fn idf(&self, part: &Part) -> f32 {
        let weight = if part.clause.is_small { SMALL } else { 1.0 };
        weight * idf(self.index.passages(), part.count)
    }

    /// How often a word counts, by a posting of one of the ways to it. The words of a broad beginning
    /// count once, wherever they stand.
    pub fn counts(&self, way: &Way, posting: Posting) -> f32 {
        if way.is_broad { 1.0 } else { self.frequency(posting) }
    }

    fn frequency(&self, posting: Posting) -> f32 {
        posting.weight(self.once[usize::from(self.index.units.length(posting.unit))])
    }

    /// Adds a clause; `best` is room that is used again.
    fn add(&mut self, part: &Part, best: &mut Vec<Best>) {
        let idf = self.idf(part);
        let lowest = |tier| if part.clause.is_small { points(Match::Exact) } else { tier };
        let mut tallies = std::mem::take(&mut self.tallies);
        let mut ways = part.needed(self.weakest);
        match (ways.next(), ways.next()) {
            (Some((way, stands)), None) if stands.is_single() => {
                let (tier, weight) = (lowest(points(way.by)), way.weight);
                stands.each_in(&self.found, |place, posting| {
                    tallies[place].add(tier, idf * worth(weight, self.frequency(posting)));
                });
            }
            _ => self.each_best(part, best, |place, best| {
                tallies[place].add(lowest(best.tier), idf * best.worth);
            }),
        }
        self.tallies = tallies;
        self.idf += idf;
    }

    /// Visits each passage with the tier and the worth of the best way of a clause.
    fn each_best(&self, part: &Part, best: &mut Vec<Best>, mut visit: impl FnMut(usize, Best)) {
        best.clear();
        best.resize(self.found.len(), Best::default());
        for (way, stands) in part.needed(self.weakest) {
            let (tier, weight) = (points(way.by), way.weight);
            let mut note = |place: usize, f| {
                best[place] = best[place].or(Best { tier, worth: worth(weight, f) });
            };
            if way.is_broad {
                let places = part.up_to(way.by).map(|units| self.found.shared(units));
                places.into_iter().flatten().for_each(|place| note(place, 1.0));
            } else {
                stands.each_in(&self.found, |place, posting| {
                    note(place, self.frequency(posting));
                });
            }
        }
        let there = best.iter().enumerate().filter(|(_, best)| best.worth > 0.0);
        there.for_each(|(place, best)| visit(place, *best));
    }
}

impl Best {
    /// The better of two.
    fn or(self, other: Self) -> Self {
        let better = other.tier > self.tier || other.tier >= self.tier && other.worth > self.worth;
        if better { other } else { self }
    }
}

impl Candidate {
    /// The better score first, then library order.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "sorting hands out references")]
    pub fn order(&self, other: &Self) -> std::cmp::Ordering {
        other.score.total_cmp(&self.score).then(self.unit.cmp(&other.unit))
    }
}

impl Tally {
    fn add(&mut self, tier: f32, worth: f32) {
        self.tier = if tier < self.tier { tier } else { self.tier };
        self.worth += worth;
    }
}

impl Default for Tally {
    fn default() -> Self {
        Self { worth: 0.0, tier: points(Match::Exact) }
    }
}

/// What a word is worth that counts so often, within the tier of its way: up to the way's weight.
pub fn worth(weight: f32, f: f32) -> f32 {
    weight * f / (f + 1.2)
}

/// How much a word counts for each time that it stands in a text, by the text's length in words.
fn once(average: f32) -> [f32; 256] {
    let mut length = 0.0;
    [(); 256].map(|()| {
        let once = (0.7 + 0.3 * (length / average)).recip();
        length += 1.0;
        once
    })
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
