//! Sentences: where a text is divided, as byte ranges.
//!
//! A sentence ends with a full stop, question mark or exclamation mark and the blank after it, or
//! with a line break. A full stop after one or two letters ("Dr.", "e.g.") ends none.

use std::ops::Range;

/// Bytes that a sentence may end with.
const MARKS: [u8; 4] = *b".!?\n";

/// The sentences of a text as bytes of it, in order and without gaps.
pub fn sentences(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let (bytes, mut start) = (text.as_bytes(), 0);
    std::iter::from_fn(move || {
        let from = start;
        start = end_of_sentence(bytes, from);
        (from < start).then_some(from..start)
    })
}

/// The end of the sentence that begins at `from`.
fn end_of_sentence(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(more) = bytes[at..].iter().position(|byte| MARKS.contains(byte)) {
        at += more + 1;
        match bytes[at - 1] {
            b'\n' => return at,
            _ if ends(&bytes[from..at - 1], bytes.get(at)) => return at + 1,
            _ => {}
        }
    }
    bytes.len()
}

/// Whether a full stop or the like ends the sentence before it, by the byte after it.
#[must_use]
pub fn ends(before: &[u8], after: Option<&u8>) -> bool {
    after == Some(&b' ') && !is_short(before)
}

/// Whether a text ends with a word of at most two letters, such as "Dr", whose full stop seldom ends
/// a sentence.
fn is_short(before: &[u8]) -> bool {
    let letters = before.iter().rev().take(3).take_while(|byte| byte.is_ascii_alphabetic());
    matches!(letters.count(), 1 | 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cut(text: &str) -> Vec<&str> {
        sentences(text).map(|range| &text[range]).collect()
    }

    #[test]
    fn marks_and_line_breaks_divide() {
        assert_eq!(
            cut("It lasts. Why? 1.5 days\nA drug"),
            ["It lasts. ", "Why? ", "1.5 days\n", "A drug"]
        );
    }

    #[test]
    fn a_short_word_before_a_full_stop_does_not_end_a_sentence() {
        assert_eq!(cut("By Dr. X, e.g. here. Yes"), ["By Dr. X, e.g. here. ", "Yes"]);
    }

    proptest! {
        #[test]
        fn nothing_is_lost(text in "[a-c.!? \n\u{e9}]{0,40}") {
            prop_assert_eq!(cut(&text).concat(), text);
        }
    }
}
