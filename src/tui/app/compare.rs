//! Compare: what each source says on a topic.
//!
//! The passages of a source are those of its sections on the topic, and mentions in sections about
//! something else. All state of the screen is here; [`sheet`] holds its text laid out for one size.

pub mod across;
mod counted;
pub mod differences;
pub mod figures;
mod meant;
mod scrolling;
pub mod sheet;
pub mod terms;

use std::sync::Arc;

use ratatui::layout::Rect;

use crate::compare::{self, Column, Coverage, Given};
use crate::library::{ArticleRef, Library, TopicId};
use crate::tui::layout;
use crate::tui::scroll::Scroll;
use across::{Across, Place};
use counted::Counted;
use differences::Differing;
use figures::Figures;
pub use scrolling::Sight;
use sheet::{Cells, Sheet};
use terms::Terms;

/// What is shown of a comparison.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum View {
    /// What the sources say, side by side.
    #[default]
    Text,
    /// The terms that they use.
    Terms,
    /// The figures that they give.
    Figures,
}

/// All sources of a subject on one topic.
#[derive(Debug)]
pub struct Compare {
    /// Index of the subject.
    pub subject: usize,
    /// What is compared.
    pub topic: TopicId,
    /// One an article, in library order.
    pub columns: Vec<Column>,
    /// The figures of the columns; none before they are asked for.
    pub given: Option<Arc<[Given]>>,
    /// What is shown of it.
    pub view: View,
    /// Index of the column that has the focus, among those shown.
    pub focus: usize,
    /// Whether silent sources are folded away.
    pub folded: bool,
    /// What not all sources share, while only that is shown.
    pub differing: Option<Differing>,
    /// The line of the body at the top, where columns scroll together.
    pub scroll: Scroll,
    /// The line at the top of each column, where each scrolls alone.
    pub alone: Option<Vec<Scroll>>,
    /// Find across columns.
    pub found: Option<Across>,
    /// Where find was begun.
    before_find: Option<Place>,
    /// The text of every column and how it is divided; made for one size.
    pub sheet: Sheet,
    /// The view of terms; filled when it is shown.
    pub terms: Terms,
    /// The view of figures; filled when it is shown.
    pub figures: Figures,
    /// The texts in sight before the size changed, until somebody moves.
    anchors: Vec<Sight>,
    /// The figures and terms of all columns.
    counted: Arc<Counted>,
}

impl Compare {
    /// A topic laid side by side, for a screen of this size.
    #[must_use]
    pub fn new(library: &Library, subject: usize, topic: TopicId, body: Rect) -> Self {
        let mut screen = Self::bare(library, subject, topic);
        screen.compose(library, body, 0);
        screen
    }

    fn bare(library: &Library, subject: usize, topic: TopicId) -> Self {
        Self {
            subject,
            topic,
            columns: compare::columns(library, subject, topic),
            given: None,
            view: View::Text,
            focus: 0,
            folded: false,
            differing: None,
            scroll: Scroll::default(),
            alone: None,
            found: None,
            before_find: None,
            sheet: Sheet::default(),
            terms: Terms::default(),
            figures: Figures::default(),
            anchors: Vec::new(),
            counted: Arc::default(),
        }
    }

    /// A topic shown in the way of another, with the focus on a column.
    #[must_use]
    pub fn like(
        before: &Self,
        library: &Library,
        (subject, topic): (usize, TopicId),
        body: Rect,
        column: impl FnOnce(&[Column]) -> usize,
    ) -> Self {
        let mut screen = Self::bare(library, subject, topic);
        (screen.view, screen.folded) = (before.view, before.folded);
        if before.differing.is_some() && screen.speaking() > 1 {
            screen.differing = Some(screen.differences(library));
        }
        if before.alone.is_some() {
            screen.alone = Some(vec![Scroll::default(); screen.columns.len()]);
        }
        let column = column(&screen.columns);
        screen.compose(library, body, column);
        screen
    }

    /// Lays everything out anew where the size has changed; the same text stays where it is.
    pub fn fit(&mut self, library: &Library, body: Rect) {
        if self.sheet.layout != Some(layout::compare(body, self.shown().len())) {
            self.compose(library, body, self.column_index());
        }
        self.turn(library);
        self.fit_lists(body);
    }

    /// Finds where the rows of the view that is a list stand.
    fn fit_lists(&mut self, body: Rect) {
        let list = layout::listed(body).list;
        match self.view {
            View::Text => {}
            View::Terms => {
                let sources = self.sheet.cells.len();
                self.terms.fit(layout::terms(body, self.terms.widest, sources).list.height);
            }
            View::Figures => self.figures.fit(list.width, list.height),
        }
    }

    /// Shows another view, with the focus on the same source.
    pub fn show_view(&mut self, view: View, library: &Library, body: Rect) {
        if let Some(column) = self.listed_column() {
            self.focus_on(column);
        }
        self.view = view;
        self.come_to_focus(library);
        self.fill_lists(library);
        self.fit(library, body);
    }

    /// Lists what the view shows.
    fn fill_lists(&mut self, library: &Library) {
        let shown = self.shown();
        match self.view {
            View::Text => {}
            View::Terms => {
                let differing = self.differing.as_ref();
                let keeps = |term| differing.is_none_or(|of| of.keeps_term(term));
                self.terms.fill(library, self.counted.terms(library, &self.columns), keeps);
            }
            View::Figures => {
                self.figures_given(library);
                let Self { columns, given, differing, figures, .. } = self;
                let keeps = |given: &_| differing.as_ref().is_none_or(|of| of.keeps_figure(given));
                let given = given.as_deref().unwrap_or_default();
                figures.fill(library, (columns, given), &shown, keeps);
            }
        }
    }

    /// Counts terms and figures beside the reader where that takes long, so that they are there when
    /// they are asked for.
    pub fn count_ahead(&self, library: &Arc<Library>) {
        let _ = self.counted.ahead(library, &self.columns);
    }

    fn figures_given(&mut self, library: &Library) -> &[Given] {
        let Self { columns, counted, .. } = self;
        self.given.get_or_insert_with(|| counted.figures(library, columns))
    }

    fn differences(&mut self, library: &Library) -> Differing {
        self.figures_given(library);
        let rows = self.counted.terms(library, &self.columns);
        Differing::of(library, &self.columns, &rows, self.given.as_deref().unwrap_or_default())
    }

    /// Index of the column of the source that the cursor of a list is on.
    #[must_use]
    pub fn listed_column(&self) -> Option<usize> {
        match self.view {
            View::Text | View::Terms => None,
            View::Figures => self.figures.current()?.column(&self.columns),
        }
    }

    /// Lays everything out anew, with the focus on a column: the columns that are shown, and of
    /// them what is shown.
    fn compose(&mut self, library: &Library, body: Rect, column: usize) {
        let rows = usize::from(body.height.saturating_sub(self.sheet.header()));
        if self.anchors.is_empty() {
            self.anchors = self.in_sight(rows);
        }
        let shown = self.shown();
        let layout = layout::compare(body, shown.len());
        let cells = shown.into_iter().map(|column| self.cells(column)).collect();
        self.sheet = Sheet::new(library, &self.columns, layout, cells);
        self.focus_on(column);
        self.turn(library);
        if self.anchors.is_empty() {
            self.come_to_focus(library);
        }
        for sight in self.anchors.clone().into_iter().rev() {
            self.show(sight);
        }
        self.fill_lists(library);
        self.fit_lists(body);
    }

    /// Folds silent sources away or shows them again; the focus stays on its source if it can.
    pub fn fold(&mut self, library: &Library, body: Rect) {
        self.folded = !self.folded;
        self.recompose(library, body);
    }

    /// Shows only passages with what not all sources share, or all again.
    pub fn differ(&mut self, library: &Library, body: Rect) {
        self.differing = match self.differing {
            Some(_) => None,
            None => Some(self.differences(library)),
        };
        self.recompose(library, body);
    }

    fn recompose(&mut self, library: &Library, body: Rect) {
        self.moved();
        self.compose(library, body, self.column_index());
        self.moved();
        self.find_again(library);
    }

    fn cells(&self, column: usize) -> Cells {
        let all = &self.columns[column].passages;
        let entries = self.differing.as_ref().map_or(all, |of| &of.passages[column]).clone();
        Cells { column, entries, text: None }
    }

    /// Lays out the page of the column that has the focus.
    pub fn turn(&mut self, library: &Library) {
        self.sheet.turn_to(self.focus, library, &self.columns);
    }

    /// Forgets what was in sight before the size changed, since somebody has moved.
    pub fn moved(&mut self) {
        self.anchors.clear();
    }

    /// The columns that are not folded away.
    #[must_use]
    pub fn shown(&self) -> Vec<usize> {
        let speaks = |c: &Column| !self.folded || c.coverage != Coverage::Silent;
        let all = self.columns.iter().enumerate();
        all.filter(|(_, c)| speaks(c)).map(|(i, _)| i).collect()
    }

    /// How many columns say something on the topic.
    #[must_use]
    pub fn speaking(&self) -> usize {
        self.columns.iter().filter(|c| c.coverage != Coverage::Silent).count()
    }

    /// How many columns are folded away.
    #[must_use]
    pub fn hidden(&self) -> usize {
        self.columns.len() - self.sheet.cells.len()
    }

    /// How many passages are shown, and how many there are.
    #[must_use]
    pub fn passages(&self) -> (usize, usize) {
        let all = self.columns.iter().map(|c| c.passages.len()).sum();
        let kept = self.differing.as_ref().map(|of| of.passages.iter().map(Vec::len).sum());
        (kept.unwrap_or(all), all)
    }

    /// The column that has the focus.
    #[must_use]
    pub fn column(&self) -> Option<&Column> {
        self.sheet.cells.get(self.focus).map(|c| &self.columns[c.column])
    }

    /// Index into [`Compare::columns`] of the source that has the focus.
    #[must_use]
    pub fn column_index(&self) -> usize {
        self.sheet.cells.get(self.focus).map_or(0, |cells| cells.column)
    }

    /// The cell of a column, if it is shown.
    #[must_use]
    pub fn cell_of(&self, column: usize) -> Option<usize> {
        self.sheet.cells.iter().position(|cells| cells.column == column)
    }

    /// Puts the focus on a source, or on the next one that is shown.
    pub fn focus_on(&mut self, column: usize) {
        let cells = &self.sheet.cells;
        let last = cells.len().saturating_sub(1);
        self.focus = cells.iter().position(|c| c.column >= column).unwrap_or(last);
    }

    /// Moves the focus to another column, staying inside.
    pub fn step(&mut self, by: isize) {
        let last = self.sheet.cells.len().saturating_sub(1);
        self.focus = self.focus.saturating_add_signed(by).min(last);
        self.moved();
    }

    /// Turns to the page of the focus; where sources stand one under another, it is scrolled to.
    pub fn show_focus(&mut self, library: &Library) {
        self.turn(library);
        if let Some(block) = self.sheet.block(self.focus) {
            self.scroll.top = block.start;
        }
    }

    /// Puts the focus on the column of an article, if it is there, and shows it.
    pub fn come_to_source(&mut self, library: &Library, at: ArticleRef) {
        let is_of = |cells: &Cells| self.columns[cells.column].article == at;
        if let Some(focus) = self.sheet.cells.iter().position(is_of) {
            self.focus = focus;
            self.show_focus(library);
        }
    }

    /// The same, unless the source of the focus stands at the top already.
    fn come_to_focus(&mut self, library: &Library) {
        self.turn(library);
        if self.sheet.block(self.focus).is_some_and(|block| !block.contains(&self.scroll.top)) {
            self.show_focus(library);
        }
    }
}
