//! Amounts: one quantity or a range of two, with their unit.
//!
//! ```text
//! amount = quantity [unit] [joint quantity [unit]] | quantity unit joint units
//! joint  = "-" | "to" | "through" | "or" | "and" (after "between")
//! ```

use super::numbers::{Form, Quantity, quantity};
use super::tokens::Tokens;
use super::units::{self, Unit};

/// A quantity or a range, and the token after it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Amount {
    /// The lower or only quantity.
    pub low: Quantity,
    /// What it is counted in; of a range, the upper end's unit.
    pub unit: Option<Unit>,
    /// Whether two ends are given.
    pub is_range: bool,
    /// Whether an end says a number.
    pub is_exact: bool,
    /// What it amounts to.
    pub value: Value,
    /// Index of the token after it.
    pub next: usize,
}

impl Amount {
    /// Whether it says that there is one.
    #[must_use]
    pub fn is_one(&self) -> bool {
        !self.is_range && self.low.is_one()
    }

    /// The same amount with more added to its only end.
    fn plus(self, more: f64, next: usize) -> Self {
        match self.value {
            Value { low: End::Number(low), high: None } => {
                let value = Value { low: End::Number(low + more), high: None };
                Self { value, next, ..self }
            }
            _ => self,
        }
    }
}

/// What an amount amounts to, in its scale's smallest unit: the same however it is written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Value {
    low: End,
    high: Option<End>,
}

/// One end of a range, or all of what is none.
#[derive(Debug, Clone, Copy, PartialEq)]
enum End {
    Number(f64),
    /// These tokens, which say no number.
    Words(usize, usize),
}

impl Value {
    /// The value as text, which differs where the value does.
    #[must_use]
    pub fn written(&self, t: &Tokens) -> String {
        let low = self.low.written(t);
        self.high.map_or_else(|| low.clone(), |high| format!("{low}..{}", high.written(t)))
    }
}

impl End {
    fn of(i: usize, quantity: &Quantity, unit: Option<Unit>) -> Self {
        let factor = unit.map_or(1.0, |unit| unit.factor);
        let words = Self::Words(i, quantity.next);
        quantity.value.map_or(words, |value| Self::Number(value * factor))
    }

    fn written(self, t: &Tokens) -> String {
        match self {
            Self::Number(value) => shown(value),
            Self::Words(i, last) => (i..=last).map(|i| t.word(i)).collect::<Vec<_>>().join(" "),
        }
    }
}

/// The amount that begins at a token.
#[must_use]
pub fn amount(t: &Tokens, i: usize) -> Option<Amount> {
    let single = single(t, i)?;
    match range(t, i, &single) {
        Some(range) => Some(range),
        None => Some(compound(t, single)),
    }
}

fn single(t: &Tokens, i: usize) -> Option<Amount> {
    let low = quantity(t, i)?;
    let used = units::after(t, &low);
    let unit = used.map(|used| used.unit);
    let next = used.map_or(low.next, |used| used.next);
    let value = Value { low: End::of(i, &low, unit), high: None };
    Some(Amount { low, unit, is_range: false, is_exact: low.value.is_some(), value, next })
}

/// "an hour and a half", "1 hour 30 minutes", "two years and three months".
fn compound(t: &Tokens, amount: Amount) -> Amount {
    let Some(unit) = amount.unit.filter(Unit::is_time) else { return amount };
    let and = usize::from(t.follows(amount.next, "and"));
    let i = amount.next + and;
    if and == 1 && t.word(i) == "a" && t.word(i + 1) == "half" {
        return amount.plus(unit.factor / 2.0, i + 2);
    }
    let more = t.spaced(i).then(|| single(t, i)).flatten();
    let more = more.filter(|more| more.low.form == amount.low.form);
    let Some((more, smaller)) = more.and_then(|more| more.unit.map(|unit| (more, unit))) else {
        return amount;
    };
    let goes_on = smaller.is_time() && smaller.noun == unit.noun && smaller.factor < unit.factor;
    match more.value.low {
        End::Number(value) if goes_on => amount.plus(value, more.next),
        _ => amount,
    }
}

fn range(t: &Tokens, i: usize, low: &Amount) -> Option<Amount> {
    let at = joint(t, i, low.next)?;
    let or = t.word(at - 1) == "or";
    let Some(high) = quantity(t, at) else { return open(t, at, low) };
    let used = units::after(t, &high);
    let upper = used.map(|used| used.unit);
    if !go_together(low, &high, upper, or) {
        return None;
    }
    let unit = upper.or(low.unit);
    let next = used.map_or(high.next, |used| used.next);
    let low_unit = low.unit.or(unit);
    let ends = (End::of(i, &low.low, low_unit), End::of(at, &high, unit));
    let value = Value { low: ends.0, high: Some(ends.1) };
    let is_exact = low.is_exact || high.value.is_some();
    Some(Amount { low: low.low, unit, is_range: true, is_exact, value, next })
}

/// Whether the units of two ends make them one range.
fn go_together(low: &Amount, high: &Quantity, upper: Option<Unit>, or: bool) -> bool {
    match (low.unit, upper) {
        (None, Some(_)) => high.form != Form::Article,
        (None, None) => true,
        (Some(low), Some(high)) => low.noun == high.noun || (low.is_time() && high.is_time()),
        (Some(_), None) => or,
    }
}

/// "two days to weeks": the upper end has a unit and no number.
fn open(t: &Tokens, at: usize, low: &Amount) -> Option<Amount> {
    let unit = units::time(t.word(at)).filter(|_| t.spaced(at) && t.word(at).ends_with('s'))?;
    low.unit.filter(Unit::is_time)?;
    let value = Value { high: Some(End::Words(at, at)), ..low.value };
    Some(Amount { unit: Some(unit), is_range: true, value, next: at + 1, ..*low })
}

/// Index of the token after what joins the ends of a range.
fn joint(t: &Tokens, i: usize, next: usize) -> Option<usize> {
    let at = next + 1;
    let dash = t.word(next) == "-" && t.tight(next) == t.tight(at);
    let word = match t.word(next) {
        "to" | "or" | "through" => true,
        "and" => t.before(i, 1) == "between",
        _ => false,
    };
    let spaced = t.spaced(next) && t.spaced(at);
    (dash || (word && spaced)).then_some(at)
}

/// A number to nine digits, so that thirds are equal however they were reached; a whole one in short.
fn shown(value: f64) -> String {
    let whole = value.round();
    let is_whole = whole.abs() < 1e9 && (value - whole).abs() < 1e-9 * whole.abs();
    if is_whole { format!("{whole}") } else { format!("{value:.9e}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, usize)> {
        let t = Tokens::of(text);
        amount(&t, 0).map(|amount| (amount.value.written(&t), amount.next))
    }

    fn same(a: &str, b: &str) -> bool {
        read(a).unwrap().0 == read(b).unwrap().0
    }

    #[test]
    fn the_same_amount_has_the_same_value_however_it_is_written() {
        assert!(same("40 minutes", "forty minutes") && same("90 minutes", "1.5 hours"));
        assert!(same("90 minutes", "an hour and a half") && same("90 min", "1 hour 30 minutes"));
        assert!(same("40–60 minutes", "40 minutes to one hour") && same("2/3", "two thirds"));
        assert!(same("0.5 mg", "500 mcg") && !same("40 minutes", "40 to 60 minutes"));
        assert!(!same("40 minutes to a few hours", "40 minutes to several hours"));
    }

    #[test]
    fn ranges_are_read_whole() {
        let taken = |text| read(text).unwrap().1;
        assert_eq!(taken("40 to 60 minutes of"), 4);
        assert_eq!(taken("2-4 weeks."), 4);
        assert_eq!(taken("40 – 60 minutes"), 4);
        assert_eq!(taken("a day or two"), 4);
        assert_eq!(taken("two days to weeks"), 4);
        assert_eq!(taken("six months to two years"), 5);
    }

    #[test]
    fn what_does_not_go_together_is_no_range() {
        assert_eq!(read("5 mg to 10 minutes").unwrap().1, 2);
        assert_eq!(read("2 weeks to 3 people").unwrap().1, 2);
        assert_eq!(read("two and 3 weeks").unwrap().1, 1);
    }
}
