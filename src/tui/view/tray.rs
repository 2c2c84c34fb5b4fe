//! The tray: what is marked to hand over, the name of the file to write, and whether to replace one.

use ratatui::layout::{Position, Rect};

use super::hints::{self, field_at};
use super::pen::Pen;
use crate::keymap::{Action, Context};
use crate::library::words::counted;
use crate::tui::app::App;
use crate::tui::app::field::Field;
use crate::tui::app::tray::{Asks, Listing, Mark, said};
use crate::tui::layout;

/// Columns of the box.
const WIDTH: u16 = 76;

/// Rows of a mark: whose words they are, and the words.
const MARK_ROWS: u16 = 2;

/// Draws the tray; returns where its cursor is, while a name is typed.
pub fn draw(app: &App, listing: &Listing, pen: &mut Pen) -> Option<Position> {
    match &listing.asks {
        Asks::Nothing => {
            list(app, listing, pen);
            None
        }
        Asks::Name(field) => Some(name(app, field, pen)),
        Asks::Replace(field) => {
            replace(app, field, pen);
            None
        }
    }
}

fn list(app: &App, listing: &Listing, pen: &mut Pen) {
    let marks = app.tray.marks();
    let title = match app.keeping.marks {
        _ if app.kiosk => "Marked in this visit; to have it printed, ask the staff",
        Some(_) => "Marked to hand over, kept for the next time",
        None => "Marked to hand over",
    };
    let rows = u16::try_from(marks.len()).unwrap_or(u16::MAX).saturating_mul(MARK_ROWS).max(2);
    let inner = boxed(app, pen, rows, title);
    if marks.is_empty() {
        let key = hints::key(app, Context::Reader, Action::Mark).unwrap_or_default();
        pen.line(inner, 0, "Nothing is marked.", app.theme.text);
        let how = format!("{key} marks a passage, a result of search, a term or a figure.");
        pen.line(inner, 1, &how, app.theme.dim);
    }
    let shown = usize::from(inner.height / MARK_ROWS).max(1);
    let first = (listing.row + 1).saturating_sub(shown);
    let below = marks.len().saturating_sub(first + shown);
    pen.out_of_sight(inner, first, below, app.theme.dim);
    for (i, mark) in marks.iter().enumerate().skip(first).take(shown) {
        let y = inner.y + u16::try_from(i - first).unwrap_or(0) * MARK_ROWS;
        let height = MARK_ROWS.min(inner.bottom().saturating_sub(y));
        entry(app, *mark, i == listing.row, pen, Rect { y, height, ..inner });
    }
}

fn entry(app: &App, mark: Mark, here: bool, pen: &mut Pen, area: Rect) {
    let (words, whose) = said(&app.library, mark);
    let inside = Rect { x: area.x + 2, width: area.width.saturating_sub(2), ..area };
    pen.line(inside, 0, &whose, app.theme.strong);
    pen.line(inside, 1, &words, app.theme.text);
    if here {
        pen.line(area, 0, app.glyphs.pointer, app.theme.mark);
        pen.restyle(Rect { height: 1, ..area }, app.theme.focus);
    }
}

/// Asks for a name; returns where its cursor is.
fn name(app: &App, field: &Field, pen: &mut Pen) -> Position {
    let marks = counted(app.tray.marks().len(), "mark");
    let inner = boxed(app, pen, 2, &format!("Write {marks} to a file"));
    let said = "name.md writes Markdown, name.html a page to print";
    pen.line(inner, 1, said, app.theme.dim);
    field_at(app, field, "name: ", pen, inner)
}

fn replace(app: &App, field: &Field, pen: &mut Pen) {
    let inner = boxed(app, pen, 2, "Replace it?");
    pen.line(inner, 0, field.text().trim(), app.theme.strong);
    let key = |action| hints::key(app, Context::Ask, action).unwrap_or_default();
    let said = format!(
        "is there already. {} replaces it, {} keeps it.",
        key(Action::Yes),
        key(Action::No)
    );
    pen.line(inner, 1, &said, app.theme.text);
}

/// A box of this many rows inside; returns them.
fn boxed(app: &App, pen: &mut Pen, rows: u16, title: &str) -> Rect {
    let area = layout::popup(app.frame().body, WIDTH, rows.saturating_add(2));
    pen.boxed(area, title, app.theme.text, app.theme.strong)
}
