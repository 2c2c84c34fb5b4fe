//! Filing: which topic each section is about, and why.
//!
//! In this order: the heading's attribute, a strong cue in the heading, the enclosing section's
//! topic, a weak cue in the heading, the cues of its own text, else `other`. A heading that only
//! announces what follows has the enclosing section's topic or none.

use super::nearest::did_you_mean;
use super::outline::{Attributes, Outline};
use super::topics::Found;
use super::{FaultKind, Passage, Section, TopicBy, TopicId, Topics};

/// Text cues that a topic needs before they decide a section.
const ENOUGH: usize = 2;

/// A heading attribute that does not name topics.
#[derive(Debug)]
pub struct BadAttribute {
    /// Byte of the Markdown where the heading stands.
    pub at: usize,
    /// What kind of thing is wrong with it.
    pub kind: FaultKind,
    /// What is wrong.
    pub message: String,
}

/// Sets topic, further topics and reason of every section; returns the attributes that name no topic.
pub fn file(outline: &mut Outline, topics: &Topics) -> Vec<BadAttribute> {
    let mut bad = Vec::new();
    for i in 0..outline.sections.len() {
        let section = &outline.sections[i];
        let heading = &outline.headings[i];
        let marked = attribute(topics, &heading.attributes).unwrap_or_else(|(kind, message)| {
            bad.push(BadAttribute { at: heading.start, kind, message });
            None
        });
        let parent = section.parent.map(|p| &outline.sections[p]);
        let own = &outline.passages[section.passages.clone()];
        let filed = marked.unwrap_or_else(|| decide(topics, section, parent, own));
        let section = &mut outline.sections[i];
        (section.topic, section.also, section.topic_by) = (filed.topic, filed.also, filed.by);
    }
    bad
}

struct Filed {
    topic: TopicId,
    also: Vec<TopicId>,
    by: TopicBy,
}

impl Filed {
    fn under(topic: TopicId, by: TopicBy) -> Self {
        Self { topic, also: Vec::new(), by }
    }
}

fn attribute(
    topics: &Topics,
    attributes: &Attributes,
) -> Result<Option<Filed>, (FaultKind, String)> {
    let values = |wanted: &'static str| {
        attributes
            .iter()
            .filter(move |(key, _)| key == wanted)
            .flat_map(|(_, value)| value.split(','))
    };
    let known = |name: &str| {
        let unknown = || {
            let hint = did_you_mean(topics.nearest(name));
            (FaultKind::UnknownTopic, format!("unknown topic `{name}` in a heading{hint}"))
        };
        topics.lookup(name).ok_or_else(unknown)
    };
    if let Some((key, _)) = attributes.iter().find(|(key, _)| key != "topic" && key != "also") {
        return misused(&format!(
            "unknown attribute `{key}` in a heading: there are `topic` and `also`"
        ));
    }
    let mut named = values("topic");
    let topic = match (named.next(), named.next(), values("also").next()) {
        (Some(name), None, _) => known(name)?,
        (Some(_), Some(_), _) => return misused(&format!("two topics in a heading: {FURTHER}")),
        (None, _, Some(_)) => {
            return misused(&format!("no topic before `also` in a heading: {FURTHER}"));
        }
        (None, _, None) => return Ok(None),
    };
    let mut also = Vec::new();
    for name in values("also") {
        let other = known(name)?;
        if other != topic && !also.contains(&other) {
            also.push(other);
        }
    }
    Ok(Some(Filed { topic, also, by: TopicBy::Attribute }))
}

fn misused<T>(message: &str) -> Result<T, (FaultKind, String)> {
    Err((FaultKind::Attribute, message.to_owned()))
}

/// What a heading that is on several topics looks like.
const FURTHER: &str = "name the first with `topic`, and further ones with `also`";

fn decide(topics: &Topics, section: &Section, parent: Option<&Section>, own: &[Passage]) -> Filed {
    let other = || Filed::under(topics.other(), TopicBy::None);
    let heading = if section.is_top() { "" } else { section.heading.as_str() };
    if topics.announces(heading) {
        return parent.and_then(by_parent).unwrap_or_else(other);
    }
    by_strong_cue(&topics.strong(heading))
        .or_else(|| parent.and_then(by_parent))
        .or_else(|| {
            topics.weak(heading).map(|f| Filed::under(f.topic, TopicBy::Heading(f.cue.to_owned())))
        })
        .or_else(|| by_text(topics, own))
        .unwrap_or_else(other)
}

fn by_strong_cue(found: &[Found]) -> Option<Filed> {
    let (first, rest) = found.split_first()?;
    let also = rest.iter().map(|f| f.topic).collect();
    Some(Filed { topic: first.topic, also, by: TopicBy::Heading(first.cue.to_owned()) })
}

/// What a heading says passes down; what only a text hinted at does not.
fn by_parent(parent: &Section) -> Option<Filed> {
    let says = !matches!(parent.topic_by, TopicBy::Text(_) | TopicBy::None);
    says.then(|| Filed::under(parent.topic, TopicBy::Parent(parent.heading.clone())))
}

/// The topic with the most text cues, if it has enough of them and no other has as many.
fn by_text(topics: &Topics, own: &[Passage]) -> Option<Filed> {
    let found: Vec<_> = own.iter().flat_map(|p| topics.in_text(&p.text)).collect();
    let count = |topic: TopicId| found.iter().filter(|f| f.topic == topic).count();
    let mut counts: Vec<_> = topics.iter().map(|(id, _)| (count(id), id)).collect();
    counts.sort_unstable_by(|a, b| b.cmp(a));
    match counts.as_slice() {
        [(most, topic), (next, _), ..] if *most >= ENOUGH && most > next => {
            let mut cues: Vec<_> =
                found.iter().filter(|f| f.topic == *topic).map(|f| f.cue.to_owned()).collect();
            cues.sort();
            cues.dedup();
            Some(Filed::under(*topic, TopicBy::Text(cues)))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::library::outline::outline;

    const TOPICS: &str = r#"
        unless = ["this leaflet"]
        [[topic]]
        id = "background"
        name = "B"
        about = "."
        weak = ["^what is"]
        [[topic]]
        id = "mechanism"
        name = "M"
        about = "."
        strong = ["science"]
        text = ["receptor*", "glutamate"]
        [[topic]]
        id = "uses"
        name = "U"
        about = "."
        strong = ["uses"]
        weak = ["for .. pain"]
    "#;

    fn filed(text: &str) -> Vec<(String, &'static str)> {
        let topics = Topics::parse("topics.toml", TOPICS).unwrap();
        let mut outline = outline("s/a", "Title", text);
        assert!(file(&mut outline, &topics).is_empty());
        let name = |s: &Section| (topics.topic(s.topic).id.clone(), s.topic_by.name());
        outline.sections.iter().map(name).collect()
    }

    fn one(topic: &str, by: &'static str) -> (String, &'static str) {
        (topic.to_owned(), by)
    }

    #[test]
    fn an_attribute_comes_before_everything() {
        assert_eq!(filed("# Science {topic=uses}\n"), [one("uses", "attribute")]);
    }

    #[test]
    fn a_strong_cue_comes_before_the_parent_and_the_parent_before_a_weak_one() {
        let text =
            "# The science\n## Its uses\n## Ketamine for chronic pain\n# Ketamine for pain\n";
        let expected = [
            one("mechanism", "heading"),
            one("uses", "heading"),
            one("mechanism", "parent"),
            one("uses", "heading"),
        ];
        assert_eq!(filed(text), expected);
    }

    #[test]
    fn the_text_decides_where_no_heading_does() {
        assert_eq!(filed("Glutamate and receptors.\n"), [one("mechanism", "text")]);
        assert_eq!(filed("# Here\nOne receptor.\n"), [one("other", "none")]);
    }

    #[test]
    fn a_heading_that_announces_what_follows_is_on_no_topic_of_its_own() {
        let leaflet = "What is in this leaflet\nGlutamate and receptors.\n";
        assert_eq!(filed(&format!("# {leaflet}")), [one("other", "none")]);
        let within = [one("mechanism", "heading"), one("mechanism", "parent")];
        assert_eq!(filed(&format!("# The science\n## {leaflet}")), within);
    }

    #[test]
    fn what_the_text_decided_does_not_pass_down() {
        let text = "# Here\nGlutamate and receptors.\n## There\nNothing.\n";
        assert_eq!(filed(text), [one("mechanism", "text"), one("other", "none")]);
    }

    #[rstest]
    #[case("{topics=uses}", "unknown attribute `topics` in a heading")]
    #[case("{also=uses}", "no topic before `also` in a heading")]
    #[case("{topic=uses,mechanism}", "two topics in a heading")]
    #[case("{topic=uses topic=mechanism}", "two topics in a heading")]
    fn an_attribute_that_would_do_nothing_is_named(#[case] attribute: &str, #[case] said: &str) {
        let topics = Topics::parse("topics.toml", TOPICS).unwrap();
        let bad = file(&mut outline("s/a", "Title", &format!("# Here {attribute}\n")), &topics);
        assert!(bad.len() == 1 && bad[0].message.starts_with(said), "{bad:?}");
    }

    #[test]
    fn a_topic_that_is_named_twice_counts_once() {
        let topics = Topics::parse("topics.toml", TOPICS).unwrap();
        let text = "# Here {topic=uses also=uses,mechanism,mechanism}\n";
        let mut outline = outline("s/a", "Title", text);
        assert!(file(&mut outline, &topics).is_empty());
        let named = outline.sections[0].topics().map(|topic| topics.topic(topic).id.as_str());
        assert_eq!(named.collect::<Vec<_>>(), ["uses", "mechanism"]);
    }

    #[test]
    fn an_unknown_topic_is_named_and_the_next_step_decides() {
        let topics = Topics::parse("topics.toml", TOPICS).unwrap();
        let mut outline = outline("s/a", "Title", "Text\n\n# Science {topic=usse}\n");
        let bad = file(&mut outline, &topics);
        let [bad] = bad.as_slice() else { panic!("{bad:?}") };
        let said = "unknown topic `usse` in a heading; did you mean `uses`?";
        assert_eq!((bad.at, bad.kind, bad.message.as_str()), (6, FaultKind::UnknownTopic, said));
        assert_eq!(outline.sections[1].topic_by.name(), "heading");
    }
}
