//! What not all sources share: terms and figures that another source lacks, and passages with them.

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

use crate::compare::figures::Kind;
use crate::compare::terms::Row;
use crate::compare::{Column, Coverage, Entry, Given};
use crate::library::{ArticleRef, Library, TermId};

/// Terms and figures that all sources share which speak of a topic, and the passages with any others.
#[derive(Debug)]
pub struct Differing {
    /// Of each column, the passages with a term or figure that is not shared.
    pub passages: Vec<Vec<Entry>>,
    terms: HashSet<TermId>,
    figures: Shared,
}

/// By amount, the kinds and nouns of the figures that all sources share.
type Shared = HashMap<String, Vec<(Kind, Option<String>)>>;

impl Differing {
    /// What the sources of these columns do not share, with these terms and figures.
    #[must_use]
    pub fn of(library: &Library, columns: &[Column], rows: &[Row], given: &[Given]) -> Self {
        let speaking = columns.iter().filter(|c| c.coverage != Coverage::Silent);
        let speaking: HashSet<&str> = speaking.map(|c| source(library, c.article)).collect();
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
        let figure = &given.figure;
        let alike =
            |(kind, noun): &(Kind, Option<String>)| *kind == figure.kind && *noun == figure.noun;
        !self.figures.get(&figure.value).is_some_and(|shared| shared.iter().any(alike))
    }
}

/// The figures that so many sources give.
fn shared_figures(library: &Library, given: &[Given], sources: usize) -> Shared {
    let mut givers: HashMap<(Kind, Option<&str>, &str), HashSet<&str>> = HashMap::new();
    for Given { article, figure, .. } in given {
        let value = (figure.kind, figure.noun.as_deref(), figure.value.as_str());
        givers.entry(value).or_default().insert(source(library, *article));
    }
    let mut shared = Shared::new();
    for ((kind, noun, value), givers) in givers {
        if givers.len() == sources {
            shared.entry(value.to_owned()).or_default().push((kind, noun.map(str::to_owned)));
        }
    }
    shared
}

fn source(library: &Library, article: ArticleRef) -> &str {
    &library.article(article).source.id
}
