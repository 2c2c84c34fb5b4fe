//! Tokens: a query cut at its blanks and quotes, each piece with the mark before it.

use super::filter::Kind;

/// What the mark before a token asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// No mark.
    Plain,
    /// Quotes, or a `'` before it.
    Literal,
    /// A `!` before it, quoted or not.
    Without,
    /// `topic:` or `source:` before it.
    Filter(Kind),
}

/// A piece of a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'a> {
    /// What is asked.
    pub mark: Mark,
    /// Without marks and quotes; may be empty.
    pub text: &'a str,
}

const QUOTES: [char; 4] = ['"', '“', '”', '„'];

/// The tokens of a query, in order.
pub fn tokens(query: &str) -> impl Iterator<Item = Token<'_>> {
    let mut rest = query.trim_start();
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (token, after) = first(rest);
        rest = after.trim_start();
        Some(token)
    })
}

fn first(rest: &str) -> (Token<'_>, &str) {
    let bare = rest.trim_start_matches(['!', '\'']);
    let marks = &rest[..rest.len() - bare.len()];
    let named = [("topic:", Kind::Topic), ("source:", Kind::Source)];
    let named = named.iter().find_map(|(name, kind)| Some((*kind, after(bare, name)?)));
    if let Some((kind, value)) = named.filter(|_| marks.is_empty()) {
        let (text, rest, _) = piece(value);
        return (Token { mark: Mark::Filter(kind), text }, rest);
    }
    let (text, rest, quoted) = piece(bare);
    let mark = match (marks.contains('!'), quoted || marks.contains('\'')) {
        (true, _) => Mark::Without,
        (false, true) => Mark::Literal,
        (false, false) => Mark::Plain,
    };
    (Token { mark, text }, rest)
}

/// What follows a name, which may stand in any case.
fn after<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let head = text.get(..name.len())?;
    head.eq_ignore_ascii_case(name).then(|| &text[name.len()..])
}

/// What stands up to the closing quote, or up to the next blank or quote; the rest; whether it
/// was quoted.
fn piece(text: &str) -> (&str, &str, bool) {
    if let Some(inside) = text.strip_prefix(QUOTES) {
        let end = inside.find(QUOTES).unwrap_or(inside.len());
        return (&inside[..end], inside[end..].trim_start_matches(QUOTES), true);
    }
    let end = text.find(|c: char| c.is_whitespace() || QUOTES.contains(&c)).unwrap_or(text.len());
    (&text[..end], &text[end..], false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(query: &str) -> Vec<(Mark, &str)> {
        tokens(query).map(|t| (t.mark, t.text)).collect()
    }

    #[test]
    fn marks_and_quotes_are_told_apart() {
        assert_eq!(
            of("a \"b c\" 'd !e !\"f g\" h"),
            [
                (Mark::Plain, "a"),
                (Mark::Literal, "b c"),
                (Mark::Literal, "d"),
                (Mark::Without, "e"),
                (Mark::Without, "f g"),
                (Mark::Plain, "h"),
            ]
        );
    }

    #[test]
    fn a_filter_may_have_a_quoted_value_and_any_case() {
        assert_eq!(
            of("Topic:\"side effects\" source:865 topic:"),
            [
                (Mark::Filter(Kind::Topic), "side effects"),
                (Mark::Filter(Kind::Source), "865"),
                (Mark::Filter(Kind::Topic), ""),
            ]
        );
    }

    #[test]
    fn a_quote_ends_the_word_before_it() {
        assert_eq!(of("a\"b c"), [(Mark::Plain, "a"), (Mark::Literal, "b c")]);
    }

    proptest! {
        #[test]
        fn any_text_has_an_end(text in "(\\PC|[\"'!: ]){0,40}") {
            prop_assert!(tokens(&text).count() <= text.len());
        }
    }
}
