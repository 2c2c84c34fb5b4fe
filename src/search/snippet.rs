//! Snippets: the part of a passage that is shown in a list of hits.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// Characters of a passage that are shown whole, and the most that a snippet has.
const MOST: usize = 200;

/// Characters before the match where a passage is cut.
const BEFORE: usize = 60;

/// A part of a passage's text, as it stands there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The part, with its line breaks.
    pub text: String,
    /// Bytes of the part: the matches that stand in it whole.
    pub highlights: Vec<Range<usize>>,
    /// Bytes of the passage's text before it.
    pub start: usize,
    /// Whether text was cut off before it.
    pub cut_before: bool,
    /// Whether text was cut off after it.
    pub cut_after: bool,
}

/// Cuts the part around a window out of a text, both in bytes; at words, or where there are no
/// blanks at characters as they are seen.
pub fn cut(text: &str, window: &Range<usize>, highlights: &[Range<usize>]) -> Snippet {
    let part = part(text, window);
    let within = highlights.iter().filter(|h| h.start >= part.start && h.end <= part.end);
    Snippet {
        text: text[part.clone()].to_owned(),
        highlights: within.map(|h| h.start - part.start..h.end - part.start).collect(),
        start: part.start,
        cut_before: part.start > 0,
        cut_after: part.end < text.len(),
    }
}

fn part(text: &str, window: &Range<usize>) -> Range<usize> {
    if text.chars().nth(MOST).is_none() {
        return 0..text.len();
    }
    let start = back(text, window.start, BEFORE);
    let end = forward(text, start, MOST);
    let start = if end == text.len() { back(text, end, MOST).min(window.start) } else { start };
    border_from(text, start, window.start)..border_to(text, end, window.end.min(end))
}

/// The place some characters before another.
fn back(text: &str, from: usize, chars: usize) -> usize {
    text[..from].char_indices().rev().nth(chars.saturating_sub(1)).map_or(0, |(at, _)| at)
}

/// The place some characters after another.
fn forward(text: &str, from: usize, chars: usize) -> usize {
    text[from..].char_indices().nth(chars).map_or(text.len(), |(at, _)| from + at)
}

/// The first border at or after a place, and not after `limit`.
fn border_from(text: &str, at: usize, limit: usize) -> usize {
    if at == 0 {
        return 0;
    }
    let before = text[..at].chars().next_back();
    let starts = before.is_some_and(char::is_whitespace);
    let blank = || text[at..limit].find(char::is_whitespace).map(|blank| at + blank);
    let skip = |blank: usize| text[blank..].find(|c: char| !c.is_whitespace()).map(|n| blank + n);
    match (starts, blank().and_then(skip)) {
        (true, _) => at,
        (false, Some(word)) if word <= limit => word,
        (false, _) => graphemes(text).find(|&border| border >= at).unwrap_or(limit).min(limit),
    }
}

/// The last border at or before a place, and not before `limit`.
fn border_to(text: &str, at: usize, limit: usize) -> usize {
    if at == text.len() || text[at..].starts_with(char::is_whitespace) {
        return at;
    }
    let blank = text[limit..at].rfind(char::is_whitespace).map(|blank| limit + blank);
    let grapheme = || graphemes(text).take_while(|&border| border <= at).last();
    blank.or_else(grapheme).unwrap_or(limit).max(limit)
}

fn graphemes(text: &str) -> impl Iterator<Item = usize> {
    text.grapheme_indices(true).map(|(at, _)| at)
}

#[cfg(test)]
#[expect(clippy::single_range_in_vec_init, reason = "one highlight")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_short_text_is_whole() {
        let snippet = cut("Nausea is common.", &(0..6), &[0..6]);
        assert_eq!((snippet.text.as_str(), snippet.start), ("Nausea is common.", 0));
        assert!(!snippet.cut_before && !snippet.cut_after);
    }

    #[test]
    fn a_long_text_is_cut_at_words_around_the_match() {
        let text = format!("{}nausea {}", "before ".repeat(60), "after ".repeat(60));
        let at = text.find("nausea").unwrap();
        let snippet = cut(&text, &(at..at + 6), &[at..at + 6]);
        assert!(snippet.cut_before && snippet.cut_after);
        assert!(snippet.text.starts_with("before ") && snippet.text.ends_with("after"));
        assert_eq!(&snippet.text[snippet.highlights[0].clone()], "nausea");
        assert!(snippet.text.chars().count() <= MOST);
    }

    #[test]
    fn the_end_of_a_text_is_used_up() {
        let text = format!("{}nausea", "before ".repeat(60));
        let snippet = cut(&text, &(text.len() - 6..text.len()), &[]);
        assert!(!snippet.cut_after && snippet.text.chars().count() > MOST - 10);
    }

    proptest! {
        #[test]
        fn any_text_is_cut_at_characters_with_the_match_in_it(
            text in "(\\PC|[a-z ]{0,9}){0,120}", from in 0..400_usize, length in 0..20_usize,
        ) {
            let borders: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let start = borders[from.min(borders.len() - 1)];
            let end = borders[(from + length).min(borders.len() - 1)];
            let snippet = cut(&text, &(start..end), &[start..end]);
            prop_assert!(text[snippet.start..].starts_with(&snippet.text));
            prop_assert!(snippet.text.chars().count() <= MOST);
            prop_assert_eq!(snippet.highlights, [start - snippet.start..end - snippet.start]);
        }
    }
}
