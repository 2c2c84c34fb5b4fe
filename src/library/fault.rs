//! Faults: what is wrong with a file of the library, where, and what to do.
//!
//! Owns how a fault is put; who finds one words it.

use std::fmt;

use super::front_matter::line_and_column;
use super::sanitize::clean_line;

/// What is said of a file whose bytes are no text.
pub const NOT_UTF8: &str = "not UTF-8 from here on: save the file as UTF-8";

/// Faults of one file that are told; who mends these is told the others.
pub const MOST_FAULTS: usize = 100;

/// Something wrong with a file of the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Path as the library names it.
    pub file: String,
    /// From 1; 0 where the whole file is meant.
    pub line: usize,
    /// In characters, from 1; 0 where the whole file is meant.
    pub column: usize,
    /// What is wrong and what to do.
    pub message: String,
    /// Whether the file was left out for it.
    pub left_out: bool,
}

impl Fault {
    /// What is wrong at a byte of a file's text, which is left out for it; the message may quote the
    /// text and is cleaned.
    #[must_use]
    pub fn at(file: &str, text: &str, offset: usize, message: &str) -> Self {
        let (line, column) = line_and_column(text, offset);
        let message = clean_line(message);
        Self { file: file.to_owned(), line, column, message, left_out: true }
    }

    /// The same fault in a file that is read all the same.
    #[must_use]
    pub fn kept(self) -> Self {
        Self { left_out: false, ..self }
    }
}

impl fmt::Display for Fault {
    /// Writes `file:line:column: message`, or `file: message` for a whole file.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.file, self.message),
            line => write!(f, "{}:{line}:{}: {}", self.file, self.column, self.message),
        }
    }
}
