//! The library that is compiled into the program.

use std::borrow::Cow;

use crate::library::assemble::{SubjectFiles, TextFile};
use crate::library::{Fault, Glossary, Library, Topics};

/// Path below `articles/` and text of every file, by path.
const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/bundle.rs"));

/// The bundled library; its faults are those of the files it was built from.
#[must_use]
pub fn library() -> Library {
    let mut faults = Vec::new();
    let mut library = rules(&mut faults);
    library.faults = faults;
    for files in subjects() {
        library.add_subject(files);
    }
    library
}

/// A library without subjects, with the bundled topics and glossary.
pub fn rules(faults: &mut Vec<Fault>) -> Library {
    let topics = Topics::parse("topics.toml", text("topics.toml"));
    let glossary = Glossary::parse("glossary.toml", text("glossary.toml"));
    let topics = topics.map_err(|fault| faults.push(fault)).unwrap_or_default();
    let glossary = glossary.map_err(|fault| faults.push(fault)).unwrap_or_default();
    Library::new(topics, glossary)
}

/// A file of the bundled library, by its path; empty where there is none.
#[must_use]
pub fn text(path: &str) -> &'static str {
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
