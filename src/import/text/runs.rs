//! Runs: which lines stand together, told of all lines in one pass.

use super::lines::{Line, marker};
use super::shape::{is_bare, is_heading_form, is_short};

/// Words of the longest item of a list that has lost its bullets and begins with a small letter.
const LONGEST_ITEM: usize = 40;

/// What stands around a line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Around {
    /// Short lines directly above it.
    pub above: usize,
    /// Short lines directly below it.
    pub below: usize,
    /// Whether it is one of several items that follow a line which ends in a colon.
    pub is_opened: bool,
    /// Whether it is one of several short lines that stand together between blank lines, as a list does
    /// that has lost its bullets: of two below a heading, else of three.
    pub is_listed: bool,
}

/// What stands around each line.
#[must_use]
pub fn around(lines: &[Line]) -> Vec<Around> {
    let mut around = vec![Around::default(); lines.len()];
    let forms: Vec<bool> = lines.iter().map(|line| is_heading_form(&line.text)).collect();
    open(lines, &forms, &mut around);
    list(lines, &forms, &mut around);
    let short: Vec<bool> =
        lines.iter().zip(&around).map(|(line, of)| is_short(line) && !of.is_opened).collect();
    for i in 1..lines.len() {
        let last = lines.len() - i;
        around[i].above = if short[i - 1] { around[i - 1].above + 1 } else { 0 };
        around[last - 1].below = if short[last] { around[last].below + 1 } else { 0 };
    }
    around
}

/// Marks what follows a colon, up to a line that is no item; where the first begins with a small letter,
/// so do all.
fn open(lines: &[Line], forms: &[bool], around: &mut [Around]) {
    let mut first = None;
    for (i, line) in lines.iter().enumerate() {
        let is_alike = |first: usize| begins_small(line) || !begins_small(&lines[first]);
        first = first.filter(|&first| is_item(line, forms[i]) && is_alike(first));
        around[i].is_opened = first.is_some();
        if line.text.ends_with(':') {
            first = Some(i + 1);
        }
    }
}

/// Whether a line below a colon may be an item: a title, a few words, or what goes on in small letters.
fn is_item(line: &Line, is_form: bool) -> bool {
    (is_form && !line.text.ends_with('?')) || is_bare(&line.text) || goes_on(line)
}

fn begins_small(line: &Line) -> bool {
    line.text.starts_with(char::is_lowercase)
}

fn goes_on(line: &Line) -> bool {
    begins_small(line)
        && line.text.split_whitespace().count() <= LONGEST_ITEM
        && !line.text.ends_with(['.', '!', '?', ':'])
        && marker(&line.text).is_none()
}

/// Marks the lists between blank lines.
fn list(lines: &[Line], forms: &[bool], around: &mut [Around]) {
    let mut start = 0;
    for group in lines.chunk_by(|_, below| !below.gap) {
        let is_headed = start > 0 && forms[start - 1];
        let fewest = if is_headed { 2 } else { 3 };
        let is_list = group.len() >= fewest && group.iter().all(|line| is_bare(&line.text));
        around[start..start + group.len()].iter_mut().for_each(|line| line.is_listed = is_list);
        start += group.len();
    }
}
