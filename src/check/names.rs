//! Names of topics and terms that several claim.

use std::collections::HashMap;

use super::{Code, Finding};
use crate::library::fault::line_and_column;
use crate::library::words::folded;
use crate::library::{Glossary, MOST_FAULTS, Topics};

/// Names in `topics.toml` that two topics have.
#[must_use]
pub fn topics(file: &str, text: &str, topics: &Topics) -> Vec<Finding> {
    let names = topics.iter().enumerate().flat_map(|(i, (_, topic))| {
        let names = [&topic.id, &topic.name].into_iter().chain(&topic.aliases);
        names.map(move |name| ((i, topic.id.as_str()), name.as_str()))
    });
    twice(file, text, names)
}

/// Names in `glossary.toml` that two terms have, and what has no words.
#[must_use]
pub fn glossary(file: &str, text: &str, glossary: &Glossary) -> Vec<Finding> {
    let terms = || glossary.terms().iter().enumerate();
    let names =
        terms().flat_map(|(i, term)| term.names().map(move |name| ((i, term.name.as_str()), name)));
    let mut findings = twice(file, text, names.filter(|(_, name)| !folded(name).is_empty()));
    let is_empty = |text: &String| text.trim().is_empty();
    let bare =
        terms().filter(|(_, term)| is_empty(&term.definition) || term.aliases.iter().any(is_empty));
    findings.extend(bare.take(MOST_FAULTS).map(|(_, term)| {
        let at = place(text, &term.name, 0).unwrap_or((0, 0));
        let message = format!("`{}` has an alias or a definition without words", term.name);
        Finding::new(Code::EmptyTerm, file, at, &message, text)
    }));
    findings
}

fn twice<'a>(
    file: &str,
    text: &str,
    names: impl Iterator<Item = ((usize, &'a str), &'a str)>,
) -> Vec<Finding> {
    let (mut owners, mut seen, mut findings) = (HashMap::new(), HashMap::new(), Vec::new());
    for (owner, name) in names {
        let first = *owners.entry(folded(name)).or_insert(owner);
        let before = seen.entry(name).or_insert(0);
        if first != owner {
            let at = place(text, name, *before).unwrap_or((0, 0));
            let message = format!("`{name}` of `{}` already names `{}`", owner.1, first.1);
            findings.push(Finding::new(Code::NameTwice, file, at, &message, text));
        }
        *before += 1;
    }
    findings
}

/// Line and column where a name stands once more than so many times.
fn place(text: &str, name: &str, before: usize) -> Option<(usize, usize)> {
    let quoted = format!("\"{name}\"");
    let (at, _) = text.match_indices(&quoted).nth(before)?;
    Some(line_and_column(text, at))
}
