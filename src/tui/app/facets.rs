//! Facets of a search: the sources and topics that have passages for the query, to narrow it to one.

use crate::library::{ArticleRef, Library, TopicId};
use crate::search::query::Kind;
use crate::search::{Outcome, SourceCount, said};

/// What a query can be narrowed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// The source of an article.
    Source(ArticleRef),
    /// A topic.
    Topic(TopicId),
}

/// A source or topic, and how many passages there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facet {
    /// Which.
    pub value: Value,
    /// As the core counts them: the others of the kind count also where the query is narrowed.
    pub passages: usize,
    /// Whether the query names it.
    pub chosen: bool,
}

/// Every facet that is shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// Sources in library order, then topics in reading order.
    pub list: Vec<Facet>,
    /// Sources with passages beyond those listed.
    pub more_sources: usize,
}

/// A line of the list of facets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// Above the facets of a kind.
    Title(Kind),
    /// Index into [`Facets::list`].
    Facet(usize),
    /// How many sources are not listed.
    More(usize),
    /// Nothing.
    Blank,
}

impl Value {
    /// What kind of thing it is.
    #[must_use]
    pub fn kind(self) -> Kind {
        match self {
            Self::Source(_) => Kind::Source,
            Self::Topic(_) => Kind::Topic,
        }
    }

    /// As a query names it.
    #[must_use]
    pub fn id(self, library: &Library) -> &str {
        match self {
            Self::Source(at) => &library.article(at).source.id,
            Self::Topic(topic) => &library.topics.topic(topic).id,
        }
    }

    /// For people.
    #[must_use]
    pub fn name(self, library: &Library) -> &str {
        match self {
            Self::Source(at) => &library.article(at).source.name,
            Self::Topic(topic) => &library.topics.topic(topic).name,
        }
    }
}

impl Facets {
    /// The facets of what was found.
    #[must_use]
    pub fn of(outcome: &Outcome) -> Self {
        let (named_source, named_topic) =
            (!outcome.filter.sources.is_empty(), !outcome.filter.topics.is_empty());
        let source = |c: &SourceCount| Facet {
            value: Value::Source(c.article),
            passages: c.passages,
            chosen: named_source && c.kept,
        };
        let sources = outcome.per_source.iter();
        let listed = |c: &&SourceCount| c.passages > 0 || named_source && c.kept;
        let (sources, more_sources) = said::with_most(sources.filter(listed).collect());
        let mut list: Vec<Facet> = sources.into_iter().map(source).collect();
        list.extend(outcome.per_topic.iter().map(|c| Facet {
            value: Value::Topic(c.topic),
            passages: c.passages,
            chosen: named_topic && c.kept,
        }));
        Self { list, more_sources }
    }

    /// The facets of a kind, in order.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Facet> {
        self.list.iter().filter(move |facet| facet.value.kind() == kind)
    }

    /// The lines of the list, with a title for each kind that there is.
    #[must_use]
    pub fn rows(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        for kind in [Kind::Source, Kind::Topic] {
            let of_kind = |(_, facet): &(usize, &Facet)| facet.value.kind() == kind;
            let mut facets = self.list.iter().enumerate().filter(of_kind).peekable();
            if facets.peek().is_some() {
                rows.extend((!rows.is_empty()).then_some(Row::Blank));
                rows.push(Row::Title(kind));
            }
            rows.extend(facets.map(|(i, _)| Row::Facet(i)));
            if kind == Kind::Source && self.more_sources > 0 {
                rows.push(Row::More(self.more_sources));
            }
        }
        rows
    }

    /// Where the cursor begins: on what the query names, else on the first.
    #[must_use]
    pub fn first(&self) -> Option<usize> {
        let chosen = self.list.iter().position(|facet| facet.chosen);
        chosen.or_else(|| (!self.list.is_empty()).then_some(0))
    }

    /// Whether the query names this facet and no other of its kind.
    #[must_use]
    pub fn is_only(&self, facet: &Facet) -> bool {
        facet.chosen && self.of_kind(facet.value.kind()).filter(|f| f.chosen).count() == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::TopicCount;

    fn outcome(passages: &[usize]) -> Outcome {
        let source = |(article, &passages): (usize, &usize)| SourceCount {
            article: ArticleRef { subject: 0, article },
            passages,
            kept: true,
        };
        let topic = TopicCount { topic: TopicId(2), passages: 3, kept: true };
        Outcome {
            per_source: passages.iter().enumerate().map(source).collect(),
            per_topic: vec![topic],
            ..Outcome::default()
        }
    }

    #[test]
    fn sources_without_a_passage_are_left_out_and_titles_divide_the_kinds() {
        let facets = Facets::of(&outcome(&[1, 0, 2]));
        assert_eq!(
            facets.rows(),
            [
                Row::Title(Kind::Source),
                Row::Facet(0),
                Row::Facet(1),
                Row::Blank,
                Row::Title(Kind::Topic),
                Row::Facet(2)
            ]
        );
        assert!(facets.list.iter().all(|facet| !facet.chosen));
    }

    #[test]
    fn of_many_sources_those_with_the_most_are_listed_in_library_order_and_the_rest_counted() {
        let counts: Vec<usize> = (1..=100).collect();
        let facets = Facets::of(&outcome(&counts));
        let listed: Vec<usize> = facets.of_kind(Kind::Source).map(|f| f.passages).collect();
        assert_eq!(listed, (61..=100).collect::<Vec<_>>());
        assert!(facets.rows().contains(&Row::More(60)));
    }
}
