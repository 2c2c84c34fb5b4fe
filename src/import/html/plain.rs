//! A page brought to plain elements, so that its words can be told from what stands around them.

use dom_query::{Document, NodeRef};

use super::{folded, tables};
use crate::import::text::{is_bare, is_everywhere, is_heading_form};

/// What holds no words that are shown.
const UNSEEN: &str = "script, style, noscript, template, svg, math, canvas, iframe, object, embed, audio, \
    video, picture, img, map, link, meta, input, select, textarea, progress, meter";

/// What is furniture wherever it stands.
const FURNITURE: &str = "nav, dialog, menu, [role=navigation], [role=banner], [role=search], [role=dialog], \
    [role=alertdialog], [role=menu], [role=menubar], [role=toolbar], [role=contentinfo], body > footer, \
    [class*=cookie], [id*=cookie], [class*=consent], [id*=consent], [class*=gdpr], [class*=breadcrumb], \
    [class*=share-], [class*=-share], [class*=sharing], [class*=social], [class*=newsletter], \
    [class*=related-posts], [class*=comment-form], .toc, #toc, [class*=table-of-contents], [id*=table-of-contents], \
    #ez-toc-container, .lwptoc, .skip-link, .screen-reader-text, .sr-only, .visually-hidden";

/// What stands around the text of most pages.
const SURROUNDINGS: &str = "header, footer, aside, [class*=sidebar], [id*=sidebar], [class*=widget-area], #comments, \
    .comments-area, .comment-list";

/// Headings.
pub const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

/// What makes words strong.
const STRONG: [&str; 2] = ["strong", "b"];

/// The name of a heading whose level is told by those around it.
pub const LOWEST: &str = "h6";

/// Takes out what nobody sees on the page.
pub fn remove_unseen(page: &Document) {
    page.select(UNSEEN).remove();
}

/// Takes furniture out, shows what a click shows, and leaves elements that Markdown has forms for.
pub fn simplify(page: &Document) {
    folded::unfold(page);
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
    tables::settle(page);
}

/// Takes out what stands around the text of a page that is taken whole, and what asks for a click or a
/// call, or is other furniture in the words of a line.
pub fn remove_surroundings(page: &Document) {
    page.select(SURROUNDINGS)
        .iter()
        .filter(|found| !holds_most(found.nodes()))
        .for_each(|found| found.remove());
    for node in page.select("p, a, li, div, span").nodes() {
        if node.first_element_child().is_none() && is_everywhere(node.text().trim()) {
            node.remove_from_parent();
        }
    }
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

/// Whether an element has one of these names.
pub fn is_any(node: &NodeRef, names: &[&str]) -> bool {
    node.node_name().is_some_and(|name| names.contains(&&*name))
}

/// Whether an element lies in one with one of these names.
pub fn is_within(node: &NodeRef, names: &[&str]) -> bool {
    node.ancestors_it(None).any(|node| is_any(&node, names))
}

/// Whether an element is a heading.
pub fn is_heading(node: &NodeRef) -> bool {
    is_any(node, &HEADINGS)
}

/// Makes headings of what stands for them, and none of what only looks so.
fn headings(page: &Document) {
    page.select("h1 button, h2 button, h3 button, h4 button, h5 button, h6 button").rename("span");
    page.select("summary").rename(LOWEST);
    for node in page.select("dt").nodes() {
        node.rename(if node.text().trim().ends_with('?') { LOWEST } else { "p" });
    }
    for node in page.select("p").nodes() {
        part_heading(node);
        if is_strong(node) && may_be_heading(node.text().trim()) && stands_over_text(node) {
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

/// Whether strong words have the form of a heading, or are a few that begin with a capital.
fn may_be_heading(text: &str) -> bool {
    is_heading_form(text) || (is_bare(text) && text.starts_with(char::is_uppercase))
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
