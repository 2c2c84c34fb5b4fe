//! Units: passages as the index numbers them, from 0 in library order, whatever their article.

use std::ops::Range;

use crate::library::{Article, ArticleRef, Library, Passage, PassageRef};

/// Which units are whose passages, and how long they are.
#[derive(Debug, Clone, Default)]
pub struct Units {
    /// Each article that was added.
    articles: Vec<Start>,
    /// For every 64th unit the index of its article.
    every: Vec<u32>,
    /// The first article of each source.
    sources: Vec<ArticleRef>,
    /// Words of each unit, up to 255.
    lengths: Vec<u8>,
    words: usize,
}

/// Units from one whose article is known at once to the next.
const EVERY: usize = 64;

/// Where an article's units begin.
#[derive(Debug, Clone, Copy)]
struct Start {
    at: ArticleRef,
    source: u32,
    unit: u32,
}

/// The units of an article.
pub struct Own {
    /// The article.
    pub at: ArticleRef,
    /// Index into [`Units::sources`].
    pub source: u32,
    /// Its passages, in order.
    pub units: Range<u32>,
}

/// A unit with everything that it stands in.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// Where the passage is.
    pub at: PassageRef,
    /// Its article.
    pub article: &'a Article,
    /// Itself.
    pub passage: &'a Passage,
}

impl Units {
    /// Begins the units of an article of a source, which has a number of its own if it is new.
    pub fn begin(&mut self, at: ArticleRef, source: u32) {
        if source as usize == self.sources.len() {
            self.sources.push(at);
        }
        self.articles.push(Start { at, source, unit: self.next() });
    }

    /// Numbers the next passage of the article begun last.
    pub fn push(&mut self, words: usize) -> u32 {
        if self.lengths.len().is_multiple_of(EVERY) {
            let last = self.articles.len().saturating_sub(1);
            self.every.push(u32::try_from(last).unwrap_or(u32::MAX));
        }
        self.lengths.push(u8::try_from(words).unwrap_or(u8::MAX));
        self.words += words;
        self.next() - 1
    }

    /// How many units there are.
    pub fn len(&self) -> usize {
        self.lengths.len()
    }

    /// Words of a unit, up to 255.
    pub fn length(&self, unit: u32) -> u8 {
        self.lengths[unit as usize]
    }

    /// Words of an average unit, and never none.
    #[expect(clippy::cast_precision_loss, reason = "an average needs no more digits")]
    pub fn average_length(&self) -> f32 {
        (self.words as f32 / self.len().max(1) as f32).max(1.0)
    }

    /// The first article of each source, in library order.
    pub fn sources(&self) -> &[ArticleRef] {
        &self.sources
    }

    /// Each article with its units, in library order.
    pub fn by_article(&self) -> impl Iterator<Item = Own> {
        let ends = self.articles.iter().skip(1).map(|next| next.unit);
        let ends = ends.chain(std::iter::once(self.next()));
        let own = |(start, end): (&Start, u32)| Own {
            at: start.at,
            source: start.source,
            units: start.unit..end,
        };
        self.articles.iter().zip(ends).map(own)
    }

    /// The passage that a unit numbers.
    pub fn place<'a>(&self, library: &'a Library, unit: u32) -> Place<'a> {
        let near = self.every[unit as usize / EVERY] as usize;
        let after = self.articles[near + 1..].iter().take_while(|next| next.unit <= unit).count();
        self.articles[near + after].place(library, unit)
    }

    /// The passages that units number which are asked for in order.
    pub fn places<'a>(&'a self, library: &'a Library) -> Places<'a> {
        Places { units: self, library, article: 0 }
    }

    /// The unit of a passage.
    pub fn unit(&self, at: PassageRef) -> Option<u32> {
        let i = self.articles.binary_search_by_key(&at.article, |start| start.at).ok()?;
        u32::try_from(at.passage).ok().map(|passage| self.articles[i].unit + passage)
    }

    fn next(&self) -> u32 {
        u32::try_from(self.lengths.len()).unwrap_or(u32::MAX)
    }
}

impl Start {
    fn place(self, library: &Library, unit: u32) -> Place<'_> {
        let at = PassageRef { article: self.at, passage: (unit - self.unit) as usize };
        let article = library.article(self.at);
        Place { at, article, passage: &article.passages[at.passage] }
    }
}

/// Asks the memory for the texts of passages before they are read: it is slow to give one, but gives
/// many at once.
pub fn fetch(places: &[Place]) {
    let bytes = |place: &Place| place.passage.text.bytes().step_by(64).fold(0, |a, b| a ^ b);
    std::hint::black_box(places.iter().map(bytes).fold(0, |a, b| a ^ b));
}

/// Finds the passages of units in order, article by article.
pub struct Places<'a> {
    units: &'a Units,
    library: &'a Library,
    article: usize,
}

impl<'a> Places<'a> {
    /// The passage of a unit that is not before the last one asked for.
    pub fn next(&mut self, unit: u32) -> Place<'a> {
        let starts = &self.units.articles[self.article..];
        let after = starts.iter().skip(1).take_while(|start| start.unit <= unit).count();
        self.article += after;
        starts[after].place(self.library, unit)
    }
}
