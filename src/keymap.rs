//! Keys: what each of them means where, the only way from a key to an action.
//!
//! `keymap.toml` is the default, and says what there is; a person's own is laid over it. Help, the
//! bottom row and `pamphlet keys` all read the [`Keymap`] that came of it.

mod action;
mod load;
mod notation;
mod trie;

use std::collections::HashSet;
use std::fmt;

pub use action::{Action, Context};
pub use notation::{Code, Key, KeyError, sequence, written};

use crate::library::Fault;
use load::Tables;
use trie::{Node, Trie};

/// The default keymap, with a comment on every table.
pub const DEFAULT: &str = include_str!("../keymap.toml");

/// What every key means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap {
    tables: Tables,
}

/// What keys mean where they are typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lookup {
    /// This.
    Action(Action),
    /// A sequence has begun that these keys continue, in the order in which they are bound.
    Pending(Vec<(Key, Continuation)>),
    /// The last key is for the text field.
    Edit,
    /// Nothing.
    None,
}

/// Where a key leads that continues a sequence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Continuation {
    /// The sequence ends and means this.
    Action(Action),
    /// Further keys are needed.
    More,
}

/// An action with its keys in one table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// What is meant.
    pub action: Action,
    /// Sequences as they are written, in the order in which they are bound; empty where none is.
    pub keys: Vec<String>,
}

impl Default for Keymap {
    /// The keymap of [`DEFAULT`].
    fn default() -> Self {
        Self { tables: load::merge(&Tables::default(), "keymap.toml", DEFAULT).0 }
    }
}

impl Keymap {
    /// The default with a person's `keymap.toml` laid over it: an action that the text names in a
    /// table has the text's keys there, and no other. `file` is how faults name the text.
    ///
    /// Every fault has its line and column, and leaves the rest of the text in force; only a text
    /// that is no TOML is left out whole.
    #[must_use]
    pub fn load(file: &str, text: &str) -> (Self, Vec<Fault>) {
        let (tables, faults) = load::merge(&Self::default().tables, file, text);
        (Self { tables }, faults)
    }

    /// The keymap without what is not done in a kiosk ([`Action::in_kiosk`]): help, hints and look-up
    /// know nothing of it.
    #[must_use]
    pub fn for_kiosk(&self) -> Self {
        Self { tables: self.tables.each_ref().map(|trie| trie.keeping(Action::in_kiosk)) }
    }

    /// What the keys typed so far mean in a context: by its own table, else by `[global]`. Where
    /// either has a sequence that they begin, it is waited for, unless the own table knows them.
    ///
    /// While `typing`, keys that type or edit do only that; within a sequence that began with
    /// another key they continue it, where they can.
    #[must_use]
    pub fn lookup(&self, context: Context, keys: &[Key], typing: bool) -> Lookup {
        let keys: Vec<Key> = keys.iter().map(|key| key.normal()).collect();
        let edits = |key: Option<&Key>| typing && key.is_some_and(|key| key.is_editing());
        if edits(keys.first()) {
            return Lookup::Edit;
        }
        match self.find(context, &keys) {
            Lookup::None if edits(keys.last()) => Lookup::Edit,
            found => found,
        }
    }

    fn find(&self, context: Context, keys: &[Key]) -> Lookup {
        let global = self.trie(Context::Global).find(keys);
        match (self.trie(context).find(keys), global) {
            (Some(Node::Action(action)), _) | (None, Some(Node::Action(action))) => {
                Lookup::Action(*action)
            }
            (Some(Node::More(own)), Some(Node::More(global))) => Lookup::Pending(both(own, global)),
            (Some(Node::More(next)), _) | (None, Some(Node::More(next))) => {
                Lookup::Pending(continuations(next).collect())
            }
            (None, None) => Lookup::None,
        }
    }

    /// The actions of a table in the order of [`Action::ALL`]: those with a meaning of their own
    /// there, bound or not, and global ones that the table binds.
    pub fn bindings(&self, context: Context) -> impl Iterator<Item = Binding> {
        let bound = self.trie(context).sequences();
        Action::ALL.iter().filter_map(move |&action| {
            let keys = keys_of(&bound, action).collect::<Vec<_>>();
            let listed = !keys.is_empty() || action.contexts().contains(&context);
            listed.then_some(Binding { action, keys })
        })
    }

    /// The global actions with the keys that `[global]` gives them and that the table of a context
    /// leaves to them: what acts there beside [`Self::bindings`].
    pub fn global_bindings(&self, context: Context) -> impl Iterator<Item = Binding> {
        let mut bound = self.trie(Context::Global).sequences();
        bound.retain(|(keys, action)| self.reaches(context, keys, *action));
        let global = Action::ALL.iter().filter(|a| a.contexts().contains(&Context::Global));
        global.map(move |&action| Binding { action, keys: keys_of(&bound, action).collect() })
    }

    /// Every key that means an action in a context, those of its own table first.
    #[must_use]
    pub fn keys_for(&self, context: Context, action: Action) -> Vec<String> {
        let mut bound = self.trie(context).sequences_for(action);
        if context != Context::Global {
            bound.extend(self.trie(Context::Global).sequences_for(action));
        }
        bound.retain(|keys| self.reaches(context, keys, action));
        let mut keys: Vec<String> = bound.iter().map(|keys| written(keys)).collect();
        let mut seen = HashSet::new();
        keys.retain(|key| seen.insert(key.clone()));
        keys
    }

    /// Whether typing a sequence one key after the other comes to an action.
    fn reaches(&self, context: Context, keys: &[Key], action: Action) -> bool {
        let waits = |n: usize| matches!(self.find(context, &keys[..n]), Lookup::Pending(_));
        (1..keys.len()).all(waits) && self.find(context, keys) == Lookup::Action(action)
    }

    fn trie(&self, context: Context) -> &Trie {
        &self.tables[context as usize]
    }
}

fn keys_of(bound: &[trie::Bound], action: Action) -> impl Iterator<Item = String> {
    bound.iter().filter(move |(_, a)| *a == action).map(|(keys, _)| written(keys))
}

fn continuations(next: &Trie) -> impl Iterator<Item = (Key, Continuation)> {
    next.next().map(|(key, node)| match node {
        Node::Action(action) => (key, Continuation::Action(*action)),
        Node::More(_) => (key, Continuation::More),
    })
}

/// The continuations of a table's own sequences, then those that only the global table has.
fn both(own: &Trie, global: &Trie) -> Vec<(Key, Continuation)> {
    let mut all: Vec<_> = continuations(own).collect();
    let further = continuations(global).filter(|(key, _)| own.find(&[*key]).is_none());
    all.extend(further);
    all
}

impl fmt::Display for Continuation {
    /// Writes the action's hint, or `…` where further keys are needed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Action(action) => f.write_str(action.hint()),
            Self::More => f.write_str("…"),
        }
    }
}
