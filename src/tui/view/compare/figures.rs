//! The view of figures: a row for each, and below them the sentence of the one under the cursor.

use std::collections::HashSet;

use ratatui::layout::Rect;

use super::super::pen::Pen;
use super::about::{self, Said};
use super::{all_sources, without_sources};
use crate::compare::Given;
use crate::compare::figures::against;
use crate::compare::{Column, Coverage};
use crate::library::Article;
use crate::library::said::not_covered;
use crate::library::words::counted;
use crate::tui::app::App;
use crate::tui::app::compare::Compare;
use crate::tui::app::compare::figures::{BESIDE, Row};
use crate::tui::app::tray::Mark;
use crate::tui::layout;

/// Columns of the pointer, of a kind, of "differs" and of the sign of a mention, each with its gap.
const POINTER: u16 = 2;
const KIND: u16 = 11;
const DIFFERS: u16 = 9;
const MENTION: u16 = 2;

/// Blank columns between a figure and its source.
const GAP: u16 = 2;

const _: () = assert!(POINTER + KIND + DIFFERS + GAP + MENTION == BESIDE);

/// "12 figures in 3 of 5 sources", and "12 figures".
pub fn counts(app: &App, compare: &Compare) -> [String; 2] {
    let figures = compare.given.as_deref().unwrap_or_default();
    let source = |given: &Given| app.library.article(given.article).source.id.as_str();
    let giving: HashSet<&str> = figures.iter().map(source).collect();
    let figures = counted(figures.len(), "figure");
    [format!("{figures} in {} of {}", giving.len(), all_sources(app, compare)), figures]
}

/// Draws the rows and what the cursor is on.
pub fn draw(app: &App, compare: &Compare, pen: &mut Pen) {
    let layout::Listed { list, about } = layout::listed(app.frame().body);
    for (i, row, line) in compare.figures.in_sight(list.height) {
        let height = compare.figures.height.min(list.height - line);
        let area = Rect { y: list.y + line, height, ..list };
        draw_row(app, compare, pen, area, row);
        if i == compare.figures.row {
            pen.line(area, 0, app.glyphs.pointer, app.theme.mark);
            pen.restyle(area, app.theme.focus);
        }
        if row.place().is_some_and(|(at, _)| app.tray.has(Mark::Passage(at))) {
            pen.put(area.x.saturating_sub(1), area.y, 1, app.glyphs.marked, app.theme.mark);
        }
    }
    about::draw(app, pen, about, &said(app, compare));
}

fn draw_row(app: &App, compare: &Compare, pen: &mut Pen, area: Rect, row: &Row) {
    let theme = &app.theme;
    let (kind, differs, words, mention) = content(app, compare, row);
    let x = area.x + POINTER;
    pen.put(x, area.y, KIND - GAP, &kind, theme.dim);
    pen.put(x + KIND, area.y, DIFFERS - GAP, differs, theme.notice);
    let words_at = x + KIND + DIFFERS;
    let room = area.right().saturating_sub(words_at);
    let (source, most) = if compare.figures.height > 1 {
        (Rect { x: words_at, y: area.y + 1, ..area }, room)
    } else {
        let most = compare.figures.widest;
        (Rect { x: words_at + most + GAP, ..area }, most)
    };
    pen.put(words_at, area.y, most, &words, theme.text);
    if source.y < area.bottom() {
        pen.put(source.x, source.y, MENTION, mention, theme.dim);
        let name = source_of(app, compare, row).map_or("", |article| &article.source.name);
        let x = source.x + MENTION;
        pen.put(x, source.y, area.right().saturating_sub(x), name, theme.text);
    }
}

/// Figures of other sources that are quoted beside the one under the cursor.
const MOST_QUOTES: usize = 8;

const NO_FIGURES: &str = "no figures here";

/// Kind, whether it differs, the words as they stand, and the sign of a mention.
fn content<'a>(app: &'a App, compare: &Compare, row: &Row) -> (String, &'a str, String, &'a str) {
    match row {
        Row::Figure(given, _) => {
            let differs = if given.differs { "differs" } else { "" };
            let mention = if given.entry.mention { app.glyphs.mention } else { "" };
            (given.figure.kind.name().to_owned(), differs, quoted(app, given), mention)
        }
        Row::Without(column) => {
            let is_silent = compare.columns[*column].coverage == Coverage::Silent;
            let (sign, words) =
                if is_silent { (app.glyphs.silent, "not covered") } else { ("", NO_FIGURES) };
            (sign.to_owned(), "", words.to_owned(), "")
        }
    }
}

/// The words as they stand, in quotation marks.
fn quoted(app: &App, given: &Given) -> String {
    format!("\"{}\"", given.quote(&app.library))
}

fn column_of<'a>(compare: &'a Compare, row: &Row) -> Option<&'a Column> {
    compare.columns.get(row.column(&compare.columns)?)
}

fn source_of<'a>(app: &'a App, compare: &Compare, row: &Row) -> Option<&'a Article> {
    column_of(compare, row).map(|column| app.library.article(column.article))
}

/// What is said below of the row under the cursor.
fn said(app: &App, compare: &Compare) -> Vec<Said> {
    let Some(row) = compare.figures.current() else {
        return vec![Said::new(without_sources(compare), app.theme.text)];
    };
    let Some(article) = source_of(app, compare, row) else { return Vec::new() };
    match row {
        Row::Figure(given, _) => of_figure(app, compare, article, given),
        Row::Without(column) => {
            let name = Said::new(article.source.name.as_str(), app.theme.strong);
            let is_silent = compare.columns[*column].coverage == Coverage::Silent;
            let said = if is_silent { not_covered(article) } else { NONE_STANDS.to_owned() };
            vec![name, Said::new(said, app.theme.text)]
        }
    }
}

const NONE_STANDS: &str =
    "No number with a unit or noun stands in what this source says on the topic.";

/// Where a figure stands, what it differs from, and the sentence that it stands in.
fn of_figure(app: &App, compare: &Compare, article: &Article, given: &Given) -> Vec<Said> {
    let (figure, sentence) = (&given.figure, &given.figure.sentence);
    let mark = figure.range.start - sentence.start..figure.range.end - sentence.start;
    let words = given.sentence(&app.library).to_owned();
    let section = &article.sections[article.passages[given.entry.passage].section].heading;
    let elsewhere = if given.entry.mention { "mentioned elsewhere, " } else { "" };
    let place = format!("{}: {elsewhere}under {section}", article.source.name);
    let place = Said::new(place, app.theme.strong);
    let others = against(&app.library, compare.given.as_deref().unwrap_or_default(), given);
    let other = |other: &&Given| {
        format!("{} ({})", quoted(app, other), app.library.article(other.article).source.name)
    };
    let mut quotes: Vec<String> = others.iter().take(MOST_QUOTES).map(other).collect();
    quotes.dedup();
    if let Some(more) = others.len().checked_sub(MOST_QUOTES + 1) {
        quotes.push(format!("and {} more", more + 1));
    }
    let differs = format!("differs: {} and {}", quoted(app, given), quotes.join(", "));
    let differs = (!quotes.is_empty()).then(|| Said::new(differs, app.theme.notice));
    let sentence = Said { text: words, style: app.theme.text, marks: vec![mark] };
    [place].into_iter().chain(differs).chain([sentence]).collect()
}
