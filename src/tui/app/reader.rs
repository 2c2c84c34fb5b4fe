//! The reader: an article laid out for the screen, where it is read, and what stands out in it.

use std::collections::HashSet;
use std::ops::Range;

use crate::library::said::RESTATED;
use crate::library::{Article, ArticleRef, Edition, Library, MarkStyle, TermId, TopicId};
use crate::tui::document::{Anchor, Document};
use crate::tui::find::Found;
use crate::tui::scroll::{Extent, Scroll};

/// An article on the screen.
#[derive(Debug)]
pub struct Reader {
    /// What is read.
    pub article: ArticleRef,
    /// Its lines at the width of the screen.
    pub document: Document,
    /// The line at the top.
    pub scroll: Scroll,
    /// The text that stood at the top before the width changed, until the reader moves.
    pub anchor: Option<Anchor>,
    /// The topic that was come for, until the reader moves on by itself.
    pub topic: Option<TopicId>,
    /// The line that was come for, until the reader moves on or is laid out anew.
    came_to: Option<usize>,
    /// Terms and links, in reading order.
    pub targets: Vec<Target>,
    /// Index of the target that has the focus.
    pub focus: Option<usize>,
    /// Words that a search led to: passage and bytes of its text.
    pub hits: Vec<(usize, Range<usize>)>,
    /// Find in page.
    pub found: Option<Found>,
    /// Where find in page was begun.
    before_find: Option<Place>,
    /// The row of the cursor in the outline, while it has the focus.
    pub outline: Option<usize>,
}

/// What is in sight: the width in columns that it is measured in, the line at the top, and what was
/// come for.
#[derive(Debug, Clone, Copy)]
struct Place {
    width: usize,
    scroll: Scroll,
    topic: Option<TopicId>,
    came_to: Option<usize>,
}

/// A stretch of a passage that leads somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Index of the passage.
    pub passage: usize,
    /// Bytes of its text.
    pub range: Range<usize>,
    /// Where it leads.
    pub leads: Leads,
}

/// Where a target leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leads {
    /// To the explanation of a term.
    Term(TermId),
    /// To a place in the library, or an address that is only shown.
    Link(String),
}

impl Reader {
    /// An article from its start, laid out for a width in columns.
    #[must_use]
    pub fn new(library: &Library, at: ArticleRef, width: usize) -> Self {
        let article = library.article(at);
        Self {
            article: at,
            document: document(article, width),
            scroll: Scroll::default(),
            anchor: None,
            topic: None,
            came_to: None,
            targets: targets(library, article),
            focus: None,
            hits: Vec::new(),
            found: None,
            before_find: None,
            outline: None,
        }
    }

    /// Lays the article out anew for another width; the same text stays at the top.
    pub fn fit(&mut self, article: &Article, width: usize) {
        if self.document.width != width.max(1) {
            let anchor = self.anchor.unwrap_or_else(|| self.document.anchor_at(self.scroll.top));
            self.document = document(article, width);
            self.scroll.top = self.document.line_at(&anchor);
            self.anchor = Some(anchor);
            self.came_to = None;
        }
    }

    /// Notes where find in page begins.
    pub fn begin_find(&mut self) {
        let (width, scroll) = (self.document.width, self.scroll);
        let (topic, came_to) = (self.topic, self.came_to);
        self.before_find = Some(Place { width, scroll, topic, came_to });
    }

    /// Goes back to where find in page began, unless the width is another.
    pub fn back_from_find(&mut self) {
        let width = self.document.width;
        if let Some(before) = self.before_find.filter(|before| before.width == width) {
            self.scroll = before.scroll;
            (self.topic, self.came_to) = (before.topic, before.came_to);
        }
    }

    /// Forgets what the reader was opened for, since the person has moved on.
    pub fn moved(&mut self) {
        self.topic = None;
        self.anchor = None;
        self.came_to = None;
    }

    /// Brings a line that is come for onto the screen, with a margin above and below.
    pub fn come_to(&mut self, line: usize, margin: usize, page: usize) {
        self.moved();
        self.scroll.reveal(&(line..line + 1), margin, self.extent(page));
        self.came_to = Some(line);
    }

    /// Puts a section's heading at the top.
    pub fn show_section(&mut self, section: usize) {
        self.scroll.top = self.document.line_of_section(section).unwrap_or(0);
    }

    /// Puts a byte of a passage a little below the top, with its heading where that fits.
    pub fn show_passage(&mut self, passage: usize, offset: usize, page: usize) {
        let line = self.document.line_of_passage(passage, offset).unwrap_or(0);
        let heading = self.document.section_at(line).and_then(|s| self.document.line_of_section(s));
        let near = heading.filter(|h| *h <= line && line - h < page / 2);
        self.scroll.top = near.unwrap_or_else(|| line.saturating_sub(page / 3));
        self.came_to = Some(line);
    }

    /// The section of what was come for, else the one at the top of the screen; the first where the
    /// title stands there.
    #[must_use]
    pub fn section(&self) -> usize {
        self.document.section_at(self.came_to.unwrap_or(self.scroll.top)).unwrap_or(0)
    }

    /// The topic that was come for, else that of the section at the top.
    #[must_use]
    pub fn current_topic(&self, article: &Article) -> Option<TopicId> {
        self.topic.or_else(|| article.sections.get(self.section()).map(|s| s.topic))
    }

    /// How much of the article has been on the screen, of a hundred.
    #[must_use]
    pub fn percent(&self, page: usize) -> usize {
        let total = self.document.lines.len().max(1);
        (self.scroll.top + page).min(total) * 100 / total
    }

    /// The target that has the focus.
    #[must_use]
    pub fn target(&self) -> Option<&Target> {
        self.focus.and_then(|i| self.targets.get(i))
    }

    /// The first target at or below the top of the screen.
    #[must_use]
    pub fn first_target(&self) -> Option<usize> {
        self.targets.iter().position(|t| self.line_of(t) >= self.scroll.top)
    }

    /// The targets of a passage, in order.
    #[must_use]
    pub fn targets_in(&self, passage: usize) -> &[Target] {
        let start = self.targets.partition_point(|t| t.passage < passage);
        let end = self.targets.partition_point(|t| t.passage <= passage);
        &self.targets[start..end]
    }

    /// How far the text goes for scrolling: a section may stand at the top with nothing below it.
    #[must_use]
    pub fn extent(&self, page: usize) -> Extent {
        Extent { total: self.document.lines.len().max(self.scroll.top + page), page }
    }

    /// The line that a target begins on.
    #[must_use]
    pub fn line_of(&self, target: &Target) -> usize {
        self.document.line_of_passage(target.passage, target.range.start).unwrap_or(0)
    }
}

fn document(article: &Article, width: usize) -> Document {
    let notes = match article.edition {
        Edition::Original => Vec::new(),
        Edition::Restated => vec![RESTATED.to_owned()],
    };
    Document::article(article, notes, width)
}

/// The first use of each term in each section, and every link.
fn targets(library: &Library, article: &Article) -> Vec<Target> {
    let mut seen = HashSet::new();
    let mut targets = Vec::new();
    for (passage, p) in article.passages.iter().enumerate() {
        let links = p.marks.iter().filter_map(|mark| match &mark.style {
            MarkStyle::Link(to) => Some((mark.range.clone(), Leads::Link(to.clone()))),
            _ => None,
        });
        let links: Vec<_> = links.collect();
        let in_link =
            |r: &Range<usize>| links.iter().any(|(l, _)| l.start < r.end && r.start < l.end);
        let terms = library.glossary.find(&p.text).into_iter();
        let first = terms.filter(|(range, id)| !in_link(range) && seen.insert((p.section, *id)));
        let terms: Vec<_> = first.map(|(range, id)| (range, Leads::Term(id))).collect();
        let mut here: Vec<_> = links.into_iter().chain(terms).collect();
        here.sort_by_key(|(range, _)| range.start);
        targets.extend(here.into_iter().map(|(range, leads)| Target { passage, range, leads }));
    }
    targets
}
