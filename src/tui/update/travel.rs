//! Travel: from one screen to another, and back.

use super::super::app::compare::Compare;
use super::super::app::home::Home;
use super::super::app::reader::Reader;
use super::super::app::search::Search;
use super::super::app::{App, Screen};
use super::super::layout;
use super::overlay;
use crate::compare::{Cell, Coverage};
use crate::library::ids::{self, Target};
use crate::library::words::counted;
use crate::library::{ArticleRef, PassageRef, SectionRef, TopicId};

/// Closes what lies over the screen, else leaves the facets, else goes back to the screen before.
pub fn back(app: &mut App) {
    let facets = match &mut app.screen {
        Screen::Search(search) if app.overlay.is_none() => search.facet.take(),
        _ => None,
    };
    if !overlay::close(app) && facets.is_none() && !app.go_back() {
        app.notice = Some("this is the first screen".to_owned());
    }
}

/// Opens search, or puts the cursor into its field.
pub fn search(app: &mut App) {
    if let Screen::Search(search) = &mut app.screen {
        app.overlay = None;
        (search.in_list, search.facet) = (false, None);
    } else {
        let subject = app.subject();
        app.go(Screen::Search(Box::new(Search::new(subject))));
    }
}

/// Opens compare on the topic of the screen.
pub fn compare(app: &mut App) {
    match (app.subject(), topic(app)) {
        (_, _) if matches!(app.screen, Screen::Compare(_)) => app.overlay = None,
        (Some(subject), Some(topic)) => compare_on(app, subject, topic),
        _ => app.notice = Some("no topic here to compare on".to_owned()),
    }
}

/// Opens home of a subject.
pub fn open_subject(app: &mut App, subject: usize) {
    if subject < app.library.subjects.len() {
        let home = Home::new(&app.library, subject);
        app.go(Screen::Home(home));
    }
}

/// Opens compare on a topic.
pub fn compare_on(app: &mut App, subject: usize, topic: TopicId) {
    if subject >= app.library.subjects.len() {
        app.notice = Some("no article here to compare".to_owned());
        return;
    }
    let mut screen = Compare::new(&app.library, subject, topic, app.frame().body);
    if let Some(at) = article(app) {
        screen.come_to_source(&app.library, at);
    }
    screen.count_ahead(&app.library);
    app.go(Screen::Compare(Box::new(screen)));
}

/// The article that the screen is about just now.
fn article(app: &App) -> Option<ArticleRef> {
    match &app.screen {
        Screen::Home(home) => home.cell().map(|cell| cell.article),
        Screen::Reader(reader) => Some(reader.article),
        Screen::Search(search) => search.passage().map(|at| at.article),
        Screen::Subjects(_) | Screen::Compare(_) => None,
    }
}

/// What the screen is about just now.
pub fn topic(app: &App) -> Option<TopicId> {
    match &app.screen {
        Screen::Subjects(_) => app.library.topics.covered().map(|(id, _)| id).next(),
        Screen::Home(home) => home.topic(),
        Screen::Reader(reader) => reader.current_topic(app.library.article(reader.article)),
        Screen::Compare(compare) => Some(compare.topic),
        Screen::Search(search) => {
            search.passage().map(|p| app.library.section(app.library.section_of(p)).topic)
        }
    }
}

/// Opens an article at its start.
pub fn read(app: &mut App, at: ArticleRef) {
    let reader = new_reader(app, at);
    app.go(Screen::Reader(Box::new(reader)));
}

/// Opens an article at a section.
pub fn read_section(app: &mut App, at: SectionRef) {
    let mut reader = new_reader(app, at.article);
    reader.show_section(at.section);
    app.go(Screen::Reader(Box::new(reader)));
}

/// Opens an article at a passage, with the words that led there marked.
pub fn read_passage(app: &mut App, at: PassageRef, hits: Vec<std::ops::Range<usize>>) {
    let mut reader = new_reader(app, at.article);
    let offset = hits.first().map_or(0, |hit| hit.start);
    reader.show_passage(at.passage, offset, super::page(app));
    reader.hits = hits.into_iter().map(|hit| (at.passage, hit)).collect();
    app.go(Screen::Reader(Box::new(reader)));
}

/// Opens an article on a topic: at its first section on it, else at the first mention. A silent
/// source opens nothing and is said to be so.
pub fn read_cell(app: &mut App, topic: TopicId, cell: &Cell) {
    let Some(reader) = reader_on(app, topic, cell) else {
        app.notice = Some(silence(app, cell.article, topic));
        return;
    };
    app.go(Screen::Reader(Box::new(reader)));
    app.notice = only_mentioned(app, topic, cell);
}

/// That a source has no section on the topic, only mentions.
pub fn only_mentioned(app: &App, topic: TopicId, cell: &Cell) -> Option<String> {
    let name = &app.library.topics.topic(topic).name;
    let mentions = counted(cell.mentions.len(), "passage");
    (cell.coverage == Coverage::Mention)
        .then(|| format!("{name} is only mentioned here, in {mentions}"))
}

/// A reader on a topic, unless the source is silent.
pub fn reader_on(app: &App, topic: TopicId, cell: &Cell) -> Option<Reader> {
    let mut reader = new_reader(app, cell.article);
    match (cell.coverage, cell.sections.first(), cell.mentions.first()) {
        (Coverage::Section, Some(&section), _) => reader.show_section(section),
        (Coverage::Mention, _, Some(&passage)) => mention(app, &mut reader, topic, passage),
        _ => return None,
    }
    reader.topic = Some(topic);
    Some(reader)
}

/// Shows a mention, with the cues that made it one marked.
fn mention(app: &App, reader: &mut Reader, topic: TopicId, passage: usize) {
    let text = &app.library.article(reader.article).passages[passage].text;
    let cues = app.library.topics.spoken(text).into_iter().filter(|found| found.topic == topic);
    reader.hits = cues.map(|found| (passage, found.range)).collect();
    let offset = reader.hits.first().map_or(0, |(_, range)| range.start);
    reader.show_passage(passage, offset, super::page(app));
}

/// "Tri-Cities … says nothing on Side effects and risks".
pub fn silence(app: &App, article: ArticleRef, topic: TopicId) -> String {
    let source = &app.library.article(article).source.name;
    format!("{source}: {} is not covered", app.library.topics.topic(topic).name)
}

/// Goes to what an id of the library names.
pub fn go_to(app: &mut App, target: Target) {
    match target {
        Target::Article(at) => read(app, at),
        Target::Section(at) => read_section(app, at),
        Target::Passage(at) => read_passage(app, at, Vec::new()),
    }
}

/// Follows a link inside the library; an address outside is only shown.
pub fn follow(app: &mut App, from: ArticleRef, link: &str) {
    match ids::link(&app.library, app.library.article(from), link) {
        Some(target) => go_to(app, target),
        None => app.notice = Some(format!("outside this library: {link}")),
    }
}

fn new_reader(app: &App, at: ArticleRef) -> Reader {
    Reader::new(&app.library, at, usize::from(layout::reader(app.frame().body).text.width))
}
