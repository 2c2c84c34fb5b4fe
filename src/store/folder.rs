//! A library folder: which files belong to it, read and never written.
//!
//! A [`Folder`] remembers what came of each file, so that after a change only the files that have
//! changed are read again, and a new [`Library`] shares all other articles with the one before.
//! Only regular files are opened; links, pipes and devices are left out and named.

mod batch;
mod changes;
mod file;
mod names;
mod rules;
mod subject;

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::fs::DirEntry;
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use thiserror::Error;

use super::pool;
use crate::library::sanitize::clean_path;
use crate::library::{Article, Fault, FaultKind, Library, Subject, Topics};
use batch::{Job, Read, batches};
pub use changes::{Changes, Touched};
use file::{Reading, entries};
pub use names::{can_belong, folders, unread};
use names::{is_folder, stem};
use rules::Rules;
use subject::{FACTS, Place, SubjectFolder};

/// Why a folder is no library.
#[derive(Debug, Error)]
pub enum FolderError {
    /// The folder cannot be listed.
    #[error("cannot read the library {path}: {source}", path = path.display())]
    Unreadable {
        /// As given.
        path: PathBuf,
        /// From the system.
        source: io::Error,
    },
    /// There is nothing to read in it.
    #[error("no article in {path}: a library is a folder of subjects, each a folder of .md files{faults}", path = path.display())]
    Empty {
        /// As given.
        path: PathBuf,
        /// A line for each file that was left out.
        faults: String,
    },
}

/// A library folder, and what came of each of its files.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
    rules: Option<Rules>,
    /// By the name of their folders.
    subjects: BTreeMap<OsString, SubjectFolder>,
    /// Articles outside of any subject.
    strays: Vec<Fault>,
    work: Work,
}

/// How far a folder has been read, in articles.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Read so far, with those that were left out.
    pub read: usize,
    /// Files that there are.
    pub all: usize,
}

/// What has become readable.
#[derive(Debug)]
pub struct Part<P> {
    /// Articles that follow those before, by subject.
    pub pieces: Vec<Piece>,
    /// What was made of them on the thread that read them; none where a subject orders its
    /// articles, which then come all at once.
    pub made: Option<P>,
    /// How far the folder is read with it.
    pub progress: Progress,
}

/// A subject with some of its articles.
#[derive(Debug)]
pub struct Piece {
    /// With at least one article.
    pub subject: Subject,
    /// Whether these are its first ones.
    pub opens: bool,
}

/// What reading took, in counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Work {
    /// Files of articles that were opened.
    pub read: usize,
    /// Articles that were parsed.
    pub parsed: usize,
}

/// Articles that have to be read, and what has changed beside them.
#[derive(Debug, Default)]
pub struct Due {
    /// Folder and file.
    files: BTreeSet<(OsString, OsString)>,
    /// Whether files that have not changed have to be parsed too.
    all_again: bool,
    changes: Changes,
}

/// Reads a library folder; what is wrong in it is in [`Library::faults`].
///
/// # Errors
/// When the folder cannot be listed, or holds no readable article.
pub fn library(root: &Path) -> Result<Library, FolderError> {
    read(root, |_| {})
}

/// Reads a library folder, as [`library`] does, and tells again and again how far it has come.
///
/// # Errors
/// When the folder cannot be listed, or holds no readable article.
pub fn read(root: &Path, mut tell: impl FnMut(Progress)) -> Result<Library, FolderError> {
    let mut folder = Folder::open(root)?;
    let due = folder.look(&Touched::All)?;
    folder.read(due, nothing, |part| {
        tell(part.progress);
        ControlFlow::Continue(())
    });
    folder.library()
}

/// Reads a library folder, even one without an article that can be read.
///
/// # Errors
/// When the folder cannot be listed.
pub fn inspect(root: &Path, mut tell: impl FnMut(Progress)) -> Result<Library, FolderError> {
    let mut folder = Folder::open(root)?;
    let due = folder.look(&Touched::All)?;
    folder.read(due, nothing, |part| {
        tell(part.progress);
        ControlFlow::Continue(())
    });
    Ok(folder.whole())
}

/// A library without subjects: topics and glossary of a folder where it has such, else the bundled
/// ones, and what is wrong with them.
#[must_use]
pub fn rules(root: Option<&Path>) -> Library {
    let mut rules = Rules::new();
    if let Some(root) = root {
        rules.look(root, &Touched::All, &mut Changes::default());
    }
    Library { faults: rules.faults().cloned().collect(), ..rules.library() }
}

/// What a file below a library's folder says, for people to see; empty where it cannot be read.
#[must_use]
pub fn text(root: &Path, name: &str) -> String {
    file::text(&root.join(name))
}

/// Makes nothing of articles.
fn nothing(_: &Topics, _: &[Arc<Article>]) {}

impl Folder {
    /// A folder that can be listed; nothing in it is read yet.
    ///
    /// # Errors
    /// When it cannot be listed.
    pub fn open(root: &Path) -> Result<Self, FolderError> {
        let folder = Self {
            root: root.to_owned(),
            rules: None,
            subjects: BTreeMap::new(),
            strays: Vec::new(),
            work: Work::default(),
        };
        folder.entries().map(|_| folder)
    }

    /// As it was given.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// What reading took so far.
    #[must_use]
    pub fn work(&self) -> Work {
        self.work
    }

    fn entries(&self) -> Result<Vec<DirEntry>, FolderError> {
        let unreadable = |source| FolderError::Unreadable { path: self.root.clone(), source };
        entries(&self.root).map_err(unreadable)
    }

    /// Finds out which articles have to be read, because they are new, have changed or are filed
    /// otherwise; forgets those that are gone.
    ///
    /// # Errors
    /// When the folder cannot be listed; then nothing is forgotten.
    pub fn look(&mut self, touched: &Touched) -> Result<Due, FolderError> {
        let mut due = Due::default();
        if touched.reaches_root() {
            let entries = self.entries()?;
            let rules = self.rules.get_or_insert_with(Rules::new);
            due.all_again = rules.look(&self.root, touched, &mut due.changes);
            self.look_at_strays(&entries, &mut due.changes);
            self.look_at_subjects(&entries, touched, &mut due);
        }
        for (name, file) in touched.files() {
            self.look_at_file(name, file, &mut due);
        }
        if due.all_again {
            let all = self.subjects.iter().flat_map(|(name, subject)| {
                subject.names().map(|file| (name.clone(), file.clone()))
            });
            due.files.extend(all);
        }
        Ok(due)
    }

    fn look_at_strays(&mut self, entries: &[DirEntry], changes: &mut Changes) {
        let message = "an article belongs in its subject's folder: move it into one, or name the folder around this one";
        let is_stray = |entry: &&DirEntry| !is_folder(entry) && stem(&entry.file_name()).is_some();
        let fault = |entry: &DirEntry| {
            Fault::whole(FaultKind::Stray, &clean_path(Path::new(&entry.file_name())), message)
        };
        let strays: Vec<Fault> = entries.iter().filter(is_stray).map(fault).collect();
        let new = strays.iter().filter(|stray| !self.strays.contains(stray));
        new.for_each(|stray| changes.left_out(stray, false));
        let gone = self.strays.iter().filter(|stray| !strays.contains(stray));
        gone.for_each(|stray| changes.removed(&stray.file, false));
        self.strays = strays;
    }

    fn look_at_subjects(&mut self, entries: &[DirEntry], touched: &Touched, due: &mut Due) {
        let root = &self.root;
        let folders = entries.iter().filter(|entry| is_folder(entry)).map(DirEntry::file_name);
        let folders: BTreeSet<OsString> = folders.collect();
        self.subjects.retain(|name, subject| {
            let is_there = folders.contains(name);
            if !is_there {
                subject.forget_all(Place { root, name }, &mut due.changes);
            }
            is_there
        });
        for name in folders {
            let is_new = !self.subjects.contains_key(&name);
            if !is_new && !touched.has(&name) {
                continue;
            }
            let subject =
                self.subjects.entry(name.clone()).or_insert_with(|| SubjectFolder::new(&name));
            let files = subject.list(Place { root, name: &name }, &mut due.changes);
            due.files.extend(files.into_iter().map(|file| (name.clone(), file)));
        }
    }

    /// Looks at a single file of a subject that is known; a new subject is read whole anyway.
    fn look_at_file(&mut self, name: &OsStr, file: &OsStr, due: &mut Due) {
        let Some(subject) = self.subjects.get_mut(name) else { return };
        let at = Place { root: &self.root, name };
        if file == FACTS {
            subject.look_at_facts(at, &mut due.changes);
            return;
        }
        if stem(file).is_none() {
            return;
        }
        if self.root.join(name).join(file).symlink_metadata().is_ok() {
            due.files.insert((name.to_owned(), file.to_owned()));
        } else {
            subject.forget(at, file, &mut due.changes);
        }
    }

    /// Reads what is due, on several threads, and `make`s something of it there; hands it in
    /// library order to `take`, until that has enough, and says what has changed with it.
    pub fn read<P: Send>(
        &mut self,
        due: Due,
        make: impl Fn(&Topics, &[Arc<Article>]) -> P + Sync,
        mut take: impl FnMut(Part<P>) -> ControlFlow<()>,
    ) -> Changes {
        let Due { files, all_again, mut changes } = due;
        let Self { root, rules, subjects, work, .. } = self;
        let topics = rules.get_or_insert_with(Rules::new).topics();
        let job = |file| Job::of(root, subjects, file, all_again);
        let jobs: Vec<Job> = files.into_iter().filter_map(job).collect();
        let batches = batches(&jobs);
        let (mut open, mut progress) = (None, Progress { read: 0, all: jobs.len() });
        let store = |i: usize, Read { mut readings, made }: Read<P>| {
            let mut pieces = Vec::new();
            for jobs in batches[i].jobs.chunk_by(Job::is_beside) {
                let name = &jobs[0].folder;
                let Some(subject) = subjects.get_mut(name) else { continue };
                for (job, reading) in jobs.iter().zip(readings.drain(..jobs.len())) {
                    work.note(&reading);
                    subject.store(Place { root, name }, &job.file, reading, &mut changes);
                }
                let subject = subject.part(jobs.iter().map(|job| &job.file), batches[i].is_last);
                if !subject.articles.is_empty() {
                    pieces.push(Piece { subject, opens: open.replace(name) != Some(name) });
                }
            }
            progress.read += batches[i].jobs.len();
            take(Part { pieces, made, progress })
        };
        pool::in_order(batches.len(), |i| batches[i].read(topics, &make), store);
        changes
    }

    /// Reads again what may have changed, and says what has.
    ///
    /// # Errors
    /// When the folder cannot be listed; then nothing is forgotten.
    pub fn refresh(&mut self, touched: &Touched) -> Result<Changes, FolderError> {
        let due = self.look(touched)?;
        Ok(self.read(due, nothing, |_| ControlFlow::Continue(())))
    }

    /// What can be read of the folder, with everything that is wrong in it.
    ///
    /// # Errors
    /// When there is no article among it.
    pub fn library(&self) -> Result<Library, FolderError> {
        let library = self.whole();
        if library.subjects.is_empty() {
            let lines = library.faults.iter().flat_map(|f| ["\n".to_owned(), f.to_string()]);
            return Err(FolderError::Empty { path: self.root.clone(), faults: lines.collect() });
        }
        Ok(library)
    }

    /// What can be read of the folder, which may be nothing, with everything that is wrong in it.
    fn whole(&self) -> Library {
        let mut library = self.rules();
        for subject in self.subjects.values() {
            let (assembled, mut faults) = subject.assemble();
            library.faults.append(&mut faults);
            library.faults.extend(subject.faults().cloned());
            library.subjects.extend(Some(assembled).filter(|s| !s.articles.is_empty()));
        }
        library.faults.extend(self.strays.iter().cloned());
        library.faults.extend(self.rules.iter().flat_map(Rules::faults).cloned());
        library
            .faults
            .sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
        library
    }

    /// A library without subjects, with the topics and the glossary of the folder.
    #[must_use]
    pub fn rules(&self) -> Library {
        self.rules.as_ref().map_or_else(|| Rules::new().library(), Rules::library)
    }
}

impl Work {
    fn note<T>(&mut self, reading: &Reading<T>) {
        self.read += 1;
        self.parsed += usize::from(matches!(reading, Reading::Other(_)));
    }
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};

    use proptest::prelude::*;
    use tempfile::TempDir;

    use super::*;

    const TOPICS: &str = "[[topic]]\nid = \"use\"\nname = \"Use\"\nabout = \"For what.\"\n\
        strong = [\"brew*\"]\n";

    fn article(source: &str, text: &str) -> String {
        format!("+++\ntitle = \"T\"\nsource = \"{source}\"\n+++\n\n## Brewing\n\n{text}\n")
    }

    fn write(root: &TempDir, name: &str, text: impl AsRef<[u8]>) {
        let path = root.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// A library of three articles that has been read.
    fn tea() -> (TempDir, Folder) {
        let root = tempfile::tempdir().unwrap();
        for name in ["a", "b", "c"] {
            write(&root, &format!("tea/{name}.md"), article(name, name));
        }
        let mut folder = Folder::open(root.path()).unwrap();
        let changes = folder.refresh(&Touched::All).unwrap();
        assert_eq!(changes.to_string(), "3 articles added");
        assert_eq!(folder.work(), Work { read: 3, parsed: 3 });
        (root, folder)
    }

    /// What a look at these paths changes, and the files that it read and parsed.
    fn refresh(folder: &mut Folder, paths: &[&str]) -> (String, usize, usize) {
        let before = folder.work();
        let changes = folder.refresh(&paths.iter().collect()).unwrap();
        let Work { read, parsed } = folder.work();
        (changes.to_string(), read - before.read, parsed - before.parsed)
    }

    fn ids(folder: &Folder) -> Vec<String> {
        let library = folder.library().unwrap();
        library.articles().map(|(_, article)| article.id.clone()).collect()
    }

    /// Everything that came of the files, in words.
    fn said(library: &Library) -> String {
        let topics: Vec<_> = library.topics.iter().collect();
        format!("{:?} {:?} {topics:?}", library.subjects, library.faults)
    }

    #[test]
    fn nothing_is_opened_where_nothing_has_changed() {
        let (_root, mut folder) = tea();
        let changes = folder.refresh(&Touched::All).unwrap();
        assert!(changes.is_empty());
        assert_eq!(folder.work(), Work { read: 3, parsed: 3 });
    }

    #[test]
    fn one_changed_file_is_read_and_all_others_are_shared() {
        let (root, mut folder) = tea();
        let before = folder.library().unwrap();
        write(&root, "tea/b.md", article("b", "Other."));
        assert_eq!(refresh(&mut folder, &["tea/b.md"]), ("tea/b.md changed".into(), 1, 1));
        let after = folder.library().unwrap();
        let pairs = before.subjects[0].articles.iter().zip(&after.subjects[0].articles);
        let shared: Vec<bool> = pairs.map(|(a, b)| Arc::ptr_eq(a, b)).collect();
        assert_eq!(shared, [true, false, true]);
    }

    #[test]
    fn the_same_bytes_written_again_are_not_parsed() {
        let (root, mut folder) = tea();
        write(&root, "tea/b.md", article("b", "b"));
        assert_eq!(refresh(&mut folder, &["tea/b.md"]), (String::new(), 1, 0));
    }

    #[test]
    fn a_folder_that_was_touched_is_listed_again() {
        let (root, mut folder) = tea();
        write(&root, "tea/d.md", article("d", "New."));
        write(&root, "tea/d.md~", article("d", "New."));
        write(&root, "tea/.#e.md", article("d", "New."));
        fs::remove_file(root.path().join("tea/a.md")).unwrap();
        write(&root, "iron/a.md", article("a", "New."));
        let changes = refresh(&mut folder, &["tea", "iron"]);
        assert_eq!(changes, ("2 articles added, 1 removed".into(), 2, 2));
        assert_eq!(ids(&folder), ["iron/a", "tea/b", "tea/c", "tea/d"]);
    }

    #[test]
    fn a_subject_that_is_gone_is_forgotten() {
        let (root, mut folder) = tea();
        write(&root, "iron/a.md", article("a", "New."));
        fs::remove_dir_all(root.path().join("tea")).unwrap();
        let changes = refresh(&mut folder, &["tea", "tea/a.md", "tea/b.md", "iron"]);
        assert_eq!(changes.0, "1 article added, 3 removed");
        assert_eq!(ids(&folder), ["iron/a"]);
    }

    #[test]
    fn other_topics_file_every_article_again() {
        let (root, mut folder) = tea();
        write(&root, "topics.toml", TOPICS);
        assert_eq!(refresh(&mut folder, &["topics.toml"]), ("topics.toml changed".into(), 3, 3));
        let library = folder.library().unwrap();
        assert_eq!(
            library.topics.topic(library.subjects[0].articles[0].sections[0].topic).id,
            "use"
        );
        fs::remove_file(root.path().join("topics.toml")).unwrap();
        assert_eq!(refresh(&mut folder, &["topics.toml"]).2, 3);
        assert_eq!(said(&folder.library().unwrap()), said(&super::library(root.path()).unwrap()));
    }

    #[test]
    fn another_glossary_parses_no_article_and_needs_no_index() {
        let (root, mut folder) = tea();
        write(&root, "glossary.toml", "[[term]]\nname = \"cup\"\ndefinition = \"It holds tea.\"\n");
        let changes = folder.refresh(&["glossary.toml"].iter().collect()).unwrap();
        assert_eq!(
            (changes.to_string().as_str(), changes.need_index()),
            ("glossary.toml changed", false)
        );
        assert_eq!(folder.work(), Work { read: 3, parsed: 3 });
        assert!(folder.library().unwrap().glossary.lookup("cup").is_some());
    }

    #[test]
    fn another_order_parses_no_article() {
        let (root, mut folder) = tea();
        write(&root, "tea/subject.toml", "title = \"Tea\"\norder = [\"c\"]\n");
        let changes = refresh(&mut folder, &["tea/subject.toml"]);
        assert_eq!(changes, ("tea/subject.toml changed".into(), 0, 0));
        assert_eq!(ids(&folder), ["tea/c", "tea/a", "tea/b"]);
        fs::remove_file(root.path().join("tea/subject.toml")).unwrap();
        assert_eq!(refresh(&mut folder, &["tea"]).0, "tea/subject.toml changed");
        assert_eq!(ids(&folder), ["tea/a", "tea/b", "tea/c"]);
    }

    #[test]
    fn a_file_that_can_be_read_no_more_is_left_out_until_it_can() {
        let (root, mut folder) = tea();
        write(&root, "tea/b.md", b"+++\ntitle = \"Caf\xe9\"\n");
        let fault = "tea/b.md:2:13: not UTF-8 from here on: save the file as UTF-8";
        assert_eq!(refresh(&mut folder, &["tea/b.md"]).0, format!("left out {fault}"));
        assert_eq!(folder.library().unwrap().faults[0].to_string(), fault);
        assert_eq!(ids(&folder), ["tea/a", "tea/c"]);
        assert_eq!(refresh(&mut folder, &["tea/b.md"]).0, "");
        write(&root, "tea/b.md", article("b", "b"));
        assert_eq!(refresh(&mut folder, &["tea/b.md"]).0, "tea/b.md added");
        assert!(folder.library().unwrap().faults.is_empty());
    }

    #[test]
    fn a_file_that_seems_endless_is_left_out() {
        let (root, mut folder) = tea();
        File::create(root.path().join("tea/z.md")).unwrap().set_len(1 << 40).unwrap();
        let said = "left out tea/z.md: larger than 64 MB: make several articles of it";
        assert_eq!(refresh(&mut folder, &["tea"]).0, said);
    }

    #[test]
    fn a_folder_that_is_gone_keeps_what_was_read() {
        let (root, mut folder) = tea();
        let away = tempfile::tempdir().unwrap();
        fs::rename(root.path(), away.path().join("tea")).unwrap();
        assert!(matches!(folder.refresh(&Touched::All), Err(FolderError::Unreadable { .. })));
        assert_eq!(ids(&folder), ["tea/a", "tea/b", "tea/c"]);
        fs::rename(away.path().join("tea"), root.path()).unwrap();
        assert!(folder.refresh(&Touched::All).unwrap().is_empty());
    }

    #[test]
    fn an_article_beside_the_subjects_is_a_fault_while_it_is_there() {
        let (root, mut folder) = tea();
        write(&root, "x.md", article("x", "x"));
        assert!(refresh(&mut folder, &["x.md"]).0.starts_with("left out x.md: an article belongs"));
        fs::remove_file(root.path().join("x.md")).unwrap();
        assert_eq!(refresh(&mut folder, &["x.md"]).0, "x.md removed");
        assert!(folder.library().unwrap().faults.is_empty());
    }

    #[test]
    fn parts_come_in_the_order_of_the_library_also_where_a_subject_orders_them() {
        let (root, _) = tea();
        for i in 0..40 {
            write(&root, &format!("iron/{i:02}.md"), article(&format!("s{i}"), "Iron."));
        }
        write(&root, "iron/subject.toml", "order = [\"s30\", \"s20\"]\n");
        write(&root, "bad/x.md", "nothing");
        let mut folder = Folder::open(root.path()).unwrap();
        let due = folder.look(&Touched::All).unwrap();
        let (mut parts, mut subjects, mut read, mut made) = (Vec::new(), 0, Vec::new(), Vec::new());
        let count = |_: &Topics, articles: &[Arc<Article>]| articles.len();
        folder.read(due, count, |part| {
            read.push((part.progress.read, part.progress.all));
            made.push(part.made);
            subjects += part.pieces.iter().filter(|piece| piece.opens).count();
            let articles = part.pieces.iter().flat_map(|piece| &piece.subject.articles);
            parts.extend(articles.map(|article| article.id.clone()));
            ControlFlow::Continue(())
        });
        assert_eq!((parts, subjects), (ids(&folder), 2));
        assert_eq!(read, [(1, 44), (33, 44), (41, 44), (44, 44)]);
        assert_eq!(made, [Some(0), None, None, Some(3)]);
    }

    /// A change to a library: which file, and what it holds afterwards.
    fn edit() -> impl Strategy<Value = (&'static str, Option<&'static str>)> {
        let files =
            prop::sample::select(vec!["tea/a.md", "tea/b.md", "tea/z.md", "iron/a.md", "x.md"]);
        let good = "+++\ntitle = \"T\"\nsource = \"S\"\n+++\n\n## Brewing\n\nText.\n";
        let texts =
            vec![Some(good), Some("+++\ntitle = \"U\"\nsource = \"S\"\n+++\n"), Some("bad"), None];
        let articles = (files, prop::sample::select(texts));
        let rules = vec![
            ("topics.toml", Some(TOPICS)),
            ("topics.toml", Some("[[topic]]")),
            ("topics.toml", None),
            ("tea/subject.toml", Some("order = [\"z\", \"nobody\"]")),
            ("tea/subject.toml", Some("order = 3")),
            ("tea/subject.toml", None),
        ];
        prop_oneof![3 => articles, 2 => prop::sample::select(rules)]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn what_is_read_again_is_what_a_fresh_reading_finds(
            edits in prop::collection::vec((edit(), any::<bool>()), 1..12)
        ) {
            let (root, mut folder) = tea();
            for ((file, text), alone) in edits {
                match text {
                    Some(text) => write(&root, file, text),
                    None => drop(fs::remove_file(root.path().join(file))),
                }
                let parent = Path::new(file).parent().unwrap_or(Path::new(""));
                let touched = [parent, Path::new(file)];
                // A subject may be new, and then its folder is touched too.
                let first = usize::from(alone && !file.starts_with("iron"));
                folder.refresh(&touched[first..].iter().collect()).unwrap();
                let fresh = super::library(root.path()).map(|library| said(&library));
                prop_assert_eq!(folder.library().map(|library| said(&library)).ok(), fresh.ok());
            }
        }
    }
}
