//! An article or a part of it as Markdown.

use std::io::{self, Write};

use super::quote::blocks;
use super::{facts, heading, paragraph, whose};
use crate::library::Library;
use crate::library::said::stated;
use crate::library::said::{NOT_ADVICE, not_covered};
use crate::report::{Page, Reading, address};

/// Writes who says it, and then what was asked for as quotes.
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
    heading(out, 1, &article.title)?;
    whose(out, 2, article)?;
    let author = stated(article.author.as_ref());
    paragraph(out, &format!("author {author}; {}", facts(article)))?;
    paragraph(out, &address(article))?;
    writeln!(out, "`{}`\n", article.id)?;
    if let Some(topic) = reading.topic {
        paragraph(out, &format!("On: {}", library.topics.topic(topic).name))?;
    }
    if reading.topic.is_some() && reading.blocks.is_empty() {
        paragraph(out, &not_covered(article))?;
    }
    blocks(out, 3, article, &reading.blocks, page)?;
    writeln!(out, "{NOT_ADVICE}.")
}
