//! A handout as Markdown.

use super::{Handout, Part, Quoted, byline, facts, heading, not_advice};
use crate::library::markup::{escaped, quote};
use crate::library::{Library, TermId};

/// The whole page.
pub fn page(library: &Library, handout: &Handout) -> String {
    let mut out = format!("# {}\n\n", escaped(&handout.title));
    for part in &handout.parts {
        out += &match part {
            Part::Quoted(quoted) => self::quoted(library, quoted),
            Part::Terms(terms) => self::terms(library, terms),
        };
    }
    out + &not_advice() + "\n"
}

fn quoted(library: &Library, quoted: &Quoted) -> String {
    let article = library.article(quoted.article);
    let mut out = format!("## {}\n\n", escaped(&byline(article)));
    for (label, text) in facts(article) {
        out += &["- ", label, ": ", &escaped(&text), "\n"].concat();
    }
    for (section, passages) in &quoted.sections {
        let passages: Vec<_> = passages.iter().map(|&at| &article.passages[at]).collect();
        let heading = escaped(&heading(article, *section));
        out += &["\n### ", &heading, "\n\n", quote(&passages).trim_end(), "\n"].concat();
    }
    out.push('\n');
    out
}

fn terms(library: &Library, terms: &[TermId]) -> String {
    let mut out = "## Terms\n\n".to_owned();
    for &term in terms {
        let term = library.glossary.term(term);
        let [name, definition] = [&term.name, &term.definition].map(|text| escaped(text));
        out += &["- **", &name, "**: ", &definition, "\n"].concat();
    }
    out.push('\n');
    out
}
