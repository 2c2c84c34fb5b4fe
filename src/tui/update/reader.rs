//! The reader: scrolling, stepping through sections, sources, terms and matches.

use super::super::app::reader::{Leads, Reader};
use super::super::app::{App, Overlay, Screen, page};
use super::{find, page, scroll, travel};
use crate::compare::coverage;
use crate::keymap::Action;
use crate::library::Article;

/// Does what is meant in an article.
pub fn act(app: &mut App, action: Action) {
    match action {
        Action::NextSource => step_source(app, 1),
        Action::PreviousSource => step_source(app, -1),
        Action::Open => open(app),
        Action::Define => define(app),
        Action::Card => card(app),
        Action::Find => find::open(app),
        Action::NextMatch => find::next(app),
        Action::PreviousMatch => find::previous(app),
        _ => with_reader(app, |reader, article, page| within(reader, article, page, action)),
    }
}

/// Changes the reader alone.
fn with_reader(app: &mut App, change: impl FnOnce(&mut Reader, &Article, usize)) {
    let page = page(app);
    if let Screen::Reader(reader) = &mut app.screen {
        change(reader, app.library.article(reader.article), page);
    }
}

fn within(reader: &mut Reader, article: &Article, page: usize, action: Action) {
    if reader.outline.is_some() && in_outline(reader, article, action) {
        return;
    }
    let extent = reader.extent(page);
    match action {
        Action::NextTopic => step_topic(reader, article, 1),
        Action::PreviousTopic => step_topic(reader, article, -1),
        Action::NextLink => step_target(reader, page, 1),
        Action::PreviousLink => step_target(reader, page, -1),
        Action::Outline => reader.outline = Some(reader.section()),
        _ if scroll(&mut reader.scroll, action, extent) => reader.moved(),
        _ => {}
    }
}

/// Moves in the outline while it has the focus; false where the action is not for it.
fn in_outline(reader: &mut Reader, article: &Article, action: Action) -> bool {
    let Some(row) = reader.outline else { return false };
    let last = article.sections.len().saturating_sub(1);
    match action {
        Action::ScrollUp => reader.outline = Some(row.saturating_sub(1)),
        Action::ScrollDown => reader.outline = Some((row + 1).min(last)),
        Action::GoTop => reader.outline = Some(0),
        Action::GoBottom => reader.outline = Some(last),
        Action::Outline => reader.outline = None,
        _ => return false,
    }
    true
}

/// Goes to the nearest section below or above that is about something else.
fn step_topic(reader: &mut Reader, article: &Article, by: isize) {
    let here = reader.section();
    let at = |i: usize| article.sections.get(i).map(|s| s.topic);
    let start = first_of_run(article, here);
    let to = if by > 0 {
        (here + 1..article.sections.len()).find(|&i| at(i) != at(here))
    } else if reader.document.line_of_section(start).is_some_and(|line| line < reader.scroll.top) {
        Some(start)
    } else {
        start.checked_sub(1).map(|before| first_of_run(article, before))
    };
    if let Some(section) = to {
        reader.show_section(section);
        reader.moved();
    }
}

/// The first of the neighbouring sections that share a section's topic.
fn first_of_run(article: &Article, section: usize) -> usize {
    let topic = |i: usize| article.sections.get(i).map(|s| s.topic);
    (0..=section).rev().take_while(|&i| topic(i) == topic(section)).last().unwrap_or(section)
}

/// Moves the focus to the next or previous term or link, from what is on the screen.
fn step_target(reader: &mut Reader, page: usize, by: isize) {
    let visible = |i: &usize| {
        let line = reader.line_of(&reader.targets[*i]);
        (reader.scroll.top..reader.scroll.top + page).contains(&line)
    };
    let last = reader.targets.len().checked_sub(1);
    let next = match reader.focus.filter(visible) {
        Some(i) => i.checked_add_signed(by),
        None if by > 0 => reader.first_target(),
        None => reader.first_target().and_then(|i| i.checked_sub(1)).or(last),
    };
    reader.focus = next.filter(|i| Some(*i) <= last);
    if let Some(line) = reader.target().map(|t| reader.line_of(t)) {
        reader.scroll.reveal(&(line..line + 1), 0, reader.extent(page));
    }
}

/// Opens what has the focus: a section of the outline, a term, or a link.
fn open(app: &mut App) {
    let Screen::Reader(reader) = &mut app.screen else { return };
    if let Some(section) = reader.outline.take() {
        reader.show_section(section);
        reader.moved();
        return;
    }
    let (at, leads) = (reader.article, reader.target().map(|t| t.leads.clone()));
    match leads {
        Some(Leads::Term(term)) => app.overlay = Some(Overlay::Page(page::definition(app, term))),
        Some(Leads::Link(link)) => travel::follow(app, at, &link),
        None => app.notice = Some("nothing has the focus: tab goes to terms and links".to_owned()),
    }
}

/// Explains the term that has the focus, else the first one on the screen.
fn define(app: &mut App) {
    let Screen::Reader(reader) = &app.screen else { return };
    let on_screen = || reader.targets.iter().filter(|t| reader.line_of(t) >= reader.scroll.top);
    let mut near = reader.target().into_iter().chain(on_screen());
    let term = near.find_map(|t| match t.leads {
        Leads::Term(term) => Some(term),
        Leads::Link(_) => None,
    });
    match term {
        Some(term) => app.overlay = Some(Overlay::Page(page::definition(app, term))),
        None => app.notice = Some("no term from here on".to_owned()),
    }
}

fn card(app: &mut App) {
    if let Screen::Reader(reader) = &app.screen {
        app.overlay = Some(Overlay::Page(page::card(app, reader.article)));
    }
}

/// Opens the next or previous source that speaks of the same topic; names those that are silent.
fn step_source(app: &mut App, by: isize) {
    let Screen::Reader(reader) = &app.screen else { return };
    let Some(topic) = reader.current_topic(app.library.article(reader.article)) else { return };
    let row = coverage::row(&app.library, reader.article.subject, topic);
    let (mut said, mut at) = (Vec::new(), reader.article.article);
    while let Some(cell) = at.checked_add_signed(by).and_then(|i| row.cells.get(i)) {
        if let Some(next) = travel::reader_on(app, topic, cell) {
            app.go(Screen::Reader(Box::new(next)));
            said.splice(0..0, travel::only_mentioned(app, topic, cell));
            break;
        }
        said.push(travel::silence(app, cell.article, topic));
        at = cell.article.article;
    }
    if said.is_empty() && at.checked_add_signed(by).is_none_or(|i| i >= row.cells.len()) {
        said.push(
            if by > 0 { "this is the last source" } else { "this is the first source" }.to_owned(),
        );
    }
    app.notice = (!said.is_empty()).then(|| said.join("; "));
}
