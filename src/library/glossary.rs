//! The glossary: terms, their aliases and plain definitions, and where they stand in a text.
//!
//! A term is found by whole words, in any case, also in the plural; the longest name wins where
//! several begin at one word. Near words lead to a term and never name it: a text that has one does
//! not speak of the term.

mod begins;

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::RandomState;
use serde::Deserialize;

use super::sanitize::clean_line;
use super::words::{fold_word, folded, ranges};
use super::{Fault, FaultKind};
use begins::Begins;

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
    /// Words by which people look for it that are not the same thing.
    #[serde(default)]
    pub near: Vec<String>,
    /// A plain sentence or two.
    pub definition: String,
}

/// All terms, and the way from words to them.
#[derive(Debug, Clone, Default)]
pub struct Glossary {
    terms: Vec<Term>,
    names: Phrases,
    near: Phrases,
    is_borrowed: bool,
}

/// Phrases, and the terms that each stands for.
#[derive(Debug, Clone, Default)]
struct Phrases {
    /// By the first folded word, longest first.
    by_first: HashMap<String, Vec<Rest>, RandomState>,
    /// What the first words begin with: few words of a text need to be looked up.
    begins: Begins,
    /// Words after the first in the longest phrase.
    longest: usize,
}

/// The words of a phrase after the first, and its terms.
type Rest = (Vec<String>, Vec<TermId>);

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
        let parsed: File = toml::from_str(text)
            .map_err(|e| Fault::toml(FaultKind::Glossary, file, text, 0, &e))?;
        Ok(Self::new(parsed.term.into_iter().map(|term| cleaned(&term)).collect()))
    }

    /// A glossary of these terms.
    #[must_use]
    pub fn new(terms: Vec<Term>) -> Self {
        let all = || terms.iter().enumerate().map(|(i, term)| (TermId(i), term));
        let names = all().flat_map(|(id, term)| term.names().map(move |name| (name, id)));
        let near = all().flat_map(|(id, term)| term.near.iter().map(move |n| (n.as_str(), id)));
        let (names, near) = (Phrases::new(names), Phrases::new(near));
        Self { terms, names, near, is_borrowed: false }
    }

    /// The same, as one that was made for another library.
    #[must_use]
    pub fn borrowed(self) -> Self {
        Self { is_borrowed: true, ..self }
    }

    /// Whether it was made for another library, so that what nobody uses of it tells nothing.
    #[must_use]
    pub fn is_borrowed(&self) -> bool {
        self.is_borrowed
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
        let (first, rest) = words.split_first()?;
        let (ids, length) = self.names.at(first, rest, |word| Cow::Borrowed(word))?;
        ids.first().filter(|_| length == words.len()).copied()
    }

    /// Whether a folded word stands in a name, an alias or a near word of any term.
    #[must_use]
    pub fn has_word(&self, word: &str) -> bool {
        self.names.have_word(word) || self.near.have_word(word)
    }

    /// Where terms stand in a text, as byte ranges in order, not overlapping.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<(Range<usize>, TermId)> {
        self.names.find(text).into_iter().filter_map(first).collect()
    }

    /// Where terms stand in a text, also within the names of others, as byte ranges by where they begin;
    /// the uses of one term do not overlap.
    #[must_use]
    pub fn find_all(&self, text: &str) -> Vec<(Range<usize>, TermId)> {
        let mut ends: HashMap<TermId, usize> = HashMap::default();
        let all = self.names.find_all(text).into_iter().filter_map(first);
        let mut found: Vec<_> = all.collect();
        found.retain(|(range, id)| {
            let end = ends.entry(*id).or_default();
            let apart = range.start >= *end;
            *end = range.end.max(*end);
            apart
        });
        found
    }

    /// Where near words stand in a text, as byte ranges in order, once for each term that they lead
    /// to; none that is only a part of a name, as *anorexia* is of *anorexia nervosa*.
    #[must_use]
    pub fn find_near(&self, text: &str) -> Vec<(Range<usize>, TermId)> {
        let names = self.names.find(text);
        let part_of = |near: &Range<usize>, name: &Range<usize>| {
            near != name && name.start <= near.start && near.end <= name.end
        };
        let mut found = self.near.find(text);
        found.retain(|(near, _)| !names.iter().any(|(name, _)| part_of(near, name)));
        found
            .into_iter()
            .flat_map(|(range, ids)| ids.iter().map(move |id| (range.clone(), *id)))
            .collect()
    }
}

/// The term that a phrase stands for, where several claim it the first.
fn first((range, ids): (Range<usize>, &[TermId])) -> Option<(Range<usize>, TermId)> {
    ids.first().map(|id| (range, *id))
}

impl Phrases {
    fn new<'a>(phrases: impl Iterator<Item = (&'a str, TermId)>) -> Self {
        let (mut by_first, mut begins): (HashMap<String, Vec<Rest>, _>, _) =
            (HashMap::default(), Begins::default());
        let mut places: HashMap<Vec<String>, usize, RandomState> = HashMap::default();
        for (phrase, id) in phrases {
            let words = folded(phrase);
            let Some((first, rest)) = words.split_first() else { continue };
            begins.add(first);
            let list = by_first.entry(first.clone()).or_default();
            let new = (rest.to_vec(), Vec::new());
            let place = *places.entry(words).or_insert_with(|| {
                list.push(new);
                list.len() - 1
            });
            list[place].1.push(id);
        }
        for list in by_first.values_mut() {
            list.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
        let longest = by_first.values().flatten().map(|(rest, _)| rest.len()).max().unwrap_or(0);
        Self { by_first, begins, longest }
    }

    fn have_word(&self, word: &str) -> bool {
        let in_rest = |(rest, _): &Rest| rest.iter().any(|other| other == word);
        self.by_first.contains_key(word) || self.by_first.values().flatten().any(in_rest)
    }

    /// Where they stand in a text, as byte ranges in order, not overlapping: the first, and the longest of
    /// those that begin with it.
    fn find(&self, text: &str) -> Vec<(Range<usize>, &[TermId])> {
        let (mut found, mut end) = (self.find_all(text), 0);
        found.retain(|(range, _)| {
            let apart = range.start >= end;
            end = if apart { range.end } else { end };
            apart
        });
        found
    }

    /// Where each of them stands in a text, as byte ranges by where they begin, the longest first.
    fn find_all(&self, text: &str) -> Vec<(Range<usize>, &[TermId])> {
        let (mut found, mut words) = (Vec::new(), ranges(text));
        while let Some(first) = words.next() {
            if !self.begins.may(&text[first.clone()]) {
                continue;
            }
            let rest: Vec<Range<usize>> = words.clone().take(self.longest).collect();
            let fold = |word: &Range<usize>| fold_word(&text[word.clone()]);
            for (ids, length) in self.fitting(&fold(&first), &rest, fold) {
                let end = length.checked_sub(2).map_or(first.end, |last| rest[last].end);
                found.push((first.start..end, ids));
            }
        }
        found
    }

    /// The terms of the longest phrase that a folded word and those after it, once folded, begin
    /// with, and how many words it takes.
    fn at<'w, W>(
        &self,
        first: &str,
        rest: &'w [W],
        fold: impl Fn(&'w W) -> Cow<'w, str>,
    ) -> Option<(&[TermId], usize)> {
        self.fitting(first, rest, fold).next()
    }

    /// The same of each phrase, the longest first.
    fn fitting<'w, W>(
        &self,
        first: &str,
        rest: &'w [W],
        fold: impl Fn(&'w W) -> Cow<'w, str>,
    ) -> impl Iterator<Item = (&[TermId], usize)> {
        let of = |first: &str| self.by_first.get(first).into_iter().flatten();
        let fits = move |phrase: &[String]| {
            phrase.len() <= rest.len()
                && phrase.iter().zip(rest).enumerate().all(|(i, (p, w))| {
                    let w = fold(w);
                    *p == w || (i + 1 == phrase.len() && singulars(&w).any(|s| s == *p))
                })
        };
        let whole = of(first).filter(move |(phrase, _)| fits(phrase));
        let plural = singulars(first)
            .flat_map(|s| self.by_first.get(&s).into_iter().flatten())
            .filter(|(phrase, _)| phrase.is_empty());
        whole.chain(plural).map(|(phrase, ids)| (&ids[..], phrase.len() + 1))
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
        near: term.near.iter().map(|n| clean_line(n)).collect(),
        definition: clean_line(&term.definition),
    }
}

/// Ends of English plurals, and of the words that they may be the plurals of.
const PLURALS: [(&str, &str); 4] = [("ies", "y"), ("es", ""), ("s", ""), ("es", "is")];

/// What a folded English plural may be the plural of.
fn singulars(word: &str) -> impl Iterator<Item = String> {
    let swap = move |(end, by): &(&str, &str)| {
        word.strip_suffix(end).filter(|stem| stem.len() > 2).map(|stem| format!("{stem}{by}"))
    };
    PLURALS.iter().filter_map(swap)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glossary() -> Glossary {
        let list = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
        let term = |name: &str, aliases: &[&str], near: &[&str]| Term {
            name: name.into(),
            aliases: list(aliases),
            near: list(near),
            definition: "…".into(),
        };
        Glossary::new(vec![
            term("receptor", &[], &[]),
            term("NMDA receptor", &["NMDA"], &[]),
            term("feeling sick", &["sick to the stomach"], &["throwing up", "sick", "addiction"]),
            term("psychosis", &[], &["addiction"]),
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
    fn a_name_within_another_is_found_too_but_none_of_its_own() {
        let text = "NMDA receptors, a receptor, feeling sick to the stomach";
        let all = glossary().find_all(text).into_iter().map(|(r, id)| (&text[r], id.0));
        let expected =
            [("NMDA receptors", 1), ("receptors", 0), ("receptor", 0), ("feeling sick", 2)];
        assert_eq!(all.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn finds_plurals_and_phrases() {
        assert_eq!(
            found("Feeling sick; receptors; psychoses"),
            [("Feeling sick", 2), ("receptors", 0), ("psychoses", 3)]
        );
    }

    #[test]
    fn finds_whole_words_only() {
        assert_eq!(found("preceptor receptorous"), []);
    }

    #[test]
    fn near_words_are_no_names_and_lead_to_each_of_their_terms() {
        let glossary = glossary();
        let near = |text: &str| -> Vec<(String, usize)> {
            let places = glossary.find_near(text).into_iter();
            places.map(|(range, id)| (text[range].to_owned(), id.0)).collect()
        };
        assert_eq!(found("throwing up, addictions"), []);
        assert_eq!(glossary.lookup("throwing up"), None);
        assert_eq!(
            near("Throwing up, addictions"),
            [("Throwing up".into(), 2), ("addictions".into(), 2), ("addictions".into(), 3)]
        );
        assert_eq!(near("so sick"), [("sick".into(), 2)]);
        assert_eq!(near("feeling sick, sick to the stomach"), [], "parts of names");
    }

    #[test]
    fn a_word_of_any_of_them_is_known() {
        let known = |word| glossary().has_word(word);
        assert!(["nmda", "stomach", "throwing", "up"].into_iter().all(known));
        assert!(!known("throw") && !known("nmd"));
    }

    #[test]
    fn near_words_are_read_and_cleaned_and_unknown_keys_are_faults() {
        let term = |key: &str| format!("[[term]]\nname = \"a\"\n{key}\ndefinition = \"b\"\n");
        let parsed = Glossary::parse("g", &term("near = [\"x\\u202e y\"]")).unwrap();
        assert_eq!(parsed.terms()[0].near, ["x y"]);
        assert_eq!(Glossary::parse("g", &term("nera = []")).unwrap_err().line, 3);
    }

    #[test]
    fn names_the_place_of_a_fault() {
        let fault = Glossary::parse("glossary.toml", "[[term]]\nname = 1\n").unwrap_err();
        assert_eq!((fault.line, fault.column), (2, 8));
    }
}
