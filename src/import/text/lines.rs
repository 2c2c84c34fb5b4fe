//! Lines of a text: blank ones taken as gaps, and those that were wrapped put together again.

/// A line that says something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Without blanks around it.
    pub text: String,
    /// Columns of blanks before it.
    pub indent: usize,
    /// Whether a blank line stands before it.
    pub gap: bool,
    /// Its place among the lines of the page.
    pub at: usize,
}

/// Characters from which on a line may have been broken for its length.
const WRAPPED_FROM: usize = 45;

/// Characters that the lines of a wrapped text have at most.
const WRAPPED_TO: usize = 100;

impl Line {
    /// Whether it may be a title: of at most twenty words.
    #[must_use]
    pub fn is_short(&self) -> bool {
        self.text.split_whitespace().count() <= 20
    }

    /// Whether it is a few words without a sentence's end.
    #[must_use]
    pub fn is_label(&self) -> bool {
        let words = self.text.split_whitespace().count();
        words <= 5 && !self.text.ends_with(['.', '!', '?']) && marker(&self.text).is_none()
    }

    fn chars(&self) -> usize {
        self.text.chars().count()
    }
}

/// The lines of a text; a form feed or a run of blanks is a blank.
#[must_use]
pub fn lines(text: &str) -> Vec<Line> {
    let (mut lines, mut gap) = (Vec::<Line>::new(), true);
    for (at, line) in text.lines().enumerate() {
        let said = line.trim();
        if said.is_empty() {
            gap = true;
            continue;
        }
        let before = &line[..line.len() - line.trim_start().len()];
        let indent = before.chars().map(|c| if c == '\t' { 4 } else { 1 }).sum();
        lines.push(Line { text: said.to_owned(), indent, gap, at });
        gap = false;
    }
    unmarked(if is_wrapped(&lines) { unwrapped(lines) } else { lines })
}

/// Puts a bullet that stands alone before the line that follows it.
fn unmarked(lines: Vec<Line>) -> Vec<Line> {
    let mut whole: Vec<Line> = Vec::with_capacity(lines.len());
    let mut bullet: Option<Line> = None;
    for line in lines {
        match bullet.take() {
            Some(mark) => whole.push(Line { text: format!("{} {}", mark.text, line.text), ..mark }),
            None if is_bullet(&line.text) => bullet = Some(line),
            None => whole.push(line),
        }
    }
    whole.extend(bullet);
    whole
}

fn is_bullet(text: &str) -> bool {
    matches!(text, "•" | "◦" | "▪" | "·" | "‣" | "*" | "-" | "–")
}

/// The bullet or number that a list item begins with, and its bytes with the blanks after it.
#[must_use]
pub fn marker(text: &str) -> Option<(&str, usize)> {
    let (mark, _) = text.split_once(char::is_whitespace)?;
    let number = mark
        .strip_suffix(['.', ')'])
        .is_some_and(|n| (1..=3).contains(&n.len()) && n.chars().all(|c| c.is_ascii_digit()));
    let rest = text[mark.len()..].trim_start();
    (is_bullet(mark) || number).then_some((mark, text.len() - rest.len()))
}

/// Whether a text was broken into lines of nearly one length.
fn is_wrapped(lines: &[Line]) -> bool {
    let runs_on = |pair: &&[Line]| {
        !pair[1].gap
            && (WRAPPED_FROM..=WRAPPED_TO).contains(&pair[0].chars())
            && marker(&pair[1].text).is_none()
    };
    let broken = lines.windows(2).filter(runs_on).count();
    lines.iter().all(|line| line.chars() <= WRAPPED_TO) && broken >= 3
}

fn unwrapped(lines: Vec<Line>) -> Vec<Line> {
    let mut whole: Vec<Line> = Vec::with_capacity(lines.len());
    let mut last = 0;
    for line in lines {
        let chars = line.chars();
        match whole.last_mut() {
            Some(above) if !line.gap && last >= WRAPPED_FROM && marker(&line.text).is_none() => {
                above.text.push(' ');
                above.text.push_str(&line.text);
            }
            _ => whole.push(line),
        }
        last = chars;
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        lines(text).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn a_line_each_stays_a_line_each() {
        let long = "Words that go on and on, as paragraphs do when each of them is one line of a text file.";
        assert_eq!(texts(&format!("{long} {long}\n{long}\nShort\n\n{long}")).len(), 4);
    }

    #[test]
    fn wrapped_lines_become_paragraphs_again() {
        let text = "The owl is known for its patience, and for the way it turns\nits head around without moving \
            anything else. Nobody\nhas seen it hurry through the woods at night, or so the\nwalkers say.\n\n\
            Head\n\n- one item that is as long as lines of the text can be\n  and goes on\n- two";
        let lines = texts(text);
        assert_eq!(lines.len(), 4, "{lines:?}");
        assert!(
            lines[0].ends_with("so the walkers say.") && lines[2].ends_with("can be and goes on")
        );
    }

    #[test]
    fn a_bullet_on_its_own_line_belongs_to_the_next() {
        assert_eq!(texts("•\nOne\n•\nTwo"), ["• One", "• Two"]);
    }

    #[test]
    fn markers_are_bullets_and_small_numbers() {
        assert_eq!(marker("12. Twelve"), Some(("12.", 4)));
        assert_eq!(marker("–  dash"), Some(("–", 5)));
        assert_eq!((marker("2024. A year"), marker("-5 degrees")), (None, None));
    }
}
