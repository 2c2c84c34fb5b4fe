//! Markdown: the text stays byte for byte, and its front matter is read into facts.

use toml::{Table, Value};

use super::{Facts, Page, Refusal, dates};
use crate::library::outline::outline;

/// Reads an article or a note with TOML (`+++`), plain YAML (`---`) or no front matter.
///
/// # Errors
/// When the front matter is not closed or no TOML.
pub fn read(text: &str) -> Result<Page, Refusal> {
    let (facts, body, dropped) = match (head(text, "+++"), head(text, "---")) {
        (Some(split), _) => from_toml(split?)?,
        (_, Some(Ok(split))) => from_yaml(split),
        _ => (Facts::default(), text, Vec::new()),
    };
    let title = facts.title.clone().or_else(|| title(body));
    Ok(Page {
        facts: Facts { title, ..facts },
        body: body.to_owned(),
        own: true,
        dropped,
        notes: Vec::new(),
    })
}

type Split<'a> = (&'a str, &'a str);
type Read<'a> = (Facts, &'a str, Vec<String>);

/// The text between two lines of this fence at the beginning, and what follows; none where the text does
/// not begin so.
fn head<'a>(text: &'a str, fence: &str) -> Option<Result<Split<'a>, Refusal>> {
    let first = text.split_inclusive('\n').next().filter(|line| line.trim_end() == fence)?;
    let mut at = first.len();
    for line in text[at..].split_inclusive('\n') {
        if line.trim_end() == fence {
            return Some(Ok((&text[first.len()..at], &text[at + line.len()..])));
        }
        at += line.len();
    }
    let message =
        format!("its front matter is not closed: add a line `{fence}` after its last key");
    Some(Err(Refusal::Unreadable(message)))
}

fn from_toml((head, body): Split) -> Result<Read, Refusal> {
    let table: Table = toml::from_str(head).map_err(|error| {
        let line = error.span().map_or(0, |span| head[..span.start].matches('\n').count()) + 2;
        Refusal::Unreadable(format!("its front matter, line {line}: {}", error.message()))
    })?;
    let (mut facts, mut dropped) = (Facts::default(), Vec::new());
    for (key, value) in table {
        if !facts.take(&key, &value) {
            dropped.push(format!("front matter: {key} = {value}"));
        }
    }
    Ok((facts, body, dropped))
}

/// Of YAML only lines `key: value` are read; the rest is dropped.
fn from_yaml((head, body): Split) -> Read {
    let (mut facts, mut dropped) = (Facts::default(), Vec::new());
    for line in head.lines().filter(|line| !line.trim().is_empty()) {
        let pair = line.split_once(':').filter(|(key, _)| !key.starts_with([' ', '-', '#']));
        let taken = pair.is_some_and(|(key, value)| {
            let value = value.trim().trim_matches(['"', '\'']);
            !value.is_empty() && facts.take(key.trim(), &Value::String(value.to_owned()))
        });
        if !taken {
            dropped.push(format!("front matter: {line}"));
        }
    }
    (facts, body, dropped)
}

impl Facts {
    /// Takes in a key of front matter; whether there is such a key, with such a value.
    fn take(&mut self, key: &str, value: &Value) -> bool {
        let text = value.as_str().map(str::to_owned);
        let day = match value {
            Value::Datetime(day) => dates::parse(&day.to_string()),
            _ => value.as_str().and_then(dates::parse),
        };
        match key {
            "title" => set(&mut self.title, text),
            "source" => set(&mut self.source, text),
            "place" => set(&mut self.place, text),
            "url" => set(&mut self.url, text),
            "author" => set(&mut self.author, text),
            "language" | "lang" => set(&mut self.language, text),
            "edition" => {
                set(&mut self.edition, text.filter(|t| t == "original" || t == "restated"))
            }
            "published" | "date" => set(&mut self.published, day),
            "reviewed" => set(&mut self.reviewed, day),
            "retrieved" => set(&mut self.retrieved, day),
            "aliases" => value.as_array().is_some_and(|names| {
                self.aliases.extend(names.iter().filter_map(Value::as_str).map(str::to_owned));
                true
            }),
            _ => false,
        }
    }
}

fn set<T>(slot: &mut Option<T>, value: Option<T>) -> bool {
    let is_set = value.is_some();
    *slot = value.or(slot.take());
    is_set
}

/// The text of the first heading, where that is of level 1.
fn title(body: &str) -> Option<String> {
    let first = outline("", "", body).sections.into_iter().find(|section| !section.is_top())?;
    (first.level == 1).then_some(first.heading).filter(|heading| !heading.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn toml_is_completed_and_the_text_is_kept() {
        let page = read("+++\nsource = \"S\"\ndate = 2024-05-01\ntags = [1]\n+++\n\n# T\n\n*a*\n")
            .unwrap();
        let day = page.facts.published.map(|day| day.to_string());
        assert_eq!((page.facts.title.as_deref(), day.as_deref()), (Some("T"), Some("2024-05-01")));
        assert_eq!((page.body.as_str(), page.own), ("\n# T\n\n*a*\n", true));
        assert_eq!(page.dropped, ["front matter: tags = [1]"]);
    }

    #[test]
    fn plain_yaml_is_read_and_the_rest_of_it_told() {
        let page =
            read("---\ntitle: \"On: moods\"\nlayout: post\ntags:\n  - a\n---\nText.\n").unwrap();
        assert_eq!(page.facts.title.as_deref(), Some("On: moods"));
        assert_eq!(page.dropped.len(), 3);
        assert_eq!(page.body, "Text.\n");
    }

    #[test]
    fn a_rule_is_no_front_matter() {
        assert_eq!(read("---\nText.\n").unwrap().body, "---\nText.\n");
    }

    #[test]
    fn bad_toml_is_named_with_its_line() {
        let error = |text: &str| read(text).unwrap_err().to_string();
        assert!(error("+++\ntitle = \"a\"\nx y\n+++\n").starts_with("its front matter, line 3: "));
        assert!(error("+++\ntitle = 1\n").starts_with("its front matter is not closed"));
    }
}
