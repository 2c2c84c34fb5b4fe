//! The view of terms: a row for each term of the glossary that a source uses, a cell for each source.

use std::sync::Arc;

use crate::compare::terms::{Cell, Row};
use crate::library::{Library, TermId};
use crate::reflow;
use crate::tui::scroll::{Extent, Scroll};

/// The rows and where the cursor is among them.
#[derive(Debug, Default)]
pub struct Terms {
    /// Every term that is used; none before they are asked for.
    all: Option<Arc<[Row]>>,
    /// Indices of those that are shown.
    kept: Vec<usize>,
    /// Index of the row of the cursor, among those shown.
    pub row: usize,
    /// The row at the top.
    pub scroll: Scroll,
    /// Columns of the longest name.
    pub widest: u16,
}

impl Terms {
    /// Lists those of all terms that are kept; the cursor stays on its term.
    pub fn fill(&mut self, library: &Library, all: Arc<[Row]>, keeps: impl Fn(TermId) -> bool) {
        let before = self.current().map(|row| row.term);
        let kept = all.iter().enumerate().filter(|(_, row)| keeps(row.term));
        self.kept = kept.map(|(i, _)| i).collect();
        let names = all.iter().map(|row| reflow::columns(&library.glossary.term(row.term).name));
        self.widest = u16::try_from(names.max().unwrap_or(0)).unwrap_or(u16::MAX);
        self.all = Some(all);
        self.go_to(before.and_then(|term| self.row_of(term)).unwrap_or(self.row));
    }

    /// Shows the cursor in a list of so many rows.
    pub fn fit(&mut self, page: u16) {
        let extent = Extent { total: self.kept.len(), page: usize::from(page) };
        self.scroll.reveal(&(self.row..self.row + 1), 1, extent);
        self.scroll.clamp(extent);
    }

    /// The rows that are shown.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        let all = self.all.as_deref().unwrap_or_default();
        self.kept.iter().filter_map(|&row| all.get(row))
    }

    /// How many rows are shown, and how many there are.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        (self.kept.len(), self.all.as_ref().map_or(0, |all| all.len()))
    }

    /// The row of the cursor.
    #[must_use]
    pub fn current(&self) -> Option<&Row> {
        self.all.as_ref()?.get(*self.kept.get(self.row)?)
    }

    /// The cell of the cursor, in a column.
    #[must_use]
    pub fn cell(&self, column: usize) -> Option<&Cell> {
        self.current()?.cells.get(column)
    }

    /// The row of a term, if it is shown.
    #[must_use]
    pub fn row_of(&self, term: TermId) -> Option<usize> {
        self.rows().position(|row| row.term == term)
    }

    /// Moves the cursor, staying inside.
    pub fn step(&mut self, by: isize) {
        self.go_to(self.row.saturating_add_signed(by));
    }

    /// Puts the cursor on a row, or on the last one.
    pub fn go_to(&mut self, row: usize) {
        self.row = row.min(self.kept.len().saturating_sub(1));
    }
}
