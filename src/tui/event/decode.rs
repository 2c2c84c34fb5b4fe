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
    Key { code, shift, alt, ctrl }
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
