//! Figures as text: by kind, each quoted with its source, its sentence and the id of its passage.

use std::io::{self, Write};

use super::{facts, heading, paragraph, title, unbroken};
use crate::compare::figures::{Block, blocks};
use crate::compare::{Comparison, Given};
use crate::library::Library;
use crate::report::Page;
use crate::report::figures::{
    FIGURES, NO_FIGURES, block_title, passage_id, quoted, whose, without,
};

/// Writes the figures of a comparison, and which sources give none.
pub fn figures(
    out: &mut impl Write,
    library: &Library,
    comparison: &Comparison,
    page: &Page,
) -> io::Result<()> {
    title(out, FIGURES, page)?;
    if comparison.figures.is_empty() {
        return paragraph(out, NO_FIGURES, "", page.measure());
    }
    for (i, block) in blocks(&comparison.figures).iter().enumerate() {
        if i > 0 {
            writeln!(out)?;
        }
        self::block(out, library, block, page)?;
    }
    let Some(without) = without(library, comparison) else { return Ok(()) };
    writeln!(out)?;
    paragraph(out, &without, "", page.measure())
}

fn block(out: &mut impl Write, library: &Library, block: &Block, page: &Page) -> io::Result<()> {
    heading(out, &block_title(block), page)?;
    block.figures.iter().try_for_each(|given| figure(out, library, given, page))
}

fn figure(out: &mut impl Write, library: &Library, given: &Given, page: &Page) -> io::Result<()> {
    let quote = std::iter::once(quoted(library, given));
    let said: Vec<String> = quote.chain(whose(library, given)).collect();
    facts(out, &said, "  ", page)?;
    paragraph(out, given.sentence(library), "    ", page.measure())?;
    unbroken(out, &passage_id(library, given), "    ")
}
