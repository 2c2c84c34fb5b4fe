//! Compare: sources side by side under fixed headers, or one under another where it is narrow.

use ratatui::layout::Rect;

use super::pen::Pen;
use super::text::{Text, plain};
use super::title;
use crate::compare::{Column, Coverage};
use crate::library::words::counted;
use crate::library::{Article, Edition};
use crate::reflow::wrap;
use crate::tui::app::App;
use crate::tui::app::compare::{BELOW_NAME, Cells, Compare};

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
    let range = format!("{}{}{} of {shown} sources", page.start + 1, app.glyphs.dash, page.end);
    let sources = if paged { range } else { format!("{shown} sources") };
    let folded = if hidden > 0 {
        format!(" {} {hidden} silent folded", app.glyphs.dot)
    } else {
        String::new()
    };
    title(app, pen, &["Compare", topic], &format!("{sources}{folded}"));
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
    let whole = Text { app, article, document: &cells.document, accents: &plain };
    let top = compare.scroll.top;
    for (row, lines) in cells.rows.iter().enumerate() {
        for (i, line) in lines.clone().enumerate() {
            let at = compare.sheet.rows[row] + i;
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
    let place = article.source.place.as_deref().unwrap_or("place not stated");
    pen.line(area, below, place, app.theme.dim);
    let edition = if article.edition == Edition::Restated { "restated; " } else { "" };
    pen.line(area, below + 1, &format!("{edition}{}", date(article)), app.theme.dim);
    pen.line(area, below + 2, &amount(app, column, article), app.theme.mark);
    pen.rule(area, below + 3, app.theme.dim);
}

/// When the page was retrieved.
fn date(article: &Article) -> String {
    let date = article.retrieved.map(|date| format!("retrieved {date}"));
    date.unwrap_or_else(|| "date not stated".to_owned())
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
    let text = silence_text(article);
    for (row, line) in (0..area.height).zip(wrap(&text, usize::from(area.width), 0)) {
        pen.line(area, row, &text[line], app.theme.text);
    }
}

/// What stands where a source says nothing.
fn silence_text(article: &Article) -> String {
    format!("Not covered on this source's page ({}).", date(article))
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
        (amount(app, column, article), app.theme.mark),
    ];
    for (line, (text, style)) in facts.iter().enumerate() {
        if let Some(place) = row(line) {
            pen.line(place, 0, text, *style);
        }
    }
    if column.coverage == Coverage::Silent {
        row(facts.len()).inspect(|place| {
            pen.line(*place, 0, &silence_text(article), app.theme.text);
        });
    }
    let whole = Text { app, article, document: &cells.document, accents: &plain };
    for (i, line) in cells.document.lines.iter().enumerate() {
        if let Some(place) = row(facts.len() + i) {
            whole.line(line, pen, place);
        }
    }
}
