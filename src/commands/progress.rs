//! How far a large library has been read: one line that is written over, and gone at the end.

use std::io::{self, Write};
use std::time::{Duration, Instant};

use crate::store::folder::Progress;

/// Reading that takes less is not spoken of.
const LATE: Duration = Duration::from_secs(1);

/// Between two lines.
const PACE: Duration = Duration::from_millis(100);

/// The line, on a terminal that is not for the answer.
pub struct Meter<W: Write> {
    out: W,
    /// When there is something to say next, from the beginning.
    due: Duration,
    /// Columns written.
    width: usize,
}

impl<W: Write> Meter<W> {
    /// A line that is not there yet.
    pub fn new(out: W) -> Self {
        Self { out, due: LATE, width: 0 }
    }

    /// Says how far the reading has come, `elapsed` after its beginning, if it is time to.
    ///
    /// # Errors
    /// When writing fails.
    pub fn show(&mut self, elapsed: Duration, progress: Progress) -> io::Result<()> {
        if elapsed < self.due {
            return Ok(());
        }
        self.due = elapsed + PACE;
        let line = format!("reading {} of {} articles", progress.read, progress.all);
        write!(self.out, "\r{line}")?;
        self.width = line.len();
        self.out.flush()
    }

    /// Takes the line away.
    ///
    /// # Errors
    /// When writing fails.
    pub fn clear(&mut self) -> io::Result<()> {
        let width = std::mem::take(&mut self.width);
        if width > 0 {
            write!(self.out, "\r{:width$}\r", "")?;
        }
        self.out.flush()
    }
}

/// Calls `read` with what takes progress, and shows it on `out`; nothing where there is none. What
/// cannot be written there is not missed.
pub fn with_meter<T>(
    out: Option<impl Write>,
    read: impl FnOnce(&mut dyn FnMut(Progress)) -> T,
) -> T {
    let Some(out) = out else { return read(&mut |_| {}) };
    let (mut meter, begun) = (Meter::new(out), Instant::now());
    let result = read(&mut |progress| drop(meter.show(begun.elapsed(), progress)));
    let _ = meter.clear();
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(meter: &mut Meter<Vec<u8>>, millis: u64, read: usize) {
        let progress = Progress { read, all: 10_000 };
        meter.show(Duration::from_millis(millis), progress).unwrap();
    }

    fn written(meter: Meter<Vec<u8>>) -> String {
        String::from_utf8(meter.out).unwrap()
    }

    #[test]
    fn what_takes_less_than_a_second_is_not_spoken_of() {
        let mut meter = Meter::new(Vec::new());
        at(&mut meter, 0, 1);
        at(&mut meter, 999, 9_000);
        meter.clear().unwrap();
        assert_eq!(written(meter), "");
    }

    #[test]
    fn one_line_is_written_over_ten_times_a_second_and_taken_away() {
        let mut meter = Meter::new(Vec::new());
        for millis in [1_000, 1_050, 1_099, 1_100] {
            at(&mut meter, millis, usize::try_from(millis).unwrap());
        }
        meter.clear().unwrap();
        let blanks = " ".repeat("reading 1100 of 10000 articles".len());
        let expected =
            format!("\rreading 1000 of 10000 articles\rreading 1100 of 10000 articles\r{blanks}\r");
        assert_eq!(written(meter), expected);
    }
}
