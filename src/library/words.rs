//! Words: how text is cut into them, and how they are folded so that like meets like.
//!
//! One rule for headings, cues, the glossary and search. A word is a run of letters and digits;
//! an apostrophe inside it is dropped and a closing `'s` is left off; a point or comma between
//! digits belongs to the number. Hyphens divide; [`compounds`] gives the joined forms. An
//! ideograph or kana is a word of its own, since such text has no spaces.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word<'a> {
    /// Bytes of the text that the word was cut from, without a closing `'s`.
    pub range: Range<usize>,
    /// Lower-cased, NFKD, without marks and apostrophes.
    pub folded: Cow<'a, str>,
}

/// Cuts a text into its words, in order.
pub fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    ranges(text).map(|range| {
        let folded = fold_word(&text[range.clone()]);
        Word { range, folded }
    })
}

/// How many words a text has; the count that is shown everywhere.
#[must_use]
pub fn count(text: &str) -> usize {
    ranges(text).count()
}

/// Folds a single word or phrase: NFKD, marks dropped, lower-cased; apostrophes and the rest stay.
#[must_use]
pub fn fold(text: &str) -> Cow<'_, str> {
    let plain = |b: u8| b.is_ascii() && !b.is_ascii_uppercase();
    if text.bytes().all(plain) {
        return Cow::Borrowed(text);
    }
    if text.is_ascii() {
        return Cow::Owned(text.to_ascii_lowercase());
    }
    Cow::Owned(
        text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect(),
    )
}

/// The folded words of a phrase, for comparing phrases with each other.
#[must_use]
pub fn folded(text: &str) -> Vec<String> {
    words(text).map(|w| w.folded.into_owned()).collect()
}

/// The joined forms of hyphenated words ("long-term" gives "longterm"), each with its bytes.
pub fn compounds(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut parts = words(text).peekable();
    std::iter::from_fn(move || {
        loop {
            let first = parts.next()?;
            let mut range = first.range.clone();
            let mut joined = String::new();
            while let Some(next) = parts.next_if(|n| &text[range.end..n.range.start] == "-") {
                if joined.is_empty() {
                    joined.push_str(&first.folded);
                }
                joined.push_str(&next.folded);
                range.end = next.range.end;
            }
            if !joined.is_empty() {
                return Some(Word { range, folded: Cow::Owned(joined) });
            }
        }
    })
}

/// The slug of a heading or name: folded words joined by `-` where anything stands between them, and
/// `section` where there is none.
#[must_use]
pub fn slug(text: &str) -> String {
    let text = text.replace(['\'', '’'], "");
    let (mut slug, mut end) = (String::new(), 0);
    for word in words(&text) {
        if !slug.is_empty() && word.range.start > end {
            slug.push('-');
        }
        slug.push_str(&word.folded.replace(['.', ','], "-"));
        end = word.range.end;
    }
    if slug.is_empty() { "section".to_owned() } else { slug }
}

/// A count with its noun in the right number: "1 passage", "5,213 words".
#[must_use]
pub fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", grouped(count))
}

/// A number with a comma before every three digits.
#[must_use]
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// The bytes of each word, without a closing `'s`.
pub fn ranges(text: &str) -> impl Iterator<Item = Range<usize>> + Clone + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + start_of_word(&text[at..])?;
        let end = start + plain_length(&text.as_bytes()[start..]);
        if ends_a_word(&text.as_bytes()[end..]) {
            at = end;
            return Some(start..end);
        }
        at = start + any_word_length(&text[start..]);
        Some(start..start + without_possessive(&text[start..at]).len())
    })
}

/// For each byte, whether it is an ASCII letter or digit: most text is made of these, and a look
/// into a table is all that they need.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        plain[byte as usize] = byte.is_ascii_alphanumeric();
        byte += 1;
    }
    plain
};

/// Where the first word starts.
fn start_of_word(text: &str) -> Option<usize> {
    let at = text.bytes().position(|b| PLAIN[usize::from(b)] || !b.is_ascii())?;
    if text.as_bytes()[at].is_ascii() {
        return Some(at);
    }
    text[at..].find(char::is_alphanumeric).map(|more| at + more)
}

/// Bytes of ASCII letters and digits that a text starts with.
fn plain_length(bytes: &[u8]) -> usize {
    bytes.iter().position(|&b| !PLAIN[usize::from(b)]).unwrap_or(bytes.len())
}

/// Whether a word of ASCII letters and digits ends before these bytes.
fn ends_a_word(after: &[u8]) -> bool {
    match after {
        [b'.' | b',', next, ..] => !next.is_ascii_digit(),
        [b'\'' | 128.., ..] => false,
        _ => true,
    }
}

/// Bytes of the word that the text starts with.
fn any_word_length(text: &str) -> usize {
    let mut chars = text.char_indices().peekable();
    let Some((_, first)) = chars.next() else { return 0 };
    if stands_alone(first) {
        return first.len_utf8();
    }
    let (mut end, mut last) = (first.len_utf8(), first);
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, n)| n);
        let joins = match c {
            '\'' | '’' => next.is_some_and(char::is_alphabetic),
            '.' | ',' => last.is_ascii_digit() && next.is_some_and(|n| n.is_ascii_digit()),
            c => (c.is_alphanumeric() && !stands_alone(c)) || is_combining_mark(c),
        };
        if !joins {
            break;
        }
        (end, last) = (at + c.len_utf8(), c);
    }
    end
}

/// Whether a character is a word by itself: ideographs and kana.
fn stands_alone(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

fn without_possessive(word: &str) -> &str {
    let Some(stem) = word.strip_suffix(['s', 'S']) else { return word };
    stem.strip_suffix(['\'', '’']).unwrap_or(word)
}

/// Folds a word as it was cut from a text: lower-cased, NFKD, without marks and apostrophes.
#[must_use]
pub fn fold_word(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| PLAIN[usize::from(b)] && !b.is_ascii_uppercase()) {
        return Cow::Borrowed(word);
    }
    match fold(word) {
        folded if folded.contains(['\'', '’']) => Cow::Owned(folded.replace(['\'', '’'], "")),
        folded => folded,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn cuts_possessives_numbers_and_hyphens() {
        assert_eq!(
            folded("Ketamine's 0.5 mg/kg, don't — long-term"),
            ["ketamine", "0.5", "mg", "kg", "dont", "long", "term"]
        );
    }

    #[test]
    fn folds_marks_and_case() {
        assert_eq!(folded("CAFÉ cafe\u{301} Ångström ﬁn"), ["cafe", "cafe", "angstrom", "fin"]);
    }

    #[test]
    fn ideographs_stand_alone() {
        assert_eq!(folded("副作用 risk"), ["副", "作", "用", "risk"]);
    }

    #[test]
    fn joins_hyphenated_words() {
        let joined: Vec<_> =
            compounds("a treatment-resistant well-being-led case").map(|w| w.folded).collect();
        assert_eq!(joined, ["treatmentresistant", "wellbeingled"]);
    }

    #[test]
    fn slugs_are_plain() {
        assert_eq!(slug("Ketamine's Medical Uses: 1.5 (new)"), "ketamines-medical-uses-1-5-new");
        assert_eq!(slug("—"), "section");
        assert_eq!(slug("東京クリニック Tokyo"), "東京クリニック-tokyo");
    }

    #[test]
    fn numbers_are_grouped_by_thousands() {
        let shown: Vec<_> = [0, 999, 1000, 5213, 1_234_567].map(grouped).into();
        assert_eq!(shown, ["0", "999", "1,000", "5,213", "1,234,567"]);
    }

    #[test]
    fn one_of_a_thing_has_no_plural() {
        assert_eq!((counted(1, "word"), counted(0, "word")), ("1 word".into(), "0 words".into()));
    }

    proptest! {
        #[test]
        fn ranges_are_in_order_and_on_character_borders(text in "\\PC{0,60}") {
            let mut last = 0;
            for word in words(&text) {
                prop_assert!(word.range.start >= last && word.range.start < word.range.end);
                prop_assert!(text.get(word.range.clone()).is_some());
                last = word.range.end;
            }
        }
    }
}
