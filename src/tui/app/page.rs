//! Pages that lie over a screen to be read: the keys, where an article comes from, what a term
//! means, why a passage was found. Their text is made when they are opened; lines are broken for the width they get.

mod gaps;

use super::compare::View;
use super::{App, Overlay, Screen};
use crate::keymap::{Action, Binding, Context};
use crate::library::readability::{Counts, LIMITS, NOT_ENGLISH};
use crate::library::said::{edition, stated};
use crate::library::words::counted;
use crate::library::{Article, ArticleRef, PassageRef, TermId, TopicId};
use crate::reflow::{columns, wrap};
use crate::tui::scroll::Scroll;
pub use gaps::gaps;

/// Columns that labels may take beside their text.
const LABELS: usize = 30;

/// Columns that text needs beside a label; with less it stands below.
const ROOM: usize = 28;

/// Columns by which text below its label stands in.
const INDENT: usize = 2;

/// A titled list of items.
#[derive(Debug)]
pub struct Page {
    /// In the frame.
    pub title: String,
    /// From top to bottom.
    pub items: Vec<Item>,
    /// What of the library it speaks of.
    pub of: Of,
    /// The row at the top.
    pub scroll: Scroll,
    /// Index of the item that has the focus; one that leads somewhere.
    pub focus: Option<usize>,
    /// What it lies over, and is there again when it is closed.
    pub under: Option<Box<Overlay>>,
}

/// What of the library a page speaks of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Of {
    /// Nothing.
    #[default]
    Nothing,
    /// The keys.
    Keys,
    /// An article.
    Article(ArticleRef),
    /// A term.
    Term(TermId),
    /// What the sources of a subject leave out.
    Gaps(usize),
}

/// A label and what is said of it; either may be empty, and both for a blank line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Item {
    /// Stands out.
    pub label: String,
    /// Running text.
    pub text: String,
    /// Where it leads.
    pub to: Option<PassageRef>,
}

/// A row of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row<'a> {
    /// Index of its item.
    pub item: usize,
    /// At the left edge.
    pub label: &'a str,
    /// Where the text starts, in columns.
    pub column: usize,
    /// A line of it.
    pub text: &'a str,
}

impl Page {
    fn new(title: impl Into<String>, items: Vec<Item>) -> Self {
        Self {
            title: title.into(),
            items,
            of: Of::Nothing,
            scroll: Scroll::default(),
            focus: None,
            under: None,
        }
    }

    fn of(self, of: Of) -> Self {
        Self { of, ..self }
    }

    /// The rows of the page at a width in columns; no text is lost.
    #[must_use]
    pub fn rows(&self, width: usize) -> Vec<Row<'_>> {
        let fits = |label: &&String| columns(label) <= LABELS;
        let labels = self.items.iter().filter(|i| !i.text.is_empty()).map(|i| &i.label);
        let widest = labels.filter(fits).map(|label| columns(label)).max().unwrap_or(0);
        let beside = if widest == 0 { 0 } else { widest + INDENT };
        let mut rows = Vec::new();
        for (i, item) in self.items.iter().enumerate() {
            rows.extend(item.rows(width, beside).into_iter().map(|row| Row { item: i, ..row }));
        }
        rows
    }

    /// Moves the focus to the next item that leads somewhere, or to the one before; past the last it
    /// comes round. Without one it begins at the row at the top, at a width in columns.
    pub fn step(&mut self, forward: bool, top: usize, width: usize) {
        let leads: Vec<usize> =
            (0..self.items.len()).filter(|&i| self.items[i].to.is_some()).collect();
        let from = self.rows(width).get(top).map_or(0, |row| row.item);
        let next = match (self.focus, forward) {
            (None, true) => leads.iter().find(|&&i| i >= from).or(leads.first()),
            (None, false) => leads.iter().rev().find(|&&i| i < from).or(leads.last()),
            (Some(at), true) => leads.iter().find(|&&i| i > at).or(leads.first()),
            (Some(at), false) => leads.iter().rev().find(|&&i| i < at).or(leads.last()),
        };
        self.focus = next.copied();
    }

    /// Lets go of a focus that is out of sight, at a width in columns and for so many rows.
    pub fn focus_in_sight(&mut self, width: usize, rows: usize) {
        let all = self.rows(width);
        let mut shown = all.iter().skip(self.scroll.top).take(rows);
        if !shown.any(|row| Some(row.item) == self.focus) {
            self.focus = None;
        }
    }

    /// Whether any item leads somewhere.
    #[must_use]
    pub fn leads(&self) -> bool {
        self.items.iter().any(|item| item.to.is_some())
    }

    /// Where the focus leads.
    #[must_use]
    pub fn leads_to(&self) -> Option<PassageRef> {
        self.focus.and_then(|i| self.items.get(i)?.to)
    }
}

impl Item {
    fn new(label: impl Into<String>, text: impl Into<String>) -> Self {
        Self { label: label.into(), text: text.into(), to: None }
    }

    fn rows(&self, width: usize, beside: usize) -> Vec<Row<'_>> {
        let below = columns(&self.label) >= beside.max(1) || width < beside + ROOM;
        let column = match (self.label.is_empty() && beside == 0, below) {
            (true, _) => 0,
            (false, true) => INDENT,
            (false, false) => beside,
        };
        let text = wrap(&self.text, width.saturating_sub(column).max(1), 0).into_iter();
        let mut rows: Vec<Row> =
            text.map(|line| Row { item: 0, label: "", column, text: &self.text[line] }).collect();
        if below && !self.label.is_empty() {
            let label = wrap(&self.label, width.max(1), 0).into_iter();
            let label =
                label.map(|line| Row { item: 0, label: &self.label[line], column, text: "" });
            rows = label.chain(rows.into_iter().filter(|row| !row.text.is_empty())).collect();
        } else if let Some(first) = rows.first_mut() {
            first.label = &self.label;
        }
        rows
    }
}

/// The keys of the screen, and those that work everywhere, from the effective keymap.
#[must_use]
pub fn keys(app: &App) -> Page {
    let context = app.context();
    let works = |b: &Binding| works(app, b.action);
    let mut items = table(context.name(), app.keymap.bindings(context).filter(works));
    items.push(Item::default());
    items.extend(table("everywhere", app.keymap.global_bindings(context).filter(works)));
    if matches!(context, Context::Home | Context::Reader | Context::Compare) {
        items.extend([Item::default(), Item::new("about grade 11", LIMITS)]);
    }
    Page::new("Keys", items).of(Of::Keys)
}

/// Whether an action does something in what is shown: some are for the text of compare alone.
fn works(app: &App, action: Action) -> bool {
    let for_text =
        matches!(action, Action::Find | Action::NextMatch | Action::PreviousMatch | Action::Lock);
    let in_list = matches!(&app.screen, Screen::Compare(compare) if compare.view != View::Text);
    !(for_text && in_list)
}

fn table(heading: &str, bindings: impl Iterator<Item = Binding>) -> Vec<Item> {
    let bound = bindings.filter(|b| !b.keys.is_empty());
    let lines = bound.map(|b| Item::new(b.keys.join("  "), b.action.about()));
    std::iter::once(Item::new(heading, "")).chain(lines).collect()
}

/// Where an article comes from.
#[must_use]
pub fn card(app: &App, at: ArticleRef) -> Page {
    let article = app.library.article(at);
    let [words, sections] =
        [counted(article.words(), "word"), counted(article.sections.len(), "section")];
    let facts = [
        ("Source", article.source.name.clone()),
        ("Place", stated(article.source.place.as_ref())),
        ("Title", article.title.clone()),
        ("Edition", edition(article).to_owned()),
        ("Author", stated(article.author.as_ref())),
        ("Address", stated(article.url.as_ref())),
        ("Published", stated(article.published)),
        ("Reviewed", stated(article.reviewed)),
        ("Retrieved", stated(article.retrieved)),
        ("Language", article.language.clone()),
        ("Length", format!("{words} in {sections}")),
        ("Reading", reading(app, article)),
        ("Id", article.id.clone()),
    ];
    let items = facts.into_iter().map(|(label, text)| Item::new(label, text)).collect();
    Page::new("Where this comes from", items).of(Of::Article(at))
}

/// The grades of the whole, and of each topic that is long enough.
fn reading(app: &App, article: &Article) -> String {
    let Some(reading) = article.reading() else { return NOT_ENGLISH.to_owned() };
    let topic = |(topic, counts): &(TopicId, Counts)| {
        format!("{}: {}", app.library.topics.topic(*topic).name, counts.in_short())
    };
    let topics: Vec<String> = reading.topics.iter().map(topic).collect();
    let by_topic = if topics.is_empty() { "" } else { ". By topic, with Flesch-Kincaid: " };
    format!("{}{by_topic}{}", reading.whole.said(), topics.join("; "))
}

/// What a term means.
#[must_use]
pub fn definition(app: &App, id: TermId) -> Page {
    let term = app.library.glossary.term(id);
    let mut items = vec![Item::new("", term.definition.as_str())];
    if !term.aliases.is_empty() {
        items.push(Item::default());
        items.push(Item::new("", format!("also: {}", term.aliases.join(", "))));
    }
    Page::new(term.name.as_str(), items).of(Of::Term(id))
}

/// Why the passage under the cursor of search was found; none where there is none.
#[must_use]
pub fn why(app: &App) -> Option<Page> {
    let Screen::Search(search) = &app.screen else { return None };
    let (index, hit) = (app.index.as_deref()?, search.hit()?);
    let query = search.query(&app.library);
    let why = index.explain(&app.library, &query, std::slice::from_ref(hit)).pop()?;
    let article = app.library.article(hit.passage.article);
    let heading = &app.library.section(app.library.section_of(hit.passage)).heading;
    let place = format!("{} {} {heading}", article.source.name, app.glyphs.step);
    let said = why.said().into_iter().map(|(label, text)| Item::new(label, text));
    let items = [Item::new("passage", place), Item::default()].into_iter().chain(said).collect();
    Some(Page::new("Why this passage", items))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(items: &[(&str, &str)]) -> Page {
        Page::new("T", items.iter().map(|(label, text)| Item::new(*label, *text)).collect())
    }

    fn drawn(page: &Page, width: usize) -> Vec<String> {
        let line = |row: Row| {
            let gap = row.column.saturating_sub(columns(row.label));
            format!("{}{}{}", row.label, " ".repeat(gap), row.text).trim_end().to_owned()
        };
        page.rows(width).into_iter().map(line).collect()
    }

    #[test]
    fn text_hangs_beside_its_label_where_there_is_room() {
        let page =
            page(&[("Place", "Provo, UT"), ("Title", "What is a ketamine infusion, and why?")]);
        let expected =
            ["Place  Provo, UT", "Title  What is a ketamine infusion,", "       and why?"];
        assert_eq!(drawn(&page, 36), expected);
    }

    #[test]
    fn text_stands_below_its_label_where_there_is_none() {
        let page = page(&[("j  down  ctrl-n", "scroll down a line"), ("q", "quit")]);
        let expected = ["j  down  ctrl-n", "  scroll down a line", "q", "  quit"];
        assert_eq!(drawn(&page, 30), expected);
    }

    #[test]
    fn text_without_labels_starts_at_the_edge() {
        assert_eq!(
            drawn(&page(&[("", "A protein."), ("", ""), ("", "also: BDNF")]), 40),
            ["A protein.", "", "also: BDNF"]
        );
    }
}
