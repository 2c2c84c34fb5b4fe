//! What happens at the terminal, and the thread that waits for it.
//!
//! The bytes are read and decoded here and not by `crossterm::event`, which reads a terminal that
//! has hung up again and again, without end and without a word to its caller.

mod decode;

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::os::fd::AsFd;
use std::sync::mpsc::{self, Sender, SyncSender};
use std::thread;
use std::time::{Duration, Instant};

use ratatui::layout::{Position, Size};

use self::decode::Decoder;
use super::signals::Signal;
use crate::keymap::Key;

/// Something that happened at the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted; it is sanitised, and its lines end in `\n`.
    Paste(String),
    /// The mouse was used.
    Mouse(Mouse),
    /// The window has this size now, in columns and rows.
    Resize(Size),
}

/// A use of the mouse, at a cell counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mouse {
    /// What was done.
    pub action: MouseAction,
    /// Where.
    pub at: Position,
}

/// What a mouse can do here; other buttons and releases are not reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MouseAction {
    /// The left button went down.
    Press,
    /// The wheel turned away from the hand.
    ScrollUp,
    /// The wheel turned towards the hand.
    ScrollDown,
}

/// What the loop's channel carries: from the terminal, from the system, or from a thread of the
/// application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Incoming<M> {
    /// For [`super::run::Application::handle`].
    Event(Event),
    /// For the loop itself.
    Signal(Signal),
    /// For [`super::run::Application::receive`].
    Message(M),
}

/// How long nothing may be typed into what has begun, where nobody else could end it.
const STALLED: Duration = Duration::from_secs(5);

/// The input thread, which reads nothing before it is started: until the terminal is raw its lines
/// are the terminal's to edit.
pub struct Input {
    start: SyncSender<()>,
}

impl Input {
    /// Opens the terminal and sets up the thread that sends to `sender`. With `locked`, a paste that
    /// does not go on is given up: somebody may have typed its beginning, and nobody can end the
    /// program.
    ///
    /// # Errors
    ///
    /// When there is no terminal to read from, or no thread to be had.
    pub fn prepare<M: Send + 'static>(
        sender: Sender<Incoming<M>>,
        locked: bool,
    ) -> io::Result<Self> {
        let terminal = open_terminal()?;
        let (start, started) = mpsc::sync_channel(1);
        thread::Builder::new().name("input".into()).spawn(move || {
            if started.recv().is_ok() {
                let patience = locked.then_some(STALLED);
                forward(terminal, &sender, patience, Instant::now);
            }
        })?;
        Ok(Self { start })
    }

    /// Lets the thread read.
    pub fn start(self) {
        // It waits for nothing else, so that it is there to receive this.
        let _ = self.start.send(());
    }
}

/// The controlling terminal, or standard input where there is none. A descriptor of its own never
/// is in the non-blocking mode that another program may have left standard input in.
fn open_terminal() -> io::Result<File> {
    File::open("/dev/tty").or_else(|_| io::stdin().as_fd().try_clone_to_owned().map(File::from))
}

/// Sends what is typed, until the terminal ends or nobody listens. An input that ends or fails is
/// a terminal that has hung up. What has begun is given up where it goes on after the patience only.
fn forward<M>(
    mut terminal: impl Read,
    sender: &Sender<Incoming<M>>,
    patience: Option<Duration>,
    clock: impl Fn() -> Instant,
) {
    let mut decoder = Decoder::default();
    let mut buffer = [0; 4096];
    let mut last = clock();
    loop {
        let length = match terminal.read(&mut buffer) {
            Ok(length) if length > 0 => length,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Ok(_) | Err(_) => break,
        };
        let before = std::mem::replace(&mut last, clock());
        if patience.is_some_and(|patience| last.duration_since(before) > patience) {
            decoder.give_up();
        }
        let events = decoder.decode(&buffer[..length]);
        for event in events {
            if sender.send(Incoming::Event(event)).is_err() {
                return;
            }
        }
    }
    let _ = sender.send(Incoming::Signal(Signal::HangUp));
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    /// Reads that come after so many seconds each.
    struct Typed<'a> {
        reads: Vec<(u64, &'a [u8])>,
        now: &'a Cell<Instant>,
    }

    impl Read for Typed<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let (seconds, bytes) = self.reads.remove(0);
            self.now.set(self.now.get() + Duration::from_secs(seconds));
            buffer[..bytes.len()].copy_from_slice(bytes);
            Ok(bytes.len())
        }
    }

    /// What is told of the beginning of a paste, and a key so many seconds after it.
    fn told(seconds: u64, patience: Option<Duration>) -> Vec<Incoming<()>> {
        let now = Cell::new(Instant::now());
        let reads = vec![(0, &b"\x1b[200~paste"[..]), (seconds, b"k"), (0, b"")];
        let (sender, inbox) = mpsc::channel();
        forward(Typed { reads, now: &now }, &sender, patience, || now.get());
        drop(sender);
        inbox.iter().collect()
    }

    #[test]
    fn a_paste_without_an_end_holds_a_locked_terminal_for_a_moment_only() {
        let hung_up = Incoming::Signal(Signal::HangUp);
        let key = Incoming::Event(Event::Key(Key::plain(crate::keymap::Code::Char('k'))));
        assert_eq!(told(60, Some(STALLED)), [key, hung_up.clone()]);
        assert_eq!(told(1, Some(STALLED)).len(), 1);
        assert_eq!(told(60, None), [hung_up], "elsewhere its rest never becomes keys");
    }
}
