//! The matrix as text: a row a topic, a column an article; what does not fit goes below.

use std::io::{self, Write};
use std::sync::Arc;

use super::row::{self, GAP, row};
use super::{facts, heading, not_advice, paragraph};
use crate::compare::{Cell, Coverage, Matrix, bar};
use crate::library::words::{counted, grouped};
use crate::library::{Article, Library};
use crate::reflow::columns;
use crate::report::{self, Page, restated_among, stated};

/// Columns of the topics' names at most.
const TOPICS: usize = 24;

/// Columns of a source at least and at most.
const SOURCE: (usize, usize) = (14, 24);

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
    let grid = Grid::new(library, matrix, page);
    for first in (0..subject.articles.len()).step_by(grid.per_block) {
        writeln!(out)?;
        grid.block(out, first)?;
    }
    if let Some(restated) = restated_among(subject.articles.iter().map(AsRef::as_ref)) {
        writeln!(out)?;
        paragraph(out, &restated, "", page.measure())?;
    }
    not_advice(out, page)
}

/// The matrix laid out on a page.
struct Grid<'a> {
    library: &'a Library,
    matrix: &'a Matrix,
    page: &'a Page,
    articles: &'a [Arc<Article>],
    /// Columns of the topics' names.
    names: usize,
    /// Columns of each source.
    source: usize,
    /// Sources side by side.
    per_block: usize,
    longest: usize,
}

impl<'a> Grid<'a> {
    fn new(library: &'a Library, matrix: &'a Matrix, page: &'a Page) -> Self {
        let articles = library.subjects[matrix.subject].articles.as_slice();
        let name = |row: &crate::compare::Row| columns(&library.topics.topic(row.topic).name);
        let widest = matrix.rows.iter().map(name).max().unwrap_or(0);
        let room = page.width.saturating_sub(SOURCE.0 + GAP).max(1);
        let names = widest.min(TOPICS).min(room);
        let beside = page.width.saturating_sub(names);
        let per_block = (beside / (SOURCE.0 + GAP)).clamp(1, articles.len().max(1));
        let source = (beside / per_block).saturating_sub(GAP).clamp(SOURCE.0, SOURCE.1);
        let longest = matrix.longest();
        Self { library, matrix, page, articles, names, source, per_block, longest }
    }

    /// Sources side by side from this one on.
    fn block(&self, out: &mut impl Write, first: usize) -> io::Result<()> {
        let shown = first..(first + self.per_block).min(self.articles.len());
        let all = self.articles.len();
        match shown.len() {
            shown if shown == all => {}
            1 => writeln!(out, "Article {} of {all}", first + 1)?,
            _ => writeln!(out, "Articles {} to {} of {all}", first + 1, shown.end)?,
        }
        let articles = &self.articles[shown.clone()];
        self.line(out, "", articles.iter().map(|a| a.source.name.clone()))?;
        self.line(out, "", articles.iter().map(|a| stated(a.source.place.as_ref())))?;
        if self.has_twins() {
            self.line(out, "", articles.iter().map(|a| a.title.clone()))?;
        }
        for row in &self.matrix.rows {
            let name = &self.library.topics.topic(row.topic).name;
            self.line(out, name, row.cells[shown.clone()].iter().map(|c| self.cell(c)))?;
        }
        Ok(())
    }

    fn line(
        &self,
        out: &mut impl Write,
        name: &str,
        texts: impl Iterator<Item = String>,
    ) -> io::Result<()> {
        let texts: Vec<String> = texts.collect();
        let mut cells = vec![row::Cell { text: name, width: self.names }];
        cells.extend(texts.iter().map(|text| row::Cell { text, width: self.source }));
        row(out, 0, &cells)
    }

    /// Whether a source has several articles, which only their titles tell apart.
    fn has_twins(&self) -> bool {
        let same = |a: &Article, b: &Article| a.source.id == b.source.id;
        self.articles.iter().enumerate().any(|(i, a)| self.articles[..i].iter().any(|b| same(a, b)))
    }

    fn cell(&self, cell: &Cell) -> String {
        match cell.coverage {
            Coverage::Section => {
                let bar = bar(cell.words, self.longest);
                let blocks = self.page.glyph("▇", "#").repeat(bar);
                format!("{blocks} {} w", grouped(cell.words))
            }
            Coverage::Mention => format!("~ {}", counted(cell.mentions.len(), "passage")),
            Coverage::Silent => format!("{} not covered", self.page.glyph("—", "-")),
        }
    }
}
