//! The `list` document.

use std::io::{self, Write};

use serde::Serialize;

use super::{date, topic_ids, write};
use crate::library::readability::Counts;
use crate::library::{self, Library};

#[derive(Serialize)]
struct List<'a> {
    subjects: Vec<Subject<'a>>,
}

#[derive(Serialize)]
struct Subject<'a> {
    id: &'a str,
    title: &'a str,
    articles: Vec<Listed<'a>>,
}

/// An article as `list` and `read` describe it.
#[derive(Serialize)]
pub(super) struct Article<'a> {
    id: &'a str,
    title: &'a str,
    source: Source<'a>,
    edition: &'static str,
    url: Option<&'a str>,
    author: Option<&'a str>,
    published: Option<String>,
    reviewed: Option<String>,
    retrieved: Option<String>,
    language: &'a str,
    words: usize,
}

#[derive(Serialize)]
struct Listed<'a> {
    #[serde(flatten)]
    article: Article<'a>,
    reading: Option<Reading<'a>>,
    sections: Vec<Counted<'a>>,
}

#[derive(Serialize)]
struct Source<'a> {
    id: &'a str,
    name: &'a str,
    place: Option<&'a str>,
}

#[derive(Serialize)]
struct Counted<'a> {
    #[serde(flatten)]
    section: Section<'a>,
    passages: usize,
}

/// How hard an article is to read; nothing of it is there where the language is not English.
#[derive(Serialize)]
struct Reading<'a> {
    #[serde(flatten)]
    whole: Grades,
    topics: Vec<OnTopic<'a>>,
}

#[derive(Serialize)]
struct OnTopic<'a> {
    topic: &'a str,
    #[serde(flatten)]
    grades: Grades,
}

/// Grades with one digit after the point, `null` where there is too little text, and what they are
/// made of.
#[derive(Serialize)]
struct Grades {
    flesch_kincaid: Option<f64>,
    smog: Option<f64>,
    sentences: usize,
    words: usize,
    syllables: usize,
    long_words: usize,
}

/// A section as `list` and `read` describe it.
#[derive(Serialize)]
pub(super) struct Section<'a> {
    id: &'a str,
    heading: &'a str,
    level: u8,
    topic: &'a str,
    also: Vec<&'a str>,
    topic_by: &'static str,
    words: usize,
}

/// Writes the subjects with their articles and sections.
///
/// # Errors
/// When writing fails.
pub fn list(out: &mut impl Write, library: &Library) -> io::Result<()> {
    let subjects = library.subjects.iter().map(|subject| Subject {
        id: &subject.id,
        title: &subject.title,
        articles: subject.articles.iter().map(|a| Listed::new(library, a)).collect(),
    });
    write(out, List { subjects: subjects.collect() })
}

impl<'a> Article<'a> {
    /// The article's facts alone.
    pub(super) fn new(article: &'a library::Article) -> Self {
        Self {
            id: &article.id,
            title: &article.title,
            source: Source {
                id: &article.source.id,
                name: &article.source.name,
                place: article.source.place.as_deref(),
            },
            edition: article.edition.name(),
            url: article.url.as_deref(),
            author: article.author.as_deref(),
            published: date(article.published),
            reviewed: date(article.reviewed),
            retrieved: date(article.retrieved),
            language: &article.language,
            words: article.words(),
        }
    }
}

impl<'a> Listed<'a> {
    fn new(library: &'a Library, article: &'a library::Article) -> Self {
        let sections = article.sections.iter().map(|section| Counted {
            section: Section::new(library, section),
            passages: section.passages.len(),
        });
        Self {
            article: Article::new(article),
            reading: article.reading().map(|reading| Reading::new(library, reading)),
            sections: sections.collect(),
        }
    }
}

impl<'a> Reading<'a> {
    fn new(library: &'a Library, reading: &library::Reading) -> Self {
        let topic = |(topic, counts): &(_, _)| OnTopic {
            topic: library.topics.topic(*topic).id.as_str(),
            grades: Grades::new(counts),
        };
        Self {
            whole: Grades::new(&reading.whole),
            topics: reading.topics.iter().map(topic).collect(),
        }
    }
}

impl Grades {
    fn new(counts: &Counts) -> Self {
        let rounded = |grade: f64| (grade * 10.0).round() / 10.0;
        Self {
            flesch_kincaid: counts.flesch_kincaid().map(rounded),
            smog: counts.smog().map(rounded),
            sentences: counts.sentences,
            words: counts.words,
            syllables: counts.syllables,
            long_words: counts.long_words,
        }
    }
}

impl<'a> Section<'a> {
    /// The section's facts; its text is not among them.
    pub(super) fn new(library: &'a Library, section: &'a library::Section) -> Self {
        Self {
            id: &section.id,
            heading: &section.heading,
            level: section.level,
            topic: &library.topics.topic(section.topic).id,
            also: topic_ids(&library.topics, &section.also),
            topic_by: section.topic_by.name(),
            words: section.words,
        }
    }
}
