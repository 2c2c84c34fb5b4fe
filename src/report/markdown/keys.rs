//! The keymap as Markdown: a table of keys for each table of the keymap.

use std::io::{self, Write};

use super::{heading, row, rule};
use crate::keymap::{Binding, Context, Keymap};

/// Writes every action with its keys, by table.
///
/// # Errors
/// When writing fails.
pub fn keys(out: &mut impl Write, keymap: &Keymap) -> io::Result<()> {
    for context in Context::ALL {
        heading(out, 3, context.name())?;
        row(out, ["Keys", "Action", "What it does"].map(str::to_owned))?;
        rule(out, 3)?;
        for binding in keymap.bindings(context) {
            row(out, cells(&binding))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn cells(binding: &Binding) -> [String; 3] {
    let keys: Vec<_> = binding.keys.iter().map(|key| code(key)).collect();
    let keys = if keys.is_empty() { "not bound".to_owned() } else { keys.join(", ") };
    [keys, code(binding.action.name()), binding.action.about().to_owned()]
}

/// A code span in a table cell, also of a backtick or a bar.
fn code(text: &str) -> String {
    let text = text.replace('|', "\\|");
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}
