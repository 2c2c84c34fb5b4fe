//! The index: which words stand in which passages.
//!
//! It is built article by article in library order ([`Builder`]), so that a large library can be
//! added in chunks, and each article's text is cut into words once. What is kept is the
//! vocabulary, a byte or two for every word of every passage, and six bytes or so a passage.

use std::collections::HashMap;

use compact_str::CompactString;
use foldhash::fast::FixedState;

use super::Searched;
use super::facets::{self, Filing};
use super::fields::{self, Fields};
use super::postings::{Growing, Postings};
use super::typo::Typos;
use super::units::Units;
use super::vocabulary::Vocabulary;
use crate::library::words::words;
use crate::library::{Article, ArticleRef, Library, Topics};

/// Which words stand in which passages of one library.
#[derive(Debug, Default)]
pub struct Index {
    pub(super) vocabulary: Vocabulary,
    pub(super) units: Units,
    pub(super) typos: Typos,
    pub(super) filing: Filing,
    /// All that is indexed.
    pub(super) searched: Searched,
    postings: Vec<Postings>,
}

/// An index while articles are being added.
#[derive(Debug, Clone, Default)]
pub struct Builder {
    /// Every word of a library is looked up here once: short words in place, a quick hash.
    ids: HashMap<CompactString, u32, FixedState>,
    growing: Vec<Growing>,
    units: Units,
    filing: facets::Growing,
    /// Ids of the sources, and their numbers in order of their first article.
    sources: HashMap<String, u32>,
    searched: Searched,
}

impl Index {
    /// The index of a whole library.
    #[must_use]
    pub fn build(library: &Library) -> Self {
        let mut builder = Builder::default();
        library.articles().for_each(|(at, article)| builder.add(&library.topics, at, article));
        builder.finish()
    }

    /// Makes ahead what the first misspelt word would wait for: some 20 ms for 70,000 words. For a
    /// thread that has built an index in the background.
    pub fn warm(&self) {
        self.typos.warm(&self.vocabulary);
    }

    /// How much is indexed.
    #[must_use]
    pub fn size(&self) -> Searched {
        self.searched
    }

    /// How many passages are indexed.
    #[must_use]
    pub fn passages(&self) -> usize {
        self.units.len()
    }

    /// The passages with a word of the vocabulary.
    pub(super) fn postings(&self, word: u32) -> &Postings {
        &self.postings[word as usize]
    }
}

impl Builder {
    /// Adds an article, filed under these topics; articles are added in library order.
    pub fn add(&mut self, topics: &Topics, at: ArticleRef, article: &Article) {
        let source = self.source(&article.source.id);
        self.units.begin(at, source);
        self.filing.begin(article);
        self.searched.articles += 1;
        self.searched.sections += article.sections.len();
        self.searched.words += article.words();
        let mut known = HashMap::new();
        let shared = self.header(&mut known, fields::of_article(article));
        let (mut section, mut around) = (None, Vec::new());
        for passage in &article.passages {
            if section != Some(passage.section) {
                section = Some(passage.section);
                let texts = fields::of_section(topics, article, passage.section);
                around = self.header(&mut known, texts);
            }
            let unit = self.units.push(passage.words);
            self.filing.push(passage.section);
            each_word(&passage.text, |word| {
                let id = self.id(word);
                self.growing[id as usize].note(unit, Fields::TEXT);
            });
            for &(id, field) in shared.iter().chain(&around) {
                self.growing[id as usize].note(unit, field);
            }
        }
    }

    /// The index of what was added so far; more may follow.
    #[must_use]
    pub fn snapshot(&self) -> Index {
        self.clone().finish()
    }

    /// The index of what was added.
    #[must_use]
    pub fn finish(self) -> Index {
        let mut words: Vec<(CompactString, u32)> = self.ids.into_iter().collect();
        words.sort_unstable();
        let (mut growing, units) = (self.growing, self.units.len());
        let mut postings = |id: u32| std::mem::take(&mut growing[id as usize]).finish(units);
        Index {
            postings: words.iter().map(|&(_, id)| postings(id)).collect(),
            vocabulary: Vocabulary::of(words.iter().map(|(word, _)| word.as_str())),
            units: self.units,
            typos: Typos::default(),
            filing: self.filing.finish(),
            searched: self.searched,
        }
    }

    fn source(&mut self, id: &str) -> u32 {
        let new = u32::try_from(self.sources.len()).unwrap_or(u32::MAX);
        *self.sources.entry(id.to_owned()).or_insert(new)
    }

    /// The words of some texts, each once with all its fields; a text that is known is not cut again.
    fn header<'a>(
        &mut self,
        known: &mut HashMap<&'a str, Vec<u32>>,
        texts: impl Iterator<Item = (Fields, &'a str)>,
    ) -> Vec<(u32, Fields)> {
        let mut header: Vec<(u32, Fields)> = Vec::new();
        for (field, text) in texts {
            for &id in known.entry(text).or_insert_with(|| self.ids_of(text)).iter() {
                match header.iter_mut().find(|(other, _)| *other == id) {
                    Some((_, fields)) => *fields |= field,
                    None => header.push((id, field)),
                }
            }
        }
        header
    }

    fn ids_of(&mut self, text: &str) -> Vec<u32> {
        let mut ids = Vec::new();
        each_word(text, |word| ids.push(self.id(word)));
        ids
    }

    fn id(&mut self, word: &str) -> u32 {
        if let Some(&id) = self.ids.get(word) {
            return id;
        }
        let id = u32::try_from(self.growing.len()).unwrap_or(u32::MAX);
        self.ids.insert(word.into(), id);
        self.growing.push(Growing::default());
        id
    }
}

/// Every folded word of a text, and the joined forms of its hyphenated words, in one pass.
fn each_word(text: &str, mut take: impl FnMut(&str)) {
    let (mut joined, mut parts, mut hyphen) = (String::new(), 0, None);
    for word in words(text) {
        let goes_on = text.as_bytes().get(word.range.end) == Some(&b'-');
        let joins = hyphen.is_some_and(|at| at + 1 == word.range.start);
        hyphen = goes_on.then_some(word.range.end);
        if !joins && parts > 0 {
            compound(&joined, parts, &mut take);
            joined.clear();
            parts = 0;
        }
        if joins || goes_on {
            joined.push_str(&word.folded);
            parts += 1;
        }
        if !word.folded.is_empty() {
            take(&word.folded);
        }
    }
    compound(&joined, parts, &mut take);
}

fn compound(joined: &str, parts: usize, take: &mut impl FnMut(&str)) {
    if parts > 1 {
        take(joined);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::words::compounds;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn one_pass_has_all_words_and_compounds(text in "([a-cÉ]{1,3}[ -]{0,2}|['’. ]){0,20}") {
            let mut taken = Vec::new();
            each_word(&text, |word| taken.push(word.to_owned()));
            let mut expected: Vec<String> =
                words(&text).chain(compounds(&text)).map(|w| w.folded.into_owned()).collect();
            taken.sort();
            expected.sort();
            prop_assert_eq!(taken, expected);
        }
    }
}
