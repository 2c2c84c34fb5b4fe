//! Going on where somebody left off, and keeping marks for the next run.

use std::io;
use std::path::PathBuf;

use super::super::app::App;
use super::super::app::tray::Errand;
use super::super::places::Places;
use super::super::run::Flow;
use super::travel;
use crate::library::words::counted;

/// Opens the article that was read last at the passage where it was left.
pub fn resume(app: &mut App) {
    match app.keeping.latest(&app.library) {
        Some(at) => travel::read_passage(app, at, Vec::new()),
        None => app.notice = Some("nothing has been read yet".to_owned()),
    }
}

/// Keeps the marks from now on, or no more.
pub fn switch(app: &mut App) {
    if app.keeping.file.is_none() {
        app.notice = Some("marks cannot be kept here".to_owned());
    } else if app.keeping.marks.is_some() {
        app.errand = Some(Errand::Keep(app.keeping.stop()));
        app.notice = Some("marks are no longer kept: they last until you leave".to_owned());
    } else {
        app.keeping.marks = Some(Vec::new());
        let said = match app.tray.marks().len() {
            0 => "what you mark from now on is kept for the next time".to_owned(),
            marks => {
                format!("{} kept for the next time, and what you mark", counted(marks, "mark"))
            }
        };
        app.notice = Some(said);
    }
}

/// Leaves an errand to write what has been marked or taken away, while marks are kept.
pub fn follow(app: &mut App) {
    if app.errand.is_none() {
        let change = app.keeping.follow(&app.library, app.tray.marks());
        app.errand = change.map(Errand::Keep);
    }
}

/// Marks again what earlier runs have kept, as far as it is in the library by now.
pub fn recall(app: &mut App) {
    for mark in app.keeping.found(&app.library) {
        if !app.tray.has(mark) {
            app.tray.switch(mark);
        }
    }
}

/// Finds the kept marks again in another library.
pub fn renew(app: &mut App, places: &Places) {
    app.keeping.renew(|mark| super::tray::now(places, mark));
    recall(app);
}

/// Takes in how the keeping went, and where a file that could not be used was set aside.
pub fn kept(app: &mut App, kept: io::Result<Option<PathBuf>>) -> Flow {
    match kept {
        Ok(None) => {}
        Ok(Some(aside)) => app.notice = Some(set_aside(&aside)),
        Err(error) => app.notice = Some(format!("marks cannot be kept: {error}")),
    }
    Flow::Redraw
}

/// That a file of earlier runs could not be used.
#[must_use]
pub fn set_aside(aside: &std::path::Path) -> String {
    format!("what earlier runs kept could not be read; it is now {}", aside.display())
}
