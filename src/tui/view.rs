//! View: draws the state and cannot change it.

mod compare;
mod facets;
mod goto;
mod hints;
mod home;
pub mod kiosk;
mod page;
mod pen;
mod reader;
mod search;
mod text;
mod tray;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

use super::app::{App, Overlay, Screen};
use super::layout;
use crate::library::words::{counted, grouped};
use pen::Pen;

/// Draws everything; returns where the hardware cursor belongs, if anywhere.
pub fn draw(app: &App, buffer: &mut Buffer) -> Option<Position> {
    let mut pen = ground(app, buffer)?;
    let cursor = screen(app, &mut pen);
    let over = overlay(app, &mut pen);
    hints::draw(app, &mut pen);
    over.or(cursor)
}

/// A pen on the ground of the theme; none where there is no room, which is said instead.
fn ground<'a>(app: &App, buffer: &'a mut Buffer) -> Option<Pen<'a>> {
    let area = app.area.intersection(buffer.area);
    let mut pen = Pen::new(buffer, app.glyphs);
    pen.restyle(area, app.theme.text);
    if layout::has_room(area) {
        return Some(pen);
    }
    ask_for_room(app, &mut pen, area);
    None
}

fn ask_for_room(app: &App, pen: &mut Pen, area: Rect) {
    let (columns, rows) = layout::SMALLEST;
    let text = format!("please enlarge to {columns}x{rows}");
    pen.line(area, 0, &text, app.theme.text);
}

fn screen(app: &App, pen: &mut Pen) -> Option<Position> {
    match &app.screen {
        Screen::Subjects(row) => home::draw_subjects(app, *row, pen),
        Screen::Home(home) => home::draw(app, home, pen),
        Screen::Reader(reader) => reader::draw(app, reader, pen),
        Screen::Compare(compare) => compare::draw(app, compare, pen),
        Screen::Search(search) => return search::draw(app, search, pen),
    }
    None
}

fn overlay(app: &App, pen: &mut Pen) -> Option<Position> {
    match app.overlay.as_ref()? {
        Overlay::GoTo(goto) => return goto::draw(app, goto, pen),
        Overlay::Find(field) => return Some(hints::draw_field(app, field, pen)),
        Overlay::Page(page) => page::draw(app, page, pen),
        Overlay::Tray(listing) => return tray::draw(app, listing, pen),
    }
    None
}

/// How far the library has been read: "reading 3,120 of 10,000 articles"; nothing once it is.
fn reading(app: &App) -> Option<String> {
    app.progress.map(|progress| match progress.all {
        0 => "reading the library".to_owned(),
        all => format!("reading {} of {}", grouped(progress.read), counted(all, "article")),
    })
}

/// The title row: the way here on the left, cut where it is long, and on the right the first of the
/// facts that leaves it half the row, or all it needs.
fn title(app: &App, pen: &mut Pen, steps: &[&str], facts: &[&str]) {
    let row = app.frame().title;
    let area = Rect { x: row.x + 1, width: row.width.saturating_sub(2), ..row };
    let way = steps.join(&format!(" {} ", app.glyphs.step));
    let fits = |fact: &&&str| {
        let width = pen::width(fact);
        width <= area.width / 2
            || width.saturating_add(pen::width(&way)).saturating_add(2) <= area.width
    };
    let fact = facts.iter().find(fits).copied().unwrap_or_default();
    let right = pen::width(fact);
    let gap = if right == 0 { 0 } else { 2 };
    pen.fill(area, app.theme.title);
    pen.put(area.x, area.y, area.width.saturating_sub(right + gap), &way, app.theme.title);
    let style = app.theme.dim.add_modifier(Modifier::UNDERLINED);
    pen.put(area.right().saturating_sub(right), area.y, right, fact, style);
}
