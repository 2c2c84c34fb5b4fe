//! Gaps by kind, with the names that people see.

use super::{Gap, Gaps, Spoken};
use crate::library::{Article, Library};

/// Where a part has no gaps.
const NO_GAPS: &str = "Two sources or more speak of each.";

/// The same where there is only one source.
const NO_GAPS_ALONE: &str = "The source speaks of each.";

/// One kind of thing that may be left out.
#[derive(Debug)]
pub struct Part<'a> {
    /// What kind.
    pub title: &'static str,
    /// Whether the words of the passages are shown, and not only where they stand.
    pub quoted: bool,
    /// What no source speaks of.
    pub none: Vec<&'a str>,
    /// What only one source speaks of, and where.
    pub one: Vec<(&'a str, &'a [Spoken])>,
}

/// Questions, topics and terms.
#[must_use]
pub fn parts<'a>(library: &'a Library, gaps: &'a Gaps) -> [Part<'a>; 3] {
    let questions = library.topics.questions();
    [
        part("Common questions", &gaps.questions, |&of| questions[of].ask.as_str()),
        part("Topics", &gaps.topics, |&of| library.topics.topic(of).name.as_str()),
        Part {
            quoted: false,
            ..part("Terms of the glossary", &gaps.terms, |&of| {
                library.glossary.term(of).name.as_str()
            })
        },
    ]
}

fn part<'a, T>(
    title: &'static str,
    gaps: &'a [Gap<T>],
    name: impl Fn(&'a T) -> &'a str,
) -> Part<'a> {
    let (one, none): (Vec<_>, Vec<_>) = gaps
        .iter()
        .map(|gap| (name(&gap.of), gap.only.as_slice()))
        .partition(|(_, only)| !only.is_empty());
    Part { title, quoted: true, none: none.into_iter().map(|(name, _)| name).collect(), one }
}

/// What is said where a part has no gaps.
#[must_use]
pub fn no_gaps(gaps: &Gaps) -> &'static str {
    if gaps.sources == 1 { NO_GAPS_ALONE } else { NO_GAPS }
}

impl Spoken {
    /// What the page states of itself: "published stated".
    pub fn said_of_itself(&self) -> impl Iterator<Item = String> {
        self.stated.iter().map(|fact| format!("{} stated", fact.name()))
    }

    /// The words of the first of the passages.
    #[must_use]
    pub fn first_words<'a>(&self, article: &'a Article) -> &'a str {
        self.passages.first().map_or("", |&passage| &article.passages[passage].text)
    }
}
