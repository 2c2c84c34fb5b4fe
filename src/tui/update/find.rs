//! Find in page: typing what to find, and stepping through the matches.

use super::super::app::field::Field;
use super::super::app::reader::Reader;
use super::super::app::{App, Overlay, Screen};
use super::super::find::{Found, Step};
use super::page;
use crate::keymap::Action;

/// Lines that stay in view above and below a match.
const MARGIN: usize = 3;

/// Opens the text field.
pub fn open(app: &mut App) {
    app.overlay = Some(Overlay::Find(Field::default()));
}

/// Finds what has been typed so far, from the top of the screen on.
pub fn ask(app: &mut App) {
    let page = page(app);
    let (Some(Overlay::Find(field)), Screen::Reader(reader)) = (&app.overlay, &mut app.screen)
    else {
        return;
    };
    let article = app.library.article(reader.article);
    let mut found = Found::new(&reader.document, article, field.text());
    found.go_from(&reader.document, reader.scroll.top);
    reader.found = (!field.text().trim().is_empty()).then_some(found);
    show(reader, page);
}

/// Does what is meant while the field is open: Enter keeps the matches.
pub fn act(app: &mut App, action: Action) {
    match action {
        Action::Open => app.overlay = None,
        Action::Down => next(app),
        Action::Up => previous(app),
        _ => {}
    }
}

/// Goes to the next match, after the last to the first.
pub fn next(app: &mut App) {
    step(app, Found::go_next, "went on from the top");
}

/// Goes to the previous match, before the first to the last.
pub fn previous(app: &mut App) {
    step(app, Found::go_previous, "went on from the bottom");
}

fn step(app: &mut App, go: fn(&mut Found) -> Step, around: &str) {
    let page = page(app);
    let Screen::Reader(reader) = &mut app.screen else { return };
    let step = reader.found.as_mut().map_or(Step::Nothing, go);
    app.notice = match step {
        Step::Moved => None,
        Step::Wrapped => Some(around.to_owned()),
        Step::Nothing => Some("nothing found".to_owned()),
    };
    show(reader, page);
}

/// Brings the current match onto the screen.
fn show(reader: &mut Reader, page: usize) {
    let Some(m) = reader.found.as_ref().and_then(Found::current) else { return };
    let line = reader.document.line_of(m.block, m.range.start);
    reader.moved();
    reader.scroll.reveal(&(line..line + 1), MARGIN, reader.extent(page));
}
