//! Plain text as Markdown that shows the very same words.
//!
//! Only what Markdown would read as markup is escaped, since a person goes on to edit the file.

/// A line of text that begins a paragraph or a list item.
#[must_use]
pub fn line(text: &str) -> String {
    guarded(&within(&text.trim().replace('\t', " ")))
}

/// A heading's text.
#[must_use]
pub fn heading(text: &str) -> String {
    closed(&within(&text.split_whitespace().collect::<Vec<_>>().join(" ")))
}

/// A heading's Markdown whose end is not read as a closing `#` or as attributes.
#[must_use]
pub fn closed(markdown: &str) -> String {
    let text = markdown.trim_end();
    match text.chars().next_back() {
        Some('}') => format!("{}&#125;", &text[..text.len() - 1]),
        Some('#') if !text.ends_with("\\#") => {
            let start = text.trim_end_matches('#').len();
            format!("{}\\{}", &text[..start], &text[start..])
        }
        _ => text.to_owned(),
    }
}

/// A table cell's text.
#[must_use]
pub fn cell(text: &str) -> String {
    within(text.trim()).replace('|', "\\|")
}

/// Escapes what means something wherever it stands.
fn within(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        if is_markup(c, &text[at + c.len_utf8()..]) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// Whether a character means something to Markdown before what follows it.
fn is_markup(c: char, after: &str) -> bool {
    match c {
        '\\' | '`' | '*' | '_' | '[' | ']' | '~' => true,
        '<' => after.starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c)),
        '&' => after.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '#'),
        _ => false,
    }
}

/// Escapes what would open a heading, quote, list or rule at the beginning of a line.
fn guarded(line: &str) -> String {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (before, rest) = line.split_at(digits);
    let numbers = digits > 0 && rest.starts_with(['.', ')']) && is_blank(rest[1..].chars().next());
    let opens = digits == 0 && rest.starts_with(['#', '>', '+', '-', '=', ':']);
    let guard = if numbers || opens { "\\" } else { "" };
    format!("{before}{guard}{rest}")
}

fn is_blank(c: Option<char>) -> bool {
    c.is_none_or(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::library::outline::outline;

    /// The only passage of a Markdown text.
    fn shown(markdown: &str) -> String {
        let out = outline("s/a", "", markdown);
        assert_eq!(out.passages.len(), 1, "{markdown:?}");
        out.passages[0].text.clone()
    }

    #[test]
    fn plain_prose_stays_as_it_is() {
        for text in ["Health & Wellness (a < b, 5 > 3).", "IV #2, a - b = c", "1.5 mg {x}"] {
            assert_eq!(line(text), text);
        }
    }

    #[test]
    fn a_heading_keeps_its_hashes_and_braces() {
        for text in ["A {topic=uses}", "C #", "## x ##", "a \\{b}", "a \\#"] {
            let out = outline("s/a", "no such title", &format!("## {}\n\nText.\n", heading(text)));
            assert_eq!(
                (out.sections[0].heading.as_str(), out.headings[0].attributes.len()),
                (text, 0)
            );
        }
    }

    proptest! {
        #[test]
        fn a_line_is_shown_as_it_was(text in "[!-~é][ -~é]{0,30}") {
            let text = text.trim();
            prop_assert_eq!(shown(&line(text)), text);
            prop_assert_eq!(shown(&format!("- {}", line(text))), text);
        }

        #[test]
        fn a_heading_is_shown_as_it_was(text in "[!-~é]( ?[!-~é]){0,20}") {
            let out = outline("s/a", "no such title", &format!("## {}\n\nText.\n", heading(&text)));
            prop_assert_eq!(&out.sections[0].heading, &text);
            prop_assert!(out.headings[0].attributes.is_empty());
        }

        #[test]
        fn a_cell_is_shown_as_it_was(text in "[!-~é][ -~é]{0,20}") {
            let text = text.trim();
            let table = format!("| a | b |\n| --- | --- |\n| {} | c |\n", cell(text));
            let out = outline("s/a", "", &table);
            prop_assert_eq!(&out.passages[1].text, &format!("{text} | c"));
        }
    }
}
