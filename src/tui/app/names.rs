//! What can be gone to by name, ready to be looked through at every key.
//!
//! Ten thousand articles have a quarter of a million headings, but most of them are called like
//! others. Each name is kept once, folded, with the first places that are called so; made once a
//! library, beside the reader.

use std::collections::HashMap;
use std::mem::{Discriminant, discriminant};
use std::ops::Range;

use super::goto::Target;
use crate::library::{Article, ArticleRef, Library, SectionRef, TermId};
use crate::search::fuzzy::{Matcher, folded_name};

/// Places that are kept of those with one name.
const MOST_ALIKE: usize = 20;

/// Names of articles and headings that are compared letter by letter; of more, those that have
/// what is typed where words begin, then those that have it in one piece.
const MOST_COMPARED: usize = 1_000;

/// Names of topics, subjects, articles, headings and terms, in this order.
#[derive(Debug, Default)]
pub struct Names {
    /// All names, folded, one after the other.
    text: String,
    list: Vec<Name>,
    places: Vec<Target>,
}

#[derive(Debug)]
struct Name {
    /// Bytes of the text.
    text: Range<usize>,
    /// The characters in it, as [`mask`] has them.
    letters: u64,
    /// Where its places are in all places; never empty.
    places: Range<usize>,
}

/// A name that fits what is typed.
#[derive(Debug)]
pub struct Fitting<'a> {
    /// Higher is better.
    pub score: i64,
    /// Characters that fit.
    pub letters: Vec<usize>,
    /// What is called so, in library order; not empty.
    pub places: &'a [Target],
}

impl Names {
    /// The names of everything in a library; of subjects where there are several.
    #[must_use]
    pub fn of(library: &Library) -> Self {
        let mut collected = Collected::default();
        for (id, topic) in library.topics.covered() {
            collected.add(&topic.name, Target::Topic(id));
        }
        let several = library.subjects.iter().enumerate().filter(|_| library.subjects.len() > 1);
        several.for_each(|(i, subject)| collected.add(&subject.title, Target::Subject(i)));
        collected.articles(|| library.articles());
        for (i, term) in library.glossary.terms().iter().enumerate() {
            collected.add(&term.name, Target::Term(TermId(i)));
        }
        collected.finish()
    }

    /// The names of the articles and headings of one subject.
    #[must_use]
    pub fn of_subject(library: &Library, subject: usize) -> Self {
        let mut collected = Collected::default();
        let place = |article| ArticleRef { subject, article };
        let articles = library.subjects[subject].articles.iter().enumerate();
        collected.articles(|| articles.clone().map(|(i, a)| (place(i), a.as_ref())));
        collected.finish()
    }

    /// The names that fit, in their order; where nothing is typed, the first ones.
    pub fn fitting(&self, matcher: &Matcher) -> impl Iterator<Item = Fitting<'_>> {
        self.to_compare(matcher.parts()).into_iter().filter_map(|i| {
            let name = &self.list[i];
            let (score, letters) = matcher.fit_folded(&self.text[name.text.clone()])?;
            Some(Fitting { score, letters, places: self.places(name) })
        })
    }

    fn places(&self, name: &Name) -> &[Target] {
        &self.places[name.places.clone()]
    }

    /// Indices of the names to compare, in order.
    fn to_compare(&self, parts: &[String]) -> Vec<usize> {
        if self.list.len() <= MOST_COMPARED || parts.is_empty() {
            return (0..self.list.len().min(MOST_COMPARED)).collect();
        }
        let wanted = parts.iter().fold(0, |letters, part| letters | mask(part));
        let mut compared = Vec::new();
        let mut many: [Vec<usize>; 3] = Default::default();
        for (i, name) in self.list.iter().enumerate().filter(|(_, n)| wanted & !n.letters == 0) {
            match (self.is_of_many(name), way(&self.text[name.text.clone()], parts)) {
                (_, None) => {}
                (false, Some(_)) => compared.push(i),
                (true, Some(way)) => many[way as usize].push(i),
            }
        }
        compared.extend(many.into_iter().flatten().take(MOST_COMPARED));
        compared.sort_unstable();
        compared
    }

    fn is_of_many(&self, name: &Name) -> bool {
        matches!(self.places(name).first(), Some(Target::Article(_) | Target::Section(_)))
    }
}

/// How a name has what is typed, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    /// Each part where a word begins.
    Words,
    /// Each part in one piece.
    Pieces,
    /// The letters of each part in their order.
    Letters,
}

/// How a folded name has every one of some parts, if it has.
fn way(name: &str, parts: &[String]) -> Option<Way> {
    parts.iter().try_fold(Way::Words, |worst, part| Some(worst.max(way_of(name, part)?)))
}

fn way_of(name: &str, part: &str) -> Option<Way> {
    let mut pieces = name.match_indices(part).peekable();
    if pieces.peek().is_some() {
        let begins = |(at, _): (usize, _)| !name[..at].ends_with(char::is_alphanumeric);
        return Some(if pieces.any(begins) { Way::Words } else { Way::Pieces });
    }
    let mut rest = name.chars();
    part.chars().all(|c| rest.any(|other| other == c)).then_some(Way::Letters)
}

/// A bit for each character that a text has; several characters share one.
fn mask(text: &str) -> u64 {
    text.chars().fold(0, |mask, c| mask | 1 << (u32::from(c) % u64::BITS))
}

/// Names as they stand in the library, each once for each kind of thing.
#[derive(Default)]
struct Collected<'a> {
    known: HashMap<(Discriminant<Target>, &'a str), usize>,
    names: Vec<(&'a str, Vec<Target>)>,
}

impl<'a> Collected<'a> {
    fn articles<I: Iterator<Item = (ArticleRef, &'a Article)>>(&mut self, all: impl Fn() -> I) {
        all().for_each(|(at, article)| self.add(&article.source.name, Target::Article(at)));
        for (at, article) in all() {
            for (i, section) in article.sections.iter().enumerate() {
                let place = SectionRef { article: at, section: i };
                self.add(&section.heading, Target::Section(place));
            }
        }
    }

    fn add(&mut self, name: &'a str, place: Target) {
        let new = self.names.len();
        let known = *self.known.entry((discriminant(&place), name)).or_insert(new);
        if known == new {
            self.names.push((name, vec![place]));
        } else if self.names[known].1.len() < MOST_ALIKE {
            self.names[known].1.push(place);
        }
    }

    fn finish(self) -> Names {
        let mut names = Names::default();
        for (name, places) in self.names {
            let (text, first) = (names.text.len(), names.places.len());
            names.text.push_str(&folded_name(name));
            names.places.extend(places);
            let letters = mask(&names.text[text..]);
            let (text, places) = (text..names.text.len(), first..names.places.len());
            names.list.push(Name { text, letters, places });
        }
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::bundle;

    fn ways(name: &str, parts: &[&str]) -> Option<Way> {
        way(name, &parts.iter().map(|p| (*p).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn the_beginning_of_a_word_is_better_than_its_middle_and_that_than_letters() {
        assert_eq!(ways("long-term risks", &["ri", "te"]), Some(Way::Words));
        assert_eq!(ways("long-term risks", &["isk"]), Some(Way::Pieces));
        assert_eq!(ways("long-term risks", &["lr"]), Some(Way::Letters));
        assert_eq!(ways("long-term risks", &["lr", "x"]), None);
    }

    #[test]
    fn of_many_places_with_one_name_the_first_are_kept() {
        let mut library = bundle::library();
        let subject = library.subjects[0].clone();
        library.subjects = vec![subject; 30];
        let names = Names::of(&library);
        let matcher = Matcher::new("parting words");
        let best = names.fitting(&matcher).max_by_key(|fitting| fitting.score).unwrap();
        assert_eq!(best.places.len(), MOST_ALIKE);
        assert!(best.places.iter().all(|place| matches!(place, Target::Section(_))));
    }

    #[test]
    fn names_that_begin_so_are_compared_before_those_that_only_have_the_letters() {
        let mut library = bundle::library();
        let articles = &mut library.subjects[0].articles;
        let article = articles[0].clone();
        for i in 0..2 * MOST_COMPARED {
            let mut other = Article::clone(&article);
            other.source.name = format!("Zone {i} of dose everywhere");
            articles.push(other.into());
        }
        let mut last = Article::clone(&article);
        last.source.name = "Zodiac clinic".to_owned();
        articles.push(last.into());
        let names = Names::of(&library);
        let matcher = Matcher::new("zod");
        let compared = names.to_compare(matcher.parts());
        assert!(compared.len() >= MOST_COMPARED, "{}", compared.len());
        let fits: Vec<_> = names.fitting(&matcher).collect();
        let at = ArticleRef { subject: 0, article: 5 + 2 * MOST_COMPARED };
        assert!(fits.iter().any(|f| f.places.contains(&Target::Article(at))));
    }
}
