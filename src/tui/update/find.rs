//! Find in page: typing what to find, and stepping through the matches; in compare, across columns.

use super::super::app::compare::across::Across;
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
    match &mut app.screen {
        Screen::Reader(reader) => reader.begin_find(),
        Screen::Compare(compare) => compare.begin_find(),
        _ => {}
    }
}

/// Goes back to where the field was opened.
pub fn go_back(app: &mut App) {
    match &mut app.screen {
        Screen::Reader(reader) => reader.back_from_find(),
        Screen::Compare(compare) => compare.back_from_find(&app.library),
        _ => {}
    }
}

/// Finds what has been typed so far, from where the field was opened on; where there is nothing, that
/// stays in sight.
pub fn ask(app: &mut App) {
    go_back(app);
    let page = page(app);
    let Some(Overlay::Find(field)) = &app.overlay else { return };
    match &mut app.screen {
        Screen::Reader(reader) => {
            let article = app.library.article(reader.article);
            let mut found = Found::new(&reader.document, article, field.text());
            found.go_from(&reader.document, reader.scroll.top);
            reader.found = (!field.text().trim().is_empty()).then_some(found);
            show(reader, page);
        }
        Screen::Compare(compare) => {
            compare.find(&app.library, field.text());
            compare.show_match(&app.library, page, MARGIN);
        }
        _ => {}
    }
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
    step(app, Found::go_next, Across::go_next, "went on from the top");
}

/// Goes to the previous match, before the first to the last.
pub fn previous(app: &mut App) {
    step(app, Found::go_previous, Across::go_previous, "went on from the bottom");
}

fn step(
    app: &mut App,
    in_page: fn(&mut Found) -> Step,
    across: fn(&mut Across) -> Step,
    around: &str,
) {
    let page = page(app);
    let step = match &mut app.screen {
        Screen::Reader(reader) => step_in_page(reader, page, in_page),
        Screen::Compare(compare) => {
            let step = compare.found.as_mut().map_or(Step::Nothing, across);
            compare.show_match(&app.library, page, MARGIN);
            step
        }
        _ => return,
    };
    app.notice = match step {
        Step::Moved => None,
        Step::Wrapped => Some(around.to_owned()),
        Step::Nothing => Some("nothing found".to_owned()),
    };
}

fn step_in_page(reader: &mut Reader, page: usize, go: fn(&mut Found) -> Step) -> Step {
    let step = reader.found.as_mut().map_or(Step::Nothing, go);
    show(reader, page);
    step
}

/// Brings the current match onto the screen.
fn show(reader: &mut Reader, page: usize) {
    let Some(m) = reader.found.as_ref().and_then(Found::current) else { return };
    let line = reader.document.line_of(m.block, m.range.start);
    reader.come_to(line, MARGIN, page);
}
