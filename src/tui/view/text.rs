//! Laid-out text on the screen: lines of a document with what stands out in them.

use std::ops::Range;

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::pen::Pen;
use crate::library::{Article, MarkStyle};
use crate::tui::app::App;
use crate::tui::document::{Document, Line, Segment, What};

/// What stands out in a stretch of text: bytes of its block's text, and the style to add.
pub type Accents = Vec<(Range<usize>, Style)>;

/// Text of an article and what stands out in it.
pub struct Text<'a> {
    /// For theme and glyphs.
    pub app: &'a App,
    /// Whose text it is.
    pub article: &'a Article,
    /// Its lines.
    pub document: &'a Document,
    /// What stands out in a segment, beside the article's own marks.
    pub accents: &'a dyn Fn(&Segment) -> Accents,
}

impl Text<'_> {
    /// Draws the lines from one on, as many as fit the area.
    pub fn draw(&self, top: usize, pen: &mut Pen, area: Rect) {
        for (y, line) in (area.y..area.bottom()).zip(self.document.lines.iter().skip(top)) {
            self.line(line, pen, Rect { y, height: 1, ..area });
        }
    }

    /// Draws one line on the first row of an area.
    pub fn line(&self, line: &Line, pen: &mut Pen, area: Rect) {
        self.lead(line, pen, area);
        for segment in &line.segments {
            let what = self.document.blocks[segment.block].what;
            let mut overlays = marks(self.article, what);
            overlays.extend((self.accents)(segment));
            let x = area.x.saturating_add(segment.column);
            let room = Rect { x, width: area.right().saturating_sub(x), ..area };
            let text = self.document.text(self.article, segment.block);
            let end =
                stretch(pen, room, text, &segment.range, base_style(self.app, what), &overlays);
            if segment.colon {
                pen.put(end, area.y, area.right().saturating_sub(end), ":", self.app.theme.dim);
            }
        }
    }

    /// Quote bars, and the marker of a list item.
    fn lead(&self, line: &Line, pen: &mut Pen, area: Rect) {
        let (theme, glyphs) = (&self.app.theme, self.app.glyphs);
        let column = |n: usize| area.x.saturating_add(u16::try_from(n).unwrap_or(u16::MAX));
        for quote in 0..line.lead.quotes {
            pen.put(column(quote * 2), area.y, 1, glyphs.post, theme.dim);
        }
        if let Some(marker) = self.document.marker(self.article, line) {
            let x = column(line.lead.quotes * 2 + line.lead.indent);
            let marker = if marker == "•" { glyphs.bullet } else { marker };
            pen.put(x, area.y, area.right().saturating_sub(x), marker, theme.mark);
        }
    }
}

fn base_style(app: &App, what: What) -> Style {
    match what {
        What::Title => app.theme.title.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
        What::Heading(_) => app.theme.strong,
        What::Passage(_) => app.theme.text,
        What::Note(_) => app.theme.dim,
    }
}

fn marks(article: &Article, what: What) -> Accents {
    let What::Passage(passage) = what else { return Vec::new() };
    let style = |style: &MarkStyle| match style {
        MarkStyle::Emphasis => Style::new().add_modifier(Modifier::ITALIC),
        MarkStyle::Strong | MarkStyle::Code => Style::new().add_modifier(Modifier::BOLD),
        MarkStyle::Strike => Style::new().add_modifier(Modifier::CROSSED_OUT),
        MarkStyle::Link(_) => Style::new().add_modifier(Modifier::UNDERLINED),
    };
    article.passages[passage].marks.iter().map(|m| (m.range.clone(), style(&m.style))).collect()
}

/// Draws bytes of a text, each character in its style; returns the column after it.
fn stretch(
    pen: &mut Pen,
    area: Rect,
    text: &str,
    range: &Range<usize>,
    base: Style,
    overlays: &[(Range<usize>, Style)],
) -> u16 {
    let mut x = area.x;
    for (offset, grapheme) in text[range.clone()].grapheme_indices(true) {
        let at = range.start + offset;
        let width = u16::try_from(grapheme.width()).unwrap_or(u16::MAX);
        if width > area.right().saturating_sub(x) {
            break;
        }
        let over = overlays.iter().filter(|(r, _)| r.contains(&at));
        let style = over.fold(base, |style, (_, patch)| style.patch(*patch));
        pen.symbol(x, area.y, grapheme, width, style);
        x += width;
    }
    x
}
