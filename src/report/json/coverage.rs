//! The `coverage` document.

use std::io::{self, Write};

use serde::Serialize;

use super::write;
use crate::compare::{Cell, Matrix, Row};
use crate::library::Library;

#[derive(Serialize)]
struct Coverage<'a> {
    subject: &'a str,
    topics: Vec<Topic<'a>>,
}

#[derive(Serialize)]
struct Topic<'a> {
    id: &'a str,
    name: &'a str,
    cells: Vec<CellOf<'a>>,
}

#[derive(Serialize)]
struct CellOf<'a> {
    source: &'a str,
    article: &'a str,
    coverage: &'static str,
    words: usize,
    sections: Vec<&'a str>,
    mentions: Vec<String>,
}

/// Writes the matrix: one cell an article, in the order of the columns that people see.
///
/// # Errors
/// When writing fails.
pub fn coverage(out: &mut impl Write, library: &Library, matrix: &Matrix) -> io::Result<()> {
    let subject = &library.subjects[matrix.subject].id;
    write(
        out,
        Coverage { subject, topics: matrix.rows.iter().map(|r| topic(library, r)).collect() },
    )
}

fn topic<'a>(library: &'a Library, row: &Row) -> Topic<'a> {
    let topic = library.topics.topic(row.topic);
    let cells = row.cells.iter().map(|cell| cell_of(library, cell)).collect();
    Topic { id: &topic.id, name: &topic.name, cells }
}

fn cell_of<'a>(library: &'a Library, cell: &Cell) -> CellOf<'a> {
    let article = library.article(cell.article);
    CellOf {
        source: &article.source.id,
        article: &article.id,
        coverage: cell.coverage.name(),
        words: cell.words,
        sections: cell.sections.iter().map(|&s| article.sections[s].id.as_str()).collect(),
        mentions: cell.mentions.iter().map(|&p| article.passage_id(p)).collect(),
    }
}
