//! Levels of headings: sections of an article begin at level 2, and none is skipped.

/// The level of an article's outermost sections; the title has the one above.
#[cfg(feature = "import")]
const FIRST: usize = 2;

/// The deepest level of Markdown.
#[cfg(feature = "import")]
const LAST: usize = 6;

/// The same nesting with levels that follow each other.
#[cfg(feature = "import")]
#[must_use]
pub fn settled(levels: &[u8]) -> Vec<u8> {
    let mut open: Vec<u8> = Vec::new();
    let settle = |&level: &u8| {
        while open.last().is_some_and(|&above| above >= level) {
            open.pop();
        }
        open.push(level);
        u8::try_from((open.len() - 1 + FIRST).min(LAST)).unwrap_or(2)
    };
    levels.iter().map(settle).collect()
}

/// Levels of bare headings: one with another directly under it holds the following ones, up to the
/// next such or one that closes the page.
#[must_use]
pub fn inferred(headings: &[Bare]) -> Vec<u8> {
    let mut inside = false;
    let level = |heading: &Bare| {
        let outer = heading.holds || heading.closes || !inside;
        inside = heading.holds || (inside && !heading.closes);
        if outer { 2 } else { 3 }
    };
    headings.iter().map(level).collect()
}

/// A heading without a level.
#[derive(Debug, Clone, Copy)]
pub struct Bare {
    /// Whether the next heading follows it without text between.
    pub holds: bool,
    /// Whether it heads closing words.
    pub closes: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(feature = "import")]
    #[test]
    fn nesting_stays_and_levels_follow_each_other() {
        assert_eq!(settled(&[1, 3, 3, 2, 4, 1]), [2, 3, 3, 3, 4, 2]);
        assert_eq!(settled(&[4, 2, 3]), [2, 2, 3]);
        assert_eq!(settled(&[1, 2, 3, 4, 5, 6]), [2, 3, 4, 5, 6, 6]);
    }

    #[test]
    fn a_heading_over_a_heading_holds_what_follows() {
        let bare = |holds, closes| Bare { holds, closes };
        let text = bare(false, false);
        let page =
            [text, bare(true, false), text, text, bare(true, false), text, bare(false, true), text];
        assert_eq!(inferred(&page), [2, 2, 3, 3, 2, 3, 2, 2]);
    }
}
