//! Geometry: where the parts of each screen stand, as pure functions of size and content.
//! Update and view call the same ones, so that they agree.

use ratatui::layout::Rect;

/// Columns and rows below which the program only asks for more room.
pub const SMALLEST: (u16, u16) = (40, 12);

/// Columns of running text at most.
pub const MEASURE: u16 = 72;

/// Columns from which the reader shows the outline beside the text.
pub const OUTLINE_FROM: u16 = 90;

/// Columns from which search shows a preview beside the results.
pub const PREVIEW_FROM: u16 = 100;

/// Rows of the body from which search shows a preview below the results where there is no room beside.
const PREVIEW_BELOW_FROM: u16 = 20;

/// The least rows of a preview below the results, and of the results above it.
const PREVIEW_BELOW: u16 = 6;

/// Rows that facets leave to a preview above them, or half of all where there are fewer.
const PREVIEW_ROWS: u16 = 12;

/// Columns below which home is a list of topics.
pub const MATRIX_FROM: u16 = 60;

/// Rows of a search result: where it stands, and its words.
pub const HIT_ROWS: u16 = 2;

const NARROW_OUTLINE: u16 = 30;
const WIDE_OUTLINE: u16 = 48;
const CELL: u16 = 15;
const WIDEST_CELL: u16 = 24;
const COLUMN: u16 = 28;

/// Sources that compare shows one under another at once; the rest page.
const STACKED: usize = 8;

const GUTTER: u16 = 3;

/// Rows, at least and at most, below a list of compare for what the cursor is on.
const ABOUT: (u16, u16) = (5, 10);

/// Columns of a term's name at most: where it is narrow, and where it is wide.
const TERM: (u16, u16) = (10, 25);

/// Columns of a cell of the terms: a count, "all but here", and brackets around them.
const TERM_CELL: u16 = 18;

/// Rows of a body from which a source's name may take three over the terms.
const TALL: u16 = 28;

/// Columns of the box of a page.
const PAGE: u16 = 78;

/// Columns or rows beside a box that are too few to be left to what lies below.
const EDGE: u16 = 6;

/// The three parts of every screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    /// One row.
    pub title: Rect,
    /// All between.
    pub body: Rect,
    /// One row.
    pub hints: Rect,
}

/// Whether there is room to draw anything.
#[must_use]
pub fn has_room(area: Rect) -> bool {
    area.width >= SMALLEST.0 && area.height >= SMALLEST.1
}

/// Title row, body, and the row of keys; body has a margin of one column.
#[must_use]
pub fn frame(area: Rect) -> Frame {
    let row = |y| Rect { y, height: 1.min(area.height), ..area };
    let height = area.height.saturating_sub(2);
    let body = Rect { x: area.x + 1, y: area.y + 1, width: area.width.saturating_sub(2), height };
    Frame { title: row(area.y), body, hints: row(area.bottom().saturating_sub(1)) }
}

/// How the matrix of home is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Home {
    /// Whether there is no room for a matrix.
    pub list: bool,
    /// Columns of the topic names.
    pub label: u16,
    /// Columns of a cell.
    pub cell: u16,
    /// Sources shown at once.
    pub columns: usize,
}

/// Divides home for these topic names' widest and this many sources.
#[must_use]
pub fn home(body: Rect, widest_label: u16, sources: usize) -> Home {
    let label = widest_label.saturating_add(3);
    let room = body.width.saturating_sub(label);
    let columns = usize::from(room / CELL).min(sources).max(1);
    let share = u16::try_from(columns).map_or(CELL, |n| room / n);
    let list = body.width + 2 < MATRIX_FROM || room < CELL;
    Home { list, label, cell: share.clamp(1, WIDEST_CELL), columns }
}

/// How the list of subjects is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subjects {
    /// One row a subject.
    pub list: Rect,
    /// What is wrong with the library, under a rule and a sum; empty where nothing is.
    pub faults: Rect,
}

/// Divides the list of subjects, with this many faults: they get a quarter of the rows at most.
#[must_use]
pub fn subjects(body: Rect, faults: usize) -> Subjects {
    let most = usize::from(body.height / 4);
    let rows = if faults == 0 { 0 } else { (faults + 2).min(most) };
    let rows = u16::try_from(rows).unwrap_or(0);
    let list = Rect { height: body.height - rows, ..body };
    Subjects { list, faults: Rect { y: list.bottom(), height: rows, ..body } }
}

impl Subjects {
    /// Subjects shown at once.
    #[must_use]
    pub fn page(&self) -> usize {
        usize::from(self.list.height).max(1)
    }
}

/// How the reader is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reader {
    /// Beside the text, where there is room.
    pub outline: Option<Rect>,
    /// At most [`MEASURE`] columns.
    pub text: Rect,
}

/// Divides the reader.
#[must_use]
pub fn reader(body: Rect) -> Reader {
    let beside = body.width + 2 >= OUTLINE_FROM;
    let outline =
        body.width.saturating_sub(MEASURE + GUTTER + 1).clamp(NARROW_OUTLINE, WIDE_OUTLINE);
    let left = if beside { outline + GUTTER } else { 0 };
    let width = body.width.saturating_sub(left + 1).min(MEASURE);
    let outline = beside.then_some(Rect { width: outline, ..body });
    Reader { outline, text: Rect { x: body.x + left, width, ..body } }
}

/// How compare is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Compare {
    /// Whether sources stand one under another.
    pub stacked: bool,
    /// Sources shown at once.
    pub columns: usize,
    /// Columns of one source's text.
    pub width: u16,
    /// Columns between two sources.
    pub gutter: u16,
}

/// Divides compare for this many sources.
#[must_use]
pub fn compare(body: Rect, sources: usize) -> Compare {
    let fit = usize::from((body.width + GUTTER) / (COLUMN + GUTTER));
    if fit < 2 {
        let columns = STACKED.min(sources).max(1);
        return Compare { stacked: true, columns, width: body.width, gutter: GUTTER };
    }
    let columns = fit.min(sources).max(1);
    let n = u16::try_from(columns).unwrap_or(1);
    let share = (body.width + GUTTER) / n - GUTTER;
    Compare { stacked: false, columns, width: share.min(MEASURE), gutter: GUTTER }
}

/// How a list of compare is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listed {
    /// The rows.
    pub list: Rect,
    /// What the cursor is on, under a rule.
    pub about: Rect,
}

/// Divides a list of compare: two fifths of the height, within bounds, are left to what the
/// cursor is on.
#[must_use]
pub fn listed(body: Rect) -> Listed {
    let rows = (body.height.saturating_mul(2) / 5).clamp(ABOUT.0, ABOUT.1).min(body.height);
    let list = Rect { height: body.height - rows, ..body };
    Listed { list, about: Rect { y: list.bottom(), height: rows, ..body } }
}

/// How the terms of compare are divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// The sources' names, how much they say, and a rule.
    pub head: Rect,
    /// The rows.
    pub list: Rect,
    /// What the cursor is on, under a rule.
    pub about: Rect,
    /// Columns of the terms' names.
    pub label: u16,
    /// Columns of a cell.
    pub cell: u16,
    /// Sources shown at once, at least 1.
    pub columns: usize,
}

/// Divides the terms of compare for the widest name of a term and this many sources.
#[must_use]
pub fn terms(body: Rect, widest: u16, sources: usize) -> Terms {
    let Listed { list, about } = listed(body);
    let names = if body.height >= TALL { 3 } else { 2 };
    let head = Rect { height: (names + 2).min(list.height), ..list };
    let list = Rect { y: head.bottom(), height: list.height - head.height, ..list };
    let label = widest.min((body.width / 4).clamp(TERM.0, TERM.1)) + 3;
    let room = body.width.saturating_sub(label);
    let columns = usize::from(room / TERM_CELL).min(sources).max(1);
    let share = u16::try_from(columns).map_or(TERM_CELL, |n| room / n);
    Terms { head, list, about, label, cell: share.clamp(1, WIDEST_CELL), columns }
}

/// How search is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Search {
    /// The text field.
    pub input: Rect,
    /// What was found, and what was corrected.
    pub summary: Rect,
    /// The results; without a row where the facets stand in their place.
    pub list: Rect,
    /// The result under the cursor, in its section.
    pub preview: Option<Rect>,
    /// The list of sources and topics.
    pub facets: Option<Rect>,
}

/// Divides search, with this many rows of summary and of facets. The facets stand below the preview
/// and leave it `PREVIEW_ROWS` or half the height, unless they have the focus and need more. Where there is
/// no room beside the results, the preview stands below them, behind a row for a rule, if it is high enough; the
/// facets stand in place of both while they have the focus.
#[must_use]
pub fn search(body: Rect, summary: u16, facets: u16, focused: bool) -> Search {
    let part = |y: u16, height: u16| Rect {
        y: body.y + y.min(body.height),
        height: height.min(body.height.saturating_sub(y)),
        ..body
    };
    let (input, below) = (part(0, 1), part(summary.saturating_add(1), body.height));
    let summary = part(1, summary);
    if !has_preview(body) {
        let (list, preview) =
            if focused { (Rect { height: 0, ..below }, None) } else { stacked(body, below) };
        return Search { input, summary, list, preview, facets: focused.then_some(below) };
    }
    let width = (body.width - GUTTER) / 2;
    let left = width + GUTTER;
    let beside = Rect { x: below.x + left, width: below.width - left, ..below };
    let list = Rect { width, ..below };
    let most = if focused { below.height } else { below.height.saturating_sub(PREVIEW_ROWS) };
    let most = most.max(below.height / 2);
    // One more for the rule above them.
    let height = if facets == 0 { 0 } else { facets.saturating_add(1).min(most) };
    let preview = Rect { height: below.height - height, ..beside };
    let facets = Rect { y: preview.bottom(), height, ..beside };
    let facets = (height > 1).then_some(facets);
    Search { input, summary, list, preview: Some(preview), facets }
}

/// The results and, where it is high enough, the preview below them: a third of the rows.
fn stacked(body: Rect, below: Rect) -> (Rect, Option<Rect>) {
    if body.height < PREVIEW_BELOW_FROM || below.height < 2 * PREVIEW_BELOW + 1 {
        return (below, None);
    }
    let height = (below.height / 3).max(PREVIEW_BELOW);
    let preview = Rect { y: below.bottom() - height, height, ..below };
    (Rect { height: below.height - height - 1, ..below }, Some(preview))
}

/// Whether there is room for a preview beside the results.
#[must_use]
pub fn has_preview(body: Rect) -> bool {
    body.width + 2 >= PREVIEW_FROM
}

/// The box of a page of this many rows.
#[must_use]
pub fn page(body: Rect, rows: usize) -> Rect {
    popup(body, PAGE, u16::try_from(rows.saturating_add(2)).unwrap_or(u16::MAX))
}

/// Columns inside the box of a page.
#[must_use]
pub fn page_width(body: Rect) -> usize {
    usize::from(popup(body, PAGE, body.height).width.saturating_sub(4))
}

/// A box in the middle, at most this large.
#[must_use]
pub fn popup(area: Rect, width: u16, height: u16) -> Rect {
    let nearly = |n: u16, all: u16| if n.saturating_add(EDGE) > all { all } else { n };
    let (width, height) = (nearly(width, area.width), nearly(height, area.height));
    let x = area.x + (area.width - width) / 2;
    let y = area.y + (area.height - height) / 3;
    Rect { x, y, width, height }
}
