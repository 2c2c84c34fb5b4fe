//! What not all sources share: passages with a term or a figure that another source lacks.

use std::collections::{HashMap, HashSet};

use crate::compare::figures::Kind;
use crate::compare::{Comparison, Coverage, Entry};
use crate::library::{Library, TermId};

/// What a passage may have that other sources lack.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Point<'a> {
    Term(TermId),
    Figure(Kind, Option<&'a str>, &'a str),
}

/// Of each column, the passages with a term or a figure that some other source that speaks of the
/// topic does not have there. The same value of one kind and noun is the same figure.
#[must_use]
pub fn differing(library: &Library, comparison: &Comparison) -> Vec<Vec<Entry>> {
    let points: Vec<Vec<HashSet<Point>>> =
        (0..comparison.columns.len()).map(|column| points(library, comparison, column)).collect();
    let speaking = comparison.columns.iter().filter(|c| c.coverage != Coverage::Silent).count();
    let mut sources: HashMap<&Point, usize> = HashMap::new();
    for column in &points {
        let own: HashSet<&Point> = column.iter().flatten().collect();
        own.into_iter().for_each(|point| *sources.entry(point).or_default() += 1);
    }
    let differs = |points: &HashSet<Point>| points.iter().any(|p| sources[p] < speaking);
    let kept = |(column, points): (usize, &Vec<HashSet<Point>>)| {
        let entries = comparison.columns[column].passages.iter().zip(points);
        entries.filter(|(_, points)| differs(points)).map(|(entry, _)| *entry).collect()
    };
    points.iter().enumerate().map(kept).collect()
}

/// The terms and figures of each passage of a column.
fn points<'a>(
    library: &'a Library,
    comparison: &'a Comparison,
    column: usize,
) -> Vec<HashSet<Point<'a>>> {
    let column = &comparison.columns[column];
    let passages = &library.article(column.article).passages;
    let mut figures: HashMap<usize, Vec<Point>> = HashMap::new();
    for given in comparison.figures.iter().filter(|given| given.article == column.article) {
        let figure = &given.figure;
        let point = Point::Figure(figure.kind, figure.noun.as_deref(), &figure.value);
        figures.entry(given.entry.passage).or_default().push(point);
    }
    let of = |entry: &Entry| {
        let terms = library.glossary.find(&passages[entry.passage].text).into_iter();
        let figures = figures.remove(&entry.passage).unwrap_or_default();
        terms.map(|(_, term)| Point::Term(term)).chain(figures).collect()
    };
    column.passages.iter().map(of).collect()
}
