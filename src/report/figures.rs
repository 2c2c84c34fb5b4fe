//! What all forms of a list of figures say in the same words.

use crate::compare::figures::Block;
use crate::compare::{Comparison, Given};
use crate::library::{Library, PassageRef};

/// Above the figures.
pub const FIGURES: &str = "Figures";

/// Where there are none.
pub const NO_FIGURES: &str = "No figures stand in these passages.";

/// Beside figures of one kind and noun that are not the same in all sources.
pub const DIFFERS: &str = "differs";

/// Beside what stands in a section about something else.
pub const ELSEWHERE: &str = "mentioned elsewhere";

/// "Duration", or "Duration, differs".
#[must_use]
pub fn block_title(block: &Block) -> String {
    let name = block.kind.name();
    let (first, rest) = name.split_at(1);
    let name = format!("{}{rest}", first.to_ascii_uppercase());
    if block.differs { format!("{name}, {DIFFERS}") } else { name }
}

/// The figure in quotation marks.
#[must_use]
pub fn quoted(library: &Library, given: &Given) -> String {
    format!("\"{}\"", given.quote(library))
}

/// Whose figure it is, and whether it stands in a section about something else.
#[must_use]
pub fn whose(library: &Library, given: &Given) -> Vec<String> {
    let source = library.article(given.article).source.name.clone();
    let elsewhere = given.entry.mention.then(|| ELSEWHERE.to_owned());
    std::iter::once(source).chain(elsewhere).collect()
}

/// The id of the passage that the figure stands in.
#[must_use]
pub fn passage_id(library: &Library, given: &Given) -> String {
    let (article, passage) = (given.article, given.entry.passage);
    library.passage_id(PassageRef { article, passage })
}

/// The sources in whose passages no figure stands, if there are any.
#[must_use]
pub fn without(library: &Library, comparison: &Comparison) -> Option<String> {
    let given = |at| comparison.figures.iter().any(|given| given.article == at);
    let lacking = comparison.columns.iter().map(|c| c.article).filter(|&at| !given(at));
    let names: Vec<&str> = lacking.map(|at| library.article(at).source.name.as_str()).collect();
    (!names.is_empty()).then(|| format!("No figures: {}.", names.join("; ")))
}
