//! Cards: where an article comes from, and what a term means.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::pen::Pen;
use crate::library::{Article, ArticleRef, Date, Edition, TermId};
use crate::reflow::wrap;
use crate::tui::app::App;
use crate::tui::app::reader::RESTATED;
use crate::tui::layout;

const WIDTH: u16 = 72;
const LABEL: usize = 12;

/// What is said of a fact that the page does not give.
const NOT_STATED: &str = "not stated";

/// Draws the provenance card of an article.
pub fn draw(app: &App, at: ArticleRef, pen: &mut Pen) {
    let article = app.library.article(at);
    let lines: Vec<_> = facts(article)
        .into_iter()
        .map(|(l, f)| (format!("{l:<LABEL$}{f}"), app.theme.text))
        .collect();
    boxed(app, pen, "Where this comes from", &lines);
}

fn facts(article: &Article) -> Vec<(&'static str, String)> {
    let or = |text: &Option<String>| text.clone().unwrap_or_else(|| NOT_STATED.to_owned());
    let date = |date: Option<Date>| date.map_or_else(|| NOT_STATED.to_owned(), |d| d.to_string());
    let edition = match article.edition {
        Edition::Original => "the source's own words",
        Edition::Restated => RESTATED,
    };
    vec![
        ("Source", article.source.name.clone()),
        ("Place", or(&article.source.place)),
        ("Title", article.title.clone()),
        ("Edition", edition.to_owned()),
        ("Author", or(&article.author)),
        ("Address", or(&article.url)),
        ("Published", date(article.published)),
        ("Reviewed", date(article.reviewed)),
        ("Retrieved", date(article.retrieved)),
        ("Language", article.language.clone()),
        ("Length", format!("{} words in {} sections", article.words(), article.sections.len())),
        ("Id", article.id.clone()),
    ]
}

/// Draws the explanation of a term.
pub fn draw_definition(app: &App, term: TermId, pen: &mut Pen) {
    let term = app.library.glossary.term(term);
    let mut lines = vec![(term.definition.clone(), app.theme.text)];
    if !term.aliases.is_empty() {
        lines.push((String::new(), app.theme.text));
        lines.push((format!("also: {}", term.aliases.join(", ")), app.theme.dim));
    }
    boxed(app, pen, &term.name, &lines);
}

/// A box in the middle with wrapped lines.
fn boxed(app: &App, pen: &mut Pen, title: &str, lines: &[(String, Style)]) {
    let body = app.frame().body;
    let width = layout::popup(body, WIDTH, body.height).width;
    let inside = usize::from(width.saturating_sub(4));
    let wrapped: Vec<(&str, Style)> =
        lines.iter().flat_map(|(text, style)| rows(text, inside, *style)).collect();
    let height = u16::try_from(wrapped.len() + 2).unwrap_or(u16::MAX);
    let area: Rect = layout::popup(body, width, height);
    let inner = pen.boxed(area, title, app.theme.text, app.theme.strong);
    for (row, (text, style)) in (0..inner.height).zip(wrapped) {
        pen.line(inner, row, text, style);
    }
}

fn rows(text: &str, width: usize, style: Style) -> Vec<(&str, Style)> {
    let lines = wrap(text, width, 0);
    let rows: Vec<_> = lines.into_iter().map(|line| (&text[line], style)).collect();
    if rows.is_empty() { vec![("", style)] } else { rows }
}
