//! The matrix as text: a row a topic, a column an article; what does not fit goes below.

use std::io::{self, Write};

use super::grid::Grid;
use super::{facts, heading, not_advice, paragraph};
use crate::compare::{Cell, Coverage, Matrix, bar};
use crate::library::said::stated;
use crate::library::words::{counted, grouped};
use crate::library::{Article, Library};
use crate::report::{self, Page, restated_among};

/// Writes the matrix with how much there is, and what it is not.
///
/// # Errors
/// When writing fails.
pub fn coverage(
    out: &mut impl Write,
    library: &Library,
    matrix: &Matrix,
    page: &Page,
) -> io::Result<()> {
    let subject = &library.subjects[matrix.subject];
    heading(out, &subject.title, page)?;
    facts(out, &report::extent(library, matrix), "", page)?;
    let articles: Vec<&Article> = subject.articles.iter().map(AsRef::as_ref).collect();
    let name = |row: &crate::compare::Row| library.topics.topic(row.topic).name.as_str();
    let grid = Grid::new(page, matrix.rows.iter().map(name), articles.len());
    let longest = matrix.longest();
    for shown in grid.blocks() {
        writeln!(out)?;
        grid.head(out, &shown, &articles)?;
        grid.line(
            out,
            "",
            articles[shown.clone()].iter().map(|a| stated(a.source.place.as_ref())),
        )?;
        grid.titles(out, &shown, &articles)?;
        for row in &matrix.rows {
            let cells = row.cells[shown.clone()].iter().map(|c| cell(c, longest, page));
            grid.line(out, name(row), cells)?;
        }
    }
    if let Some(restated) = restated_among(articles.into_iter()) {
        writeln!(out)?;
        paragraph(out, &restated, "", page.measure())?;
    }
    not_advice(out, page)
}

fn cell(cell: &Cell, longest: usize, page: &Page) -> String {
    match cell.coverage {
        Coverage::Section => {
            let blocks = page.glyph("▇", "#").repeat(bar(cell.words, longest));
            format!("{blocks} {} w", grouped(cell.words))
        }
        Coverage::Mention => format!("~ {}", counted(cell.mentions.len(), "passage")),
        Coverage::Silent => format!("{} not covered", page.glyph("—", "-")),
    }
}
