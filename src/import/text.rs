//! Text that was copied from a page: headings are bare short lines, and furniture stands around.
//!
//! The lines are read in their order; each becomes a heading, a list item, a table row or a
//! paragraph, or is dropped and said to be.

mod furniture;
mod lines;
mod runs;
mod shape;

use super::levels::{self, Bare};
use super::{Facts, Page, dates, escape, source};
use crate::library::words::folded;
use furniture::Stated;
#[cfg(feature = "import")]
pub use furniture::is_everywhere;
use lines::Line;
use shape::Kind;
#[cfg(feature = "import")]
pub use shape::{is_bare, is_heading_form};

/// Lines among which a title is looked for that is given twice.
const HEAD: usize = 15;

/// Lines that closing words may take at the end of a page.
const END: usize = 3;

/// Reads a page's text; who publishes it, where that is known, stands at its head as a name and is no
/// title.
#[must_use]
pub fn read(text: &str, publisher: Option<&str>) -> Page {
    let lines = lines::lines(text);
    let (source, holder) = (named_by(&lines, source::of_logo), named_by(&lines, source::of_rights));
    let publisher = publisher.or(source.as_deref()).or(holder.as_deref());
    let publisher = publisher.map(folded).unwrap_or_default();
    let furniture = |line: &Line| furniture::is_everywhere(&line.text);
    let (dropped, lines) = lines.into_iter().partition(furniture);
    let mut draft = Draft { facts: Facts { source, ..Facts::default() }, lines, dropped };
    draft.take_name(&publisher);
    draft.take_stated();
    draft.take_title();
    draft.take_end();
    draft.facts.source = draft.facts.source.take().or(holder).or_else(|| draft.named_in_end());
    draft.page()
}

/// A page while what is no text of it is taken out.
struct Draft {
    facts: Facts,
    lines: Vec<Line>,
    dropped: Vec<Line>,
}

/// The name on the first line that holds one in some way.
fn named_by(lines: &[Line], name: impl Fn(&str) -> Option<&str>) -> Option<String> {
    lines.iter().find_map(|line| name(&line.text)).map(str::to_owned)
}

impl Draft {
    /// Takes lines of the head that are nothing but the publisher's name, by its folded words.
    fn take_name(&mut self, name: &[String]) {
        let head = self.lines.len().min(HEAD);
        let is_name = |line: &mut Line| !name.is_empty() && folded(&line.text) == name;
        self.dropped.extend(self.lines.extract_if(..head, is_name));
    }

    /// Takes the title off the head of the page: a line that is given again, alone or with the site's
    /// name after it, with everything before it; else a heading at the very beginning.
    fn take_title(&mut self) {
        let Some(at) = doubled(&self.lines).or_else(|| shape::opening(&self.lines)) else { return };
        self.dropped.extend(self.lines.drain(..at));
        let title = self.lines.remove(0).text;
        let more = self.lines.iter().take(HEAD).take_while(|line| is_again(line, &title)).count();
        for line in self.lines.drain(..more) {
            let named = source::tail(&line.text, &title).map(source::named).unwrap_or_default();
            self.facts.source = self.facts.source.take().or(named.source);
            self.facts.place = self.facts.place.take().or(named.place);
            self.dropped.push(line);
        }
        self.facts.title = Some(title);
    }

    /// Takes lines that only say when the page was published or reviewed, or by whom.
    fn take_stated(&mut self) {
        for line in std::mem::take(&mut self.lines) {
            let Some((what, value)) = furniture::stated(&line.text) else {
                self.lines.push(line);
                continue;
            };
            match what {
                Stated::Author => self.facts.author = Some(value.to_owned()),
                Stated::Published => self.facts.published = dates::parse(value),
                Stated::Reviewed => self.facts.reviewed = dates::parse(value),
            }
            self.dropped.push(line);
        }
    }

    /// Takes what hangs at the end of the page: headings with nothing under them, and invitations; but
    /// no list under a heading of what may do harm.
    fn take_end(&mut self) {
        let hangs = |line: &&Line| may_hang(line) || furniture::is_invitation(&line.text);
        let most = self.lines.len().saturating_sub(1);
        let hanging = self.lines.iter().rev().take_while(hangs).count().min(most);
        let start = self.lines.len() - hanging;
        let kept = list_of_harm(&self.lines[start..]);
        self.dropped.extend(self.lines.split_off(start + kept));
    }

    /// Who publishes the page, by an invitation that was dropped or by the closing words.
    fn named_in_end(&self) -> Option<String> {
        let end = self.lines.iter().rev().take(END);
        self.dropped.iter().rev().chain(end).find_map(|line| source::of_invitation(&line.text))
    }

    fn page(mut self) -> Page {
        self.dropped.sort_by_key(|line| line.at);
        Page {
            facts: self.facts,
            body: written(&shape::blocks(&self.lines)),
            dropped: self.dropped.into_iter().map(|line| line.text).collect(),
            ..Page::default()
        }
    }
}

/// Whether a line is a heading, a name or a label.
fn may_hang(line: &Line) -> bool {
    shape::is_heading_form(&line.text) || line.is_label()
}

/// How many lines at the beginning go up to the end of a list under a heading of what may do harm.
fn list_of_harm(lines: &[Line]) -> usize {
    let Some(heading) = lines.iter().rposition(|line| furniture::is_of_harm(&line.text)) else {
        return 0;
    };
    let items = lines[heading + 1..].iter().take_while(|line| may_hang(line)).count();
    if items > 0 { heading + 1 + items } else { 0 }
}

/// The first short line of the head that is given again there.
fn doubled(lines: &[Line]) -> Option<usize> {
    let head = &lines[..lines.len().min(HEAD)];
    let given_again = |&i: &usize| {
        head[i].is_short() && head[i + 1..].iter().any(|line| is_again(line, &head[i].text))
    };
    (0..head.len()).find(given_again)
}

fn is_again(line: &Line, title: &str) -> bool {
    line.text == title || source::tail(&line.text, title).is_some()
}

/// The blocks as Markdown.
fn written(blocks: &[Kind]) -> String {
    let mut levels = levels::inferred(&bare(blocks)).into_iter();
    let mut out = String::new();
    for (i, block) in blocks.iter().enumerate() {
        let together = i > 0 && block.continues(&blocks[i - 1]);
        out.push_str(if i == 0 || together { "" } else { "\n" });
        match block {
            Kind::Heading(text) => {
                let level = usize::from(levels.next().unwrap_or(2));
                out.extend(["#".repeat(level).as_str(), " ", &escape::heading(text), "\n"]);
            }
            other => out.push_str(&other.markdown(together)),
        }
    }
    out
}

/// What tells the levels of the headings among the blocks.
fn bare(blocks: &[Kind]) -> Vec<Bare> {
    let headings = blocks.iter().enumerate().filter_map(|(i, block)| match block {
        Kind::Heading(text) => Some((i, text)),
        _ => None,
    });
    headings
        .map(|(i, text)| Bare {
            holds: matches!(blocks.get(i + 1), Some(Kind::Heading(_))),
            closes: closes(text),
        })
        .collect()
}

/// Whether a heading is of those that head the last words of a page.
fn closes(heading: &str) -> bool {
    const CLOSING: [&str; 12] = [
        "parting words",
        "parting thoughts",
        "conclusion",
        "in conclusion",
        "summary",
        "in summary",
        "final thoughts",
        "closing thoughts",
        "the bottom line",
        "takeaways",
        "key takeaways",
        "references",
    ];
    let heading = folded(heading).join(" ");
    CLOSING.iter().any(|closing| heading == *closing)
}
