//! `pamphlet list`: subjects, articles, sections and their topics.

use std::io::Write;

use super::{Answer, CommandError, Request};
use crate::cli::{self, Format};
use crate::report::{json, markdown, text};

/// Writes what the library holds.
///
/// # Errors
/// When writing fails.
pub fn run(
    request: &Request,
    asked: &cli::List,
    out: &mut impl Write,
) -> Result<Answer, CommandError> {
    let library = request.library;
    match asked.how.format() {
        Format::Text => text::list(out, library, asked.explain, &request.page),
        Format::Markdown => markdown::list(out, library, asked.explain),
        Format::Json => json::list(out, library),
    }?;
    Ok(Answer::Found)
}
