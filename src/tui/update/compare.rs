//! Compare: scrolling, moving between sources and topics, folding the silent ones.

use super::super::app::compare::Compare;
use super::super::app::{App, Overlay, Screen, page};
use super::super::scroll::Extent;
use super::{page, scroll, travel};
use crate::keymap::Action;
use crate::library::TopicId;

/// Does what is meant in compare.
pub fn act(app: &mut App, action: Action) {
    match action {
        Action::NextTopic => step_topic(app, 1),
        Action::PreviousTopic => step_topic(app, -1),
        Action::Open => open(app),
        Action::Card => card(app),
        _ => within(app, action),
    }
}

fn within(app: &mut App, action: Action) {
    let (page, body) = (page(app), app.frame().body);
    let Screen::Compare(compare) = &mut app.screen else { return };
    match action {
        Action::Left => step(compare, -1, page),
        Action::Right => step(compare, 1, page),
        Action::FoldSilent if !compare.has_silent() => {
            app.notice = Some("no source is silent here".to_owned());
        }
        Action::FoldSilent => compare.fold(&app.library, body),
        _ => {
            let (head, lines) = compare.height();
            let page = page.saturating_sub(head);
            scroll(&mut compare.scroll, action, Extent { total: lines, page });
        }
    }
}

/// Moves the focus; a page of other columns may be shorter.
fn step(compare: &mut Compare, by: isize, page: usize) {
    compare.step(by);
    if let Some(line) = compare.block_start() {
        compare.scroll.top = line;
    }
    compare.clamp(page);
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
    let before = (compare.column_index(), compare.folded);
    **compare = Compare::new(&app.library, compare.subject, topic, body);
    if before.1 {
        compare.fold(&app.library, body);
    }
    compare.focus_on(before.0);
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
