//! The blocks of a page as the words that it shows, for telling what is not in the article.

use std::collections::HashMap;

use dom_query::{Document, NodeId, NodeRef};

/// Elements that stand in a line.
const INLINE: [&str; 30] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong",
    "sub", "sup", "time", "u", "var",
];

/// Words from which on a block may stand within a longer one.
const FEW: usize = 4;

/// Words of the shortest block that is prose.
const PROSE: usize = 8;

/// The blocks of a page, in order.
pub struct Blocks(Vec<String>);

impl Blocks {
    /// The text of the body, cut wherever an element begins or ends that does not stand in a line.
    pub fn of(page: &Document) -> Self {
        let (mut blocks, mut last) = (Vec::<String>::new(), None);
        let Some(body) = page.body() else { return Self(blocks) };
        for node in body.descendants_it() {
            if node.is_text() {
                let block = enclosing(&node);
                match blocks.last_mut().filter(|_| last == block) {
                    Some(text) => text.push_str(&node.text()),
                    None => blocks.push(node.text().to_string()),
                }
                last = block;
            } else if !is_inline(&node) {
                last = None;
            }
        }
        blocks.retain(|block| block.chars().any(char::is_alphanumeric));
        Self(blocks)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many words stand in blocks that are more than labels.
    pub fn prose(&self) -> usize {
        let counts = self.0.iter().map(|block| block.split_whitespace().count());
        counts.filter(|words| *words >= PROSE).sum()
    }

    /// The last so many blocks, the last one first.
    pub fn last(&self, count: usize) -> impl Iterator<Item = &str> {
        self.0.iter().rev().take(count).map(String::as_str)
    }

    /// The blocks whose words do not stand among those of the others.
    pub fn without<'a>(&'a self, others: &Self) -> impl Iterator<Item = &'a str> {
        let mut kept: HashMap<String, usize> = HashMap::new();
        let mut all = String::from(" ");
        for words in others.0.iter().map(|block| words(block)) {
            all.push_str(&words);
            all.push(' ');
            *kept.entry(words).or_insert(0) += 1;
        }
        let is_kept = move |block: &str| {
            let words = words(block);
            if let Some(count) = kept.get_mut(&words).filter(|count| **count > 0) {
                *count -= 1;
                return true;
            }
            words.matches(' ').count() + 1 >= FEW && all.contains(&format!(" {words} "))
        };
        let mut is_kept = is_kept;
        self.0.iter().map(String::as_str).filter(move |block| !is_kept(block))
    }
}

/// The block with one blank between words.
fn words(block: &str) -> String {
    block.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_inline(node: &NodeRef) -> bool {
    node.node_name().is_some_and(|name| INLINE.contains(&&*name))
}

/// The nearest element around a text that does not stand in a line.
fn enclosing(node: &NodeRef) -> Option<NodeId> {
    node.ancestors_it(None).find(|node| !is_inline(node)).map(|node| node.id)
}
