//! Days as pages write them.

use crate::library::{Date, MONTHS};

/// The day of `2024-05-01`, `2024-05-01T10:00:00Z`, `May 1, 2024` or `1 May 2024`; none where the text
/// is not such a day.
#[must_use]
pub fn parse(text: &str) -> Option<Date> {
    let text = text.trim();
    iso(text).or_else(|| in_words(text))
}

fn iso(text: &str) -> Option<Date> {
    let (day, rest) = text.split_at_checked(10)?;
    let mut parts = day.split('-');
    let [year, month, day] = [parts.next()?, parts.next()?, parts.next()?];
    let whole = rest.is_empty() || rest.starts_with(['T', ' ']);
    (whole && parts.next().is_none() && year.len() == 4).then_some(())?;
    checked(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

fn in_words(text: &str) -> Option<Date> {
    let words: Vec<&str> =
        text.split([' ', ',', '.', '\u{a0}']).filter(|w| !w.is_empty()).collect();
    let [first, second, year] = words.as_slice() else { return None };
    let (name, day) = if month(first).is_some() { (first, second) } else { (second, first) };
    let day = day.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    checked(year.parse().ok()?, month(name)?, day.parse().ok()?)
}

/// A month by its name or the first three letters or more of it.
fn month(name: &str) -> Option<u8> {
    let name = name.to_lowercase();
    let at = MONTHS.iter().position(|month| name.len() >= 3 && month.starts_with(&name))?;
    u8::try_from(at + 1).ok()
}

fn checked(year: u16, month: u8, day: u8) -> Option<Date> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 => 28 + u8::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    ((1000..=9999).contains(&year) && (1..=days).contains(&day)).then_some(Date {
        year,
        month,
        day,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        parse(text).map(|day| day.to_string())
    }

    #[test]
    fn days_are_read_as_pages_write_them() {
        for text in ["2024-05-01", "2024-05-01T23:59:00+02:00", "May 1, 2024", "1st may 2024"] {
            assert_eq!(read(text).as_deref(), Some("2024-05-01"), "{text}");
        }
        assert_eq!(read("29 Feb 2024").as_deref(), Some("2024-02-29"));
    }

    #[test]
    fn what_is_no_day_is_none() {
        for text in [
            "",
            "2024",
            "2024-13-01",
            "2023-02-29",
            "05/01/2024",
            "Ma 1 2024",
            "2024-05-0é",
            "1 2 3",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
