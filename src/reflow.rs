//! Text into lines of a width: where running text breaks, and how many columns text takes.
//!
//! Lines are byte ranges into the text, so nothing is copied and offsets keep their meaning at
//! every width. Opportunities to break are those of UAX 14; columns are counted a grapheme
//! cluster at a time, as terminals draw them.

use std::ops::Range;

use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Columns that the text takes on one line: the sum over its grapheme clusters (UAX 11 and 29).
///
/// A control character, a tab among them, counts as the one blank that it is drawn as.
#[must_use]
pub fn columns(text: &str) -> usize {
    if is_plain(text) { text.len() } else { clusters(text).map(|c| c.columns).sum() }
}

/// Breaks running text into lines of at most `width` columns, as byte ranges in order.
///
/// Greedy: a line takes what fits up to an opportunity of UAX 14. Blanks at either end of a line
/// stay outside its range; `\n` ends a line, and an empty line is an empty range. A word longer
/// than a line starts on its own line and is cut between grapheme clusters; only a single cluster
/// can be wider than `width`, which is taken as 1 where it is 0.
///
/// `first` columns of the first line are taken already: where no word fits beside them, the first
/// range is empty. There is always at least one range.
#[must_use]
pub fn wrap(text: &str, width: usize, first: usize) -> Vec<Range<usize>> {
    if is_plain(text) {
        fill(text, plain_clusters(text), width, first)
    } else {
        fill(text, clusters(text), width, first)
    }
}

/// Cuts preformatted text into lines of at most `width` columns, as byte ranges in order.
///
/// Every line of the text keeps its leading blanks and loses its trailing ones; what is too long
/// is cut between grapheme clusters, not at words. There is always at least one range.
#[must_use]
pub fn cut(text: &str, width: usize) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        cut_line(line.trim_end(), start, width.max(1), &mut lines);
        start += line.len();
    }
    if lines.is_empty() {
        lines.push(0..0);
    }
    lines
}

/// Cuts one line that starts at byte `offset` of its text.
fn cut_line(line: &str, offset: usize, width: usize, lines: &mut Vec<Range<usize>>) {
    let (mut start, mut used) = (0, 0);
    for cluster in clusters(line) {
        if used + cluster.columns > width && start < cluster.start {
            lines.push(offset + start..offset + cluster.start);
            (start, used) = (cluster.start, 0);
        }
        used += cluster.columns;
    }
    lines.push(offset + start..offset + line.len());
}

/// A grapheme cluster: what is drawn as one, and never cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Cluster {
    start: usize,
    end: usize,
    columns: usize,
    blank: bool,
}

/// Whether every byte of the text is a cluster of one column.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii() && b != b'\r')
}

fn clusters(text: &str) -> impl Iterator<Item = Cluster> {
    text.grapheme_indices(true).map(|(start, cluster)| Cluster {
        start,
        end: start + cluster.len(),
        columns: cluster.width(),
        blank: cluster.chars().all(char::is_whitespace),
    })
}

/// The clusters of a text that [`is_plain`], without looking them up.
fn plain_clusters(text: &str) -> impl Iterator<Item = Cluster> {
    text.bytes().enumerate().map(|(start, byte)| Cluster {
        start,
        end: start + 1,
        columns: 1,
        blank: char::from(byte).is_whitespace(),
    })
}

/// Wraps the text, given its clusters, in one pass over them.
fn fill(
    text: &str,
    clusters: impl Iterator<Item = Cluster>,
    width: usize,
    first: usize,
) -> Vec<Range<usize>> {
    let mut breaks = linebreaks(text).peekable();
    let mut filler = Filler::new(width.max(1), first);
    for cluster in clusters {
        filler.add(cluster);
        while breaks.next_if(|&(at, _)| at < cluster.end).is_some() {}
        match breaks.next_if(|&(at, _)| at == cluster.end) {
            Some((_, BreakOpportunity::Allowed)) => filler.end_word(),
            Some((_, BreakOpportunity::Mandatory)) => filler.end_line(cluster.start),
            None => {}
        }
    }
    filler.finish()
}

/// The line that is being filled, and the word that may still go to the next one.
struct Filler {
    width: usize,
    lines: Vec<Range<usize>>,
    /// Bytes of the words that are settled on this line.
    line: Option<Range<usize>>,
    /// Columns of the settled words and of the blanks after each.
    used: usize,
    /// Bytes since the last opportunity to break.
    word: Option<Range<usize>>,
    /// Columns of the word and of the blanks after it.
    word_used: usize,
}

impl Filler {
    fn new(width: usize, first: usize) -> Self {
        Self { width, lines: Vec::new(), line: None, used: first, word: None, word_used: 0 }
    }

    fn add(&mut self, cluster: Cluster) {
        if cluster.blank { self.add_blank(cluster.columns) } else { self.add_solid(cluster) }
    }

    /// Blanks take room only after something, and never make a line too long by themselves.
    fn add_blank(&mut self, columns: usize) {
        if self.word.is_some() {
            self.word_used += columns;
        } else if self.line.is_some() {
            self.used += columns;
        }
    }

    fn add_solid(&mut self, cluster: Cluster) {
        let needed = self.word_used + cluster.columns;
        if self.used + needed > self.width && (self.line.is_some() || self.used > 0) {
            let at = self.word.as_ref().map_or(cluster.start, |word| word.start);
            self.push_line(at);
        }
        if needed > self.width && self.word.is_some() {
            self.lines.extend(self.word.take());
            self.word_used = 0;
        }
        self.word.get_or_insert(cluster.start..cluster.end).end = cluster.end;
        self.word_used += cluster.columns;
    }

    /// The line may break here: the word is settled on it.
    fn end_word(&mut self) {
        if let Some(word) = self.word.take() {
            self.line.get_or_insert(word.clone()).end = word.end;
        }
        self.used += std::mem::take(&mut self.word_used);
    }

    /// The line must break here; `at` is where it would stand if it is empty.
    fn end_line(&mut self, at: usize) {
        self.end_word();
        self.push_line(at);
    }

    fn push_line(&mut self, at: usize) {
        self.lines.push(self.line.take().unwrap_or(at..at));
        self.used = 0;
    }

    fn finish(mut self) -> Vec<Range<usize>> {
        if self.lines.is_empty() {
            self.lines.push(0..0);
        }
        self.lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::cell::Cell;

    fn lines(text: &str, width: usize) -> Vec<&str> {
        wrap(text, width, 0).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn words_fill_a_line_and_blanks_at_its_ends_are_left_out() {
        assert_eq!(lines("  one two  three ", 8), ["one two", "three"]);
    }

    #[test]
    fn a_line_feed_ends_a_line_and_an_empty_line_is_kept() {
        assert_eq!(lines("one\n\ntwo\n", 80), ["one", "", "two"]);
    }

    #[test]
    fn an_empty_text_is_one_empty_line() {
        assert_eq!(lines("", 10), [""]);
        assert_eq!(cut("", 10).len(), 1);
    }

    #[test]
    fn a_word_longer_than_the_line_is_cut_between_clusters() {
        assert_eq!(lines("a electroencephalogram", 8), ["a", "electroe", "ncephalo", "gram"]);
        assert_eq!(lines("e\u{301}e\u{301}e\u{301}", 2), ["e\u{301}e\u{301}", "e\u{301}"]);
    }

    #[test]
    fn width_zero_is_taken_as_one() {
        assert_eq!(lines("ab c", 0), ["a", "b", "c"]);
    }

    #[test]
    fn wide_characters_count_two_columns() {
        assert_eq!(columns("日本"), 4);
        assert_eq!(columns("👩‍⚕️"), 2);
        assert_eq!(lines("日本語", 4), ["日本", "語"]);
    }

    #[test]
    fn a_number_stays_with_its_percent_sign_and_its_fraction() {
        assert_eq!(lines("about 70% of", 8), ["about", "70% of"]);
        assert_eq!(lines("about 2/3 of", 8), ["about", "2/3 of"]);
        assert_eq!(lines("a dose 0.5\u{a0}mg", 11), ["a dose", "0.5\u{a0}mg"]);
    }

    #[test]
    fn a_hyphenated_word_may_break_after_its_hyphen() {
        assert_eq!(lines("long-term risks", 6), ["long-", "term", "risks"]);
    }

    #[test]
    fn columns_taken_on_the_first_line_are_kept_free() {
        let text = "one two three";
        assert_eq!(wrap(text, 8, 4), [0..3, 4..7, 8..13]);
        assert_eq!(wrap(text, 8, 6), [0..0, 0..7, 8..13]);
        assert_eq!(wrap(text, 8, 60), [0..0, 0..7, 8..13]);
    }

    #[test]
    fn preformatted_text_keeps_its_leading_blanks_and_is_cut_at_the_width() {
        let text = "if a:\n    return b  \n\n";
        let lines: Vec<_> = cut(text, 8).into_iter().map(|range| &text[range]).collect();
        assert_eq!(lines, ["if a:", "    retu", "rn b", ""]);
    }

    #[test]
    fn each_cluster_is_looked_at_once_however_long_the_line() {
        let looked_at = |text: &str| {
            let count = Cell::new(0);
            let counted = plain_clusters(text).inspect(|_| count.set(count.get() + 1));
            let lines = fill(text, counted, 72, 0).len();
            (count.get(), lines)
        };
        let once = "words and morewordswithoutanend ".repeat(80_000);
        let (steps, lines) = looked_at(&once);
        let (twice_steps, twice_lines) = looked_at(&once.repeat(2));
        assert_eq!((steps, twice_steps), (once.len(), 2 * once.len()));
        assert!(twice_lines.abs_diff(2 * lines) <= 1);
    }

    #[test]
    fn five_megabytes_without_a_blank_are_cut_into_even_lines() {
        let lines = wrap(&"x".repeat(5_000_000), 100, 0);
        assert_eq!(lines.len(), 50_000);
        assert!(lines.iter().all(|line| line.len() == 100));
    }

    fn text() -> impl Strategy<Value = String> {
        prop_oneof![
            "[a-z ]{0,120}",
            "[ -~\n\t]{0,120}",
            "[ a-c\u{301}\u{a0}é日本語語👩\u{200d}⚕️🇫🇷%0-9/.,–—\n-]{0,80}",
            any::<String>(),
        ]
    }

    proptest! {
        #[test]
        fn every_character_but_blanks_is_in_one_range_in_order(
            text in text(), width in 0usize..50, first in 0usize..60,
        ) {
            let ranges = wrap(&text, width, first);
            prop_assert!(ranges.windows(2).all(|pair| pair[0].end <= pair[1].start));
            let mut at = 0;
            for range in ranges {
                prop_assert!(text[at..range.start].chars().all(char::is_whitespace));
                let line: Vec<_> = clusters(&text[range.clone()]).collect();
                prop_assert!(line.first().is_none_or(|c| !c.blank));
                prop_assert!(line.last().is_none_or(|c| !c.blank));
                at = range.end;
            }
            prop_assert!(text[at..].chars().all(char::is_whitespace));
        }

        #[test]
        fn no_line_is_wider_than_the_width_but_for_a_single_cluster(
            text in text(), width in 1usize..50, first in 0usize..60,
        ) {
            for (i, range) in wrap(&text, width, first).into_iter().enumerate() {
                let taken = if i == 0 { first } else { 0 };
                let line = &text[range];
                let fits = line.is_empty() || taken + columns(line) <= width;
                prop_assert!(fits || taken == 0 && line.graphemes(true).count() == 1);
            }
        }

        #[test]
        fn plain_text_breaks_as_any_text_does(
            text in "[ -~\n\t]{0,200}", width in 1usize..50, first in 0usize..60,
        ) {
            let general = fill(&text, clusters(&text), width, first);
            prop_assert_eq!(wrap(&text, width, first), general);
            prop_assert_eq!(columns(&text), clusters(&text).map(|c| c.columns).sum::<usize>());
        }

        #[test]
        fn a_line_breaks_only_where_the_next_word_would_not_fit(
            text in "[a-z]{1,6}( [a-z]{1,6}){0,20}", width in 6usize..30,
        ) {
            for pair in wrap(&text, width, 0).windows(2) {
                let next = text[pair[1].clone()].split(' ').next().unwrap();
                prop_assert!(pair[0].len() + 1 + next.len() > width);
            }
        }

        #[test]
        fn preformatted_text_loses_nothing_but_trailing_blanks(
            text in text(), width in 1usize..50,
        ) {
            let mut at = 0;
            for range in cut(&text, width) {
                prop_assert!(text[at..range.start].chars().all(char::is_whitespace));
                let line = &text[range.clone()];
                prop_assert!(columns(line) <= width || line.graphemes(true).count() == 1);
                at = range.end;
            }
            prop_assert!(text[at..].chars().all(char::is_whitespace));
        }
    }
}
