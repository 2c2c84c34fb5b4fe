//! Misspellings: words of the vocabulary within one or two edits of a word.
//!
//! Edits are inserted, left-out, replaced and swapped letters (Damerau–Levenshtein). A word of
//! fewer than four letters allows none, of four to seven one, of eight or more two. Words that
//! begin otherwise are left out where that makes another word of it: *nose* is no *dose*, and
//! *ketamine* no *esketamine*; *arketamine* is neither.

use std::sync::OnceLock;

use fst::{IntoStreamer, Map, Streamer};
use levenshtein_automata::{DFA, LevenshteinAutomatonBuilder};

use super::vocabulary::Vocabulary;

/// Letters from which on the first one may be wrong too.
const LONG: usize = 8;

/// Letters from which on a word that is still being typed may be misspelt: one edit in the
/// beginning of any word would find *continue* for *cost*.
const BEGINNING: usize = 6;

/// What it takes to find misspellings in one vocabulary, made at the first one.
#[derive(Default)]
pub struct Typos {
    words: OnceLock<Map<Vec<u8>>>,
    /// For one and for two edits: the tables take a millisecond or more to make.
    tables: [OnceLock<LevenshteinAutomatonBuilder>; 2],
}

impl std::fmt::Debug for Typos {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Typos").finish_non_exhaustive()
    }
}

impl Typos {
    /// Makes everything now that would be made at the first misspelling.
    pub fn warm(&self, vocabulary: &Vocabulary) {
        self.words.get_or_init(|| sorted_map(vocabulary));
        for (edits, made) in (1..).zip(&self.tables) {
            made.get_or_init(|| table(edits));
        }
    }

    /// The words of the vocabulary that are the fewest edits from a folded word. With `beginning`,
    /// where there are none, those that begin with what is the fewest edits from it, if it is long.
    pub fn alike(
        &self,
        vocabulary: &Vocabulary,
        word: &str,
        beginning: bool,
        scored: &mut usize,
    ) -> Vec<u32> {
        let edits = edits(word);
        if edits == 0 {
            return Vec::new();
        }
        let table = self.tables[edits - 1].get_or_init(|| table(edits));
        let whole = self.nearest(vocabulary, word, &table.build_dfa(word), scored);
        if beginning && whole.is_empty() && word.chars().count() >= BEGINNING {
            return self.nearest(vocabulary, word, &table.build_prefix_dfa(word), scored);
        }
        whole
    }

    fn nearest(&self, words: &Vocabulary, word: &str, dfa: &DFA, scored: &mut usize) -> Vec<u32> {
        let map = self.words.get_or_init(|| sorted_map(words));
        let mut stream = map.search(dfa).into_stream();
        let (mut least, mut found) = (u8::MAX, Vec::new());
        while let Some((other, id)) = stream.next() {
            *scored += 1;
            let distance = dfa.eval(other).to_u8();
            let Ok(id) = u32::try_from(id) else { continue };
            if distance > least || is_another_word(word, words.word(id), words) {
                continue;
            }
            if distance < least {
                found.clear();
            }
            least = distance;
            found.push(id);
        }
        found
    }
}

fn sorted_map(words: &Vocabulary) -> Map<Vec<u8>> {
    Map::from_iter(words.iter().zip(0..)).unwrap_or_default()
}

#[expect(clippy::cast_possible_truncation, reason = "one or two")]
fn table(edits: usize) -> LevenshteinAutomatonBuilder {
    LevenshteinAutomatonBuilder::new(edits as u8, true)
}

fn edits(word: &str) -> usize {
    match word.chars().count() {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    }
}

/// Whether the beginnings differ so that the words are two: one is the other with something before
/// it, both are a word of the vocabulary with something before it (*arketamine*, *esketamine*), or a
/// short one has another first letter that no swap explains.
fn is_another_word(word: &str, other: &str, vocabulary: &Vocabulary) -> bool {
    let letters = |word: &str| {
        let mut chars = word.chars();
        (chars.next(), chars.next())
    };
    let ((first, second), (other_first, other_second)) = (letters(word), letters(other));
    if first == other_first {
        return false;
    }
    let swapped = first == other_second && second == other_first;
    let longer = word.ends_with(other) || other.ends_with(word);
    let shared = vocabulary.find(common_end(word, other)).is_some();
    longer || shared || (!swapped && word.chars().count() < LONG)
}

/// The letters in which two words end alike.
fn common_end<'a>(word: &'a str, other: &str) -> &'a str {
    let pairs = word.char_indices().rev().zip(other.chars().rev());
    let alike = pairs.take_while(|((_, a), b)| a == b).last();
    alike.map_or("", |((start, _), _)| &word[start..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(words: &[&'static str], word: &str, beginning: bool) -> Vec<&'static str> {
        let vocabulary = Vocabulary::of(words.iter().copied());
        let ids = Typos::default().alike(&vocabulary, word, beginning, &mut 0);
        ids.into_iter().map(|id| words[id as usize]).collect()
    }

    #[test]
    fn edits_grow_with_the_word() {
        let words = ["ace", "dissociation", "ketamine", "nausea"];
        assert_eq!(found(&words, "acd", false), [""; 0]);
        assert_eq!(found(&words, "nausia", false), ["nausea"]);
        assert_eq!(found(&words, "nasuia", false), [""; 0]);
        assert_eq!(found(&words, "ketmaine", false), ["ketamine"]);
        assert_eq!(found(&words, "disassociation", false), ["dissociation"]);
    }

    #[test]
    fn the_fewest_edits_win() {
        assert_eq!(found(&["medication", "meditation"], "medicatoin", false), ["medication"]);
    }

    #[test]
    fn a_word_being_typed_is_found_by_its_beginning() {
        assert_eq!(found(&["ketamine"], "ketmai", true), ["ketamine"]);
        assert_eq!(found(&["ketamine"], "ketmai", false), [""; 0]);
    }

    #[test]
    fn another_beginning_makes_another_word() {
        assert_eq!(found(&["gain", "ketamine", "nose"], "esketamine", false), [""; 0]);
        assert_eq!(found(&["gain", "nose"], "dose", false), [""; 0]);
        assert_eq!(found(&["esketamine"], "ketamine", false), [""; 0]);
        assert_eq!(found(&["esketamine", "ketamine"], "arketamine", false), [""; 0]);
        assert_eq!(found(&["esketamine"], "asketamine", false), ["esketamine"]);
        assert_eq!(found(&["ketamine"], "jetamine", false), ["ketamine"]);
        assert_eq!(found(&["anxiety"], "naxiety", false), ["anxiety"]);
    }

    proptest! {
        #[test]
        fn agrees_with_a_plain_distance(
            words in prop::collection::btree_set("a[a-c]{3,8}", 1..20),
            word in "a[a-c]{3,8}",
        ) {
            let vocabulary = Vocabulary::of(words.iter().map(String::as_str));
            let ids = Typos::default().alike(&vocabulary, &word, false, &mut 0);
            let found: Vec<_> = ids.into_iter().map(|id| vocabulary.word(id).to_owned()).collect();
            let distance = |w: &String| strsim::osa_distance(w, &word);
            let least = words.iter().map(distance).min().filter(|&d| d <= edits(&word));
            let near = |w: &&String| Some(distance(w)) == least;
            prop_assert_eq!(found, words.iter().filter(near).cloned().collect::<Vec<_>>());
        }
    }
}
