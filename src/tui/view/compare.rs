//! Compare: sources side by side under fixed headers, or one under another where it is narrow.

use ratatui::layout::Rect;

use super::pen::Pen;
use super::text::{Accents, Text};
use super::title;
use crate::compare::{Column, Coverage};
use crate::library::said::{not_covered, retrieved};
use crate::library::words::counted;
use crate::library::{Article, Edition};
use crate::reflow::wrap;
use crate::tui::app::App;
use crate::tui::app::compare::{BELOW_NAME, Cells, Compare};
use crate::tui::document::{Segment, What};

/// Draws compare.
pub fn draw(app: &App, compare: &Compare, pen: &mut Pen) {
    let Some(layout) = compare.sheet.layout else { return };
    head(app, compare, pen);
    let body = app.frame().body;
    if compare.sheet.cells.is_empty() {
        pen.line(body, 1, "No source covers this topic; all are folded away.", app.theme.text);
    } else if layout.stacked {
        stacked(app, compare, pen, body);
    } else {
        for (i, cells) in compare.sheet.cells[compare.page()].iter().enumerate() {
            let step = (layout.width + layout.gutter) * u16::try_from(i).unwrap_or(0);
            let area = Rect { x: body.x + step, width: layout.width, ..body };
            side(app, compare, cells, pen, area, compare.page().start + i == compare.focus);
            if i > 0 {
                pen.post(area.x - 2, area, app.theme.dim);
            }
        }
    }
}

/// Compare › topic, which sources are shown, and how many are folded.
fn head(app: &App, compare: &Compare, pen: &mut Pen) {
    let topic = &app.library.topics.topic(compare.comparison.topic).name;
    let (page, shown, hidden) = (compare.page(), compare.sheet.cells.len(), compare.hidden());
    let paged = page.len() < shown;
    let range = format!(
        "{}{}{} of {}",
        page.start + 1,
        app.glyphs.dash,
        page.end,
        counted(shown, "source")
    );
    let sources = if paged { range } else { counted(shown, "source") };
    let folded = if hidden > 0 {
        format!(" {} {hidden} silent folded", app.glyphs.dot)
    } else {
        String::new()
    };
    title(app, pen, &["Compare", topic], &[&format!("{sources}{folded}"), &sources]);
}

/// One source's column: its header, then its text level with the others'.
fn side(app: &App, compare: &Compare, cells: &Cells, pen: &mut Pen, area: Rect, focused: bool) {
    let column = &compare.comparison.columns[cells.column];
    let article = app.library.article(column.article);
    let head = compare.sheet.header;
    header(app, column, article, pen, Rect { height: head.min(area.height), ..area }, focused);
    let text = Rect { y: area.y + head, height: area.height.saturating_sub(head), ..area };
    if column.coverage == Coverage::Silent {
        silence(app, article, pen, text);
        return;
    }
    let cues = |segment: &Segment| cues(app, compare, column, article, cells, segment);
    let whole = Text { app, article, document: &cells.document, accents: &cues };
    let (top, starts) = (compare.scroll.top, compare.row_starts());
    for (row, lines) in cells.rows.iter().enumerate() {
        for (i, line) in lines.clone().enumerate() {
            let at = starts[row] + i;
            let Some(y) = at
                .checked_sub(top)
                .and_then(|y| u16::try_from(y).ok())
                .filter(|y| *y < text.height)
            else {
                continue;
            };
            let place = Rect { y: text.y + y, height: 1, ..text };
            whole.line(&cells.document.lines[line], pen, place);
        }
    }
}

/// Name, place, edition and date, and how much there is on the topic.
fn header(app: &App, column: &Column, article: &Article, pen: &mut Pen, area: Rect, focused: bool) {
    let style = if focused { app.theme.strong.patch(app.theme.focus) } else { app.theme.strong };
    let name = &article.source.name;
    for (row, line) in (0..area.height).zip(wrap(name, usize::from(area.width), 0)) {
        pen.line(area, row, &name[line], style);
    }
    let below = area.height.saturating_sub(BELOW_NAME);
    pen.line(area, below, place(article), app.theme.dim);
    pen.line(area, below + 1, &edition(article), app.theme.dim);
    pen.line(area, below + 2, &amount(app, column, article), app.theme.text);
    pen.rule(area, below + 3, app.theme.dim);
}

fn place(article: &Article) -> &str {
    article.source.place.as_deref().unwrap_or("place not stated")
}

/// Whose words these are, and when the page was retrieved.
fn edition(article: &Article) -> String {
    let restated = if article.edition == Edition::Restated { "restated; " } else { "" };
    format!("{restated}{}", retrieved(article))
}

/// "2 sections, 110 words", "110 words; ~ 2 elsewhere", or that there is nothing.
fn amount(app: &App, column: &Column, article: &Article) -> String {
    let words = counted(column.sections.iter().map(|&s| article.sections[s].words).sum(), "word");
    let mentions = column.passages.iter().filter(|e| e.mention).count();
    let mention = app.glyphs.mention;
    match (column.coverage, mentions) {
        (Coverage::Section, 0) => format!("{}, {words}", counted(column.sections.len(), "section")),
        (Coverage::Section, _) => format!("{words}; {mention} {mentions} elsewhere"),
        (Coverage::Mention, _) => format!("{mention} {} elsewhere", counted(mentions, "passage")),
        (Coverage::Silent, _) => format!("{} not covered", app.glyphs.silent),
    }
}

fn silence(app: &App, article: &Article, pen: &mut Pen, area: Rect) {
    let text = not_covered(article);
    for (row, line) in (0..area.height).zip(wrap(&text, usize::from(area.width), 0)) {
        pen.line(area, row, &text[line], app.theme.text);
    }
}

/// The cues that make a passage of another section a mention.
fn cues(
    app: &App,
    compare: &Compare,
    column: &Column,
    article: &Article,
    cells: &Cells,
    segment: &Segment,
) -> Accents {
    let What::Passage(passage) = cells.document.blocks[segment.block].what else {
        return Vec::new();
    };
    let mention = column.passages.iter().any(|e| e.mention && e.passage == passage);
    let found = app.library.topics.spoken(&article.passages[passage].text);
    let cues = found.into_iter().filter(|f| mention && f.topic == compare.comparison.topic);
    cues.map(|f| (f.range, app.theme.hit)).collect()
}

/// Sources one under another, each with its header.
fn stacked(app: &App, compare: &Compare, pen: &mut Pen, area: Rect) {
    let mut y = 0_usize;
    for (i, cells) in compare.sheet.cells.iter().enumerate() {
        let column = &compare.comparison.columns[cells.column];
        let article = app.library.article(column.article);
        block(app, compare, (i, cells, column, article), pen, area, y);
        y += compare.block_height(cells);
    }
}

/// One source's block that begins at a line of the whole.
fn block(
    app: &App,
    compare: &Compare,
    of: (usize, &Cells, &Column, &Article),
    pen: &mut Pen,
    area: Rect,
    start: usize,
) {
    let (index, cells, column, article) = of;
    let top = compare.scroll.top;
    let row = |line: usize| {
        let y = (start + line).checked_sub(top).and_then(|y| u16::try_from(y).ok());
        y.filter(|y| *y < area.height).map(|y| Rect { y: area.y + y, height: 1, ..area })
    };
    let facts = [
        (
            article.source.name.clone(),
            if index == compare.focus { app.theme.focus } else { app.theme.strong },
        ),
        (format!("{}; {}", place(article), edition(article)), app.theme.dim),
        (amount(app, column, article), app.theme.text),
    ];
    for (line, (text, style)) in facts.iter().enumerate() {
        if let Some(place) = row(line) {
            pen.line(place, 0, text, *style);
        }
    }
    if column.coverage == Coverage::Silent {
        row(facts.len()).inspect(|place| {
            pen.line(*place, 0, &not_covered(article), app.theme.text);
        });
    }
    let cues = |segment: &Segment| cues(app, compare, column, article, cells, segment);
    let whole = Text { app, article, document: &cells.document, accents: &cues };
    for (i, line) in cells.document.lines.iter().enumerate() {
        if let Some(place) = row(facts.len() + i) {
            whole.line(line, pen, place);
        }
    }
}
