//! Comparison: what each source says about a topic, where, and where it is silent.
//!
//! Columns are in library order and nothing is ranked. Absence is a result of its own.

pub mod coverage;
pub mod figures;
pub mod gaps;
pub mod handout;
pub mod terms;

use crate::library::{ArticleRef, Library, TopicId};
pub use coverage::{Cell, Coverage, Matrix, Row, bar, matrix};
pub use figures::{Figure, Given};

/// Every article of a subject on one topic.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// What is compared.
    pub topic: TopicId,
    /// One an article, in library order.
    pub columns: Vec<Column>,
    /// The figures of the columns' passages, in their order.
    pub figures: Vec<Given>,
}

/// What one article says about the topic.
#[derive(Debug, Clone)]
pub struct Column {
    /// Whose words they are.
    pub article: ArticleRef,
    /// How the article treats the topic.
    pub coverage: Coverage,
    /// Indices of the sections that are about it, in reading order.
    pub sections: Vec<usize>,
    /// Passages of those sections, then the mentions elsewhere, each in reading order.
    pub passages: Vec<Entry>,
}

/// A passage of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Index into the article's passages.
    pub passage: usize,
    /// Whether it stands in a section about something else.
    pub mention: bool,
}

/// Lays side by side what the articles of a subject say about a topic.
#[must_use]
pub fn compare(library: &Library, subject: usize, topic: TopicId) -> Comparison {
    let columns = columns(library, subject, topic);
    let figures = figures::given(library, &columns);
    Comparison { topic, columns, figures }
}

/// What each article of a subject says about a topic, without its figures, which take longer.
#[must_use]
pub fn columns(library: &Library, subject: usize, topic: TopicId) -> Vec<Column> {
    let row = coverage::row(library, subject, topic);
    row.cells.into_iter().map(|cell| column(library, cell)).collect()
}

impl Comparison {
    /// Leaves out the columns of other articles; what differs is then told among those that stay.
    pub fn keep(&mut self, library: &Library, keeps: impl Fn(ArticleRef) -> bool) {
        self.columns.retain(|column| keeps(column.article));
        self.figures = figures::given(library, &self.columns);
    }
}

fn column(library: &Library, cell: Cell) -> Column {
    let article = library.article(cell.article);
    let own = cell.sections.iter().flat_map(|&s| article.sections[s].passages.clone());
    let own = own.map(|passage| Entry { passage, mention: false });
    let elsewhere = cell.mentions.iter().map(|&passage| Entry { passage, mention: true });
    let passages = own.chain(elsewhere).collect();
    Column { article: cell.article, coverage: cell.coverage, sections: cell.sections, passages }
}
