//! The state of the reader: what is shown, and the way back.
//!
//! `update` is the only writer, `view` only reads. Where we are is one [`Screen`] and at most one
//! [`Overlay`] over it.

pub mod compare;
pub mod facets;
pub mod field;
pub mod goto;
pub mod history;
pub mod home;
pub mod keep;
pub mod names;
pub mod page;
pub mod reader;
pub mod search;
pub mod tray;

use std::sync::Arc;

use ratatui::layout::Rect;

use super::theme::{Glyphs, Theme};
use super::{Builder, layout};
use crate::keymap::{Context, Key, Keymap};
use crate::library::Library;
use crate::search::Index;
use crate::store::live::Progress;
use compare::Compare;
use field::Field;
use goto::GoTo;
use history::History;
use home::Home;
use keep::Keeping;
use names::Names;
use page::Page;
use reader::Reader;
use search::Search;
use tray::{Asks, Errand, Listing, Tray};

/// Screens that the way back keeps.
const LONGEST_WAY: usize = 100;

/// Everything that is shown or decides what is shown.
pub struct App {
    /// What is read.
    pub library: Arc<Library>,
    /// What search asks; none while it is made.
    pub index: Option<Arc<Index>>,
    /// What go to looks through.
    pub names: Arc<Names>,
    /// How far the library has been read; none once all of it is.
    pub progress: Option<Progress>,
    /// What keys mean.
    pub keymap: Keymap,
    /// How meanings look.
    pub theme: Theme,
    /// Beside text.
    pub glyphs: Glyphs,
    /// Whether themes with colours may be chosen.
    pub colour: bool,
    /// The whole terminal.
    pub area: Rect,
    /// Where we are.
    pub screen: Screen,
    /// What lies over it.
    pub overlay: Option<Overlay>,
    /// Where we were, the latest last.
    pub back: Vec<Before>,
    /// Keys of a sequence that is not finished.
    pub pending: Vec<Key>,
    /// Said once, until the next key.
    pub notice: Option<String>,
    /// What builds the index, until it is started.
    pub builder: Option<Builder>,
    /// Why the reader ends without anything to read.
    pub failure: Option<String>,
    /// Queries to recall.
    pub history: History,
    /// What is marked to hand over.
    pub tray: Tray,
    /// Places and marks that outlast a screen.
    pub keeping: Keeping,
    /// What is to be written, until it is.
    pub errand: Option<Errand>,
    /// Whether only what a kiosk allows is done.
    pub kiosk: bool,
}

/// A place of its own, with its state.
#[derive(Debug)]
pub enum Screen {
    /// The subjects of a library with several; the row of the cursor.
    Subjects(usize),
    /// The matrix of a subject.
    Home(Home),
    /// An article.
    Reader(Box<Reader>),
    /// All sources on a topic.
    Compare(Box<Compare>),
    /// Search over everything.
    Search(Box<Search>),
}

/// A screen that was left.
#[derive(Debug)]
pub struct Before {
    /// The screen as it was.
    pub screen: Screen,
    /// The page over it that led away.
    pub page: Option<Page>,
}

/// What lies over a screen until it is closed.
#[derive(Debug)]
pub enum Overlay {
    /// The palette.
    GoTo(Box<GoTo>),
    /// Keys, an article's facts, or a term explained.
    Page(Page),
    /// The text field of find in page.
    Find(Field),
    /// What is marked to hand over.
    Tray(Listing),
}

impl App {
    /// The reader at its first screen: home, or the subjects where there are several.
    #[must_use]
    pub fn new(
        library: Arc<Library>,
        keymap: Keymap,
        theme: Theme,
        glyphs: Glyphs,
        area: Rect,
    ) -> Self {
        let names = Arc::new(Names::of(&library));
        Self::with_names(library, names, keymap, theme, glyphs, area)
    }

    fn with_names(
        library: Arc<Library>,
        names: Arc<Names>,
        keymap: Keymap,
        theme: Theme,
        glyphs: Glyphs,
        area: Rect,
    ) -> Self {
        let screen = first_screen(&library);
        Self {
            library,
            index: None,
            names,
            progress: None,
            keymap,
            theme,
            glyphs,
            colour: true,
            area,
            screen,
            overlay: None,
            back: Vec::new(),
            pending: Vec::new(),
            notice: None,
            builder: None,
            failure: None,
            history: History::default(),
            tray: Tray::default(),
            keeping: Keeping::default(),
            errand: None,
            kiosk: false,
        }
    }

    /// The reader as it is in a kiosk: with no way out.
    #[must_use]
    pub fn for_kiosk(self) -> Self {
        Self { keymap: self.keymap.for_kiosk(), kiosk: true, ..self }
    }

    /// The reader as somebody finds it who comes anew: what has been read of the library is kept, and
    /// nothing of what anybody did.
    #[must_use]
    pub fn afresh(&self, theme: Theme) -> Self {
        let (library, names) = (Arc::clone(&self.library), Arc::clone(&self.names));
        let mut app =
            Self::with_names(library, names, self.keymap.clone(), theme, self.glyphs, self.area);
        app.index.clone_from(&self.index);
        (app.progress, app.colour, app.kiosk) = (self.progress, self.colour, self.kiosk);
        app.screen = app.first_screen();
        app
    }

    /// The table of the keymap that keys are looked up in first.
    #[must_use]
    pub fn context(&self) -> Context {
        match self.overlay {
            Some(Overlay::GoTo(_) | Overlay::Find(_)) => Context::GoTo,
            Some(Overlay::Page(_)) => Context::Help,
            Some(Overlay::Tray(Listing { asks: Asks::Nothing, .. })) => Context::Tray,
            Some(Overlay::Tray(_)) => Context::Ask,
            None => self.screen_context(),
        }
    }

    /// The table of the screen below any overlay.
    #[must_use]
    pub fn screen_context(&self) -> Context {
        match self.screen {
            Screen::Subjects(_) | Screen::Home(_) => Context::Home,
            Screen::Reader(_) => Context::Reader,
            Screen::Compare(_) => Context::Compare,
            Screen::Search(_) => Context::Search,
        }
    }

    /// Whether printable keys type.
    #[must_use]
    pub fn is_typing(&self) -> bool {
        match (&self.overlay, &self.screen) {
            (Some(Overlay::Find(_)), _) => true,
            (Some(Overlay::Tray(listing)), _) => matches!(listing.asks, Asks::Name(_)),
            (Some(Overlay::GoTo(goto)), _) => !goto.in_list,
            (None, Screen::Search(search)) => !search.in_list && search.facet.is_none(),
            _ => false,
        }
    }

    /// The parts of the terminal.
    #[must_use]
    pub fn frame(&self) -> layout::Frame {
        layout::frame(self.area)
    }

    /// The subject of the screen, or the only one.
    #[must_use]
    pub fn subject(&self) -> Option<usize> {
        match &self.screen {
            Screen::Subjects(row) => Some(*row),
            Screen::Home(home) => Some(home.matrix.subject),
            Screen::Reader(reader) => Some(reader.article.subject),
            Screen::Compare(compare) => Some(compare.subject),
            Screen::Search(search) => {
                search.passage().map(|p| p.article.subject).or(search.subject)
            }
        }
        .filter(|&s| s < self.library.subjects.len())
    }

    /// Goes to a screen and keeps the one before for the way back, with a page over it that leads on.
    pub fn go(&mut self, screen: Screen) {
        let page = match self.overlay.take() {
            Some(Overlay::Page(page)) if page.leads() => Some(page),
            _ => None,
        };
        self.remember();
        let screen = std::mem::replace(&mut self.screen, screen);
        self.back.push(Before { screen, page });
        if self.back.len() > LONGEST_WAY {
            self.back.remove(0);
        }
    }

    /// Whether there is nothing to close and nothing behind.
    #[must_use]
    pub fn is_at_the_start(&self) -> bool {
        self.overlay.is_none() && self.back.is_empty()
    }

    /// Goes back to the screen before; false where there is none.
    pub fn go_back(&mut self) -> bool {
        let Some(before) = self.back.pop() else { return false };
        self.remember();
        self.screen = before.screen;
        self.overlay = before.page.map(Overlay::Page);
        true
    }

    /// Makes the query of a search that is being left an earlier one, and notes the place in an
    /// article that is.
    pub fn remember(&mut self) {
        match &mut self.screen {
            Screen::Search(search) => {
                self.history.add(search.field.text());
                search.recalled = None;
            }
            Screen::Reader(reader) => self.keeping.note(&self.library, reader),
            Screen::Subjects(_) | Screen::Home(_) | Screen::Compare(_) => {}
        }
    }

    /// Goes to the first screen and forgets the way.
    pub fn go_home(&mut self) {
        self.overlay = None;
        self.remember();
        self.back.clear();
        self.screen = self.first_screen();
    }

    /// Home, or the subjects where there are several or may be.
    #[must_use]
    pub fn first_screen(&self) -> Screen {
        if self.progress.is_some() { Screen::Subjects(0) } else { first_screen(&self.library) }
    }
}

fn first_screen(library: &Library) -> Screen {
    match library.subjects.len() {
        1 => Screen::Home(Home::new(library, 0)),
        _ => Screen::Subjects(0),
    }
}
