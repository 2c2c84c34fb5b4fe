//! What not all sources share: terms and figures that another source lacks, and passages with them.

use std::collections::{HashMap, HashSet};

use crate::compare::figures::Kind;
use crate::compare::terms::terms;
use crate::compare::{Column, Coverage, Entry, Given};
use crate::library::{ArticleRef, Library, TermId};

/// Terms and figures that all sources share which speak of a topic, and the passages with any others.
#[derive(Debug)]
pub struct Differing {
    /// Of each column, the passages with a term or figure that is not shared.
    pub passages: Vec<Vec<Entry>>,
    terms: HashSet<TermId>,
    figures: HashSet<Value>,
}

/// A figure as it is told from others: kind, noun and amount.
type Value = (Kind, Option<String>, String);

impl Differing {
    /// What the sources of these columns do not share, with these figures.
    #[must_use]
    pub fn of(library: &Library, columns: &[Column], given: &[Given]) -> Self {
        let speaking = columns.iter().filter(|c| c.coverage != Coverage::Silent);
        let speaking: HashSet<&str> = speaking.map(|c| source(library, c.article)).collect();
        let rows = terms(library, columns);
        let shared = rows.iter().filter(|row| row.sources == speaking.len());
        let terms = shared.map(|row| row.term).collect();
        let figures = shared_figures(library, given, speaking.len());
        let mut differing = Self { passages: Vec::new(), terms, figures };
        let mut kept: HashSet<(ArticleRef, usize)> = HashSet::new();
        let figures = given.iter().filter(|given| differing.keeps_figure(given));
        kept.extend(figures.map(|given| (given.article, given.entry.passage)));
        for row in rows.iter().filter(|row| differing.keeps_term(row.term)) {
            for (cell, column) in row.cells.iter().zip(columns) {
                let passages = cell.places.iter().map(|place| place.entry.passage);
                kept.extend(passages.map(|passage| (column.article, passage)));
            }
        }
        let of_column = columns.iter().map(|column| {
            let is_kept = |entry: &&Entry| kept.contains(&(column.article, entry.passage));
            column.passages.iter().filter(is_kept).copied().collect()
        });
        differing.passages = of_column.collect();
        differing
    }

    /// Whether some source lacks a term.
    #[must_use]
    pub fn keeps_term(&self, term: TermId) -> bool {
        !self.terms.contains(&term)
    }

    /// Whether some source does not give a figure; the same amount of one kind and noun is the same
    /// figure however it is written.
    #[must_use]
    pub fn keeps_figure(&self, given: &Given) -> bool {
        !self.figures.contains(&value(given))
    }
}

/// The figures that so many sources give.
fn shared_figures(library: &Library, given: &[Given], sources: usize) -> HashSet<Value> {
    let mut givers: HashMap<Value, HashSet<&str>> = HashMap::new();
    for given in given {
        givers.entry(value(given)).or_default().insert(source(library, given.article));
    }
    let shared = givers.into_iter().filter(|(_, givers)| givers.len() == sources);
    shared.map(|(value, _)| value).collect()
}

fn value(given: &Given) -> Value {
    (given.figure.kind, given.figure.noun.clone(), given.figure.value.clone())
}

fn source(library: &Library, article: ArticleRef) -> &str {
    &library.article(article).source.id
}
