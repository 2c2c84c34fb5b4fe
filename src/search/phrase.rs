//! Phrases: words in a row, within one field.
//!
//! The index has no positions: the passages with all the words are found there, and then read.

use super::fields::{self, Fields};
use super::index::Index;
use super::postings::Posting;
use super::units::Place;
use super::{Note, Work};
use crate::library::Library;
use crate::library::words::words;

/// Passages that are read for one phrase.
const MOST_READ: usize = 50_000;

/// What looking for phrases reads, and what it reports.
pub struct Phrases<'a> {
    /// Where the words stand.
    pub index: &'a Index,
    /// Where the texts are.
    pub library: &'a Library,
    /// Counted up.
    pub work: &'a mut Work,
    /// Added to.
    pub notes: &'a mut Vec<Note>,
}

impl Phrases<'_> {
    /// Where a phrase of the vocabulary's words stands, in order.
    pub fn find(&mut self, phrase: &[u32]) -> Vec<Posting> {
        let texts: Vec<&str> = phrase.iter().map(|&id| self.index.vocabulary.word(id)).collect();
        let mut units = self.units_with(phrase);
        if units.len() > MOST_READ {
            units.truncate(MOST_READ);
            self.notes.push(Note::CommonPhrase { phrase: texts.join(" "), read: MOST_READ });
        }
        self.work.passages_reread += units.len();
        let mut around = Around::default();
        let posting = |unit| {
            let place = self.index.units.place(self.library, unit);
            let fields = around.fields(self.library, place, &texts);
            let count = u8::try_from(count(&place.passage.text, &texts)).unwrap_or(u8::MAX);
            (count > 0 || !fields.is_empty()).then_some(Posting { unit, fields, count })
        };
        units.into_iter().filter_map(posting).collect()
    }

    /// The units that have every word somewhere.
    fn units_with(&mut self, words: &[u32]) -> Vec<u32> {
        let mut words = words.to_vec();
        words.sort_by_key(|&id| (self.index.postings(id).len(), id));
        words.dedup();
        let mut units: Option<Vec<u32>> = None;
        for id in words {
            let postings = self.index.postings(id);
            self.work.postings += postings.len();
            let with = postings.iter().map(|p| p.unit);
            units = Some(match units {
                None => with.collect(),
                Some(units) => both(&units, with),
            });
        }
        units.unwrap_or_default()
    }
}

/// What two ascending lists share.
fn both(units: &[u32], with: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut units = units.iter().copied().peekable();
    let shared = |&unit: &u32| {
        while units.next_if(|&u| u < unit).is_some() {}
        units.peek() == Some(&unit)
    };
    with.filter(shared).collect()
}

/// How often words stand in a row in a text.
fn count(text: &str, phrase: &[&str]) -> usize {
    let words: Vec<_> = words(text).map(|w| w.folded).filter(|w| !w.is_empty()).collect();
    words.windows(phrase.len()).filter(|run| run.iter().eq(phrase)).count()
}

/// The fields around passages with a phrase, kept for the passages of one section.
#[derive(Default)]
struct Around {
    section: Option<(crate::library::ArticleRef, usize)>,
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
