//! Compare in another library: the sources that are still there, the text that is read at its line.

use ratatui::layout::Rect;

use super::super::super::app::compare::{Compare, Sight};
use super::super::super::document::Anchor;
use super::super::super::places::{Now, Places};
use crate::compare::Column;

/// Lays the same topic of the same subject side by side again; false where either is gone.
pub fn renew(compare: &mut Compare, places: &Places, body: Rect) -> bool {
    let (old, topic) = (compare.subject, compare.topic);
    let (Some(subject), Some(topic)) = (places.subject(old), places.topic(topic)) else {
        return false;
    };
    if subject == old && places.is_same_subject(old, subject) {
        return true;
    }
    let column = |fresh: &[Column]| column(compare, fresh, places);
    let mut fresh = Compare::like(compare, places.new, (subject, topic), body, column);
    let rows = usize::from(body.height);
    text(compare, &mut fresh, places, rows);
    let term = compare.terms.current().and_then(|row| places.term(row.term));
    let row = term.and_then(|term| fresh.terms.row_of(term));
    fresh.terms.go_to(row.unwrap_or(compare.terms.row));
    fresh.figures.go_to(figure(compare, &fresh, places));
    if let Some(found) = &compare.found {
        fresh.find(places.new, found.query());
    }
    fresh.clamp(rows);
    *compare = fresh;
    true
}

/// The column of the source that has the focus, or the one in its place.
fn column(compare: &Compare, fresh: &[Column], places: &Places) -> usize {
    let article = compare.column().and_then(|column| places.article(column.article));
    let there = fresh.iter().position(|column| Some(column.article) == article);
    there.unwrap_or_else(|| compare.column_index())
}

/// Scrolls so that what is in sight stays where it is: all by one text where columns scroll
/// together, else each by its own, that of the focus last.
fn text(compare: &Compare, fresh: &mut Compare, places: &Places, rows: usize) {
    fresh.scroll = compare.scroll;
    let sights = compare.sights(rows);
    if compare.alone.is_none() {
        keep(compare, fresh, places, &sights);
    }
    for of_column in sights.chunk_by(|a, b| a.column == b.column).rev() {
        if compare.alone.is_some() {
            keep(compare, fresh, places, of_column);
        }
    }
}

/// Keeps the first of some texts where it is that says the same as before, else what stands in the
/// place of one. The very top stays the top.
fn keep(compare: &Compare, fresh: &mut Compare, places: &Places, sights: &[Sight]) {
    if sights.first().is_none_or(|sight| compare.top(sight.column) == 0) {
        return;
    }
    let known = sights.iter().filter_map(|sight| now(compare, fresh, places, *sight));
    if let Some((sight, _)) = known.min_by_key(|(_, is_same)| !is_same) {
        fresh.show(sight);
    }
}

/// Where a text in sight stands now, if that is on the page, and whether it says the same.
fn now(compare: &Compare, fresh: &Compare, places: &Places, sight: Sight) -> Option<(Sight, bool)> {
    let old = compare.columns[sight.column].article;
    let new = places.article(old)?;
    let column = fresh.columns.iter().position(|column| column.article == new)?;
    let Now { here: anchor, same } = places.versions(old, new).anchor(sight.anchor)?;
    let is_there = |anchor: &Anchor| {
        let cell = fresh.cell_of(column).filter(|cell| fresh.sheet.page.contains(cell))?;
        fresh.sheet.text(cell)?.document.block_of(anchor.what)
    };
    is_there(&anchor)?;
    Some((Sight { column, anchor, ..sight }, same))
}

/// The row of the figure that the cursor is on: the same words of the same passage, or of a source
/// without figures; else the row in its place.
fn figure(compare: &Compare, fresh: &Compare, places: &Places) -> usize {
    let there = compare.figures.current().and_then(|row| {
        let column = &compare.columns[row.column(&compare.columns)?];
        let article = places.article(column.article)?;
        let place = row.place().map(|(at, range)| {
            let versions = places.versions(at.article, article);
            versions.stretch(at.passage, &range)
        });
        fresh.figures.rows.iter().position(|now| {
            let column = now.column(&fresh.columns);
            let of = column.map(|column| fresh.columns[column].article);
            let its = now.place().map(|(at, range)| Some((at.passage, range)));
            of == Some(article) && its == place
        })
    });
    there.unwrap_or(compare.figures.row)
}
