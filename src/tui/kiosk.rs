//! A kiosk: the reader in a place where anybody may sit down, and nothing of one person may reach
//! the next.
//!
//! Owns when a session begins and ends. While nobody is there the first page stands and no timer
//! runs; while somebody is, one does. Forgetting a session is letting go of its whole [`App`].

use std::time::{Duration, Instant};

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::app::App;
use super::event::Event;
use super::run::{Application, Flow};
use super::theme::Theme;
use super::{Message, view};
use crate::keymap::{Code, Key};
use crate::store::config;

/// How long the question whether somebody is there stands: what WCAG 2.2.1 asks for.
pub const WARNING: Duration = Duration::from_secs(20);

/// What says yes to the question whether somebody leaves.
const LEAVES: Event = Event::Key(Key::plain(Code::Enter));

/// Whether somebody is there, told by when a key was last touched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Idle {
    patience: Duration,
    stage: Stage,
}

/// How far it has come with whoever is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Nobody is there.
    Away,
    /// Somebody is, and is believed to be until then.
    Here(Instant),
    /// Somebody was; until then a key says that they still are.
    Asked(Instant),
    /// Somebody goes back from the first screen: they are asked whether they leave, and believed to
    /// have left then.
    Leaving(Instant),
}

/// What an input is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// It begins a session, and means nothing else.
    Begins,
    /// It says that somebody is still there, and means nothing else.
    Answers,
    /// It means what it always does.
    Acts,
}

/// What has come of the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Passed {
    /// Nothing.
    Nothing,
    /// Somebody is to be asked whether they are there.
    Asks,
    /// The session has ended.
    Ends,
}

impl Idle {
    /// Nobody is there; once somebody is, they are asked after so much time without input.
    #[must_use]
    pub fn new(patience: Duration) -> Self {
        Self { patience, stage: Stage::Away }
    }

    /// How far it is.
    #[must_use]
    pub fn stage(&self) -> Stage {
        self.stage
    }

    /// Takes in an input at a time, which is worth the whole patience again.
    pub fn on_input(&mut self, now: Instant) -> Input {
        match std::mem::replace(&mut self.stage, Stage::Here(now + self.patience)) {
            Stage::Away => Input::Begins,
            Stage::Asked(_) | Stage::Leaving(_) => Input::Answers,
            Stage::Here(_) => Input::Acts,
        }
    }

    /// Takes in that somebody goes back from the first screen.
    pub fn on_leaving(&mut self, now: Instant) {
        self.stage = Stage::Leaving(now + WARNING);
    }

    /// When [`Self::on_time`] has something to do next, if ever.
    #[must_use]
    pub fn deadline(&self) -> Option<Instant> {
        match self.stage {
            Stage::Away => None,
            Stage::Here(until) | Stage::Asked(until) | Stage::Leaving(until) => Some(until),
        }
    }

    /// Takes in the time. Who slept through the question, as a stopped machine does, is gone.
    pub fn on_time(&mut self, now: Instant) -> Passed {
        match self.stage {
            Stage::Here(until) if now >= until + WARNING => self.end(),
            Stage::Here(until) if now >= until => {
                self.stage = Stage::Asked(until + WARNING);
                Passed::Asks
            }
            Stage::Asked(until) | Stage::Leaving(until) if now >= until => self.end(),
            _ => Passed::Nothing,
        }
    }

    /// Nobody is there any more.
    pub fn end(&mut self) -> Passed {
        self.stage = Stage::Away;
        Passed::Ends
    }
}

/// The reader as a kiosk.
pub struct Kiosk {
    app: App,
    idle: Idle,
    /// The theme that every session begins with.
    theme: Theme,
    /// The keys that leave, one after the other.
    exit: Vec<Key>,
    /// The last keys, as many as leave.
    typed: Vec<Key>,
    clock: Box<dyn Fn() -> Instant>,
}

impl Kiosk {
    /// A kiosk where nobody is yet; the clock tells the time.
    #[must_use]
    pub fn new(app: App, settings: config::Kiosk, clock: impl Fn() -> Instant + 'static) -> Self {
        let config::Kiosk { idle, exit } = settings;
        let (theme, app) = (app.theme.clone(), app.for_kiosk());
        let (idle, clock) = (Idle::new(idle), Box::new(clock));
        Self { app, idle, theme, exit, typed: Vec::new(), clock }
    }

    /// The session, or what the next one begins with.
    #[must_use]
    pub fn app(&self) -> &App {
        &self.app
    }

    /// The last session.
    #[must_use]
    pub fn into_app(self) -> App {
        self.app
    }

    /// How far it is with whoever is there.
    #[must_use]
    pub fn stage(&self) -> Stage {
        self.idle.stage()
    }

    /// Lets go of everything that somebody did.
    fn forget(&mut self) {
        self.app = self.app.afresh(self.theme.clone());
        self.typed.clear();
    }

    /// Takes in the time that has passed.
    fn pass(&mut self) -> Flow {
        let passed = self.idle.on_time((self.clock)());
        self.follow(passed)
    }

    fn follow(&mut self, passed: Passed) -> Flow {
        match passed {
            Passed::Nothing => Flow::Nothing,
            Passed::Asks => Flow::Redraw,
            Passed::Ends => {
                self.forget();
                Flow::Clear
            }
        }
    }

    fn input(&mut self, event: Event) -> Flow {
        if matches!(self.idle.stage(), Stage::Leaving(_)) && event == LEAVES {
            let passed = self.idle.end();
            return self.follow(passed);
        }
        match self.idle.on_input((self.clock)()) {
            Input::Begins => Flow::Clear,
            Input::Answers => Flow::Redraw,
            Input::Acts => self.act(event),
        }
    }

    /// Hands an event on. What leads out of the reader leads to the question whether somebody leaves.
    fn act(&mut self, event: Event) -> Flow {
        let flow = self.app.handle(event);
        if flow == Flow::Quit {
            self.idle.on_leaving((self.clock)());
        }
        flow.min(Flow::Clear)
    }

    /// Whether a key is the last of those that leave, whatever time has passed between them.
    fn leaves(&mut self, key: Key) -> bool {
        self.typed.push(key.normal());
        let surplus = self.typed.len().saturating_sub(self.exit.len());
        self.typed.drain(..surplus);
        !self.exit.is_empty() && self.typed == self.exit
    }
}

impl Application for Kiosk {
    type Message = Message;

    fn begin(&mut self) {
        self.app.begin();
    }

    fn handle(&mut self, event: Event) -> Flow {
        let passed = self.pass();
        let flow = match event {
            Event::Key(key) if self.leaves(key) => Flow::Quit,
            Event::Key(_) | Event::Mouse(_) => self.input(event),
            Event::Paste(_) => Flow::Nothing,
            Event::Resize(_) => self.act(event),
        };
        passed.max(flow)
    }

    fn patience(&self) -> Option<Duration> {
        self.idle.deadline().map(|until| until.saturating_duration_since((self.clock)()))
    }

    fn waited(&mut self) -> Flow {
        self.pass()
    }

    /// Nothing that comes from another thread keeps a session alive. One of them may end the reader:
    /// where there is nothing to read.
    fn receive(&mut self, message: Message) -> Flow {
        let passed = self.pass();
        passed.max(self.app.receive(message))
    }

    fn draw(&self, buffer: &mut Buffer, _: Rect) -> Option<Position> {
        match self.idle.stage() {
            Stage::Away => view::kiosk::draw_first_page(&self.app, buffer),
            Stage::Asked(_) => view::kiosk::draw_still_there(&self.app, buffer),
            Stage::Leaving(_) => view::kiosk::draw_leaving(&self.app, buffer),
            Stage::Here(_) => return view::draw(&self.app, buffer),
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATIENCE: Duration = Duration::from_secs(90);

    fn after(start: Instant, seconds: f64) -> Instant {
        start + Duration::from_secs_f64(seconds)
    }

    /// Somebody who came at a time.
    fn somebody(start: Instant) -> Idle {
        let mut idle = Idle::new(PATIENCE);
        assert_eq!(idle.on_input(start), Input::Begins);
        idle
    }

    #[test]
    fn while_nobody_is_there_no_time_counts() {
        let mut idle = Idle::new(PATIENCE);
        assert_eq!(idle.deadline(), None);
        assert_eq!(idle.on_time(after(Instant::now(), 1e6)), Passed::Nothing);
    }

    #[test]
    fn somebody_is_asked_after_the_patience_and_gone_after_the_warning() {
        let start = Instant::now();
        let mut idle = somebody(start);
        assert_eq!(idle.deadline(), Some(after(start, 90.0)));
        assert_eq!(idle.on_time(after(start, 89.9)), Passed::Nothing);
        assert_eq!(idle.on_time(after(start, 90.0)), Passed::Asks);
        assert_eq!(idle.deadline(), Some(after(start, 110.0)));
        assert_eq!(idle.on_time(after(start, 109.9)), Passed::Nothing);
        assert_eq!(idle.on_time(after(start, 110.0)), Passed::Ends);
        assert_eq!(idle, Idle::new(PATIENCE));
    }

    #[test]
    fn every_input_is_worth_the_whole_patience_however_often_it_answers() {
        let start = Instant::now();
        let mut idle = somebody(start);
        for round in 0..20 {
            let now = after(start, f64::from(round) * 100.0);
            assert_eq!(idle.on_input(now), Input::Acts);
            assert_eq!(idle.on_time(after(now, 99.0)), Passed::Asks);
            assert_eq!(idle.on_input(after(now, 99.5)), Input::Answers);
        }
    }

    #[test]
    fn who_slept_through_the_question_is_gone() {
        let start = Instant::now();
        let mut idle = somebody(start);
        assert_eq!(idle.on_time(after(start, 5000.0)), Passed::Ends);
    }
}
