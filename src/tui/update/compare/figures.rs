//! The view of figures: moving the cursor, and opening the sentence that it is on.

use super::super::super::app::compare::figures::Row;
use super::super::super::app::{App, Screen};
use super::{layout, open_column, rows, travel};
use crate::keymap::Action;

/// Moves the cursor.
pub fn act(app: &mut App, action: Action) {
    let list = layout::listed(app.frame().body).list;
    let Screen::Compare(compare) = &mut app.screen else { return };
    let page = compare.figures.page(list.height);
    if let Some(by) = rows(action, page) {
        compare.figures.step(by);
    }
}

/// Opens the sentence of the figure, with the figure marked; of a source without figures, what it
/// says on the topic.
pub fn open(app: &mut App) {
    let Screen::Compare(compare) = &app.screen else { return };
    match compare.figures.current() {
        Some(Row::Without(column)) => open_column(app, *column),
        Some(figure) => {
            if let Some((at, range)) = figure.place() {
                travel::read_passage(app, at, vec![range]);
            }
        }
        None => {}
    }
}
