//! Filters: the topics, sources and subject that a search keeps to.

use crate::library::ids::did_you_mean;
use crate::library::nearest::nearest;
use crate::library::words::{fold, grouped, slug};
use crate::library::{Article, ArticleRef, Library, TopicId};

/// Names that are listed where one is unknown or fits several.
const MOST_NAMES: usize = 12;

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
    #[error("no {} is called `{value}`{}", .kind.name(), instead(.nearest.as_deref(), .all))]
    Unknown {
        /// What was named.
        kind: Kind,
        /// As typed.
        value: String,
        /// The id that is most like it.
        nearest: Option<String>,
        /// Every id there is.
        all: Vec<String>,
    },
    /// The name is a part of several.
    #[error("`{value}` fits {} {}s: {}", .fits.len(), .kind.name(), briefly(.fits))]
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

/// What there is in place of a name that is unknown: the nearest, else some.
fn instead(nearest: Option<&str>, all: &[String]) -> String {
    match (nearest, all) {
        (None, []) => String::new(),
        (None, all) => format!("; there are: {}", briefly(all)),
        (nearest, _) => did_you_mean(nearest),
    }
}

/// Some names, and how many more there are.
fn briefly(names: &[String]) -> String {
    let (some, more) = names.split_at(names.len().min(MOST_NAMES));
    let more = (!more.is_empty()).then(|| format!(" and {} more", grouped(more.len())));
    some.join(", ") + &more.unwrap_or_default()
}

fn topic(value: &str, library: &Library) -> Result<TopicId, Problem> {
    let by_name = || {
        let ids: Vec<&str> = library.topics.iter().map(|(_, topic)| topic.id.as_str()).collect();
        let id = named(Kind::Topic, value, &ids, |v| library.topics.nearest(v))?;
        Ok(library.topics.lookup(id).unwrap_or_else(|| library.topics.other()))
    };
    library.topics.lookup(value).map_or_else(by_name, Ok)
}

fn source(value: &str, library: &Library) -> Result<String, Problem> {
    let mut ids: Vec<&str> = library.articles().map(|(_, a)| a.source.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    named(Kind::Source, value, &ids, |v| nearest(v, ids.iter().copied())).map(str::to_owned)
}

/// The id that a value is, or is a part of, alone.
fn named<'a>(
    kind: Kind,
    value: &str,
    ids: &[&'a str],
    nearest: impl Fn(&str) -> Option<&'a str>,
) -> Result<&'a str, Problem> {
    let part = slug(value);
    if let Some(id) = ids.iter().find(|id| **id == part) {
        return Ok(id);
    }
    let fits: Vec<&str> = ids.iter().copied().filter(|id| id.contains(&part)).collect();
    let owned = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
    let value = value.to_owned();
    match fits.as_slice() {
        [one] => Ok(one),
        [] => {
            let nearest = nearest(&part).map(str::to_owned);
            Err(Problem::Unknown { kind, value, nearest, all: owned(ids) })
        }
        several => Err(Problem::Ambiguous { kind, value, fits: owned(several) }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_of_names_is_cut_short_and_the_rest_is_counted() {
        let names: Vec<String> = (0..1_500).map(|i| format!("s{i}")).collect();
        assert_eq!(briefly(&names[..2]), "s0, s1");
        assert!(briefly(&names).ends_with("s10, s11 and 1,488 more"), "{}", briefly(&names));
    }
}
