//! Facets: how many of the passages found are from each source and on each topic.
//!
//! Where the query keeps to sources or topics, the others of that kind are counted as well, as if the
//! query did not keep to any: with as many words of the query as the passages found have, or
//! more. Nothing is searched again for it; the scores that are there are looked through once more.

use std::collections::HashMap;

use super::find::Candidate;
use super::index::Index;
use super::query::Filter;
use super::rank::Scores;
use super::{Outcome, SourceCount, TopicCount};
use crate::library::{Library, TopicId};

/// What the section of each unit counts for.
#[derive(Debug, Default)]
pub struct UnitTopics {
    /// One a unit: index into `sets`.
    units: Vec<u32>,
    /// Every combination of topics that sections have.
    sets: Vec<Box<[TopicId]>>,
}

impl UnitTopics {
    /// The combination of topics of a unit.
    fn set(&self, unit: u32) -> usize {
        self.units[unit as usize] as usize
    }
}

/// The topics of units while those are being added.
#[derive(Debug, Default)]
pub struct Growing {
    topics: UnitTopics,
    known: HashMap<Box<[TopicId]>, u32>,
}

impl Growing {
    /// The number of a combination of topics.
    pub fn set(&mut self, topics: impl Iterator<Item = TopicId>) -> u32 {
        let sets = &mut self.topics.sets;
        *self.known.entry(topics.collect()).or_insert_with_key(|set| {
            sets.push(set.clone());
            u32::try_from(sets.len() - 1).unwrap_or(u32::MAX)
        })
    }

    /// Adds the next unit, with its combination.
    pub fn push(&mut self, set: u32) {
        self.topics.units.push(set);
    }

    /// The topics of all that was added.
    pub fn finish(self) -> UnitTopics {
        self.topics
    }
}

/// How many of the query's words a passage has, as [`Scores::found`] tells it.
pub type Words = (u8, u8);

/// Counts what was found, and what other filters would have found.
pub struct Counter<'a> {
    index: &'a Index,
    library: &'a Library,
    filter: &'a Filter,
    /// None for a source that the subject leaves out.
    sources: Vec<Option<usize>>,
    /// One a combination of topics.
    sets: Vec<usize>,
}

/// A passage that has words of the query, and that the filters of one kind at most shut out.
struct Near {
    unit: u32,
    source: u32,
    words: Words,
    of_source: bool,
    on_topic: bool,
}

impl<'a> Counter<'a> {
    /// A counter that has counted nothing yet.
    pub fn new(index: &'a Index, library: &'a Library, filter: &'a Filter) -> Self {
        let mut sources = vec![None; index.units.sources().len()];
        for own in index.units.by_article().filter(|own| filter.admits_subject(own.at)) {
            sources[own.source as usize] = Some(0);
        }
        let sets = vec![0; index.topics.sets.len()];
        Self { index, library, filter, sources, sets }
    }

    /// Counts the passages found, all of which have these words, into the outcome.
    pub fn count(
        mut self,
        found: &[Candidate],
        words: Words,
        scores: &Scores,
        outcome: &mut Outcome,
    ) {
        if self.filter.topics.is_empty() && self.filter.sources.is_empty() {
            for candidate in found {
                self.add(candidate.unit, Some(candidate.source), true);
            }
        } else {
            let least = if found.is_empty() { self.most(scores) } else { words };
            let mut near = Vec::new();
            self.each_near(scores, |unit| near.extend((unit.words >= least).then_some(unit)));
            for Near { unit, source, of_source, on_topic, .. } in near {
                self.add(unit, on_topic.then_some(source), of_source);
            }
        }
        outcome.per_source = self.per_source();
        outcome.per_topic = self.per_topic();
    }

    /// Counts a passage for its source and for its topics.
    fn add(&mut self, unit: u32, source: Option<u32>, for_topics: bool) {
        if let Some(Some(count)) = source.map(|source| &mut self.sources[source as usize]) {
            *count += 1;
        }
        self.sets[self.index.topics.set(unit)] += usize::from(for_topics);
    }

    /// The most words of the query that a passage has which filters of one kind shut out.
    fn most(&self, scores: &Scores) -> Words {
        let mut most = Words::default();
        self.each_near(scores, |unit| most = most.max(unit.words));
        most
    }

    fn each_near(&self, scores: &Scores, mut visit: impl FnMut(Near)) {
        let admits = |set: &[TopicId]| self.filter.admits_topics(set.iter().copied());
        let on_topic: Vec<bool> = self.index.topics.sets.iter().map(|set| admits(set)).collect();
        let articles = self.index.units.by_article();
        for own in articles.filter(|own| self.filter.admits_subject(own.at)) {
            let of_source = self.filter.admits(own.at, self.library.article(own.at));
            for unit in own.units {
                let on_topic = on_topic[self.index.topics.set(unit)];
                let words = scores.found(unit).filter(|_| of_source || on_topic);
                if let Some(words) = words {
                    visit(Near { unit, source: own.source, words, of_source, on_topic });
                }
            }
        }
    }

    fn per_source(&self) -> Vec<SourceCount> {
        let kept = |id: &String| self.filter.sources.is_empty() || self.filter.sources.contains(id);
        let count = |(&article, passages): (_, &Option<usize>)| {
            let kept = kept(&self.library.article(article).source.id);
            Some(SourceCount { article, passages: (*passages)?, kept })
        };
        self.index.units.sources().iter().zip(&self.sources).filter_map(count).collect()
    }

    fn per_topic(&self) -> Vec<TopicCount> {
        let mut counts = vec![0; self.library.topics.iter().count()];
        for (set, count) in self.index.topics.sets.iter().zip(&self.sets) {
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
