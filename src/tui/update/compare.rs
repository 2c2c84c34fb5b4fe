//! Compare: scrolling, moving between sources and topics, and choosing what is left out.

use ratatui::layout::Rect;

use super::super::app::compare::Compare;
use super::super::app::{App, Overlay, Screen, page};
use super::{find, page, scroll, travel};
use crate::keymap::Action;
use crate::library::{Library, TopicId};

/// Does what is meant in compare.
pub fn act(app: &mut App, action: Action) {
    match action {
        Action::NextTopic => step_topic(app, 1),
        Action::PreviousTopic => step_topic(app, -1),
        Action::Open => open(app),
        Action::Card => card(app),
        Action::Find => find::open(app),
        Action::NextMatch => find::next(app),
        Action::PreviousMatch => find::previous(app),
        Action::FoldSilent => choose(app, fold),
        Action::OnlyDiffering => choose(app, differ),
        Action::Lock => choose(app, lock),
        _ => move_within(app, action),
    }
}

/// Changes what is left out, or how it scrolls; what there is to say of it becomes the notice.
fn choose(app: &mut App, change: fn(&mut Compare, &Library, Rect) -> Option<&'static str>) {
    let body = app.frame().body;
    let Screen::Compare(compare) = &mut app.screen else { return };
    app.notice = change(compare, &app.library, body).map(str::to_owned);
}

fn fold(compare: &mut Compare, library: &Library, body: Rect) -> Option<&'static str> {
    if compare.speaking() == compare.comparison.columns.len() {
        return Some("no source is silent here");
    }
    compare.fold(library, body);
    None
}

fn differ(compare: &mut Compare, library: &Library, body: Rect) -> Option<&'static str> {
    match compare.speaking() {
        0 => return Some("no source speaks of this"),
        1 => return Some("only one source speaks of this: there is none to differ from"),
        _ => compare.differ(library, body),
    }
    let left_out = "only passages with a term or figure that not every source here has";
    compare.differing.is_some().then_some(left_out)
}

fn lock(compare: &mut Compare, _: &Library, _: Rect) -> Option<&'static str> {
    if compare.sheet.stacked() {
        return Some("sources stand one under another here and scroll together");
    }
    compare.lock();
    Some(if compare.alone.is_some() { "each source scrolls alone" } else { "all scroll together" })
}

fn move_within(app: &mut App, action: Action) {
    let page = page(app);
    let Screen::Compare(compare) = &mut app.screen else { return };
    match action {
        Action::Left => compare.step(-1, &app.library),
        Action::Right => compare.step(1, &app.library),
        _ => {
            let extent = compare.extent(compare.focus, page);
            let column = compare.column_index();
            if scroll(compare.scroll_of(column), action, extent) {
                compare.moved();
            }
        }
    }
}

/// Changes the topic for all sources at once, in reading order.
fn step_topic(app: &mut App, by: isize) {
    let body = app.frame().body;
    let topics: Vec<TopicId> = app.library.topics.covered().map(|(id, _)| id).collect();
    let Screen::Compare(compare) = &mut app.screen else { return };
    let at = topics.iter().position(|t| *t == compare.comparison.topic);
    let next = match at {
        Some(i) => i.checked_add_signed(by).and_then(|i| topics.get(i)),
        None => topics.first(),
    };
    let Some(&topic) = next else { return };
    let (of, column) = ((compare.subject, topic), compare.column_index());
    **compare = Compare::like(compare, &app.library, of, body, |_| column);
}

/// Opens the article of the column that has the focus, on the topic.
fn open(app: &mut App) {
    let Screen::Compare(compare) = &app.screen else { return };
    let topic = compare.comparison.topic;
    let row = crate::compare::coverage::row(&app.library, compare.subject, topic);
    let article = compare.column().map(|c| c.article);
    if let Some(cell) = row.cells.iter().find(|cell| Some(cell.article) == article) {
        travel::read_cell(app, topic, cell);
    }
}

fn card(app: &mut App) {
    let Screen::Compare(compare) = &app.screen else { return };
    app.overlay = compare.column().map(|c| Overlay::Page(page::card(app, c.article)));
}
