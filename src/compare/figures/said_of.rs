//! What an amount is said of: the session that lasts an hour, the people of whom a third improve.
//!
//! Amounts in one unit are often of different things. Only those that are said of the same one can
//! differ, so a name is given where the grammar finds it beyond doubt, and none where it does not:
//!
//! ```text
//! of      = figure "-" thing | thing verb figure | thing "of" figure
//! verb    = {helper} ("lasts" | "takes" | "is" | …) {adverb} ["for" | "over"]
//! it verb = the thing whose length the sentence before tells of:
//!           ("length" | "duration") "of" thing | "how long" thing
//! share   = figure {helper} word
//! ```

use super::nouns;
use super::tokens::Tokens;
use crate::library::sentences::sentences;

/// Verbs between a thing and its amount.
const VERBS: &[&str] = &[
    "are", "average", "averages", "be", "is", "last", "lasted", "lasts", "require", "requires",
    "run", "runs", "take", "takes", "took", "was", "were",
];

/// Words before a verb, or between it and the amount, that name nothing.
const HELPERS: &[&str] = &[
    "also",
    "can",
    "could",
    "for",
    "has",
    "have",
    "get",
    "gets",
    "had",
    "may",
    "might",
    "often",
    "over",
    "should",
    "sometimes",
    "who",
    "will",
    "would",
];

/// Words that a thing may begin with and that do not tell it from another.
const EMPTY: &[&str] = &[
    "a", "an", "average", "each", "entire", "most", "our", "single", "the", "their", "this",
    "typical", "usual", "whole", "your",
];

/// Words that a sentence or a part of one may begin with.
const BEGINS: &[&str] = &["and", "because", "but", "if", "since", "so", "that", "when", "while"];

/// Words of a thing, and helpers in a row.
const REACH: usize = 4;

/// Bytes in which the sentence before must end and begin.
const BEFORE: usize = 240;

/// Stands for a thing that the sentence before names.
pub const IT: &str = "it";

/// The thing whose amount stands from one token up to another, or [`IT`].
#[must_use]
pub fn thing(t: &Tokens, first: usize, next: usize) -> Option<String> {
    after(t, next).or_else(|| before(t, first))
}

/// "a 40-minute session": the words after it.
fn after(t: &Tokens, next: usize) -> Option<String> {
    let hyphened = next > 1 && t.before(next, 2) == "-" && t.tight(next - 1);
    let noun = nouns::single(t, next).or_else(|| nouns::plural(t, next)).filter(|_| hyphened)?;
    name(t, next, noun.next)
}

/// "a session usually lasts", "a session of": the words before it.
fn before(t: &Tokens, first: usize) -> Option<String> {
    let verb = back(t, first);
    let end = match t.before(verb, 1) {
        word if VERBS.contains(&word) && t.spaced(verb) => back(t, verb - 1),
        _ if t.before(first, 1) == "of" && t.spaced(first) => first - 1,
        _ => return None,
    };
    if t.before(end, 1) == IT {
        return Some(IT.to_owned());
    }
    let start = start(t, end);
    stands_alone(t, start).then(|| name(t, start, end)).flatten()
}

/// The token after the last one before `i` that is no helper.
fn back(t: &Tokens, i: usize) -> usize {
    let helps = |&at: &usize| {
        let word = t.before(at, 1);
        t.spaced(at) && (HELPERS.contains(&word) || word.ends_with("ly"))
    };
    let passed = (0..REACH).take_while(|n| i.checked_sub(*n).as_ref().is_some_and(helps)).count();
    i - passed
}

/// The first token of the thing that ends before a token.
fn start(t: &Tokens, end: usize) -> usize {
    let named = |at: &usize| {
        let spaced = at + 1 == end || t.spaced(at + 1) || t.word(at + 1) == "-";
        let joint = t.word(*at) == "-" && t.tight(*at) && t.tight(at + 1);
        joint || (t.is_word(*at) && spaced && !nouns::ends(t.word(*at)))
    };
    (0..end).rev().take(REACH).take_while(named).last().unwrap_or(end)
}

/// Whether what begins at a token is no part of something longer: "the effects of an infusion".
fn stands_alone(t: &Tokens, start: usize) -> bool {
    let article = start > 0 && EMPTY.contains(&t.before(start, 1));
    let begins = start - usize::from(article);
    let word = t.before(begins, 1);
    let of_length = word == "of" && matches!(t.before(begins, 2), "length" | "duration");
    begins == 0 || of_length || BEGINS.contains(&word) || !t.is_word(begins - 1)
}

/// Folded words, the last one in the singular.
fn name(t: &Tokens, start: usize, end: usize) -> Option<String> {
    let full = |at: &usize| !EMPTY.contains(&t.word(*at));
    let start = (start..end).find(full)?;
    let first: Vec<&str> = (start..end - 1).map(|at| t.word(at)).collect();
    let last = nouns::singular(t.word(end - 1));
    Some([first.join(" "), last].join(" ").trim_start().to_owned())
}

/// The thing that "it" stands for in the sentence after a text.
#[must_use]
pub fn named_before(text: &str) -> Option<String> {
    let from = text.len().saturating_sub(BEFORE);
    let from = (from..=text.len()).find(|&at| text.is_char_boundary(at))?;
    let near = &text[from..];
    let last = sentences(near).last().filter(|last| from == 0 || last.start > 0)?;
    let t = Tokens::of(&near[last]);
    let thing = (0..t.len()).find_map(|i| match (t.word(i), t.word(i + 1)) {
        ("length" | "duration", "of") | ("how", "long") => Some(i + 2),
        _ => None,
    })?;
    let start = thing + usize::from(EMPTY.contains(&t.word(thing)));
    let noun = nouns::single(&t, start).or_else(|| nouns::plural(&t, start))?;
    name(&t, start, noun.next)
}

/// What happens to a share: "of patients improve", "of people have nausea".
#[must_use]
pub fn happening(t: &Tokens, next: usize) -> Option<String> {
    let passed =
        (next..next + REACH).take_while(|&at| t.spaced(at) && HELPERS.contains(&t.word(at)));
    let at = next + passed.count();
    (t.spaced(at) && t.is_word(at) && !nouns::ends(t.word(at))).then(|| t.word(at).to_owned())
}

#[cfg(test)]
mod tests {
    use crate::compare::figures::figures;

    /// What the last figure of a text is said of.
    fn of(text: &str) -> Option<String> {
        figures(text).pop().unwrap().of
    }

    #[test]
    fn the_thing_is_named_before_its_verb_or_after_a_hyphen() {
        for text in [
            "A session usually lasts about an hour.",
            "The whole session can take 40 minutes.",
            "Sessions are 40 to 60 minutes.",
            "It is said that a typical session lasts for 40 minutes.",
            "After that, a 40-minute session.",
            "The length of a session is 2 hours.",
            "A session of 40 minutes.",
            "The length of a session can vary. In general it lasts from 40 minutes to a few hours.",
            "How long a session lasts can vary. It is 40 minutes.",
        ] {
            assert_eq!(of(text).as_deref(), Some("session"), "{text}");
        }
        assert_eq!(of("The first session lasts 2 hours.").as_deref(), Some("first session"));
    }

    #[test]
    fn where_it_is_not_beyond_doubt_nothing_is_named() {
        for text in [
            "40 minutes",
            "for 40 minutes",
            "The effects of a session last 40 minutes.",
            "After a session, 40 minutes.",
            "Effects are felt within 40 minutes.",
            "How long they last can vary. Generally it is about 30 minutes to an hour.",
            "Sessions help. It lasts 2 hours.",
            "Rest after a session is 40 minutes.",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }

    #[test]
    fn a_share_is_of_those_to_whom_the_same_happens() {
        assert_eq!(of("2/3 of patients improve.").as_deref(), Some("improve"));
        assert_eq!(of("10% of people may have nausea.").as_deref(), Some("nausea"));
        assert_eq!(of("It helps 10% of people."), None);
    }
}
