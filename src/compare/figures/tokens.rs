//! Tokens: a passage as words, numbers and single signs, each with its bytes.
//!
//! Words are those of [`words`](crate::library::words); letters that follow digits directly are a
//! token of their own ("40mg", "1960s"). Of what stands between words, blanks are remembered with
//! the token after them, and the signs that the grammar knows are tokens; any others in a row are
//! one.

use std::borrow::Cow;
use std::ops::Range;

use crate::library::words::{Word, fold, words};

/// A word, a number or a sign.
#[derive(Debug, Clone)]
struct Token<'a> {
    range: Range<usize>,
    folded: Cow<'a, str>,
    is_word: bool,
    /// Whether a blank stands before it; the first token has none.
    blank: bool,
}

/// A text and its tokens. Every look beyond either end finds the empty word.
#[derive(Debug, Clone)]
pub struct Tokens<'a> {
    text: &'a str,
    list: Vec<Token<'a>>,
    /// Bytes of the tokens that were looked at.
    #[cfg(test)]
    looks: std::cell::Cell<usize>,
}

impl<'a> Tokens<'a> {
    /// Cuts a text into tokens.
    #[must_use]
    pub fn of(text: &'a str) -> Self {
        let mut tokens = Self {
            text,
            list: Vec::new(),
            #[cfg(test)]
            looks: std::cell::Cell::default(),
        };
        let mut at = 0;
        for word in words(text) {
            let blank = tokens.signs(at..word.range.start);
            at = word.range.end;
            tokens.word_or_number(word, blank);
        }
        tokens.signs(at..text.len());
        tokens
    }

    /// How many tokens there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// The folded word or the sign at an index.
    #[must_use]
    pub fn word(&self, i: usize) -> &str {
        self.token(i).map_or("", |token| &token.folded)
    }

    fn token(&self, i: usize) -> Option<&Token<'a>> {
        let token = self.list.get(i);
        #[cfg(test)]
        self.looks.set(self.looks.get() + token.map_or(0, |token| token.range.len()));
        token
    }

    /// Bytes of the tokens that were looked at so far, each as often as it was.
    #[cfg(test)]
    pub fn looks(&self) -> usize {
        self.looks.get()
    }

    /// The word that stands `back` tokens before an index.
    #[must_use]
    pub fn before(&self, i: usize, back: usize) -> &str {
        i.checked_sub(back).map_or("", |i| self.word(i))
    }

    /// The token as it stands in the text.
    #[must_use]
    pub fn raw(&self, i: usize) -> &'a str {
        self.token(i).map_or("", |token| &self.text[token.range.clone()])
    }

    /// Whether a word or number is at an index, and not a sign or nothing.
    #[must_use]
    pub fn is_word(&self, i: usize) -> bool {
        self.list.get(i).is_some_and(|token| token.is_word)
    }

    /// Whether a blank and nothing else stands between a token and the one before.
    #[must_use]
    pub fn spaced(&self, i: usize) -> bool {
        self.list.get(i).is_some_and(|token| token.blank)
    }

    /// Whether a token follows the one before directly.
    #[must_use]
    pub fn tight(&self, i: usize) -> bool {
        i > 0 && self.list.get(i).is_some_and(|token| !token.blank)
    }

    /// Whether a word follows the one before after a blank.
    #[must_use]
    pub fn follows(&self, i: usize, word: &str) -> bool {
        self.spaced(i) && self.word(i) == word
    }

    /// The index of a word that is joined by a hyphen to the one before `i`, where the hyphen is.
    #[must_use]
    pub fn hyphened(&self, i: usize) -> Option<usize> {
        let joined = self.word(i) == "-" && self.tight(i) && self.tight(i + 1);
        (joined && self.is_word(i + 1)).then_some(i + 1)
    }

    /// The byte at which a token begins.
    #[must_use]
    pub fn start(&self, i: usize) -> usize {
        self.list.get(i).map_or(self.text.len(), |token| token.range.start)
    }

    /// The byte after a token.
    #[must_use]
    pub fn end(&self, i: usize) -> usize {
        self.list.get(i).map_or(self.text.len(), |token| token.range.end)
    }

    /// What stands between a token and the one before.
    #[must_use]
    pub fn gap(&self, i: usize) -> &'a str {
        let from = i.checked_sub(1).map_or(0, |before| self.end(before));
        &self.text[from..self.start(i)]
    }

    fn word_or_number(&mut self, word: Word<'a>, blank: bool) {
        let raw = &self.text[word.range.clone()];
        match letters_after_digits(raw) {
            Some(letters) => {
                let middle = word.range.start + letters;
                self.push(word.range.start..middle, fold(&raw[..letters]), true, blank);
                self.push(middle..word.range.end, fold(&raw[letters..]), true, false);
            }
            None => self.push(word.range, word.folded, true, blank),
        }
    }

    /// Takes in what stands between two words; whether it ends with a blank.
    fn signs(&mut self, gap: Range<usize>) -> bool {
        let mut blank = false;
        for (at, c) in self.text[gap.clone()].char_indices() {
            if c.is_whitespace() && c != '\n' {
                blank = true;
                continue;
            }
            let start = gap.start + at;
            self.sign(start..start + c.len_utf8(), c, blank);
            blank = false;
        }
        blank
    }

    fn sign(&mut self, range: Range<usize>, c: char, blank: bool) {
        let name = known(c);
        match self.list.last_mut() {
            Some(last) if name == OTHER && last.folded == OTHER && !blank => {
                last.range.end = range.end;
            }
            _ => self.push(range, Cow::Borrowed(name), false, blank),
        }
    }

    fn push(&mut self, range: Range<usize>, folded: Cow<'a, str>, is_word: bool, blank: bool) {
        let blank = blank && !self.list.is_empty();
        self.list.push(Token { range, folded, is_word, blank });
    }
}

/// What a sign is called that means nothing to the grammar.
const OTHER: &str = "\u{fffd}";

/// One name for signs that mean the same.
fn known(c: char) -> &'static str {
    match c {
        '-' | '–' | '‐' | '‑' | '‒' | '−' => "-",
        '/' | '⁄' => "/",
        '\'' | '’' | '‘' => "'",
        '~' | '∼' | '≈' => "~",
        '%' => "%",
        '°' => "°",
        '$' => "$",
        '€' => "€",
        '£' => "£",
        '+' => "+",
        '<' => "<",
        '>' => ">",
        '≤' => "≤",
        '≥' => "≥",
        ',' => ",",
        '.' => ".",
        '(' => "(",
        ')' => ")",
        '#' => "#",
        _ => OTHER,
    }
}

/// The byte at which the letters of "40mg" begin, where a word is digits and then letters alone.
fn letters_after_digits(raw: &str) -> Option<usize> {
    if !raw.chars().next().is_some_and(char::is_numeric) {
        return None;
    }
    let letters = raw.find(char::is_alphabetic)?;
    raw[letters..].chars().all(|c| !c.is_numeric()).then_some(letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        let tokens = Tokens::of(text);
        (0..tokens.len()).map(|i| tokens.word(i).to_owned()).collect()
    }

    #[test]
    fn numbers_units_and_signs_stand_apart() {
        assert_eq!(cut("40mg, ½ – 70 %"), ["40", "mg", ",", "1⁄2", "-", "70", "%"]);
        assert_eq!(cut("the 1960s’ 0.5 mg/kg"), ["the", "1960", "s", "'", "0.5", "mg", "/", "kg"]);
        assert_eq!(cut("NMDA2A 20th"), ["nmda2a", "20", "th"]);
    }

    #[test]
    fn what_means_nothing_is_one_token() {
        assert_eq!(cut("a;;;=b"), ["a", OTHER, "b"]);
    }

    #[test]
    fn a_hard_break_is_no_blank() {
        let tokens = Tokens::of("two\nweeks");
        assert!(!tokens.spaced(1) && tokens.word(1) == OTHER && tokens.word(2) == "weeks");
    }
}
