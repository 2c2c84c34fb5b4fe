//! A folder that is read and watched beside the reader: its news, made ready for the reader on the
//! thread that brings them.

use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::{io, thread};

use super::app::names::Names;
use super::event::Incoming;
use crate::library::Library;
use crate::search::Index;
use crate::store::folder::Folder;
use crate::store::live::{self, News, Progress, Snapshot};

/// Keeps of a library what is asked for, or says why that is not there.
pub type Narrow = Box<dyn Fn(&mut Library) -> Result<(), String> + Send>;

/// What other threads tell the reader.
pub enum Message {
    /// The index of the library that the reader began with.
    Indexed(Arc<Index>),
    /// How far the folder has been read.
    Read(Progress),
    /// Another library, and why.
    Fresh(Box<Fresh>, Why),
    /// Something that ends the reader if there is nothing to read, and is only said if there is.
    Trouble(String),
}

/// A library with what belongs to it: places of the one mean nothing in any other.
pub struct Fresh {
    /// What is read.
    pub library: Arc<Library>,
    /// What search asks.
    pub index: Arc<Index>,
    /// What go to looks through.
    pub names: Arc<Names>,
}

/// Why there is another library.
pub enum Why {
    /// So much of the folder has been read.
    SoFar(Progress),
    /// All of it has.
    Whole,
    /// Files have changed since, as the sentence says.
    Changed(String),
}

/// Reads a folder and watches it on threads of their own, which end when nobody listens any more.
///
/// # Errors
/// When no thread can be started.
pub fn start(
    folder: Folder,
    narrow: Option<Narrow>,
    sender: Sender<Incoming<Message>>,
) -> io::Result<()> {
    let teller = Teller { narrow, sender };
    live::follow(folder, true, move |news| teller.tell(news))
}

/// Frees a library and what belonged to it on a thread of its own: ten thousand articles take
/// longer than a frame.
pub fn let_go(old: impl Send + 'static) {
    // Where no thread can be started, it is freed here and now.
    let _ = thread::Builder::new().name("free".into()).spawn(move || drop(old));
}

struct Teller {
    narrow: Option<Narrow>,
    sender: Sender<Incoming<Message>>,
}

impl Teller {
    /// Passes news on; false where nobody listens any more.
    fn tell(&self, news: News) -> bool {
        self.sender.send(Incoming::Message(self.message(news))).is_ok()
    }

    fn message(&self, news: News) -> Message {
        match news {
            // What is asked for can be told from the rest only once all is there.
            News::Reading(progress, Some(snapshot)) if self.narrow.is_none() => {
                self.fresh(snapshot, Why::SoFar(progress))
            }
            News::Reading(progress, _) => Message::Read(progress),
            News::Ready(snapshot) => self.fresh(snapshot, Why::Whole),
            News::Changed(snapshot, said) => self.fresh(snapshot, Why::Changed(said)),
            News::Trouble(said) => Message::Trouble(said),
        }
    }

    fn fresh(&self, snapshot: Snapshot, why: Why) -> Message {
        let Snapshot { library, index } = match self.narrowed(snapshot) {
            Ok(snapshot) => snapshot,
            Err(said) => return Message::Trouble(said),
        };
        let names = Arc::new(Names::of(&library));
        Message::Fresh(Box::new(Fresh { library, index, names }), why)
    }

    fn narrowed(&self, snapshot: Snapshot) -> Result<Snapshot, String> {
        let Some(narrow) = &self.narrow else { return Ok(snapshot) };
        let mut library = Library::clone(&snapshot.library);
        narrow(&mut library)?;
        let index = Arc::new(Index::build(&library));
        Ok(Snapshot { library: Arc::new(library), index })
    }
}
