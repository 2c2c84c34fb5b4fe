//! Hits as Markdown: a heading and a quote each.

use std::io::{self, Write};

use super::{escaped, heading, paragraph};
use crate::library::Library;
use crate::library::markup::{escaped_within, guarded};
use crate::library::said::NOT_ADVICE;
use crate::report::{Page, alone, hit_articles, hit_heading, restated_among};
use crate::search::{Explanation, Hit, Outcome, Snippet};

/// Writes how much was found where, what was corrected, and the hits; as far as there is an
/// explanation for each of them, with it.
///
/// # Errors
/// When writing fails.
pub fn search(
    out: &mut impl Write,
    library: &Library,
    outcome: &Outcome,
    why: &[Explanation],
    page: &Page,
) -> io::Result<()> {
    heading(out, 1, &outcome.query)?;
    let said = if outcome.hits.is_empty() {
        outcome.not_found(page.glyph("—", "-"))
    } else {
        outcome.found(outcome.hits.len())
    };
    for said in outcome.instead().into_iter().chain([said]) {
        paragraph(out, &said)?;
    }
    for count in [outcome.by_source(library), outcome.by_topic(library)] {
        if !count.is_empty() {
            paragraph(out, &page.joined(&count))?;
        }
    }
    for said in alone(outcome, page).into_iter().chain(outcome.corrected()) {
        paragraph(out, &said)?;
    }
    for note in &outcome.notes {
        paragraph(out, &note.to_string())?;
    }
    for (i, hit) in outcome.hits.iter().enumerate() {
        self::hit(out, library, outcome, hit, page)?;
        why.get(i).map_or(Ok(()), |why| explanation(out, why))?;
    }
    if let Some(restated) = restated_among(hit_articles(library, outcome).into_iter()) {
        writeln!(out, "*{}*\n", escaped(&restated))?;
    }
    writeln!(out, "{NOT_ADVICE}.")
}

fn hit(
    out: &mut impl Write,
    library: &Library,
    outcome: &Outcome,
    hit: &Hit,
    page: &Page,
) -> io::Result<()> {
    heading(out, 2, &hit_heading(library, outcome, hit, page))?;
    writeln!(out, "> {}\n", guarded(&marked(&hit.snippet, page)))?;
    for why in hit.lacks().into_iter().chain(hit.around()) {
        paragraph(out, &why)?;
    }
    writeln!(out, "`{}`\n", library.passage_id(hit.passage))
}

/// An item for each word and each part of the score.
fn explanation(out: &mut impl Write, why: &Explanation) -> io::Result<()> {
    for (label, text) in why.said() {
        match label.as_str() {
            "" => writeln!(out, "  - {}", escaped_within(&text))?,
            label => writeln!(out, "- **{}**: {}", escaped_within(label), escaped_within(&text))?,
        }
    }
    writeln!(out)
}

/// The part on one line with its matches strong, and dots where more of the passage stands around.
fn marked(snippet: &Snippet, page: &Page) -> String {
    let dots = page.glyph("…", "...");
    let mut marked = String::from(if snippet.cut_before { dots } else { "" });
    let mut at = 0;
    for highlight in &snippet.highlights {
        let found = escaped_within(&snippet.text[highlight.clone()]);
        marked.push_str(&escaped_within(&snippet.text[at..highlight.start]));
        marked.extend(["**", &found, "**"]);
        at = highlight.end;
    }
    marked.push_str(&escaped_within(&snippet.text[at..]));
    marked.push_str(if snippet.cut_after { dots } else { "" });
    marked.split_whitespace().collect::<Vec<_>>().join(" ")
}
