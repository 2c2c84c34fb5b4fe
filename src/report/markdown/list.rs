//! The library as Markdown: a heading a subject and an article, a table of its sections.

use std::io::{self, Write};

use super::{escaped, facts, heading, paragraph, row, rule, whose};
use crate::library::readability::LIMITS;
use crate::library::words::{counted, grouped};
use crate::library::{Article, Library, Section};
use crate::report::readings;

/// Writes every subject with its articles and their sections; with what the reading grades are made
/// of where that is asked for.
///
/// # Errors
/// When writing fails.
pub fn list(out: &mut impl Write, library: &Library, explain: bool) -> io::Result<()> {
    for subject in &library.subjects {
        heading(out, 1, &subject.title)?;
        writeln!(out, "`{}`\n", subject.id)?;
        if let Some(about) = &subject.about {
            paragraph(out, about)?;
        }
        for article in &subject.articles {
            self::article(out, library, article, explain)?;
        }
    }
    if explain { paragraph(out, LIMITS) } else { Ok(()) }
}

fn article(
    out: &mut impl Write,
    library: &Library,
    article: &Article,
    explain: bool,
) -> io::Result<()> {
    whose(out, 2, article)?;
    paragraph(out, &article.title)?;
    writeln!(out, "`{}`: {}; {}\n", article.id, counted(article.words(), "word"), facts(article))?;
    if explain {
        reading(out, library, article)?;
    }
    row(out, ["Section", "Topic", "Words", "Id"].map(str::to_owned))?;
    rule(out, 4)?;
    for section in &article.sections {
        row(out, cells(library, section))?;
    }
    writeln!(out)
}

/// How hard the article is to read and, as a list, its topics.
fn reading(out: &mut impl Write, library: &Library, article: &Article) -> io::Result<()> {
    let [whole, topics @ ..] = &*readings(library, article) else { return Ok(()) };
    paragraph(out, whole)?;
    for topic in topics {
        writeln!(out, "- {}", escaped(topic))?;
    }
    if topics.is_empty() { Ok(()) } else { writeln!(out) }
}

fn cells(library: &Library, section: &Section) -> [String; 4] {
    let names = section.topics().map(|t| escaped(&library.topics.topic(t).name));
    let slug = section.id.rsplit('#').next().unwrap_or_default();
    [
        escaped(&section.heading),
        names.collect::<Vec<_>>().join(", "),
        grouped(section.words),
        format!("`#{slug}`"),
    ]
}
