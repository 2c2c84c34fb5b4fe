//! Search as a whole: what is found, in which order, why, and what it takes.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

use std::borrow::Cow;
use std::collections::BTreeSet;

use pamphlet::library::assemble::{SubjectFiles, TextFile};
use pamphlet::library::lookup::UnknownName;
use pamphlet::library::words::{compounds, words};
use pamphlet::library::{Glossary, Library, Term, Topics};
use pamphlet::search::{Fields, Hit, Index, Match, Note, Outcome, Query};
use proptest::prelude::*;
use rstest::rstest;

const TOPICS: &str = r#"
[[topic]]
id = "uses"
name = "Uses"
about = "."
strong = ["uses", "used for"]
[[topic]]
id = "side-effects"
name = "Side effects and risks"
about = "."
aliases = ["risks"]
strong = ["side effect*", "risk*", "harm*"]
"#;

const CATALYST: &str = "\
## Uses

Ketamine is used for treatment-resistant depression, under supervision.

It helps some people with chronic pain.

## Side effects

Nausea is common. Blood pressure may rise for an hour.

- Brain-derived neurotrophic factor rises too.
- The dose of 0.5 mg/kg is low.

### Long-term risks

Little is known about the bladder; one risk is dependence.
";

const ALIVE: &str = "\
A patient once spoke of vomiting.

## Side effects

Some people report throwing up, or dissociation. The café next door sells ginger.

BDNF is a protein. The wellbeing of patients comes first.

Esketamine is a nasal spray of one half of the molecule.
";

fn article(title: &str, source: &str, text: &str) -> String {
    format!("+++\ntitle = \"{title}\"\nsource = \"{source}\"\n+++\n\n{text}")
}

fn library_of(articles: &[(&str, &str, &str)]) -> Library {
    let term = |name: &str, aliases: &[&str]| Term {
        name: name.to_owned(),
        aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
        definition: "…".to_owned(),
        ..Term::default()
    };
    let glossary = Glossary::new(vec![
        term("nausea", &["throwing up"]),
        term("brain-derived neurotrophic factor", &["BDNF"]),
        term("cystitis", &[]),
    ]);
    let mut library = Library::new(Topics::parse("topics.toml", TOPICS).unwrap(), glossary);
    let file = |(title, source, text): &(&str, &str, &str)| {
        let text = Cow::Owned(article(title, source, text));
        (pamphlet::library::words::slug(source), TextFile { name: (*source).to_owned(), text })
    };
    let articles = articles.iter().map(file).collect();
    library.add_subject(SubjectFiles { id: "subject".to_owned(), facts: None, articles });
    assert_eq!(library.faults, []);
    library
}

fn clinics() -> Library {
    library_of(&[
        ("Infusion therapy", "Catalyst Clinic", CATALYST),
        ("Infusions explained", "Alive Health", ALIVE),
    ])
}

fn search_in(library: &Library, query: &str) -> Outcome {
    Index::build(library).search(library, &Query::parse(query, library), 20)
}

fn search(query: &str) -> Outcome {
    search_in(&clinics(), query)
}

/// The first words of each hit.
fn found(query: &str) -> Vec<String> {
    let library = clinics();
    let start = |hit: &Hit| {
        let text = &library.passage(hit.passage).text;
        text.split_whitespace().take(2).collect::<Vec<_>>().join(" ")
    };
    search_in(&library, query).hits.iter().map(start).collect()
}

/// A library of one article with a passage a line.
fn lines(lines: &[&str]) -> Library {
    library_of(&[("Title", "Source", &lines.join("\n\n"))])
}

/// The texts of the hits among the lines.
fn found_in(texts: &[&str], query: &str) -> Vec<(String, Match)> {
    let library = lines(texts);
    let outcome = search_in(&library, query);
    outcome.hits.iter().map(|h| (library.passage(h.passage).text.clone(), h.by)).collect()
}

fn marked(outcome: &Outcome, library: &Library) -> Vec<Vec<String>> {
    let of = |hit: &Hit| {
        let text = &library.passage(hit.passage).text;
        hit.highlights.iter().map(|range| text[range.clone()].to_owned()).collect()
    };
    outcome.hits.iter().map(of).collect()
}

#[test]
fn all_words_are_wanted_in_any_order() {
    assert_eq!(found("pressure blood"), ["Nausea is"]);
    assert_eq!(search("pressure blood").hits[0].missing, [""; 0]);
}

#[test]
fn words_around_a_passage_count_as_its_own() {
    let outcome = search("bladder catalyst side effects");
    assert_eq!(outcome.total, 1);
    let fields = outcome.hits[0].fields;
    for field in [Fields::TEXT, Fields::SOURCE, Fields::ABOVE] {
        assert!(fields.contains(field), "{fields:?}");
    }
}

#[test]
fn a_passage_found_by_its_heading_shows_its_beginning() {
    let outcome = search("\"side effects\" source:alive");
    let hit = &outcome.hits[0];
    assert!(hit.highlights.is_empty() && hit.snippet.highlights.is_empty());
    assert_eq!(
        (hit.fields.contains(Fields::HEADING), hit.fields.contains(Fields::TEXT)),
        (true, false)
    );
    assert_eq!(hit.snippet.text, clinics().passage(hit.passage).text);
}

#[test]
fn where_no_passage_has_all_words_those_with_the_most_say_what_they_lack() {
    let outcome = search("blood pressure bladder nowhere");
    assert_eq!(outcome.total, 1);
    assert_eq!(outcome.hits[0].missing, ["bladder", "nowhere"]);
    let counts: Vec<_> = outcome.counts.iter().map(|c| (c.word.as_str(), c.passages)).collect();
    assert_eq!(counts, [("blood", 1), ("pressure", 1), ("bladder", 1), ("nowhere", 0)]);
}

#[test]
fn small_words_alone_are_no_answer() {
    let outcome = search("is it addictive");
    assert_eq!((outcome.total, outcome.counts[2].passages), (0, 0));
    assert!(outcome.counts[0].passages > 0);
    assert!(search("is the").total > 0, "unless nothing else is asked");
    let outcome = search("is the bladder a zyxoquant");
    assert_eq!(outcome.total, 1);
    assert_eq!(outcome.hits[0].missing, ["zyxoquant"], "*a* is not needed");
}

/// The texts found among these, with the best first.
fn order(texts: &[&str], query: &str) -> Vec<String> {
    found_in(texts, query).into_iter().map(|(text, _)| text).collect()
}

#[test]
fn the_words_of_a_question_neither_hide_an_answer_nor_are_marked() {
    let texts =
        ["what is it like, and how does one know it", "the pain goes", "pain is what it is"];
    assert_eq!(order(&texts, "what does it do for pain"), [texts[2], texts[1]]);
    let library = lines(&texts);
    assert_eq!(marked(&search_in(&library, "is it the pain"), &library), [["pain"], ["pain"]]);
}

#[test]
fn a_time_or_a_number_that_is_asked_for_comes_first() {
    let texts =
        ["A visit, a visit.", "A visit takes an hour or so.", "There are 3 in a visit or so."];
    assert_eq!(order(&texts, "how long is a visit")[0], texts[1]);
    assert_eq!(order(&texts, "how many in a visit")[0], texts[2]);
    assert_eq!(order(&texts, "visit")[0], texts[0]);
}

#[test]
fn what_says_something_goes_before_the_name_alone() {
    let texts = ["Chronic pain", "It has eased pain for some."];
    assert_eq!(order(&texts, "pain"), [texts[1], texts[0]]);
    assert_eq!(order(&texts, "chronic pain"), [texts[0]]);
}

#[test]
fn a_question_that_reads_like_a_heading_brings_its_topic_first() {
    let text = "Pain may come back.\n\n## Side effects\n\nPain may come back.\n";
    let library = library_of(&[("Title", "Source", text)]);
    let first = |query: &str| search_in(&library, query).hits[0].passage.passage;
    assert_eq!((first("pain"), first("harm or pain")), (0, 1));
}

#[rstest]
#[case("driving")]
#[case("drives")]
#[case("drive")]
fn a_verb_is_found_in_its_regular_forms(#[case] query: &str) {
    let found = found_in(&["do not drive", "no driving", "nothing"], query);
    assert_eq!(found.len(), 2);
    assert!(found.iter().all(|(_, by)| *by == Match::Exact));
    assert_eq!(
        found_in(&["do not drive", "no driving"], &format!("'{query} x")).len(),
        usize::from(query != "drives")
    );
}

#[test]
fn a_name_of_several_words_is_found_in_both_numbers() {
    let library = library_of(&[("Title", "Source", "Two brain-derived neurotrophic factors.")]);
    assert_eq!(search_in(&library, "BDNF").hits[0].words[0].by, Match::Alias);
}

#[test]
fn a_corrected_word_is_found_in_both_numbers() {
    assert_eq!(found_in(&["one migraine", "two migraines"], "migrainne x").len(), 2);
}

#[test]
fn passages_with_all_words_hide_those_with_some() {
    let outcome = search("nausea blood");
    assert_eq!(outcome.total, 1);
    assert!(outcome.hits.iter().all(|hit| hit.missing.is_empty()));
}

#[test]
fn a_word_that_stands_nowhere_is_proved_absent() {
    let outcome = search("cystitis");
    assert!(outcome.hits.is_empty() && outcome.corrections.is_empty());
    assert_eq!((outcome.total, outcome.counts[0].passages), (0, 0));
    let library = clinics();
    let words: usize = library.articles().map(|(_, a)| a.words()).sum();
    let sections: usize = library.articles().map(|(_, a)| a.sections.len()).sum();
    let searched = outcome.searched;
    assert_eq!((searched.articles, searched.sections, searched.words), (2, sections, words));
    assert_eq!(outcome.per_source.iter().map(|s| s.passages).collect::<Vec<_>>(), [0, 0]);
}

#[test]
fn tiers_do_not_overtake_each_other() {
    let texts = [
        "ketamines",
        "ketaminergic ketaminergic ketaminergic",
        "far down, after a good many other words of no weight at all, there is ketamine",
    ];
    let order: Vec<_> = found_in(&texts, "ketamine").into_iter().map(|(text, _)| text).collect();
    assert_eq!(order.last().map(String::as_str), Some(texts[1]));
    let ways: Vec<_> = found_in(&texts, "ketamine").into_iter().map(|(_, by)| by).collect();
    assert_eq!(ways, [Match::Exact, Match::Exact, Match::Prefix]);
}

#[test]
fn another_name_comes_before_a_longer_word() {
    let ways: Vec<_> =
        found_in(&["nauseating nauseaness nauseaness", "so much throwing up"], "nausea")
            .into_iter()
            .map(|(_, by)| by)
            .collect();
    assert_eq!(ways, [Match::Alias, Match::Prefix]);
}

#[test]
fn a_longer_gap_comes_before_a_misspelling() {
    let found = found_in(&["ketmnas ketmnas ketmnas", "ketamans"], "ketmans x");
    assert_eq!(found[0], ("ketamans".to_owned(), Match::Subsequence));
    assert_eq!(found[1].1, Match::Typo);
}

#[test]
fn only_the_last_word_matches_as_a_beginning() {
    assert_eq!(found("neurot"), ["Brain-derived neurotrophic"]);
    assert_eq!(search("neurot").hits[0].by, Match::Prefix);
    assert_eq!(search("neurot topic:risks").hits[0].by, Match::Prefix);
    for closed in ["'neurot", "\"neurot\"", "neurot !nothing"] {
        let outcome = search(closed);
        assert!(outcome.hits.iter().all(|hit| hit.by != Match::Prefix), "{closed}");
    }
}

#[rstest]
#[case("risk")]
#[case("risks")]
fn singular_and_plural_are_the_word_itself(#[case] query: &str) {
    let found = found_in(&["one risk", "two risks", "nothing"], query);
    assert_eq!(found.len(), 2);
    assert!(found.iter().all(|(_, by)| *by == Match::Exact));
    assert!(found[0].0.ends_with(query), "{found:?}");
    assert_eq!(found_in(&["one risk", "two risks"], &format!("'{query}")).len(), 1);
}

#[test]
fn a_mark_takes_aliases_beginnings_and_guesses_away() {
    for (typed, marked) in [
        ("throwing up", "\"throwing up\""),
        ("nausea", "'nausea"),
        ("BDNF", "'BDNF"),
        ("brain-derived neurotrophic factor", "\"brain-derived neurotrophic factor\""),
        ("ketmaine", "'ketmaine"),
        ("neurot", "'neurot"),
    ] {
        let outcome = search(typed);
        assert!(outcome.hits.iter().any(|hit| hit.by != Match::Exact), "{typed}");
        let outcome = search(marked);
        assert!(outcome.hits.iter().all(|hit| hit.by == Match::Exact), "{marked}");
        assert_eq!(outcome.corrections, []);
    }
}

#[test]
fn a_hit_says_where_the_words_stand_that_its_text_has_not() {
    let around = |query: &str| search(query).hits[0].around();
    assert_eq!(around("nausea"), None);
    assert_eq!(around("'nausea catalyst").unwrap(), "\"catalyst\" in the source's name");
    assert_eq!(
        around("the bladder \"infusion therapy\"").unwrap(),
        "\"infusion therapy\" in the title"
    );
    assert_eq!(around("\"side effects\" source:alive").unwrap(), "in the heading");
    assert_eq!(
        around("\"is known\" \"side effects\"").unwrap(),
        "\"side effects\" in a heading above"
    );
    assert_eq!(around("is the bladder"), None, "small words say nothing by themselves");
}

#[test]
fn all_that_is_shown_for_a_word_is_said_in_one_sentence() {
    let texts = ["a fever", "a temperature", "a raised temperature"];
    let mut library = lines(&texts);
    library.glossary = Glossary::new(vec![Term {
        name: "fever".to_owned(),
        aliases: vec!["temperature".to_owned(), "raised temperature".to_owned()],
        definition: "…".to_owned(),
        ..Term::default()
    }]);
    let said = search_in(&library, "fever").corrected();
    assert_eq!(
        said,
        ["showing \"temperature\", \"raised temperature\" for \"fever\", other names for it"]
    );
}

#[test]
fn a_name_is_only_said_to_be_shown_where_it_finds_something() {
    let mut library = lines(&["a fever", "a fever, or temperature"]);
    library.glossary =
        glossary("[[term]]\nname = \"fever\"\naliases = [\"temperature\"]\ndefinition = \"…\"");
    assert_eq!(search_in(&library, "fever").corrected(), [""; 0]);
    assert_eq!(search_in(&library, "temperature").corrected().len(), 1);
}

#[test]
fn glossary_aliases_work_both_ways_with_a_label() {
    for (typed, shown) in [
        ("throwing up", "nausea"),
        ("nausea", "throwing up"),
        ("BDNF", "brain-derived neurotrophic factor"),
        ("brain-derived neurotrophic factor", "BDNF"),
    ] {
        let outcome = search(typed);
        assert_eq!(outcome.total, 2, "{typed}");
        let ways: Vec<_> = outcome.hits.iter().map(|hit| hit.by).collect();
        assert_eq!(ways, [Match::Exact, Match::Alias], "{typed}");
        let said = &outcome.corrections[0];
        assert_eq!((said.typed.as_str(), said.shown.as_str()), (typed, shown));
        assert_eq!((said.by, outcome.corrections.len()), (Match::Alias, 1));
    }
    assert!(search("'nausea").corrections.is_empty());
}

#[test]
fn what_stands_nowhere_is_said_before_what_is_shown_for_it() {
    let mut library = lines(&["some nausea", "it can overcome pain", "up and down"]);
    library.glossary =
        glossary("[[term]]\nname = \"nausea\"\nnear = [\"throwing up\"]\ndefinition = \"…\"");
    let instead = |query: &str| search_in(&library, query).instead();
    assert_eq!(instead("overdose").unwrap(), "no passage has \"overdose\"");
    assert_eq!(
        instead("throwing up overdose").unwrap(),
        "no passage has \"throwing up\" or \"overdose\""
    );
    assert_eq!((instead("nausea"), instead("overc"), instead("zebra")), (None, None, None));
}

/// Passages of a line each, and a glossary where *throwing up* is near to two terms.
fn queasy() -> Library {
    let mut library = lines(&["some nausea", "a queasy feeling", "throwing up", "retching"]);
    library.glossary = glossary(
        "[[term]]\nname = \"nausea\"\naliases = [\"queasy\"]\nnear = [\"throwing up\"]\n\
         definition = \"…\"\n\
         [[term]]\nname = \"retching\"\nnear = [\"throwing up\"]\ndefinition = \"…\"\n",
    );
    library
}

fn glossary(toml: &str) -> Glossary {
    Glossary::parse("glossary.toml", toml).unwrap()
}

#[test]
fn near_words_lead_to_every_name_of_their_terms_and_say_that_they_are_not_the_same() {
    let outcome = search_in(&queasy(), "throwing up");
    let ways: Vec<_> = outcome.hits.iter().map(|hit| hit.by).collect();
    assert_eq!(ways, [Match::Exact, Match::Near, Match::Near, Match::Near]);
    assert!(outcome.hits[0].score >= outcome.hits[1].score + 1.0);
    let said = outcome.corrected();
    let shown = "\"nausea\", \"queasy\", \"retching\"";
    assert_eq!(said, [format!("showing {shown} for \"throwing up\", near but not the same")]);
}

#[rstest]
#[case("nausea", &["nausea", "queasy"])]
#[case("queasy", &["queasy", "nausea"])]
#[case("retching", &["retching"])]
#[case("'throwing up", &["throwing up"])]
#[case("\"throwing up\"", &["throwing up"])]
#[case("throwing", &["throwing up"])]
fn nothing_leads_to_near_words_nor_a_part_or_a_marked_one_from_them(
    #[case] query: &str,
    #[case] words: &[&str],
) {
    let library = queasy();
    let outcome = search_in(&library, query);
    assert!(outcome.hits.iter().all(|hit| hit.by != Match::Near));
    let mut texts = outcome.hits.iter().map(|hit| &library.passage(hit.passage).text).zip(words);
    assert!(texts.all(|(text, word)| text.contains(word)), "{:?}", outcome.hits);
    assert_eq!(outcome.hits.len(), words.len());
}

#[test]
fn a_name_that_has_the_typed_words_in_it_is_not_shown_for_them() {
    let mut library = lines(&["anorexia nervosa"]);
    let names = "name = \"anorexia nervosa\"\nnear = [\"anorexia\"]";
    library.glossary = glossary(&format!("[[term]]\n{names}\ndefinition = \"…\""));
    for query in ["anorexia", "anorexia nervosas"] {
        let outcome = search_in(&library, query);
        assert_eq!((outcome.total, outcome.hits[0].by), (1, Match::Exact));
        assert_eq!(outcome.corrections, [], "{query}");
    }
}

#[test]
fn an_alias_goes_before_a_near_word() {
    let mut library = lines(&["a nausea", "a vomitus"]);
    library.glossary = glossary(
        "[[term]]\nname = \"nausea\"\nnear = [\"puke\"]\ndefinition = \"…\"\n\
         [[term]]\nname = \"vomitus\"\naliases = [\"puke\"]\ndefinition = \"…\"",
    );
    let outcome = search_in(&library, "puke");
    let ways: Vec<_> = outcome.hits.iter().map(|hit| hit.by).collect();
    assert_eq!(ways, [Match::Alias, Match::Near]);
}

#[test]
fn an_alias_phrase_is_marked_whole() {
    let library = clinics();
    let outcome = search_in(&library, "nausea");
    assert_eq!(marked(&outcome, &library)[1], ["throwing up"]);
    assert_eq!(outcome.hits[1].words[0].found, "throwing up");
}

#[rstest]
#[case("ketmaine", "ketamine", Match::Typo)]
#[case("nausia", "nausea", Match::Typo)]
#[case("disassociation", "dissociation", Match::Typo)]
#[case("ketmai", "ketamine", Match::Typo)]
#[case("ketmine", "ketamine", Match::Subsequence)]
#[case("depresion", "depression", Match::Subsequence)]
fn a_misspelt_word_is_corrected_and_the_correction_is_said(
    #[case] typed: &str,
    #[case] shown: &str,
    #[case] by: Match,
) {
    let outcome = search(typed);
    let said = &outcome.corrections[0];
    assert_eq!((said.typed.as_str(), said.shown.as_str(), said.by), (typed, shown, by));
    assert_eq!(outcome.hits[0].by, by);
    assert_eq!(outcome.hits[0].words[0].found.to_lowercase(), shown);
    assert_eq!(outcome.counts[0].passages, 0, "the word itself stands nowhere");
}

#[rstest]
#[case(&["esketamine spray", "ketamine drip"], "esketamine", "esketamine spray")]
#[case(&["a low dose", "a runny nose"], "dose", "a low dose")]
fn a_word_of_the_library_is_never_taken_for_another(
    #[case] texts: &[&str],
    #[case] query: &str,
    #[case] only: &str,
) {
    assert_eq!(found_in(texts, query), [(only.to_owned(), Match::Exact)]);
}

#[rstest]
#[case("esketamine", "ketamine")]
#[case("ketamine", "esketamine")]
#[case("dose", "nose")]
#[case("cost", "continues")]
#[case("0.5", "0.6")]
#[case("b12", "b13")]
#[case("ab", "ac")]
#[case("cystitis", "cystitus")]
fn one_thing_never_becomes_another(#[case] typed: &str, #[case] there: &str) {
    assert_eq!(found_in(&[there], &format!("'none {typed}")), []);
    assert_eq!(found_in(&[there], typed), []);
}

#[test]
fn without_removes_a_word_in_either_number_from_text_and_headings() {
    assert_eq!(search("topic:side-effects").total, 7);
    assert_eq!(search("topic:side-effects !risk").total, 6, "it also stands in the topic's name");
    assert_eq!(search("topic:side-effects !effects").total, 0);
    assert_eq!(search("people !reports").total, 1);
    assert_eq!(search("people !\"chronic pain\"").total, 1);
    assert_eq!(search("people !'nothing").total, 2);
}

#[test]
fn a_phrase_stands_in_a_row_in_one_field() {
    assert_eq!(found("\"blood pressure\""), ["Nausea is"]);
    assert_eq!(found("\"pressure blood\""), [""; 0]);
    assert_eq!(found("\"effects some\""), [""; 0], "heading and text are two fields");
    assert_eq!(found("\"long term risks\""), ["Little is"]);
}

#[rstest]
#[case("treatment-resistant", "treatment-resistant")]
#[case("treatmentresistant", "treatment-resistant")]
#[case("well-being", "wellbeing")]
#[case("treatment-res", "treatment-resistant")]
fn hyphens_do_not_matter_and_the_whole_compound_is_marked(#[case] query: &str, #[case] mark: &str) {
    let library = clinics();
    let outcome = search_in(&library, query);
    assert_eq!(marked(&outcome, &library), [[mark]]);
}

#[test]
fn case_and_marks_do_not_matter() {
    for query in ["CAFE", "café", "cafe\u{301}", "Caf"] {
        let library = clinics();
        assert_eq!(marked(&search_in(&library, query), &library), [["café"]], "{query}");
    }
}

#[test]
fn filters_keep_to_topics_and_sources() {
    assert_eq!(found("people"), ["It helps", "Some people"]);
    assert_eq!(found("people topic:uses"), ["It helps"]);
    assert_eq!(found("people source:alive"), ["Some people"]);
    assert_eq!(found("people topic:uses topic:\"side effects and risks\"").len(), 2);
    let outcome = search("people source:alive");
    assert_eq!(outcome.searched.articles, 1);
    let sources: Vec<_> = outcome.per_source.iter().map(|s| (s.passages, s.kept)).collect();
    assert_eq!(sources, [(1, false), (1, true)], "the other source is counted beside");
}

#[test]
fn a_filter_alone_lists_what_it_keeps_to_in_library_order() {
    let outcome = search("topic:uses");
    assert_eq!(outcome.total, 2);
    assert!(outcome.hits[0].passage < outcome.hits[1].passage);
    assert!(outcome.hits.iter().all(|hit| hit.snippet.start == 0 && hit.highlights.is_empty()));
}

#[test]
fn a_filter_that_names_nothing_is_reported_with_the_nearest() {
    let outcome = search("people topic:side-efects");
    assert!(outcome.hits.is_empty());
    assert_eq!(
        outcome.problems[0].to_string(),
        "no topic is called `side-efects`; did you mean `side-effects`?"
    );
    assert_eq!(
        search("people topic:zzz").problems[0].to_string(),
        "no topic is called `zzz`; there are: uses, side-effects, other"
    );
    let ambiguous = search("people source:a");
    assert!(
        matches!(&ambiguous.problems[..], [UnknownName::Ambiguous { fits, .. }] if fits.len() == 2)
    );
}

#[test]
fn each_source_is_counted_over_all_passages() {
    let library = clinics();
    let index = Index::build(&library);
    let outcome = index.search(&library, &Query::parse("side effects", &library), 1);
    let per_source: Vec<_> = outcome.per_source.iter().map(|s| s.passages).collect();
    assert_eq!((outcome.hits.len(), outcome.total), (1, per_source.iter().sum()));
    assert_eq!(per_source, [4, 3]);
}

#[test]
fn closer_words_come_first() {
    let far = "blood is one thing, and after many a word comes pressure";
    let order: Vec<_> =
        found_in(&[far, "blood pressure and so on, and so on, and so on"], "blood pressure")
            .into_iter()
            .map(|(text, _)| text)
            .collect();
    assert_eq!(order[1], far);
}

#[test]
fn equals_come_in_library_order() {
    let order = found_in(&["same words a", "same words b", "same words c"], "same words");
    let order: Vec<_> = order.iter().map(|(text, _)| &text[11..]).collect();
    assert_eq!(order, ["a", "b", "c"]);
}

#[test]
fn hostile_queries_get_an_answer() {
    for query in ["", "\"", "!", "'", "\"\"", "! ' \"", "topic:", "source:", "topic:\"", "!\"x"] {
        assert!(search(query).problems.is_empty(), "{query:?}");
    }
    let long = search(&"word ".repeat(500));
    assert!(long.notes.iter().any(|note| matches!(note, Note::ManyWords { used: 12 })));
    let longer = search(&"k".repeat(10_000));
    assert_eq!(longer.notes[0].to_string(), "only the first 1000 characters are read");
    assert_eq!(longer.total, 0);
}

#[test]
fn an_empty_library_is_searched_too() {
    let library = Library::default();
    let outcome = search_in(&library, "anything \"at all\" !but this");
    assert_eq!((outcome.total, outcome.searched.words), (0, 0));
}

#[test]
fn the_work_is_that_of_the_words_asked_for() {
    let few = lines(&["ketamine", "ketamine once", "nausea"]);
    let noise: Vec<String> = (0..500).map(|i| format!("xq{i} lorem zz{i}")).collect();
    let mut texts = vec!["ketamine", "ketamine once", "nausea"];
    texts.extend(noise.iter().map(String::as_str));
    let many = lines(&texts);
    for (query, postings) in
        [("'ketamine", 2), ("ketamine nausea", 3), ("\"ketamine once\"", 3), ("ket", 2)]
    {
        for library in [&few, &many] {
            let work = search_in(library, query).work;
            assert_eq!((work.postings, work.words_scored), (postings, 0), "{query}");
        }
    }
    assert!(search_in(&many, "ketmine nausea").work.words_scored <= 2);
    assert_eq!(search_in(&many, "lorem").work.passages_reread, 64);
}

#[test]
fn the_first_hits_are_the_same_however_many_are_asked_for() {
    const WORDS: [&str; 7] =
        ["nausea", "nauseating", "throwing up", "blood", "bloody", "the", "risks"];
    let line = |i: usize| {
        let words = (0..7).filter(|word| (i * 37 + word * 11) % 13 < 4).map(|word| WORDS[word]);
        format!("{} {i}", words.chain(["w"; 3]).take(i % 5 + 3).collect::<Vec<_>>().join(" "))
    };
    let texts: Vec<String> = (0..900).map(line).collect();
    let library = lines(&texts.iter().map(String::as_str).collect::<Vec<_>>());
    let index = Index::build(&library);
    for query in ["nausea", "the nausea", "naus", "blood naus", "bloo nausea", "risk blood the n"] {
        let first = |limit| {
            let outcome = index.search(&library, &Query::parse(query, &library), limit);
            let hits = outcome.hits.iter().take(20).map(|hit| (hit.passage, hit.by, hit.parts));
            (outcome.total, outcome.counts.clone(), hits.collect::<Vec<_>>())
        };
        assert!(first(20).0 > 64, "{query}");
        assert_eq!(first(20), first(1_000), "{query}");
    }
}

#[test]
fn unrelated_articles_add_no_work_to_a_rare_word() {
    let work = |articles: usize| {
        let titles: Vec<String> = (0..articles).map(|i| format!("Clinic {i}")).collect();
        let noise = "Of the many words.\n\n## Of the rest\n\nThe rest of them.\n";
        let other = |title| ("Another title", title, noise);
        let rare = ("Rare", "Rare clinic", "The zyxoquant is of use.");
        let all: Vec<_> = titles.iter().map(|t| other(t.as_str())).chain([rare]).collect();
        let library = library_of(&all);
        let index = Index::build(&library);
        ["zyxoquant", "zyxo", "'zyxoquant", "zyxoquant use", "\"zyxoquant use\"", "use !zyxoquant"]
            .map(|query| {
                let outcome = index.search(&library, &Query::parse(query, &library), 20);
                assert!(outcome.work.postings > 0 && outcome.work.postings < 4, "{query}");
                (outcome.total, outcome.work)
            })
    };
    assert_eq!(work(3), work(300));
}

/// Words that a text has, as search counts them.
fn vocabulary(text: &str) -> BTreeSet<String> {
    words(text).chain(compounds(text)).map(|word| word.folded.into_owned()).collect()
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    let word = prop_oneof![
        "[a-d]{1,5}",
        "[a-dé]{2,3}-[a-d]{2,3}",
        "[0-9]{1,2}\\.[0-9]",
        "[ÀÉß’']{1,2}[a-c]"
    ];
    let line = prop::collection::vec(word, 1..8).prop_map(|words| format!("w {}", words.join(" ")));
    prop::collection::vec(line, 1..12)
}

proptest! {
    #[test]
    fn literal_words_find_what_a_scan_finds(texts in texts(), picks in prop::collection::vec(any::<prop::sample::Index>(), 1..3)) {
        let refs: Vec<&str> = texts.iter().map(String::as_str).collect();
        let library = lines(&refs);
        let all: Vec<String> = texts.iter().flat_map(|t| vocabulary(t)).collect();
        let asked: Vec<&String> = picks.iter().map(|pick| pick.get(&all)).collect();
        let query = asked.iter().map(|word| format!("'{word}")).collect::<Vec<_>>().join(" ");
        let outcome = Index::build(&library).search(&library, &Query::parse(&query, &library), 100);
        let found: BTreeSet<usize> = outcome.hits.iter().map(|hit| hit.passage.passage).collect();
        let has = |i: &usize| {
            let words = vocabulary(&library.articles().next().unwrap().1.passages[*i].text);
            asked.iter().filter(|word| words.contains(**word)).count()
        };
        let most = (0..texts.len()).map(|i| has(&i)).max().unwrap_or(0);
        prop_assert_eq!(found, (0..texts.len()).filter(|i| has(i) == most).collect::<BTreeSet<_>>());
    }

    #[test]
    fn a_mark_is_the_word_that_was_asked_for(texts in texts(), pick in any::<prop::sample::Index>()) {
        let refs: Vec<&str> = texts.iter().map(String::as_str).collect();
        let library = lines(&refs);
        let all: Vec<String> = texts.iter().flat_map(|t| vocabulary(t)).collect();
        let word = pick.get(&all);
        let outcome = search_in(&library, &format!("'{word}"));
        for mark in marked(&outcome, &library).into_iter().flatten() {
            let folded: String = words(&mark).map(|w| w.folded.into_owned()).collect();
            prop_assert_eq!(&folded, word);
        }
    }

    #[test]
    fn any_query_is_answered_the_same_twice(query in "(\\PC|[\"'!: -]|topic:|source:|[a-e]{1,9} ){0,30}") {
        let library = clinics();
        let index = Index::build(&library);
        let query = Query::parse(&query, &library);
        let outcome = index.search(&library, &query, 20);
        prop_assert_eq!(format!("{outcome:?}"), format!("{:?}", index.search(&library, &query, 20)));
        for hit in &outcome.hits {
            let text = &library.passage(hit.passage).text;
            prop_assert!(hit.highlights.iter().all(|range| text.get(range.clone()).is_some()));
            let snippet = &hit.snippet;
            prop_assert!(text[snippet.start..].starts_with(&snippet.text));
            for range in &snippet.highlights {
                let whole = range.start + snippet.start..range.end + snippet.start;
                prop_assert!(hit.highlights.contains(&whole));
            }
            let weakest = hit.words.iter().map(|word| word.by).max();
            prop_assert!(weakest.is_none_or(|by| by == hit.by));
            let told = hit.words.len() + hit.missing.len();
            let decide = outcome.counts.iter().filter(|count| !count.small).count();
            prop_assert!((decide..=query.clauses.len()).contains(&told), "{:?}", hit);
        }
        prop_assert!(outcome.hits.is_sorted_by(|a, b| a.score >= b.score));
    }
}
