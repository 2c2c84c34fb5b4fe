//! Text: plain lines for a terminal or a pipe, wrapped to the page and never cut.

mod check;
mod compare;
mod coverage;
mod figures;
mod gaps;
mod grid;
mod keys;
mod list;
mod passages;
mod read;
mod row;
mod search;
mod terms;

use std::io::{self, Write};

use super::{Page, is_restated};
use crate::library::Article;
use crate::library::said::{NOT_ADVICE, RESTATED, stated};
use crate::reflow::{columns, wrap};

pub use check::check;
pub use compare::compare;
pub use coverage::coverage;
pub use gaps::gaps;
pub use keys::keys;
pub use list::list;
pub use read::read;
pub use search::search;

/// Writes how to go on from what home shows.
///
/// # Errors
/// When writing fails.
pub fn read_on(out: &mut impl Write, page: &Page) -> io::Result<()> {
    writeln!(out)?;
    paragraph(out, "an article; `pamphlet list` names them", "pamphlet read ID  ", page.measure())?;
    paragraph(out, "everything else", "pamphlet --help   ", page.measure())
}

/// Writes running text with `first` before its first line and blanks of that width before the
/// others, in at most `width` columns.
fn paragraph(out: &mut impl Write, text: &str, first: &str, width: usize) -> io::Result<()> {
    let indent = columns(first);
    let rest = " ".repeat(indent);
    let lines = wrap(text, width.saturating_sub(indent).max(1), 0);
    for (i, line) in lines.into_iter().enumerate() {
        let before = if i == 0 { first } else { &rest };
        writeln!(out, "{}", format!("{before}{}", &text[line]).trim_end())?;
    }
    Ok(())
}

/// Writes a heading, bold where the page can.
fn heading(out: &mut impl Write, text: &str, page: &Page) -> io::Result<()> {
    for line in wrap(text, page.measure(), 0) {
        writeln!(out, "{}", page.bold(&text[line]))?;
    }
    Ok(())
}

/// Writes a heading with a line under it.
fn title(out: &mut impl Write, text: &str, page: &Page) -> io::Result<()> {
    heading(out, text, page)?;
    writeln!(out, "{}", page.glyph("─", "-").repeat(columns(text).min(page.measure())))
}

/// Writes facts side by side, on a further line where the next one does not fit; none is broken
/// that fits on a line of its own.
fn facts(out: &mut impl Write, facts: &[String], indent: &str, page: &Page) -> io::Result<()> {
    let width = page.measure().saturating_sub(columns(indent));
    for line in packed(facts, page.between(), width) {
        paragraph(out, &line, indent, page.measure())?;
    }
    Ok(())
}

/// Lines of as many parts as fit in a width, with something between the parts.
fn packed(parts: &[String], between: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        match lines.last_mut() {
            Some(line) if columns(line) + columns(between) + columns(part) <= width => {
                line.extend([between, part]);
            }
            _ => lines.push(part.clone()),
        }
    }
    lines
}

/// Writes an id or address on a line of its own, unbroken so that it can be copied.
fn unbroken(out: &mut impl Write, text: &str, indent: &str) -> io::Result<()> {
    writeln!(out, "{indent}{text}")
}

/// Says of a restated article that it is one.
fn edition(out: &mut impl Write, article: &Article, indent: &str, page: &Page) -> io::Result<()> {
    if is_restated(article) {
        paragraph(out, &format!("{RESTATED}."), indent, page.measure())?;
    }
    Ok(())
}

fn not_advice(out: &mut impl Write, page: &Page) -> io::Result<()> {
    writeln!(out)?;
    paragraph(out, &format!("{NOT_ADVICE}."), "", page.measure())
}

/// What the page states of its own dates.
fn dates(article: &Article) -> [String; 3] {
    [
        format!("published {}", stated(article.published)),
        format!("reviewed {}", stated(article.reviewed)),
        format!("retrieved {}", stated(article.retrieved)),
    ]
}
