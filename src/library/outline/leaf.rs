//! A leaf: inline Markdown gathered into the plain text of one passage or heading, with marks.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::library::sanitize::clean;
use crate::library::{Kind, Mark, MarkStyle, Passage};

/// What stands between two cells of a table row.
const BETWEEN_CELLS: &str = " | ";

/// The text of a block while it is read.
pub struct Leaf {
    kind: Kind,
    text: String,
    marks: Vec<Mark>,
    /// Where each open inline began, and its style if it has one.
    open: Vec<(usize, Option<MarkStyle>)>,
}

impl Leaf {
    /// An empty leaf that gathers its text in a buffer, which is emptied.
    pub fn new(kind: Kind, mut buffer: String) -> Self {
        buffer.clear();
        Self { kind, text: buffer, marks: Vec::new(), open: Vec::new() }
    }

    /// Takes up text and breaks.
    pub fn inline(&mut self, event: &Event) {
        match event {
            Event::Text(text) | Event::Html(text) => self.push(text),
            Event::Code(text) => self.push_code(text),
            Event::SoftBreak => self.text.push(' '),
            Event::HardBreak => self.text.push('\n'),
            Event::InlineHtml(tag) if is_line_break(tag) => self.text.push('\n'),
            _ => {}
        }
    }

    /// Opens emphasis, a link or the like.
    pub fn open(&mut self, tag: &Tag) {
        let style = match tag {
            Tag::Emphasis => Some(MarkStyle::Emphasis),
            Tag::Strong => Some(MarkStyle::Strong),
            Tag::Strikethrough => Some(MarkStyle::Strike),
            Tag::Link { dest_url, .. } => Some(MarkStyle::Link(clean(dest_url).into_owned())),
            _ => None,
        };
        self.open.push((self.text.len(), style));
    }

    /// Closes what was opened last.
    pub fn close(&mut self) {
        if let Some((start, Some(style))) = self.open.pop() {
            self.mark(start, style);
        }
    }

    /// Begins a cell of a table row.
    pub fn start_cell(&mut self) {
        if let Kind::Row { cells, .. } = &mut self.kind {
            if !cells.is_empty() {
                self.text.push_str(BETWEEN_CELLS);
            }
            cells.push(self.text.len()..self.text.len());
        }
    }

    /// Ends the cell begun last.
    pub fn end_cell(&mut self) {
        let end = self.text.len();
        if let Kind::Row { cells, .. } = &mut self.kind
            && let Some(cell) = cells.last_mut()
        {
            cell.end = end;
        }
    }

    /// The plain text on one line; and the buffer.
    pub fn into_heading(self) -> (String, String) {
        (self.text.split_whitespace().collect::<Vec<_>>().join(" "), self.text)
    }

    /// A passage without its place, or nothing where there is no text; and the buffer. The passage's
    /// text is a copy that takes no more room than it needs.
    pub fn into_passage(mut self) -> (Option<Passage>, String) {
        self.text.truncate(self.text.trim_end().len());
        let text = std::mem::take(&mut self.text);
        (self.says_something(&text).then(|| self.passage(text.clone())), text)
    }

    fn says_something(&self, text: &str) -> bool {
        match &self.kind {
            Kind::Row { cells, .. } => !cells.iter().all(Range::is_empty),
            _ => !text.trim().is_empty() && !is_comment(text),
        }
    }

    fn passage(mut self, text: String) -> Passage {
        let end = text.len();
        for mark in &mut self.marks {
            mark.range.end = mark.range.end.min(end);
        }
        self.marks.retain(|m| !m.range.is_empty());
        self.marks.sort_by_key(|m| (m.range.start, std::cmp::Reverse(m.range.end)));
        if let Kind::Row { cells, .. } = &mut self.kind {
            for cell in cells {
                *cell = cell.start.min(end)..cell.end.min(end);
            }
        }
        Passage { kind: self.kind, text, marks: self.marks.into(), ..Passage::default() }
    }

    /// Entities can spell control characters, so text is cleaned again after parsing.
    fn push(&mut self, text: &str) {
        let blanks = if self.kind == Kind::Code { "    " } else { " " };
        for (i, part) in clean(text).split('\t').enumerate() {
            self.text.push_str(if i > 0 { blanks } else { "" });
            self.text.push_str(part);
        }
    }

    fn push_code(&mut self, text: &str) {
        let start = self.text.len();
        self.push(text);
        self.mark(start, MarkStyle::Code);
    }

    fn mark(&mut self, start: usize, style: MarkStyle) {
        self.marks.push(Mark { range: start..self.text.len(), style });
    }
}

fn is_line_break(tag: &str) -> bool {
    matches!(tag.to_ascii_lowercase().as_str(), "<br>" | "<br/>" | "<br />")
}

fn is_comment(text: &str) -> bool {
    let text = text.trim();
    text.starts_with("<!--") && text.ends_with("-->")
}
