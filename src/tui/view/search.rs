//! Search: the field, what was found and corrected, the results, and the one under the cursor.

use std::ops::Range;

use ratatui::layout::{Position, Rect};

use super::hints::field_at;
use super::pen::{Pen, width};
use super::text::Text;
use super::{reading, title};
use crate::library::Article;
use crate::library::words::{counted, grouped};
use crate::reflow::{columns, wrap};
use crate::search::{Correction, Hit, Outcome};
use crate::tui::app::App;
use crate::tui::app::search::Search;
use crate::tui::document::{Document, Segment, What};
use crate::tui::layout;

/// Rows of a hit: where it stands, and its words.
const HIT_ROWS: u16 = 2;

/// Draws search; returns where its cursor is.
pub fn draw(app: &App, search: &Search, pen: &mut Pen) -> Option<Position> {
    let fact = reading(app).unwrap_or_else(|| size(app));
    title(app, pen, &["Search all sources"], &[&fact]);
    let body = app.frame().body;
    let said = search.outcome.as_ref().map(|outcome| said(app, outcome)).unwrap_or_default();
    let rows: Vec<&str> = said.iter().flat_map(|text| lines(text, body.width)).collect();
    let layout = layout::search(body, u16::try_from(rows.len() + 1).unwrap_or(u16::MAX));
    let cursor = field_at(app, &search.field, "search: ", pen, layout.input);
    for (row, text) in (0..layout.summary.height).zip(&rows) {
        let style = if row == 0 { app.theme.strong } else { app.theme.text };
        pen.line(layout.summary, row, text, style);
    }
    pen.rule(layout.summary, layout.summary.height.saturating_sub(1), app.theme.dim);
    if app.index.is_none() {
        pen.line(layout.list, 0, "The library is being read for the first search.", app.theme.dim);
    } else if search.outcome.is_none() {
        nothing_typed(app, pen, layout.list);
    }
    list(app, search, pen, layout.list);
    if let (Some(area), Some(hit)) = (layout.preview, search.hit()) {
        pen.post(area.x - 2, area, app.theme.dim);
        preview(app, hit, pen, area);
    }
    (!search.in_list).then_some(cursor)
}

/// How much is searched.
fn size(app: &App) -> String {
    let searched = app.index.as_ref().map(|index| index.size()).unwrap_or_default();
    let articles = counted(searched.articles, "article");
    format!("{articles} {} {}", app.glyphs.dot, counted(searched.words, "word"))
}

/// That only a part of the library is searched so far, while it is being read.
fn so_far(app: &App) -> Option<String> {
    let (all, index) = (app.progress?.all, app.index.as_ref()?);
    let articles = grouped(index.size().articles);
    Some(format!("so far {articles} of {} are searched", counted(all, "article")))
}

/// What was found, what was read otherwise than typed, what stands nowhere, and where the rest is.
fn said(app: &App, outcome: &Outcome) -> Vec<String> {
    if !outcome.problems.is_empty() {
        return outcome.problems.iter().map(ToString::to_string).collect();
    }
    let dot = format!(" {} ", app.glyphs.dot);
    let nothing = outcome.hits.is_empty();
    let so_far = so_far(app);
    let first = match (nothing, &so_far) {
        (true, Some(so_far)) => format!("nothing found yet: {so_far}"),
        (true, None) => outcome.not_found(app.glyphs.silent),
        (false, _) => outcome.found(),
    };
    let mut said = vec![first];
    said.extend(so_far.filter(|_| !nothing));
    said.extend(outcome.corrections.iter().map(Correction::said));
    said.extend(Some(outcome.alone().join(&dot)).filter(|alone| !alone.is_empty()));
    said.extend((!nothing).then(|| outcome.by_source(&app.library).join(&dot)));
    said.extend(outcome.notes.iter().map(ToString::to_string));
    said
}

fn lines(text: &str, width: u16) -> Vec<&str> {
    wrap(text, usize::from(width), 0).into_iter().map(|line| &text[line]).collect()
}

fn nothing_typed(app: &App, pen: &mut Pen, area: Rect) {
    let help = [
        "words in any order      all of them",
        "\"exact phrase\"          these words together",
        "'word                   exactly this word",
        "!word                   without it",
        "topic:… source:…        only there",
    ];
    for (row, text) in (1..).zip(help) {
        pen.line(area, row, text, app.theme.dim);
    }
}

fn list(app: &App, search: &Search, pen: &mut Pen, area: Rect) {
    let shown = usize::from(area.height / HIT_ROWS).max(1);
    let first = (search.row + 1).saturating_sub(shown);
    for (i, hit) in search.hits().iter().enumerate().skip(first).take(shown) {
        let y = area.y + u16::try_from(i - first).unwrap_or(0) * HIT_ROWS;
        let place = Rect { y, height: HIT_ROWS.min(area.bottom().saturating_sub(y)), ..area };
        entry(app, search, hit, pen, place);
    }
}

/// Source · topic › heading; the snippet with its words marked, and what it lacks.
fn entry(app: &App, search: &Search, hit: &Hit, pen: &mut Pen, area: Rect) {
    let here = search.hit().is_some_and(|h| std::ptr::eq(h, hit));
    let article = app.library.article(hit.passage.article);
    let section = app.library.section(app.library.section_of(hit.passage));
    let topic = &app.library.topics.topic(section.topic).name;
    if here {
        pen.line(area, 0, app.glyphs.pointer, app.theme.mark);
    }
    let inside = Rect { x: area.x + 2, width: area.width.saturating_sub(2), ..area };
    let place = format!(" {} {topic} {} {}", app.glyphs.dot, app.glyphs.step, section.heading);
    let focused = here && search.in_list;
    let source = if focused { app.theme.strong.patch(app.theme.focus) } else { app.theme.strong };
    pen.spans(inside, 0, &[(&article.source.name, source), (&place, app.theme.dim)]);
    snippet(app, hit, pen, inside);
}

/// The words around the first match, as many as fit the row; what it lacks stands before them.
fn snippet(app: &App, hit: &Hit, pen: &mut Pen, area: Rect) {
    let lacks = hit.lacks().map(|lacks| lacks + "  ").unwrap_or_default();
    let text = hit.snippet.text.replace('\n', " ");
    let room = usize::from(area.width.saturating_sub(width(&lacks)));
    let start = from(&text, hit.snippet.highlights.first(), room);
    let cut = if start > 0 || hit.snippet.cut_before { app.glyphs.more } else { "" };
    let mut spans = vec![(lacks.as_str(), app.theme.notice), (cut, app.theme.dim)];
    let mut at = start;
    for marked in &hit.snippet.highlights {
        spans.push((&text[at..marked.start], app.theme.text));
        spans.push((&text[marked.clone()], app.theme.hit));
        at = marked.end;
    }
    spans.push((&text[at..], app.theme.text));
    pen.spans(area, 1, &spans);
}

/// Where to begin so that a match stands in the first half of so many columns: at a word.
fn from(text: &str, first: Option<&Range<usize>>, room: usize) -> usize {
    let Some(first) = first.filter(|m| columns(&text[..m.end]) + 1 > room) else { return 0 };
    let starts = text[..first.start].match_indices(' ').map(|(at, _)| at + 1);
    let near = |at: &usize| columns(&text[*at..first.start]) <= room / 3;
    starts.chain([first.start]).find(near).unwrap_or(first.start)
}

/// The section of a hit, scrolled to its words.
fn preview(app: &App, hit: &Hit, pen: &mut Pen, area: Rect) {
    let article: &Article = app.library.article(hit.passage.article);
    let section = &article.sections[app.library.section_of(hit.passage).section];
    let passages: Vec<usize> = section.passages.clone().collect();
    let document = Document::passages(article, &passages, true, usize::from(area.width));
    let what = What::Passage(hit.passage.passage);
    let accents = |segment: &Segment| {
        let here = document.blocks[segment.block].what == what;
        let marked = hit.highlights.iter().filter(|_| here);
        marked.map(|range| (range.clone(), app.theme.hit)).collect()
    };
    let offset = hit.highlights.first().map_or(0, |range| range.start);
    let line = document.line_of_passage(hit.passage.passage, offset).unwrap_or(0);
    let top = if line < usize::from(area.height) { 0 } else { line - usize::from(area.height) / 3 };
    Text { app, article, document: &document, accents: &accents }.draw(top, pen, area);
}
