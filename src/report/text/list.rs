//! The library as text: subjects, their articles, and each article's sections with topics.

use std::io::{self, Write};

use super::{dates, edition, facts, heading, paragraph, title, unbroken};
use crate::library::readability::LIMITS;
use crate::library::said::byline;
use crate::library::words::counted;
use crate::library::{Article, Library, Section, Subject};
use crate::report::{Page, readings};

/// Writes every subject with its articles and their sections; with what the reading grades are made
/// of where that is asked for.
///
/// # Errors
/// When writing fails.
pub fn list(out: &mut impl Write, library: &Library, explain: bool, page: &Page) -> io::Result<()> {
    for (i, subject) in library.subjects.iter().enumerate() {
        if i > 0 {
            writeln!(out)?;
        }
        head(out, subject, page)?;
        for article in &subject.articles {
            writeln!(out)?;
            self::article(out, article, page)?;
            if explain {
                reading(out, library, article, page)?;
            }
            for section in &article.sections {
                self::section(out, library, section, page)?;
            }
        }
    }
    if explain {
        writeln!(out)?;
        paragraph(out, LIMITS, "", page.measure())?;
    }
    Ok(())
}

fn head(out: &mut impl Write, subject: &Subject, page: &Page) -> io::Result<()> {
    title(out, &subject.title, page)?;
    if let Some(about) = &subject.about {
        paragraph(out, about, "", page.measure())?;
    }
    unbroken(out, &subject.id, "")
}

fn article(out: &mut impl Write, article: &Article, page: &Page) -> io::Result<()> {
    heading(out, &byline(article), page)?;
    paragraph(out, &article.title, "", page.measure())?;
    edition(out, article, "", page)?;
    let [published, reviewed, retrieved] = dates(article);
    let known = [counted(article.words(), "word"), published, reviewed, retrieved];
    facts(out, &known, "", page)?;
    unbroken(out, &article.id, "")
}

/// How hard the article is to read and, below, its topics.
fn reading(
    out: &mut impl Write,
    library: &Library,
    article: &Article,
    page: &Page,
) -> io::Result<()> {
    let [whole, topics @ ..] = &*readings(library, article) else { return Ok(()) };
    paragraph(out, whole, "", page.measure())?;
    for topic in topics {
        paragraph(out, topic, page.glyph("· ", "- "), page.measure())?;
    }
    Ok(())
}

/// The heading, and below it what `read` takes and what it is about.
fn section(
    out: &mut impl Write,
    library: &Library,
    section: &Section,
    page: &Page,
) -> io::Result<()> {
    let slug = section.id.rsplit('#').next().unwrap_or_default();
    let topics = section.topics().map(|t| library.topics.topic(t).name.clone());
    let mut known = vec![format!("#{slug}")];
    known.extend(topics);
    known.push(counted(section.words, "word"));
    paragraph(out, &section.heading, "  ", page.measure())?;
    facts(out, &known, "    ", page)
}
