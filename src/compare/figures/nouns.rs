//! Nouns: what is counted.
//!
//! No parts of speech are known. Of more than one thing, the noun is the first plural within
//! [`REACH`] words; of one thing, the last word before something that ends a noun phrase. What
//! crosses a sign or one of [`ENDS`] is no noun of the number before it.

use super::numbers::quantity;
use super::tokens::Tokens;

/// Words in which a noun must be found.
const REACH: usize = 4;

/// Words that no noun phrase goes on over.
const ENDS: &[&str] = &[
    "a",
    "about",
    "after",
    "again",
    "against",
    "all",
    "also",
    "although",
    "always",
    "am",
    "among",
    "an",
    "and",
    "any",
    "are",
    "as",
    "at",
    "be",
    "because",
    "been",
    "before",
    "being",
    "between",
    "both",
    "but",
    "by",
    "can",
    "cannot",
    "could",
    "did",
    "do",
    "does",
    "during",
    "each",
    "either",
    "else",
    "ever",
    "every",
    "for",
    "from",
    "had",
    "has",
    "have",
    "he",
    "her",
    "here",
    "him",
    "his",
    "how",
    "however",
    "i",
    "if",
    "in",
    "into",
    "is",
    "it",
    "its",
    "just",
    "less",
    "like",
    "many",
    "may",
    "might",
    "more",
    "most",
    "much",
    "must",
    "my",
    "never",
    "no",
    "nor",
    "not",
    "now",
    "of",
    "off",
    "often",
    "on",
    "once",
    "only",
    "or",
    "other",
    "others",
    "our",
    "out",
    "over",
    "own",
    "per",
    "perhaps",
    "rather",
    "she",
    "should",
    "since",
    "so",
    "some",
    "sometimes",
    "such",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "though",
    "through",
    "thus",
    "to",
    "together",
    "too",
    "toward",
    "towards",
    "under",
    "until",
    "up",
    "upon",
    "us",
    "very",
    "via",
    "was",
    "we",
    "were",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "while",
    "who",
    "whom",
    "whose",
    "why",
    "will",
    "with",
    "within",
    "without",
    "would",
    "yet",
    "you",
    "your",
];

/// A noun and the token after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noun {
    /// Folded, in the singular.
    pub name: String,
    /// Index of the token after it.
    pub next: usize,
}

/// The noun of more than one thing (or of none) from a token on.
#[must_use]
pub fn plural(t: &Tokens, i: usize) -> Option<Noun> {
    let at = phrase(t, i).find(|&at| is_plural(t.word(at)))?;
    Some(Noun { name: singular(t.word(at)), next: at + 1 })
}

/// The noun of one thing from a token on, with "or" and another where that ends it.
#[must_use]
pub fn single(t: &Tokens, i: usize) -> Option<Noun> {
    let goes_on = |&at: &usize| at == i || !ends_single(t.word(at));
    let at = phrase(t, i).take_while(goes_on).last()?;
    if is_plural(t.word(i)) {
        return None;
    }
    let or = t.follows(at + 1, "or") && phrase(t, at + 2).count() == 1;
    let next = if or { at + 3 } else { at + 1 };
    Some(Noun { name: t.word(at).to_owned(), next })
}

/// What a share is of, after "of": "patients", "the people", "their time".
#[must_use]
pub fn shared(t: &Tokens, i: usize) -> Option<Noun> {
    let article = ["the", "all", "these", "those", "their", "our", "its", "your", "a", "an"];
    let start = i + usize::from(article.contains(&t.word(i)));
    let at = phrase(t, start).find(|&at| is_plural(t.word(at)));
    let at = at.or_else(|| phrase(t, start).take_while(|&at| !ends_single(t.word(at))).last())?;
    Some(Noun { name: singular(t.word(at)), next: at + 1 })
}

/// Indices of the words of a noun phrase: at most [`REACH`], hyphens between them passed over.
fn phrase<'a>(t: &'a Tokens, i: usize) -> impl Iterator<Item = usize> + 'a {
    let fits = move |&at: &usize| t.is_word(at) && !ends(t.word(at)) && quantity(t, at).is_none();
    let start = Some(i).filter(|&i| t.spaced(i)).filter(fits);
    let next = move |&at: &usize| {
        let next = t.hyphened(at + 1).or_else(|| t.spaced(at + 1).then_some(at + 1))?;
        Some(next).filter(fits)
    };
    std::iter::successors(start, next).take(REACH)
}

/// Whether no noun phrase goes on over a word.
#[must_use]
pub fn ends(word: &str) -> bool {
    ENDS.binary_search(&word).is_ok()
}

/// Whether a word after the first is likely a verb or an adverb, or begins something new.
fn ends_single(word: &str) -> bool {
    let verb = word.ends_with("ed") || word.ends_with("ing") || word.ends_with("ly");
    verb || is_plural(word)
}

/// Whether an English word is a plural, or looks like one.
fn is_plural(word: &str) -> bool {
    let irregular = ["people", "children", "men", "women", "feet", "teeth", "criteria"];
    let singular_end = ["ss", "us", "is", "ous"].iter().any(|end| word.ends_with(end));
    irregular.contains(&word) || (word.len() > 3 && word.ends_with('s') && !singular_end)
}

/// The likely singular of an English plural.
#[must_use]
pub fn singular(word: &str) -> String {
    let irregular = match word {
        "people" => Some("person"),
        "children" => Some("child"),
        "men" => Some("man"),
        "women" => Some("woman"),
        "criteria" => Some("criterion"),
        _ => None,
    };
    if let Some(singular) = irregular {
        return singular.to_owned();
    }
    if let Some(stem) = word.strip_suffix("ies") {
        return format!("{stem}y");
    }
    let hissing = ["sses", "ches", "shes", "xes"].iter().any(|end| word.ends_with(end));
    let end = if hissing { "es" } else { "s" };
    word.strip_suffix(end).filter(|_| is_plural(word)).unwrap_or(word).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(noun: Option<Noun>) -> Option<String> {
        noun.map(|noun| noun.name)
    }

    #[test]
    fn more_than_one_thing_is_a_plural() {
        let of = |text| name(plural(&Tokens::of(text), 1));
        assert_eq!(of("50 adults have"), Some("adult".into()));
        assert_eq!(of("six treatment-resistant bodies"), Some("body".into()));
        assert_eq!(of("two are the main ones"), None);
        assert_eq!(of("two, sessions"), None);
        assert_eq!(of("9 Wellness"), None);
    }

    #[test]
    fn one_thing_ends_before_a_verb_or_a_sign() {
        let of = |text: &'static str| single(&Tokens::of(text), 1).map(|n| (n.name, n.next));
        assert_eq!(of("one single infusion can"), Some(("infusion".into(), 3)));
        assert_eq!(of("one infusion reduced pain"), Some(("infusion".into(), 2)));
        assert_eq!(of("one arm or leg."), Some(("arm".into(), 4)));
        assert_eq!(of("one has"), None);
        assert_eq!(of("one's body"), None);
    }

    #[test]
    fn the_ends_are_in_order_and_each_once() {
        assert!(ENDS.is_sorted() && ENDS.windows(2).all(|pair| pair[0] != pair[1]));
    }
}
