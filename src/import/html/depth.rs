//! How deep elements lie in each other, counted before anything is built of them: what parses and
//! reads a page takes time and stack with the depth.

use std::collections::HashMap;

use crate::import::Refusal;

/// Elements that may lie in each other; pages of people have some dozens, and browsers stop at 512.
const MOST: usize = 400;

/// Elements without an end, or whose end may be left out since the next one ends them.
const ENDLESS: [&str; 38] = [
    "area", "base", "basefont", "body", "br", "caption", "col", "colgroup", "dd", "dt", "embed",
    "frame", "head", "hr", "html", "img", "input", "keygen", "li", "link", "meta", "optgroup",
    "option", "p", "param", "path", "rp", "rt", "source", "tbody", "td", "tfoot", "th", "thead",
    "tr", "track", "use", "wbr",
];

/// Elements whose content is no markup.
const RAW: [&str; 8] =
    ["iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"];

/// # Errors
/// When the elements of a page lie too deep in each other.
pub fn check(page: &str) -> Result<(), Refusal> {
    let mut open: HashMap<String, usize> = HashMap::new();
    let (mut depth, mut rest) = (0, page);
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = after(comment, "-->");
            continue;
        }
        let ends = rest.starts_with('/');
        let name = name(if ends { &rest[1..] } else { rest });
        if name.is_empty() || ENDLESS.contains(&name.as_str()) {
            continue;
        }
        if ends {
            let known = open.get_mut(&name).filter(|count| **count > 0);
            depth -= known.map_or(0, |count| {
                *count -= 1;
                1
            });
            continue;
        }
        if RAW.contains(&name.as_str()) {
            rest = after_raw(rest, &name);
            continue;
        }
        *open.entry(name).or_insert(0) += 1;
        depth += 1;
        if depth > MOST {
            return Err(Refusal::Deep(MOST));
        }
    }
    Ok(())
}

/// The name of the tag that a text begins with, in lower case.
fn name(text: &str) -> String {
    let end = text
        .find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == ':'))
        .unwrap_or(text.len());
    let name = &text[..end];
    if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        name.to_ascii_lowercase()
    } else {
        String::new()
    }
}

fn after<'a>(text: &'a str, end: &str) -> &'a str {
    text.find(end).map_or("", |at| &text[at + end.len()..])
}

/// What follows the end of an element whose content is no markup.
fn after_raw<'a>(text: &'a str, raw: &str) -> &'a str {
    let ends = text.match_indices("</").find(|(at, _)| name(&text[at + 2..]) == raw);
    ends.map_or("", |(at, _)| &text[at + 2 + raw.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ends_is_not_deep() {
        assert_eq!(check(&"<div><p>a<br></div><li>b".repeat(5_000)), Ok(()));
        assert_eq!(check(&"<SECTION>a</section >".repeat(5_000)), Ok(()));
    }

    #[test]
    fn scripts_and_comments_are_not_counted() {
        let script = format!("<script>{}</script>", "'<div>' + '<\\/div>'".repeat(5_000));
        assert_eq!(check(&format!("{script}<!-- {} -->", "<div>".repeat(5_000))), Ok(()));
    }

    #[test]
    fn what_does_not_end_is_deep_whatever_else_ends() {
        for page in ["<div>", "<x-y/>", "<b><i>", "<div></span>", "<ul><li>", "<span><div></span>"]
        {
            assert_eq!(check(&page.repeat(100_000)), Err(Refusal::Deep(MOST)), "{page}");
        }
    }
}
