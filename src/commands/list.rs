//! `pamphlet list`: subjects, articles, sections and their topics.

use std::io::Write;

use super::{Answer, CommandError, Request};
use crate::cli::Format;
use crate::report::{json, markdown, text};

/// Writes what the library holds.
///
/// # Errors
/// When writing fails.
pub fn run(
    request: &Request,
    format: Format,
    out: &mut impl Write,
) -> Result<Answer, CommandError> {
    let library = request.library;
    match format {
        Format::Text => text::list(out, library, &request.page),
        Format::Markdown => markdown::list(out, library),
        Format::Json => json::list(out, library),
    }?;
    Ok(Answer::Found)
}
