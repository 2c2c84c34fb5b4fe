//! Front matter: the TOML between `+++` lines at the head of an article.

use std::ops::Range;

use serde::Deserialize;
use toml::value::Datetime;
use toml::{Spanned, Value};

use super::sanitize::clean_line;
use super::words::slug;
use super::{Article, Date, Edition, Fault, FaultKind, Source};

const FENCE: &str = "+++";

/// Bytes of the longest title and name of a source: both are repeated with each thing quoted.
const LONGEST: usize = 1000;

/// The keys of the front matter; anything else is an error.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Keys {
    title: Spanned<String>,
    source: Spanned<String>,
    place: Option<String>,
    url: Option<String>,
    author: Option<String>,
    published: Option<Spanned<Value>>,
    reviewed: Option<Spanned<Value>>,
    retrieved: Option<Spanned<Value>>,
    language: Option<String>,
    #[serde(default)]
    edition: EditionKey,
    #[serde(default)]
    aliases: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum EditionKey {
    #[default]
    Original,
    Restated,
}

/// Reads the head of an article's file: the article with its facts but without text, and the bytes
/// of the Markdown that follows.
///
/// # Errors
/// The first place where the front matter is missing, unclosed, mistyped or says nothing.
pub fn read(file: &str, text: &str) -> Result<(Article, usize), Fault> {
    let (head, body) = split(file, text)?;
    let keys: Keys = toml::from_str(&text[head.clone()])
        .map_err(|error| unreadable(&Place { file, text, start: head.start }, &error))?;
    let article = keys.into_article(&Place { file, text, start: head.start })?;
    Ok((article, body))
}

/// What is wrong with TOML that cannot be read: a day that is written in another way is told as such.
fn unreadable(place: &Place, error: &toml::de::Error) -> Fault {
    let at = error.span().map_or(0, |span| span.start);
    let before = &place.text[..(place.start + at).min(place.text.len())];
    let line = before.rsplit('\n').next().unwrap_or_default().trim_start();
    let day = ["published", "reviewed", "retrieved"].into_iter().find(|key| line.starts_with(key));
    match day {
        Some(key) => {
            place.fault(&(at..at), &format!("`{key}` is not a day: write it as 2024-05-01"))
        }
        None => Fault::toml(FaultKind::FrontMatter, place.file, place.text, place.start, error),
    }
}

/// Bytes of the TOML, and where the Markdown starts.
fn split(file: &str, text: &str) -> Result<(Range<usize>, usize), Fault> {
    let fault = |message| Fault::at(FaultKind::FrontMatter, file, text, 0, message);
    let mut lines = lines(text);
    let first = lines.next();
    if first.is_some_and(|(_, _, line)| line == "---") {
        return Err(fault(
            "the front matter is TOML: write `+++` for `---`, and `title = \"...\"` for `title: ...`",
        ));
    }
    let Some((_, first_end, _)) = first.filter(|(_, _, line)| *line == FENCE) else {
        return Err(fault(
            "no front matter: begin the file with a line `+++`, then `title` and `source`, then `+++`",
        ));
    };
    let close = lines.find(|(_, _, line)| *line == FENCE);
    let (start, end, _) = close
        .ok_or_else(|| fault("front matter is not closed: add a line `+++` after its last key"))?;
    Ok((first_end..start, end))
}

/// Each line's start, the start of the next, and its text without trailing blanks.
fn lines(text: &str) -> impl Iterator<Item = (usize, usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start, at, line.trim_end())
    })
}

/// Where a fault's offsets count from.
struct Place<'a> {
    file: &'a str,
    text: &'a str,
    start: usize,
}

impl Place<'_> {
    fn fault(&self, span: &Range<usize>, message: &str) -> Fault {
        Fault::at(FaultKind::FrontMatter, self.file, self.text, self.start + span.start, message)
    }

    fn required(&self, key: &str, value: &Spanned<String>) -> Result<String, Fault> {
        let line = clean_line(value.get_ref());
        if line.is_empty() {
            return Err(
                self.fault(&value.span(), &format!("`{key}` is empty: say what the page says"))
            );
        }
        if line.len() > LONGEST {
            let message = format!("`{key}` is longer than {LONGEST} bytes: shorten it");
            return Err(self.fault(&value.span(), &message));
        }
        Ok(line)
    }

    fn date(&self, key: &str, value: Option<&Spanned<Value>>) -> Result<Option<Date>, Fault> {
        let Some(value) = value else { return Ok(None) };
        let message = match value.get_ref() {
            Value::Datetime(Datetime { date: Some(d), time: None, .. }) => {
                return Ok(Some(Date { year: d.year, month: d.month, day: d.day }));
            }
            Value::String(_) => {
                format!("`{key}` is not a day: write it as 2024-05-01, without quotes")
            }
            _ => format!("`{key}` is not a day: write it as 2024-05-01"),
        };
        Err(self.fault(&value.span(), &message))
    }
}

impl Keys {
    fn into_article(self, place: &Place) -> Result<Article, Fault> {
        let line = |text: Option<String>| text.map(|t| clean_line(&t)).filter(|t| !t.is_empty());
        let name = place.required("source", &self.source)?;
        Ok(Article {
            title: place.required("title", &self.title)?,
            source: Source { id: slug(&name), name, place: line(self.place) },
            url: line(self.url),
            author: line(self.author),
            published: place.date("published", self.published.as_ref())?,
            reviewed: place.date("reviewed", self.reviewed.as_ref())?,
            retrieved: place.date("retrieved", self.retrieved.as_ref())?,
            language: line(self.language).unwrap_or_else(|| "en".to_owned()),
            edition: match self.edition {
                EditionKey::Original => Edition::Original,
                EditionKey::Restated => Edition::Restated,
            },
            aliases: self.aliases.iter().map(|a| clean_line(a)).collect(),
            ..Article::default()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> String {
        read("a.md", text).unwrap_err().to_string()
    }

    #[test]
    fn reads_every_key() {
        let text = "+++\ntitle = \"T\"\nsource = \"A & B\"\nplace = \"P\"\nurl = \"u\"\nauthor = \"w\"\n\
            published = 2024-05-01\nedition = \"restated\"\naliases = [\"x\"]\n+++\nBody";
        let (article, body) = read("a.md", text).unwrap();
        assert_eq!(
            article.source,
            Source { id: "a-b".into(), name: "A & B".into(), place: Some("P".into()) }
        );
        assert_eq!(article.published.unwrap().to_string(), "2024-05-01");
        assert_eq!(
            (article.edition, article.language.as_str(), article.reviewed),
            (Edition::Restated, "en", None)
        );
        assert_eq!(&text[body..], "Body");
    }

    #[test]
    fn a_missing_fence_is_named() {
        assert!(fault("# Title").starts_with("a.md:1:1: no front matter"));
        assert!(fault("+++\ntitle = \"T\"\n").starts_with("a.md:1:1: front matter is not closed"));
    }

    #[test]
    fn wrong_keys_and_types_are_named_with_their_place() {
        assert_eq!(
            fault("+++\ntitle = 3\nsource = \"A\"\n+++\n"),
            "a.md:2:9: invalid type: integer `3`, expected a string"
        );
        assert!(
            fault("+++\ntitle = \"T\"\nsource = \"A\"\nsourse = \"A\"\n+++\n")
                .starts_with("a.md:4:1: unknown field `sourse`")
        );
        assert!(fault("+++\ntitle = \"T\"\n+++\n").contains("missing field `source`"));
        assert!(
            fault("+++\ntitle = \"T\"\nsource = \" \"\n+++\n")
                .starts_with("a.md:3:10: `source` is empty")
        );
    }

    #[test]
    fn a_title_that_is_longer_than_any_is_named() {
        let text = format!("+++\ntitle = \"{}\"\nsource = \"A\"\n+++\n", "x".repeat(1001));
        assert_eq!(fault(&text), "a.md:2:9: `title` is longer than 1000 bytes: shorten it");
    }

    #[test]
    fn what_a_fault_quotes_stays_in_its_line() {
        let text = "+++\ntitle = \"T\"\nsource = \"A\"\nedition = \"a\\tb\\nc\"\n+++\n";
        assert!(fault(text).starts_with("a.md:4:11: unknown variant `a b; c`"), "{}", fault(text));
    }

    #[test]
    fn a_date_is_a_day() {
        let with = |value: &str| {
            fault(&format!("+++\ntitle = \"T\"\nsource = \"A\"\nreviewed = {value}\n+++\n"))
        };
        assert!(
            with("07:32:00").starts_with("a.md:4:12: `reviewed` is not a day"),
            "{}",
            with("07:32:00")
        );
        assert!(with("\"May\"").starts_with("a.md:4:12:"), "{}", with("\"May\""));
    }

    #[test]
    fn escapes_in_strings_are_cleaned() {
        let (article, _) =
            read("a.md", "+++\ntitle = \"a\\u001b[31mb\\nc\"\nsource = \"A\"\n+++\n").unwrap();
        assert_eq!(article.title, "ab c");
    }
}
