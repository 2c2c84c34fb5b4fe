//! What a mark is for in compare: a passage, a term, or the passage that a figure stands in.

use super::{Compare, View};
use crate::library::PassageRef;
use crate::tui::app::tray::Mark;
use crate::tui::document::What;

impl Compare {
    /// In the text, for a body of so many rows, the passage of the current match, else the first that
    /// begins on the page of the source with the focus, or goes on there; in the lists what the cursor
    /// is on.
    #[must_use]
    pub fn meant(&self, rows: usize) -> Option<Mark> {
        match self.view {
            View::Text => self.passage_meant(rows).map(Mark::Passage),
            View::Terms => self.terms.current().map(|row| Mark::Term(row.term)),
            View::Figures => self.figures.current()?.place().map(|(at, _)| Mark::Passage(at)),
        }
    }

    /// Where sources stand one under another and that of the focus is out of sight, another one's.
    fn passage_meant(&self, rows: usize) -> Option<PassageRef> {
        let others = self.sheet.page.clone().filter(|_| self.sheet.stacked());
        let mut cells = std::iter::once(self.focus).chain(others);
        let of_cell = |cell| self.begins_on_page(cell, rows);
        self.match_on_page(rows).or_else(|| cells.find_map(of_cell))
    }

    fn match_on_page(&self, rows: usize) -> Option<PassageRef> {
        let (cell, found) =
            self.found.as_ref()?.current().filter(|(cell, _)| *cell == self.focus)?;
        let document = &self.sheet.text(cell)?.document;
        let line = document.line_of(found.block, found.range.start);
        let place = self.sheet.place_of(cell, line)?.checked_sub(self.top_of(cell));
        place.filter(|place| *place < self.extent(cell, rows).page)?;
        self.passage_of(cell, found.block)
    }

    /// The first passage of a cell that begins on the page, else one that goes on there.
    fn begins_on_page(&self, cell: usize, rows: usize) -> Option<PassageRef> {
        let blocks = &self.sheet.text(cell)?.document.blocks;
        let top = self.top_of(cell);
        let page = top..top + self.extent(cell, rows).page;
        let place = |line| self.sheet.place_of(cell, line);
        let passages = || (0..blocks.len()).filter(|&b| self.passage_of(cell, b).is_some());
        let begins = |b: &usize| place(blocks[*b].lines.start).is_some_and(|at| page.contains(&at));
        let last = |b: &usize| blocks[*b].lines.end.checked_sub(1).and_then(place);
        let goes_on = |b: &usize| last(b).is_some_and(|at| at >= top);
        let starts_above = |b: &usize| place(blocks[*b].lines.start).is_some_and(|at| at < top);
        let here = passages().find(begins);
        let block = here.or_else(|| passages().find(|b| starts_above(b) && goes_on(b)));
        self.passage_of(cell, block?)
    }

    fn top_of(&self, cell: usize) -> usize {
        self.sheet.cells.get(cell).map_or(0, |cells| self.top(cells.column))
    }

    /// The passage that a block of a cell's text shows, if it shows one.
    fn passage_of(&self, cell: usize, block: usize) -> Option<PassageRef> {
        let cells = self.sheet.cells.get(cell)?;
        let article = self.columns.get(cells.column)?.article;
        match self.sheet.text(cell)?.document.blocks.get(block)?.what {
            What::Passage(passage) => Some(PassageRef { article, passage }),
            _ => None,
        }
    }
}
