//! Go to: moving in the palette and going where its cursor leads.

use super::super::app::goto::Target;
use super::super::app::{App, Overlay, page};
use super::{change, travel};
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

fn open(app: &mut App) {
    let Some(Overlay::GoTo(goto)) = &app.overlay else { return };
    let Some(target) = goto.target() else { return };
    app.overlay = None;
    match target {
        Target::Topic(topic) => travel::compare_on(app, app.subject().unwrap_or_default(), topic),
        Target::Article(at) => travel::read(app, at),
        Target::Section(at) => travel::read_section(app, at),
        Target::Term(term) => app.overlay = Some(Overlay::Page(page::definition(app, term))),
        Target::Action(action) => change(app, action),
    }
}
