//! Go to: one fuzzy list over topics, sources, headings, terms and actions.

use super::field::Field;
use crate::keymap::{Action, Context};
use crate::library::{ArticleRef, Library, SectionRef, TermId, TopicId};
use crate::search::fuzzy::Matcher;

/// Choices that are kept for the list.
const MOST: usize = 200;

/// The share of the best score that a fit needs, as a fraction: letters scattered over a name score
/// far less than those of a word.
const LEAST: (i64, i64) = (3, 5);

/// Headings are offered for libraries of up to this many sections; beyond, only articles are.
const MOST_HEADINGS: usize = 10_000;

/// Where a choice leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// Compare on a topic.
    Topic(TopicId),
    /// The start of an article.
    Article(ArticleRef),
    /// A section.
    Section(SectionRef),
    /// The explanation of a term.
    Term(TermId),
    /// Doing something.
    Action(Action),
}

/// One line of the list.
#[derive(Debug, Clone)]
pub struct Choice {
    /// What is matched and shown.
    pub name: String,
    /// What kind of thing it is, or whose.
    pub about: String,
    /// Where it leads.
    pub target: Target,
}

/// A choice that fits what was typed.
#[derive(Debug, Clone)]
pub struct Fit {
    /// Index into the choices.
    pub choice: usize,
    /// Characters of the name that fit.
    pub letters: Vec<usize>,
}

/// The palette.
#[derive(Debug)]
pub struct GoTo {
    /// What is looked for.
    pub field: Field,
    /// Everything that can be gone to.
    pub choices: Vec<Choice>,
    /// What fits, best first; everything in order while nothing is typed.
    pub fits: Vec<Fit>,
    /// Index into the fits.
    pub row: usize,
    /// Whether letters act on the list instead of typing.
    pub in_list: bool,
}

impl GoTo {
    /// The palette over the screen of a context.
    #[must_use]
    pub fn new(library: &Library, context: Context) -> Self {
        let mut choices = topics(library);
        choices.extend(articles(library));
        choices.extend(headings(library));
        choices.extend(terms(library));
        choices.extend(actions(context));
        let mut goto =
            Self { field: Field::default(), choices, fits: Vec::new(), row: 0, in_list: false };
        goto.ask();
        goto
    }

    /// Looks for what is typed; ties keep the order of the choices.
    pub fn ask(&mut self) {
        self.row = 0;
        let matcher = Matcher::new(self.field.text());
        let fit = |(choice, c): (usize, &Choice)| {
            matcher.fit(&c.name).map(|(score, letters)| (score, Fit { choice, letters }))
        };
        let mut fits: Vec<_> = self.choices.iter().enumerate().filter_map(fit).collect();
        fits.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        let best = fits.first().map_or(0, |(score, _)| *score);
        fits.retain(|(score, _)| score * LEAST.1 >= best * LEAST.0);
        fits.truncate(MOST);
        self.fits = fits.into_iter().map(|(_, fit)| fit).collect();
    }

    /// Where the cursor leads.
    #[must_use]
    pub fn target(&self) -> Option<Target> {
        self.fits.get(self.row).map(|fit| self.choices[fit.choice].target)
    }

    /// Moves the cursor, staying inside.
    pub fn step(&mut self, by: isize) {
        self.row = self.row.saturating_add_signed(by).min(self.fits.len().saturating_sub(1));
    }
}

fn choice(name: &str, about: impl Into<String>, target: Target) -> Choice {
    Choice { name: name.to_owned(), about: about.into(), target }
}

fn topics(library: &Library) -> Vec<Choice> {
    library.topics.covered().map(|(id, t)| choice(&t.name, "topic", Target::Topic(id))).collect()
}

fn articles(library: &Library) -> Vec<Choice> {
    let name = |(at, a): (ArticleRef, &crate::library::Article)| {
        choice(&a.source.name, a.title.clone(), Target::Article(at))
    };
    library.articles().map(name).collect()
}

fn headings(library: &Library) -> Vec<Choice> {
    let all: usize = library.articles().map(|(_, a)| a.sections.len()).sum();
    if all > MOST_HEADINGS {
        return Vec::new();
    }
    let of = |(article, a): (ArticleRef, &crate::library::Article)| {
        let section = |(section, s): (usize, &crate::library::Section)| {
            choice(
                &s.heading,
                a.source.name.clone(),
                Target::Section(SectionRef { article, section }),
            )
        };
        a.sections.iter().enumerate().map(section).collect::<Vec<_>>()
    };
    library.articles().flat_map(of).collect()
}

fn terms(library: &Library) -> Vec<Choice> {
    let terms = library.glossary.terms().iter().enumerate();
    terms.map(|(i, t)| choice(&t.name, "term", Target::Term(TermId(i)))).collect()
}

/// What can be done here or anywhere.
fn actions(context: Context) -> Vec<Choice> {
    let here = |action: &Action| {
        action.contexts().iter().any(|c| *c == context || *c == Context::Global)
            && *action != Action::GoTo
    };
    let named = |&a: &Action| {
        let name = format!("{}: {}", a.hint(), a.about());
        choice(&name, "action", Target::Action(a))
    };
    Action::ALL.iter().filter(|a| here(a)).map(named).collect()
}
