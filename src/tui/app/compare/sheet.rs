//! The text of a comparison, laid out for one size: level rows, and mentions that flow below them.
//!
//! Only the sources of the page that is shown are laid out, when it is turned to.

use std::ops::Range;

use crate::compare::{Column, Coverage, Entry};
use crate::library::said::{not_covered, place, retrieved};
use crate::library::{Article, Edition, Library};
use crate::reflow::wrap;
use crate::tui::document::{Document, What};
use crate::tui::layout;

/// Stands above passages of sections about something else.
const ELSEWHERE: &str = "Mentioned elsewhere, under:";

/// Stands where only passages are shown that have what other sources lack, and a source has none.
const ALL_SHARED: &str = "No passage here has a term or figure that another source lacks.";

/// Rows of a name, a place and an edition at most where sources stand side by side.
const MOST: [u16; 3] = [4, 2, 2];

/// Rows of a header below its edition: how much there is, and the rule.
const BELOW_EDITION: u16 = 2;

/// The text of every source and how it is divided.
#[derive(Debug, Default)]
pub struct Sheet {
    /// How the screen is divided; none before the first time.
    pub layout: Option<layout::Compare>,
    /// One a source that is shown on some page.
    pub cells: Vec<Cells>,
    /// The cells that are shown at once.
    pub page: Range<usize>,
    /// Rows that names, places and editions take where sources stand side by side.
    pub head: [u16; 3],
    /// The first line of each level row, or of each source's block where they stand one under
    /// another; at the end the line after the last one.
    pub starts: Vec<usize>,
    /// Lines in all.
    pub total: usize,
}

/// One source's text.
#[derive(Debug)]
pub struct Cells {
    /// Index into the columns.
    pub column: usize,
    /// The passages that are shown of it.
    pub entries: Vec<Entry>,
    /// None until its page has been shown.
    pub text: Option<Text>,
}

impl Cells {
    /// What the text has of the article, also where it has not been laid out.
    #[must_use]
    pub fn contents(&self, article: &Article) -> Vec<What> {
        Document::contents(article, &parts(&self.entries))
    }
}

/// Passages with their headings, as lines.
#[derive(Debug, Default)]
pub struct Text {
    /// Sections on the topic, then mentions.
    pub document: Document,
    /// For each level row, the lines of the document that stand in it.
    pub rows: Vec<Range<usize>>,
    /// The lines of the mentions, which begin level with the row after the last and flow from there.
    pub flow: Range<usize>,
    /// Lines of the source's header where sources stand one under another.
    pub head: usize,
}

impl Sheet {
    /// A sheet of these cells, none of them laid out yet.
    #[must_use]
    pub fn new(
        library: &Library,
        columns: &[Column],
        layout: layout::Compare,
        cells: Vec<Cells>,
    ) -> Self {
        let width = usize::from(layout.width);
        let articles = cells.iter().map(|c| library.article(columns[c.column].article));
        let rows = |article: &Article| facts(article).map(|fact| wrap(&fact, width, 0).len());
        let widest = |head: [u16; 3], rows: [usize; 3]| {
            let rows = rows.map(|rows| u16::try_from(rows).unwrap_or(u16::MAX));
            [0, 1, 2].map(|i| head[i].max(rows[i].min(MOST[i])))
        };
        let head = articles.map(rows).fold([1; 3], widest);
        Self { layout: Some(layout), cells, head, ..Self::default() }
    }

    /// Whether sources stand one under another.
    #[must_use]
    pub fn stacked(&self) -> bool {
        self.layout.is_some_and(|layout| layout.stacked)
    }

    /// Rows above the text that do not scroll.
    #[must_use]
    pub fn header(&self) -> u16 {
        if self.stacked() { 0 } else { self.head.iter().sum::<u16>() + BELOW_EDITION }
    }

    /// Turns to the page with a cell, and lays out what has not been shown before.
    pub fn turn_to(&mut self, cell: usize, library: &Library, columns: &[Column]) {
        let n = self.layout.map_or(1, |layout| layout.columns);
        let first = (cell / n * n).min(self.cells.len().saturating_sub(n));
        let page = first..(first + n).min(self.cells.len());
        if page != self.page || self.starts.is_empty() {
            self.lay_out(page.clone(), library, columns);
            self.page = page;
            self.measure();
        }
    }

    /// Lays out some of the sources.
    fn lay_out(&mut self, some: Range<usize>, library: &Library, columns: &[Column]) {
        let width = self.layout.map_or(1, |layout| usize::from(layout.width));
        for cells in self.cells[some].iter_mut().filter(|cells| cells.text.is_none()) {
            let column = &columns[cells.column];
            let article = library.article(column.article);
            cells.text = Some(Text::new(article, column, &cells.entries, width));
        }
    }

    /// Finds where the rows or blocks of the page start: a row is as tall as its tallest cell, and
    /// a blank line follows it.
    fn measure(&mut self) {
        let texts = || self.cells[self.page.clone()].iter().filter_map(|c| c.text.as_ref());
        let heights: Vec<usize> = if self.stacked() {
            texts().map(Text::block_height).collect()
        } else {
            let rows = texts().map(|text| text.rows.len()).max().unwrap_or(0);
            let tallest = |row| texts().filter_map(|t| t.rows.get(row)).map(Range::len).max();
            (0..rows).map(|row| tallest(row).unwrap_or(0) + 1).collect()
        };
        let ends = heights.iter().scan(0, |end, height| {
            *end += height;
            Some(*end)
        });
        let starts: Vec<usize> = std::iter::once(0).chain(ends).collect();
        let flows = texts().filter(|_| !self.stacked()).map(|text| text.end(&starts));
        self.total = flows.chain(starts.last().copied()).max().unwrap_or(0);
        self.starts = starts;
    }

    /// The text of a cell, if it has been laid out.
    #[must_use]
    pub fn text(&self, cell: usize) -> Option<&Text> {
        self.cells.get(cell)?.text.as_ref()
    }

    /// The lines of a cell's block, where sources stand one under another.
    #[must_use]
    pub fn block(&self, cell: usize) -> Option<Range<usize>> {
        let of_page = cell.checked_sub(self.page.start).filter(|_| self.stacked())?;
        Some(*self.starts.get(of_page)?..*self.starts.get(of_page + 1)?)
    }

    /// The line of the whole that shows a line of a cell's text, if it is on the page that is shown.
    #[must_use]
    pub fn place_of(&self, cell: usize, line: usize) -> Option<usize> {
        let text = self.text(cell).filter(|_| self.page.contains(&cell))?;
        match self.block(cell) {
            Some(block) => Some(block.start + text.head + line),
            None => text.place(&self.starts, line),
        }
    }

    /// The first line of a cell's text that is shown at a line of the whole or below it.
    #[must_use]
    pub fn line_from(&self, cell: usize, top: usize) -> usize {
        let lines = self.text(cell).map_or(0, |text| text.document.lines.len());
        let below = |line: &usize| self.place_of(cell, *line).is_some_and(|place| place >= top);
        (0..lines).find(below).unwrap_or(lines)
    }
}

impl Text {
    fn new(article: &Article, column: &Column, entries: &[Entry], width: usize) -> Self {
        let document = match column.coverage {
            Coverage::Silent => Document::note(article, not_covered(article), width),
            _ if entries.is_empty() => Document::note(article, ALL_SHARED.to_owned(), width),
            _ => Document::parts(article, &parts(entries), width),
        };
        let (rows, flow) = (rows(&document), flow(&document));
        Self { document, rows, flow, head: block_facts(article, width).len() + 1 }
    }

    /// Where a line of the document stands, of a page with rows that start there; none for the
    /// blank lines between rows.
    #[must_use]
    pub fn place(&self, starts: &[usize], line: usize) -> Option<usize> {
        if self.flow.contains(&line) {
            return Some(starts.get(self.rows.len())? + line - self.flow.start);
        }
        let row = self.rows.partition_point(|row| row.end <= line);
        let start = self.rows.get(row).filter(|row| row.contains(&line))?.start;
        Some(starts.get(row)? + line - start)
    }

    /// The line after the last one, of a page with rows that start there.
    #[must_use]
    pub fn end(&self, starts: &[usize]) -> usize {
        let last = self.document.lines.len().checked_sub(1);
        last.and_then(|last| self.place(starts, last)).map_or(0, |place| place + 1)
    }

    /// Lines where it stands alone, with its header and the blank line after it.
    fn block_height(&self) -> usize {
        self.head + self.document.lines.len() + 1
    }
}

/// The passages of the sections on the topic, then the mentions.
fn parts(entries: &[Entry]) -> [(&'static str, Vec<usize>); 2] {
    let of =
        |mention| entries.iter().filter(move |e| e.mention == mention).map(|e| e.passage).collect();
    [("", of(false)), (ELSEWHERE, of(true))]
}

/// Name, place, and whose words these are.
#[must_use]
pub fn facts(article: &Article) -> [String; 3] {
    [article.source.name.clone(), place(article).to_owned(), edition(article)]
}

/// The lines of the header of a source that stands alone, but for how much there is: of the name,
/// then of place and edition.
#[must_use]
pub fn block_facts(article: &Article, width: usize) -> Vec<(String, bool)> {
    let below = format!("{}; {}", place(article), edition(article));
    let lines = |text: &str, is_name| {
        let lines = wrap(text, width, 0).into_iter();
        lines.map(|line| (text[line].to_owned(), is_name)).collect::<Vec<_>>()
    };
    [lines(&article.source.name, true), lines(&below, false)].concat()
}

/// Whose words these are, and when the page was retrieved.
fn edition(article: &Article) -> String {
    let restated = if article.edition == Edition::Restated { "restated; " } else { "" };
    format!("{restated}{}", retrieved(article))
}

/// Whether a block is the heading of the mentions.
fn begins_mentions(document: &Document, what: What) -> bool {
    matches!(what, What::Note(i) if document.notes[i] == ELSEWHERE)
}

/// The lines from the heading of the mentions on.
fn flow(document: &Document) -> Range<usize> {
    let end = document.lines.len();
    let first = document.blocks.iter().find(|block| begins_mentions(document, block.what));
    first.map_or(end, |block| block.lines.start)..end
}

/// The lines of each passage with the heading above it, as far as the mentions.
fn rows(document: &Document) -> Vec<Range<usize>> {
    let mut rows: Vec<Range<usize>> = Vec::new();
    let mut start = None;
    for block in &document.blocks {
        if begins_mentions(document, block.what) {
            break;
        }
        let from = start.take().unwrap_or(block.lines.start);
        match (block.what, rows.last_mut()) {
            (What::Heading(_) | What::Title, _) => start = Some(from),
            // The head of a table may stand in the lines of its first row.
            (_, Some(last)) if from < last.end => last.end = last.end.max(block.lines.end),
            _ => rows.push(from..block.lines.end),
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::{ArticleRef, Kind, Passage, Source, Subject};
    use crate::reflow;
    use crate::tui::document::tests::{article, markdown};
    use proptest::prelude::*;
    use ratatui::layout::Rect;
    use std::sync::Arc;

    /// Sources that each say this Markdown, with ever longer names.
    fn library(texts: &[String]) -> Library {
        let source = |(i, text): (usize, &String)| {
            let name = "北 clinic of names ".repeat(i + 1);
            let source = Source { id: format!("s{i}"), name, place: None };
            Arc::new(Article { source, ..article(text) })
        };
        let articles = texts.iter().enumerate().map(source).collect();
        Library { subjects: vec![Subject { articles, ..Subject::default() }], ..Library::default() }
    }

    /// What stands in every other section is on the topic, the rest mentions it.
    fn columns_of(library: &Library) -> Vec<Column> {
        let column = |(i, article): (usize, &Arc<Article>)| {
            let entry =
                |(passage, p): (usize, &Passage)| Entry { passage, mention: p.section % 2 > 0 };
            let mut passages: Vec<_> = article.passages.iter().enumerate().map(entry).collect();
            passages.sort_by_key(|entry| entry.mention);
            let coverage = if passages.is_empty() { Coverage::Silent } else { Coverage::Section };
            let article = ArticleRef { subject: 0, article: i };
            Column { article, coverage, sections: Vec::new(), passages }
        };
        library.subjects[0].articles.iter().enumerate().map(column).collect()
    }

    fn sheet(library: &Library, columns: &[Column], width: u16) -> Sheet {
        let cells = |(column, c): (usize, &Column)| {
            let entries = c.passages.clone();
            Cells { column, entries, text: None }
        };
        let cells: Vec<_> = columns.iter().enumerate().map(cells).collect();
        let layout = layout::compare(Rect::new(1, 1, width - 2, 30), cells.len());
        Sheet::new(library, columns, layout, cells)
    }

    fn solid(text: &str) -> String {
        text.split_whitespace().collect()
    }

    /// All that a passage says, without white space.
    fn said(passage: &Passage) -> String {
        match &passage.kind {
            Kind::Row { cells, .. } => {
                cells.iter().map(|cell| solid(&passage.text[cell.clone()])).collect()
            }
            _ => solid(&passage.text),
        }
    }

    /// What a cell shows of a passage, without white space: only of lines that have a place.
    fn shown(sheet: &Sheet, cell: usize, article: &Article, passage: usize) -> String {
        let document = &sheet.text(cell).unwrap().document;
        let block = document.block_of(What::Passage(passage)).unwrap();
        let lines = document.lines.iter().enumerate();
        let placed = lines.filter(|(line, _)| sheet.place_of(cell, *line).is_some());
        let segments = placed.flat_map(|(_, line)| &line.segments).filter(|s| s.block == block);
        let mut ranges: Vec<_> = segments.map(|segment| segment.range.clone()).collect();
        ranges.sort_by_key(|range| range.start);
        let text = document.text(article, block);
        ranges.into_iter().map(|range| solid(&text[range])).collect()
    }

    /// Columns that the widest line takes.
    fn widest(text: &Text, article: &Article) -> usize {
        let of = |segment: &crate::tui::document::Segment| {
            let text = &text.document.text(article, segment.block)[segment.range.clone()];
            usize::from(segment.column) + reflow::columns(text)
        };
        text.document.lines.iter().flat_map(|line| &line.segments).map(of).max().unwrap_or(0)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

        #[test]
        fn no_text_is_lost_or_cut_and_rows_start_level_at_every_width(
            texts in prop::collection::vec(markdown(), 1..11), width in 60u16..=240,
        ) {
            let library = library(&texts);
            let columns = columns_of(&library);
            let mut sheet = sheet(&library, &columns, width);
            let width = usize::from(sheet.layout.unwrap().width);
            prop_assert!(width >= 28);
            for cell in 0..sheet.cells.len() {
                sheet.turn_to(cell, &library, &columns);
                prop_assert!(sheet.page.contains(&cell));
                let article = library.article(columns[cell].article);
                for entry in &columns[cell].passages {
                    let passage = &article.passages[entry.passage];
                    prop_assert_eq!(shown(&sheet, cell, article, entry.passage), said(passage));
                }
                let text = sheet.text(cell).unwrap();
                let blocks: Vec<_> = text.document.blocks.iter().map(|block| block.what).collect();
                let is_note = columns[cell].passages.is_empty();
                let contents = sheet.cells[cell].contents(article);
                prop_assert!(is_note && contents.is_empty() || contents == blocks);
                prop_assert!(widest(text, article) <= width);
                let apart = text.rows.is_sorted_by(|a, b| a.end <= b.start);
                prop_assert!(apart, "{:?}", text.rows);
                let has_text = |line: &usize| !text.document.lines[*line].segments.is_empty();
                let all = (0..text.document.lines.len()).filter(has_text);
                let lost = all.filter(|line| sheet.place_of(cell, *line).is_none()).count();
                prop_assert_eq!(lost, 0, "lines without a place");
                let lines = 0..text.document.lines.len();
                let places: Vec<_> = lines.filter_map(|line| sheet.place_of(cell, line)).collect();
                prop_assert!(places.is_sorted_by(|a, b| a < b), "{places:?}");
                prop_assert!(places.iter().all(|place| *place < sheet.total));
                let begins = text.rows.iter().chain([&text.flow]).filter(|lines| !lines.is_empty());
                for (row, lines) in begins.enumerate().filter(|_| !sheet.stacked()) {
                    prop_assert_eq!(sheet.place_of(cell, lines.start), Some(sheet.starts[row]));
                }
            }
        }
    }

    #[test]
    fn a_long_mention_leaves_no_hole_in_the_other_columns() {
        let own = "## A\n\none\n\ntwo\n\nthree\n".to_owned();
        let long = format!("## A\n\n## B\n\n{}\n\nshort\n", "word ".repeat(80));
        let library = library(&[own, long]);
        let columns = columns_of(&library);
        let mut sheet = sheet(&library, &columns, 80);
        sheet.turn_to(0, &library, &columns);
        let [own, other] = [0, 1].map(|cell| sheet.text(cell).unwrap());
        assert_eq!(own.end(&sheet.starts), own.document.lines.len());
        assert_eq!(sheet.place_of(1, other.flow.start), Some(0));
        assert_eq!(other.end(&sheet.starts), other.document.lines.len());
    }

    #[test]
    fn the_head_of_a_table_on_cards_has_no_row_of_its_own() {
        let word = "unbreakablewordsofatable";
        let table = format!("| {word} | {word} |\n|--|--|\n| {word} | b |\n| c | d |\n");
        let library = library(&[table.clone(), table]);
        let columns = columns_of(&library);
        let mut sheet = sheet(&library, &columns, 61);
        sheet.turn_to(0, &library, &columns);
        let text = sheet.text(0).unwrap();
        let cards = text.document.blocks.windows(2).any(|two| two[0].lines == two[1].lines);
        assert!(cards && text.rows.len() == 2, "{:?}", text.rows);
    }

    #[test]
    fn only_the_page_that_is_shown_is_laid_out() {
        let texts: Vec<String> = (0..80).map(|i| format!("Says {i}.")).collect();
        let library = library(&texts);
        let columns = columns_of(&library);
        let mut sheet = sheet(&library, &columns, 120);
        sheet.turn_to(41, &library, &columns);
        let laid_out: Vec<usize> = (0..80).filter(|cell| sheet.text(*cell).is_some()).collect();
        assert_eq!(laid_out, [39, 40, 41]);
    }
}
