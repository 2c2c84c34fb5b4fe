//! From files to a library: each article passes sanitising, front matter, outline and filing.
//!
//! One bad file never hides the rest: it is left out and a fault says which, where and why.

use std::borrow::Cow;
use std::sync::Arc;

use serde::Deserialize;
use toml::Spanned;

use super::front_matter::{read, toml_fault};
use super::ids::did_you_mean;
use super::nearest::nearest;
use super::sanitize::{clean, clean_line};
use super::{Article, Fault, Glossary, Library, Subject, Topics, filing, outline};

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

/// What `subject.toml` may say.
#[derive(Default, Deserialize)]
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
        let keys = files.facts.as_ref().map_or(Ok(SubjectKeys::default()), read_subject);
        let keys = keys.unwrap_or_else(|fault| {
            self.faults.push(fault);
            SubjectKeys::default()
        });
        let unknown = order(&mut articles, &keys.order);
        self.faults
            .extend(files.facts.iter().flat_map(|file| unknown.iter().map(|u| u.fault(file))));
        let title = keys.title.map_or_else(|| files.id.clone(), |title| clean_line(&title));
        let about = keys.about.map(|about| clean_line(&about));
        self.subjects.push(Subject { id: files.id, title, about, articles });
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
    let mut outline = outline::outline(id, &article.title, &text[body..]);
    let fault = |(offset, message): filing::BadAttribute| {
        Fault::at(&file.name, &text, body + offset, &message).kept()
    };
    let faults = filing::file(&mut outline, topics).into_iter().map(fault).collect();
    let outline::Outline { sections, passages, .. } = outline;
    Ok((Article { id: id.to_owned(), sections, passages, ..article }, faults))
}

fn read_subject(file: &TextFile) -> Result<SubjectKeys, Fault> {
    toml::from_str(&file.text).map_err(|e| toml_fault(&file.name, &file.text, 0, &e))
}

/// A name in the order that fits no article.
struct UnknownSource {
    offset: usize,
    message: String,
}

impl UnknownSource {
    fn fault(&self, file: &TextFile) -> Fault {
        Fault::at(&file.name, &file.text, self.offset, &self.message).kept()
    }
}

/// Puts the articles into the order of these source ids or file stems; the rest follow as they were.
fn order(articles: &mut [Arc<Article>], names: &[Spanned<String>]) -> Vec<UnknownSource> {
    let place = |a: &Arc<Article>| {
        let is_it = |n: &Spanned<String>| fits(a, n.get_ref());
        names.iter().position(is_it).unwrap_or(names.len())
    };
    articles.sort_by_key(place);
    let unknown = names.iter().filter(|n| !articles.iter().any(|a| fits(a, n.get_ref())));
    let sources: Vec<&str> = articles.iter().map(|a| a.source.id.as_str()).collect();
    let message = |name: &str| {
        let nearest = nearest(name, sources.iter().copied());
        format!(
            "`order` names `{name}`, which no article has as its source{}",
            did_you_mean(nearest)
        )
    };
    unknown
        .map(|n| UnknownSource { offset: n.span().start, message: message(n.get_ref()) })
        .collect()
}

fn fits(article: &Article, name: &str) -> bool {
    article.source.id == name || article.id.ends_with(&format!("/{name}"))
}
