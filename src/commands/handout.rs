//! `pamphlet handout`: passages, sections and terms as a page to print or send.

use std::io::Write;
use std::path::Path;

use super::{Answer, CommandError, Request};
use crate::cli::{self, PageFormat};
use crate::compare::handout::{Form, Handout, Piece};
use crate::library::Library;
use crate::library::ids::{UnknownId, resolve};
use crate::library::sanitize::clean_line;
use crate::store::output;

/// Writes the page of what the ids name to the file that is named, or else to `out`. Nothing is written
/// where nothing stands under any of them.
///
/// # Errors
/// When an id names nothing, or several things, or writing fails; in particular when there is such a
/// file and it is not to be replaced.
pub fn run(
    request: &Request,
    asked: &cli::Handout,
    out: &mut impl Write,
) -> Result<Answer, CommandError> {
    let library = request.library;
    let pieces = asked.ids.iter().map(|id| piece(library, &clean_line(id)));
    let pieces: Vec<Piece> = pieces.collect::<Result<_, UnknownId>>()?;
    let handout = Handout::new(library, &pieces);
    if handout.is_empty() {
        return Ok(Answer::Nothing);
    }
    let page = handout.written(library, form(asked));
    match &asked.output {
        Some(file) if is_document(file) => return Err(CommandError::NoPage(file.clone())),
        Some(file) => output::write(file, &page, asked.force)?,
        None => out.write_all(page.as_bytes())?,
    }
    Ok(Answer::Found)
}

/// Whether a name is that of a document which somebody would open with another program.
fn is_document(file: &Path) -> bool {
    const ENDINGS: [&str; 5] = ["pdf", "doc", "docx", "odt", "rtf"];
    let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

/// What an id names, or else the term of that name.
fn piece(library: &Library, id: &str) -> Result<Piece, UnknownId> {
    let term = || library.glossary.lookup(id).map(Piece::Term);
    match resolve(library, id) {
        Err(unknown @ UnknownId::Unknown { .. }) => term().ok_or(unknown),
        found => found.map(Piece::from),
    }
}

fn form(asked: &cli::Handout) -> Form {
    let of_name = || Form::of_name(&asked.output.as_ref()?.to_string_lossy());
    match asked.format {
        Some(PageFormat::Markdown) => Form::Markdown,
        Some(PageFormat::Html) => Form::Html,
        None => of_name().unwrap_or_default(),
    }
}
