//! Passages as block quotes, each block with its heading above and its id below.

use std::io::{self, Write};

use super::heading;
use crate::library::Article;
use crate::library::markup::quote;
use crate::report::{Block, Page, block_heading};

/// Writes blocks at a heading level.
pub fn blocks(
    out: &mut impl Write,
    level: usize,
    article: &Article,
    blocks: &[Block],
    page: &Page,
) -> io::Result<()> {
    for block in blocks {
        heading(out, level, &block_heading(article, block, page))?;
        let passages: Vec<_> = block.passages.iter().map(|&i| &article.passages[i]).collect();
        write!(out, "{}", quote(&passages))?;
        writeln!(out, "`{}`\n", article.sections[block.section].id)?;
    }
    Ok(())
}
