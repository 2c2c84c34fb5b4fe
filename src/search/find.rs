//! A search from query to outcome: expand, score, choose, read the best again, describe.

use super::asked::Asked;
use super::expand::{Expander, Expansion};
use super::facets::{Counter, Reach};
use super::index::Index;
use super::phrase::Phrases;
use super::query::{Filter, Query};
use super::rank::{Candidate, Scores, Standing};
use super::read::{Reader, Reading};
use super::spread::Spread;
use super::units::Place;
use super::{Hit, Match, Outcome, Parts, Searched, snippet};
use crate::library::Library;

/// Passages that are read again for the closeness of the words.
const REREAD: usize = 64;

impl Index {
    /// Finds the passages of the indexed library that a query asks for; the best `limit` of them
    /// are described. The library must be the one that was indexed.
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
        Counter { index: self.index, library: self.library, filter: &self.query.filter }
            .count(&found, &spread, &reach, outcome);
        if outcome.total == 0 {
            outcome.corrections.clear();
        }

        let most = limit.max(REREAD);
        let scores = Scores::new(self.index, &spread, spread.leading(found, most), most);
        let candidates = scores.best(most);
        let reader =
            Reader { vocabulary: &self.index.vocabulary, library: self.library, clauses: &clauses };
        let (best, rest) = candidates.split_at(candidates.len().min(REREAD));
        let read = self.rerank(best, &reader, &scores);
        let unread = |unit| scores.parts(unit, Standing::default());
        let rest = rest.iter().map(|&c| (c, self.read(c, &reader), unread(c.unit)));
        outcome.work.passages_reread +=
            best.len() + limit.saturating_sub(best.len()).min(rest.len());
        let hits = read.into_iter().chain(rest).take(limit);
        outcome.hits =
            hits.map(|(c, reading, parts)| self.hit(c, reading, parts, &reader)).collect();
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

    /// The best candidates in order by what was read in them too.
    fn rerank(
        &self,
        candidates: &[Candidate],
        reader: &Reader,
        scores: &Scores,
    ) -> Vec<(Candidate, Reading, Parts)> {
        let asked = Asked::of(self.query, self.library);
        let reread = |candidate: &Candidate| {
            let reading = self.read(*candidate, reader);
            let place = self.index.units.place(self.library, candidate.unit);
            let parts = scores.parts(candidate.unit, self.standing(place, &reading, &asked));
            (Candidate { score: parts.score(), ..*candidate }, reading, parts)
        };
        let mut read: Vec<_> = candidates.iter().map(reread).collect();
        read.sort_by(|(a, ..), (b, ..)| a.order(b));
        read
    }

    /// What a passage states, and where it stands.
    fn standing(&self, place: Place, reading: &Reading, asked: &Asked) -> Standing {
        let topics = &self.library.topics;
        let topic = place.article.sections[place.passage.section].topic;
        Standing {
            closeness: reading.closeness,
            is_stated: asked.is_stated(&place.passage.text),
            is_on_topic: asked.is_on_topic(place),
            is_coverage: topic == topics.other() || topics.topic(topic).coverage,
        }
    }

    fn read(&self, candidate: Candidate, reader: &Reader) -> Reading {
        reader.read(&self.index.units.place(self.library, candidate.unit).passage.text)
    }

    fn hit(&self, candidate: Candidate, reading: Reading, parts: Parts, reader: &Reader) -> Hit {
        let place = self.index.units.place(self.library, candidate.unit);
        let found = reader.found(place, &reading);
        Hit {
            passage: place.at,
            score: candidate.score,
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
