//! What is wrong with an article that could be read.

use std::borrow::Cow;
use std::collections::HashSet;

use super::{Code, Finding, markup};
use crate::library::fault::line_and_column;
use crate::library::ids::{leads_out, link, linked_article};
use crate::library::said::UNNAMED;
use crate::library::sanitize::clean;
use crate::library::words::folded;
use crate::library::{Article, Date, Library, MarkStyle, Section, TopicBy};

/// Broken links of an article whose own place is looked for in its text; of more, only the section is
/// told.
const PLACED: usize = 100;

/// Everything that is wrong with an article of this file and text; dates after `today` are untrue.
#[must_use]
pub fn article(
    library: &Library,
    article: &Article,
    (file, text): (&str, &str),
    today: Date,
) -> Vec<Finding> {
    let lines: Vec<&str> = text.lines().collect();
    let finding = |code, at: (usize, usize), message: &str| {
        let line = at.0.checked_sub(1).and_then(|n| lines.get(n).copied());
        Finding::on(code, file, at, message, line)
    };
    let dated = dates(article, today).into_iter().map(|(key, code, message)| {
        let line = lines.iter().position(|line| line.trim_start().starts_with(key));
        finding(code, line.map_or((1, 1), |line| (line + 1, 1)), &message)
    });
    let placed = headings(library, article).into_iter();
    let placed = placed
        .map(|(section, code, message)| finding(code, article.sections[section].at, &message));
    let broken = links(library, article).into_iter().enumerate().map(|(i, (section, to))| {
        let section = article.sections[section].at;
        let at = if i < PLACED { place_of_link(&lines, section, to) } else { section };
        finding(Code::BrokenLink, at, &format!("the link to `{to}` leads nowhere"))
    });
    let hidden = hidden(text).map(|at| {
        let message = "a character that nobody sees, or that could drive a terminal";
        finding(Code::ControlCharacter, at, message)
    });
    let mixed = misread(text).map(|(at, seen)| {
        let message = format!("`{seen}` looks like UTF-8 that was read as Windows-1252");
        finding(Code::MixedEncoding, at, &message)
    });
    let unnamed = (article.source.name == UNNAMED).then(|| {
        let line = lines.iter().position(|line| line.trim_start().starts_with("source"));
        finding(Code::UnnamedSource, (line.map_or(1, |line| line + 1), 1), "the source has no name")
    });
    let odd = body(&lines).filter_map(|(i, text)| {
        markup::line(text).map(|(code, message)| finding(code, (i + 1, 1), &message))
    });
    dated.chain(placed).chain(broken).chain(hidden).chain(mixed).chain(unnamed).chain(odd).collect()
}

/// The lines after the front matter, with their places among all.
fn body<'a>(lines: &'a [&'a str]) -> impl Iterator<Item = (usize, &'a str)> {
    let end = lines.iter().skip(1).position(|line| line.trim_end() == "+++");
    lines.iter().copied().enumerate().skip(end.map_or(0, |end| end + 2))
}

fn dates(article: &Article, today: Date) -> Vec<(&'static str, Code, String)> {
    let stated = [
        ("published", article.published),
        ("reviewed", article.reviewed),
        ("retrieved", article.retrieved),
    ];
    let mut found = Vec::new();
    for (key, day) in stated {
        if let Some(day) = day.filter(|day| *day > today) {
            found.push((key, Code::FutureDate, format!("`{key}` is {day}, which is yet to come")));
        }
    }
    if let (Some(published), Some(retrieved)) = (article.published, article.retrieved)
        && published > retrieved
    {
        let message = format!("published on {published}, but retrieved on {retrieved}");
        found.push(("published", Code::DateOrder, message));
    }
    found
}

type Found = (usize, Code, String);

fn headings(library: &Library, article: &Article) -> Vec<Found> {
    let (mut found, mut seen) = (Vec::new(), HashSet::new());
    let parents: HashSet<usize> = article.sections.iter().filter_map(|s| s.parent).collect();
    for (i, section) in article.sections.iter().enumerate() {
        let mut say = |code, message| found.push((i, code, message));
        if section.is_top() {
            continue;
        }
        if let Some((code, message)) = topic(library, section) {
            say(code, message);
        }
        let heading = &section.heading;
        let above = section.parent.map_or(1, |parent| article.sections[parent].level);
        if section.level > above + 1 {
            let message = format!("level {} under level {above}", section.level);
            say(Code::SkippedLevel, message);
        }
        if heading.trim().is_empty() {
            say(Code::EmptyHeading, "a heading without words".to_owned());
        } else if !seen.insert((section.parent, folded(heading))) {
            say(Code::DuplicateHeading, format!("a second heading `{heading}` in one place"));
        }
        if section.passages.is_empty() && !parents.contains(&i) {
            say(Code::NoContent, format!("nothing stands under `{heading}`"));
        }
    }
    found
}

fn topic(library: &Library, section: &Section) -> Option<(Code, String)> {
    let name = &library.topics.topic(section.topic).id;
    let heading = &section.heading;
    match &section.topic_by {
        TopicBy::Text(cues) => {
            let cues = cues.join("`, `");
            let message = format!("`{heading}` is taken for `{name}` by its text only: `{cues}`");
            Some((Code::GuessedTopic, message))
        }
        TopicBy::None => Some((Code::NoTopic, format!("nothing says what `{heading}` is about"))),
        _ => None,
    }
}

/// Links into the library that lead nowhere, with the sections that they stand in.
fn links<'a>(library: &Library, article: &'a Article) -> Vec<(usize, &'a str)> {
    let marks = article.passages.iter().flat_map(|p| p.marks.iter().map(|m| (p.section, m)));
    let broken = marks.filter_map(|(section, mark)| match &mark.style {
        MarkStyle::Link(to)
            if !leads_out(to)
                && link(library, article, to).is_none()
                && !leads_to_left_out(library, article, to) =>
        {
            Some((section, to.as_str()))
        }
        _ => None,
    });
    broken.collect()
}

/// Whether a link leads to an article that is there, but could not be read.
fn leads_to_left_out(library: &Library, article: &Article, to: &str) -> bool {
    let file = format!("{}.md", linked_article(article, to));
    library.faults.iter().any(|fault| fault.left_out && fault.file == file)
}

/// Line and column of a link's address in its section; of the section, where it is written in
/// another way.
fn place_of_link(lines: &[&str], section: (usize, usize), to: &str) -> (usize, usize) {
    let lines = lines.iter().enumerate().skip(section.0.saturating_sub(1));
    let mut places = lines.filter_map(|(line, text)| {
        let (before, _) = text.split_once(&format!("]({to}"))?;
        Some((line + 1, before.chars().count() + "](".len() + 1))
    });
    places.next().unwrap_or(section)
}

/// Line and column of the first character that no reader gets to see, but for the mark that some
/// editors begin a file with.
fn hidden(text: &str) -> Option<(usize, usize)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let plain =
        if text.contains('\r') { Cow::Owned(text.replace("\r\n", "\n")) } else { text.into() };
    let cleaned = clean(&plain);
    if cleaned == plain {
        return None;
    }
    let same = plain.char_indices().zip(cleaned.chars()).find(|((_, a), b)| a != b);
    let at = same.map(|((at, _), _)| at);
    let shorter = (cleaned.len() < plain.len()).then_some(cleaned.len());
    at.or(shorter).map(|at| line_and_column(&plain, at))
}

/// What UTF-8 becomes where it is taken for Windows-1252: how quotation marks, dashes and the like
/// begin then, and accented letters.
const MISREAD: [&str; 4] = ["\u{e2}\u{20ac}", "\u{c3}\u{a9}", "\u{c2}\u{a0}", "\u{ef}\u{bb}\u{bf}"];

/// Line and column of the first such place, and what stands there.
fn misread(text: &str) -> Option<((usize, usize), &'static str)> {
    let places = MISREAD.iter().filter_map(|seen| text.find(seen).map(|at| (at, *seen)));
    places.min().map(|(at, seen)| (line_and_column(text, at), seen))
}
