//! What a page states of itself for machines: `<title>`, `<meta>`, Open Graph, JSON-LD.

use dom_query::Document;
use serde_json::Value;

use crate::import::{Facts, dates, source};
use crate::library::Date;
use crate::library::words::folded;

/// Types of JSON-LD that are of the page itself.
const PAGES: [&str; 10] = [
    "Article",
    "BlogPosting",
    "FAQPage",
    "MedicalScholarlyArticle",
    "MedicalWebPage",
    "NewsArticle",
    "QAPage",
    "Report",
    "ScholarlyArticle",
    "WebPage",
];

/// Types of JSON-LD that are of who publishes it.
const PUBLISHERS: [&str; 9] = [
    "Organization",
    "MedicalOrganization",
    "MedicalClinic",
    "MedicalBusiness",
    "LocalBusiness",
    "Hospital",
    "Physician",
    "HealthAndBeautyBusiness",
    "NGO",
];

/// How much of a page is looked at for the note of the browser that saved it.
const HEAD: usize = 2048;

/// What was found.
#[derive(Debug, Default)]
pub struct Metadata {
    /// The page's address.
    pub url: Option<String>,
    title: Option<String>,
    site: Option<String>,
    place: Option<String>,
    author: Option<String>,
    published: Option<Date>,
    reviewed: Option<Date>,
    language: Option<String>,
    /// The page's own headings of the first level.
    headings: Vec<String>,
}

impl Metadata {
    /// Reads the metadata of a page.
    pub fn of(page: &Document, text: &str) -> Self {
        let linked = linked(page);
        let of = |types: &[&str]| linked.iter().filter(|o| is_of(o, types)).collect::<Vec<_>>();
        let (pages, publishers) = (of(&PAGES), of(&PUBLISHERS));
        let from = |objects: &[&Value], path: &[&str]| objects.iter().find_map(|o| string(o, path));
        let meta = |names: &[&str]| names.iter().find_map(|name| meta(page, name));
        let day = |text: Option<String>| text.and_then(|text| dates::parse(&text));
        Self {
            url: link(page, "canonical").or_else(|| meta(&["og:url"])).or_else(|| saved_from(text)),
            title: from(&pages, &["headline"])
                .or_else(|| meta(&["og:title"]))
                .or_else(|| title(page)),
            site: from(&pages, &["publisher", "name"])
                .or_else(|| meta(&["og:site_name", "application-name"]))
                .or_else(|| from(&publishers, &["name"])),
            place: place(&publishers),
            author: from(&pages, &["author", "name"])
                .or_else(|| meta(&["author", "article:author", "dc.creator"]))
                .filter(|author| !author.contains("://")),
            published: day(from(&pages, &["datePublished"]).or_else(|| {
                meta(&["article:published_time", "datePublished", "dc.date.issued", "date"])
            })),
            reviewed: day(from(&pages, &["lastReviewed"])
                .or_else(|| meta(&["lastReviewed", "last-reviewed"]))),
            language: language(page),
            headings: page.select("h1").iter().map(|h| line(&h.text())).collect(),
        }
    }

    /// The facts for the article; of a title the tail that names the site is cut off, where the page
    /// says elsewhere what one of the two is.
    pub fn facts(self) -> Facts {
        let (mut title, mut named) = (self.title, source::Named::default());
        if let Some((head, tail)) = title.as_deref().and_then(source::divided) {
            let site = self.site.as_deref().map(folded);
            let is_site = site.is_some_and(|site| folded(tail) == site);
            let heading =
                self.headings.iter().find_map(|h| source::tail(title.as_deref()?, h).zip(Some(h)));
            if let Some((rest, heading)) = heading {
                named = source::named(rest);
                title = Some(heading.clone());
            } else if is_site {
                title = Some(head.to_owned());
            }
        }
        Facts {
            title: title.or_else(|| self.headings.into_iter().find(|heading| !heading.is_empty())),
            source: self.site.or(named.source),
            place: self.place.or(named.place),
            url: self.url,
            author: self.author,
            published: self.published,
            reviewed: self.reviewed,
            language: self.language,
            ..Facts::default()
        }
    }
}

fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn some(text: &str) -> Option<String> {
    Some(line(text)).filter(|text| !text.is_empty())
}

fn title(page: &Document) -> Option<String> {
    some(&page.select_single("head title").text())
}

/// The content of `<meta name=…>`, `<meta property=…>` or `<meta itemprop=…>`.
fn meta(page: &Document, wanted: &str) -> Option<String> {
    let tags = page.select("meta[content]");
    let names = ["property", "name", "itemprop"];
    let is = |node: &&dom_query::NodeRef| {
        let name = names.iter().find_map(|key| node.attr(key));
        name.is_some_and(|name| name.eq_ignore_ascii_case(wanted))
    };
    some(&tags.nodes().iter().find(is)?.attr("content")?)
}

fn link(page: &Document, rel: &str) -> Option<String> {
    let address = page.select_single(&format!("link[rel={rel}]")).attr("href")?;
    some(&address).filter(|address| address.contains("://"))
}

/// The address in the note that a browser leaves in a page that it saves.
fn saved_from(text: &str) -> Option<String> {
    let head = text.char_indices().nth(HEAD).map_or(text, |(end, _)| &text[..end]);
    let (_, rest) = head.split_once("saved from url=").or_else(|| head.split_once("\n url: "))?;
    let rest = rest.trim_start_matches(|c: char| c == '(' || c == ')' || c.is_ascii_digit());
    rest.split_whitespace().next().filter(|address| address.contains("://")).map(str::to_owned)
}

/// The page's language, unless it is English.
fn language(page: &Document) -> Option<String> {
    let language = some(&page.select_single("html").attr("lang")?)?;
    (!language.to_ascii_lowercase().starts_with("en")).then_some(language)
}

/// Every object of the page's JSON-LD, also those of its graphs.
fn linked(page: &Document) -> Vec<Value> {
    let scripts = page.select("script[type='application/ld+json']");
    let parsed =
        scripts.iter().filter_map(|script| serde_json::from_str(script.text().trim()).ok());
    let mut left: Vec<Value> = parsed.collect();
    let mut objects = Vec::new();
    while let Some(value) = left.pop() {
        match value {
            Value::Array(values) => left.extend(values.into_iter().rev()),
            Value::Object(mut object) => {
                left.extend(object.remove("@graph"));
                objects.push(Value::Object(object));
            }
            _ => {}
        }
    }
    objects
}

fn is_of(object: &Value, types: &[&str]) -> bool {
    let fits = |value: &Value| value.as_str().is_some_and(|name| types.contains(&name));
    match &object["@type"] {
        Value::Array(names) => names.iter().any(fits),
        name => fits(name),
    }
}

/// The text at a path of keys; of a list its first.
fn string(object: &Value, path: &[&str]) -> Option<String> {
    let first =
        |value: &Value| value.as_array().and_then(|list| list.first()).unwrap_or(value).clone();
    let found = path.iter().fold(first(object), |value, key| first(&value[*key]));
    some(found.as_str()?)
}

fn place(publishers: &[&Value]) -> Option<String> {
    let at = |key| publishers.iter().find_map(|p| string(p, &["address", key]));
    let (town, state) = (at("addressLocality")?, at("addressRegion"));
    Some(state.map_or_else(|| town.clone(), |state| format!("{town}, {state}")))
}
