//! Letters in their order: the one place that knows `fuzzy-matcher`.
//!
//! It is given single folded words only. The score is that of `fuzzy_indices`, since `fuzzy_match`
//! depends on earlier calls; what it is worth is told by the score of the word against itself.

use std::ops::Range;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::vocabulary::{Vocabulary, letters};

/// The longest word that is compared, in characters.
const LONGEST: usize = 64;

/// The least share of the word's score against itself.
const LEAST: f32 = 0.5;

/// Tells how well one folded word has the letters of another in their order.
trait LetterOrder {
    /// A score, higher for a better fit, if all letters are there.
    fn score(&self, word: &str, letters: &str) -> Option<i64>;
}

struct Skim(SkimMatcherV2);

impl LetterOrder for Skim {
    fn score(&self, word: &str, letters: &str) -> Option<i64> {
        self.0.fuzzy_indices(word, letters).map(|(score, _)| score)
    }
}

/// Words of the vocabulary that have the letters of a folded word in their order, the closest
/// first: fewest further letters, then the better score. They share the first letter, and have at
/// most two letters more, or a third.
pub fn alike(vocabulary: &Vocabulary, word: &str, scored: &mut usize) -> Vec<u32> {
    let matcher = Skim(SkimMatcherV2::default().ignore_case());
    let Some(most) = matcher.score(word, word) else { return Vec::new() };
    let length = word.chars().count();
    let longest = (length + (length / 3).max(2)).min(LONGEST);
    let mut found = Vec::new();
    for id in with_first_letter(vocabulary, word) {
        let other = vocabulary.word(id);
        if letters(word) & !vocabulary.mask(id) != 0 || other.chars().count() > longest {
            continue;
        }
        *scored += 1;
        let score = matcher.score(other, word).filter(|&score| is_enough(score, most));
        found.extend(score.map(|s| (other.chars().count(), std::cmp::Reverse(s), id)));
    }
    found.sort_unstable();
    found.into_iter().map(|(_, _, id)| id).collect()
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
