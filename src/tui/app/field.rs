//! A text field of one line: sanitised, limited in length, edited by the usual keys.

use tui_input::{Input, InputRequest};

use crate::keymap::{Code, Key};
use crate::library::sanitize::clean_line;
use crate::search::query::rewrite::{Edit, edited, place_after};

/// Characters that a field takes.
pub const LONGEST: usize = 300;

/// What has been typed, and where the cursor is.
#[derive(Debug, Clone, Default)]
pub struct Field {
    input: Input,
}

impl Field {
    /// A field with a text, cleaned and cut as if it had been typed, and the cursor after it.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut field = Self::default();
        field.paste(text);
        field
    }

    /// What has been typed.
    #[must_use]
    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// Columns before the cursor.
    #[must_use]
    pub fn cursor(&self) -> usize {
        self.input.visual_cursor()
    }

    /// Takes up an editing key; false where it does not edit.
    pub fn edit(&mut self, key: Key) -> bool {
        let Some(request) = request(key) else { return false };
        if matches!(request, InputRequest::InsertChar(_)) && self.is_full() {
            return false;
        }
        self.input.handle(request);
        true
    }

    /// Types a text at the cursor, on one line and without anything that could hide in it; false
    /// where the field has no room for all of it.
    pub fn paste(&mut self, text: &str) -> bool {
        let line = clean_line(text);
        let mut rest = line.chars();
        for c in rest.by_ref().take(self.room()) {
            self.input.handle(InputRequest::InsertChar(c));
        }
        rest.next().is_none()
    }

    /// Changes the text; the cursor stays with the characters that it stood between.
    pub fn rewrite(&mut self, edits: &[Edit]) {
        let before = self.text();
        let chars = self.input.cursor();
        let place = before.char_indices().nth(chars).map_or(before.len(), |(at, _)| at);
        let after = edited(before, edits);
        let cursor = after[..place_after(edits, place)].chars().count();
        self.input = Input::new(after).with_cursor(cursor);
    }

    fn is_full(&self) -> bool {
        self.room() == 0
    }

    fn room(&self) -> usize {
        LONGEST.saturating_sub(self.input.value().chars().count())
    }
}

fn request(key: Key) -> Option<InputRequest> {
    use InputRequest as R;
    match (key.code, key.ctrl) {
        (Code::Char(c), false) => Some(R::InsertChar(c)),
        (Code::Char('a'), true) | (Code::Home, _) => Some(R::GoToStart),
        (Code::Char('e'), true) | (Code::End, _) => Some(R::GoToEnd),
        (Code::Char('w'), true) => Some(R::DeletePrevWord),
        (Code::Char('u'), true) => Some(R::DeleteLine),
        (Code::Char('k'), true) => Some(R::DeleteTillEnd),
        (Code::Backspace, _) | (Code::Char('h'), true) => Some(R::DeletePrevChar),
        (Code::Delete, _) => Some(R::DeleteNextChar),
        (Code::Left, _) => Some(R::GoToPrevChar),
        (Code::Right, _) => Some(R::GoToNextChar),
        _ => None,
    }
}
