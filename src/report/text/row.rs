//! Rows of a table: cells side by side, each wrapped to its column, as tall as the tallest.

use std::io::{self, Write};

use crate::reflow::{columns, wrap};

/// Blanks between two columns.
pub const GAP: usize = 2;

/// A cell and the columns that it may take.
#[derive(Debug, Clone)]
pub struct Cell<'a> {
    /// Running text.
    pub text: &'a str,
    /// Columns.
    pub width: usize,
}

/// Writes cells side by side after an indent; a cell's continuation stays in its column.
///
/// # Errors
/// When writing fails.
pub fn row(out: &mut impl Write, indent: usize, cells: &[Cell]) -> io::Result<()> {
    let wrapped: Vec<_> = cells.iter().map(|c| wrap(c.text, c.width.max(1), 0)).collect();
    let tall = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    for i in 0..tall {
        let mut line = " ".repeat(indent);
        for (cell, lines) in cells.iter().zip(&wrapped) {
            let text = lines.get(i).map_or("", |range| &cell.text[range.clone()]);
            line.push_str(text);
            let padding = (cell.width + GAP).saturating_sub(columns(text));
            line.extend(std::iter::repeat_n(' ', padding));
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_as_tall_as_its_tallest_cell() {
        let cells =
            [Cell { text: "one two three", width: 5 }, Cell { text: "side effects", width: 12 }];
        let mut out = Vec::new();
        row(&mut out, 1, &cells).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), " one    side effects\n two\n three\n");
    }
}
