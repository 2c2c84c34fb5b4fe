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

#[cfg(test)]
mod tests {
    use ratatui::style::Style;

    use super::*;

    const SIZE: Size = Size { width: 20, height: 3 };

    /// Counts writes, as each may show half a frame.
    #[derive(Default)]
    struct Writes(Vec<Vec<u8>>);

    impl Write for &mut Writes {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.push(bytes.to_vec());
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn say(text: &str) -> impl FnOnce(&mut Buffer, Rect) -> Option<Position> {
        move |buffer, _| {
            buffer.set_string(0, 0, text, Style::new());
            None
        }
    }

    fn screen(writes: &Writes) -> vt100::Parser {
        let size = |cells: u16| cells.try_into().unwrap();
        let mut terminal = vt100::Parser::new(size(SIZE.height), size(SIZE.width), 0);
        terminal.process(b"rubbish of others");
        writes.0.iter().for_each(|bytes| terminal.process(bytes));
        terminal
    }

    #[test]
    fn a_frame_is_one_write_and_only_what_has_changed() {
        let mut writes = Writes::default();
        let mut canvas = Canvas::new(&mut writes, SIZE);
        canvas.paint(say("Side effects")).unwrap();
        canvas.paint(say("Side affects")).unwrap();
        assert_eq!(writes.0.len(), 2);
        assert!(!String::from_utf8_lossy(&writes.0[1]).contains("ffects"));
        assert_eq!(screen(&writes).screen().contents(), "Side affects");
    }

    #[test]
    fn a_cleared_canvas_is_drawn_whole() {
        let mut writes = Writes::default();
        let mut canvas = Canvas::new(&mut writes, SIZE);
        canvas.paint(say("Benefits")).unwrap();
        canvas.clear();
        canvas.paint(say("Benefits")).unwrap();
        assert!(String::from_utf8_lossy(&writes.0[1]).contains("Benefits"));
    }

    #[test]
    fn a_resized_canvas_hands_out_its_new_area() {
        let mut writes = Writes::default();
        let mut canvas = Canvas::new(&mut writes, SIZE);
        canvas.paint(say("Side effects")).unwrap();
        canvas.resize(Size::new(9, 2));
        let mut given = Rect::ZERO;
        canvas
            .paint(|buffer, area| {
                given = buffer.area.intersection(area);
                say("Benefits")(buffer, area)
            })
            .unwrap();
        assert_eq!(given, Rect::new(0, 0, 9, 2));
        assert_eq!(screen(&writes).screen().contents(), "Benefits");
    }

    #[test]
    fn the_cursor_is_shown_only_where_the_frame_has_one() {
        let mut writes = Writes::default();
        let mut canvas = Canvas::new(&mut writes, SIZE);
        canvas.paint(|_, _| Some(Position::new(4, 1))).unwrap();
        let first = writes.0.len();
        assert_eq!((screen(&writes).screen().cursor_position(), first), ((1, 4), 1));
        assert!(!screen(&writes).screen().hide_cursor());
        let mut canvas = Canvas::new(&mut writes, SIZE);
        canvas.paint(|_, _| None).unwrap();
        assert!(screen(&writes).screen().hide_cursor());
    }
}
