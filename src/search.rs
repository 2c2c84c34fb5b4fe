//! Search: finding the passages that speak of some words, best first, and saying what was searched.
//!
//! The unit of ranking is the passage, with its headings, topics, source and title as fields that
//! weigh more. An [`Index`] is built once from a library, in memory; it knows which words stand in
//! which passages and no positions, so the best passages are read again for their highlights.
//!
//! A query word is looked up in tiers ([`Match`]) that cannot overtake each other. The tiers that
//! guess at a misspelling run only for a word that finds nothing, and every guess is reported.
//!
//! The words of this module: a *unit* is a passage as the index numbers it, a *clause* is a word
//! or phrase of the query, a *way* is one thing in the text that a clause accepts.

mod alike;
mod asked;
mod bits;
mod expand;
pub mod explain;
mod facets;
pub mod fields;
mod find;
mod forms;
pub mod fuzzy;
pub mod index;
mod phrase;
mod postings;
pub mod query;
mod rank;
mod read;
pub mod said;
mod small;
mod snippet;
mod spots;
mod spread;
mod typo;
mod units;
pub mod vocabulary;

use std::fmt;
use std::ops::Range;

use compact_str::CompactString;

use crate::library::lookup::UnknownName;
use crate::library::{ArticleRef, PassageRef, TopicId};
pub use explain::{Explanation, Parts};
pub use fields::Fields;
pub use index::{Builder, Concordance, Index};
pub use query::{Filter, Query};
pub use snippet::Snippet;

/// How a word of the query met a word of a passage; a lesser one is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Match {
    /// The word itself, or a regular English form of it; a phrase, word for word.
    Exact,
    /// Another name of the same term in the glossary.
    Alias,
    /// A name of a term of the glossary that the words are near to; in the tier of [`Match::Alias`].
    Near,
    /// A word that begins with the last word of the query.
    Prefix,
    /// A word that has the typed letters in their order, and more between them.
    Subsequence,
    /// A word that differs by one or two letters.
    Typo,
}

/// What a search found, and what it searched.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// As it was read: one line.
    pub query: String,
    /// Words for which others are shown, in order of the query, better tiers first; empty where
    /// nothing was found.
    pub corrections: Vec<Correction>,
    /// What the filters of the query left to search.
    pub searched: Searched,
    /// Passages found, also those beyond the limit.
    pub total: usize,
    /// Best first, equals in library order; all have the same number of the query's words that decide.
    pub hits: Vec<Hit>,
    /// One for each source of the subjects searched, in order of its first article, zero included.
    pub per_source: Vec<SourceCount>,
    /// One for each topic with passages, and for each that the query keeps to, in reading order. A
    /// passage whose section counts for several topics counts for each: they may add up to
    /// more than the total.
    pub per_topic: Vec<TopicCount>,
    /// One a word or phrase of the query: how much there is of each alone.
    pub counts: Vec<WordCount>,
    /// Filters that name nothing; while there are any, nothing is found.
    pub problems: Vec<UnknownName>,
    /// What the search left aside, as sentences can say it.
    pub notes: Vec<Note>,
    /// What the query kept to.
    pub filter: Filter,
    /// What the search took.
    pub work: Work,
}

/// A word for which another is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// As typed.
    pub typed: String,
    /// What is shown for it: a folded word, or a name of the glossary.
    pub shown: String,
    /// Why: [`Match::Alias`], [`Match::Near`], [`Match::Subsequence`] or [`Match::Typo`].
    pub by: Match,
}

/// How much text was searched.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Searched {
    /// Articles with at least one section searched.
    pub articles: usize,
    /// Sections.
    pub sections: usize,
    /// Words of their passages.
    pub words: usize,
}

/// How many of the passages found are from one source; or, of a source that the query does not
/// keep to, how many more there would be if it kept to none: with as many of the query's words,
/// or more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourceCount {
    /// The first article of the source, which names it.
    pub article: ArticleRef,
    /// Of [`Outcome::total`], where it is kept to.
    pub passages: usize,
    /// Whether the query keeps to it, as it does to all where it names none.
    pub kept: bool,
}

/// How many of the passages found are on one topic; or, of a topic that the query does not keep
/// to, how many there would be if it kept to none: with as many of the query's words, or more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TopicCount {
    /// The topic.
    pub topic: TopicId,
    /// Of [`Outcome::total`], where it is kept to.
    pub passages: usize,
    /// Whether the query keeps to it, as it does to all where it names none.
    pub kept: bool,
}

/// How many passages have one word of the query, whatever else they lack and whatever the filters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordCount {
    /// As typed.
    pub word: String,
    /// Passages with the word itself, an alias, a term that it is near to or, for the last word, a
    /// beginning; none by a guess.
    pub passages: usize,
    /// The best way in which it stands anywhere; none where it does not.
    pub by: Option<Match>,
    /// Whether it decides nothing, beside words that tell more.
    pub small: bool,
}

/// A passage that was found.
#[derive(Debug, Clone)]
pub struct Hit {
    /// Where it is.
    pub passage: PassageRef,
    /// From 0 to 5; a better tier is always at least 1 more, where the same words are found.
    pub score: f32,
    /// What the score is made of.
    pub parts: Parts,
    /// The weakest match that was needed.
    pub by: Match,
    /// Words of the query, as typed, that the passage has in no field; small ones (*how*, *the*) only
    /// where there are no others.
    pub missing: Vec<String>,
    /// For each word of the query that was found, its best match.
    pub words: Vec<WordMatch>,
    /// Every field in which something was found.
    pub fields: Fields,
    /// The part of the text to show; its beginning where only other fields match.
    pub snippet: Snippet,
    /// Bytes of the passage's text, in order, apart from each other: whole words.
    pub highlights: Vec<Range<usize>>,
}

/// Which word of a passage met a word of the query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordMatch {
    /// As typed.
    pub typed: CompactString,
    /// As it stands in the passage, or in the field.
    pub found: CompactString,
    /// How they met.
    pub by: Match,
    /// Every field in which anything stands for it.
    pub fields: Fields,
    /// Whether it decides nothing, beside words that tell more.
    pub small: bool,
}

/// Something that the search left aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// The query has more characters than are read.
    LongQuery {
        /// Characters read.
        read: usize,
    },
    /// The query has more words than are looked for.
    ManyWords {
        /// Words looked for.
        used: usize,
    },
    /// So many passages have words that begin so that only the commonest words were taken.
    CommonStart {
        /// What the words begin with.
        start: String,
    },
    /// So many passages have the words of a phrase that only the first ones were read for it.
    CommonPhrase {
        /// The phrase, folded.
        phrase: String,
        /// Passages read.
        read: usize,
    },
}

/// What a search took, in counts that are the same on every machine.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Work {
    /// Entries of the index visited.
    pub postings: usize,
    /// Words of the vocabulary compared letter by letter.
    pub words_scored: usize,
    /// Passages whose text was read again.
    pub passages_reread: usize,
}

impl Match {
    /// The word that JSON uses, which is the tier's.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Alias | Self::Near => "alias",
            Self::Prefix => "prefix",
            Self::Subsequence => "subsequence",
            Self::Typo => "typo",
        }
    }
}

impl fmt::Display for Note {
    /// Writes a sentence without its full stop.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LongQuery { read } => write!(f, "only the first {read} characters are read"),
            Self::ManyWords { used } => write!(f, "only the first {used} words are used"),
            Self::CommonStart { start } => {
                write!(f, "very many words begin with “{start}”: only the commonest are shown")
            }
            Self::CommonPhrase { phrase, read } => {
                write!(f, "only the first {read} passages were read for “{phrase}”")
            }
        }
    }
}
