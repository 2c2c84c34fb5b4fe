//! The main content as Markdown.

use dom_query::Document;

use super::plain::{is_any, is_within};
use crate::import::{escape, levels};
use crate::library::sanitize::clean;
use crate::library::words::folded;

/// Stands for `&` until the Markdown is written; no text has it, since it is no character.
const AMPERSAND: char = '\u{fdd0}';

/// Blocks that Markdown has no form for.
const PLAIN: &str = "main, header, footer, aside, figure, figcaption, address, form, fieldset, center, hgroup, legend";

/// What no link can hold in Markdown.
const BLOCKS: [&str; 13] =
    ["p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "table", "br"];

/// The Markdown of a document, without a heading at its beginning that repeats the title.
pub fn markdown(content: &Document, title: &str) -> String {
    content.select(PLAIN).rename("div");
    links(content);
    texts(content);
    let markdown = content.md(None);
    settled(&markdown.replace(AMPERSAND, "\\&"), title)
}

/// Leaves links that lead out of the page and stand in a line; the text of all others stays.
fn links(content: &Document) {
    const OUT: [&str; 4] = ["https://", "http://", "mailto:", "tel:"];
    for link in content.select("a").nodes() {
        let leads = link.attr("href").is_some_and(|to| OUT.iter().any(|out| to.starts_with(out)));
        let in_line = link.descendants_it().all(|node| !is_any(&node, &BLOCKS));
        link.remove_attr("title");
        if !(leads && in_line) {
            link.rename("span");
        }
    }
}

/// Cleans every text of what could drive a terminal, and guards what Markdown takes for an entity.
fn texts(content: &Document) {
    for node in content.root().descendants().iter().filter(|node| node.is_text()) {
        let text = node.text();
        let cleaned = clean(&text).replace(AMPERSAND, "");
        let is_code = is_within(node, &["pre", "code"]);
        node.set_text(if is_code { cleaned } else { guarded(&cleaned) });
    }
}

fn guarded(text: &str) -> String {
    let mut parts = text.split('&');
    let mut guarded = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let entity = part.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '#');
        guarded.push(if entity { AMPERSAND } else { '&' });
        guarded.push_str(part);
    }
    guarded
}

/// Headings one level under the other from the second on, whose ends are no markup.
fn settled(markdown: &str, title: &str) -> String {
    let headings: Vec<(usize, u8)> = headings(markdown).collect();
    let levels: Vec<u8> = headings.iter().map(|(_, level)| *level).collect();
    let mut settled = headings.iter().zip(levels::settled(&levels)).peekable();
    let mut lines = Vec::new();
    for (i, line) in markdown.lines().enumerate() {
        let Some(((_, level), new)) = settled.next_if(|((at, _), _)| *at == i) else {
            lines.push(line.to_owned());
            continue;
        };
        let text = line[usize::from(*level)..].trim();
        let repeats =
            headings.first().is_some_and(|(at, _)| *at == i) && folded(text) == folded(title);
        if !repeats && !text.is_empty() {
            lines.push(format!("{} {}", "#".repeat(usize::from(new)), escape::closed(text)));
        }
    }
    lines.dedup_by(|next, line| next.is_empty() && line.is_empty());
    lines.join("\n").trim().to_owned()
}

/// Line and level of each heading, outside of code.
fn headings(markdown: &str) -> impl Iterator<Item = (usize, u8)> {
    let mut fence: Option<usize> = None;
    markdown.lines().enumerate().filter_map(move |(i, line)| {
        let ticks = line.trim_start().chars().take_while(|c| *c == '`').count();
        match fence {
            Some(open) if ticks >= open => fence = None,
            None if ticks >= 3 => fence = Some(ticks),
            _ => {}
        }
        let level = line.chars().take_while(|c| *c == '#').count();
        let is_heading =
            (1..=6).contains(&level) && line[level..].starts_with(' ') && fence.is_none();
        is_heading.then(|| (i, u8::try_from(level).unwrap_or(6)))
    })
}
