//! Commands: what was asked for, looked up in the core and handed to a report.
//!
//! One file a subcommand. Nothing is printed here but through a report.

pub mod check;
pub mod compare;
pub mod completions;
pub mod coverage;
pub mod handout;
pub mod import;
pub mod keys;
pub mod list;
pub mod man;
pub mod new;
pub mod progress;
pub mod read;
pub mod search;

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use crate::library::Library;
use crate::library::ids::UnknownId;
use crate::library::lookup::{self, UnknownName};
use crate::library::sanitize::clean_path;
use crate::report::Page;
use crate::store::output;

/// What every command that asks the library has to do with.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// What is asked.
    pub library: &'a Library,
    /// Where text goes.
    pub page: Page,
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Done, or found.
    Found,
    /// There is nothing of the kind.
    Nothing,
    /// A part of it could not be done, and was said.
    Partly,
}

impl Answer {
    /// The exit code.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Found => 0,
            Self::Nothing => 1,
            Self::Partly => 2,
        }
    }

    /// Whether something was found.
    #[must_use]
    pub fn found(found: bool) -> Self {
        if found { Self::Found } else { Self::Nothing }
    }
}

/// Why a command could not be carried out.
#[derive(Debug, Error)]
pub enum CommandError {
    /// An id names nothing, or several things.
    #[error(transparent)]
    Id(#[from] UnknownId),
    /// A topic, source or subject that there is not.
    #[error(transparent)]
    Name(#[from] UnknownName),
    /// One subject has to be named.
    #[error("the library has several subjects; say which with --subject: {}", .0.join(", "))]
    SeveralSubjects(Vec<String>),
    /// The library has no subject.
    #[error("the library has no subject")]
    NoSubject,
    /// A topic without an article.
    #[error(
        "`read --topic` needs an ARTICLE, as in `pamphlet read ARTICLE --topic {0}`; \
         for every source on a topic use `pamphlet compare {0}`"
    )]
    TopicWithoutArticle(String),
    /// A query without a word.
    #[error("the query has no word to look for")]
    EmptyQuery,
    /// A place in a library without the subject.
    #[error("say what the pages are about with --subject ID: articles go to {}/ID", clean_path(.0))]
    NoSubjectFor(PathBuf),
    /// A library that has subjects, and none named.
    #[error("{} has subjects: name the one that is meant, or a new one, with --subject ID", clean_path(.0))]
    WhichSubject(PathBuf),
    /// A document that a handout cannot be.
    #[error("a handout is Markdown or HTML: give {} a name that ends in .md or .html", clean_path(.0))]
    NoPage(PathBuf),
    /// The name of an article where that of a library should be.
    #[error("{} is named like an article: name the library's folder, and the article with --subject ID --article NAME", clean_path(.0))]
    NoLibrary(PathBuf),
    /// One value for several pages.
    #[error("--{0} is for one page: import the pages one by one")]
    OnePage(&'static str),
    /// A name that makes no id.
    #[error("`{name}` is no id: use lower case and hyphens, as in `{good}`")]
    NoId {
        /// As it was given.
        name: String,
        /// What it would be.
        good: String,
    },
    /// A value that is no day.
    #[error("`{0}` is not a day: write it as 2024-05-01")]
    NoDay(String),
    /// The file that was named could not be written.
    #[error("{}{}", .0, way_out(.0))]
    Output(#[from] output::Error),
    /// The answer could not be written.
    #[error("cannot write: {0}")]
    Write(#[from] io::Error),
}

/// How to get round an error, where there is a way.
fn way_out(error: &output::Error) -> &'static str {
    match error {
        output::Error::Exists(_) => "; --force replaces it",
        output::Error::NoFile(_) | output::Error::NoFolder(_) | output::Error::Io(..) => "",
    }
}

/// Keeps the one subject that is named by its id or a part of it that no other has.
///
/// # Errors
/// When no subject, or several, are called so.
pub fn keep_subject(library: &mut Library, name: &str) -> Result<(), CommandError> {
    let id = lookup::subject(library, name)?.to_owned();
    library.subjects.retain(|subject| subject.id == id);
    Ok(())
}

/// The only subject of the library.
fn only_subject(library: &Library) -> Result<usize, CommandError> {
    match library.subjects.as_slice() {
        [] => Err(CommandError::NoSubject),
        [_] => Ok(0),
        several => {
            let ids = several.iter().map(|s| s.id.clone()).collect();
            Err(CommandError::SeveralSubjects(ids))
        }
    }
}
