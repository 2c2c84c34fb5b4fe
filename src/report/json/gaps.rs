//! The `coverage --gaps` document.

use std::io::{self, Write};

use serde::Serialize;

use super::write;
use crate::compare::gaps::{self, Gap, Spoken};
use crate::library::{Library, TermId, TopicId};

#[derive(Serialize)]
struct Document<'a> {
    subject: &'a str,
    sources: usize,
    gaps: Gaps<'a>,
}

/// What no source speaks of, or only one.
#[derive(Serialize)]
struct Gaps<'a> {
    questions: Vec<Question<'a>>,
    topics: Vec<Topic<'a>>,
    terms: Vec<Term<'a>>,
}

#[derive(Serialize)]
struct Question<'a> {
    id: &'a str,
    ask: &'a str,
    only: Vec<Only<'a>>,
}

#[derive(Serialize)]
struct Topic<'a> {
    id: &'a str,
    name: &'a str,
    only: Vec<Only<'a>>,
}

#[derive(Serialize)]
struct Term<'a> {
    name: &'a str,
    only: Vec<Only<'a>>,
}

/// Where an article of the only source speaks of it.
#[derive(Serialize)]
struct Only<'a> {
    source: &'a str,
    article: &'a str,
    passages: Vec<String>,
    stated: Vec<&'static str>,
}

/// Writes the gaps of a subject; `only` is empty where no source speaks of something.
///
/// # Errors
/// When writing fails.
pub fn gaps(out: &mut impl Write, library: &Library, gaps: &gaps::Gaps) -> io::Result<()> {
    let subject = &library.subjects[gaps.subject].id;
    let found = Gaps {
        questions: gaps.questions.iter().map(|gap| question(library, gap)).collect(),
        topics: gaps.topics.iter().map(|gap| topic(library, gap)).collect(),
        terms: gaps.terms.iter().map(|gap| term(library, gap)).collect(),
    };
    write(out, Document { subject, sources: gaps.sources, gaps: found })
}

fn question<'a>(library: &'a Library, gap: &Gap<usize>) -> Question<'a> {
    let question = &library.topics.questions()[gap.of];
    Question { id: &question.id, ask: &question.ask, only: only(library, &gap.only) }
}

fn topic<'a>(library: &'a Library, gap: &Gap<TopicId>) -> Topic<'a> {
    let topic = library.topics.topic(gap.of);
    Topic { id: &topic.id, name: &topic.name, only: only(library, &gap.only) }
}

fn term<'a>(library: &'a Library, gap: &Gap<TermId>) -> Term<'a> {
    Term { name: &library.glossary.term(gap.of).name, only: only(library, &gap.only) }
}

fn only<'a>(library: &'a Library, spoken: &[Spoken]) -> Vec<Only<'a>> {
    let of_article = |spoken: &Spoken| {
        let article = library.article(spoken.article);
        Only {
            source: &article.source.id,
            article: &article.id,
            passages: spoken.passages.iter().map(|&p| article.passage_id(p)).collect(),
            stated: spoken.stated.iter().map(|fact| fact.name()).collect(),
        }
    };
    spoken.iter().map(of_article).collect()
}
