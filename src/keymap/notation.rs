//! Keys and how they are written: `j`, `A`, `ctrl-c`, `alt-v`, `pagedown`, `g g`.
//!
//! A key is held as a terminal sends it, so that one key never has two forms: `ctrl-i` is `tab`,
//! `shift-a` is `A`, `shift-tab` is `backtab`.

use std::fmt;
use std::str::FromStr;

use crate::library::nearest::{did_you_mean, nearest};
use crate::library::sanitize::clean;

/// A key with the modifiers held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which key, or which character it types.
    pub code: Code,
    /// Control is held.
    pub ctrl: bool,
    /// Alt or Meta is held.
    pub alt: bool,
    /// Shift is held, beside a key that types no character.
    pub shift: bool,
}

/// A key of the keyboard, or the character that it types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Code {
    Char(char),
    /// From 1 to 12.
    F(u8),
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    Insert,
    Delete,
    Backspace,
    Enter,
    Esc,
    Tab,
    BackTab,
}

/// Why a text is no key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// There is nothing but blanks.
    #[error("no key: write `space` for the space bar, or `[]` to unbind")]
    Empty,
    /// No key has this name.
    #[error("unknown key `{0}`{hint}", hint = did_you_mean(.1.as_deref()))]
    Unknown(String, Option<String>),
    /// A function key beyond those that terminals send.
    #[error("no key `{0}`: function keys go from `f1` to `f12`")]
    Function(String),
    /// Shift beside a character that has no capital.
    #[error("`{0}` depends on the keyboard: write the character that it types")]
    Shift(String),
    /// More keys one after another than anyone types.
    #[error("a sequence of {0} keys: there may be {LONGEST} at most")]
    Long(usize),
}

/// Keys of a sequence at most.
const LONGEST: usize = 8;

/// Every key that goes by a name; the first name of a key is the one that is shown.
const NAMES: [(&str, Code); 24] = [
    ("up", Code::Up),
    ("down", Code::Down),
    ("left", Code::Left),
    ("right", Code::Right),
    ("home", Code::Home),
    ("end", Code::End),
    ("pageup", Code::PageUp),
    ("pgup", Code::PageUp),
    ("pagedown", Code::PageDown),
    ("pgdn", Code::PageDown),
    ("pgdown", Code::PageDown),
    ("insert", Code::Insert),
    ("ins", Code::Insert),
    ("delete", Code::Delete),
    ("del", Code::Delete),
    ("backspace", Code::Backspace),
    ("enter", Code::Enter),
    ("return", Code::Enter),
    ("esc", Code::Esc),
    ("escape", Code::Esc),
    ("tab", Code::Tab),
    ("backtab", Code::BackTab),
    ("space", Code::Char(' ')),
    ("minus", Code::Char('-')),
];

const MODIFIERS: [&str; 3] = ["ctrl", "alt", "shift"];

/// What terminals send for a character with control held, where that is another key.
/// Source: ECMA-48 §5.2 (the C0 set) and the keys that VT220 and xterm give its codes.
const SENT_FOR_CTRL: [(char, Key); 9] = [
    ('i', Key::plain(Code::Tab)),
    ('m', Key::plain(Code::Enter)),
    ('[', Key::plain(Code::Esc)),
    ('@', Key::ctrl(' ')),
    ('\\', Key::ctrl('4')),
    (']', Key::ctrl('5')),
    ('^', Key::ctrl('6')),
    ('_', Key::ctrl('7')),
    ('/', Key::ctrl('7')),
];

/// Letters that edit a text field with control held.
const EDITING_LETTERS: [char; 6] = ['a', 'e', 'h', 'k', 'u', 'w'];

impl Key {
    /// A key without modifiers.
    #[must_use]
    pub const fn plain(code: Code) -> Self {
        Self { code, ctrl: false, alt: false, shift: false }
    }

    const fn ctrl(c: char) -> Self {
        Self { code: Code::Char(c), ctrl: true, alt: false, shift: false }
    }

    /// Whether the key does something in a text field: it types, moves the cursor within the line,
    /// or takes characters away. `ctrl-h` is there as the Backspace of many terminals.
    #[must_use]
    pub fn is_editing(self) -> bool {
        match self.code {
            Code::Char(c) if self.ctrl => !self.alt && EDITING_LETTERS.contains(&c),
            Code::Char(_) => !self.alt,
            Code::Left | Code::Right | Code::Home | Code::End | Code::Backspace | Code::Delete => {
                self == Self::plain(self.code)
            }
            _ => false,
        }
    }

    /// Whether the key takes away the character before the cursor in a text field.
    #[must_use]
    pub fn erases(self) -> bool {
        self == Self::plain(Code::Backspace) || self == Self::ctrl('h')
    }

    /// The key in its one form, as a terminal sends it.
    #[must_use]
    pub fn normal(self) -> Self {
        match self.code {
            Code::Char(c) if self.ctrl => Self { alt: self.alt, ..sent_for_ctrl(c) },
            Code::Char(c) if self.shift => {
                Self { code: Code::Char(capital(c)), shift: false, ..self }
            }
            Code::Tab if self.shift => Self { code: Code::BackTab, shift: false, ..self },
            Code::BackTab => Self { shift: false, ..self },
            _ => self,
        }
    }
}

fn sent_for_ctrl(c: char) -> Key {
    let c = c.to_ascii_lowercase();
    let sent = SENT_FOR_CTRL.iter().find(|(held, _)| *held == c);
    sent.map_or(Key::ctrl(c), |(_, key)| *key)
}

/// The capital of a letter, where it is one character.
fn capital(c: char) -> char {
    let mut capitals = c.to_uppercase();
    match (capitals.next(), capitals.next()) {
        (Some(capital), None) => capital,
        _ => c,
    }
}

/// Reads a sequence: keys with blanks between them.
///
/// # Errors
/// The first text that is no key, or that there is none, or too many.
pub fn sequence(text: &str) -> Result<Vec<Key>, KeyError> {
    let keys: Vec<Key> = text.split_whitespace().map(str::parse).collect::<Result<_, _>>()?;
    match keys.len() {
        0 => Err(KeyError::Empty),
        1..=LONGEST => Ok(keys),
        count => Err(KeyError::Long(count)),
    }
}

/// Writes a sequence as [`sequence`] reads it.
#[must_use]
pub fn written(keys: &[Key]) -> String {
    keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

impl FromStr for Key {
    type Err = KeyError;

    /// Reads modifiers, each with `-`, and then a name or a character. Names and modifiers may have
    /// capitals; a character means itself.
    fn from_str(text: &str) -> Result<Self, KeyError> {
        let (held, name) = split(text);
        let held = |modifier| held.iter().any(|h| h.eq_ignore_ascii_case(modifier));
        let key = Self {
            code: code(name).ok_or_else(|| unknown(text, name))?,
            ctrl: held("ctrl"),
            alt: held("alt"),
            shift: held("shift"),
        };
        match key.code {
            Code::Char(c) if key.shift && !key.ctrl && !c.is_uppercase() && capital(c) == c => {
                Err(KeyError::Shift(text.to_owned()))
            }
            _ => Ok(key.normal()),
        }
    }
}

/// The modifiers of a key and what is left.
fn split(text: &str) -> (Vec<&str>, &str) {
    let (mut held, mut rest) = (Vec::new(), text);
    while let Some((modifier, name)) = rest.split_once('-').filter(|(_, name)| !name.is_empty()) {
        if !MODIFIERS.iter().any(|m| m.eq_ignore_ascii_case(modifier)) {
            break;
        }
        held.push(modifier);
        rest = name;
    }
    (held, rest)
}

fn code(name: &str) -> Option<Code> {
    let mut chars = name.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => (clean(name) == name).then_some(Code::Char(c)),
        _ => named(name).or_else(|| function(name)),
    }
}

fn named(name: &str) -> Option<Code> {
    NAMES.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, code)| *code)
}

fn function(name: &str) -> Option<Code> {
    function_number(name).filter(|n| (1..=12).contains(n)).map(Code::F)
}

fn function_number(name: &str) -> Option<u8> {
    name.strip_prefix(['f', 'F']).filter(|n| !n.starts_with('+')).and_then(|n| n.parse().ok())
}

fn unknown(text: &str, name: &str) -> KeyError {
    if function_number(name).is_some() {
        return KeyError::Function(text.to_owned());
    }
    let meant = suggestion(text).filter(|meant| meant.parse::<Key>().is_ok());
    KeyError::Unknown(text.to_owned(), meant)
}

/// What a text was probably meant to be: its modifiers and its name, each the nearest there is.
fn suggestion(text: &str) -> Option<String> {
    let text = text.to_ascii_lowercase().replace('+', "-");
    let names = || NAMES.iter().map(|(name, _)| *name);
    if let Some(name) = nearest(&text, names()) {
        return Some(name.to_owned());
    }
    let (held, name) = text.rsplit_once('-')?;
    let held: Option<Vec<&str>> =
        held.split('-').map(|h| nearest(h, MODIFIERS.into_iter())).collect();
    let name = if code(name).is_some() { name } else { nearest(name, names())? };
    Some(format!("{}-{name}", held?.join("-")))
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, modifier) in [self.ctrl, self.alt, self.shift].into_iter().zip(MODIFIERS) {
            if held {
                write!(f, "{modifier}-")?;
            }
        }
        self.code.fmt(f)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self, NAMES.iter().find(|(_, code)| code == self)) {
            (Self::Char('-'), _) => f.write_str("-"),
            (_, Some((name, _))) => f.write_str(name),
            (Self::Char(c), None) => write!(f, "{c}"),
            (Self::F(number), None) => write!(f, "f{number}"),
            (_, None) => write!(f, "{self:?}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    fn key(text: &str) -> Key {
        text.parse().unwrap()
    }

    fn error(text: &str) -> String {
        text.parse::<Key>().unwrap_err().to_string()
    }

    #[rstest]
    #[case("j", "j")]
    #[case("shift-a", "A")]
    #[case("A", "A")]
    #[case("shift-é", "É")]
    #[case("[", "[")]
    #[case("?", "?")]
    #[case("-", "-")]
    #[case("+", "+")]
    #[case("minus", "-")]
    #[case("ctrl--", "ctrl--")]
    #[case("alt--", "alt--")]
    #[case("space", "space")]
    #[case("ctrl-space", "ctrl-space")]
    #[case("Ctrl-C", "ctrl-c")]
    #[case("ctrl-shift-c", "ctrl-c")]
    #[case("alt-V", "alt-V")]
    #[case("alt-<", "alt-<")]
    #[case("alt-ctrl-x", "ctrl-alt-x")]
    #[case("f12", "f12")]
    #[case("PageDown", "pagedown")]
    #[case("pgdn", "pagedown")]
    #[case("shift-pgup", "shift-pageup")]
    #[case("shift-tab", "backtab")]
    #[case("backtab", "backtab")]
    #[case("escape", "esc")]
    #[case("ctrl-left", "ctrl-left")]
    fn a_key_is_shown_in_its_one_form(#[case] typed: &str, #[case] shown: &str) {
        assert_eq!(key(typed).to_string(), shown);
    }

    #[rstest]
    #[case("ctrl-i", "tab")]
    #[case("ctrl-m", "enter")]
    #[case("ctrl-[", "esc")]
    #[case("ctrl-/", "ctrl-7")]
    #[case("alt-ctrl-m", "alt-enter")]
    fn a_key_that_terminals_send_as_another_is_that_one(#[case] typed: &str, #[case] sent: &str) {
        assert_eq!(key(typed), key(sent));
    }

    #[rstest]
    #[case("pgdwn", "unknown key `pgdwn`; did you mean `pgdn`?")]
    #[case("page-down", "unknown key `page-down`; did you mean `pagedown`?")]
    #[case("ctrl+c", "unknown key `ctrl+c`; did you mean `ctrl-c`?")]
    #[case("crtl-c", "unknown key `crtl-c`; did you mean `ctrl-c`?")]
    #[case("ctrl-pgdwn", "unknown key `ctrl-pgdwn`; did you mean `ctrl-pgdn`?")]
    #[case("gg", "unknown key `gg`")]
    #[case("alt-", "unknown key `alt-`")]
    #[case("super-a", "unknown key `super-a`")]
    #[case("f13", "no key `f13`: function keys go from `f1` to `f12`")]
    #[case("f0", "no key `f0`: function keys go from `f1` to `f12`")]
    #[case("f+1", "unknown key `f+1`")]
    #[case("shift-1", "`shift-1` depends on the keyboard: write the character that it types")]
    fn what_is_no_key_is_explained(#[case] typed: &str, #[case] message: &str) {
        assert_eq!(error(typed), message);
    }

    #[test]
    fn a_sequence_has_an_end() {
        assert_eq!(sequence(&"g ".repeat(8)).map(|keys| keys.len()), Ok(8));
        let error = sequence(&"g ".repeat(9)).unwrap_err().to_string();
        assert_eq!(error, "a sequence of 9 keys: there may be 8 at most");
    }

    #[test]
    fn an_invisible_character_is_no_key() {
        assert!("\u{1b}".parse::<Key>().is_err());
        assert!("\u{202e}".parse::<Key>().is_err());
    }

    #[test]
    fn a_sequence_is_keys_with_blanks_between() {
        assert_eq!(sequence(" g  ctrl-g ").unwrap(), [key("g"), key("ctrl-g")]);
        assert_eq!(written(&sequence("g ctrl-g").unwrap()), "g ctrl-g");
        assert_eq!(sequence(" "), Err(KeyError::Empty));
        assert_eq!(sequence("g pgdwn").unwrap_err().to_string(), error("pgdwn"));
    }

    #[rstest]
    #[case("a", true)]
    #[case("A", true)]
    #[case("space", true)]
    #[case("ctrl-a", true)]
    #[case("ctrl-h", true)]
    #[case("left", true)]
    #[case("delete", true)]
    #[case("ctrl-left", false)]
    #[case("ctrl-p", false)]
    #[case("alt-a", false)]
    #[case("ctrl-alt-a", false)]
    #[case("up", false)]
    #[case("enter", false)]
    #[case("tab", false)]
    #[case("esc", false)]
    fn keys_that_do_something_in_a_text_field_are_known(
        #[case] typed: &str,
        #[case] editing: bool,
    ) {
        assert_eq!(key(typed).is_editing(), editing);
    }

    prop_compose! {
        fn any_key()(
            code in prop_oneof![
                prop::sample::select(NAMES.to_vec()).prop_map(|(_, code)| code),
                (1..=12u8).prop_map(Code::F),
                "[!-~À-ſ]".prop_map(|text| Code::Char(text.chars().next().unwrap())),
            ],
            ctrl: bool, alt: bool, shift: bool,
        ) -> Key {
            Key { code, ctrl, alt, shift }.normal()
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_as_the_same_key(key in any_key()) {
            prop_assert_eq!(key.to_string().parse(), Ok(key));
            prop_assert_eq!(key.normal(), key);
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in "\\PC{0,12}") {
            let _ = sequence(&text);
        }
    }
}
