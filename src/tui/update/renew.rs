//! Taking in another library: every screen, also those of the way back, finds its place again by
//! ids and by what stands there, and what is gone is left.

mod compare;
mod reader;

use std::sync::Arc;

use ratatui::layout::Rect;

use super::super::app::facets::{Facets, Value};
use super::super::app::home::Home;
use super::super::app::page::{self, Of};
use super::super::app::search::{Search, Sought};
use super::super::app::{App, Before, Overlay, Screen, goto};
use super::super::follow::{Fresh, Message, Why, let_go};
use super::super::places::Places;
use super::super::run::Flow;
use super::{fit, indexed, keep, overlay, travel};
use crate::library::{SectionRef, TopicId};
use crate::store::live::Progress;

/// Takes in what another thread has to tell.
pub fn receive(app: &mut App, message: Message) -> Flow {
    match message {
        Message::Indexed(index) => indexed(app, index),
        Message::Read(progress) => read(app, progress),
        Message::Fresh(fresh, why) => take_in(app, *fresh, why),
        Message::Trouble(said) => trouble(app, said),
    }
}

/// How far the reading is; only some screens say so.
fn read(app: &mut App, progress: Progress) -> Flow {
    app.progress = app.progress.and(Some(progress));
    match app.screen {
        Screen::Subjects(_) | Screen::Home(_) | Screen::Search(_) => Flow::Redraw,
        Screen::Reader(_) | Screen::Compare(_) => Flow::Nothing,
    }
}

/// Without anything to read the reader ends, and the sentence is its error.
fn trouble(app: &mut App, said: String) -> Flow {
    if app.progress.is_some() && app.library.subjects.is_empty() {
        app.failure = Some(said);
        return Flow::Quit;
    }
    app.notice = Some(said);
    Flow::Redraw
}

fn take_in(app: &mut App, fresh: Fresh, why: Why) -> Flow {
    app.progress = match &why {
        Why::SoFar(progress) => Some(*progress),
        Why::Whole | Why::Changed(_) => None,
    };
    let lost = renew(app, fresh);
    match why {
        Why::Changed(said) => app.notice = Some(said),
        Why::Whole => go_on(app),
        Why::SoFar(_) => {}
    }
    app.notice = lost.or(app.notice.take());
    fit(app);
    super::search::open_what_waits(app);
    if let Screen::Compare(compare) = &app.screen {
        compare.count_ahead(&app.library);
    }
    Flow::Redraw
}

/// From the subjects to home where there is only one, unless somebody has gone somewhere.
fn go_on(app: &mut App) {
    let first = app.first_screen();
    let stands_still = matches!(app.screen, Screen::Subjects(_)) && app.back.is_empty();
    if stands_still && matches!(first, Screen::Home(_)) {
        app.screen = first;
    }
}

/// Puts another library in place of the one that is read; returns what is to be said where the
/// screen was about something that is gone.
pub fn renew(app: &mut App, fresh: Fresh) -> Option<String> {
    let body = app.frame().body;
    let left = Left::of(app);
    let old = std::mem::replace(&mut app.library, fresh.library);
    let index = app.index.replace(fresh.index);
    let names = std::mem::replace(&mut app.names, fresh.names);
    let new = Arc::clone(&app.library);
    let places = Places::new(&old, &new);
    app.back.retain_mut(|before| screen(&mut before.screen, &places, body));
    let way = std::mem::take(&mut app.back);
    app.back = way.into_iter().map(|before| with_page(app, before, &places)).collect();
    let stays = screen(&mut app.screen, &places, body);
    let lost = (!stays).then(|| leave(app, &left, &places));
    over(app, &places, stays);
    let lost = lost.or(super::tray::renew(app, &places));
    keep::renew(app, &places);
    let_go((old, index, names));
    lost
}

/// Finds the place of a screen again; false where what it shows is gone.
fn screen(screen: &mut Screen, places: &Places, body: Rect) -> bool {
    match screen {
        Screen::Subjects(row) => subjects(row, places),
        Screen::Home(home) => self::home(home, places),
        Screen::Reader(reader) => reader::renew(reader, places, usize::from(body.height)),
        Screen::Compare(compare) => compare::renew(compare, places, body),
        Screen::Search(search) => self::search(search, places),
    }
}

fn subjects(row: &mut usize, places: &Places) -> bool {
    let last = places.new.subjects.len().saturating_sub(1);
    *row = places.subject(*row).unwrap_or(*row).min(last);
    true
}

/// The cursor stays on its topic and article, or where it was.
fn home(home: &mut Home, places: &Places) -> bool {
    let old = home.matrix.subject;
    let Some(subject) = places.subject(old) else { return false };
    if subject == old && places.is_same_subject(old, subject) {
        return true;
    }
    let topic = home.topic().and_then(|topic| places.topic(topic));
    let article = home.cell().and_then(|cell| places.article(cell.article));
    let (row, column, on_topic) = (home.row, home.column, home.on_topic);
    *home = Home::new(places.new, subject);
    home.row = home.matrix.rows.iter().position(|r| Some(r.topic) == topic).unwrap_or(row);
    home.column = article.map_or(column, |at| at.article);
    home.on_topic = on_topic;
    home.step(0, 0);
    true
}

/// A search is asked anew when it is shown.
fn search(search: &mut Search, places: &Places) -> bool {
    let Sought { passage, facet } = search.cursors();
    let passage = passage.and_then(|passage| places.passage(passage));
    let facet = facet.and_then(|facet| match facet {
        Value::Source(at) => places.article(at).map(Value::Source),
        Value::Topic(topic) => places.topic(topic).map(Value::Topic),
    });
    search.sought = Some(Sought { passage, facet });
    search.subject = search.subject.and_then(|subject| places.subject(subject));
    search.only &= search.subject.is_some();
    (search.outcome, search.facets) = (None, Facets::default());
    true
}

/// What a screen was about, to go on from where it is gone.
struct Left {
    subject: Option<usize>,
    topic: Option<TopicId>,
    name: String,
}

impl Left {
    fn of(app: &App) -> Self {
        let subject = app.subject();
        let name = match &app.screen {
            Screen::Reader(reader) => &app.library.article(reader.article).source.name,
            _ => subject.map_or("", |subject| &app.library.subjects[subject].title),
        };
        Self { subject, topic: travel::topic(app), name: name.to_owned() }
    }
}

/// Goes from a screen that is gone to home of its subject, or to the first screen; says so.
fn leave(app: &mut App, left: &Left, places: &Places) -> String {
    let subject = left.subject.and_then(|subject| places.subject(subject));
    let is_near = |before: &Before| match (&before.screen, subject) {
        (Screen::Home(home), Some(subject)) => home.matrix.subject == subject,
        (Screen::Subjects(_), None) => true,
        _ => false,
    };
    app.screen = match (app.back.pop_if(|before| is_near(before)), subject) {
        (Some(near), _) => near.screen,
        (None, Some(subject)) => Screen::Home(home_on(places, subject, left.topic)),
        (None, None) => app.first_screen(),
    };
    let gone = format!("{} is no longer in the library", left.name);
    if subject.is_some() { format!("{gone}: this is its subject") } else { gone }
}

fn home_on(places: &Places, subject: usize, topic: Option<TopicId>) -> Home {
    let mut home = Home::new(places.new, subject);
    let topic = topic.and_then(|topic| places.topic(topic));
    home.row = home.matrix.rows.iter().position(|r| Some(r.topic) == topic).unwrap_or(0);
    home
}

/// A screen that was left, with its page made anew.
fn with_page(app: &App, before: Before, places: &Places) -> Before {
    let page = before.page.and_then(|page| renewed(app, page, places));
    Before { page, ..before }
}

/// What lies over the screen: it closes with what it is about.
fn over(app: &mut App, places: &Places, stays: bool) {
    app.overlay = match app.overlay.take() {
        Some(Overlay::GoTo(goto)) => {
            let target = goto.target().and_then(|target| self::target(target, places));
            Some(Overlay::GoTo(Box::new(
                overlay::palette(app).taking_over(&goto, target, places.new),
            )))
        }
        Some(Overlay::Tray(listing)) => Some(Overlay::Tray(listing)),
        Some(Overlay::Find(field)) => stays.then_some(Overlay::Find(field)),
        Some(Overlay::Page(page)) => renewed(app, page, places).map(Overlay::Page),
        None => None,
    };
}

fn renewed(app: &App, page: page::Page, places: &Places) -> Option<page::Page> {
    let made = match page.of {
        Of::Nothing | Of::Keys => return Some(page::Page { under: None, ..page }),
        Of::Article(at) => page::card(app, places.article(at)?),
        Of::Gaps(subject) => page::gaps(app, places.subject(subject)?),
        Of::Term(term) => page::definition(app, places.term(term)?),
    };
    let to = page.leads_to().and_then(|to| places.passage(to));
    let focus = made.items.iter().position(|item| item.to.is_some() && item.to == to);
    Some(page::Page { scroll: page.scroll, focus, ..made })
}

fn target(target: goto::Target, places: &Places) -> Option<goto::Target> {
    use goto::Target as T;
    match target {
        T::Topic(topic) => places.topic(topic).map(T::Topic),
        T::Subject(subject) => places.subject(subject).map(T::Subject),
        T::Article(at) => places.article(at).map(T::Article),
        T::Section(at) => section(at, places).map(T::Section),
        T::Term(term) => places.term(term).map(T::Term),
        T::Action(action) => Some(T::Action(action)),
    }
}

fn section(at: SectionRef, places: &Places) -> Option<SectionRef> {
    let article = places.article(at.article)?;
    let section = places.versions(at.article, article).section(at.section)?;
    Some(SectionRef { article, section })
}
