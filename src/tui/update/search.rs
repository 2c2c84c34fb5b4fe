//! Search: moving in the results and opening one.

use super::super::app::{App, Screen};
use super::travel;
use crate::keymap::Action;

/// Rows that a page key moves over.
const PAGE: isize = 10;

/// Does what is meant in search.
pub fn act(app: &mut App, action: Action) {
    let Screen::Search(search) = &mut app.screen else { return };
    match action {
        Action::Up => search.step(-1),
        Action::Down => search.step(1),
        Action::PageUp => search.step(-PAGE),
        Action::PageDown => search.step(PAGE),
        Action::First => search.row = 0,
        Action::Last => search.step(isize::MAX),
        Action::SwitchFocus => search.in_list = !search.in_list,
        Action::Open => open(app),
        _ => {}
    }
}

/// Opens the article of the hit, at its words.
fn open(app: &mut App) {
    let Screen::Search(search) = &app.screen else { return };
    if let Some((passage, words)) = search.hit().map(|hit| (hit.passage, hit.highlights.clone())) {
        travel::read_passage(app, passage, words);
    }
}
