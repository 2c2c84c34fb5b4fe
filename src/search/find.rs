//! A search from query to outcome: expand, score, choose, read the best again, describe.

use super::asked::Asked;
use super::expand::{Expander, Expansion};
use super::facets::{Counter, Reach};
use super::index::Index;
use super::phrase::Phrases;
use super::query::{Filter, Query};
use super::rank::{LIFTED, Scores, Standing};
use super::read::{Reader, Reading};
use super::spread::{Most, Spread};
use super::units::{Place, fetch};
use super::{Hit, Match, Outcome, Parts, Searched, snippet};
use crate::library::Library;

/// Passages that are read again for the closeness of the words.
const REREAD: usize = 64;

impl Index {
    /// Finds the passages of the indexed library that a query asks for; the best `limit` of them
    /// are described, 1,024 at most. The library must be the one that was indexed.
    #[must_use]
    pub fn search(&self, library: &Library, query: &Query, limit: usize) -> Outcome {
        let mut outcome = Outcome {
            query: query.text.clone(),
            problems: query.problems.clone(),
            notes: query.notes.clone(),
            filter: query.filter.clone(),
            searched: self.searched(library, &query.filter),
            ..Outcome::default()
        };
        if !query.is_empty() && query.problems.is_empty() {
            Search { index: self, library, query }.run(&mut outcome, limit);
        }
        outcome
    }

    /// What a filter leaves to search.
    fn searched(&self, library: &Library, filter: &Filter) -> Searched {
        if filter.is_open() {
            return self.searched;
        }
        let articles = self.units.by_article();
        let admitted = articles.map(|own| filter.admits(own.at, library.article(own.at)));
        self.filing.searched(filter, admitted)
    }
}

struct Search<'a> {
    index: &'a Index,
    library: &'a Library,
    query: &'a Query,
}

impl Search<'_> {
    fn run(&self, outcome: &mut Outcome, limit: usize) {
        let mut expander = Expander::new(self.index, &self.library.glossary);
        let clauses = expander.expand(self.query);
        outcome.work.words_scored = expander.words_scored;
        outcome.notes.append(&mut expander.notes);

        let spread = self.spread(&clauses, &expander, outcome);
        let reach = Reach::of(self.index, self.library, &self.query.filter);
        let found = spread.levels(reach.admitted()).most();
        outcome.total = found.units.count();
        if outcome.total == 0 {
            outcome.corrections.clear();
        }
        let counter =
            Counter { index: self.index, library: self.library, filter: &self.query.filter };
        (outcome.per_source, outcome.per_topic) = counter.count(&found, &spread, &reach);
        let limit = limit.min(LIFTED);
        let enough = limit.max(REREAD);
        let leading = spread.leading(found, enough);
        let enough = if spread.small().next().is_some() { LIFTED } else { enough };
        let leading = spread.first_of_alike(leading, enough, &self.index.units);
        let hits = self.hits(&clauses, &spread, leading, limit);
        outcome.work.passages_reread += hits.len().max(REREAD.min(outcome.total));
        outcome.hits = hits;
    }

    /// The best of some passages, in order.
    fn hits(&self, clauses: &[Expansion], spread: &Spread, found: Most, limit: usize) -> Vec<Hit> {
        let scores = Scores::new(self.index, spread, found);
        let mut best = scores.best(limit.max(REREAD));
        let rest = best.split_off(best.len().min(REREAD));
        let describer = Describer {
            search: self,
            reader: Reader::new(self.library, &self.index.vocabulary, clauses),
            asked: Asked::of(self.query, self.library),
            scores,
        };
        let places: Vec<Place> = best.iter().map(|c| describer.place(c.unit)).collect();
        fetch(&places);
        let read = best.iter().zip(places).map(|(c, place)| describer.reread(c.unit, place));
        let mut read: Vec<_> = read.collect();
        read.sort_by(|(a, _, one), (b, _, other)| {
            other.score().total_cmp(&one.score()).then(a.at.cmp(&b.at))
        });
        let unread = rest.iter().map(|c| describer.unread(c.unit));
        let all = read.into_iter().chain(unread).take(limit);
        all.map(|(place, reading, parts)| describer.hit(place, reading, parts)).collect()
    }

    /// Where the words of the query stand.
    fn spread<'s>(
        &'s self,
        clauses: &'s [Expansion],
        expander: &Expander,
        outcome: &mut Outcome,
    ) -> Spread<'s> {
        let mut spread = Spread::new(self.index);
        let (work, notes) = (&mut outcome.work, &mut outcome.notes);
        let mut phrases = Phrases::new(self.index, self.library, work, notes);
        for clause in clauses {
            outcome.counts.push(spread.add(clause, &mut phrases, &mut outcome.corrections));
        }
        for words in &self.query.without {
            for form in expander.same(words) {
                spread.exclude(&form, &mut phrases);
            }
        }
        spread
    }
}

/// Describes the passages that are found.
struct Describer<'a> {
    search: &'a Search<'a>,
    reader: Reader<'a>,
    asked: Asked,
    scores: Scores<'a>,
}

impl<'a> Describer<'a> {
    /// A passage, what is read in it, and its score with that.
    fn reread<'p>(&self, unit: u32, place: Place<'p>) -> (Place<'p>, Reading, Parts) {
        let reading = self.reader.read(&place.passage.text);
        let parts = self.scores.parts(unit, self.standing(place, &reading));
        (place, reading, parts)
    }

    /// A passage, what is read in it, and its score as it is known unread.
    fn unread(&self, unit: u32) -> (Place<'a>, Reading, Parts) {
        let place = self.place(unit);
        let reading = self.reader.read(&place.passage.text);
        (place, reading, self.scores.parts(unit, Standing::default()))
    }

    fn place(&self, unit: u32) -> Place<'a> {
        self.search.index.units.place(self.search.library, unit)
    }

    /// What a passage states, and where it stands.
    fn standing(&self, place: Place, reading: &Reading) -> Standing {
        Standing {
            closeness: reading.closeness,
            is_stated: self.asked.is_stated(&place.passage.text),
            is_on_topic: self.asked.is_on_topic(place),
            is_substantial: !reading.is_only_a_name(&place.passage.text) && self.is_coverage(place),
        }
    }

    /// Whether a passage is in a section that may cover what is asked: that is no recap and not about
    /// the clinic.
    fn is_coverage(&self, place: Place) -> bool {
        let topics = &self.search.library.topics;
        let topic = place.article.sections[place.passage.section].topic;
        topic == topics.other() || topics.topic(topic).coverage
    }

    fn hit(&self, place: Place, reading: Reading, parts: Parts) -> Hit {
        let found = self.reader.found(place, &reading);
        Hit {
            passage: place.at,
            score: parts.score(),
            parts,
            by: found.words.iter().map(|word| word.by).max().unwrap_or(Match::Exact),
            missing: found.missing,
            words: found.words,
            fields: found.fields,
            snippet: snippet::cut(&place.passage.text, &reading.window, &reading.highlights),
            highlights: reading.highlights,
        }
    }
}
