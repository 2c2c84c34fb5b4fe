//! What is said of every article in the same words, on screens and in reports.

use super::Article;

/// Of an article that is not in the source's own words.
pub const RESTATED: &str = "Restated by pamphlet; not the clinic's own words";

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

/// What stands where a source is silent on a topic.
#[must_use]
pub fn not_covered(article: &Article) -> String {
    format!("Not covered on this source's page ({}).", retrieved(article))
}
