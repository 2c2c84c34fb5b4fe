//! A comparison as Markdown: a heading a source, its words as quotes.

use std::io::{self, Write};

use super::figures::figures;
use super::quote::blocks;
use super::terms::terms;
use super::{heading, paragraph, whose};
use crate::compare::terms::Row;
use crate::compare::{Column, Comparison, Coverage};
use crate::library::Library;
use crate::library::said::{NOT_ADVICE, not_covered};
use crate::report::{Page, column_blocks, treatment};

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
    heading(out, 1, &library.topics.topic(comparison.topic).name)?;
    paragraph(out, &treatment(comparison))?;
    for column in &comparison.columns {
        self::column(out, library, column, page)?;
    }
    terms(out, library, &comparison.columns, rows, page)?;
    figures(out, library, comparison)?;
    writeln!(out, "{NOT_ADVICE}.")
}

fn column(out: &mut impl Write, library: &Library, column: &Column, page: &Page) -> io::Result<()> {
    let article = library.article(column.article);
    whose(out, 2, article)?;
    if column.coverage == Coverage::Silent {
        paragraph(out, &not_covered(article))?;
        return writeln!(out, "`{}`\n", article.id);
    }
    blocks(out, 3, article, &column_blocks(article, column), page)
}
