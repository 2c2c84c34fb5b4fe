//! What is said of every article in the same words, on screens and in reports.

use super::Article;

/// Of an article that is not in the source's own words.
pub const RESTATED: &str = "Restated by pamphlet; not the clinic's own words";

/// Of everything that is shown.
pub const NOT_ADVICE: &str = "Education, not medical advice";

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
