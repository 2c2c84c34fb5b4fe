//! Figures as a Markdown table: kind, quote, source, sentence, passage.

use std::io::{self, Write};

use super::{code, escaped, heading, paragraph, row, rule};
use crate::compare::figures::{Block, blocks};
use crate::compare::{Comparison, Given};
use crate::library::Library;
use crate::report::figures::{
    FIGURES, NO_FIGURES, block_title, passage_id, quoted, whose, without,
};
use crate::report::restated_among;

/// Writes the figures of a comparison as one table, and which sources give none.
pub fn figures(out: &mut impl Write, library: &Library, comparison: &Comparison) -> io::Result<()> {
    heading(out, 2, FIGURES)?;
    if comparison.figures.is_empty() {
        return paragraph(out, NO_FIGURES);
    }
    row(out, ["Kind", "Figure", "Source", "Sentence", "Passage"].map(str::to_owned))?;
    rule(out, 5)?;
    for block in blocks(&comparison.figures) {
        for given in &block.figures {
            row(out, cells(library, &block, given))?;
        }
    }
    writeln!(out)?;
    if let Some(without) = without(library, comparison) {
        paragraph(out, &without)?;
    }
    let told = comparison.figures.iter().map(|given| library.article(given.article));
    match restated_among(told) {
        Some(restated) => writeln!(out, "*{}*\n", escaped(&restated)),
        None => Ok(()),
    }
}

fn cells(library: &Library, block: &Block, given: &Given) -> [String; 5] {
    let one_line = |text: &str| escaped(&text.replace('\n', " "));
    [
        block_title(block),
        one_line(&quoted(library, given)),
        one_line(&whose(library, given).join(", ")),
        one_line(given.sentence(library)),
        code(&passage_id(library, given)),
    ]
}
