//! Below a list of compare: what the cursor is on, in full.

use std::ops::Range;

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::pen::{Pen, width};
use crate::reflow::wrap;
use crate::tui::app::App;
use crate::tui::layout::MEASURE;

/// Running text in one style, and what stands out in it.
#[derive(Clone)]
pub struct Said {
    /// What is said.
    pub text: String,
    /// How it looks.
    pub style: Style,
    /// Bytes that stand out, in order and apart from each other.
    pub marks: Vec<Range<usize>>,
}

impl Said {
    /// Text in which nothing stands out.
    pub fn new(text: impl Into<String>, style: Style) -> Self {
        Self { text: text.into(), style, marks: Vec::new() }
    }

    /// The stretches of a line.
    fn spans(&self, line: &Range<usize>, hit: Style) -> Vec<(&str, Style)> {
        let (mut spans, mut at) = (Vec::new(), line.start);
        for mark in &self.marks {
            let mark = mark.start.clamp(at, line.end)..mark.end.clamp(at, line.end);
            spans.push((&self.text[at..mark.start], self.style));
            at = mark.end;
            spans.push((&self.text[mark], hit));
        }
        spans.push((&self.text[at..line.end], self.style));
        spans
    }
}

/// Draws texts under a rule, at the measure of running text; a sign stands where there is no room.
pub fn draw(app: &App, pen: &mut Pen, area: Rect, said: &[Said]) {
    pen.rule(area, 0, app.theme.dim);
    let measure = area.width.min(MEASURE);
    let wrapped = |said: &Said| wrap(&said.text, usize::from(measure), 0);
    let lines: Vec<_> =
        said.iter().flat_map(|s| wrapped(s).into_iter().map(move |l| (s, l))).collect();
    for (row, (said, line)) in (1..area.height).zip(&lines) {
        pen.spans(area, row, &said.spans(line, app.theme.hit));
    }
    if lines.len() >= usize::from(area.height.max(1)) {
        let more = width(app.glyphs.more).min(area.width);
        pen.put(area.right() - more, area.bottom() - 1, more, app.glyphs.more, app.theme.dim);
    }
}
