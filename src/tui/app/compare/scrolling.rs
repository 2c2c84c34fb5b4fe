//! Scrolling columns together or each alone, and keeping what is read in its place.

use super::Compare;
use crate::tui::document::{Anchor, What};
use crate::tui::scroll::{Extent, Scroll};

/// A text on the screen.
#[derive(Debug, Clone, Copy)]
pub struct Sight {
    /// Index into [`Compare::columns`].
    pub column: usize,
    /// How many lines it stands below the top.
    pub below: usize,
    /// Where it is in the text.
    pub anchor: Anchor,
}

impl Compare {
    /// The texts to keep in their places: one of those on the screen, of the column that has the
    /// focus if it has any; one of each column where each scrolls alone.
    pub(super) fn in_sight(&self, rows: usize) -> Vec<Sight> {
        let mut sights = self.sights(rows);
        match self.alone {
            Some(_) => sights.dedup_by_key(|sight| sight.column),
            None => sights.truncate(1),
        }
        sights.retain(|sight| self.top(sight.column) > 0);
        sights
    }

    /// The texts on the screen of so many rows, those of the column that has the focus first.
    #[must_use]
    pub fn sights(&self, rows: usize) -> Vec<Sight> {
        let others = self.sheet.page.clone().filter(|cell| *cell != self.focus);
        let cells = std::iter::once(self.focus).chain(others);
        cells.flat_map(|cell| self.sights_of(cell, rows)).collect()
    }

    fn sights_of(&self, cell: usize, rows: usize) -> Vec<Sight> {
        let Some(text) = self.sheet.text(cell) else { return Vec::new() };
        let column = self.sheet.cells[cell].column;
        let top = self.top(column);
        let from = self.sheet.line_from(cell, top);
        let anchors = text.document.anchors(from);
        let place = |line| self.sheet.place_of(cell, line).map(|place| place.saturating_sub(top));
        let placed = anchors.filter_map(|(line, anchor)| Some((place(line)?, anchor)));
        let on_screen = placed.take_while(|(below, _)| *below < rows.max(1));
        let of_text =
            on_screen.filter(|(_, a)| matches!(a.what, What::Heading(_) | What::Passage(_)));
        of_text.map(|(below, anchor)| Sight { column, below, anchor }).collect()
    }

    /// Scrolls so that a text stands where it stood, if it is on the page.
    pub fn show(&mut self, sight: Sight) {
        let Some(cell) = self.cell_of(sight.column) else { return };
        let line = self.sheet.text(cell).and_then(|text| {
            text.document.block_of(sight.anchor.what)?;
            Some(text.document.line_at(&sight.anchor))
        });
        if let Some(place) = line.and_then(|line| self.sheet.place_of(cell, line)) {
            self.scroll_of(sight.column).top = place.saturating_sub(sight.below);
        }
    }

    /// Lets columns scroll together, or each alone; each stays where it is, or comes to where the
    /// one is that has the focus.
    pub fn lock(&mut self) {
        let column = self.column_index();
        match self.alone.take() {
            Some(alone) => self.scroll = alone.get(column).copied().unwrap_or_default(),
            None => self.alone = Some(vec![self.scroll; self.columns.len()]),
        }
    }

    /// The line at the top of a column.
    #[must_use]
    pub fn top(&self, column: usize) -> usize {
        let alone = self.alone.as_ref().filter(|_| !self.sheet.stacked());
        alone.and_then(|alone| alone.get(column)).unwrap_or(&self.scroll).top
    }

    /// What scrolls a column.
    pub fn scroll_of(&mut self, column: usize) -> &mut Scroll {
        let stacked = self.sheet.stacked();
        let alone = self.alone.as_mut().filter(|_| !stacked);
        alone.and_then(|alone| alone.get_mut(column)).unwrap_or(&mut self.scroll)
    }

    /// How much of the text has been on the screen, of a hundred, in a body of so many rows; none where
    /// it all is at once.
    #[must_use]
    pub fn percent(&self, rows: usize) -> Option<usize> {
        let Extent { total, page } = self.extent(self.focus, rows);
        let seen = (self.top(self.column_index()) + page).min(total);
        (total > page).then(|| seen * 100 / total)
    }

    /// How far a cell scrolls, in a body of so many rows.
    #[must_use]
    pub fn extent(&self, cell: usize, rows: usize) -> Extent {
        let page = rows.saturating_sub(usize::from(self.sheet.header()));
        let alone = self.alone.is_some() && !self.sheet.stacked();
        let own = self.sheet.text(cell).filter(|_| alone);
        let total = own.map_or(self.sheet.total, |text| text.end(&self.sheet.starts));
        Extent { total, page }
    }

    /// Brings the page back into what there is, for this many rows of body.
    pub fn clamp(&mut self, rows: usize) {
        for cell in self.sheet.page.clone() {
            let extent = self.extent(cell, rows);
            let column = self.sheet.cells[cell].column;
            self.scroll_of(column).clamp(extent);
        }
    }
}
