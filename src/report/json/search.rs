//! The `search` document.

use std::io::{self, Write};

use serde::Serialize;

use super::write;
use crate::library::Library;
use crate::search::{self, Match, Outcome};

#[derive(Serialize)]
struct Search<'a> {
    query: &'a str,
    corrections: Vec<Correction<'a>>,
    searched: Searched,
    total: usize,
    hits: Vec<Hit<'a>>,
    per_source: Vec<SourceCount<'a>>,
    per_topic: Vec<TopicCount<'a>>,
    counts: Vec<WordCount<'a>>,
    notes: Vec<String>,
}

#[derive(Serialize)]
struct Correction<'a> {
    typed: &'a str,
    shown: &'a str,
    r#match: &'static str,
    /// Whether it is only near to what was typed, and not the same thing.
    near: bool,
}

#[derive(Serialize)]
struct Searched {
    articles: usize,
    sections: usize,
    words: usize,
}

#[derive(Serialize)]
struct Hit<'a> {
    article: &'a str,
    source: &'a str,
    section: &'a str,
    heading: &'a str,
    topic: &'a str,
    passage: String,
    score: f32,
    r#match: &'static str,
    missing: &'a [String],
    fields: Vec<&'static str>,
    snippet: Snippet<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    explain: Option<Explain<'a>>,
}

/// Why a passage was found: `score` is `share` × the sum of the other numbers, and `words` the sum of
/// the points of each word.
#[derive(Serialize)]
struct Explain<'a> {
    tier: f32,
    words: f32,
    closeness: f32,
    stated: f32,
    topic: f32,
    substance: f32,
    share: f32,
    by_word: Vec<ByWord<'a>>,
}

#[derive(Serialize)]
struct ByWord<'a> {
    word: &'a str,
    decides: bool,
    points: f32,
    idf: f32,
    counts: f32,
    worth: f32,
    found: Vec<Met<'a>>,
}

#[derive(Serialize)]
struct Met<'a> {
    text: &'a str,
    r#match: &'static str,
    field: &'static str,
    times: usize,
    weight: f32,
}

/// Part of a passage; highlights are bytes of it, start and end.
#[derive(Serialize)]
struct Snippet<'a> {
    text: &'a str,
    highlights: Vec<[usize; 2]>,
}

#[derive(Serialize)]
struct SourceCount<'a> {
    source: &'a str,
    passages: usize,
    kept: bool,
}

#[derive(Serialize)]
struct TopicCount<'a> {
    topic: &'a str,
    passages: usize,
    kept: bool,
}

#[derive(Serialize)]
struct WordCount<'a> {
    word: &'a str,
    passages: usize,
}

/// Writes what was searched and what was found, best first; as far as there is an explanation for
/// each of the hits, with it.
///
/// # Errors
/// When writing fails.
pub fn search(
    out: &mut impl Write,
    library: &Library,
    outcome: &Outcome,
    why: &[search::Explanation],
) -> io::Result<()> {
    let hit = |(i, of)| Hit { explain: why.get(i).map(explain), ..hit(library, outcome, of) };
    let search::Searched { articles, sections, words } = outcome.searched;
    let body = Search {
        query: &outcome.query,
        corrections: outcome.corrections.iter().map(correction).collect(),
        searched: Searched { articles, sections, words },
        total: outcome.total,
        hits: outcome.hits.iter().enumerate().map(hit).collect(),
        per_source: outcome.per_source.iter().map(|c| of_source(library, c)).collect(),
        per_topic: outcome.per_topic.iter().map(|c| of_topic(library, c)).collect(),
        counts: outcome.counts.iter().map(of_word).collect(),
        notes: outcome.notes.iter().map(ToString::to_string).collect(),
    };
    write(out, body)
}

fn correction(correction: &search::Correction) -> Correction<'_> {
    let search::Correction { typed, shown, by } = correction;
    Correction { typed, shown, r#match: by.name(), near: *by == Match::Near }
}

fn hit<'a>(library: &'a Library, outcome: &Outcome, hit: &'a search::Hit) -> Hit<'a> {
    let article = library.article(hit.passage.article);
    let section = library.section(library.section_of(hit.passage));
    Hit {
        article: &article.id,
        source: &article.source.id,
        section: &section.id,
        heading: &section.heading,
        topic: &library.topics.topic(outcome.topic_of(section)).id,
        passage: article.passage_id(hit.passage.passage),
        score: hit.score,
        r#match: hit.by.name(),
        missing: &hit.missing,
        fields: hit.fields.names(),
        snippet: Snippet {
            text: &hit.snippet.text,
            highlights: hit.snippet.highlights.iter().map(|h| [h.start, h.end]).collect(),
        },
        explain: None,
    }
}

fn explain(why: &search::Explanation) -> Explain<'_> {
    let search::Parts { tier, words, closeness, stated, topic, substance, share } = why.parts;
    let by_word = why.words.iter().map(word).collect();
    Explain { tier, words, closeness, stated, topic, substance, share, by_word }
}

fn met(met: &search::explain::Met) -> Met<'_> {
    Met {
        text: &met.found,
        r#match: met.by.name(),
        field: met.field.name(),
        times: met.times,
        weight: met.weight(),
    }
}

fn word(word: &search::explain::Word) -> ByWord<'_> {
    ByWord {
        word: &word.typed,
        decides: word.decides,
        points: word.points,
        idf: word.idf,
        counts: word.counts,
        worth: word.worth,
        found: word.matches.iter().map(met).collect(),
    }
}

fn of_source<'a>(library: &'a Library, count: &search::SourceCount) -> SourceCount<'a> {
    let search::SourceCount { article, passages, kept } = *count;
    SourceCount { source: &library.article(article).source.id, passages, kept }
}

fn of_topic<'a>(library: &'a Library, count: &search::TopicCount) -> TopicCount<'a> {
    let search::TopicCount { topic, passages, kept } = *count;
    TopicCount { topic: &library.topics.topic(topic).id, passages, kept }
}

fn of_word(count: &search::WordCount) -> WordCount<'_> {
    WordCount { word: &count.word, passages: count.passages }
}
