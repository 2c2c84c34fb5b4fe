//! Keys: what each of them means where, the only way from a key to an action.

mod action;
mod notation;

pub use action::{Action, Context};
pub use notation::{Code, Key, KeyError, sequence, written};
