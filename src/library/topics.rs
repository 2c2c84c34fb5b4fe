//! Topics: what sections can be about, the cues that tell, and how a heading is filed by them.

use serde::Deserialize;

use super::Fault;

/// Index of a topic in [`Topics`], in reading order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TopicId(pub usize);

/// Something that a section can be about.
#[derive(Debug, Clone, Default)]
pub struct Topic {
    /// Stable, as in JSON.
    pub id: String,
    /// For people.
    pub name: String,
    /// One sentence.
    pub about: String,
    /// Other names that commands and queries accept.
    pub aliases: Vec<String>,
    /// Whether a section on it counts as covering anything.
    pub coverage: bool,
}

/// All topics in reading order; the last one is always `other`.
#[derive(Debug, Clone, Default)]
pub struct Topics {
    list: Vec<Topic>,
}

impl Topics {
    /// Reads `topics.toml`; `file` names it in a fault.
    ///
    /// # Errors
    /// The first place where the text is no list of topics.
    pub fn parse(file: &str, text: &str) -> Result<Self, Fault> {
        todo!()
    }

    /// Every topic with its id, in reading order.
    pub fn iter(&self) -> impl Iterator<Item = (TopicId, &Topic)> {
        self.list.iter().enumerate().map(|(i, t)| (TopicId(i), t))
    }

    /// The topic of an id of this list.
    #[must_use]
    pub fn topic(&self, id: TopicId) -> &Topic {
        &self.list[id.0]
    }

    /// The topic that an id, name or alias names, in any case.
    #[must_use]
    pub fn lookup(&self, name: &str) -> Option<TopicId> {
        todo!()
    }
}
