//! Hits as text: who speaks of it, the part that matches, and the id to read on from.

use std::io::{self, Write};
use std::ops::Range;

use super::{facts, not_advice, paragraph, unbroken};
use crate::library::Library;
use crate::reflow::{columns, wrap};
use crate::report::{self, Page, hit_articles, hit_heading, restated_among};
use crate::search::{Explanation, Hit, Outcome, Snippet};

/// Blanks before a snippet and its id.
const INDENT: &str = "  ";

/// Blanks before an explanation.
const WHY: &str = "    ";

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
    if outcome.hits.is_empty() {
        return nothing(out, outcome, page);
    }
    let found = outcome.found(outcome.hits.len());
    for said in outcome.instead().into_iter().chain([found]) {
        paragraph(out, &said, "", page.measure())?;
    }
    facts(out, &outcome.by_source(library), "", page)?;
    facts(out, &outcome.by_topic(library), "", page)?;
    alone(out, outcome, page)?;
    said(out, outcome, page)?;
    for (i, hit) in outcome.hits.iter().enumerate() {
        writeln!(out)?;
        self::hit(out, library, outcome, hit, page)?;
        why.get(i).map_or(Ok(()), |why| explanation(out, why, page))?;
    }
    if let Some(restated) = restated_among(hit_articles(library, outcome).into_iter()) {
        writeln!(out)?;
        paragraph(out, &restated, "", page.measure())?;
    }
    not_advice(out, page)
}

/// What was searched in vain, and how much there is of each word alone.
fn nothing(out: &mut impl Write, outcome: &Outcome, page: &Page) -> io::Result<()> {
    paragraph(out, &outcome.not_found(page.glyph("—", "-")), "", page.width)?;
    alone(out, outcome, page)?;
    said(out, outcome, page)
}

fn alone(out: &mut impl Write, outcome: &Outcome, page: &Page) -> io::Result<()> {
    report::alone(outcome, page)
        .iter()
        .try_for_each(|alone| paragraph(out, alone, "", page.measure()))
}

fn said(out: &mut impl Write, outcome: &Outcome, page: &Page) -> io::Result<()> {
    for said in outcome.corrected() {
        paragraph(out, &said, "", page.measure())?;
    }
    for note in &outcome.notes {
        paragraph(out, &note.to_string(), "", page.measure())?;
    }
    Ok(())
}

fn hit(
    out: &mut impl Write,
    library: &Library,
    outcome: &Outcome,
    hit: &Hit,
    page: &Page,
) -> io::Result<()> {
    super::heading(out, &hit_heading(library, outcome, hit, page), page)?;
    snippet(out, &hit.snippet, page)?;
    for why in hit.lacks().into_iter().chain(hit.around()) {
        paragraph(out, &why, INDENT, page.measure())?;
    }
    unbroken(out, &library.passage_id(hit.passage), INDENT)
}

/// Each label with what is said of it beside it.
fn explanation(out: &mut impl Write, why: &Explanation, page: &Page) -> io::Result<()> {
    let said = why.said();
    let widest = said.iter().map(|(label, _)| columns(label)).max().unwrap_or(0);
    let beside = widest.min(page.measure() / 3);
    for (label, text) in &said {
        let gap = " ".repeat(beside.saturating_sub(columns(label)));
        if columns(label) > beside {
            paragraph(out, label, WHY, page.measure())?;
            paragraph(out, text, &" ".repeat(WHY.len() + beside + 2), page.measure())?;
        } else {
            paragraph(out, text, &format!("{WHY}{label}{gap}  "), page.measure())?;
        }
    }
    Ok(())
}

/// The part with its matches reversed, and dots where more of the passage stands around it.
fn snippet(out: &mut impl Write, snippet: &Snippet, page: &Page) -> io::Result<()> {
    let dots = page.glyph("…", "...");
    let width = page.measure().saturating_sub(INDENT.len() + 2 * dots.len());
    let lines = wrap(&snippet.text, width.max(1), 0);
    let last = lines.len() - 1;
    for (i, line) in lines.into_iter().enumerate() {
        let before = if i == 0 && snippet.cut_before { dots } else { "" };
        let after = if i == last && snippet.cut_after { dots } else { "" };
        let text = marked(&snippet.text, line, &snippet.highlights, page);
        writeln!(out, "{INDENT}{before}{text}{after}")?;
    }
    Ok(())
}

/// A line of a text with the highlights that fall on it reversed.
fn marked(text: &str, line: Range<usize>, highlights: &[Range<usize>], page: &Page) -> String {
    let mut marked = String::new();
    let mut at = line.start;
    for highlight in highlights {
        let (start, end) = (highlight.start.max(at), highlight.end.min(line.end));
        if start < end {
            marked.push_str(&text[at..start]);
            marked.push_str(&page.reversed(&text[start..end]));
            at = end;
        }
    }
    marked.push_str(&text[at..line.end]);
    marked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_match_over_two_lines_is_marked_on_both() {
        let page = Page { width: 80, ascii: false, styled: true };
        let text = "side effects pass";
        let highlight = std::slice::from_ref(&(0..12));
        let lines: Vec<_> =
            wrap(text, 7, 0).into_iter().map(|l| marked(text, l, highlight, &page)).collect();
        let on = |text: &str| format!("\u{1b}[7m{text}\u{1b}[27m");
        assert_eq!(lines, [on("side"), on("effects"), "pass".to_owned()]);
    }
}
