//! What all forms of a search report say in the same words.

use crate::library::{Article, Library};
use crate::search::{Correction, Hit, Match, Outcome};

use super::{Page, counted};

/// "12 passages in 4 of 5 sources", and how many of them are shown.
#[must_use]
pub fn found(outcome: &Outcome) -> String {
    let speaking = outcome.per_source.iter().filter(|c| c.passages > 0).count();
    let sources = counted(outcome.per_source.len(), "source");
    let found = format!("{} in {speaking} of {sources}", counted(outcome.total, "passage"));
    match outcome.hits.len() {
        shown if shown == outcome.total => found,
        1 => format!("{found}; the best one follows"),
        shown => format!("{found}; the best {shown} follow"),
    }
}

/// "no passage speaks of "cystitis"", and what was searched.
#[must_use]
pub fn not_found(outcome: &Outcome, page: &Page) -> String {
    let searched = outcome.searched;
    format!(
        "no passage speaks of \"{}\" {} {}, {}, {} searched",
        outcome.query,
        page.glyph("—", "-"),
        counted(searched.articles, "article"),
        counted(searched.sections, "section"),
        counted(searched.words, "word"),
    )
}

/// `showing "ketamine" for "ketmaine"`.
#[must_use]
pub fn correction(correction: &Correction) -> String {
    let Correction { typed, shown, by } = correction;
    let why = if *by == Match::Alias { ", another name for it" } else { "" };
    format!("showing \"{shown}\" for \"{typed}\"{why}")
}

/// `lacks "bladder"`, where a hit has not every word.
#[must_use]
pub fn lacks(hit: &Hit) -> Option<String> {
    let words: Vec<_> = hit.missing.iter().map(|word| format!("\"{word}\"")).collect();
    (!words.is_empty()).then(|| format!("lacks {}", words.join(", ")))
}

/// "source · topic › heading" of a hit.
#[must_use]
pub fn hit_heading(library: &Library, hit: &Hit, page: &Page) -> String {
    let section = library.section(library.section_of(hit.passage));
    let topic = &library.topics.topic(section.topic).name;
    let source = &library.article(hit.passage.article).source.name;
    page.joined(&[source.as_str(), &page.path(&[topic, &section.heading])])
}

/// The articles of the hits, each once for every hit.
#[must_use]
pub fn hit_articles<'a>(library: &'a Library, outcome: &Outcome) -> Vec<&'a Article> {
    outcome.hits.iter().map(|hit| library.article(hit.passage.article)).collect()
}
