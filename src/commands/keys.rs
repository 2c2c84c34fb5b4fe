//! `pamphlet keys`: the keymap that holds, after the person's own was laid over the default.

use std::io::Write;

use super::{Answer, CommandError};
use crate::cli::Format;
use crate::keymap::Keymap;
use crate::report::{Page, json, markdown, text};

/// Writes the keys of every screen.
///
/// # Errors
/// When writing fails.
pub fn run(
    keymap: &Keymap,
    format: Format,
    page: &Page,
    out: &mut impl Write,
) -> Result<Answer, CommandError> {
    match format {
        Format::Text => text::keys(out, keymap, page),
        Format::Markdown => markdown::keys(out, keymap),
        Format::Json => json::keys(out, keymap),
    }?;
    Ok(Answer::Found)
}
