//! A folder that is read beside the reader: what is there so far, all of it, and what changes.
//!
//! A thread of its own reads and indexes; whoever follows is told, and never waits.

use std::sync::Arc;
use std::{io, thread};

use super::folder::Folder;
use crate::library::Library;
use crate::search::Index;

/// A library at one moment, with the index that answers for it: places of the one are places of
/// the other, and mean nothing in any other snapshot.
#[derive(Clone)]
pub struct Snapshot {
    /// What is read.
    pub library: Arc<Library>,
    /// What search asks.
    pub index: Arc<Index>,
}

/// How far a folder has been read, in articles.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Read so far, with those that were left out.
    pub read: usize,
    /// Files that there are.
    pub all: usize,
}

/// What a folder that is being read or watched tells.
pub enum News {
    /// So many articles are read; now and then with what they come to.
    Reading(Progress, Option<Snapshot>),
    /// All is read.
    Ready(Snapshot),
    /// Files have changed since; the sentence, without its full stop, says which or how many.
    Changed(Snapshot, String),
    /// Something that does not stop the reader: the folder is gone, nothing in it can be read,
    /// changes cannot be seen. What was read stays.
    Trouble(String),
}

/// Reads a folder on threads of its own, then watches it if asked to; ends when `tell` answers
/// false.
///
/// # Errors
/// When no thread can be started.
pub fn follow(
    folder: Folder,
    watching: bool,
    mut tell: impl FnMut(News) -> bool + Send + 'static,
) -> io::Result<()> {
    let read = move || {
        let _ = watching;
        match folder.library() {
            Ok(library) => {
                let index = Arc::new(Index::build(&library));
                tell(News::Ready(Snapshot { library: Arc::new(library), index }))
            }
            Err(error) => tell(News::Trouble(error.to_string())),
        };
    };
    thread::Builder::new().name("library".into()).spawn(read).map(drop)
}
