//! Marks and the tray: marking what the screen is about, and writing what is marked to a file that the
//! person names.
//!
//! The file itself is written by what performs an [`Errand`].

use super::super::app::page::{self, Of};
use super::super::app::reader::Reader;
use super::super::app::tray::{Asks, Errand, Listing, Mark, said};
use super::super::app::{App, Overlay, Screen};
use super::super::document::What;
use super::super::places::Places;
use super::super::run::Flow;
use super::{Field, keep, page as rows, travel};
use crate::compare::handout::{Form, Handout, Piece};
use crate::keymap::Action;
use crate::library::PassageRef;
use crate::library::words::counted;
use crate::store::output;

/// Rows that a page key moves over.
const PAGE: isize = 5;

/// Characters of a mark's words that are told.
const TOLD: usize = 40;

/// Marks what the screen is about, or takes its mark away: the term that is explained, where a page
/// leads, what the cursor of search or of a list of compare is on, or in a text the passage of the
/// focus, of a match, or the first one.
pub fn mark(app: &mut App) {
    let Some(mark) = meant(app) else {
        app.notice = Some("nothing here to mark".to_owned());
        return;
    };
    let marked = app.tray.switch(mark);
    let done = if marked { "marked" } else { "no longer marked" };
    let all = app.tray.marks().len();
    app.notice = Some(format!("{done}: {} ({all} in all)", first_words(app, mark)));
}

/// The words that a mark begins with; the name of a term.
fn first_words(app: &App, mark: Mark) -> String {
    let words = match mark {
        Mark::Term(term) => app.library.glossary.term(term).name.clone(),
        Mark::Passage(_) => said(&app.library, mark).0,
    };
    let end = words.char_indices().nth(TOLD).map_or(words.len(), |(at, _)| at);
    if end == words.len() {
        return words;
    }
    let start = &words[..end];
    let whole = start.rsplit_once(' ').map_or(start, |(whole, _)| whole);
    format!("{whole} {}", app.glyphs.more)
}

fn meant(app: &App) -> Option<Mark> {
    match (&app.overlay, &app.screen) {
        (Some(Overlay::Page(page)), _) => match page.of {
            Of::Term(term) => Some(Mark::Term(term)),
            Of::Article(_) | Of::Gaps(_) | Of::Nothing | Of::Keys => {
                page.leads_to().map(Mark::Passage)
            }
        },
        (None, Screen::Reader(reader)) => {
            let at = |passage| PassageRef { article: reader.article, passage };
            let is_marked = |passage| app.tray.has(Mark::Passage(at(passage)));
            passage(reader, rows(app), is_marked).map(at).map(Mark::Passage)
        }
        (None, Screen::Search(search)) => search.passage().map(Mark::Passage),
        (None, Screen::Compare(compare)) => compare.meant(rows(app)),
        _ => None,
    }
}

/// The passage of the focus, of the current match of find, or, until it is marked, of the words that
/// search led to, as far as it is on the page; else the first that begins there, or goes on there.
fn passage(reader: &Reader, page: usize, is_marked: impl Fn(usize) -> bool) -> Option<usize> {
    let document = &reader.document;
    let shown = reader.scroll.top..reader.scroll.top + page;
    let of_block = |block: usize| match document.blocks.get(block)?.what {
        What::Passage(passage) => Some(passage),
        _ => None,
    };
    let on_page = |passage: &usize| {
        let block = document.block_of(What::Passage(*passage));
        let lines = block.map_or(0..0, |block| document.blocks[block].lines.clone());
        lines.start < shown.end && shown.start < lines.end
    };
    let focus = reader.target().map(|target| target.passage);
    let found = reader.found.as_ref().and_then(|found| of_block(found.current()?.block));
    let hit = reader.hits.first().map(|(passage, _)| *passage).filter(|hit| !is_marked(*hit));
    let led_to = [focus, found, hit].into_iter().flatten().find(on_page);
    let begins = || {
        let blocks = document.blocks.iter().filter(|block| shown.contains(&block.lines.start));
        blocks.into_iter().find_map(|block| match block.what {
            What::Passage(passage) => Some(passage),
            _ => None,
        })
    };
    led_to.or_else(begins).or_else(|| of_block(document.block_at(shown.start)?))
}

/// Opens the tray, or closes it.
pub fn switch(app: &mut App) {
    app.overlay = match app.overlay.take() {
        Some(Overlay::Tray(_)) => None,
        _ => Some(Overlay::Tray(Listing::default())),
    };
}

/// Does what is meant in the tray.
pub fn act(app: &mut App, action: Action) {
    let marks = app.tray.marks().len();
    let Some(Overlay::Tray(listing)) = &mut app.overlay else { return };
    match (action, &listing.asks) {
        (Action::Up, _) => listing.step(-1, marks),
        (Action::Down, _) => listing.step(1, marks),
        (Action::PageUp, _) => listing.step(-PAGE, marks),
        (Action::PageDown, _) => listing.step(PAGE, marks),
        (Action::First, _) => listing.step(isize::MIN, marks),
        (Action::Last, _) => listing.step(isize::MAX, marks),
        (Action::Open, _) => open(app),
        (Action::Remove, _) => remove(app),
        (Action::Clear, _) => app.tray.clear(),
        (Action::Keep, _) => keep::switch(app),
        (Action::Write, Asks::Nothing) => ask_name(app),
        (Action::Write, Asks::Name(_)) => write(app, false),
        (Action::Yes, Asks::Replace(_)) => write(app, true),
        (Action::No, Asks::Replace(_)) => drop(cancel(app)),
        _ => {}
    }
}

/// Goes to what the cursor is on.
fn open(app: &mut App) {
    let Some(Overlay::Tray(listing)) = &app.overlay else { return };
    match app.tray.marks().get(listing.row) {
        Some(&Mark::Passage(at)) => travel::read_passage(app, at, Vec::new()),
        Some(&Mark::Term(term)) => app.overlay = Some(Overlay::Page(page::definition(app, term))),
        None => {}
    }
}

fn remove(app: &mut App) {
    let Some(Overlay::Tray(listing)) = &mut app.overlay else { return };
    app.tray.remove(listing.row);
    listing.step(0, app.tray.marks().len());
}

fn ask_name(app: &mut App) {
    if app.tray.marks().is_empty() {
        app.notice = Some("nothing is marked".to_owned());
    } else {
        ask(app, Asks::Name(Field::default()));
    }
}

fn ask(app: &mut App, asks: Asks) {
    if let Some(Overlay::Tray(listing)) = &mut app.overlay {
        listing.asks = asks;
    }
}

/// The text field of the tray, while it asks for a name.
pub fn field(listing: &mut Listing) -> Option<&mut Field> {
    match &mut listing.asks {
        Asks::Name(field) => Some(field),
        Asks::Nothing | Asks::Replace(_) => None,
    }
}

/// From the question whether to replace a file to its name, and from there to the list; false where
/// nothing is asked.
pub fn cancel(app: &mut App) -> bool {
    let Some(Overlay::Tray(listing)) = &mut app.overlay else { return false };
    listing.asks = match std::mem::take(&mut listing.asks) {
        Asks::Replace(field) => Asks::Name(field),
        Asks::Name(_) => Asks::Nothing,
        Asks::Nothing => return false,
    };
    true
}

/// Leaves an errand to write what is marked under the name that was typed.
fn write(app: &mut App, replace: bool) {
    let Some(Overlay::Tray(Listing { asks: Asks::Name(field) | Asks::Replace(field), .. })) =
        &app.overlay
    else {
        return;
    };
    let name = field.text().trim().to_owned();
    let Some(form) = Form::of_name(&name) else {
        app.notice = Some("let the name end with .md or .html".to_owned());
        return;
    };
    let pieces: Vec<Piece> = app.tray.marks().iter().map(|&mark| mark.into()).collect();
    let text = Handout::new(&app.library, &pieces).written(&app.library, form);
    app.errand = Some(Errand::Write { name, text, replace });
}

/// Takes in how the writing of a file of this name went: back to the list, to the question whether
/// to replace the file that is there, or to its name, with what is wrong.
pub fn written(app: &mut App, name: &str, written: Result<(), output::Error>) -> Flow {
    let Some(Overlay::Tray(listing)) = &mut app.overlay else { return Flow::Redraw };
    match (written, std::mem::take(&mut listing.asks)) {
        (Ok(()), _) => {
            let marks = counted(app.tray.marks().len(), "mark");
            app.notice = Some(format!("{marks} written to {name}"));
        }
        (Err(output::Error::Exists(_)), Asks::Name(field)) => listing.asks = Asks::Replace(field),
        (Err(error), Asks::Name(field) | Asks::Replace(field)) => {
            listing.asks = Asks::Name(field);
            app.notice = Some(error.to_string());
        }
        (Err(error), Asks::Nothing) => app.notice = Some(error.to_string()),
    }
    Flow::Redraw
}

/// Finds the marks again in another library. A passage whose words are not the same is not what was
/// marked; returns what is to be said where there are such.
pub fn renew(app: &mut App, places: &Places) -> Option<String> {
    let gone = app.tray.renew(|mark| now(places, mark));
    let marks = app.tray.marks().len();
    if let Some(Overlay::Tray(listing)) = &mut app.overlay {
        listing.step(0, marks);
    }
    let what = counted(gone, "mark");
    (gone > 0).then(|| format!("{what} taken away: what was marked has changed or is gone"))
}

/// A mark in another library; none where its words have changed or are gone.
pub fn now(places: &Places, mark: Mark) -> Option<Mark> {
    match mark {
        Mark::Passage(at) => places.same_passage(at).map(Mark::Passage),
        Mark::Term(term) => places.term(term).map(Mark::Term),
    }
}
