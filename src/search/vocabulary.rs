//! The vocabulary: every folded word of the library, sorted, each with its letters as a mask.

use std::ops::Range;

/// Every word of the library once, in the order of its bytes; a word's number is its place.
#[derive(Debug, Default)]
pub struct Vocabulary {
    text: String,
    ends: Vec<u32>,
    masks: Vec<u32>,
}

impl Vocabulary {
    /// A vocabulary of words that come sorted, each once.
    pub(super) fn of<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let mut vocabulary = Self::default();
        for word in words {
            vocabulary.text.push_str(word);
            vocabulary.ends.push(u32::try_from(vocabulary.text.len()).unwrap_or(u32::MAX));
            vocabulary.masks.push(letters(word));
        }
        vocabulary
    }

    /// How many words there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The word of a number below [`Vocabulary::len`].
    #[must_use]
    pub fn word(&self, id: u32) -> &str {
        let id = id as usize;
        let start = if id == 0 { 0 } else { self.ends[id - 1] as usize };
        &self.text[start..self.ends[id] as usize]
    }

    /// Every word, in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.end()).map(|id| self.word(id))
    }

    /// The number of a folded word.
    #[must_use]
    pub fn find(&self, word: &str) -> Option<u32> {
        let at = self.first_not(|other| other < word);
        (at < self.end() && self.word(at) == word).then_some(at)
    }

    /// The words that begin with some folded letters.
    #[must_use]
    pub fn starting(&self, start: &str) -> Range<u32> {
        let before = |other: &str| other < start || other.starts_with(start);
        self.first_not(|other| other < start)..self.first_not(before)
    }

    /// The letters of a word, as [`letters`] tells them.
    pub(super) fn mask(&self, id: u32) -> u32 {
        self.masks[id as usize]
    }

    fn end(&self) -> u32 {
        u32::try_from(self.len()).unwrap_or(u32::MAX)
    }

    /// The first word for which the predicate no longer holds.
    fn first_not(&self, holds: impl Fn(&str) -> bool) -> u32 {
        let (mut low, mut high) = (0, self.end());
        while low < high {
            let middle = low + (high - low) / 2;
            if holds(self.word(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

/// Which letters a folded word has: a bit for each of a to z, one for digits, one for the rest.
/// A word that has all letters of another in their order has all bits of its mask.
pub(super) fn letters(word: &str) -> u32 {
    word.bytes().fold(0, |mask, byte| {
        mask | 1
            << match byte {
                b'a'..=b'z' => byte - b'a',
                b'0'..=b'9' => 26,
                _ => 27,
            }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn finds_what_a_scan_finds(
            words in prop::collection::btree_set("[a-cé]{1,4}", 0..30),
            asked in "[a-cé]{0,3}",
        ) {
            let vocabulary = Vocabulary::of(words.iter().map(String::as_str));
            let ids = vocabulary.starting(&asked);
            let found: BTreeSet<_> = ids.map(|id| vocabulary.word(id).to_owned()).collect();
            let scanned = words.iter().filter(|w| w.starts_with(&asked)).cloned().collect();
            prop_assert_eq!(found, scanned);
            let at = vocabulary.find(&asked).map(|id| vocabulary.word(id));
            prop_assert_eq!(at, words.contains(&asked).then_some(asked.as_str()));
        }
    }

    #[test]
    fn a_mask_covers_every_part_of_its_word() {
        let mask = letters("ketamine");
        assert_eq!(letters("ktmn") & !mask, 0);
        assert_ne!(letters("nausea") & !mask, 0);
    }
}
