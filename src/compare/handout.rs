//! A handout: passages and terms that somebody picked, as one page to print or send, each quote with
//! where it comes from.
//!
//! The words stand as they are, in the order in which they were picked. Nothing is left out of a
//! passage and nothing is added to it but the head of a table to a row of it.

mod html;
mod markdown;

use std::collections::HashSet;
use std::ops::Range;

use crate::library::ids::Target;
use crate::library::said::{NOT_ADVICE, byline, edition, stated};
use crate::library::{
    Article, ArticleRef, Date, Kind, Library, Passage, PassageRef, SectionRef, TermId,
};

/// What the page is called where it quotes no article.
const TERMS: &str = "Terms";

/// What can be picked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Piece {
    /// A whole article.
    Article(ArticleRef),
    /// A section with its subsections.
    Section(SectionRef),
    /// One passage.
    Passage(PassageRef),
    /// The explanation of a term.
    Term(TermId),
}

impl From<Target> for Piece {
    fn from(target: Target) -> Self {
        match target {
            Target::Article(at) => Self::Article(at),
            Target::Section(at) => Self::Section(at),
            Target::Passage(at) => Self::Passage(at),
        }
    }
}

/// How a handout is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Form {
    /// Markdown, in which no words of an article are markup.
    #[default]
    Markdown,
    /// One HTML page that needs nothing beside it, for screen and paper.
    Html,
}

impl Form {
    /// The form that the ending of a file's name stands for.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        let is = |names: &[&str]| names.iter().any(|name| ending.eq_ignore_ascii_case(name));
        match () {
            () if is(&["md", "markdown"]) => Some(Self::Markdown),
            () if is(&["html", "htm"]) => Some(Self::Html),
            () => None,
        }
    }
}

/// What a handout holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handout {
    /// The titles of the subjects that it quotes.
    pub title: String,
    /// In the order in which they were picked; what follows each other from one article is one part.
    pub parts: Vec<Part>,
}

/// A stretch of a handout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// What one article says.
    Quoted(Quoted),
    /// Explanations of terms.
    Terms(Vec<TermId>),
}

/// Passages of one article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quoted {
    /// Whose words they are.
    pub article: ArticleRef,
    /// Each section's index with the indices of the passages that stand under it, in order.
    pub sections: Vec<(usize, Vec<usize>)>,
}

impl Handout {
    /// The page of these pieces; a passage or term stands on it once, where it was first picked.
    #[must_use]
    pub fn new(library: &Library, pieces: &[Piece]) -> Self {
        let mut builder = Builder { library, seen: HashSet::new(), parts: Vec::new() };
        for piece in pieces {
            builder.add(*piece);
        }
        Self { title: title(library, &builder.parts), parts: builder.parts }
    }

    /// Whether there is nothing on the page.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// The page as text of a form.
    #[must_use]
    pub fn written(&self, library: &Library, form: Form) -> String {
        match form {
            Form::Markdown => markdown::page(library, self),
            Form::Html => html::page(library, self),
        }
    }
}

/// The titles of the subjects that are quoted, in order.
fn title(library: &Library, parts: &[Part]) -> String {
    let mut titles: Vec<&str> = Vec::new();
    for part in parts {
        if let Part::Quoted(quoted) = part {
            titles.push(&library.subjects[quoted.article.subject].title);
        }
    }
    let mut seen = HashSet::new();
    titles.retain(|title| seen.insert(*title));
    if titles.is_empty() { TERMS.to_owned() } else { titles.join("; ") }
}

/// A handout that is being put together.
struct Builder<'a> {
    library: &'a Library,
    /// Passages and terms that stand on it.
    seen: HashSet<Piece>,
    parts: Vec<Part>,
}

impl Builder<'_> {
    fn add(&mut self, piece: Piece) {
        match piece {
            Piece::Term(term) => self.add_term(term),
            Piece::Passage(at) => self.add_passage(at),
            Piece::Section(at) => {
                let sections = self.library.article(at.article).with_subsections(at.section);
                self.add_sections(at.article, sections);
            }
            Piece::Article(at) => self.add_sections(at, 0..self.library.article(at).sections.len()),
        }
    }

    fn add_sections(&mut self, article: ArticleRef, sections: Range<usize>) {
        for section in &self.library.article(article).sections[sections] {
            for passage in section.passages.clone() {
                self.add_passage(PassageRef { article, passage });
            }
        }
    }

    /// Adds a passage, and before a table's row its head.
    fn add_passage(&mut self, at: PassageRef) {
        let article = self.library.article(at.article);
        let is_there = |passage| self.seen.contains(&Piece::Passage(PassageRef { passage, ..at }));
        let head = head_of(article, at.passage, is_there);
        for passage in head.into_iter().chain([at.passage]) {
            if self.seen.insert(Piece::Passage(PassageRef { passage, ..at })) {
                self.quote(at.article, article.passages[passage].section, passage);
            }
        }
    }

    /// Puts a passage at the end of the last part, if that is of its article; else into a new one.
    fn quote(&mut self, article: ArticleRef, section: usize, passage: usize) {
        match self.parts.last_mut() {
            Some(Part::Quoted(quoted)) if quoted.article == article => quoted.add(section, passage),
            _ => {
                let sections = vec![(section, vec![passage])];
                self.parts.push(Part::Quoted(Quoted { article, sections }));
            }
        }
    }

    fn add_term(&mut self, term: TermId) {
        if !self.seen.insert(Piece::Term(term)) {
            return;
        }
        match self.parts.last_mut() {
            Some(Part::Terms(terms)) => terms.push(term),
            _ => self.parts.push(Part::Terms(vec![term])),
        }
    }
}

impl Quoted {
    fn add(&mut self, section: usize, passage: usize) {
        match self.sections.last_mut() {
            Some((last, own)) if *last == section => own.push(passage),
            _ => self.sections.push((section, vec![passage])),
        }
    }
}

/// The head of the table that a row is of, where no row above it is on the page already: with that
/// came the head.
fn head_of(article: &Article, passage: usize, is_there: impl Fn(usize) -> bool) -> Option<usize> {
    let row = |at: usize| match article.passages[at].kind {
        Kind::Row { header, .. } => Some(header),
        _ => None,
    };
    let section = article.passages[passage].section;
    let start = article.sections[section].passages.start;
    let mut above = (start..=passage).rev().take_while(|&at| row(at).is_some() && !is_there(at));
    above.find(|&at| row(at) == Some(true)).filter(|&head| head != passage)
}

/// Passages as they are drawn: list items that follow each other, and rows of one table, are a group.
fn groups<'a>(article: &'a Article, passages: &'a [usize]) -> Vec<Vec<&'a Passage>> {
    let together = |a: &usize, b: &usize| match (&article.passages[*a], &article.passages[*b]) {
        (a, b) if a.quotes != b.quotes => false,
        (Passage { kind: Kind::Item { .. }, .. }, Passage { kind: Kind::Item { .. }, .. }) => true,
        (
            Passage { kind: Kind::Row { .. }, .. },
            Passage { kind: Kind::Row { header, .. }, .. },
        ) => !header,
        _ => false,
    };
    let group = |group: &[usize]| group.iter().map(|&at| &article.passages[at]).collect();
    passages.chunk_by(together).map(group).collect()
}

/// What has to stand beside a quote: labels with what is said of them; who wrote it and when, where the
/// page states it.
fn facts(article: &Article) -> Vec<(&'static str, String)> {
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    let stated_only = [
        ("Author", article.author.clone()),
        ("Published", day(article.published)),
        ("Reviewed", day(article.reviewed)),
    ];
    let stated_only = stated_only.into_iter().filter_map(|(label, fact)| Some((label, fact?)));
    let mut facts = vec![("Article", article.title.clone())];
    facts.extend(stated_only);
    facts.extend([
        ("Address", stated(article.url.as_ref())),
        ("Retrieved", stated(article.retrieved)),
        ("Words", edition(article).to_owned()),
    ]);
    facts
}

/// The heading over the passages of a section, with the headings around it.
fn heading(article: &Article, section: usize) -> String {
    article.path(section).join(": ")
}

/// The last line.
fn not_advice() -> String {
    format!("{NOT_ADVICE}.")
}

#[cfg(test)]
mod tests;
