//! What all forms of a search report say in the same words.

use crate::library::{Article, Library};
use crate::search::{Hit, Outcome};

use super::Page;

/// "source · topic › heading" of a hit; with the subject after the source where the library has several.
#[must_use]
pub fn hit_heading(library: &Library, outcome: &Outcome, hit: &Hit, page: &Page) -> String {
    let section = library.section(library.section_of(hit.passage));
    let topic = &library.topics.topic(outcome.topic_of(section)).name;
    let source = &library.article(hit.passage.article).source.name;
    let subject = &library.subjects[hit.passage.article.subject].title;
    let place = page.path(&[topic, &section.heading]);
    match library.subjects.len() {
        1 => page.joined(&[source, &place]),
        _ => page.joined(&[source, subject, &place]),
    }
}

/// That no passage has all the words, with how many have each; where several have none together.
#[must_use]
pub fn alone(outcome: &Outcome, page: &Page) -> Option<String> {
    let alone = outcome.alone();
    let said = || format!("{} {}", outcome.none_together(), page.joined(&alone));
    (!alone.is_empty()).then(said)
}

/// The articles of the hits, each once for every hit.
#[must_use]
pub fn hit_articles<'a>(library: &'a Library, outcome: &Outcome) -> Vec<&'a Article> {
    outcome.hits.iter().map(|hit| library.article(hit.passage.article)).collect()
}
