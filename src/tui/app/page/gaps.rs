//! The page of what no source speaks of, or only one: who speaks of it beside each.

use super::{Item, Of, Page};
use crate::compare::gaps::{self, Part, Spoken, no_gaps, parts};
use crate::library::said::{GAPS, NO_SOURCE, PRESENCE};
use crate::library::{Library, PassageRef};
use crate::tui::app::App;

/// What the sources of a subject leave out, or only one says; what one says leads to its passage.
#[must_use]
pub fn gaps(app: &App, subject: usize) -> Page {
    let gaps = gaps::gaps(&app.library, subject);
    let mut items = vec![Item::new("What this is", PRESENCE)];
    for part in parts(&app.library, &gaps) {
        items.push(Item::default());
        items.push(Item::new(part.title, ""));
        if part.none.is_empty() && part.one.is_empty() {
            items.push(Item::new("", no_gaps(&gaps)));
        }
        items.extend(none(&part));
        let only = |(name, only): &(&str, &[Spoken])| {
            only.iter().flat_map(|spoken| one(&app.library, name, spoken)).collect::<Vec<_>>()
        };
        items.extend(part.one.iter().flat_map(only));
    }
    Page::new(GAPS, items).of(Of::Gaps(subject))
}

/// What no source speaks of: a line each, or as running text where it is only words.
fn none(part: &Part) -> Vec<Item> {
    match (part.quoted, part.none.as_slice()) {
        (_, []) => Vec::new(),
        (true, none) => none.iter().map(|&name| Item::new(NO_SOURCE, name)).collect(),
        (false, none) => vec![Item::new(NO_SOURCE, none.join("; "))],
    }
}

/// What one source alone speaks of: an item for each passage, the first with the source and the name.
fn one(library: &Library, name: &str, spoken: &Spoken) -> Vec<Item> {
    let facts: Vec<String> = spoken.said_of_itself().collect();
    let said = if facts.is_empty() { String::new() } else { format!(" ({})", facts.join(", ")) };
    let source = library.article(spoken.article).source.name.as_str();
    let at = |&passage| PassageRef { article: spoken.article, passage };
    let mut places = spoken.passages.iter().map(at);
    let first = Item { to: places.next(), ..Item::new(source, format!("{name}{said}")) };
    let heading = |at| library.section(library.section_of(at)).heading.as_str();
    let mut before = first.to.map(heading);
    let more = places.map(|at| {
        let again = if before == Some(heading(at)) { "again " } else { "" };
        before = Some(heading(at));
        Item { to: Some(at), ..Item::new("", format!("and {again}under {}", heading(at))) }
    });
    std::iter::once(first).chain(more).collect()
}
