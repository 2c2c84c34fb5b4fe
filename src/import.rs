//! Import: a saved page becomes the text of an article.
//!
//! Pure: bytes and what the person says of them go in; an article's file comes out, with everything
//! that was left out of the page and everything that has to be known about it. The words of the page's
//! main content stay as they are, in their order. Facts are those that the page states, and what it
//! does not state is not made up.

mod article;
mod charset;
mod dates;
mod escape;
mod form;
#[cfg(feature = "import")]
mod html;
mod levels;
mod markdown;
mod source;
mod text;

use thiserror::Error;

use crate::library::{Date, Topics};
pub use dates::parse as date;
pub use form::{Foreign, stem};

/// Bytes of the largest page that is read; one without pictures in it has far less.
pub const MOST: u64 = 32 << 20;

/// What the person says of a page; it goes before what the page says.
#[derive(Debug, Clone, Default)]
pub struct Said {
    /// The title.
    pub title: Option<String>,
    /// Who publishes it.
    pub source: Option<String>,
    /// Town and state.
    pub place: Option<String>,
    /// The page's address.
    pub url: Option<String>,
    /// When the page was saved.
    pub retrieved: Option<Date>,
}

/// A page as an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// The whole file: front matter and Markdown.
    pub text: String,
    /// Words of the article.
    pub words: usize,
    /// Sections of the article.
    pub sections: usize,
    /// Lines and blocks of the page that are not in the article, in order.
    pub dropped: Vec<String>,
    /// What the person should know: where facts come from, and which are missing.
    pub notes: Vec<String>,
}

/// Why no article can be made of a file.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// No bytes.
    #[error("the file is empty: save the page again")]
    Empty,
    /// Another kind of file.
    #[error("{0}")]
    Foreign(Foreign),
    /// No words beside furniture.
    #[error(
        "no text to read in it: a page that fills itself in by script has to be saved from the browser once it is shown"
    )]
    NoText,
    /// Elements in elements without end.
    #[cfg(feature = "import")]
    #[error(
        "its elements lie more than {0} deep in each other: copy the text of the page and import that"
    )]
    Deep(usize),
    /// More bytes than [`MOST`].
    #[error("larger than {} MB: save the page without its pictures, or copy its text", MOST >> 20)]
    Large,
    #[cfg(not(feature = "import"))]
    /// HTML in a program that was built without a reader for it.
    #[error("this build of pamphlet reads no HTML: copy the text of the page and import that")]
    NoHtml,
    /// Front matter that is no TOML, or the article made of it cannot be read.
    #[error("{0}")]
    Unreadable(String),
}

/// What a page states of itself.
#[derive(Debug, Clone, Default)]
struct Facts {
    title: Option<String>,
    source: Option<String>,
    place: Option<String>,
    url: Option<String>,
    author: Option<String>,
    published: Option<Date>,
    reviewed: Option<Date>,
    retrieved: Option<Date>,
    language: Option<String>,
    edition: Option<String>,
    aliases: Vec<String>,
}

/// A page that was read.
#[derive(Debug, Default)]
struct Page {
    facts: Facts,
    /// Markdown, without front matter.
    body: String,
    /// Whether the Markdown is the person's own, which is not touched.
    own: bool,
    dropped: Vec<String>,
    notes: Vec<String>,
}

/// Makes an article of a page. `name` is the file's name, which tells Markdown from text and stands
/// in for a title; topics are those of the library that it is for.
///
/// # Errors
/// When the bytes are no page, or there is nothing to read in it.
pub fn import(name: &str, bytes: &[u8], said: &Said, topics: &Topics) -> Result<Imported, Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    if bytes.len() as u64 > MOST {
        return Err(Refusal::Large);
    }
    form::refuse(bytes)?;
    let (text, charset) = charset::decode(bytes);
    let mut page = read(form::of(name, &text), &text, said.source.as_deref())?;
    page.notes.splice(0..0, charset.map(|name| format!("read as {name}")));
    article::write(page, said, form::stem(name), topics)
}

fn read(form: form::Form, text: &str, source: Option<&str>) -> Result<Page, Refusal> {
    match form {
        #[cfg(feature = "import")]
        form::Form::Html => html::read(text),
        #[cfg(not(feature = "import"))]
        form::Form::Html => Err(Refusal::NoHtml),
        form::Form::Markdown => markdown::read(text),
        form::Form::Text => Ok(text::read(text, source)),
    }
}
