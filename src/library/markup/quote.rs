//! Passages as one block quote of Markdown.

use std::ops::Range;

use super::{escaped, with_addresses};
use crate::library::{Kind, Passage};

/// Under an item, whose marker takes as many columns.
const INDENT: &str = "    ";

/// Passages as one block quote and a blank line; nothing where there are none.
#[must_use]
pub fn quote(passages: &[&Passage]) -> String {
    let mut out = String::new();
    let mut before: Option<&Passage> = None;
    let mut depth = 0;
    for passage in passages {
        let together = before.is_some_and(|before| stand_together(before, passage));
        if before.is_some() && !together {
            out.push_str(">\n");
        }
        depth = depth_under(passage, depth);
        for line in lines(passage, depth, together) {
            out.push_str(format!("> {line}").trim_end());
            out.push('\n');
        }
        before = Some(passage);
    }
    out.push_str(if before.is_some() { "\n" } else { "" });
    out
}

/// Whether two passages are of one list or of one table.
fn stand_together(a: &Passage, b: &Passage) -> bool {
    match (&a.kind, &b.kind) {
        (Kind::Item { .. }, Kind::Item { marker, .. }) => marker.is_some(),
        (Kind::Row { .. }, Kind::Row { header, .. }) => !header,
        _ => false,
    }
}

/// Lists around a passage as they can be written: an item whose parent is not printed stands out
/// as far as what comes before it allows.
fn depth_under(passage: &Passage, before: usize) -> usize {
    match &passage.kind {
        Kind::Item { depth, marker } => {
            usize::from(*depth).min(before + usize::from(marker.is_some()))
        }
        _ => 0,
    }
}

fn lines(passage: &Passage, depth: usize, together: bool) -> Vec<String> {
    let text = escaped(&with_addresses(passage));
    let lines = match &passage.kind {
        Kind::Item { marker, .. } => item(&text, depth, marker.as_deref()),
        Kind::Row { cells, .. } => table_row(passage, cells, !together),
        Kind::Code => fenced(&passage.text),
        Kind::Paragraph => text.lines().map(str::to_owned).collect(),
    };
    let quoted = "> ".repeat(usize::from(passage.quotes));
    lines.into_iter().map(|line| format!("{quoted}{line}")).collect()
}

/// Between fences that no line of the text can close: code after a list would else be of its last item.
fn fenced(text: &str) -> Vec<String> {
    let ticks = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat((ticks + 1).max(3));
    let lines = std::iter::once(fence.as_str()).chain(text.lines()).chain([fence.as_str()]);
    lines.map(str::to_owned).collect()
}

fn item(text: &str, depth: usize, marker: Option<&str>) -> Vec<String> {
    let indent = INDENT.repeat(depth.saturating_sub(usize::from(marker.is_some())));
    let marker = match marker {
        Some("•") => "-   ".to_owned(),
        Some(number) => format!("{number:<3} "),
        None => String::new(),
    };
    let rest = " ".repeat(marker.len());
    let before = |i| if i == 0 { &marker } else { &rest };
    text.lines().enumerate().map(|(i, line)| format!("{indent}{}{line}", before(i))).collect()
}

/// A row; the first of a table has the rule under it, header or not.
fn table_row(passage: &Passage, cells: &[Range<usize>], begins: bool) -> Vec<String> {
    let one_line = |c: &Range<usize>| escaped(&passage.text[c.clone()].replace('\n', " "));
    let cells: Vec<_> = cells.iter().map(one_line).collect();
    let row = format!("| {} |", cells.join(" | "));
    if begins { vec![row, format!("|{}", " --- |".repeat(cells.len()))] } else { vec![row] }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(list: &[Passage]) -> String {
        quote(&list.iter().collect::<Vec<_>>())
    }

    fn of(kind: Kind, text: &str) -> Passage {
        Passage { kind, text: text.to_owned(), ..Passage::default() }
    }

    #[test]
    fn an_item_without_its_parent_is_still_an_item() {
        let item = |depth, text| of(Kind::Item { depth, marker: Some("•".to_owned()) }, text);
        let list = [item(2, "deep"), item(3, "deeper"), of(Kind::Paragraph, "end")];
        assert_eq!(quoted(&list), "> -   deep\n>     -   deeper\n>\n> end\n\n");
    }

    #[test]
    fn a_table_has_its_rule_under_its_first_row() {
        let row = |header, text| of(Kind::Row { header, cells: vec![0..1, 4..5] }, text);
        let list = [row(true, "a | b"), row(false, "* | d")];
        assert_eq!(quoted(&list), "> | a | b |\n> | --- | --- |\n> | \\* | d |\n\n");
    }

    #[test]
    fn a_quote_in_an_article_is_a_quote_in_the_quote() {
        let passage = Passage { quotes: 1, ..of(Kind::Paragraph, "said") };
        assert_eq!(quoted(&[passage]), "> > said\n\n");
    }
}
