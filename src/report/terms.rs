//! What all forms of a table of terms say in the same words.

use crate::compare::terms::Cell;
use crate::compare::{Column, Coverage};
use crate::library::Library;

/// Above the terms.
pub const TERMS: &str = "Terms";

/// Where there are none.
pub const NO_TERMS: &str = "No terms of the glossary stand in these passages.";

/// What the marks mean.
pub const MARKS: &str = "Only here: no other source uses the term on this topic. All but here: every \
                         other source that says anything on it does.";

/// Under the name of a source that says nothing on the topic.
pub const NOT_COVERED: &str = "not covered";

/// How often the term stands there, with what sets the source apart: "2", "1 only here".
#[must_use]
pub fn counted(cell: &Cell, none: &str) -> String {
    let count = if cell.count() == 0 { none.to_owned() } else { cell.count().to_string() };
    let mark = cell.mark.map(|mark| format!(" {}", mark.name()));
    count + &mark.unwrap_or_default()
}

/// Whether any source is set apart from the others.
#[must_use]
pub fn is_marked(rows: &[crate::compare::terms::Row]) -> bool {
    rows.iter().flat_map(|row| &row.cells).any(|cell| cell.mark.is_some())
}

/// What stands under the name of a column's source.
#[must_use]
pub fn below_name(column: &Column) -> &'static str {
    if column.coverage == Coverage::Silent { NOT_COVERED } else { "" }
}

/// The ids of the passages of an article in which the term stands, each once.
#[must_use]
pub fn passage_ids(library: &Library, column: &Column, cell: &Cell) -> Vec<String> {
    let article = library.article(column.article);
    cell.passages().iter().map(|entry| article.passage_id(entry.passage)).collect()
}
