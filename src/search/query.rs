//! The query: what the words, quotes and marks that somebody typed ask for.
//!
//! Words in any order mean all of them; `"exact phrase"`, also one that is not closed yet;
//! `'word` exactly that word; `!word` without it; `topic:uses` and `source:catalyst`, whose value may
//! be quoted. The last word also matches as a beginning, unless it is quoted or marked.
//! A hyphenated word is looked for joined, and as a phrase of its parts.

mod filter;
pub mod rewrite;
mod tokens;

use crate::library::Library;
use crate::library::lookup::UnknownName;
use crate::library::sanitize::clean_line;
use crate::library::words::words;

use super::Note;
pub use filter::{Filter, Kind};
use tokens::{Mark, Token};

/// Characters of a query that are read.
pub const MOST_CHARS: usize = 1_000;

/// Words and phrases of a query that are looked for, and as many that are excluded.
pub const MOST_WORDS: usize = 12;

/// What somebody asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// As it was read: one line.
    pub text: String,
    /// What a passage should have.
    pub clauses: Vec<Clause>,
    /// What it must not have: words or phrases, folded, in text and headings.
    pub without: Vec<Vec<String>>,
    /// Where to look.
    pub filter: Filter,
    /// Filters that name nothing.
    pub problems: Vec<UnknownName>,
    /// What of the query is not used.
    pub notes: Vec<Note>,
}

/// A word or phrase of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Without its quotes and marks.
    pub typed: String,
    /// Folded, at least one; several for a phrase or a hyphenated word.
    pub words: Vec<String>,
    /// What may stand for it.
    pub reach: Reach,
}

/// What may stand for a word of a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Nothing else.
    Itself,
    /// Its other number, its aliases, the terms that it is near to and, where there is nothing, words
    /// like it.
    Alike,
    /// And words that begin with it.
    Beginnings,
}

impl Query {
    /// Reads a query; whatever was typed is one.
    #[must_use]
    pub fn parse(text: &str, library: &Library) -> Self {
        let line = clean_line(text);
        let read: String = line.chars().take(MOST_CHARS).collect();
        let mut query = Self::default();
        if read.len() < line.len() {
            query.notes.push(Note::LongQuery { read: MOST_CHARS });
        }
        let tokens: Vec<Token> = tokens::tokens(&read).collect();
        for token in &tokens {
            query.add(token, library);
        }
        query.open_last(tokens.iter().rev().find(|t| !matches!(t.mark, Mark::Filter(_))));
        query.limit();
        query.text = read;
        query
    }

    /// Whether it asks for nothing at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty() && self.without.is_empty() && self.filter.is_open()
    }

    /// The plain words that follow *how*, with their places among the clauses.
    pub(super) fn after_how(&self) -> impl Iterator<Item = (usize, &str)> {
        let plain = |clause: &'_ Clause| clause.reach != Reach::Itself && clause.words.len() == 1;
        let pairs = self.clauses.windows(2).enumerate();
        pairs
            .filter(move |(_, pair)| pair.iter().all(plain) && pair[0].words[0] == "how")
            .map(|(i, pair)| (i + 1, pair[1].words[0].as_str()))
    }

    fn add(&mut self, token: &Token, library: &Library) {
        match token.mark {
            Mark::Filter(kind) => {
                self.problems.extend(self.filter.add(kind, token.text, library).err());
            }
            Mark::Without => self.without.extend(phrase(token.text)),
            Mark::Literal => self.clauses.extend(phrase(token.text).map(|words| Clause {
                typed: token.text.to_owned(),
                words,
                reach: Reach::Itself,
            })),
            Mark::Plain => self.clauses.extend(plain(token.text)),
        }
    }

    /// Lets the last word match as a beginning, where the last token asks for a plain word.
    fn open_last(&mut self, last: Option<&Token>) {
        let plain = last.is_some_and(|token| token.mark == Mark::Plain);
        if let Some(clause) = self.clauses.last_mut().filter(|_| plain) {
            clause.reach = Reach::Beginnings;
        }
    }

    fn limit(&mut self) {
        if self.clauses.len() > MOST_WORDS || self.without.len() > MOST_WORDS {
            self.clauses.truncate(MOST_WORDS);
            self.without.truncate(MOST_WORDS);
            self.notes.push(Note::ManyWords { used: MOST_WORDS });
        }
    }
}

/// The folded words of a text, if it has any.
fn phrase(text: &str) -> Option<Vec<String>> {
    let words: Vec<String> = words(text).map(|w| w.folded.into_owned()).collect();
    Some(words.into_iter().filter(|w| !w.is_empty()).collect()).filter(|w: &Vec<_>| !w.is_empty())
}

/// A clause for each word of a token without marks; parts with a hyphen or nothing between them
/// are one.
fn plain(text: &str) -> Vec<Clause> {
    let mut clauses: Vec<Clause> = Vec::new();
    let (mut start, mut end) = (0, None);
    for word in words(text).filter(|w| !w.folded.is_empty()) {
        let joins = end.is_some_and(|end| matches!(&text[end..word.range.start], "-" | ""));
        if let Some(clause) = clauses.last_mut().filter(|_| joins) {
            text[start..word.range.end].clone_into(&mut clause.typed);
            clause.words.push(word.folded.into_owned());
        } else {
            start = word.range.start;
            let typed = text[word.range.clone()].to_owned();
            let words = vec![word.folded.into_owned()];
            clauses.push(Clause { typed, words, reach: Reach::Alike });
        }
        end = Some(word.range.end);
    }
    clauses
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Query {
        Query::parse(text, &Library::default())
    }

    fn clauses(text: &str) -> Vec<(String, Reach)> {
        parse(text).clauses.into_iter().map(|c| (c.words.join(" "), c.reach)).collect()
    }

    fn clause(words: &str, reach: Reach) -> (String, Reach) {
        (words.to_owned(), reach)
    }

    #[test]
    fn the_last_word_is_open_to_what_begins_with_it() {
        use Reach::{Alike, Beginnings};
        assert_eq!(clauses("Side EFF "), [clause("side", Alike), clause("eff", Beginnings)]);
    }

    #[test]
    fn quotes_and_marks_close_a_word() {
        use Reach::{Alike, Itself};
        assert_eq!(
            clauses("blood \"Side effects\""),
            [clause("blood", Alike), clause("side effects", Itself)]
        );
        assert_eq!(clauses("'dose"), [clause("dose", Itself)]);
        assert_eq!(clauses("\"not closed"), [clause("not closed", Itself)]);
        assert_eq!(clauses("dose !nose"), [clause("dose", Alike)]);
        assert_eq!(parse("dose !nose !\"a b\"").without, [vec!["nose"], vec!["a", "b"]]);
    }

    #[test]
    fn a_filter_does_not_close_the_last_word() {
        let query = parse("ris topic:");
        assert_eq!(query.clauses[0].reach, Reach::Beginnings);
        assert!(query.problems.is_empty());
    }

    #[test]
    fn hyphens_keep_a_word_together_and_slashes_do_not() {
        let words: Vec<_> = clauses("long-term mg/kg").into_iter().map(|(w, _)| w).collect();
        assert_eq!(words, ["long term", "mg", "kg"]);
    }

    #[test]
    fn lone_marks_ask_for_nothing() {
        for text in ["", " ", "\"", "!", "'", "\"\"", "!\"", "! ' \" “", "—"] {
            assert!(parse(text).is_empty(), "{text:?}: {:?}", parse(text));
        }
    }

    #[test]
    fn what_is_too_long_is_cut_and_said() {
        let many = parse(&"word ".repeat(500));
        assert_eq!(many.clauses.len(), MOST_WORDS);
        assert!(many.notes.contains(&Note::ManyWords { used: MOST_WORDS }));
        let long = parse(&"x".repeat(10_000));
        assert_eq!(long.text.len(), MOST_CHARS);
        assert_eq!(long.notes, [Note::LongQuery { read: MOST_CHARS }]);
    }

    #[test]
    fn control_characters_never_get_into_a_query() {
        assert_eq!(parse("ke\u{1b}[31mta\u{7}").text, "keta");
    }
}
