//! What a search says of itself: how much was found and where, what was read otherwise than it was
//! typed, and, where nothing was found, what was searched.

use super::{Correction, Outcome, SourceCount, WordCount};
use crate::library::Library;

impl Outcome {
    /// Sentences without full stops, the most important first; the same on every way out.
    #[must_use]
    pub fn said(&self, library: &Library) -> Vec<String> {
        let mut said: Vec<String> = self.problems.iter().map(ToString::to_string).collect();
        if said.is_empty() {
            said.extend(if self.total > 0 { self.found() } else { self.absent() });
        }
        said.extend(corrected(&self.corrections));
        said.extend(self.sources(library));
        said.extend(self.notes.iter().map(ToString::to_string));
        said
    }

    /// "12 passages in 4 of 5 sources", and that none has all words, if so.
    fn found(&self) -> Vec<String> {
        let with = self.per_source.iter().filter(|s| s.passages > 0).count();
        let found = format!(
            "{} in {with} of {}",
            count(self.total, "passage"),
            count(self.per_source.len(), "source")
        );
        let lacks = self.hits.iter().all(|hit| !hit.missing.is_empty());
        let partial =
            lacks.then(|| format!("no passage has all the words: {}", alone(&self.counts)));
        std::iter::once(found).chain(partial).collect()
    }

    /// That nothing speaks of it, how much was searched, and how much there is of each word alone.
    fn absent(&self) -> Vec<String> {
        let all = &self.searched;
        let searched = [
            count(all.articles, "article"),
            count(all.sections, "section"),
            count(all.words, "word"),
        ];
        let none =
            format!("no passage speaks of \"{}\" — {} searched", self.query, searched.join(", "));
        let several = (self.counts.len() > 1).then(|| alone(&self.counts));
        std::iter::once(none).chain(several).collect()
    }

    /// How many passages each source has, where there are any.
    fn sources(&self, library: &Library) -> Option<String> {
        let one =
            |s: &SourceCount| format!("{} {}", library.article(s.article).source.name, s.passages);
        let all: Vec<String> = self.per_source.iter().map(one).collect();
        (self.total > 0).then(|| all.join(" · "))
    }
}

/// "ketamine 41 · bladder 0"
fn alone(counts: &[WordCount]) -> String {
    counts.iter().map(|c| format!("{} {}", c.word, c.passages)).collect::<Vec<_>>().join(" · ")
}

/// `showing "ketamine" for "ketmaine"`
fn corrected(corrections: &[Correction]) -> Vec<String> {
    corrections.iter().map(|c| format!("showing \"{}\" for \"{}\"", c.shown, c.typed)).collect()
}

fn count(n: usize, one: &str) -> String {
    let digits = n.to_string();
    let from_end = |i: usize| digits.len() - i;
    let grouped: String = digits
        .char_indices()
        .flat_map(|(i, d)| [(i > 0 && from_end(i) % 3 == 0).then_some(','), Some(d)])
        .flatten()
        .collect();
    if n == 1 { format!("1 {one}") } else { format!("{grouped} {one}s") }
}
