//! Import in a program without the reader of HTML: text and Markdown, and a sentence on HTML.

#![cfg(not(feature = "import"))]
#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod common;

use common::bare;

const PAGES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/import");

#[test]
fn text_and_markdown_are_read() {
    for page in ["iron-drip.txt", "night-notes.md"] {
        bare().current_dir(PAGES).args(["import", page]).assert().success();
    }
}

#[test]
fn html_is_refused_with_what_to_do() {
    let expected = "pamphlet: owl-faq.html: this build of pamphlet reads no HTML: copy the text of the page and \
        import that\n";
    bare().current_dir(PAGES).args(["import", "owl-faq.html"]).assert().code(2).stderr(expected);
}
