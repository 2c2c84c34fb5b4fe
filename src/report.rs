//! Reports: what commands found, written as text, Markdown or JSON.
//!
//! Every function here takes data and a writer. Nothing is looked up, decided or ordered here;
//! the words that all forms share (what is not stated, not covered, restated) stand in this file.

mod figures;
mod gaps;
mod hits;
pub mod json;
pub mod markdown;
mod terms;
pub mod text;

use crate::compare::{Column, Comparison, Coverage, Matrix};
use crate::library::readability::{Counts, NOT_ENGLISH};
use crate::library::said::RESTATED;
use crate::library::words::counted;
use crate::library::{Article, ArticleRef, Edition, Library, TopicId};

pub use hits::{alone, hit_articles, hit_heading};

/// Columns of running text at most.
const MEASURE: usize = 72;

/// The page that text is written on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// Columns that tables may take.
    pub width: usize,
    /// Whether only ASCII may be drawn around the library's own words.
    pub ascii: bool,
    /// Whether headings are bold and matches reversed.
    pub styled: bool,
}

impl Page {
    /// Columns of running text.
    #[must_use]
    pub fn measure(&self) -> usize {
        self.width.min(MEASURE)
    }

    /// Bold where the page can.
    #[must_use]
    pub fn bold(&self, text: &str) -> String {
        self.in_style("1", "22", text)
    }

    /// Reversed where the page can.
    #[must_use]
    pub fn reversed(&self, text: &str) -> String {
        self.in_style("7", "27", text)
    }

    /// Text between two SGR parameters of ECMA-48.
    fn in_style(&self, on: &str, off: &str, text: &str) -> String {
        if self.styled { format!("\u{1b}[{on}m{text}\u{1b}[{off}m") } else { text.to_owned() }
    }

    /// Facts on one line.
    #[must_use]
    pub fn joined(&self, facts: &[impl AsRef<str>]) -> String {
        let facts: Vec<&str> = facts.iter().map(AsRef::as_ref).collect();
        facts.join(self.between())
    }

    /// What stands between two facts.
    #[must_use]
    pub fn between(&self) -> &'static str {
        self.glyph(" · ", " - ")
    }

    /// Headings from the outermost down.
    #[must_use]
    pub fn path(&self, headings: &[&str]) -> String {
        headings.join(self.glyph(" › ", " > "))
    }

    /// One of two ways to draw something.
    #[must_use]
    pub fn glyph<'a>(&self, drawn: &'a str, ascii: &'a str) -> &'a str {
        if self.ascii { ascii } else { drawn }
    }
}

/// What of an article is printed.
#[derive(Debug, Clone)]
pub struct Reading {
    /// Whose words they are.
    pub article: ArticleRef,
    /// The topic that was asked for.
    pub topic: Option<TopicId>,
    /// In the order in which they are printed.
    pub blocks: Vec<Block>,
}

/// Passages under their heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Index of the section.
    pub section: usize,
    /// Whether the section is about something else than what was asked for.
    pub mention: bool,
    /// Indices into the article's passages.
    pub passages: Vec<usize>,
}

/// The sections with their own passages, then the mentions under the headings they stand under.
#[must_use]
pub fn blocks(article: &Article, sections: &[usize], mentions: &[usize]) -> Vec<Block> {
    let own = sections.iter().map(|&section| {
        let passages = article.sections[section].passages.clone().collect();
        Block { section, mention: false, passages }
    });
    let place = |p: &usize| article.passages[*p].section;
    let elsewhere = mentions.chunk_by(|a, b| place(a) == place(b)).map(|passages| Block {
        section: passages.first().map_or(0, place),
        mention: true,
        passages: passages.to_vec(),
    });
    own.chain(elsewhere).collect()
}

/// The blocks of a comparison's column.
#[must_use]
pub fn column_blocks(article: &Article, column: &Column) -> Vec<Block> {
    let mentions: Vec<usize> =
        column.passages.iter().filter(|e| e.mention).map(|e| e.passage).collect();
    blocks(article, &column.sections, &mentions)
}

/// The heading of a block with the headings around it; mentions say that they are such.
#[must_use]
pub fn block_heading(article: &Article, block: &Block, page: &Page) -> String {
    let path = page.path(&article.path(block.section));
    if block.mention { format!("Mentioned elsewhere, under {path}") } else { path }
}

/// How many of the compared articles treat the topic, and how.
#[must_use]
pub fn treatment(comparison: &Comparison) -> String {
    let of = |coverage| comparison.columns.iter().filter(|c| c.coverage == coverage).count();
    let (about, mention) = (of(Coverage::Section), of(Coverage::Mention));
    let silent = of(Coverage::Silent);
    let all = counted(comparison.columns.len(), "article");
    let verb = |count, one, several| if count == 1 { one } else { several };
    let (has, mentions) = (verb(about, "has", "have"), verb(mention, "mentions", "mention"));
    let says = verb(silent, "says", "say");
    format!(
        "Of {all}, {about} {has} a section on it, {mention} only {mentions} it, \
         and {silent} {says} nothing."
    )
}

/// The page's address, or that it is not stated.
#[must_use]
pub fn address(article: &Article) -> String {
    article.url.clone().unwrap_or_else(|| "address not stated".to_owned())
}

/// Whether an article needs [`RESTATED`] beside it.
#[must_use]
pub fn is_restated(article: &Article) -> bool {
    article.edition == Edition::Restated
}

/// [`RESTATED`], with the names of the sources where it is not said of all.
#[must_use]
pub fn restated_among<'a>(articles: impl Iterator<Item = &'a Article>) -> Option<String> {
    let (mut names, mut all): (Vec<&str>, bool) = (Vec::new(), true);
    for article in articles {
        if !is_restated(article) {
            all = false;
        } else if !names.contains(&article.source.name.as_str()) {
            names.push(&article.source.name);
        }
    }
    match names.as_slice() {
        [] => None,
        _ if all => Some(format!("{RESTATED}.")),
        names => Some(format!("{RESTATED}: {}.", names.join("; "))),
    }
}

/// How hard an article is to read, with the counts behind it; then the same of each topic on which
/// it says enough.
#[must_use]
pub fn readings(library: &Library, article: &Article) -> Vec<String> {
    let Some(reading) = article.reading() else { return vec![format!("Reading: {NOT_ENGLISH}.")] };
    let line = |name: &str, of: &Counts| format!("{name}: {} ({}).", of.said(), of.counted());
    let topic = |(topic, of): &(TopicId, Counts)| line(&library.topics.topic(*topic).name, of);
    std::iter::once(line("Reading", &reading.whole))
        .chain(reading.topics.iter().map(topic))
        .collect()
}

/// "5 sources · 7 topics · 63 sections" of a matrix.
#[must_use]
pub fn extent(library: &Library, matrix: &Matrix) -> [String; 3] {
    let articles = &library.subjects[matrix.subject].articles;
    let sections = articles.iter().map(|a| a.sections.len()).sum();
    [
        counted(matrix.sources(library), "source"),
        counted(matrix.rows.len(), "topic"),
        counted(sections, "section"),
    ]
}
