//! Units: what is measured in them, and which are of one scale.
//!
//! Units of one scale have one noun, so that "90 minutes" and "1.5 hours" meet. Times have three
//! scales: seconds, minutes and hours; days and weeks; months and longer. What happens in hours
//! and what happens in weeks is seldom the same thing.

use super::Kind;
use super::numbers::{Form, Quantity};
use super::tokens::Tokens;

/// A unit, or a unit for each of another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Unit {
    /// What figures in this unit are of.
    pub kind: Kind,
    /// The scale that it belongs to.
    pub noun: &'static str,
    /// How many of the scale's smallest unit it is.
    pub factor: f64,
}

impl Unit {
    /// Whether it is a unit of time.
    #[must_use]
    pub fn is_time(&self) -> bool {
        self.kind == Kind::Duration
    }
}

/// A unit that follows a quantity, and the token after it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Used {
    /// The unit.
    pub unit: Unit,
    /// Index of the token after it.
    pub next: usize,
}

/// The unit that follows a quantity: after a blank, a hyphen or nothing.
#[must_use]
pub fn after(t: &Tokens, quantity: &Quantity) -> Option<Used> {
    let i = quantity.next;
    sign(t, i).or_else(|| {
        let at = t.hyphened(i).unwrap_or(i);
        let near = at > i || t.spaced(i) || (t.tight(i) && t.is_word(i));
        let unit = unit(t.word(at)).filter(|_| near)?;
        let short = t.raw(at).len() == 1 && quantity.form != Form::Digits;
        let ordinal = t.word(at) == "second" && quantity.form == Form::Article;
        (!short && !ordinal).then_some(Used { unit, next: at + 1 })
    })
}

/// Units that are a sign or more than one word.
fn sign(t: &Tokens, i: usize) -> Option<Used> {
    let used = |unit, words| Some(Used { unit, next: i + words });
    let degrees = of(Kind::Measure, "degree", 1.0);
    match (t.word(i), t.word(i + 1)) {
        ("%" | "percent" | "pct", _) => used(PERCENT, 1),
        ("per", "cent") => used(PERCENT, 2),
        ("°" | "degrees", "celsius" | "fahrenheit" | "c" | "f") => used(degrees, 2),
        ("°" | "degrees", _) => used(degrees, 1),
        ("beats", "per") if t.word(i + 2) == "minute" => used(of(Kind::Measure, "bpm", 1.0), 3),
        _ => None,
    }
}

const PERCENT: Unit = of(Kind::Share, "", 0.01);

const fn of(kind: Kind, noun: &'static str, factor: f64) -> Unit {
    Unit { kind, noun, factor }
}

/// The unit of a folded word.
#[must_use]
pub fn unit(word: &str) -> Option<Unit> {
    time(word).or_else(|| amount(word)).or_else(|| measure(word))
}

/// The unit of time of a folded word.
#[must_use]
pub fn time(word: &str) -> Option<Unit> {
    let (noun, factor) = match word {
        "second" | "seconds" | "sec" | "secs" => ("hour", 1.0),
        "minute" | "minutes" | "min" | "mins" => ("hour", 60.0),
        "hour" | "hours" | "hr" | "hrs" | "h" => ("hour", 3600.0),
        "day" | "days" => ("day", 1.0),
        "night" | "nights" => ("night", 1.0),
        "week" | "weeks" | "wk" | "wks" => ("day", 7.0),
        "month" | "months" => ("year", 1.0),
        "year" | "years" | "yr" | "yrs" => ("year", 12.0),
        "decade" | "decades" => ("year", 120.0),
        "century" | "centuries" => ("year", 1200.0),
        _ => return None,
    };
    Some(of(Kind::Duration, noun, factor))
}

/// Units of medicines and of what is taken in.
fn amount(word: &str) -> Option<Unit> {
    let (noun, factor) = match word {
        "ng" | "nanogram" | "nanograms" => ("mg", 1e-6),
        "mcg" | "μg" | "ug" | "microgram" | "micrograms" => ("mg", 1e-3),
        "mg" | "mgs" | "milligram" | "milligrams" => ("mg", 1.0),
        "g" | "gm" | "gram" | "grams" => ("mg", 1e3),
        "ml" | "mls" | "milliliter" | "milliliters" | "millilitre" | "millilitres" | "cc" => {
            ("ml", 1.0)
        }
        "dl" => ("ml", 100.0),
        "l" | "liter" | "liters" | "litre" | "litres" => ("ml", 1e3),
        "iu" => ("iu", 1.0),
        "unit" | "units" => ("unit", 1.0),
        "mmol" => ("mmol", 1.0),
        "meq" => ("meq", 1.0),
        "tablet" | "tablets" => ("tablet", 1.0),
        "capsule" | "capsules" => ("capsule", 1.0),
        "pill" | "pills" => ("pill", 1.0),
        "drop" | "drops" => ("drop", 1.0),
        "puff" | "puffs" => ("puff", 1.0),
        "spray" | "sprays" => ("spray", 1.0),
        "vial" | "vials" => ("vial", 1.0),
        "ampoule" | "ampoules" => ("ampoule", 1.0),
        "sachet" | "sachets" => ("sachet", 1.0),
        "lozenge" | "lozenges" => ("lozenge", 1.0),
        "teaspoon" | "teaspoons" => ("teaspoon", 1.0),
        "tablespoon" | "tablespoons" => ("tablespoon", 1.0),
        "ounce" | "ounces" | "oz" => ("ounce", 1.0),
        "cup" | "cups" => ("cup", 1.0),
        "glass" | "glasses" => ("glass", 1.0),
        _ => return None,
    };
    Some(of(Kind::Dose, noun, factor))
}

fn measure(word: &str) -> Option<Unit> {
    let (noun, factor) = match word {
        "mm" | "millimeter" | "millimeters" | "millimetre" | "millimetres" => ("m", 1e-3),
        "cm" | "centimeter" | "centimeters" | "centimetre" | "centimetres" => ("m", 0.01),
        "m" | "meter" | "meters" | "metre" | "metres" => ("m", 1.0),
        "km" | "kilometer" | "kilometers" | "kilometre" | "kilometres" => ("m", 1e3),
        "inch" | "inches" => ("foot", 1.0),
        "foot" | "feet" | "ft" => ("foot", 12.0),
        "mile" | "miles" => ("mile", 1.0),
        "kg" | "kgs" | "kilogram" | "kilograms" | "kilo" | "kilos" => ("kg", 1.0),
        "pound" | "pounds" | "lb" | "lbs" => ("pound", 1.0),
        "mmhg" => ("mmhg", 1.0),
        "bpm" => ("bpm", 1.0),
        "kcal" | "calorie" | "calories" => ("calorie", 1.0),
        _ => return None,
    };
    Some(of(Kind::Measure, noun, factor))
}

/// What a rate is counted in, as "/day" of "a day", "per kg" and "/kg/hour", and the token after.
#[must_use]
pub fn rate(t: &Tokens, mut i: usize) -> (String, usize) {
    let mut rate = String::new();
    for _ in 0..2 {
        let Some((noun, next)) = each(t, i) else { break };
        rate.push('/');
        rate.push_str(&noun);
        i = next;
    }
    (rate, i)
}

/// "/kg", "per day", "a day", "daily": the folded unit, and the token after.
fn each(t: &Tokens, i: usize) -> Option<(String, usize)> {
    let stroke = t.word(i) == "/" && t.tight(i) && t.tight(i + 1);
    let per = t.follows(i, "per");
    if (stroke || per) && unit(t.word(i + 1)).is_some() {
        return Some((name(t.word(i + 1)).to_owned(), i + 2));
    }
    period(t, i).map(|(name, next)| (name.to_owned(), next))
}

/// "a day", "per week", "each month", "every year", "daily": the unit of time, and the token after.
#[must_use]
pub fn period<'t>(t: &'t Tokens, i: usize) -> Option<(&'t str, usize)> {
    let spaced = t.spaced(i) || t.hyphened(i).is_some();
    let at = t.hyphened(i).unwrap_or(i);
    let adverb = match t.word(at) {
        "hourly" => Some("hour"),
        "daily" => Some("day"),
        "nightly" => Some("night"),
        "weekly" => Some("week"),
        "monthly" => Some("month"),
        "yearly" | "annually" => Some("year"),
        _ => None,
    };
    if let Some(name) = adverb {
        return spaced.then_some((name, at + 1));
    }
    let each = matches!(t.word(i), "a" | "an" | "per" | "each" | "every") && t.spaced(i);
    let single = time(t.word(i + 1)).is_some() && !t.word(i + 1).ends_with('s');
    (each && single && t.spaced(i + 1)).then(|| (t.word(i + 1), i + 2))
}

/// One name for the spellings of a unit after a stroke.
fn name(word: &str) -> &str {
    match word {
        "kilogram" | "kilograms" | "kgs" => "kg",
        "hr" | "h" => "hour",
        "min" => "minute",
        "milliliter" | "millilitre" => "ml",
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::figures::numbers::quantity;

    fn used(text: &str) -> Option<(&'static str, usize)> {
        let t = Tokens::of(text);
        let quantity = quantity(&t, 0).unwrap();
        after(&t, &quantity).map(|used| (used.unit.noun, used.next))
    }

    #[test]
    fn a_unit_follows_after_a_blank_a_hyphen_or_nothing() {
        assert_eq!(used("40 minutes"), Some(("hour", 2)));
        assert_eq!(used("40-minute"), Some(("hour", 3)));
        assert_eq!(used("40mg"), Some(("mg", 2)));
        assert_eq!(used("40, minutes"), None);
        assert_eq!(used("forty g"), None);
        assert_eq!(used("a second"), None);
    }

    #[test]
    fn rates_are_named_alike() {
        let of = |text| rate(&Tokens::of(text), 1).0;
        assert_eq!([of("mg/kg/h"), of("mg per kilogram an hour")], ["/kg/hour", "/kg/hour"]);
        assert_eq!([of("x a day"), of("x daily"), of("x of")], ["/day", "/day", ""]);
    }
}
