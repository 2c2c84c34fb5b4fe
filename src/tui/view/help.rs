//! Help: a box with the keys of the screen below.

use ratatui::layout::Rect;

use super::pen::Pen;
use crate::tui::app::App;
use crate::tui::app::help::{Line, lines};
use crate::tui::layout;
use crate::tui::scroll::Scroll;

/// Columns of the keys.
const KEYS: u16 = 30;

/// Draws help.
pub fn draw(app: &App, scroll: Scroll, pen: &mut Pen) {
    let lines = lines(app);
    let area = layout::help(app.frame().body, lines.len());
    let inner = pen.boxed(area, "Keys", app.theme.text, app.theme.strong);
    for (row, line) in (0..inner.height).zip(lines.iter().skip(scroll.top)) {
        match line {
            Line::Heading(name) => pen.line(inner, row, name, app.theme.strong),
            Line::Keys(binding) => {
                pen.put(inner.x, inner.y + row, KEYS - 1, &binding.keys.join("  "), app.theme.key);
                let width = inner.width.saturating_sub(KEYS);
                let about = Rect { x: inner.right() - width, width, ..inner };
                pen.line(about, row, binding.action.about(), app.theme.text)
            }
            Line::Blank => 0,
        };
    }
}
