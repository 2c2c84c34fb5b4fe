//! The library as plain data: subjects, their articles, sections and passages.
//!
//! Everything here is loaded once, sanitised, and never changed afterwards. Positions
//! ([`ArticleRef`], [`SectionRef`], [`PassageRef`]) are indices into one [`Library`] and live as
//! long as it does; the ids beside them are the stable, readable names that people and JSON see.

pub mod assemble;
mod date;
pub mod fault;
pub mod filing;
pub mod front_matter;
pub mod glossary;
pub mod ids;
pub mod lookup;
pub mod markup;
pub mod mentions;
pub mod nearest;
pub mod nesting;
pub mod outline;
pub mod readability;
pub mod said;
pub mod sanitize;
pub mod sentences;
pub mod topic_set;
pub mod topics;
pub mod words;

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

pub use date::{Date, MONTHS};
pub use fault::{Fault, FaultKind, MOST_FAULTS};
pub use glossary::{Glossary, Term, TermId};
pub use readability::Reading;
pub use topic_set::TopicSet;
pub use topics::{Topic, TopicId, Topics};

/// A folder of subjects with the topics and the glossary that they are read with.
#[derive(Debug, Clone, Default)]
pub struct Library {
    /// What sections can be about, in reading order.
    pub topics: Topics,
    /// The terms that are explained.
    pub glossary: Glossary,
    /// In order of their ids.
    pub subjects: Vec<Subject>,
    /// What was found wrong while loading, in order of file and line.
    pub faults: Vec<Fault>,
}

/// What articles are about: a folder of the library.
#[derive(Debug, Clone, Default)]
pub struct Subject {
    /// The folder's name.
    pub id: String,
    /// For people; the folder's name where `subject.toml` gives none.
    pub title: String,
    /// One sentence, if given.
    pub about: Option<String>,
    /// In library order: as `subject.toml` orders the sources, else by file name. Shared, so that a
    /// library in which one article has changed costs no more than that article.
    pub articles: Vec<Arc<Article>>,
}

/// Who publishes an article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Source {
    /// The slug of the name.
    pub id: String,
    /// As the article's front matter gives it.
    pub name: String,
    /// Town and state, if the page states them.
    pub place: Option<String>,
}

/// What one source says about one subject: one Markdown file.
#[derive(Debug, Clone, Default)]
pub struct Article {
    /// Subject id, `/`, file stem.
    pub id: String,
    /// Of the page.
    pub title: String,
    /// Who published it.
    pub source: Source,
    /// The page's address, shown as text only.
    pub url: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// When the page says it was published.
    pub published: Option<Date>,
    /// When the page says it was last reviewed.
    pub reviewed: Option<Date>,
    /// When the page was read for the library.
    pub retrieved: Option<Date>,
    /// A language tag; `en` unless the front matter says otherwise.
    pub language: String,
    /// Whether the words are the source's own.
    pub edition: Edition,
    /// Other names by which the article is found.
    pub aliases: Vec<String>,
    /// In reading order; a section's subsections follow it.
    pub sections: Vec<Section>,
    /// In reading order.
    pub passages: Vec<Passage>,
    /// What [`Article::reading`] counted when it was first asked.
    pub counted: OnceLock<Option<Reading>>,
}

/// Whether an article has the source's own words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Edition {
    /// The source's own words.
    #[default]
    Original,
    /// Told again in the library's words.
    Restated,
}

/// A heading and the text under it; nested sections follow and name it as their parent.
#[derive(Debug, Clone, Default)]
pub struct Section {
    /// Article id, `#`, the heading's slug (`-2` for the second of a slug); `#top` before any heading.
    pub id: String,
    /// Plain text.
    pub heading: String,
    /// Line and column of the heading in its file, from 1, in characters; the first for `#top`.
    pub at: (usize, usize),
    /// 1 to 6 as in the Markdown; 1 for `#top`.
    pub level: u8,
    /// Index of the enclosing section.
    pub parent: Option<usize>,
    /// What the section is about first of all.
    pub topic: TopicId,
    /// What else its heading names; each counts as a section on that topic.
    pub also: Vec<TopicId>,
    /// How the topic was decided.
    pub topic_by: TopicBy,
    /// Indices into [`Article::passages`]: the section's own, without its subsections'.
    pub passages: Range<usize>,
    /// Words of its own passages.
    pub words: usize,
}

/// The step that decided a section's topic, with its evidence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum TopicBy {
    /// The heading carries `{topic=…}`.
    Attribute,
    /// This cue stands in the heading.
    Heading(String),
    /// The enclosing section's topic, by its heading.
    Parent(String),
    /// These cues stand in the text.
    Text(Vec<String>),
    /// Nothing decided.
    #[default]
    None,
}

/// The smallest thing that search finds and comparison shows.
#[derive(Debug, Clone, Default)]
pub struct Passage {
    /// Index of the innermost section.
    pub section: usize,
    /// What it is in the Markdown.
    pub kind: Kind,
    /// Block quotes around it.
    pub quotes: u8,
    /// Plain text as it is read; `\n` only at hard breaks and in code.
    pub text: String,
    /// Emphasis, links and the like: byte ranges of `text`, in order, possibly nested.
    pub marks: Box<[Mark]>,
    /// Words of `text`.
    pub words: usize,
    /// Topics that it speaks of beside those of its section.
    pub mentions: TopicSet,
}

/// What a passage is in the Markdown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Kind {
    /// Running text.
    #[default]
    Paragraph,
    /// Text of a list item.
    Item {
        /// Lists around it, from 1.
        depth: u8,
        /// Bullet or number; none for a further paragraph of the same item.
        marker: Option<String>,
    },
    /// A table row; the cells are byte ranges of the text.
    Row {
        /// Whether this row heads the table.
        header: bool,
        /// One range a cell, in order.
        cells: Vec<Range<usize>>,
    },
    /// Preformatted text.
    Code,
}

/// A stretch of a passage's text that stands out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Bytes of [`Passage::text`].
    pub range: Range<usize>,
    /// How it stands out.
    pub style: MarkStyle,
}

/// How a stretch of text stands out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MarkStyle {
    /// `*text*`
    Emphasis,
    /// `**text**`
    Strong,
    /// `~~text~~`
    Strike,
    /// `` `text` ``
    Code,
    /// A link and where it leads.
    Link(String),
}

/// Where an article is in its library.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleRef {
    /// Index into [`Library::subjects`].
    pub subject: usize,
    /// Index into [`Subject::articles`].
    pub article: usize,
}

/// Where a section is in its library.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SectionRef {
    /// Its article.
    pub article: ArticleRef,
    /// Index into [`Article::sections`].
    pub section: usize,
}

/// Where a passage is in its library; ordered as the library is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PassageRef {
    /// Its article.
    pub article: ArticleRef,
    /// Index into [`Article::passages`].
    pub passage: usize,
}

impl Library {
    /// Every article in library order, with its place.
    pub fn articles(&self) -> impl Iterator<Item = (ArticleRef, &Article)> {
        self.subjects.iter().enumerate().flat_map(|(subject, s)| {
            let place = move |article| ArticleRef { subject, article };
            s.articles.iter().enumerate().map(move |(i, a)| (place(i), a.as_ref()))
        })
    }

    /// The article at a place of this library.
    #[must_use]
    pub fn article(&self, at: ArticleRef) -> &Article {
        &self.subjects[at.subject].articles[at.article]
    }

    /// The section at a place of this library.
    #[must_use]
    pub fn section(&self, at: SectionRef) -> &Section {
        &self.article(at.article).sections[at.section]
    }

    /// The passage at a place of this library.
    #[must_use]
    pub fn passage(&self, at: PassageRef) -> &Passage {
        &self.article(at.article).passages[at.passage]
    }

    /// The id of the passage at a place of this library.
    #[must_use]
    pub fn passage_id(&self, at: PassageRef) -> String {
        self.article(at.article).passage_id(at.passage)
    }

    /// The section that a passage belongs to.
    #[must_use]
    pub fn section_of(&self, at: PassageRef) -> SectionRef {
        SectionRef { article: at.article, section: self.passage(at).section }
    }
}

impl Article {
    /// Words of all passages.
    #[must_use]
    pub fn words(&self) -> usize {
        self.sections.iter().map(|s| s.words).sum()
    }

    /// The id of a passage: section id, `.`, the place in the section from 1.
    #[must_use]
    pub fn passage_id(&self, passage: usize) -> String {
        let section = &self.sections[self.passages[passage].section];
        format!("{}.{}", section.id, passage - section.passages.start + 1)
    }

    /// The headings from the outermost section down to this one.
    #[must_use]
    pub fn path(&self, section: usize) -> Vec<&str> {
        let up = |&i: &usize| self.sections[i].parent;
        let mut path: Vec<&str> = std::iter::successors(Some(section), up)
            .map(|i| self.sections[i].heading.as_str())
            .collect();
        path.reverse();
        path
    }
}

impl Subject {
    /// How many different sources its articles are of.
    #[must_use]
    pub fn sources(&self) -> usize {
        self.articles.iter().map(|article| &article.source.id).collect::<BTreeSet<_>>().len()
    }

    /// What its articles are counted as: "source" where each is of its own, else "article".
    #[must_use]
    pub fn noun(&self) -> &'static str {
        if self.sources() == self.articles.len() { "source" } else { "article" }
    }
}

impl Section {
    /// Whether this is the text before the first heading.
    #[must_use]
    pub fn is_top(&self) -> bool {
        self.id.ends_with("#top")
    }

    /// Every topic that the section counts for, the first one first.
    pub fn topics(&self) -> impl Iterator<Item = TopicId> {
        std::iter::once(self.topic).chain(self.also.iter().copied())
    }

    /// Whether the section is about a topic, first or also.
    #[must_use]
    pub fn is_about(&self, topic: TopicId) -> bool {
        self.topics().any(|t| t == topic)
    }
}

impl TopicBy {
    /// The word that JSON and people see.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Attribute => "attribute",
            Self::Heading(_) => "heading",
            Self::Parent(_) => "parent",
            Self::Text(_) => "text",
            Self::None => "none",
        }
    }
}

impl Edition {
    /// The word that front matter and JSON use.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Original => "original",
            Self::Restated => "restated",
        }
    }
}
