//! `pamphlet new`: a library, a subject or an article to start from.
//!
//! What is there already is left as it is.

use std::io::{self, Write};
use std::path::Path;

use super::{Answer, CommandError};
use crate::cli;
use crate::library::sanitize::{clean_line, clean_path};
use crate::library::words::slug;
use crate::store::folder;
use crate::store::output::{self, Error};

const SUBJECT: &str = include_str!("new/subject.toml");
const ARTICLE: &str = include_str!("new/article.md");

/// The subject and the article of a library where none are named.
const FIRST: (&str, &str) = ("treatment", "first-clinic");

/// Writes what is asked for, says each file to `out`, and what was there already or could not be written
/// to `err`; [`Answer::Partly`] where nothing could be written.
///
/// # Errors
/// When a name makes no good id, the folder has the name of an article, or `out` cannot be written.
pub fn run(
    subject: Option<&str>,
    asked: &cli::New,
    out: &mut impl Write,
    err: &mut impl Write,
) -> Result<Answer, CommandError> {
    if asked.folder.extension().is_some_and(|extension| extension == "md") {
        return Err(CommandError::NoLibrary(asked.folder.clone()));
    }
    if subject.is_none() && has_others(&asked.folder) {
        return Err(CommandError::WhichSubject(asked.folder.clone()));
    }
    let subject = id(subject.unwrap_or(FIRST.0))?;
    let article = id(asked.article.as_deref().unwrap_or(FIRST.1))?;
    let title = title(&subject);
    let folder = asked.folder.join(&subject);
    let files = [
        (folder.join("subject.toml"), SUBJECT.replace("{title}", &title)),
        (
            folder.join(format!("{article}.md")),
            ARTICLE.replace("{title}", &title).replace("{source}", &self::title(&article)),
        ),
    ];
    let mut written = 0;
    for (path, text) in files {
        match write(&asked.folder, &path, &text) {
            Ok(()) => {
                writeln!(out, "{}", clean_path(&path))?;
                written += 1;
            }
            Err(Error::Exists(path)) => {
                tell(err, &format!("{} is there already", clean_path(&path)));
            }
            Err(error) => tell(err, &error.to_string()),
        }
    }
    Ok(if written > 0 { Answer::Found } else { Answer::Partly })
}

/// Whether there are subjects in a folder, and not the one that a new library begins with.
fn has_others(root: &Path) -> bool {
    let folders = folder::folders(root).unwrap_or_default();
    !folders.is_empty() && folders.iter().all(|name| name != FIRST.0)
}

fn write(root: &Path, path: &Path, text: &str) -> Result<(), Error> {
    output::folder(root)?;
    output::write_in(path, root, text, false)
}

/// Where stderr is closed, there is no one to tell.
fn tell(err: &mut impl Write, message: &str) {
    let _: io::Result<()> = writeln!(err, "pamphlet: {message}");
}

/// A name that is an id as it stands.
fn id(name: &str) -> Result<String, CommandError> {
    let good = slug(name);
    if good == name { Ok(good) } else { Err(CommandError::NoId { name: clean_line(name), good }) }
}

/// An id as people would write it: "iron-infusion" as "Iron infusion".
fn title(id: &str) -> String {
    let words = id.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
