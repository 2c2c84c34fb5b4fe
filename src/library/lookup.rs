//! Looking up what somebody names: a topic by its id, name or alias, a source or subject by its id;
//! a part of an id will do where no other id has it.

use std::collections::HashSet;

use super::nearest::{did_you_mean, nearest};
use super::sanitize::clean_line;
use super::words::{grouped, slug};
use super::{Library, TopicId};

/// Names that are listed where one is unknown or fits several.
const MOST_NAMES: usize = 12;

/// Why a name names nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UnknownName {
    /// There is no such thing.
    #[error("no {kind} is called `{name}`{}", instead(.nearest.as_deref(), .all))]
    Unknown {
        /// "topic", "source" or "subject".
        kind: &'static str,
        /// As asked for.
        name: String,
        /// The id that is most like it.
        nearest: Option<String>,
        /// Every id there is.
        all: Vec<String>,
    },
    /// The name is a part of several.
    #[error("`{name}` fits {} {kind}s: {}", .fits.len(), briefly(.fits))]
    Ambiguous {
        /// "topic", "source" or "subject".
        kind: &'static str,
        /// As asked for.
        name: String,
        /// The ids that it fits.
        fits: Vec<String>,
    },
}

/// The topic that is so called.
///
/// # Errors
/// When no topic, or several, are called so.
pub fn topic(library: &Library, name: &str) -> Result<TopicId, UnknownName> {
    let topics = &library.topics;
    let by_part = || {
        let ids: Vec<&str> = topics.iter().map(|(_, topic)| topic.id.as_str()).collect();
        let id = pick("topic", name, &ids, || topics.nearest(name))?;
        Ok(topics.lookup(id).unwrap_or_else(|| topics.other()))
    };
    topics.lookup(name).map_or_else(by_part, Ok)
}

/// The id of the source that is so called.
///
/// # Errors
/// When no source, or several, are called so.
pub fn source<'a>(library: &'a Library, name: &str) -> Result<&'a str, UnknownName> {
    let mut seen = HashSet::new();
    let ids = library.articles().map(|(_, article)| article.source.id.as_str());
    let ids: Vec<&str> = ids.filter(|id| seen.insert(*id)).collect();
    by_id("source", name, &ids)
}

/// The id of the subject that is so called.
///
/// # Errors
/// When no subject, or several, are called so.
pub fn subject<'a>(library: &'a Library, name: &str) -> Result<&'a str, UnknownName> {
    let ids: Vec<&str> = library.subjects.iter().map(|subject| subject.id.as_str()).collect();
    by_id("subject", name, &ids)
}

fn by_id<'a>(kind: &'static str, name: &str, ids: &[&'a str]) -> Result<&'a str, UnknownName> {
    pick(kind, name, ids, || nearest(&slug(name), ids.iter().copied()))
}

/// The id that is so called, or else the only one that has this part.
fn pick<'a>(
    kind: &'static str,
    name: &str,
    ids: &[&'a str],
    nearest: impl Fn() -> Option<&'a str>,
) -> Result<&'a str, UnknownName> {
    let part = slug(name);
    let fits: Vec<&str> = ids.iter().copied().filter(|id| id.contains(&part)).collect();
    let owned = |ids: &[&str]| ids.iter().map(|&id| id.to_owned()).collect();
    let (whole, name) = (ids.iter().find(|id| **id == name || **id == part), clean_line(name));
    match (whole, fits.as_slice()) {
        (Some(id), _) | (None, [id]) => Ok(id),
        (None, []) => {
            let nearest = nearest().map(str::to_owned);
            Err(UnknownName::Unknown { kind, name, nearest, all: owned(ids) })
        }
        (None, several) => Err(UnknownName::Ambiguous { kind, name, fits: owned(several) }),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_of_names_is_cut_short_and_the_rest_is_counted() {
        let names: Vec<String> = (0..1_500).map(|i| format!("s{i}")).collect();
        assert_eq!(briefly(&names[..2]), "s0, s1");
        assert!(briefly(&names).ends_with("s10, s11 and 1,488 more"), "{}", briefly(&names));
    }

    #[test]
    fn a_part_that_one_id_has_will_do_and_a_whole_id_comes_first() {
        let pick = |name| pick("source", name, &["north", "north-hill", "owl"], || None);
        assert_eq!(pick("hill"), Ok("north-hill"));
        assert_eq!(pick("north"), Ok("north"));
        let error = |name| pick(name).unwrap_err().to_string();
        assert_eq!(error("nor"), "`nor` fits 2 sources: north, north-hill");
        assert_eq!(error("x"), "no source is called `x`; there are: north, north-hill, owl");
    }
}
