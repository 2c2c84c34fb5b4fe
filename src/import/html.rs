//! HTML: the main content of a page as Markdown, and what the page's metadata states.
//!
//! Everything that is never text goes first; what is left is put into plain elements; a readability
//! library finds the main content in it; that is written as Markdown. Where it finds the smaller part of
//! the page's prose, as on pages that are built of many sections, the whole page is taken. What the page
//! shows and the article does not is dropped, block by block, and said to be.

mod blocks;
mod depth;
mod folded;
mod metadata;
mod plain;
mod tables;
mod written;

use dom_query::Document;
use dom_smoothie::{Config, Readability};

use super::{Page, Refusal, source};
use crate::library::words::folded;
use blocks::Blocks;
use metadata::Metadata;

/// Blocks at the end of a page that may name who publishes it.
const END: usize = 3;

/// What is said of a page that is taken as a whole.
const WHOLE: &str =
    "the main part could not be told from the rest, so all of the page is here: look it through";

/// Reads a page.
///
/// # Errors
/// When its elements lie too deep in each other, or it has no words.
pub fn read(text: &str) -> Result<Page, Refusal> {
    depth::check(text)?;
    let document = Document::from(text);
    let metadata = Metadata::of(&document, text);
    plain::remove_unseen(&document);
    let shown = Blocks::of(&document);
    plain::simplify(&document);
    let prose = Blocks::of(&document).prose();
    let found = content(document, metadata.url.as_deref()).map(with_blocks);
    let (mut facts, mut notes) = (metadata.facts(), Vec::new());
    let (content, kept) =
        found.filter(|(_, kept)| kept.prose() * 2 >= prose).unwrap_or_else(|| {
            notes.extend((prose > 0).then(|| WHOLE.to_owned()));
            with_blocks(whole(text))
        });
    if kept.is_empty() {
        return Err(Refusal::NoText);
    }
    if facts.source.is_none() {
        facts.source = shown.last(END).find_map(source::of_invitation);
        let note = |name| format!("“{name}” is the name in the page's closing words");
        notes.extend(facts.source.as_ref().map(note));
    }
    let title = facts.title.as_deref().map(folded);
    let is_title = |block: &str| title.as_ref().is_some_and(|title| *title == folded(block));
    let dropped =
        shown.without(&kept).filter(|block| !is_title(block)).map(str::to_owned).collect();
    let body = written::markdown(&content, facts.title.as_deref().unwrap_or_default());
    Ok(Page { facts, body, dropped, notes, own: false })
}

/// The content without labels that nothing stands under, and its blocks.
fn with_blocks(content: Document) -> (Document, Blocks) {
    plain::remove_labels(&content);
    let kept = Blocks::of(&content);
    (content, kept)
}

/// The whole page without furniture, as a document of its own.
fn whole(text: &str) -> Document {
    let page = Document::from(text);
    plain::remove_unseen(&page);
    plain::simplify(&page);
    plain::remove_surroundings(&page);
    Document::from(page.body().map(|body| body.inner_html()).unwrap_or_default())
}

/// The main content, as a document of its own; links are resolved against the page's address.
fn content(document: Document, url: Option<&str>) -> Option<Document> {
    let config = Config { disable_json_ld: true, ..Config::default() };
    let is_absolute = |url: &&str| url.starts_with("https://") || url.starts_with("http://");
    let mut reader =
        Readability::with_document(document, url.filter(is_absolute), Some(config)).ok()?;
    let article = reader.parse().ok()?;
    Some(Document::from(article.content))
}
