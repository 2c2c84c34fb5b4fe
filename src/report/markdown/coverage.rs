//! The matrix as a Markdown table.

use std::io::{self, Write};

use super::{escaped, heading, paragraph, row, rule};
use crate::compare::{Cell, Coverage, Matrix};
use crate::library::said::NOT_ADVICE;
use crate::library::said::stated;
use crate::library::words::{counted, grouped};
use crate::library::{Article, Library};
use crate::report::{Page, extent, restated_among};

/// Writes one table: a row a topic, a column an article.
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
    heading(out, 1, &subject.title)?;
    paragraph(out, &page.joined(&extent(library, matrix)))?;
    let header = subject.articles.iter().map(|a| title(a));
    row(out, std::iter::once("Topic".to_owned()).chain(header))?;
    rule(out, subject.articles.len() + 1)?;
    for topic in &matrix.rows {
        let name = escaped(&library.topics.topic(topic.topic).name);
        let cells = topic.cells.iter().map(|c| cell(c, page));
        row(out, std::iter::once(name).chain(cells))?;
    }
    writeln!(out)?;
    if let Some(restated) = restated_among(subject.articles.iter().map(AsRef::as_ref)) {
        writeln!(out, "*{}*\n", escaped(&restated))?;
    }
    writeln!(out, "{NOT_ADVICE}.")
}

fn title(article: &Article) -> String {
    let place = stated(article.source.place.as_ref());
    format!("{} ({})", escaped(&article.source.name), escaped(&place))
}

fn cell(cell: &Cell, page: &Page) -> String {
    match cell.coverage {
        Coverage::Section => format!("{} w", grouped(cell.words)),
        Coverage::Mention => format!("\\~ {}", counted(cell.mentions.len(), "passage")),
        Coverage::Silent => format!("{} not covered", page.glyph("—", "-")),
    }
}
