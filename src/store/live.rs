//! A folder that is read beside the reader: what is there so far, all of it, and what changes.
//!
//! A thread of its own indexes what others read, in library order, and tells whoever follows, who
//! never waits. Then it sleeps until the folder changes, and reads again what has.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::{Duration, Instant};
use std::{io, thread};

pub use super::folder::Progress;
use super::folder::{Changes, Folder, FolderError, Part, Piece, Touched};
use super::pool;
use super::watch::{Batch, Watch};
use crate::library::{Article, ArticleRef, Library, Subject, Topics};
use crate::search::{Builder, Concordance, Index};

/// The least time between two sentences on how far the reading has come.
const PACE: Duration = Duration::from_millis(100);

/// Articles after which there is a first snapshot, and how many times more after which the next.
const FIRST: usize = 32;
const GROWTH: usize = 8;

/// Articles that a thread indexes at once.
const PART: usize = 512;

/// A library at one moment, with the index that answers for it: places of the one are places of
/// the other, and mean nothing in any other snapshot.
#[derive(Clone)]
pub struct Snapshot {
    /// What is read.
    pub library: Arc<Library>,
    /// What search asks.
    pub index: Arc<Index>,
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
    tell: impl FnMut(News) -> bool + Send + 'static,
) -> io::Result<()> {
    let mut follower = Follower { folder, tell, last: None, is_gone: false };
    let run = move || {
        let _ = match follower.read() {
            ControlFlow::Continue(()) if watching => follower.watch(),
            flow => flow,
        };
    };
    thread::Builder::new().name("library".into()).spawn(run).map(drop)
}

/// The index of a library, made on as many threads as there are cores.
#[must_use]
pub fn index(library: &Library) -> Index {
    let mut builder = Builder::default();
    append(&mut builder, &library.topics, &library.articles().collect::<Vec<_>>());
    builder.finish()
}

/// Adds articles to an index, on as many threads as there are cores.
fn append(builder: &mut Builder, topics: &Topics, articles: &[(ArticleRef, &Article)]) {
    if articles.len() <= PART {
        return articles.iter().for_each(|&(at, article)| builder.add(topics, at, article));
    }
    let parts: Vec<_> = articles.chunks(PART).collect();
    let words = |i: usize| Concordance::of(topics, parts[i].iter().map(|&(_, article)| article));
    pool::in_order(parts.len(), words, |i, words| {
        builder.append(&words, parts[i].iter().copied());
        ControlFlow::Continue(())
    });
}

fn concordance(topics: &Topics, articles: &[Arc<Article>]) -> Concordance {
    Concordance::of(topics, articles.iter().map(AsRef::as_ref))
}

/// What follows a folder; it breaks off when nobody listens any more.
struct Follower<T> {
    folder: Folder,
    tell: T,
    /// What was told last.
    last: Option<Snapshot>,
    /// Whether it was told that the folder cannot be read.
    is_gone: bool,
}

impl<T: FnMut(News) -> bool> Follower<T> {
    fn tell(&mut self, news: News) -> ControlFlow<()> {
        if (self.tell)(news) { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }

    fn trouble(&mut self, sentence: String) -> ControlFlow<()> {
        self.tell(News::Trouble(sentence))
    }

    /// Reads everything for the first time.
    fn read(&mut self) -> ControlFlow<()> {
        let due = match self.folder.look(&Touched::All) {
            Ok(due) => due,
            Err(error) => return self.gone(&error),
        };
        let mut growing = Growing::new(self.folder.rules());
        let mut flow = ControlFlow::Continue(());
        let mut told = Instant::now();
        let tell = &mut self.tell;
        self.folder.read(due, concordance, |part| {
            let progress = part.progress;
            growing.add(part);
            let snapshot = growing.is_due(progress).then(|| growing.snapshot());
            if snapshot.is_some() || told.elapsed() >= PACE {
                told = Instant::now();
                let goes_on = tell(News::Reading(progress, snapshot));
                flow = if goes_on { ControlFlow::Continue(()) } else { ControlFlow::Break(()) };
            }
            flow
        });
        flow?;
        match self.folder.library() {
            Ok(library) => self.ready(library, growing.builder.finish()),
            Err(error) => self.trouble(error.to_string()),
        }
    }

    fn ready(&mut self, library: Library, index: Index) -> ControlFlow<()> {
        let snapshot = Snapshot { library: Arc::new(library), index: Arc::new(index) };
        self.last = Some(snapshot.clone());
        self.tell(News::Ready(snapshot.clone()))?;
        snapshot.index.warm(&snapshot.library);
        ControlFlow::Continue(())
    }

    /// Waits for changes and tells them, as long as anybody listens.
    fn watch(&mut self) -> ControlFlow<()> {
        let mut watch = match Watch::new(self.folder.root()) {
            Ok(watch) => watch,
            Err(error) => return self.trouble(error.to_string()),
        };
        // Something may have changed while it was read.
        let mut batch = Batch { touched: Touched::All, trouble: None };
        loop {
            // Before anything is read, so that no change falls between.
            let unseen = watch.cover(&batch.touched).err();
            if let Some(sentence) = batch.trouble.or(unseen) {
                self.trouble(sentence)?;
            }
            match self.folder.refresh(&batch.touched) {
                Ok(changes) => self.changed(&changes)?,
                Err(error) => self.gone(&error)?,
            }
            batch = watch.next();
        }
    }

    fn gone(&mut self, error: &FolderError) -> ControlFlow<()> {
        if std::mem::replace(&mut self.is_gone, true) {
            return ControlFlow::Continue(());
        }
        let stays = if self.last.is_some() { "; what was read stays" } else { "" };
        self.trouble(format!("{error}{stays}"))
    }

    fn changed(&mut self, changes: &Changes) -> ControlFlow<()> {
        let is_back = std::mem::take(&mut self.is_gone);
        if changes.is_empty() && !is_back {
            return ControlFlow::Continue(());
        }
        let library = match self.folder.library() {
            Ok(library) => library,
            Err(error) => return self.trouble(one_line(&error)),
        };
        let index = match &self.last {
            Some(last) if !changes.need_index() => Arc::clone(&last.index),
            _ => Arc::new(index(&library)),
        };
        let snapshot = Snapshot { library: Arc::new(library), index };
        self.last = Some(snapshot.clone());
        let sentence = if changes.is_empty() { BACK.to_owned() } else { changes.to_string() };
        self.tell(News::Changed(snapshot.clone(), sentence))?;
        snapshot.index.warm(&snapshot.library);
        ControlFlow::Continue(())
    }
}

/// What is said of a folder that was gone and says the same as before.
const BACK: &str = "the library's folder is there again";

/// An error with its first further line only.
fn one_line(error: &FolderError) -> String {
    let text = error.to_string();
    let lines: Vec<&str> = text.lines().collect();
    match lines.as_slice() {
        [first, second, .., _] => format!("{first}; {second} (and {} more)", lines.len() - 2),
        [first, second] => format!("{first}; {second}"),
        _ => text,
    }
}

/// Adds the articles of a piece to the last subject, or to a new one; returns them with their places.
fn add(subjects: &mut Vec<Subject>, piece: Piece) -> Vec<(ArticleRef, Arc<Article>)> {
    let Piece { mut subject, opens } = piece;
    let articles = std::mem::take(&mut subject.articles);
    subjects.extend(Some(subject).filter(|_| opens));
    let last = subjects.len().saturating_sub(1);
    let Some(subject) = subjects.last_mut() else { return Vec::new() };
    let first = subject.articles.len();
    subject.articles.extend(articles.iter().cloned());
    let place = |(i, article)| (ArticleRef { subject: last, article: first + i }, article);
    articles.into_iter().enumerate().map(place).collect()
}

/// A library while its articles are being read, with its index.
struct Growing {
    library: Library,
    builder: Builder,
    articles: usize,
    /// Articles with which there is a snapshot.
    due: usize,
}

impl Growing {
    fn new(rules: Library) -> Self {
        Self { library: rules, builder: Builder::default(), articles: 0, due: FIRST }
    }

    fn add(&mut self, part: Part<Concordance>) {
        let Self { library, builder, .. } = self;
        let new: Vec<(ArticleRef, Arc<Article>)> =
            part.pieces.into_iter().flat_map(|piece| add(&mut library.subjects, piece)).collect();
        let new: Vec<_> = new.iter().map(|(at, article)| (*at, article.as_ref())).collect();
        match part.made {
            Some(words) => builder.append(&words, new.iter().copied()),
            None => append(builder, &library.topics, &new),
        }
        self.articles += new.len();
    }

    /// Whether it is time for a snapshot: not when all is read soon anyway.
    fn is_due(&mut self, progress: Progress) -> bool {
        if self.articles < self.due {
            return false;
        }
        let left = progress.all - progress.read;
        let is_worth_it = left >= self.due;
        while self.due <= self.articles {
            self.due *= GROWTH;
        }
        is_worth_it
    }

    fn snapshot(&self) -> Snapshot {
        let (library, index) = (self.library.clone(), self.builder.snapshot());
        Snapshot { library: Arc::new(library), index: Arc::new(index) }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;
    use std::sync::mpsc::{self, Receiver};

    use tempfile::TempDir;

    use super::*;
    use crate::search::Query;

    /// Far longer than anything takes.
    const LONG: Duration = Duration::from_secs(60);

    fn article(source: &str, text: &str) -> String {
        format!("+++\ntitle = \"T\"\nsource = \"{source}\"\n+++\n\n## Brewing\n\n{text}\n")
    }

    fn write(root: &Path, name: &str, text: impl AsRef<[u8]>) {
        let path = root.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// A library of so many articles, ten a subject; each has a word of its own.
    fn many(articles: usize) -> TempDir {
        let root = tempfile::tempdir().unwrap();
        for i in 0..articles {
            let name = format!("s{:02}/a{i:04}.md", i / 10);
            write(
                root.path(),
                &name,
                article(&format!("clinic {}", i % 7), &format!("Word w{i:04}.")),
            );
        }
        root
    }

    fn news_of(root: &Path, watching: bool) -> Receiver<News> {
        let (sender, news) = mpsc::channel();
        let folder = Folder::open(root).unwrap();
        follow(folder, watching, move |news| sender.send(news).is_ok()).unwrap();
        news
    }

    fn next(news: &Receiver<News>) -> News {
        news.recv_timeout(LONG).unwrap()
    }

    /// The first snapshot of the whole, and those before it.
    fn ready(news: &Receiver<News>) -> (Snapshot, Vec<(Progress, Snapshot)>) {
        let mut before = Vec::new();
        loop {
            match next(news) {
                News::Ready(snapshot) => return (snapshot, before),
                News::Reading(progress, Some(snapshot)) => before.push((progress, snapshot)),
                News::Reading(_, None) => {}
                News::Changed(_, sentence) | News::Trouble(sentence) => panic!("{sentence}"),
            }
        }
    }

    fn changed(news: &Receiver<News>) -> (Snapshot, String) {
        match next(news) {
            News::Changed(snapshot, sentence) => (snapshot, sentence),
            News::Trouble(sentence) => panic!("trouble: {sentence}"),
            _ => panic!("read once more"),
        }
    }

    fn trouble(news: &Receiver<News>) -> String {
        match next(news) {
            News::Trouble(sentence) => sentence,
            News::Changed(_, sentence) => panic!("changed: {sentence}"),
            _ => panic!("read"),
        }
    }

    /// Waits until a word is found, in which article it is.
    fn until_found(news: &Receiver<News>, word: &str) -> Vec<String> {
        loop {
            let found = find(&changed(news).0, word);
            if !found.is_empty() {
                return found;
            }
        }
    }

    fn find(Snapshot { library, index }: &Snapshot, word: &str) -> Vec<String> {
        let outcome = index.search(library, &Query::parse(&format!("\"{word}\""), library), 100);
        let id = |hit: &crate::search::Hit| library.article(hit.passage.article).id.clone();
        outcome.hits.iter().map(id).collect()
    }

    #[test]
    fn a_small_folder_is_told_once_and_whole() {
        let root = many(5);
        let news = news_of(root.path(), false);
        let News::Ready(snapshot) = next(&news) else { panic!("not ready at once") };
        assert_eq!(find(&snapshot, "w0003"), ["s00/a0003"]);
        assert!(news.recv_timeout(LONG).is_err(), "nobody watches");
    }

    #[test]
    fn a_large_folder_is_told_in_snapshots_that_grow() {
        let root = many(800);
        write(root.path(), "s03/subject.toml", "order = [\"a0039\", \"nobody\"]\n");
        write(root.path(), "s01/a0010.md", "nothing");
        let (last, before) = ready(&news_of(root.path(), false));
        let sizes = before.iter().map(|(_, s)| s.library.articles().count()).collect::<Vec<_>>();
        assert_eq!(sizes, [39, 363]);
        for (progress, snapshot) in &before {
            assert_eq!((progress.read, progress.all), (snapshot.index.passages() + 1, 800));
            assert_eq!(find(snapshot, "w0039"), ["s03/a0039"]);
            assert_eq!(find(snapshot, "w0022"), ["s02/a0022"]);
        }
        assert_eq!(last.library.subjects[3].articles[0].id, "s03/a0039");
        let faults: Vec<_> = last.library.faults.iter().map(|fault| fault.file.as_str()).collect();
        assert_eq!(faults, ["s01/a0010.md", "s03/subject.toml"]);
        for word in ["w0030", "w0039", "w0799", "brewing"] {
            let built = Snapshot { index: Arc::new(Index::build(&last.library)), ..last.clone() };
            assert_eq!(find(&last, word), find(&built, word));
        }
    }

    #[test]
    fn reading_ends_when_nobody_listens() {
        let root = many(600);
        let (sender, told) = mpsc::channel();
        let folder = Folder::open(root.path()).unwrap();
        let tell = move |news| {
            sender.send(matches!(news, News::Ready(_))).unwrap();
            false
        };
        follow(folder, true, tell).unwrap();
        assert_eq!(told.recv_timeout(LONG), Ok(false));
        assert_eq!(told.recv_timeout(LONG), Err(mpsc::RecvTimeoutError::Disconnected));
    }

    #[test]
    fn a_folder_without_articles_is_trouble_until_there_is_one() {
        let root = tempfile::tempdir().unwrap();
        write(root.path(), "tea/bad.md", "nothing");
        let news = news_of(root.path(), true);
        let sentence = trouble(&news);
        assert!(
            sentence.starts_with("no article in ")
                && sentence.contains("tea/bad.md:1:1: no front matter")
        );
        write(root.path(), "tea/bad.md", article("Clinic", "Mended."));
        assert_eq!(until_found(&news, "mended"), ["tea/bad"]);
    }

    #[test]
    fn a_saved_file_is_read_again() {
        let root = many(30);
        let news = news_of(root.path(), true);
        ready(&news);
        // The same bytes once more are no news.
        let same = fs::read(root.path().join("s00/a0001.md")).unwrap();
        write(root.path(), "s00/a0001.md", same);
        write(root.path(), "s01/a0012.md", article("Clinic", "Fresh."));
        let (snapshot, sentence) = changed(&news);
        assert_eq!(sentence, "s01/a0012.md changed");
        assert_eq!(find(&snapshot, "fresh"), ["s01/a0012"]);
        assert_eq!(find(&snapshot, "w0012"), [""; 0]);
    }

    #[test]
    fn an_editor_that_renames_is_followed() {
        let root = many(3);
        let news = news_of(root.path(), true);
        ready(&news);
        let folder = root.path().join("s00");
        write(&folder, "4913", "");
        fs::remove_file(folder.join("4913")).unwrap();
        fs::rename(folder.join("a0001.md"), folder.join("a0001.md~")).unwrap();
        write(&folder, "a0001.md", article("Clinic", "Fresh."));
        fs::remove_file(folder.join("a0001.md~")).unwrap();
        assert_eq!(until_found(&news, "fresh"), ["s00/a0001"]);
        write(&folder, ".a0002.md.tmp", article("Clinic", "Crisp."));
        fs::rename(folder.join(".a0002.md.tmp"), folder.join("a0002.md")).unwrap();
        assert_eq!(until_found(&news, "crisp"), ["s00/a0002"]);
    }

    #[test]
    fn a_subject_that_comes_is_read_and_watched() {
        let root = many(3);
        let news = news_of(root.path(), true);
        ready(&news);
        write(root.path(), "tea/new.md", article("Clinic", "Fresh."));
        assert_eq!(until_found(&news, "fresh"), ["tea/new"]);
        write(root.path(), "tea/new.md", article("Clinic", "Crisp."));
        assert_eq!(until_found(&news, "crisp"), ["tea/new"]);
        fs::rename(root.path().join("tea"), root.path().join("herbs")).unwrap();
        assert_eq!(until_found(&news, "crisp"), ["herbs/new"]);
        write(root.path(), "herbs/new.md", article("Clinic", "Green."));
        assert_eq!(until_found(&news, "green"), ["herbs/new"]);
    }

    #[test]
    fn many_changes_at_once_are_one() {
        let root = many(3);
        let news = news_of(root.path(), true);
        ready(&news);
        let away = many(2000);
        let subject = away.path().join("all");
        for i in 10..2000 {
            let from = away.path().join(format!("s{:02}/a{i:04}.md", i / 10));
            fs::create_dir_all(&subject).unwrap();
            fs::rename(from, subject.join(format!("{i}.md"))).unwrap();
        }
        fs::rename(subject, root.path().join("all")).unwrap();
        let (snapshot, sentence) = changed(&news);
        assert_eq!(sentence, "1990 articles added");
        assert_eq!(find(&snapshot, "w1999"), ["all/1999"]);
    }

    #[test]
    fn a_file_that_goes_bad_is_said_to_be_left_out() {
        let root = many(3);
        let news = news_of(root.path(), true);
        ready(&news);
        write(root.path(), "s00/a0001.md", b"\xff");
        let (snapshot, sentence) = changed(&news);
        assert!(sentence.starts_with("left out s00/a0001.md:1:1: not UTF-8"), "{sentence}");
        assert_eq!(snapshot.library.faults.len(), 1);
        assert_eq!(find(&snapshot, "w0001"), [""; 0]);
    }

    #[test]
    fn a_folder_that_goes_is_told_once_and_read_when_it_returns() {
        let above = tempfile::tempdir().unwrap();
        let (root, away) = (above.path().join("library"), above.path().join("away"));
        write(&root, "tea/a.md", article("Clinic", "Green."));
        let news = news_of(&root, true);
        ready(&news);
        fs::rename(&root, &away).unwrap();
        let sentence = trouble(&news);
        assert!(sentence.ends_with("; what was read stays"), "{sentence}");
        write(above.path(), "other/file", "");
        write(&away, "tea/a.md", article("Clinic", "Black."));
        fs::rename(&away, &root).unwrap();
        assert_eq!(until_found(&news, "black"), ["tea/a"]);
        write(&root, "tea/a.md", article("Clinic", "White."));
        assert_eq!(until_found(&news, "white"), ["tea/a"]);
    }

    #[test]
    fn a_folder_that_returns_as_it_was_is_told_too() {
        let above = tempfile::tempdir().unwrap();
        let (root, away) = (above.path().join("library"), above.path().join("away"));
        write(&root, "tea/a.md", article("Clinic", "Green."));
        let news = news_of(&root, true);
        ready(&news);
        fs::rename(&root, &away).unwrap();
        trouble(&news);
        fs::rename(&away, &root).unwrap();
        assert_eq!(changed(&news).1, BACK);
    }

    #[test]
    fn a_glossary_that_changes_keeps_the_index() {
        let root = many(3);
        let news = news_of(root.path(), true);
        let (before, _) = ready(&news);
        write(
            root.path(),
            "glossary.toml",
            "[[term]]\nname = \"cup\"\ndefinition = \"It holds.\"\n",
        );
        let (after, sentence) = changed(&news);
        assert_eq!(sentence, "glossary.toml changed");
        assert!(Arc::ptr_eq(&before.index, &after.index));
        assert!(after.library.glossary.lookup("cup").is_some());
    }
}
