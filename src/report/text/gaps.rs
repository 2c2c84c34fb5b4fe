//! Gaps as text: what no source speaks of, then what only one does, and where.

use std::io::{self, Write};

use super::{facts, heading, not_advice, paragraph, title, unbroken};
use crate::compare::gaps::{Gaps, Part, Spoken, no_gaps, parts};
use crate::library::said::{GAPS, NO_SOURCE, PRESENCE};
use crate::library::{Article, Library};
use crate::report::gaps::{self, ONE_SOURCE, places};
use crate::report::{Page, restated_among};

/// Writes the gaps of a subject.
///
/// # Errors
/// When writing fails.
pub fn gaps(out: &mut impl Write, library: &Library, gaps: &Gaps, page: &Page) -> io::Result<()> {
    let subject = &library.subjects[gaps.subject];
    heading(out, &subject.title, page)?;
    facts(out, &[gaps::extent(gaps), GAPS.to_owned()], "", page)?;
    paragraph(out, PRESENCE, "", page.measure())?;
    for part in parts(library, gaps) {
        writeln!(out)?;
        title(out, part.title, page)?;
        self::part(out, library, &part, no_gaps(gaps), page)?;
    }
    let articles: Vec<&Article> = subject.articles.iter().map(AsRef::as_ref).collect();
    if let Some(restated) = restated_among(articles.into_iter()) {
        writeln!(out)?;
        paragraph(out, &restated, "", page.measure())?;
    }
    not_advice(out, page)
}

fn part(
    out: &mut impl Write,
    library: &Library,
    part: &Part,
    no_gaps: &str,
    page: &Page,
) -> io::Result<()> {
    if part.none.is_empty() && part.one.is_empty() {
        return paragraph(out, no_gaps, "", page.measure());
    }
    if !part.none.is_empty() {
        heading(out, NO_SOURCE, page)?;
        for line in none(part) {
            paragraph(out, &line, "  ", page.measure())?;
        }
    }
    if !part.one.is_empty() {
        heading(out, ONE_SOURCE, page)?;
    }
    for (name, only) in &part.one {
        paragraph(out, name, "  ", page.measure())?;
        for spoken in *only {
            place(out, library, part, spoken, page)?;
        }
    }
    Ok(())
}

/// What no source speaks of, a line each, or as running text where it is only words.
fn none(part: &Part) -> Vec<String> {
    if part.quoted {
        return part.none.iter().map(|&name| name.to_owned()).collect();
    }
    vec![format!("{}.", part.none.join("; "))]
}

fn place(
    out: &mut impl Write,
    library: &Library,
    part: &Part,
    spoken: &Spoken,
    page: &Page,
) -> io::Result<()> {
    let article = library.article(spoken.article);
    paragraph(out, &article.source.name, "    ", page.measure())?;
    let words = spoken.first_words(article);
    if part.quoted && !words.is_empty() {
        paragraph(out, words, "      ", page.measure())?;
    }
    places(article, spoken).iter().try_for_each(|place| unbroken(out, place, "      "))
}
