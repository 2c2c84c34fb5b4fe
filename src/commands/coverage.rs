//! `pamphlet coverage`: which source covers which topic; and what `pamphlet` alone prints without
//! a terminal.

use std::io::Write;

use super::{Answer, CommandError, Request, only_subject};
use crate::cli::{self, Format};
use crate::compare::gaps::gaps;
use crate::compare::matrix;
use crate::report::{json, markdown, text};

/// Writes the matrix of the only subject, or what its sources leave out.
///
/// # Errors
/// When there are several subjects, or writing fails.
pub fn run(
    request: &Request,
    asked: &cli::Coverage,
    out: &mut impl Write,
) -> Result<Answer, CommandError> {
    let write = if asked.gaps { gaps_of } else { matrix_of };
    write(request, asked.how.format(), out)
}

fn matrix_of(
    request: &Request,
    format: Format,
    out: &mut impl Write,
) -> Result<Answer, CommandError> {
    let library = request.library;
    let matrix = matrix(library, only_subject(library)?);
    match format {
        Format::Text => text::coverage(out, library, &matrix, &request.page),
        Format::Markdown => markdown::coverage(out, library, &matrix, &request.page),
        Format::Json => json::coverage(out, library, &matrix),
    }?;
    Ok(Answer::Found)
}

fn gaps_of(
    request: &Request,
    format: Format,
    out: &mut impl Write,
) -> Result<Answer, CommandError> {
    let library = request.library;
    let gaps = gaps(library, only_subject(library)?);
    match format {
        Format::Text => text::gaps(out, library, &gaps, &request.page),
        Format::Markdown => markdown::gaps(out, library, &gaps, &request.page),
        Format::Json => json::gaps(out, library, &gaps),
    }?;
    Ok(Answer::Found)
}

/// Writes what home shows, and how to read on: the matrix, or of several subjects the list.
///
/// # Errors
/// When writing fails.
pub fn home(request: &Request, out: &mut impl Write) -> Result<Answer, CommandError> {
    if let [_] = request.library.subjects.as_slice() {
        matrix_of(request, Format::Text, out)?;
    } else {
        text::list(out, request.library, false, &request.page)?;
    }
    text::read_on(out, &request.page)?;
    Ok(Answer::Found)
}
