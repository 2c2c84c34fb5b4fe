//! What all forms of a search report say in the same words.

use crate::library::{Article, Library};
use crate::search::{Hit, Outcome};

use super::Page;

/// "source · topic › heading" of a hit.
#[must_use]
pub fn hit_heading(library: &Library, hit: &Hit, page: &Page) -> String {
    let section = library.section(library.section_of(hit.passage));
    let topic = &library.topics.topic(section.topic).name;
    let source = &library.article(hit.passage.article).source.name;
    page.joined(&[source.as_str(), &page.path(&[topic, &section.heading])])
}

/// The articles of the hits, each once for every hit.
#[must_use]
pub fn hit_articles<'a>(library: &'a Library, outcome: &Outcome) -> Vec<&'a Article> {
    outcome.hits.iter().map(|hit| library.article(hit.passage.article)).collect()
}
