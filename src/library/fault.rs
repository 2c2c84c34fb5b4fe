//! Faults: what is wrong with a file of the library, where, and what to do.
//!
//! Owns how a fault is put; who finds one says its kind and words it.

use std::fmt;

use super::nearest::{did_you_mean, nearest};
use super::sanitize::clean_line;

/// Faults of one file that are told; who mends these is told the others.
pub const MOST_FAULTS: usize = 100;

/// What kind of thing is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    /// A file or folder cannot be opened or read.
    Unreadable,
    /// An article stands beside the folders of the subjects.
    Stray,
    /// The bytes are no UTF-8.
    Encoding,
    /// The front matter of an article.
    FrontMatter,
    /// Lists or block quotes stand too deep in each other.
    Nesting,
    /// An attribute of a heading that does not say what an attribute may.
    Attribute,
    /// A heading's attribute names a topic that there is not.
    UnknownTopic,
    /// What `topics.toml` says.
    Topics,
    /// What `glossary.toml` says.
    Glossary,
    /// What `subject.toml` says.
    Subject,
    /// What a keymap says.
    Keymap,
    /// What a configuration says, or a variable or flag in its place.
    Config,
}

/// Something wrong with a file of the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What kind of thing is wrong.
    pub kind: FaultKind,
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
    /// What is wrong with a whole file or folder, which is left out for it; the message is cleaned, as
    /// it may quote what stands there.
    #[must_use]
    pub fn whole(kind: FaultKind, file: &str, message: &str) -> Self {
        let (file, message) = (file.to_owned(), clean_line(message));
        Self { kind, file, line: 0, column: 0, message, left_out: true }
    }

    /// What is wrong at a byte of a file's text, which is left out for it; the message is cleaned.
    #[must_use]
    pub fn at(kind: FaultKind, file: &str, text: &str, offset: usize, message: &str) -> Self {
        let (line, column) = line_and_column(text, offset);
        Self { line, column, ..Self::whole(kind, file, message) }
    }

    /// Where the TOML that begins at a byte of a file's text is none, or not what it should be; the file
    /// is left out.
    #[must_use]
    pub fn toml(
        kind: FaultKind,
        file: &str,
        text: &str,
        start: usize,
        error: &toml::de::Error,
    ) -> Self {
        let offset = start + error.span().map_or(0, |span| span.start);
        let message = error.message().trim().replace('\n', "; ");
        Self::at(kind, file, text, offset, &format!("{message}{}", meant(&message)))
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

/// What an unknown name was probably meant to be, by the names that the TOML reader says it expected.
fn meant(message: &str) -> String {
    let mut names = message.split('`').skip(1).step_by(2);
    let unknown = names.next().filter(|_| message.starts_with("unknown "));
    did_you_mean(unknown.and_then(|unknown| nearest(unknown, names)))
}

/// The line (from 1) and the column (in characters, from 1) of a byte offset.
#[must_use]
pub fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let end = (0..=offset.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0);
    let before = &text[..end];
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    (before.matches('\n').count() + 1, before[start..].chars().count() + 1)
}
