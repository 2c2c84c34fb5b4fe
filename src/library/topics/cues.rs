//! Cues: short patterns of words, and finding many of them in one pass over a text.
//!
//! `side effect*` is two words, the second a beginning; `how .. work*` leaves up to five words
//! between; `^what is` holds only at the start.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::FixedState;

use super::TopicId;
use crate::library::words::{Word, folded};

/// Words that `..` may stand for.
const GAP: usize = 5;

/// Words and gaps that a cue may have, and gaps among them: trying where each gap ends takes as many
/// steps as all their lengths multiplied.
const PIECES: usize = 20;
const GAPS: usize = 3;

/// Letters that a beginning needs at least where a cue starts with it, and bytes that cues are kept by.
const LEAST: usize = 3;

/// The first bytes of a word; zeros follow a shorter one.
type Head = [u8; LEAST];

#[derive(Debug, Clone, PartialEq, Eq)]
struct Cue {
    topic: TopicId,
    text: String,
    anchored: bool,
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Word(String),
    Start(String),
    Gap,
}

/// Cues of one strength, of all topics.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CueSet {
    /// By the head of their first word, which leaves few to try.
    by_head: HashMap<Head, Vec<Cue>, FixedState>,
}

impl CueSet {
    /// Adds a cue as `topics.toml` writes it.
    ///
    /// # Errors
    /// A sentence on what makes it no cue.
    pub fn add(&mut self, topic: TopicId, text: &str) -> Result<(), String> {
        let anchored = text.starts_with('^');
        let pieces: Vec<Piece> =
            text.trim_start_matches('^').split_whitespace().flat_map(pieces).collect();
        let first = match pieces.first() {
            Some(Piece::Word(word)) => word,
            Some(Piece::Start(start)) if start.chars().count() >= LEAST => start,
            _ => {
                return Err(format!(
                    "cue `{text}` must begin with a word, or with {LEAST} letters before a `*`"
                ));
            }
        };
        if matches!(pieces.last(), Some(Piece::Gap)) {
            return Err(format!("cue `{text}` must end with a word"));
        }
        let gaps = pieces.iter().filter(|piece| matches!(piece, Piece::Gap)).count();
        if pieces.len() > PIECES || gaps > GAPS {
            return Err(format!("a cue has at most {PIECES} words and {GAPS} `..`"));
        }
        let cues = self.by_head.entry(head(first)).or_default();
        cues.push(Cue { topic, text: text.to_owned(), anchored, pieces });
        Ok(())
    }

    /// Every cue that stands in these words, in order of its first word, with the words it takes.
    pub fn find<'a>(&'a self, words: &[Word]) -> Vec<(TopicId, &'a str, Range<usize>)> {
        let mut found = Vec::new();
        for (start, word) in words.iter().enumerate() {
            if let Some(candidates) = self.by_head.get(&head(&word.folded)) {
                found.extend(candidates.iter().filter_map(|cue| cue.match_at(words, start)));
            }
        }
        found
    }
}

impl Cue {
    fn match_at<'a>(
        &'a self,
        words: &[Word],
        start: usize,
    ) -> Option<(TopicId, &'a str, Range<usize>)> {
        if self.anchored && start > 0 {
            return None;
        }
        let length = length(&self.pieces, &words[start..])?;
        Some((self.topic, &self.text, start..start + length))
    }
}

/// How many words the pieces take at the head of these words, if they fit.
fn length(pieces: &[Piece], words: &[Word]) -> Option<usize> {
    let Some((piece, rest)) = pieces.split_first() else { return Some(0) };
    let fits = |fits: bool| if fits { length(rest, &words[1..]).map(|n| n + 1) } else { None };
    match (piece, words.first()) {
        (Piece::Word(word), Some(first)) => fits(first.folded == word.as_str()),
        (Piece::Start(start), Some(first)) => fits(first.folded.starts_with(start.as_str())),
        (Piece::Gap, Some(_)) => {
            let skip = |n| length(rest, words.get(n..)?).map(|length| length + n);
            (0..=GAP).find_map(skip)
        }
        (_, None) => None,
    }
}

/// The pieces of one blank-separated part of a cue: `..`, or its words, the last one a beginning
/// where a `*` follows.
fn pieces(part: &str) -> Vec<Piece> {
    if part == ".." {
        return vec![Piece::Gap];
    }
    let mut words = folded(part);
    let start = part.strip_suffix('*').and_then(|_| words.pop());
    words.into_iter().map(Piece::Word).chain(start.map(Piece::Start)).collect()
}

fn head(word: &str) -> Head {
    match *word.as_bytes() {
        [] => [0; LEAST],
        [a] => [a, 0, 0],
        [a, b] => [a, b, 0],
        [a, b, c, ..] => [a, b, c],
    }
}
