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

use super::expand::{Expansion, Form, Way};
use super::index::Index;
use super::phrase::Phrases;
use super::postings::Posting;
use super::{Correction, Match, Parts, WordCount};

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
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    /// Worth of the words found, by their idf.
    worth: f32,
    /// Words found, of those that decide.
    found: u8,
    /// Points for the weakest tier that was needed.
    tier: f32,
    /// Whether the query excludes it.
    excluded: bool,
}

/// The scores of all passages of an index.
pub struct Scores<'a> {
    index: &'a Index,
    tallies: Vec<Tally>,
    /// The best of the clause that is being added, as tier + worth; nothing is worth 0.
    best: Vec<f32>,
    /// Clauses that decide.
    clauses: u8,
    idf: f32,
    /// One by the average length of a passage.
    by_average: f32,
}

impl<'a> Scores<'a> {
    /// The scores before anything is looked for.
    pub fn new(index: &'a Index) -> Self {
        let units = index.passages();
        let tallies = vec![Tally::default(); units];
        let by_average = index.units.average_length().recip();
        let best = vec![0.0; units];
        Self { index, tallies, best, clauses: 0, idf: 0.0, by_average }
    }

    /// Adds a clause, with how many passages have it; what its ways found goes to `corrections`.
    pub fn add(
        &mut self,
        clause: &Expansion,
        phrases: &mut Phrases,
        corrections: &mut Vec<Correction>,
    ) -> WordCount {
        let mut units = Vec::new();
        for way in &clause.ways {
            let found =
                each_posting(&way.form, phrases, |posting| self.note(way, posting, &mut units));
            match &way.label {
                Some(label) if found && !corrections.contains(label) => {
                    corrections.push(label.clone());
                }
                _ => {}
            }
        }
        let sure = |&&unit: &&u32| self.best[unit as usize] >= points(Match::Prefix);
        let passages = units.iter().filter(sure).count();
        self.close(&units, clause.is_small);
        WordCount { word: clause.typed.clone(), passages, small: clause.is_small }
    }

    /// Excludes the passages that have a form in their text or a heading; not those that have it
    /// in what a whole article or topic shares, which the query's filters are for.
    pub fn exclude(&mut self, form: &Form, phrases: &mut Phrases) {
        each_posting(form, phrases, |posting| {
            self.tallies[posting.unit as usize].excluded |= posting.is_in_text_or_heading();
        });
    }

    /// How many words of the query that decide a passage has; none where it is excluded, or has none
    /// that is asked for.
    pub fn found(&self, unit: u32) -> Option<u8> {
        let tally = &self.tallies[unit as usize];
        let enough = self.clauses == 0 || tally.found > 0;
        (enough && !tally.excluded).then_some(tally.found)
    }

    /// What the score of a passage is made of, with what was read in it.
    pub fn parts(&self, unit: u32, read: Standing) -> Parts {
        let tally = &self.tallies[unit as usize];
        if self.clauses == 0 {
            return Parts::default();
        }
        Parts {
            tier: tally.tier,
            words: self.points(tally.worth),
            closeness: CLOSENESS * read.closeness,
            stated: STATED * f32::from(u8::from(read.is_stated)),
            topic: TOPIC * f32::from(u8::from(read.is_on_topic)),
            coverage: COVERAGE * f32::from(u8::from(read.is_coverage)),
            share: (f32::from(tally.found) / f32::from(self.clauses)).powi(2),
        }
    }

    /// The points for words of this worth, by their idf.
    pub fn points(&self, worth: f32) -> f32 {
        WORDS * worth / self.idf
    }

    /// The idf of the clauses added so far, together.
    pub fn idf(&self) -> f32 {
        self.idf
    }

    /// How often the word of a posting counts.
    pub fn frequency(&self, posting: Posting) -> f32 {
        let l = self.index.units.length(posting.unit) * self.by_average;
        posting.weight(0.7 + 0.3 * l)
    }

    /// Notes the worth of one posting, where it is the clause's best for its passage.
    fn note(&mut self, way: &Way, posting: Posting, units: &mut Vec<u32>) {
        let worth = worth(way, self.frequency(posting));
        let best = &mut self.best[posting.unit as usize];
        if *best == 0.0 {
            units.push(posting.unit);
        }
        *best = best.max(points(way.by) + worth);
    }

    /// Ends the clause being added, which was found in these units.
    fn close(&mut self, units: &[u32], is_small: bool) {
        let idf = idf(self.tallies.len(), units.len()) * if is_small { SMALL } else { 1.0 };
        for &unit in units {
            let best = std::mem::take(&mut self.best[unit as usize]);
            let tally = &mut self.tallies[unit as usize];
            tally.worth += idf * best.fract();
            if !is_small {
                let tier = best.trunc();
                tally.tier = if tally.found == 0 { tier } else { tier.min(tally.tier) };
                tally.found += 1;
            }
        }
        self.idf += idf;
        self.clauses += u8::from(!is_small);
    }
}

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

#[expect(clippy::cast_precision_loss, reason = "a logarithm of counts needs no more digits")]
fn idf(all: usize, with: usize) -> f32 {
    let (all, with) = (all as f32, with as f32);
    (1.0 + (all - with + 0.5) / (with + 0.5)).ln()
}

/// Visits where a form stands; whether anywhere.
pub fn each_posting(form: &Form, phrases: &mut Phrases, mut visit: impl FnMut(Posting)) -> bool {
    let found = match form {
        Form::Word(id) => return each_of_words(&[*id], phrases, visit),
        Form::Start(_, ids) => return each_of_words(ids, phrases, visit),
        Form::Phrase(ids) => phrases.find(ids),
    };
    let any = !found.is_empty();
    found.into_iter().for_each(&mut visit);
    any
}

fn each_of_words(ids: &[u32], phrases: &mut Phrases, mut visit: impl FnMut(Posting)) -> bool {
    for &id in ids {
        let postings = phrases.index.postings(id);
        phrases.work.postings += postings.len();
        postings.iter().for_each(&mut visit);
    }
    !ids.is_empty()
}
