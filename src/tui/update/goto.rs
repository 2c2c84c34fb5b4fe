//! Go to: moving in the palette and going where its cursor leads.

use super::super::app::goto::Target;
use super::super::app::{App, Overlay, page};
use super::travel;
use crate::keymap::Action;

/// Rows that a page key moves over.
const PAGE: isize = 10;

/// Does what is meant in the palette.
pub fn act(app: &mut App, action: Action) {
    let Some(Overlay::GoTo(goto)) = &mut app.overlay else { return };
    match action {
        Action::Up => goto.step(-1),
        Action::Down => goto.step(1),
        Action::PageUp => goto.step(-PAGE),
        Action::PageDown => goto.step(PAGE),
        Action::SwitchFocus => goto.in_list = !goto.in_list,
        Action::Open => open(app),
        _ => {}
    }
}

/// The action under the cursor, if that is what is to be opened; the palette closes.
pub fn chosen(app: &mut App, action: Action) -> Option<Action> {
    let Some(Overlay::GoTo(goto)) = &app.overlay else { return None };
    let Some(Target::Action(chosen)) = goto.target().filter(|_| action == Action::Open) else {
        return None;
    };
    app.overlay = None;
    Some(chosen)
}

fn open(app: &mut App) {
    let Some(Overlay::GoTo(goto)) = &app.overlay else { return };
    let Some(target) = goto.target() else { return };
    app.overlay = None;
    match target {
        Target::Topic(topic) => travel::compare_on(app, app.subject().unwrap_or_default(), topic),
        Target::Subject(subject) => travel::open_subject(app, subject),
        Target::Article(at) => travel::read(app, at),
        Target::Section(at) => travel::read_section(app, at),
        Target::Term(term) => app.overlay = Some(Overlay::Page(page::definition(app, term))),
        // Taken by `chosen` before it comes here.
        Target::Action(_) => {}
    }
}
