//! Files that a person asks for by name: written whole or not at all, and never over another
//! unasked.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::library::sanitize::clean_path;

/// Why a file was not written.
#[derive(Debug, Error)]
pub enum Error {
    /// There is one of that name.
    #[error("{} is there already", clean_path(.0))]
    Exists(PathBuf),
    /// The name is that of a folder, a device or the like.
    #[error("cannot write {}: it is no regular file", clean_path(.0))]
    NoFile(PathBuf),
    /// There is no folder of that name.
    #[error("no such folder: {}", clean_path(.0))]
    NoFolder(PathBuf),
    /// The system says no.
    #[error("cannot write {}: {}", clean_path(.0), .1)]
    Io(PathBuf, io::Error),
}

/// The path that a person typed, with `~/` for the home folder.
#[must_use]
pub fn named(name: &str) -> PathBuf {
    let home = name.strip_prefix("~/").zip(etcetera::home_dir().ok());
    home.map_or_else(|| PathBuf::from(name), |(rest, home)| home.join(rest))
}

/// Whether [`write()`] would find the name free, or may replace what has it.
///
/// # Errors
/// When there is such a file and it may not be replaced, or the name is that of something else.
pub fn can_write(path: &Path, replace: bool) -> Result<(), Error> {
    fs::metadata(path).map_or(Ok(()), |facts| may_replace(path, &facts, replace))
}

fn may_replace(path: &Path, facts: &fs::Metadata, replace: bool) -> Result<(), Error> {
    match facts.is_file() {
        false => Err(Error::NoFile(path.to_owned())),
        true if !replace => Err(Error::Exists(path.to_owned())),
        true => Ok(()),
    }
}

/// Writes a text to a file of this name; one that is there is replaced only where that is asked for.
///
/// The text is written beside it and then given the name, so that nobody ever finds half of it.
///
/// # Errors
/// When there is such a file and it may not be replaced, the name is that of something else, or the
/// system does not let it be written. Nothing has been changed then.
pub fn write(path: &Path, text: &str, replace: bool) -> Result<(), Error> {
    let failed = |error: io::Error| match error.kind() {
        ErrorKind::AlreadyExists => Error::Exists(path.to_owned()),
        _ => Error::Io(path.to_owned(), error),
    };
    match fs::metadata(path) {
        Ok(facts) => {
            may_replace(path, &facts, replace)?;
            replaced(path, text, &facts)
        }
        Err(error) if error.kind() == ErrorKind::NotFound => made(path, text),
        Err(error) => Err(error),
    }
    .map_err(failed)
}

/// Makes a folder, and those around it, unless it is there.
///
/// # Errors
/// When the system does not let it be made, or the name is that of a file.
pub fn folder(path: &Path) -> Result<(), Error> {
    fs::create_dir_all(path).map_err(|error| Error::Io(path.to_owned(), error))
}

/// Writes a text as [`write()`] does, to a file whose folder is made in `root` if it is not there.
///
/// # Errors
/// As [`write()`], and when `root` is no folder.
pub fn write_in(path: &Path, root: &Path, text: &str, replace: bool) -> Result<(), Error> {
    if !root.is_dir() {
        return Err(Error::NoFolder(root.to_owned()));
    }
    let folder = path.parent().unwrap_or(root);
    match fs::create_dir(folder) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            Err(Error::Io(folder.to_owned(), error))
        }
        _ => write(path, text, replace),
    }
}

/// Puts a text in place of a file, behind links to it, with the permissions that it had.
fn replaced(path: &Path, text: &str, facts: &fs::Metadata) -> io::Result<()> {
    let path = fs::canonicalize(path)?;
    let beside = beside(&path)?;
    let written = fill(&beside, text)
        .and_then(|()| fs::set_permissions(&beside, facts.permissions()))
        .and_then(|()| fs::rename(&beside, &path));
    written.inspect_err(|_| drop(fs::remove_file(&beside)))
}

/// Makes a file of this name unless there has come to be one meanwhile, which a second name for the
/// text tells and renaming would not; directly where files can have one name only.
fn made(path: &Path, text: &str) -> io::Result<()> {
    let beside = beside(path)?;
    let written = fill(&beside, text).and_then(|()| fs::hard_link(&beside, path));
    let tidied = fs::remove_file(&beside);
    match written {
        Ok(()) => tidied,
        Err(error)
            if matches!(error.kind(), ErrorKind::Unsupported | ErrorKind::PermissionDenied) =>
        {
            fill(path, text)
        }
        Err(error) => Err(error),
    }
}

/// Where a file is written before it has its name: hidden in the same folder.
fn beside(path: &Path) -> io::Result<PathBuf> {
    let no_name = || io::Error::new(ErrorKind::InvalidInput, "no file name");
    let name = path.file_name().ok_or_else(no_name)?.to_string_lossy();
    Ok(path.with_file_name(format!(".{name}.{}", std::process::id())))
}

/// Writes a new file, and takes it away again where that fails.
fn fill(path: &Path, text: &str) -> io::Result<()> {
    let mut file: File = OpenOptions::new().write(true).create_new(true).open(path)?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    written.inspect_err(|_| drop(fs::remove_file(path)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> =
            entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_that_is_there_is_replaced_only_when_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.md");
        write(&file, "one", false).unwrap();
        assert!(matches!(write(&file, "two", false), Err(Error::Exists(_))));
        assert_eq!(fs::read_to_string(&file).unwrap(), "one");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        write(&file, "three", true).unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "three");
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
        assert_eq!(names(folder.path()), ["a.md"], "nothing is left beside it");
    }

    #[test]
    fn a_file_that_came_meanwhile_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.md");
        fs::write(&file, "other").unwrap();
        assert_eq!(made(&file, "own").unwrap_err().kind(), ErrorKind::AlreadyExists);
        assert_eq!(fs::read_to_string(&file).unwrap(), "other");
        assert_eq!(names(folder.path()), ["a.md"]);
    }

    #[test]
    fn a_folder_is_made_in_its_root_and_nowhere_else() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("new/a.md");
        write_in(&file, folder.path(), "one", false).unwrap();
        assert!(matches!(write_in(&file, folder.path(), "two", false), Err(Error::Exists(_))));
        assert_eq!(fs::read_to_string(&file).unwrap(), "one");
        let lost = folder.path().join("none");
        assert!(matches!(
            write_in(&lost.join("a/b.md"), &lost, "x", true),
            Err(Error::NoFolder(_))
        ));
        assert_eq!(names(folder.path()), ["new"]);
    }

    #[test]
    fn a_link_stays_one_and_what_it_leads_to_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let [file, link] = ["a.md", "link.md"].map(|name| folder.path().join(name));
        fs::write(&file, "old").unwrap();
        symlink(&file, &link).unwrap();
        assert!(matches!(write(&link, "new", false), Err(Error::Exists(_))));
        write(&link, "new", true).unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    }

    #[test]
    fn what_is_no_file_and_where_nothing_can_be_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        for replace in [false, true] {
            assert!(matches!(write(folder.path(), "x", replace), Err(Error::NoFile(_))));
            let lost = folder.path().join("none/a.md");
            let error = write(&lost, "x", replace).unwrap_err().to_string();
            assert!(error.ends_with("No such file or directory (os error 2)"), "{error}");
            let below = folder.path().join("file");
            fs::write(&below, "").unwrap();
            assert!(matches!(write(&below.join("a.md"), "x", replace), Err(Error::Io(..))));
        }
        assert!(write(Path::new(""), "x", false).is_err());
        assert_eq!(names(folder.path()), ["file"]);
    }
}
