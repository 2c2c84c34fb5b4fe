//! JSON: the documented contract, in its own structs so that the core may change beneath it.
//!
//! Each document begins with `"schema": 1`. Fields may be added; those that are here keep their
//! names, types and order of items, which is library order.

pub mod check;
pub mod compare;
pub mod coverage;
mod figures;
pub mod gaps;
pub mod keys;
pub mod list;
pub mod read;
pub mod search;
mod terms;

use std::io::{self, Write};

use serde::Serialize;

use crate::library::{Date, TopicId, Topics};

pub use check::check;
pub use compare::compare;
pub use coverage::coverage;
pub use gaps::gaps;
pub use keys::keys;
pub use list::list;
pub use read::read;
pub use search::search;

/// The version of the contract.
const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct Document<T> {
    schema: u32,
    #[serde(flatten)]
    body: T,
}

/// Writes one document and a line break.
fn write(out: &mut impl Write, body: impl Serialize) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &Document { schema: SCHEMA, body })?;
    writeln!(out)
}

fn date(date: Option<Date>) -> Option<String> {
    date.map(|date| date.to_string())
}

fn topic_ids<'a>(topics: &'a Topics, ids: &[TopicId]) -> Vec<&'a str> {
    ids.iter().map(|&id| topics.topic(id).id.as_str()).collect()
}
