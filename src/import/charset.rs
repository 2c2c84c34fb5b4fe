//! Bytes into text: by the mark at their beginning, by what an HTML page declares, else UTF-8 where
//! that fits and Windows-1252 where it does not.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::library::sanitize::clean;

/// Bytes in which a page declares its charset (HTML standard, “prescan a byte stream”).
const DECLARED_WITHIN: usize = 4096;

/// The text, cleaned of what could drive a terminal, and the name of its charset where that is not
/// UTF-8. Bytes that are no characters become U+FFFD.
pub fn decode(bytes: &[u8]) -> (String, Option<String>) {
    let encoding = encoding(bytes);
    let (text, encoding, broken) = encoding.decode(bytes);
    let told = (encoding != UTF_8 || broken).then(|| {
        let faults = if broken { ", with bytes in it that are no characters" } else { "" };
        format!("{}{faults}", encoding.name())
    });
    (clean(&text).into_owned(), told)
}

fn encoding(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    if let Some(encoding) = utf16(bytes) {
        return encoding;
    }
    let is_utf8 = std::str::from_utf8(bytes).is_ok();
    match declared(bytes) {
        Some(encoding) if encoding != UTF_8 || is_utf8 => encoding,
        _ if is_utf8 => UTF_8,
        _ => WINDOWS_1252,
    }
}

/// Whether the bytes are UTF-16, with a mark that says so or without.
pub fn is_utf16(bytes: &[u8]) -> bool {
    let marked = Encoding::for_bom(bytes).is_some_and(|(e, _)| e == UTF_16LE || e == UTF_16BE);
    marked || utf16(bytes).is_some()
}

/// UTF-16 without a mark: text in Latin letters has a zero in nearly every second place, and only
/// there.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(1024) & !1];
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let (first, second, most) = (zeros(0), zeros(1), head.len() / 2);
    let is = |zero: usize, other: usize| most >= 4 && other == 0 && zero * 10 >= most * 7;
    match (is(second, first), is(first, second)) {
        (true, _) => Some(UTF_16LE),
        (_, true) => Some(UTF_16BE),
        _ => None,
    }
}

/// The charset of `<meta charset=…>`, `<meta http-equiv … content="…; charset=…">` or of an XML
/// declaration; one that speaks of UTF-16 in bytes is wrong and means UTF-8.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARED_WITHIN)]);
    let head = head.to_ascii_lowercase();
    let in_tag = |open: &str, key: &str| {
        let tags = head.match_indices(open).map(|(at, _)| &head[at..]);
        let tags = tags.map(|rest| &rest[..rest.find('>').unwrap_or(rest.len())]);
        tags.filter_map(|tag| value(tag, key)).find_map(|name| Encoding::for_label(name.as_bytes()))
    };
    let found = in_tag("<meta", "charset").or_else(|| in_tag("<?xml", "encoding"))?;
    Some(if found == UTF_16LE || found == UTF_16BE { UTF_8 } else { found })
}

/// What follows `key=` in a tag, without quotes.
fn value<'a>(tag: &'a str, key: &str) -> Option<&'a str> {
    let after = tag[tag.find(key)? + key.len()..].trim_start().strip_prefix('=')?;
    let after = after.trim_start().trim_start_matches(['"', '\'']);
    let end = after.find(|c: char| matches!(c, '"' | '\'' | ';' | '/') || c.is_whitespace());
    Some(&after[..end.unwrap_or(after.len())])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, Option<String>) {
        decode(bytes)
    }

    fn named(text: &str, name: &str) -> (String, Option<String>) {
        (text.to_owned(), Some(name.to_owned()))
    }

    #[test]
    fn utf8_is_not_spoken_of() {
        assert_eq!(read("é".as_bytes()), ("é".to_owned(), None));
        assert_eq!(read(b"\xef\xbb\xbfa"), ("a".to_owned(), None));
    }

    #[test]
    fn utf16_is_read_with_and_without_its_mark() {
        let bytes = |mark: &[u8], big: bool| {
            let units = "Mood — §".encode_utf16();
            let pair = |u: u16| if big { u.to_be_bytes() } else { u.to_le_bytes() };
            [mark, &units.flat_map(pair).collect::<Vec<_>>()].concat()
        };
        assert_eq!(read(&bytes(b"\xff\xfe", false)), named("Mood — §", "UTF-16LE"));
        assert_eq!(read(&bytes(b"\xfe\xff", true)), named("Mood — §", "UTF-16BE"));
        assert_eq!(read(&bytes(b"", false)), named("Mood — §", "UTF-16LE"));
        assert_eq!(read(&bytes(b"", true)), named("Mood — §", "UTF-16BE"));
    }

    #[test]
    fn a_declared_charset_is_used() {
        let page = b"<html><meta charset=\"koi8-r\"><p>\xf0";
        assert_eq!(read(page).1.as_deref(), Some("KOI8-R"));
        let page = b"<meta http-equiv=Content-Type content=\"text/html; charset=iso-8859-2\">\xb1";
        let (text, name) = read(page);
        assert!(text.ends_with('ą') && name.as_deref() == Some("ISO-8859-2"), "{text} {name:?}");
        assert_eq!(
            read(b"<?xml version='1.0' encoding='ISO-8859-15'?>\xa4").0.chars().last(),
            Some('€')
        );
    }

    #[test]
    fn what_is_no_utf8_whatever_it_declares_is_windows_1252() {
        assert_eq!(read(b"it\x92s"), named("it’s", "windows-1252"));
        assert_eq!(read(b"<meta charset=utf-8>it\x92s").0, "<meta charset=utf-8>it’s");
    }

    #[test]
    fn bytes_that_are_no_characters_are_told() {
        let (text, name) = read(b"\xff\xfea\0\0\xd8");
        assert_eq!(text, "a\u{fffd}");
        assert!(name.is_some_and(|name| name.ends_with("no characters")));
    }

    #[test]
    fn what_drives_a_terminal_is_taken_out() {
        assert_eq!(read(b"a\x1b[31mb\x07").0, "ab");
    }
}
