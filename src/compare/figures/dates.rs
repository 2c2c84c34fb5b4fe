//! Dates: days, months, years, decades and centuries.
//!
//! ```text
//! date = [part] year "s" | [part] ordinal "century" | [day] month [day] [year] | year "-" month "-" day
//!      | day "/" month "/" year | year (after a word such as "in", or in brackets)
//! part = "early" | "mid" | "late"
//! ```
//!
//! A date has no noun: what happened then is beyond a grammar.

use super::tokens::Tokens;
use super::{Found, Kind, nouns, units};
use crate::library::MONTHS;

/// Words after which four digits are a year.
const BEFORE_YEAR: &[&str] = &[
    "after", "before", "by", "circa", "during", "early", "from", "in", "late", "mid", "of",
    "since", "till", "until", "year",
];

/// The date that has its number at a token.
#[must_use]
pub fn date(t: &Tokens, i: usize) -> Option<Found> {
    let (first, next) = decade(t, i)
        .or_else(|| century(t, i))
        .or_else(|| numbered(t, i))
        .or_else(|| with_month(t, i))
        .or_else(|| year(t, i))?;
    let value = (first..next).map(|i| t.word(i)).filter(|word| *word != ",");
    let value = value.collect::<Vec<_>>().join(" ");
    Some(Found { first, next, kind: Kind::Date, noun: None, value })
}

/// "1960s", "early 1960's", "the '60s".
fn decade(t: &Tokens, i: usize) -> Option<(usize, usize)> {
    let digits = t.raw(i).len();
    let round = t.raw(i).ends_with('0') && is_digits(t, i);
    let quote = usize::from(t.word(i + 1) == "'" && t.tight(i + 1));
    let s = i + 1 + quote;
    let plural = t.word(s) == "s" && t.tight(s);
    let cut = t.before(i, 1) == "'" && t.tight(i);
    let short = digits == 2 && (cut || t.before(i, 1) == "the" || part(t, i) < i);
    if !round || !plural || !(is_year(t, i) || short) {
        return None;
    }
    let first = if short && cut { i - 1 } else { i };
    Some((part(t, first), s + 1))
}

/// "20th century", "mid-twentieth century".
fn century(t: &Tokens, i: usize) -> Option<(usize, usize)> {
    let (first, next) = ordinal(t, i)?;
    let named = t.spaced(next) && matches!(t.word(next), "century" | "centuries");
    named.then(|| (part(t, first), next + 1))
}

fn ordinal(t: &Tokens, i: usize) -> Option<(usize, usize)> {
    let end = matches!(t.word(i + 1), "st" | "nd" | "rd" | "th") && t.tight(i + 1);
    if end && is_digits(t, i) {
        return Some((i, i + 2));
    }
    if t.word(i) == "twenty" && t.hyphened(i + 1).is_some() && t.word(i + 2) == "first" {
        return Some((i, i + 3));
    }
    matches!(t.word(i), "eighteenth" | "nineteenth" | "twentieth").then_some((i, i + 1))
}

/// "2024-05-01", "5/10/2023".
fn numbered(t: &Tokens, i: usize) -> Option<(usize, usize)> {
    let sign = t.word(i + 1);
    let joined = (i + 1..i + 5).all(|i| t.tight(i)) && matches!(sign, "-" | "/");
    let three = [i, i + 2, i + 4].iter().all(|&i| is_digits(t, i));
    let dated = is_year(t, i) && sign == "-" || is_year(t, i + 4) && sign == "/";
    (joined && three && t.word(i + 3) == sign && dated).then_some((i, i + 5))
}

/// "May 2023", "May 5, 2023", "5 May 2023", "5 May".
fn with_month(t: &Tokens, i: usize) -> Option<(usize, usize)> {
    let month_before = i > 0 && is_month(t, i - 1) && t.spaced(i);
    if is_year(t, i) && month_before {
        return Some((i - 1, i + 1));
    }
    if !is_day(t, i) {
        return None;
    }
    let day = i + 1 + usize::from(ordinal(t, i).is_some());
    if t.spaced(day) && is_month(t, day) {
        let with_year = t.spaced(day + 1) && is_year(t, day + 1);
        return Some((i, day + 1 + usize::from(with_year)));
    }
    if !month_before || units::unit(t.word(day)).is_some() {
        return None;
    }
    let comma = usize::from(t.word(day) == ",");
    let with_year = t.spaced(day + comma) && is_year(t, day + comma);
    Some((i - 1, if with_year { day + comma + 1 } else { day }))
}

/// "since 1970", "(2018)", "from 1999 to 2004".
fn year(t: &Tokens, i: usize) -> Option<(usize, usize)> {
    if !is_year(t, i) {
        return None;
    }
    let range = matches!(t.word(i + 1), "-" | "to" | "and") && is_year(t, i + 2);
    let range = range && (t.word(i + 1) != "and" || t.before(i, 1) == "between");
    let next = if range { i + 3 } else { i + 1 };
    let bracketed = t.before(i, 1) == "(" && t.word(next) == ")";
    let told = BEFORE_YEAR.contains(&t.before(i, 1)) || bracketed || range;
    let counted = nouns::plural(t, next).is_some() || units::unit(t.word(next)).is_some();
    let signed = t.word(next) == "%";
    (told && !counted && !signed).then(|| (part(t, i), next))
}

/// The token of "early", "mid" or "late" before another, or that other one.
fn part(t: &Tokens, i: usize) -> usize {
    let is_part = |back| matches!(t.before(i, back), "early" | "mid" | "late");
    match i {
        1.. if t.spaced(i) && is_part(1) => i - 1,
        2.. if t.before(i, 1) == "-" && is_part(2) => i - 2,
        _ => i,
    }
}

fn is_digits(t: &Tokens, i: usize) -> bool {
    let raw = t.raw(i);
    (1..=4).contains(&raw.len()) && raw.bytes().all(|b| b.is_ascii_digit())
}

fn is_year(t: &Tokens, i: usize) -> bool {
    is_digits(t, i) && t.raw(i).len() == 4 && matches!(t.raw(i).as_bytes(), [b'1' | b'2', ..])
}

fn is_day(t: &Tokens, i: usize) -> bool {
    is_digits(t, i) && t.raw(i).parse::<u8>().is_ok_and(|day| (1..=31).contains(&day))
}

/// Whether a capitalised month is at a token.
fn is_month(t: &Tokens, i: usize) -> bool {
    t.raw(i).starts_with(char::is_uppercase) && MONTHS.contains(&t.word(i))
}
