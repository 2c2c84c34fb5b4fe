//! A search from query to outcome: expand, score, choose, read the best again, describe.

use super::asked::Asked;
use super::expand::{Expander, Expansion};
use super::facets::Counter;
use super::index::Index;
use super::phrase::Phrases;
use super::query::Query;
use super::rank::{Scores, Standing};
use super::read::{Reader, Reading};
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
            searched: self.searched(library, query),
            ..Outcome::default()
        };
        if !query.is_empty() && query.problems.is_empty() {
            Search { index: self, library, query }.run(&mut outcome, limit);
        }
        outcome
    }

    /// What the filters of a query leave to search.
    fn searched(&self, library: &Library, query: &Query) -> Searched {
        if query.filter.is_open() {
            return self.searched;
        }
        let filter = &query.filter;
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

/// A passage that is found; small, since there may be many.
#[derive(Clone, Copy)]
struct Candidate {
    unit: u32,
    score: f32,
}

impl Search<'_> {
    fn run(&self, outcome: &mut Outcome, limit: usize) {
        let mut expander = Expander::new(self.index, &self.library.glossary);
        let clauses = expander.expand(self.query);
        outcome.work.words_scored = expander.words_scored;
        outcome.notes.append(&mut expander.notes);

        let scores = self.score(&clauses, &expander, outcome);
        let mut candidates = self.candidates(&scores, outcome);
        outcome.total = candidates.len();
        if candidates.is_empty() {
            outcome.corrections.clear();
        }

        keep_best(&mut candidates, limit.max(REREAD));
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

    fn score(
        &self,
        clauses: &[Expansion],
        expander: &Expander,
        outcome: &mut Outcome,
    ) -> Scores<'_> {
        let mut scores = Scores::new(self.index);
        let mut phrases = Phrases {
            index: self.index,
            library: self.library,
            work: &mut outcome.work,
            notes: &mut outcome.notes,
        };
        for clause in clauses {
            outcome.counts.push(scores.add(clause, &mut phrases, &mut outcome.corrections));
        }
        for words in &self.query.without {
            for form in expander.same(words) {
                scores.exclude(&form, &mut phrases);
            }
        }
        scores
    }

    /// The passages that the filters admit and that have the most of the query's words, in library
    /// order; and how many are whose and on what.
    fn candidates(&self, scores: &Scores, outcome: &mut Outcome) -> Vec<Candidate> {
        let filter = &self.query.filter;
        let (filing, on_topic) = (&self.index.filing, self.index.filing.admitted(filter));
        let (mut most, mut found) = (0, Vec::new());
        for own in self.index.units.by_article() {
            let article = self.library.article(own.at);
            if !filter.admits(own.at, article) {
                continue;
            }
            for unit in own.units {
                let Some(words) = scores.found(unit).filter(|&words| words >= most) else {
                    continue;
                };
                if filter.topics.is_empty() || on_topic[filing.set(unit)] {
                    if words > most {
                        found.clear();
                    }
                    most = words;
                    let score = scores.parts(unit, Standing::default()).score();
                    found.push(Candidate { unit, score });
                }
            }
        }
        let words_of = &|unit| scores.found(unit);
        let counter = Counter { index: self.index, library: self.library, filter, words_of };
        counter.count(found.iter().map(|candidate| candidate.unit), most, outcome);
        found
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
        read.sort_by(|(a, ..), (b, ..)| order(a, b));
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

/// Keeps the best candidates, in order.
fn keep_best(candidates: &mut Vec<Candidate>, most: usize) {
    if candidates.len() > most {
        candidates.select_nth_unstable_by(most, order);
        candidates.truncate(most);
    }
    candidates.sort_by(order);
}

/// The better score first, then library order.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "sorting hands out references")]
fn order(a: &Candidate, b: &Candidate) -> std::cmp::Ordering {
    b.score.total_cmp(&a.score).then(a.unit.cmp(&b.unit))
}
