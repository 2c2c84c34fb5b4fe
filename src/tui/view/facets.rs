//! Facets: the sources and topics of what was found, as a list, or as one line where it is narrow.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::pen::{Pen, width};
use crate::library::words::{counted, grouped};
use crate::reflow::columns;
use crate::search::query::Kind;
use crate::tui::app::App;
use crate::tui::app::facets::{Facet, Facets, Row};
use crate::tui::app::search::Search;

/// Columns before a name: for the cursor, and for the mark of what is chosen.
const LEAD: u16 = 4;

/// Blanks between a name and its count.
const GAP: u16 = 2;

/// Draws the list, as far as it fits around the cursor; what does not fit is counted.
pub fn draw(app: &App, search: &Search, pen: &mut Pen, area: Rect) {
    let rows = search.facets.rows();
    let height = usize::from(area.height);
    let here = |row: &Row| matches!(row, Row::Facet(i) if Some(*i) == search.facet);
    let cursor = rows.iter().position(here);
    // One row below the cursor is for what is cut there.
    let top = cursor.map_or(0, |at| (at + 2).min(rows.len()).saturating_sub(height));
    let cut = rows.len().saturating_sub(top) > height;
    let shown = if cut { height.saturating_sub(1) } else { height };
    for (y, row) in (0..area.height).zip(rows.iter().skip(top).take(shown)) {
        self::row(app, search, pen, Rect { y: area.y + y, height: 1, ..area }, *row);
    }
    if cut {
        let left = rows.iter().skip(top + shown).filter(|row| matches!(row, Row::Facet(_)));
        let text = format!("and {} more", left.count());
        let x = area.x + LEAD;
        pen.line(
            Rect { x, width: area.width.saturating_sub(LEAD), ..area },
            area.height.saturating_sub(1),
            &text,
            app.theme.dim,
        );
    }
}

fn row(app: &App, search: &Search, pen: &mut Pen, area: Rect, row: Row) {
    let inside = Rect { x: area.x + LEAD, width: area.width.saturating_sub(LEAD), ..area };
    match row {
        Row::Title(kind) => {
            pen.line(
                Rect { x: area.x + 2, width: area.width.saturating_sub(2), ..area },
                0,
                title(kind),
                app.theme.dim,
            );
        }
        Row::Facet(i) => facet(app, search, pen, area, (i, &search.facets.list[i])),
        Row::More(sources) => {
            pen.line(
                inside,
                0,
                &format!("and {} with fewer", counted(sources, "source")),
                app.theme.dim,
            );
        }
        Row::Blank => {}
    }
}

fn title(kind: Kind) -> &'static str {
    match kind {
        Kind::Source => "Sources",
        Kind::Topic => "Topics",
    }
}

/// The cursor, the mark of what is chosen, the name, and the count in one column with the others.
fn facet(app: &App, search: &Search, pen: &mut Pen, area: Rect, (i, facet): (usize, &Facet)) {
    let name = facet.value.name(&app.library);
    let here = search.facet == Some(i);
    let style = match (here, facet.chosen) {
        (true, _) => app.theme.strong.patch(app.theme.focus),
        (false, true) => app.theme.strong,
        (false, false) => app.theme.text,
    };
    if here {
        pen.line(area, 0, app.glyphs.pointer, app.theme.mark);
    }
    if facet.chosen {
        pen.put(area.x + 2, area.y, 1, app.glyphs.bullet, app.theme.mark);
    }
    let numbers = search.facets.list.iter().map(|f| width(&grouped(f.passages))).max().unwrap_or(0);
    let names = search.facets.list.iter().map(|f| width(f.value.name(&app.library))).max();
    let room = area.width.saturating_sub(LEAD + GAP + numbers);
    let column = names.unwrap_or(0).min(room);
    pen.put(area.x + LEAD, area.y, column, name, style);
    let count = grouped(facet.passages);
    let x = area.x + LEAD + column + GAP + (numbers - width(&count));
    pen.put(x, area.y, numbers, &count, count_style(app, facet));
}

fn count_style(app: &App, facet: &Facet) -> Style {
    if facet.chosen { app.theme.strong } else { app.theme.dim }
}

/// The facets of each kind on a line, the most passages first and as many as fit; a mark before
/// what is chosen. On a low screen only how many there are.
pub fn lines(app: &App, facets: &Facets, columns: u16, tall: bool) -> Vec<String> {
    let kinds = [Kind::Source, Kind::Topic].into_iter();
    if tall {
        return kinds.filter_map(|kind| line(app, facets, kind, columns)).collect();
    }
    let count = |kind: Kind| {
        let more = if kind == Kind::Source { facets.more_sources } else { 0 };
        counted(facets.of_kind(kind).count() + more, kind.name())
    };
    let line = kinds.map(count).collect::<Vec<_>>().join(&format!(" {} ", app.glyphs.dot));
    if facets.list.is_empty() { Vec::new() } else { vec![line] }
}

fn line(app: &App, facets: &Facets, kind: Kind, most: u16) -> Option<String> {
    let mut ordered: Vec<&Facet> = facets.of_kind(kind).collect();
    ordered.sort_by_key(|f| std::cmp::Reverse((f.chosen, f.passages)));
    let dot = format!(" {} ", app.glyphs.dot);
    let hidden = if kind == Kind::Source { facets.more_sources } else { 0 };
    let text = |shown: usize| {
        let mark =
            |f: &Facet| if f.chosen { format!("{} ", app.glyphs.bullet) } else { String::new() };
        let named = |f: &&Facet| {
            format!("{}{} {}", mark(f), f.value.name(&app.library), grouped(f.passages))
        };
        let left = ordered.len() - shown + hidden;
        let more = (left > 0).then(|| format!("{} more", grouped(left)));
        ordered.iter().take(shown).map(named).chain(more).collect::<Vec<_>>().join(&dot)
    };
    let fits = |text: &String| columns(text) <= usize::from(most);
    let longest = (1..=ordered.len()).rev().map(text).find(fits);
    longest.or_else(|| (!ordered.is_empty()).then(|| text(1)))
}
