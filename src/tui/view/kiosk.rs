//! What a kiosk shows beside the reader: the first page while nobody is there, and the question
//! whether somebody still is. Both stand still.

use std::collections::HashSet;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::pen::Pen;
use super::title;
use crate::library::Library;
use crate::library::said::NOT_ADVICE;
use crate::library::words::counted;
use crate::reflow::wrap;
use crate::tui::app::App;
use crate::tui::layout;

/// Columns of the text on the first page.
const COLUMNS: u16 = 60;

/// Columns of the question's box.
const QUESTION: u16 = 52;

const WHAT: &str = "Read each of them, compare what they say on a topic, and search them all. \
    What a source does not say is shown as not said.";
const NOTHING_KEPT: &str = "Nothing that you read or type here is kept. When no key is touched for a \
    while, it is all forgotten.";
const LEAVE: &str = "To leave at once, go back to the first screen, and there press backspace and \
    then enter.";
const BEGIN: &str = "Press any key to begin";

const STILL_THERE: &str = "Are you still there?";
const ANSWER: &str = "Press any key to go on where you are. Otherwise everything of this visit is \
    forgotten within 20 seconds, and the first page stands here again.";

const GO_ON: &str = "any key goes on";

const LEAVING: &str = "Do you want to leave?";
const END: &str = "Press enter to end this visit: everything of it is forgotten at once, and the first \
    page stands here again. Any other key goes on where you are.";
const LEAVE_OR_GO_ON: &str = "enter leaves, any other key goes on";

/// Draws the first page.
pub fn draw_first_page(app: &App, buffer: &mut Buffer) {
    let Some(mut pen) = super::ground(app, buffer) else { return };
    title(app, &mut pen, &["pamphlet"], &[]);
    let body = app.frame().body;
    let columns = body.width.min(COLUMNS);
    let lines = first_page(app, columns, body.height);
    let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(body.height);
    let above = (body.height - rows) / 3;
    let area = Rect {
        x: body.x + (body.width - columns) / 2,
        y: body.y + above,
        width: columns,
        height: rows,
    };
    for (row, (text, style)) in (0..).zip(&lines) {
        pen.line(area, row, text, *style);
    }
}

/// The lines of the first page: without what can be spared where there are not so many rows.
fn first_page(app: &App, columns: u16, rows: u16) -> Vec<(String, Style)> {
    let about = about(&app.library);
    let theme = &app.theme;
    let paragraphs = [
        (about.as_str(), theme.strong),
        (WHAT, theme.text),
        (NOTHING_KEPT, theme.text),
        (LEAVE, theme.text),
        (NOT_ADVICE, theme.text),
        (BEGIN, theme.key),
    ];
    let [about, _, kept, _, advice, begin] = paragraphs;
    let choices: [&[(&str, Style)]; 3] =
        [&paragraphs, &[about, kept, advice, begin], &[begin, advice, kept]];
    let mut laid = choices.into_iter().map(|choice| set(choice, columns));
    let fits = |lines: &Vec<_>| lines.len() <= usize::from(rows);
    laid.find(fits).unwrap_or_else(|| set(choices[2], columns))
}

/// Paragraphs as lines, with a blank one between them.
fn set(paragraphs: &[(&str, Style)], columns: u16) -> Vec<(String, Style)> {
    let mut lines = Vec::new();
    for (text, style) in paragraphs {
        if !lines.is_empty() {
            lines.push((String::new(), *style));
        }
        let broken = wrap(text, usize::from(columns), 0).into_iter();
        lines.extend(broken.map(|line| (text[line].to_owned(), *style)));
    }
    lines
}

/// What there is to read, in a sentence.
fn about(library: &Library) -> String {
    let sources = library.articles().map(|(_, article)| &article.source.id);
    let sources = sources.collect::<HashSet<_>>().len();
    match library.subjects.as_slice() {
        [] => "What clinics say about treatments".to_owned(),
        [one] => format!("What {} say about {}", counted(sources, "source"), one.title),
        many => format!(
            "What {} say about {}",
            counted(sources, "source"),
            counted(many.len(), "subject")
        ),
    }
}

/// Draws the reader with the question whether somebody is still there over it.
pub fn draw_still_there(app: &App, buffer: &mut Buffer) {
    draw_question(app, STILL_THERE, ANSWER, GO_ON, buffer);
}

/// Draws the reader with the question whether somebody leaves over it.
pub fn draw_leaving(app: &App, buffer: &mut Buffer) {
    draw_question(app, LEAVING, END, LEAVE_OR_GO_ON, buffer);
}

/// Draws the reader with a question over it, what its answers do, and these as a hint.
fn draw_question(app: &App, question: &str, answers: &str, hint: &str, buffer: &mut Buffer) {
    super::draw(app, buffer);
    if !layout::has_room(app.area) {
        return;
    }
    let mut pen = Pen::new(buffer, app.glyphs);
    let frame = app.frame();
    let columns = QUESTION.min(frame.body.width);
    let lines = wrap(answers, usize::from(columns.saturating_sub(4)), 0);
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(2);
    let area = layout::popup(frame.body, columns, height);
    let inner = pen.boxed(area, question, app.theme.text, app.theme.notice);
    for (row, line) in (0..).zip(lines) {
        pen.line(inner, row, &answers[line], app.theme.text);
    }
    pen.fill(frame.hints, app.theme.text);
    let row =
        Rect { x: frame.hints.x + 1, width: frame.hints.width.saturating_sub(2), ..frame.hints };
    pen.line(row, 0, hint, app.theme.notice);
}
