//! Text of an article as lines of a width, ready to be drawn.
//!
//! A [`Document`] owns no text of the article: blocks name what they show, and lines hold byte
//! ranges into it. Blocks do not depend on the width, so an [`Anchor`] finds its text again after
//! the width has changed. Glyphs and colours are the view's.

mod builder;
mod table;

use std::ops::Range;

use crate::library::{Article, Kind, Passage};
use builder::Builder;

/// Blocks of text laid out for a width.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// In reading order; the same at every width.
    pub blocks: Vec<Block>,
    /// From top to bottom.
    pub lines: Vec<Line>,
    /// The notes that [`What::Note`] counts.
    pub notes: Vec<String>,
    /// Columns that the lines were laid out for, at least 1.
    pub width: usize,
    /// How many lines were broken to lay it out, those of table cells each on their own.
    pub work: usize,
}

/// A title, note, heading or passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Whose text it shows.
    pub what: What,
    /// Index of the article's section that it belongs to; none for the title and notes.
    pub section: Option<usize>,
    /// Whether it is a row of a table, whose cells stand side by side or on a card.
    pub row: bool,
    /// The lines that show it. A table's head that labels cards has the lines of the first card.
    pub lines: Range<usize>,
}

/// What a block shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// The article's title.
    Title,
    /// An index into [`Document::notes`].
    Note(usize),
    /// The heading of the section with this index.
    Heading(usize),
    /// The passage with this index.
    Passage(usize),
}

/// A line, from left to right: the lead, then the segments, each at its column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// Index of the block that it belongs to; none for a blank line between blocks.
    pub block: Option<usize>,
    /// What stands before the text.
    pub lead: Lead,
    /// One for running text; in a table one for each cell that reaches this line.
    pub segments: Vec<Segment>,
}

/// What stands before a line's text: quote bars, an indent, the marker of a list item.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lead {
    /// Bars, each with a blank after it: two columns each.
    pub quotes: usize,
    /// Blank columns after the bars.
    pub indent: usize,
    /// Whether the marker follows, with a blank after it; [`Document::marker`] has its text.
    pub marker: bool,
}

/// A stretch of a block's text on a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Index of the block whose text it is: the line's own, but for the label of a card.
    pub block: usize,
    /// Where it starts, in columns from the left edge of the document.
    pub column: u16,
    /// Bytes of the block's text.
    pub range: Range<usize>,
    /// Whether a colon is drawn after it: it ends the label of a card.
    pub colon: bool,
}

/// A place in the text that does not depend on the width.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Anchor {
    /// What is shown there.
    pub what: What,
    /// Bytes into its text.
    pub offset: usize,
}

impl Document {
    /// Lays out a whole article: its title, the notes, then every section with its heading.
    ///
    /// The section `#top` has no heading of its own, since the title stands above it.
    #[must_use]
    pub fn article(article: &Article, notes: Vec<String>, width: usize) -> Self {
        let mut builder = Builder::new(article, width);
        builder.title();
        for note in notes {
            builder.note(note);
        }
        for (index, section) in article.sections.iter().enumerate() {
            if !section.is_top() {
                builder.heading(index);
            }
            builder.passages(&section.passages.clone().collect::<Vec<_>>());
        }
        builder.finish()
    }

    /// Lays out some passages of an article, in the order given, with a heading where the section
    /// changes if asked for.
    ///
    /// A table row without the head of its table gets it. Indices that the article does not have
    /// are left out.
    #[must_use]
    pub fn passages(article: &Article, passages: &[usize], headings: bool, width: usize) -> Self {
        let mut builder = Builder::new(article, width);
        builder.runs(passages, headings);
        builder.finish()
    }

    /// Lays out passages in parts, each under its note and with the headings of its sections; a
    /// part without passages is left out, and an empty note is not drawn.
    #[must_use]
    pub fn parts(article: &Article, parts: &[(&str, Vec<usize>)], width: usize) -> Self {
        let mut builder = Builder::new(article, width);
        for (note, passages) in parts.iter().filter(|(_, passages)| !passages.is_empty()) {
            if !note.is_empty() {
                builder.note((*note).to_owned());
            }
            builder.runs(passages, true);
        }
        builder.finish()
    }

    /// What [`Document::parts`] lays out, in order.
    #[must_use]
    pub fn contents(article: &Article, parts: &[(&str, Vec<usize>)]) -> Vec<What> {
        let (mut contents, mut notes) = (Vec::new(), 0);
        for (note, passages) in parts.iter().filter(|(_, passages)| !passages.is_empty()) {
            if !note.is_empty() {
                contents.push(What::Note(notes));
                notes += 1;
            }
            for run in builder::runs(article, passages) {
                contents.push(What::Heading(article.passages[run[0]].section));
                contents.extend(run.into_iter().map(What::Passage));
            }
        }
        contents
    }

    /// Lays out a note alone, where an article has nothing to show.
    #[must_use]
    pub fn note(article: &Article, note: String, width: usize) -> Self {
        let mut builder = Builder::new(article, width);
        builder.note(note);
        builder.finish()
    }

    /// The text that the segments of a block point into; empty for a block that is not there.
    #[must_use]
    pub fn text<'a>(&'a self, article: &'a Article, block: usize) -> &'a str {
        match self.blocks.get(block).map(|b| b.what) {
            Some(What::Note(i)) => self.notes.get(i).map_or("", String::as_str),
            Some(what) => what.text(article),
            None => "",
        }
    }

    /// The passage that a block shows, if it shows one.
    #[must_use]
    pub fn passage<'a>(&self, article: &'a Article, block: usize) -> Option<&'a Passage> {
        match self.blocks.get(block)?.what {
            What::Passage(i) => article.passages.get(i),
            _ => None,
        }
    }

    /// The marker of the list item that a line begins: `•`, or a number with its point.
    #[must_use]
    pub fn marker<'a>(&self, article: &'a Article, line: &Line) -> Option<&'a str> {
        match &self.passage(article, line.block?)?.kind {
            Kind::Item { marker: Some(marker), .. } if line.lead.marker => Some(marker),
            _ => None,
        }
    }

    /// The line that shows a byte of a block's text; the block's first where none does.
    #[must_use]
    pub fn line_of(&self, block: usize, offset: usize) -> usize {
        let Some(Block { lines, row, .. }) = self.blocks.get(block) else { return 0 };
        let shown = &self.lines[lines.clone()];
        let found = if *row {
            line_among_cells(shown, block, offset)
        } else {
            let starts_by = |line: &Line| line.segments.iter().all(|s| s.range.start <= offset);
            shown.partition_point(starts_by).checked_sub(1)
        };
        lines.start + found.unwrap_or(0)
    }

    /// The line that shows a byte of a passage's text, if the passage is laid out here.
    #[must_use]
    pub fn line_of_passage(&self, passage: usize, offset: usize) -> Option<usize> {
        self.block_of(What::Passage(passage)).map(|block| self.line_of(block, offset))
    }

    /// The first line of a section: its heading, or its first passage where it has none here.
    #[must_use]
    pub fn line_of_section(&self, section: usize) -> Option<usize> {
        self.blocks.iter().find(|b| b.section == Some(section)).map(|b| b.lines.start)
    }

    /// The section that a line belongs to; a blank line belongs to what follows it.
    #[must_use]
    pub fn section_at(&self, line: usize) -> Option<usize> {
        self.blocks.get(self.block_at(line)?)?.section
    }

    /// The first block that is shown at a line or below it; the last one past the end.
    #[must_use]
    pub fn block_at(&self, line: usize) -> Option<usize> {
        let below = self.lines.iter().skip(line).find_map(|l| l.block);
        below.or_else(|| self.blocks.len().checked_sub(1))
    }

    /// The first text at a line or below it, to find it again at another width.
    ///
    /// Keep the anchor while the width changes: a new one each time would creep upwards.
    #[must_use]
    pub fn anchor_at(&self, line: usize) -> Anchor {
        let below = self.lines.iter().skip(line).find_map(|l| self.anchor_of(l));
        let last = || self.lines.iter().rev().find_map(|l| self.anchor_of(l));
        below.or_else(last).unwrap_or(Anchor { what: What::Title, offset: 0 })
    }

    /// The lines from one on that have text of their own, with the place where that begins.
    pub fn anchors(&self, from: usize) -> impl Iterator<Item = (usize, Anchor)> {
        let lines = self.lines.iter().enumerate().skip(from);
        lines.filter_map(|(i, line)| Some((i, self.anchor_of(line)?)))
    }

    fn anchor_of(&self, line: &Line) -> Option<Anchor> {
        let own = line.segments.iter().find(|s| Some(s.block) == line.block)?;
        Some(Anchor { what: self.blocks.get(own.block)?.what, offset: own.range.start })
    }

    /// The line that shows the text of an anchor; 0 where it is not laid out here.
    #[must_use]
    pub fn line_at(&self, anchor: &Anchor) -> usize {
        self.block_of(anchor.what).map_or(0, |block| self.line_of(block, anchor.offset))
    }

    /// The block that shows this, if it is laid out here.
    #[must_use]
    pub fn block_of(&self, what: What) -> Option<usize> {
        self.blocks.iter().position(|b| b.what == what)
    }
}

impl What {
    /// Its text in an article; empty for a note, which no article has.
    #[must_use]
    pub fn text(self, article: &Article) -> &str {
        match self {
            Self::Title => &article.title,
            Self::Note(_) => "",
            Self::Heading(i) => article.sections.get(i).map_or("", |s| &s.heading),
            Self::Passage(i) => article.passages.get(i).map_or("", |p| &p.text),
        }
    }

    /// The bytes of its text that are shown, where it is a row of a table.
    #[must_use]
    pub fn cells(self, article: &Article) -> Option<&[Range<usize>]> {
        let Self::Passage(i) = self else { return None };
        match &article.passages.get(i)?.kind {
            Kind::Row { cells, .. } => Some(cells),
            _ => None,
        }
    }
}

/// The line with the segment of the block that starts last at or before a byte.
fn line_among_cells(lines: &[Line], block: usize, offset: usize) -> Option<usize> {
    let segments =
        lines.iter().enumerate().flat_map(|(i, l)| l.segments.iter().map(move |s| (i, s)));
    segments
        .filter(|(_, s)| s.block == block && s.range.start <= offset)
        .max_by_key(|(i, s)| (s.range.start, *i))
        .map(|(i, _)| i)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::library::outline::outline;
    use crate::reflow::columns;
    use proptest::prelude::*;

    /// An article with the title "The title" and this Markdown.
    pub fn article(text: &str) -> Article {
        let outline = outline("s/a", "The title", text);
        let (sections, passages) = (outline.sections, outline.passages);
        Article { title: "The title".to_owned(), sections, passages, ..Article::default() }
    }

    /// Markdown of every construct in any order.
    pub fn markdown() -> impl Strategy<Value = String> {
        let words = "[a-e]{1,9}( [a-eé]{1,9}| 70%| 日本語){0,24}";
        let block = prop_oneof![
            words,
            words.prop_map(|text| format!("## {text}")),
            words.prop_map(|text| format!("### {text}")),
            (words, words, words).prop_map(|(a, b, c)| format!("- {a}\n- {b}\n  - {c}")),
            (words, words).prop_map(|(a, b)| format!("9. {a}\n\n   {b}\n10. {b}")),
            (words, words).prop_map(|(a, b)| format!("> {a}\n>\n> > {b}")),
            (words, words).prop_map(|(a, b)| format!("```\n{a}\n\n    {b}\n```")),
            (words, words, words)
                .prop_map(|(a, b, c)| format!("| {a} | x |\n|--|--|\n| {b} | {c} |\n| {c} | |")),
        ];
        prop::collection::vec(block, 0..9).prop_map(|blocks| blocks.join("\n\n"))
    }

    fn laid_out(text: &str, width: usize) -> String {
        let article = article(text);
        drawn(&Document::article(&article, Vec::new(), width), &article)
    }

    /// The document as a view might draw it.
    pub fn drawn(document: &Document, article: &Article) -> String {
        let lines: Vec<_> =
            document.lines.iter().map(|line| draw(document, article, line)).collect();
        lines.join("\n")
    }

    fn draw(document: &Document, article: &Article, line: &Line) -> String {
        let mut out = "│ ".repeat(line.lead.quotes) + &" ".repeat(line.lead.indent);
        out.push_str(document.marker(article, line).unwrap_or_default());
        for segment in &line.segments {
            let blanks = usize::from(segment.column) - columns(&out);
            out.push_str(&" ".repeat(blanks));
            out.push_str(&document.text(article, segment.block)[segment.range.clone()]);
            out.push_str(if segment.colon { ":" } else { "" });
        }
        out.trim_end().to_owned()
    }

    #[test]
    fn headings_stand_on_their_text_with_a_blank_line_above() {
        let text = "Intro.\n\n## One\n\nFirst.\n\nSecond.\n\n## Two\n\n### Inner\n\nThird.";
        assert_eq!(
            laid_out(text, 40),
            "The title\n\nIntro.\n\nOne\nFirst.\n\nSecond.\n\nTwo\n\nInner\nThird."
        );
    }

    #[test]
    fn notes_stand_under_the_title_and_are_no_part_of_the_article() {
        let article = article("Intro.");
        let notes = vec!["Restated; not the clinic's own words".to_owned()];
        let document = Document::article(&article, notes, 20);
        assert_eq!(
            drawn(&document, &article),
            "The title\nRestated; not the\nclinic's own words\n\nIntro."
        );
        assert_eq!(document.blocks[1].what, What::Note(0));
    }

    #[test]
    fn items_hang_after_their_markers_without_blank_lines() {
        let text = "- a first item of some words\n- second\n  - inner\n\nAfter.";
        assert_eq!(
            laid_out(text, 20),
            "The title\n\n• a first item of\n  some words\n• second\n  • inner\n\nAfter."
        );
    }

    #[test]
    fn numbers_of_a_list_end_in_one_column_and_its_texts_start_in_one() {
        let text = "9. nine\n10. ten, which is long\n\n    more of ten";
        assert_eq!(
            laid_out(text, 16),
            "The title\n\n 9. nine\n10. ten, which\n    is long\n\n    more of ten"
        );
    }

    #[test]
    fn a_numbered_list_after_bullets_is_a_list_of_its_own() {
        assert_eq!(laid_out("- a\n- b\n\n1. c", 20), "The title\n\n• a\n• b\n\n1. c");
    }

    #[test]
    fn quotes_have_a_bar_on_every_line_also_between_their_paragraphs() {
        let text = "> one two three\n>\n> > four\n\nfive";
        assert_eq!(laid_out(text, 12), "The title\n\n│ one two\n│ three\n│\n│ │ four\n\nfive");
    }

    #[test]
    fn code_keeps_its_blanks_and_is_cut_not_wrapped() {
        let text = "```\nfn a() {\n    one two three\n}\n```";
        assert_eq!(laid_out(text, 16), "The title\n\n  fn a() {\n      one two th\n  ree\n  }");
    }

    #[test]
    fn half_the_width_is_left_to_text_however_deep() {
        let text = format!("{} deep\n\n{}- deep", ">".repeat(40), "> ".repeat(40));
        let article = article(&text);
        for width in 2..60 {
            let document = Document::article(&article, Vec::new(), width);
            let leads = document.lines.iter().flat_map(|l| &l.segments).map(|s| s.column);
            assert!(leads.map(usize::from).all(|column| column * 2 <= width));
        }
    }

    #[test]
    fn chosen_passages_get_their_headings_where_the_section_changes() {
        let article = article("## One\n\na\n\nb\n\nc\n\n## Two\n\nd");
        let with = Document::passages(&article, &[0, 2, 3, 99], true, 20);
        assert_eq!(drawn(&with, &article), "One\na\n\nc\n\nTwo\nd");
        let without = Document::passages(&article, &[0, 3], false, 20);
        assert_eq!(drawn(&without, &article), "a\n\nd");
    }

    #[test]
    fn sections_are_found_by_line_and_lines_by_section() {
        let article = article("Intro.\n\n## One\n\nFirst.\n\n## Two\n\nSecond.");
        let document = Document::article(&article, Vec::new(), 40);
        let lines: Vec<_> = (0..3).map(|i| document.line_of_section(i).unwrap()).collect();
        assert_eq!(lines, [2, 4, 7]);
        let sections: Vec<_> = [0, 1, 2, 3, 5, 6, 8, 99].map(|l| document.section_at(l)).to_vec();
        let (none, top, one, two) = (None, Some(0), Some(1), Some(2));
        assert_eq!(sections, [none, top, top, one, one, two, two, two]);
        assert_eq!(document.line_of_section(9), None);
    }

    #[test]
    fn an_empty_selection_has_no_lines_and_every_look_up_an_answer() {
        let article = article("a");
        let document = Document::passages(&article, &[], true, 20);
        assert_eq!((document.lines.len(), document.work), (0, 0));
        assert_eq!((document.block_at(0), document.section_at(0)), (None, None));
        assert_eq!(document.line_at(&document.anchor_at(3)), 0);
        assert_eq!((document.line_of(4, 4), document.text(&article, 4)), (0, ""));
    }

    #[test]
    fn the_work_is_a_line_broken_for_each_line_laid_out() {
        let article = article(&"one two three four five\n\n".repeat(50));
        let document = Document::article(&article, Vec::new(), 10);
        assert_eq!(document.work, document.lines.iter().filter(|l| l.block.is_some()).count());
    }

    proptest! {
        #[test]
        fn an_anchor_keeps_its_text_at_every_width(
            text in markdown(), before in 20usize..200, after in 20usize..200, line in 0usize..200,
        ) {
            let article = article(&text);
            let (old, new) = (
                Document::article(&article, Vec::new(), before),
                Document::article(&article, Vec::new(), after),
            );
            let line = line % old.lines.len();
            let anchor = old.anchor_at(line);
            let shown = &new.lines[new.line_at(&anchor)];
            let shows = |s: &Segment| {
                new.blocks[s.block].what == anchor.what
                    && (s.range.contains(&anchor.offset) || s.range.is_empty() && s.range.start == anchor.offset)
            };
            prop_assert!(shown.segments.iter().any(shows));
            let starts_text = old.anchor_of(&old.lines[line]).is_some();
            prop_assert!(!starts_text || old.line_at(&anchor) == line);
        }

        #[test]
        fn all_text_is_laid_out_and_within_the_width(text in markdown(), width in 0usize..200) {
            let article = article(&text);
            let document = Document::article(&article, Vec::new(), width);
            for line in &document.lines {
                prop_assert!(columns(&draw(&document, &article, line)) <= width.max(8));
            }
            for block in 0..document.blocks.len() {
                let said = document.text(&article, block);
                let segments = document.lines.iter().flat_map(|l| &l.segments);
                let shown: Vec<_> = segments.filter(|s| s.block == block).collect();
                let what = document.blocks[block].what;
                let whole = 0..what.text(&article).len();
                let whole = std::slice::from_ref(&whole);
                for range in what.cells(&article).unwrap_or(whole).iter().cloned() {
                    let solid = range.filter(|&at| !said.as_bytes()[at].is_ascii_whitespace());
                    for at in solid {
                        prop_assert!(shown.iter().any(|s| s.range.contains(&at)));
                    }
                }
            }
        }

        #[test]
        fn a_block_is_on_its_own_lines(text in markdown(), width in 20usize..200) {
            let article = article(&text);
            let document = Document::article(&article, Vec::new(), width);
            for (i, line) in document.lines.iter().enumerate() {
                let lines = line.block.map(|block| document.blocks[block].lines.clone());
                prop_assert!(lines.is_none_or(|lines| lines.contains(&i)));
                for segment in &line.segments {
                    let at = document.line_of(segment.block, segment.range.start);
                    let label = Some(segment.block) != line.block;
                    prop_assert!(label || segment.range.is_empty() || at == i);
                }
            }
        }
    }
}
