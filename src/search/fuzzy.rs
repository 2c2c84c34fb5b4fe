//! Letters in their order: the one place that knows `fuzzy-matcher`.
//!
//! It is given single folded words and names of things only. The score is that of `fuzzy_indices`, since `fuzzy_match`
//! depends on earlier calls; what it is worth is told by the score of the word against itself.

use std::ops::Range;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use unicode_normalization::UnicodeNormalization;

use super::vocabulary::{Vocabulary, letters};

/// The longest word that is compared, in characters.
const LONGEST: usize = 64;

/// The least share of the word's score against itself.
const LEAST: f32 = 0.5;

/// Words of the vocabulary that have the letters of a folded word in their order, the closest
/// first: fewest further letters, then the better score. They share the first letter, and have at
/// most two letters more, or a third.
pub fn alike(vocabulary: &Vocabulary, word: &str, scored: &mut usize) -> Vec<u32> {
    let matcher = SkimMatcherV2::default().ignore_case();
    let score = |of: &str| matcher.fuzzy_indices(of, word).map(|(score, _)| score);
    let Some(most) = score(word) else { return Vec::new() };
    let length = word.chars().count();
    let longest = (length + (length / 3).max(2)).min(LONGEST);
    let mut found = Vec::new();
    for id in with_first_letter(vocabulary, word) {
        let other = vocabulary.word(id);
        if letters(word) & !vocabulary.mask(id) != 0 || other.chars().count() > longest {
            continue;
        }
        *scored += 1;
        let score = score(other).filter(|&score| is_enough(score, most));
        found.extend(score.map(|s| (other.chars().count(), std::cmp::Reverse(s), id)));
    }
    found.sort_unstable();
    found.into_iter().map(|(_, _, id)| id).collect()
}

/// Looks for what was typed in names of things; every blank-separated part must fit.
pub struct Matcher {
    skim: SkimMatcherV2,
    parts: Vec<String>,
}

/// Characters of a name that are compared, and of what is typed.
const LONGEST_NAME: usize = 200;
const LONGEST_TYPED: usize = 32;

impl Matcher {
    /// A matcher for a typed text, in any case and with or without marks.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        let parts = typed
            .split_whitespace()
            .map(|part| part.chars().take(LONGEST_TYPED).map(fold_char).collect());
        Self { skim: SkimMatcherV2::default().ignore_case(), parts: parts.collect() }
    }

    /// How well a name fits, higher for better, and the characters that do, in order; a name fits
    /// an empty text.
    #[must_use]
    pub fn fit(&self, name: &str) -> Option<(i64, Vec<usize>)> {
        self.fit_folded(&folded_name(name))
    }

    /// The same for a name that [`folded_name`] has made ready.
    #[must_use]
    pub fn fit_folded(&self, name: &str) -> Option<(i64, Vec<usize>)> {
        let (mut score, mut letters) = (0, Vec::new());
        for part in &self.parts {
            let (more, at) = self.skim.fuzzy_indices(name, part)?;
            score += more;
            letters.extend(at);
        }
        letters.sort_unstable();
        letters.dedup();
        Some((score, letters))
    }

    /// What was typed, folded, in its parts.
    #[must_use]
    pub fn parts(&self) -> &[String] {
        &self.parts
    }
}

/// A name as it is compared: as many characters, in lower case and without marks; only the first
/// of a very long one.
#[must_use]
pub fn folded_name(name: &str) -> String {
    if name.is_ascii() {
        return name[..name.len().min(LONGEST_NAME)].to_ascii_lowercase();
    }
    name.chars().take(LONGEST_NAME).map(fold_char).collect()
}

/// One character for one, so that places keep their meaning: lower case, without marks.
fn fold_char(c: char) -> char {
    let bare = c.nfkd().next().unwrap_or(c);
    bare.to_lowercase().next().unwrap_or(bare)
}

#[expect(clippy::cast_precision_loss, reason = "scores of single words are small")]
fn is_enough(score: i64, most: i64) -> bool {
    score as f32 > LEAST * most as f32
}

fn with_first_letter(vocabulary: &Vocabulary, word: &str) -> Range<u32> {
    let end = word.chars().next().map_or(0, char::len_utf8);
    vocabulary.starting(&word[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: [&str; 6] = ["infusion", "ketamine", "ketamines", "ketones", "kind", "étude"];

    fn found(word: &str) -> Vec<&'static str> {
        let mut words = WORDS;
        words.sort_unstable();
        let vocabulary = Vocabulary::of(words.into_iter());
        let ids = alike(&vocabulary, word, &mut 0);
        ids.into_iter().map(|id| words[id as usize]).collect()
    }

    #[test]
    fn names_fit_part_by_part_in_any_order() {
        let fit =
            |typed: &str, name: &str| Matcher::new(typed).fit(name).map(|(_, letters)| letters);
        assert_eq!(fit("risk LONG", "Long-Term Risks"), Some(vec![0, 1, 2, 3, 10, 11, 12, 13]));
        assert_eq!(fit("cafe", "Café"), Some(vec![0, 1, 2, 3]));
        assert_eq!(fit("", "Uses"), Some(vec![]));
        assert_eq!(fit("xyz", "Uses"), None);
    }

    #[test]
    fn missing_letters_are_found_the_closest_first() {
        assert_eq!(found("ketmine"), ["ketamine", "ketamines"]);
        assert_eq!(found("étde"), ["étude"]);
    }

    #[test]
    fn another_first_letter_or_far_too_few_are_not() {
        assert_eq!(found("nfusion"), [""; 0]);
        assert_eq!(found("ktn"), [""; 0]);
    }

    #[test]
    fn the_mask_and_the_length_spare_most_words() {
        let mut scored = 0;
        let vocabulary = Vocabulary::of(["ketamine", "ketones", "kind"].into_iter());
        alike(&vocabulary, "ketmine", &mut scored);
        assert_eq!(scored, 1);
    }
}
