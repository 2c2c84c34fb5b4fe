//! The tray: passages and terms that somebody has marked to hand over, and the list of them.
//!
//! Marks live as long as the reader runs, unless they are kept (`keep`).

use super::field::Field;
use crate::compare::handout::Piece;
use crate::library::{Library, PassageRef, TermId};
use crate::store::state::reading::Change;

/// A thing that is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A passage.
    Passage(PassageRef),
    /// The explanation of a term.
    Term(TermId),
}

impl From<Mark> for Piece {
    fn from(mark: Mark) -> Self {
        match mark {
            Mark::Passage(at) => Self::Passage(at),
            Mark::Term(term) => Self::Term(term),
        }
    }
}

/// What is marked, in the order in which it was.
#[derive(Debug, Default)]
pub struct Tray {
    marks: Vec<Mark>,
}

impl Tray {
    /// What is marked, in the order in which it was.
    #[must_use]
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// Whether a thing is marked.
    #[must_use]
    pub fn has(&self, mark: Mark) -> bool {
        self.marks.contains(&mark)
    }

    /// Marks a thing, or takes its mark away; whether it is marked now.
    pub fn switch(&mut self, mark: Mark) -> bool {
        let was = self.has(mark);
        if was {
            self.marks.retain(|other| *other != mark);
        } else {
            self.marks.push(mark);
        }
        !was
    }

    /// Takes away the mark at a place of the list.
    pub fn remove(&mut self, row: usize) {
        if row < self.marks.len() {
            self.marks.remove(row);
        }
    }

    /// Takes away every mark.
    pub fn clear(&mut self) {
        self.marks.clear();
    }

    /// Puts marks of another library in place of those of the one before; how many have none.
    pub fn renew(&mut self, now: impl Fn(Mark) -> Option<Mark>) -> usize {
        let before = self.marks.len();
        self.marks = self.marks.iter().filter_map(|mark| now(*mark)).collect();
        before - self.marks.len()
    }
}

/// The list of what is marked, over the screen.
#[derive(Debug, Default)]
pub struct Listing {
    /// Index of the mark under the cursor.
    pub row: usize,
    /// What is asked.
    pub asks: Asks,
}

/// What the tray asks a person.
#[derive(Debug, Default)]
pub enum Asks {
    /// Nothing.
    #[default]
    Nothing,
    /// The name of the file to write.
    Name(Field),
    /// Whether a file of the name that was typed may be replaced.
    Replace(Field),
}

impl Listing {
    /// Moves the cursor over so many marks, staying inside.
    pub fn step(&mut self, by: isize, marks: usize) {
        self.row = self.row.saturating_add_signed(by).min(marks.saturating_sub(1));
    }
}

/// What is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Errand {
    /// A file.
    Write {
        /// Its name as it was typed.
        name: String,
        /// The whole text.
        text: String,
        /// Whether a file that is there may be replaced.
        replace: bool,
    },
    /// Marks that outlast the run.
    Keep(Change),
}

/// The words of a mark on one line, and whose they are.
#[must_use]
pub fn said(library: &Library, mark: Mark) -> (String, String) {
    match mark {
        Mark::Term(term) => {
            let term = library.glossary.term(term);
            (term.definition.clone(), format!("{}, a term", term.name))
        }
        Mark::Passage(at) => {
            let source = &library.article(at.article).source.name;
            let heading = &library.section(library.section_of(at)).heading;
            (library.passage(at).text.replace('\n', " "), format!("{source}: {heading}"))
        }
    }
}
