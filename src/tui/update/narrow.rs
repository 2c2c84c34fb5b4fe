//! Changing what a search asks without typing: narrowing it to a source or topic, taking words as
//! they are typed, and searching all subjects or one.
//!
//! All but the last are changes of the text in the field, which always says what is asked.

use super::super::app::search::Search;
use super::super::app::{App, Screen};
use crate::search::query::rewrite::{self, Edit};

/// Moves the cursor into the facets, or out of them.
pub fn enter(app: &mut App) {
    let Screen::Search(search) = &mut app.screen else { return };
    search.facet = if search.facet.is_some() { None } else { search.facets.first() };
    if search.facets.list.is_empty() {
        app.notice = Some("no source or topic to narrow to".to_owned());
    }
}

/// Narrows to the facet under the cursor, or widens where the query is narrowed to it; the
/// cursor goes back to where it was before.
pub fn choose(app: &mut App) {
    let Screen::Search(search) = &mut app.screen else { return };
    let Some(&facet) = search.chosen() else { return };
    let (text, kind) = (search.field.text(), facet.value.kind());
    let edits = if search.facets.is_only(&facet) {
        rewrite::widened(text, Some(kind))
    } else {
        rewrite::narrowed(text, kind, facet.value.id(&app.library))
    };
    search.facet = None;
    change(app, &edits);
}

/// Takes every topic and source out of the query.
pub fn widen(app: &mut App) {
    let Screen::Search(search) = &app.screen else { return };
    let edits = rewrite::widened(search.field.text(), None);
    if edits.is_empty() {
        app.notice = Some("all sources and topics are searched".to_owned());
    }
    change(app, &edits);
}

/// Marks the words for which others are shown to be searched as they are typed; where there are
/// none, takes away the marks that it set.
pub fn as_typed(app: &mut App) {
    let Screen::Search(search) = &mut app.screen else { return };
    let edits = without_others(search).or_else(|| with_others(search));
    match edits {
        Some(edits) => change(app, &edits),
        None => app.notice = Some("no other words are shown for these".to_owned()),
    }
}

fn without_others(search: &mut Search) -> Option<Vec<Edit>> {
    let corrections = search.outcome.iter().flat_map(|outcome| &outcome.corrections);
    let typed: Vec<String> = corrections.map(|correction| correction.typed.clone()).collect();
    let edits = rewrite::as_typed(search.field.text(), &typed);
    search.as_typed.extend(typed);
    search.as_typed.sort_unstable();
    search.as_typed.dedup();
    (!edits.is_empty()).then_some(edits)
}

fn with_others(search: &mut Search) -> Option<Vec<Edit>> {
    let edits = rewrite::alike(search.field.text(), &search.as_typed);
    search.as_typed.clear();
    (!edits.is_empty()).then_some(edits)
}

/// Searches all subjects, or only the one that search was opened from.
pub fn switch_subjects(app: &mut App) {
    let Screen::Search(search) = &mut app.screen else { return };
    if app.library.subjects.len() < 2 || search.subject.is_none() {
        app.notice = Some("the library has one subject".to_owned());
        return;
    }
    search.only = !search.only;
    search.facet = None;
    search.ask(app.index.as_deref(), &app.library);
}

/// Changes the text of the query, and asks anew if anything is changed.
fn change(app: &mut App, edits: &[Edit]) {
    let Screen::Search(search) = &mut app.screen else { return };
    if !edits.is_empty() {
        search.field.rewrite(edits);
        search.ask(app.index.as_deref(), &app.library);
    }
}
