//! Mentions: which topics a passage speaks of beside those of its section.
//!
//! A passage does so where it has a cue of the topic (see `topics`), or where it is an item of a list
//! whose introduction has one ("It is used for:"). What stands in sections that never count (closing
//! words, the clinic itself) mentions nothing: a recap repeats, it does not cover.

use super::outline::Outline;
use super::{Kind, Passage, Section, TopicSet, Topics};

/// Sets what the passages of an article mention; its sections must have been filed.
pub fn note(outline: &mut Outline, topics: &Topics) {
    for section in outline.sections.iter().filter(|section| counts(topics, section)) {
        let mut of_list = TopicSet::default();
        let own: TopicSet = section.topics().collect();
        for passage in &mut outline.passages[section.passages.clone()] {
            let mut spoken = spoken(topics, &passage.text);
            match passage.kind {
                Kind::Item { .. } => spoken = spoken.with(of_list),
                _ if introduces(passage) => of_list = spoken,
                _ => of_list = TopicSet::default(),
            }
            passage.mentions = spoken.without(own);
        }
    }
}

/// Whether what stands in a section covers anything; a recap and the clinic itself do not.
#[must_use]
pub fn counts(topics: &Topics, section: &Section) -> bool {
    topics.topic(section.topic).coverage || section.topic == topics.other()
}

fn spoken(topics: &Topics, text: &str) -> TopicSet {
    topics.spoken(text).iter().map(|found| found.topic).collect()
}

/// Whether a list after the passage is what it speaks of.
fn introduces(passage: &Passage) -> bool {
    passage.text.trim_end().ends_with(':')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::{filing, outline};

    const TOPICS: &str = r#"
        [[topic]]
        id = "risks"
        name = "Risks"
        about = "."
        strong = ["risks"]
        mention = ["may cause"]
        [[topic]]
        id = "uses"
        name = "Uses"
        about = "."
        strong = ["uses"]
        text = ["used for"]
        [[topic]]
        id = "closing"
        name = "Closing"
        about = "."
        coverage = false
        strong = ["in closing"]
    "#;

    /// The ids of the topics that each passage mentions.
    fn mentions(markdown: &str) -> Vec<Vec<String>> {
        let topics = Topics::parse("topics.toml", TOPICS).unwrap();
        let mut outline = outline::outline("a/b", "T", markdown);
        filing::file(&mut outline, &topics);
        note(&mut outline, &topics);
        let of = |p: &Passage| p.mentions.iter().map(|id| topics.topic(id).id.clone()).collect();
        outline.passages.iter().map(of).collect()
    }

    const NONE: [&str; 0] = [];

    #[test]
    fn the_topics_of_the_section_are_not_mentioned_and_others_once() {
        let text = "## Uses\n\nIt is used for pain. It may cause nausea. It may cause sleep.\n";
        assert_eq!(mentions(text), [["risks"]]);
    }

    #[test]
    fn items_mention_what_introduces_their_list_and_what_follows_it_does_not() {
        let text = "## Risks\n\nIt is used for:\n\n- pain\n- sleep\n\nAnd so on.\n\n- rest\n";
        let uses = ["uses"].as_slice();
        assert_eq!(mentions(text), [uses, uses, uses, &NONE, &NONE]);
    }

    #[test]
    fn what_stands_in_closing_words_is_no_mention() {
        assert_eq!(mentions("## In closing\n\nIt is used for pain.\n"), [NONE]);
    }

    #[test]
    fn what_nothing_filed_may_mention() {
        assert_eq!(mentions("It may cause nausea.\n"), [["risks"]]);
    }
}
