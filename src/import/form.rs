//! Which form a file has: told by its first bytes, and where these leave it open by its name.

use std::fmt;

use super::Refusal;

/// A form that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A page as a browser saves it.
    Html,
    /// An article, or notes.
    Markdown,
    /// Text that was copied from a page.
    Text,
}

/// A kind of file that is no page, and what to do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Foreign {
    kind: &'static str,
    advice: &'static str,
}

impl fmt::Display for Foreign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "this is {}, not a page: {}", self.kind, self.advice)
    }
}

const COPY: &str = "open it, copy its text into a file and import that";
const PICTURE: &str = "type the words that it shows into a file and import that";
const SAVE: &str = "save the page again, as HTML or as text";

/// First bytes of files that are no pages (RFC 8118, the PNG, JPEG, GIF, WebP, ZIP, gzip, OLE and
/// RTF formats).
const FOREIGN: &[(&[u8], &str, &str)] = &[
    (b"%PDF-", "a PDF", COPY),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture", PICTURE),
    (b"\xff\xd8\xff", "a JPEG picture", PICTURE),
    (b"GIF8", "a GIF picture", PICTURE),
    (b"RIFF", "a picture or recording", PICTURE),
    (b"PK\x03\x04", "a ZIP archive or an office document", COPY),
    (b"PK\x05\x06", "an empty ZIP archive", COPY),
    (b"\x1f\x8b", "a gzip archive", "unpack it and import what is in it"),
    (b"\xd0\xcf\x11\xe0", "an office document", COPY),
    (b"{\\rtf", "a rich text document", COPY),
    (b"bplist00", "a web archive", SAVE),
    (b"\x7fELF", "a program", SAVE),
];

/// What a page that was saved with its pictures in one file begins with.
const MHTML: &[&str] = &["From: <Saved by ", "MIME-Version: 1.0", "Content-Type: multipart/"];

/// How much of a file is looked at.
const HEAD: usize = 2048;

/// # Errors
/// When the bytes are those of another kind of file.
pub fn refuse(bytes: &[u8]) -> Result<(), Refusal> {
    let fits = |(magic, ..): &&(&[u8], &str, &str)| bytes.starts_with(magic);
    if let Some(&(_, kind, advice)) = FOREIGN.iter().find(fits) {
        return Err(Refusal::Foreign(Foreign { kind, advice }));
    }
    let head = &bytes[..bytes.len().min(HEAD)];
    if MHTML.iter().any(|start| head.starts_with(start.as_bytes())) {
        let advice = "save it again as “HTML only” or as text";
        return Err(Refusal::Foreign(Foreign { kind: "a page with its pictures (MHTML)", advice }));
    }
    if !super::charset::is_utf16(bytes) && head.contains(&0) {
        return Err(Refusal::Foreign(Foreign { kind: "no text", advice: SAVE }));
    }
    Ok(())
}

/// The form of a file with this name and text.
pub fn of(name: &str, text: &str) -> Form {
    let start = &text[..floor(text, HEAD)];
    let start = start.trim_start().to_ascii_lowercase();
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    match ending.as_deref() {
        Some("html" | "htm" | "xhtml" | "xht" | "shtml") => Form::Html,
        Some("md" | "markdown" | "mdown" | "mkd") => Form::Markdown,
        _ if is_html(&start) => Form::Html,
        _ if start.starts_with("+++\n") || start.starts_with("+++\r\n") => Form::Markdown,
        _ => Form::Text,
    }
}

fn is_html(start: &str) -> bool {
    const OPENS: &[&str] =
        &["<!doctype html", "<html", "<head", "<body", "<?xml", "<!--", "<title", "<meta"];
    let begins = |tag: &&str| start.lines().any(|line| line.trim_start().starts_with(*tag));
    OPENS.iter().any(|open| start.starts_with(open))
        || ["<html", "<body", "<!doctype html"].iter().any(begins)
}

/// The name without its ending.
#[must_use]
pub fn stem(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && !ending.contains(' ') => stem,
        _ => name,
    }
}

/// The last place up to `most` bytes where a character ends.
fn floor(text: &str, most: usize) -> usize {
    (0..=most.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(bytes: &[u8]) -> String {
        refuse(bytes).unwrap_err().to_string()
    }

    #[test]
    fn what_is_no_page_is_named_with_what_to_do() {
        assert!(refused(b"%PDF-1.7\n").starts_with("this is a PDF, not a page: open it"));
        assert!(refused(b"\x89PNG\r\n\x1a\n0").starts_with("this is a PNG picture"));
        assert!(refused(b"PK\x03\x04").starts_with("this is a ZIP archive"));
        assert!(refused(b"text\0text").starts_with("this is no text"));
        assert!(refused(b"MIME-Version: 1.0\r\n").contains("MHTML"));
        assert_eq!(refuse(b"PK is a name"), Ok(()));
        assert_eq!(refuse(b"\xff\xfea\0b\0"), Ok(()));
    }

    #[test]
    fn the_name_goes_before_the_look_except_where_it_says_nothing() {
        assert_eq!(of("a.md", "<html>"), Form::Markdown);
        assert_eq!(of("a.HTM", "text"), Form::Html);
        assert_eq!(of("a.txt", "\n<!DOCTYPE HTML><p>"), Form::Html);
        assert_eq!(of("a", "+++\ntitle = \"\"\n+++\n"), Form::Markdown);
        assert_eq!(of("a.txt", "saved from x\n <html>"), Form::Html);
        assert_eq!(of("a.txt", "Title\n\nIf x <body weight, stop."), Form::Text);
    }

    #[test]
    fn a_stem_is_the_name_without_its_ending() {
        assert_eq!((stem("a.b.html"), stem(".html"), stem("Dr. Who")), ("a.b", ".html", "Dr. Who"));
    }
}
