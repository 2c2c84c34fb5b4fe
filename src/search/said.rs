//! What a search says of itself: how much was found and where, what was read otherwise than it was
//! typed, and, where nothing was found, what was searched. The same words on every way out.

use super::{Correction, Hit, Match, Outcome};
use crate::library::Library;
use crate::library::words::counted;

impl Outcome {
    /// "12 passages in 4 of 5 sources", and how many of them are shown; where none has all the
    /// words, that too.
    #[must_use]
    pub fn found(&self) -> String {
        let speaking = self.per_source.iter().filter(|c| c.passages > 0).count();
        let sources = counted(self.per_source.len(), "source");
        let found = format!("{} in {speaking} of {sources}", counted(self.total, "passage"));
        match self.hits.len() {
            shown if shown == self.total => found,
            1 => format!("{found}; the best one follows"),
            shown => format!("{found}; the best {shown} follow"),
        }
    }

    /// `no passage speaks of "cystitis"`, and what was searched; `dash` stands between.
    #[must_use]
    pub fn not_found(&self, dash: &str) -> String {
        let searched = self.searched;
        format!(
            "no passage speaks of \"{}\" {dash} {}, {}, {} searched",
            self.query,
            counted(searched.articles, "article"),
            counted(searched.sections, "section"),
            counted(searched.words, "word"),
        )
    }

    /// "Catalyst Clinic 3", for each source with passages, in library order.
    #[must_use]
    pub fn by_source(&self, library: &Library) -> Vec<String> {
        let name = |c: &super::SourceCount| &library.article(c.article).source.name;
        let speaking = self.per_source.iter().filter(|c| c.passages > 0);
        speaking.map(|c| format!("{} {}", name(c), c.passages)).collect()
    }

    /// How many passages each word has alone, where several words have none together.
    #[must_use]
    pub fn alone(&self) -> Vec<String> {
        let together = self.hits.iter().any(|hit| hit.missing.is_empty());
        let several = self.counts.len() > 1 && !together;
        let count = |c: &super::WordCount| {
            format!("\"{}\" alone: {}", c.word, counted(c.passages, "passage"))
        };
        let corrected = |c: &&super::WordCount| self.corrections.iter().any(|k| k.typed == c.word);
        self.counts.iter().filter(|c| several && !corrected(c)).map(count).collect()
    }
}

impl Correction {
    /// `showing "ketamine" for "ketmaine"`.
    #[must_use]
    pub fn said(&self) -> String {
        let Self { typed, shown, by } = self;
        let why = if *by == Match::Alias { ", another name for it" } else { "" };
        format!("showing \"{shown}\" for \"{typed}\"{why}")
    }
}

impl Match {
    /// "the word itself", and so on: what was found, beside what was typed.
    #[must_use]
    pub fn said(self) -> &'static str {
        match self {
            Self::Exact => "the word itself",
            Self::Alias => "another name for it",
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
}
