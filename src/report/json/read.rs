//! The `read` document.

use std::io::{self, Write};

use serde::Serialize;

use super::list::{Article, Section};
use super::write;
use crate::library::{self, Library};
use crate::report::{Block, Reading};

#[derive(Serialize)]
struct Read<'a> {
    article: Article<'a>,
    topic: Option<&'a str>,
    sections: Vec<Part<'a>>,
}

/// A section with those of its passages that were asked for.
#[derive(Serialize)]
struct Part<'a> {
    #[serde(flatten)]
    section: Section<'a>,
    mention: bool,
    passages: Vec<Passage<'a>>,
}

#[derive(Serialize)]
struct Passage<'a> {
    id: String,
    text: &'a str,
}

/// Writes an article's facts and the passages that were asked for, by section.
///
/// # Errors
/// When writing fails.
pub fn read(out: &mut impl Write, library: &Library, reading: &Reading) -> io::Result<()> {
    let article = library.article(reading.article);
    let sections = reading.blocks.iter().map(|block| part(library, article, block)).collect();
    let topic = reading.topic.map(|topic| library.topics.topic(topic).id.as_str());
    write(out, Read { article: Article::new(article), topic, sections })
}

fn part<'a>(library: &'a Library, article: &'a library::Article, block: &Block) -> Part<'a> {
    let passage =
        |&i: &usize| Passage { id: article.passage_id(i), text: &article.passages[i].text };
    Part {
        section: Section::new(library, &article.sections[block.section]),
        mention: block.mention,
        passages: block.passages.iter().map(passage).collect(),
    }
}
