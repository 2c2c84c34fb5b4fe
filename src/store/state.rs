//! What the program keeps from one run to the next: for those who want it earlier queries, and places
//! and marks; and the report of a panic.
//!
//! A file is written anew as a whole, for its owner alone, while no other run of the program does so:
//! of two at once neither loses what the other keeps, and one that is killed leaves the file as it was.

pub mod history;
pub mod reading;

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use etcetera::BaseStrategy;
use etcetera::base_strategy::Xdg;

/// Bytes of a file that are read.
const MOST_BYTES: u64 = 1 << 20;

/// How often another run is waited for, and how long each time: two seconds in all.
const WAITS: (usize, Duration) = (200, Duration::from_millis(10));

/// A file of the folder where all this is kept, `$XDG_STATE_HOME/pamphlet`.
#[must_use]
pub fn file(name: &str) -> Option<PathBuf> {
    Some(Xdg::new().ok()?.state_dir()?.join("pamphlet").join(name))
}

/// Keeps the report of a panic in a file, in place of the one before. It waits for no other run.
///
/// # Errors
/// When it cannot be written.
pub fn keep_report(file: &Path, report: &str) -> io::Result<()> {
    make_folder(file)?;
    replace(file, report.as_bytes())
}

/// What stands in a file; nothing where there is none.
fn read(file: &Path) -> io::Result<Vec<u8>> {
    match fs::metadata(file) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Ok(facts) if !facts.is_file() => {
            return Err(io::Error::new(ErrorKind::InvalidInput, "no regular file"));
        }
        _ => {}
    }
    let mut bytes = Vec::new();
    File::open(file)?.take(MOST_BYTES).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Puts what is made of a file's content in its place; the folder is made where there is none.
fn rewrite(file: &Path, change: impl FnOnce(Vec<u8>) -> io::Result<Vec<u8>>) -> io::Result<()> {
    let _held = lock(make_folder(file)?)?;
    replace(file, &change(read(file)?)?)
}

/// Makes the folder of a file, for its owner alone, where there is none.
fn make_folder(file: &Path) -> io::Result<&Path> {
    let no_folder = || io::Error::new(ErrorKind::InvalidInput, "no folder");
    let folder = file.parent().ok_or_else(no_folder)?;
    DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    Ok(folder)
}

/// Holds a folder against other runs until it is dropped, or the process ends in any way.
fn lock(folder: &Path) -> io::Result<File> {
    let held = File::open(folder)?;
    let (times, pause) = WAITS;
    for _ in 0..times {
        match held.try_lock() {
            Ok(()) => return Ok(held),
            Err(TryLockError::WouldBlock) => thread::sleep(pause),
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
    Err(io::Error::new(ErrorKind::WouldBlock, "another run of the program does not let go of it"))
}

/// Writes a file beside, which then takes the name. One that a killed run has left is written over.
fn replace(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = file.with_extension("new");
    let written = write(&beside, bytes).and_then(|()| fs::rename(&beside, file));
    written.inspect_err(|_| drop(fs::remove_file(&beside)))
}

fn write(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    let mut out = options.write(true).create(true).truncate(true).mode(0o600).open(file)?;
    out.write_all(bytes)?;
    out.sync_all()
}
