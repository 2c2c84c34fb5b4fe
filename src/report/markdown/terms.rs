//! Terms as a Markdown table: a row a term, a column an article, how often and in which passages.

use std::io::{self, Write};

use super::{code, escaped, heading, paragraph, row, rule};
use crate::compare::Column;
use crate::compare::terms::{Cell, Row};
use crate::library::Library;
use crate::report::Page;
use crate::report::terms::{
    MARKS, NO_TERMS, NOT_COVERED, TERMS, below_name, counted, is_marked, passage_ids,
};

/// Writes the terms of a comparison's columns as one table.
pub fn terms(
    out: &mut impl Write,
    library: &Library,
    columns: &[Column],
    rows: &[Row],
    page: &Page,
) -> io::Result<()> {
    heading(out, 2, TERMS)?;
    if rows.is_empty() {
        return paragraph(out, NO_TERMS);
    }
    let header = columns.iter().map(|column| self::header(library, column));
    row(out, std::iter::once("Term".to_owned()).chain(header))?;
    rule(out, columns.len() + 1)?;
    for term in rows {
        let name = escaped(&library.glossary.term(term.term).name);
        let cells = columns.iter().zip(&term.cells).map(|(c, cell)| text(library, c, cell, page));
        row(out, std::iter::once(name).chain(cells))?;
    }
    writeln!(out)?;
    if is_marked(rows) { paragraph(out, MARKS) } else { Ok(()) }
}

/// The source, the article whose passages the column names, and whether it says nothing at all.
fn header(library: &Library, column: &Column) -> String {
    let article = library.article(column.article);
    let named = format!("{} {}", escaped(&article.source.name), code(&article.id));
    if below_name(column).is_empty() { named } else { format!("{named} ({NOT_COVERED})") }
}

/// "2: `#risks.1`, `#risks.3`".
fn text(library: &Library, column: &Column, cell: &Cell, page: &Page) -> String {
    let counted = counted(cell, page.glyph("—", "-"));
    let ids = passage_ids(library, column, cell);
    let place = |id: &String| code(&id[id.find('#').unwrap_or(0)..]);
    let places: Vec<String> = ids.iter().map(place).collect();
    if places.is_empty() { counted } else { format!("{counted}: {}", places.join(", ")) }
}
