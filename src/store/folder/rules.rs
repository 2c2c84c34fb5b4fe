//! The folder's own topics and glossary; the bundled ones where it has none that can be read.

use std::path::Path;

use super::changes::{Changes, Touched};
use super::file::{self, Difference, Kept};
use crate::library::assemble::TextFile;
use crate::library::{Fault, Glossary, Library, Topics};
use crate::store::bundle;

const TOPICS: &str = "topics.toml";
const GLOSSARY: &str = "glossary.toml";

/// What articles are read with.
#[derive(Debug)]
pub struct Rules {
    bundled: Library,
    topics: Kept<Topics>,
    glossary: Kept<Glossary>,
}

impl Rules {
    /// The bundled topics and glossary.
    pub fn new() -> Self {
        let mut faults = Vec::new();
        let mut bundled = bundle::rules(&mut faults);
        bundled.faults = faults;
        Self { bundled, topics: Kept::default(), glossary: Kept::default() }
    }

    /// What sections can be about.
    pub fn topics(&self) -> &Topics {
        self.topics.value.as_ref().unwrap_or(&self.bundled.topics)
    }

    /// A library without subjects.
    pub fn library(&self) -> Library {
        let borrowed = || self.bundled.glossary.clone().borrowed();
        let glossary = self.glossary.value.clone().unwrap_or_else(borrowed);
        Library::new(self.topics().clone(), glossary)
    }

    /// What is wrong with them.
    pub fn faults(&self) -> impl Iterator<Item = &Fault> {
        self.bundled.faults.iter().chain(&self.topics.faults).chain(&self.glossary.faults)
    }

    /// Reads again what was touched; whether the topics are others.
    pub fn look(&mut self, root: &Path, touched: &Touched, changes: &mut Changes) -> bool {
        let glossary = own(root, GLOSSARY, touched, &mut self.glossary, Glossary::parse);
        if glossary != Difference::None {
            changes.rules(GLOSSARY.to_owned(), false);
        }
        let topics = own(root, TOPICS, touched, &mut self.topics, Topics::parse);
        if topics != Difference::None {
            changes.rules(TOPICS.to_owned(), true);
        }
        topics != Difference::None
    }
}

/// Reads one of the files if it was touched; it need not be there.
fn own<T>(
    root: &Path,
    name: &str,
    touched: &Touched,
    kept: &mut Kept<T>,
    parse: fn(&str, &str) -> Result<T, Fault>,
) -> Difference {
    let path = root.join(name);
    if !touched.has(name.as_ref()) {
        return Difference::None;
    }
    if path.symlink_metadata().is_err() {
        return kept.forget();
    }
    let parse = |file: TextFile| Ok((parse(&file.name, &file.text)?, Vec::new()));
    kept.renew(file::read(&path, name, kept.print(), parse))
}
