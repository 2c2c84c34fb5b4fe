//! The line that a finding is about, cut to what fits and safe to print.

use crate::library::sanitize::clean;

/// Characters before the place, and in all.
const BEFORE: usize = 30;
const MOST: usize = 66;

/// A piece of a line, and where in it the finding is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// One line; what could drive a terminal is replaced.
    pub text: String,
    /// Characters before the place.
    pub before: usize,
}

impl Excerpt {
    /// Of a line, by the column from 1.
    #[must_use]
    pub fn of(line: &str, column: usize) -> Self {
        let before = column.saturating_sub(1);
        let skipped = before.saturating_sub(BEFORE);
        let text = line.chars().skip(skipped).take(MOST).map(shown).collect();
        Self { text, before: before - skipped }
    }
}

fn shown(c: char) -> char {
    let mut bytes = [0; 4];
    match c {
        '\t' => ' ',
        _ if clean(c.encode_utf8(&mut bytes)).contains(c) => c,
        _ => '\u{fffd}',
    }
}
