//! Search: moving in the results and the facets, and opening what the cursor is on.

use super::super::app::search::Search;
use super::super::app::{App, Overlay, Screen, page};
use super::{narrow, travel};
use crate::keymap::Action;

/// Rows that a page key moves over.
const PAGE: isize = 10;

/// Does what is meant in search.
pub fn act(app: &mut App, action: Action) {
    let Screen::Search(search) = &mut app.screen else { return };
    search.opens = false;
    match action {
        Action::EarlierQuery => earlier(app),
        Action::LaterQuery => later(app),
        Action::Why => why(app),
        Action::Up => search.step(-1),
        Action::Down => search.step(1),
        Action::PageUp => search.step(-PAGE),
        Action::PageDown => search.step(PAGE),
        Action::First => search.step(isize::MIN),
        Action::Last => search.step(isize::MAX),
        Action::SwitchFocus => switch_focus(search),
        Action::Open if search.facet.is_some() => narrow::choose(app),
        Action::Open => open(app),
        Action::Narrow => narrow::enter(app),
        Action::Widen => narrow::widen(app),
        Action::AsTyped => narrow::as_typed(app),
        Action::SwitchSubjects => narrow::switch_subjects(app),
        _ => {}
    }
}

/// In the box, from the first result on, an earlier query; else a row up.
fn earlier(app: &mut App) {
    let typing = app.is_typing();
    let Screen::Search(search) = &mut app.screen else { return };
    let among_results = search.row > 0 && search.recalled(&app.history).is_none();
    if !typing || among_results {
        search.step(-1);
    } else if search.recall_earlier(&app.history) {
        search.ask(app.index.as_deref(), &app.library);
    } else {
        app.notice = Some("no earlier query".to_owned());
    }
}

/// In the box, where an earlier query stands, the one after it; else a row down.
fn later(app: &mut App) {
    let typing = app.is_typing();
    let Screen::Search(search) = &mut app.screen else { return };
    if typing && search.recall_later(&app.history) {
        search.ask(app.index.as_deref(), &app.library);
    } else {
        search.step(1);
    }
}

/// Says why the hit was found.
fn why(app: &mut App) {
    match page::why(app) {
        Some(page) => app.overlay = Some(Overlay::Page(page)),
        None => app.notice = Some("no passage to explain".to_owned()),
    }
}

/// From the box to the list and back; from the facets to the list.
fn switch_focus(search: &mut Search) {
    let leaves_box = search.facet.take().is_some() || !search.in_list;
    search.in_list = leaves_box && search.hit().is_some();
}

/// Opens the article of the hit, at its words, or waits for there to be one.
fn open(app: &mut App) {
    let Screen::Search(search) = &mut app.screen else { return };
    search.opens = app.index.is_none();
    if let Some((passage, words)) = search.hit().map(|hit| (hit.passage, hit.highlights.clone())) {
        travel::read_passage(app, passage, words);
    }
}

/// Opens what was to be opened before there was an index.
pub fn open_what_waits(app: &mut App) {
    if matches!(&app.screen, Screen::Search(search) if search.opens) && app.overlay.is_none() {
        open(app);
    }
}
