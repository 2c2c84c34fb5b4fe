//! The view of terms: how often each source uses each term, and below it what the cursor is on.

use ratatui::layout::Rect;

use super::super::pen::Pen;
use super::about::{self, Said};
use super::distinct_sources;
use super::text::fill;
use crate::compare::terms::{Cell, Mark, Row};
use crate::compare::{Column, Coverage};
use crate::library::said::not_covered;
use crate::library::words::counted;
use crate::tui::app::App;
use crate::tui::app::compare::Compare;
use crate::tui::app::tray;
use crate::tui::layout;

/// "12 terms", or how many of them are shown; with the sources that are.
pub fn counts(app: &App, compare: &Compare) -> [String; 2] {
    let (shown, all) = compare.terms.counts();
    let terms = if shown < all {
        format!("{shown} of {}", counted(all, "term"))
    } else {
        counted(all, "term")
    };
    let sources = compare.sheet.cells.len();
    let page = page(compare, layout(app, compare));
    let all = counted(sources, app.library.subjects[compare.subject].noun());
    let sources = if page.len() < sources {
        format!("{}{}{} of {all}", page.start + 1, app.glyphs.dash, page.end)
    } else {
        all
    };
    [format!("{terms} {} {sources}", app.glyphs.dot), sources]
}

fn layout(app: &App, compare: &Compare) -> layout::Terms {
    layout::terms(app.frame().body, compare.terms.widest, compare.sheet.cells.len())
}

/// The cells of the sources that are shown at once.
fn page(compare: &Compare, layout: layout::Terms) -> std::ops::Range<usize> {
    let all = compare.sheet.cells.len();
    let first = compare.focus / layout.columns * layout.columns;
    let first = first.min(all.saturating_sub(layout.columns));
    first..(first + layout.columns).min(all)
}

/// Draws the sources' names, the rows, and what the cursor is on.
pub fn draw(app: &App, compare: &Compare, pen: &mut Pen) {
    let layout = layout(app, compare);
    head(app, compare, layout, pen);
    let top = compare.terms.scroll.top;
    let rows = compare.terms.rows().enumerate().skip(top);
    for ((i, row), y) in rows.zip(layout.list.y..layout.list.bottom()) {
        let area = Rect { y, height: 1, ..layout.list };
        draw_row(app, compare, layout, pen, area, row, i == compare.terms.row);
    }
    about::draw(app, pen, layout.about, &said(app, compare));
}

/// Where the cell of a source stands in a row.
fn place(layout: layout::Terms, area: Rect, of_page: usize) -> Rect {
    let step = layout.cell * u16::try_from(of_page).unwrap_or(0);
    Rect { x: area.x + layout.label + step, width: layout.cell, ..area }
}

/// The sources' names, how much each says, and a rule.
fn head(app: &App, compare: &Compare, layout: layout::Terms, pen: &mut Pen) {
    let area = layout.head;
    for (of_page, cell) in page(compare, layout).enumerate() {
        let column = &compare.columns[compare.sheet.cells[cell].column];
        let name = &app.library.article(column.article).source.name;
        let inside = place(layout, area, of_page);
        let inside = Rect { x: inside.x + 1, width: inside.width.saturating_sub(2), ..inside };
        let style = if cell == compare.focus { app.theme.strong } else { app.theme.text };
        fill(pen, Rect { height: area.height.saturating_sub(2), ..inside }, name, style);
        let amount = amount(app, column);
        pen.line(inside, area.height.saturating_sub(2), &amount, app.theme.dim);
    }
    pen.rule(area, area.height.saturating_sub(1), app.theme.dim);
}

/// How much a source says on the topic.
fn amount(app: &App, column: &Column) -> String {
    match column.coverage {
        Coverage::Silent => format!("{} not covered", app.glyphs.silent),
        _ => counted(column.passages.len(), "passage"),
    }
}

fn draw_row(
    app: &App,
    compare: &Compare,
    layout: layout::Terms,
    pen: &mut Pen,
    area: Rect,
    row: &Row,
    here: bool,
) {
    let style = if here { app.theme.strong } else { app.theme.text };
    let name = &app.library.glossary.term(row.term).name;
    pen.put(area.x + 2, area.y, layout.label.saturating_sub(3), name, style);
    if here {
        pen.line(area, 0, app.glyphs.pointer, app.theme.mark);
    }
    if app.tray.has(tray::Mark::Term(row.term)) {
        pen.put(area.x.saturating_sub(1), area.y, 1, app.glyphs.marked, app.theme.mark);
    }
    for (of_page, cell) in page(compare, layout).enumerate() {
        let column = compare.sheet.cells[cell].column;
        let is_silent = compare.columns[column].coverage == Coverage::Silent;
        let of = (!is_silent).then_some(&row.cells[column]);
        let focused = here && cell == compare.focus;
        draw_cell(app, pen, place(layout, area, of_page), of, focused);
    }
}

/// A count and what sets the source apart, with its sign before it; in brackets where the cursor is.
/// Blank where a source does not speak of the topic at all, as is said above.
fn draw_cell(app: &App, pen: &mut Pen, area: Rect, cell: Option<&Cell>, focused: bool) {
    let (theme, glyphs) = (&app.theme, app.glyphs);
    let (sign, count, style) = match cell.map_or(0, Cell::count) {
        0 if cell.is_none() => (" ", String::new(), theme.dim),
        0 => (" ", glyphs.silent.to_owned(), theme.dim),
        count if cell.is_some_and(is_elsewhere) => (glyphs.mention, count.to_string(), theme.text),
        count => (" ", count.to_string(), theme.text),
    };
    let count = format!("{sign}{count:>2}");
    let mark = cell.and_then(|cell| cell.mark);
    let named = mark.map_or(String::new(), |mark| format!(" {}", mark.name()));
    let inside = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let used = pen.spans(inside, 0, &[(&count, style), (&named, theme.notice)]);
    let apart = match mark {
        Some(Mark::OnlyHere) => glyphs.only,
        Some(Mark::AllButHere) => glyphs.lacking,
        None => " ",
    };
    pen.put(area.x, area.y, 1, apart, theme.notice);
    if focused {
        pen.put(area.x, area.y, 1, "[", theme.focus);
        pen.put(area.x + 1 + used, area.y, 1, "]", theme.focus);
        pen.restyle(Rect { width: used + 2, ..area }, theme.focus);
    }
}

/// Whether a term stands in mentions alone.
fn is_elsewhere(cell: &Cell) -> bool {
    cell.places.iter().all(|place| place.entry.mention)
}

const NO_TERMS: &str = "No term of the glossary stands in what the sources say on this topic.";
const ALL_SHARED: &str = "Every source here uses every term that any of them uses.";

/// What is said below: the term and who uses it, and how the source of the cursor does.
fn said(app: &App, compare: &Compare) -> Vec<Said> {
    let Some(row) = compare.terms.current() else {
        let none = if compare.terms.counts().1 > 0 { ALL_SHARED } else { NO_TERMS };
        return vec![Said::new(none, app.theme.text)];
    };
    let name = &app.library.glossary.term(row.term).name;
    let used = format!("{name}: used by {} of {}", row.sources, speaking(app, compare));
    let used = Said::new(used, app.theme.strong);
    let Some(column) = compare.column() else { return vec![used] };
    let cell = &row.cells[compare.column_index()];
    [used].into_iter().chain(of_source(app, column, cell)).collect()
}

/// "4 sources that speak of this topic".
fn speaking(app: &App, compare: &Compare) -> String {
    let speaking = compare.columns.iter().filter(|column| column.coverage != Coverage::Silent);
    match distinct_sources(app, speaking) {
        1 => "1 source that speaks of this topic".to_owned(),
        sources => format!("{} that speak of this topic", counted(sources, "source")),
    }
}

/// How a source uses a term, and the first sentence in which it does.
fn of_source(app: &App, column: &Column, cell: &Cell) -> Vec<Said> {
    let article = app.library.article(column.article);
    let name = &article.source.name;
    let theme = &app.theme;
    let Some(first) = cell.places.first() else {
        let absence = match column.coverage {
            Coverage::Silent => not_covered(article),
            _ => "not used in what this source says on the topic".to_owned(),
        };
        let absent = Said::new(format!("{name}: {absence}"), theme.text);
        return [absent].into_iter().chain(marked(app, cell)).collect();
    };
    let elsewhere = cell.places.iter().filter(|place| place.entry.mention).count();
    let elsewhere = match elsewhere {
        0 => String::new(),
        some => format!(", {some} of them mentioned elsewhere"),
    };
    let times = counted(cell.count(), "time");
    let times = Said::new(format!("{name}: {times}{elsewhere}"), theme.text);
    let passage = &article.passages[first.entry.passage];
    let of_passage = cell.places.iter().filter(|place| place.entry.passage == first.entry.passage);
    let words = Said {
        text: passage.text.clone(),
        style: theme.text,
        marks: of_passage.map(|place| place.range.clone()).collect(),
    };
    [times].into_iter().chain(marked(app, cell)).chain([words]).collect()
}

/// What sets the source apart, in a sentence.
fn marked(app: &App, cell: &Cell) -> Option<Said> {
    let said = match cell.mark? {
        Mark::OnlyHere => "only here: no other source uses it on this topic",
        Mark::AllButHere => "all but here: every other source that speaks of this topic uses it",
    };
    Some(Said::new(said, app.theme.notice))
}
