//! Markdown: ready for pasting, with every quote under its source and id.

mod check;
mod compare;
mod coverage;
mod figures;
mod gaps;
mod keys;
mod list;
mod quote;
mod read;
mod search;
mod terms;

use std::io::{self, Write};

use super::is_restated;
use crate::library::Article;
use crate::library::markup::escaped;
use crate::library::said::{RESTATED, byline, stated};

pub use check::check;
pub use compare::compare;
pub use coverage::coverage;
pub use gaps::gaps;
pub use keys::keys;
pub use list::list;
pub use read::read;
pub use search::search;

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

    proptest! {
        #[test]
        fn code_in_a_table_is_shown_as_it_was(text in "[!-~é]{1,12}") {
            let table = format!("| a |\n| --- |\n| {} |\n", code(&text));
            let shown: Vec<String> = Parser::new_ext(&table, Options::ENABLE_TABLES)
                .filter_map(|event| match event {
                    Event::Code(code) => Some(code.to_string()),
                    _ => None,
                })
                .collect();
            prop_assert_eq!(shown, [text]);
        }
    }
}
