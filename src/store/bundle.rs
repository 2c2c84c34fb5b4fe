//! The library that is compiled into the program.

use std::borrow::Cow;

use crate::library::assemble::{SubjectFiles, TextFile};
use crate::library::{Glossary, Library, Topics};

/// Path below `articles/` and text of every file, by path.
const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/bundle.rs"));

/// The bundled library; its faults are those of the files it was built from.
#[must_use]
pub fn library() -> Library {
    let mut library = Library::new(topics(), glossary());
    subjects().into_iter().for_each(|files| library.add_subject(files));
    library
}

/// The bundled topics.
#[must_use]
pub fn topics() -> Topics {
    Topics::parse("topics.toml", text("topics.toml")).unwrap_or_default()
}

/// The bundled glossary.
#[must_use]
pub fn glossary() -> Glossary {
    Glossary::parse("glossary.toml", text("glossary.toml")).unwrap_or_default()
}

fn text(path: &str) -> &'static str {
    FILES.iter().find(|(name, _)| *name == path).map_or("", |(_, text)| text)
}

fn subjects() -> Vec<SubjectFiles> {
    let mut subjects: Vec<SubjectFiles> = Vec::new();
    for (path, text) in FILES {
        let Some((folder, name)) = path.split_once('/') else { continue };
        if subjects.last().is_none_or(|s| s.id != folder) {
            subjects.push(SubjectFiles {
                id: folder.to_owned(),
                facts: None,
                articles: Vec::new(),
            });
        }
        let file = TextFile { name: (*path).to_owned(), text: Cow::Borrowed(text) };
        match (subjects.last_mut(), name.strip_suffix(".md")) {
            (Some(subject), Some(stem)) => subject.articles.push((stem.to_owned(), file)),
            (Some(subject), None) => subject.facts = Some(file),
            (None, _) => {}
        }
    }
    subjects
}
