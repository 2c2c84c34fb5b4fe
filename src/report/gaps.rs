//! What all forms of a list of gaps say in the same words.

use crate::compare::gaps::{Gap, Gaps, Spoken};
use crate::library::words::counted;
use crate::library::{Article, Library};

/// Under the title.
pub const GAPS: &str = "What no source speaks of, or only one";

/// What the list is not.
pub const PRESENCE: &str = "This tells what these pages have and what they leave out, by topics and \
                            set words; it may miss what is worded otherwise. It does not tell \
                            how well anything is said, and is no judgement of a clinic.";

/// Above what no source speaks of.
pub const NO_SOURCE: &str = "No source";

/// Above what only one source speaks of.
pub const ONE_SOURCE: &str = "Only one source";

/// Where a part has no gaps.
pub const NO_GAPS: &str = "Two sources or more speak of each.";

/// The same where there is only one source.
pub const NO_GAPS_ALONE: &str = "The source speaks of each.";

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

/// "5 sources".
#[must_use]
pub fn extent(gaps: &Gaps) -> String {
    counted(gaps.sources, "source")
}

/// The ids of the passages, or what the page states of itself: "published stated".
#[must_use]
pub fn places(article: &Article, spoken: &Spoken) -> Vec<String> {
    let ids = spoken.passages.iter().map(|&passage| article.passage_id(passage));
    ids.chain(spoken.stated.iter().map(|fact| format!("{} stated", fact.name()))).collect()
}

/// The words of the first of the passages.
#[must_use]
pub fn first_words<'a>(article: &'a Article, spoken: &Spoken) -> &'a str {
    spoken.passages.first().map_or("", |&passage| &article.passages[passage].text)
}
