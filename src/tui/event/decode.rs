//! Bytes from the terminal into events: keys as xterm, VT220 and the Linux console send them, SGR
//! mouse reports, and bracketed pastes.
//!
//! Source: "`XTerm` Control Sequences" (keys, mouse, paste) and ECMA-48 §5.4 (control sequences).

use std::str;

use ratatui::layout::Position;

use super::{Event, Mouse, MouseAction};
use crate::keymap::{Code, Key};
use crate::library::sanitize::clean;

const ESC: u8 = 0x1b;
const PASTE_START: &[u8] = b"\x1b[200~";
const PASTE_END: &[u8] = b"\x1b[201~";

/// Bytes after which a control sequence without an end is noise.
const LONGEST_SEQUENCE: usize = 64;

/// Turns bytes into events, however they are cut into reads; but an escape that ends a read is the
/// key, as waiting for what may follow would be felt at every Esc.
#[derive(Debug, Default)]
pub struct Decoder {
    /// A character, sequence or paste that has begun.
    pending: Vec<u8>,
    /// Bytes of a paste that are known not to hold its end.
    searched: usize,
}

/// What the first bytes mean, and how many they are.
struct Step {
    length: usize,
    event: Option<Event>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Modifiers {
    shift: bool,
    alt: bool,
    ctrl: bool,
}

impl Decoder {
    /// The events that end with these bytes.
    pub fn decode(&mut self, bytes: &[u8]) -> Vec<Event> {
        self.pending.extend_from_slice(bytes);
        let mut events = Vec::new();
        while let Some(step) = self.step() {
            self.pending.drain(..step.length);
            events.extend(step.event);
        }
        events
    }

    /// Gives up what has begun and not ended, as a paste whose end never came.
    pub fn give_up(&mut self) {
        *self = Self::default();
    }

    /// The first whole thing that waits, if there is one.
    fn step(&mut self) -> Option<Step> {
        if self.pending.starts_with(PASTE_START) {
            return self.paste();
        }
        match self.pending.as_slice() {
            [] => None,
            [ESC] | [ESC, ESC, ..] => Some(pressed(1, Modifiers::default(), Code::Esc)),
            [ESC, b'[', ..] => control_sequence(&self.pending),
            [ESC, b'O', rest @ ..] => rest.first().map(|last| Step::key(3, &[], *last)),
            [ESC, rest @ ..] => character(rest, true).map(|step| step.after(1)),
            bytes => character(bytes, false),
        }
    }

    fn paste(&mut self) -> Option<Step> {
        let from = self.searched.max(PASTE_START.len());
        let found = self.pending[from..].windows(PASTE_END.len()).position(|w| w == PASTE_END);
        let Some(found) = found else {
            self.searched = (self.pending.len() + 1).saturating_sub(PASTE_END.len());
            return None;
        };
        self.searched = 0;
        let end = from + found;
        let text = String::from_utf8_lossy(&self.pending[PASTE_START.len()..end]);
        let event = Some(Event::Paste(clean(&text).into_owned()));
        Some(Step { length: end + PASTE_END.len(), event })
    }
}

impl Step {
    fn nothing(length: usize) -> Self {
        Self { length, event: None }
    }

    fn after(self, length: usize) -> Self {
        Self { length: self.length + length, ..self }
    }

    /// A function key by its numbers and last byte.
    fn key(length: usize, numbers: &[u16], last: u8) -> Self {
        let modifiers = Modifiers::numbered(numbers.get(1).copied().unwrap_or(1));
        match function_key(numbers.first().copied().unwrap_or(1), last) {
            Some(code) => pressed(length, modifiers, code),
            None => Self::nothing(length),
        }
    }
}

impl Modifiers {
    /// xterm's modifier parameter: 1 and a bit each.
    fn numbered(number: u16) -> Self {
        let bits = number.saturating_sub(1);
        Self { shift: bits & 1 != 0, alt: bits & 2 != 0, ctrl: bits & 4 != 0 }
    }
}

fn pressed(length: usize, modifiers: Modifiers, code: Code) -> Step {
    Step { length, event: Some(Event::Key(key(modifiers, code))) }
}

fn key(Modifiers { shift, alt, ctrl }: Modifiers, code: Code) -> Key {
    Key { code, ctrl, alt, shift }.normal()
}

/// `ESC [`, parameters and intermediates (0x20–0x3F), one final byte (0x40–0x7E).
fn control_sequence(bytes: &[u8]) -> Option<Step> {
    let body = &bytes[2..];
    let Some(end) = body.iter().position(|byte| !matches!(byte, 0x20..=0x3f)) else {
        return (body.len() > LONGEST_SEQUENCE).then(|| Step::nothing(bytes.len()));
    };
    let (parameters, length) = (&body[..end], end + 3);
    match body[end] {
        b'[' if end == 0 => body.get(1).map(|letter| console_key(*letter)),
        // The coordinates of a mouse report in the oldest form are three bytes of any value.
        b'M' if end == 0 => (body.len() > 3).then(|| Step::nothing(length + 3)),
        b'M' if parameters.starts_with(b"<") => {
            Some(Step { length, event: mouse(&parameters[1..]).map(Event::Mouse) })
        }
        last @ 0x40..=0x7e => Some(match numbers(parameters) {
            Some(numbers) => Step::key(length, &numbers, last),
            None => Step::nothing(length),
        }),
        _ => Some(Step::nothing(length - 1)),
    }
}

/// Numbers between semicolons, an empty one as 1; nothing if there is more than that.
fn numbers(parameters: &[u8]) -> Option<Vec<u16>> {
    let text = str::from_utf8(parameters).ok()?;
    text.split(';').map(|part| if part.is_empty() { Some(1) } else { part.parse().ok() }).collect()
}

/// F1–F5 of the Linux console: `ESC [ [` and a letter.
fn console_key(letter: u8) -> Step {
    match letter {
        b'A'..=b'E' => pressed(4, Modifiers::default(), Code::F(letter - b'A' + 1)),
        _ => Step::nothing(4),
    }
}

fn function_key(number: u16, last: u8) -> Option<Code> {
    Some(match last {
        b'A' => Code::Up,
        b'B' => Code::Down,
        b'C' => Code::Right,
        b'D' => Code::Left,
        b'F' => Code::End,
        b'H' => Code::Home,
        b'P'..=b'S' => Code::F(last - b'P' + 1),
        b'Z' => Code::BackTab,
        b'~' => return numbered_key(number),
        _ => return None,
    })
}

/// The keys of the VT220 and its followers, with their gaps.
fn numbered_key(number: u16) -> Option<Code> {
    Some(match number {
        1 | 7 => Code::Home,
        2 => Code::Insert,
        3 => Code::Delete,
        4 | 8 => Code::End,
        5 => Code::PageUp,
        6 => Code::PageDown,
        11 => Code::F(1),
        12 => Code::F(2),
        13 => Code::F(3),
        14 => Code::F(4),
        15 => Code::F(5),
        17 => Code::F(6),
        18 => Code::F(7),
        19 => Code::F(8),
        20 => Code::F(9),
        21 => Code::F(10),
        23 => Code::F(11),
        24 => Code::F(12),
        _ => return None,
    })
}

/// Button, column and row from 1; bits 2–4 of the button are shift, meta and control.
fn mouse(parameters: &[u8]) -> Option<Mouse> {
    let &[button, x, y] = numbers(parameters)?.as_slice() else { return None };
    let action = match button & !0b1_1100 {
        0 => MouseAction::Press,
        64 => MouseAction::ScrollUp,
        65 => MouseAction::ScrollDown,
        _ => return None,
    };
    Some(Mouse { action, at: Position::new(x.checked_sub(1)?, y.checked_sub(1)?) })
}

/// A control byte or a character of UTF-8.
fn character(bytes: &[u8], alt: bool) -> Option<Step> {
    let (&first, start) = (bytes.first()?, &bytes[..bytes.len().min(4)]);
    if first < b' ' || first == 0x7f {
        return Some(control(first, alt));
    }
    let valid = match str::from_utf8(start) {
        Ok(text) => text,
        Err(error) if error.valid_up_to() > 0 => {
            str::from_utf8(&start[..error.valid_up_to()]).ok()?
        }
        Err(error) => return error.error_len().map(Step::nothing),
    };
    valid.chars().next().map(|typed| text(typed, alt))
}

/// A printable character; one that text may not hold is not typed either.
fn text(typed: char, alt: bool) -> Step {
    let length = typed.len_utf8();
    if clean(typed.encode_utf8(&mut [0; 4])).is_empty() {
        return Step::nothing(length);
    }
    pressed(length, Modifiers { alt, ..Modifiers::default() }, Code::Char(typed))
}

/// A byte below a blank, or DEL.
fn control(byte: u8, alt: bool) -> Step {
    let (ctrl, code) = match byte {
        b'\t' => (false, Code::Tab),
        b'\r' => (false, Code::Enter),
        0x7f => (false, Code::Backspace),
        0 => (true, Code::Char(' ')),
        0x01..=0x1a => (true, Code::Char(char::from(byte - 1 + b'a'))),
        _ => (true, Code::Char(char::from(byte - 0x1c + b'4'))),
    };
    pressed(1, Modifiers { ctrl, alt, shift: false }, code)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Keys in the notation of the keymap; other events as they print.
    fn written(events: Vec<Event>) -> Vec<String> {
        let written = |event| match event {
            Event::Key(key) => key.to_string(),
            other => format!("{other:?}"),
        };
        events.into_iter().map(written).collect()
    }

    fn decoded(bytes: &[u8]) -> Vec<String> {
        written(Decoder::default().decode(bytes))
    }

    #[track_caller]
    fn assert_keys(bytes: &[u8], keys: &str) {
        assert_eq!(decoded(bytes).join(" "), keys, "{:?}", String::from_utf8_lossy(bytes));
    }

    #[test]
    fn characters_are_themselves() {
        assert_keys("jA?é漢🩺".as_bytes(), "j A ? é 漢 🩺");
        assert_keys(b" ", "space");
    }

    #[test]
    fn control_bytes_are_named_keys_or_letters_with_control() {
        assert_keys(b"\t\r\x7f\x08\n", "tab enter backspace ctrl-h ctrl-j");
        assert_keys(b"\x00\x03\x1a", "ctrl-space ctrl-c ctrl-z");
        assert_keys(b"\x1c\x1d\x1e\x1f", "ctrl-4 ctrl-5 ctrl-6 ctrl-7");
    }

    #[test]
    fn the_keys_that_the_keymap_writes_otherwise_are_those_that_the_terminal_sends() {
        for (bytes, text) in [("\t", "ctrl-i"), ("\x1c", "ctrl-\\"), ("\x1f", "ctrl-/")] {
            let key: Key = text.parse().unwrap();
            assert_eq!(Decoder::default().decode(bytes.as_bytes()), [Event::Key(key)], "{text}");
        }
    }

    #[test]
    fn an_escape_alone_is_the_key_at_once() {
        assert_keys(b"\x1b", "esc");
        assert_keys(b"\x1b\x1b[A", "esc up");
    }

    #[test]
    fn an_escape_before_a_key_is_alt() {
        assert_keys(b"\x1bv\x1b\x08\x1b\xc3\xa9", "alt-v ctrl-alt-h alt-é");
    }

    #[test]
    fn arrows_come_in_both_cursor_modes_and_with_modifiers() {
        assert_keys(b"\x1b[A\x1bOB\x1b[1;5C\x1b[1;3D", "up down ctrl-right alt-left");
        assert_keys(b"\x1b[H\x1b[F\x1bOH\x1b[1;2F\x1b[Z", "home end home shift-end backtab");
    }

    #[test]
    fn numbered_and_function_keys_have_the_numbers_of_the_vt220() {
        assert_keys(b"\x1b[1~\x1b[2~\x1b[3~\x1b[4~", "home insert delete end");
        assert_keys(b"\x1b[5~\x1b[6~\x1b[6;5~", "pageup pagedown ctrl-pagedown");
        assert_keys(b"\x1bOP\x1bOS\x1b[15~\x1b[17~\x1b[24~", "f1 f4 f5 f6 f12");
        assert_keys(b"\x1b[[A\x1b[[E\x1b[1;2R", "f1 f5 shift-f3");
    }

    #[test]
    fn what_no_key_sends_is_passed_over_whole() {
        for noise in [&b"\x1b[?62;4c"[..], b"\x1b[99~", b"\x1b[M !!", b"\x1b[<3;1;1M", b"\x1bOx"] {
            assert_keys(&[noise, b"j"].concat(), "j");
        }
        assert_keys(b"\xff\xc3j", "j");
        assert_keys(b"\x1b[12\x1b[A", "up");
        assert_keys("\u{202e}\u{200b}j".as_bytes(), "j");
    }

    #[test]
    fn a_control_sequence_without_end_does_not_hold_the_keys_for_ever() {
        let mut decoder = Decoder::default();
        assert!(decoder.decode(&[b"\x1b[".as_slice(), &[b'1'; 100]].concat()).is_empty());
        assert_eq!(written(decoder.decode(b"j")), ["j"]);
    }

    #[test]
    fn the_mouse_is_told_by_cells_from_0() {
        let at = |action, x, y| Event::Mouse(Mouse { action, at: Position::new(x, y) });
        let reports = b"\x1b[<0;1;1M\x1b[<0;1;1m\x1b[<64;300;20M\x1b[<69;2;3M\x1b[<0;0;1M";
        assert_eq!(
            Decoder::default().decode(reports),
            [
                at(MouseAction::Press, 0, 0),
                at(MouseAction::ScrollUp, 299, 19),
                at(MouseAction::ScrollDown, 1, 2)
            ]
        );
    }

    #[test]
    fn a_paste_is_one_event_without_what_could_drive_a_terminal() {
        let events = Decoder::default().decode(b"a\x1b[200~q\rdose\x1b[31m\x07\xff\x1b[201~b");
        assert_eq!(written(events), ["a", "Paste(\"q\\ndose\u{fffd}\")", "b"]);
    }

    #[test]
    fn a_paste_is_found_whole_wherever_the_reads_cut_it() {
        let bytes = b"\x1b[200~\x1b[20\x1b[201~j";
        for cut in PASTE_START.len()..bytes.len() {
            let mut decoder = Decoder::default();
            let mut events = decoder.decode(&bytes[..cut]);
            events.extend(decoder.decode(&bytes[cut..]));
            assert_eq!(written(events), ["Paste(\"\")", "j"], "cut at {cut}");
        }
    }

    proptest! {
        #[test]
        fn the_cuts_between_reads_change_nothing(
            parts in prop::collection::vec("[a-zé漢\t\r]|\x1b\\[(A|5~|1;5C|200~ab\x1b\\[201~)", 1..20),
            cut in any::<prop::sample::Index>(),
        ) {
            let bytes = parts.concat().into_bytes();
            let cut = cut.index(bytes.len());
            prop_assume!(!bytes[..cut].ends_with(&[ESC]));
            let mut decoder = Decoder::default();
            let mut events = decoder.decode(&bytes[..cut]);
            events.extend(decoder.decode(&bytes[cut..]));
            prop_assert_eq!(written(events), decoded(&bytes));
        }

        #[test]
        fn no_bytes_make_it_panic_or_stall(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let mut decoder = Decoder::default();
            for read in bytes.chunks(7) {
                decoder.decode(read);
            }
        }
    }
}
