//! Go to: one fuzzy list over topics, subjects, sources, headings, terms and actions.

use std::cmp::Reverse;
use std::sync::Arc;

use super::field::Field;
use super::names::{Fitting, Names};
use crate::keymap::{Action, Context};
use crate::library::{Article, ArticleRef, Library, SectionRef, TermId, TopicId};
use crate::search::fuzzy::Matcher;

/// Choices that are kept for the list.
const MOST: usize = 200;

/// The share of the best score that a fit needs, as a fraction: letters scattered over a name score
/// far less than those of a word.
const LEAST: (i64, i64) = (3, 5);

/// Articles of an open subject up to which its names come before those of the others.
const MOST_OF_SUBJECT: usize = 200;

/// Where a choice leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// Compare on a topic.
    Topic(TopicId),
    /// Home of a subject, by its index.
    Subject(usize),
    /// The start of an article.
    Article(ArticleRef),
    /// A section.
    Section(SectionRef),
    /// The explanation of a term.
    Term(TermId),
    /// Doing something.
    Action(Action),
}

/// A line of the list: a choice that fits what was typed.
#[derive(Debug, Clone)]
pub struct Fit {
    /// What is matched and shown.
    pub name: String,
    /// What kind of thing it is, or whose.
    pub about: String,
    /// Where it leads.
    pub target: Target,
    /// Characters of the name that fit.
    pub letters: Vec<usize>,
}

/// The palette.
#[derive(Debug)]
pub struct GoTo {
    /// What is looked for.
    pub field: Field,
    /// What fits, best first; everything in order while nothing is typed.
    pub fits: Vec<Fit>,
    /// Index into the fits.
    pub row: usize,
    /// Whether letters act on the list instead of typing.
    pub in_list: bool,
    names: Arc<Names>,
    /// The open subject of a library with several, and its names.
    here: Option<(usize, Names)>,
    /// What can be done here or anywhere.
    actions: Vec<Target>,
}

impl GoTo {
    /// The palette over the screen of a context and a subject; `names` are those of the library. In a
    /// kiosk it offers what may be done there.
    #[must_use]
    pub fn new(
        library: &Library,
        names: Arc<Names>,
        context: Context,
        subject: Option<usize>,
        kiosk: bool,
    ) -> Self {
        let (field, fits) = (Field::default(), Vec::new());
        let here = subject.and_then(|subject| here(library, subject));
        let actions = actions(context, kiosk);
        let mut goto = Self { field, fits, row: 0, in_list: false, names, here, actions };
        goto.ask(library);
        goto
    }

    /// Goes on from another palette: the same text, and the cursor on this if it is there.
    #[must_use]
    pub fn taking_over(mut self, from: &Self, target: Option<Target>, library: &Library) -> Self {
        self.field = from.field.clone();
        self.in_list = from.in_list;
        self.ask(library);
        let there = self.fits.iter().position(|fit| Some(fit.target) == target);
        self.row = there.unwrap_or(from.row);
        self.step(0);
        self
    }

    /// Looks for what is typed; ties keep the order of the list.
    pub fn ask(&mut self, library: &Library) {
        self.row = 0;
        let matcher = Matcher::new(self.field.text());
        let mut found = self.found(&matcher);
        found.sort_by_key(|found| (Reverse(found.fitting.score), found.rank));
        let best = found.first().map_or(0, |found| found.fitting.score);
        found.retain(|found| found.fitting.score * LEAST.1 >= best * LEAST.0);
        let fits = found.iter().flat_map(|found| self.fits_of(library, found)).take(MOST);
        self.fits = fits.collect();
    }

    /// Every name that fits.
    fn found(&self, matcher: &Matcher) -> Vec<Found<'_>> {
        let here = self.here.iter().flat_map(|(_, names)| names.fitting(matcher));
        let here = here.map(|fitting| Found { fitting, rank: Rank::Here });
        let everywhere = self.names.fitting(matcher);
        let everywhere = everywhere.map(|fitting| Found { rank: rank(&fitting), fitting });
        let actions = self.actions.iter().filter_map(|action| {
            let (score, letters) = matcher.fit(&action_name(*action)?)?;
            let places = std::slice::from_ref(action);
            Some(Found { fitting: Fitting { score, letters, places }, rank: Rank::Action })
        });
        everywhere.chain(here).chain(actions).collect()
    }

    /// A line for each place of a name; those of the open subject stand there already.
    fn fits_of<'a>(
        &'a self,
        library: &'a Library,
        found: &'a Found,
    ) -> impl Iterator<Item = Fit> + 'a {
        let open = self.here.as_ref().map(|(subject, _)| *subject);
        let again = move |target: &Target| found.rank != Rank::Here && of_subject(*target) == open;
        let places = found.fitting.places.iter().filter(move |t| open.is_none() || !again(t));
        places.map(|&target| {
            let (name, about) = named(library, target);
            Fit { name, about, target, letters: found.fitting.letters.clone() }
        })
    }

    /// Where the cursor leads.
    #[must_use]
    pub fn target(&self) -> Option<Target> {
        self.fits.get(self.row).map(|fit| fit.target)
    }

    /// Moves the cursor, staying inside.
    pub fn step(&mut self, by: isize) {
        self.row = self.row.saturating_add_signed(by).min(self.fits.len().saturating_sub(1));
    }
}

/// A name that fits, and what comes first of those that fit as well.
struct Found<'a> {
    fitting: Fitting<'a>,
    rank: Rank,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Topic,
    Here,
    Subject,
    Article,
    Section,
    Term,
    Action,
}

fn rank(fitting: &Fitting) -> Rank {
    match fitting.places.first() {
        Some(Target::Topic(_)) => Rank::Topic,
        Some(Target::Subject(_)) => Rank::Subject,
        Some(Target::Article(_)) => Rank::Article,
        Some(Target::Section(_)) => Rank::Section,
        Some(Target::Term(_)) => Rank::Term,
        Some(Target::Action(_)) | None => Rank::Action,
    }
}

/// The subject whose article or section it is.
fn of_subject(target: Target) -> Option<usize> {
    match target {
        Target::Article(at) | Target::Section(SectionRef { article: at, .. }) => Some(at.subject),
        Target::Topic(_) | Target::Subject(_) | Target::Term(_) | Target::Action(_) => None,
    }
}

/// The names of a subject that is one of several, unless it has so many that they are no nearer.
fn here(library: &Library, subject: usize) -> Option<(usize, Names)> {
    let few = library.subjects[subject].articles.len() <= MOST_OF_SUBJECT;
    (library.subjects.len() > 1 && few).then(|| (subject, Names::of_subject(library, subject)))
}

/// What a thing is called, and what kind of thing it is or whose.
fn named(library: &Library, target: Target) -> (String, String) {
    let (name, about) = match target {
        Target::Topic(id) => (library.topics.topic(id).name.as_str(), "topic"),
        Target::Subject(subject) => (library.subjects[subject].title.as_str(), "subject"),
        Target::Article(at) => of_article(library.article(at)),
        Target::Section(at) => {
            let source = &library.article(at.article).source.name;
            (library.section(at).heading.as_str(), source.as_str())
        }
        Target::Term(id) => (library.glossary.term(id).name.as_str(), "term"),
        Target::Action(_) => ("", "action"),
    };
    (action_name(target).unwrap_or_else(|| name.to_owned()), about.to_owned())
}

fn of_article(article: &Article) -> (&str, &str) {
    (&article.source.name, &article.title)
}

/// The name of an action.
fn action_name(target: Target) -> Option<String> {
    match target {
        Target::Action(action) => Some(format!("{}: {}", action.hint(), action.about())),
        _ => None,
    }
}

/// What can be done here or anywhere.
fn actions(context: Context, kiosk: bool) -> Vec<Target> {
    let here = |action: &Action| {
        action.contexts().iter().any(|c| *c == context || *c == Context::Global)
            && *action != Action::GoTo
            && (!kiosk || action.in_kiosk())
    };
    Action::ALL.iter().copied().filter(here).map(Target::Action).collect()
}
