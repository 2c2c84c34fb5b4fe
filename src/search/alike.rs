//! Alike: of passages that must be worth the same, only the first can be among the best.
//!
//! A word that stands in very many passages stands in most of them in the same way: once, or only in the
//! heading over them. Which these are, the index tells without reading a posting ([`Postings::usual`]),
//! so that a query of such words need not weigh them all.
//!
//! [`Postings::usual`]: super::postings::Postings::usual

use super::Match;
use super::bits::Bits;
use super::spread::{Most, Part, Spread, last_of_tier};
use super::units::Units;

/// Passages that a clause is worth the same in.
struct Alike {
    units: Bits,
    /// Whether it is worth the more, the shorter the text is.
    by_length: bool,
}

impl Spread<'_> {
    /// Of the passages that were found those that can be among the best so many: of each passages that
    /// must be worth the same, the first ones.
    pub fn first_of_alike(&self, mut found: Most, enough: usize, units: &Units) -> Most {
        let mut alike = Alike { units: found.units.clone(), by_length: false };
        for part in self.deciding().filter(|part| part.count > 0) {
            let Some(of_part) = self.alike(part, found.weakest) else { return found };
            alike.units.keep(&of_part.units);
            alike.by_length |= of_part.by_length;
        }
        found.units.remove(&alike.units);
        found.units.add(&alike.first(enough, units));
        found
    }

    /// Passages that have a clause in the same way and in no better one, where these are many.
    fn alike(&self, part: &Part, weakest: Match) -> Option<Alike> {
        let by = part.largest_tier(weakest)?;
        let of_tier = part.needed(by).filter(|(way, _)| way.by == by);
        let (way, stands) = of_tier.max_by_key(|(_, stands)| stands.len())?;
        let (mut units, by_length) = if way.is_broad {
            (part.up_to(way.by)?.clone(), false)
        } else {
            stands.word()?.usual()?
        };
        let mut others = self.nothing();
        let no_worse = part.needed(last_of_tier(way.by).min(weakest));
        let no_worse = no_worse.filter(|(other, _)| !std::ptr::eq(*other, way));
        no_worse.for_each(|(_, stands)| stands.add_to(&mut others));
        units.remove(&others);
        Some(Alike { units, by_length })
    }
}

impl Alike {
    /// The first so many, in the order of what they are worth, which is the library's where that is
    /// the same.
    fn first(&self, most: usize, units: &Units) -> Bits {
        let mut first = self.units.clone();
        first.remove(&self.units);
        if self.by_length {
            shortest(&self.units, most, units).for_each(|unit| first.insert(unit));
        } else {
            self.units.iter().take(most).for_each(|unit| first.insert(unit));
        }
        first
    }
}

/// The so many units whose texts are the shortest; of those of one length the first in the library.
fn shortest<'u>(all: &'u Bits, most: usize, units: &'u Units) -> impl Iterator<Item = u32> + 'u {
    let mut of_length = [0; 256];
    all.iter().for_each(|unit| of_length[usize::from(units.length(unit))] += 1);
    let mut left = most;
    let mut wanted = of_length.map(|there: usize| {
        let wanted = there.min(left);
        left -= wanted;
        wanted
    });
    all.iter().filter(move |&unit| {
        let wanted = &mut wanted[usize::from(units.length(unit))];
        let is_wanted = *wanted > 0;
        *wanted -= usize::from(is_wanted);
        is_wanted
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::library::{Article, Library, Passage, Section, Subject};
    use crate::search::expand::Expander;
    use crate::search::phrase::Phrases;
    use crate::search::rank::Scores;
    use crate::search::{Index, Query, Work};

    /// A library of articles of one section each, with these headings and texts.
    fn library(articles: &[(String, Vec<String>)]) -> Library {
        let passage = |text: &String| Passage {
            words: text.split(' ').count(),
            text: text.clone(),
            ..Passage::default()
        };
        let article = |(heading, texts): &(String, Vec<String>)| Article {
            sections: vec![Section { heading: heading.clone(), level: 2, ..Section::default() }],
            passages: texts.iter().map(passage).collect(),
            ..Article::default()
        };
        let articles = articles.iter().map(|of| article(of).into()).collect();
        Library { subjects: vec![Subject { articles, ..Subject::default() }], ..Library::default() }
    }

    /// The best passages with their scores, of all and of the first of those alike; and how many of
    /// all these are.
    fn best(library: &Library, text: &str, most: usize) -> ([Vec<(u32, f32)>; 2], [usize; 2]) {
        let (index, query) = (Index::build(library), Query::parse(text, library));
        let mut expander = Expander::new(&index, &library.glossary);
        let clauses = expander.expand(&query);
        let (mut work, mut notes) = (Work::default(), Vec::new());
        let mut phrases = Phrases::new(&index, library, &mut work, &mut notes);
        let mut spread = Spread::new(&index);
        for clause in &clauses {
            spread.add(clause, &mut phrases, &mut Vec::new());
        }
        let all = || spread.levels(Bits::all(index.passages())).most();
        let best = |found: Most| {
            let best = Scores::new(&index, &spread, found).best(most);
            best.iter().map(|candidate| (candidate.unit, candidate.score)).collect()
        };
        let first = || spread.first_of_alike(all(), most, &index.units);
        ([best(all()), best(first())], [all().units.count(), first().units.count()])
    }

    #[test]
    fn of_many_that_begin_so_or_stand_in_a_heading_only_the_first_are_weighed() {
        let texts = |word: &str| (0..26_000).map(|i| format!("{word} {i}")).collect();
        let library =
            library(&[("risk".to_owned(), texts("risky")), ("risk".to_owned(), texts("risks"))]);
        for (text, left) in [("ris", 20), ("risk", 26_020), ("risk ris", 26_020)] {
            let ([of_all, of_first], counts) = best(&library, text, 20);
            assert_eq!(of_all, of_first, "{text}");
            assert_eq!(counts, [52_000, left], "{text}");
        }
    }

    const HEADING: &str = "(side|effects?|risk)( (sides|risk))?";
    const TEXT: &str = "(of |to ){0,3}(side|effect|effects|risky|pain)( the| side| risk){0,4}";

    proptest! {
        #[test]
        fn what_is_left_out_is_not_among_the_best(
            articles in prop::collection::vec((HEADING, prop::collection::vec(TEXT, 1..40)), 1..6),
            text in "(side|effect|ris|r|pain|zzz)( (side|effects|ris|p|'risk|sides|zzz)){0,2}",
            most in 1_usize..30,
        ) {
            let ([of_all, of_first], _) = best(&library(&articles), &text, most);
            prop_assert_eq!(of_all, of_first);
        }
    }
}
