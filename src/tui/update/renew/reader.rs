//! The reader in another library: the same lines stay on the screen where they still say the same.

use super::super::super::app::reader::Reader;
use super::super::super::document::{Anchor, Document};
use super::super::super::find::Found;
use super::super::super::places::{Places, Versions};

/// Finds the article again, and in it the lines of a page; false where it is gone.
pub fn renew(reader: &mut Reader, places: &Places, page: usize) -> bool {
    let Some(at) = places.article(reader.article) else { return false };
    if places.is_same(reader.article, at) {
        reader.article = at;
        return true;
    }
    let versions = places.versions(reader.article, at);
    let mut fresh = Reader::new(places.new, at, reader.document.width);
    fresh.scroll.top = top(reader, &fresh.document, &versions, page);
    fresh.anchor = reader.anchor.and_then(|anchor| versions.anchor(anchor)).map(|now| now.here);
    fresh.topic = reader.topic.and_then(|topic| places.topic(topic));
    let hits = reader.hits.iter();
    fresh.hits = hits.filter_map(|(passage, range)| versions.stretch(*passage, range)).collect();
    fresh.focus = focus(reader, &fresh, &versions);
    fresh.found = reader.found.as_ref().map(|found| self::found(found, reader, &fresh, &versions));
    let last = versions.new.sections.len().saturating_sub(1);
    fresh.outline = reader.outline.map(|row| versions.section(row).unwrap_or(row).min(last));
    *reader = fresh;
    true
}

/// The line to put at the top: so that the first line of the page that says the same as before
/// stays where it is; else one that stands in its place; else the section.
fn top(reader: &Reader, document: &Document, versions: &Versions, page: usize) -> usize {
    let (old, top) = (&reader.document, reader.scroll.top);
    let now = |same: bool| {
        let lines = old.anchors(top).take_while(|(line, _)| *line < top + page.max(1));
        let now = |(line, anchor): (usize, Anchor)| Some((line, versions.anchor(anchor)?));
        lines.filter_map(now).find(|(_, now)| now.same || !same).map(|(line, now)| (line, now.here))
    };
    let kept = now(true).or_else(|| now(false));
    let kept = kept.map(|(line, here)| (document.line_at(&here) + top).saturating_sub(line));
    let section = || document.line_of_section(versions.section(reader.section())?);
    let last = document.lines.len().saturating_sub(1);
    kept.or_else(section).unwrap_or(top).min(last)
}

fn focus(reader: &Reader, fresh: &Reader, versions: &Versions) -> Option<usize> {
    let target = reader.target()?;
    let (passage, range) = versions.stretch(target.passage, &target.range)?;
    fresh.targets.iter().position(|t| t.passage == passage && t.range == range)
}

/// The same query; the match that was the current one, or the next after it.
fn found(old: &Found, reader: &Reader, fresh: &Reader, versions: &Versions) -> Found {
    let mut found = Found::new(&fresh.document, versions.new, old.query());
    let current = old.current().and_then(|m| {
        let what = reader.document.blocks[m.block].what;
        let here = versions.anchor(Anchor { what, offset: m.range.start })?.here;
        Some((fresh.document.block_of(here.what)?, here.offset))
    });
    match current {
        Some((block, offset)) => found.go_to(block, offset),
        None => found.go_from(&fresh.document, fresh.scroll.top),
    };
    found
}
