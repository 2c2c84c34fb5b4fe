//! Overlays: opening help and the palette, acting on what lies on top, and closing it.

use super::super::app::goto::GoTo;
use super::super::app::help::lines;
use super::super::app::{App, Overlay, Screen};
use super::super::layout;
use super::super::scroll::{Extent, Scroll};
use super::{find, goto, travel};
use crate::keymap::Action;

/// Opens help on the screen, or closes it.
pub fn help(app: &mut App) {
    app.overlay = match app.overlay.take() {
        Some(Overlay::Help(_)) => None,
        _ => Some(Overlay::Help(Scroll::default())),
    };
}

/// Opens the palette, or closes it.
pub fn goto(app: &mut App) {
    let context = app.screen_context();
    app.overlay = match app.overlay.take() {
        Some(Overlay::GoTo(_)) => None,
        _ => Some(Overlay::GoTo(Box::new(GoTo::new(&app.library, context)))),
    };
}

/// Does what is meant on what lies on top.
pub fn act(app: &mut App, action: Action) {
    match app.overlay {
        Some(Overlay::GoTo(_)) => goto::act(app, action),
        Some(Overlay::Find(_)) => find::act(app, action),
        Some(Overlay::Help(_)) => scroll_help(app, action),
        Some(Overlay::Card(_) | Overlay::Definition(_)) | None => {}
    }
}

fn scroll_help(app: &mut App, action: Action) {
    let total = lines(app).len();
    let page = usize::from(layout::help(app.frame().body, total).height.saturating_sub(2));
    if let Some(Overlay::Help(scroll)) = &mut app.overlay {
        super::scroll(scroll, action, Extent { total, page });
    }
}

/// Closes, in this order: what lies on top, the outline, the marks of find and search; then goes back.
pub fn cancel(app: &mut App) {
    if let Some(Overlay::Find(_)) = app.overlay {
        clear_marks(app);
    }
    if app.overlay.take().is_some() || clear_marks(app) {
        return;
    }
    match &mut app.screen {
        Screen::Search(search) if search.in_list => search.in_list = false,
        _ => travel::back(app),
    }
}

/// Takes away what stands out on the screen; false where nothing did.
fn clear_marks(app: &mut App) -> bool {
    let Screen::Reader(reader) = &mut app.screen else { return false };
    let outline = reader.outline.take().is_some();
    let found = !outline && reader.found.take().is_some();
    let focus = !outline && !found && reader.focus.take().is_some();
    outline || found || focus
}
