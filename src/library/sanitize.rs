//! Sanitising: the one gate that every text passes before anything else sees it.
//!
//! What goes: control characters but `\n` and `\t`, C1, bidi controls, zero-width and other
//! invisible format characters (but a joiner inside an emoji), and whole escape sequences with
//! their bodies as ECMA-48 delimits them. A sequence that does not end goes to the end of its line.

use std::borrow::Cow;
use std::path::Path;

const ESC: char = '\u{1b}';

/// The text without anything that could drive a terminal or hide in it; borrowed where nothing goes.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    match text.char_indices().find(|&(at, c)| !passes(c, &text[..at], &text[at..])) {
        None => Cow::Borrowed(text),
        Some((at, _)) => Cow::Owned(cleaned_from(text, at)),
    }
}

/// Whether a text is printable ASCII with `\n` and `\t`; every byte is looked at, which is quicker
/// than stopping at the first that is not.
fn is_plain(text: &str) -> bool {
    let odd = |b: u8| (b < b' ' && b != b'\n' && b != b'\t') || b > b'~';
    !text.bytes().fold(false, |found, b| found | odd(b))
}

/// A path as it is shown: on one line, and without what could drive a terminal.
#[must_use]
pub fn clean_path(path: &Path) -> String {
    clean_line(&path.to_string_lossy())
}

/// A single line for labels and titles: cleaned, with every run of white space as one blank.
#[must_use]
pub fn clean_line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn cleaned_from(text: &str, first: usize) -> String {
    let mut kept = String::with_capacity(text.len());
    kept.push_str(&text[..first]);
    let mut at = first;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        at += match c {
            ESC => escape_length(rest),
            '\u{9b}' => c.len_utf8() + control_sequence_length(&rest[c.len_utf8()..]),
            '\u{90}' | '\u{98}' | '\u{9d}'..='\u{9f}' => {
                c.len_utf8() + control_string_length(&rest[c.len_utf8()..])
            }
            _ => {
                kept.extend(replacement(c, &kept, rest));
                c.len_utf8()
            }
        };
    }
    kept
}

/// What a character outside an escape sequence becomes.
fn replacement(c: char, before: &str, rest: &str) -> Option<char> {
    match c {
        '\r' if rest[1..].starts_with('\n') => None,
        '\r' | '\u{2028}' | '\u{2029}' => Some('\n'),
        c => passes(c, before, rest).then_some(c),
    }
}

/// Whether a character stays as it is; `rest` starts with it.
fn passes(c: char, before: &str, rest: &str) -> bool {
    match c {
        '\n' | '\t' | ' '..='~' => true,
        '\u{200d}' => joins_emoji(before, &rest[c.len_utf8()..]),
        c => !(c.is_control() || is_invisible(c)),
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e007f}')
}

fn joins_emoji(before: &str, after: &str) -> bool {
    let modifier = |c: char| matches!(c, '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}');
    let left = before.chars().next_back().is_some_and(|c| modifier(c) || is_pictograph(c));
    left && after.chars().next().is_some_and(is_pictograph)
}

fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{21ff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}'
        | '\u{1f000}'..='\u{1faff}')
}

/// Bytes of the escape sequence that a text starts with, at its ESC.
fn escape_length(text: &str) -> usize {
    let body = &text[1..];
    1 + match body.chars().next() {
        Some('[') => 1 + control_sequence_length(&body[1..]),
        Some(']' | 'P' | 'X' | '^' | '_') => 1 + control_string_length(&body[1..]),
        Some(' '..='/') => short_sequence_length(body),
        Some('0'..='~') => 1,
        _ => 0,
    }
}

/// Intermediate bytes 0x20–0x2F and one final byte.
fn short_sequence_length(body: &str) -> usize {
    let end = body.find(|c| !matches!(c, ' '..='/')).unwrap_or(body.len());
    end + usize::from(body[end..].starts_with(|c| matches!(c, '0'..='~')))
}

/// Parameter and intermediate bytes 0x20–0x3F and one final byte 0x40–0x7E.
fn control_sequence_length(body: &str) -> usize {
    match body.find(|c| !matches!(c, ' '..='?')) {
        Some(end) if body[end..].starts_with(|c| matches!(c, '@'..='~')) => end + 1,
        _ => line_length(body),
    }
}

/// Everything to BEL or the string terminator on the same line.
fn control_string_length(body: &str) -> usize {
    let mut ends = body.match_indices(['\n', '\u{7}', '\u{9c}', ESC]);
    let ends_it =
        |&(at, end): &(usize, &str)| end != "\u{1b}" || body[at..].starts_with("\u{1b}\\");
    match ends.find(ends_it) {
        None => body.len(),
        Some((at, "\n")) => at,
        Some((at, "\u{1b}")) => at + 2,
        Some((at, end)) => at + end.len(),
    }
}

fn line_length(text: &str) -> usize {
    text.find('\n').unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn plain_text_is_borrowed() {
        assert!(matches!(clean("Plain – text,\n\tköstlich 👍🏽"), Cow::Borrowed(_)));
    }

    #[test]
    fn whole_sequences_go_with_their_bodies() {
        assert_eq!(clean("a\u{1b}[31mb\u{1b}[0m"), "ab");
        assert_eq!(clean("a\u{1b}]52;c;aGk=\u{7}b"), "ab");
        assert_eq!(clean("a\u{1b}]8;;http://x\u{1b}\\b"), "ab");
        assert_eq!(clean("a\u{1b}Pq#0\u{9c}b\u{1b}(Bc\u{1b}7d"), "abcd");
        assert_eq!(clean("a\u{9b}31mb\u{9d}0;title\u{7}c"), "abc");
    }

    #[test]
    fn what_does_not_end_goes_to_the_end_of_its_line() {
        assert_eq!(clean("a\u{1b}]0;title\nb"), "a\nb");
        assert_eq!(clean("a\u{1b}[12é\nb"), "a\nb");
        assert_eq!(clean("a\u{1b}"), "a");
    }

    #[test]
    fn very_many_sequences_on_one_line_are_read_once() {
        assert_eq!(clean(&"\u{1b}]a\u{7}x".repeat(100_000)), "x".repeat(100_000));
    }

    #[test]
    fn invisible_characters_go() {
        assert_eq!(clean("a\u{202e}b\u{200b}c\u{feff}d\0e\u{7f}f\u{85}g\u{ad}h"), "abcdefgh");
    }

    #[test]
    fn a_joiner_stays_inside_an_emoji_only() {
        assert_eq!(clean("👩\u{200d}⚕\u{fe0f} a\u{200d}b"), "👩\u{200d}⚕\u{fe0f} ab");
    }

    #[test]
    fn line_ends_become_newlines() {
        assert_eq!(clean("a\r\nb\rc\u{2028}d"), "a\nb\nc\nd");
    }

    #[test]
    fn a_line_has_no_breaks() {
        assert_eq!(clean_line(" a\n\tb\u{1b}[1m  c "), "a b c");
    }

    proptest! {
        #[test]
        fn nothing_that_drives_a_terminal_is_left(text in "[\\x00-\\x7f\u{80}-\u{a0}\u{200b}-\u{206f}é]{0,80}") {
            let once = clean(&text).into_owned();
            prop_assert!(once.chars().all(|c| matches!(c, '\n' | '\t') || !(c.is_control() || is_invisible(c))));
            prop_assert_eq!(clean(&once), once.as_str());
        }
    }
}
