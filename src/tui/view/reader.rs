//! The reader: outline beside the text, or in its place while it has the focus and room is short.

use ratatui::layout::Rect;

use super::hints::count;
use super::pen::{Pen, width};
use super::text::{Accents, Text};
use super::title;
use crate::library::{Article, Edition, Section};
use crate::tui::app::App;
use crate::tui::app::reader::Reader;
use crate::tui::app::tray::Mark;
use crate::tui::document::{Segment, What};
use crate::tui::layout;

/// Columns of a topic's short name in the outline.
const TAG: u16 = 8;

/// Draws the reader.
pub fn draw(app: &App, reader: &Reader, pen: &mut Pen) {
    let article = app.library.article(reader.article);
    let layout = layout::reader(app.frame().body);
    head(app, reader, article, pen);
    match (layout.outline, reader.outline) {
        (Some(area), _) => {
            outline(app, reader, article, pen, area);
            body(app, reader, article, pen, layout.text);
        }
        (None, Some(_)) => outline(app, reader, article, pen, app.frame().body),
        (None, None) => body(app, reader, article, pen, layout.text),
    }
}

/// Source › topic › heading, and how far.
fn head(app: &App, reader: &Reader, article: &Article, pen: &mut Pen) {
    let page = usize::from(app.frame().body.height);
    let found = reader.found.as_ref().map(|f| format!("{}  ", count(f))).unwrap_or_default();
    let far = format!("{found}{} %", reader.percent(page));
    let restated = format!("restated  {far}");
    let facts: &[&str] = match article.edition {
        Edition::Restated => &[&restated, &far],
        Edition::Original => &[&far],
    };
    let mut steps = vec![article.source.name.as_str()];
    if let Some(section) = article.sections.get(reader.section()) {
        let came_for = reader.topic.filter(|topic| section.is_about(*topic));
        let topic = came_for.unwrap_or(section.topic);
        if topic != app.library.topics.other() {
            steps.push(&app.library.topics.topic(topic).name);
        }
        steps.push(&section.heading);
    }
    title(app, pen, &steps, facts);
}

fn body(app: &App, reader: &Reader, article: &Article, pen: &mut Pen, area: Rect) {
    let accents = |segment: &Segment| accents(app, reader, segment);
    let text = Text { app, article, document: &reader.document, accents: &accents };
    text.draw(reader.scroll.top, pen, area);
    marks(app, reader, pen, area);
    let shown = reader.document.lines.len().saturating_sub(reader.scroll.top);
    if let Ok(row) = u16::try_from(shown + 1) {
        pen.line(area, row, "end of article", app.theme.dim);
    }
}

/// In the margin, the sign of each marked passage at its first line that is shown.
fn marks(app: &App, reader: &Reader, pen: &mut Pen, area: Rect) {
    let top = reader.scroll.top;
    for mark in app.tray.marks() {
        let Mark::Passage(at) = mark else { continue };
        let block = reader.document.block_of(What::Passage(at.passage));
        let Some(block) = block.filter(|_| at.article == reader.article) else { continue };
        let lines = &reader.document.blocks[block].lines;
        let row = u16::try_from(lines.start.max(top) - top).unwrap_or(u16::MAX);
        if lines.end > top && row < area.height {
            pen.put(area.x.saturating_sub(1), area.y + row, 1, app.glyphs.marked, app.theme.mark);
        }
    }
}

/// Terms and links, the words that search led to, the matches of find; the focus over all.
fn accents(app: &App, reader: &Reader, segment: &Segment) -> Accents {
    let theme = &app.theme;
    let mut accents = Vec::new();
    if let What::Passage(passage) = reader.document.blocks[segment.block].what {
        let targets = reader.targets_in(passage);
        accents.extend(targets.iter().map(|t| (t.range.clone(), theme.term)));
        let hits = reader.hits.iter().filter(|(p, _)| *p == passage);
        accents.extend(hits.map(|(_, range)| (range.clone(), theme.hit)));
    }
    let matches = reader.found.iter().flat_map(|found| found.within(segment));
    accents.extend(
        matches.map(|(range, current)| (range, if current { theme.current } else { theme.hit })),
    );
    let focus = reader
        .target()
        .filter(|t| reader.document.blocks[segment.block].what == What::Passage(t.passage));
    accents.extend(focus.map(|t| (t.range.clone(), theme.focus)));
    accents
}

/// The headings with the short names of their topics; the section that is read has the pointer.
fn outline(app: &App, reader: &Reader, article: &Article, pen: &mut Pen, area: Rect) {
    let here = reader.outline.unwrap_or_else(|| reader.section());
    let shown = usize::from(area.height).max(1);
    let first = (here + 1)
        .saturating_sub(shown.div_ceil(2))
        .min(article.sections.len().saturating_sub(shown));
    for (i, section) in article.sections.iter().enumerate().skip(first).take(shown) {
        let y = area.y + u16::try_from(i - first).unwrap_or(0);
        let row = Rect { y, height: 1, ..area };
        entry(app, reader, section, pen, row, i == here);
    }
    if area.width < app.frame().body.width {
        pen.post(area.right() + 1, area, app.theme.dim);
    }
}

fn entry(app: &App, reader: &Reader, section: &Section, pen: &mut Pen, row: Rect, here: bool) {
    let indent = u16::from(section.level.saturating_sub(2).min(3)) * 2;
    let topic = app.library.topics.topic(section.topic);
    let tag =
        if section.topic == app.library.topics.other() { 0 } else { width(&topic.short).min(TAG) };
    let room = row.width.saturating_sub(3 + indent + tag);
    let name = Rect { x: row.x + 2 + indent, width: room, ..row };
    let style = if here { app.theme.strong } else { app.theme.text };
    pen.line(name, 0, &section.heading, style);
    pen.put(row.right() - tag, row.y, tag, &topic.short, app.theme.dim);
    if here {
        pen.line(row, 0, app.glyphs.pointer, app.theme.mark);
    }
    if here && reader.outline.is_some() {
        pen.restyle(row, app.theme.focus);
    }
}
