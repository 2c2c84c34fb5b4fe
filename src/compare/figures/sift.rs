//! Sifting: the stretches of a text in which a number may stand. Most sentences of an article have
//! none, and are not read any further; of the others not what stands long before the first number.

use std::ops::Range;

use super::numbers;
use crate::library::sentences::ends;

/// Blanks before the first number of a sentence from which on it is read. Every rule looks at fewer
/// tokens before a number.
const BEFORE: usize = 16;

/// A sentence in which a number may stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// The byte of the text from which on it is to be read.
    pub from: usize,
}

/// Sentences in which a number may stand, in order.
pub fn sentences(text: &str) -> impl Iterator<Item = Sentence> + '_ {
    let mut start = 0;
    std::iter::from_fn(move || {
        while start < text.len() {
            let from = start;
            let (length, sifted) = sentence(&text.as_bytes()[from..]);
            start += length;
            let numeric = || text[from..start].chars().any(char::is_numeric);
            match sifted.holds {
                Some(first) if !sifted.foreign => {
                    let read = from + stretch(&text.as_bytes()[from..from + first]);
                    return Some(Sentence { range: from..start, from: read });
                }
                None if !(sifted.foreign && numeric()) => {}
                _ => return Some(Sentence { range: from..start, from }),
            }
        }
        None
    })
}

/// The byte of a beginning of a sentence from which on it is to be read.
fn stretch(before: &[u8]) -> usize {
    let blanks = before.iter().enumerate().rev().filter(|(_, byte)| **byte == b' ');
    blanks.map(|(at, _)| at).nth(BEFORE).unwrap_or(0)
}

/// What a quick look at a sentence has seen.
#[derive(Debug, Clone, Copy, Default)]
struct Sifted {
    /// The first byte of digits, or of what may be a written-out number or follows the article that
    /// may be one.
    holds: Option<usize>,
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
        let start = at;
        at += 1;
        if byte.is_ascii_alphabetic() {
            at += letters(&bytes[at..]);
            sifted.word(&bytes[start..at], start);
            continue;
        }
        match byte {
            b'0'..=b'9' => sifted.note(start),
            b'\n' => break,
            b'.' | b'!' | b'?' if ends(&bytes[..start], bytes.get(at)) => {
                at += 1;
                break;
            }
            128.. => sifted.foreign = true,
            _ => {}
        }
    }
    (at, sifted)
}

fn letters(bytes: &[u8]) -> usize {
    bytes.iter().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(bytes.len())
}

impl Sifted {
    fn note(&mut self, at: usize) {
        self.holds = self.holds.or(Some(at));
    }

    fn word(&mut self, word: &[u8], at: usize) {
        let counted = |word: &[u8]| {
            let folded = word.to_ascii_lowercase();
            std::str::from_utf8(&folded).is_ok_and(numbers::follows_article)
        };
        if (may_begin(word) && begins_a_number(word)) || (self.article && counted(word)) {
            self.note(at);
        }
        self.article = matches!(word, b"a" | b"A" | b"an" | b"An" | b"AN");
    }
}

/// The first three letters of every written-out number but the articles.
const BEGINNINGS: [&[u8; 3]; 22] = [
    b"one", b"onc", b"few", b"thr", b"thi", b"fou", b"for", b"two", b"twe", b"twi", b"fiv", b"fif",
    b"six", b"sev", b"ser", b"zev", b"zer", b"eig", b"ele", b"ten", b"nin", b"hal",
];

/// A bit for each three letters in either case, set for those of [`BEGINNINGS`].
const TABLE: [u64; 512] = {
    let (mut table, mut i) = ([0; 512], 0);
    while i < BEGINNINGS.len() {
        let place = place(*BEGINNINGS[i]);
        table[place / 64] |= 1 << (place % 64);
        i += 1;
    }
    table
};

const fn place([a, b, c]: [u8; 3]) -> usize {
    (a as usize & 31) << 10 | (b as usize & 31) << 5 | (c as usize & 31)
}

/// A quick look that passes few words that begin no number; one branch for all of them.
fn may_begin(word: &[u8]) -> bool {
    let place = word.first_chunk().map_or(0, |first| place(*first));
    TABLE[place / 64] >> (place % 64) & 1 == 1
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
        sentences(text).map(|sentence| &text[sentence.range]).collect()
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
