//! A page that was read, written as the file of an article.

use toml::Value;

use super::{Facts, Imported, Page, Refusal, Said, escape};
use crate::library::outline::{Outline, outline};
use crate::library::said::UNNAMED;
use crate::library::sanitize::{clean, clean_line};
use crate::library::{Date, Section, TopicBy, Topics, filing, front_matter};

/// The name of a page that states none, in a file whose name says nothing.
const UNTITLED: &str = "Untitled page";

/// Text cues that make a topic sure where no heading tells it.
const SURE: usize = 3;

/// The article of a page; `stem` stands in for a title.
///
/// # Errors
/// When no words are left, or what came out cannot be read as an article.
pub fn write(page: Page, said: &Said, stem: &str, topics: &Topics) -> Result<Imported, Refusal> {
    let Page { facts, body, own, dropped, mut notes } = page;
    let facts = completed(facts, said, stem, &mut notes);
    let title = facts.title.as_deref().unwrap_or(UNTITLED);
    let body = if own { body } else { format!("# {}\n\n{}", escape::heading(title), body.trim()) };
    let body = clean(&body);
    let mut outline = outline("import/article", title, &body);
    let odd = filing::file(&mut outline, topics);
    notes.extend(odd.into_iter().map(|bad| bad.message));
    if outline.passages.is_empty() {
        return Err(Refusal::NoText);
    }
    let body = if own { body } else { with_topics(&body, &outline, topics).into() };
    let text = format!("{}\n{}\n", head(&facts), body.trim());
    front_matter::read("", &text).map_err(|fault| Refusal::Unreadable(fault.message))?;
    let dropped = dropped.iter().map(|line| clean_line(line)).filter(|l| !l.is_empty()).collect();
    let notes = notes.iter().map(|note| clean_line(note)).collect();
    let words = outline.sections.iter().map(|section| section.words).sum();
    Ok(Imported { text, words, sections: outline.sections.len(), dropped, notes })
}

/// The facts of the page with what the person says over them, and with what stands in for facts that
/// an article must have.
fn completed(page: Facts, said: &Said, stem: &str, notes: &mut Vec<String>) -> Facts {
    let line = |text: Option<String>| text.map(|t| clean_line(&t)).filter(|t| !t.is_empty());
    let over = |said: &Option<String>, page| line(said.clone()).or_else(|| line(page));
    let title = over(&said.title, page.title).unwrap_or_else(|| {
        let stem = line(Some(stem.to_owned())).unwrap_or_else(|| UNTITLED.to_owned());
        notes.push(format!("the page states no title: “{stem}” stands for it; --title gives one"));
        stem
    });
    let source = over(&said.source, page.source).unwrap_or_else(|| {
        notes.push(format!("who publishes the page was not found: “{UNNAMED}”; --source names it"));
        UNNAMED.to_owned()
    });
    Facts {
        title: Some(title),
        source: Some(source),
        place: over(&said.place, page.place),
        url: over(&said.url, page.url),
        retrieved: said.retrieved.or(page.retrieved),
        author: line(page.author),
        language: line(page.language),
        ..page
    }
}

fn head(facts: &Facts) -> String {
    let mut lines = vec!["+++".to_owned()];
    let mut text = |key: &str, value: &Option<String>| {
        lines.extend(value.as_ref().map(|v| format!("{key} = {}", Value::String(v.clone()))));
    };
    text("title", &facts.title);
    text("source", &facts.source);
    text("place", &facts.place);
    text("url", &facts.url);
    text("author", &facts.author);
    let mut day = |key: &str, value: Option<Date>| {
        lines.extend(value.map(|day| format!("{key} = {day}")));
    };
    day("published", facts.published);
    day("reviewed", facts.reviewed);
    day("retrieved", facts.retrieved);
    let foreign = facts.language.as_ref().filter(|language| *language != "en");
    lines.extend(foreign.map(|l| format!("language = {}", Value::String(l.clone()))));
    let edition = facts.edition.as_deref().unwrap_or("original");
    lines.push(format!("edition = {}", Value::String(edition.to_owned())));
    if !facts.aliases.is_empty() {
        let aliases = facts.aliases.iter().cloned().map(Value::String).collect();
        lines.push(format!("aliases = {}", Value::Array(aliases)));
    }
    lines.push("+++\n".to_owned());
    lines.join("\n")
}

/// The body, each heading with the topic that it does not tell alone, where that is sure.
fn with_topics(body: &str, outline: &Outline, topics: &Topics) -> String {
    let mut marked = String::with_capacity(body.len());
    let mut written = 0;
    for (i, section) in outline.sections.iter().enumerate() {
        if section.is_top() || !needs_attribute(outline, section, topics) {
            continue;
        }
        let start = outline.headings[i].start;
        let end = body[start..].find('\n').map_or(body.len(), |at| start + at);
        marked.push_str(body[written..end].trim_end());
        marked.extend([" {topic=", &topics.topic(section.topic).id, "}"]);
        written = end;
    }
    marked.push_str(&body[written..]);
    marked
}

/// Whether a heading alone does not tell the topic of its section, and the topic is sure.
fn needs_attribute(outline: &Outline, section: &Section, topics: &Topics) -> bool {
    let alone = topics.weak(&section.heading).is_some_and(|found| found.topic == section.topic);
    let by_context = matches!(section.topic_by, TopicBy::Parent(_) | TopicBy::Text(_));
    by_context && !alone && is_sure(outline, section, topics)
}

fn is_sure(outline: &Outline, section: &Section, topics: &Topics) -> bool {
    match &section.topic_by {
        TopicBy::Attribute => true,
        TopicBy::Heading(_) => !topics.strong(&section.heading).is_empty(),
        TopicBy::Parent(_) => {
            let above = section.parent.map(|above| &outline.sections[above]);
            above.is_some_and(|above| is_sure(outline, above, topics))
                && speaks(outline, section, topics)
        }
        TopicBy::Text(cues) => cues.len() >= SURE,
        TopicBy::None => false,
    }
}

/// Whether the section's own text speaks of its topic.
fn speaks(outline: &Outline, section: &Section, topics: &Topics) -> bool {
    let own = &outline.passages[section.passages.clone()];
    let found = own.iter().flat_map(|passage| topics.spoken(&passage.text));
    found.map(|found| found.topic).any(|topic| topic == section.topic)
}
