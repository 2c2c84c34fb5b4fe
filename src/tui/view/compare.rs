//! Compare: what the sources say on a topic, and the terms and figures in it.

mod about;
mod figures;
mod terms;
mod text;

use std::collections::HashSet;

use super::pen::{Pen, width};
use super::title;
use crate::compare::Column;
use crate::library::words::counted;
use crate::tui::app::App;
use crate::tui::app::compare::{Compare, View};

/// Blanks of the title row: two of the margin, two in the way here, two before the facts.
const WAY_BLANKS: u16 = 6;

/// Draws compare.
pub fn draw(app: &App, compare: &Compare, pen: &mut Pen) {
    head(app, compare, pen);
    match compare.view {
        View::Text => text::draw(app, compare, pen),
        View::Terms => terms::draw(app, compare, pen),
        View::Figures => figures::draw(app, compare, pen),
    }
}

/// Compare › topic, which sources are shown, and what is left out of them.
fn head(app: &App, compare: &Compare, pen: &mut Pen) {
    let topic = &app.library.topics.topic(compare.topic).name;
    let (name, facts) = match compare.view {
        View::Text => ("Compare", [far(app, compare), sources(app, compare)]),
        View::Terms => ("Compare terms", terms::counts(app, compare)),
        View::Figures => ("Compare figures", figures::counts(app, compare)),
    };
    let found = compare.found.as_ref().filter(|_| compare.view == View::Text);
    let found = found.map(|found| super::hints::place(found.position()));
    let [long, short] = states(compare);
    let dot = format!(" {} ", app.glyphs.dot);
    let joined = |fact: &String, states: &[String]| {
        let found = found.iter();
        found.chain([fact]).chain(states).map(String::as_str).collect::<Vec<_>>().join(&dot)
    };
    let ways = [
        joined(&facts[0], &long),
        joined(&facts[0], &short),
        joined(&facts[1], &short),
        // What is left out is said before how much there is.
        if short.is_empty() { facts[1].clone() } else { short.join(&dot) },
    ];
    let way = width(name) + width(app.glyphs.step) + width(topic) + WAY_BLANKS;
    let room = app.area.width.saturating_sub(way);
    let whole = ways.iter().filter(|fact| width(fact) <= room);
    let facts: Vec<&str> = whole.chain(&ways[2..]).map(String::as_str).collect();
    title(app, pen, &[name, topic], &facts);
}

/// Which sources are shown, and how much of their text has been on the screen.
fn far(app: &App, compare: &Compare) -> String {
    let sources = sources(app, compare);
    match compare.percent(usize::from(app.frame().body.height)) {
        Some(percent) => format!("{sources} {} {percent} %", app.glyphs.dot),
        None => sources,
    }
}

/// "5 sources", or which of them are shown.
fn sources(app: &App, compare: &Compare) -> String {
    let (page, shown) = (&compare.sheet.page, compare.sheet.cells.len());
    let all = counted(shown, app.library.subjects[compare.subject].noun());
    if page.len() < shown {
        format!("{}{}{} of {all}", page.start + 1, app.glyphs.dash, page.end)
    } else {
        all
    }
}

/// "5 sources": of all columns, also of those that are folded away.
fn all_sources(app: &App, compare: &Compare) -> String {
    counted(distinct_sources(app, compare.columns.iter()), "source")
}

/// How many sources some columns are of.
fn distinct_sources<'a>(app: &'a App, columns: impl Iterator<Item = &'a Column>) -> usize {
    let source = |column: &Column| app.library.article(column.article).source.id.as_str();
    columns.map(source).collect::<HashSet<_>>().len()
}

/// What is said where no source is shown.
fn without_sources(compare: &Compare) -> &'static str {
    if compare.folded {
        "No source covers this topic; all are folded away."
    } else {
        "There is no source to compare."
    }
}

/// What the person has chosen that leaves something out or moves otherwise, in full and in short.
fn states(compare: &Compare) -> [Vec<String>; 2] {
    let (hidden, is_text) = (compare.hidden(), compare.view == View::Text);
    let alone = is_text && compare.alone.is_some() && !compare.sheet.stacked();
    let (shown, all) = compare.passages();
    let of_passages = if is_text { format!(": {shown} of {all} passages") } else { String::new() };
    let states = [
        (
            compare.differing.is_some(),
            format!("differences{of_passages}"),
            "differences".to_owned(),
        ),
        (hidden > 0, format!("{hidden} silent folded"), format!("{hidden} folded")),
        (alone, "each scrolls alone".to_owned(), "alone".to_owned()),
    ];
    let here = states.into_iter().filter(|(is_so, ..)| *is_so);
    let (long, short) = here.map(|(_, long, short)| (long, short)).unzip();
    [long, short]
}
