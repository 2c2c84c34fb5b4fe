//! Search: the field, what was found and corrected, the results, and the one under the cursor.

use std::ops::Range;

use ratatui::layout::{Position, Rect};

use super::hints::{self, field_at};
use super::pen::{Pen, width};
use super::text::Text;
use super::{facets, reading, title};
use crate::keymap::{Action, Context};
use crate::library::words::{counted, grouped};
use crate::library::{Article, Section};
use crate::reflow::{columns, wrap};
use crate::search::{Hit, Outcome};
use crate::tui::app::App;
use crate::tui::app::search::Search;
use crate::tui::app::tray::Mark;
use crate::tui::document::{Document, Segment, What};
use crate::tui::layout;

/// Rows of the body from which the facets of each kind may take a line above the results.
const TALL: u16 = 20;

/// Draws search; returns where its cursor is.
pub fn draw(app: &App, search: &Search, pen: &mut Pen) -> Option<Position> {
    let fact = reading(app).unwrap_or_else(|| size(app, search));
    title(app, pen, &[&scope(app, search)], &[&fact]);
    let body = app.frame().body;
    let said = said(app, search, body);
    let mut rows: Vec<&str> = said.iter().flat_map(|text| lines(text, body.width)).collect();
    let is_cut = !search.hits().is_empty() && rows.len() > most_said(body);
    if is_cut {
        rows.truncate(most_said(body));
    }
    let layout = layout(search, body, rows.len());
    let cursor = field_at(app, &search.field, "search: ", pen, layout.input);
    for (row, text) in (0..layout.summary.height).zip(&rows) {
        let style = if row == 0 { app.theme.strong } else { app.theme.text };
        pen.line(layout.summary, row, text, style);
    }
    if is_cut {
        let last = layout.summary.height.saturating_sub(2);
        let more = width(app.glyphs.more);
        let end =
            width(rows.last().copied().unwrap_or_default()).min(body.width.saturating_sub(more));
        pen.put(body.x + end, layout.summary.y + last, more, app.glyphs.more, app.theme.dim);
    }
    pen.rule(layout.summary, layout.summary.height.saturating_sub(1), app.theme.dim);
    if app.index.is_none() {
        pen.line(layout.list, 0, "The library is being read for the first search.", app.theme.dim);
    } else if search.outcome.is_none() {
        nothing_typed(app, pen, layout.list);
    }
    list(app, search, pen, layout.list);
    beside(app, search, pen, &layout);
    app.is_typing().then_some(cursor)
}

/// Rows that may be said of what was found, so that two results have room below.
fn most_said(body: Rect) -> usize {
    usize::from(body.height.saturating_sub(2 + 2 * layout::HIT_ROWS))
}

fn layout(search: &Search, body: Rect, summary: usize) -> layout::Search {
    let rows = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
    let facets = search.facets.rows().len();
    layout::search(body, rows(summary + 1), rows(facets), search.facet.is_some())
}

/// The preview and the facets, where they are shown.
fn beside(app: &App, search: &Search, pen: &mut Pen, layout: &layout::Search) {
    let right = layout.list.right() + 1;
    if let (Some(area), Some(hit)) = (layout.preview, search.hit()) {
        if area.x > layout.list.x {
            pen.post(right, area, app.theme.dim);
        } else {
            pen.rule(Rect { y: layout.list.bottom(), ..area }, 0, app.theme.dim);
        }
        preview(app, hit, pen, area);
    }
    let Some(area) = layout.facets else { return };
    if area.x > layout.list.x {
        pen.post(right, area, app.theme.dim);
    }
    let ruled = layout.preview.is_some();
    if ruled {
        pen.rule(area, 0, app.theme.dim);
    }
    let rule = u16::from(ruled);
    let inside = Rect { y: area.y + rule, height: area.height.saturating_sub(rule), ..area };
    facets::draw(app, search, pen, inside);
}

/// What is searched.
fn scope(app: &App, search: &Search) -> String {
    match (search.searched_subject(), app.library.subjects.len()) {
        (Some(subject), _) => format!("Search {}", app.library.subjects[subject].title),
        (None, 0 | 1) => "Search all sources".to_owned(),
        (None, _) => "Search all subjects".to_owned(),
    }
}

/// How much is searched.
fn size(app: &App, search: &Search) -> String {
    let (articles, words) = match search.searched_subject() {
        Some(subject) => {
            let articles = &app.library.subjects[subject].articles;
            (articles.len(), articles.iter().map(|a| a.words()).sum())
        }
        None => app.index.as_ref().map_or((0, 0), |i| (i.size().articles, i.size().words)),
    };
    let articles = counted(articles, "article");
    format!("{articles} {} {}", app.glyphs.dot, counted(words, "word"))
}

/// That only a part of the library is searched so far, while it is being read.
fn so_far(app: &App) -> Option<String> {
    let (all, index) = (app.progress?.all, app.index.as_ref()?);
    let articles = grouped(index.size().articles);
    Some(format!("so far {articles} of {} are searched", counted(all, "article")))
}

/// What was found, what was read otherwise than typed, what stands nowhere, and where the rest is.
fn said(app: &App, search: &Search, body: Rect) -> Vec<String> {
    let Some(outcome) = &search.outcome else { return Vec::new() };
    let so_far = so_far(app);
    if !outcome.problems.is_empty() {
        return outcome.problems.iter().map(ToString::to_string).chain(so_far).collect();
    }
    let nothing = outcome.hits.is_empty();
    let first = match (nothing, &so_far) {
        (true, Some(so_far)) => format!("nothing found yet: {so_far}"),
        (true, None) => outcome.not_found(app.glyphs.silent),
        (false, _) => outcome.found(search.listed()),
    };
    let mut said: Vec<String> = outcome.instead().into_iter().chain([first]).collect();
    said.extend(so_far.filter(|_| !nothing));
    said.extend(corrected(app, search, outcome));
    said.extend(alone(app, outcome));
    if !layout::has_preview(body) {
        let tall = body.height >= TALL;
        said.extend(facets::lines(app, &search.facets, body.width, tall));
    }
    said.extend(outcome.notes.iter().map(ToString::to_string));
    said
}

/// What is shown for what was typed, and the key that ends it; or the one that brings it back.
fn corrected(app: &App, search: &Search, outcome: &Outcome) -> Vec<String> {
    let mut said = outcome.corrected();
    let key = hints::key(app, Context::Search, Action::AsTyped);
    let then = |text: &str| key.map(|key| format!(" ({key}: {text})")).unwrap_or_default();
    if let Some(last) = said.last_mut() {
        last.push_str(&then("as typed"));
    } else {
        let marked: Vec<String> = search.marked().iter().map(|w| format!("\"{w}\"")).collect();
        let text = format!("only {} as typed", marked.join(", "));
        let text = text + &then("other words and spellings too");
        said.extend((!marked.is_empty()).then_some(text));
    }
    said
}

/// That no passage has all the words, and how many have each.
fn alone(app: &App, outcome: &Outcome) -> Option<String> {
    let alone = outcome.alone().join(&format!(" {} ", app.glyphs.dot));
    (!alone.is_empty()).then(|| format!("{} {alone}", outcome.none_together()))
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
    let shown = usize::from(area.height / layout::HIT_ROWS).max(1);
    let first = (search.row + 1).saturating_sub(shown);
    for (i, hit) in search.hits().iter().enumerate().skip(first).take(shown) {
        let y = area.y + u16::try_from(i - first).unwrap_or(0) * layout::HIT_ROWS;
        let place =
            Rect { y, height: layout::HIT_ROWS.min(area.bottom().saturating_sub(y)), ..area };
        entry(app, search, hit, pen, place);
    }
}

/// Source · topic › heading, with the subject where several are searched; the snippet with its
/// words marked, what it lacks, and where else its words stand.
fn entry(app: &App, search: &Search, hit: &Hit, pen: &mut Pen, area: Rect) {
    let here = search.hit().is_some_and(|h| std::ptr::eq(h, hit));
    let article = app.library.article(hit.passage.article);
    let section = app.library.section(app.library.section_of(hit.passage));
    let topic = topic(app, search, section);
    if here {
        pen.line(area, 0, app.glyphs.pointer, app.theme.mark);
    }
    if app.tray.has(Mark::Passage(hit.passage)) {
        pen.line(area, 1, app.glyphs.marked, app.theme.mark);
    }
    let inside = Rect { x: area.x + 2, width: area.width.saturating_sub(2), ..area };
    let dot = app.glyphs.dot;
    let subject = subject(app, search, hit).map(|title| format!(" {dot} {title}"));
    let place = format!(
        "{} {dot} {topic} {} {}",
        subject.unwrap_or_default(),
        app.glyphs.step,
        section.heading
    );
    let focused = here && search.in_list && search.facet.is_none();
    let source = if focused { app.theme.strong.patch(app.theme.focus) } else { app.theme.strong };
    pen.spans(inside, 0, &[(&article.source.name, source), (&place, app.theme.dim)]);
    snippet(app, hit, pen, inside);
}

/// The topic of a section that the query keeps to, else its first one.
fn topic<'a>(app: &'a App, search: &Search, section: &Section) -> &'a str {
    let topic = search.outcome.as_ref().map_or(section.topic, |o| o.topic_of(section));
    &app.library.topics.topic(topic).name
}

/// The subject of a hit, where hits may be of several.
fn subject<'a>(app: &'a App, search: &Search, hit: &Hit) -> Option<&'a str> {
    let several = app.library.subjects.len() > 1 && search.searched_subject().is_none();
    several.then(|| app.library.subjects[hit.passage.article.subject].title.as_str())
}

/// The words around the first match, as many as fit the row; what it lacks, and where its words
/// stand if not here, is said before them.
fn snippet(app: &App, hit: &Hit, pen: &mut Pen, area: Rect) {
    let lacks = hit.lacks().map(|lacks| lacks + "  ").unwrap_or_default();
    let around = hit.around().map(|around| around + "  ").unwrap_or_default();
    let text = hit.snippet.text.replace('\n', " ");
    let before = width(&lacks).saturating_add(width(&around));
    let room = usize::from(area.width.saturating_sub(before));
    let start = from(&text, hit.snippet.highlights.first(), room);
    let cut = if start > 0 || hit.snippet.cut_before { app.glyphs.more } else { "" };
    let mut spans =
        vec![(lacks.as_str(), app.theme.notice), (&around, app.theme.dim), (cut, app.theme.dim)];
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
