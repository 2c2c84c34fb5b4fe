//! `pamphlet import`: saved pages as articles, one after the other.
//!
//! Of each page stderr gets the result, what was left out and what has to be known; one page that
//! cannot be read does not stop the rest.

use std::collections::HashSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{Answer, CommandError, way_out};
use crate::cli;
use crate::import::{self, Imported, Said};
use crate::library::Topics;
use crate::library::sanitize::{clean_line, clean_path};
use crate::library::words::{counted, grouped, slug};
use crate::store::{output, page};

/// Characters of the longest file name that is made.
const NAME: usize = 80;

/// The library that the articles are for.
#[derive(Debug, Clone, Copy)]
pub struct To<'a> {
    /// What its sections can be about.
    pub topics: &'a Topics,
    /// The subject that is named.
    pub subject: Option<&'a str>,
}

/// Writes an article for each page, into the library that is named or else to `out`, and reports to
/// `err`; [`Answer::Partly`] where a page could not be read or an article not be written.
///
/// # Errors
/// When the options do not fit together, or `out` cannot be written.
pub fn run(
    to: &To,
    asked: &cli::Import,
    out: &mut impl Write,
    err: &mut impl Write,
) -> Result<Answer, CommandError> {
    let mut run =
        Run { to, asked, said: said(asked)?, folder: folder(to, asked)?, taken: HashSet::new() };
    let mut all = true;
    for (i, file) in asked.files.iter().enumerate() {
        let report = run.import(file, out)?;
        all &= report.done;
        // Where stderr is closed, there is no one to tell.
        let _ = report.write(&Place { file, number: i + 1, of: asked.files.len() }, err);
    }
    Ok(if all { Answer::Found } else { Answer::Partly })
}

/// What holds for all pages, and what came of those before.
struct Run<'a> {
    to: &'a To<'a>,
    asked: &'a cli::Import,
    said: Said,
    /// Where articles go, if not to be printed.
    folder: Option<PathBuf>,
    /// Paths that this run has written, or would have.
    taken: HashSet<PathBuf>,
}

impl Run<'_> {
    /// What came of one page; what cannot be printed is an error, since nothing further can.
    fn import(&mut self, file: &Path, out: &mut impl Write) -> io::Result<Report> {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let bytes = match page::read(file, import::MOST) {
            Ok(bytes) => bytes,
            Err(error) => return Ok(Report::failed(format!("cannot read it: {error}"))),
        };
        let article = match import::import(&name, &bytes, &self.said, self.to.topics) {
            Ok(article) => article,
            Err(refusal) => return Ok(Report::failed(refusal.to_string())),
        };
        match self.folder.as_ref().map(|folder| folder.join(file_name(&name))) {
            Some(path) => Ok(self.place(&path, article)),
            None => self.print(article, out),
        }
    }

    fn print(&self, article: Imported, out: &mut impl Write) -> io::Result<Report> {
        if self.asked.dry_run {
            return Ok(Report::done("would be printed", article));
        }
        out.write_all(article.text.as_bytes())?;
        out.flush()?;
        Ok(Report::done("printed", article))
    }

    fn place(&mut self, path: &Path, article: Imported) -> Report {
        let shown = clean_path(path);
        if !self.taken.insert(path.to_owned()) {
            return Report::failed(format!("another of these files is already written to {shown}"));
        }
        let (done, written) = if self.asked.dry_run {
            (format!("would be written to {shown}"), output::can_write(path, self.asked.force))
        } else {
            (format!("written to {shown}"), self.write(path, &article.text))
        };
        match written {
            Ok(()) => Report::done(&done, article),
            Err(error) => Report::failed(format!("{error}{}", way_out(&error))),
        }
    }

    fn write(&self, path: &Path, text: &str) -> Result<(), output::Error> {
        let root = self.asked.output.as_deref().unwrap_or(path);
        output::write_in(path, root, text, self.asked.force)
    }
}

/// What is to be said of a page.
struct Report {
    done: bool,
    lines: Vec<String>,
}

impl Report {
    fn failed(message: String) -> Self {
        Self { done: false, lines: vec![message] }
    }

    fn done(what: &str, article: Imported) -> Self {
        let (words, sections) = (article.words, article.sections);
        let first =
            format!("{what}: {} in {}", counted(words, "word"), counted(sections, "section"));
        let dropped = article.dropped.iter().map(|line| format!("left out: {line}"));
        let lines = std::iter::once(first).chain(article.notes).chain(dropped).collect();
        Self { done: true, lines }
    }

    fn write(&self, place: &Place, err: &mut impl Write) -> io::Result<()> {
        let name = clean_path(place.file);
        for (i, line) in self.lines.iter().enumerate() {
            let count = if i == 0 { place.count() } else { String::new() };
            writeln!(err, "pamphlet: {name}{count}: {}", clean_line(line))?;
        }
        Ok(())
    }
}

/// A page among those of the run.
struct Place<'a> {
    file: &'a Path,
    number: usize,
    of: usize,
}

impl Place<'_> {
    /// How far the run is, where there are several pages.
    fn count(&self) -> String {
        if self.of == 1 {
            return String::new();
        }
        format!(" ({} of {})", grouped(self.number), grouped(self.of))
    }
}

fn said(asked: &cli::Import) -> Result<Said, CommandError> {
    let one = [("title", asked.title.is_some()), ("url", asked.url.is_some())];
    if let Some((name, _)) = one.iter().find(|(_, given)| *given && asked.files.len() > 1) {
        return Err(CommandError::OnePage(name));
    }
    let day =
        |text: &String| import::date(text).ok_or_else(|| CommandError::NoDay(clean_line(text)));
    Ok(Said {
        title: asked.title.clone(),
        source: asked.source.clone(),
        place: asked.place.clone(),
        url: asked.url.clone(),
        retrieved: asked.retrieved.as_ref().map(day).transpose()?,
    })
}

/// The folder of the subject: the one that is there, else a new one, whose name has to be a good id.
fn folder(to: &To, asked: &cli::Import) -> Result<Option<PathBuf>, CommandError> {
    let Some(root) = &asked.output else { return Ok(None) };
    let name = to.subject.map(clean_line).filter(|name| !name.is_empty());
    let name = name.ok_or_else(|| CommandError::NoSubjectFor(root.clone()))?;
    let is_name = !name.contains('/') && !name.starts_with('.');
    let named = root.join(&name);
    let good = slug(&name);
    if is_name && (named.is_dir() || good == name) {
        Ok(Some(named))
    } else {
        Err(CommandError::NoId { name, good })
    }
}

/// The name of the article's file: the page's, so written that it makes a good id.
fn file_name(name: &str) -> String {
    let stem = import::stem(name);
    let slug = slug(stem);
    let short: String = slug.chars().take(NAME).collect();
    let some = stem.chars().any(char::is_alphanumeric);
    format!("{}.md", if some { short.trim_end_matches('-') } else { "page" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_makes_a_good_id() {
        assert_eq!(file_name("What is it?\n\u{1b}[31m (Owl).html"), "what-is-it-31m-owl.md");
        assert_eq!(
            (file_name("??.html"), file_name(".html")),
            ("page.md".into(), "html.md".into())
        );
        assert_eq!(file_name(&"long ".repeat(90)).len(), 82);
    }
}
