//! Rewriting a query: changes to what was typed, so that the text always says what is asked.
//!
//! A change is a list of [`Edit`]s of the text, in order and apart, so that whoever shows the text
//! can keep a cursor where it was. What a change does not touch stays as it was typed.

use std::ops::Range;

use super::filter::Kind;
use super::tokens::{Mark, placed};
use crate::library::words::{folded, words};

/// One change of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Bytes of the text that go; empty to insert.
    pub range: Range<usize>,
    /// What stands there then.
    pub with: String,
}

/// A word of a query that has no mark.
struct Plain {
    /// Bytes of the query, with a closing `'s`.
    range: Range<usize>,
    folded: String,
    /// Bytes of the token that it stands in.
    token: Range<usize>,
}

impl Edit {
    fn new(range: Range<usize>, with: impl Into<String>) -> Self {
        Self { range, with: with.into() }
    }
}

/// The text after some edits.
#[must_use]
pub fn edited(text: &str, edits: &[Edit]) -> String {
    let mut edited = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        edited.push_str(&text[at..edit.range.start]);
        edited.push_str(&edit.with);
        at = edit.range.end;
    }
    edited + &text[at..]
}

/// Where a place of a text is after some edits, both in bytes: what is put in at the place comes
/// after it, and a place within what goes is after what comes.
#[must_use]
pub fn place_after(edits: &[Edit], place: usize) -> usize {
    let (mut after, mut end) = (0, 0);
    for Edit { range, with } in edits {
        if range.end > place || (range.is_empty() && range.start == place) {
            let cut = range.start < place;
            return after + range.start.min(place) - end + if cut { with.len() } else { 0 };
        }
        after += range.start - end + with.len();
        end = range.end;
    }
    after + place - end
}

/// Keeps a query to one topic or source, by its id: in place of the first filter of the kind, else
/// at the end. A blank always stands before it, so that words can be typed there.
#[must_use]
pub fn narrowed(text: &str, kind: Kind, id: &str) -> Vec<Edit> {
    let filter = format!("{}:{id}", kind.name());
    let mut edits = widened(text, Some(kind));
    if let Some(first) = edits.first_mut() {
        first.with = format!(" {filter}{}", blank_before(text, first.range.end));
        return edits;
    }
    let open = placed(text).last().is_some_and(|(_, token)| token.open);
    let quote = if open { "\"" } else { "" };
    vec![Edit::new(text.len()..text.len(), format!("{quote} {filter}"))]
}

/// Takes the filters of a kind out of a query, or all, each with a blank before it.
#[must_use]
pub fn widened(text: &str, kind: Option<Kind>) -> Vec<Edit> {
    let goes = |mark: Mark| match mark {
        Mark::Filter(this) => kind.is_none_or(|kind| kind == this),
        _ => false,
    };
    let filters = placed(text).filter(|(_, token)| goes(token.mark));
    let with_blank = |range: Range<usize>| {
        let blank = text[..range.start].chars().next_back().filter(|c| c.is_whitespace());
        range.start - blank.map_or(0, char::len_utf8)..range.end
    };
    let edit = |range: Range<usize>| {
        let with = if range.start == 0 { "" } else { blank_before(text, range.end) };
        Edit::new(range, with)
    };
    filters.map(|(range, _)| edit(with_blank(range))).collect()
}

/// A blank, where what stands at a place would else be joined to what comes before it.
fn blank_before(text: &str, at: usize) -> &'static str {
    if text[at..].chars().next().is_none_or(char::is_whitespace) { "" } else { " " }
}

/// Marks some words or phrases, wherever they stand without a mark, to be meant exactly: `'word`,
/// or quotes around several words and around a part of what stands between blanks.
#[must_use]
pub fn as_typed(text: &str, typed: &[String]) -> Vec<Edit> {
    let plain = plain(text);
    let typed: Vec<Vec<String>> = typed.iter().map(|typed| folded_words(typed)).collect();
    let length = |at: usize| {
        let starts = |typed: &&Vec<String>| is_start(&plain[at..], typed);
        typed.iter().filter(starts).map(Vec::len).max().unwrap_or(0)
    };
    let (mut edits, mut at) = (Vec::new(), 0);
    while at < plain.len() {
        let run = &plain[at..at + length(at)];
        edits.extend(marked(text, &plain, run));
        at += run.len().max(1);
    }
    edits
}

/// Takes the marks away that [`as_typed`] sets.
#[must_use]
pub fn alike(text: &str, typed: &[String]) -> Vec<Edit> {
    let literal = placed(text).filter(|(_, token)| token.mark == Mark::Literal);
    let wanted = |text: &str| typed.iter().any(|typed| folded_words(typed) == folded_words(text));
    let unmarked = literal.filter(|(_, token)| wanted(token.text));
    unmarked.map(|(range, token)| Edit::new(range, token.text)).collect()
}

fn folded_words(text: &str) -> Vec<String> {
    folded(text).into_iter().filter(|word| !word.is_empty()).collect()
}

/// Every word without a mark.
fn plain(text: &str) -> Vec<Plain> {
    let mut plain = Vec::new();
    for (token, _) in placed(text).filter(|(_, token)| token.mark == Mark::Plain) {
        for word in words(&text[token.clone()]).filter(|word| !word.folded.is_empty()) {
            let range = token.start + word.range.start..token.start + word.range.end;
            let rest = &text[range.end..token.end];
            let tail = ["'s", "’s"].into_iter().find(|tail| rest.starts_with(tail));
            plain.push(Plain {
                range: range.start..range.end + tail.map_or(0, str::len),
                folded: word.folded.into_owned(),
                token: token.clone(),
            });
        }
    }
    plain
}

fn is_start(plain: &[Plain], words: &[String]) -> bool {
    words.len() <= plain.len() && plain.iter().zip(words).all(|(plain, word)| plain.folded == *word)
}

/// The edit that marks a run of words, if there are any. What else stands between them, as a
/// filter may, comes after them.
fn marked(text: &str, all: &[Plain], run: &[Plain]) -> Option<Edit> {
    let (first, last) = (run.first()?, run.last()?);
    let in_token = all.iter().filter(|word| word.token == first.token).count();
    if first.token == last.token && in_token == run.len() {
        return Some(Edit::new(first.token.start..first.token.start, "'"));
    }
    let range = first.range.start..last.range.end;
    let within = |place: &Range<usize>| range.start < place.start && place.end < range.end;
    let others: Vec<&str> = placed(text)
        .filter(|(place, token)| within(place) && token.mark != Mark::Plain)
        .map(|(place, _)| &text[place])
        .collect();
    let words: Vec<&str> = run.iter().map(|word| &text[word.range.clone()]).collect();
    let quoted = if others.is_empty() { text[range.clone()].to_owned() } else { words.join(" ") };
    let after: String = others.iter().flat_map(|other| [" ", other]).collect();
    Some(Edit::new(range, format!("\"{quoted}\"{after}")))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;
    use crate::library::Library;
    use crate::search::Query;

    fn narrow(text: &str) -> String {
        edited(text, &narrowed(text, Kind::Topic, "uses"))
    }

    #[rstest]
    #[case("nausea", "nausea topic:uses")]
    #[case("", " topic:uses")]
    #[case("nausea ", "nausea  topic:uses")]
    #[case("\"blood pres", "\"blood pres\" topic:uses")]
    #[case("nausea topic:risks dose", "nausea topic:uses dose")]
    #[case("topic:\"side effects\" nausea topic:cost source:a", " topic:uses nausea source:a")]
    #[case("nausea topic:", "nausea topic:uses")]
    #[case("nausea !", "nausea ! topic:uses")]
    fn narrowing_takes_the_place_of_filters_of_its_kind(#[case] text: &str, #[case] after: &str) {
        assert_eq!(narrow(text), after);
    }

    #[rstest]
    #[case("nausea topic:uses", "nausea", "nausea")]
    #[case(" topic:uses", "", "")]
    #[case("a topic:uses source:b c", "a source:b c", "a c")]
    #[case(
        "\"topic:uses\" !topic:uses",
        "\"topic:uses\" !topic:uses",
        "\"topic:uses\" !topic:uses"
    )]
    fn widening_takes_out_what_narrows(
        #[case] text: &str,
        #[case] topics: &str,
        #[case] both: &str,
    ) {
        assert_eq!(edited(text, &widened(text, Some(Kind::Topic))), topics);
        assert_eq!(edited(text, &widened(text, None)), both);
    }

    #[rstest]
    #[case("throwing up", "throwing up blood", "\"throwing up\" blood")]
    #[case("nausea", "Nausea, dose", "'Nausea, dose")]
    #[case("nausea", "fever/nausea", "fever/\"nausea\"")]
    #[case("throwing up", "throwing topic:uses up", "\"throwing up\" topic:uses")]
    #[case("crohn", "crohn's/x", "\"crohn's\"/x")]
    #[case("well-being", "well-being", "'well-being")]
    #[case("nausea", "'nausea !nausea \"nausea\"", "'nausea !nausea \"nausea\"")]
    fn words_are_marked_as_they_are_typed(
        #[case] typed: &str,
        #[case] text: &str,
        #[case] after: &str,
    ) {
        assert_eq!(edited(text, &as_typed(text, &[typed.to_owned()])), after);
    }

    #[test]
    fn a_cursor_stays_with_the_words_around_it() {
        let place = |text: &str, place| place_after(&narrowed(text, Kind::Topic, "uses"), place);
        assert_eq!(place("nausea", 6), 6, "before what is put in at the end");
        assert_eq!(place("a topic:risks b", 15), "a topic:uses b".len());
        assert_eq!(place("a topic:risks", 9), "a topic:uses".len(), "within what goes");
        let marks = as_typed("throwing up", &["throwing up".to_owned()]);
        assert_eq!(place_after(&marks, 11), 13, "after the closing quote");
    }

    proptest! {
        #[test]
        fn narrowing_and_widening_leave_the_words_alone(
            text in "(\\PC|[a-c\"'! ]|topic:uses|source:\"a b){0,20}", cursor in any::<prop::sample::Index>(),
        ) {
            let library = Library::default();
            let query = |text: &str| {
                let query = Query::parse(text, &library);
                (query.clauses.iter().map(|c| c.words.clone()).collect::<Vec<_>>(), query.without)
            };
            let narrow = narrowed(&text, Kind::Topic, "uses");
            let after = edited(&text, &narrow);
            prop_assert_eq!(query(&text), query(&after), "{:?}", after);
            prop_assert_eq!(after.matches("topic:uses").count() > 0, true);
            let wide = edited(&after, &widened(&after, Some(Kind::Topic)));
            prop_assert_eq!(query(&text), query(&wide), "{:?}", wide);
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let place = places[cursor.index(places.len())];
            prop_assert!(after.is_char_boundary(place_after(&narrow, place)));
        }

        #[test]
        fn marking_words_and_taking_the_marks_away_is_no_change(words in "[a-c]{1,3}( [a-c]{1,3}){0,4}", pick in "[a-c]{1,2}") {
            let typed = [pick];
            let marked = edited(&words, &as_typed(&words, &typed));
            prop_assert_eq!(edited(&marked, &alike(&marked, &typed)), words);
        }
    }
}
