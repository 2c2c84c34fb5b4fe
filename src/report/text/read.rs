//! An article or a part of it as text.

use std::io::{self, Write};

use super::passages::blocks;
use super::{dates, edition, facts, heading, not_advice, paragraph, title, unbroken};
use crate::library::said::not_covered;
use crate::library::said::{byline, stated};
use crate::library::{Article, Library};
use crate::report::{Page, Reading, address};

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
    not_advice(out, page)
}

fn head(out: &mut impl Write, article: &Article, page: &Page) -> io::Result<()> {
    title(out, &article.title, page)?;
    paragraph(out, &byline(article), "", page.measure())?;
    edition(out, article, "", page)?;
    let author = format!("author {}", stated(article.author.as_ref()));
    let [published, reviewed, retrieved] = dates(article);
    facts(out, &[author, published, reviewed, retrieved], "", page)?;
    unbroken(out, &address(article), "")?;
    unbroken(out, &article.id, "")
}
