//! Topics: what sections can be about, with the cues that tell it from a heading or a text.
//!
//! Where several cues fit, the one with more words wins, and among equals the topic that stands
//! later in the list: the list goes from the general to the particular.
//!
//! A passage speaks of a topic where one of its sentences has a cue for that and none that tells
//! that the sentence is about something else, or only of what the page goes on to explain.

mod cues;
mod number;
mod questions;
pub mod standing;

use std::collections::HashSet;
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use super::sanitize::clean_line;
use super::sentences::sentences;
use super::words::{self, Word, folded, slug};
use super::{Fault, FaultKind, TopicSet, nearest};
use cues::CueSet;
use number::unnumbered;
pub use questions::{Fact, Question};

/// The topic of everything that no rule could file.
const OTHER: &str = "other";

/// Stands with cues that are of no topic.
const NO_TOPIC: TopicId = TopicId(usize::MAX);

/// Index of a topic in [`Topics`], in reading order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TopicId(pub usize);

/// Something that a section can be about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Topic {
    /// Stable, as in JSON.
    pub id: String,
    /// For people.
    pub name: String,
    /// For narrow places, eight columns or less; the id where none is given.
    pub short: String,
    /// One sentence.
    pub about: String,
    /// Other names that commands and queries accept.
    pub aliases: Vec<String>,
    /// Whether a section on it counts as covering anything.
    pub coverage: bool,
}

/// All topics in reading order; the last one is always `other`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topics {
    list: Vec<Topic>,
    strong: CueSet,
    weak: CueSet,
    text: CueSet,
    /// The cues of texts and those of mentions.
    spoken: CueSet,
    unless: CueSet,
    /// What bars a sentence from every topic.
    announces: CueSet,
    questions: Vec<Question>,
}

/// A cue that stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found<'a> {
    /// Whose cue it is.
    pub topic: TopicId,
    /// The cue as `topics.toml` has it.
    pub cue: &'a str,
    /// Bytes of the text.
    pub range: Range<usize>,
}

/// The file's form: what tells of no topic, and lists of `[[topic]]` and `[[question]]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    unless: Vec<Spanned<String>>,
    topic: Vec<Entry>,
    #[serde(default)]
    question: Vec<questions::Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: Spanned<String>,
    name: String,
    short: Option<String>,
    about: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default = "yes")]
    coverage: bool,
    #[serde(default)]
    strong: Vec<Spanned<String>>,
    #[serde(default)]
    weak: Vec<Spanned<String>>,
    #[serde(default)]
    text: Vec<Spanned<String>>,
    #[serde(default)]
    mention: Vec<Spanned<String>>,
    #[serde(default)]
    unless: Vec<Spanned<String>>,
}

fn yes() -> bool {
    true
}

impl Default for Topics {
    /// No topic but `other`.
    fn default() -> Self {
        let mut topics = Self::empty();
        topics.end_with_other();
        topics
    }
}

impl Topics {
    fn empty() -> Self {
        let (strong, weak, text, spoken, unless, announces) = Default::default();
        let (list, questions) = Default::default();
        Self { list, strong, weak, text, spoken, unless, announces, questions }
    }

    /// Reads `topics.toml`; `file` names it in a fault.
    ///
    /// # Errors
    /// The first place where the text is no list of topics with cues.
    pub fn parse(file: &str, text: &str) -> Result<Self, Fault> {
        let parsed: File =
            toml::from_str(text).map_err(|e| Fault::toml(FaultKind::Topics, file, text, 0, &e))?;
        let fault = |span: Range<usize>, message: String| {
            Fault::at(FaultKind::Topics, file, text, span.start, &message)
        };
        let mut topics = Self::empty();
        add_all(&mut topics.announces, NO_TOPIC, &parsed.unless)
            .map_err(|(span, message)| fault(span, message))?;
        let mut seen = HashSet::new();
        for entry in parsed.topic {
            let id = entry.id.get_ref().clone();
            if slug(&id) != id || !seen.insert(id.clone()) {
                let message =
                    format!("topic id `{id}` must be lower case with hyphens, and stand once");
                return Err(fault(entry.id.span(), message));
            }
            if topics.list.len() + 1 == TopicSet::MOST {
                let message = format!("a library has at most {} topics", TopicSet::MOST - 1);
                return Err(fault(entry.id.span(), message));
            }
            topics.add(entry).map_err(|(span, message)| fault(span, message))?;
        }
        topics.end_with_other();
        for entry in parsed.question {
            let question = entry.read(&topics).map_err(|(span, message)| fault(span, message))?;
            topics.questions.push(question);
        }
        Ok(topics)
    }

    fn add(&mut self, entry: Entry) -> Result<(), (Range<usize>, String)> {
        let topic = TopicId(self.list.len());
        let spoken = [entry.text.as_slice(), &entry.mention].concat();
        let sets = [
            (&mut self.strong, &entry.strong),
            (&mut self.weak, &entry.weak),
            (&mut self.text, &entry.text),
            (&mut self.spoken, &spoken),
            (&mut self.unless, &entry.unless),
        ];
        for (set, cues) in sets {
            add_all(set, topic, cues)?;
        }
        self.list.push(Topic {
            short: entry
                .short
                .map_or_else(|| entry.id.get_ref().clone(), |short| clean_line(&short)),
            id: entry.id.into_inner(),
            name: clean_line(&entry.name),
            about: clean_line(&entry.about),
            aliases: entry.aliases.iter().map(|a| clean_line(a)).collect(),
            coverage: entry.coverage,
        });
        Ok(())
    }

    fn end_with_other(&mut self) {
        if self.list.last().is_none_or(|topic| topic.id != OTHER) {
            self.list.push(Topic {
                id: OTHER.to_owned(),
                short: OTHER.to_owned(),
                name: "Other".to_owned(),
                about: "What no rule could file.".to_owned(),
                ..Topic::default()
            });
        }
    }

    /// Every topic with its id, in reading order.
    pub fn iter(&self) -> impl Iterator<Item = (TopicId, &Topic)> {
        self.list.iter().enumerate().map(|(i, t)| (TopicId(i), t))
    }

    /// The topics that count as coverage, in reading order.
    pub fn covered(&self) -> impl Iterator<Item = (TopicId, &Topic)> {
        self.iter().filter(|(_, topic)| topic.coverage)
    }

    /// The topic of an id of this list.
    #[must_use]
    pub fn topic(&self, id: TopicId) -> &Topic {
        &self.list[id.0]
    }

    /// The topic of what cannot be filed.
    #[must_use]
    pub fn other(&self) -> TopicId {
        TopicId(self.list.len().saturating_sub(1))
    }

    /// The topic that an id, name or alias names, in any case.
    #[must_use]
    pub fn lookup(&self, name: &str) -> Option<TopicId> {
        let wanted = folded(name);
        let names = |topic: &Topic| {
            [&topic.id, &topic.name].into_iter().chain(&topic.aliases).any(|n| folded(n) == wanted)
        };
        self.iter().find(|(_, topic)| names(topic)).map(|(id, _)| id)
    }

    /// The topic id or alias that is most like a name.
    #[must_use]
    pub fn nearest(&self, name: &str) -> Option<&str> {
        let names = self.list.iter().flat_map(|t| std::iter::once(&t.id).chain(&t.aliases));
        nearest::nearest(&name.to_lowercase(), names.map(String::as_str))
    }

    /// What a heading names by strong cues: of each of its pieces the best, in order, each topic
    /// once. Pieces are divided by "and", "or", "&", "/", commas and question marks.
    #[must_use]
    pub fn strong(&self, heading: &str) -> Vec<Found<'_>> {
        let found = Folded::of_heading(heading).find(&self.strong);
        let mut best: Vec<Found> = Vec::new();
        for piece in pieces(heading) {
            let within = found.iter().filter(|f| piece.contains(&f.range.start));
            if let Some(f) =
                within.max_by_key(|f| rank(f)).filter(|f| !best.iter().any(|b| b.topic == f.topic))
            {
                best.push(f.clone());
            }
        }
        best
    }

    /// What a heading hints at by its best weak cue.
    #[must_use]
    pub fn weak(&self, heading: &str) -> Option<Found<'_>> {
        Folded::of_heading(heading).find(&self.weak).into_iter().max_by_key(rank)
    }

    /// Whether a heading only announces what the page goes on to explain.
    #[must_use]
    pub fn announces(&self, heading: &str) -> bool {
        !Folded::of_heading(heading).find(&self.announces).is_empty()
    }

    /// Every text cue in a passage, in order.
    #[must_use]
    pub fn in_text(&self, text: &str) -> Vec<Found<'_>> {
        Folded::of(text).find(&self.text)
    }

    /// What tells that a passage speaks of topics: every cue of a text or a mention, in order, that
    /// stands in a sentence without an `unless` cue of the same topic or of all.
    #[must_use]
    pub fn spoken(&self, text: &str) -> Vec<Found<'_>> {
        self.in_sentences(&self.spoken, text)
    }

    /// The cues of a set in the sentences that nothing bars from their topic.
    fn in_sentences<'a>(&'a self, set: &'a CueSet, text: &str) -> Vec<Found<'a>> {
        let words = Folded::of(text);
        let (mut spoken, mut first) = (Vec::new(), 0);
        if set.find(&words.0).is_empty() {
            return spoken;
        }
        for sentence in sentences(text) {
            let next = words.up_to(first, sentence.end);
            let found = words.find_in(set, first..next);
            if !found.is_empty() && words.find_in(&self.announces, first..next).is_empty() {
                let other = words.find_in(&self.unless, first..next);
                let stays = |f: &Found| other.iter().all(|o| o.topic != f.topic);
                spoken.extend(found.into_iter().filter(stays));
            }
            first = next;
        }
        spoken
    }
}

/// Adds cues of a topic, up to the first that is none: its bytes in the file, and what is wrong.
fn add_all(
    set: &mut CueSet,
    topic: TopicId,
    cues: &[Spanned<String>],
) -> Result<(), (Range<usize>, String)> {
    cues.iter()
        .try_for_each(|cue| set.add(topic, cue.get_ref()).map_err(|message| (cue.span(), message)))
}

/// More words first, then the later topic.
fn rank(found: &Found) -> (usize, TopicId) {
    (words::count(found.cue), found.topic)
}

/// The words of a text, for cues to fit on.
struct Folded<'t>(Vec<Word<'t>>);

impl<'t> Folded<'t> {
    fn of(text: &'t str) -> Self {
        Self(words::words(text).collect())
    }

    /// Of a heading without its number, so that `^` means the start of what it says.
    fn of_heading(heading: &'t str) -> Self {
        let start = unnumbered(heading);
        Self(words::words(heading).filter(|word| word.range.start >= start).collect())
    }

    fn find<'a>(&self, set: &'a CueSet) -> Vec<Found<'a>> {
        self.find_in(set, 0..self.0.len())
    }

    /// The cues that stand in some of the words.
    fn find_in<'a>(&self, set: &'a CueSet, within: Range<usize>) -> Vec<Found<'a>> {
        let words = &self.0[within];
        let bytes = |at: &Range<usize>| words[at.start].range.start..words[at.end - 1].range.end;
        let found = set.find(words).into_iter();
        found.map(|(topic, cue, at)| Found { topic, cue, range: bytes(&at) }).collect()
    }

    /// The first word from `first` on that does not begin before a byte.
    fn up_to(&self, first: usize, byte: usize) -> usize {
        first + self.0[first..].partition_point(|word| word.range.start < byte)
    }
}

/// The byte ranges of a compound heading's pieces.
fn pieces(heading: &str) -> Vec<Range<usize>> {
    let mut borders = vec![0];
    borders.extend(heading.match_indices([',', '?', '&', '/', ';', ':']).map(|(at, _)| at));
    let joins = |w: &Word| matches!(w.folded.as_ref(), "and" | "or");
    borders.extend(words::words(heading).filter(joins).map(|w| w.range.start));
    borders.sort_unstable();
    borders.push(heading.len());
    borders.windows(2).map(|pair| pair[0]..pair[1]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"
        unless = ["aims to"]
        [[topic]]
        id = "mechanism"
        name = "How it works"
        about = "."
        aliases = ["science"]
        strong = ["how .. work*", "what .. do"]
        weak = ["^understanding"]
        text = ["receptor*"]
        mention = ["nerve cell*"]
        unless = ["other drug*"]
        [[topic]]
        id = "uses"
        name = "Uses"
        about = "."
        strong = ["use", "uses"]
        [[topic]]
        id = "effectiveness"
        name = "Benefits"
        about = "."
        strong = ["benefit*"]
        mention = ["help much"]
        [[topic]]
        id = "future"
        name = "Future"
        about = "."
        strong = ["new use*"]
    "#;

    fn topics() -> Topics {
        Topics::parse("topics.toml", FILE).unwrap()
    }

    fn strong(heading: &str) -> Vec<String> {
        let topics = topics();
        topics.strong(heading).iter().map(|f| topics.topic(f.topic).id.clone()).collect()
    }

    #[test]
    fn a_compound_heading_names_several_topics() {
        assert_eq!(
            strong("What Does Ketamine Do and What Are the Benefits?"),
            ["mechanism", "effectiveness"]
        );
        assert_eq!(strong("Benefits & uses"), ["effectiveness", "uses"]);
    }

    #[test]
    fn more_words_win() {
        assert_eq!(strong("Potential New Uses"), ["future"]);
    }

    #[test]
    fn a_gap_has_five_words_at_most() {
        assert_eq!(strong("How a b c d e works"), ["mechanism"]);
        assert!(strong("How a b c d e f works").is_empty());
    }

    #[test]
    fn an_anchor_holds_a_cue_to_the_start() {
        let topics = topics();
        assert!(topics.weak("Understanding ketamine").is_some());
        assert!(topics.weak("On understanding ketamine").is_none());
    }

    #[test]
    fn a_number_is_before_the_start_of_a_heading() {
        assert!(topics().weak("2. Understanding it").is_some());
        assert!(topics().weak("2 Understanding it").is_none());
    }

    #[test]
    fn other_is_last_and_covers_nothing() {
        let topics = topics();
        assert_eq!(topics.topic(topics.other()).id, "other");
        assert_eq!(topics.covered().count(), 4);
    }

    #[test]
    fn names_and_aliases_are_looked_up() {
        let topics = topics();
        assert_eq!(topics.lookup("HOW IT WORKS"), topics.lookup("science"));
        assert_eq!(topics.nearest("mechansim"), Some("mechanism"));
    }

    #[test]
    fn ranges_point_into_the_text() {
        let text = "The NMDA Receptors there";
        assert_eq!(&text[topics().in_text(text)[0].range.clone()], "Receptors");
    }

    /// The cues that tell that a text speaks of topics.
    fn spoken(text: &str) -> Vec<&str> {
        topics().spoken(text).into_iter().map(|found| &text[found.range]).collect()
    }

    #[test]
    fn a_text_is_spoken_of_by_its_cues_and_those_of_mentions() {
        assert_eq!(spoken("A receptor. Nerve cells fire."), ["receptor", "Nerve cells"]);
        assert!(topics().in_text("Nerve cells fire.").is_empty());
    }

    #[test]
    fn a_sentence_about_something_else_is_left_out_and_no_other() {
        let text = "Other drugs block a receptor. It needs a receptor. Nerve cells of other drugs.";
        assert_eq!(spoken(text), ["receptor"]);
    }

    #[test]
    fn a_cue_does_not_reach_into_the_next_sentence() {
        assert_eq!(spoken("Some nerve. Cells."), [""; 0]);
    }

    #[test]
    fn a_sentence_on_what_the_page_is_for_speaks_of_nothing() {
        assert_eq!(spoken("The page aims to explain receptors. Receptors are."), ["Receptors"]);
    }

    #[test]
    fn what_bars_a_sentence_from_one_topic_bars_it_from_no_other() {
        assert_eq!(spoken("Other drugs help much."), ["help much"]);
    }

    #[test]
    fn a_bad_cue_is_named_with_its_place() {
        let text = "[[topic]]\nid = \"a\"\nname = \"A\"\nabout = \".\"\nstrong = [\"x*\"]\n";
        let fault = Topics::parse("topics.toml", text).unwrap_err();
        assert_eq!((fault.line, fault.column), (5, 11));
        assert!(fault.message.contains("`x*`"), "{}", fault.message);
    }
    #[test]
    fn a_topic_too_many_is_named() {
        let topic = |i| format!("[[topic]]\nid = \"t{i}\"\nname = \"T\"\nabout = \".\"\n");
        let text = |topics| (0..topics).map(topic).collect::<String>();
        assert_eq!(Topics::parse("t", &text(TopicSet::MOST - 1)).unwrap().iter().count(), 64);
        let fault = Topics::parse("t", &text(TopicSet::MOST)).unwrap_err();
        assert_eq!((fault.line, fault.message.as_str()), (254, "a library has at most 63 topics"));
    }
}
