//! `pamphlet read`: an article, a section, a passage, or what an article says on a topic.

use std::io::Write;
use std::ops::Range;

use super::{Answer, CommandError, Request};
use crate::cli::{self, Format};
use crate::compare::coverage::row;
use crate::library::ids::{Target, resolve};
use crate::library::lookup;
use crate::library::sanitize::clean_line;
use crate::library::{Article, ArticleRef, Library, TopicId};
use crate::report::{Block, Reading, blocks, json, markdown, text};

/// Writes what an id names, or of that only what is on a topic.
///
/// # Errors
/// When the id is missing, the id or the topic is unknown, or writing fails.
pub fn run(
    request: &Request,
    asked: &cli::Read,
    out: &mut impl Write,
) -> Result<Answer, CommandError> {
    let library = request.library;
    let on = asked.topic.as_deref();
    let missing = || CommandError::TopicWithoutArticle(clean_line(on.unwrap_or("TOPIC")));
    let id = clean_line(asked.article.as_ref().ok_or_else(missing)?);
    let topic = on.map(|name| lookup::topic(library, name)).transpose()?;
    let reading = reading(library, resolve(library, &id)?, topic);
    match asked.how.format() {
        Format::Text => text::read(out, library, &reading, &request.page),
        Format::Markdown => markdown::read(out, library, &reading, &request.page),
        Format::Json => json::read(out, library, &reading),
    }?;
    Ok(Answer::found(!reading.blocks.is_empty()))
}

fn reading(library: &Library, target: Target, topic: Option<TopicId>) -> Reading {
    let (at, within) = scope(library, target);
    let article = library.article(at);
    let all = match topic {
        Some(topic) => on_topic(library, at, topic),
        None => blocks(article, &(0..article.sections.len()).collect::<Vec<_>>(), &[]),
    };
    Reading { article: at, topic, blocks: all.into_iter().filter_map(|b| within.keep(b)).collect() }
}

/// The part of an article that was asked for.
struct Within {
    sections: Range<usize>,
    passages: Range<usize>,
}

impl Within {
    /// What of a block lies within; a heading alone only where whole sections were asked for.
    fn keep(&self, mut block: Block) -> Option<Block> {
        let whole = block.passages.is_empty();
        block.passages.retain(|p| self.passages.contains(p));
        let kept = self.sections.contains(&block.section) && (whole || !block.passages.is_empty());
        kept.then_some(block)
    }
}

fn scope(library: &Library, target: Target) -> (ArticleRef, Within) {
    let all = |article: &Article| 0..article.passages.len();
    match target {
        Target::Article(at) => {
            let article = library.article(at);
            (at, Within { sections: 0..article.sections.len(), passages: all(article) })
        }
        Target::Section(at) => {
            let article = library.article(at.article);
            let sections = article.with_subsections(at.section);
            (at.article, Within { sections, passages: all(article) })
        }
        Target::Passage(at) => {
            let section = library.section_of(at).section;
            let passages = at.passage..at.passage + 1;
            (at.article, Within { sections: section..section + 1, passages })
        }
    }
}

fn on_topic(library: &Library, at: ArticleRef, topic: TopicId) -> Vec<Block> {
    let cells = row(library, at.subject, topic).cells;
    let cell = cells.iter().find(|cell| cell.article == at);
    cell.map_or_else(Vec::new, |c| blocks(library.article(at), &c.sections, &c.mentions))
}
