//! The figures of a comparison, and which of them differ between sources.
//!
//! Two figures differ when they are of one kind and one noun, stand in two sources, and neither
//! source also gives the other's value. Nothing more is said of them.

use std::collections::{HashMap, HashSet};

use super::{Figure, Kind, figures};
use crate::compare::{Column, Entry};
use crate::library::{ArticleRef, Library};

/// A figure that an article gives on the topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// Whose figure it is.
    pub article: ArticleRef,
    /// The passage that it stands in, and whether that is a mention.
    pub entry: Entry,
    /// The figure, in bytes of the passage's text.
    pub figure: Figure,
    /// Whether another source gives another figure of the same kind and noun.
    pub differs: bool,
}

impl Given {
    /// The words of the figure as they stand.
    #[must_use]
    pub fn quote<'a>(&self, library: &'a Library) -> &'a str {
        let passage = &library.article(self.article).passages[self.entry.passage];
        &passage.text[self.figure.range.clone()]
    }
}

/// The figures of these columns, in their order.
#[must_use]
pub fn given(library: &Library, columns: &[Column]) -> Vec<Given> {
    let mut all: Vec<Given> =
        columns.iter().flat_map(|column| of_column(library, column)).collect();
    mark(library, &mut all);
    all
}

fn of_column(library: &Library, column: &Column) -> Vec<Given> {
    let passages = &library.article(column.article).passages;
    let of_entry = |&entry: &Entry| {
        let given = move |figure| Given { article: column.article, entry, figure, differs: false };
        figures(&passages[entry.passage].text).into_iter().map(given)
    };
    column.passages.iter().flat_map(of_entry).collect()
}

/// What figures of one kind and noun say: the values of each source.
type Values<'a> = HashMap<&'a str, HashSet<&'a str>>;

fn mark(library: &Library, all: &mut [Given]) {
    let mut groups: HashMap<(Kind, &str), Values> = HashMap::new();
    for given in all.iter() {
        if let Some(noun) = &given.figure.noun {
            let values = groups.entry((given.figure.kind, noun)).or_default();
            values.entry(source(library, given)).or_default().insert(&given.figure.value);
        }
    }
    let differs = |given: &Given| {
        let noun = given.figure.noun.as_deref()?;
        let values = groups.get(&(given.figure.kind, noun))?;
        Some(differs(values, source(library, given), &given.figure.value))
    };
    let marks: Vec<bool> = all.iter().map(|given| differs(given).unwrap_or(false)).collect();
    for (given, differs) in all.iter_mut().zip(marks) {
        given.differs = differs;
    }
}

/// Whether a source's value has one to differ from: of a source that does not give this value, and
/// that this source does not give.
fn differs(values: &Values, source: &str, value: &str) -> bool {
    let own = &values[source];
    values.iter().filter(|(other, _)| **other != source).any(|(_, theirs)| {
        !theirs.contains(value) && theirs.iter().any(|their| !own.contains(their))
    })
}

fn source<'a>(library: &'a Library, given: &Given) -> &'a str {
    &library.article(given.article).source.id
}

/// Figures of one kind, those that differ apart from those that do not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block<'a> {
    /// What they are figures of.
    pub kind: Kind,
    /// Whether they differ between sources.
    pub differs: bool,
    /// Those of one noun together, in library order.
    pub figures: Vec<&'a Given>,
}

/// Figures by kind; in each kind a block for every noun whose figures differ, then the rest.
#[must_use]
pub fn blocks(all: &[Given]) -> Vec<Block<'_>> {
    Kind::ALL.iter().flat_map(|&kind| of_kind(all, kind)).collect()
}

fn of_kind(all: &[Given], kind: Kind) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block> = Vec::new();
    let (differing, rest): (Vec<&Given>, Vec<&Given>) =
        all.iter().filter(|given| given.figure.kind == kind).partition(|given| given.differs);
    for given in differing {
        let alike = |block: &&mut Block| block.figures[0].figure.noun == given.figure.noun;
        match blocks.iter_mut().find(alike) {
            Some(block) => block.figures.push(given),
            None => blocks.push(Block { kind, differs: true, figures: vec![given] }),
        }
    }
    if !rest.is_empty() {
        blocks.push(Block { kind, differs: false, figures: rest });
    }
    blocks
}
