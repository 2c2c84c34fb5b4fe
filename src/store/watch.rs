//! Watching a library folder: what may have changed, gathered until the folder is quiet.
//!
//! The system wakes the watcher; nothing is polled. Only the library's folder and its subjects are
//! watched, and none of the folders below or the hidden ones, so that a repository around the
//! library costs nothing. What is told may well have changed nothing: that is for who reads it.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::io;
use std::path::{self, Path, PathBuf};
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{ErrorKind, Event, RecommendedWatcher, RecursiveMode, Watcher};

use super::folder::{self, Touched};
use crate::library::sanitize::clean_line;

/// Nothing happens for so long before what has happened is told: an editor writes, renames and
/// removes several files for one save.
const QUIET: Duration = Duration::from_millis(150);

/// What has happened is told after so long even if more happens.
const PATIENCE: Duration = Duration::from_secs(10);

/// Paths that are remembered one by one; of more, the whole folder is looked through.
const MOST: usize = 16_384;

/// How often a folder that comes and goes is tried.
const TRIES: usize = 100;

/// What has happened since the last batch.
#[derive(Debug)]
pub struct Batch {
    /// What may have changed.
    pub touched: Touched,
    /// Why changes may be missed, as a sentence.
    pub trouble: Option<String>,
}

/// A folder that is being watched.
pub struct Watch {
    /// As given, from the root of the file system.
    folder: PathBuf,
    watching: Option<Watching>,
    heap: Arc<Heap>,
    bell: Receiver<()>,
}

/// What is being watched.
struct Watching {
    watcher: RecommendedWatcher,
    /// The folder, or the nearest one above it where it is gone.
    root: PathBuf,
    is_there: bool,
}

/// Where what happens is gathered.
struct Heap {
    gathered: Mutex<Gathered>,
    bell: SyncSender<()>,
}

#[derive(Debug, Default)]
struct Gathered {
    paths: BTreeSet<PathBuf>,
    all: bool,
    trouble: Option<String>,
}

/// Which paths matter.
#[derive(Debug, Clone)]
enum Filter {
    /// Files of a library in this folder.
    Below(PathBuf),
    /// The beginning of the way to a folder that is gone.
    Towards(PathBuf),
}

impl Watch {
    /// Of a library's folder; nothing is watched yet.
    ///
    /// # Errors
    /// When there is no saying where the folder is.
    pub fn new(folder: &Path) -> io::Result<Self> {
        let (ring, bell) = mpsc::sync_channel(1);
        let heap = Arc::new(Heap { gathered: Mutex::default(), bell: ring });
        Ok(Self { folder: path::absolute(folder)?, watching: None, heap, bell })
    }

    /// Watches what was touched and may be new: the folder itself, its subjects.
    ///
    /// # Errors
    /// A sentence on changes that will not be seen.
    pub fn cover(&mut self, touched: &Touched) -> Result<(), String> {
        if touched.has(OsStr::new("")) {
            self.watching = None;
        }
        let watching = match self.watching.take() {
            Some(watching) => watching,
            None => Watching::start(&self.folder, &self.heap).map_err(|e| sentence(&e))?,
        };
        self.watching.insert(watching).cover(touched).map_err(|e| sentence(&e))
    }

    /// Waits until something has happened and the folder is quiet again.
    pub fn next(&mut self) -> Batch {
        loop {
            // The heap has the other end, so that there is always one.
            let _ = self.bell.recv();
            let begun = Instant::now();
            while begun.elapsed() < PATIENCE && self.bell.recv_timeout(QUIET).is_ok() {}
            if let Some(batch) = self.heap.take() {
                return batch;
            }
        }
    }
}

impl Watching {
    /// Watches what is there, which may come or go meanwhile.
    fn start(folder: &Path, heap: &Arc<Heap>) -> notify::Result<Self> {
        let is_settled = |tried: &notify::Result<Self>| match tried {
            Ok(watching) => watching.is_there || !folder.is_dir(),
            Err(error) => !is_missing(error),
        };
        let mut tries = (0..TRIES).map(|_| Self::nearest(folder, heap));
        tries.find(is_settled).unwrap_or_else(|| Err(notify::Error::path_not_found()))
    }

    fn nearest(folder: &Path, heap: &Arc<Heap>) -> notify::Result<Self> {
        let nearest = folder.ancestors().find(|path| path.is_dir()).unwrap_or(folder);
        let root = nearest.canonicalize()?;
        let rest = folder.strip_prefix(nearest).ok().and_then(|rest| rest.components().next());
        let filter = match rest {
            None => Filter::Below(root.clone()),
            Some(next) => Filter::Towards(root.join(next)),
        };
        let heap = Arc::clone(heap);
        let is_there = rest.is_none();
        let mut watcher = notify::recommended_watcher(move |event| heap.note(event, &filter))?;
        watcher.watch(&root, RecursiveMode::NonRecursive)?;
        Ok(Self { watcher, root, is_there })
    }

    fn cover(&mut self, touched: &Touched) -> notify::Result<()> {
        if !self.is_there || !touched.reaches_root() {
            return Ok(());
        }
        let mut paths = self.watcher.paths_mut();
        let mut outcome = Ok(());
        for name in folder::folders(&self.root).unwrap_or_default() {
            if outcome.is_ok() && touched.has(&name) {
                let watched = paths.add(&self.root.join(name), RecursiveMode::NonRecursive);
                outcome = watched.or_else(|e| if is_missing(&e) { Ok(()) } else { Err(e) });
            }
        }
        outcome.and(paths.commit())
    }
}

fn is_missing(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound => true,
        ErrorKind::Io(error) => error.kind() == io::ErrorKind::NotFound,
        _ => false,
    }
}

fn sentence(error: &notify::Error) -> String {
    let why = match &error.kind {
        ErrorKind::MaxFilesWatch => {
            "the system watches no more folders (fs.inotify.max_user_watches)".to_owned()
        }
        ErrorKind::Io(error) => error.to_string(),
        _ => error.to_string(),
    };
    clean_line(&format!("changes in the library may not be seen: {why}"))
}

impl Heap {
    fn lock(&self) -> MutexGuard<'_, Gathered> {
        self.gathered.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes in what the system tells.
    fn note(&self, event: notify::Result<Event>, filter: &Filter) {
        let mut gathered = self.lock();
        let has_more = match event {
            Ok(event) => gathered.add(&event, filter),
            Err(error) => gathered.trouble.replace(sentence(&error)).is_none(),
        };
        drop(gathered);
        if has_more {
            // It rings already where it cannot be rung.
            let _ = self.bell.try_send(());
        }
    }

    /// What was gathered, if anything.
    fn take(&self) -> Option<Batch> {
        let Gathered { paths, all, trouble } = std::mem::take(&mut *self.lock());
        if paths.is_empty() && !all && trouble.is_none() {
            return None;
        }
        Some(Batch { touched: if all { Touched::All } else { Touched::Paths(paths) }, trouble })
    }
}

impl Gathered {
    /// Whether the event matters.
    fn add(&mut self, event: &Event, filter: &Filter) -> bool {
        let is_lost = event.need_rescan();
        let paths = event.paths.iter().filter(|_| changes_something(event.kind));
        let before = paths.filter_map(|path| filter.pass(path)).map(|path| self.paths.insert(path));
        let is_any = before.count() > 0;
        self.all |= is_lost || self.paths.len() > MOST;
        if self.all {
            self.paths.clear();
        }
        is_lost || is_any
    }
}

/// Reading changes nothing, and one's own reading least of all.
fn changes_something(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(access) => access == AccessKind::Close(AccessMode::Write),
        _ => true,
    }
}

impl Filter {
    /// The path below the library's folder, of what can belong to a library.
    fn pass(&self, path: &Path) -> Option<PathBuf> {
        match self {
            Self::Towards(way) => path.starts_with(way).then(PathBuf::new),
            Self::Below(root) => {
                let path = path.strip_prefix(root).ok()?;
                folder::can_belong(path).then(|| path.to_owned())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use notify::event::{CreateKind, DataChange, Flag, ModifyKind};

    use super::*;

    const WRITTEN: EventKind = EventKind::Modify(ModifyKind::Data(DataChange::Any));

    fn below() -> Filter {
        Filter::Below(PathBuf::from("/library"))
    }

    /// What is gathered of events of a kind on these paths, and whether it is worth waking for.
    fn gathered(kind: EventKind, filter: &Filter, paths: &[&str]) -> (bool, Vec<String>) {
        let mut gathered = Gathered::default();
        let event = paths.iter().fold(Event::new(kind), |e, path| e.add_path(path.into()));
        let is_any = gathered.add(&event, filter);
        (is_any, gathered.paths.iter().map(|path| path.display().to_string()).collect())
    }

    #[test]
    fn reading_wakes_nobody() {
        let opened = EventKind::Access(AccessKind::Open(AccessMode::Any));
        assert_eq!(gathered(opened, &below(), &["/library/tea/a.md"]), (false, Vec::new()));
        let saved = EventKind::Access(AccessKind::Close(AccessMode::Write));
        assert_eq!(
            gathered(saved, &below(), &["/library/tea/a.md"]),
            (true, vec!["tea/a.md".into()])
        );
    }

    #[test]
    fn only_what_can_belong_to_a_library_counts() {
        let others = [
            "/library/.git",
            "/library/.git/index.md",
            "/library/tea/a.md~",
            "/library/tea/4913",
            "/library/tea/.a.md.swp",
            "/library/tea/.#a.md",
            "/library/tea/README.md",
            "/library/tea/pictures/a.md",
            "/elsewhere/tea/a.md",
        ];
        assert_eq!(gathered(WRITTEN, &below(), &others), (false, Vec::new()));
        let own = ["/library", "/library/tea", "/library/tea/a.md", "/library/topics.toml"];
        assert_eq!(gathered(WRITTEN, &below(), &own).1, ["", "tea", "tea/a.md", "topics.toml"]);
    }

    #[test]
    fn of_a_folder_that_is_gone_only_the_way_to_it_counts() {
        let way = Filter::Towards(PathBuf::from("/home/library"));
        let created = EventKind::Create(CreateKind::Folder);
        assert_eq!(gathered(created, &way, &["/home/other"]), (false, Vec::new()));
        assert_eq!(gathered(created, &way, &["/home/library"]), (true, vec![String::new()]));
    }

    #[test]
    fn lost_or_too_many_events_mean_that_anything_may_have_changed() {
        let (ring, _bell) = mpsc::sync_channel(1);
        let heap = Heap { gathered: Mutex::default(), bell: ring };
        heap.note(Ok(Event::new(EventKind::Other).set_flag(Flag::Rescan)), &below());
        assert!(matches!(heap.take(), Some(Batch { touched: Touched::All, trouble: None })));
        for i in 0..=MOST {
            let path = PathBuf::from(format!("/library/tea/{i}.md"));
            heap.note(Ok(Event::new(WRITTEN).add_path(path)), &below());
        }
        assert!(matches!(heap.take(), Some(Batch { touched: Touched::All, trouble: None })));
        assert!(heap.take().is_none());
    }

    #[test]
    fn a_limit_of_the_system_is_said() {
        let (ring, bell) = mpsc::sync_channel(1);
        let heap = Heap { gathered: Mutex::default(), bell: ring };
        heap.note(Err(notify::Error::new(ErrorKind::MaxFilesWatch)), &below());
        bell.try_recv().unwrap();
        let said = "changes in the library may not be seen: \
            the system watches no more folders (fs.inotify.max_user_watches)";
        assert_eq!(heap.take().and_then(|batch| batch.trouble).as_deref(), Some(said));
    }
}
