//! Sections as the index knows them: their units, words and topics, so that a filter is put to them
//! without a look into the library.

use std::collections::HashMap;

use super::Searched;
use super::bits::Bits;
use super::query::Filter;
use super::units::Own;
use crate::library::{Article, Library, TopicId};

/// The sections of all articles, in library order.
#[derive(Debug, Default)]
pub struct Sections {
    sections: Vec<Known>,
    /// For each article the end of its sections.
    ends: Vec<u32>,
    /// Every combination of topics that sections have.
    topics: Vec<Box<[TopicId]>>,
    numbers: HashMap<Box<[TopicId]>, u32>,
}

/// A section.
#[derive(Debug, Clone, Copy)]
struct Known {
    /// Index into [`Sections::topics`].
    topics: u32,
    units: u32,
    words: u32,
}

impl Sections {
    /// Adds the sections of the next article.
    pub fn add(&mut self, article: &Article) {
        let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        for section in &article.sections {
            let next = number(self.topics.len());
            let topics = *self.numbers.entry(section.topics().collect()).or_insert_with_key(|set| {
                self.topics.push(set.clone());
                next
            });
            let (units, words) = (number(section.passages.len()), number(section.words));
            self.sections.push(Known { topics, units, words });
        }
        self.ends.push(number(self.sections.len()));
    }

    /// Puts a filter to all articles, given with their units: what it leaves to search, and of how
    /// many units which.
    pub fn admitted(
        &self,
        filter: &Filter,
        library: &Library,
        articles: impl Iterator<Item = Own>,
    ) -> (Searched, Bits) {
        let on_topic: Vec<bool> = self.topics.iter().map(|set| filter.admits_topics(set)).collect();
        let units = self.sections.iter().map(|section| section.units as usize).sum();
        let (mut searched, mut admitted) = (Searched::default(), Bits::none(units));
        let mut start = 0;
        for (own, &end) in articles.zip(&self.ends) {
            let sections = &self.sections[start..end as usize];
            start = end as usize;
            if !filter.admits(own.at, library.article(own.at)) {
                continue;
            }
            let (before, mut unit) = (searched.sections, own.units.start);
            for section in sections {
                let units = unit..unit + section.units;
                unit = units.end;
                if on_topic[section.topics as usize] {
                    searched.sections += 1;
                    searched.words += section.words as usize;
                    admitted.insert_range(units);
                }
            }
            searched.articles += usize::from(searched.sections > before);
        }
        (searched, admitted)
    }
}
