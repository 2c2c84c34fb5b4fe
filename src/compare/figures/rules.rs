//! Rules: what an amount is of.
//!
//! ```text
//! measured  = amount unit {("per" | "a" | "/") unit} | "every" amount unit-of-time
//! age       = amount unit-of-time ("old" | "of age") | ("aged" | "age" ["of"]) amount
//!           | person ("over" | "under") amount | amount ("or" | "and") "older"
//! share     = amount ("%" | "percent") ["of" noun] | fraction "of" noun
//!           | quantity ("of" | "out of" | "in") quantity [noun]
//! frequency = ("once" | "twice" | amount "times") period | amount noun period
//! price     = currency amount ["per" noun] | amount "dollars"
//! count     = amount ["or more"] noun | amount "times"
//! ```

use super::amounts::{Amount, amount};
use super::hedges::{self, Bound};
use super::nouns;
use super::numbers::{Form, quantity};
use super::tokens::Tokens;
use super::units;
use super::{Found, Kind};

/// Nouns of which "one" seldom counts anything: "one reason", "one day".
const CHATTER: &[&str] = &[
    "advantage",
    "aspect",
    "concern",
    "drawback",
    "example",
    "explanation",
    "factor",
    "form",
    "goal",
    "hand",
    "kind",
    "option",
    "part",
    "place",
    "point",
    "possibility",
    "reason",
    "side",
    "sort",
    "step",
    "theory",
    "thing",
    "time",
    "type",
    "way",
    "word",
];

/// Words before "one" that make it a pronoun or a mere article.
const NO_ONE: &[&str] = &[
    "any", "are", "as", "be", "been", "each", "every", "is", "no", "remains", "some", "that",
    "the", "this", "was", "were", "which",
];

/// Words before a number that point back at what was named before.
const POINTS_BACK: &[&str] = &["both", "its", "our", "such", "the", "their", "these", "those"];

/// Who can be "over 65".
const PERSONS: &[&str] = &[
    "adult", "adults", "anybody", "anyone", "boys", "children", "everyone", "girls", "men",
    "patients", "people", "persons", "someone", "those", "women",
];

/// Words that end in "s" and may stand before "an hour".
const BEFORE_ARTICLE: &[&str] = &[
    "as",
    "always",
    "averages",
    "is",
    "lasts",
    "perhaps",
    "plus",
    "requires",
    "runs",
    "sometimes",
    "spans",
    "takes",
    "this",
    "was",
];

/// An amount with its unit.
pub fn measured(t: &Tokens, i: usize, amount: &Amount) -> Option<Found> {
    let unit = amount.unit.filter(|unit| unit.kind != Kind::Share)?;
    if amount.low.form == Form::Article && is_rate(t, i) || is_some_day(t, i, amount) {
        return None;
    }
    if let Some(next) = ago(t, amount) {
        return Some(Found { next, noun: None, ..Found::of(t, i, Kind::Date, amount) });
    }
    let (rate, next) = units::rate(t, amount.next);
    let every = unit.is_time() && t.before(i, 1) == "every";
    let kind = match unit.kind {
        Kind::Duration if every => Kind::Frequency,
        Kind::Measure if !rate.is_empty() => Kind::Dose,
        kind => kind,
    };
    let noun = format!("{}{}{rate}", if every { "every " } else { "" }, unit.noun);
    Some(Found { next, noun: Some(noun), ..Found::of(t, i, kind, amount) })
}

/// Whether "a day" is a rate of what stands before it: "hours a day", "5 mg a day".
fn is_rate(t: &Tokens, i: usize) -> bool {
    let word = t.before(i, 1);
    let plural = word.ends_with('s') && !BEFORE_ARTICLE.contains(&word);
    t.spaced(i) && (plural || word == "once" || word == "twice" || units::unit(word).is_some())
}

/// "may one day".
fn is_some_day(t: &Tokens, i: usize, amount: &Amount) -> bool {
    let modal = ["can", "could", "may", "might", "should", "will", "would"];
    amount.is_one() && t.word(i) == "one" && modal.contains(&t.before(i, 1))
}

fn ago(t: &Tokens, amount: &Amount) -> Option<usize> {
    t.follows(amount.next, "ago").then_some(amount.next + 1)
}

/// How old somebody is.
pub fn age(t: &Tokens, i: usize, amount: &Amount) -> Option<Found> {
    if amount.unit.is_some_and(|unit| !unit.is_time()) || amount.low.form == Form::Article {
        return None;
    }
    let found = || Found { noun: None, ..Found::of(t, i, Kind::Age, amount) };
    if amount.unit.is_some()
        && let Some(next) = old(t, amount.next)
    {
        return Some(Found { next, ..found() });
    }
    if let Some(first) = aged(t, i) {
        return Some(Found { first, ..found() });
    }
    let bare = amount.unit.is_none() && nouns::plural(t, amount.next).is_none();
    (bare && (of_persons(t, i) || of_older(t, amount.next))).then(found)
}

/// "years old", "year-olds", "years of age": the token after.
fn old(t: &Tokens, i: usize) -> Option<usize> {
    let at = t.hyphened(i).unwrap_or(i);
    let near = at > i || t.spaced(i);
    if near && matches!(t.word(at), "old" | "olds") {
        return Some(at + 1);
    }
    (t.follows(i, "of") && t.follows(i + 1, "age")).then_some(i + 2)
}

/// "aged", "ages", "age of" before an amount: the first token of it.
fn aged(t: &Tokens, i: usize) -> Option<usize> {
    let of = usize::from(t.before(i, 1) == "of" || t.before(i, 1) == "between");
    let named = matches!(t.before(i, 1 + of), "aged" | "age" | "ages");
    (named && t.spaced(i)).then(|| i - 1 - of)
}

fn of_persons(t: &Tokens, i: usize) -> bool {
    let (first, bound) = hedges::before(t, i, 0, false);
    bound != Bound::None && PERSONS.contains(&t.before(first, 1))
}

fn of_older(t: &Tokens, i: usize) -> bool {
    hedges::after(t, i).0 > i && matches!(t.word(i + 1), "older" | "younger")
}

/// A part of a whole.
pub fn share(t: &Tokens, i: usize, amount: &Amount) -> Option<Found> {
    percent(t, i, amount).or_else(|| fraction(t, i, amount)).or_else(|| so_many_of(t, i))
}

fn percent(t: &Tokens, i: usize, amount: &Amount) -> Option<Found> {
    amount.unit.filter(|unit| unit.kind == Kind::Share)?;
    let found = Found { noun: None, ..Found::of(t, i, Kind::Share, amount) };
    let (noun, next) = whole(t, amount.next).unwrap_or((None, amount.next));
    Some(Found { next, noun, ..found })
}

fn fraction(t: &Tokens, i: usize, amount: &Amount) -> Option<Found> {
    if amount.low.form != Form::Fraction || amount.unit.is_some() {
        return None;
    }
    let direct = t.follows(amount.next, "the").then(|| nouns::shared(t, amount.next)).flatten();
    let (noun, next) = match direct {
        Some(noun) => (Some(noun.name), noun.next),
        None => whole(t, amount.next)?,
    };
    Some(Found { next, noun, ..Found::of(t, i, Kind::Share, amount) })
}

/// "of patients", "of them": the noun and the token after.
fn whole(t: &Tokens, i: usize) -> Option<(Option<String>, usize)> {
    if !t.follows(i, "of") {
        return None;
    }
    if let Some(noun) = nouns::shared(t, i + 1) {
        return Some((Some(noun.name), noun.next));
    }
    let pronoun = ["all", "it", "them", "these", "this", "those", "us", "whom"];
    pronoun.contains(&t.word(i + 1)).then_some((None, i + 2))
}

/// "two of three", "1 in 5 people", "nine out of ten".
fn so_many_of(t: &Tokens, i: usize) -> Option<Found> {
    let count = quantity(t, i).filter(|q| matches!(q.form, Form::Digits | Form::Words))?;
    let of = match (t.word(count.next), t.word(count.next + 1)) {
        ("out", "of") | ("of" | "in", "the" | "every" | "our") => count.next + 2,
        ("of" | "in", _) => count.next + 1,
        _ => return None,
    };
    let all = quantity(t, of).filter(|q| matches!(q.form, Form::Digits | Form::Words))?;
    let (some, whole) = (count.value?, all.value?);
    let noun = nouns::plural(t, all.next);
    let glued = t.tight(all.next) && t.is_word(all.next);
    let measured = units::after(t, &all).is_some() || glued;
    if some >= whole || measured || (whole >= 1000.0 && noun.is_none()) {
        return None;
    }
    let next = noun.as_ref().map_or(all.next, |noun| noun.next);
    let value = format!("{:.9e}", some / whole);
    Some(Found { first: i, next, kind: Kind::Share, noun: noun.map(|n| n.name), value })
}

/// "once or twice a week", "three times daily", "three times".
pub fn times(t: &Tokens, i: usize) -> Option<Found> {
    let (value, next) = number_of_times(t, i)?;
    let every = t.follows(next, "every").then(|| amount(t, next + 1)).flatten();
    let found = Found { first: i, next, kind: Kind::Frequency, noun: None, value };
    if let Some((period, next)) = units::period(t, next) {
        return Some(Found { next, noun: Some(format!("/{period}")), ..found });
    }
    if let Some(every) = every.filter(|every| every.unit.is_some_and(|unit| unit.is_time())) {
        let noun = format!("every {}", every.unit.map_or("", |unit| unit.noun));
        let value = format!("{} {}", found.value, every.value.written(t));
        return Some(Found { next: every.next, noun: Some(noun), value, ..found });
    }
    let alone = matches!(t.word(i), "once" | "twice");
    (!alone).then(|| Found { kind: Kind::Count, noun: Some("time".to_owned()), ..found })
}

/// "once", "once or twice", "three times", "two to three times".
fn number_of_times(t: &Tokens, i: usize) -> Option<(String, usize)> {
    let adverb = |i: usize| match t.word(i) {
        "once" => Some("1"),
        "twice" => Some("2"),
        _ => None,
    };
    let Some(low) = adverb(i) else {
        let amount = amount(t, i).filter(|amount| amount.is_exact && amount.unit.is_none())?;
        let named = t.follows(amount.next, "times");
        return named.then(|| (amount.value.written(t), amount.next + 1));
    };
    let joined = matches!(t.word(i + 1), "or" | "to") && t.spaced(i + 1);
    let high = adverb(i + 2).map(|high| (high.to_owned(), i + 3));
    match high.or_else(|| number_of_times(t, i + 2)).filter(|_| joined) {
        Some((high, next)) => Some((format!("{low}..{high}"), next)),
        None => Some((low.to_owned(), i + 1)),
    }
}

/// An amount of money.
pub fn price(t: &Tokens, i: usize, amount: &Amount) -> Option<Found> {
    let sign = |i: usize| matches!(t.word(i), "$" | "€" | "£");
    if amount.unit.is_some() {
        return None;
    }
    if i > 0 && sign(i - 1) {
        let upper = upper_price(t, amount.next, sign);
        let high = upper.as_ref().map(|upper| format!("..{}", upper.value.written(t)));
        let next = upper.map_or(amount.next, |upper| upper.next);
        let low = amount.value.written(t);
        let value = format!("{}{low}{}", currency(t.word(i - 1))?, high.unwrap_or_default());
        let (noun, next) = paid_for(t, next);
        return Some(Found { first: i - 1, next, kind: Kind::Price, noun, value });
    }
    let currency = currency(t.word(amount.next)).filter(|_| t.spaced(amount.next))?;
    let value = format!("{currency}{}", amount.value.written(t));
    let (noun, next) = paid_for(t, amount.next + 1);
    Some(Found { first: i, next, kind: Kind::Price, noun, value })
}

/// The sign of a currency, from its sign or name.
fn currency(word: &str) -> Option<&'static str> {
    match word {
        "$" | "dollar" | "dollars" | "usd" => Some("$"),
        "€" | "euro" | "euros" | "eur" => Some("€"),
        "£" => Some("£"),
        "cents" => Some("¢"),
        _ => None,
    }
}

/// "–$600".
fn upper_price(t: &Tokens, i: usize, sign: impl Fn(usize) -> bool) -> Option<Amount> {
    let joined = matches!(t.word(i), "-" | "to" | "and") && sign(i + 1);
    amount(t, i + 2).filter(|_| joined)
}

/// "per session", "an hour": the noun and the token after.
fn paid_for(t: &Tokens, i: usize) -> (Option<String>, usize) {
    let per = t.follows(i, "per") || t.follows(i, "each");
    if per && t.is_word(i + 1) && t.spaced(i + 1) {
        return (Some(t.word(i + 1).to_owned()), i + 2);
    }
    units::period(t, i).map_or((None, i), |(period, next)| (Some(period.to_owned()), next))
}

/// How many there are of something.
pub fn count(t: &Tokens, i: usize, amount: &Amount) -> Option<Found> {
    if amount.unit.is_some() || !is_whole(amount) {
        return None;
    }
    let (after, bound) = hedges::after(t, amount.next);
    let only_one = amount.is_one() && bound == Bound::None;
    let noun = if only_one { one(t, i, after) } else { nouns::plural(t, after) }?;
    if points_back(t, i, amount) || is_name(t, amount, noun.next) {
        return None;
    }
    let found = Found { next: noun.next, ..Found::of(t, i, Kind::Count, amount) };
    let name = Some(noun.name);
    match units::period(t, noun.next) {
        Some((period, next)) => {
            let noun = name.map(|name| format!("{name}/{period}"));
            Some(Found { next, kind: Kind::Frequency, noun, ..found })
        }
        None => Some(Found { noun: name, ..found }),
    }
}

/// Things come in wholes: "half a million people", but not "1/2 sessions".
fn is_whole(amount: &Amount) -> bool {
    match amount.low.form {
        Form::Article => false,
        Form::Fraction => amount.low.value.is_some_and(|value| value >= 2.0),
        _ => true,
    }
}

/// The noun of "one" where "a single" could stand for it.
fn one(t: &Tokens, i: usize, next: usize) -> Option<nouns::Noun> {
    let noun = nouns::single(t, next)?;
    let another = (noun.next..noun.next + 2).any(|at| t.word(at) == "another");
    let idle = NO_ONE.contains(&t.before(i, 1)) && t.spaced(i) || another;
    (!idle && !CHATTER.contains(&noun.name.as_str())).then_some(noun)
}

fn points_back(t: &Tokens, i: usize, amount: &Amount) -> bool {
    amount.low.form == Form::Words && t.spaced(i) && POINTS_BACK.contains(&t.before(i, 1))
}

/// "865 Wellness clinics", "One Medical": a capital that does not begin the noun itself.
fn is_name(t: &Tokens, amount: &Amount, next: usize) -> bool {
    let mut letters = t.raw(amount.next).chars();
    let capital = letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(char::is_lowercase);
    capital && (amount.is_one() || amount.next + 1 < next)
}
