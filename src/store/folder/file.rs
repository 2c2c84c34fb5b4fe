//! One file: what came of it, and whether it has to be read again.

use std::borrow::Cow;
use std::fs::{self, File, Metadata};
use std::hash::BuildHasher;
use std::io::{self, Read as _};
use std::path::Path;
use std::time::SystemTime;

use foldhash::quality::FixedState;

use crate::library::assemble::TextFile;
use crate::library::{Fault, FaultKind};

/// Bytes of the largest file that is read: a shelf of books has less, and a file that only seems
/// to have more must not take all memory.
const MOST: u64 = 64 << 20;

/// What came of a file when it was last read.
#[derive(Debug)]
pub struct Kept<T> {
    stamp: Option<Stamp>,
    print: Option<u64>,
    /// What it says, unless it was left out.
    pub value: Option<T>,
    /// What is wrong with it.
    pub faults: Vec<Fault>,
}

/// By which a file that has changed is told from one that has not, without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    bytes: u64,
    changed: Option<SystemTime>,
}

/// What came of reading a file that may be known.
pub enum Reading<T> {
    /// Its bytes are the known ones.
    Same(Stamped),
    /// It was parsed, or left out.
    Other(Kept<T>),
}

impl<T> Reading<T> {
    /// What the file says, if it says something else than before.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Same(_) => None,
            Self::Other(kept) => kept.value.as_ref(),
        }
    }
}

/// When a file was last found the same.
pub struct Stamped(Option<Stamp>);

/// How a file differs from what was kept of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    /// In nothing that matters.
    None,
    /// Its bytes are the same, and read otherwise.
    Meaning,
    /// Its bytes are others.
    Bytes,
}

impl<T> Default for Kept<T> {
    /// Nothing is known of the file.
    fn default() -> Self {
        Self { stamp: None, print: None, value: None, faults: Vec::new() }
    }
}

impl<T> Kept<T> {
    /// A number that stands for the file's bytes, if they could be read.
    pub fn print(&self) -> Option<u64> {
        self.print
    }

    /// Whether the file may be another one than that which was read.
    pub fn is_stale(&self, now: io::Result<Metadata>) -> bool {
        self.stamp.is_none() || self.stamp != now.ok().map(|m| Stamp::of(&m))
    }

    /// Takes in that the file is there no more.
    pub fn forget(&mut self) -> Difference {
        let old = std::mem::take(self);
        let was_there = old.value.is_some() || !old.faults.is_empty();
        if was_there { Difference::Bytes } else { Difference::None }
    }

    /// Takes in what came of reading the file again.
    pub fn renew(&mut self, reading: Reading<T>) -> Difference {
        match reading {
            Reading::Same(Stamped(stamp)) => {
                self.stamp = stamp;
                Difference::None
            }
            Reading::Other(new) => {
                let old = std::mem::replace(self, new);
                self.difference(&old)
            }
        }
    }

    fn difference(&self, old: &Self) -> Difference {
        let left_out = self.value.is_none() && old.value.is_none();
        match (left_out && self.faults == old.faults, self.print.is_some()) {
            (true, _) => Difference::None,
            (false, true) if self.print == old.print => Difference::Meaning,
            (false, _) => Difference::Bytes,
        }
    }
}

impl Stamp {
    fn of(metadata: &Metadata) -> Self {
        Self { bytes: metadata.len(), changed: metadata.modified().ok() }
    }
}

/// Reads and parses a file, unless its bytes are those of the known print.
pub fn read<T>(
    path: &Path,
    name: &str,
    known: Option<u64>,
    parse: impl FnOnce(TextFile) -> Result<(T, Vec<Fault>), Fault>,
) -> Reading<T> {
    let (stamp, bytes) = match bytes(path) {
        Ok(read) => read,
        Err(message) => {
            return Reading::Other(Kept::left_out(None, None, unreadable(name, &message)));
        }
    };
    let print = Some(FixedState::default().hash_one(&bytes));
    if print == known {
        return Reading::Same(Stamped(Some(stamp)));
    }
    let text = String::from_utf8(bytes).map_err(|error| not_utf8(name, &error));
    let parsed =
        text.map(|text| TextFile { name: name.to_owned(), text: Cow::Owned(text) }).and_then(parse);
    Reading::Other(match parsed {
        Ok((value, faults)) => Kept { stamp: Some(stamp), print, value: Some(value), faults },
        Err(fault) => Kept::left_out(Some(stamp), print, fault),
    })
}

impl<T> Kept<T> {
    fn left_out(stamp: Option<Stamp>, print: Option<u64>, fault: Fault) -> Self {
        Self { stamp, print, value: None, faults: vec![fault] }
    }
}

/// The bytes of a regular file, or why there are none.
fn bytes(path: &Path) -> Result<(Stamp, Vec<u8>), String> {
    let unreadable = |error: io::Error| format!("cannot be read: {error}");
    let metadata = path.symlink_metadata().map_err(unreadable)?;
    if !metadata.is_file() {
        return Err("not a regular file: links, pipes and devices are not opened".to_owned());
    }
    let too_large = || format!("larger than {} MB: make several articles of it", MOST >> 20);
    let length = usize::try_from(metadata.len()).ok().filter(|_| metadata.len() <= MOST);
    let mut bytes = Vec::with_capacity(length.ok_or_else(too_large)?);
    // It may be growing while it is read.
    let file = File::open(path).map_err(unreadable)?;
    file.take(MOST + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    let fits = bytes.len() as u64 <= MOST;
    if fits { Ok((Stamp::of(&metadata), bytes)) } else { Err(too_large()) }
}

/// What PDFs, office documents and pictures begin with.
const BINARY: [&[u8]; 6] =
    [b"%PDF", b"PK", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"GIF8"];

fn not_utf8(name: &str, error: &std::string::FromUtf8Error) -> Fault {
    if BINARY.iter().any(|first| error.as_bytes().starts_with(first)) {
        return unreadable(name, "a document or picture, not an article: keep it elsewhere");
    }
    let good = error.utf8_error().valid_up_to();
    let before = String::from_utf8_lossy(&error.as_bytes()[..good]);
    let message = "not UTF-8 from here on: save the file as UTF-8";
    Fault::at(FaultKind::Encoding, name, &before, good, message)
}

/// What a regular file says, with replacements for what is no text; nothing where it cannot be read.
pub fn text(path: &Path) -> String {
    bytes(path).map_or_else(|_| String::new(), |(_, b)| String::from_utf8_lossy(&b).into_owned())
}

/// A file or folder that is left out because it cannot be read.
pub fn unreadable(name: &str, message: &str) -> Fault {
    Fault::whole(FaultKind::Unreadable, name, message)
}

/// What is in a folder, by name, without hidden files.
pub fn entries(folder: &Path) -> io::Result<Vec<fs::DirEntry>> {
    let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    entries.retain(|e| !e.file_name().to_string_lossy().starts_with('.'));
    entries.sort_by_key(fs::DirEntry::file_name);
    Ok(entries)
}
