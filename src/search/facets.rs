//! Facets: how many of the passages found are from each source and on each topic.
//!
//! Where the query keeps to sources or topics, the others of that kind are counted as well, as if the
//! query did not keep to any: with as many words of the query as the passages found have, or
//! more. Nothing is searched again for it: the sets of units that the words stand in are put together
//! once more.

use std::collections::HashMap;

use super::bits::Bits;
use super::index::Index;
use super::query::Filter;
use super::spread::{Most, Spread};
use super::{Searched, SourceCount, TopicCount};
use crate::library::{Article, Library, TopicId, TopicSet};

/// What sections count for, and with them the units.
#[derive(Debug, Clone, Default)]
pub struct Filing {
    /// One a topic: the units that count for it.
    topics: Vec<Bits>,
    /// Every combination of topics that sections have.
    sets: Vec<TopicSet>,
    /// One a section: index into `sets`, and words.
    sections: Vec<(u32, u32)>,
    /// One an article: the end of its sections.
    ends: Vec<u32>,
}

impl Filing {
    /// Whether a filter admits each combination of topics.
    fn admitted(&self, filter: &Filter) -> Vec<bool> {
        self.sets.iter().map(|set| filter.admits_topics(set.iter())).collect()
    }

    /// The units that count for some topics.
    fn on(&self, topics: &[TopicId], units: usize) -> Bits {
        let mut on = Bits::none(units);
        topics.iter().filter_map(|topic| self.topics.get(topic.0)).for_each(|of| on.add(of));
        on
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
    known: HashMap<TopicSet, u32>,
    /// Where the sections of the article begun last start.
    start: usize,
    /// One a unit: index into the combinations.
    units: Vec<u32>,
}

impl Growing {
    /// Begins an article, with all its sections.
    pub fn begin(&mut self, article: &Article) {
        self.start = self.filing.sections.len();
        for section in &article.sections {
            let words = u32::try_from(section.words).unwrap_or(u32::MAX);
            let set = self.set(section.topics().collect());
            self.filing.sections.push((set, words));
        }
        self.filing.ends.push(u32::try_from(self.filing.sections.len()).unwrap_or(u32::MAX));
    }

    /// The number of a combination of topics.
    fn set(&mut self, topics: TopicSet) -> u32 {
        let sets = &mut self.filing.sets;
        *self.known.entry(topics).or_insert_with(|| {
            sets.push(topics);
            u32::try_from(sets.len() - 1).unwrap_or(u32::MAX)
        })
    }

    /// Adds the next unit, of this section of the article begun last.
    pub fn push(&mut self, section: usize) {
        let (set, _) = self.filing.sections[self.start + section];
        self.units.push(set);
    }

    /// The filing of all that was added.
    pub fn finish(mut self) -> Filing {
        let sets = &self.filing.sets;
        let topics = sets.iter().flat_map(|set| set.iter()).map(|topic| topic.0 + 1).max();
        let mut of_topics = vec![Bits::none(self.units.len()); topics.unwrap_or(0)];
        for (unit, &set) in (0..).zip(&self.units) {
            sets[set as usize].iter().for_each(|topic| of_topics[topic.0].insert(unit));
        }
        self.filing.topics = of_topics;
        self.filing
    }
}

/// Where a query may look.
pub struct Reach {
    /// The passages of its sources, in its subject.
    of_sources: Bits,
    /// The passages on its topics, in its subject.
    on_topics: Bits,
}

impl Reach {
    /// The reach of a filter.
    pub fn of(index: &Index, library: &Library, filter: &Filter) -> Self {
        if filter.is_open() {
            let all = Bits::all(index.passages());
            return Self { of_sources: all.clone(), on_topics: all };
        }
        let mut of_sources = Bits::none(index.passages());
        let mut on_topics = Bits::none(index.passages());
        for own in index.units.by_article().filter(|own| filter.admits_subject(own.at)) {
            if filter.sources.is_empty() || filter.admits(own.at, library.article(own.at)) {
                of_sources.insert_range(own.units.clone());
            }
            on_topics.insert_range(own.units);
        }
        if !filter.topics.is_empty() {
            on_topics.keep(&index.filing.on(&filter.topics, index.passages()));
        }
        Self { of_sources, on_topics }
    }

    /// The passages that the filter admits.
    pub fn admitted(&self) -> Bits {
        let mut admitted = self.of_sources.clone();
        admitted.keep(&self.on_topics);
        admitted
    }

    /// The passages that filters of one kind at most shut out.
    fn near(&self) -> Bits {
        let mut near = self.of_sources.clone();
        near.add(&self.on_topics);
        near
    }
}

/// Counts what was found, and what other filters would have found.
pub struct Counter<'a> {
    /// Where sources and topics are known.
    pub index: &'a Index,
    /// Whose they are.
    pub library: &'a Library,
    /// What the query keeps to.
    pub filter: &'a Filter,
}

impl Counter<'_> {
    /// Counts the passages found by source and by topic; where the query keeps to sources or topics,
    /// those near them with as many words, or where nothing was found, the most that there are.
    pub fn count(
        &self,
        found: &Most,
        spread: &Spread,
        reach: &Reach,
    ) -> (Vec<SourceCount>, Vec<TopicCount>) {
        if self.filter.topics.is_empty() && self.filter.sources.is_empty() {
            let units = &found.units;
            return (self.per_source(&self.sources(units)), self.per_topic(units));
        }
        let words = (!found.units.is_empty()).then_some(found.words);
        let mut by_source = spread.levels(reach.near()).at_least(words);
        let mut by_topic = by_source.clone();
        by_source.keep(&reach.on_topics);
        by_topic.keep(&reach.of_sources);
        (self.per_source(&self.sources(&by_source)), self.per_topic(&by_topic))
    }

    /// How many of some units are of each source; none for one that the subject leaves out.
    fn sources(&self, units: &Bits) -> Vec<Option<usize>> {
        let mut counts = vec![None; self.index.units.sources().len()];
        let articles = self.index.units.by_article();
        for own in articles.filter(|own| self.filter.admits_subject(own.at)) {
            *counts[own.source as usize].get_or_insert(0) += units.count_in(own.units);
        }
        counts
    }

    fn per_source(&self, counts: &[Option<usize>]) -> Vec<SourceCount> {
        let named = &self.filter.sources;
        let count = |(&article, passages): (_, &Option<usize>)| {
            let kept = named.is_empty() || named.contains(&self.library.article(article).source.id);
            Some(SourceCount { article, passages: (*passages)?, kept })
        };
        // Not collected: it would not know how many there are at most, and move them again and again.
        let mut per_source = Vec::with_capacity(counts.len());
        per_source.extend(self.index.units.sources().iter().zip(counts).filter_map(count));
        per_source
    }

    fn per_topic(&self, units: &Bits) -> Vec<TopicCount> {
        let topics = self.library.topics.iter().map(|(topic, _)| TopicCount {
            topic,
            passages: self.index.filing.topics.get(topic.0).map_or(0, |of| of.count_shared(units)),
            kept: self.filter.admits_topics(std::iter::once(topic)),
        });
        let named = |topic: &TopicCount| self.filter.topics.contains(&topic.topic);
        topics.filter(|topic| topic.passages > 0 || named(topic)).collect()
    }
}
