//! A comparison as text: one block a source, in library order.

use std::io::{self, Write};

use super::figures::figures;
use super::passages::blocks;
use super::terms::terms;
use super::{edition, heading, not_advice, paragraph, title, unbroken};
use crate::compare::terms::Row;
use crate::compare::{Column, Comparison, Coverage};
use crate::library::Library;
use crate::library::said::byline;
use crate::library::said::not_covered;
use crate::report::{self, Page};

/// Writes what each article says about the topic, or that it says nothing, then its terms and figures.
///
/// # Errors
/// When writing fails.
pub fn compare(
    out: &mut impl Write,
    library: &Library,
    comparison: &Comparison,
    rows: &[Row],
    page: &Page,
) -> io::Result<()> {
    let topic = library.topics.topic(comparison.topic);
    heading(out, &topic.name, page)?;
    paragraph(out, &topic.about, "", page.measure())?;
    paragraph(out, &report::treatment(comparison), "", page.measure())?;
    for column in &comparison.columns {
        writeln!(out)?;
        self::column(out, library, column, page)?;
    }
    writeln!(out)?;
    terms(out, library, &comparison.columns, rows, page)?;
    writeln!(out)?;
    figures(out, library, comparison, page)?;
    not_advice(out, page)
}

fn column(out: &mut impl Write, library: &Library, column: &Column, page: &Page) -> io::Result<()> {
    let article = library.article(column.article);
    title(out, &byline(article), page)?;
    edition(out, article, "", page)?;
    unbroken(out, &article.id, "")?;
    if column.coverage == Coverage::Silent {
        writeln!(out)?;
        return paragraph(out, &not_covered(article), "  ", page.measure());
    }
    blocks(out, article, &report::column_blocks(article, column), page)
}
