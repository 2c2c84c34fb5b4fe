//! The `compare` document.

use std::io::{self, Write};

use serde::Serialize;

use super::figures::{Figure, figures};
use super::terms::{Counted, terms};
use super::write;
use crate::compare::terms::Row;
use crate::compare::{self, Comparison};
use crate::library::Library;

#[derive(Serialize)]
struct Compare<'a> {
    topic: &'a str,
    columns: Vec<Column<'a>>,
    terms: Vec<Counted<'a>>,
    figures: Vec<Figure<'a>>,
}

#[derive(Serialize)]
struct Column<'a> {
    source: &'a str,
    article: &'a str,
    edition: &'static str,
    coverage: &'static str,
    sections: Vec<&'a str>,
    passages: Vec<Passage<'a>>,
}

/// A passage with the section that it stands in.
#[derive(Serialize)]
struct Passage<'a> {
    id: String,
    section: &'a str,
    mention: bool,
    text: &'a str,
}

/// Writes what each article says about the topic: one column an article, in library order; then its
/// terms and figures.
///
/// # Errors
/// When writing fails.
pub fn compare(
    out: &mut impl Write,
    library: &Library,
    comparison: &Comparison,
    rows: &[Row],
) -> io::Result<()> {
    let topic = &library.topics.topic(comparison.topic).id;
    let columns = comparison.columns.iter().map(|c| column(library, c)).collect();
    let terms = terms(library, &comparison.columns, rows);
    let figures = figures(library, &comparison.figures);
    write(out, Compare { topic, columns, terms, figures })
}

fn column<'a>(library: &'a Library, column: &compare::Column) -> Column<'a> {
    let article = library.article(column.article);
    let passages = column.passages.iter().map(|entry| {
        let passage = &article.passages[entry.passage];
        Passage {
            id: article.passage_id(entry.passage),
            section: &article.sections[passage.section].id,
            mention: entry.mention,
            text: &passage.text,
        }
    });
    Column {
        source: &article.source.id,
        article: &article.id,
        edition: article.edition.name(),
        coverage: column.coverage.name(),
        sections: column.sections.iter().map(|&s| article.sections[s].id.as_str()).collect(),
        passages: passages.collect(),
    }
}
