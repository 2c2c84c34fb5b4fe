//! Small words: those that a question is put with, and that its answer need not have.
//!
//! There are three levels: words that tell something; verbs and adverbs that only ask whether, how long or
//! how well; and the rest. A query is decided by its words of the highest level that it has.

use super::query::{Clause, Query, Reach};

/// What a word tells by itself; more is greater.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Nothing,
    Little,
    Much,
}

/// Articles, pronouns, auxiliaries, conjunctions, question words, and the prepositions that say neither
/// when nor without what.
const NOTHING: &[&str] = &[
    "a", "about", "also", "am", "an", "and", "any", "are", "as", "at", "be", "because", "been",
    "being", "but", "by", "can", "cant", "could", "did", "do", "does", "doesnt", "doing", "dont",
    "for", "from", "had", "has", "have", "having", "he", "her", "him", "his", "how", "i", "if",
    "im", "in", "into", "is", "isnt", "it", "its", "ive", "just", "many", "may", "me", "might",
    "mine", "much", "must", "my", "need", "not", "of", "on", "or", "our", "shall", "she", "should",
    "so", "some", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this",
    "those", "to", "too", "us", "very", "was", "we", "were", "what", "whats", "when", "where",
    "which", "who", "whom", "whose", "why", "will", "with", "wont", "would", "you", "your",
    "yours",
];

/// Verbs of which the other words say what they mean: what is sought is all about whether it helps.
const LITTLE: &[&str] = &[
    "get", "gets", "getting", "go", "goes", "going", "help", "helping", "helps", "make", "makes",
    "making", "take", "takes", "taking", "work", "working", "works",
];

/// Words that tell little after *how*: the answer says *for an hour*, not *long*.
const DEGREES: &[&str] = &["long", "often", "soon", "well"];

/// For each clause of a query, whether it decides nothing, beside others that tell more and stand
/// somewhere: where none of these does, words that tell little decide with them.
pub fn small(query: &Query, stands: impl Fn(usize) -> bool) -> Vec<bool> {
    let mut levels: Vec<Level> = query.clauses.iter().map(level).collect();
    for (i, word) in query.after_how() {
        if DEGREES.contains(&word) {
            levels[i] = Level::Little;
        }
    }
    let most = levels.iter().max().copied().unwrap_or(Level::Nothing);
    let is_standing = levels.iter().enumerate().any(|(i, &level)| level == most && stands(i));
    let least = if is_standing { most } else { most.min(Level::Little) };
    levels.into_iter().map(|level| level < least).collect()
}

fn level(clause: &Clause) -> Level {
    let all = |of: &[&str]| clause.words.iter().all(|word| of.contains(&word.as_str()));
    match clause.reach {
        Reach::Itself => Level::Much,
        _ if all(NOTHING) => Level::Nothing,
        _ if all(LITTLE) => Level::Little,
        _ => Level::Much,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Library;
    use rstest::rstest;

    #[rstest]
    #[case("how long does it last", "last")]
    #[case("how long does it take", "long take")]
    #[case("how long", "long")]
    #[case("long term", "long term")]
    #[case("does it help with pain", "pain")]
    #[case("does it help", "help")]
    #[case("is the", "is the")]
    #[case("'the pain", "the pain")]
    fn a_query_is_decided_by_the_words_that_tell_most(#[case] query: &str, #[case] by: &str) {
        assert_eq!(deciding(query, &[]), by);
    }

    #[rstest]
    #[case("does it work for everyone", &["everyone"], "work everyone")]
    #[case("is it everyone", &["everyone"], "everyone")]
    #[case("everyone", &["everyone"], "everyone")]
    fn where_they_stand_nowhere_those_that_tell_little_decide_too(
        #[case] query: &str,
        #[case] absent: &[&str],
        #[case] by: &str,
    ) {
        assert_eq!(deciding(query, absent), by);
    }

    fn deciding(query: &str, absent: &[&str]) -> String {
        let query = Query::parse(query, &Library::default());
        let stands = |i: usize| !absent.contains(&query.clauses[i].typed.as_str());
        let clauses = query.clauses.iter().zip(small(&query, stands)).filter(|(_, small)| !small);
        let words: Vec<&str> = clauses.map(|(clause, _)| clause.typed.as_str()).collect();
        words.join(" ")
    }
}
