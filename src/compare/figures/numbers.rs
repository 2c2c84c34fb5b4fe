//! Quantities: digits, fractions and written-out numbers.
//!
//! ```text
//! quantity = digits [fraction] ["+"] [scale] ["and a half"] | cardinal ["and a half"]
//!          | "half" ("a" | "an") [scale] | ordinal fraction | "a" scale | "a" (before a unit of time)
//!          | "several" | "a few" | "a couple of"
//! ```
//!
//! No quantity is longer than [`LONGEST`] tokens, so that reading one takes bounded time.

use super::tokens::Tokens;
use super::units;

/// Tokens of the longest written-out number.
const LONGEST: usize = 12;

/// Digits that a number may have and still be told exactly from its neighbours.
const DIGITS: usize = 15;

/// How a quantity is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// "40", "1,500", "½", "50 million"
    Digits,
    /// "forty", "a hundred"
    Words,
    /// "a" or "an" before a unit of time.
    Article,
    /// "2/3", "two thirds", "half a"
    Fraction,
    /// "a few": says no number.
    Inexact,
}

/// A quantity and the token after it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quantity {
    /// What it amounts to; none for an inexact one.
    pub value: Option<f64>,
    /// How it is written.
    pub form: Form,
    /// Index of the token after it.
    pub next: usize,
}

impl Quantity {
    fn new(value: f64, form: Form, next: usize) -> Option<Self> {
        value.is_finite().then_some(Self { value: Some(value), form, next })
    }

    /// Whether it says that there is one.
    #[must_use]
    pub fn is_one(&self) -> bool {
        self.value.is_some_and(|value| (value - 1.0).abs() < f64::EPSILON)
    }
}

/// Whether a quantity, a date or a number of times may begin with a word: a quick look that passes
/// few others.
#[must_use]
pub fn may_begin(word: &str) -> bool {
    let Some(&first) = word.as_bytes().first() else { return false };
    match first {
        b'0'..=b'9' | 128.. => true,
        b'a' => matches!(word, "a" | "an"),
        b'e' | b'f' | b'h' | b'n' | b'o' | b's' | b't' | b'z' => {
            small(word).is_some()
                || matches!(word, "few" | "half" | "once" | "several" | "twice")
                || matches!(word, "eighteenth" | "nineteenth" | "twentieth")
        }
        _ => false,
    }
}

/// Whether an article before this word may be a number.
#[must_use]
pub fn follows_article(word: &str) -> bool {
    let counts = matches!(word, "few" | "couple" | "half") || scale(word).is_some();
    counts || units::time(word).is_some() || parts(word).is_some()
}

/// The quantity that begins at a token.
#[must_use]
pub fn quantity(t: &Tokens, i: usize) -> Option<Quantity> {
    match t.word(i) {
        "several" | "few" => Some(inexact(i + 1)),
        "a" | "an" => after_article(t, i),
        "half" => half(t, i),
        _ => digits(t, i).or_else(|| written(t, i)),
    }
}

fn inexact(next: usize) -> Quantity {
    Quantity { value: None, form: Form::Inexact, next }
}

fn after_article(t: &Tokens, i: usize) -> Option<Quantity> {
    if !t.spaced(i + 1) {
        return None;
    }
    match t.word(i + 1) {
        "few" => Some(inexact(i + 2)),
        "couple" if t.follows(i + 2, "of") => Some(inexact(i + 3)),
        "half" => half(t, i + 1),
        word => match (scale(word), units::time(word)) {
            (Some(scale), _) => Quantity::new(scale, Form::Words, i + 2),
            (None, Some(_)) => Quantity::new(1.0, Form::Article, i + 1),
            (None, None) => part(t, 1.0, i + 1),
        },
    }
}

/// "half an hour", "half a million", "half-hour", "half of".
fn half(t: &Tokens, i: usize) -> Option<Quantity> {
    let article = t.spaced(i + 1) && matches!(t.word(i + 1), "a" | "an");
    let direct = t.hyphened(i + 1).unwrap_or(i + 1);
    if article {
        let scale = scale(t.word(i + 2)).filter(|_| t.spaced(i + 2));
        let next = i + 2 + usize::from(scale.is_some());
        return Quantity::new(0.5 * scale.unwrap_or(1.0), Form::Fraction, next);
    }
    let fits = units::time(t.word(direct)).is_some() || matches!(t.word(i + 1), "of" | "the");
    if fits { Quantity::new(0.5, Form::Fraction, i + 1) } else { None }
}

/// "third of", "two thirds", with the number before it already read; `i` is at the part's name.
fn part(t: &Tokens, count: f64, i: usize) -> Option<Quantity> {
    let (name, plural) = match t.word(i) {
        "halves" => ("half", true),
        word => word.strip_suffix('s').map_or((word, false), |name| (name, true)),
    };
    let parts = parts(name)?;
    let of = t.follows(i + 1, "of");
    if !plural && !of {
        return None;
    }
    let of_a_unit = of && matches!(t.word(i + 2), "a" | "an");
    Quantity::new(count / parts, Form::Fraction, if of_a_unit { i + 3 } else { i + 1 })
}

/// How many of a part make a whole.
fn parts(name: &str) -> Option<f64> {
    Some(match name {
        "half" => 2.0,
        "third" => 3.0,
        "quarter" | "fourth" => 4.0,
        "fifth" => 5.0,
        "sixth" => 6.0,
        "eighth" => 8.0,
        "tenth" => 10.0,
        _ => return None,
    })
}

fn digits(t: &Tokens, i: usize) -> Option<Quantity> {
    let (whole, next) = grouped(t, i)?;
    if let Some(divisor) = divisor(t, next) {
        return Quantity::new(whole / divisor, Form::Fraction, next + 2);
    }
    let mixed = t.spaced(next).then(|| numeral(t.raw(next)).zip(divisor(t, next + 1))).flatten();
    if let Some((over, under)) = mixed.filter(|(over, under)| over < under) {
        return Quantity::new(whole + over / under, Form::Digits, next + 3);
    }
    let next = next + usize::from(t.word(next) == "+" && t.tight(next));
    let (value, next) = scaled(t, whole, next);
    let form = if t.raw(i).chars().all(is_fraction) { Form::Fraction } else { Form::Digits };
    and_a_half(t, value, form, next)
}

/// Digits with those that thin blanks set apart from them, three by three.
fn grouped(t: &Tokens, i: usize) -> Option<(f64, usize)> {
    let mut value = numeral(t.raw(i))?;
    let mut next = i + 1;
    let three = |raw: &str| raw.len() == 3 && raw.bytes().all(|b| b.is_ascii_digit());
    while next < i + 5 && matches!(t.gap(next), "\u{202f}" | "\u{2009}" | "\u{a0}") {
        let Some(group) = numeral(t.raw(next)).filter(|_| three(t.raw(next))) else { break };
        (value, next) = (value * 1000.0 + group, next + 1);
    }
    Some((value, next))
}

/// The number under a stroke that begins at a token, where no second stroke follows.
fn divisor(t: &Tokens, i: usize) -> Option<f64> {
    let stroke = |i| t.word(i) == "/" && t.tight(i) && t.tight(i + 1);
    if !stroke(i) || stroke(i + 2) {
        return None;
    }
    numeral(t.raw(i + 1)).filter(|&under| under > 0.0)
}

fn scaled(t: &Tokens, value: f64, i: usize) -> (f64, usize) {
    let at = t.hyphened(i).unwrap_or(i);
    let near = at > i || t.spaced(i);
    scale(t.word(at)).filter(|_| near).map_or((value, i), |scale| (value * scale, at + 1))
}

fn and_a_half(t: &Tokens, value: f64, form: Form, i: usize) -> Option<Quantity> {
    let half = t.follows(i, "and") && t.word(i + 1) == "a" && t.word(i + 2) == "half";
    Quantity::new(value + if half { 0.5 } else { 0.0 }, form, if half { i + 3 } else { i })
}

fn written(t: &Tokens, i: usize) -> Option<Quantity> {
    let (value, next) = cardinal(t, i)?;
    let name = t.hyphened(next).unwrap_or(next);
    part(t, value, name).or_else(|| and_a_half(t, value, Form::Words, next))
}

/// A written-out number: "five", "twenty-five", "one hundred and fifty", "two million".
fn cardinal(t: &Tokens, i: usize) -> Option<(f64, usize)> {
    let (mut total, mut current, mut next) = (0.0, small(t.word(i))?, i + 1);
    while next < i + LONGEST {
        let and = usize::from(t.follows(next, "and") && current >= 100.0);
        let at = t.hyphened(next).unwrap_or(next + and);
        if at == next && !t.spaced(at) {
            break;
        }
        let word = t.word(at);
        (total, current) = match (small(word), scale(word)) {
            (Some(more), _) if fits(current, more) => (total, current + more),
            (None, Some(scale)) if and == 0 && scale < 1000.0 => (total, current * scale),
            (None, Some(scale)) if and == 0 && current > 0.0 => (total + current * scale, 0.0),
            _ => break,
        };
        next = at + 1;
    }
    Some((total + current, next))
}

/// Whether "twenty" takes "five" after it, and "hundred" "twenty".
fn fits(current: f64, more: f64) -> bool {
    let ones = current % 10.0 == 0.0 && more < 10.0 && current % 100.0 >= 20.0;
    let rest = current % 100.0 == 0.0 && current >= 100.0;
    more > 0.0 && (ones || rest || current == 0.0)
}

fn small(word: &str) -> Option<f64> {
    Some(match word {
        "zero" => 0.0,
        "one" => 1.0,
        "two" => 2.0,
        "three" => 3.0,
        "four" => 4.0,
        "five" => 5.0,
        "six" => 6.0,
        "seven" => 7.0,
        "eight" => 8.0,
        "nine" => 9.0,
        "ten" => 10.0,
        "eleven" => 11.0,
        "twelve" => 12.0,
        "thirteen" => 13.0,
        "fourteen" => 14.0,
        "fifteen" => 15.0,
        "sixteen" => 16.0,
        "seventeen" => 17.0,
        "eighteen" => 18.0,
        "nineteen" => 19.0,
        "twenty" => 20.0,
        "thirty" => 30.0,
        "forty" => 40.0,
        "fifty" => 50.0,
        "sixty" => 60.0,
        "seventy" => 70.0,
        "eighty" => 80.0,
        "ninety" => 90.0,
        _ => return None,
    })
}

fn scale(word: &str) -> Option<f64> {
    Some(match word {
        "dozen" => 12.0,
        "hundred" => 100.0,
        "thousand" => 1e3,
        "million" => 1e6,
        "billion" => 1e9,
        "trillion" => 1e12,
        _ => return None,
    })
}

/// The value of digits in any script, with separators of thousands, a decimal mark, or a vulgar
/// fraction at the end; none where the marks make no number.
#[must_use]
pub fn numeral(raw: &str) -> Option<f64> {
    let whole = raw.trim_end_matches(is_fraction);
    let fraction = &raw[whole.len()..];
    let fraction = match fraction.chars().count() {
        0 => 0.0,
        1 => fraction.chars().next().and_then(vulgar)?,
        _ => return None,
    };
    if whole.is_empty() {
        return (fraction > 0.0).then_some(fraction);
    }
    plain(whole).map(|value| value + fraction)
}

fn plain(raw: &str) -> Option<f64> {
    if raw.len() > DIGITS * 4 {
        return None;
    }
    let mut ascii = String::with_capacity(raw.len());
    for c in raw.chars() {
        ascii.push(if matches!(c, '.' | ',') { c } else { digit(c)? });
    }
    let commas = ascii.matches(',').count();
    let (before, after) = ascii.split_once('.').unwrap_or((&ascii, ""));
    let groups: Vec<&str> = before.split(',').collect();
    let thousands = groups.iter().skip(1).all(|group| group.len() == 3) && groups[0].len() <= 3;
    let number = match commas {
        0 if !after.contains('.') => ascii,
        1 if !thousands && after.is_empty() => ascii.replace(',', "."),
        _ if thousands && !after.contains([',', '.']) => ascii.replace(',', ""),
        _ => return None,
    };
    if number.len() > DIGITS { None } else { number.parse().ok() }
}

/// Where the decimal digits of scripts begin (Unicode 16, general category Nd), each ten in a row.
const ZEROS: [u32; 14] = [
    0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xbe6, 0xc66, 0xe50, 0xed0, 0x1040,
    0xff10,
];

/// The ASCII digit of the same value.
fn digit(c: char) -> Option<char> {
    let value =
        ZEROS.iter().find_map(|&zero| u32::from(c).checked_sub(zero).filter(|&v| v < 10))?;
    char::from_digit(value, 10)
}

fn is_fraction(c: char) -> bool {
    vulgar(c).is_some()
}

fn vulgar(c: char) -> Option<f64> {
    let (over, under) = match c {
        '½' => (1.0, 2.0),
        '⅓' => (1.0, 3.0),
        '⅔' => (2.0, 3.0),
        '¼' => (1.0, 4.0),
        '¾' => (3.0, 4.0),
        '⅕' => (1.0, 5.0),
        '⅖' => (2.0, 5.0),
        '⅗' => (3.0, 5.0),
        '⅘' => (4.0, 5.0),
        '⅙' => (1.0, 6.0),
        '⅚' => (5.0, 6.0),
        '⅛' => (1.0, 8.0),
        '⅜' => (3.0, 8.0),
        '⅝' => (5.0, 8.0),
        '⅞' => (7.0, 8.0),
        _ => return None,
    };
    Some(over / under)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(f64, usize)> {
        let quantity = quantity(&Tokens::of(text), 0)?;
        quantity.value.map(|value| (value, quantity.next))
    }

    #[test]
    fn digits_are_read_in_any_script() {
        let values: Vec<_> = ["40", "1,500", "0.5", "0,5", "1½", "⅔", "٤٠", "４０", "12,345,678.9"]
            .map(|text| read(text).map(|(value, _)| value))
            .into();
        let expected = [40.0, 1500.0, 0.5, 0.5, 1.5, 2.0 / 3.0, 40.0, 40.0, 12_345_678.9];
        assert_eq!(values, expected.map(Some));
    }

    #[test]
    fn what_only_looks_like_a_number_is_none() {
        for text in ["1.2.3", "1,2,3", "1,23,456", "5/10/2023", "12345678901234567890", "⅔½"] {
            assert_eq!(read(text).filter(|(_, next)| *next > 1 || !text.contains('/')), None);
        }
    }

    #[test]
    fn written_numbers_are_read_whole() {
        assert_eq!(read("twenty-five people"), Some((25.0, 3)));
        assert_eq!(read("one hundred and fifty mg"), Some((150.0, 4)));
        assert_eq!(read("two million three hundred thousand"), Some((2_300_000.0, 5)));
        assert_eq!(read("one and a half hours"), Some((1.5, 4)));
        assert_eq!(read("half a million people"), Some((500_000.0, 3)));
        assert_eq!(read("a dozen visits"), Some((12.0, 2)));
    }

    #[test]
    fn fractions_are_read() {
        assert_eq!(read("2/3 of"), Some((2.0 / 3.0, 3)));
        assert_eq!(read("2 1/2 hours"), Some((2.5, 4)));
        assert_eq!(read("two-thirds of"), Some((2.0 / 3.0, 3)));
        assert_eq!(read("a third of them"), Some((1.0 / 3.0, 2)));
        assert_eq!(read("a third dose"), None);
        assert_eq!(read("a quarter of an hour"), Some((0.25, 4)));
    }

    #[test]
    fn scales_multiply() {
        assert_eq!(read("50 million adults"), Some((5e7, 2)));
        assert_eq!(read("1\u{202f}500 people"), Some((1500.0, 2)));
    }
}
