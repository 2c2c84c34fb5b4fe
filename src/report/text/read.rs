//! An article or a part of it as text.

use std::io::{self, Write};

use super::passages::blocks;
use super::{dates, edition, facts, heading, paragraph, title, unbroken};
use crate::library::{Article, Library};
use crate::report::{NOT_ADVICE, Page, Reading, byline, not_covered};

/// Writes who says it, and then what was asked for.
///
/// # Errors
/// When writing fails.
pub fn read(
    out: &mut impl Write,
    library: &Library,
    reading: &Reading,
    page: &Page,
) -> io::Result<()> {
    let article = library.article(reading.article);
    head(out, article, page)?;
    if let Some(topic) = reading.topic {
        writeln!(out)?;
        heading(out, &format!("On: {}", library.topics.topic(topic).name), page)?;
        if reading.blocks.is_empty() {
            paragraph(out, &not_covered(article), "  ", page.measure())?;
        }
    }
    blocks(out, article, &reading.blocks, page)?;
    writeln!(out, "\n{NOT_ADVICE}")
}

fn head(out: &mut impl Write, article: &Article, page: &Page) -> io::Result<()> {
    title(out, &article.title, page)?;
    paragraph(out, &byline(article), "", page.measure())?;
    edition(out, article, "", page)?;
    if let Some(author) = &article.author {
        paragraph(out, author, "By ", page.measure())?;
    }
    facts(out, &dates(article), "", page)?;
    if let Some(address) = &article.url {
        unbroken(out, address, "")?;
    }
    unbroken(out, &article.id, "")
}
