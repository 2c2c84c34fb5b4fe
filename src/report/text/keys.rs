//! The keymap as text: a table of keys for each table of the keymap.

use std::io::{self, Write};

use super::row::{Cell, GAP, row};
use super::{heading, packed, paragraph};
use crate::keymap::{Binding, Context, Keymap};
use crate::reflow::columns;
use crate::report::Page;

/// Columns of the keys.
const KEYS: usize = 24;

/// Columns that the descriptions need to stand beside both.
const NARROWEST: usize = 16;

/// Writes every action with its keys, by table.
///
/// # Errors
/// When writing fails.
pub fn keys(out: &mut impl Write, keymap: &Keymap, page: &Page) -> io::Result<()> {
    for (i, context) in Context::ALL.into_iter().enumerate() {
        if i > 0 {
            writeln!(out)?;
        }
        heading(out, &context.to_string(), page)?;
        table(out, keymap, context, page)?;
    }
    Ok(())
}

fn table(out: &mut impl Write, keymap: &Keymap, context: Context, page: &Page) -> io::Result<()> {
    let names = keymap.bindings(context).map(|b| columns(b.action.name())).max().unwrap_or(0);
    let about = page.width.saturating_sub(names + KEYS + 2 * GAP);
    for binding in keymap.bindings(context) {
        let (name, keys) = (binding.action.name(), keys_of(&binding));
        if about < NARROWEST {
            paragraph(out, &format!("{name}: {keys}"), "", page.width)?;
            paragraph(out, binding.action.about(), "  ", page.width)?;
            continue;
        }
        let cell = |text, width| Cell { text, width };
        row(out, 0, &[cell(name, names), cell(&keys, KEYS), cell(binding.action.about(), about)])?;
    }
    Ok(())
}

/// An action's keys on as many lines as they need, or that it has none.
fn keys_of(binding: &Binding) -> String {
    let lines = packed(&binding.keys, ", ", KEYS - 1);
    if lines.is_empty() { "not bound".to_owned() } else { lines.join(",\n") }
}
