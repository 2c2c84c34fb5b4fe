//! Spread: in which passages the words of a query stand, before any is weighed.
//!
//! Each word of the query becomes a set of units. How many of the words a passage has, and which
//! passages have the most, is told by these sets alone; only those passages are weighed.

use std::sync::Arc;

use super::bits::{Bits, Ranked};
use super::expand::{Expansion, Form, Way};
use super::index::Index;
use super::phrase::Phrases;
use super::postings::{Posting, Postings};
use super::{Correction, Match, WordCount};

/// Where everything that a query asks for stands.
pub struct Spread<'a> {
    /// One a clause.
    pub parts: Vec<Part<'a>>,
    index: &'a Index,
    excluded: Bits,
}

/// Where a clause stands.
pub struct Part<'a> {
    /// The clause.
    pub clause: &'a Expansion,
    /// The units that have it in any way.
    pub units: Bits,
    /// How many these are.
    pub count: usize,
    /// For each tier, better ones first, the units that have it in this tier or a better one.
    tiers: Vec<(Match, Bits)>,
    ways: Vec<(&'a Way, Stands<'a>)>,
}

/// Passages by how many words they have: at each place those that have so many or more.
pub struct Levels(Vec<Bits>);

/// The passages with the most words.
pub struct Most {
    /// How many words of the query each has.
    pub words: usize,
    /// Which passages.
    pub units: Bits,
    /// The worst tier that one of them may need.
    pub weakest: Match,
}

/// Where a form stands.
pub enum Stands<'a> {
    Words(Vec<&'a Postings>),
    Phrase(Arc<[Posting]>),
}

impl<'a> Spread<'a> {
    /// The spread of nothing.
    pub fn new(index: &'a Index) -> Self {
        Self { index, parts: Vec::new(), excluded: Bits::none(index.passages()) }
    }

    /// Adds a clause, with how many passages have it; what its ways found goes to `corrections`.
    pub fn add(
        &mut self,
        clause: &'a Expansion,
        phrases: &mut Phrases<'a, '_>,
        corrections: &mut Vec<Correction>,
    ) -> WordCount {
        let mut ways: Vec<_> =
            clause.ways.iter().map(|way| (way, Stands::of(&way.form, phrases))).collect();
        ways.sort_by_key(|(way, _)| way.by);
        let mut tiers: Vec<(Match, Bits)> = Vec::new();
        let mut better = self.nothing();
        for (way, stands) in &ways {
            if tiers.last().is_none_or(|(by, _)| *by != way.by) {
                better = tiers.last().map_or(better, |(_, units)| units.clone());
                tiers.push((way.by, better.clone()));
            }
            if let Some((_, units)) = tiers.last_mut() {
                stands.add_to(units);
            }
            let label = way.label.as_ref().filter(|label| !corrections.contains(label));
            corrections.extend(label.filter(|_| self.adds(stands, &better)).cloned());
        }
        let by = ways.iter().find(|(_, stands)| !stands.is_empty()).map(|(way, _)| way.by);
        let units = tiers.last().map_or_else(|| self.nothing(), |(_, units)| units.clone());
        let count = units.count();
        let sure = clause.ways.iter().all(|way| way.by <= Match::Prefix);
        self.parts.push(Part { clause, units, count, tiers, ways });
        let passages = if sure { count } else { 0 };
        WordCount { word: clause.typed.clone(), passages, by, small: clause.is_small }
    }

    /// Whether something is found where nothing better is.
    fn adds(&self, stands: &Stands, better: &Bits) -> bool {
        let mut alone = self.nothing();
        stands.add_to(&mut alone);
        alone.remove(better);
        !alone.is_empty()
    }

    /// Excludes the passages that have a form in their text or a heading; not those that have it
    /// in what a whole article or topic shares, which the query's filters are for.
    pub fn exclude(&mut self, form: &Form, phrases: &mut Phrases<'a, '_>) {
        Stands::of(form, phrases).each(|posting| {
            if posting.is_in_text_or_heading() {
                self.excluded.insert(posting.unit);
            }
        });
    }

    /// Some passages by how many of the words that decide they have, without those excluded.
    pub fn levels(&self, mut within: Bits) -> Levels {
        within.remove(&self.excluded);
        let mut levels = Levels::of(within, self.deciding().map(|part| &part.units));
        if !self.parts.is_empty() {
            levels.0[0] = self.nothing();
        }
        levels
    }

    /// Of the passages that were found those with the best tiers, where they are enough: no other can
    /// come before them, whatever it is worth.
    pub fn leading(&self, found: Most, enough: usize) -> Most {
        let deciding = || self.deciding().flat_map(|part| &part.tiers);
        let mut tiers: Vec<Match> = deciding().map(|(by, _)| last_of_tier(*by)).collect();
        tiers.sort_unstable();
        tiers.dedup();
        tiers.pop();
        let lead = |by| (by, self.without_worse(found.units.clone(), by));
        let leading = tiers.into_iter().map(lead).find(|(_, units)| units.count() >= enough);
        match leading {
            Some((weakest, units)) => Most { units, weakest, ..found },
            None => found,
        }
    }

    /// Some units but those that need a worse tier than this.
    fn without_worse(&self, mut units: Bits, by: Match) -> Bits {
        for part in self.deciding() {
            let mut worse = part.units.clone();
            if let Some(better) = part.up_to(by) {
                worse.remove(better);
            }
            units.remove(&worse);
        }
        units
    }

    /// The clauses that decide.
    pub fn deciding(&self) -> impl Iterator<Item = &Part<'a>> {
        self.parts.iter().filter(|part| !part.clause.is_small)
    }

    /// The clauses that do not.
    pub fn small(&self) -> impl Iterator<Item = &Part<'a>> {
        self.parts.iter().filter(|part| part.clause.is_small)
    }

    /// No passage.
    pub fn nothing(&self) -> Bits {
        Bits::none(self.index.passages())
    }
}

/// The last kind of match that is in the same tier.
pub fn last_of_tier(by: Match) -> Match {
    if by == Match::Alias { Match::Near } else { by }
}

impl Levels {
    fn of<'b>(within: Bits, sets: impl Iterator<Item = &'b Bits>) -> Self {
        let mut levels = vec![within];
        for set in sets {
            let mut top = levels[levels.len() - 1].clone();
            top.keep(set);
            for level in (1..levels.len()).rev() {
                let (below, above) = levels.split_at_mut(level);
                above[0].add_shared(&below[level - 1], set);
            }
            if !top.is_empty() {
                levels.push(top);
            }
        }
        Self(levels)
    }

    /// The passages with the most words.
    pub fn most(mut self) -> Most {
        let units = self.0.pop().unwrap_or_default();
        Most { words: self.0.len(), units, weakest: Match::Typo }
    }

    /// The passages with at least so many words; with the most where `words` is none.
    pub fn at_least(mut self, words: Option<usize>) -> Bits {
        let most = self.0.len() - 1;
        self.0.swap_remove(words.unwrap_or(most).min(most))
    }
}

impl<'a> Part<'a> {
    /// The ways that are not worse than the worst tier that a passage needs, or that do not decide,
    /// each with where it stands.
    pub fn needed(&self, weakest: Match) -> impl Iterator<Item = (&'a Way, &Stands<'a>)> {
        let needed = move |way: &Way| self.clause.is_small || way.by <= weakest;
        self.ways.iter().filter(move |(way, _)| needed(way)).map(|(way, stands)| (*way, stands))
    }

    /// Of the tiers that are not worse than this the one in which the most units have it.
    pub fn largest_tier(&self, weakest: Match) -> Option<Match> {
        let mut before = 0;
        let own = self.tiers.iter().filter(|(by, _)| *by <= weakest).map(|(by, units)| {
            let own = units.count() - before;
            before += own;
            (own, *by)
        });
        own.max_by_key(|(own, _)| *own).map(|(_, by)| by)
    }

    /// The units that have it in a tier that is not worse than this.
    pub fn up_to(&self, by: Match) -> Option<&Bits> {
        self.tiers.iter().rfind(|(tier, _)| *tier <= by).map(|(_, units)| units)
    }
}

impl<'a> Stands<'a> {
    fn of(form: &Form, phrases: &mut Phrases<'a, '_>) -> Self {
        let ids = match form {
            Form::Word(id) => std::slice::from_ref(id),
            Form::Start(_, ids) => ids,
            Form::Phrase(ids) => return Self::Phrase(phrases.find(ids)),
        };
        let index = phrases.index;
        let lists: Vec<&Postings> = ids.iter().map(|&id| index.postings(id)).collect();
        phrases.work.postings += lists.iter().map(|list| list.len()).sum::<usize>();
        Self::Words(lists)
    }

    fn is_empty(&self) -> bool {
        match self {
            Self::Words(lists) => lists.is_empty(),
            Self::Phrase(found) => found.is_empty(),
        }
    }

    /// Adds the passages that have it to a set.
    pub fn add_to(&self, units: &mut Bits) {
        match self {
            Self::Words(lists) => lists.iter().for_each(|list| list.add_to(units)),
            Self::Phrase(found) => found.iter().for_each(|posting| units.insert(posting.unit)),
        }
    }

    fn each(&self, mut visit: impl FnMut(Posting)) {
        match self {
            Self::Words(lists) => lists.iter().for_each(|list| list.each(&mut visit)),
            Self::Phrase(found) => found.iter().copied().for_each(visit),
        }
    }

    /// How many postings there are.
    pub fn len(&self) -> usize {
        match self {
            Self::Words(lists) => lists.iter().map(|list| list.len()).sum(),
            Self::Phrase(found) => found.len(),
        }
    }

    /// The postings, where they are those of one word.
    pub fn word(&self) -> Option<&'a Postings> {
        match self {
            Self::Words(lists) => lists.first().copied().filter(|_| lists.len() == 1),
            Self::Phrase(_) => None,
        }
    }

    /// Whether no passage is visited more than once.
    pub fn is_single(&self) -> bool {
        match self {
            Self::Words(lists) => lists.len() == 1,
            Self::Phrase(_) => true,
        }
    }

    /// Visits the postings in some units, each with its unit's place among them.
    pub fn each_in(&self, units: &Ranked, mut visit: impl FnMut(usize, Posting)) {
        match self {
            Self::Words(lists) => lists.iter().for_each(|list| list.each_in(units, &mut visit)),
            Self::Phrase(found) => {
                for &posting in found.iter() {
                    if let Some(place) = units.place(posting.unit) {
                        visit(place, posting);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const UNITS: u32 = 200;

    proptest! {
        #[test]
        fn most_is_what_counting_one_by_one_says(
            sets in prop::collection::vec(prop::collection::btree_set(0..UNITS, 0..120), 0..6),
            within in prop::collection::btree_set(0..UNITS, 0..120),
        ) {
            let bits = |set: &std::collections::BTreeSet<u32>| {
                let mut bits = Bits::none(UNITS as usize);
                for &unit in set {
                    bits.insert(unit);
                }
                bits
            };
            let count = |unit: &u32| sets.iter().filter(|set| set.contains(unit)).count();
            let highest = within.iter().map(count).max().unwrap_or(0);
            let expected: Vec<u32> = within.iter().copied().filter(|u| count(u) == highest).collect();
            let sets: Vec<Bits> = sets.iter().map(bits).collect();
            let Most { words, units, .. } = Levels::of(bits(&within), sets.iter()).most();
            prop_assert_eq!((words, units.iter().collect::<Vec<_>>()), (highest, expected));
        }
    }
}
