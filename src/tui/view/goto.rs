//! The palette: a field, and what fits it.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

use super::hints::field_at;
use super::pen::{Pen, width};
use crate::tui::app::App;
use crate::tui::app::goto::{Fit, GoTo};
use crate::tui::layout;

/// Stands in the empty field.
const WHAT: &str = "a topic, source, heading, term or action";

const NOTHING: &str = "nothing is called so";
const NOTHING_YET: &str = "nothing that has been read so far is called so";

/// Draws the palette; returns where its cursor is.
pub fn draw(app: &App, goto: &GoTo, pen: &mut Pen) -> Option<Position> {
    let body = app.frame().body;
    let area = layout::popup(body, 76, body.height.min(22));
    let inner = pen.boxed(area, "Go to", app.theme.text, app.theme.strong);
    let cursor = field_at(app, &goto.field, "", pen, Rect { height: 1, ..inner });
    pen.rule(inner, 1, app.theme.dim);
    let list = Rect { y: inner.y + 2, height: inner.height.saturating_sub(2), ..inner };
    if goto.field.text().is_empty() {
        pen.line(
            Rect { x: inner.x + 1, width: inner.width.saturating_sub(1), ..inner },
            0,
            WHAT,
            app.theme.dim,
        );
    }
    if goto.fits.is_empty() {
        let nothing = if app.progress.is_some() { NOTHING_YET } else { NOTHING };
        pen.line(list, 0, nothing, app.theme.dim);
    }
    let shown = usize::from(list.height).max(1);
    let first = (goto.row + 1).saturating_sub(shown);
    let below = goto.fits.len().saturating_sub(first + shown);
    pen.out_of_sight(inner, first, below, app.theme.dim);
    for (i, fit) in goto.fits.iter().enumerate().skip(first).take(shown) {
        let y = list.y + u16::try_from(i - first).unwrap_or(0);
        line(app, pen, Rect { y, height: 1, ..list }, fit, i == goto.row);
    }
    (!goto.in_list).then_some(cursor)
}

fn line(app: &App, pen: &mut Pen, area: Rect, fit: &Fit, here: bool) {
    if here {
        pen.line(area, 0, app.glyphs.pointer, app.theme.mark);
    }
    let about = width(&fit.about).min(area.width / 3);
    let name = Rect { x: area.x + 2, width: area.width.saturating_sub(about + 4), ..area };
    letters(app, pen, name, fit);
    pen.put(area.right() - about, area.y, about, &fit.about, app.theme.dim);
    if here {
        pen.restyle(area, app.theme.focus);
    }
}

/// The name with the letters that fit marked, as far as there is room.
fn letters(app: &App, pen: &mut Pen, area: Rect, fit: &Fit) {
    let name = fit.name.as_str();
    if width(name) > area.width {
        pen.line(area, 0, name, app.theme.text);
        return;
    }
    let (mut used, mut character) = (0, 0);
    for grapheme in name.graphemes(true) {
        let chars = grapheme.chars().count();
        let fits = (character..character + chars).any(|c| fit.letters.contains(&c));
        let style: Style = if fits { app.theme.hit } else { app.theme.text };
        used += pen.put(area.x + used, area.y, area.width - used, grapheme, style);
        character += chars;
    }
}
