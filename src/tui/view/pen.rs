//! The pen: puts text into the buffer, clipped to where it may go.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::reflow::columns;
use crate::tui::theme::Glyphs;

/// A buffer and the glyphs to draw with.
pub struct Pen<'a> {
    buffer: &'a mut Buffer,
    glyphs: Glyphs,
}

/// Columns of a text; more than a terminal has count as its most.
pub fn width(text: &str) -> u16 {
    u16::try_from(columns(text)).unwrap_or(u16::MAX)
}

impl<'a> Pen<'a> {
    /// A pen for a buffer.
    pub fn new(buffer: &'a mut Buffer, glyphs: Glyphs) -> Self {
        Self { buffer, glyphs }
    }

    /// Blanks an area and gives it a style.
    pub fn fill(&mut self, area: Rect, style: Style) {
        let area = area.intersection(self.buffer.area);
        for position in area.positions() {
            self.buffer[position].reset();
            self.buffer[position].set_style(style);
        }
    }

    /// Adds a style to what is drawn in an area.
    pub fn restyle(&mut self, area: Rect, style: Style) {
        self.buffer.set_style(area.intersection(self.buffer.area), style);
    }

    /// Puts text at a place, cut with a sign where it has more than `most` columns; returns the
    /// columns used.
    pub fn put(&mut self, x: u16, y: u16, most: u16, text: &str, style: Style) -> u16 {
        if width(text) <= most {
            return self.put_whole(x, y, most, text, style);
        }
        let sign = width(self.glyphs.more).min(most);
        let used = self.put_whole(x, y, most - sign, text, style);
        used + self.put_whole(x + used, y, sign, self.glyphs.more, style)
    }

    /// Puts as many whole characters as fit.
    fn put_whole(&mut self, x: u16, y: u16, most: u16, text: &str, style: Style) -> u16 {
        let mut used = 0;
        for grapheme in text.graphemes(true) {
            let width = u16::try_from(grapheme.width()).unwrap_or(u16::MAX);
            if width > most - used {
                break;
            }
            self.symbol(x + used, y, grapheme, width, style);
            used += width;
        }
        used
    }

    /// One character; a blank for one that could drive the terminal, nothing outside the buffer.
    pub fn symbol(&mut self, x: u16, y: u16, grapheme: &str, width: u16, style: Style) {
        for column in x..x.saturating_add(width) {
            let Some(cell) = self.buffer.cell_mut(Position::new(column, y)) else { return };
            cell.reset();
            cell.set_style(style);
        }
        let drives = grapheme.chars().any(char::is_control);
        if let (true, Some(cell)) =
            (width > 0 && !drives, self.buffer.cell_mut(Position::new(x, y)))
        {
            cell.set_symbol(&self.glyphs.font.shown(grapheme));
        }
    }

    /// Puts text on a row of an area, cut where it is too long.
    pub fn line(&mut self, area: Rect, row: u16, text: &str, style: Style) -> u16 {
        if row >= area.height {
            return 0;
        }
        self.put(area.x, area.y + row, area.width, text, style)
    }

    /// Puts several stretches of text one after another on a row of an area.
    pub fn spans(&mut self, area: Rect, row: u16, spans: &[(&str, Style)]) -> u16 {
        if row >= area.height {
            return 0;
        }
        let mut used = 0;
        for (text, style) in spans {
            used += self.put(area.x + used, area.y + row, area.width - used, text, *style);
        }
        used
    }

    /// A horizontal rule over a row of an area.
    pub fn rule(&mut self, area: Rect, row: u16, style: Style) {
        if row < area.height {
            let rule = self.glyphs.rule.repeat(usize::from(area.width));
            self.put(area.x, area.y + row, area.width, &rule, style);
        }
    }

    /// A vertical rule of an area's height.
    pub fn post(&mut self, x: u16, area: Rect, style: Style) {
        for y in area.y..area.bottom() {
            self.put(x, y, 1, self.glyphs.post, style);
        }
    }

    /// A cleared box with a frame and a title; returns the area inside.
    pub fn boxed(&mut self, area: Rect, title: &str, text: Style, strong: Style) -> Rect {
        self.fill(area, text);
        let inner = Rect {
            x: area.x + 2,
            y: area.y + 1,
            width: area.width.saturating_sub(4),
            height: area.height.saturating_sub(2),
        };
        self.rule(area, 0, text);
        self.rule(area, area.height.saturating_sub(1), text);
        self.post(area.x, area, text);
        self.post(area.right().saturating_sub(1), area, text);
        self.corners(area, text);
        let title = format!(" {title} ");
        self.put(area.x + 2, area.y, area.width.saturating_sub(4), &title, strong);
        inner
    }

    /// Says on the frame below a box's inside how many lines of its list are out of sight.
    pub fn out_of_sight(&mut self, inner: Rect, above: usize, below: usize, style: Style) {
        let text = match (above, below) {
            (0, 0) => return,
            (0, _) => format!(" {below} more below "),
            (_, 0) => format!(" {above} more above "),
            _ => format!(" {above} more above, {below} below "),
        };
        let columns = width(&text);
        let x = inner.right().saturating_sub(columns).max(inner.x);
        self.put(x, inner.bottom(), inner.right() - x, &text, style);
    }

    fn corners(&mut self, area: Rect, style: Style) {
        let corners =
            if self.glyphs.rule.is_ascii() { ["+"; 4] } else { ["┌", "┐", "└", "┘"] };
        let (right, bottom) = (area.right().saturating_sub(1), area.bottom().saturating_sub(1));
        let places = [(area.x, area.y), (right, area.y), (area.x, bottom), (right, bottom)];
        for (corner, (x, y)) in corners.into_iter().zip(places) {
            self.symbol(x, y, corner, 1, style);
        }
    }
}
