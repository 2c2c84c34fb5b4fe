//! Signals as the loop sees them: one waiting thread, and the stop that `fg` ends.

use std::sync::mpsc::Sender;
use std::time::Duration;
use std::{fs, io, process, thread};

use crossterm::terminal::disable_raw_mode;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use super::event::Incoming;

/// How long the loop may take to end, before a signal that asks for the end ends the process: a
/// terminal that takes no more output would hold it for ever.
const GRACE: Duration = Duration::from_millis(500);

/// A signal that means something to the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Signal {
    /// SIGWINCH: the window changed its size.
    Resize,
    /// SIGCONT: we go on after a stop.
    Continue,
    /// SIGTSTP: someone wants the shell back.
    Stop,
    /// SIGINT from outside; in raw mode ctrl-c is a key.
    Interrupt,
    /// SIGQUIT from outside, likewise.
    Quit,
    /// SIGTERM.
    Terminate,
    /// SIGHUP, or a terminal that reads as ended.
    HangUp,
}

const ALL: [Signal; 7] = [
    Signal::Resize,
    Signal::Continue,
    Signal::Stop,
    Signal::Interrupt,
    Signal::Quit,
    Signal::Terminate,
    Signal::HangUp,
];

impl Signal {
    /// The number that the system gives it.
    #[must_use]
    pub fn number(self) -> i32 {
        match self {
            Self::Resize => SIGWINCH,
            Self::Continue => SIGCONT,
            Self::Stop => SIGTSTP,
            Self::Interrupt => SIGINT,
            Self::Quit => SIGQUIT,
            Self::Terminate => SIGTERM,
            Self::HangUp => SIGHUP,
        }
    }

    fn of(number: i32) -> Option<Self> {
        ALL.into_iter().find(|signal| signal.number() == number)
    }

    /// Whether it asks for the end of the program.
    #[must_use]
    pub fn ends(self) -> bool {
        self >= Self::Interrupt
    }

    /// Whether a locked reader pays no attention to it: what a keyboard can send.
    fn is_locked_out(self) -> bool {
        matches!(self, Self::Stop | Self::Interrupt | Self::Quit)
    }
}

/// Sends every signal to the loop from a thread of its own; with `locked` those that a keyboard
/// can send are swallowed.
///
/// # Errors
///
/// When the handlers or the thread cannot be set up.
pub fn watch<M: Send + 'static>(sender: Sender<Incoming<M>>, locked: bool) -> io::Result<()> {
    let mut signals = Signals::new(ALL.map(Signal::number))?;
    thread::Builder::new().name("signals".into()).spawn(move || {
        let known = signals.forever().filter_map(Signal::of);
        for signal in known.filter(|signal| !(locked && signal.is_locked_out())) {
            if sender.send(Incoming::Signal(signal)).is_err() {
                break;
            }
            if signal.ends() {
                end_after_grace(signal);
            }
        }
    })?;
    Ok(())
}

fn end_after_grace(signal: Signal) -> ! {
    thread::sleep(GRACE);
    let _ = disable_raw_mode();
    process::exit(128 + signal.number())
}

/// Stops this process until it is continued.
///
/// # Errors
///
/// When the system refuses.
pub fn stop() -> io::Result<()> {
    emulate_default_handler(SIGTSTP)
}

/// Whether a stop would leave someone to continue us.
///
/// In the process group of the session leader (`ssh -t host pamphlet`, a terminal window or login
/// that runs nothing else) there is no shell to say `fg`, and the system ignores SIGTSTP there
/// (POSIX, orphaned process groups). Where the system does not tell, we can be continued.
#[must_use]
pub fn can_be_continued() -> bool {
    fs::read_to_string("/proc/self/stat").map_or(true, |stat| !leads_its_session(&stat))
}

/// Whether the process group of a `/proc/PID/stat` line is that of the session leader: after the
/// command in brackets come state, parent, group and session.
fn leads_its_session(stat: &str) -> bool {
    let after_command = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let mut fields = after_command.split_whitespace().skip(2);
    matches!((fields.next(), fields.next()), (Some(group), Some(session)) if group == session)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_signal_is_found_by_its_number() {
        assert!(ALL.into_iter().all(|signal| Signal::of(signal.number()) == Some(signal)));
        assert_eq!(Signal::of(signal_hook::consts::SIGUSR1), None);
    }

    #[test]
    fn a_resize_a_stop_and_a_continue_do_not_end_the_program() {
        let ending: Vec<i32> =
            ALL.into_iter().filter(|s| s.ends()).map(|s| 128 + s.number()).collect();
        assert_eq!(ending, [130, 131, 143, 129]);
    }

    #[test]
    fn the_group_of_the_session_leader_is_told_whatever_the_command_is_called() {
        assert!(leads_its_session("41 (a) b 1 2 (c) S 7 41 41 34816 41 4194304"));
        assert!(!leads_its_session("41 (pamphlet) S 7 41 40 34816 41 4194304"));
        assert!(!leads_its_session(""));
    }
}
