//! Coverage: whether a source has a section on a topic, only mentions it, or is silent.
//!
//! Headings without a word under any of them say nothing, so they cover nothing.
//! A mention is a passage in a section about something else (see `library::mentions`).

use crate::library::{Article, ArticleRef, Library, TopicId};

/// How a source treats a topic.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Coverage {
    /// A section is about it.
    Section,
    /// No section, but passages of other sections speak of it.
    Mention,
    /// Nothing.
    #[default]
    Silent,
}

impl Coverage {
    /// The word that JSON and people see.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Section => "section",
            Self::Mention => "mention",
            Self::Silent => "silent",
        }
    }
}

/// The topics of a subject by its articles.
#[derive(Debug, Clone, Default)]
pub struct Matrix {
    /// Index of the subject.
    pub subject: usize,
    /// One a topic that counts, in reading order.
    pub rows: Vec<Row>,
}

/// One topic across the articles of a subject.
#[derive(Debug, Clone)]
pub struct Row {
    /// What the row is about.
    pub topic: TopicId,
    /// One an article, in library order.
    pub cells: Vec<Cell>,
}

/// One article on one topic.
#[derive(Debug, Clone)]
pub struct Cell {
    /// Whose coverage it is.
    pub article: ArticleRef,
    /// How the article treats the topic.
    pub coverage: Coverage,
    /// Words of the sections about it, without subsections about something else.
    pub words: usize,
    /// Indices of the sections about it, in reading order.
    pub sections: Vec<usize>,
    /// Indices of the passages elsewhere that speak of it, in reading order.
    pub mentions: Vec<usize>,
}

impl Row {
    /// How many articles have a section on the topic, and how many only mention it.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        let of = |coverage| self.cells.iter().filter(|c| c.coverage == coverage).count();
        (of(Coverage::Section), of(Coverage::Mention))
    }
}

/// The coverage of every topic that counts, by every article of a subject.
#[must_use]
pub fn matrix(library: &Library, subject: usize) -> Matrix {
    let topics: Vec<TopicId> = library.topics.covered().map(|(id, _)| id).collect();
    Matrix { subject, rows: rows(library, subject, &topics) }
}

/// The coverage of one topic by every article of a subject; any topic may be asked for.
#[must_use]
pub fn row(library: &Library, subject: usize, topic: TopicId) -> Row {
    let mut rows = rows(library, subject, &[topic]);
    rows.pop().unwrap_or(Row { topic, cells: Vec::new() })
}

fn rows(library: &Library, subject: usize, topics: &[TopicId]) -> Vec<Row> {
    let mut rows: Vec<Row> = topics.iter().map(|&topic| Row { topic, cells: Vec::new() }).collect();
    for (i, article) in library.subjects[subject].articles.iter().enumerate() {
        for row in &mut rows {
            row.cells.push(cell(article, ArticleRef { subject, article: i }, row.topic));
        }
    }
    rows
}

fn cell(article: &Article, at: ArticleRef, topic: TopicId) -> Cell {
    let about = |i: usize| article.sections[i].is_about(topic);
    let mut sections: Vec<usize> = (0..article.sections.len()).filter(|&i| about(i)).collect();
    let words = sections.iter().map(|&i| article.sections[i].words).sum();
    if words == 0 {
        sections.clear();
    }
    let mentioned = |&p: &usize| article.passages[p].mentions.contains(topic);
    let mentions: Vec<usize> = (0..article.passages.len()).filter(mentioned).collect();
    let coverage = match (sections.is_empty(), mentions.is_empty()) {
        (false, _) => Coverage::Section,
        (true, false) => Coverage::Mention,
        (true, true) => Coverage::Silent,
    };
    Cell { article: at, coverage, words, sections, mentions }
}

/// Steps of the longest bar.
const LONGEST_BAR: usize = 5;

impl Matrix {
    /// How many different sources have articles in it.
    #[must_use]
    pub fn sources(&self, library: &Library) -> usize {
        library.subjects[self.subject].sources()
    }

    /// The most words that a cell has.
    #[must_use]
    pub fn longest(&self) -> usize {
        self.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.words).max().unwrap_or(0)
    }
}

/// Steps of the bar for a section's words, from 1 to 5; the longest cell of the matrix has 5.
#[must_use]
pub fn bar(words: usize, longest: usize) -> usize {
    let longest = longest.max(1);
    ((words * LONGEST_BAR * 2 + longest) / (longest * 2)).clamp(1, LONGEST_BAR)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_long_as_its_share_of_the_longest() {
        let bars: Vec<_> = [0, 110, 140, 170, 210, 250, 330].map(|w| bar(w, 330)).into();
        assert_eq!(bars, [1, 2, 2, 3, 3, 4, 5]);
        assert_eq!(bar(0, 0), 1);
    }
}
