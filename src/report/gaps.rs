//! What all forms of a list of gaps say in the same words.

use crate::compare::gaps::{Gaps, Spoken};
use crate::library::Article;
use crate::library::words::counted;

/// Above what only one source speaks of.
pub const ONE_SOURCE: &str = "Only one source";

/// "5 sources".
#[must_use]
pub fn extent(gaps: &Gaps) -> String {
    counted(gaps.sources, "source")
}

/// The ids of the passages, and what the page states of itself.
#[must_use]
pub fn places(article: &Article, spoken: &Spoken) -> Vec<String> {
    let ids = spoken.passages.iter().map(|&passage| article.passage_id(passage));
    ids.chain(spoken.said_of_itself()).collect()
}
