//! The figures of a comparison, and which of them differ between sources.
//!
//! Two figures differ when they are of one kind and one noun and said of the same thing, stand in two
//! sources, and neither source also gives the other's value. Nothing more is said of them: one may
//! well lie within the other.

use foldhash::{HashMap, HashMapExt, HashSet};

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
    /// Whether another source gives another figure of the same kind and noun for the same thing.
    pub differs: bool,
}

impl Given {
    /// The words of the figure as they stand.
    #[must_use]
    pub fn quote<'a>(&self, library: &'a Library) -> &'a str {
        let passage = &library.article(self.article).passages[self.entry.passage];
        &passage.text[self.figure.range.clone()]
    }

    /// The sentence that the figure stands in.
    #[must_use]
    pub fn sentence<'a>(&self, library: &'a Library) -> &'a str {
        let passage = &library.article(self.article).passages[self.entry.passage];
        &passage.text[self.figure.sentence.clone()]
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

/// Kind, noun, and the thing that a figure is said of: what figures share that can differ.
type Alike<'a> = (Kind, &'a str, &'a str);

/// What such figures say: the values of each source.
type Values<'a> = HashMap<&'a str, HashSet<&'a str>>;

fn mark(library: &Library, all: &mut [Given]) {
    let mut groups: HashMap<Alike, Values> = HashMap::new();
    for given in all.iter() {
        if let Some(alike) = alike(&given.figure) {
            let values = groups.entry(alike).or_default();
            values.entry(source(library, given)).or_default().insert(&given.figure.value);
        }
    }
    let differs = |given: &Given| {
        let values = groups.get(&alike(&given.figure)?)?;
        Some(differs(values, source(library, given), &given.figure.value))
    };
    let marks: Vec<bool> = all.iter().map(|given| differs(given).unwrap_or(false)).collect();
    for (given, differs) in all.iter_mut().zip(marks) {
        given.differs = differs;
    }
}

fn alike(figure: &Figure) -> Option<Alike<'_>> {
    Some((figure.kind, figure.noun.as_deref()?, figure.of.as_deref()?))
}

/// Whether a source's value has one to differ from: of a source that does not give this value, and
/// that this source does not give.
fn differs(values: &Values, source: &str, value: &str) -> bool {
    let own = &values[source];
    values.iter().filter(|(other, _)| **other != source).any(|(_, theirs)| {
        !theirs.contains(value) && theirs.iter().any(|their| !own.contains(their))
    })
}

/// The figures that one differs from: of its kind, noun and thing, of other sources, where neither
/// source also gives the other's value.
#[must_use]
pub fn against<'a>(library: &Library, all: &'a [Given], given: &Given) -> Vec<&'a Given> {
    let (figure, own) = (&given.figure, source(library, given));
    let Some(like) = alike(figure) else { return Vec::new() };
    let group: Vec<&Given> = all.iter().filter(|o| alike(&o.figure) == Some(like)).collect();
    let mut values = Values::new();
    for other in &group {
        values.entry(source(library, other)).or_default().insert(&other.figure.value);
    }
    let has = |source: &str, value: &str| values.get(source).is_some_and(|v| v.contains(value));
    let differs = |other: &&Given| {
        let theirs = source(library, other);
        theirs != own && !has(own, &other.figure.value) && !has(theirs, &figure.value)
    };
    group.into_iter().filter(differs).collect()
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
    /// Those that are alike together, in library order.
    pub figures: Vec<&'a Given>,
}

/// Figures by kind; in each kind a block for each thing and noun whose figures differ, then the rest.
#[must_use]
pub fn blocks(all: &[Given]) -> Vec<Block<'_>> {
    Kind::ALL.iter().flat_map(|&kind| of_kind(all, kind)).collect()
}

fn of_kind(all: &[Given], kind: Kind) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block> = Vec::new();
    let (differing, rest): (Vec<&Given>, Vec<&Given>) =
        all.iter().filter(|given| given.figure.kind == kind).partition(|given| given.differs);
    for given in differing {
        let same = |block: &&mut Block| alike(&block.figures[0].figure) == alike(&given.figure);
        match blocks.iter_mut().find(same) {
            Some(block) => block.figures.push(given),
            None => blocks.push(Block { kind, differs: true, figures: vec![given] }),
        }
    }
    if !rest.is_empty() {
        blocks.push(Block { kind, differs: false, figures: rest });
    }
    blocks
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::compare::Coverage;
    use crate::library::{Article, Passage, Source, Subject};

    /// A library in which sources say these texts, each under its name, and the figures there.
    fn figures_of(said: &[(&str, &str)]) -> (Library, Vec<Given>) {
        let article = |&(name, text): &(&str, &str)| {
            let source = Source { id: name.to_owned(), ..Source::default() };
            let passages = vec![Passage { text: text.to_owned(), ..Passage::default() }];
            Arc::new(Article { source, passages, ..Article::default() })
        };
        let subject =
            Subject { articles: said.iter().map(article).collect(), ..Subject::default() };
        let library = Library { subjects: vec![subject], ..Library::default() };
        let column = |article| Column {
            article: ArticleRef { subject: 0, article },
            coverage: Coverage::Section,
            sections: Vec::new(),
            passages: vec![Entry { passage: 0, mention: false }],
        };
        let columns: Vec<_> = (0..said.len()).map(column).collect();
        let all = given(&library, &columns);
        (library, all)
    }

    /// What is marked among the figures of sources that say these texts.
    fn marked(said: &[(&str, &str)]) -> Vec<String> {
        let (library, all) = figures_of(said);
        all.iter().filter(|g| g.differs).map(|g| g.quote(&library).to_owned()).collect()
    }

    #[test]
    fn a_figure_differs_from_those_of_other_sources_that_do_not_give_it() {
        let said = [
            ("a", "It takes 2 weeks. A visit takes 40 minutes."),
            ("b", "A visit takes an hour, in 2 weeks."),
            ("c", "A visit takes 40 minutes. Visits are 50 minutes."),
            ("d", "3 sessions"),
        ];
        let (library, all) = figures_of(&said);
        let of = |i: usize| {
            let others = against(&library, &all, &all[i]).into_iter();
            others.map(|g| g.quote(&library)).collect::<Vec<_>>()
        };
        assert_eq!(of(1), ["an hour"]);
        assert_eq!(of(2), ["40 minutes", "40 minutes", "50 minutes"]);
        for (i, given) in all.iter().enumerate() {
            assert_eq!(given.differs, !of(i).is_empty(), "{:?}", given.quote(&library));
        }
    }

    #[test]
    fn other_values_of_one_kind_and_noun_differ() {
        for (a, b, figures) in [
            ("A visit takes 40 minutes", "Visits last an hour", ["40 minutes", "an hour"]),
            ("2 sessions", "3 sessions", ["2 sessions", "3 sessions"]),
            ("$400 per session", "€400 per session", ["$400 per session", "€400 per session"]),
            ("A visit is 40 minutes", "A 20-minute visit", ["40 minutes", "20-minute"]),
            (
                "Visits are 40 minutes",
                "Visits are 40 to 60 minutes",
                ["40 minutes", "40 to 60 minutes"],
            ),
        ] {
            assert_eq!(marked(&[("a", a), ("b", b)]), figures);
        }
    }

    #[test]
    fn the_same_value_written_differently_does_not_differ() {
        for (a, b) in [
            ("A visit takes 40 minutes", "A visit takes forty minutes"),
            ("A visit takes 90 minutes", "A visit takes an hour and a half"),
            ("2/3 of patients improve", "two thirds of patients improve"),
            ("about 50 million adults", "50 million adults"),
            ("$1,500 per session", "$1500 per session"),
            ("$50 per month", "$50.00 per month"),
            ("$400 per session", "400 dollars per session"),
            ("$400-$600 per session", "$400 to $600 per session"),
        ] {
            assert_eq!(marked(&[("a", a), ("b", b)]), [""; 0]);
        }
    }

    #[test]
    fn other_kinds_nouns_and_things_do_not_differ() {
        for (a, b) in [
            ("A visit takes 40 minutes", "Recovery takes an hour"),
            ("A visit takes 40 minutes", "The first visit takes an hour"),
            ("A visit takes 40 minutes", "In general it is an hour"),
            ("10% of people have nausea", "20% of people have headaches"),
            ("over 65 years old", "over 18 years old"),
            ("40 minutes", "2 weeks"),
            ("2 sessions", "3 tests"),
            ("within 2 hours", "for 3 hours"),
            ("in the 1960s", "in the 1970s"),
            ("70 %", "80 %"),
        ] {
            assert_eq!(marked(&[("a", a), ("b", b)]), [""; 0]);
        }
    }

    #[test]
    fn a_source_does_not_differ_from_itself() {
        assert_eq!(marked(&[("a", "2 visits, 3 visits")]), [""; 0]);
        assert_eq!(marked(&[("a", "2 visits"), ("a", "3 visits")]), [""; 0]);
    }

    #[test]
    fn a_value_that_both_sources_give_does_not_differ() {
        assert_eq!(marked(&[("a", "2 visits, 3 visits"), ("b", "3 visits")]), [""; 0]);
    }
}
