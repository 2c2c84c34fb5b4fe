//! The view of terms: moving the cursor, opening the passage that it is on, explaining its term.

use super::super::super::app::{App, Overlay, Screen, page};
use super::{layout, rows, travel};
use crate::keymap::Action;
use crate::library::PassageRef;

/// Moves the cursor, or explains its term.
pub fn act(app: &mut App, action: Action) {
    let body = app.frame().body;
    let Screen::Compare(compare) = &mut app.screen else { return };
    let list = layout::terms(body, compare.terms.widest, compare.sheet.cells.len()).list;
    match action {
        Action::Left => compare.step(-1),
        Action::Right => compare.step(1),
        Action::Define => define(app),
        _ => {
            if let Some(by) = rows(action, usize::from(list.height).max(1)) {
                compare.terms.step(by);
            }
        }
    }
}

/// Opens the first passage in which the source uses the term, with the term marked.
pub fn open(app: &mut App) {
    let Screen::Compare(compare) = &app.screen else { return };
    let (Some(row), Some(column)) = (compare.terms.current(), compare.column()) else { return };
    let places = compare.terms.cell(compare.column_index()).map(|cell| &cell.places);
    let Some((places, first)) = places.and_then(|places| Some((places, places.first()?))) else {
        let source = &app.library.article(column.article).source.name;
        let term = &app.library.glossary.term(row.term).name;
        app.notice = Some(format!("{source} does not use \"{term}\" on this topic"));
        return;
    };
    let at = PassageRef { article: column.article, passage: first.entry.passage };
    let there = places.iter().filter(|place| place.entry.passage == at.passage);
    let hits = there.map(|place| place.range.clone()).collect();
    travel::read_passage(app, at, hits);
}

fn define(app: &mut App) {
    let Screen::Compare(compare) = &app.screen else { return };
    let row = compare.terms.current();
    app.overlay = row.map(|row| Overlay::Page(page::definition(app, row.term)));
}
