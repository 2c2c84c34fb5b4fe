//! What a page shows only at a click, or beside its text: answers under their questions, and warnings.

use std::collections::HashSet;

use dom_query::{Document, NodeRef};

use super::plain::{HEADINGS, LOWEST, is_heading, is_within};

/// Words of the longest button that is a heading.
const MOST_WORDS: usize = 20;

/// Words of the shortest text that is shown.
const FEWEST_WORDS: usize = 3;

/// What is not shown before a click.
const HIDDEN: &str =
    "[hidden], [aria-hidden=true], [style*='display:none'], [style*='display: none']";

/// What the classes of a button say that shows a text.
const FOLDS: [&str; 5] = ["accordion", "collaps", "toggle", "faq", "fold"];

/// What the classes of an aside say that has nothing to do with the text.
const APART: [&str; 9] =
    ["sidebar", "related", "share", "social", "author", "newsletter", "promo", "widget", "advert"];

/// Shows what a click on a heading or button shows, and takes asides that say something into the text.
pub fn unfold(page: &Document) {
    let opened = controlled(page);
    for button in page.select("button, [role=button]:not(a)").nodes() {
        if folds(button) {
            head(button);
        }
    }
    for node in page.select("[id]").nodes() {
        if node.id_attr().is_some_and(|id| opened.contains(&*id)) {
            show(node);
        }
    }
    page.select(HIDDEN).nodes().iter().filter(|node| is_headed(node)).for_each(show);
    for aside in page.select("aside").nodes().iter().filter(|aside| says_something(aside)) {
        aside.remove_attrs(&["class", "id", "role"]);
        aside.rename("div");
    }
}

/// The ids of what headings and buttons show, which become headings.
fn controlled(page: &Document) -> HashSet<String> {
    let mut opened = HashSet::new();
    for opener in page.select("[aria-controls]").nodes() {
        if is_within(opener, &["nav", "header"]) {
            continue;
        }
        opened.extend(opener.attr("aria-controls").map(|id| id.to_string()));
        let opens =
            opener.has_name("button") || opener.attr("role").is_some_and(|r| &*r == "button");
        if opens && may_head(opener) {
            head(opener);
        }
    }
    opened
}

fn head(node: &NodeRef) {
    node.remove_attr("role");
    node.rename(LOWEST);
}

fn may_head(node: &NodeRef) -> bool {
    (1..=MOST_WORDS).contains(&words(node)) && !is_within(node, &HEADINGS)
}

fn show(node: &NodeRef) {
    node.remove_attrs(&["hidden", "aria-hidden", "style", "role"]);
}

/// Whether a button shows the text that follows it.
fn folds(button: &NodeRef) -> bool {
    let is_named = button.text().trim().ends_with('?') || has_class(button, &FOLDS);
    let is_over = button.next_element_sibling().is_some_and(|next| words(&next) >= FEWEST_WORDS);
    is_named && is_over && may_head(button) && !is_within(button, &["nav", "header", "form"])
}

/// Whether a text follows a heading, or what has one and little else.
fn is_headed(node: &NodeRef) -> bool {
    let has_heading = |above: &NodeRef| {
        is_heading(above)
            || words(above) <= MOST_WORDS && above.descendants_it().any(|node| is_heading(&node))
    };
    words(node) >= FEWEST_WORDS
        && !is_within(node, &["nav", "header", "dialog"])
        && node.prev_element_sibling().is_some_and(|above| has_heading(&above))
}

/// Whether an aside has words of its own, and not links to elsewhere.
fn says_something(aside: &NodeRef) -> bool {
    let linked: usize = aside.find(&["a"]).iter().map(words).sum();
    let words = words(aside);
    words >= FEWEST_WORDS && linked * 2 < words && !has_class(aside, &APART)
}

fn has_class(node: &NodeRef, parts: &[&str]) -> bool {
    let classes = node.attr("class").map(|class| class.to_lowercase()).unwrap_or_default();
    parts.iter().any(|part| classes.contains(part))
}

fn words(node: &NodeRef) -> usize {
    node.text().split_whitespace().count()
}
