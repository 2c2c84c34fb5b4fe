//! From files to a library: each article passes sanitising, front matter, outline and filing.
//!
//! One bad file never hides the rest: it is left out and a fault says which, where and why.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use serde::Deserialize;
use toml::Spanned;

use super::front_matter::read;
use super::nearest::{did_you_mean, nearest};
use super::nesting::{TOO_DEEP, too_deep};
use super::sanitize::{clean, clean_line};
use super::{
    Article, Fault, FaultKind, Glossary, Library, MOST_FAULTS, Subject, Topics, filing, mentions,
    outline,
};

/// The text of a file and the name that faults give it.
#[derive(Debug, Clone)]
pub struct TextFile {
    /// Path as people know it.
    pub name: String,
    /// As found on disk.
    pub text: Cow<'static, str>,
}

/// The files of one subject.
#[derive(Debug, Clone)]
pub struct SubjectFiles {
    /// The folder's name.
    pub id: String,
    /// `subject.toml`, if there is one.
    pub facts: Option<TextFile>,
    /// File stem and file of each article, by file name.
    pub articles: Vec<(String, TextFile)>,
}

/// What `subject.toml` says.
#[derive(Debug, Clone, Default)]
pub struct SubjectFacts {
    keys: SubjectKeys,
    /// Where it stands; none where there is no such file.
    file: Option<TextFile>,
}

/// What `subject.toml` may say.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct SubjectKeys {
    title: Option<String>,
    about: Option<String>,
    #[serde(default)]
    order: Vec<Spanned<String>>,
}

impl Library {
    /// A library without subjects.
    #[must_use]
    pub fn new(topics: Topics, glossary: Glossary) -> Self {
        Self { topics, glossary, ..Self::default() }
    }

    /// Reads the files of one subject and adds it; faults are added to [`Library::faults`].
    pub fn add_subject(&mut self, files: SubjectFiles) {
        let mut articles = Vec::with_capacity(files.articles.len());
        for (stem, file) in &files.articles {
            let id = format!("{}/{stem}", files.id);
            match read_article(&id, file, &self.topics) {
                Ok((article, mut faults)) => {
                    articles.push(Arc::new(article));
                    self.faults.append(&mut faults);
                }
                Err(fault) => self.faults.push(fault),
            }
        }
        let facts = files.facts.map_or_else(|| Ok(SubjectFacts::default()), SubjectFacts::read);
        let facts = facts.unwrap_or_else(|fault| {
            self.faults.push(fault);
            SubjectFacts::default()
        });
        let (subject, mut faults) = Subject::assemble(files.id, &facts, articles);
        self.faults.append(&mut faults);
        self.subjects.push(subject);
    }
}

impl SubjectFacts {
    /// Reads `subject.toml`.
    ///
    /// # Errors
    /// The first place where it does not say what such a file may.
    pub fn read(file: TextFile) -> Result<Self, Fault> {
        let keys = toml::from_str(&file.text);
        let keys =
            keys.map_err(|e| Fault::toml(FaultKind::Subject, &file.name, &file.text, 0, &e))?;
        Ok(Self { keys, file: Some(file) })
    }

    /// Whether it orders the sources, so that articles may change places with later ones.
    #[must_use]
    pub fn has_order(&self) -> bool {
        !self.keys.order.is_empty()
    }
}

impl Subject {
    /// A subject of these articles, which come by file name and are put into the order of its
    /// facts; with a fault for each name in that order that fits none.
    #[must_use]
    pub fn assemble(
        id: String,
        facts: &SubjectFacts,
        mut articles: Vec<Arc<Article>>,
    ) -> (Self, Vec<Fault>) {
        let unknown = order(&mut articles, &facts.keys.order);
        let fault = |u: &UnknownSource| facts.file.as_ref().map(|file| u.fault(file));
        let faults = unknown.iter().filter_map(fault).collect();
        let title = facts.keys.title.as_deref().map_or_else(|| id.clone(), clean_line);
        let about = facts.keys.about.as_deref().map(clean_line);
        (Self { id, title, about, articles }, faults)
    }
}

/// Reads one article; the faults beside it did not keep it out.
///
/// # Errors
/// The fault that keeps it out.
pub fn read_article(
    id: &str,
    file: &TextFile,
    topics: &Topics,
) -> Result<(Article, Vec<Fault>), Fault> {
    let text = clean(&file.text);
    let (article, body) = read(&file.name, &text)?;
    if let Some(at) = too_deep(&text[body..]) {
        return Err(Fault::at(FaultKind::Nesting, &file.name, &text, body + at, TOO_DEEP));
    }
    let mut outline = outline::outline(id, &article.title, &text[body..]);
    let fault = |bad: filing::BadAttribute| {
        Fault::at(bad.kind, &file.name, &text, body + bad.at, &bad.message).kept()
    };
    let faults = filing::file(&mut outline, topics);
    let faults = faults.into_iter().take(MOST_FAULTS).map(fault).collect();
    place(&mut outline, &text, body);
    mentions::note(&mut outline, topics);
    let outline::Outline { sections, passages, .. } = outline;
    Ok((Article { id: id.to_owned(), sections, passages, ..article }, faults))
}

/// Notes where the headings stand in a text whose Markdown begins at this byte.
fn place(outline: &mut outline::Outline, text: &str, body: usize) {
    let (mut line, mut read) = (1, 0);
    for (section, heading) in outline.sections.iter_mut().zip(&outline.headings) {
        let at = body + heading.start;
        line += text[read..at].matches('\n').count();
        let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
        section.at = (line, text[start..at].chars().count() + 1);
        read = at;
    }
}

/// A name in the order that fits no article.
struct UnknownSource {
    offset: usize,
    message: String,
}

impl UnknownSource {
    fn fault(&self, file: &TextFile) -> Fault {
        Fault::at(FaultKind::Subject, &file.name, &file.text, self.offset, &self.message).kept()
    }
}

/// Puts the articles into the order of these source ids or file stems; the rest follow as they were.
fn order(articles: &mut [Arc<Article>], names: &[Spanned<String>]) -> Vec<UnknownSource> {
    if names.is_empty() {
        return Vec::new();
    }
    let mut places: HashMap<&str, usize> = HashMap::new();
    for (place, name) in names.iter().enumerate() {
        places.entry(name.get_ref()).or_insert(place);
    }
    let place = |name: &str| places.get(name).copied().unwrap_or(names.len());
    articles.sort_by_cached_key(|a| names_of(a).map(place).into_iter().min());
    let known: HashSet<&str> = articles.iter().flat_map(|a| names_of(a)).collect();
    let sources: Vec<&str> = articles.iter().map(|a| a.source.id.as_str()).collect();
    let message = |name: &str| {
        let nearest = nearest(name, sources.iter().copied());
        format!(
            "`order` names `{name}`, which no article has as its source{}",
            did_you_mean(nearest)
        )
    };
    let unknown = names.iter().filter(|n| !known.contains(n.get_ref().as_str()));
    unknown
        .take(MOST_FAULTS)
        .map(|n| UnknownSource { offset: n.span().start, message: message(n.get_ref()) })
        .collect()
}

/// What an order may call an article: its source's id, and its file's stem.
fn names_of(article: &Article) -> [&str; 2] {
    let stem = article.id.rsplit_once('/').map_or(article.id.as_str(), |(_, stem)| stem);
    [&article.source.id, stem]
}
