//! Reading `keymap.toml`: what a text says, with its faults, merged over another keymap.
//!
//! A fault takes away the entry that it stands in and nothing else; only where the text is no TOML
//! is all of it left out.

use std::cmp::Ordering;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::action::{Action, Context};
use super::notation::{Key, sequence, written};
use super::trie::{Bound, Trie};
use crate::library::fault::line_and_column;
use crate::library::nearest::{did_you_mean, nearest};
use crate::library::{Fault, FaultKind, MOST_FAULTS};

/// One trie a table, in the order of [`Context::ALL`].
pub(super) type Tables = [Trie; Context::ALL.len()];

/// What a text says of one table, in the order of its lines.
#[derive(Default)]
struct Said {
    /// Actions that are to have no key.
    unbound: Vec<Action>,
    /// The keys of others, each with where it stands.
    bound: Vec<(Bound, Range<usize>)>,
}

/// The tables with what a text says laid over them, and what is wrong with the text, in the order
/// of its lines.
pub(super) fn merge(below: &Tables, file: &str, text: &str) -> (Tables, Vec<Fault>) {
    let document = match DeTable::parse(text) {
        Ok(document) => document.into_inner(),
        Err(error) => {
            return (below.clone(), vec![Fault::toml(FaultKind::Keymap, file, text, 0, &error)]);
        }
    };
    let mut reader = Reader { file, text, faults: Vec::new() };
    let mut said: [Said; Context::ALL.len()] = Default::default();
    for (name, value) in in_order(&document) {
        if let Some((context, table)) = reader.table(name, value) {
            said[context as usize] = reader.entries(context, table);
        }
    }
    let tables =
        Context::ALL.map(|context| reader.lay(&said[context as usize], &below[context as usize]));
    reader.faults.sort_by_key(|fault| (fault.line, fault.column));
    (tables, reader.faults)
}

type Name<'a> = Spanned<std::borrow::Cow<'a, str>>;
type Value<'a> = Spanned<DeValue<'a>>;

/// The entries of a table as they stand in the text; TOML hands them over by name.
fn in_order<'t, 'a>(table: &'t DeTable<'a>) -> Vec<(&'t Name<'a>, &'t Value<'a>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(name, _)| name.span().start);
    entries
}

struct Reader<'a> {
    file: &'a str,
    text: &'a str,
    faults: Vec<Fault>,
}

impl Reader<'_> {
    fn fault(&mut self, span: &Range<usize>, message: &str) {
        if self.faults.len() == MOST_FAULTS {
            return;
        }
        let fault = Fault::at(FaultKind::Keymap, self.file, self.text, span.start, message);
        self.faults.push(fault.kept());
    }

    /// The table that an entry of the document is.
    fn table<'t, 'a>(
        &mut self,
        name: &Name,
        value: &'t Value<'a>,
    ) -> Option<(Context, &'t DeTable<'a>)> {
        match (Context::named(name.get_ref()), value.get_ref()) {
            (Some(context), DeValue::Table(table)) => return Some((context, table)),
            (Some(context), other) => {
                self.fault(
                    &value.span(),
                    &format!("{context} must be a table, not {}", kind(other)),
                );
            }
            (None, _) => self.fault(&name.span(), &no_table(name.get_ref())),
        }
        None
    }

    fn entries(&mut self, context: Context, table: &DeTable) -> Said {
        let mut said = Said::default();
        for (name, value) in in_order(table) {
            match action(context, name.get_ref()) {
                Ok(action) => self.entry(&mut said, action, value),
                Err(message) => self.fault(&name.span(), &message),
            }
        }
        said
    }

    fn entry(&mut self, said: &mut Said, action: Action, value: &Value) {
        let texts = match value.get_ref() {
            DeValue::Array(list) => list.iter().collect(),
            DeValue::String(_) => vec![value],
            other => {
                let message = format!(
                    "`{}` must be a key or a list of keys, not {}",
                    action.name(),
                    kind(other)
                );
                return self.fault(&value.span(), &message);
            }
        };
        if texts.is_empty() {
            said.unbound.push(action);
        }
        let good = texts.iter().filter_map(|text| self.keys(text));
        said.bound.extend(good.map(|(keys, span)| ((keys, action), span)));
    }

    fn keys(&mut self, value: &Value) -> Option<(Vec<Key>, Range<usize>)> {
        let read = match value.get_ref() {
            DeValue::String(text) => sequence(text).map_err(|error| error.to_string()),
            other => Err(format!("a key must be a string, not {}", kind(other))),
        };
        match read {
            Ok(keys) => Some((keys, value.span())),
            Err(message) => {
                self.fault(&value.span(), &message);
                None
            }
        }
    }

    /// One table over another: an action's new keys take the place of its old ones, and a key that
    /// is wanted here goes from whatever it meant below. An action of which no new key is good
    /// keeps what is left of its old ones.
    fn lay(&mut self, said: &Said, below: &Trie) -> Trie {
        let above = self.above(said).sequences();
        let stays = |(keys, action): &Bound| {
            let replaced = above.iter().any(|(new, a)| a == action || overlap(new, keys));
            !replaced && !said.unbound.contains(action)
        };
        let below = below.sequences().into_iter().filter(stays);
        let mut trie = Trie::default();
        for (keys, action) in below.chain(above.iter().cloned()) {
            let clash = trie.insert(&keys, action);
            debug_assert!(clash.is_ok(), "what overlaps has been left out");
        }
        trie
    }

    /// What a text binds in one table, without what clashes with an earlier line.
    fn above(&mut self, said: &Said) -> Trie {
        let mut trie = Trie::default();
        for ((keys, action), span) in &said.bound {
            if let Err(other) = trie.insert(keys, *action) {
                let message = self.clash(said, &other, (keys, *action));
                self.fault(span, &message);
            }
        }
        trie
    }

    /// Two bindings of one text that cannot both be; the first of them stays.
    fn clash(&self, said: &Said, first: &Bound, (keys, action): (&[Key], Action)) -> String {
        let place = said.bound.iter().find(|(bound, _)| bound == first);
        let line = place.map_or(0, |(_, span)| line_and_column(self.text, span.start).0);
        let (taken, meaning) = (written(&first.0), first.1.name());
        match (first.0.len().cmp(&keys.len()), written(keys)) {
            (Ordering::Equal, keys) if action == first.1 => {
                format!("`{keys}` stands twice for `{meaning}`")
            }
            (Ordering::Equal, keys) => {
                format!("`{keys}` already means `{meaning}` (line {line}), not `{}`", action.name())
            }
            (Ordering::Less, keys) => format!(
                "`{keys}` can never be finished: `{taken}` already means `{meaning}` (line {line})"
            ),
            (Ordering::Greater, keys) => {
                format!("`{keys}` would hide `{taken}`, which means `{meaning}` (line {line})")
            }
        }
    }
}

/// Whether two sequences cannot stand in one table.
fn overlap(one: &[Key], other: &[Key]) -> bool {
    one.starts_with(other) || other.starts_with(one)
}

/// The action of a name that means something in a table.
fn action(context: Context, name: &str) -> Result<Action, String> {
    let here = || Action::ALL.iter().filter(|action| action.acts_in(context));
    let Some(action) = Action::named(name) else {
        let near = nearest(name, here().map(|action| action.name()));
        return Err(format!("unknown action `{name}`{}", did_you_mean(near)));
    };
    if action.acts_in(context) {
        return Ok(action);
    }
    Err(format!("`{name}` has no meaning in {context}: put it under {}", places(action)))
}

fn no_table(name: &str) -> String {
    let near = nearest(name, Context::ALL.iter().map(|context| context.name()));
    match (Action::named(name), near) {
        (Some(action), _) => {
            format!("`{name}` stands outside a table: put it under {}", places(action))
        }
        (None, Some(near)) => format!("unknown table [{name}]; did you mean [{near}]?"),
        (None, None) => {
            let names = Context::ALL.map(|context| context.to_string());
            format!("unknown table [{name}]: there are {}", list(&names, "and"))
        }
    }
}

fn places(action: Action) -> String {
    let places: Vec<_> = action.contexts().iter().map(ToString::to_string).collect();
    list(&places, "or")
}

/// "a, b or c".
fn list(items: &[String], last_word: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [init @ .., last] => format!("{} {last_word} {last}", init.join(", ")),
    }
}

/// A TOML type with its article.
fn kind(value: &DeValue) -> &'static str {
    match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
