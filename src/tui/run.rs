//! The loop: wait for what happens, tell the application, draw if it says so.
//!
//! One thread decides and draws. Two more wait, for the terminal's input and for signals, and any
//! others of the caller's send their messages to the same channel, so that idling wakes nobody.
//! Everything that waits in the channel is told before one frame is drawn.

use std::fs::File;
use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::canvas::Canvas;
use super::event::{Event, Incoming, Input};
use super::signals::{self, Signal};
use super::terminal::{self, Guard};

/// What the loop runs.
pub trait Application {
    /// What other threads of the application send; [`std::convert::Infallible`] where none are.
    type Message: Send + 'static;

    /// Is called once, when the first frame has been drawn: for work that the frame need not wait for.
    fn begin(&mut self) {}

    /// Takes in what happened at the terminal.
    fn handle(&mut self, event: Event) -> Flow;

    /// How long it can wait for something to come in before [`Self::waited`] is called; without end
    /// where there is none. It is asked anew after everything that came in.
    fn patience(&self) -> Option<Duration> {
        None
    }

    /// Is called when nothing has come in for as long as [`Self::patience`] said.
    fn waited(&mut self) -> Flow {
        Flow::Nothing
    }

    /// Takes in what another thread has sent.
    fn receive(&mut self, message: Self::Message) -> Flow;

    /// Does what reaches beyond its state, when it has said [`Flow::Perform`].
    fn perform(&mut self) -> Flow {
        Flow::Nothing
    }

    /// Draws the whole screen into an empty buffer; returns where the cursor stands, if shown.
    fn draw(&self, buffer: &mut Buffer, area: Rect) -> Option<Position>;
}

/// What the loop is to do next, the stronger the later; of several the strongest counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flow {
    /// Nothing is to be seen of it.
    Nothing,
    /// Draw what has changed.
    Redraw,
    /// Draw everything from scratch.
    Clear,
    /// Call [`Application::perform`] at once, before anything else is told.
    Perform,
    /// Hand the terminal back to the shell until `fg`; nothing where no shell waits.
    Suspend,
    /// End.
    Quit,
}

/// How the terminal is used.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Ask for mouse presses and the wheel.
    pub mouse: bool,
    /// Pay no attention to the signals that a keyboard can send: SIGINT, SIGQUIT and SIGTSTP.
    pub locked: bool,
    /// The file for the report of a panic; without one it is told on stderr.
    pub report: Option<PathBuf>,
}

/// Why the loop ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// The application said so.
    Quit,
    /// A signal did, or a terminal that went away ([`Signal::HangUp`]).
    Signal(Signal),
}

impl Exit {
    /// The exit code of the process: 0, or 128 and the number of the signal.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Quit => 0,
            Self::Signal(signal) => u8::try_from(128 + signal.number()).unwrap_or(u8::MAX),
        }
    }
}

/// The channel's two ends: clones of the first go to the application's threads.
pub type Channel<M> = (Sender<Incoming<M>>, Receiver<Incoming<M>>);

/// Runs an application on the terminal until it quits or a signal ends it.
///
/// The terminal is given back on every way out, a panic included.
///
/// # Errors
///
/// When there is no terminal or it cannot be set up. Once it is, a terminal that fails is one that
/// has hung up.
pub fn run<A: Application>(
    app: &mut A,
    options: Options,
    channel: Channel<A::Message>,
) -> io::Result<Exit> {
    let (sender, inbox) = channel;
    let canvas = Canvas::new(terminal::output()?, terminal::size()?);
    let guard = Guard::new(options.mouse, options.report)?;
    signals::watch(sender.clone(), options.locked)?;
    let input = Input::prepare(sender, options.locked)?;
    guard.take()?;
    input.start();
    Ok(Session { app, inbox, guard, canvas }.last().unwrap_or(Exit::Signal(Signal::HangUp)))
}

struct Session<'a, A: Application> {
    app: &'a mut A,
    inbox: Receiver<Incoming<A::Message>>,
    guard: Guard,
    canvas: Canvas<File>,
}

/// What is to do next; of what a batch of incoming things asks for, the greatest counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Turn {
    Wait,
    Draw,
    DrawAfresh,
    Measure,
    Retake,
    Suspend,
    End(Exit),
}

impl<A: Application> Session<'_, A> {
    fn last(mut self) -> io::Result<Exit> {
        let mut turn = self.draw()?;
        self.app.begin();
        loop {
            turn = match turn {
                Turn::Wait => next_turn(self.app, &self.inbox),
                Turn::Draw => self.draw()?,
                Turn::DrawAfresh => self.draw_afresh()?,
                Turn::Measure => self.measure()?,
                Turn::Retake => self.retake()?,
                Turn::Suspend => self.suspend()?,
                Turn::End(exit) => return Ok(exit),
            }
        }
    }

    fn draw(&mut self) -> io::Result<Turn> {
        if self.guard.is_taken() {
            self.canvas.paint(|buffer, area| self.app.draw(buffer, area))?;
        }
        Ok(Turn::Wait)
    }

    fn draw_afresh(&mut self) -> io::Result<Turn> {
        self.canvas.clear();
        self.draw()
    }

    fn measure(&mut self) -> io::Result<Turn> {
        let size = terminal::size()?;
        self.canvas.resize(size);
        let flow = self.app.handle(Event::Resize(size));
        Ok(Turn::from(flow).max(Turn::DrawAfresh))
    }

    fn retake(&mut self) -> io::Result<Turn> {
        self.guard.take()?;
        self.measure()
    }

    /// Stops the process. The SIGCONT that ends the stop comes through the channel, as it does
    /// after one that nobody announced (SIGSTOP). Where there is no stop, what came in the same batch,
    /// a new size perhaps, is not forgotten for it.
    fn suspend(&mut self) -> io::Result<Turn> {
        if !signals::can_be_continued() {
            return Ok(Turn::Measure);
        }
        self.guard.give_back();
        signals::stop()?;
        Ok(Turn::Wait)
    }
}

/// Waits for something to come in, and tells the application all that has by then.
fn next_turn<A: Application>(app: &mut A, inbox: &Receiver<Incoming<A::Message>>) -> Turn {
    let first = match app.patience() {
        None => inbox.recv().map_err(RecvTimeoutError::from),
        Some(patience) => inbox.recv_timeout(patience),
    };
    let mut turn = match first {
        Ok(first) => tell(app, first),
        Err(RecvTimeoutError::Timeout) => return app.waited().into(),
        Err(RecvTimeoutError::Disconnected) => return Turn::End(Exit::Signal(Signal::HangUp)),
    };
    while turn < Turn::Suspend {
        match inbox.try_recv() {
            Ok(incoming) => turn = turn.max(tell(app, incoming)),
            Err(_) => break,
        }
    }
    turn
}

fn tell<A: Application>(app: &mut A, incoming: Incoming<A::Message>) -> Turn {
    let flow = match incoming {
        Incoming::Event(event) => app.handle(event),
        Incoming::Message(message) => app.receive(message),
        Incoming::Signal(signal) => return signal.into(),
    };
    match flow {
        Flow::Perform => app.perform().into(),
        flow => flow.into(),
    }
}

impl From<Flow> for Turn {
    fn from(flow: Flow) -> Self {
        match flow {
            Flow::Nothing => Self::Wait,
            Flow::Redraw | Flow::Perform => Self::Draw,
            Flow::Clear => Self::DrawAfresh,
            Flow::Suspend => Self::Suspend,
            Flow::Quit => Self::End(Exit::Quit),
        }
    }
}

impl From<Signal> for Turn {
    fn from(signal: Signal) -> Self {
        match signal {
            Signal::Resize => Self::Measure,
            Signal::Continue => Self::Retake,
            Signal::Stop => Self::Suspend,
            ending => Self::End(Exit::Signal(ending)),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;
    use crate::keymap::{Code, Key};

    /// Notes what it is told, and answers keys by their letter. After a `w` it waits for nothing.
    #[derive(Default)]
    struct Notes(Vec<String>);

    impl Application for Notes {
        type Message = &'static str;

        fn handle(&mut self, event: Event) -> Flow {
            let Event::Key(Key { code: Code::Char(letter), .. }) = event else {
                return Flow::Nothing;
            };
            self.0.push(letter.to_string());
            match letter {
                'd' => Flow::Redraw,
                'p' => Flow::Perform,
                'z' => Flow::Suspend,
                'q' => Flow::Quit,
                _ => Flow::Nothing,
            }
        }

        fn perform(&mut self) -> Flow {
            self.0.push("performed".into());
            Flow::Clear
        }

        fn patience(&self) -> Option<Duration> {
            self.0.last().is_some_and(|last| last == "w").then_some(Duration::ZERO)
        }

        fn waited(&mut self) -> Flow {
            self.0.push("waited".into());
            Flow::Clear
        }

        fn receive(&mut self, message: &'static str) -> Flow {
            self.0.push(message.into());
            Flow::Redraw
        }

        fn draw(&self, _: &mut Buffer, _: Rect) -> Option<Position> {
            None
        }
    }

    type Things = Vec<Incoming<&'static str>>;

    /// What a batch comes to, and what the application was told of it.
    fn turn_after(things: Things) -> (Turn, String) {
        let (sender, inbox) = mpsc::channel();
        for thing in things {
            sender.send(thing).unwrap();
        }
        drop(sender);
        let mut notes = Notes::default();
        (next_turn(&mut notes, &inbox), notes.0.join(" "))
    }

    fn typed(letters: &str) -> Things {
        let key = |letter| Key { code: Code::Char(letter), ctrl: false, alt: false, shift: false };
        letters.chars().map(|letter| Incoming::Event(Event::Key(key(letter)))).collect()
    }

    #[test]
    fn all_that_waits_is_told_before_one_frame_is_drawn() {
        let mut things = typed("adb");
        things.push(Incoming::Message("indexed"));
        assert_eq!(turn_after(things), (Turn::Draw, "a d b indexed".into()));
    }

    #[test]
    fn what_is_to_be_performed_is_before_anything_else_is_told() {
        assert_eq!(turn_after(typed("apb")), (Turn::DrawAfresh, "a p performed b".into()));
    }

    #[test]
    fn what_changes_nothing_draws_nothing() {
        assert_eq!(turn_after(typed("ab")), (Turn::Wait, "a b".into()));
    }

    #[test]
    fn an_application_without_patience_is_told_that_nothing_came_in() {
        let (sender, inbox) = mpsc::channel();
        sender.send(typed("w").remove(0)).unwrap();
        let mut notes = Notes::default();
        let turns = [next_turn(&mut notes, &inbox), next_turn(&mut notes, &inbox)];
        assert_eq!((turns, notes.0.join(" ")), ([Turn::Wait, Turn::DrawAfresh], "w waited".into()));
    }

    #[test]
    fn many_resizes_are_one() {
        let mut things = vec![Incoming::Signal(Signal::Resize); 50];
        things.extend(typed("d"));
        assert_eq!(turn_after(things), (Turn::Measure, "d".into()));
    }

    #[test]
    fn keys_after_the_one_that_quits_or_suspends_are_not_told_yet() {
        assert_eq!(turn_after(typed("aqb")), (Turn::End(Exit::Quit), "a q".into()));
        assert_eq!(turn_after(typed("azb")), (Turn::Suspend, "a z".into()));
    }

    #[test]
    fn a_signal_ends_the_loop_with_its_code() {
        let things = vec![Incoming::Signal(Signal::Terminate)];
        assert_eq!(turn_after(things).0, Turn::End(Exit::Signal(Signal::Terminate)));
        let codes = [Exit::Quit, Exit::Signal(Signal::HangUp), Exit::Signal(Signal::Interrupt)];
        assert_eq!(codes.map(Exit::code), [0, 129, 130]);
    }

    #[test]
    fn a_channel_that_nobody_sends_to_is_a_terminal_that_is_gone() {
        assert_eq!(turn_after(Vec::new()).0, Turn::End(Exit::Signal(Signal::HangUp)));
    }
}
