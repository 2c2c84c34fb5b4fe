//! Standing: which cues of `topics.toml` some heading or passage has, for who tends the file.

use std::collections::HashSet;
use std::ops::Range;

use super::cues::CueSet;
use super::{Entry, File, Folded, NO_TOPIC, TopicId, Topics};
use crate::library::Article;

/// The lists of cues that are looked for together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum List {
    /// Those of headings that decide.
    Strong,
    /// Those of headings that hint.
    Weak,
    /// Those of texts and of mentions.
    Spoken,
    /// Those that bar a sentence.
    Unless,
}

/// A cue of a list and a topic, as the file has it.
pub type Cue<'a> = (List, TopicId, &'a str);

/// Cues of one key of the file.
#[derive(Debug)]
pub struct Written {
    /// Where they are looked for.
    pub list: List,
    /// Whose they are.
    pub topic: TopicId,
    /// Each with its bytes of the file.
    pub cues: Vec<(Range<usize>, String)>,
}

/// The cues of topics as a file writes them, in its order; none where it cannot be read.
#[must_use]
pub fn written(text: &str) -> Vec<Written> {
    let Ok(file) = toml::from_str::<File>(text) else { return Vec::new() };
    let mut written = vec![Written::of(List::Unless, NO_TOPIC, file.unless)];
    for (topic, entry) in file.topic.into_iter().enumerate() {
        let Entry { strong, weak, text, mention, unless, .. } = entry;
        let (spoken, bars) = (List::Spoken, List::Unless);
        let lists = [
            (List::Strong, strong),
            (List::Weak, weak),
            (spoken, text),
            (spoken, mention),
            (bars, unless),
        ];
        written.extend(lists.map(|(list, cues)| Written::of(list, TopicId(topic), cues)));
    }
    written
}

impl Written {
    fn of(list: List, topic: TopicId, cues: Vec<toml::Spanned<String>>) -> Self {
        let cues = cues.into_iter().map(|cue| (cue.span(), cue.into_inner())).collect();
        Self { list, topic, cues }
    }
}

impl Topics {
    /// The cues that the headings and passages of an article have, whatever came of them.
    #[must_use]
    pub fn standing(&self, article: &Article) -> HashSet<Cue<'_>> {
        let headings = article.sections.iter().filter(|section| !section.is_top());
        let headings = headings.map(|section| Folded::of_heading(&section.heading));
        let passages = article.passages.iter().map(|passage| Folded::of(&passage.text));
        let mut standing = HashSet::new();
        for heading in headings {
            heading.note(&mut standing, List::Strong, &self.strong);
            heading.note(&mut standing, List::Weak, &self.weak);
        }
        for passage in passages {
            passage.note(&mut standing, List::Spoken, &self.spoken);
            passage.note(&mut standing, List::Unless, &self.unless);
            passage.note(&mut standing, List::Unless, &self.announces);
        }
        standing
    }
}

impl Folded<'_> {
    fn note<'a>(&self, standing: &mut HashSet<Cue<'a>>, list: List, set: &'a CueSet) {
        standing.extend(set.find(&self.0).into_iter().map(|(topic, cue, _)| (list, topic, cue)));
    }
}
