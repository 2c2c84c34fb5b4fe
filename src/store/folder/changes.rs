//! What may have changed in a folder, and what has.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fmt;
use std::path::{Component, Path, PathBuf};

use crate::library::Fault;

/// What may have changed since it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Touched {
    /// Anything.
    All,
    /// These files and folders, by their path below the library's folder.
    Paths(BTreeSet<PathBuf>),
}

/// What was found changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    changed: Tally,
    added: Tally,
    removed: Tally,
    left_out: Tally,
    /// Files that are no articles.
    rules: BTreeSet<String>,
    /// Whether articles, their order or their topics are others, so that an index no longer fits.
    reindex: bool,
}

/// How many, and what to say of the first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Tally {
    count: usize,
    first: String,
}

impl Touched {
    /// Nothing.
    #[must_use]
    pub fn nothing() -> Self {
        Self::Paths(BTreeSet::new())
    }

    /// Whether something in the library's folder itself may have changed, and not in its subjects.
    #[must_use]
    pub fn reaches_root(&self) -> bool {
        match self {
            Self::All => true,
            Self::Paths(paths) => paths.iter().any(|path| depth(path) < 2),
        }
    }

    /// Whether a file or folder of the library's folder may have changed.
    #[must_use]
    pub fn has(&self, name: &OsStr) -> bool {
        match self {
            Self::All => true,
            Self::Paths(paths) => paths.contains(Path::new(name)) || paths.contains(Path::new("")),
        }
    }

    /// Single files of subjects, with their folder.
    pub fn files(&self) -> impl Iterator<Item = (&OsStr, &OsStr)> {
        let paths = match self {
            Self::All => None,
            Self::Paths(paths) => Some(paths),
        };
        paths.into_iter().flatten().filter_map(|path| {
            let mut parts = path.components().map(Component::as_os_str);
            Some((parts.next()?, parts.next()?)).filter(|_| parts.next().is_none())
        })
    }
}

fn depth(path: &Path) -> usize {
    path.components().count()
}

impl<P: Into<PathBuf>> FromIterator<P> for Touched {
    fn from_iter<I: IntoIterator<Item = P>>(paths: I) -> Self {
        Self::Paths(paths.into_iter().map(Into::into).collect())
    }
}

impl Changes {
    /// Whether nothing has changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether an index of what was read before no longer fits.
    #[must_use]
    pub fn need_index(&self) -> bool {
        self.reindex
    }

    /// An article that was there, or not, says something else now.
    pub(super) fn article(&mut self, name: &str, was_there: bool) {
        self.reindex = true;
        let tally = if was_there { &mut self.changed } else { &mut self.added };
        tally.add(|| name.to_owned());
    }

    /// An article is filed otherwise, and says the same.
    pub(super) fn refiled(&mut self) {
        self.reindex = true;
    }

    /// A file is left out now.
    pub(super) fn left_out(&mut self, fault: &Fault, was_there: bool) {
        self.reindex |= was_there;
        self.left_out.add(|| fault.to_string());
    }

    /// A file is there no more.
    pub(super) fn removed(&mut self, name: &str, was_there: bool) {
        self.reindex |= was_there;
        self.removed.add(|| name.to_owned());
    }

    /// A file that says how articles are read.
    pub(super) fn rules(&mut self, name: String, reindex: bool) {
        self.reindex |= reindex;
        self.rules.insert(name);
    }
}

impl fmt::Display for Changes {
    /// Writes a sentence without its full stop: what has changed, or how many.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts: Vec<String> =
            self.rules.iter().map(|name| format!("{name} changed")).collect();
        let kinds =
            [(&self.changed, "changed"), (&self.added, "added"), (&self.removed, "removed")];
        let count: usize = kinds.iter().map(|(tally, _)| tally.count).sum();
        let told = kinds.into_iter().filter(|(tally, _)| tally.count > 0);
        match count {
            1 => parts.extend(told.map(|(tally, what)| format!("{} {what}", tally.first))),
            _ => parts.extend(told.enumerate().map(|(i, (tally, what))| tally.of_many(i, what))),
        }
        parts.extend(self.left_out.as_left_out());
        f.write_str(&parts.join(", "))
    }
}

impl Tally {
    fn add(&mut self, what: impl FnOnce() -> String) {
        if self.count == 0 {
            self.first = what();
        }
        self.count += 1;
    }

    /// Only the first part of an enumeration says what is counted.
    fn of_many(&self, part: usize, what: &str) -> String {
        match (part, self.count) {
            (0, 1) => format!("1 article {what}"),
            (0, count) => format!("{count} articles {what}"),
            (_, count) => format!("{count} {what}"),
        }
    }

    fn as_left_out(&self) -> Option<String> {
        match self.count {
            0 => None,
            1 => Some(format!("left out {}", self.first)),
            count => Some(format!("{count} left out, the first {}", self.first)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(make: impl FnOnce(&mut Changes)) -> String {
        let mut changes = Changes::default();
        make(&mut changes);
        changes.to_string()
    }

    fn fault() -> Fault {
        Fault::at(
            crate::library::FaultKind::Encoding,
            "tea/bad.md",
            "one\nand the next",
            16,
            "not UTF-8",
        )
    }

    #[test]
    fn one_file_is_named() {
        assert_eq!(said(|c| c.article("tea/good.md", true)), "tea/good.md changed");
        assert_eq!(said(|c| c.article("tea/good.md", false)), "tea/good.md added");
        assert_eq!(said(|c| c.removed("tea/good.md", true)), "tea/good.md removed");
        assert_eq!(said(|c| c.left_out(&fault(), true)), "left out tea/bad.md:2:13: not UTF-8");
        assert_eq!(said(|c| c.rules("topics.toml".into(), true)), "topics.toml changed");
    }

    #[test]
    fn several_are_counted() {
        let several = said(|c| {
            c.article("a/b.md", true);
            c.article("a/c.md", true);
            c.article("a/d.md", false);
            c.left_out(&fault(), false);
            c.left_out(&fault(), false);
            c.rules("a/subject.toml".into(), true);
        });
        let expected = "a/subject.toml changed, 2 articles changed, 1 added, \
            2 left out, the first tea/bad.md:2:13: not UTF-8";
        assert_eq!(several, expected);
    }

    #[test]
    fn what_was_not_there_before_needs_no_new_index() {
        let mut changes = Changes::default();
        changes.left_out(&fault(), false);
        changes.rules("glossary.toml".into(), false);
        assert!(!changes.is_empty() && !changes.need_index());
        changes.removed("a/b.md", true);
        assert!(changes.need_index());
    }

    #[test]
    fn a_path_is_a_file_of_a_subject_or_in_the_folder_itself() {
        let touched: Touched = ["tea/good.md", "tea/deep/x.md"].into_iter().collect();
        assert!(!touched.reaches_root());
        let files: Vec<_> = touched.files().collect();
        assert_eq!(files, [(OsStr::new("tea"), OsStr::new("good.md"))]);
        let touched: Touched = ["tea"].into_iter().collect();
        assert!(touched.reaches_root() && touched.has(OsStr::new("tea")));
        assert!(!touched.has(OsStr::new("iron")));
    }
}
