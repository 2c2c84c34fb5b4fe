//! Markup of an article that is read otherwise than it was meant: told line by line.

use super::Code;

/// What a version control puts before the two sides of a conflict, between them, and after them.
const CONFLICT: [&str; 3] = ["<<<<<<< ", "=======", ">>>>>>> "];

/// What is wrong with a line of an article's Markdown.
#[must_use]
pub fn line(line: &str) -> Option<(Code, String)> {
    if is_conflict(line) {
        return Some((
            Code::ConflictMarker,
            "a conflict of two versions is left in the file".to_owned(),
        ));
    }
    let hashes = line.len() - line.trim_start_matches('#').len();
    let heading = &line[hashes..];
    if (2..=6).contains(&hashes) && heading.starts_with(char::is_alphabetic) {
        let message = format!("no heading: a blank is missing after `{}`", &line[..hashes]);
        return Some((Code::OddMarkup, message));
    }
    let attribute = heading.rfind(" {").map(|at| &heading[at + 1..]);
    if (1..=6).contains(&hashes) && attribute.is_some_and(|text| !text.contains('}')) {
        return Some((
            Code::HeadingAttribute,
            "the attribute of a heading is not closed with `}`".to_owned(),
        ));
    }
    is_tag(line.trim_start())
        .then(|| (Code::OddMarkup, "HTML is shown as it stands here".to_owned()))
}

fn is_conflict(line: &str) -> bool {
    let [ours, middle, theirs] = CONFLICT;
    line.starts_with(ours) || line.starts_with(theirs) || line == middle
}

/// Whether a line begins with a tag: `<div class="a">`, `</div>`.
fn is_tag(line: &str) -> bool {
    let Some(rest) = line.strip_prefix('<') else { return false };
    let name = rest.strip_prefix('/').unwrap_or(rest);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    let is_named = name.starts_with(|c: char| c.is_ascii_alphabetic());
    is_named && name[end..].starts_with([' ', '>', '/']) && name.contains('>')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_told_and_what_is_meant_so_is_not() {
        let code = |text| line(text).map(|(code, _)| code);
        for text in ["<<<<<<< HEAD", "=======", ">>>>>>> other"] {
            assert_eq!(code(text), Some(Code::ConflictMarker), "{text}");
        }
        for text in ["##Risks", "<div class=\"cta\">Book</div>", "  </p>"] {
            assert_eq!(code(text), Some(Code::OddMarkup), "{text}");
        }
        assert_eq!(code("## Risks {topic=uses"), Some(Code::HeadingAttribute));
        for text in [
            "# Risks {topic=uses}",
            "#1 of the list",
            "< 5 mg",
            "<https://example.org>",
            "========",
        ] {
            assert_eq!(code(text), None, "{text}");
        }
    }
}
