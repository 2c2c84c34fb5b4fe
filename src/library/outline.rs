//! The outline: Markdown cut into sections and passages.
//!
//! CommonMark with tables, strikethrough and heading attributes. The first heading, where it
//! repeats the title, is the title; text before any other heading is the section `#top`.

mod leaf;

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, OffsetIter, Options, Parser, Tag, TagEnd};

use super::words::{self, folded, slug};
use super::{Kind, Passage, Section};
use leaf::Leaf;

/// The slug of the text before the first section.
const TOP: &str = "top";

/// Bytes of the longest heading; what is longer is read as a paragraph, for a heading is repeated
/// wherever its section is named.
const LONGEST: usize = 1000;

/// The parts of an article's text.
#[derive(Debug, Default)]
pub struct Outline {
    /// In reading order, not yet filed under topics.
    pub sections: Vec<Section>,
    /// In reading order.
    pub passages: Vec<Passage>,
    /// Of each section.
    pub headings: Vec<Heading>,
}

/// What only filing asks of a section's heading.
#[derive(Debug, Default)]
pub struct Heading {
    /// Byte of the Markdown where it stands.
    pub start: usize,
    /// What its `{…}` says.
    pub attributes: Attributes,
}

/// What a heading's `{…}` says: keys with their values, in order.
pub type Attributes = Vec<(String, String)>;

/// Cuts the Markdown of the article with this id and title.
#[must_use]
pub fn outline(id: &str, title: &str, text: &str) -> Outline {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut builder = Builder::new(id, title);
    builder.read(Parser::new_ext(text, options).into_offset_iter());
    builder.finish()
}

/// A list that is open while its items are read.
struct List {
    next: Option<u64>,
    marker: Option<String>,
}

struct Builder<'a> {
    id: &'a str,
    title: &'a str,
    out: Outline,
    /// Every slug taken, with the number that its last repetition got.
    slugs: HashMap<String, usize>,
    /// Where leaves gather their text, one after the other.
    buffer: String,
    lists: Vec<List>,
    quotes: u8,
    leaf: Option<Leaf>,
    /// The heading that is being read, with its level.
    heading: Option<(u8, Heading)>,
    /// Headings read.
    read: usize,
}

impl<'a> Builder<'a> {
    fn new(id: &'a str, title: &'a str) -> Self {
        Self {
            id,
            title,
            out: Outline::default(),
            slugs: HashMap::from([(TOP.to_owned(), 1)]),
            buffer: String::new(),
            lists: Vec::new(),
            quotes: 0,
            leaf: None,
            heading: None,
            read: 0,
        }
    }

    fn read(&mut self, events: OffsetIter) {
        for (event, range) in events {
            match event {
                Event::Start(tag) => self.start(tag, range),
                Event::End(tag) => self.end(tag),
                inline => self.leaf().inline(&inline),
            }
        }
    }

    fn start(&mut self, tag: Tag, range: Range<usize>) {
        match tag {
            Tag::Heading { level, attrs, .. } => self.start_heading(level, attrs, range.start),
            Tag::List(first) => self.start_list(first),
            Tag::Item => self.start_item(),
            Tag::BlockQuote(_) => self.start_quote(),
            Tag::CodeBlock(_) => self.start_leaf(Kind::Code),
            Tag::TableHead => self.start_row(true),
            Tag::TableRow => self.start_row(false),
            Tag::TableCell => self.leaf().start_cell(),
            Tag::Paragraph | Tag::HtmlBlock => self.start_text(),
            Tag::Table(_) => self.flush(),
            inline => self.leaf().open(&inline),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::List(_) => self.end_list(),
            TagEnd::BlockQuote(_) => self.end_quote(),
            TagEnd::TableCell => self.leaf().end_cell(),
            TagEnd::Paragraph
            | TagEnd::Item
            | TagEnd::CodeBlock
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::HtmlBlock
            | TagEnd::Table => self.flush(),
            _ => self.leaf().close(),
        }
    }

    fn start_heading(
        &mut self,
        level: HeadingLevel,
        attrs: Vec<(pulldown_cmark::CowStr, Option<pulldown_cmark::CowStr>)>,
        start: usize,
    ) {
        self.flush();
        let text = |value: Option<pulldown_cmark::CowStr>| {
            value.map(|v| v.to_string()).unwrap_or_default()
        };
        let attributes =
            attrs.into_iter().map(|(key, value)| (key.to_string(), text(value))).collect();
        self.heading = Some((level as u8, Heading { start, attributes }));
        self.leaf = Some(self.new_leaf(Kind::Paragraph));
    }

    fn end_heading(&mut self) {
        let Some(leaf) = self.leaf.take() else { return };
        let text;
        (text, self.buffer) = leaf.into_heading();
        let Some((level, heading)) = self.heading.take() else { return };
        if text.len() > LONGEST {
            return self.add(Passage { text, ..Passage::default() });
        }
        self.read += 1;
        if self.read == 1 && folded(&text) == folded(self.title) {
            return;
        }
        let parent = self.enclosing(level);
        let slug = self.unique(&slug(&text));
        self.open_section(Section { heading: text, level, parent, ..self.section(&slug) }, heading);
    }

    /// The nearest section above with a higher level.
    fn enclosing(&self, level: u8) -> Option<usize> {
        let last = self.out.sections.len().checked_sub(1);
        let up = |&i: &usize| self.out.sections[i].parent;
        let encloses = |s: &Section| s.level < level && !s.is_top();
        std::iter::successors(last, up).find(|&i| encloses(&self.out.sections[i]))
    }

    fn section(&self, slug: &str) -> Section {
        Section { id: [self.id, "#", slug].concat(), ..Section::default() }
    }

    fn open_section(&mut self, section: Section, heading: Heading) {
        let start = self.out.passages.len();
        self.out.sections.push(Section { passages: start..start, ..section });
        self.out.headings.push(heading);
    }

    fn unique(&mut self, slug: &str) -> String {
        let mut free = slug.to_owned();
        while self.slugs.contains_key(&free) {
            let next = self.slugs.entry(slug.to_owned()).or_insert(1);
            *next += 1;
            free = format!("{slug}-{next}");
        }
        self.slugs.insert(free.clone(), 1);
        free
    }

    fn start_list(&mut self, first: Option<u64>) {
        self.flush();
        self.lists.push(List { next: first, marker: None });
    }

    fn end_list(&mut self) {
        self.flush();
        self.lists.pop();
    }

    fn start_item(&mut self) {
        self.flush();
        if let Some(list) = self.lists.last_mut() {
            list.marker = Some(list.next.map_or_else(|| "•".to_owned(), |n| format!("{n}.")));
            list.next = list.next.map(|n| n.saturating_add(1));
        }
    }

    fn start_quote(&mut self) {
        self.flush();
        self.quotes = self.quotes.saturating_add(1);
    }

    fn end_quote(&mut self) {
        self.flush();
        self.quotes = self.quotes.saturating_sub(1);
    }

    fn start_text(&mut self) {
        let kind = self.text_kind();
        self.start_leaf(kind);
    }

    fn start_row(&mut self, header: bool) {
        self.start_leaf(Kind::Row { header, cells: Vec::new() });
    }

    fn start_leaf(&mut self, kind: Kind) {
        self.flush();
        self.leaf = Some(self.new_leaf(kind));
    }

    /// The open leaf; text of a tight list item opens one without a paragraph.
    fn leaf(&mut self) -> &mut Leaf {
        let leaf = self.leaf.take().unwrap_or_else(|| {
            let kind = self.text_kind();
            self.new_leaf(kind)
        });
        self.leaf.insert(leaf)
    }

    fn new_leaf(&mut self, kind: Kind) -> Leaf {
        Leaf::new(kind, std::mem::take(&mut self.buffer))
    }

    fn text_kind(&mut self) -> Kind {
        let depth = u8::try_from(self.lists.len()).unwrap_or(u8::MAX);
        match self.lists.last_mut() {
            Some(list) => Kind::Item { depth, marker: list.marker.take() },
            None => Kind::Paragraph,
        }
    }

    /// Ends the open leaf: a passage, where it says anything.
    fn flush(&mut self) {
        let Some(leaf) = self.leaf.take() else { return };
        let passage;
        (passage, self.buffer) = leaf.into_passage();
        if let Some(passage) = passage {
            self.add(passage);
        }
    }

    fn add(&mut self, mut passage: Passage) {
        if self.out.sections.is_empty() {
            let top = Section { heading: self.title.to_owned(), level: 1, ..self.section(TOP) };
            self.open_section(top, Heading::default());
        }
        let index = self.out.sections.len() - 1;
        let section = &mut self.out.sections[index];
        passage.words = words::count(&passage.text);
        passage.section = index;
        passage.quotes = self.quotes;
        section.words += passage.words;
        section.passages.end += 1;
        self.out.passages.push(passage);
    }

    fn finish(mut self) -> Outline {
        self.flush();
        self.out.sections.shrink_to_fit();
        self.out.passages.shrink_to_fit();
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::{Mark, MarkStyle};

    fn cut(text: &str) -> Outline {
        outline("s/a", "The Title", text)
    }

    /// The section and the text of each passage.
    fn cuts(outline: &Outline) -> Vec<(&str, &str)> {
        let passages = outline.passages.iter();
        passages.map(|p| (outline.sections[p.section].id.as_str(), p.text.as_str())).collect()
    }

    #[test]
    fn the_title_is_no_section_and_text_before_a_heading_is_top() {
        let out = cut("# The title\n\nIntro.\n\n## One\n\nText.\n");
        assert_eq!(cuts(&out), [("s/a#top", "Intro."), ("s/a#one", "Text.")]);
        assert_eq!((out.sections[0].heading.as_str(), out.sections[1].parent), ("The Title", None));
    }

    #[test]
    fn an_article_without_headings_is_one_section() {
        let out = cut("One.\n\nTwo.\n");
        assert_eq!(cuts(&out), [("s/a#top", "One."), ("s/a#top", "Two.")]);
    }

    #[test]
    fn repeated_slugs_are_numbered_and_never_collide() {
        let out = cut("# Risks\n# Risks\n# Risks 2\n# Top\n");
        let slugs: Vec<_> = out.sections.iter().map(|s| s.id.as_str()).collect();
        assert_eq!(slugs, ["s/a#risks", "s/a#risks-2", "s/a#risks-2-2", "s/a#top-2"]);
    }

    #[test]
    fn very_many_equal_headings_are_numbered_in_one_pass() {
        let out = cut(&"# Risks\n".repeat(20_000));
        assert_eq!(out.sections[19_999].id, "s/a#risks-20000");
    }

    #[test]
    fn a_skipped_level_still_nests() {
        let out = cut("## A\n#### B\n### C\n## D\n");
        let parents: Vec<_> = out.sections.iter().map(|s| s.parent).collect();
        assert_eq!(parents, [None, Some(0), Some(0), None]);
    }

    #[test]
    fn items_rows_and_code_are_passages() {
        let out = cut(
            "- one\n  - two\n\n3. three\n\n   more\n\n| a | b |\n|---|---|\n| c | |\n\n```\nx\ty\n```\n",
        );
        let texts: Vec<_> = out.passages.iter().map(|p| p.text.as_str()).collect();
        assert_eq!(texts, ["one", "two", "three", "more", "a | b", "c |", "x    y"]);
        let item =
            |depth, marker: Option<&str>| Kind::Item { depth, marker: marker.map(str::to_owned) };
        let kinds: Vec<_> = out.passages[..4].iter().map(|p| p.kind.clone()).collect();
        assert_eq!(
            kinds,
            [item(1, Some("•")), item(2, Some("•")), item(1, Some("3.")), item(1, None)]
        );
        assert_eq!(out.passages[4].kind, Kind::Row { header: true, cells: vec![0..1, 4..5] });
    }

    #[test]
    fn marks_point_into_the_plain_text() {
        let out = cut("A *very **strong*** [link](b.md) `x`.\n");
        let passage = &out.passages[0];
        assert_eq!(passage.text, "A very strong link x.");
        let mark = |range, style| Mark { range, style };
        let expected = [
            mark(2..13, MarkStyle::Emphasis),
            mark(7..13, MarkStyle::Strong),
            mark(14..18, MarkStyle::Link("b.md".into())),
            mark(19..20, MarkStyle::Code),
        ];
        assert_eq!(*passage.marks, expected);
    }

    #[test]
    fn an_entity_cannot_spell_a_control_character() {
        assert_eq!(cut("a&#27;[31mb&#x202e;c\n").passages[0].text, "a[31mbc");
    }

    #[test]
    fn a_heading_that_is_longer_than_any_is_a_paragraph() {
        let out = cut(&format!("# A\n\n## {}\n\n## {}\n", "b ".repeat(500), "c ".repeat(501)));
        assert_eq!(out.sections.iter().map(|s| s.heading.len()).collect::<Vec<_>>(), [1, 999]);
        let passage = &out.passages[0];
        assert_eq!((passage.section, passage.text.len()), (1, 1001));
    }

    #[test]
    fn quotes_are_counted_and_comments_left_out() {
        let out = cut("> > Said.\n\n<!-- note -->\n\nEnd<br>here <b>b</b>\n");
        assert_eq!((out.passages.len(), out.passages[0].quotes), (2, 2));
        assert_eq!(out.passages[1].text, "End\nhere b");
    }
}
