//! The view of figures: a row for each, those that differ together; then the sources that give none.

use std::ops::Range;

use crate::compare::Column;
use crate::compare::figures::{Given, blocks};
use crate::library::{Library, PassageRef};
use crate::reflow;
use crate::tui::scroll::{Extent, Scroll};

/// Columns of a row beside the figure and its source: pointer, kind, "differs", sign of a mention.
pub const BESIDE: u16 = 26;

/// Columns that a source has at least beside its figure; with less it stands below.
const SOURCE: u16 = 16;

/// The rows and where the cursor is.
#[derive(Debug, Default)]
pub struct Figures {
    /// From top to bottom.
    pub rows: Vec<Row>,
    /// Index of the row of the cursor.
    pub row: usize,
    /// The line at the top.
    pub scroll: Scroll,
    /// Columns of the widest figure, in quotation marks.
    pub widest: u16,
    /// Lines of a row: two where a source has no room beside its figure.
    pub height: u16,
    /// The first line of each row; at the end the line after the last one.
    starts: Vec<usize>,
}

/// What a row is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// A figure, in a block of figures.
    Figure(Given, usize),
    /// A source that gives none: the index of its column.
    Without(usize),
}

impl Row {
    /// Where its figure stands, with its bytes of the passage's text.
    #[must_use]
    pub fn place(&self) -> Option<(PassageRef, Range<usize>)> {
        let Self::Figure(given, _) = self else { return None };
        let at = PassageRef { article: given.article, passage: given.entry.passage };
        Some((at, given.figure.range.clone()))
    }

    /// Index of its source's column.
    #[must_use]
    pub fn column(&self, columns: &[Column]) -> Option<usize> {
        match self {
            Self::Figure(given, _) => {
                columns.iter().position(|column| column.article == given.article)
            }
            Self::Without(column) => Some(*column),
        }
    }

    /// Rows of one block stand together, a blank line between blocks.
    fn block(&self) -> Option<usize> {
        match self {
            Self::Figure(_, block) => Some(*block),
            Self::Without(_) => None,
        }
    }
}

impl Figures {
    /// Lists the figures that are kept and the shown columns that have none at all; the cursor stays
    /// on its row.
    pub fn fill(
        &mut self,
        library: &Library,
        (columns, given): (&[Column], &[Given]),
        shown: &[usize],
        keeps: impl Fn(&Given) -> bool,
    ) {
        let before = self.rows.get(self.row).cloned();
        let blocks = blocks(given);
        let figures = blocks.iter().enumerate().flat_map(|(i, block)| {
            let kept = block.figures.iter().filter(|given| keeps(given));
            kept.map(move |given| Row::Figure((*given).clone(), i))
        });
        let has_any = |column: &Column| given.iter().any(|g| g.article == column.article);
        let without = shown.iter().filter(|&&column| !has_any(&columns[column]));
        self.rows = figures.chain(without.map(|&column| Row::Without(column))).collect();
        let quotes = given.iter().map(|given| reflow::columns(given.quote(library)) + 2);
        self.widest = u16::try_from(quotes.max().unwrap_or(0)).unwrap_or(u16::MAX);
        self.widest = self.widest.max(SOURCE);
        let there = before.and_then(|before| self.rows.iter().position(|row| *row == before));
        self.go_to(there.unwrap_or(self.row));
    }

    /// Finds where rows start in a list of some columns and rows, and shows the cursor.
    pub fn fit(&mut self, width: u16, page: u16) {
        let beside = self.widest.saturating_add(BESIDE + SOURCE) <= width;
        self.height = if beside { 1 } else { 2 };
        let (mut line, height) = (0, usize::from(self.height));
        self.starts.clear();
        for (i, row) in self.rows.iter().enumerate() {
            let apart = i > 0 && self.rows[i - 1].block() != row.block();
            self.starts.push(line + usize::from(apart));
            line += height + usize::from(apart);
        }
        self.starts.push(line);
        let extent = Extent { total: line, page: usize::from(page) };
        let first = self.starts[self.row.min(self.rows.len())];
        self.scroll.reveal(&(first..first + height), 1, extent);
        self.scroll.clamp(extent);
    }

    /// The rows that begin on a page of so many lines, each with its line from the top.
    pub fn in_sight(&self, page: u16) -> impl Iterator<Item = (usize, &Row, u16)> {
        let top = self.scroll.top;
        let first = self.starts.partition_point(|start| *start < top);
        let rows = self.rows.iter().enumerate().zip(&self.starts).skip(first);
        let line = move |start: usize| u16::try_from(start - top).unwrap_or(u16::MAX);
        let placed = rows.map(move |((i, row), start)| (i, row, line(*start)));
        placed.take_while(move |(_, _, line)| *line < page)
    }

    /// The row of the cursor.
    #[must_use]
    pub fn current(&self) -> Option<&Row> {
        self.rows.get(self.row)
    }

    /// Moves the cursor, staying inside.
    pub fn step(&mut self, by: isize) {
        self.go_to(self.row.saturating_add_signed(by));
    }

    /// Puts the cursor on a row, or on the last one.
    pub fn go_to(&mut self, row: usize) {
        self.row = row.min(self.rows.len().saturating_sub(1));
    }

    /// Rows that a page of so many lines moves over.
    #[must_use]
    pub fn page(&self, page: u16) -> usize {
        usize::from(page / self.height.max(1)).max(1)
    }
}
