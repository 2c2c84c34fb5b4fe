//! Compare: choosing a view and what it leaves out, moving in it and between topics, opening articles.

mod figures;
mod terms;

use ratatui::layout::Rect;

use super::super::app::compare::{Compare, View};
use super::super::app::{App, Overlay, Screen, page};
use super::super::layout;
use super::{find, page, scroll, travel};
use crate::compare::coverage;
use crate::keymap::Action;
use crate::library::{Library, TopicId};

/// Does what is meant in compare.
pub fn act(app: &mut App, action: Action) {
    match action {
        Action::TextView => show(app, View::Text),
        Action::TermsView => show(app, View::Terms),
        Action::FiguresView => show(app, View::Figures),
        Action::NextTopic => step_topic(app, 1),
        Action::PreviousTopic => step_topic(app, -1),
        Action::Open => open(app),
        Action::Card => card(app),
        Action::FoldSilent => choose(app, fold),
        Action::OnlyDiffering => choose(app, differ),
        _ => in_view(app, action),
    }
}

/// Shows another view.
fn show(app: &mut App, view: View) {
    let body = app.frame().body;
    if let Screen::Compare(compare) = &mut app.screen {
        compare.show_view(view, &app.library, body);
    }
}

/// Does what only one view, or each in its own way, can do.
fn in_view(app: &mut App, action: Action) {
    let Screen::Compare(compare) = &app.screen else { return };
    match (compare.view, action) {
        (View::Text, Action::Find) => find::open(app),
        (View::Text, Action::NextMatch) => find::next(app),
        (View::Text, Action::PreviousMatch) => find::previous(app),
        (View::Text, Action::Lock) => lock(app),
        (View::Text | View::Figures, Action::Define) => {
            app.notice = Some("terms are explained where they are listed".to_owned());
        }
        (View::Text, _) => move_within(app, action),
        (_, Action::Find | Action::NextMatch | Action::PreviousMatch | Action::Lock) => {
            app.notice = Some("this works on the text of the sources".to_owned());
        }
        (View::Terms, _) => terms::act(app, action),
        (View::Figures, _) => figures::act(app, action),
    }
}

/// Changes what is left out; what there is to say of it becomes the notice.
fn choose(app: &mut App, change: fn(&mut Compare, &Library, Rect) -> Option<&'static str>) {
    let body = app.frame().body;
    let Screen::Compare(compare) = &mut app.screen else { return };
    app.notice = change(compare, &app.library, body).map(str::to_owned);
}

fn fold(compare: &mut Compare, library: &Library, body: Rect) -> Option<&'static str> {
    if compare.speaking() == compare.columns.len() {
        return Some("no source is silent on this topic");
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
    let kept = match compare.view {
        View::Text => "only passages with a term or figure that not every source here has",
        View::Terms => "only terms that not every source here uses",
        View::Figures => "only figures that not every source here gives",
    };
    compare.differing.is_some().then_some(kept)
}

/// Lets the sources scroll together, or each alone.
fn lock(app: &mut App) {
    let Screen::Compare(compare) = &mut app.screen else { return };
    let said = if compare.sheet.stacked() {
        "sources stand one under another here and scroll together"
    } else {
        compare.lock();
        if compare.alone.is_some() { "each source scrolls alone" } else { "all scroll together" }
    };
    app.notice = Some(said.to_owned());
}

fn move_within(app: &mut App, action: Action) {
    let page = page(app);
    let Screen::Compare(compare) = &mut app.screen else { return };
    match action {
        Action::Left => step(compare, &app.library, -1),
        Action::Right => step(compare, &app.library, 1),
        _ => {
            let extent = compare.extent(compare.focus, page);
            let column = compare.column_index();
            if scroll(compare.scroll_of(column), action, extent) {
                compare.moved();
            }
        }
    }
}

fn step(compare: &mut Compare, library: &Library, by: isize) {
    compare.step(by);
    compare.show_focus(library);
}

/// Changes the topic for all sources at once, in reading order.
fn step_topic(app: &mut App, by: isize) {
    let body = app.frame().body;
    let topics: Vec<TopicId> = app.library.topics.covered().map(|(id, _)| id).collect();
    let Screen::Compare(compare) = &mut app.screen else { return };
    let at = topics.iter().position(|t| *t == compare.topic);
    let next = match at {
        Some(i) => i.checked_add_signed(by).and_then(|i| topics.get(i)),
        None => topics.first(),
    };
    let Some(&topic) = next else { return };
    let (of, column) = ((compare.subject, topic), compare.column_index());
    **compare = Compare::like(compare, &app.library, of, body, |_| column);
    compare.count_ahead(&app.library);
}

/// Opens what has the focus: an article on the topic, or the place that a row of a list is about.
fn open(app: &mut App) {
    let Screen::Compare(compare) = &app.screen else { return };
    match compare.view {
        View::Text => open_column(app, compare.column_index()),
        View::Terms => terms::open(app),
        View::Figures => figures::open(app),
    }
}

/// Opens the article of a column, on the topic.
fn open_column(app: &mut App, column: usize) {
    let Screen::Compare(compare) = &app.screen else { return };
    let topic = compare.topic;
    let row = coverage::row(&app.library, compare.subject, topic);
    let article = compare.columns.get(column).map(|c| c.article);
    if let Some(cell) = row.cells.iter().find(|cell| Some(cell.article) == article) {
        travel::read_cell(app, topic, cell);
    }
}

/// Shows where the article comes from that has the focus, or that a row is about.
fn card(app: &mut App) {
    let Screen::Compare(compare) = &app.screen else { return };
    let listed = compare.listed_column().and_then(|column| compare.columns.get(column));
    let column = listed.or_else(|| compare.column());
    app.overlay = column.map(|c| Overlay::Page(page::card(app, c.article)));
}

/// How far an action moves the cursor of a list with so many rows on a page; none where it is for
/// something else.
fn rows(action: Action, page: usize) -> Option<isize> {
    let of = |rows: usize| isize::try_from(rows).unwrap_or(isize::MAX);
    match action {
        Action::ScrollDown => Some(1),
        Action::ScrollUp => Some(-1),
        Action::HalfPageDown => Some(of(page / 2)),
        Action::HalfPageUp => Some(-of(page / 2)),
        Action::PageDown => Some(of(page)),
        Action::PageUp => Some(-of(page)),
        Action::GoTop => Some(isize::MIN),
        Action::GoBottom => Some(isize::MAX),
        _ => None,
    }
}
