//! The terminal, taken for the reader and given back whatever happens.
//!
//! Owns the modes: raw input, alternate screen, cursor, bracketed paste and mouse reports.

use std::fs::File;
use std::io::{self, Write};
use std::os::fd::AsFd;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::{panic, process, thread};

use crossterm::cursor::{Hide, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::queue;
use crossterm::style::Print;
use crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode, window_size,
};
use ratatui::layout::Size;
use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};

use super::failure;

/// Presses and the wheel, in the coordinates of SGR (mode 1006). Motion stays off, as it would
/// wake the reader at every move of the pointer.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1000l";

/// Where the terminal does not know its size.
const USUAL_SIZE: Size = Size { width: 80, height: 24 };

/// What a process that panics exits with.
const PANICKED: i32 = 101;

/// A hold on the terminal: gives it back when dropped, and before a panic is told.
pub struct Guard {
    modes: Arc<Modes>,
}

struct Modes {
    taken: AtomicBool,
    mouse: bool,
    output: File,
    /// How the terminal reads keys while it is taken.
    raw: OnceLock<Termios>,
}

impl Guard {
    /// Prepares to take the terminal, and changes nothing yet but the panic hook.
    ///
    /// What is told of a panic goes to the file `report`, or to stderr where there is none.
    ///
    /// The calling thread is the one whose panics unwind to `main`; a panic of any other thread
    /// ends the process while the terminal is held, as nobody would draw on it again.
    ///
    /// # Errors
    ///
    /// When standard output cannot be duplicated.
    pub fn new(mouse: bool, report: Option<PathBuf>) -> io::Result<Self> {
        let modes = Arc::new(Modes {
            taken: AtomicBool::new(false),
            mouse,
            output: output()?,
            raw: OnceLock::new(),
        });
        give_back_on_panic(Arc::clone(&modes), report);
        Ok(Self { modes })
    }

    /// Takes the terminal; anew, if it is taken already, since whoever had it meanwhile may have left it
    /// in any mode.
    ///
    /// # Errors
    ///
    /// When the terminal cannot be reached; it is then given back as far as it goes.
    pub fn take(&self) -> io::Result<()> {
        if self.is_taken() {
            // What cannot be written here cannot be written below either.
            let _ = self.modes.write_resets();
        }
        self.modes.take().inspect_err(|_| self.give_back())
    }

    /// Gives the terminal back as it was, if it is taken. A terminal that is gone is nobody's loss.
    pub fn give_back(&self) {
        self.modes.give_back();
    }

    /// Whether the terminal is the reader's to draw on.
    #[must_use]
    pub fn is_taken(&self) -> bool {
        self.modes.taken.load(Ordering::SeqCst)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.give_back();
    }
}

impl Modes {
    /// Lets keys through one by one. Where that was so before, never by the way of the modes that the
    /// terminal had at first: a paste that comes just then would lose its end.
    fn set_raw(&self) -> io::Result<()> {
        enable_raw_mode()?;
        match self.raw.get() {
            Some(raw) => tcsetattr(&self.output, OptionalActions::Now, raw)?,
            None => _ = self.raw.set(tcgetattr(&self.output)?),
        }
        Ok(())
    }

    fn take(&self) -> io::Result<()> {
        self.taken.store(true, Ordering::SeqCst);
        self.set_raw()?;
        let mut bytes = Vec::new();
        queue!(bytes, EnterAlternateScreen, EnableBracketedPaste, Hide)?;
        if self.mouse {
            queue!(bytes, Print(MOUSE_ON))?;
        }
        (&self.output).write_all(&bytes)
    }

    /// Whether there was anything to give back.
    fn give_back(&self) -> bool {
        let taken = self.taken.swap(false, Ordering::SeqCst);
        if taken {
            // The modes go even where the writing fails: they are set by another way.
            let _ = self.write_resets();
            let _ = disable_raw_mode();
        }
        taken
    }

    fn write_resets(&self) -> io::Result<()> {
        let mut bytes = Vec::new();
        if self.mouse {
            queue!(bytes, Print(MOUSE_OFF))?;
        }
        queue!(bytes, DisableBracketedPaste, Show, LeaveAlternateScreen)?;
        (&self.output).write_all(&bytes)
    }
}

fn give_back_on_panic(modes: Arc<Modes>, report: Option<PathBuf>) {
    let owner = thread::current().id();
    panic::set_hook(Box::new(move |info| {
        let taken = modes.give_back();
        failure::tell(info, report.as_deref());
        if taken && thread::current().id() != owner {
            process::exit(PANICKED);
        }
    }));
}

/// Standard output without the line buffer and the lock of [`io::stdout`]: a frame is one write,
/// and a thread that panics never waits for one that draws.
///
/// # Errors
///
/// When it cannot be duplicated.
pub fn output() -> io::Result<File> {
    io::stdout().as_fd().try_clone_to_owned().map(File::from)
}

/// Columns and rows of the terminal; 80 × 24 where it names none, as serial lines do.
///
/// # Errors
///
/// When there is no terminal to ask.
pub fn size() -> io::Result<Size> {
    // `crossterm::terminal::size` would start `tput` where this fails.
    let window = window_size()?;
    let known = window.columns > 0 && window.rows > 0;
    Ok(if known { Size::new(window.columns, window.rows) } else { USUAL_SIZE })
}
