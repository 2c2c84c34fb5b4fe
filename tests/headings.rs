//! Headings of pages that the library does not have, of other clinics and other treatments, are filed
//! by the heading alone as a person filed them; and where that cannot be told, under `other`.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

use std::collections::BTreeMap;

use pamphlet::library::Topics;
use pamphlet::library::assemble::{TextFile, read_article};
use pamphlet::store::bundle;
use rstest::rstest;
use serde::Deserialize;

#[derive(Deserialize)]
struct Labelled {
    page: Vec<Page>,
}

#[derive(Deserialize)]
struct Page {
    kind: String,
    part: Part,
    /// Topic by heading.
    topics: BTreeMap<String, String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Part {
    /// Cues may be chosen by what goes wrong here.
    Tuned,
    /// Set aside until the cues had settled; since then, what went wrong here has been read once.
    Held,
    /// Read after the cues stood; since then, what went wrong here has been read once.
    Fresh,
}

/// How many headings there are, how many of them were filed, and right among all and among the filed.
#[derive(Default, Clone, Copy)]
struct Tally {
    all: u32,
    right: u32,
    filed: u32,
    right_filed: u32,
}

impl Tally {
    fn count(&mut self, read: &str, filed: &str) {
        let right = u32::from(read == filed);
        let told = u32::from(filed != "other");
        self.all += 1;
        self.right += right;
        self.filed += told;
        self.right_filed += right * told;
    }

    fn overall(self) -> f64 {
        f64::from(self.right) / f64::from(self.all)
    }

    fn when_filed(self) -> f64 {
        f64::from(self.right_filed) / f64::from(self.filed)
    }
}

fn pages(part: Part) -> Vec<Page> {
    let labelled: Labelled = toml::from_str(include_str!("headings.toml")).unwrap();
    labelled.page.into_iter().filter(|page| page.part == part).collect()
}

/// The topic of each heading of a page where nothing stands under any of them.
fn filed(topics: &Topics, page: &Page) -> Vec<String> {
    let headings: Vec<_> = page.topics.keys().map(|heading| format!("## {heading}\n")).collect();
    let front = "+++\ntitle = \"A page\"\nsource = \"A clinic\"\n+++\n";
    let text = format!("{front}\n{}", headings.join("\n"));
    let file = TextFile { name: "page.md".to_owned(), text: text.into() };
    let (article, faults) = read_article("a/page", &file, topics).unwrap();
    assert_eq!(faults, []);
    let sections = article.sections.iter().filter(|section| !section.is_top());
    let filed: Vec<_> = sections.map(|section| topics.topic(section.topic).id.clone()).collect();
    assert_eq!(filed.len(), page.topics.len(), "a section for each heading");
    filed
}

#[rstest]
#[case::tuned_on(Part::Tuned, 0.91, 0.96)]
#[case::held(Part::Held, 0.92, 0.95)]
#[case::fresh(Part::Fresh, 0.86, 0.92)]
fn headings_are_filed_as_they_were_read(
    #[case] part: Part,
    #[case] overall: f64,
    #[case] when_filed: f64,
) {
    let topics = bundle::library().topics;
    let mut kinds: BTreeMap<String, Tally> = BTreeMap::new();
    let mut whole = Tally::default();
    for page in pages(part) {
        let kind = kinds.entry(page.kind.clone()).or_default();
        for ((heading, read), filed) in page.topics.iter().zip(filed(&topics, &page)) {
            assert!(topics.lookup(read).is_some(), "no topic {read}");
            kind.count(read, &filed);
            whole.count(read, &filed);
            if part == Part::Tuned && *read != filed {
                println!("{filed:<15} read as {read:<15} {heading}");
            }
        }
    }
    kinds.insert("every kind".to_owned(), whole);
    for (kind, tally) in &kinds {
        let (overall, when_filed) = (tally.overall(), tally.when_filed());
        println!(
            "{kind:<14} {:>4} headings, right {overall:.3}, when filed {when_filed:.3}",
            tally.all
        );
    }
    assert!(whole.all >= 100, "too few headings to tell");
    assert!(whole.overall() >= overall, "right {:.3}", whole.overall());
    assert!(whole.when_filed() >= when_filed, "right when filed {:.3}", whole.when_filed());
}
