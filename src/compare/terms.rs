//! Terms: which words of the glossary each source uses on a topic, how often, and where.
//!
//! A term is counted by its name and aliases, as whole words and in the plural, also within the name of
//! another; near words are other words and count for nothing. What only one source uses, and what all
//! use but one, is told among the sources that say anything on the topic.

use std::cmp::Reverse;
use std::ops::Range;

use foldhash::HashMap;

use super::{Column, Coverage, Entry};
use crate::library::{ArticleRef, Library, TermId};

/// A term across the columns of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What is counted.
    pub term: TermId,
    /// How many different sources use it.
    pub sources: usize,
    /// One a column, in their order.
    pub cells: Vec<Cell>,
}

/// A term in one column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// Each time that it stands there, in the column's order.
    pub places: Vec<Place>,
    /// What sets the column apart from the others.
    pub mark: Option<Mark>,
}

/// Where a term stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The passage, and whether it is a mention.
    pub entry: Entry,
    /// Bytes of the passage's text.
    pub range: Range<usize>,
}

/// What sets a source apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// No other source uses the term.
    OnlyHere,
    /// Every other source that says anything on the topic uses it.
    AllButHere,
}

impl Mark {
    /// The words that JSON and people see.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::OnlyHere => "only here",
            Self::AllButHere => "all but here",
        }
    }
}

impl Cell {
    /// How often the term stands there.
    #[must_use]
    pub fn count(&self) -> usize {
        self.places.len()
    }

    /// The passages in which it stands, each once.
    #[must_use]
    pub fn passages(&self) -> Vec<Entry> {
        let mut passages: Vec<Entry> = self.places.iter().map(|place| place.entry).collect();
        passages.dedup();
        passages
    }
}

/// The terms that stand in the columns' passages: those of the most sources first, and among those of
/// as many the ones that come first in the columns.
#[must_use]
pub fn terms(library: &Library, columns: &[Column]) -> Vec<Row> {
    let mut rows = counted(library, columns);
    let sources: Vec<&str> = columns.iter().map(|c| source(library, c.article)).collect();
    let speaking = columns.iter().zip(&sources).filter(|(c, _)| c.coverage != Coverage::Silent);
    let speaking = distinct(speaking.map(|(_, source)| *source));
    for row in &mut rows {
        mark(row, &sources, &speaking);
    }
    rows.sort_by_key(|row| Reverse(row.sources));
    rows
}

/// Every term with its places, in order of the first.
fn counted(library: &Library, columns: &[Column]) -> Vec<Row> {
    let (mut rows, mut by_term): (Vec<Row>, HashMap<TermId, usize>) = Default::default();
    for (i, column) in columns.iter().enumerate() {
        for (term, place) in in_column(library, column) {
            let at = *by_term.entry(term).or_insert_with(|| {
                rows.push(Row { term, sources: 0, cells: vec![Cell::default(); columns.len()] });
                rows.len() - 1
            });
            rows[at].cells[i].places.push(place);
        }
    }
    rows
}

/// Each term in a column with its place, in the column's order.
fn in_column(library: &Library, column: &Column) -> impl Iterator<Item = (TermId, Place)> {
    let passages = &library.article(column.article).passages;
    let in_entry = |&entry: &Entry| {
        let found = library.glossary.find_all(&passages[entry.passage].text).into_iter();
        found.map(move |(range, term)| (term, Place { entry, range }))
    };
    column.passages.iter().flat_map(in_entry)
}

/// Counts the sources of a row, and marks the only one and the only one that is missing.
fn mark<'a>(row: &mut Row, sources: &[&'a str], speaking: &[&'a str]) {
    let used = row.cells.iter().zip(sources).filter(|(cell, _)| cell.count() > 0);
    let used = distinct(used.map(|(_, source)| *source));
    row.sources = used.len();
    let missing: Vec<&str> = speaking.iter().filter(|s| !used.contains(s)).copied().collect();
    let marked = match (used.as_slice(), missing.as_slice()) {
        ([_], []) => None,
        ([only], _) => Some((*only, Mark::OnlyHere)),
        (_, [missing]) => Some((*missing, Mark::AllButHere)),
        _ => None,
    };
    let Some((source, mark)) = marked else { return };
    for (cell, _) in row.cells.iter_mut().zip(sources).filter(|(_, own)| **own == source) {
        cell.mark = Some(mark);
    }
}

fn source(library: &Library, article: ArticleRef) -> &str {
    &library.article(article).source.id
}

fn distinct<'a>(sources: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut distinct: Vec<&str> = sources.collect();
    distinct.sort_unstable();
    distinct.dedup();
    distinct
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::compare;
    use crate::library::assemble::{SubjectFiles, TextFile};
    use crate::library::{Glossary, Topics};

    const TOPICS: &str = r#"
        [[topic]]
        id = "risks"
        name = "Risks"
        about = "."
        strong = ["risks"]
        text = ["danger"]
    "#;

    const GLOSSARY: &str = r#"
        [[term]]
        name = "receptor"
        definition = "."
        [[term]]
        name = "NMDA receptor"
        aliases = ["NMDA"]
        definition = "."
        [[term]]
        name = "nausea"
        aliases = ["queasy"]
        near = ["throwing up"]
        definition = "."
    "#;

    /// A library of articles, each of a source of its own unless its text begins with another's name
    /// and a bar.
    fn library(texts: &[&str]) -> Library {
        let topics = Topics::parse("topics.toml", TOPICS).unwrap();
        let glossary = Glossary::parse("glossary.toml", GLOSSARY).unwrap();
        let mut library = Library::new(topics, glossary);
        let article = |(i, text): (usize, &&str)| {
            let own = format!("S{i}");
            let (source, text) = text.split_once('|').unwrap_or((&own, text));
            let text = format!("+++\ntitle = \"T\"\nsource = \"{source}\"\n+++\n{text}");
            (format!("a{i}"), TextFile { name: format!("a{i}.md"), text: text.into() })
        };
        let articles = texts.iter().enumerate().map(article).collect();
        library.add_subject(SubjectFiles { id: "s".into(), facts: None, articles });
        library
    }

    /// Each term with its counts, and the mark beside a count.
    fn told(texts: &[&str]) -> Vec<String> {
        let library = library(texts);
        let topic = library.topics.lookup("risks").unwrap();
        let cell = |cell: &Cell| match cell.mark {
            Some(mark) => format!("{} {}", cell.count(), mark.name()),
            None => cell.count().to_string(),
        };
        let row = |row: &Row| {
            let cells: Vec<String> = row.cells.iter().map(cell).collect();
            format!("{}: {}", library.glossary.term(row.term).name, cells.join(", "))
        };
        terms(&library, &compare(&library, 0, topic).columns).iter().map(row).collect()
    }

    #[test]
    fn names_aliases_and_plurals_count_and_near_words_do_not() {
        let texts = ["## Risks\n\nNausea, queasy, throwing up.\n\nReceptors; NMDA receptors.\n"];
        assert_eq!(told(&texts), ["nausea: 2", "receptor: 2", "NMDA receptor: 1"]);
    }

    #[test]
    fn terms_of_more_sources_come_first_and_then_those_that_come_first() {
        let texts = ["## Risks\n\nReceptor. NMDA.\n", "## Risks\n\nNausea. NMDA.\n"];
        let expected =
            ["NMDA receptor: 1, 1", "receptor: 1 only here, 0", "nausea: 0, 1 only here"];
        assert_eq!(told(&texts), expected);
    }

    #[test]
    fn what_all_but_one_of_those_that_speak_use_is_told_and_the_silent_are_not_counted() {
        let risks = "## Risks\n\nNausea.\n";
        let texts = [risks, risks, "## Risks\n\nNothing.\n", "## Else\n\nNausea.\n"];
        assert_eq!(told(&texts), ["nausea: 1, 1, 0 all but here, 0"]);
    }

    #[test]
    fn several_articles_of_a_source_are_one_source() {
        let texts = ["A|## Risks\n\nNausea.\n", "A|## Risks\n\nQueasy.\n", "## Risks\n\nNone.\n"];
        assert_eq!(told(&texts), ["nausea: 1 only here, 1 only here, 0"]);
    }

    #[test]
    fn one_source_alone_is_set_apart_from_none() {
        assert_eq!(told(&["## Risks\n\nNausea.\n"]), ["nausea: 1"]);
        assert_eq!(told(&["## Else\n\nNausea.\n"]), [""; 0]);
    }

    #[test]
    fn places_point_into_their_passages_those_of_mentions_last() {
        let text = "## Else\n\nA danger: nausea.\n\n## Risks\n\nFor some, nausea. Queasy.\n";
        let library = library(&[text]);
        let topic = library.topics.lookup("risks").unwrap();
        let rows = terms(&library, &compare(&library, 0, topic).columns);
        let cell = &rows[0].cells[0];
        let passages = &library.subjects[0].articles[0].passages;
        let said = |p: &Place| (p.entry.mention, &passages[p.entry.passage].text[p.range.clone()]);
        let places: Vec<_> = cell.places.iter().map(said).collect();
        assert_eq!(places, [(false, "nausea"), (false, "Queasy"), (true, "nausea")]);
        let passage = |passage, mention| Entry { passage, mention };
        assert_eq!(cell.passages(), [passage(1, false), passage(0, true)]);
    }
}
