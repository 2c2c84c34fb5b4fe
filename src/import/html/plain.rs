//! A page brought to plain elements, so that its words can be told from what stands around them.

use std::collections::HashSet;

use dom_query::{Document, NodeRef};

use crate::import::text::{is_everywhere, is_heading_form};

/// What holds no words that are shown.
const UNSEEN: &str = "script, style, noscript, template, svg, math, canvas, iframe, object, embed, audio, \
    video, picture, img, map, link, meta, input, select, textarea, progress, meter";

/// What is furniture wherever it stands.
const FURNITURE: &str = "nav, dialog, menu, [role=navigation], [role=banner], [role=search], [role=dialog], \
    [role=alertdialog], [role=menu], [role=menubar], [role=toolbar], [role=contentinfo], body > footer, \
    [class*=cookie], [id*=cookie], [class*=consent], [id*=consent], [class*=gdpr], [class*=breadcrumb], \
    [class*=share-], [class*=-share], [class*=sharing], [class*=social], [class*=newsletter], \
    [class*=related-posts], [class*=comment-form], .skip-link, .screen-reader-text, .sr-only, .visually-hidden";

/// Headings.
const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

/// What makes words strong.
const STRONG: [&str; 2] = ["strong", "b"];

/// The name of a heading whose level is told by those around it.
const LOWEST: &str = "h6";

/// Words of the longest button that is a heading.
const MOST_WORDS: usize = 20;

/// Columns that a cell may take.
const MOST_COLUMNS: usize = 20;

/// Takes out what nobody sees on the page.
pub fn remove_unseen(page: &Document) {
    page.select(UNSEEN).remove();
}

/// Takes furniture out, shows what a click shows, and leaves elements that Markdown has forms for.
pub fn simplify(page: &Document) {
    unfold(page);
    page.select(FURNITURE)
        .iter()
        .filter(|found| !holds_most(found.nodes()))
        .for_each(|found| found.remove());
    page.select("form")
        .iter()
        .filter(|form| is_asking(form.nodes()))
        .for_each(|form| form.remove());
    page.select("label").remove();
    headings(page);
    page.select("button, [role=button]:not(a)").remove();
    tables(page);
}

/// Takes out headings that are furniture once nothing stands under them: "Share this page".
pub fn remove_labels(content: &Document) {
    let mut bare: Option<NodeRef> = None;
    for node in content.root().descendants() {
        let says = node.is_text() && !node.text().trim().is_empty();
        if is_heading(&node) {
            let label = Some(node).filter(|node| is_everywhere(node.text().trim()));
            let above = std::mem::replace(&mut bare, label);
            above.filter(|above| !holds(above, &node)).iter().for_each(NodeRef::remove_from_parent);
        } else if says && !is_within(&node, &HEADINGS) {
            bare = None;
        }
    }
    bare.iter().for_each(NodeRef::remove_from_parent);
}

/// Whether a heading is over another that follows it.
fn holds(heading: &NodeRef, below: &NodeRef) -> bool {
    let level = |node: &NodeRef| HEADINGS.iter().position(|name| node.has_name(name));
    level(heading) < level(below)
}

/// Whether what looks like furniture is what the page is made of: a body or main part in it.
fn holds_most(nodes: &[NodeRef]) -> bool {
    let holds =
        |name| nodes.iter().any(|node| node.has_name(name) || !node.find(&[name]).is_empty());
    ["body", "main", "article", "h1"].into_iter().any(holds)
}

/// Whether forms are no more than that: some pages lie in one as a whole.
fn is_asking(forms: &[NodeRef]) -> bool {
    !holds_most(forms) && forms.iter().all(|form| form.find(&["p"]).len() < 3)
}

/// Shows the text that a click on a heading or button shows.
fn unfold(page: &Document) {
    let mut opened = HashSet::new();
    for opener in page.select("[aria-controls]").nodes() {
        if is_within(opener, &["nav", "header"]) {
            continue;
        }
        opened.extend(opener.attr("aria-controls").map(|id| id.to_string()));
        let opens =
            opener.has_name("button") || opener.attr("role").is_some_and(|r| &*r == "button");
        let words = opener.text().split_whitespace().count();
        if opens && (1..=MOST_WORDS).contains(&words) && !is_within(opener, &HEADINGS) {
            opener.remove_attr("role");
            opener.rename(LOWEST);
        }
    }
    for node in page.select("[id]").nodes() {
        if node.id_attr().is_some_and(|id| opened.contains(&*id)) {
            node.remove_attrs(&["hidden", "aria-hidden", "style", "role"]);
        }
    }
}

/// Whether an element has one of these names.
pub fn is_any(node: &NodeRef, names: &[&str]) -> bool {
    node.node_name().is_some_and(|name| names.contains(&&*name))
}

/// Whether an element lies in one with one of these names.
pub fn is_within(node: &NodeRef, names: &[&str]) -> bool {
    node.ancestors_it(None).any(|node| is_any(&node, names))
}

fn is_heading(node: &NodeRef) -> bool {
    is_any(node, &HEADINGS)
}

/// Makes headings of what stands for them, and none of what only looks so.
fn headings(page: &Document) {
    page.select("h1 button, h2 button, h3 button, h4 button, h5 button, h6 button").rename("span");
    for node in page.select("summary, dt").nodes() {
        node.rename(if node.text().trim().ends_with('?') { LOWEST } else { "p" });
    }
    for node in page.select("p").nodes() {
        part_heading(node);
        if is_strong(node) && is_heading_form(node.text().trim()) && stands_over_text(node) {
            node.rename(LOWEST);
        }
    }
    page.select("h1 b, h2 b, h3 b, h4 b, h5 b, h6 b").rename("span");
    page.select("h1 strong, h2 strong, h3 strong, h4 strong, h5 strong, h6 strong").rename("span");
    page.select("td h1, td h2, td h3, td h4, td h5, td h6, th h1, th h2, th h3, th h4").rename("p");
    page.select("blockquote h1, blockquote h2, blockquote h3, blockquote h4, blockquote h5")
        .rename("p");
    for item in page.select("li").nodes() {
        if item.descendants_it().any(|node| is_heading(&node)) {
            item.parent()
                .filter(|list| is_any(list, &["ul", "ol"]))
                .iter()
                .for_each(|list| list.rename("div"));
            item.rename("div");
        }
    }
    page.select("div > li, details, dl, dd").rename("div");
}

/// Takes a strong first line off a paragraph, where it has the form of a heading.
fn part_heading(node: &NodeRef) {
    let [first, second, _, ..] = said(node)[..] else { return };
    if is_any(&first, &STRONG) && second.has_name("br") && is_heading_form(first.text().trim()) {
        second.remove_from_parent();
        node.insert_before(&first);
        first.rename(LOWEST);
    }
}

/// Whether all words of a paragraph are strong.
fn is_strong(node: &NodeRef) -> bool {
    matches!(said(node)[..], [only] if is_any(&only, &STRONG))
}

/// The children of an element without blank text.
fn said<'a>(node: &NodeRef<'a>) -> Vec<NodeRef<'a>> {
    node.children_it(false).filter(|child| !child.is_text() || child.is_nonempty_text()).collect()
}

fn stands_over_text(node: &NodeRef) -> bool {
    node.next_element_sibling()
        .is_some_and(|next| is_any(&next, &["p", "ul", "ol", "div", "table", "blockquote"]))
}

/// Makes plain blocks of tables that only place things, and even rows of the others.
fn tables(page: &Document) {
    for table in page.select("table").nodes() {
        let places =
            table.attr("role").is_some_and(|role| &*role == "presentation" || &*role == "none")
                || table.descendants_it().any(|node| node.has_name("table") || is_heading(&node))
                || is_within(table, &["table"]);
        if places {
            table.set_attr("data-places", "");
        }
    }
    let parts = [
        "",
        " > tr",
        " > tr > *",
        " > * > tr",
        " > * > tr > *",
        " > thead",
        " > tbody",
        " > tfoot",
        " > caption",
    ];
    let placing: Vec<String> =
        parts.iter().map(|part| format!("table[data-places]{part}")).collect();
    page.select(&placing.join(", ")).rename("div");
    for caption in page.select("table > caption").nodes() {
        caption.rename("p");
        caption.parent().iter().for_each(|table| table.insert_before(caption));
    }
    page.select("table").nodes().iter().for_each(even);
}

/// Gives every row of a table as many cells.
fn even(table: &NodeRef) {
    let rows: Vec<NodeRef> = table.descendants_it().filter(|node| node.has_name("tr")).collect();
    for cell in rows.iter().flat_map(NodeRef::element_children) {
        let spans =
            cell.attr("colspan").and_then(|n| n.trim().parse().ok()).unwrap_or(1).min(MOST_COLUMNS);
        let name = if cell.has_name("th") { "th" } else { "td" };
        for _ in 1..spans {
            cell.insert_after(&table.tree.new_element(name));
        }
    }
    let most = rows.iter().map(|row| row.element_children().len()).max().unwrap_or(0);
    for row in &rows {
        for _ in row.element_children().len()..most {
            let header = row.first_element_child().is_some_and(|cell| cell.has_name("th"));
            row.append_child(&table.tree.new_element(if header { "th" } else { "td" }));
        }
    }
}
