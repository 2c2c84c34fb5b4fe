//! Fields: what of a passage and around it is searched, and how much each weighs.

use std::ops::{BitAnd, BitOr, BitOrAssign};

use crate::library::{Article, Library, Topics};

/// A set of fields.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Fields(u8);

impl Fields {
    /// The heading of the passage's own section.
    pub const HEADING: Self = Self(1);
    /// The headings above it.
    pub const ABOVE: Self = Self(2);
    /// The names of the section's topics.
    pub const TOPIC: Self = Self(4);
    /// The name of the source.
    pub const SOURCE: Self = Self(8);
    /// The article's title and its aliases.
    pub const TITLE: Self = Self(16);
    /// The passage's own text.
    pub const TEXT: Self = Self(32);

    /// The word for a single field that JSON uses.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.facts().0
    }

    /// Where a single field is: "in the text".
    #[must_use]
    pub fn place(self) -> &'static str {
        self.facts().1
    }

    fn facts(self) -> (&'static str, &'static str) {
        match self {
            Self::HEADING => ("heading", "in the heading"),
            Self::ABOVE => ("above", "in a heading above"),
            Self::TOPIC => ("topic", "in the topic's name"),
            Self::SOURCE => ("source", "in the source's name"),
            Self::TITLE => ("title", "in the title"),
            _ => ("text", "in the text"),
        }
    }

    /// Whether all fields of the other set are in this one.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// The fields around a text, with the words that JSON and people use, the weightiest first.
    const AROUND: [(Self, &'static str, &'static str); 5] = [
        (Self::HEADING, "heading", "in the heading"),
        (Self::ABOVE, "above", "in a heading above"),
        (Self::TITLE, "title", "in the title"),
        (Self::SOURCE, "source", "in the source's name"),
        (Self::TOPIC, "topic", "in the topic's name"),
    ];

    /// The words that JSON uses, the text first.
    #[must_use]
    pub fn names(self) -> Vec<&'static str> {
        let text = self.contains(Self::TEXT).then_some("text");
        let around = Self::AROUND.iter().filter(|(field, ..)| self.contains(*field));
        text.into_iter().chain(around.map(|(_, name, _)| *name)).collect()
    }

    /// "in the heading": the weightiest field, where the text is not among them.
    #[must_use]
    pub fn only_around(self) -> Option<&'static str> {
        let around = || Self::AROUND.iter().find(|(field, ..)| self.contains(*field));
        if self.contains(Self::TEXT) { None } else { around().map(|(.., said)| *said) }
    }

    /// Whether the set is empty.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The set as five bits, without the text.
    pub(super) fn bits(self) -> u8 {
        self.0 & 31
    }

    /// The set of five bits.
    pub(super) fn from_bits(bits: u8) -> Self {
        Self(bits & 31)
    }

    /// How often a word in these fields counts, as if it stood so often in the text: the weights
    /// of BM25F (Robertson and Zaragoza, 2009, §3.5), the own heading the most.
    pub(super) fn weight(self) -> f32 {
        WEIGHTS[usize::from(self.bits())]
    }
}

/// The weight of each set of fields around a text, by its bits.
const WEIGHTS: [f32; 32] = weights();

const fn weights() -> [f32; 32] {
    const OF: [(Fields, f32); 5] = [
        (Fields::HEADING, 4.0),
        (Fields::ABOVE, 2.0),
        (Fields::TOPIC, 2.0),
        (Fields::SOURCE, 2.0),
        (Fields::TITLE, 2.0),
    ];
    let mut weights = [0.0; 32];
    let mut set = 0;
    while set < 32 {
        let mut i = 0;
        while i < OF.len() {
            if set & OF[i].0.0 as usize != 0 {
                weights[set] += OF[i].1;
            }
            i += 1;
        }
        set += 1;
    }
    weights
}

impl BitAnd for Fields {
    type Output = Self;

    fn bitand(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

impl BitOr for Fields {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for Fields {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// The texts that all passages of an article share.
pub(super) fn of_article(article: &Article) -> impl Iterator<Item = (Fields, &str)> {
    let titles = std::iter::once(&article.title).chain(&article.aliases);
    titles
        .map(|title| (Fields::TITLE, title.as_str()))
        .chain(std::iter::once((Fields::SOURCE, article.source.name.as_str())))
}

/// The texts that all passages of a section share, beside those of its article. The text before
/// the first heading has the title for its heading, which counts once; `other` is no topic name.
pub(super) fn of_section<'a>(
    topics: &'a Topics,
    article: &'a Article,
    section: usize,
) -> impl Iterator<Item = (Fields, &'a str)> {
    let up = |&i: &usize| article.sections[i].parent;
    let path = std::iter::successors(Some(section), up).map(|i| &article.sections[i]);
    let headings = path
        .enumerate()
        .filter(|(_, s)| !s.is_top())
        .map(|(i, s)| (if i == 0 { Fields::HEADING } else { Fields::ABOVE }, s.heading.as_str()));
    let own = article.sections[section].topics().collect::<Vec<_>>();
    let other = topics.other();
    let topics = topics.iter().filter(move |(id, _)| *id != other && own.contains(id));
    headings.chain(topics.map(|(_, topic)| (Fields::TOPIC, topic.name.as_str())))
}

/// Every text around the passages of a section.
pub(super) fn around<'a>(
    library: &'a Library,
    article: &'a Article,
    section: usize,
) -> impl Iterator<Item = (Fields, &'a str)> {
    of_section(&library.topics, article, section).chain(of_article(article))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_own_heading_weighs_more_than_any_other_field() {
        let own = Fields::HEADING.weight();
        for field in [Fields::ABOVE, Fields::TOPIC, Fields::SOURCE, Fields::TITLE, Fields::TEXT] {
            assert!(own > field.weight());
        }
    }

    #[test]
    fn bits_leave_the_text_out() {
        let set = Fields::TEXT | Fields::TOPIC;
        assert_eq!(Fields::from_bits(set.bits()), Fields::TOPIC);
        assert!(set.contains(Fields::TEXT) && !set.contains(Fields::TITLE));
    }
}
