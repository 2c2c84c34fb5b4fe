//! The text of the sources: side by side under fixed headers, or one under another where it is narrow.

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::super::pen::Pen;
use super::super::text::{Accents, Text};
use super::without_sources;
use crate::compare::{Column, Coverage};
use crate::library::words::counted;
use crate::library::{Article, PassageRef};
use crate::reflow::wrap;
use crate::tui::app::App;
use crate::tui::app::compare::sheet::{Cells, block_facts, facts};
use crate::tui::app::compare::{Compare, sheet};
use crate::tui::app::tray::Mark;
use crate::tui::document::{Segment, What};

/// A source's place on the screen.
struct Cell<'a> {
    app: &'a App,
    compare: &'a Compare,
    /// Index into the sheet's cells.
    index: usize,
    cells: &'a Cells,
    text: &'a sheet::Text,
    column: &'a Column,
    article: &'a Article,
}

/// Draws the sources of the page.
pub fn draw(app: &App, compare: &Compare, pen: &mut Pen) {
    let Some(layout) = compare.sheet.layout else { return };
    let body = app.frame().body;
    if compare.sheet.cells.is_empty() {
        pen.line(body, 1, without_sources(compare), app.theme.text);
    }
    for (i, cell) in cells(app, compare).enumerate() {
        if layout.stacked {
            cell.block(pen, body);
        } else {
            let step = (layout.width + layout.gutter) * u16::try_from(i).unwrap_or(0);
            let area = Rect { x: body.x + step, width: layout.width, ..body };
            cell.side(pen, area);
            if i > 0 {
                pen.post(area.x - 2, area, app.theme.dim);
            }
        }
    }
}

fn cells<'a>(app: &'a App, compare: &'a Compare) -> impl Iterator<Item = Cell<'a>> {
    compare.sheet.page.clone().filter_map(move |index| {
        let cells = compare.sheet.cells.get(index)?;
        let column = &compare.columns[cells.column];
        let article = app.library.article(column.article);
        Some(Cell { app, compare, index, cells, text: cells.text.as_ref()?, column, article })
    })
}

impl Cell<'_> {
    /// A column: its header, then its text level with the others'.
    fn side(&self, pen: &mut Pen, area: Rect) {
        let head = self.compare.sheet.header().min(area.height);
        self.header(pen, Rect { height: head, ..area });
        let text = Rect { y: area.y + head, height: area.height - head, ..area };
        self.lines(pen, text);
    }

    /// Name, place, whose words these are, and how much there is on the topic.
    fn header(&self, pen: &mut Pen, area: Rect) {
        let theme = &self.app.theme;
        let styles = [self.name_style(), theme.dim, theme.dim];
        let mut row = 0;
        for ((fact, style), rows) in
            facts(self.article).iter().zip(styles).zip(self.compare.sheet.head)
        {
            fill(
                pen,
                Rect { y: area.y + row, height: rows.min(area.height - row), ..area },
                fact,
                style,
            );
            row = row.saturating_add(rows).min(area.height);
        }
        pen.line(area, row, &self.amount(), theme.text);
        pen.rule(area, row + 1, theme.dim);
    }

    fn name_style(&self) -> Style {
        let theme = &self.app.theme;
        let focused = self.index == self.compare.focus;
        if focused { theme.strong.patch(theme.focus) } else { theme.strong }
    }

    /// A block of lines where sources stand one under another.
    fn block(&self, pen: &mut Pen, area: Rect) {
        let Some(block) = self.compare.sheet.block(self.index) else { return };
        let top = self.compare.top(self.cells.column);
        let row = |line: usize| row(area, block.start + line, top);
        let facts = block_facts(self.article, usize::from(area.width));
        for (i, (text, is_name)) in facts.iter().enumerate() {
            let style = if *is_name { self.name_style() } else { self.app.theme.dim };
            row(i).inspect(|place| {
                pen.line(*place, 0, text, style);
            });
        }
        row(facts.len()).inspect(|place| {
            pen.line(*place, 0, &self.amount(), self.app.theme.text);
        });
        self.lines(pen, area);
    }

    /// The lines of the text that are in sight.
    fn lines(&self, pen: &mut Pen, area: Rect) {
        let (sheet, document) = (&self.compare.sheet, &self.text.document);
        let accents = |segment: &Segment| self.accents(segment);
        let whole = Text { app: self.app, article: self.article, document, accents: &accents };
        let top = self.compare.top(self.cells.column);
        let mut before = None;
        for line in sheet.line_from(self.index, top)..document.lines.len() {
            let Some(place) = sheet.place_of(self.index, line) else { continue };
            let Some(row) = row(area, place, top) else { break };
            let line = &document.lines[line];
            whole.line(line, pen, row);
            if line.block != before && self.is_marked(line.block) {
                pen.put(
                    row.x.saturating_sub(1),
                    row.y,
                    1,
                    self.app.glyphs.marked,
                    self.app.theme.mark,
                );
            }
            before = line.block;
        }
    }

    /// Whether a block shows a passage that is marked to hand over.
    fn is_marked(&self, block: Option<usize>) -> bool {
        let what = block.map(|block| self.text.document.blocks[block].what);
        let Some(What::Passage(passage)) = what else { return false };
        let article = self.column.article;
        self.app.tray.has(Mark::Passage(PassageRef { article, passage }))
    }

    /// "2 sections, 110 words", "110 words; ~ 2 elsewhere", or that there is nothing.
    fn amount(&self) -> String {
        let (column, glyphs) = (self.column, self.app.glyphs);
        let words = column.sections.iter().map(|&s| self.article.sections[s].words).sum();
        let words = counted(words, "word");
        let mentions = column.passages.iter().filter(|e| e.mention).count();
        let mention = glyphs.mention;
        match (column.coverage, mentions) {
            (Coverage::Section, 0) => {
                format!("{}, {words}", counted(column.sections.len(), "section"))
            }
            (Coverage::Section, _) => format!("{words}; {mention} {mentions} elsewhere"),
            (Coverage::Mention, _) => {
                format!("{mention} {} elsewhere", counted(mentions, "passage"))
            }
            (Coverage::Silent, _) => format!("{} not covered", glyphs.silent),
        }
    }

    /// What stands out: the heading of the mentions, the cues that make them such, what was found.
    fn accents(&self, segment: &Segment) -> Accents {
        let mut accents = match self.text.document.blocks[segment.block].what {
            What::Note(_) => vec![(segment.range.clone(), self.note_style())],
            What::Passage(passage) if self.has_cues(passage) => self.cues(passage),
            _ => Vec::new(),
        };
        let found = self.compare.found.as_ref().and_then(|found| found.of(self.index));
        let matches = found.iter().flat_map(|(found, here)| {
            found.within(segment).map(|(range, current)| (range, current && *here))
        });
        let theme = &self.app.theme;
        accents.extend(
            matches
                .map(|(range, current)| (range, if current { theme.current } else { theme.hit })),
        );
        accents
    }

    fn note_style(&self) -> Style {
        let plain = self.app.theme.text.remove_modifier(Modifier::DIM);
        let heads_mentions = !self.text.flow.is_empty();
        if heads_mentions {
            plain.add_modifier(Modifier::ITALIC | Modifier::UNDERLINED)
        } else {
            plain
        }
    }

    /// Whether cues stand out in a passage: not beside what is found, which they would look like.
    fn has_cues(&self, passage: usize) -> bool {
        self.compare.found.is_none() && self.is_mention(passage)
    }

    fn is_mention(&self, passage: usize) -> bool {
        self.cells.entries.iter().any(|e| e.mention && e.passage == passage)
    }

    /// The cues of the topic in a passage of another section.
    fn cues(&self, passage: usize) -> Accents {
        let found = self.app.library.topics.spoken(&self.article.passages[passage].text);
        let cues = found.into_iter().filter(|f| f.topic == self.compare.topic);
        cues.map(|f| (f.range, self.app.theme.hit)).collect()
    }
}

/// The row of an area where a line of the whole stands, with another at the top; none beyond it.
fn row(area: Rect, line: usize, top: usize) -> Option<Rect> {
    let y = line.checked_sub(top).and_then(|y| u16::try_from(y).ok());
    y.filter(|y| *y < area.height).map(|y| Rect { y: area.y + y, height: 1, ..area })
}

/// Running text in an area; what has no room is cut with a sign on the last row.
pub fn fill(pen: &mut Pen, area: Rect, text: &str, style: Style) {
    for (row, line) in (0..area.height).zip(wrap(text, usize::from(area.width), 0)) {
        let last = row + 1 == area.height;
        pen.line(area, row, if last { &text[line.start..] } else { &text[line] }, style);
    }
}
