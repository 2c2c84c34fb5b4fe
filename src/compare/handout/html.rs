//! A handout as one HTML page: its style stands in it, it loads nothing and runs nothing.

use super::{Handout, Part, Quoted, byline, facts, groups, heading, not_advice};
use crate::library::markup::with_addresses;
use crate::library::{Article, Kind, Library, Passage, TermId};

/// Before the title, which is the only thing of the library in the head.
const HEAD: &str = "\
<!DOCTYPE html>
<html lang=\"en\">
<head>
<meta charset=\"utf-8\">
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
";

/// Black on white, in lines of at most 72 characters or so; on paper no quote's source parts from it.
const STYLE: &str = "\
<style>
body { margin: 2rem auto; padding: 0 1rem; max-width: 38rem; font: 1.05rem/1.5 Georgia, serif; color: #111; background: #fff; }
h1, h2, h3 { line-height: 1.25; break-after: avoid; }
h2 { margin-top: 2.5rem; padding-top: 0.5rem; border-top: 1px solid #888; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; font-size: 0.9rem; break-inside: avoid; break-after: avoid; }
.terms { display: block; font-size: inherit; }
dt { font-weight: bold; }
dd { margin: 0; overflow-wrap: anywhere; }
.terms dd { margin: 0 0 0.75rem; }
blockquote { margin: 0.75rem 0; padding-left: 1rem; border-left: 3px solid #888; }
ul { list-style: none; margin: 0.75rem 0; padding: 0; }
p, li, tr { break-inside: avoid; orphans: 3; widows: 3; }
pre { white-space: pre-wrap; }
table { border-collapse: collapse; }
th, td { padding: 0.2rem 0.6rem; border: 1px solid #888; text-align: left; vertical-align: top; }
footer { margin-top: 2.5rem; padding-top: 0.5rem; border-top: 1px solid #888; }
@page { margin: 2cm; }
@media print { body { margin: 0; padding: 0; max-width: none; font-size: 11pt; } }
</style>
";

/// The whole page.
pub fn page(library: &Library, handout: &Handout) -> String {
    let title = escaped(&handout.title);
    let mut out =
        format!("{HEAD}<title>{title}</title>\n{STYLE}</head>\n<body>\n<h1>{title}</h1>\n");
    for part in &handout.parts {
        out += &match part {
            Part::Quoted(quoted) => self::quoted(library, quoted),
            Part::Terms(terms) => self::terms(library, terms),
        };
    }
    out + &format!("<footer><p>{}</p></footer>\n</body>\n</html>\n", escaped(&not_advice()))
}

fn quoted(library: &Library, quoted: &Quoted) -> String {
    let article = library.article(quoted.article);
    let mut out = format!("<section>\n<h2>{}</h2>\n<dl>\n", escaped(&byline(article)));
    for (label, text) in facts(article) {
        out += &explained(label, &text);
    }
    out += "</dl>\n";
    for (section, passages) in &quoted.sections {
        out += &["<h3>", &escaped(&heading(article, *section)), "</h3>\n"].concat();
        out += &["<blockquote lang=\"", &escaped(&article.language), "\">\n"].concat();
        out += &self::passages(article, passages);
        out += "</blockquote>\n";
    }
    out + "</section>\n"
}

fn terms(library: &Library, terms: &[TermId]) -> String {
    let mut out = "<section>\n<h2>Terms</h2>\n<dl class=\"terms\">\n".to_owned();
    for &term in terms {
        let term = library.glossary.term(term);
        out += &explained(&term.name, &term.definition);
    }
    out + "</dl>\n</section>\n"
}

/// A label and what is said of it.
fn explained(label: &str, text: &str) -> String {
    format!("<dt>{}</dt><dd>{}</dd>\n", escaped(label), escaped(text))
}

fn passages(article: &Article, passages: &[usize]) -> String {
    let group = |group: Vec<&Passage>| {
        let Some(first) = group.first() else { return String::new() };
        let text = match first.kind {
            Kind::Item { .. } => list(&group),
            Kind::Row { .. } => table(&group),
            Kind::Code => format!("<pre>{}</pre>\n", escaped(&first.text)),
            Kind::Paragraph => format!("<p>{}</p>\n", text(first)),
        };
        let quotes = usize::from(first.quotes);
        "<blockquote>\n".repeat(quotes) + &text + &"</blockquote>\n".repeat(quotes)
    };
    groups(article, passages).into_iter().map(group).collect()
}

/// Items with their own markers, so that numbers are the article's.
fn list(items: &[&Passage]) -> String {
    let item = |passage: &&Passage| {
        let Kind::Item { depth, marker } = &passage.kind else { return String::new() };
        let marker = marker.as_ref().map(|marker| escaped(marker) + " ").unwrap_or_default();
        let indent = usize::from(depth.saturating_sub(1)) * 2;
        format!("<li style=\"margin-left: {indent}em\">{marker}{}</li>\n", text(passage))
    };
    format!("<ul>\n{}</ul>\n", items.iter().map(item).collect::<String>())
}

fn table(rows: &[&Passage]) -> String {
    let row = |passage: &&Passage| {
        let Kind::Row { header, cells } = &passage.kind else { return String::new() };
        let tag = if *header { "th" } else { "td" };
        let cell = |cell: &std::ops::Range<usize>| {
            format!("<{tag}>{}</{tag}>", broken(&passage.text[cell.clone()]))
        };
        format!("<tr>{}</tr>\n", cells.iter().map(cell).collect::<String>())
    };
    format!("<table>\n{}</table>\n", rows.iter().map(row).collect::<String>())
}

/// The words of a passage, with the addresses of its links as text.
fn text(passage: &Passage) -> String {
    broken(&with_addresses(passage))
}

fn broken(text: &str) -> String {
    escaped(text).replace('\n', "<br>")
}

/// The text with everything that HTML would take as its own as character references, so that it may
/// stand in an element or a quoted attribute.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(c),
        }
    }
    escaped
}
