//! Help: the keys of the screen below and those that work everywhere, from the effective keymap.

use super::App;
use crate::keymap::Binding;

/// One line of help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// Above the keys of a table.
    Heading(&'static str),
    /// Keys and what they do.
    Keys(Binding),
    /// Between tables.
    Blank,
}

/// What the keys do on the screen below, then what they do everywhere.
#[must_use]
pub fn lines(app: &App) -> Vec<Line> {
    let context = app.screen_context();
    let here = table(context.name(), app.keymap.bindings(context));
    let everywhere = table("everywhere", app.keymap.global_bindings(context));
    here.chain([Line::Blank]).chain(everywhere).collect()
}

fn table(
    heading: &'static str,
    bindings: impl Iterator<Item = Binding>,
) -> impl Iterator<Item = Line> {
    let bound = bindings.filter(|b| !b.keys.is_empty()).map(Line::Keys);
    std::iter::once(Line::Heading(heading)).chain(bound)
}
