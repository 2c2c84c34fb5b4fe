//! View: draws the state and cannot change it.

mod card;
mod compare;
mod goto;
mod help;
mod hints;
mod home;
mod pen;
mod reader;
mod search;
mod text;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::app::{App, Overlay, Screen};
use super::layout;
use pen::Pen;

/// Draws everything; returns where the hardware cursor belongs, if anywhere.
pub fn draw(app: &App, buffer: &mut Buffer) -> Option<Position> {
    let area = app.area.intersection(buffer.area);
    let mut pen = Pen::new(buffer, app.glyphs);
    pen.fill(area, app.theme.text);
    if !layout::has_room(area) {
        ask_for_room(app, &mut pen, area);
        return None;
    }
    let cursor = screen(app, &mut pen);
    let over = overlay(app, &mut pen);
    hints::draw(app, &mut pen);
    over.or(cursor)
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
        Overlay::Help(scroll) => help::draw(app, *scroll, pen),
        Overlay::Card(article) => card::draw(app, *article, pen),
        Overlay::Definition(term) => card::draw_definition(app, *term, pen),
    }
    None
}

/// The title row: the way here on the left, cut where it is long, and a fact on the right, which
/// gives way only where it would take more than half the row.
fn title(app: &App, pen: &mut Pen, steps: &[&str], right: &str) {
    let row = app.frame().title;
    let area = Rect { x: row.x + 1, width: row.width.saturating_sub(2), ..row };
    let way = steps.join(&format!(" {} ", app.glyphs.step));
    pen.fill(row, app.theme.title);
    let fact = pen::width(right);
    let fits = fact <= area.width / 2 || fact + pen::width(&way) + 2 <= area.width;
    let room = if fits { area.width - fact - 2 } else { area.width };
    pen.put(area.x, area.y, room, &way, app.theme.title);
    if fits {
        pen.put(area.right() - fact, area.y, fact, right, app.theme.dim);
    }
}
