//! The reader on a terminal: what happened becomes an action, an action changes the state, and the
//! state is drawn.
//!
//! One thread decides and draws. `event` and `signals` wait for what happens, `follow` for a folder
//! that is read and watched, `run` is the loop over it, `update` the only writer of [`app::App`],
//! and `view` draws it and cannot write.

pub mod app;
mod canvas;
pub mod confine;
pub mod document;
pub mod event;
mod failure;
pub mod find;
pub mod follow;
mod font;
pub mod kiosk;
pub mod layout;
mod places;
pub mod run;
pub mod scroll;
pub mod signals;
pub mod terminal;
pub mod theme;
pub mod update;
pub mod view;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::{Duration, Instant};
use std::{io, thread};

use ratatui::layout::Rect;

use crate::keymap::Keymap;
use crate::library::Library;
use crate::search::Index;
use crate::store::folder::Folder;
use crate::store::live::Progress;
use crate::store::state::reading::{self, Change};
use crate::store::{config, output, state};
use app::App;
use app::history::History;
use app::keep::Keeping;
use app::tray::Errand;
use event::Incoming;
pub use follow::Message;
use follow::Narrow;
use kiosk::Kiosk;
use run::{Application, Channel, Exit, Flow, Options};
use theme::Theme;

/// How long the first frame may wait for a folder, so that a small one is whole in it.
const PATIENCE: Duration = Duration::from_millis(6);

/// Where the library comes from.
pub enum Origin {
    /// It is there already; its index is made once the first frame is drawn.
    Whole(Box<Library>),
    /// It is read and watched beside the reader; all of it, or what is asked for.
    Folder(Box<Folder>, Option<Narrow>),
}

/// What the reader is started with.
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
pub struct Start {
    /// What is read.
    pub origin: Origin,
    /// What keys mean.
    pub keymap: Keymap,
    /// How meanings look.
    pub theme: config::Theme,
    /// Whether colours are wanted at all; without, the theme is mono.
    pub colour: bool,
    /// Whether the terminal is a plain console: ASCII beside the text, the characters of its font in
    /// the text, eight colours.
    pub ascii: bool,
    /// Whether the terminal's mouse is taken.
    pub mouse: bool,
    /// Said on the first screen.
    pub notice: Option<String>,
    /// Where earlier queries are kept; they are forgotten where there is none.
    pub history: Option<PathBuf>,
    /// Where marks and places are kept; they are forgotten where there is none.
    pub reading: Option<PathBuf>,
    /// Whether places are kept.
    pub positions: bool,
    /// Where the report of a panic is kept; stderr where there is no such file.
    pub report: Option<PathBuf>,
    /// How the reader is a kiosk, if it is one.
    pub kiosk: Option<config::Kiosk>,
}

/// How the reader was left.
pub struct End {
    /// Why.
    pub exit: Exit,
    /// What went wrong after the screen had been given back.
    pub notice: Option<String>,
}

/// Runs the reader on the terminal until it is left.
///
/// # Errors
/// When there is no terminal, it cannot be set up, or there is nothing to read.
pub fn start(start: Start) -> io::Result<End> {
    let size = terminal::size()?;
    let area = Rect::new(0, 0, size.width, size.height);
    let glyphs = if start.ascii { theme::ASCII } else { theme::UNICODE };
    let choice = if start.colour { start.theme } else { config::Theme::Mono };
    let theme = if start.ascii { Theme::on_console(choice) } else { Theme::of(choice) };
    let (sender, inbox) = mpsc::channel();
    let (library, folder) = match start.origin {
        Origin::Whole(library) => (Arc::new(*library), None),
        Origin::Folder(folder, narrow) => (Arc::default(), Some((folder, narrow))),
    };
    let mut app = App::new(Arc::clone(&library), start.keymap, theme, glyphs, area);
    app.notice = start.notice;
    app.colour = start.colour;
    if let Some(file) = &start.history {
        recall(&mut app, file);
    }
    if let Some(file) = start.reading {
        take_up(&mut app, file);
    }
    match folder {
        None => app.builder = Some(Builder { library, sender: sender.clone() }),
        Some((folder, narrow)) => {
            follow::start(*folder, narrow, sender.clone())?;
            app.progress = Some(Progress::default());
            await_news(&mut app, &inbox);
        }
    }
    let options =
        Options { mouse: start.mouse, locked: start.kiosk.is_some(), report: start.report };
    let (mut app, exit) = run_to_the_end(app, start.kiosk, options, (sender, inbox))?;
    app.remember();
    let places = start.positions.then(|| keep_places(&app)).flatten();
    let notice = start.history.and_then(|file| keep(&app, &file)).or(places);
    app.failure.map_or(Ok(End { exit, notice }), |failure| Err(io::Error::other(failure)))
}

/// Runs the reader, or the kiosk that it is, and returns it as it was left.
fn run_to_the_end(
    mut app: App,
    kiosk: Option<config::Kiosk>,
    options: Options,
    channel: Channel<Message>,
) -> io::Result<(App, Exit)> {
    if app.failure.is_some() {
        return Ok((app, Exit::Quit));
    }
    let Some(settings) = kiosk else {
        let exit = run::run(&mut app, options, channel)?;
        return Ok((app, exit));
    };
    let mut kiosk = Kiosk::new(app, settings, Instant::now);
    let exit = run::run(&mut kiosk, options, channel)?;
    Ok((kiosk.into_app(), exit))
}

/// Takes in what is told of a folder until all of it is read, or the first frame has to be drawn.
fn await_news(app: &mut App, inbox: &Receiver<Incoming<Message>>) {
    let deadline = Instant::now() + PATIENCE;
    while app.progress.is_some() && app.failure.is_none() {
        let left = deadline.saturating_duration_since(Instant::now());
        match inbox.recv_timeout(left) {
            Ok(Incoming::Message(message)) => app.receive(message),
            // Nobody else sends before the loop runs.
            Ok(_) | Err(_) => return,
        };
    }
}

/// Takes up the queries of earlier runs.
fn recall(app: &mut App, file: &Path) {
    match state::history::queries(file) {
        Ok(queries) => app.history = History::of(queries),
        Err(error) => app.notice = Some(format!("no earlier queries: {}: {error}", file.display())),
    }
}

/// Takes up the places and marks of earlier runs.
pub fn take_up(app: &mut App, file: PathBuf) {
    match reading::kept(&file) {
        Ok((kept, aside)) => {
            app.keeping = Keeping::of(file, kept);
            app.notice = aside.map(|aside| update::keep::set_aside(&aside)).or(app.notice.take());
        }
        Err(error) => {
            app.notice = Some(format!("no earlier places: {}: {error}", file.display()));
        }
    }
    update::keep::recall(app);
}

/// Keeps the places of this run; what went wrong, if anything did.
#[must_use]
pub fn keep_places(app: &App) -> Option<String> {
    let file = app.keeping.file.as_ref().filter(|_| !app.keeping.own_places().is_empty())?;
    let places = app.keeping.own_places().to_vec();
    let kept = reading::keep(file, &Change { places, ..Change::default() });
    kept.err().map(|error| format!("cannot keep the places in {}: {error}", file.display()))
}

/// Keeps the queries of this run; what went wrong, if anything did.
fn keep(app: &App, file: &Path) -> Option<String> {
    let kept = state::history::keep_queries(file, &app.history.own());
    kept.err().map(|error| format!("cannot keep the queries in {}: {error}", file.display()))
}

/// Writes what the reader is to write, and tells it how that went.
fn perform(app: &mut App) -> Flow {
    match (app.errand.take(), &app.keeping.file) {
        (Some(Errand::Write { name, text, replace }), _) => {
            let written = output::write(&output::named(&name), &text, replace);
            update::tray::written(app, &name, written)
        }
        (Some(Errand::Keep(change)), Some(file)) => {
            let kept = reading::keep(file, &change);
            update::keep::kept(app, kept)
        }
        (Some(Errand::Keep(_)) | None, _) => Flow::Nothing,
    }
}

/// What builds the index beside the reader.
pub struct Builder {
    library: Arc<Library>,
    sender: Sender<Incoming<Message>>,
}

impl Builder {
    /// Builds the index on a thread of its own, sends it, and then makes what only some words need.
    fn start(self) -> io::Result<()> {
        let Self { library, sender } = self;
        let build = move || {
            let index = Arc::new(Index::build(&library));
            // Nobody listens any more where the reader has been left already.
            let _ = sender.send(Incoming::Message(Message::Indexed(Arc::clone(&index))));
            index.warm(&library);
        };
        thread::Builder::new().name("index".into()).spawn(build).map(drop)
    }
}
