//! A table of articles side by side: names on the left, a column an article, as many at a time as fit.

use std::io::{self, Write};
use std::ops::Range;

use super::row::{self, GAP, row};
use crate::library::Article;
use crate::reflow::columns;
use crate::report::Page;

/// Columns of the names at most.
const NAMES: usize = 24;

/// Columns of an article at least and at most.
const ARTICLE: (usize, usize) = (14, 24);

/// How a table is divided on a page.
#[derive(Debug, Clone, Copy)]
pub struct Grid {
    /// Columns of the names.
    names: usize,
    /// Columns of each article.
    article: usize,
    /// Articles side by side.
    per_block: usize,
    /// Articles in all.
    all: usize,
}

impl Grid {
    /// A table with these names for so many articles.
    pub fn new<'a>(page: &Page, names: impl Iterator<Item = &'a str>, all: usize) -> Self {
        let widest = names.map(columns).max().unwrap_or(0);
        let room = page.width.saturating_sub(ARTICLE.0 + GAP).max(1);
        let names = widest.min(NAMES).min(room);
        let beside = page.width.saturating_sub(names);
        let per_block = (beside / (ARTICLE.0 + GAP)).clamp(1, all.max(1));
        let article = (beside / per_block).saturating_sub(GAP).clamp(ARTICLE.0, ARTICLE.1);
        Self { names, article, per_block, all }
    }

    /// The articles that stand side by side, a range a block.
    pub fn blocks(&self) -> impl Iterator<Item = Range<usize>> + use<> {
        let Self { per_block, all, .. } = *self;
        (0..all).step_by(per_block).map(move |first| first..(first + per_block).min(all))
    }

    /// Says which articles a block shows, where it is not all, and names their sources.
    pub fn head(
        &self,
        out: &mut impl Write,
        shown: &Range<usize>,
        all: &[&Article],
    ) -> io::Result<()> {
        match shown.len() {
            shown if shown == self.all => {}
            1 => writeln!(out, "Article {} of {}", shown.start + 1, self.all)?,
            _ => writeln!(out, "Articles {} to {} of {}", shown.start + 1, shown.end, self.all)?,
        }
        self.line(out, "", all[shown.clone()].iter().map(|a| a.source.name.clone()))
    }

    /// Writes the titles where a source has several articles, which only those tell apart.
    pub fn titles(
        &self,
        out: &mut impl Write,
        shown: &Range<usize>,
        all: &[&Article],
    ) -> io::Result<()> {
        if has_twins(all) {
            self.line(out, "", all[shown.clone()].iter().map(|a| a.title.clone()))?;
        }
        Ok(())
    }

    /// Writes one row.
    pub fn line(
        &self,
        out: &mut impl Write,
        name: &str,
        texts: impl Iterator<Item = String>,
    ) -> io::Result<()> {
        let texts: Vec<String> = texts.collect();
        let mut cells = vec![row::Cell { text: name, width: self.names }];
        cells.extend(texts.iter().map(|text| row::Cell { text, width: self.article }));
        row(out, 0, &cells)
    }
}

fn has_twins(articles: &[&Article]) -> bool {
    let same = |a: &Article, b: &Article| a.source.id == b.source.id;
    articles.iter().enumerate().any(|(i, a)| articles[..i].iter().any(|b| same(a, b)))
}
