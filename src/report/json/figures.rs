//! The figures of the `compare` document.

use serde::Serialize;

use crate::compare::Given;
use crate::library::Library;
use crate::report::figures::passage_id;

/// A figure as it stands in its passage.
#[derive(Serialize)]
pub struct Figure<'a> {
    kind: &'static str,
    quote: &'a str,
    source: &'a str,
    passage: String,
    sentence: &'a str,
    mention: bool,
    differs: bool,
}

/// Figures in library order.
pub fn figures<'a>(library: &'a Library, given: &[Given]) -> Vec<Figure<'a>> {
    let figure = |given: &Given| Figure {
        kind: given.figure.kind.name(),
        quote: given.quote(library),
        source: &library.article(given.article).source.id,
        passage: passage_id(library, given),
        sentence: given.sentence(library),
        mention: given.entry.mention,
        differs: given.differs,
    };
    given.iter().map(figure).collect()
}
