//! What is said of every article in the same words, on screens and in reports.

use std::fmt::Display;

use super::{Article, Edition};

/// Of an article that is not in the source's own words.
pub const RESTATED: &str = "Restated by pamphlet; not the clinic's own words";

/// The name of a source that no page states.
pub const UNNAMED: &str = "Unnamed source";

/// Of everything that is shown.
pub const NOT_ADVICE: &str = "Education, not medical advice";

/// Above a list of gaps.
pub const GAPS: &str = "What no source speaks of, or only one";

/// What a list of gaps is not.
pub const PRESENCE: &str = "This tells what these pages have and what they leave out, by topics and \
                            set words; it may miss what is worded otherwise. It does not tell \
                            how well anything is said, and is no judgement of a clinic.";

/// Of what no source speaks of.
pub const NO_SOURCE: &str = "No source";

/// When an article's page was retrieved, or that it is not stated.
#[must_use]
pub fn retrieved(article: &Article) -> String {
    let date = article.retrieved.map(|date| format!("retrieved {date}"));
    date.unwrap_or_else(|| "date not stated".to_owned())
}

/// A fact, or that the page does not state it.
#[must_use]
pub fn stated(fact: Option<impl Display>) -> String {
    fact.map_or_else(|| "not stated".to_owned(), |fact| fact.to_string())
}

/// Where the source of an article is, as it stands beside its name.
#[must_use]
pub fn place(article: &Article) -> &str {
    article.source.place.as_deref().unwrap_or("place not stated")
}

/// A source's name and place on one line: "Catalyst Clinic, Provo, UT".
#[must_use]
pub fn byline(article: &Article) -> String {
    format!("{}, {}", article.source.name, place(article))
}

/// Whose words an article has.
#[must_use]
pub fn edition(article: &Article) -> &'static str {
    match article.edition {
        Edition::Original => "The source's own words",
        Edition::Restated => RESTATED,
    }
}

/// What stands where a source is silent on a topic.
#[must_use]
pub fn not_covered(article: &Article) -> String {
    format!("Not covered on this source's page ({}).", retrieved(article))
}
