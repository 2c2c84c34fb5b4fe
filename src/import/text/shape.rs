//! What each line of a text is, by its form and by what stands around it.

use super::furniture::is_of_harm;
use super::lines::{Line, marker};
use super::runs::{Around, around};
use crate::import::escape;

/// A block of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A bare line over what follows.
    Heading(String),
    /// Running text.
    Text(String),
    /// An item with its lists around it, from 0, and its number if it has one.
    Item(usize, Option<String>, String),
    /// Cells of a table.
    Row(Vec<String>),
}

/// Words of the longest heading.
const MOST_WORDS: usize = 14;

/// Words of the longest heading that is written like a sentence.
const MOST_PLAIN_WORDS: usize = 8;

/// Words of the shortest sentence that shows a line above it to be a heading.
const FEWEST_WORDS: usize = 4;

/// Lines in heading form one under the other that are a list or a menu.
const MENU: usize = 4;

/// Words that titles leave in lower case.
const SMALL: [&str; 31] = [
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "if", "in", "into", "is", "it",
    "its", "nor", "of", "off", "on", "or", "over", "per", "so", "the", "to", "up", "via", "vs",
    "with", "your", "you",
];

impl Kind {
    /// Whether it stands directly under a block of the same list or table.
    #[must_use]
    pub fn continues(&self, above: &Self) -> bool {
        match (self, above) {
            (Self::Item(..), Self::Item(..)) => true,
            (Self::Row(cells), Self::Row(others)) => cells.len() == others.len(),
            _ => false,
        }
    }

    /// As Markdown, with a line feed; `together` where it continues the block above.
    #[must_use]
    pub fn markdown(&self, together: bool) -> String {
        match self {
            Self::Heading(text) | Self::Text(text) => format!("{}\n", escape::line(text)),
            Self::Item(depth, number, text) => {
                let mark = number.as_deref().unwrap_or("-");
                format!("{}{mark} {}\n", "    ".repeat(*depth), escape::line(text))
            }
            Self::Row(cells) => {
                let row = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
                let written: Vec<_> = cells.iter().map(|cell| escape::cell(cell)).collect();
                let rule = vec!["---".to_owned(); cells.len()];
                if together { row(&written) } else { row(&written) + &row(&rule) }
            }
        }
    }
}

/// The blocks that the lines are.
#[must_use]
pub fn blocks(lines: &[Line]) -> Vec<Kind> {
    let around = around(lines);
    let mut blocks = Vec::with_capacity(lines.len());
    let mut indents: Vec<usize> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let block = block(lines, &around, i, &mut indents);
        if !matches!(block, Kind::Item(..)) {
            indents.clear();
        }
        let is_rule = is_underline(&line.text) && matches!(blocks.last(), Some(Kind::Heading(_)));
        blocks.extend((!is_rule).then_some(block));
    }
    blocks
}

fn block(lines: &[Line], around: &[Around], i: usize, indents: &mut Vec<usize>) -> Kind {
    let line = &lines[i];
    if is_heading(lines, around, i) {
        return Kind::Heading(line.text.clone());
    }
    if let Some((mark, length)) = marker(&line.text) {
        let number = mark.strip_suffix(['.', ')']).map(|number| format!("{number}."));
        return Kind::Item(depth(indents, line.indent), number, line.text[length..].to_owned());
    }
    if is_row(lines, i) {
        return Kind::Row(line.text.split('\t').map(|cell| cell.trim().to_owned()).collect());
    }
    if is_item(lines, around, i) {
        return Kind::Item(0, None, line.text.clone());
    }
    Kind::Text(line.text.clone())
}

/// How many of the open lists an item with this indent lies in.
fn depth(indents: &mut Vec<usize>, indent: usize) -> usize {
    while indents.last().is_some_and(|&above| above > indent) {
        indents.pop();
    }
    if indents.last().is_none_or(|&above| above < indent) {
        indents.push(indent);
    }
    indents.len() - 1
}

/// Whether a line and a neighbour have as many tabs.
fn is_row(lines: &[Line], i: usize) -> bool {
    let tabs = |line: &Line| line.text.matches('\t').count();
    let own = tabs(&lines[i]);
    let above = i.checked_sub(1).is_some_and(|above| tabs(&lines[above]) == own);
    let below = lines.get(i + 1).is_some_and(|below| tabs(below) == own);
    own > 0 && (above || below)
}

/// Whether a line without a bullet is an item of a list.
fn is_item(lines: &[Line], around: &[Around], i: usize) -> bool {
    around[i].is_opened || around[i].is_listed || is_in_menu(lines, around[i], i)
}

/// The heading at the very beginning, where something stands under it.
#[must_use]
pub fn opening(lines: &[Line]) -> Option<usize> {
    let run = lines.iter().take_while(|line| is_short(line)).count();
    let last = if run >= MENU { run - 1 } else { 0 };
    let is_titled = run > 0 && lines.len() > run;
    is_titled.then_some(last).or_else(|| is_heading(lines, &around(lines), 0).then_some(0))
}

fn is_heading(lines: &[Line], around: &[Around], i: usize) -> bool {
    let (Some(line), Some(next)) = (lines.get(i), lines.get(i + 1)) else { return false };
    if is_underline(&next.text) && !next.gap && line.is_short() {
        return lines.len() > i + 2;
    }
    if is_item(lines, around, i) {
        return false;
    }
    let above = i.checked_sub(1).is_some_and(|above| marker(&lines[above].text).is_some());
    let is_marked = marker(&line.text).is_some() && (above || marker(&next.text).is_some());
    let heads_menu = is_short(line) && around[i].above == 0 && around[i].below + 1 >= MENU;
    (is_heading_form(&line.text) && !is_marked) || heads_menu || is_plain_heading(lines, around, i)
}

/// Whether a line is one of many short ones. The first and the last are not where they have more to say,
/// or the first speaks of harm: it heads the list then, and the last what follows it.
fn is_in_menu(lines: &[Line], around: Around, i: usize) -> bool {
    let words = |i: usize| lines[i].text.split_whitespace().count();
    let Around { above, below, .. } = around;
    is_short(&lines[i])
        && above + below + 1 >= MENU
        && match (above, below) {
            (0, _) => i == 0 || words(i) <= words(i + 1) && !is_of_harm(&lines[i].text),
            (_, 0) => words(i) == 1 || !is_heading_form(&lines[i].text),
            _ => true,
        }
}

/// Whether a line may be a heading or an item: by its form, or by its few words.
pub fn is_short(line: &Line) -> bool {
    is_heading_form(&line.text) || (is_bare(&line.text) && begins_upper(&line.text))
}

/// Whether a text is a few words that neither end a sentence nor ask.
#[must_use]
pub fn is_bare(text: &str) -> bool {
    text.split_whitespace().count() <= MOST_PLAIN_WORDS
        && text.ends_with(|c: char| c.is_alphanumeric() || c == ')')
        && !text.contains('\t')
        && marker(text).is_none()
}

/// Whether a line is written like a sentence, without its end, over a paragraph: below a blank line, the
/// end of a sentence, or an item.
fn is_plain_heading(lines: &[Line], around: &[Around], i: usize) -> bool {
    let (line, next) = (&lines[i], &lines[i + 1]);
    let begins = line.text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let is_apart = line.gap
        || i.checked_sub(1).is_some_and(|above| {
            let above_is_item = around[above].is_opened || marker(&lines[above].text).is_some();
            above_is_item || lines[above].text.ends_with(['.', '!', '?'])
        });
    is_bare(&line.text) && begins && is_apart && is_prose(&next.text)
}

fn is_prose(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let is_sentence = words >= FEWEST_WORDS && text.ends_with(['.', '!', ':']);
    is_sentence || words > MOST_PLAIN_WORDS && text.contains(['.', '!', '?', ':'])
}

/// A line of `=` or `-` under a heading.
fn is_underline(text: &str) -> bool {
    text.len() >= 3 && (text.chars().all(|c| c == '=') || text.chars().all(|c| c == '-'))
}

/// Whether a line has the form of a heading: a short question, or words in title case or capitals
/// without a sentence's end.
#[must_use]
pub fn is_heading_form(text: &str) -> bool {
    let bullet = marker(text).is_some_and(|(mark, _)| !mark.ends_with(['.', ')']));
    let words: Vec<&str> = text.split_whitespace().collect();
    if bullet || words.len() > MOST_WORDS || text.contains('\t') {
        return false;
    }
    let is_question = text.ends_with('?') && !text.contains(". ");
    let is_open = text.ends_with(['.', ',', ';', '!', '…', ':']);
    text.starts_with(|c: char| c.is_alphanumeric() || "“\"'‘".contains(c))
        && (is_question && begins_upper(text) || !is_open && is_title_case(&words))
}

fn begins_upper(text: &str) -> bool {
    text.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase)
}

/// Whether every word but the small ones begins with a capital or a digit, and one with a capital.
fn is_title_case(words: &[&str]) -> bool {
    let letters = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let fits = |word: &&str| {
        let word = letters(word);
        let first = word.chars().next();
        first.is_none_or(|c| !c.is_lowercase()) || SMALL.contains(&word.as_str())
    };
    let capital = |word: &&str| letters(word).chars().any(char::is_uppercase);
    let first = words.first().is_some_and(|word| !letters(word).starts_with(char::is_lowercase));
    first && words.iter().all(fits) && words.iter().any(capital)
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::*;

    const PROSE: &str = "The owl waits for its prey in the old barn, and it never hurries.";

    fn headings(text: &str) -> Vec<String> {
        let kinds = blocks(&lines(text)).into_iter();
        kinds
            .filter_map(|kind| if let Kind::Heading(text) = kind { Some(text) } else { None })
            .collect()
    }

    #[test]
    fn title_case_questions_and_lines_of_their_own_are_headings() {
        let text = format!(
            "The Life of Owls\n{PROSE}\nWhat do owls eat?\n{PROSE}\nOwls and the IV Drip (2024)\n{PROSE}\n\n\
             Where they live\n\n{PROSE}\n\nNOT FOR SALE\n{PROSE}\n"
        );
        let expected = [
            "The Life of Owls",
            "What do owls eat?",
            "Owls and the IV Drip (2024)",
            "Where they live",
            "NOT FOR SALE",
        ];
        assert_eq!(headings(&text), expected);
    }

    #[test]
    fn sentences_items_and_lines_that_open_lists_are_none() {
        let text = format!(
            "Owls Wait.\n{PROSE}\n- Barn Owls\n- Snow Owls\n{PROSE}\nOwls Eat:\nMice\nVoles\n{PROSE}"
        );
        assert_eq!(headings(&text), ["Voles"; 0]);
    }

    #[test]
    fn many_short_lines_are_a_list() {
        let text = format!("{PROSE}\nBarn\nElm\nOak\nAsh\nWhere Owls Live\n{PROSE}");
        assert_eq!(headings(&text), ["Where Owls Live"]);
    }

    #[test]
    fn lines_that_stand_together_are_a_list_below_a_heading_that_says_more() {
        let item = |text: &str| Kind::Item(0, None, text.to_owned());
        let items = ["Nausea", "Dizziness", "A metallic taste"].map(item);
        for text in [
            "Possible Side Effects\n\nNausea\nDizziness\nA metallic taste\n\nTell us of any.",
            "Possible Side Effects\n\nNausea\nDizziness\nA metallic taste",
        ] {
            let kinds = blocks(&lines(&format!("{PROSE}\n\n{text}")));
            assert_eq!(kinds[1], Kind::Heading("Possible Side Effects".into()));
            assert_eq!(kinds[2..5], items, "{text}");
        }
        let apart = format!(
            "{PROSE}\n\nPossible Side Effects\n\nNausea\n\nVomiting\n\nDizziness\n\nTell us of any.\n\n\
             Before you take it\n\nTell us what else you take."
        );
        assert_eq!(headings(&apart), ["Possible Side Effects", "Before you take it"]);
    }

    #[test]
    fn a_page_without_blank_lines_has_its_headings_and_lists() {
        let text = "About owls\nOwls hunt by night. They hear well.\nWho should not feed them\nMost may. Do not if \
                    you:\nhave a cat that roams the barn, the yard or the lane behind it\nkeep mice\nSerious \
                    bites\nRarely, an owl bites. Call a doctor if you see:\nA red hand\nA swollen arm\nThis is \
                    all that is known of it.\nCommon prey\nMice\nVoles\nFrogs in the rain\nWhere Owls Live\nIn \
                    barns, mostly.";
        let expected = [
            "About owls",
            "Who should not feed them",
            "Serious bites",
            "Common prey",
            "Where Owls Live",
        ];
        assert_eq!(headings(text), expected);
        let items =
            blocks(&lines(text)).iter().filter(|kind| matches!(kind, Kind::Item(..))).count();
        assert_eq!(items, 7);
    }

    #[test]
    fn what_stands_around_a_line_is_told_once_however_many_are_alike() {
        let text = format!("{PROSE}\n{}{PROSE}", "Barn\n".repeat(200_000));
        assert_eq!(blocks(&lines(&text)).len(), 200_002);
    }

    #[test]
    fn an_underlined_line_is_a_heading_and_the_line_goes() {
        let kinds = blocks(&lines(&format!("of owls\n=======\n\n{PROSE}")));
        assert_eq!(kinds, [Kind::Heading("of owls".into()), Kind::Text(PROSE.into())]);
    }

    #[test]
    fn numbered_headings_are_told_from_numbered_items() {
        let text = format!(
            "1. What Owls Eat\n{PROSE}\n2. Where Owls Live\n{PROSE}\n1. Mice\n2. Voles\n{PROSE}"
        );
        assert_eq!(headings(&text), ["1. What Owls Eat", "2. Where Owls Live"]);
    }

    #[test]
    fn lists_nest_and_tabs_make_tables() {
        let kinds = blocks(&lines("- a b\n    - c d\n- e f\nDose\tTime\n5 mg\t2 h"));
        let item = |depth, text: &str| Kind::Item(depth, None, text.to_owned());
        assert_eq!(kinds[..3], [item(0, "a b"), item(1, "c d"), item(0, "e f")]);
        assert_eq!(kinds[3].markdown(false), "| Dose | Time |\n| --- | --- |\n");
    }
}
