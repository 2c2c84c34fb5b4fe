//! Sifting: the stretches of a text in which a number may stand. Most sentences of an article have
//! none, and are not read any further.

use std::ops::Range;

use super::numbers;
use crate::library::sentences::ends;

/// Sentences in which a number may stand, as bytes of the text, in order.
pub fn sentences(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = 0;
    std::iter::from_fn(move || {
        while start < text.len() {
            let from = start;
            let (length, sifted) = sentence(&text.as_bytes()[from..]);
            start += length;
            let numeric = || text[from..start].chars().any(char::is_numeric);
            if sifted.holds || (sifted.foreign && numeric()) {
                return Some(from..start);
            }
        }
        None
    })
}

/// What a quick look at a sentence has seen.
#[derive(Debug, Clone, Copy, Default)]
struct Sifted {
    /// Digits, or what may be a written-out number.
    holds: bool,
    /// Anything that is not ASCII.
    foreign: bool,
    /// "a" or "an" as the last word.
    article: bool,
}

/// Bytes up to and with the blank after a full stop or the like, or the line break; and what was
/// seen.
fn sentence(bytes: &[u8]) -> (usize, Sifted) {
    let (mut sifted, mut at) = (Sifted::default(), 0);
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' => {
                let rest = &bytes[at..];
                let more = rest.iter().position(|b| !b.is_ascii_alphabetic());
                let end = at + more.unwrap_or(rest.len());
                sifted.word(&bytes[at - 1..end]);
                at = end;
            }
            b'0'..=b'9' => sifted.holds = true,
            b'\n' => break,
            b'.' | b'!' | b'?' if ends(&bytes[..at - 1], bytes.get(at)) => {
                at += 1;
                break;
            }
            128.. => sifted.foreign = true,
            _ => {}
        }
    }
    (at, sifted)
}

impl Sifted {
    fn word(&mut self, word: &[u8]) {
        let counted = |word: &[u8]| {
            let folded = word.to_ascii_lowercase();
            std::str::from_utf8(&folded).is_ok_and(numbers::follows_article)
        };
        self.holds |= begins_a_number(word) || (self.article && counted(word));
        self.article = matches!(word, b"a" | b"A" | b"an" | b"An" | b"AN");
    }
}

/// Whether a word begins as the written-out numbers do that are no articles.
fn begins_a_number(word: &[u8]) -> bool {
    let [a, b, c, ..] = word else { return false };
    let fourth = word.get(3).map(u8::to_ascii_lowercase);
    match [a | 0x20, b | 0x20, c | 0x20] {
        [b'o', b'n', b'e' | b'c'] | [b'f', b'e', b'w'] => word.len() < 5,
        [b't', b'h', b'r'] => fourth == Some(b'e'),
        [b't', b'h', b'i'] => fourth == Some(b'r'),
        [b'f', b'o', b'u' | b'r'] => matches!(fourth, Some(b'r' | b't')),
        [b't', b'w', b'o' | b'e' | b'i']
        | [b'f', b'i', b'v' | b'f']
        | [b's', b'i', b'x']
        | [b's' | b'z', b'e', b'v' | b'r']
        | [b'e', b'i', b'g']
        | [b'e', b'l', b'e']
        | [b't', b'e', b'n']
        | [b'n', b'i', b'n']
        | [b'h', b'a', b'l'] => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(text: &str) -> Vec<&str> {
        sentences(text).map(|range| &text[range]).collect()
    }

    #[test]
    fn sentences_with_numbers_are_kept() {
        let text = "It lasts. For an hour. Or 1.5 days\nA drug. A few. Ein ½! By Dr. X, twice";
        assert_eq!(
            kept(text),
            ["For an hour. ", "Or 1.5 days\n", "A few. ", "Ein ½! ", "By Dr. X, twice"]
        );
    }

    #[test]
    fn no_word_that_begins_a_number_is_passed_over() {
        let words = [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
            "thirty",
            "forty",
            "fifty",
            "sixty",
            "seventy",
            "eighty",
            "ninety",
            "few",
            "half",
            "once",
            "several",
            "twice",
            "eighteenth",
            "nineteenth",
            "twentieth",
            "a dozen",
            "an hour",
            "a third",
            "a couple",
        ];
        for word in words {
            assert!(word.contains(' ') || numbers::may_begin(word), "{word}");
            assert_eq!(kept(word), [word]);
        }
        assert!(kept("A drug for the body; this is a safe one-off").len() < 2);
    }

    #[test]
    fn a_text_without_ends_is_one_sentence() {
        assert_eq!(kept("two.\n").len() + kept("").len() + kept("é.é two").len(), 2);
    }
}
