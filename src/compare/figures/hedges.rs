//! Hedges: words around an amount that bound or soften it, and so belong to its quote.

use super::tokens::Tokens;

/// What a hedge says of the amount.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bound {
    /// It is that, or about that.
    #[default]
    None,
    /// It is that or more.
    Above,
    /// It is that or less.
    Below,
}

/// Words before an amount, the last word first, and what they say.
const BEFORE: &[(&[&str], Bound)] = &[
    (&["than", "more", "no"], Bound::Below),
    (&["than", "less", "no"], Bound::Above),
    (&["than", "more"], Bound::Above),
    (&["than", "greater"], Bound::Above),
    (&["than", "older"], Bound::Above),
    (&["than", "longer"], Bound::Above),
    (&["than", "less"], Bound::Below),
    (&["than", "fewer"], Bound::Below),
    (&["than", "younger"], Bound::Below),
    (&["to", "up"], Bound::Below),
    (&["least", "at"], Bound::Above),
    (&["most", "at"], Bound::Below),
    (&["as", "many", "as"], Bound::Below),
    (&["as", "much", "as"], Bound::Below),
    (&["as", "long", "as"], Bound::Below),
    (&["as", "high", "as"], Bound::Below),
    (&["as", "low", "as"], Bound::Above),
    (&["as", "few", "as"], Bound::Above),
    (&["as", "little", "as"], Bound::Above),
    (&["above"], Bound::Above),
    (&["over"], Bound::Above),
    (&["under"], Bound::Below),
    (&["below"], Bound::Below),
    (&["within"], Bound::Below),
    (&["about"], Bound::None),
    (&["around"], Bound::None),
    (&["approximately"], Bound::None),
    (&["roughly"], Bound::None),
    (&["nearly"], Bound::None),
    (&["almost"], Bound::None),
    (&["every"], Bound::None),
    (&[">"], Bound::Above),
    (&["≥"], Bound::Above),
    (&["<"], Bound::Below),
    (&["≤"], Bound::Below),
    (&["~"], Bound::None),
];

/// Words that begin a range.
const BEFORE_RANGE: &[(&[&str], Bound)] = &[(&["from"], Bound::None), (&["between"], Bound::None)];

/// Words between a hedge and its amount that are kept with the hedge: "within the first 24 hours".
const BETWEEN: &[&str] = &["first", "following", "last", "next", "past", "the"];

/// Words after an amount, and what they say.
const AFTER: &[(&str, Bound)] = &[
    ("more", Bound::Above),
    ("longer", Bound::Above),
    ("older", Bound::Above),
    ("over", Bound::Above),
    ("above", Bound::Above),
    ("up", Bound::Above),
    ("less", Bound::Below),
    ("fewer", Bound::Below),
    ("shorter", Bound::Below),
    ("younger", Bound::Below),
    ("under", Bound::Below),
    ("so", Bound::None),
];

/// Hedges that can follow each other ("within about").
const DEPTH: usize = 2;

/// The first token of the hedges before an amount, not before `floor`, and what they say.
#[must_use]
pub fn before(t: &Tokens, i: usize, floor: usize, is_range: bool) -> (usize, Bound) {
    let (mut first, mut bound) = (i, Bound::None);
    for _ in 0..DEPTH {
        let Some((at, said)) = one_before(t, first, floor, is_range) else { break };
        first = at;
        bound = if bound == Bound::None { said } else { bound };
    }
    (first, bound)
}

fn one_before(t: &Tokens, i: usize, floor: usize, is_range: bool) -> Option<(usize, Bound)> {
    let between = (0..2).take_while(|n| BETWEEN.contains(&t.before(i, n + 1))).count();
    let starts = if is_range { BEFORE_RANGE } else { &[] };
    let at = |i: usize| {
        let hedges = BEFORE.iter().chain(starts);
        let hedge = hedges.filter(|(words, _)| stands(t, i, words)).max_by_key(|(w, _)| w.len())?;
        i.checked_sub(hedge.0.len()).filter(|&at| at >= floor).map(|at| (at, hedge.1))
    };
    at(i).or_else(|| at(i - between).filter(|_| between > 0))
}

fn stands(t: &Tokens, i: usize, words: &[&str]) -> bool {
    words.iter().enumerate().all(|(n, word)| {
        let joined = || n == 0 && !word.starts_with(char::is_alphabetic);
        t.before(i, n + 1) == *word && (t.spaced(i - n) || joined())
    })
}

/// The token after the words that follow an amount ("or more"), and what they say.
#[must_use]
pub fn after(t: &Tokens, next: usize) -> (usize, Bound) {
    let joined = t.spaced(next) && matches!(t.word(next), "or" | "and") && t.spaced(next + 1);
    let said = AFTER.iter().find(|(word, _)| joined && t.word(next + 1) == *word);
    let of_and = |word: &str| t.word(next) == "or" || matches!(word, "older" | "over" | "up");
    match said.filter(|(word, _)| of_and(word)) {
        Some(&(_, bound)) => (next + 2, bound),
        None => (next, Bound::None),
    }
}
