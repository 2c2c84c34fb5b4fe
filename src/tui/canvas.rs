//! Frames: what is drawn into a buffer goes out as its difference from the last one, in one write.

use std::io::{self, Write};
use std::mem;

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};

/// A terminal's screen as it stands, and the next one.
///
/// `ratatui::Terminal` would ask for the size before each frame and for the cursor at each clear,
/// and flush three times a frame.
pub struct Canvas<W> {
    output: W,
    shown: Buffer,
    next: Buffer,
    stale: bool,
    bytes: Vec<u8>,
}

impl<W: Write> Canvas<W> {
    /// A canvas of a size in columns and rows, on a screen of unknown content.
    pub fn new(output: W, size: Size) -> Self {
        let blank = Buffer::empty(Rect::from(size));
        Self { output, shown: blank.clone(), next: blank, stale: true, bytes: Vec::new() }
    }

    /// Takes on a size in columns and rows; the next frame is drawn from scratch.
    pub fn resize(&mut self, size: Size) {
        self.next.resize(Rect::from(size));
        self.clear();
    }

    /// Lets the next frame be drawn from scratch.
    pub fn clear(&mut self) {
        self.stale = true;
    }

    /// Draws a frame. The function is handed an empty buffer and its area, and returns where the
    /// cursor stands, if it is shown.
    ///
    /// # Errors
    ///
    /// When the terminal takes no output.
    pub fn paint(
        &mut self,
        draw: impl FnOnce(&mut Buffer, Rect) -> Option<Position>,
    ) -> io::Result<()> {
        let area = self.next.area;
        self.next.reset();
        let cursor = draw(&mut self.next, area);
        self.compose(cursor)?;
        self.output.write_all(&self.bytes)?;
        mem::swap(&mut self.shown, &mut self.next);
        self.output.flush()
    }

    /// Writes the frame into `bytes`, so that nothing goes out before it is whole.
    fn compose(&mut self, cursor: Option<Position>) -> io::Result<()> {
        self.bytes.clear();
        queue!(self.bytes, BeginSynchronizedUpdate, Hide)?;
        if mem::take(&mut self.stale) {
            queue!(self.bytes, Clear(ClearType::All))?;
            self.shown = Buffer::empty(self.next.area);
        }
        CrosstermBackend::new(&mut self.bytes).draw(self.shown.diff_iter(&self.next))?;
        if let Some(Position { x, y }) = cursor {
            queue!(self.bytes, MoveTo(x, y), Show)?;
        }
        queue!(self.bytes, EndSynchronizedUpdate)
    }
}
