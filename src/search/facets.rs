//! Facets: how many of the passages found are from each source and on each topic.
//!
//! Where the query keeps to sources or topics, the others of that kind are counted as well, as if the
//! query did not keep to any: with as many words of the query as the passages found have, or
//! more. Nothing is searched again for it; the scores that are there are looked through once more.

use std::collections::HashMap;

use super::index::Index;
use super::query::Filter;
use super::units::Own;
use super::{Outcome, Searched, SourceCount, TopicCount};
use crate::library::{Article, Library, Section, TopicId};

/// What sections count for, and with them the units.
#[derive(Debug, Clone, Default)]
pub struct Filing {
    /// One a unit: index into `sets`.
    units: Vec<u32>,
    /// Every combination of topics that sections have.
    sets: Vec<Box<[TopicId]>>,
    /// One a section: index into `sets`, and words.
    sections: Vec<(u32, u32)>,
    /// One an article: the end of its sections.
    ends: Vec<u32>,
}

impl Filing {
    /// The combination of topics of a unit.
    pub fn set(&self, unit: u32) -> usize {
        self.units[unit as usize] as usize
    }

    /// Whether a filter admits each combination of topics.
    pub fn admitted(&self, filter: &Filter) -> Vec<bool> {
        self.sets.iter().map(|set| filter.admits_topics(set.iter().copied())).collect()
    }

    /// What a filter leaves to search of the articles that it admits; one item an article.
    pub fn searched(&self, filter: &Filter, articles: impl Iterator<Item = bool>) -> Searched {
        let on_topic = self.admitted(filter);
        let (mut searched, mut start) = (Searched::default(), 0);
        for (admits, &end) in articles.zip(&self.ends) {
            let before = searched.sections;
            let sections = if admits { &self.sections[start..end as usize] } else { &[] };
            for (_, words) in sections.iter().filter(|(set, _)| on_topic[*set as usize]) {
                searched.sections += 1;
                searched.words += *words as usize;
            }
            searched.articles += usize::from(searched.sections > before);
            start = end as usize;
        }
        searched
    }
}

/// The filing of sections while articles are being added.
#[derive(Debug, Clone, Default)]
pub struct Growing {
    filing: Filing,
    known: HashMap<Box<[TopicId]>, u32>,
    /// Where the sections of the article begun last start.
    start: usize,
}

impl Growing {
    /// Begins an article, with all its sections.
    pub fn begin(&mut self, article: &Article) {
        self.start = self.filing.sections.len();
        for section in &article.sections {
            let words = u32::try_from(section.words).unwrap_or(u32::MAX);
            let set = self.set(section);
            self.filing.sections.push((set, words));
        }
        self.filing.ends.push(u32::try_from(self.filing.sections.len()).unwrap_or(u32::MAX));
    }

    /// The number of a section's combination of topics.
    fn set(&mut self, section: &Section) -> u32 {
        let sets = &mut self.filing.sets;
        *self.known.entry(section.topics().collect()).or_insert_with_key(|set| {
            sets.push(set.clone());
            u32::try_from(sets.len() - 1).unwrap_or(u32::MAX)
        })
    }

    /// Adds the next unit, of this section of the article begun last.
    pub fn push(&mut self, section: usize) {
        let (set, _) = self.filing.sections[self.start + section];
        self.filing.units.push(set);
    }

    /// The filing of all that was added.
    pub fn finish(self) -> Filing {
        self.filing
    }
}

/// How many of the query's words that decide a passage has.
pub type Words = u8;

/// Counts what was found, and what other filters would have found.
pub struct Counter<'a> {
    /// Where sources and topics are known.
    pub index: &'a Index,
    /// Whose they are.
    pub library: &'a Library,
    /// What the query keeps to.
    pub filter: &'a Filter,
    /// The words of a unit; none where it is not to be found.
    pub words_of: &'a dyn Fn(u32) -> Option<Words>,
}

struct Counts {
    /// One a source; none for one that the subject leaves out.
    sources: Vec<Option<usize>>,
    /// One a combination of topics.
    sets: Vec<usize>,
}

/// A unit with words of the query, which the filters of one kind at most shut out.
struct Near {
    unit: u32,
    source: u32,
    words: Words,
    of_source: bool,
    on_topic: bool,
}

impl Counts {
    /// Counts a unit for its source and its topics, or for one of them.
    fn add(&mut self, source: Option<u32>, set: Option<usize>) {
        if let Some(Some(count)) = source.map(|source| &mut self.sources[source as usize]) {
            *count += 1;
        }
        if let Some(set) = set {
            self.sets[set] += 1;
        }
    }
}

impl Counter<'_> {
    /// Counts the units found, which are in order and all have these words, into the outcome.
    pub fn count(&self, found: impl Iterator<Item = u32>, words: Words, outcome: &mut Outcome) {
        let counts = if self.filter.topics.is_empty() && self.filter.sources.is_empty() {
            self.of_found(found)
        } else {
            self.of_near(found.count() > 0, words)
        };
        outcome.per_source = self.per_source(&counts.sources);
        outcome.per_topic = self.per_topic(&counts.sets);
    }

    /// Nothing counted yet.
    fn nothing(&self) -> Counts {
        let mut sources = vec![None; self.index.units.sources().len()];
        for own in self.articles() {
            sources[own.source as usize] = Some(0);
        }
        Counts { sources, sets: vec![0; self.index.filing.sets.len()] }
    }

    /// The articles of the subject that is searched, with their units.
    fn articles(&self) -> impl Iterator<Item = Own> {
        self.index.units.by_article().filter(|own| self.filter.admits_subject(own.at))
    }

    fn of_found(&self, found: impl Iterator<Item = u32>) -> Counts {
        let mut counts = self.nothing();
        let mut found = found.peekable();
        for own in self.articles() {
            while let Some(unit) = found.next_if(|&unit| unit < own.units.end) {
                counts.add(Some(own.source), Some(self.index.filing.set(unit)));
            }
        }
        counts
    }

    /// With as many words as what was found, or where nothing was, the most that there are.
    fn of_near(&self, any: bool, words: Words) -> Counts {
        let mut least = words;
        if !any {
            self.each_near(|near| least = least.max(near.words));
        }
        let mut counts = self.nothing();
        self.each_near(|near| {
            if near.words >= least {
                let set = near.of_source.then(|| self.index.filing.set(near.unit));
                counts.add(near.on_topic.then_some(near.source), set);
            }
        });
        counts
    }

    fn each_near(&self, mut visit: impl FnMut(Near)) {
        let filing = &self.index.filing;
        let topics = filing.admitted(self.filter);
        for own in self.articles() {
            let of_source = self.filter.admits(own.at, self.library.article(own.at));
            for unit in own.units {
                let on_topic = topics[filing.set(unit)];
                if !(of_source || on_topic) {
                    continue;
                }
                if let Some(words) = (self.words_of)(unit) {
                    visit(Near { unit, source: own.source, words, of_source, on_topic });
                }
            }
        }
    }

    fn per_source(&self, counts: &[Option<usize>]) -> Vec<SourceCount> {
        let named = &self.filter.sources;
        let count = |(&article, passages): (_, &Option<usize>)| {
            let kept = named.is_empty() || named.contains(&self.library.article(article).source.id);
            Some(SourceCount { article, passages: (*passages)?, kept })
        };
        self.index.units.sources().iter().zip(counts).filter_map(count).collect()
    }

    fn per_topic(&self, sets: &[usize]) -> Vec<TopicCount> {
        let mut counts = vec![0; self.library.topics.iter().count()];
        for (set, count) in self.index.filing.sets.iter().zip(sets) {
            set.iter().for_each(|topic| counts[topic.0] += count);
        }
        let topics = self.library.topics.iter().zip(counts).map(|((topic, _), passages)| {
            let kept = self.filter.admits_topics(std::iter::once(topic));
            TopicCount { topic, passages, kept }
        });
        let named = |topic: &TopicCount| self.filter.topics.contains(&topic.topic);
        topics.filter(|topic| topic.passages > 0 || named(topic)).collect()
    }
}
