//! `pamphlet compare`: every source on a topic.

use std::io::Write;

use super::{Answer, CommandError, Request, only_subject};
use crate::cli::{self, Format};
use crate::compare::terms::terms;
use crate::compare::{Coverage, compare};
use crate::library::lookup;
use crate::report::{json, markdown, text};

/// Writes what the named sources say on a topic; all of them where none is named.
///
/// # Errors
/// When a name is unknown, there are several subjects, or writing fails.
pub fn run(
    request: &Request,
    asked: &cli::Compare,
    out: &mut impl Write,
) -> Result<Answer, CommandError> {
    let library = request.library;
    let topic = lookup::topic(library, &asked.topic)?;
    let ids = asked.source.iter().map(|name| lookup::source(library, name));
    let ids: Vec<&str> = ids.collect::<Result<_, _>>()?;
    let mut comparison = compare(library, only_subject(library)?, topic);
    if !ids.is_empty() {
        let of = |at| library.article(at).source.id.as_str();
        comparison.keep(library, |article| ids.contains(&of(article)));
    }
    let rows = terms(library, &comparison.columns);
    match asked.how.format() {
        Format::Text => text::compare(out, library, &comparison, &rows, &request.page),
        Format::Markdown => markdown::compare(out, library, &comparison, &rows, &request.page),
        Format::Json => json::compare(out, library, &comparison, &rows),
    }?;
    let silent = comparison.columns.iter().all(|c| c.coverage == Coverage::Silent);
    Ok(Answer::found(!silent))
}
