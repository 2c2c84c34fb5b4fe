//! Questions: what patients commonly ask, and how it is told that a page speaks of it.
//!
//! A page does so by a section on a topic or a mention of it, by a cue in a passage or a heading, or
//! by a fact that it states of itself.

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use super::cues::CueSet;
use super::{Found, NO_TOPIC, TopicId, Topics, add_all};
use crate::library::sanitize::clean_line;
use crate::library::{Article, words::slug};

/// Something that patients commonly ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Stable, as in JSON.
    pub id: String,
    /// The question.
    pub ask: String,
    /// Whatever covers this speaks of it.
    pub topic: Option<TopicId>,
    /// A page that states one of these of itself speaks of it.
    pub stated: Vec<Fact>,
    cues: CueSet,
}

/// What a page may state of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Fact {
    /// Who wrote it.
    Author,
    /// When it was published.
    Published,
    /// When it was last reviewed.
    Reviewed,
}

impl Fact {
    /// The word that JSON and people see.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Author => "author",
            Self::Published => "published",
            Self::Reviewed => "reviewed",
        }
    }

    /// Whether an article states it.
    #[must_use]
    pub fn is_stated(self, article: &Article) -> bool {
        match self {
            Self::Author => article.author.is_some(),
            Self::Published => article.published.is_some(),
            Self::Reviewed => article.reviewed.is_some(),
        }
    }
}

/// A `[[question]]` of the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    id: Spanned<String>,
    ask: String,
    topic: Option<Spanned<String>>,
    #[serde(default)]
    cues: Vec<Spanned<String>>,
    #[serde(default)]
    stated: Vec<Fact>,
}

impl Entry {
    /// The question; its topic must be among those that were read before.
    ///
    /// # Errors
    /// The bytes in the file of what is wrong, and what it is.
    pub(super) fn read(self, topics: &Topics) -> Result<Question, (Range<usize>, String)> {
        let id = self.id.get_ref();
        if slug(id) != *id || topics.questions.iter().any(|other| other.id == *id) {
            let message =
                format!("question id `{id}` must be lower case with hyphens, and stand once");
            return Err((self.id.span(), message));
        }
        let known = |name: &Spanned<String>| {
            let unknown = || (name.span(), format!("unknown topic `{}`", name.get_ref()));
            topics.lookup(name.get_ref()).ok_or_else(unknown)
        };
        let topic = self.topic.as_ref().map(known).transpose()?;
        let mut cues = CueSet::default();
        add_all(&mut cues, NO_TOPIC, &self.cues)?;
        let ask = clean_line(&self.ask);
        Ok(Question { id: self.id.into_inner(), ask, topic, stated: self.stated, cues })
    }
}

impl Topics {
    /// What patients commonly ask, in the file's order.
    #[must_use]
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// The cues of a question in a passage or heading, in order.
    #[must_use]
    pub fn answering<'a>(&'a self, question: &'a Question, text: &str) -> Vec<Found<'a>> {
        self.in_sentences(&question.cues, text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The place and the message of what is wrong with questions after one topic.
    fn fault(questions: &str) -> (usize, String) {
        let topic = "[[topic]]\nid = \"a\"\nname = \"A\"\nabout = \".\"\n";
        let fault = Topics::parse("topics.toml", &format!("{topic}{questions}")).unwrap_err();
        (fault.line, fault.message)
    }

    #[test]
    fn an_unknown_topic_a_second_id_and_a_bad_cue_are_named_with_their_place() {
        let question = "[[question]]\nid = \"q\"\nask = \"Why?\"\n";
        let (line, message) = fault(&format!("{question}topic = \"b\"\n"));
        assert_eq!((line, message.contains("unknown topic `b`")), (8, true), "{message}");
        let (line, message) = fault(&format!("{question}{question}"));
        assert_eq!((line, message.contains("`q`")), (9, true), "{message}");
        assert_eq!(fault(&format!("{question}cues = [\"x*\"]\n")).0, 8);
        assert_eq!(fault(&format!("{question}stated = [\"price\"]\n")).0, 8);
    }
}
