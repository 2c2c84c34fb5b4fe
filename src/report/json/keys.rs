//! The `keys` document.

use std::io::{self, Write};

use serde::Serialize;

use super::write;
use crate::keymap::{Binding, Context, Keymap};

#[derive(Serialize)]
struct Keys {
    tables: Vec<Table>,
}

#[derive(Serialize)]
struct Table {
    table: &'static str,
    bindings: Vec<Bound>,
}

#[derive(Serialize)]
struct Bound {
    action: &'static str,
    about: &'static str,
    keys: Vec<String>,
}

/// Writes the keys of every table of the keymap; an action without keys is not bound.
///
/// # Errors
/// When writing fails.
pub fn keys(out: &mut impl Write, keymap: &Keymap) -> io::Result<()> {
    let table = |context: Context| Table {
        table: context.name(),
        bindings: keymap.bindings(context).map(bound).collect(),
    };
    write(out, Keys { tables: Context::ALL.into_iter().map(table).collect() })
}

fn bound(binding: Binding) -> Bound {
    Bound { action: binding.action.name(), about: binding.action.about(), keys: binding.keys }
}
