//! Tokens: a query cut at its blanks and quotes, each piece with the mark before it.

use std::ops::Range;

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
    /// Whether it has a quote that is not closed.
    pub open: bool,
}

const QUOTES: [char; 4] = ['"', '“', '”', '„'];

/// The tokens of a query, in order.
pub fn tokens(query: &str) -> impl Iterator<Item = Token<'_>> {
    placed(query).map(|(_, token)| token)
}

/// The tokens of a query, in order, each with its bytes, marks and quotes among them.
pub fn placed(query: &str) -> impl Iterator<Item = (Range<usize>, Token<'_>)> {
    let mut rest = query.trim_start();
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (token, after) = first(rest);
        let place = query.len() - rest.len()..query.len() - after.len();
        rest = after.trim_start();
        Some((place, token))
    })
}

fn first(rest: &str) -> (Token<'_>, &str) {
    let bare = rest.trim_start_matches(['!', '\'']);
    let marks = &rest[..rest.len() - bare.len()];
    let named = [("topic:", Kind::Topic), ("source:", Kind::Source)];
    let named = named.iter().find_map(|(name, kind)| Some((*kind, after(bare, name)?)));
    if let Some((kind, value)) = named.filter(|_| marks.is_empty()) {
        let piece = piece(value);
        return (piece.token(Mark::Filter(kind)), piece.rest);
    }
    let piece = piece(bare);
    let mark = match (marks.contains('!'), piece.quoted || marks.contains('\'')) {
        (true, _) => Mark::Without,
        (false, true) => Mark::Literal,
        (false, false) => Mark::Plain,
    };
    (piece.token(mark), piece.rest)
}

/// What follows a name, which may stand in any case.
fn after<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let head = text.get(..name.len())?;
    head.eq_ignore_ascii_case(name).then(|| &text[name.len()..])
}

/// The text of a token and what follows it.
struct Piece<'a> {
    text: &'a str,
    rest: &'a str,
    quoted: bool,
    open: bool,
}

impl<'a> Piece<'a> {
    fn token(&self, mark: Mark) -> Token<'a> {
        Token { mark, text: self.text, open: self.open }
    }
}

/// What stands up to the closing quote, or up to the next blank or quote.
fn piece(text: &str) -> Piece<'_> {
    if let Some(inside) = text.strip_prefix(QUOTES) {
        let close = inside.find(QUOTES);
        let (text, rest) = inside.split_at(close.unwrap_or(inside.len()));
        let rest = rest.trim_start_matches(QUOTES);
        return Piece { text, rest, quoted: true, open: close.is_none() };
    }
    let end = text.find(|c: char| c.is_whitespace() || QUOTES.contains(&c)).unwrap_or(text.len());
    let (text, rest) = text.split_at(end);
    Piece { text, rest, quoted: false, open: false }
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
