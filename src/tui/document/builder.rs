//! Lays out blocks one under the other: blank lines between them, indents, running text.

use std::ops::Range;

use super::{Block, Document, Lead, Line, Segment, What, table};
use crate::library::{Article, Kind, Passage};
use crate::reflow::{columns, cut, wrap};

/// Columns of a quote bar with its blank.
const BAR: usize = 2;
/// Columns by which code stands in.
const CODE_INDENT: usize = 2;
/// Columns by which text of an item without any marker stands in.
const ITEM_INDENT: usize = 2;

/// A document while it is laid out.
pub(super) struct Builder<'a> {
    pub(super) article: &'a Article,
    document: Document,
    /// Block quotes around what was laid out last.
    quotes: u8,
}

impl<'a> Builder<'a> {
    pub(super) fn new(article: &'a Article, width: usize) -> Self {
        let document = Document { width: width.max(1), ..Document::default() };
        Self { article, document, quotes: 0 }
    }

    pub(super) fn finish(self) -> Document {
        self.document
    }

    pub(super) fn title(&mut self) {
        self.separate(What::Title, 0);
        self.running(What::Title, &self.article.title);
    }

    pub(super) fn note(&mut self, note: String) {
        let what = What::Note(self.document.notes.len());
        self.separate(what, 0);
        self.running(what, &note);
        self.document.notes.push(note);
    }

    /// Lays out passages with a heading where the section changes, if asked for; indices that the
    /// article does not have are left out.
    pub(super) fn runs(&mut self, passages: &[usize], headings: bool) {
        for run in runs(self.article, passages) {
            if headings {
                self.heading(self.article.passages[run[0]].section);
            }
            self.passages(&run);
        }
    }

    pub(super) fn heading(&mut self, section: usize) {
        self.separate(What::Heading(section), 0);
        self.running(What::Heading(section), &self.article.sections[section].heading);
    }

    /// Lays out passages of one section: lists and tables each as a whole.
    pub(super) fn passages(&mut self, passages: &[usize]) {
        let article = self.article;
        let passage = |i: usize| &article.passages[i];
        for run in passages.chunk_by(|&a, &b| goes_on(passage(a), passage(b))) {
            let first = passage(run[0]);
            self.separate(What::Passage(run[0]), first.quotes);
            match first.kind {
                Kind::Paragraph => self.paragraph(run[0]),
                Kind::Item { .. } => self.list(run),
                Kind::Row { .. } => table::lay_out(self, run),
                Kind::Code => self.code(run[0]),
            }
        }
    }

    fn paragraph(&mut self, index: usize) {
        let lead = self.quoted(self.article.passages[index].quotes);
        self.running_after(What::Passage(index), &self.article.passages[index].text, lead, 0);
    }

    fn code(&mut self, index: usize) {
        let passage = &self.article.passages[index];
        let bars = self.quoted(passage.quotes);
        let indent = CODE_INDENT.min(self.room_for_lead() - bars.columns());
        let block = self.open(What::Passage(index));
        let lead = Lead { indent, ..bars };
        let lines = cut(&passage.text, self.document.width - lead.columns());
        self.lines(block, lead, lead, lines);
    }

    /// The texts of one depth start in one column, after the widest of their markers.
    fn list(&mut self, run: &[usize]) {
        let article = self.article;
        let hangs = hangs(run.iter().map(|&i| &article.passages[i]));
        for (place, &index) in run.iter().enumerate() {
            let passage = &article.passages[index];
            let (depth, marker) = item(passage);
            if place > 0 && marker == 0 {
                self.blank(passage.quotes);
            }
            let hang = hangs.get(depth).copied().unwrap_or(ITEM_INDENT);
            let indent = hangs.iter().take(depth + 1).sum();
            let lead = self.item_lead(passage.quotes, indent, hang);
            self.running_after(What::Passage(index), &passage.text, lead, marker);
        }
    }

    /// Markers go before bars where there is no room for both.
    fn item_lead(&self, quotes: u8, indent: usize, hang: usize) -> Lead {
        let room = self.room_for_lead();
        let quotes = usize::from(quotes).min(room.saturating_sub(hang) / BAR);
        Lead { quotes, indent: indent.min(room - quotes * BAR), marker: false }
    }

    /// Quote bars as far as there is room for them.
    pub(super) fn quoted(&self, quotes: u8) -> Lead {
        let quotes = usize::from(quotes).min(self.room_for_lead() / BAR);
        Lead { quotes, ..Lead::default() }
    }

    /// At least half the width is left to the text.
    fn room_for_lead(&self) -> usize {
        self.document.width / 2
    }

    /// Columns that the text has after a lead.
    pub(super) fn room_after(&self, lead: Lead) -> usize {
        self.document.width - lead.columns()
    }

    fn running(&mut self, what: What, text: &str) {
        self.running_after(what, text, Lead::default(), 0);
    }

    /// Running text; a marker of some columns, if there is room, stands in the lead of its first line.
    fn running_after(&mut self, what: What, text: &str, lead: Lead, marker: usize) {
        let block = self.open(what);
        let first = lead.with_marker(marker);
        let lines = wrap(text, self.room_after(lead), 0);
        self.lines(block, first, lead, lines);
    }

    fn lines(&mut self, block: usize, first: Lead, rest: Lead, ranges: Vec<Range<usize>>) {
        let column = rest.columns();
        for (i, range) in ranges.into_iter().enumerate() {
            self.count(1);
            let segment = Segment { block, column: column16(column), range, colon: false };
            self.push(block, if i == 0 { first } else { rest }, vec![segment]);
        }
    }

    /// Starts a block at the next line.
    pub(super) fn open(&mut self, what: What) -> usize {
        let at = self.document.lines.len();
        let section = match what {
            What::Heading(section) => Some(section),
            What::Passage(i) => Some(self.article.passages[i].section),
            What::Title | What::Note(_) => None,
        };
        let row = matches!(what, What::Passage(i) if is_row(&self.article.passages[i]));
        self.document.blocks.push(Block { what, section, row, lines: at..at });
        self.document.blocks.len() - 1
    }

    /// Adds a line to the block opened last.
    pub(super) fn push(&mut self, block: usize, lead: Lead, segments: Vec<Segment>) {
        self.document.lines.push(Line { block: Some(block), lead, segments });
        self.document.blocks[block].lines.end = self.document.lines.len();
    }

    /// Shows a block where another is shown already.
    pub(super) fn show_with(&mut self, block: usize, other: usize) {
        self.document.blocks[block].lines = self.document.blocks[other].lines.clone();
    }

    /// Notes that lines were broken.
    pub(super) fn count(&mut self, lines: usize) {
        self.document.work += lines;
    }

    /// A blank line, inside these quotes if any.
    pub(super) fn blank(&mut self, quotes: u8) {
        let lead = self.quoted(quotes);
        self.document.lines.push(Line { lead, ..Line::default() });
    }

    /// A blank line before what comes next, but under a heading and between title and notes.
    fn separate(&mut self, next: What, quotes: u8) {
        let together = match self.document.blocks.last().map(|b| b.what) {
            None => true,
            Some(What::Title | What::Note(_)) => matches!(next, What::Note(_)),
            Some(What::Heading(_)) => matches!(next, What::Passage(_)),
            Some(What::Passage(_)) => false,
        };
        if !together {
            self.blank(quotes.min(self.quotes));
        }
        self.quotes = quotes;
    }
}

impl Lead {
    /// Columns before the text, where no marker is in between.
    pub(super) fn columns(self) -> usize {
        self.quotes * BAR + self.indent
    }

    /// The lead with a marker of some columns at the right end of its indent, if it fits there.
    fn with_marker(self, columns: usize) -> Self {
        match self.indent.checked_sub(columns + 1) {
            Some(indent) if columns > 0 => Self { indent, marker: true, ..self },
            _ => self,
        }
    }
}

/// Passages with the heads of their tables, divided where the section changes; indices that the
/// article does not have are left out.
pub(super) fn runs(article: &Article, passages: &[usize]) -> Vec<Vec<usize>> {
    let section = |i: usize| article.passages[i].section;
    let known: Vec<_> = passages.iter().copied().filter(|&i| i < article.passages.len()).collect();
    let whole = table::with_heads(article, &known);
    whole.chunk_by(|&a, &b| section(a) == section(b)).map(<[usize]>::to_vec).collect()
}

/// A column of the document as terminals count them.
pub(super) fn column16(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}

pub(super) fn is_row(passage: &Passage) -> bool {
    matches!(passage.kind, Kind::Row { .. })
}

/// Whether a passage goes on with the list or table of the one before it.
fn goes_on(before: &Passage, passage: &Passage) -> bool {
    let together = match (&before.kind, &passage.kind) {
        (Kind::Item { .. }, Kind::Item { depth, marker }) => {
            *depth > 1 || marker.is_none() || !starts_list(before, marker.as_deref())
        }
        (Kind::Row { .. }, Kind::Row { header, .. }) => !header,
        _ => false,
    };
    together && before.quotes == passage.quotes
}

/// Whether an outermost marker is of another list than the item before it: bullets and numbers.
fn starts_list(before: &Passage, marker: Option<&str>) -> bool {
    let numbered = |marker: Option<&str>| marker.is_some_and(|m| m.ends_with('.'));
    match &before.kind {
        Kind::Item { depth: 1, marker: Some(last) } => numbered(Some(last)) != numbered(marker),
        _ => false,
    }
}

/// How many lists are around an item's own, and the columns of its marker.
fn item(passage: &Passage) -> (usize, usize) {
    match &passage.kind {
        Kind::Item { depth, marker } => {
            (usize::from(*depth).saturating_sub(1), marker.as_deref().map_or(0, columns))
        }
        _ => (0, 0),
    }
}

/// For each depth the columns from the marker to the text.
fn hangs<'p>(items: impl Iterator<Item = &'p Passage>) -> Vec<usize> {
    let mut hangs = Vec::new();
    for (depth, marker) in items.map(item) {
        if hangs.len() <= depth {
            hangs.resize(depth + 1, ITEM_INDENT);
        }
        hangs[depth] = hangs[depth].max(marker + 1);
    }
    hangs
}
