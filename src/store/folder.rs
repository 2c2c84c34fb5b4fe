//! A library folder: which files belong to it, read once and never written.
//!
//! Only regular files are opened; links, pipes and devices are left out and named.

use std::borrow::Cow;
use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::bundle;
use crate::library::assemble::{SubjectFiles, TextFile};
use crate::library::front_matter::line_and_column;
use crate::library::sanitize::clean_line;
use crate::library::{Fault, Glossary, Library, Topics};

const SUBJECT: &str = "subject.toml";

/// Why a folder is no library.
#[derive(Debug, Error)]
pub enum FolderError {
    /// The folder cannot be listed.
    #[error("cannot read the library {path}: {source}", path = path.display())]
    Unreadable {
        /// As given.
        path: PathBuf,
        /// From the system.
        source: io::Error,
    },
    /// There is nothing to read in it.
    #[error("no article in {path}: a library is a folder of subjects, each a folder of .md files{faults}", path = path.display())]
    Empty {
        /// As given.
        path: PathBuf,
        /// A line for each file that was left out.
        faults: String,
    },
}

/// A library folder that can be listed.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
}

impl Folder {
    /// A folder that is there; nothing in it is read yet.
    ///
    /// # Errors
    /// When it cannot be listed.
    pub fn open(root: &Path) -> Result<Self, FolderError> {
        let unreadable = |source| FolderError::Unreadable { path: root.to_owned(), source };
        fs::read_dir(root).map_err(unreadable)?;
        Ok(Self { root: root.to_owned() })
    }

    /// Reads everything.
    ///
    /// # Errors
    /// When the folder cannot be listed, or holds no readable article.
    pub fn library(&self) -> Result<Library, FolderError> {
        library(&self.root)
    }
}

/// Reads a library folder; what is wrong in it is in [`Library::faults`].
///
/// # Errors
/// When the folder cannot be listed, or holds no readable article.
pub fn library(root: &Path) -> Result<Library, FolderError> {
    let unreadable = |source| FolderError::Unreadable { path: root.to_owned(), source };
    let mut reader = Reader { root, faults: Vec::new() };
    let entries = entries(root).map_err(unreadable)?;
    let mut library = reader.rules();
    for entry in &entries {
        reader.entry(entry, &mut library);
    }
    library.faults.append(&mut reader.faults);
    library.faults.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
    library.subjects.retain(|subject| !subject.articles.is_empty());
    if library.subjects.is_empty() {
        let lines = library.faults.iter().flat_map(|f| ["\n".to_owned(), f.to_string()]);
        let faults = lines.collect();
        return Err(FolderError::Empty { path: root.to_owned(), faults });
    }
    Ok(library)
}

/// What is in a folder, by name, without hidden files.
fn entries(folder: &Path) -> io::Result<Vec<DirEntry>> {
    let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    entries.retain(|e| !e.file_name().to_string_lossy().starts_with('.'));
    entries.sort_by_key(DirEntry::file_name);
    Ok(entries)
}

struct Reader<'a> {
    root: &'a Path,
    faults: Vec<Fault>,
}

impl Reader<'_> {
    /// A library with the folder's own topics and glossary, or the bundled ones.
    fn rules(&mut self) -> Library {
        let mut rules = bundle::rules(&mut self.faults);
        if let Some(topics) = self.own("topics.toml", Topics::parse) {
            rules.topics = topics;
        }
        if let Some(glossary) = self.own("glossary.toml", Glossary::parse) {
            rules.glossary = glossary;
        }
        rules
    }

    fn own<T>(&mut self, name: &str, parse: fn(&str, &str) -> Result<T, Fault>) -> Option<T> {
        let path = self.root.join(name);
        path.symlink_metadata().ok()?;
        let file = self.text(&path)?;
        parse(&file.name, &file.text).map_err(|fault| self.faults.push(fault)).ok()
    }

    fn entry(&mut self, entry: &DirEntry, library: &mut Library) {
        let path = entry.path();
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            let id = clean_line(&entry.file_name().to_string_lossy());
            if let Some(files) = self.subject(&path, id) {
                library.add_subject(files);
            }
        } else if stem(&path).is_some() {
            self.leave_out(&path, "an article belongs in its subject's folder: move it into one");
        }
    }

    fn subject(&mut self, folder: &Path, id: String) -> Option<SubjectFiles> {
        let listed = entries(folder);
        let entries =
            listed.map_err(|e| self.leave_out(folder, &format!("cannot be read: {e}"))).ok()?;
        let mut files = SubjectFiles { id, facts: None, articles: Vec::new() };
        for path in entries.iter().map(DirEntry::path) {
            if path.ends_with(SUBJECT) {
                files.facts = self.text(&path);
            } else if let Some(stem) = stem(&path) {
                files.articles.extend(self.text(&path).map(|file| (stem, file)));
            }
        }
        Some(files)
    }

    /// A file's text, or a fault that says why there is none.
    fn text(&mut self, path: &Path) -> Option<TextFile> {
        let regular = path.symlink_metadata().is_ok_and(|m| m.is_file());
        if !regular {
            self.leave_out(path, "not a regular file: links, pipes and devices are not opened");
            return None;
        }
        match fs::read(path).map(String::from_utf8) {
            Ok(Ok(text)) => Some(TextFile { name: self.name(path), text: Cow::Owned(text) }),
            Ok(Err(error)) => self.not_utf8(path, &error),
            Err(error) => {
                self.leave_out(path, &format!("cannot be read: {error}"));
                None
            }
        }
    }

    fn not_utf8(&mut self, path: &Path, error: &std::string::FromUtf8Error) -> Option<TextFile> {
        let good = error.utf8_error().valid_up_to();
        let (line, column) =
            line_and_column(&String::from_utf8_lossy(&error.as_bytes()[..good]), good);
        let message = "not UTF-8 from here on: save the file as UTF-8".to_owned();
        self.faults.push(Fault { file: self.name(path), line, column, message, left_out: true });
        None
    }

    fn leave_out(&mut self, path: &Path, message: &str) {
        let fault = Fault {
            file: self.name(path),
            line: 0,
            column: 0,
            message: message.to_owned(),
            left_out: true,
        };
        self.faults.push(fault);
    }

    /// A path as the keeper knows it: below the library's folder.
    fn name(&self, path: &Path) -> String {
        let below = path.strip_prefix(self.root).unwrap_or(path);
        clean_line(&below.to_string_lossy())
    }
}

/// The stem of an article's file name; README.md is for people who browse the folder.
fn stem(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_string_lossy();
    let stem = name.strip_suffix(".md")?;
    (!stem.eq_ignore_ascii_case("readme") && !stem.is_empty()).then(|| clean_line(stem))
}
