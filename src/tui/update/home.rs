//! Home and the list of subjects: moving the cursor and opening what it is on.

use super::super::app::{App, Screen};
use super::super::layout;
use super::{keep, overlay, travel};
use crate::keymap::Action;

/// Does what is meant on the matrix.
pub fn act(app: &mut App, action: Action) {
    match action {
        Action::Up => step(app, -1, 0),
        Action::Down => step(app, 1, 0),
        Action::Left | Action::Right if is_list(app) => {}
        Action::Left => step(app, 0, -1),
        Action::Right => step(app, 0, 1),
        Action::PageUp => step(app, -page(app), 0),
        Action::PageDown => step(app, page(app), 0),
        Action::First => step(app, isize::MIN, 0),
        Action::Last => step(app, isize::MAX, 0),
        Action::Open => open(app),
        Action::Gaps => overlay::gaps(app),
        Action::Resume => keep::resume(app),
        _ => {}
    }
}

/// Rows that a page key moves over on the matrix.
fn page(app: &App) -> isize {
    isize::try_from(super::page(app)).unwrap_or(isize::MAX)
}

fn step(app: &mut App, rows: isize, columns: isize) {
    if let Screen::Home(home) = &mut app.screen {
        home.step(rows, columns);
    }
}

/// Whether there is no room for the matrix, so that no source has the cursor.
fn is_list(app: &App) -> bool {
    let Screen::Home(home) = &app.screen else { return false };
    home.layout(&app.library, app.frame().body).list
}

/// Opens the cell of the cursor; on the name of a topic, and where home is a list, all sources on it.
fn open(app: &mut App) {
    let Screen::Home(home) = &app.screen else { return };
    let Some(topic) = home.topic() else { return };
    let subject = home.matrix.subject;
    match home.cell().cloned().filter(|_| !is_list(app)) {
        Some(cell) => travel::read_cell(app, topic, &cell),
        None => travel::compare_on(app, subject, topic),
    }
}

/// Does what is meant on the list of subjects.
pub fn act_on_subjects(app: &mut App, action: Action) {
    let last = app.library.subjects.len().saturating_sub(1);
    let page = layout::subjects(app.frame().body, app.library.faults.len()).page();
    let Screen::Subjects(row) = &mut app.screen else { return };
    match action {
        Action::Up => *row = row.saturating_sub(1),
        Action::Down => *row = (*row + 1).min(last),
        Action::First => *row = 0,
        Action::Last => *row = last,
        Action::PageUp => *row = row.saturating_sub(page),
        Action::PageDown => *row = (*row + page).min(last),
        Action::Gaps => overlay::gaps(app),
        Action::Open | Action::Right => {
            let subject = *row;
            travel::open_subject(app, subject);
        }
        _ => {}
    }
}
