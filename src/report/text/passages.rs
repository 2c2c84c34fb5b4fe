//! Passages as text: paragraphs, items with their markers, tables, and preformatted text.

use std::io::{self, Write};

use super::row::{Cell, GAP, row};
use super::{heading, paragraph};
use crate::library::markup::with_addresses;
use crate::library::{Article, Kind, Passage};
use crate::reflow::{columns, cut};
use crate::report::{Block, Page, block_heading};

/// Columns that a column of a table needs to be one.
const NARROWEST: usize = 10;

/// Writes blocks with a blank line before each.
pub fn blocks(
    out: &mut impl Write,
    article: &Article,
    blocks: &[Block],
    page: &Page,
) -> io::Result<()> {
    for block in blocks {
        writeln!(out)?;
        let title = block_heading(article, block, page);
        heading(out, &title, page)?;
        let of_block: Vec<_> = block.passages.iter().map(|&i| &article.passages[i]).collect();
        passages(out, &of_block, page)?;
    }
    Ok(())
}

/// Writes passages in order; rows that follow each other are one table.
fn passages(out: &mut impl Write, passages: &[&Passage], page: &Page) -> io::Result<()> {
    let mut before: Option<&Passage> = None;
    for group in passages.chunk_by(|a, b| is_row(a) && is_row(b) && !is_header(b)) {
        let Some(&first) = group.first() else { continue };
        if !before.is_some_and(|before| is_item(before) && is_item(first)) {
            writeln!(out)?;
        }
        match first.kind {
            Kind::Row { .. } => table(out, group, page)?,
            _ => passage(out, first, page)?,
        }
        before = group.last().copied();
    }
    Ok(())
}

fn is_item(passage: &Passage) -> bool {
    matches!(passage.kind, Kind::Item { .. })
}

fn is_row(passage: &Passage) -> bool {
    matches!(passage.kind, Kind::Row { .. })
}

fn is_header(passage: &Passage) -> bool {
    matches!(passage.kind, Kind::Row { header: true, .. })
}

fn passage(out: &mut impl Write, passage: &Passage, page: &Page) -> io::Result<()> {
    let quoted = "> ".repeat(usize::from(passage.quotes));
    let text = with_addresses(passage);
    match &passage.kind {
        Kind::Item { depth, marker } => {
            let marker = match marker.as_deref() {
                Some("•") => page.glyph("•", "-"),
                Some(number) => number,
                None => " ",
            };
            let indent = " ".repeat(2 * usize::from(depth.saturating_sub(1)).min(8));
            paragraph(out, &text, &format!("  {quoted}{indent}{marker} "), page.measure())
        }
        Kind::Code => preformatted(out, &text, page),
        _ => paragraph(out, &text, &format!("  {quoted}"), page.measure()),
    }
}

fn preformatted(out: &mut impl Write, text: &str, page: &Page) -> io::Result<()> {
    for line in cut(text, page.measure().saturating_sub(4)) {
        writeln!(out, "    {}", &text[line])?;
    }
    Ok(())
}

/// Rows in columns of equal width where they are wide enough, else a line of cells a row.
fn table(out: &mut impl Write, rows: &[&Passage], page: &Page) -> io::Result<()> {
    let count = rows.iter().map(|row| cells(row).len()).max().unwrap_or(0).max(1);
    let width = page.measure().saturating_sub(2).saturating_sub(GAP * (count - 1)) / count;
    for passage in rows {
        let of_row = cells(passage);
        if width >= NARROWEST {
            let widths: Vec<_> = of_row.iter().map(|text| Cell { text, width }).collect();
            row(out, 2, &widths)?;
        } else {
            paragraph(out, &of_row.join("; "), "  ", page.measure())?;
        }
        if is_header(passage) && width >= NARROWEST {
            writeln!(out, "  {}", "-".repeat(underline(rows, width)))?;
        }
    }
    Ok(())
}

/// Columns that the widest row takes.
fn underline(rows: &[&Passage], width: usize) -> usize {
    let row = |passage: &&Passage| {
        let cells = cells(passage);
        let last = cells.last().map_or(0, |text| columns(text).min(width));
        cells.len().saturating_sub(1) * (width + GAP) + last
    };
    rows.iter().map(row).max().unwrap_or(0)
}

fn cells(passage: &Passage) -> Vec<&str> {
    match &passage.kind {
        Kind::Row { cells, .. } => cells.iter().map(|c| &passage.text[c.clone()]).collect(),
        _ => vec![&passage.text],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::{Mark, MarkStyle};

    const PAGE: Page = Page { width: 30, ascii: false, styled: false };

    fn written(list: &[Passage]) -> String {
        let mut out = Vec::new();
        passages(&mut out, &list.iter().collect::<Vec<_>>(), &PAGE).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn of(kind: Kind, text: &str) -> Passage {
        Passage { kind, text: text.to_owned(), ..Passage::default() }
    }

    #[test]
    fn items_stand_together_and_hang_under_their_text() {
        let item = |marker: &str, depth, text| {
            of(Kind::Item { depth, marker: Some(marker.to_owned()) }, text)
        };
        let list = [
            of(Kind::Paragraph, "Before:"),
            item("•", 1, "nausea, for an hour or three"),
            item("1.", 2, "rest"),
        ];
        assert_eq!(
            written(&list),
            "\n  Before:\n\n  • nausea, for an hour or\n    three\n    1. rest\n"
        );
    }

    #[test]
    fn rows_are_a_table_with_its_header_underlined() {
        let row = |header, a: &str, b: &str| {
            let text = format!("{a} | {b}");
            let cells = vec![0..a.len(), a.len() + 3..text.len()];
            of(Kind::Row { header, cells }, &text)
        };
        let list = [row(true, "When", "What"), row(false, "first week", "two")];
        let expected = "\n  When           What\n  -------------------\n  first week     two\n";
        assert_eq!(written(&list), expected);
    }

    #[test]
    fn a_link_out_of_the_library_says_where_it_leads() {
        let link = |range, to: &str| Mark { range, style: MarkStyle::Link(to.to_owned()) };
        let mut passage = of(Kind::Paragraph, "see this, x:1 and that");
        passage.marks =
            [link(4..8, "https://a.org"), link(10..13, "x:1"), link(18..22, "b.md#c")].into();
        assert_eq!(written(&[passage]), "\n  see this (https://a.org),\n  x:1 and that\n");
    }
}
