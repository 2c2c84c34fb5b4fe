//! How long compare takes to its frame: opened on each topic of the bundled library, and on one
//! topic of 5, 20, 40 and 80 sources of 200 passages each; opened, resized, scrolled. Terms and figures
//! of many passages are counted beside the reader from the moment that compare is open; "at once" is
//! with no time for that.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "what it is for")]

use std::hint::black_box;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use pamphlet::keymap::{Action, Key, Keymap};
use pamphlet::library::Library;
use pamphlet::store::bundle;
use pamphlet::store::config::Theme as Choice;
use pamphlet::tui::app::App;
use pamphlet::tui::theme::{self, Theme};
use pamphlet::tui::{update, view};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

mod synthetic;

/// Rounds of everything; the middle counts.
const ROUNDS: usize = 15;

/// What a person takes at least from one key to the next, in which much is counted ahead.
const PAUSE: Duration = Duration::from_millis(150);

/// Passages of each source.
const PASSAGES: usize = 200;

fn reader(library: &Arc<Library>) -> App {
    let (theme, area) = (Theme::of(Choice::Dark), Rect::new(0, 0, 120, 36));
    App::new(Arc::clone(library), Keymap::default(), theme, theme::UNICODE, area)
}

fn frame(app: &App) {
    let mut buffer = Buffer::empty(app.area);
    view::draw(black_box(app), &mut buffer);
    black_box(buffer);
}

/// Milliseconds from an action to its frame, in the middle of some rounds; each begins anew.
fn middle(begin: impl Fn() -> App, act: impl Fn(&mut App)) -> f64 {
    let round = |_| {
        let mut app = begin();
        let start = Instant::now();
        act(&mut app);
        frame(&app);
        start.elapsed().as_secs_f64() * 1e3
    };
    let mut times: Vec<f64> = (0..ROUNDS).map(round).collect();
    times.sort_by(f64::total_cmp);
    times[ROUNDS / 2]
}

/// Compare on the topic of a row of home.
fn opened(library: &Arc<Library>, row: usize) -> App {
    let mut app = reader(library);
    (0..row).for_each(|_| _ = update::act(&mut app, Action::Down));
    update::act(&mut app, Action::Compare);
    app
}

/// The same, after the least pause of a person.
fn looked_at(library: &Arc<Library>, row: usize) -> App {
    let app = opened(library, row);
    thread::sleep(PAUSE);
    app
}

/// Compare with the text field of find open.
fn finding(library: &Arc<Library>, row: usize) -> App {
    let mut app = opened(library, row);
    update::act(&mut app, Action::Find);
    app
}

/// Compare after a letter has been found.
fn found(library: &Arc<Library>, row: usize) -> App {
    let mut app = finding(library, row);
    for typed in ["e", "enter"] {
        update::key(&mut app, key(typed));
    }
    app
}

fn key(name: &str) -> Key {
    name.parse().unwrap()
}

/// Measures a topic, unless the bench was asked for others by a part of their names.
fn measure(name: &str, library: impl FnOnce() -> Library, row: usize) {
    let asked = std::env::args().nth(1).filter(|argument| !argument.starts_with("--"));
    if asked.is_some_and(|asked| !name.contains(&asked)) {
        return;
    }
    let library = Arc::new(library());
    let begin = || {
        let mut app = reader(&library);
        (0..row).for_each(|_| _ = update::act(&mut app, Action::Down));
        app
    };
    let open = |app: &mut App| _ = update::act(app, Action::Compare);
    let costs = [
        ("open", middle(begin, open)),
        ("resize", middle(|| opened(&library, row), |app| _ = update::resize(app, 100, 36))),
        ("to stacked", middle(|| opened(&library, row), |app| _ = update::resize(app, 60, 36))),
        ("scroll", middle(|| opened(&library, row), |app| _ = update::act(app, Action::PageDown))),
        (
            "terms",
            middle(|| looked_at(&library, row), |app| _ = update::act(app, Action::TermsView)),
        ),
        (
            "figures",
            middle(|| looked_at(&library, row), |app| _ = update::act(app, Action::FiguresView)),
        ),
        (
            "figures at once",
            middle(|| opened(&library, row), |app| _ = update::act(app, Action::FiguresView)),
        ),
        (
            "differences",
            middle(|| looked_at(&library, row), |app| _ = update::act(app, Action::OnlyDiffering)),
        ),
        ("find a letter", middle(|| finding(&library, row), |app| _ = update::key(app, key("e")))),
        (
            "next match",
            middle(|| found(&library, row), |app| _ = update::act(app, Action::NextMatch)),
        ),
    ];
    let costs: Vec<String> = costs.iter().map(|(what, ms)| format!("{what} {ms:.2}")).collect();
    println!("{name:34} {}", costs.join("  "));
}

fn main() {
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    println!("milliseconds to a frame of 120x36");
    let bundled = bundle::library();
    let topics: Vec<String> =
        bundled.topics.covered().map(|(_, topic)| topic.name.clone()).collect();
    for (row, topic) in topics.iter().enumerate() {
        measure(topic, || bundled.clone(), row);
    }
    let side_effects = bundled.topics.covered().position(|(_, topic)| topic.id == "side-effects");
    for sources in [5, 20, 40, 80] {
        let name = format!("{sources} sources x {PASSAGES} passages");
        let library = || synthetic::on_one_topic(sources, PASSAGES, "Side effects");
        measure(&name, library, side_effects.unwrap());
    }
}
