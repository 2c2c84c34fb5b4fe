//! The glossary: terms, their aliases and plain definitions, and where they stand in a text.
//!
//! A term is found by whole words, in any case, also in the plural; the longest name wins where
//! several begin at one word.

use std::collections::HashMap;
use std::ops::Range;

use serde::Deserialize;

use super::Fault;
use super::front_matter::toml_fault;
use super::sanitize::clean_line;
use super::words::{self, folded};

/// Index of a term in [`Glossary::terms`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermId(pub usize);

/// A word or phrase that is explained.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// As it is shown.
    pub name: String,
    /// Other words for the same thing.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// A plain sentence or two.
    pub definition: String,
}

/// All terms, and the way from words to them.
#[derive(Debug, Clone, Default)]
pub struct Glossary {
    terms: Vec<Term>,
    /// First folded word of a name or alias → the rest of its words and the term, longest first.
    names: HashMap<String, Vec<(Vec<String>, TermId)>>,
}

/// The file's form: a list of `[[term]]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    term: Vec<Term>,
}

impl Glossary {
    /// Reads `glossary.toml`; `file` names it in a fault.
    ///
    /// # Errors
    /// The first place where the text is no glossary.
    pub fn parse(file: &str, text: &str) -> Result<Self, Fault> {
        let parsed: File = toml::from_str(text).map_err(|e| toml_fault(file, text, 0, &e))?;
        Ok(Self::new(parsed.term.into_iter().map(|term| cleaned(&term)).collect()))
    }

    /// A glossary of these terms.
    #[must_use]
    pub fn new(terms: Vec<Term>) -> Self {
        let mut names: HashMap<String, Vec<(Vec<String>, TermId)>> = HashMap::new();
        for (i, term) in terms.iter().enumerate() {
            for name in term.names() {
                let mut words = folded(name).into_iter();
                if let Some(first) = words.next() {
                    names.entry(first).or_default().push((words.collect(), TermId(i)));
                }
            }
        }
        for list in names.values_mut() {
            list.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
        Self { terms, names }
    }

    /// Every term, in the file's order.
    #[must_use]
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// The term of an id of this glossary.
    #[must_use]
    pub fn term(&self, id: TermId) -> &Term {
        &self.terms[id.0]
    }

    /// The term that a whole phrase names, in any case or number.
    #[must_use]
    pub fn lookup(&self, phrase: &str) -> Option<TermId> {
        let words = folded(phrase);
        let refs: Vec<&str> = words.iter().map(String::as_str).collect();
        self.at(&refs).filter(|&(_, length)| length == refs.len()).map(|(id, _)| id)
    }

    /// Where terms stand in a text, as byte ranges in order, not overlapping.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<(Range<usize>, TermId)> {
        let words: Vec<_> = words::words(text).collect();
        let folded: Vec<&str> = words.iter().map(|w| w.folded.as_ref()).collect();
        let (mut found, mut i) = (Vec::new(), 0);
        while i < words.len() {
            let hit = self.at(&folded[i..]);
            if let Some((id, length)) = hit {
                found.push((words[i].range.start..words[i + length - 1].range.end, id));
            }
            i += hit.map_or(1, |(_, length)| length);
        }
        found
    }

    /// The longest term that these words begin with, and how many of them it takes.
    fn at(&self, words: &[&str]) -> Option<(TermId, usize)> {
        let (first, rest) = words.split_first()?;
        let of = |first: &str| self.names.get(first).into_iter().flatten();
        let fits = |name: &[String]| {
            name.len() <= rest.len()
                && name.iter().zip(rest).enumerate().all(|(i, (n, w))| {
                    n == w || (i + 1 == name.len() && singulars(w).any(|s| s == *n))
                })
        };
        let whole = of(first).find(|(name, _)| fits(name));
        let plural = || {
            singulars(first)
                .flat_map(|s| self.names.get(&s).into_iter().flatten())
                .find(|(name, _)| name.is_empty())
        };
        whole.or_else(plural).map(|(name, id)| (*id, name.len() + 1))
    }
}

impl Term {
    /// The name and the aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }
}

fn cleaned(term: &Term) -> Term {
    Term {
        name: clean_line(&term.name),
        aliases: term.aliases.iter().map(|a| clean_line(a)).collect(),
        definition: clean_line(&term.definition),
    }
}

/// What a folded English plural may be the plural of.
fn singulars(word: &str) -> impl Iterator<Item = String> {
    let swap = |end: &str, by: &str| {
        word.strip_suffix(end).filter(|stem| stem.len() > 2).map(|stem| format!("{stem}{by}"))
    };
    [swap("ies", "y"), swap("es", ""), swap("s", ""), swap("es", "is")].into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glossary() -> Glossary {
        let term = |name: &str, aliases: &[&str]| Term {
            name: name.into(),
            aliases: aliases.iter().map(|a| (*a).into()).collect(),
            definition: "…".into(),
        };
        Glossary::new(vec![
            term("receptor", &[]),
            term("NMDA receptor", &["NMDA"]),
            term("nausea", &["throwing up"]),
            term("psychosis", &[]),
        ])
    }

    fn found(text: &str) -> Vec<(&str, usize)> {
        glossary().find(text).into_iter().map(|(r, id)| (&text[r], id.0)).collect()
    }

    #[test]
    fn the_longest_name_wins() {
        assert_eq!(found("NMDA receptors, an nmda effect"), [("NMDA receptors", 1), ("nmda", 1)]);
    }

    #[test]
    fn finds_plurals_and_phrases() {
        assert_eq!(
            found("Throwing up; receptors; psychoses"),
            [("Throwing up", 2), ("receptors", 0), ("psychoses", 3)]
        );
    }

    #[test]
    fn finds_whole_words_only() {
        assert_eq!(found("preceptor receptorous"), []);
    }

    #[test]
    fn names_the_place_of_a_fault() {
        let fault = Glossary::parse("glossary.toml", "[[term]]\nname = 1\n").unwrap_err();
        assert_eq!((fault.line, fault.column), (2, 8));
    }
}
