//! Nesting: how deep lists and block quotes stand in each other, told before Markdown is parsed.
//!
//! A parser looks at every open list and quote again on each line, so that its work grows as lines
//! times depth. What is deeper than any writer's is left out, and the text is not parsed.

/// Columns that list and quote marks, with the blanks around them, may take before the text of a
/// line: about 100 levels.
const MOST: usize = 200;

/// Says what is wrong with an article that is left out for it.
pub const TOO_DEEP: &str = "lists or block quotes stand more than 100 deep in each other";

/// Byte of the first line in which more is opened than that.
#[must_use]
pub fn too_deep(text: &str) -> Option<usize> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.len() > MOST && marks(line.as_bytes()) > MOST {
            return Some(start);
        }
        start += line.len();
    }
    None
}

/// Columns up to and with the last of the marks that a line begins with.
fn marks(line: &[u8]) -> usize {
    let (mut at, mut columns, mut marked) = (0, 0, 0);
    while let Some(&byte) = line.get(at) {
        let mark = mark(&line[at..]);
        columns += if byte == b'\t' { 4 } else { mark.max(1) };
        match byte {
            b' ' | b'\t' => {}
            _ if mark > 0 => marked = columns,
            _ => break,
        }
        at += mark.max(1);
    }
    marked
}

/// Bytes of the mark that a text begins with: `>`, `-`, `+`, `*`, `3.` or `3)`.
fn mark(text: &[u8]) -> usize {
    let digits = text.iter().take(9).take_while(|byte| byte.is_ascii_digit()).count();
    let length = match text.get(digits) {
        Some(b'>') if digits == 0 => return 1,
        Some(b'-' | b'+' | b'*') if digits == 0 => 1,
        Some(b'.' | b')') if digits > 0 => digits + 1,
        _ => return 0,
    };
    let is_apart = text.get(length).is_none_or(u8::is_ascii_whitespace);
    if is_apart { length } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_opens_too_much_is_found_on_its_line() {
        for deep in ["> ", ">", "- ", "1. ", "12) ", "> * ", "\t- "] {
            let text = format!("Text.\n\n{}\n", deep.repeat(250) + "end");
            assert_eq!(too_deep(&text), Some(7), "{deep:?}");
            let text = format!("Text.\n\n{}\n", deep.repeat(15) + "end");
            assert_eq!(too_deep(&text), None, "{deep:?}");
        }
        assert_eq!(too_deep(&format!("{}- end", " ".repeat(300))), Some(0));
    }

    #[test]
    fn long_lines_that_open_nothing_are_not_deep() {
        for long in ["-", "*", " ", "word ", "1.2", "3", "- - word ", "é", "> quoted "] {
            assert_eq!(too_deep(&long.repeat(1000)), None, "{long:?}");
        }
    }
}
