//! Beginnings of words: a small table that tells most words that begin no phrase without folding them.

/// Letters of a word that are looked at.
const LETTERS: usize = 3;

/// Bits of a letter; upper and lower case have the same.
const BITS: usize = 5;

/// Bits of the table: each beginning has one for words of no more letters, and one for longer ones.
const SIZE: usize = 2 << (LETTERS * BITS);

/// Which beginnings there are.
#[derive(Debug, Clone, Default)]
pub struct Begins(Vec<u64>);

impl Begins {
    /// Adds a folded word.
    pub fn add(&mut self, word: &str) {
        self.0.resize(SIZE / 64, 0);
        let Some(place) = place(word) else { return self.0.fill(u64::MAX) };
        // The plural of a short word is a longer one.
        for place in [place, place | 1] {
            self.0[place / 64] |= 1 << (place % 64);
        }
    }

    /// Whether a word as it stands in a text, also in the plural, may be one of these; no for most
    /// that are not.
    pub fn may(&self, word: &str) -> bool {
        let is_there =
            |place: usize| self.0.get(place / 64).is_some_and(|bits| bits >> (place % 64) & 1 == 1);
        place(word).map_or(!self.0.is_empty(), is_there)
    }
}

/// The bit of a word by its first letters and whether it has more; none where folding may change the
/// letters.
fn place(word: &str) -> Option<usize> {
    let letters = &word.as_bytes()[..word.len().min(LETTERS)];
    let add = |place: usize, byte: &u8| {
        byte.is_ascii_alphanumeric().then(|| place << BITS | usize::from(byte & 31))
    };
    let place = letters.iter().try_fold(0, add)?;
    Some(place << 1 | usize::from(word.len() > LETTERS))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::words::fold_word;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_folds_to_a_word_may_be_one(word in "[a-cA-C1éÉ'’語]{1,6}") {
            let folded = fold_word(&word);
            let mut begins = Begins::default();
            begins.add(&folded);
            prop_assert!(begins.may(&word), "{folded}");
            let has_plural = folded.len() > 2;
            prop_assert!(!has_plural || begins.may(&format!("{word}s")), "{folded}");
        }
    }

    #[test]
    fn most_words_may_not() {
        let mut begins = Begins::default();
        begins.add("nausea");
        assert!(begins.may("Nauseas") && begins.may("naüsea"));
        assert!(!begins.may("sea") && !begins.may("nap") && !begins.may("nau"));
        assert!(!Begins::default().may("nausea"));
    }
}
