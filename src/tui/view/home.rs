//! Home: the matrix of topics and sources, or a list of topics where it is narrow.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::pen::{Pen, width};
use super::{reading, title};
use crate::compare::{Cell, Coverage, Row, bar};
use crate::library::said::stated;
use crate::library::words::counted;
use crate::library::{Article, Fault, Subject};
use crate::reflow::wrap;
use crate::tui::app::App;
use crate::tui::app::home::Home;
use crate::tui::layout;

/// Rows of the screen from which a source's name may take three.
const TALL: u16 = 30;

/// Rows that what stands below the matrix needs: a rule, and what the cursor is on.
const BELOW: u16 = 4;

/// Draws home.
pub fn draw(app: &App, home: &Home, pen: &mut Pen) {
    let subject = &app.library.subjects[home.matrix.subject];
    let body = app.frame().body;
    let layout = home.layout(&app.library, body);
    let (sources, all) = facts(app, home, subject, layout);
    let reading = reading(app);
    let facts: Vec<&str> = reading.iter().map(String::as_str).chain([&*all, &sources]).collect();
    title(app, pen, &["pamphlet", &subject.title], &facts);
    let used =
        if layout.list { list(app, home, pen, body) } else { matrix(app, home, layout, pen, body) };
    below(
        app,
        home,
        pen,
        Rect { y: body.y + used, height: body.height.saturating_sub(used), ..body },
    );
}

/// "5 sources", or which of them are shown where not all fit; and "5 sources · 7 topics · 63 sections".
fn facts(app: &App, home: &Home, subject: &Subject, layout: layout::Home) -> (String, String) {
    let (all, dot) = (counted(home.matrix.sources(&app.library), "source"), app.glyphs.dot);
    let first = home.first_column(layout.columns);
    let sources = if layout.list || layout.columns >= home.columns() {
        all
    } else {
        let articles = counted(home.columns(), subject.noun());
        format!("{}{}{} of {articles}", first + 1, app.glyphs.dash, first + layout.columns)
    };
    let topics = counted(home.matrix.rows.len(), "topic");
    let sections = counted(subject.articles.iter().map(|a| a.sections.len()).sum(), "section");
    let whole = format!("{sources} {dot} {topics} {dot} {sections}");
    (sources, whole)
}

/// Draws the matrix; returns the rows it took.
fn matrix(app: &App, home: &Home, layout: layout::Home, pen: &mut Pen, area: Rect) -> u16 {
    let head = header(app, home, layout, pen, area);
    let rows = u16::try_from(home.matrix.rows.len()).unwrap_or(u16::MAX);
    let step = if area.height > head + rows.saturating_mul(2) + 6 { 2 } else { 1 };
    let shown = usize::from(area.height.saturating_sub(head) / step).max(1);
    let first = (home.row + 1).saturating_sub(shown);
    for (i, row) in home.matrix.rows.iter().enumerate().skip(first).take(shown) {
        let y = head + u16::try_from(i - first).unwrap_or(0) * step;
        matrix_row(app, home, layout, pen, area, (i, y), row);
    }
    let used = rows.min(u16::try_from(shown).unwrap_or(u16::MAX)).saturating_mul(step);
    let used = head.saturating_add(used).min(area.height);
    used + grades(
        app,
        home,
        layout,
        pen,
        Rect { y: area.y + used, height: area.height - used, ..area },
    )
}

/// How hard each source's article is to read, where there is room for that and for what stands below
/// it; returns the rows it took.
fn grades(app: &App, home: &Home, layout: layout::Home, pen: &mut Pen, area: Rect) -> u16 {
    if area.height <= BELOW {
        return 0;
    }
    let label = Rect { x: area.x + 2, width: layout.label.saturating_sub(2), ..area };
    pen.line(label, 0, "Reading", app.theme.dim);
    let articles = app.library.subjects[home.matrix.subject].articles.iter();
    let shown = articles.skip(home.first_column(layout.columns)).take(layout.columns);
    for (i, article) in (0..).zip(shown) {
        let x = area.x + layout.label + 1 + i * layout.cell;
        let grade = article.reading().map(|reading| reading.whole.in_short());
        let grade = grade.unwrap_or_else(|| "not English".to_owned());
        pen.put(x, area.y, layout.cell.saturating_sub(1), &grade, app.theme.dim);
    }
    1
}

/// The sources' names and places; returns the rows they took.
fn header(app: &App, home: &Home, layout: layout::Home, pen: &mut Pen, area: Rect) -> u16 {
    let subject = &app.library.subjects[home.matrix.subject];
    let first = home.first_column(layout.columns);
    for (i, article) in subject.articles.iter().enumerate().skip(first).take(layout.columns) {
        let x = area.x + layout.label + 1 + u16::try_from(i - first).unwrap_or(0) * layout.cell;
        let here = i == home.column && !home.on_topic;
        let style = if here { app.theme.strong } else { app.theme.text };
        name(app, article, pen, Rect { x, width: layout.cell.saturating_sub(1), ..area }, style);
    }
    name_rows(area) + 2
}

/// Rows that a source's name may take.
fn name_rows(area: Rect) -> u16 {
    if area.height >= TALL { 3 } else { 2 }
}

fn name(app: &App, article: &Article, pen: &mut Pen, area: Rect, style: Style) {
    let name = &article.source.name;
    let lines = wrap(name, usize::from(area.width), 0);
    let most = name_rows(area);
    for (row, line) in (0..most).zip(&lines) {
        let last = row + 1 == most;
        let text = if last { &name[line.start..] } else { &name[line.clone()] };
        pen.line(area, row, text, style);
    }
    pen.line(area, most, &stated(article.source.place.as_ref()), app.theme.dim);
}

fn matrix_row(
    app: &App,
    home: &Home,
    layout: layout::Home,
    pen: &mut Pen,
    area: Rect,
    at: (usize, u16),
    row: &Row,
) {
    let (i, y) = at;
    let here = i == home.row;
    let name = &app.library.topics.topic(row.topic).name;
    if here {
        pen.line(area, y, app.glyphs.pointer, app.theme.mark);
    }
    let style = if here { app.theme.strong } else { app.theme.text };
    let label = layout.label.saturating_sub(2);
    let used = pen.put(area.x + 2, area.y + y, label, name, style);
    if here && home.on_topic {
        let place = Rect { x: area.x + 2, y: area.y + y, width: used.min(label), height: 1 };
        pen.restyle(place, app.theme.focus);
    }
    let first = home.first_column(layout.columns);
    let most = home.matrix.longest();
    for (c, cell) in row.cells.iter().enumerate().skip(first).take(layout.columns) {
        let x = area.x + layout.label + u16::try_from(c - first).unwrap_or(0) * layout.cell;
        let place = Rect { x, y: area.y + y, width: layout.cell, height: 1 };
        let focused = here && !home.on_topic && c == home.column;
        self::cell(app, pen, place, cell, most, focused);
    }
}

fn cell(app: &App, pen: &mut Pen, area: Rect, cell: &Cell, most: usize, focused: bool) {
    let (mark, text) = content(app, cell, most);
    let inside = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let style = if cell.coverage == Coverage::Silent { app.theme.dim } else { app.theme.text };
    let mark_style = if cell.coverage == Coverage::Section { app.theme.mark } else { style };
    let used = pen.spans(inside, 0, &[(&mark, mark_style), (&text, style)]);
    if focused {
        pen.put(area.x, area.y, 1, "[", app.theme.focus);
        pen.put(area.x + 1 + used, area.y, 1, "]", app.theme.focus);
        pen.restyle(Rect { width: used + 2, ..area }, app.theme.focus);
    }
}

/// What stands in a cell: its mark and its words.
fn content(app: &App, cell: &Cell, most: usize) -> (String, String) {
    match cell.coverage {
        Coverage::Section => {
            let steps = app.glyphs.bar.repeat(bar(cell.words, most));
            (format!("{steps:<5}"), format!("{:>5} w", cell.words))
        }
        Coverage::Mention => {
            (app.glyphs.mention.to_owned(), format!(" {}", counted(cell.mentions.len(), "passage")))
        }
        Coverage::Silent => (app.glyphs.silent.to_owned(), " not covered".to_owned()),
    }
}

/// Draws one line a topic; returns the rows it took.
fn list(app: &App, home: &Home, pen: &mut Pen, area: Rect) -> u16 {
    let shown = usize::from(area.height).max(1);
    let first = (home.row + 1).saturating_sub(shown);
    let rows = home.matrix.rows.iter().enumerate().skip(first).take(shown);
    let noun = app.library.subjects[home.matrix.subject].noun();
    let mut used = 0;
    for ((i, row), y) in rows.zip(area.y..area.bottom()) {
        list_row(app, noun, row, i == home.row, pen, Rect { y, height: 1, ..area });
        used += 1;
    }
    used
}

fn list_row(app: &App, noun: &str, row: &Row, here: bool, pen: &mut Pen, area: Rect) {
    let (sections, mentions) = row.counts();
    let mentioned =
        if mentions > 0 { format!(", {} {mentions}", app.glyphs.mention) } else { String::new() };
    let right = format!("{sections} of {}{mentioned}", counted(row.cells.len(), noun));
    let at = area.width.saturating_sub(width(&right));
    pen.line(Rect { x: area.x + at, width: area.width - at, ..area }, 0, &right, app.theme.dim);
    let name = &app.library.topics.topic(row.topic).name;
    let place = Rect { x: area.x + 2, width: at.saturating_sub(3), ..area };
    pen.line(place, 0, name, app.theme.text);
    if here {
        pen.line(area, 0, app.glyphs.pointer, app.theme.mark);
        pen.restyle(area, app.theme.focus);
    }
}

/// Under the matrix, as far as there is room: what was left out of the library, and what the cursor
/// is on.
fn below(app: &App, home: &Home, pen: &mut Pen, area: Rect) {
    if area.height == 0 {
        return;
    }
    pen.rule(area, 0, app.theme.dim);
    let mut row = 1;
    let faults = faults(app, (usize::from(area.height) / 2).max(1)).into_iter();
    let faults = faults.map(|fault| (fault, app.theme.notice, area.width));
    let about = about(app, home).into_iter();
    let about = about.map(|(text, style)| (text, style, area.width.min(layout::MEASURE)));
    for (text, style, width) in faults.chain(about) {
        for line in wrap(&text, usize::from(width), 0) {
            pen.line(area, row, &text[line], style);
            row += 1;
        }
    }
}

/// A line for each thing that is wrong with the library, up to so many, and how many more there are.
fn faults(app: &App, shown: usize) -> Vec<String> {
    let faults = &app.library.faults;
    let said = |f: &Fault| format!("{f}{}", if f.left_out { " (left out)" } else { "" });
    let mut lines: Vec<String> = faults.iter().take(shown).map(said).collect();
    if faults.len() > shown {
        lines.push(format!("and {} more", faults.len() - shown));
    }
    lines
}

/// What the topic of the cursor is, and what the source of the cursor has on it.
fn about(app: &App, home: &Home) -> Vec<(String, Style)> {
    let Some(topic) = home.topic() else { return Vec::new() };
    let topic = app.library.topics.topic(topic);
    let said = (format!("{}: {}", topic.name, topic.about), app.theme.dim);
    if home.layout(&app.library, app.frame().body).list {
        return vec![said];
    }
    let Some(cell) = home.cell() else {
        let all = "All sources on this topic, side by side".to_owned();
        return vec![said, (all, app.theme.strong)];
    };
    let article = app.library.article(cell.article);
    let dot = format!(" {} ", app.glyphs.dot);
    let headings = |sections: &mut dyn Iterator<Item = usize>| {
        let mut names: Vec<&str> = sections.map(|s| article.sections[s].heading.as_str()).collect();
        names.dedup();
        names.join(&dot)
    };
    let has = match cell.coverage {
        Coverage::Section => headings(&mut cell.sections.iter().copied()),
        Coverage::Mention => {
            let under = headings(&mut cell.mentions.iter().map(|&p| article.passages[p].section));
            format!("mentioned under: {under}")
        }
        Coverage::Silent => "not covered on this source's page".to_owned(),
    };
    vec![said, (article.source.name.clone(), app.theme.strong), (has, app.theme.text)]
}

/// Draws the list of subjects, and what is wrong with the library.
pub fn draw_subjects(app: &App, at: usize, pen: &mut Pen) {
    let subjects = &app.library.subjects;
    let layout = layout::subjects(app.frame().body, app.library.faults.len());
    let count = counted(subjects.len(), "subject");
    let reading = reading(app);
    let both = reading
        .iter()
        .filter(|_| !subjects.is_empty())
        .map(|reading| format!("{count} {} {reading}", app.glyphs.dot));
    let alone = reading.clone().unwrap_or_else(|| count.clone());
    let facts: Vec<String> = both.chain([alone]).collect();
    title(app, pen, &["pamphlet"], &facts.iter().map(String::as_str).collect::<Vec<_>>());
    if subjects.is_empty() {
        let nothing = if reading.is_some() { NOTHING_YET } else { NOTHING };
        pen.line(layout.list, 1, nothing, app.theme.text);
    }
    let first = (at + 1).saturating_sub(layout.page());
    for (i, subject) in subjects.iter().enumerate().skip(first).take(layout.page()) {
        let y = layout.list.y + u16::try_from(i - first).unwrap_or(0);
        subject_row(app, subject, i == at, pen, Rect { y, height: 1, ..layout.list });
    }
    under_subjects(app, pen, layout.faults);
}

/// How much is wrong with the library, and a line for each fault as far as there is room.
fn under_subjects(app: &App, pen: &mut Pen, area: Rect) {
    let faults = &app.library.faults;
    let left_out = faults.iter().filter(|fault| fault.left_out).count();
    let lesser = faults.len() - left_out;
    let count = |count: usize, said: String| (count > 0).then_some(said);
    let said = [
        count(left_out, format!("{} left out", counted(left_out, "file"))),
        count(lesser, counted(lesser, "lesser mistake")),
    ];
    let said: Vec<String> = said.into_iter().flatten().collect();
    pen.rule(area, 0, app.theme.dim);
    pen.line(area, 1, &said.join(&format!(" {} ", app.glyphs.dot)), app.theme.notice);
    for (row, fault) in (2..area.height).zip(faults) {
        pen.line(area, row, &fault.to_string(), app.theme.text);
    }
}

const NOTHING: &str = "There is no article in the library.";
const NOTHING_YET: &str = "The library is being read.";

fn subject_row(app: &App, subject: &Subject, here: bool, pen: &mut Pen, area: Rect) {
    let sources = format!("  {}", counted(subject.sources(), "source"));
    let inside = Rect { x: area.x + 2, width: area.width - 2, ..area };
    let spans = [(subject.title.as_str(), app.theme.text), (sources.as_str(), app.theme.dim)];
    pen.spans(inside, 0, &spans);
    if here {
        pen.line(area, 0, app.glyphs.pointer, app.theme.mark);
        pen.restyle(area, app.theme.focus);
    }
}
