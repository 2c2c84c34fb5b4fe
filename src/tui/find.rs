//! Find in page: every place where the text that is laid out says the query.
//!
//! The text is searched as it was before it was broken into lines, so the matches are the same at
//! every width, and a phrase is found across the end of a line.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::document::{Document, Segment, What};
use crate::library::Article;

/// A place where the query stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// Index of the document's block.
    pub block: usize,
    /// Bytes of the block's text, in whole characters with their marks.
    pub range: Range<usize>,
}

/// All matches of a query in the title, headings and passages of a document, in reading order.
///
/// Case and marks make no difference, nor does the kind of a quotation mark or hyphen; any white
/// space stands for any other. Matches do not overlap and do not go from one cell of a table into
/// the next. A query of nothing but white space has no matches.
#[must_use]
pub fn find(document: &Document, article: &Article, query: &str) -> Vec<Match> {
    find_among(document.blocks.iter().map(|block| block.what), article, query)
}

/// The same in a document with these contents, which need not be laid out.
fn find_among(contents: impl Iterator<Item = What>, article: &Article, query: &str) -> Vec<Match> {
    let query = Folded::new(query).text.trim().to_owned();
    if query.is_empty() {
        return Vec::new();
    }
    let mut matches = Vec::new();
    for (block, what) in contents.enumerate() {
        let found = find_in(article, what, &query).into_iter();
        matches.extend(found.map(|range| Match { block, range }));
    }
    matches
}

fn find_in(article: &Article, what: What, query: &str) -> Vec<Range<usize>> {
    let text = what.text(article);
    match what.cells(article) {
        None => Folded::new(text).find(query),
        Some(cells) => cells.iter().flat_map(|cell| find_in_cell(text, cell, query)).collect(),
    }
}

fn find_in_cell(text: &str, cell: &Range<usize>, query: &str) -> Vec<Range<usize>> {
    let found = Folded::new(&text[cell.clone()]).find(query).into_iter();
    found.map(|m| cell.start + m.start..cell.start + m.end).collect()
}

/// A text without case, marks and kinds of white space, and where each byte of it comes from.
#[derive(Default)]
struct Folded {
    text: String,
    /// For each byte of the folded text the bytes of the original; empty where each is its own.
    origins: Vec<Range<usize>>,
}

/// Whether folding a text only lowers its letters.
fn is_plain(text: &str) -> bool {
    let mut before = 0;
    text.bytes().all(|byte| {
        let blanks = before == b' ' && byte == b' ';
        before = byte;
        (b' '..0x7f).contains(&byte) && !blanks
    })
}

impl Folded {
    fn new(original: &str) -> Self {
        if is_plain(original) {
            return Self { text: original.to_ascii_lowercase(), origins: Vec::new() };
        }
        Self::letter_by_letter(original)
    }

    fn letter_by_letter(original: &str) -> Self {
        let mut folded = Self::default();
        for (start, c) in original.char_indices() {
            let origin = start..start + c.len_utf8();
            if c.is_ascii() {
                folded.push(plain(c.to_ascii_lowercase()), &origin);
                continue;
            }
            let letters = std::iter::once(c).nfkd().filter(|&c| !is_combining_mark(c));
            let mut vanished = true;
            for letter in letters.flat_map(char::to_lowercase).filter(|&c| !is_combining_mark(c)) {
                folded.push(plain(letter), &origin);
                vanished = false;
            }
            if vanished {
                folded.extend_last(origin.end);
            }
        }
        folded
    }

    fn push(&mut self, c: char, origin: &Range<usize>) {
        if c == ' ' && self.text.ends_with(' ') {
            return self.extend_last(origin.end);
        }
        self.text.push(c);
        self.origins.resize(self.text.len(), origin.clone());
    }

    /// A mark or further white space belongs to the character before it.
    fn extend_last(&mut self, end: usize) {
        let last = self.text.chars().next_back().map_or(0, char::len_utf8);
        let from = self.origins.len() - last;
        self.origins[from..].iter_mut().for_each(|origin| origin.end = end);
    }

    /// The bytes of the original that a byte comes from.
    fn origin(&self, at: usize) -> Range<usize> {
        self.origins.get(at).map_or(at..at + 1, Range::clone)
    }

    /// Where a folded query stands in the original.
    fn find(&self, query: &str) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        for (at, _) in self.text.match_indices(query) {
            let range = self.origin(at).start..self.origin(at + query.len() - 1).end;
            if found.last().is_none_or(|last| last.end <= range.start) {
                found.push(range);
            }
        }
        found
    }
}

/// One character for all of its kind: white space, quotation marks, hyphens and dashes, slashes.
fn plain(c: char) -> char {
    match c {
        c if c.is_whitespace() => ' ',
        '\u{2018}'..='\u{201b}' | '\u{2bc}' => '\'',
        '\u{201c}'..='\u{201f}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{2044}' => '/',
        other => other,
    }
}

/// What was found, and which of it is the current match.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    query: String,
    matches: Vec<Match>,
    current: usize,
}

/// What a step to another match did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It went on.
    Moved,
    /// It went past one end and on from the other.
    Wrapped,
    /// There is no match to go to.
    Nothing,
}

impl Found {
    /// Finds a query; the first match is the current one.
    #[must_use]
    pub fn new(document: &Document, article: &Article, query: &str) -> Self {
        let matches = find(document, article, query);
        Self { query: query.to_owned(), matches, current: 0 }
    }

    /// Finds a query in a document with these contents, which need not be laid out.
    #[must_use]
    pub fn among(contents: &[What], article: &Article, query: &str) -> Self {
        let matches = find_among(contents.iter().copied(), article, query);
        Self { query: query.to_owned(), matches, current: 0 }
    }

    /// What was looked for.
    #[must_use]
    pub fn query(&self) -> &str {
        &self.query
    }

    /// In reading order.
    #[must_use]
    pub fn matches(&self) -> &[Match] {
        &self.matches
    }

    /// The current match, if there is any.
    #[must_use]
    pub fn current(&self) -> Option<&Match> {
        self.matches.get(self.current)
    }

    /// Which match is the current one, from 1, and of how many; `(0, 0)` where none is.
    #[must_use]
    pub fn position(&self) -> (usize, usize) {
        let place = if self.matches.is_empty() { 0 } else { self.current + 1 };
        (place, self.matches.len())
    }

    /// Goes to the match after the current one, after the last to the first.
    pub fn go_next(&mut self) -> Step {
        let next = self.current + 1;
        if next < self.matches.len() {
            self.go(next, Step::Moved)
        } else {
            self.go(0, Step::Wrapped)
        }
    }

    /// Goes to the match before the current one, before the first to the last.
    pub fn go_previous(&mut self) -> Step {
        match self.current.checked_sub(1) {
            Some(previous) => self.go(previous, Step::Moved),
            None => self.go(self.matches.len().saturating_sub(1), Step::Wrapped),
        }
    }

    /// Goes to the first match that is shown at a line or below it, else to the very first.
    pub fn go_from(&mut self, document: &Document, line: usize) -> Step {
        let Some(block) = document.block_at(line) else { return Step::Nothing };
        let above = self.matches.partition_point(|m| m.block < block);
        let below = |m: &Match| document.line_of(m.block, m.range.start) >= line;
        match self.matches[above..].iter().position(below) {
            Some(at) => self.go(above + at, Step::Moved),
            None => self.go(0, Step::Wrapped),
        }
    }

    /// Goes to the first match at a byte of a block's text or after it, else to the very first.
    pub fn go_to(&mut self, block: usize, offset: usize) -> Step {
        let at = self.matches.iter().position(|m| (m.block, m.range.start) >= (block, offset));
        self.go(at.unwrap_or(0), if at.is_some() { Step::Moved } else { Step::Wrapped })
    }

    fn go(&mut self, to: usize, step: Step) -> Step {
        if self.matches.is_empty() {
            return Step::Nothing;
        }
        self.current = to;
        step
    }

    /// The parts of matches that a segment shows, in order: bytes of the block's text, and whether
    /// they are of the current match.
    pub fn within<'a>(
        &'a self,
        segment: &'a Segment,
    ) -> impl Iterator<Item = (Range<usize>, bool)> + 'a {
        let Segment { block, range, .. } = segment;
        let before = |m: &Match| (m.block, m.range.end) <= (*block, range.start);
        let first = self.matches.partition_point(before);
        let shown = move |(_, m): &(usize, &Match)| m.block == *block && m.range.start < range.end;
        self.matches.iter().enumerate().skip(first).take_while(shown).map(|(i, m)| {
            let part = m.range.start.max(range.start)..m.range.end.min(range.end);
            (part, i == self.current)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::document::tests::{article, markdown};
    use super::*;
    use proptest::prelude::*;

    /// The matched texts of a query.
    fn found(text: &str, query: &str) -> Vec<String> {
        let article = article(text);
        let document = Document::article(&article, Vec::new(), 72);
        let said = |m: Match| document.text(&article, m.block)[m.range].to_owned();
        find(&document, &article, query).into_iter().map(said).collect()
    }

    #[test]
    fn case_and_marks_make_no_difference() {
        assert_eq!(found("Naïve NAIVE nai\u{308}ve", "naive"), ["Naïve", "NAIVE", "nai\u{308}ve"]);
        assert_eq!(found("naive", "NAÏVE"), ["naive"]);
    }

    #[test]
    fn a_match_is_whole_characters_with_their_marks() {
        assert_eq!(found("cafe\u{301} de\u{301}ja", "cafe"), ["cafe\u{301}"]);
        assert_eq!(found("ﬁnd the ﬃx", "f"), ["ﬁ", "ﬃ"]);
        assert_eq!(found("İstanbul ẞ", "istanbul"), ["İstanbul"]);
    }

    #[test]
    fn white_space_of_the_query_stands_for_any() {
        assert_eq!(
            found("blood\u{a0}pressure, blood  \npressure", " blood \t pressure "),
            ["blood\u{a0}pressure", "blood\npressure"]
        );
    }

    #[test]
    fn typed_quotes_hyphens_and_slashes_find_the_printed_ones() {
        assert_eq!(found("It’s 40–60 in ⅔", "it's 40-60"), ["It’s 40–60"]);
        assert_eq!(found("It’s 40–60 in ⅔", "2/3"), ["⅔"]);
    }

    #[test]
    fn title_headings_and_passages_are_searched_in_reading_order_and_notes_are_not() {
        let article = article("Ketamine first.\n\n## On ketamine\n\n- ketamine last\n");
        let document = Document::article(&article, vec!["ketamine".to_owned()], 40);
        let blocks: Vec<_> =
            find(&document, &article, "ketamine").iter().map(|m| m.block).collect();
        assert_eq!(blocks, [2, 3, 4]);
        assert_eq!(find(&document, &article, "the title").len(), 1);
    }

    #[test]
    fn cells_of_a_table_are_searched_each_on_its_own() {
        let table = "| Drug | Dose |\n|---|---|\n| ketamine | 40 mg |\n";
        assert_eq!(found(table, "40 mg"), ["40 mg"]);
        assert!(found(table, "ketamine | 40").is_empty());
        assert!(found(table, "|").is_empty());
    }

    #[test]
    fn a_phrase_is_found_across_the_end_of_a_line() {
        let article = article("It may raise your blood pressure for an hour.");
        let document = Document::article(&article, Vec::new(), 20);
        let found = Found::new(&document, &article, "your blood");
        let shown = |l: &super::super::document::Line| {
            l.segments.iter().flat_map(|s| found.within(s)).map(|(r, _)| r.len()).sum::<usize>()
        };
        let lines: Vec<_> = document.lines.iter().map(shown).filter(|&n| n > 0).collect();
        assert_eq!(lines, ["your".len(), "blood".len()]);
    }

    #[test]
    fn steps_go_round_and_say_so() {
        let article = article("one two one two one");
        let document = Document::article(&article, Vec::new(), 40);
        let mut found = Found::new(&document, &article, "one");
        assert_eq!(found.position(), (1, 3));
        assert_eq!((found.go_next(), found.position()), (Step::Moved, (2, 3)));
        assert_eq!((found.go_next(), found.go_next()), (Step::Moved, Step::Wrapped));
        assert_eq!((found.go_previous(), found.position()), (Step::Wrapped, (3, 3)));
        assert_eq!((found.go_previous(), found.position()), (Step::Moved, (2, 3)));
    }

    #[test]
    fn nothing_found_has_no_position_and_no_steps() {
        let article = article("one");
        let document = Document::article(&article, Vec::new(), 40);
        for query in ["three", "", "  "] {
            let mut found = Found::new(&document, &article, query);
            assert_eq!((found.position(), found.current()), ((0, 0), None));
            assert_eq!((found.go_next(), found.go_previous()), (Step::Nothing, Step::Nothing));
            assert_eq!(found.go_from(&document, 0), Step::Nothing);
        }
    }

    #[test]
    fn the_first_match_from_a_line_on_is_not_above_it() {
        let article = article(&"word and more words to fill a line or two with text\n\n".repeat(9));
        let document = Document::article(&article, Vec::new(), 24);
        let mut found = Found::new(&document, &article, "word");
        let lines: Vec<_> = found.matches().to_vec();
        let line_of = |m: &Match| document.line_of(m.block, m.range.start);
        for line in 0..document.lines.len() {
            let expected = lines.iter().find(|m| line_of(m) >= line).or(lines.first());
            found.go_from(&document, line);
            assert_eq!(found.current(), expected);
        }
    }

    proptest! {
        #[test]
        fn the_matches_are_the_same_at_every_width(
            text in markdown(), query in "[a-e]{1,2}( [a-e])?", width in 20usize..200,
        ) {
            let article = article(&text);
            let at = |width| find(&Document::article(&article, Vec::new(), width), &article, &query);
            prop_assert_eq!(at(width), at(72));
        }

        #[test]
        fn a_plain_text_folds_as_any_other(text in "[a-cA-C .\t-]{0,12}") {
            let (quick, slow) = (Folded::new(&text), Folded::letter_by_letter(&text));
            prop_assert_eq!(&quick.text, &slow.text);
            for at in 0..quick.text.len() {
                prop_assert_eq!(quick.origin(at), slow.origin(at));
            }
        }

        #[test]
        fn a_match_folds_to_the_query_and_stands_on_whole_characters(
            text in "[a-cA-C éÉ\u{301}ﬁ\u{a0}.-]{0,40}", query in "[a-cé][a-cé ]{0,2}",
        ) {
            let query = Folded::new(query.trim()).text;
            for range in Folded::new(&text).find(&query) {
                prop_assert!(Folded::new(&text[range.clone()]).text.contains(&query));
                prop_assert!(!text[range.end..].starts_with(is_combining_mark));
            }
        }

        #[test]
        fn what_is_drawn_of_a_match_is_all_of_it_but_white_space(
            text in markdown(), query in "[a-e]{1,2}( [a-e])?", width in 20usize..60,
        ) {
            let article = article(&text);
            let document = Document::article(&article, Vec::new(), width);
            let found = Found::new(&document, &article, &query);
            for (block, whole) in found.matches().iter().map(|m| (m.block, &m.range)) {
                let lines = &document.lines[document.blocks[block].lines.clone()];
                let segments = lines.iter().flat_map(|l| &l.segments).filter(|s| s.block == block);
                let parts = segments.flat_map(|s| found.within(s)).map(|(part, _)| part);
                let mut drawn: Vec<_> = parts.flatten().filter(|at| whole.contains(at)).collect();
                drawn.sort_unstable();
                drawn.dedup();
                let text = document.text(&article, block);
                let solid = |at: &usize| !text.as_bytes()[*at].is_ascii_whitespace();
                let drawn: Vec<_> = drawn.into_iter().filter(solid).collect();
                prop_assert_eq!(drawn, whole.clone().filter(solid).collect::<Vec<_>>());
            }
        }
    }
}
