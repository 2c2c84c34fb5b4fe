//! Drives the reader without a terminal: keys in, screens out, as text with a layer of styles.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]
#![allow(dead_code, reason = "each test uses its part")]

use std::collections::BTreeMap;
use std::sync::Arc;

use pamphlet::keymap::{Code, Key, Keymap};
use pamphlet::library::assemble::{SubjectFiles, TextFile};
use pamphlet::library::{Glossary, Library, Topics};
use pamphlet::search::Index;
use pamphlet::store::bundle;
use pamphlet::store::config::Theme as Choice;
use pamphlet::tui::app::App;
use pamphlet::tui::app::names::Names;
use pamphlet::tui::follow::{Fresh, Why};
use pamphlet::tui::run::{Application, Flow};
use pamphlet::tui::theme::{self, Theme};
use pamphlet::tui::{Message, update, view};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

/// A reader of a size, and what it shows.
pub struct Screen {
    /// The state behind the screen.
    pub app: App,
    /// What the last key led to.
    pub flow: Flow,
}

impl Screen {
    /// The reader of the bundled library.
    pub fn new(columns: u16, rows: u16) -> Self {
        Self::of(bundle::library(), columns, rows)
    }

    /// The reader of a library.
    pub fn of(library: Library, columns: u16, rows: u16) -> Self {
        let index = Arc::new(Index::build(&library));
        let theme = Theme::of(Choice::Mono);
        let area = Rect::new(0, 0, columns, rows);
        let library = Arc::new(library);
        let mut app = App::new(library, Keymap::default(), theme, theme::UNICODE, area);
        update::indexed(&mut app, index);
        Self { app, flow: Flow::Redraw }
    }

    /// Presses keys, written as in the keymap and divided by blanks; `t:word` types a word.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for key in keys.split_whitespace() {
            match key.strip_prefix("t:") {
                Some(word) => word.chars().for_each(|c| self.key(Key::plain(Code::Char(c)))),
                None => self.key(key.parse().unwrap()),
            }
        }
        self
    }

    fn key(&mut self, key: Key) {
        self.flow = update::key(&mut self.app, key);
        if self.flow == Flow::Perform {
            self.flow = self.app.perform();
        }
    }

    /// Tells the reader what another thread would.
    pub fn tell(&mut self, message: Message) -> &mut Self {
        self.flow = self.app.receive(message);
        self
    }

    /// Puts another library in place of the one that is read.
    pub fn renew(&mut self, library: Library, why: Why) -> &mut Self {
        let index = Arc::new(Index::build(&library));
        let names = Arc::new(Names::of(&library));
        let fresh = Fresh { library: Arc::new(library), index, names };
        self.tell(Message::Fresh(Box::new(fresh), why))
    }

    /// Changes the size.
    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        update::resize(&mut self.app, columns, rows);
        self
    }

    /// What is drawn, and where the cursor is.
    pub fn drawn(&self) -> (Buffer, Option<Position>) {
        let mut buffer = Buffer::empty(self.app.area);
        let cursor = view::draw(&self.app, &mut buffer);
        (buffer, cursor)
    }

    /// The screen as lines of text, without trailing blanks.
    pub fn text(&self) -> String {
        text(&self.drawn().0)
    }

    /// The screen as text, then each stretch that is not plain, with its style.
    pub fn snapshot(&self) -> String {
        let (buffer, cursor) = self.drawn();
        snapshot(&buffer, cursor)
    }
}

/// A buffer as lines of text, without trailing blanks.
pub fn text(buffer: &Buffer) -> String {
    rows(buffer).map(|row| text_of(&row).trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

/// A buffer as text, then each stretch that is not plain, with its style.
pub fn snapshot(buffer: &Buffer, cursor: Option<Position>) -> String {
    let styles: Vec<String> =
        rows(buffer).enumerate().flat_map(|(y, row)| styles_of(y, &row)).collect();
    let cursor = cursor.map(|at| format!("\ncursor at {},{}", at.x, at.y)).unwrap_or_default();
    format!("{}\n\n{}{cursor}", text(buffer), styles.join("\n"))
}

/// The library of these files: paths below its folder with their text, in their order; with the
/// topics and terms of the bundled one where there are none of its own.
pub fn library<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Library {
    let files: BTreeMap<&str, &str> = files.into_iter().collect();
    let mut library = bundle::rules(&mut Vec::new());
    if let Some(topics) = files.get("topics.toml") {
        library.topics = Topics::parse("topics.toml", topics).unwrap();
    }
    if let Some(glossary) = files.get("glossary.toml") {
        library.glossary = Glossary::parse("glossary.toml", glossary).unwrap();
    }
    let text = |path: &str| {
        let text = files.get(path)?.to_string();
        Some(TextFile { name: path.to_owned(), text: text.into() })
    };
    let mut subjects: Vec<&str> =
        files.keys().filter_map(|path| Some(path.split_once('/')?.0)).collect();
    subjects.dedup();
    for id in subjects {
        let of = |path: &&str| path.starts_with(id) && path[id.len()..].starts_with('/');
        let stem = |path: &str| path[id.len() + 1..].strip_suffix(".md").map(str::to_owned);
        let articles = files.keys().copied().filter(of);
        let articles = articles.filter_map(|path| Some((stem(path)?, text(path)?))).collect();
        let facts = text(&format!("{id}/subject.toml"));
        library.add_subject(SubjectFiles { id: id.to_owned(), facts, articles });
    }
    library.subjects.retain(|subject| !subject.articles.is_empty());
    library
}

fn rows(buffer: &Buffer) -> impl Iterator<Item = Vec<Cell>> + '_ {
    let area = buffer.area;
    (area.y..area.bottom())
        .map(move |y| (area.x..area.right()).map(|x| buffer[(x, y)].clone()).collect())
}

fn text_of(row: &[Cell]) -> String {
    row.iter().map(Cell::symbol).collect()
}

/// `3:5 bold "text"`: the row and column of each stretch with a style of its own.
fn styles_of(y: usize, row: &[Cell]) -> Vec<String> {
    let mut found = Vec::new();
    let mut x = 0;
    for run in row.chunk_by(|a, b| a.modifier == b.modifier) {
        let text = text_of(run);
        if !run[0].modifier.is_empty()
            && (!text.trim().is_empty() || run[0].modifier.contains(Modifier::REVERSED))
        {
            found.push(format!("{y}:{x} {} {:?}", names(run[0].modifier), text.trim_end()));
        }
        x += run.len();
    }
    found
}

fn names(modifier: Modifier) -> String {
    modifier.iter_names().map(|(name, _)| name.to_lowercase()).collect::<Vec<_>>().join("+")
}
