//! The folder of a subject: its files, and what came of each.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::fs::DirEntry;
use std::io;
use std::path::Path;
use std::sync::Arc;

use super::changes::Changes;
use super::file::{self, Difference, Kept, Reading};
use super::stem;
use crate::library::assemble::SubjectFacts;
use crate::library::sanitize::clean_line;
use crate::library::sanitize::clean_path;
use crate::library::{Article, Fault, Subject};

/// What a subject says of itself.
pub const FACTS: &str = "subject.toml";

/// A subject with its files, by name.
#[derive(Debug, Default)]
pub struct SubjectFolder {
    id: String,
    unreadable: Option<Fault>,
    facts: Kept<SubjectFacts>,
    files: BTreeMap<OsString, Kept<Arc<Article>>>,
}

/// Where a subject is.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// The library's folder.
    pub root: &'a Path,
    /// The subject's folder in it.
    pub name: &'a OsStr,
}

impl Place<'_> {
    /// A file's name as the keeper knows it: below the library's folder.
    pub fn name_of(&self, file: &OsStr) -> String {
        clean_path(&Path::new(self.name).join(file))
    }
}

impl SubjectFolder {
    /// A subject of which nothing is read.
    pub fn new(name: &OsStr) -> Self {
        Self { id: clean_line(&name.to_string_lossy()), ..Self::default() }
    }

    /// The names of its articles' files.
    pub fn names(&self) -> impl Iterator<Item = &OsString> {
        self.files.keys()
    }

    /// The id of an article, by its file.
    pub fn article_id(&self, file: &OsStr) -> String {
        format!("{}/{}", self.id, stem(file).unwrap_or_default())
    }

    /// What is known of a file's bytes.
    pub fn print(&self, file: &OsStr) -> Option<u64> {
        self.files.get(file).and_then(Kept::print)
    }

    /// Lists the folder and reads what it says of itself; returns the articles to be read.
    pub fn list(&mut self, at: Place, changes: &mut Changes) -> Vec<OsString> {
        let entries = self.entries(at, changes);
        let names: BTreeSet<OsString> = entries.iter().map(DirEntry::file_name).collect();
        if names.contains(OsStr::new(FACTS)) || self.has_facts() {
            self.look_at_facts(at, changes);
        }
        let gone: Vec<OsString> = self.names().filter(|&n| !names.contains(n)).cloned().collect();
        for file in gone {
            self.forget(at, &file, changes);
        }
        let is_due = |entry: &&DirEntry| {
            let name = entry.file_name();
            let known = self.files.get(&name);
            stem(&name).is_some() && known.is_none_or(|kept| kept.is_stale(entry.metadata()))
        };
        entries.iter().filter(is_due).map(DirEntry::file_name).collect()
    }

    /// What is in the folder; nothing and a fault where it cannot be listed.
    fn entries(&mut self, at: Place, changes: &mut Changes) -> Vec<DirEntry> {
        let listed = file::entries(&at.root.join(at.name));
        let name = || clean_path(Path::new(at.name));
        let fault = |e: &io::Error| file::unreadable(&name(), &format!("cannot be read: {e}"));
        let unreadable = listed.as_ref().err().map(fault);
        if let Some(fault) = unreadable.as_ref().filter(|_| self.unreadable != unreadable) {
            changes.left_out(fault, false);
        }
        self.unreadable = unreadable;
        listed.unwrap_or_default()
    }

    fn has_facts(&self) -> bool {
        self.facts.value.is_some() || !self.facts.faults.is_empty()
    }

    /// Reads what the subject says of itself.
    pub fn look_at_facts(&mut self, at: Place, changes: &mut Changes) {
        let path = at.root.join(at.name).join(FACTS);
        let name = at.name_of(FACTS.as_ref());
        let difference = if path.symlink_metadata().is_ok() {
            let parse = |file| Ok((SubjectFacts::read(file)?, Vec::new()));
            self.facts.renew(file::read(&path, &name, self.facts.print(), parse))
        } else {
            self.facts.forget()
        };
        if difference != Difference::None {
            changes.rules(name, true);
        }
    }

    /// Takes in what came of a file.
    pub fn store(
        &mut self,
        at: Place,
        file: &OsStr,
        reading: Reading<Arc<Article>>,
        changes: &mut Changes,
    ) {
        let kept = self.files.entry(file.to_owned()).or_default();
        let was_there = kept.value.is_some();
        match (kept.renew(reading), &kept.value) {
            (Difference::None, _) => {}
            (Difference::Meaning, Some(_)) if was_there => changes.refiled(),
            (_, Some(_)) => changes.article(&at.name_of(file), was_there),
            (_, None) => kept.faults.iter().for_each(|fault| changes.left_out(fault, was_there)),
        }
    }

    /// Forgets a file that is there no more.
    pub fn forget(&mut self, at: Place, file: &OsStr, changes: &mut Changes) {
        if let Some(kept) = self.files.remove(file) {
            changes.removed(&at.name_of(file), kept.value.is_some());
        }
    }

    /// Forgets every file.
    pub fn forget_all(&mut self, at: Place, changes: &mut Changes) {
        for (file, kept) in std::mem::take(&mut self.files) {
            changes.removed(&at.name_of(&file), kept.value.is_some());
        }
    }

    /// The subject as it can be read; with a fault for each name in its order that fits none.
    pub fn assemble(&self) -> (Subject, Vec<Fault>) {
        let articles = self.files.values().filter_map(|kept| kept.value.clone());
        self.of(articles.collect())
    }

    /// Whether its articles may change places when the last of them is read.
    pub fn has_order(&self) -> bool {
        self.facts.value.as_ref().is_some_and(SubjectFacts::has_order)
    }

    /// What can be read of the subject once these files of it are, and those before them: their
    /// articles, or all with the last ones where there is an order.
    pub fn part<'a>(&self, files: impl Iterator<Item = &'a OsString>, is_last: bool) -> Subject {
        let value = |file| self.files.get(file).and_then(|kept| kept.value.clone());
        match (self.has_order(), is_last) {
            (true, true) => self.assemble().0,
            (true, false) => self.of(Vec::new()).0,
            (false, _) => self.of(files.filter_map(value).collect()).0,
        }
    }

    fn of(&self, articles: Vec<Arc<Article>>) -> (Subject, Vec<Fault>) {
        let none = SubjectFacts::default();
        let facts = self.facts.value.as_ref().unwrap_or(&none);
        Subject::assemble(self.id.clone(), facts, articles)
    }

    /// What is wrong with its files.
    pub fn faults(&self) -> impl Iterator<Item = &Fault> {
        let files = self.files.values().flat_map(|kept| &kept.faults);
        self.unreadable.iter().chain(&self.facts.faults).chain(files)
    }
}
