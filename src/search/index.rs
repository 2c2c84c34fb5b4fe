//! The index: which words stand in which passages.
//!
//! It is built article by article in library order ([`Builder`]), so that a large library can be
//! added in chunks, and each article's text is cut into words once. What is kept is the
//! vocabulary, a byte or two for every word of every passage, and six bytes or so a passage.

use std::collections::HashMap;

use super::Searched;
use super::fields::{self, Fields};
use super::postings::{Growing, Postings};
use super::typo::Typos;
use super::units::Units;
use super::vocabulary::Vocabulary;
use crate::library::words::{compounds, words};
use crate::library::{ArticleRef, Library};

/// Which words stand in which passages of one library.
#[derive(Debug, Default)]
pub struct Index {
    pub(super) vocabulary: Vocabulary,
    pub(super) units: Units,
    pub(super) typos: Typos,
    /// All that is indexed.
    pub(super) searched: Searched,
    postings: Vec<Postings>,
}

/// An index while articles are being added.
#[derive(Debug, Default)]
pub struct Builder {
    ids: HashMap<Box<str>, u32>,
    growing: Vec<Growing>,
    units: Units,
    /// Ids of the sources, and their numbers in order of their first article.
    sources: HashMap<String, u32>,
    searched: Searched,
}

impl Index {
    /// The index of a whole library.
    #[must_use]
    pub fn build(library: &Library) -> Self {
        let mut builder = Builder::default();
        library.articles().for_each(|(at, _)| builder.add(library, at));
        builder.finish()
    }

    /// How many passages are indexed.
    #[must_use]
    pub fn passages(&self) -> usize {
        self.units.len()
    }

    /// Every word of the library.
    #[must_use]
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// The passages with a word of the vocabulary.
    pub(super) fn postings(&self, word: u32) -> &Postings {
        &self.postings[word as usize]
    }
}

impl Builder {
    /// Adds an article; articles are added in library order.
    pub fn add(&mut self, library: &Library, at: ArticleRef) {
        let article = library.article(at);
        let source = self.source(&article.source.id);
        self.units.begin(at, source);
        self.searched.articles += 1;
        self.searched.sections += article.sections.len();
        self.searched.words += article.words();
        let shared = self.ids_of(fields::of_article(article));
        let (mut section, mut around) = (None, Vec::new());
        for passage in &article.passages {
            if section != Some(passage.section) {
                section = Some(passage.section);
                around = self.ids_of(fields::of_section(library, article, passage.section));
            }
            let unit = self.units.push(passage.words);
            each_word(&passage.text, |word| {
                let id = self.id(word);
                self.growing[id as usize].note(unit, Fields::TEXT);
            });
            for &(id, field) in shared.iter().chain(&around) {
                self.growing[id as usize].note(unit, field);
            }
        }
    }

    /// The index of what was added.
    #[must_use]
    pub fn finish(self) -> Index {
        let mut words: Vec<(Box<str>, u32)> = self.ids.into_iter().collect();
        words.sort_unstable();
        let mut growing = self.growing;
        let mut postings = |id: u32| std::mem::take(&mut growing[id as usize]).finish();
        Index {
            postings: words.iter().map(|&(_, id)| postings(id)).collect(),
            vocabulary: Vocabulary::of(words.iter().map(|(word, _)| word.as_ref())),
            units: self.units,
            typos: Typos::default(),
            searched: self.searched,
        }
    }

    fn source(&mut self, id: &str) -> u32 {
        let new = u32::try_from(self.sources.len()).unwrap_or(u32::MAX);
        *self.sources.entry(id.to_owned()).or_insert(new)
    }

    fn ids_of<'a>(&mut self, texts: impl Iterator<Item = (Fields, &'a str)>) -> Vec<(u32, Fields)> {
        let mut ids = Vec::new();
        for (field, text) in texts {
            each_word(text, |word| ids.push((self.id(word), field)));
        }
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

/// Every folded word of a text, and the joined forms of its hyphenated words.
fn each_word(text: &str, mut take: impl FnMut(&str)) {
    words(text).filter(|w| !w.folded.is_empty()).for_each(|w| take(&w.folded));
    if text.contains('-') {
        compounds(text).for_each(|w| take(&w.folded));
    }
}
