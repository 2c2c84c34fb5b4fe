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
use super::phrase::Known;
use super::postings::{Growing, Postings, Stretch};
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
    pub(super) phrases: Known,
    pub(super) filing: Filing,
    /// All that is indexed.
    pub(super) searched: Searched,
    postings: Vec<Postings>,
}

/// An index while articles are being added.
#[derive(Debug, Clone, Default)]
pub struct Builder {
    words: Words,
    units: Units,
    filing: facets::Growing,
    /// Ids of the sources, and their numbers in order of their first article.
    sources: HashMap<String, u32>,
    searched: Searched,
}

/// Every word of some articles and the passages where it stands, numbered from 0: what takes the
/// time of building an index, and can be made of several parts of a library at once.
#[derive(Debug, Default)]
pub struct Concordance {
    /// The words, one after the other.
    text: String,
    /// Their postings, one after the other.
    postings: Vec<u8>,
    /// Bytes of each word, and its postings.
    lengths: Vec<(usize, Stretch)>,
    /// Passages.
    units: u32,
}

/// A concordance while articles are being added.
#[derive(Debug, Clone, Default)]
struct Words {
    /// Every word of a library is looked up here once: short words in place, a quick hash.
    ids: HashMap<CompactString, u32, FixedState>,
    growing: Vec<Growing>,
    /// Passages so far.
    units: u32,
}

impl Index {
    /// The index of a whole library.
    #[must_use]
    pub fn build(library: &Library) -> Self {
        let mut builder = Builder::default();
        library.articles().for_each(|(at, article)| builder.add(&library.topics, at, article));
        builder.finish()
    }

    /// Makes ahead what the first misspelt word and the first name of a term would wait for: of 70,000
    /// words and 600,000 passages some 20 ms and 10 ms a name. For a thread that has built an index in
    /// the background. The library must be the one that was indexed.
    pub fn warm(&self, library: &Library) {
        self.typos.warm(&self.vocabulary);
        self.look_up_names(library);
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
        self.place(at, article);
        self.words.add(topics, article);
    }

    /// Adds the articles of a concordance, with their places, in its order and library order.
    pub fn append<'a>(
        &mut self,
        words: &Concordance,
        articles: impl IntoIterator<Item = (ArticleRef, &'a Article)>,
    ) {
        articles.into_iter().for_each(|(at, article)| self.place(at, article));
        self.words.append(words);
    }

    /// Numbers the passages of an article.
    fn place(&mut self, at: ArticleRef, article: &Article) {
        let source = self.source(&article.source.id);
        self.units.begin(at, source);
        self.filing.begin(article);
        self.searched.articles += 1;
        self.searched.sections += article.sections.len();
        self.searched.words += article.words();
        for passage in &article.passages {
            self.units.push(passage.words);
            self.filing.push(passage.section);
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
        let (vocabulary, postings) = self.words.finish();
        Index {
            vocabulary,
            postings,
            units: self.units,
            typos: Typos::default(),
            phrases: Known::default(),
            filing: self.filing.finish(),
            searched: self.searched,
        }
    }

    fn source(&mut self, id: &str) -> u32 {
        let new = u32::try_from(self.sources.len()).unwrap_or(u32::MAX);
        *self.sources.entry(id.to_owned()).or_insert(new)
    }
}

impl Concordance {
    /// Of these articles, filed under these topics.
    #[must_use]
    pub fn of<'a>(topics: &Topics, articles: impl IntoIterator<Item = &'a Article>) -> Self {
        let mut words = Words::default();
        articles.into_iter().for_each(|article| words.add(topics, article));
        words.flat()
    }

    /// Each word with its postings.
    fn iter(&self) -> impl Iterator<Item = (&str, Stretch, &[u8])> {
        let (mut text, mut postings) = (self.text.as_str(), self.postings.as_slice());
        self.lengths.iter().map(move |&(length, stretch)| {
            let (word, bytes);
            (word, text) = text.split_at(length);
            (bytes, postings) = postings.split_at(stretch.bytes);
            (word, stretch, bytes)
        })
    }
}

impl Words {
    fn add(&mut self, topics: &Topics, article: &Article) {
        let mut known = HashMap::new();
        let shared = self.header(&mut known, fields::of_article(article));
        let (mut section, mut around) = (None, Vec::new());
        for passage in &article.passages {
            if section != Some(passage.section) {
                section = Some(passage.section);
                let texts = fields::of_section(topics, article, passage.section);
                around = self.header(&mut known, texts);
            }
            let unit = self.units;
            self.units += 1;
            each_word(&passage.text, |word| {
                let id = self.id(word);
                self.growing[id as usize].note(unit, Fields::TEXT);
            });
            for &(id, field) in shared.iter().chain(&around) {
                self.growing[id as usize].note(unit, field);
            }
        }
    }

    /// Adds what follows.
    fn append(&mut self, next: &Concordance) {
        for (word, stretch, bytes) in next.iter() {
            let id = self.id(word);
            self.growing[id as usize].append(stretch, bytes, self.units);
        }
        self.units += next.units;
    }

    /// The same in few pieces, which one thread can leave to another.
    fn flat(self) -> Concordance {
        let mut flat = Concordance { units: self.units, ..Concordance::default() };
        let mut growing = self.growing;
        for (word, id) in self.ids {
            let stretch = std::mem::take(&mut growing[id as usize]).write_to(&mut flat.postings);
            flat.text.push_str(&word);
            flat.lengths.push((word.len(), stretch));
        }
        flat
    }

    /// Every word in order, and its passages.
    fn finish(self) -> (Vocabulary, Vec<Postings>) {
        let mut words: Vec<(CompactString, u32)> = self.ids.into_iter().collect();
        words.sort_unstable();
        let (mut growing, units) = (self.growing, self.units as usize);
        let mut postings = |id: u32| std::mem::take(&mut growing[id as usize]).finish(units);
        let postings = words.iter().map(|&(_, id)| postings(id)).collect();
        (Vocabulary::of(words.iter().map(|(word, _)| word.as_str())), postings)
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
    use crate::library::{Passage, Section};
    use proptest::prelude::*;

    fn passage(text: &str) -> Passage {
        Passage { text: text.to_owned(), words: 1, ..Passage::default() }
    }

    proptest! {
        #[test]
        fn parts_come_to_the_same_as_the_whole(
            texts in prop::collection::vec("[a-c]{1,2}( [a-c]{1,2}){0,3}", 0..12),
            size in 1_usize..5,
        ) {
            let topics = Topics::default();
            let article = |text: &String| {
                let passages = text.split(' ').map(passage).collect();
                let sections = vec![Section { heading: "a b".to_owned(), ..Section::default() }];
                Article { title: text.clone(), sections, passages, ..Article::default() }
            };
            let articles: Vec<Article> = texts.iter().map(article).collect();
            let at = |article| ArticleRef { subject: 0, article };
            let (mut whole, mut parts) = (Builder::default(), Builder::default());
            for (i, article) in articles.iter().enumerate() {
                whole.add(&topics, at(i), article);
            }
            for (i, part) in articles.chunks(size).enumerate() {
                let places = part.iter().enumerate().map(|(j, a)| (at(i * size + j), a));
                parts.append(&Concordance::of(&topics, part), places);
            }
            prop_assert_eq!(format!("{:?}", parts.finish()), format!("{:?}", whole.finish()));
        }

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
