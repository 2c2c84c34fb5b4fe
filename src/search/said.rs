//! What a search says of itself: how much was found and where, what was read otherwise than it was
//! typed, and, where nothing was found, what was searched. The same words on every way out.

use super::{Correction, Hit, Match, Outcome, SourceCount, TopicCount, WordCount};
use crate::library::words::{counted, grouped};
use crate::library::{Library, Section, TopicId};

/// Sources that are named; beyond, they are only counted.
pub const MOST_SOURCES: usize = 40;

/// Some counts in their order: those that are asked for, and those with the most passages, up to
/// [`MOST_SOURCES`]; and how many are left out.
#[must_use]
pub fn with_most(mut counts: Vec<&SourceCount>) -> (Vec<&SourceCount>, usize) {
    let left = counts.len().saturating_sub(MOST_SOURCES);
    if left > 0 {
        let order = |c: &&SourceCount| (!c.kept, std::cmp::Reverse(c.passages), c.article);
        counts.select_nth_unstable_by_key(MOST_SOURCES, order);
        counts.truncate(MOST_SOURCES);
        counts.sort_by_key(|c| c.article);
    }
    (counts, left)
}

impl Outcome {
    /// "12 passages in 4 of 5 sources", and how many of them are listed.
    #[must_use]
    pub fn found(&self, listed: usize) -> String {
        let speaking = self.speaking().count();
        let sources = counted(self.per_source.iter().filter(|c| c.kept).count(), "source");
        let found = format!("{} in {speaking} of {sources}", counted(self.total, "passage"));
        match listed {
            all if all == self.total => found,
            1 => format!("{found}; the best one follows"),
            most => format!("{found}; the best {} follow", grouped(most)),
        }
    }

    /// `no passage speaks of "cystitis"`, and what was searched; `dash` stands between.
    #[must_use]
    pub fn not_found(&self, dash: &str) -> String {
        let searched = self.searched;
        let quote = if self.query.contains('"') { "" } else { "\"" };
        format!(
            "no passage speaks of {quote}{}{quote} {dash} {}, {}, {} searched",
            self.query,
            counted(searched.articles, "article"),
            counted(searched.sections, "section"),
            counted(searched.words, "word"),
        )
    }

    /// The sources of the passages found, in library order.
    fn speaking(&self) -> impl Iterator<Item = &SourceCount> {
        self.per_source.iter().filter(|c| c.kept && c.passages > 0)
    }

    /// "Catalyst Clinic 3", for each source of the passages found, in library order; of more than
    /// [`MOST_SOURCES`] those with the most, and how many more there are.
    #[must_use]
    pub fn by_source(&self, library: &Library) -> Vec<String> {
        let name = |c: &SourceCount| &library.article(c.article).source.name;
        let (most, left) = with_most(self.speaking().collect());
        let counts = most.into_iter().map(|c| format!("{} {}", name(c), grouped(c.passages)));
        counts.chain((left > 0).then(|| format!("{} more", grouped(left)))).collect()
    }

    /// "Side effects and risks 3", for each topic of the passages found, in reading order.
    #[must_use]
    pub fn by_topic(&self, library: &Library) -> Vec<String> {
        let name = |c: &TopicCount| &library.topics.topic(c.topic).name;
        let found = self.per_topic.iter().filter(|c| c.kept && c.passages > 0);
        found.map(|c| format!("{} {}", name(c), grouped(c.passages))).collect()
    }

    /// `no passage has "vomiting"`: what stands nowhere in the library by itself, where what is near it
    /// or spelt much like it is found instead.
    #[must_use]
    pub fn instead(&self) -> Option<String> {
        let mut typed: Vec<String> = Vec::new();
        for correction in &self.corrections {
            let quoted = format!("\"{}\"", correction.typed);
            if self.is_instead(correction) && !typed.contains(&quoted) {
                typed.push(quoted);
            }
        }
        (!typed.is_empty()).then(|| format!("no passage has {}", typed.join(" or ")))
    }

    /// Whether what was typed is found in no better way than a near word, or a guess.
    fn is_instead(&self, correction: &Correction) -> bool {
        let stands = |typed: &str| {
            let of_word = self.counts.iter().find(|count| count.word == typed);
            of_word.and_then(|count| count.by).is_some_and(|by| !by.is_instead())
        };
        correction.by.is_instead() && !correction.typed.split(' ').all(stands)
    }

    /// `showing "nausea" for "throwing up"`: one sentence for all that is shown for a word.
    #[must_use]
    pub fn corrected(&self) -> Vec<String> {
        let same = |a: &Correction, b: &Correction| (&a.typed, a.by) == (&b.typed, b.by);
        let mut groups: Vec<Vec<&Correction>> = Vec::new();
        for correction in &self.corrections {
            match groups.iter_mut().find(|group| same(group[0], correction)) {
                Some(group) => group.push(correction),
                None => groups.push(vec![correction]),
            }
        }
        groups.iter().map(|group| said(group)).collect()
    }

    /// The topic of a section that the query keeps to, else its first one.
    #[must_use]
    pub fn topic_of(&self, section: &Section) -> TopicId {
        section.topics().find(|topic| self.filter.topics.contains(topic)).unwrap_or(section.topic)
    }

    /// Before [`Self::alone`]: that no passage has all the words, and where they are counted.
    #[must_use]
    pub fn none_together(&self) -> &'static str {
        if self.filter.is_open() {
            "no passage has all of these:"
        } else {
            "no passage here has all of these; in the whole library:"
        }
    }

    /// "ketamine 41", "bladder 0": how many passages have each word alone, whatever the filters,
    /// where several words have none together. Words that decide nothing are left out. What is only
    /// near is counted apart: "vomiting 0, near it 3".
    #[must_use]
    pub fn alone(&self) -> Vec<String> {
        let together = self.hits.iter().any(|hit| hit.missing.is_empty());
        let said = |c: &WordCount| match c.by {
            Some(Match::Near) => format!("{} 0, near it {}", c.word, grouped(c.passages)),
            _ => format!("{} {}", c.word, grouped(c.passages)),
        };
        let telling: Vec<&WordCount> = self.counts.iter().filter(|c| !c.small).collect();
        let several = telling.len() > 1 && !together;
        telling.into_iter().filter(|_| several).map(said).collect()
    }
}

/// What is said of corrections of one word by one tier.
fn said(group: &[&Correction]) -> String {
    let shown: Vec<String> = group.iter().map(|c| format!("\"{}\"", c.shown)).collect();
    let why = match (group[0].by, group.len()) {
        (Match::Alias, 1) => ", another name for it",
        (Match::Alias, _) => ", other names for it",
        (Match::Near, _) => ", near but not the same",
        _ => "",
    };
    format!("showing {} for \"{}\"{why}", shown.join(", "), group[0].typed)
}

impl Match {
    /// Whether it is something else than what was typed.
    fn is_instead(self) -> bool {
        matches!(self, Self::Near | Self::Subsequence | Self::Typo)
    }

    /// "the word itself", and so on: what was found, beside what was typed.
    #[must_use]
    pub fn said(self) -> &'static str {
        match self {
            Self::Exact => "the word itself",
            Self::Alias => "another name for it",
            Self::Near => "something near, not the same",
            Self::Prefix => "a word that begins so",
            Self::Subsequence => "a word with its letters and more",
            Self::Typo => "a word a letter or two away",
        }
    }
}

impl Hit {
    /// `lacks "bladder"`, where it has not every word.
    #[must_use]
    pub fn lacks(&self) -> Option<String> {
        let words: Vec<_> = self.missing.iter().map(|word| format!("\"{word}\"")).collect();
        (!words.is_empty()).then(|| format!("lacks {}", words.join(", ")))
    }

    /// "in the heading", where no word stands in the text itself; else `"catalyst" in the source's
    /// name` for the words that do not. Words that decide nothing are passed over.
    #[must_use]
    pub fn around(&self) -> Option<String> {
        let telling = || self.words.iter().filter(|word| !word.small);
        let mut places: Vec<(&str, Vec<String>)> = Vec::new();
        for word in telling() {
            let Some(place) = word.fields.only_around() else { continue };
            let typed = format!("\"{}\"", word.typed);
            match places.iter_mut().find(|(other, _)| *other == place) {
                Some((_, words)) => words.push(typed),
                None => places.push((place, vec![typed])),
            }
        }
        let all = telling().count();
        let said = |(place, words): &(&str, Vec<String>)| match words.len() {
            n if n == all => (*place).to_owned(),
            _ => format!("{} {place}", words.join(", ")),
        };
        (!places.is_empty()).then(|| places.iter().map(said).collect::<Vec<_>>().join(", "))
    }
}
