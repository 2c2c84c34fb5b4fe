//! Terms as text: a row a term, a column an article, and how often it stands there.

use std::io::{self, Write};
use std::ops::Range;

use super::grid::Grid;
use super::{paragraph, title};
use crate::compare::Column;
use crate::compare::terms::Row;
use crate::library::{Article, Library};
use crate::report::Page;
use crate::report::terms::{MARKS, NO_TERMS, TERMS, below_name, counted, is_marked};

/// Writes the terms of a comparison's columns.
pub fn terms(
    out: &mut impl Write,
    library: &Library,
    columns: &[Column],
    rows: &[Row],
    page: &Page,
) -> io::Result<()> {
    title(out, TERMS, page)?;
    if rows.is_empty() {
        return paragraph(out, NO_TERMS, "", page.measure());
    }
    let name = |row: &Row| library.glossary.term(row.term).name.as_str();
    let grid = Grid::new(page, rows.iter().map(name), columns.len());
    for (i, shown) in grid.blocks().enumerate() {
        if i > 0 {
            writeln!(out)?;
        }
        head(out, library, columns, &grid, &shown)?;
        for row in rows {
            let cells = row.cells[shown.clone()].iter();
            let cells = cells.map(|cell| counted(cell, page.glyph("—", "-")));
            grid.line(out, name(row), cells)?;
        }
    }
    if !is_marked(rows) {
        return Ok(());
    }
    writeln!(out)?;
    paragraph(out, MARKS, "", page.measure())
}

fn head(
    out: &mut impl Write,
    library: &Library,
    columns: &[Column],
    grid: &Grid,
    shown: &Range<usize>,
) -> io::Result<()> {
    let articles: Vec<&Article> = columns.iter().map(|c| library.article(c.article)).collect();
    grid.head(out, shown, &articles)?;
    grid.titles(out, shown, &articles)?;
    let below = || columns[shown.clone()].iter().map(below_name);
    if below().all(str::is_empty) {
        return Ok(());
    }
    grid.line(out, "", below().map(str::to_owned))
}
