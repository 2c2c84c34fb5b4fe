//! Compare: what each source says on a topic, laid out in rows that start level.

use std::ops::Range;

use ratatui::layout::Rect;

use crate::compare::{Column, Comparison, Coverage, compare};
use crate::library::{Article, Library, TopicId};
use crate::reflow::wrap;
use crate::tui::document::{Document, What};
use crate::tui::layout;
use crate::tui::scroll::{Extent, Scroll};

/// Rows of a column's header below the name: place, date, amount, rule.
pub const BELOW_NAME: u16 = 4;

/// Rows of a block's header where sources stand one under another: name, place and date, amount; and
/// the blank row after the block.
const BLOCK: usize = 4;

/// Stands above passages of sections about something else.
const ELSEWHERE: &str = "Mentioned elsewhere, under:";

/// All sources of a subject on one topic.
#[derive(Debug)]
pub struct Compare {
    /// Index of the subject.
    pub subject: usize,
    /// What is compared.
    pub comparison: Comparison,
    /// Index of the column that has the focus, among those shown.
    pub focus: usize,
    /// Whether silent sources are folded away.
    pub folded: bool,
    /// The line of the body at the top.
    pub scroll: Scroll,
    /// The text of every column and how it is divided; made for one size.
    pub sheet: Sheet,
}

/// A comparison laid out for one width.
#[derive(Debug, Default)]
pub struct Sheet {
    /// How the screen is divided.
    pub layout: Option<layout::Compare>,
    /// Rows of the columns' headers, of which the longest name decides.
    pub header: u16,
    /// One a shown column.
    pub cells: Vec<Cells>,
}

/// One column's text.
#[derive(Debug)]
pub struct Cells {
    /// Index into [`Comparison::columns`].
    pub column: usize,
    /// The text of its passages with their headings.
    pub document: Document,
    /// For each row, the lines of the document that stand in it.
    pub rows: Vec<Range<usize>>,
}

impl Compare {
    /// A topic laid side by side, for a screen of this size.
    #[must_use]
    pub fn new(library: &Library, subject: usize, topic: TopicId, body: Rect) -> Self {
        let mut screen = Self {
            subject,
            comparison: compare(library, subject, topic),
            focus: 0,
            folded: false,
            scroll: Scroll::default(),
            sheet: Sheet::default(),
        };
        screen.fit(library, body);
        screen
    }

    /// Lays everything out anew where the size, the topic or the folding has changed.
    pub fn fit(&mut self, library: &Library, body: Rect) {
        let shown = self.shown();
        let layout = layout::compare(body, shown.len());
        let columns: Vec<usize> = self.sheet.cells.iter().map(|c| c.column).collect();
        if self.sheet.layout == Some(layout) && columns == shown {
            return;
        }
        self.sheet = sheet(library, &self.comparison, &shown, layout);
    }

    /// The columns that are not folded away.
    #[must_use]
    pub fn shown(&self) -> Vec<usize> {
        let speaks = |c: &Column| !self.folded || c.coverage != Coverage::Silent;
        let all = self.comparison.columns.iter().enumerate();
        all.filter(|(_, c)| speaks(c)).map(|(i, _)| i).collect()
    }

    /// Whether any source is silent on the topic.
    #[must_use]
    pub fn has_silent(&self) -> bool {
        self.comparison.columns.iter().any(|c| c.coverage == Coverage::Silent)
    }

    /// How many columns are folded away.
    #[must_use]
    pub fn hidden(&self) -> usize {
        self.comparison.columns.len() - self.sheet.cells.len()
    }

    /// The column that has the focus.
    #[must_use]
    pub fn column(&self) -> Option<&Column> {
        self.sheet.cells.get(self.focus).map(|c| &self.comparison.columns[c.column])
    }

    /// The first shown column of the page that has the focus.
    #[must_use]
    pub fn first(&self) -> usize {
        let n = self.sheet.layout.map_or(1, |l| l.columns);
        (self.focus / n * n).min(self.sheet.cells.len().saturating_sub(n))
    }

    /// The columns of the page that is shown; all of them where they are stacked.
    #[must_use]
    pub fn page(&self) -> Range<usize> {
        let all = self.sheet.cells.len();
        match self.sheet.layout {
            Some(layout) if !layout.stacked => {
                self.first()..(self.first() + layout.columns).min(all)
            }
            _ => 0..all,
        }
    }

    /// Rows of the body that do not scroll, and lines that do.
    #[must_use]
    pub fn height(&self) -> (usize, usize) {
        if self.sheet.layout.is_some_and(|l| l.stacked) {
            return (0, self.sheet.cells.iter().map(|c| self.block_height(c)).sum());
        }
        (usize::from(self.sheet.header), self.row_starts().last().copied().unwrap_or(0))
    }

    /// The first line of each row of the page, and one past the last line: a row is as tall as its
    /// tallest cell, and a blank line follows it.
    #[must_use]
    pub fn row_starts(&self) -> Vec<usize> {
        let cells = &self.sheet.cells[self.page()];
        let count = cells.iter().map(|c| c.rows.len()).max().unwrap_or(0);
        let height =
            |row: usize| cells.iter().filter_map(|c| c.rows.get(row)).map(Range::len).max();
        let mut starts = vec![0];
        for row in 0..count {
            starts.push(starts[row] + height(row).unwrap_or(0) + 1);
        }
        starts
    }

    /// Brings the scroll back into what there is, for this many rows of body.
    pub fn clamp(&mut self, rows: usize) {
        let (head, total) = self.height();
        self.scroll.clamp(Extent { total, page: rows.saturating_sub(head) });
    }

    /// Lines of a source's block where sources stand one under another.
    #[must_use]
    pub fn block_height(&self, cells: &Cells) -> usize {
        cells.document.lines.len().max(1) + BLOCK
    }

    /// Where the block of the focus begins, where sources stand one under another.
    #[must_use]
    pub fn block_start(&self) -> Option<usize> {
        let stacked = self.sheet.layout.is_some_and(|layout| layout.stacked);
        let above = self.sheet.cells.iter().take(self.focus);
        stacked.then(|| above.map(|cells| self.block_height(cells)).sum())
    }

    /// The line of the whole that shows a line of a cell's text, if it is on the page that is shown.
    #[must_use]
    pub fn place_of(&self, cell: usize, line: usize) -> Option<usize> {
        let cells = self.sheet.cells.get(cell).filter(|_| self.page().contains(&cell))?;
        if self.sheet.layout.is_some_and(|layout| layout.stacked) {
            let above = self.sheet.cells[..cell].iter().map(|c| self.block_height(c));
            return Some(above.sum::<usize>() + BLOCK - 1 + line);
        }
        let row = cells.rows.iter().position(|row| row.contains(&line))?;
        Some(self.row_starts()[row] + line - cells.rows[row].start)
    }

    /// Moves the focus to another column, staying inside.
    pub fn step(&mut self, by: isize) {
        let last = self.sheet.cells.len().saturating_sub(1);
        self.focus = self.focus.saturating_add_signed(by).min(last);
    }

    /// Folds silent sources away or shows them again; the focus stays on its source if it can.
    pub fn fold(&mut self, library: &Library, body: Rect) {
        let column = self.column_index();
        self.folded = !self.folded;
        self.fit(library, body);
        self.focus_on(column);
    }

    /// Index into [`Comparison::columns`] of the source that has the focus.
    #[must_use]
    pub fn column_index(&self) -> usize {
        self.sheet.cells.get(self.focus).map_or(0, |cells| cells.column)
    }

    /// Puts the focus on a source, or on the next one that is shown.
    pub fn focus_on(&mut self, column: usize) {
        let cells = &self.sheet.cells;
        let last = cells.len().saturating_sub(1);
        self.focus = cells.iter().position(|c| c.column >= column).unwrap_or(last);
    }
}

fn sheet(
    library: &Library,
    comparison: &Comparison,
    shown: &[usize],
    layout: layout::Compare,
) -> Sheet {
    let width = usize::from(layout.width);
    let cells = |&column: &usize| {
        let c = &comparison.columns[column];
        cells(library.article(c.article), column, c, width)
    };
    let cells: Vec<Cells> = shown.iter().map(cells).collect();
    let name = |c: &Cells| {
        let article = library.article(comparison.columns[c.column].article);
        wrap(&article.source.name, width, 0).len()
    };
    let names = cells.iter().map(name).max().unwrap_or(1);
    let header = u16::try_from(names).map_or(u16::MAX, |n| n.saturating_add(BELOW_NAME));
    Sheet { layout: Some(layout), header, cells }
}

fn cells(article: &Article, column: usize, entries: &Column, width: usize) -> Cells {
    let of = |mention| {
        entries.passages.iter().filter(move |e| e.mention == mention).map(|e| e.passage).collect()
    };
    let parts = [("", of(false)), (ELSEWHERE, of(true))];
    let document = Document::parts(article, &parts, width);
    let rows = rows(&document);
    Cells { column, document, rows }
}

/// The lines of each passage with the heading above it.
fn rows(document: &Document) -> Vec<Range<usize>> {
    let mut rows = Vec::new();
    let mut start = None;
    for block in &document.blocks {
        let from = start.take().unwrap_or(block.lines.start);
        match block.what {
            What::Passage(_) => rows.push(from..block.lines.end),
            _ => start = Some(from),
        }
    }
    rows
}
