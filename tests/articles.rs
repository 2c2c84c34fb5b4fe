//! The bundled library: every fact is where it belongs, every section is filed as it was read, and
//! coverage is what the pages truly have.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

use std::collections::BTreeMap;
use std::path::Path;

use pamphlet::compare::matrix;
use pamphlet::library::words::folded;
use pamphlet::library::{Article, Edition, Library};
use pamphlet::store::bundle;
use rstest::rstest;
use serde::Deserialize;

#[derive(Deserialize)]
struct Facts {
    fact: Vec<Fact>,
}

#[derive(Deserialize)]
struct Fact {
    section: String,
    says: Vec<String>,
}

fn article<'a>(library: &'a Library, stem: &str) -> &'a Article {
    let id = format!("ketamine-infusion/{stem}");
    library
        .articles()
        .map(|(_, a)| a)
        .find(|a| a.id == id)
        .unwrap_or_else(|| panic!("no article {id}"))
}

/// White space folded, quotes straight, lower case.
fn plain(text: &str) -> String {
    let straight = text.replace(['’', '‘'], "'").replace(['“', '”'], "\"");
    straight.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The own text of each section by its slug.
fn texts(article: &Article) -> BTreeMap<String, String> {
    let text = |passages: std::ops::Range<usize>| {
        article.passages[passages].iter().map(|p| p.text.as_str()).collect::<Vec<_>>().join("\n")
    };
    let slug = |id: &str| id.split('#').nth(1).unwrap().to_owned();
    article.sections.iter().map(|s| (slug(&s.id), plain(&text(s.passages.clone())))).collect()
}

fn missing_facts(stem: &str) -> Vec<String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/facts/{stem}.toml"));
    let facts: Facts = toml::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    assert!(facts.fact.len() >= 30, "{stem}: only {} facts", facts.fact.len());
    let library = bundle::library();
    let texts = texts(article(&library, stem));
    let mut missing = Vec::new();
    for fact in &facts.fact {
        let Some(text) = texts.get(&fact.section) else {
            missing.push(format!("{stem}: no section #{}", fact.section));
            continue;
        };
        let absent = fact.says.iter().filter(|says| !text.contains(&plain(says)));
        missing.extend(absent.map(|says| format!("{stem}#{}: {says}", fact.section)));
    }
    missing
}

const STEMS: [&str; 5] = [
    "alive-health-wellness",
    "catalyst-clinic",
    "tri-cities-infusion-wellness",
    "unnamed-clinic",
    "865-wellness",
];

#[test]
fn every_fact_stands_in_its_section() {
    let missing: Vec<_> = STEMS.iter().flat_map(|stem| missing_facts(stem)).collect();
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn the_library_has_no_faults_and_keeps_its_order() {
    let library = bundle::library();
    assert_eq!(library.faults, []);
    let ids: Vec<_> = library.articles().map(|(_, a)| a.id.split('/').nth(1).unwrap()).collect();
    assert_eq!(ids, STEMS);
    assert!(library.articles().all(|(_, a)| a.edition == Edition::Restated));
}

#[test]
fn the_glossary_explains_what_the_articles_say() {
    let library = bundle::library();
    assert!(library.glossary.terms().len() >= 60);
    let used: std::collections::HashSet<_> = library
        .articles()
        .flat_map(|(_, a)| a.passages.iter())
        .flat_map(|p| library.glossary.find(&p.text))
        .map(|(_, id)| id.0)
        .collect();
    let unused: Vec<_> = library
        .glossary
        .terms()
        .iter()
        .enumerate()
        .filter(|(i, _)| !used.contains(i))
        .map(|(_, t)| &t.name)
        .collect();
    assert!(unused.len() <= 8, "too many terms that no article uses: {unused:?}");
}

#[test]
fn no_name_of_the_glossary_is_claimed_twice() {
    let library = bundle::library();
    let mut seen = BTreeMap::new();
    for term in library.glossary.terms() {
        for name in term.names() {
            let before = seen.insert(name.to_lowercase(), &term.name);
            assert!(before.is_none(), "`{name}` is claimed by {before:?} and {}", term.name);
        }
    }
}

#[test]
fn no_near_word_of_the_glossary_is_a_name_of_its_own_term() {
    let library = bundle::library();
    for term in library.glossary.terms() {
        let mut seen: Vec<_> = term.names().map(folded).collect();
        for near in &term.near {
            assert!(!seen.contains(&folded(near)), "`{near}` stands twice in {}", term.name);
            seen.push(folded(near));
        }
    }
}

#[rstest]
#[case("nausea", "vomiting")]
#[case("blood pressure", "high blood pressure")]
#[case("heart rate", "racing heart")]
#[case("dissociation", "feeling high")]
#[case("hallucination", "hearing voices")]
#[case("anorexia nervosa", "anorexia")]
#[case("substance use disorder", "addiction")]
#[case("dependence", "addiction")]
fn what_is_not_the_same_thing_is_only_near(#[case] name: &str, #[case] near: &str) {
    let glossary = bundle::library().glossary;
    let id = glossary.lookup(name).unwrap();
    assert!(glossary.lookup(near).is_none_or(|other| other != id));
    assert!(glossary.find_near(near).iter().any(|&(_, found)| found == id));
}

/// A medicine is never shown for another one, not even as near.
#[rstest]
#[case("esketamine", "ketamine")]
#[case("Spravato", "ketamine")]
#[case("ketamine", "esketamine")]
#[case("Ketalar", "esketamine")]
fn no_word_leads_from_one_drug_to_another(#[case] drug: &str, #[case] other: &str) {
    let glossary = bundle::library().glossary;
    let other = glossary.lookup(other).unwrap();
    let leads = glossary.find(drug).into_iter().chain(glossary.find_near(drug));
    assert!(leads.clone().count() > 0 && leads.map(|(_, id)| id).all(|id| id != other));
}

/// Topic by topic, how each source treats it, in library order: full, mentioned, none.
#[test]
fn coverage_of_the_core_topics_is_what_the_pages_have() {
    let library = bundle::library();
    let matrix = matrix(&library, 0);
    let row = |id: &str| {
        let topic = library.topics.lookup(id).unwrap();
        let row = matrix.rows.iter().find(|row| row.topic == topic).unwrap();
        row.cells.iter().map(|cell| cell.coverage.name()).collect::<Vec<_>>()
    };
    assert_eq!(row("mechanism"), ["section", "section", "section", "section", "section"]);
    assert_eq!(row("uses"), ["section", "section", "mention", "section", "section"]);
    assert_eq!(row("side-effects"), ["section", "section", "silent", "mention", "section"]);
    assert_eq!(row("future-research"), ["section", "mention", "mention", "silent", "mention"]);
    assert_eq!(row("effectiveness"), ["mention", "section", "section", "section", "section"]);
    assert_eq!(row("procedure"), ["section", "section", "section", "mention", "mention"]);
}

/// The topic that a person gave to each section by reading it.
#[test]
fn every_section_is_filed_as_it_was_read() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/topics.toml");
    let labels: BTreeMap<String, BTreeMap<String, String>> =
        toml::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let library = bundle::library();
    let mut wrong = Vec::new();
    for stem in STEMS {
        let article = article(&library, stem);
        let labels = &labels[stem];
        for section in &article.sections {
            let slug = section.id.split('#').nth(1).unwrap();
            let topics: Vec<_> =
                section.topics().map(|t| library.topics.topic(t).id.as_str()).collect();
            let filed = topics.join(" ");
            if labels.get(slug) != Some(&filed) {
                wrong.push(format!(
                    "{stem}#{slug}: {filed} by {:?}, read as {:?}",
                    section.topic_by,
                    labels.get(slug)
                ));
            }
        }
        assert_eq!(labels.len(), article.sections.len(), "{stem}: as many labels as sections");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
