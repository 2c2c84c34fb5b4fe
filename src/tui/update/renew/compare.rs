//! Compare in another library: the sources that are still there, the text that is read at its line.

use ratatui::layout::Rect;

use super::super::super::app::compare::Compare;
use super::super::super::document::{Anchor, What};
use super::super::super::places::Places;

/// Lays the same topic of the same subject side by side again; false where either is gone.
pub fn renew(compare: &mut Compare, places: &Places, body: Rect) -> bool {
    let (old, topic) = (compare.subject, compare.comparison.topic);
    let (Some(subject), Some(topic)) = (places.subject(old), places.topic(topic)) else {
        return false;
    };
    if subject == old && places.is_same_subject(old, subject) {
        return true;
    }
    let mut fresh = Compare::new(places.new, subject, topic, body);
    if compare.folded {
        fresh.fold(places.new, body);
    }
    fresh.focus_on(column(compare, &fresh, places));
    fresh.scroll.top = top(compare, &fresh, places, usize::from(body.height));
    fresh.clamp(usize::from(body.height));
    *compare = fresh;
    true
}

/// The column of the source that has the focus, or the one in its place.
fn column(compare: &Compare, fresh: &Compare, places: &Places) -> usize {
    let article = compare.column().and_then(|column| places.article(column.article));
    let columns = &fresh.comparison.columns;
    let there = columns.iter().position(|column| Some(column.article) == article);
    there.unwrap_or_else(|| compare.column_index())
}

/// The line to put at the top: so that a line that says the same as before stays where it is, of
/// the source with the focus if it has one.
fn top(compare: &Compare, fresh: &Compare, places: &Places, page: usize) -> usize {
    let top = compare.scroll.top;
    if top == 0 {
        return 0;
    }
    let now = |same: bool| {
        shown(compare, page).into_iter().find_map(|(cell, place, anchor)| {
            let (here, says_same) = now(compare, fresh, places, cell, anchor)?;
            (says_same || !same).then_some((here + top).saturating_sub(place))
        })
    };
    now(true).or_else(|| now(false)).unwrap_or(top)
}

/// The lines of text on the screen with their cells and places, those of the focus first.
fn shown(compare: &Compare, page: usize) -> Vec<(usize, usize, Anchor)> {
    let top = compare.scroll.top;
    let others = compare.page().filter(|cell| *cell != compare.focus);
    let cells = std::iter::once(compare.focus).chain(others);
    let mut shown = Vec::new();
    for (cell, cells) in cells.filter_map(|i| Some((i, compare.sheet.cells.get(i)?))) {
        for (line, anchor) in cells.document.anchors(0) {
            let place = compare.place_of(cell, line);
            let on_screen = place.filter(|place| (top..top + page.max(1)).contains(place));
            let of_text = matches!(anchor.what, What::Heading(_) | What::Passage(_));
            shown.extend(on_screen.filter(|_| of_text).map(|place| (cell, place, anchor)));
        }
    }
    shown
}

/// Where the text of an anchor of a cell stands now, and whether it says the same.
fn now(
    compare: &Compare,
    fresh: &Compare,
    places: &Places,
    cell: usize,
    anchor: Anchor,
) -> Option<(usize, bool)> {
    let old = compare.comparison.columns[compare.sheet.cells[cell].column].article;
    let new = places.article(old)?;
    let is_it = |column: usize| fresh.comparison.columns[column].article == new;
    let cell = fresh.sheet.cells.iter().position(|cells| is_it(cells.column))?;
    let now = places.versions(old, new).anchor(anchor)?;
    let document = &fresh.sheet.cells[cell].document;
    document.block_of(now.here.what)?;
    Some((fresh.place_of(cell, document.line_at(&now.here))?, now.same))
}
