//! Filters: the topics, sources and subject that a search keeps to.

use crate::library::ids::did_you_mean;
use crate::library::nearest::nearest;
use crate::library::words::{fold, slug};
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

/// A filter that names nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// There is no such thing.
    #[error("no {} is called `{value}`{}", .kind.name(), did_you_mean(.nearest.as_deref()))]
    Unknown {
        /// What was named.
        kind: Kind,
        /// As typed.
        value: String,
        /// The id that is most like it.
        nearest: Option<String>,
    },
    /// The name is a part of several.
    #[error("`{value}` fits {} {}s: {}", .fits.len(), .kind.name(), .fits.join(", "))]
    Ambiguous {
        /// What was named.
        kind: Kind,
        /// As typed.
        value: String,
        /// The ids that it fits.
        fits: Vec<String>,
    },
}

impl Kind {
    /// The word for it.
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
    pub fn add(&mut self, kind: Kind, value: &str, library: &Library) -> Result<(), Problem> {
        match kind {
            _ if fold(value).trim().is_empty() => {}
            Kind::Topic => self.topics.push(topic(value, library)?),
            Kind::Source => self.sources.push(source(value, library)?),
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
        source && self.subject.is_none_or(|subject| subject == at.subject)
    }

    /// Whether a section of an article that passes does, by its topics.
    #[must_use]
    pub fn admits_topics(&self, topics: &[TopicId]) -> bool {
        self.topics.is_empty() || self.topics.iter().any(|topic| topics.contains(topic))
    }
}

fn topic(value: &str, library: &Library) -> Result<TopicId, Problem> {
    let by_name = || {
        let ids = library.topics.iter().map(|(_, topic)| topic.id.as_str()).collect();
        let id = named(Kind::Topic, value, ids, |v| library.topics.nearest(v))?;
        let unknown = || unknown(Kind::Topic, value, None);
        library.topics.lookup(id).ok_or_else(unknown)
    };
    library.topics.lookup(value).map_or_else(by_name, Ok)
}

fn source(value: &str, library: &Library) -> Result<String, Problem> {
    let mut ids: Vec<&str> = library.articles().map(|(_, a)| a.source.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    let among = ids.clone();
    named(Kind::Source, value, ids, |v| nearest(v, among.iter().copied())).map(str::to_owned)
}

/// The id that a value is, or is a part of, alone.
fn named<'a>(
    kind: Kind,
    value: &str,
    ids: Vec<&'a str>,
    nearest: impl Fn(&str) -> Option<&'a str>,
) -> Result<&'a str, Problem> {
    let part = slug(value);
    if let Some(id) = ids.iter().find(|id| **id == part) {
        return Ok(id);
    }
    let fits: Vec<&str> = ids.into_iter().filter(|id| id.contains(&part)).collect();
    match fits.as_slice() {
        [one] => Ok(one),
        [] => Err(unknown(kind, value, nearest(&part))),
        several => Err(Problem::Ambiguous {
            kind,
            value: value.to_owned(),
            fits: several.iter().map(|id| (*id).to_owned()).collect(),
        }),
    }
}

fn unknown(kind: Kind, value: &str, nearest: Option<&str>) -> Problem {
    Problem::Unknown { kind, value: value.to_owned(), nearest: nearest.map(str::to_owned) }
}
