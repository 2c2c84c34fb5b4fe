//! Gaps as Markdown tables: what, which source, its words, and where they stand.

use std::io::{self, Write};

use super::{code, escaped, heading, paragraph, row, rule};
use crate::compare::gaps::{Gaps, Part, Spoken, no_gaps, parts};
use crate::library::said::{GAPS, NO_SOURCE, NOT_ADVICE, PRESENCE};
use crate::library::{Article, Library};
use crate::report::gaps::{self, places};
use crate::report::{Page, restated_among};

/// Writes the gaps of a subject, a table a part.
///
/// # Errors
/// When writing fails.
pub fn gaps(out: &mut impl Write, library: &Library, gaps: &Gaps, page: &Page) -> io::Result<()> {
    let subject = &library.subjects[gaps.subject];
    heading(out, 1, &subject.title)?;
    paragraph(out, &page.joined(&[gaps::extent(gaps), GAPS.to_owned()]))?;
    paragraph(out, PRESENCE)?;
    for part in parts(library, gaps) {
        heading(out, 2, part.title)?;
        if part.none.is_empty() && part.one.is_empty() {
            paragraph(out, no_gaps(gaps))?;
        } else {
            table(out, library, &part)?;
        }
    }
    if let Some(restated) = restated_among(subject.articles.iter().map(AsRef::as_ref)) {
        writeln!(out, "*{}*\n", escaped(&restated))?;
    }
    writeln!(out, "{NOT_ADVICE}.")
}

fn table(out: &mut impl Write, library: &Library, part: &Part) -> io::Result<()> {
    let header = ["What", "Who speaks of it", "Words", "Where"].map(str::to_owned);
    let width = if part.quoted { 4 } else { 3 };
    let cells = |cells: [String; 4]| {
        let [what, who, words, places] = cells;
        if part.quoted { vec![what, who, words, places] } else { vec![what, who, places] }
    };
    row(out, cells(header))?;
    rule(out, width)?;
    for name in &part.none {
        row(out, cells([escaped(name), NO_SOURCE.to_owned(), String::new(), String::new()]))?;
    }
    for (name, only) in &part.one {
        for spoken in *only {
            row(out, cells(of_source(name, library.article(spoken.article), spoken)))?;
        }
    }
    writeln!(out)
}

fn of_source(name: &str, article: &Article, spoken: &Spoken) -> [String; 4] {
    let words = spoken.first_words(article).replace('\n', " ");
    let places: Vec<String> = places(article, spoken).iter().map(|place| code(place)).collect();
    [escaped(name), escaped(&article.source.name), escaped(&words), places.join(", ")]
}
