//! Update: the only code that changes the state. A key becomes an action, an action a change.
//!
//! What reaches beyond the state (leaving, stopping, clearing the screen) is returned as a [`Flow`].

mod compare;
mod find;
mod goto;
mod home;
pub mod keep;
mod narrow;
mod overlay;
mod reader;
pub mod renew;
mod search;
mod travel;
pub mod tray;

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::app::field::{Field, LONGEST};
use super::app::{App, Overlay, Screen};
use super::event::{Event, Mouse, MouseAction};
use super::run::{Application, Flow};
use super::scroll::{Extent, Scroll};
use super::theme::Theme;
use super::{Builder, Message, view};
use crate::keymap::{Action, Key, Lookup};
use crate::search::Index;

impl Application for App {
    type Message = Message;

    fn begin(&mut self) {
        if let Some(Err(error)) = self.builder.take().map(Builder::start) {
            self.notice = Some(format!("no search: {error}"));
        }
    }

    fn handle(&mut self, event: Event) -> Flow {
        match event {
            Event::Key(key) => self::key(self, key),
            Event::Paste(text) => paste(self, &text),
            Event::Mouse(mouse) => self::mouse(self, mouse),
            Event::Resize(size) => resize(self, size.width, size.height),
        }
    }

    fn receive(&mut self, message: Message) -> Flow {
        renew::receive(self, message)
    }

    fn perform(&mut self) -> Flow {
        super::perform(self)
    }

    fn draw(&self, buffer: &mut Buffer, _: Rect) -> Option<Position> {
        view::draw(self, buffer)
    }
}

/// Lines that one turn of the wheel moves.
const WHEEL: usize = 3;

/// Looks up a key, with those of an unfinished sequence before it, and does what it means.
pub fn key(app: &mut App, key: Key) -> Flow {
    app.notice = None;
    app.pending.push(key);
    let typing = app.is_typing();
    match app.keymap.lookup(app.context(), &app.pending, typing) {
        Lookup::Action(action) => finish(app, |app| act(app, action)),
        Lookup::Pending(_) => Flow::Redraw,
        Lookup::Edit => finish(app, |app| edit(app, key)),
        Lookup::None => finish(app, |_| Flow::Redraw),
    }
}

fn finish(app: &mut App, change: impl FnOnce(&mut App) -> Flow) -> Flow {
    app.pending.clear();
    let flow = change(app);
    fit(app);
    flow
}

/// Does what is meant.
pub fn act(app: &mut App, action: Action) -> Flow {
    let action = goto::chosen(app, action).unwrap_or(action);
    if app.kiosk && !action.in_kiosk() {
        return Flow::Redraw;
    }
    match action {
        Action::Quit => Flow::Quit,
        Action::Back | Action::Cancel if app.kiosk && app.is_at_the_start() => Flow::Quit,
        Action::Suspend => Flow::Suspend,
        Action::Redraw => Flow::Clear,
        _ => {
            change(app, action);
            keep::follow(app);
            if app.errand.is_some() { Flow::Perform } else { Flow::Redraw }
        }
    }
}

fn change(app: &mut App, action: Action) {
    match action {
        Action::Cancel => overlay::cancel(app),
        Action::Back => travel::back(app),
        Action::Home => app.go_home(),
        Action::Help => overlay::help(app),
        Action::Search => travel::search(app),
        Action::GoTo => overlay::goto(app),
        Action::Compare => travel::compare(app),
        Action::NextTheme => next_theme(app),
        Action::Tray => tray::switch(app),
        Action::Mark => tray::mark(app),
        _ if app.overlay.is_some() => overlay::act(app, action),
        _ => on_screen(app, action),
    }
}

fn on_screen(app: &mut App, action: Action) {
    match app.screen {
        Screen::Subjects(_) => home::act_on_subjects(app, action),
        Screen::Home(_) => home::act(app, action),
        Screen::Reader(_) => reader::act(app, action),
        Screen::Compare(_) => compare::act(app, action),
        Screen::Search(_) => search::act(app, action),
    }
}

fn edit(app: &mut App, key: Key) -> Flow {
    if app.kiosk && key.erases() && field(app).is_some_and(|field| field.text().is_empty()) {
        // Arrows, Enter and Backspace have to be enough to get anywhere and back.
        overlay::cancel(app);
    } else if field(app).is_some_and(|field| field.edit(key)) {
        ask(app);
    }
    Flow::Redraw
}

/// A paste types into a text field, and does nothing elsewhere; what has no room is said to be left
/// out.
fn paste(app: &mut App, text: &str) -> Flow {
    if !app.is_typing() {
        return Flow::Nothing;
    }
    if let Some(field) = field(app) {
        let fits = field.paste(text);
        ask(app);
        app.notice = (!fits).then(|| format!("only {LONGEST} characters have room here"));
    }
    Flow::Redraw
}

/// The text field that keys go to.
fn field(app: &mut App) -> Option<&mut Field> {
    match (&mut app.overlay, &mut app.screen) {
        (Some(Overlay::Find(field)), _) => Some(field),
        (Some(Overlay::GoTo(goto)), _) => Some(&mut goto.field),
        (Some(Overlay::Tray(listing)), _) => tray::field(listing),
        (None, Screen::Search(search)) => Some(&mut search.field),
        _ => None,
    }
}

/// Looks anew for what stands in the text field.
fn ask(app: &mut App) {
    match (&mut app.overlay, &mut app.screen) {
        (Some(Overlay::Find(_)), _) => find::ask(app),
        (Some(Overlay::GoTo(goto)), _) => goto.ask(&app.library),
        (None, Screen::Search(search)) => search.ask(app.index.as_deref(), &app.library),
        _ => {}
    }
}

/// Takes on a size in columns and rows.
pub fn resize(app: &mut App, columns: u16, rows: u16) -> Flow {
    app.area = Rect::new(0, 0, columns, rows);
    fit(app);
    Flow::Redraw
}

/// Lays the screen out anew where its size no longer fits.
fn fit(app: &mut App) {
    let body = app.frame().body;
    match &mut app.screen {
        Screen::Reader(reader) => {
            let article = app.library.article(reader.article);
            reader.fit(article, usize::from(super::layout::reader(body).text.width));
        }
        Screen::Compare(compare) => {
            compare.fit(&app.library, body);
            compare.clamp(usize::from(body.height));
        }
        Screen::Search(search) => {
            let room = usize::from(body.height / super::layout::HIT_ROWS);
            search.fit(app.index.as_deref(), &app.library, room);
        }
        Screen::Subjects(_) | Screen::Home(_) => {}
    }
    overlay::fit(app);
}

/// The wheel moves by a few lines; a press does nothing.
fn mouse(app: &mut App, mouse: Mouse) -> Flow {
    let scrolls = match &app.overlay {
        None => matches!(app.screen, Screen::Reader(_) | Screen::Compare(_)),
        Some(overlay) => matches!(overlay, Overlay::Page(_)),
    };
    let action = match (mouse.action, scrolls) {
        (MouseAction::ScrollUp, true) => Action::ScrollUp,
        (MouseAction::ScrollDown, true) => Action::ScrollDown,
        (MouseAction::ScrollUp, false) => Action::Up,
        (MouseAction::ScrollDown, false) => Action::Down,
        (MouseAction::Press, _) => return Flow::Nothing,
    };
    (0..WHEEL).for_each(|_| change(app, action));
    fit(app);
    Flow::Redraw
}

/// Takes the index into use, and answers every search that waits, also those left behind.
pub fn indexed(app: &mut App, index: Arc<Index>) -> Flow {
    for screen in app.back.iter_mut().map(|before| &mut before.screen).chain([&mut app.screen]) {
        if let Screen::Search(search) = screen {
            search.sought = Some(search.cursors());
        }
    }
    app.index = Some(index);
    fit(app);
    let flow = if matches!(app.screen, Screen::Search(_)) { Flow::Redraw } else { Flow::Nothing };
    search::open_what_waits(app);
    flow
}

fn next_theme(app: &mut App) {
    if !app.colour {
        app.notice = Some("colours are switched off".to_owned());
        return;
    }
    app.theme = Theme::next(&app.theme);
    app.notice = Some(format!("theme: {}", app.theme.choice.name()));
}

/// Scrolls as far as an action says; false where it is none of scrolling.
fn scroll(scroll: &mut Scroll, action: Action, extent: Extent) -> bool {
    match action {
        Action::ScrollDown => scroll.by(1, extent),
        Action::ScrollUp => scroll.by(-1, extent),
        Action::HalfPageDown => scroll.half_pages(1, extent),
        Action::HalfPageUp => scroll.half_pages(-1, extent),
        Action::PageDown => scroll.pages(1, extent),
        Action::PageUp => scroll.pages(-1, extent),
        Action::GoTop => scroll.to_top(),
        Action::GoBottom => scroll.to_bottom(extent),
        _ => return false,
    }
    true
}

/// Rows that scroll on the screen, below any header of its own.
fn page(app: &App) -> usize {
    usize::from(app.frame().body.height)
}
