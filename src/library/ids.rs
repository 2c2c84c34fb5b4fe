//! Ids: stable, readable names of articles, sections and passages, and finding what one names.
//!
//! `ketamine-infusion/catalyst-clinic#long-term-risks.3` is the third passage of a section. Any
//! tail that begins at a `/` or `#` (or right after it) and fits one thing only will do.

use std::ops::Range;

use super::nearest::{did_you_mean, nearest};
use super::{Article, ArticleRef, Library, PassageRef, Section, SectionRef};

/// What an id names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// A whole article.
    Article(ArticleRef),
    /// A section with its subsections.
    Section(SectionRef),
    /// One passage.
    Passage(PassageRef),
}

/// Why an id names nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UnknownId {
    /// No id ends so.
    #[error("nothing is called `{id}`{}", did_you_mean(.nearest.as_deref()))]
    Unknown {
        /// As asked for.
        id: String,
        /// The id that is most like it.
        nearest: Option<String>,
    },
    /// Several ids end so.
    #[error("`{id}` fits {} things: {}", .fits.len(), .fits.join(", "))]
    Ambiguous {
        /// As asked for.
        id: String,
        /// All that fit.
        fits: Vec<String>,
    },
}

/// Finds what an id, or an unambiguous tail of one, names; whole ids come before tails, and
/// articles before sections before passages.
///
/// # Errors
/// When no id or several ids end so.
pub fn resolve(library: &Library, id: &str) -> Result<Target, UnknownId> {
    let articles = fitting(articles(library), id).map(|(full, at)| (full.to_owned(), at)).collect();
    let sections = fitting(sections(library), id)
        .map(|(full, at)| (full.to_owned(), Target::Section(at)))
        .collect();
    let found = only(id, articles).or_else(|| only(id, sections));
    let found = found.or_else(|| only(id, passages(library, id)));
    found.unwrap_or_else(|| Err(unknown(library, id)))
}

/// The one thing that fits, or that is called so in full; nothing where nothing fits.
fn only(id: &str, fits: Vec<(String, Target)>) -> Option<Result<Target, UnknownId>> {
    let whole = fits.iter().find(|(full, _)| full == id);
    match (whole, fits.as_slice()) {
        (Some((_, target)), _) | (None, [(_, target)]) => Some(Ok(*target)),
        (None, []) => None,
        (None, _) => {
            let fits = fits.into_iter().map(|(full, _)| full).collect();
            Some(Err(UnknownId::Ambiguous { id: id.to_owned(), fits }))
        }
    }
}

impl Article {
    /// Indices of a section and of all its subsections, which follow it.
    #[must_use]
    pub fn with_subsections(&self, section: usize) -> Range<usize> {
        let outer = &self.sections[section];
        let inside = |s: &&Section| s.level > outer.level && !outer.is_top();
        let later = self.sections[section + 1..].iter();
        section..section + 1 + later.take_while(inside).count()
    }
}

/// Whether an address names a scheme (`https:`, `tel:`), and no place in the library.
#[must_use]
pub fn leads_out(address: &str) -> bool {
    let scheme = address.split_once(':').map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| !scheme.contains(['/', '#', '.']))
}

/// The id of the article that a relative link of another leads to, whether there is one or not.
#[must_use]
pub fn linked_article(from: &Article, to: &str) -> String {
    let path = to.split_once('#').map_or(to, |(path, _)| path);
    let stem = path.trim_start_matches("./");
    let stem = stem.strip_suffix(".md").unwrap_or(stem);
    let subject = from.id.split('/').next().unwrap_or_default();
    match (stem, stem.strip_prefix("../")) {
        ("", _) => from.id.clone(),
        (_, Some(other)) => other.to_owned(),
        (stem, None) => format!("{subject}/{stem}"),
    }
}

/// What a relative link of an article names: `#section`, `article.md`, `../subject/article.md#section`.
#[must_use]
pub fn link(library: &Library, from: &Article, to: &str) -> Option<Target> {
    let section = to.split_once('#').map_or("", |(_, section)| section);
    let article = linked_article(from, to);
    let id = if section.is_empty() { article } else { format!("{article}#{section}") };
    resolve(library, &id).ok()
}

fn unknown(library: &Library, id: &str) -> UnknownId {
    let ids: Vec<&str> =
        articles(library).map(|(id, _)| id).chain(sections(library).map(|(id, _)| id)).collect();
    let tails = ids.iter().map(|full| tail_like(full, id));
    UnknownId::Unknown { id: id.to_owned(), nearest: nearest(id, tails).map(str::to_owned) }
}

/// The part of a full id that has the parts that the asked id has.
fn tail_like<'a>(full: &'a str, id: &str) -> &'a str {
    let without_subject = full.split_once('/').map_or(full, |(_, rest)| rest);
    match (id.contains('/'), id.contains('#')) {
        (true, _) => full,
        (false, true) => without_subject,
        (false, false) => without_subject.rsplit('#').next().unwrap_or(without_subject),
    }
}

fn ends_at_border(full: &str, id: &str) -> bool {
    let Some(before) = full.strip_suffix(id) else { return false };
    !id.is_empty() && (before.is_empty() || before.ends_with(['/', '#']) || id.starts_with('#'))
}

fn fitting<'a, T>(
    all: impl Iterator<Item = (&'a str, T)>,
    id: &str,
) -> impl Iterator<Item = (&'a str, T)> {
    all.filter(move |(full, _)| ends_at_border(full, id))
}

fn articles(library: &Library) -> impl Iterator<Item = (&str, Target)> {
    library.articles().map(|(at, a)| (a.id.as_str(), Target::Article(at)))
}

fn sections(library: &Library) -> impl Iterator<Item = (&str, SectionRef)> {
    let of = |(article, a): (ArticleRef, &Article)| {
        (0..a.sections.len()).map(move |section| SectionRef { article, section })
    };
    library.articles().flat_map(of).map(|at| (library.section(at).id.as_str(), at))
}

/// The passages that an id fits: a section's tail, `.`, and a place in it.
fn passages(library: &Library, id: &str) -> Vec<(String, Target)> {
    let Some((section, place)) = id.rsplit_once('.') else { return Vec::new() };
    let Some(before) = place.parse::<usize>().ok().and_then(|place| place.checked_sub(1)) else {
        return Vec::new();
    };
    let passage = |(_, at): (&str, SectionRef)| {
        let passage = library.section(at).passages.clone().nth(before)?;
        let at = PassageRef { article: at.article, passage };
        Some((library.passage_id(at), Target::Passage(at)))
    };
    fitting(sections(library), section).filter_map(passage).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::{Glossary, Topics, assemble};

    fn library() -> Library {
        let mut library =
            Library::new(Topics::parse("t", "topic = []").unwrap(), Glossary::default());
        for (subject, stems) in [("s", ["a", "b"]), ("t", ["a", "c"])] {
            let file = |stem: &str| {
                let text = "+++\ntitle = \"T\"\nsource = \"S\"\n+++\n# Risks\nOne.\n\nTwo.\n";
                (stem.to_owned(), assemble::TextFile { name: stem.to_owned(), text: text.into() })
            };
            let articles = stems.iter().map(|stem| file(stem)).collect();
            library.add_subject(assemble::SubjectFiles {
                id: subject.to_owned(),
                facts: None,
                articles,
            });
        }
        library
    }

    fn named(id: &str) -> String {
        let library = library();
        match resolve(&library, id) {
            Ok(Target::Article(at)) => library.article(at).id.clone(),
            Ok(Target::Section(at)) => library.section(at).id.clone(),
            Ok(Target::Passage(at)) => library.passage_id(at),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn a_tail_that_fits_one_thing_will_do() {
        assert_eq!(named("t/a"), "t/a");
        assert_eq!(named("b"), "s/b");
        assert_eq!(named("c#risks"), "t/c#risks");
        assert_eq!(named("b#risks.2"), "s/b#risks.2");
    }

    #[test]
    fn a_tail_begins_at_a_border() {
        assert_eq!(named("c#isks"), "nothing is called `c#isks`; did you mean `c#risks`?");
        assert_eq!(named("x"), "nothing is called `x`");
    }

    #[test]
    fn several_that_fit_are_all_named() {
        assert_eq!(named("a"), "`a` fits 2 things: s/a, t/a");
    }

    #[test]
    fn links_are_relative_to_the_article() {
        let library = library();
        let from = &library.subjects[0].articles[0];
        let to = |link: &str| match self::link(&library, from, link) {
            Some(Target::Section(at)) => library.section(at).id.clone(),
            Some(Target::Article(at)) => library.article(at).id.clone(),
            other => format!("{other:?}"),
        };
        assert_eq!(to("#risks"), "s/a#risks");
        assert_eq!(to("./b.md"), "s/b");
        assert_eq!(to("../t/c.md#risks"), "t/c#risks");
        assert_eq!(to("https://example.org"), "None");
    }
}
