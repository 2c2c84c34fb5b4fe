//! What is wrong with a library: findings with their place, and what to do about each.
//!
//! Faults that loading has met are given their codes here; everything else is seen in the articles
//! as they were read. No file is opened and nothing is parsed twice: who asks hands in the texts.

mod article;
mod code;
mod cues;
mod excerpt;
mod markup;
mod names;

use crate::library::Fault;
use crate::library::sanitize::clean_line;
pub use article::article;
pub use code::{Code, Severity};
pub use cues::cues;
pub use excerpt::Excerpt;
pub use names::{glossary, topics};

/// Something that is wrong, or may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What kind of thing it is.
    pub code: Code,
    /// Path as the library names it.
    pub file: String,
    /// From 1; 0 where the whole file is meant.
    pub line: usize,
    /// In characters, from 1; 0 where the whole file is meant.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// The line that is meant.
    pub excerpt: Option<Excerpt>,
}

impl Finding {
    /// A finding at a line and column of a file with this text.
    #[must_use]
    pub fn new(code: Code, file: &str, at: (usize, usize), message: &str, text: &str) -> Self {
        Self::on(code, file, at, message, at.0.checked_sub(1).and_then(|n| text.lines().nth(n)))
    }

    /// A finding at a line and column of a file, of which this is the line.
    #[must_use]
    pub fn on(
        code: Code,
        file: &str,
        (line, column): (usize, usize),
        message: &str,
        text: Option<&str>,
    ) -> Self {
        let (file, message) = (file.to_owned(), clean_line(message));
        let excerpt = text.map(|text| Excerpt::of(text, column));
        Self { code, file, line, column, message, excerpt }
    }

    /// File, line and column, as compilers write them; the file alone where all of it is meant.
    #[must_use]
    pub fn place(&self) -> String {
        match self.line {
            0 => self.file.clone(),
            line => format!("{}:{line}:{}", self.file, self.column),
        }
    }

    /// A fault that loading has met, with the text of its file.
    #[must_use]
    pub fn of(fault: &Fault, text: &str) -> Self {
        Self::new(fault.kind.into(), &fault.file, (fault.line, fault.column), &fault.message, text)
    }
}
