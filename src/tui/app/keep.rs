//! What outlasts a screen, and for those who want it a run: where somebody was in each article, and
//! marks that are kept on purpose.

use std::collections::HashMap;
use std::path::PathBuf;

use super::reader::Reader;
use super::tray::Mark;
use crate::library::{ArticleRef, Library, PassageRef};
use crate::store::state::reading::{self, Change, Kept, Spot};
use crate::tui::document::What;

/// Characters of a passage that tell it from others.
const BEGINS: usize = 60;

/// Places and marks of this run and of those before.
#[derive(Debug, Default)]
pub struct Keeping {
    /// Where it is written; nothing is where there is none.
    pub file: Option<PathBuf>,
    /// Where somebody was, the latest first, once an article.
    places: Vec<Spot>,
    /// How many of them were noted in this run.
    own: usize,
    /// The marks that are kept, each as it is written; none while marks are not kept.
    pub marks: Option<Vec<(Mark, reading::Mark)>>,
    /// Marks of earlier runs that the library does not have, or not yet.
    missing: Vec<reading::Mark>,
}

impl Keeping {
    /// What was kept in a file by earlier runs.
    #[must_use]
    pub fn of(file: PathBuf, kept: Kept) -> Self {
        let Kept { places, marks } = kept;
        let kept = (!marks.is_empty()).then(Vec::new);
        Self { file: Some(file), places, own: 0, marks: kept, missing: marks }
    }

    /// Notes where an article is left.
    pub fn note(&mut self, library: &Library, reader: &Reader) {
        if let Some(spot) = place(reader).map(|at| spot(library, at)) {
            let before = self.places.iter().position(|other| other.article == spot.article);
            before.map(|before| self.places.remove(before));
            self.own += usize::from(before.is_none_or(|before| before >= self.own));
            self.places.insert(0, spot);
        }
    }

    /// The places of this run, the latest first.
    #[must_use]
    pub fn own_places(&self) -> &[Spot] {
        &self.places[..self.own]
    }

    /// The latest place that the library has.
    #[must_use]
    pub fn latest(&self, library: &Library) -> Option<PassageRef> {
        let articles = articles(library);
        self.places.iter().find_map(|spot| find(library, &articles, spot))
    }

    /// The marks of earlier runs that the library has; those have been found then.
    pub fn found(&mut self, library: &Library) -> Vec<Mark> {
        let Some(kept) = &mut self.marks else { return Vec::new() };
        if self.missing.is_empty() {
            return Vec::new();
        }
        let articles = articles(library);
        let here = |mark: &reading::Mark| match mark {
            reading::Mark::Passage(spot) => find(library, &articles, spot).map(Mark::Passage),
            reading::Mark::Term(name) => library.glossary.lookup(name).map(Mark::Term),
        };
        let mut found = Vec::new();
        self.missing.retain(|mark| match here(mark) {
            Some(at) => {
                found.push(at);
                kept.push((at, mark.clone()));
                false
            }
            None => true,
        });
        found
    }

    /// Takes up these marks from now on, and what is to be written for it; none where that is what
    /// is written already, or marks are not kept.
    pub fn follow(&mut self, library: &Library, marks: &[Mark]) -> Option<Change> {
        let kept = self.marks.as_mut()?;
        let has = |mark: &Mark| kept.iter().any(|(other, _)| other == mark);
        let new: Vec<_> =
            marks.iter().filter(|m| !has(m)).map(|mark| (*mark, written(library, *mark))).collect();
        let gone = |(mark, _): &mut (Mark, reading::Mark)| !marks.contains(mark);
        let unmarked: Vec<_> = kept.extract_if(.., gone).map(|(_, mark)| mark).collect();
        let marked: Vec<_> = new.iter().map(|(_, mark)| mark.clone()).collect();
        kept.extend(new);
        let nothing = marked.is_empty() && unmarked.is_empty();
        (!nothing).then(|| Change { marked, unmarked, ..Change::default() })
    }

    /// Keeps no marks any more, and what is to be written for it.
    pub fn stop(&mut self) -> Change {
        let kept = self.marks.take().unwrap_or_default().into_iter().map(|(_, mark)| mark);
        let unmarked = kept.chain(self.missing.drain(..)).collect();
        Change { unmarked, ..Change::default() }
    }

    /// Puts the marks of another library in place of those of the one before. One whose words have
    /// changed stays written as it was.
    pub fn renew(&mut self, now: impl Fn(Mark) -> Option<Mark>) {
        if let Some(kept) = &mut self.marks {
            let marks = std::mem::take(kept).into_iter();
            *kept = marks.filter_map(|(mark, written)| Some((now(mark)?, written))).collect();
        }
    }
}

/// The passage at the top of the page, or the next one.
fn place(reader: &Reader) -> Option<PassageRef> {
    let blocks = reader.document.blocks.iter().filter(|b| b.lines.end > reader.scroll.top);
    let passage = blocks.into_iter().find_map(|block| match block.what {
        What::Passage(passage) => Some(passage),
        _ => None,
    });
    passage.map(|passage| PassageRef { article: reader.article, passage })
}

/// A mark as it is written.
fn written(library: &Library, mark: Mark) -> reading::Mark {
    match mark {
        Mark::Passage(at) => reading::Mark::Passage(spot(library, at)),
        Mark::Term(term) => reading::Mark::Term(library.glossary.term(term).name.clone()),
    }
}

fn spot(library: &Library, at: PassageRef) -> Spot {
    Spot {
        article: library.article(at.article).id.clone(),
        passage: library.passage_id(at),
        begins: library.passage(at).text.chars().take(BEGINS).collect(),
    }
}

fn articles(library: &Library) -> HashMap<&str, ArticleRef> {
    library.articles().map(|(at, article)| (article.id.as_str(), at)).collect()
}

/// The passage that is meant: of the same id and first words, else the first with these words.
fn find(
    library: &Library,
    articles: &HashMap<&str, ArticleRef>,
    spot: &Spot,
) -> Option<PassageRef> {
    let article = *articles.get(spot.article.as_str())?;
    let passages = &library.article(article).passages;
    let begins = |i: &usize| passages[*i].text.starts_with(&spot.begins);
    let at = |passage| PassageRef { article, passage };
    let mut fitting = (0..passages.len()).filter(begins).map(at).peekable();
    let first = fitting.peek().copied();
    fitting.find(|at| library.passage_id(*at) == spot.passage).or(first)
}
