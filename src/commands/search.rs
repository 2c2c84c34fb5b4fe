//! `pamphlet search`: the passages that speak of some words, best first.

use std::io::Write;

use super::{Answer, CommandError, Request};
use crate::cli::{self, Format};
use crate::library::sanitize::clean_line;
use crate::report::{json, markdown, text};
use crate::search::Query;
use crate::search::query::Kind;
use crate::store::live;

/// Writes the passages that were found, at most as many as were asked for.
///
/// # Errors
/// When the query asks for nothing, a topic or source is unknown, or writing fails.
pub fn run(
    request: &Request,
    asked: &cli::Search,
    out: &mut impl Write,
) -> Result<Answer, CommandError> {
    let library = request.library;
    let query = query(request, asked)?;
    let index = live::index(library);
    let outcome = index.search(library, &query, usize::from(asked.limit));
    let asked_why = if asked.explain { outcome.hits.as_slice() } else { &[] };
    let why = index.explain(library, &query, asked_why);
    match asked.how.format() {
        Format::Text => text::search(out, library, &outcome, &why, &request.page),
        Format::Markdown => markdown::search(out, library, &outcome, &why, &request.page),
        Format::Json => json::search(out, library, &outcome, &why),
    }?;
    Ok(Answer::found(outcome.total > 0))
}

fn query(request: &Request, asked: &cli::Search) -> Result<Query, CommandError> {
    let mut query = Query::parse(&asked.query.join(" "), request.library);
    let flags = [(Kind::Topic, &asked.topic), (Kind::Source, &asked.source)];
    for (kind, value) in flags {
        if let Some(value) = value {
            query.filter.add(kind, &clean_line(value), request.library)?;
        }
    }
    if let Some(problem) = query.problems.first() {
        return Err(problem.clone().into());
    }
    if query.is_empty() { Err(CommandError::EmptyQuery) } else { Ok(query) }
}
