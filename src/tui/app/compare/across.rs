//! Find across columns: the matches of each source in turn, counted together.

use crate::library::Library;
use crate::tui::find::{Found, Match, Step};
use crate::tui::layout;
use crate::tui::scroll::Scroll;

use super::Compare;
use super::sheet::Cells;

/// What was found in the text of every column that is shown.
#[derive(Debug)]
pub struct Across {
    query: String,
    cells: Vec<Found>,
    /// The cell with the current match.
    at: usize,
}

impl Across {
    /// What was looked for.
    #[must_use]
    pub fn query(&self) -> &str {
        &self.query
    }

    /// The matches of a cell, and whether the current one is among them.
    #[must_use]
    pub fn of(&self, cell: usize) -> Option<(&Found, bool)> {
        Some((self.cells.get(cell)?, cell == self.at))
    }

    /// The current match and its cell, if there is any.
    #[must_use]
    pub fn current(&self) -> Option<(usize, &Match)> {
        Some((self.at, self.cells.get(self.at)?.current()?))
    }

    /// Which match is the current one, from 1, and of how many; `(0, 0)` where none is.
    #[must_use]
    pub fn position(&self) -> (usize, usize) {
        let count = |found: &Found| found.matches().len();
        let all = self.cells.iter().map(count).sum();
        let before: usize = self.cells.iter().take(self.at).map(count).sum();
        let own = self.cells.get(self.at).map_or(0, |found| found.position().0);
        (if own == 0 { 0 } else { before + own }, all)
    }

    /// Goes to the match after the current one, after the last of a source to the next source.
    pub fn go_next(&mut self) -> Step {
        match self.cells.get_mut(self.at).map(Found::go_next) {
            Some(Step::Moved) => Step::Moved,
            _ => self.enter(true),
        }
    }

    /// Goes to the match before the current one, before the first of a source to the one before.
    pub fn go_previous(&mut self) -> Step {
        match self.cells.get_mut(self.at).map(Found::go_previous) {
            Some(Step::Moved) => Step::Moved,
            _ => self.enter(false),
        }
    }

    /// Goes to the first match of the next cell that has one, or backwards to the last match of the
    /// one before; around the end if need be.
    fn enter(&mut self, forward: bool) -> Step {
        let (all, at) = (self.cells.len(), self.at);
        let nth = |i: usize| if forward { (at + i) % all } else { (at + all - i) % all };
        let has_match = |cell: &usize| !self.cells[*cell].matches().is_empty();
        let Some(to) = (1..=all).map(nth).find(has_match) else { return Step::Nothing };
        self.at = to;
        self.cells[to].go_to(0, 0);
        if !forward {
            self.cells[to].go_previous();
        }
        let around = if forward { to <= at } else { to >= at };
        if around { Step::Wrapped } else { Step::Moved }
    }
}

/// What is in sight: the layout that it is measured in, the focus, and how far is scrolled.
#[derive(Debug, Clone)]
pub(super) struct Place {
    layout: Option<layout::Compare>,
    focus: usize,
    scroll: Scroll,
    alone: Option<Vec<Scroll>>,
}

impl Compare {
    /// Notes where find begins.
    pub fn begin_find(&mut self) {
        self.before_find = Some(Place {
            layout: self.sheet.layout,
            focus: self.focus,
            scroll: self.scroll,
            alone: self.alone.clone(),
        });
    }

    /// Goes back to where find began, unless the layout is another.
    pub fn back_from_find(&mut self, library: &Library) {
        let layout = self.sheet.layout;
        if let Some(before) = self.before_find.clone().filter(|before| before.layout == layout) {
            (self.focus, self.scroll, self.alone) = (before.focus, before.scroll, before.alone);
            self.turn(library);
        }
    }

    /// Finds a query in every column that is shown, from what the column with the focus shows first;
    /// nothing is looked for where the query is blank.
    pub fn find(&mut self, library: &Library, query: &str) {
        self.found = None;
        if query.trim().is_empty() {
            return;
        }
        let found = |cells: &Cells| {
            let article = library.article(self.columns[cells.column].article);
            Found::among(&cells.contents(article), article, query)
        };
        let cells = self.sheet.cells.iter().map(found).collect();
        let mut found = Across { query: query.to_owned(), cells, at: self.focus };
        self.start(&mut found);
        self.found = Some(found);
    }

    /// Goes to the first match that the focus shows, else on from there.
    fn start(&self, found: &mut Across) {
        let line = self.sheet.line_from(self.focus, self.top(self.column_index()));
        let text = self.sheet.text(self.focus);
        let own = found.cells.get_mut(self.focus).zip(text);
        let step = own.map(|(found, text)| found.go_from(&text.document, line));
        if step != Some(Step::Moved) {
            found.enter(true);
        }
    }

    /// Finds the same query again, after what is shown has changed.
    pub fn find_again(&mut self, library: &Library) {
        if let Some(query) = self.found.as_ref().map(|found| found.query().to_owned()) {
            self.find(library, &query);
        }
    }

    /// Puts the focus on the column of the current match and brings the match onto the page.
    pub fn show_match(&mut self, library: &Library, rows: usize, margin: usize) {
        let current = self.found.as_ref().and_then(Across::current);
        let Some((cell, m)) = current.map(|(cell, m)| (cell, m.clone())) else { return };
        self.focus = cell;
        self.moved();
        self.turn(library);
        let line = self.sheet.text(cell).map(|t| t.document.line_of(m.block, m.range.start));
        let Some(place) = line.and_then(|line| self.sheet.place_of(cell, line)) else { return };
        let extent = self.extent(cell, rows);
        let column = self.column_index();
        self.scroll_of(column).reveal(&(place..place + 1), margin, extent);
    }
}
