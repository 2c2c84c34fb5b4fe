//! Markdown: ready for pasting, with every quote under its source and id.

mod compare;
mod coverage;
mod figures;
mod keys;
mod list;
mod quote;
mod read;
mod search;
mod terms;

use std::io::{self, Write};

use super::{byline, is_restated, stated};
use crate::library::Article;
use crate::library::said::RESTATED;

pub use compare::compare;
pub use coverage::coverage;
pub use keys::keys;
pub use list::list;
pub use read::read;
pub use search::search;

/// What means something to Markdown wherever it stands.
const SPECIAL: &str = "\\`*_[]<>|~&#";

/// The text as a Markdown reader shows it again: everything that Markdown would take is escaped.
///
/// Blanks at the ends of lines are not kept.
#[must_use]
pub fn escaped(text: &str) -> String {
    text.lines().map(escaped_line).collect::<Vec<_>>().join("\\\n")
}

fn escaped_line(line: &str) -> String {
    guarded(&escaped_within(line.trim()))
}

/// Escapes what means something wherever it stands.
fn escaped_within(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if SPECIAL.contains(c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// Escapes what would open a list or the like at the beginning of a line.
fn guarded(line: &str) -> String {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (before, rest) = line.split_at(digits);
    let opens = if digits > 0 { ['.', ')'].as_slice() } else { &['+', '-', '=', ':'] };
    let guard = if rest.starts_with(opens) { "\\" } else { "" };
    format!("{before}{guard}{rest}")
}

/// The text as code that stands in a table: on one line, whatever backticks and bars it has.
fn code(text: &str) -> String {
    let text = text.replace('\n', " ").replace('|', "\\|");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let blank = if longest > 0 { " " } else { "" };
    format!("{fence}{blank}{text}{blank}{fence}")
}

/// Writes a heading and a blank line.
fn heading(out: &mut impl Write, level: usize, text: &str) -> io::Result<()> {
    writeln!(out, "{} {}\n", "#".repeat(level), escaped(text))
}

/// Writes a paragraph and a blank line.
fn paragraph(out: &mut impl Write, text: &str) -> io::Result<()> {
    writeln!(out, "{}\n", escaped(text))
}

/// Writes whose words follow: source, place, and whether they were told again.
fn whose(out: &mut impl Write, level: usize, article: &Article) -> io::Result<()> {
    heading(out, level, &byline(article))?;
    if is_restated(article) {
        writeln!(out, "*{RESTATED}.*\n")?;
    }
    Ok(())
}

/// Writes a table row.
fn row(out: &mut impl Write, cells: impl IntoIterator<Item = String>) -> io::Result<()> {
    let cells: Vec<_> = cells.into_iter().collect();
    writeln!(out, "| {} |", cells.join(" | "))
}

/// Writes the line under a table's header.
fn rule(out: &mut impl Write, columns: usize) -> io::Result<()> {
    row(out, std::iter::repeat_n("---".to_owned(), columns))
}

/// What the page states of itself.
fn facts(article: &Article) -> String {
    format!(
        "published {}; reviewed {}; retrieved {}",
        stated(article.published),
        stated(article.reviewed),
        stated(article.retrieved)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser};

    /// What a Markdown reader shows of a text, lines joined by line feeds.
    fn shown(markdown: &str) -> Option<String> {
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
        let mut text = String::new();
        for event in Parser::new_ext(markdown, options) {
            match event {
                Event::Text(part) => text.push_str(&part),
                Event::HardBreak => text.push('\n'),
                Event::Start(pulldown_cmark::Tag::Paragraph)
                | Event::End(pulldown_cmark::TagEnd::Paragraph) => {}
                _ => return None,
            }
        }
        Some(text)
    }

    proptest! {
        #[test]
        fn escaped_text_is_shown_as_it_was(line in "[ -~é]{0,30}") {
            let line = line.trim();
            prop_assert_eq!(shown(&escaped(line)), Some(line.to_owned()));
        }

        #[test]
        fn code_in_a_table_is_shown_as_it_was(text in "[!-~é]{1,12}") {
            let table = format!("| a |\n| --- |\n| {} |\n", code(&text));
            let options = Options::ENABLE_TABLES;
            let shown: Vec<String> = Parser::new_ext(&table, options)
                .filter_map(|event| match event {
                    Event::Code(code) => Some(code.to_string()),
                    _ => None,
                })
                .collect();
            prop_assert_eq!(shown, [text]);
        }

        #[test]
        fn escaped_lines_stay_lines(a in "[!-~]{1,10}", b in "[!-~]{1,10}") {
            let text = format!("{a}\n{b}");
            prop_assert_eq!(shown(&escaped(&text)), Some(text));
        }
    }
}
