//! Phrases: words in a row, within one field.
//!
//! The index has no positions: the passages that have all the words in one field are found there,
//! and then read.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::bits::{Bits, Ranked};
use super::expand::Expander;
use super::fields::{self, Fields};
use super::index::Index;
use super::postings::Posting;
use super::units::{Place, fetch};
use super::{Note, Work};
use crate::library::words::words;
use crate::library::{ArticleRef, Library};

/// Passages that are read for one phrase.
const MOST_READ: usize = 10_000;

/// What looking for phrases reads, and what it reports.
pub struct Phrases<'a, 'w> {
    /// Where the words stand.
    pub index: &'a Index,
    /// Where the texts are.
    pub library: &'a Library,
    /// Counted up.
    pub work: &'w mut Work,
    /// Added to.
    pub notes: &'w mut Vec<Note>,
}

/// The phrases of an index that were looked for last, by their words: while a query is typed, every
/// letter asks for them again.
#[derive(Debug, Default)]
pub struct Known(Mutex<HashMap<Vec<u32>, Found>>);

/// Where a phrase stands.
#[derive(Debug, Clone)]
struct Found {
    postings: Arc<[Posting]>,
    /// Whether there were more passages than are read.
    is_cut: bool,
}

/// Phrases that are kept; at most some 80 kB each.
const MOST_KNOWN: usize = 256;

/// How many of these may be looked for before they are asked for.
const MOST_AHEAD: usize = 192;

/// Passages that are fetched before any of them is read.
const AT_ONCE: usize = 64;

/// Bytes that are looked at together.
const CHUNK: usize = 32;

/// The bit that tells a small letter from its capital.
const CASE: u8 = 32;

impl Index {
    /// Looks for the names of the glossary's terms, since a query with one of them asks for the others.
    pub(super) fn look_up_names(&self, library: &Library) {
        let (mut work, mut notes) = (Work::default(), Vec::new());
        let mut phrases = Phrases::new(self, library, &mut work, &mut notes);
        let expander = Expander::new(self, &library.glossary);
        expander.names().take(MOST_AHEAD).for_each(|name| _ = phrases.find(&name));
    }
}

/// Reads passages for one phrase.
struct Reader<'a> {
    library: &'a Library,
    words: Vec<&'a str>,
    around: Around,
}

impl Reader<'_> {
    /// Where the phrase stands in a passage, if anywhere.
    fn read(&mut self, shared: Shared, place: Place) -> Option<Posting> {
        let Shared { unit, in_text, fields } = shared;
        let count = if in_text { count(&place.passage.text, &self.words) } else { 0 };
        let count = u8::try_from(count).unwrap_or(u8::MAX);
        let near = !fields.is_empty();
        let fields = near.then(|| self.around.fields(self.library, place, &self.words));
        let fields = fields.unwrap_or_default();
        (count > 0 || !fields.is_empty()).then_some(Posting { unit, fields, count })
    }
}

/// A unit in which all words of a phrase share some fields.
#[derive(Clone, Copy)]
struct Shared {
    unit: u32,
    in_text: bool,
    fields: Fields,
}

impl<'a, 'w> Phrases<'a, 'w> {
    /// Looks for phrases of an indexed library.
    pub fn new(
        index: &'a Index,
        library: &'a Library,
        work: &'w mut Work,
        notes: &'w mut Vec<Note>,
    ) -> Self {
        Self { index, library, work, notes }
    }

    /// Where a phrase of the vocabulary's words stands, in order.
    pub fn find(&mut self, phrase: &[u32]) -> Arc<[Posting]> {
        let known = self.index.phrases.get(phrase);
        let found = known.unwrap_or_else(|| {
            let found = self.look_for(phrase);
            self.index.phrases.keep(phrase, &found);
            found
        });
        if found.is_cut {
            self.note_cut(phrase);
        }
        found.postings
    }

    fn note_cut(&mut self, phrase: &[u32]) {
        let note = Note::CommonPhrase { phrase: self.words(phrase).join(" "), read: MOST_READ };
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    fn words(&self, phrase: &[u32]) -> Vec<&'a str> {
        phrase.iter().map(|&id| self.index.vocabulary.word(id)).collect()
    }

    fn look_for(&mut self, phrase: &[u32]) -> Found {
        let words = self.words(phrase);
        let mut shared = self.shared(phrase);
        let is_cut = shared.len() > MOST_READ;
        shared.truncate(MOST_READ);
        self.work.passages_reread += shared.len();
        let mut places = self.index.units.places(self.library);
        let mut reader = Reader { library: self.library, words, around: Around::default() };
        let mut found = Vec::new();
        for shared in shared.chunks(AT_ONCE) {
            let places: Vec<Place> = shared.iter().map(|shared| places.next(shared.unit)).collect();
            fetch(&places);
            let read =
                shared.iter().zip(places).filter_map(|(shared, at)| reader.read(*shared, at));
            found.extend(read);
        }
        Found { postings: found.into(), is_cut }
    }

    /// The units that have every word in one field, as far as the index knows.
    fn shared(&mut self, words: &[u32]) -> Vec<Shared> {
        let mut lists: Vec<_> = words.iter().map(|&id| (id, self.index.postings(id))).collect();
        lists.sort_unstable_by_key(|&(id, _)| id);
        lists.dedup_by_key(|&mut (id, _)| id);
        self.work.postings += lists.iter().map(|(_, list)| list.len()).sum::<usize>();
        let mut all = Bits::all(self.index.passages());
        for (_, list) in &lists {
            let mut units = Bits::none(self.index.passages());
            list.add_to(&mut units);
            all.keep(&units);
        }
        let all = Ranked::new(all);
        let mut shared: Vec<_> = all.bits().iter().map(Shared::all).collect();
        for (_, list) in &lists {
            list.each_in(&all, |place, posting| shared[place].keep(posting));
        }
        shared.retain(|shared| shared.in_text || !shared.fields.is_empty());
        shared
    }
}

impl Known {
    fn get(&self, phrase: &[u32]) -> Option<Found> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(phrase).cloned()
    }

    fn keep(&self, phrase: &[u32], found: &Found) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() == MOST_KNOWN {
            known.clear();
        }
        known.insert(phrase.to_vec(), found.clone());
    }
}

impl Shared {
    fn all(unit: u32) -> Self {
        Self { unit, in_text: true, fields: Fields::from_bits(u8::MAX) }
    }

    /// Keeps what a word has of this too.
    fn keep(&mut self, posting: Posting) {
        self.fields = self.fields & posting.fields;
        self.in_text &= posting.count > 0;
    }
}

/// How often words stand in a row in a text.
fn count(text: &str, phrase: &[&str]) -> usize {
    let Some(&first) = phrase.first() else { return 0 };
    let mut count = 0;
    each_start(text, first, |at| {
        let run = words(&text[at..]).map(|w| w.folded).filter(|w| !w.is_empty());
        count += usize::from(run.take(phrase.len()).eq(phrase.iter().copied()));
    });
    count
}

/// Visits where a folded word may start in a text, and every place where it does. Only what stands
/// between blanks with a letter that is not plain, or with an apostrophe, is cut into words.
fn each_start(text: &str, word: &str, mut visit: impl FnMut(usize)) {
    let (bytes, letters) = (text.as_bytes(), word.as_bytes().first_chunk());
    let Some(&pair) = letters.filter(|[first, _]| first.is_ascii_alphabetic()) else {
        return each_of_all(text, word, visit);
    };
    let mut done = 0;
    each_spot(bytes, pair, |at| {
        if at < done {
            return;
        }
        let blank = |b: &u8| b.is_ascii_whitespace();
        let start = bytes[..at].iter().rposition(blank).map_or(0, |blank| blank + 1);
        let end = bytes[at..].iter().position(blank).map_or(text.len(), |blank| at + blank);
        if bytes[start..end].iter().any(|&byte| is_odd(byte)) {
            each_of_all(&text[start..end], word, |at| visit(start + at));
            done = end;
        } else if at == 0 || !bytes[at - 1].is_ascii_alphanumeric() {
            visit(at);
        }
    });
}

/// Visits where a folded word starts, by cutting the text into words.
fn each_of_all(text: &str, word: &str, visit: impl FnMut(usize)) {
    words(text).filter(|w| w.folded == word).map(|w| w.range.start).for_each(visit);
}

/// Whether a byte is of a letter that is not plain, or an apostrophe, which may stand in a word.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "without branches a whole chunk is looked at at once"
)]
fn is_odd(byte: u8) -> bool {
    (byte > 127) | (byte == b'\'')
}

/// Visits where two bytes stand in a row, in either case, and the odd ones. Most of a text is passed
/// over a chunk at a time: this is what looking for a phrase spends its time on.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "without branches a whole chunk is looked at at once"
)]
fn each_spot(text: &[u8], pair: [u8; 2], mut visit: impl FnMut(usize)) {
    let [first, second] = pair.map(|byte| byte | CASE);
    let fits = |a: u8, b: u8| ((a | CASE == first) & (b | CASE == second)) | is_odd(a);
    let after = text.get(1..).unwrap_or_default();
    for (i, (these, after)) in text.chunks(CHUNK).zip(after.chunks(CHUNK)).enumerate() {
        let pairs = || these.iter().zip(after);
        if pairs().fold(false, |any, (&a, &b)| any | fits(a, b)) {
            let spots = pairs().enumerate().filter(|(_, (a, b))| fits(**a, **b));
            spots.for_each(|(j, _)| visit(i * CHUNK + j));
        }
    }
}

/// The fields around passages with a phrase, kept for the passages of one section.
#[derive(Default)]
struct Around {
    section: Option<(ArticleRef, usize)>,
    fields: Fields,
}

impl Around {
    fn fields(&mut self, library: &Library, place: Place, phrase: &[&str]) -> Fields {
        let section = (place.at.article, place.passage.section);
        if self.section != Some(section) {
            let texts = fields::around(library, place.article, place.passage.section);
            let with = texts.filter(|(_, text)| count(text, phrase) > 0);
            self.fields = with.fold(Fields::default(), |all, (field, _)| all | field);
            self.section = Some(section);
        }
        self.fields
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_phrase_is_counted_by_whole_words() {
        assert_eq!(count("Side effects: side-effects, beside effects.", &["side", "effects"]), 2);
        assert_eq!(count("the clinic's café", &["clinic", "cafe"]), 1);
        assert_eq!(count("0.5 mg, 5 mg", &["5", "mg"]), 1);
    }

    fn count_all(text: &str, phrase: &[&str]) -> usize {
        let words: Vec<_> = words(text).map(|w| w.folded).filter(|w| !w.is_empty()).collect();
        words.windows(phrase.len()).filter(|run| run.iter().eq(phrase)).count()
    }

    proptest! {
        #[test]
        fn a_phrase_is_counted_as_in_a_list_of_words(
            text in "([abAB5éß]{1,2}(['’]?[abs]){0,2}[ .,'’-]{0,2}){0,20}|([abAB5]{1,3}[ .,-]{1,2}){0,40}",
            phrase in prop::collection::vec("[ab5]{1,3}|as|ss|a[ab]", 1..3),
        ) {
            let phrase: Vec<&str> = phrase.iter().map(String::as_str).collect();
            prop_assert_eq!(count(&text, &phrase), count_all(&text, &phrase));
        }
    }
}
