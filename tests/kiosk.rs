//! A kiosk: keys and time in, screens out. The clock is the test's; nothing sleeps.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod support;

use std::cell::Cell;
use std::rc::Rc;
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

use insta::assert_snapshot;
use pamphlet::keymap::{Action, Code, Context, Key, Keymap, sequence};
use pamphlet::library::Library;
use pamphlet::search::Index;
use pamphlet::store::bundle;
use pamphlet::store::config::{self, Theme as Choice};
use pamphlet::tui::Message;
use pamphlet::tui::app::App;
use pamphlet::tui::app::names::Names;
use pamphlet::tui::event::{Event, Mouse, MouseAction};
use pamphlet::tui::kiosk::{Kiosk, Stage, WARNING};
use pamphlet::tui::run::{Application, Flow};
use pamphlet::tui::theme::{self, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};

const PATIENCE: Duration = Duration::from_secs(90);

/// A kiosk and its clock.
struct Booth {
    kiosk: Kiosk,
    now: Rc<Cell<Instant>>,
    flow: Flow,
}

impl Booth {
    fn new(columns: u16, rows: u16) -> Self {
        Self::left_by("", columns, rows)
    }

    /// A kiosk that these keys leave.
    fn left_by(exit: &str, columns: u16, rows: u16) -> Self {
        static READ: LazyLock<(Arc<Library>, Arc<Index>)> = LazyLock::new(|| {
            let library = bundle::library();
            let index = Arc::new(Index::build(&library));
            (Arc::new(library), index)
        });
        let (library, index) = READ.clone();
        let area = Rect::new(0, 0, columns, rows);
        let theme = Theme::of(Choice::Mono);
        let app = App::new(library, Keymap::default(), theme, theme::UNICODE, area);
        let exit = if exit.is_empty() { Vec::new() } else { sequence(exit).unwrap() };
        let now = Rc::new(Cell::new(Instant::now()));
        let clock = Rc::clone(&now);
        let mut kiosk =
            Kiosk::new(app, config::Kiosk { idle: PATIENCE, exit }, move || clock.get());
        kiosk.receive(Message::Indexed(index));
        Self { kiosk, now, flow: Flow::Nothing }
    }

    /// Presses keys, divided by blanks; `t:word` types a word. They take no time.
    fn press(&mut self, keys: &str) -> &mut Self {
        for key in keys.split_whitespace() {
            match key.strip_prefix("t:") {
                Some(word) => word.chars().for_each(|c| self.key(Key::plain(Code::Char(c)))),
                None => self.key(key.parse().unwrap()),
            }
        }
        self
    }

    fn key(&mut self, key: Key) {
        self.tell(Event::Key(key));
    }

    fn tell(&mut self, event: Event) -> &mut Self {
        self.flow = self.kiosk.handle(event);
        self
    }

    /// Lets time pass in which nothing comes in.
    fn wait(&mut self, time: Duration) -> &mut Self {
        let end = self.now.get() + time;
        while let Some(patience) = self.kiosk.patience().filter(|p| self.now.get() + *p <= end) {
            self.now.set(self.now.get() + patience);
            self.flow = self.kiosk.waited();
        }
        self.now.set(end);
        self
    }

    fn drawn(&self) -> (Buffer, Option<Position>) {
        let area = self.kiosk.app().area;
        let mut buffer = Buffer::empty(area);
        let cursor = self.kiosk.draw(&mut buffer, area);
        (buffer, cursor)
    }

    fn text(&self) -> String {
        support::text(&self.drawn().0)
    }

    fn snapshot(&self) -> String {
        let (buffer, cursor) = self.drawn();
        support::snapshot(&buffer, cursor)
    }

    #[track_caller]
    fn assert_shows(&self, text: &str) {
        assert!(self.text().contains(text), "{text:?} is not in:\n{}", self.text());
    }
}

const SIZES: [(u16, u16); 4] = [(120, 36), (80, 24), (60, 20), (40, 12)];

#[test]
fn the_first_page_says_what_this_is_and_that_nothing_is_kept() {
    for (columns, rows) in SIZES {
        let booth = Booth::new(columns, rows);
        assert_snapshot!(format!("first_page_{columns}x{rows}"), booth.snapshot());
    }
}

#[test]
fn the_question_stands_over_what_was_read() {
    for (columns, rows) in SIZES {
        let mut booth = Booth::new(columns, rows);
        booth.press("x enter").wait(PATIENCE);
        assert_snapshot!(format!("question_{columns}x{rows}"), booth.snapshot());
    }
}

#[test]
fn where_there_is_no_room_every_stage_says_so_and_is_there_again_when_there_is() {
    let mut booth = Booth::new(39, 12);
    booth.assert_shows("please enlarge to 40x12");
    booth.press("x").wait(PATIENCE);
    booth.assert_shows("please enlarge to 40x12");
    booth.tell(Event::Resize(Size::new(80, 24)));
    booth.assert_shows("Are you still there?");
}

#[test]
fn no_size_is_too_small_to_draw() {
    for columns in 1..50 {
        for rows in 1..16 {
            let mut booth = Booth::new(columns, rows);
            booth.drawn();
            booth.press("x enter").drawn();
            booth.wait(PATIENCE).drawn();
        }
    }
}

#[test]
fn the_key_that_begins_and_the_one_that_answers_mean_nothing_else() {
    let mut booth = Booth::new(100, 30);
    booth.press("s");
    booth.assert_shows("What it is");
    let home = booth.snapshot();
    booth.wait(PATIENCE).assert_shows("Are you still there?");
    booth.press("s");
    assert_eq!(booth.snapshot(), home);
    booth.press("s t:nausea");
    booth.assert_shows("nausea");
}

#[test]
fn somebody_who_touches_a_key_is_never_asked_and_who_answers_goes_on_where_they_were() {
    let mut booth = Booth::new(100, 30);
    booth.press("x s t:nausea down");
    let before = booth.snapshot();
    for _ in 0..12 {
        booth.wait(PATIENCE + WARNING / 2).press("x");
        assert_eq!(booth.snapshot(), before);
    }
    for _ in 0..12 {
        booth.wait(PATIENCE * 9 / 10).press("left right");
        assert!(matches!(booth.kiosk.stage(), Stage::Here(_)));
    }
}

/// Compares every field of two readers; a new field has to be decided on here.
#[track_caller]
fn assert_same(one: &App, other: &App) {
    let App {
        library,
        index,
        names,
        progress,
        keymap,
        theme,
        glyphs,
        colour,
        area,
        screen,
        overlay,
        back,
        pending,
        notice,
        builder,
        failure,
        history,
        tray,
        keeping,
        errand,
        kiosk,
    } = one;
    assert!(Arc::ptr_eq(library, &other.library));
    // Names are made of the library alone, and cannot be changed.
    let _: &Arc<Names> = names;
    assert!(Arc::ptr_eq(index.as_ref().unwrap(), other.index.as_ref().unwrap()));
    assert_eq!(*keymap, other.keymap);
    assert_eq!(
        (theme, glyphs, colour, area),
        (&other.theme, &other.glyphs, &other.colour, &other.area)
    );
    assert_eq!((pending, notice, failure), (&other.pending, &other.notice, &other.failure));
    assert_eq!((errand, kiosk), (&other.errand, &other.kiosk));
    assert_eq!(format!("{keeping:?}"), format!("{:?}", other.keeping));
    assert!(builder.is_none() && other.builder.is_none());
    let whole = (&other.screen, &other.overlay, &other.back, &other.history, &other.tray);
    let whole = format!("{whole:?} {:?}", other.progress);
    assert_eq!(format!("{:?} {progress:?}", (screen, overlay, back, history, tray)), whole);
}

/// Keys that leave something behind, each time something else on top.
const VISITS: [&str; 12] = [
    "down down right",
    "s t:nausea enter m backspace down m",
    "s t:blood space t:pressure esc H s up",
    "s t:ketmaine tab t down enter",
    "T T",
    "down enter o m tab K",
    "down enter / t:dose",
    "down enter / t:dose enter n ] } g",
    "c x D L 2 down 3 down",
    "p t:risk",
    "M",
    "down enter m M d ? backspace i H backspace",
];

#[test]
fn nothing_of_a_visit_is_left_for_the_next_person() {
    let mut booth = Booth::new(100, 30);
    booth.tell(Event::Resize(Size::new(120, 36))).press("x");
    let other = Booth::new(120, 36);
    let fresh = other.kiosk.app();
    assert_same(booth.kiosk.app(), fresh);
    let first = booth.snapshot();
    booth.wait(PATIENCE + WARNING).press("x");
    for visit in VISITS {
        booth.press(visit);
        assert_ne!(booth.snapshot(), first, "{visit}: nothing was done that could be left");
        booth.wait(PATIENCE + WARNING);
        assert_eq!(booth.kiosk.stage(), Stage::Away, "{visit}");
        assert_eq!(booth.flow, Flow::Clear);
        assert_same(booth.kiosk.app(), fresh);
        booth.assert_shows("Press any key to begin");
        booth.press("x");
        assert_eq!(booth.snapshot(), first, "{visit}");
    }
    booth.press(&VISITS.join(" ")).wait(PATIENCE + WARNING);
    assert_same(booth.kiosk.app(), fresh);
}

#[test]
fn who_goes_back_from_the_first_screen_may_leave_and_nothing_is_left() {
    let mut booth = Booth::new(100, 30);
    booth.press("x");
    let fresh = Booth::new(100, 30);
    let first = booth.snapshot();
    booth.assert_shows("backspace leave");
    for back in ["backspace", "esc"] {
        booth.press("T s t:nausea esc").press(back).assert_shows("Do you want to leave?");
        assert_ne!(booth.kiosk.stage(), Stage::Away);
        booth.press(back);
        assert!(matches!(booth.kiosk.stage(), Stage::Here(_)), "another key goes on");
        booth.press(back).press("enter").assert_shows("Press any key to begin");
        assert_eq!((booth.kiosk.stage(), booth.flow), (Stage::Away, Flow::Clear));
        assert_same(booth.kiosk.app(), fresh.kiosk.app());
        assert_eq!(booth.press("x").snapshot(), first);
    }
    booth.press("esc").wait(WARNING);
    assert_eq!(booth.kiosk.stage(), Stage::Away, "who is asked and walks away has left");
}

#[test]
fn the_question_whether_somebody_leaves_stands_over_home() {
    for (columns, rows) in SIZES {
        let mut booth = Booth::new(columns, rows);
        booth.press("x backspace");
        assert_snapshot!(format!("leaving_{columns}x{rows}"), booth.snapshot());
    }
}

#[test]
fn while_nobody_is_there_no_timer_runs_and_else_one() {
    let mut booth = Booth::new(80, 24);
    assert_eq!(booth.kiosk.patience(), None);
    booth.press("x");
    assert_eq!(booth.kiosk.patience(), Some(PATIENCE));
    booth.wait(PATIENCE);
    assert_eq!(booth.kiosk.patience(), Some(WARNING));
    booth.wait(WARNING);
    assert_eq!(booth.kiosk.patience(), None);
}

/// Every way out that readers and editors have, at every place.
const WAYS_OUT: &str =
    "q Q esc ctrl-c ctrl-d ctrl-z ctrl-4 ctrl-q ctrl-x ctrl-\\ : q enter Z Z Z Q f10 alt-q";

#[test]
fn no_key_leaves_at_any_place() {
    let places = ["", "enter", "c", "c 2", "c 3", "s", "s t:nausea tab", "p", "?", "M", "enter /"];
    for place in places {
        let mut booth = Booth::new(100, 30);
        booth.press("x").press(place);
        for key in WAYS_OUT.split_whitespace() {
            booth.press(key);
            assert!(booth.flow <= Flow::Clear, "{key} at {place:?}: {:?}", booth.flow);
            assert!(booth.text().len() > 100, "{key} at {place:?}");
        }
    }
}

#[test]
fn a_way_out_that_the_keymap_or_the_palette_had_leads_nowhere() {
    let keymap = Keymap::load("k.toml", "[global]\nquit = \"z\"\n[tray]\nwrite = \"z\"\n").0;
    assert_eq!(keymap.for_kiosk().keys_for(Context::Tray, Action::Write), [""; 0]);
    let mut booth = Booth::new(100, 30);
    booth.press("x enter m p t:quit");
    assert!(!booth.text().contains("leave the program"), "{}", booth.text());
    booth.press("enter");
    assert!(booth.flow <= Flow::Clear);
}

#[test]
fn help_names_what_works_and_nothing_else() {
    let mut booth = Booth::new(120, 60);
    for place in ["x", "H enter", "H c", "H s tab", "H M"] {
        booth.press(place).press("?");
        for &action in Action::ALL.iter().filter(|action| !action.in_kiosk()) {
            let said = booth.text();
            assert!(!said.contains(action.about()), "{place}: {}:\n{said}", action.name());
        }
        booth.press("esc esc");
    }
}

#[test]
fn what_is_marked_can_be_looked_at_and_is_never_written() {
    let mut booth = Booth::new(100, 30);
    booth.press("x enter m M w");
    assert!(!booth.text().contains("write"), "{}", booth.text());
    assert!(booth.kiosk.app().errand.is_none() && !booth.kiosk.app().is_typing());
}

#[test]
fn a_paste_is_dropped_and_keeps_nobody_here() {
    let mut booth = Booth::new(100, 30);
    booth.tell(Event::Paste("q".into()));
    assert_eq!((booth.kiosk.stage(), booth.flow), (Stage::Away, Flow::Nothing));
    booth.press("x s").tell(Event::Paste("secret".into()));
    assert!(!booth.text().contains("secret"));
}

#[test]
fn a_press_of_the_mouse_is_an_input() {
    let mut booth = Booth::new(100, 30);
    let press = Mouse { action: MouseAction::Press, at: Position::new(1, 1) };
    booth.tell(Event::Mouse(press));
    assert!(matches!(booth.kiosk.stage(), Stage::Here(_)));
}

#[test]
fn only_the_keys_of_the_system_leave_and_time_between_them_does_not_matter() {
    let mut booth = Booth::left_by("ctrl-x ctrl-x q", 100, 30);
    booth.press("ctrl-x ctrl-x a q");
    assert_ne!(booth.flow, Flow::Quit);
    booth.press("H s ctrl-x ctrl-x ctrl-x").wait(PATIENCE / 2).press("q");
    assert_eq!(booth.flow, Flow::Quit);
    let mut booth = Booth::left_by("ctrl-x ctrl-x q", 100, 30);
    booth.press("ctrl-x ctrl-x").wait(PATIENCE + WARNING).press("q");
    assert_ne!(booth.flow, Flow::Quit, "keys of another session are forgotten");
    assert!(!booth.text().contains("ctrl-x"), "{}", booth.text());
}

#[test]
fn every_screen_has_a_way_home_by_backspace_or_esc() {
    let places = [
        "enter",
        "c",
        "c 2",
        "c 3 enter",
        "s",
        "s t:nausea",
        "s t:nausea tab t",
        "s t:nausea enter",
        "p t:risk",
        "?",
        "M",
        "u",
        "enter / t:dose",
    ];
    for place in places {
        let mut booth = Booth::new(100, 30);
        booth.press("x");
        let home = booth.snapshot();
        for back in ["esc", "backspace"] {
            booth.press(place);
            assert_ne!(booth.snapshot(), home, "{place}");
            while !booth.text().contains("Do you want to leave?") {
                booth.press(back);
            }
            assert_eq!(booth.press("x").snapshot(), home, "{place}: {back}");
        }
    }
}

#[test]
fn arrows_enter_and_backspace_are_enough_to_read_and_hints_name_the_rest() {
    let mut booth = Booth::new(100, 30);
    booth.press("x");
    for hint in ["enter read", "c compare", "s search", "p go to", "? keys"] {
        booth.assert_shows(hint);
    }
    let home = booth.text();
    booth.press("down down enter down down backspace up up");
    assert_eq!(booth.text(), home);
    booth.press("left");
    booth.assert_shows("All sources on this topic, side by side");
    booth.assert_shows("enter compare");
    booth.press("enter");
    booth.assert_shows("Compare › What it is");
    booth.press("backspace right");
    assert_eq!(booth.text(), home);
}
