//! Compare: what the sources say on a topic.

mod text;

use super::pen::Pen;
use super::title;
use crate::library::words::counted;
use crate::tui::app::App;
use crate::tui::app::compare::Compare;

/// Draws compare.
pub fn draw(app: &App, compare: &Compare, pen: &mut Pen) {
    head(app, compare, pen);
    text::draw(app, compare, pen);
}

/// Compare › topic, which sources are shown, and what is left out of them.
fn head(app: &App, compare: &Compare, pen: &mut Pen) {
    let topic = &app.library.topics.topic(compare.comparison.topic).name;
    let sources = sources(app, compare);
    let dot = format!(" {} ", app.glyphs.dot);
    let found = compare.found.as_ref().map(|found| super::hints::place(found.position()));
    let states = states(compare);
    let all: Vec<String> =
        found.iter().cloned().chain([sources.clone()]).chain(states.clone()).collect();
    let short: Vec<String> =
        found.into_iter().chain([sources]).chain(states.into_iter().take(1)).collect();
    let facts = [all.join(&dot), short.join(&dot), short[0].clone()];
    title(app, pen, &["Compare", topic], &facts.each_ref().map(String::as_str));
}

/// "5 sources", or which of them are shown.
fn sources(app: &App, compare: &Compare) -> String {
    let (page, shown) = (&compare.sheet.page, compare.sheet.cells.len());
    let all = counted(shown, "source");
    if page.len() < shown {
        format!("{}{}{} of {all}", page.start + 1, app.glyphs.dash, page.end)
    } else {
        all
    }
}

/// What the person has chosen that leaves something out or moves otherwise.
fn states(compare: &Compare) -> Vec<String> {
    let hidden = compare.hidden();
    let (shown, all) = compare.passages();
    let alone = compare.alone.is_some() && !compare.sheet.stacked();
    let states = [
        (hidden > 0, format!("{hidden} silent folded")),
        (compare.differing.is_some(), format!("differences: {shown} of {all} passages")),
        (alone, "each scrolls alone".to_owned()),
    ];
    states.into_iter().filter(|(is_so, _)| *is_so).map(|(_, said)| said).collect()
}
