//! Overlays: opening help and the palette, acting on what lies on top, and closing it.

use std::sync::Arc;

use ratatui::layout::Rect;

use super::super::app::goto::GoTo;
use super::super::app::page::{Of, Page};
use super::super::app::{App, Overlay, Screen, page};
use super::super::layout;
use super::super::scroll::Extent;
use super::{find, goto, travel, tray};
use crate::keymap::Action;

/// Opens the keys of what lies on top, over it; closes them, and why a passage was found, which the
/// same key opens.
pub fn help(app: &mut App) {
    let is_told = |over: &Overlay| matches!(over, Overlay::Page(page) if matches!(page.of, Of::Keys | Of::Nothing));
    if app.overlay.as_ref().is_some_and(is_told) {
        close(app);
        return;
    }
    let keys = page::keys(app);
    let under = app.overlay.take().map(Box::new);
    app.overlay = Some(Overlay::Page(Page { under, ..keys }));
}

/// Closes what lies on top; what it lay over is there again. False where nothing did.
pub fn close(app: &mut App) -> bool {
    let closed = app.overlay.take();
    let is_closed = closed.is_some();
    if let Some(Overlay::Page(page)) = closed {
        app.overlay = page.under.map(|under| *under);
    }
    is_closed
}

/// Opens what the sources of the subject leave out.
pub fn gaps(app: &mut App) {
    if let Some(subject) = app.subject() {
        app.overlay = Some(Overlay::Page(page::gaps(app, subject)));
    }
}

/// Opens the palette, or closes it.
pub fn goto(app: &mut App) {
    app.overlay = match app.overlay.take() {
        Some(Overlay::GoTo(_)) => None,
        _ => Some(Overlay::GoTo(Box::new(palette(app)))),
    };
}

/// The palette over the screen.
pub fn palette(app: &App) -> GoTo {
    let names = Arc::clone(&app.names);
    GoTo::new(&app.library, names, app.screen_context(), app.subject(), app.kiosk)
}

/// Does what is meant on what lies on top.
pub fn act(app: &mut App, action: Action) {
    match app.overlay {
        Some(Overlay::GoTo(_)) => goto::act(app, action),
        Some(Overlay::Find(_)) => find::act(app, action),
        Some(Overlay::Page(_)) => on_page(app, action),
        Some(Overlay::Tray(_)) => tray::act(app, action),
        None => {}
    }
}

fn on_page(app: &mut App, action: Action) {
    match action {
        Action::NextLink => step(app, true),
        Action::PreviousLink => step(app, false),
        Action::Open => open(app),
        _ => scroll_page(app, action),
    }
}

/// Moves the focus of the page, and shows it; one that is out of sight begins anew in it.
fn step(app: &mut App, forward: bool) {
    let body = app.frame().body;
    let Some(Overlay::Page(page)) = &mut app.overlay else { return };
    let extent = extent(page, body);
    page.step(forward, page.scroll.top, layout::page_width(body));
    let rows = page.rows(layout::page_width(body));
    let first = rows.iter().position(|row| page.focus == Some(row.item)).unwrap_or(0);
    let count = rows.iter().filter(|row| page.focus == Some(row.item)).count();
    page.scroll.reveal(&(first..first + count), 1, extent);
}

/// Opens the passage that has the focus; a page without one is closed.
fn open(app: &mut App) {
    let Some(Overlay::Page(page)) = &app.overlay else { return };
    match page.leads_to() {
        Some(at) => travel::read_passage(app, at, Vec::new()),
        None if page.leads() => app.notice = Some("choose a passage first".to_owned()),
        None => {
            close(app);
        }
    }
}

fn scroll_page(app: &mut App, action: Action) {
    let body = app.frame().body;
    if let Some(Overlay::Page(page)) = &mut app.overlay {
        let extent = extent(page, body);
        super::scroll(&mut page.scroll, action, extent);
        page.focus_in_sight(layout::page_width(body), extent.page);
    }
}

/// Brings a page back into its box, after the size has changed.
pub fn fit(app: &mut App) {
    let body = app.frame().body;
    if let Some(Overlay::Page(page)) = &mut app.overlay {
        let extent = extent(page, body);
        page.scroll.clamp(extent);
    }
}

fn extent(page: &Page, body: Rect) -> Extent {
    let total = page.rows(layout::page_width(body)).len();
    let shown = layout::page(body, total).height.saturating_sub(2);
    Extent { total, page: usize::from(shown) }
}

/// Closes, in this order: what lies on top, the outline, the marks of find and search; then goes back.
pub fn cancel(app: &mut App) {
    if let Some(Overlay::Find(_)) = app.overlay {
        clear_marks(app);
        find::go_back(app);
    }
    if tray::cancel(app) {
        return;
    }
    if close(app) || clear_marks(app) {
        return;
    }
    match &mut app.screen {
        Screen::Search(search) if search.facet.is_some() => search.facet = None,
        Screen::Search(search) if search.in_list => search.in_list = false,
        _ => travel::back(app),
    }
}

/// Takes away what stands out on the screen; false where nothing did.
fn clear_marks(app: &mut App) -> bool {
    let reader = match &mut app.screen {
        Screen::Reader(reader) => reader,
        Screen::Compare(compare) => return compare.found.take().is_some(),
        _ => return false,
    };
    let outline = reader.outline.take().is_some();
    let found = !outline && reader.found.take().is_some();
    let focus = !outline && !found && reader.focus.take().is_some();
    outline || found || focus
}
