//! Gaps: the topics, terms and common questions that no source speaks of, or only one.
//!
//! Told is where something stands and where nothing does, never how well it is said. Where there is one
//! source alone, only what it leaves out is a gap.

mod parts;

use std::collections::{HashMap, HashSet};

use super::coverage::{Cell, Coverage, matrix, row};
use crate::library::mentions::counts;
use crate::library::topics::{Fact, Question};
use crate::library::{Article, ArticleRef, Library, TermId, TopicId};

pub use parts::{Part, no_gaps, parts};

/// What a subject's sources leave out, or say alone.
#[derive(Debug, Clone, Default)]
pub struct Gaps {
    /// Index of the subject.
    pub subject: usize,
    /// How many different sources it has.
    pub sources: usize,
    /// Indices of the common questions.
    pub questions: Vec<Gap<usize>>,
    /// In reading order.
    pub topics: Vec<Gap<TopicId>>,
    /// In the glossary's order.
    pub terms: Vec<Gap<TermId>>,
}

/// Something that no source speaks of, or only one.
#[derive(Debug, Clone)]
pub struct Gap<T> {
    /// What it is.
    pub of: T,
    /// Where the only source speaks of it, an item an article; empty where none does.
    pub only: Vec<Spoken>,
}

/// Where an article speaks of something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    /// Whose words they are.
    pub article: ArticleRef,
    /// Indices of passages: the first of each section about it, then those that speak of it.
    pub passages: Vec<usize>,
    /// What the page states of itself that says it.
    pub stated: Vec<Fact>,
}

/// The gaps of a subject.
#[must_use]
pub fn gaps(library: &Library, subject: usize) -> Gaps {
    let matrix = matrix(library, subject);
    let sources = matrix.sources(library);
    let all = Looked { library, at: subject, most: usize::from(sources > 1) };
    let topics = matrix.rows.iter().map(|row| (row.topic, all.covering(&row.cells)));
    let questions = library.topics.questions().iter().map(|question| all.answers(question));
    Gaps {
        subject,
        sources,
        questions: all.gaps(questions.enumerate()),
        topics: all.gaps(topics),
        terms: all.gaps(all.terms()),
    }
}

/// A subject while it is looked through.
struct Looked<'a> {
    library: &'a Library,
    at: usize,
    /// Sources that may speak of what is still a gap.
    most: usize,
}

impl Looked<'_> {
    /// Those of which few enough sources speak.
    fn gaps<T>(&self, all: impl Iterator<Item = (T, Vec<Spoken>)>) -> Vec<Gap<T>> {
        let source = |spoken: &Spoken| &self.library.article(spoken.article).source.id;
        let few =
            |only: &[Spoken]| only.iter().map(source).collect::<HashSet<_>>().len() <= self.most;
        all.filter(|(_, only)| few(only)).map(|(of, only)| Gap { of, only }).collect()
    }

    fn articles(&self) -> impl Iterator<Item = (ArticleRef, &Article)> {
        let at = |article| ArticleRef { subject: self.at, article };
        let articles = self.library.subjects[self.at].articles.iter().enumerate();
        articles.map(move |(i, article)| (at(i), article.as_ref()))
    }

    fn covering(&self, cells: &[Cell]) -> Vec<Spoken> {
        let cells = cells.iter().filter(|cell| cell.coverage != Coverage::Silent);
        cells.map(|cell| self.of_cell(cell)).collect()
    }

    fn of_cell(&self, cell: &Cell) -> Spoken {
        let article = self.library.article(cell.article);
        let sections = cell.sections.iter().map(|&section| &article.sections[section]);
        let first = sections.filter_map(|section| section.passages.clone().next());
        let passages = first.chain(cell.mentions.iter().copied()).collect();
        Spoken { article: cell.article, passages, stated: Vec::new() }
    }

    fn answers(&self, question: &Question) -> Vec<Spoken> {
        let covered = question.topic.map(|topic| row(self.library, self.at, topic));
        let covered = covered.map(|row| self.covering(&row.cells)).unwrap_or_default();
        let answer = |(at, article): (ArticleRef, &Article)| {
            let of_topic = covered.iter().find(|spoken| spoken.article == at);
            let mut passages = of_topic.map(|spoken| spoken.passages.clone()).unwrap_or_default();
            let cued = self.cued(article, question).into_iter();
            let cued: Vec<usize> = cued.filter(|passage| !passages.contains(passage)).collect();
            passages.extend(cued);
            let stated = question.stated.iter().copied().filter(|fact| fact.is_stated(article));
            Spoken { article: at, passages, stated: stated.collect() }
        };
        let speaks = |spoken: &Spoken| !spoken.passages.is_empty() || !spoken.stated.is_empty();
        self.articles().map(answer).filter(speaks).collect()
    }

    /// The passages with a cue of the question, and the first of each section whose heading has one.
    fn cued(&self, article: &Article, question: &Question) -> Vec<usize> {
        let topics = &self.library.topics;
        let has = |text: &str| !topics.answering(question, text).is_empty();
        let sections = article.sections.iter().filter(|section| counts(topics, section));
        let of_section = |section: &crate::library::Section| {
            let headed = !section.is_top() && has(&section.heading);
            let mut own = section.passages.clone();
            let first = own.next().filter(|&p| headed || has(&article.passages[p].text));
            first
                .into_iter()
                .chain(own.filter(|&p| has(&article.passages[p].text)))
                .collect::<Vec<_>>()
        };
        sections.flat_map(of_section).collect()
    }

    /// Every term of the glossary with the passages of all sections in which it stands; of one that was
    /// made for another library, those that stand somewhere.
    fn terms(&self) -> impl Iterator<Item = (TermId, Vec<Spoken>)> {
        let glossary = &self.library.glossary;
        let mut by_term: HashMap<TermId, Vec<Spoken>> = HashMap::new();
        for (at, article) in self.articles() {
            for (p, passage) in article.passages.iter().enumerate() {
                for (_, term) in glossary.find_all(&passage.text) {
                    note(by_term.entry(term).or_default(), at, p);
                }
            }
        }
        let ids = (0..glossary.terms().len()).map(TermId);
        let all = ids.map(move |term| (term, by_term.remove(&term).unwrap_or_default()));
        all.filter(|(_, spoken)| !glossary.is_borrowed() || !spoken.is_empty())
    }
}

/// Adds a passage of an article, unless it is there; they come in order.
fn note(spoken: &mut Vec<Spoken>, article: ArticleRef, passage: usize) {
    match spoken.last_mut().filter(|last| last.article == article) {
        Some(last) if last.passages.last() == Some(&passage) => {}
        Some(last) => last.passages.push(passage),
        None => spoken.push(Spoken { article, passages: vec![passage], stated: Vec::new() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::assemble::{SubjectFiles, TextFile};
    use crate::library::{Glossary, Topics};

    const TOPICS: &str = r#"
        unless = ["aims to"]
        [[topic]]
        id = "risks"
        name = "Risks"
        about = "."
        strong = ["risks"]
        [[topic]]
        id = "closing"
        name = "Closing"
        about = "."
        coverage = false
        strong = ["in closing"]
        [[question]]
        id = "other"
        ask = "What else is there?"
        cues = ["other ways"]
        stated = ["published"]
    "#;

    /// A library of articles, each what stands in its front matter beside the title, and its text.
    fn library(articles: &[(&str, &str)]) -> Library {
        let topics = Topics::parse("topics.toml", TOPICS).unwrap();
        let mut library = Library::new(topics, Glossary::default());
        let article = |(i, (front, text)): (usize, &(&str, &str))| {
            let text = format!("+++\ntitle = \"T\"\n{front}\n+++\n{text}");
            (format!("a{i}"), TextFile { name: format!("a{i}.md"), text: text.into() })
        };
        let articles = articles.iter().enumerate().map(article).collect();
        library.add_subject(SubjectFiles { id: "s".into(), facts: None, articles });
        assert_eq!(library.faults, []);
        library
    }

    /// Where the question is answered, by article and passage; none where it is no gap.
    fn asked(articles: &[(&str, &str)]) -> Option<Vec<(usize, Vec<usize>)>> {
        let gaps = gaps(&library(articles), 0);
        let gap = gaps.questions.into_iter().next()?;
        Some(gap.only.into_iter().map(|spoken| (spoken.article.article, spoken.passages)).collect())
    }

    const A: &str = "source = \"A\"";
    const B: &str = "source = \"B\"";

    #[test]
    fn a_cue_in_a_passage_or_a_heading_speaks_of_a_question() {
        let text = "## Other ways\n\nTea.\n\nRest.\n\n## Risks\n\nThere are other ways.\n";
        assert_eq!(asked(&[(A, text), (B, "")]), Some(vec![(0, vec![0, 2])]));
    }

    #[test]
    fn closing_words_and_what_is_only_announced_speak_of_none() {
        let text = "It aims to tell of other ways.\n\n## In closing\n\nOther ways.\n";
        assert_eq!(asked(&[(A, text), (B, text)]), Some(Vec::new()));
    }

    #[test]
    fn two_sources_leave_no_gap_and_two_articles_of_one_do() {
        let text = "There are other ways.\n";
        assert_eq!(asked(&[(A, text), (B, text)]), None);
        assert_eq!(asked(&[(A, text), (A, text), (B, "")]), Some(vec![(0, vec![0]), (1, vec![0])]));
    }

    #[test]
    fn a_stated_fact_speaks_of_a_question_without_a_passage() {
        let stated = "source = \"B\"\npublished = 2024-01-02";
        assert_eq!(asked(&[(A, "Tea.\n"), (stated, "Tea.\n")]), Some(vec![(1, Vec::new())]));
    }

    #[test]
    fn terms_of_another_library_that_nobody_uses_are_no_gaps() {
        let text = "[[term]]\nname = \"tea\"\ndefinition = \".\"\n[[term]]\nname = \"milk\"\ndefinition = \".\"\n";
        let glossary = Glossary::parse("glossary.toml", text).unwrap();
        let mut library = library(&[(A, "Tea.\n"), (B, "Rest.\n")]);
        library.glossary = glossary.clone();
        let of = |library: &Library| {
            gaps(library, 0).terms.iter().map(|gap| gap.of.0).collect::<Vec<_>>()
        };
        assert_eq!(of(&library), [0, 1]);
        library.glossary = glossary.borrowed();
        assert_eq!(of(&library), [0]);
    }

    #[test]
    fn of_one_source_only_what_it_leaves_out_is_a_gap() {
        assert_eq!(asked(&[(A, "There are other ways.\n")]), None);
        assert_eq!(asked(&[(A, "Tea.\n")]), Some(Vec::new()));
    }
}
