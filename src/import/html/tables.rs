//! Tables of a page: those that only place things become plain blocks, the others get even rows.

use dom_query::{Document, NodeRef};

use super::plain::{is_heading, is_within};

/// Columns and rows that a cell may take.
const MOST_SPANNED: usize = 20;

/// Makes plain blocks of tables that only place things, and even rows of the others.
pub fn settle(page: &Document) {
    for table in page.select("table").nodes() {
        let places =
            table.attr("role").is_some_and(|role| &*role == "presentation" || &*role == "none")
                || table.descendants_it().any(|node| node.has_name("table") || is_heading(&node))
                || is_within(table, &["table"]);
        if places {
            table.set_attr("data-places", "");
        }
    }
    let parts = [
        "",
        " > tr",
        " > tr > *",
        " > * > tr",
        " > * > tr > *",
        " > thead",
        " > tbody",
        " > tfoot",
        " > caption",
    ];
    let placing: Vec<String> =
        parts.iter().map(|part| format!("table[data-places]{part}")).collect();
    page.select(&placing.join(", ")).rename("div");
    for caption in page.select("table > caption").nodes() {
        caption.rename("p");
        caption.parent().iter().for_each(|table| table.insert_before(caption));
    }
    page.select("table").nodes().iter().for_each(even);
}

/// Gives every row of a table as many cells, each below those of its column: a cell that takes more
/// columns or rows has empty ones beside and below it.
fn even(table: &NodeRef) {
    let rows: Vec<NodeRef> = table.descendants_it().filter(|node| node.has_name("tr")).collect();
    let mut taken: Vec<usize> = Vec::new();
    let lengths: Vec<usize> = rows.iter().map(|row| space(table, row, &mut taken)).collect();
    let most = lengths.iter().copied().max().unwrap_or(0);
    for (row, length) in rows.iter().zip(lengths) {
        let is_header = row.first_element_child().is_some_and(|cell| cell.has_name("th"));
        for _ in length..most {
            row.append_child(&empty(table, is_header));
        }
    }
}

/// Puts empty cells into a row where cells of it or of those above take more room; returns how many it
/// has. `taken` holds for how many more rows each column is taken from above.
fn space(table: &NodeRef, row: &NodeRef, taken: &mut Vec<usize>) -> usize {
    let mut column = 0;
    for cell in row.element_children() {
        let is_header = cell.has_name("th");
        while let Some(rows) = taken.get_mut(column).filter(|rows| **rows > 0) {
            *rows -= 1;
            cell.insert_before(&empty(table, is_header));
            column += 1;
        }
        let [columns, rows] = ["colspan", "rowspan"].map(|name| span(&cell, name));
        for _ in 1..columns {
            cell.insert_after(&empty(table, is_header));
        }
        taken.resize(taken.len().max(column + columns), 0);
        taken[column..column + columns].fill(rows - 1);
        column += columns;
    }
    taken[column..].iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
    column
}

fn span(cell: &NodeRef, name: &str) -> usize {
    let asked = cell.attr(name).and_then(|n| n.trim().parse().ok()).unwrap_or(1);
    asked.clamp(1, MOST_SPANNED)
}

fn empty<'a>(table: &NodeRef<'a>, is_header: bool) -> NodeRef<'a> {
    table.tree.new_element(if is_header { "th" } else { "td" })
}
