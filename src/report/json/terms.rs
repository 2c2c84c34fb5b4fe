//! The terms of the `compare` document.

use serde::Serialize;

use crate::compare::terms::Row;
use crate::compare::{Column, terms};
use crate::library::Library;
use crate::report::terms::passage_ids;

/// A term with one cell a column; `sources` says how many different sources use it.
#[derive(Serialize)]
pub struct Counted<'a> {
    term: &'a str,
    sources: usize,
    cells: Vec<Cell<'a>>,
}

/// How often a term stands in an article's passages on the topic, and in which.
#[derive(Serialize)]
struct Cell<'a> {
    source: &'a str,
    article: &'a str,
    count: usize,
    mark: Option<&'static str>,
    passages: Vec<String>,
}

/// Terms in the order of the rows.
pub fn terms<'a>(library: &'a Library, columns: &[Column], rows: &[Row]) -> Vec<Counted<'a>> {
    let cell = |(column, cell): (&Column, &terms::Cell)| {
        let article = library.article(column.article);
        Cell {
            source: &article.source.id,
            article: &article.id,
            count: cell.count(),
            mark: cell.mark.map(terms::Mark::name),
            passages: passage_ids(library, column, cell),
        }
    };
    let term = |row: &Row| Counted {
        term: &library.glossary.term(row.term).name,
        sources: row.sources,
        cells: columns.iter().zip(&row.cells).map(cell).collect(),
    };
    rows.iter().map(term).collect()
}
