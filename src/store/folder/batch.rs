//! Files that are to be read, in batches for the threads that read them.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::file::{self, Reading};
use super::subject::{Place, SubjectFolder};
use crate::library::assemble::{TextFile, read_article};
use crate::library::{Article, Topics};

/// Articles that a thread reads before it hands them on: few at first, so that something is there
/// soon, and then half of those before, for putting many small parts together takes longer.
const BATCH: RangeInclusive<usize> = 32..=512;

/// An article that is to be read.
pub struct Job {
    /// The subject's.
    pub folder: OsString,
    /// Its name.
    pub file: OsString,
    path: PathBuf,
    name: String,
    id: String,
    /// What is known of its bytes, where they need not be parsed again.
    print: Option<u64>,
    /// Whether its subject orders its articles.
    has_order: bool,
}

impl Job {
    /// A file of a subject that is known; parsed `again` even if it has not changed.
    pub fn of(
        root: &Path,
        subjects: &BTreeMap<OsString, SubjectFolder>,
        (folder, file): (OsString, OsString),
        again: bool,
    ) -> Option<Self> {
        let subject = subjects.get(&folder)?;
        Some(Self {
            path: root.join(&folder).join(&file),
            name: Place { root, name: &folder }.name_of(&file),
            id: subject.article_id(&file),
            print: subject.print(&file).filter(|_| !again),
            has_order: subject.has_order(),
            folder,
            file,
        })
    }

    /// Whether both are of one subject.
    pub fn is_beside(&self, other: &Self) -> bool {
        self.folder == other.folder
    }

    fn read(&self, topics: &Topics) -> Reading<Arc<Article>> {
        let parse = |text: TextFile| {
            let (article, faults) = read_article(&self.id, &text, topics)?;
            Ok((Arc::new(article), faults))
        };
        file::read(&self.path, &self.name, self.print, parse)
    }
}

/// Articles that a thread reads one after the other: of several subjects without an order, or of one
/// with.
pub struct Batch<'a> {
    /// At least one.
    pub jobs: &'a [Job],
    has_order: bool,
    /// Whether there are no more before the next subject with an order, or after this one.
    pub is_last: bool,
}

/// What came of a batch.
pub struct Read<P> {
    /// One for each article.
    pub readings: Vec<Reading<Arc<Article>>>,
    /// What was made of them; none where they may still change places.
    pub made: Option<P>,
}

/// Files in library order, cut for the threads.
pub fn batches(jobs: &[Job]) -> Vec<Batch<'_>> {
    let mut batches = Vec::new();
    let mut start = 0;
    for mut stretch in jobs.chunk_by(|a, b| !(a.has_order || b.has_order) || a.is_beside(b)) {
        while !stretch.is_empty() {
            let length = (start / 2).clamp(*BATCH.start(), *BATCH.end()).min(stretch.len());
            let (jobs, rest) = stretch.split_at(length);
            let has_order = jobs[0].has_order;
            batches.push(Batch { jobs, has_order, is_last: rest.is_empty() });
            (stretch, start) = (rest, start + length);
        }
    }
    batches
}

impl Batch<'_> {
    /// Reads its articles, and makes something of them.
    pub fn read<P>(
        &self,
        topics: &Topics,
        make: impl Fn(&Topics, &[Arc<Article>]) -> P,
    ) -> Read<P> {
        let readings: Vec<_> = self.jobs.iter().map(|job| job.read(topics)).collect();
        let articles: Vec<_> = readings.iter().filter_map(Reading::value).cloned().collect();
        let result = (!self.has_order).then(|| make(topics, &articles));
        Read { readings, made: result }
    }
}
