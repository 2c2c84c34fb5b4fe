//! Text of the library as Markdown for others to read: everything that would mean something there is
//! escaped, so that no words of an article become markup.

mod quote;

pub use quote::quote;

use super::ids::leads_out;
use super::{Mark, MarkStyle, Passage};

/// What means something to Markdown wherever it stands.
const SPECIAL: &str = "\\`*_[]<>|~&#";

/// The text as a Markdown reader shows it again: everything that Markdown would take is escaped.
///
/// Blanks at the ends of lines are not kept.
#[must_use]
pub fn escaped(text: &str) -> String {
    text.lines().map(escaped_line).collect::<Vec<_>>().join("\\\n")
}

fn escaped_line(line: &str) -> String {
    guarded(&escaped_within(line.trim()))
}

/// Escapes what means something wherever it stands.
#[must_use]
pub fn escaped_within(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if SPECIAL.contains(c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// Escapes what would open a list or the like at the beginning of a line.
#[must_use]
pub fn guarded(line: &str) -> String {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (before, rest) = line.split_at(digits);
    let opens = if digits > 0 { ['.', ')'].as_slice() } else { &['+', '-', '=', ':'] };
    let guard = if rest.starts_with(opens) { "\\" } else { "" };
    format!("{before}{guard}{rest}")
}

/// The passage's text with the address of each link out of the library after it, where the text is not
/// the address.
#[must_use]
pub fn with_addresses(passage: &Passage) -> String {
    let mut links: Vec<(usize, &str)> =
        passage.marks.iter().filter_map(|mark| address(passage, mark)).collect();
    links.sort_by_key(|&(end, _)| end);
    let (mut text, mut from) = (String::with_capacity(passage.text.len()), 0);
    for (end, address) in links {
        text += &passage.text[from..end];
        text += &[" (", address, ")"].concat();
        from = end;
    }
    text + &passage.text[from..]
}

/// Where a link ends, and its address, where that is not what is shown.
fn address<'a>(passage: &Passage, mark: &'a Mark) -> Option<(usize, &'a str)> {
    let MarkStyle::Link(address) = &mark.style else { return None };
    let shown = passage.text.get(mark.range.clone())?;
    (shown != address && leads_out(address)).then_some((mark.range.end, address))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser};

    /// What a Markdown reader shows of a text, lines joined by line feeds.
    fn shown(markdown: &str) -> Option<String> {
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
        let mut text = String::new();
        for event in Parser::new_ext(markdown, options) {
            match event {
                Event::Text(part) => text.push_str(&part),
                Event::HardBreak => text.push('\n'),
                Event::Start(pulldown_cmark::Tag::Paragraph)
                | Event::End(pulldown_cmark::TagEnd::Paragraph) => {}
                _ => return None,
            }
        }
        Some(text)
    }

    proptest! {
        #[test]
        fn escaped_text_is_shown_as_it_was(line in "[ -~é]{0,30}") {
            let line = line.trim();
            prop_assert_eq!(shown(&escaped(line)), Some(line.to_owned()));
        }

        #[test]
        fn escaped_lines_stay_lines(a in "[!-~]{1,10}", b in "[!-~]{1,10}") {
            let text = format!("{a}\n{b}");
            prop_assert_eq!(shown(&escaped(&text)), Some(text));
        }
    }
}
