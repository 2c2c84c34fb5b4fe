//! What a question asks for beside its words: the topic that it would be filed under if it were a
//! heading, and whether a time or a number is wanted.
//!
//! This lifts passages that have the words, and finds nothing by itself. That question words tell the
//! kind of answer is the base of question classification (Li and Roth, 2002, "Learning question
//! classifiers").

use super::query::Query;
use super::units::Place;
use crate::library::words::words;
use crate::library::{Library, TopicId};

/// Words after *how* that ask for a time.
const TIME: &[&str] = &["fast", "long", "quick", "quickly", "soon"];

/// Words after *how* that ask for a number.
const NUMBER: &[&str] = &["many", "much", "often"];

/// Words by which a text states a time.
const TIMES: &[&str] = &[
    "second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks",
    "month", "months", "year", "years",
];

/// Words by which a text states a number, beside digits.
const NUMBERS: &[&str] = &[
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "once", "twice",
    "single", "couple", "few", "several", "multiple", "daily", "weekly", "monthly",
];

/// The kind of answer that is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Time,
    Number,
}

/// What a question asks for.
#[derive(Debug)]
pub struct Asked {
    topics: Vec<TopicId>,
    kind: Option<Kind>,
}

impl Asked {
    /// What a query asks for.
    pub fn of(query: &Query, library: &Library) -> Self {
        let typed: Vec<&str> = query.clauses.iter().map(|c| c.typed.as_str()).collect();
        let kind = query.after_how().find_map(|(_, word)| Kind::asked_by(word));
        Self { topics: topics(&typed.join(" "), library), kind }
    }

    /// Whether a passage is in a section on a topic that is asked for.
    pub fn is_on_topic(&self, place: Place) -> bool {
        let section = &place.article.sections[place.passage.section];
        section.topics().any(|topic| self.topics.contains(&topic))
    }

    /// Whether a passage states what kind of thing is asked for.
    pub fn is_stated(&self, text: &str) -> bool {
        self.kind.is_some_and(|kind| words(text).any(|word| kind.is_stated_by(&word.folded)))
    }
}

impl Kind {
    fn asked_by(word: &str) -> Option<Self> {
        let kinds = [(Self::Time, TIME), (Self::Number, NUMBER)];
        kinds.into_iter().find(|(_, words)| words.contains(&word)).map(|(kind, _)| kind)
    }

    fn is_stated_by(self, word: &str) -> bool {
        match self {
            Self::Time => TIMES.contains(&word),
            Self::Number => {
                NUMBERS.contains(&word) || word.starts_with(|c: char| c.is_ascii_digit())
            }
        }
    }
}

/// The topics that a heading of these words would have by its cues.
fn topics(heading: &str, library: &Library) -> Vec<TopicId> {
    let strong = library.topics.strong(heading);
    let weak = library.topics.weak(heading).filter(|_| strong.is_empty());
    strong.into_iter().chain(weak).map(|found| found.topic).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("how long is it", "About an hour.", true)]
    #[case("how long is it", "In 3 sessions.", false)]
    #[case("how many are there", "In 3 sessions.", true)]
    #[case("how often", "Twice, as a rule.", true)]
    #[case("how often", "As a rule.", false)]
    #[case("so many hours", "About an hour.", false)]
    fn the_word_after_how_tells_the_kind_of_answer(
        #[case] query: &str,
        #[case] text: &str,
        #[case] stated: bool,
    ) {
        let library = Library::default();
        let asked = Asked::of(&Query::parse(query, &library), &library);
        assert_eq!(asked.is_stated(text), stated);
    }
}
