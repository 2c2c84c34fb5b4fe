//! A page in a box over the screen.

use ratatui::layout::Rect;

use super::pen::Pen;
use crate::tui::app::App;
use crate::tui::app::page::{Of, Page};
use crate::tui::app::tray::Mark;
use crate::tui::layout;

/// Draws a page from the row it is scrolled to.
pub fn draw(app: &App, page: &Page, pen: &mut Pen) {
    let body = app.frame().body;
    let rows = page.rows(layout::page_width(body));
    let area = layout::page(body, rows.len());
    let marked = matches!(page.of, Of::Term(term) if app.tray.has(Mark::Term(term)));
    let sign = if marked { format!(" {}", app.glyphs.marked) } else { String::new() };
    let title = format!("{}{sign}", page.title);
    let inner = pen.boxed(area, &title, app.theme.text, app.theme.strong);
    let below = rows.len().saturating_sub(page.scroll.top + usize::from(inner.height));
    pen.out_of_sight(inner, page.scroll.top, below, app.theme.dim);
    for (y, row) in (0..inner.height).zip(rows.iter().skip(page.scroll.top)) {
        let focused = page.focus == Some(row.item);
        pen.line(inner, y, row.label, app.theme.key);
        let column = u16::try_from(row.column).unwrap_or(u16::MAX).min(inner.width);
        let text = Rect { x: inner.x + column, width: inner.width - column, ..inner };
        pen.line(text, y, row.text, app.theme.text);
        if focused {
            pen.restyle(Rect { y: inner.y + y, height: 1, ..inner }, app.theme.focus);
        }
        let first = page.scroll.top + usize::from(y);
        let begins = first == 0 || rows[first - 1].item != row.item;
        if begins && leads_to_a_mark(app, page, row.item) {
            pen.put(inner.x.saturating_sub(1), inner.y + y, 1, app.glyphs.marked, app.theme.mark);
        }
    }
}

/// Whether an item leads to a passage that is marked to hand over.
fn leads_to_a_mark(app: &App, page: &Page, item: usize) -> bool {
    let to = page.items.get(item).and_then(|item| item.to);
    to.is_some_and(|at| app.tray.has(Mark::Passage(at)))
}
