//! Filters: the topics, sources and subject that a search keeps to.

use crate::library::lookup::{self, UnknownName};
use crate::library::words::fold;
use crate::library::{Article, ArticleRef, Library, TopicId};

/// What a filter goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `topic:`
    Topic,
    /// `source:`
    Source,
}

/// Where to look: within one kind any of those named will do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Topics of sections; all where empty.
    pub topics: Vec<TopicId>,
    /// Ids of sources; all where empty.
    pub sources: Vec<String>,
    /// Index of the only subject to search, if any.
    pub subject: Option<usize>,
}

impl Kind {
    /// The word of a query for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Topic => "topic",
            Self::Source => "source",
        }
    }
}

impl Filter {
    /// Keeps to a topic or source: an id, a name or alias of a topic, or a part of one id only.
    /// An empty value, as it is while being typed, changes nothing.
    ///
    /// # Errors
    /// What is wrong with the value.
    pub fn add(&mut self, kind: Kind, value: &str, library: &Library) -> Result<(), UnknownName> {
        match kind {
            _ if fold(value).trim().is_empty() => {}
            Kind::Topic => self.topics.push(lookup::topic(library, value)?),
            Kind::Source => self.sources.push(lookup::source(library, value)?.to_owned()),
        }
        Ok(())
    }

    /// Whether everything passes.
    #[must_use]
    pub fn is_open(&self) -> bool {
        *self == Self::default()
    }

    /// Whether an article passes, by its source and subject.
    #[must_use]
    pub fn admits(&self, at: ArticleRef, article: &Article) -> bool {
        let source = self.sources.is_empty() || self.sources.contains(&article.source.id);
        source && self.admits_subject(at)
    }

    /// Whether an article passes, by its subject alone.
    #[must_use]
    pub fn admits_subject(&self, at: ArticleRef) -> bool {
        self.subject.is_none_or(|subject| subject == at.subject)
    }

    /// Whether what counts for these topics passes.
    #[must_use]
    pub fn admits_topics(&self, mut topics: impl Iterator<Item = TopicId>) -> bool {
        self.topics.is_empty() || topics.any(|topic| self.topics.contains(&topic))
    }
}
