//! `pamphlet check`: what is wrong with a library, the keymap and the configuration.

use std::collections::HashSet;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use super::{Answer, CommandError};
use crate::check::{self, Code, Finding, Severity};
use crate::cli::{self, Format};
use crate::library::topics::standing::Cue;
use crate::library::{Article, Date, Fault, Library};
use crate::report::{json, markdown, text};
use crate::store::{bundle, folder, pool::in_order};

/// Articles that a thread looks through at once.
const BATCH: usize = 16;

/// What is looked through.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// As it could be read.
    pub library: &'a Library,
    /// Where it is; the bundled one is nowhere.
    pub root: Option<&'a Path>,
    /// What is wrong with the configuration.
    pub config: &'a [Fault],
    /// What is wrong with the keymap.
    pub keymap: &'a [Fault],
}

/// Writes every finding; [`Answer::Nothing`] where there are errors, or what counts as such.
///
/// # Errors
/// When writing fails.
pub fn run(of: &Subject, asked: &cli::Check, out: &mut impl Write) -> Result<Answer, CommandError> {
    let findings = findings(of);
    match asked.how.format() {
        Format::Text => text::check(out, &findings),
        Format::Markdown => markdown::check(out, &findings),
        Format::Json => json::check(out, &findings),
    }?;
    let bad = |f: &Finding| f.code.severity() == Severity::Error || asked.deny.is_some();
    Ok(Answer::found(!findings.iter().any(bad)))
}

fn findings(of: &Subject) -> Vec<Finding> {
    let library = of.library;
    let read = |file: &str| text_of(of.root, file);
    let fault = |f: &Fault| Finding::of(f, &read(&f.file));
    let mut found: Vec<Finding> = library.faults.iter().map(fault).collect();
    let (topics, glossary) = ("topics.toml", "glossary.toml");
    let (in_articles, standing) = articles(of);
    found.extend(in_articles);
    found.extend(check::topics(topics, &read(topics), &library.topics));
    if of.root.is_some() {
        let stands = |cue: Cue| standing.contains(&cue);
        found.extend(check::cues(topics, &read(topics), &library.topics, stands));
    }
    found.extend(check::glossary(glossary, &read(glossary), &library.glossary));
    let unread = of.root.map(folder::unread).unwrap_or_default();
    found.extend(unread.iter().map(|file| {
        Finding::new(
            Code::UnreadFile,
            file,
            (0, 0),
            "not read: an article's name ends in `.md`",
            "",
        )
    }));
    found.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
    let own = |f: &Fault| Finding::of(f, &text_of(Some(Path::new("")), &f.file));
    found.extend(of.config.iter().chain(of.keymap).map(own));
    found
}

/// What is wrong with the articles, and the cues of a library's own topics that stand in them.
fn articles<'a>(of: &Subject<'a>) -> (Vec<Finding>, HashSet<Cue<'a>>) {
    let (library, today) = (of.library, today());
    let has_topics = of.root.is_some_and(|root| !folder::text(root, "topics.toml").is_empty());
    let all: Vec<&Article> = library.articles().map(|(_, article)| article).collect();
    let batches: Vec<&[&Article]> = all.chunks(BATCH).collect();
    let look = |batch: usize| {
        let (mut findings, mut standing) = (Vec::new(), HashSet::new());
        for article in batches[batch] {
            let file = format!("{}.md", article.id);
            let text = text_of(of.root, &file);
            findings.extend(check::article(library, article, (&file, &text), today));
            if has_topics {
                standing.extend(library.topics.standing(article));
            }
        }
        (findings, standing)
    };
    let (mut findings, mut standing) = (Vec::new(), HashSet::new());
    in_order(batches.len(), look, |_, (some, cues)| {
        findings.extend(some);
        standing.extend(cues);
        ControlFlow::Continue(())
    });
    (findings, standing)
}

fn text_of(root: Option<&Path>, file: &str) -> String {
    root.map_or_else(|| bundle::text(file).to_owned(), |root| folder::text(root, file))
}

/// The day it is, in UTC.
fn today() -> Date {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    date(seconds / 86_400)
}

/// The day that is so many days after 1970-01-01.
/// Source: Howard Hinnant, "chrono-compatible low-level date algorithms", `civil_from_days`.
fn date(days: u64) -> Date {
    let days = days + 719_468;
    let (era, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = era * 400 + year + u64::from(month <= 2);
    Date {
        year: u16::try_from(year).unwrap_or(u16::MAX),
        month: u8::try_from(month).unwrap_or(1),
        day: u8::try_from(day).unwrap_or(1),
    }
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn days_are_counted_over_leap_years() {
        let days = [0, 11_016, 11_017, 20_780];
        let dates = days.map(|day| date(day).to_string());
        assert_eq!(dates, ["1970-01-01", "2000-02-29", "2000-03-01", "2026-11-23"]);
    }
}
