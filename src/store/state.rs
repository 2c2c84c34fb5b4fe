//! What the program keeps from one run to the next: earlier queries, for those who want it, and the
//! report of the last panic.
//!
//! The history has one query a line, the newest first; it is neither read nor written unless
//! `history = true` stands in `config.toml`. Only their owner may read the files.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use etcetera::base_strategy::Xdg;

use crate::library::sanitize::clean_line;

/// Queries that are kept.
pub const MOST_QUERIES: usize = 100;

/// Characters of a query that are kept.
const LONGEST: usize = 300;

/// Bytes of the file that are read.
const MOST_BYTES: u64 = 1 << 18;

/// Where everything is kept: `$XDG_STATE_HOME/pamphlet`.
#[must_use]
pub fn folder() -> Option<PathBuf> {
    Some(Xdg::new().ok()?.state_dir()?.join("pamphlet"))
}

/// Where earlier queries are kept: `$XDG_STATE_HOME/pamphlet/history`.
#[must_use]
pub fn history_file() -> Option<PathBuf> {
    Some(folder()?.join("history"))
}

/// Keeps the report of a panic in a folder, in place of the one before; returns its file.
///
/// # Errors
/// When it cannot be written.
pub fn keep_report(folder: &Path, report: &str) -> io::Result<PathBuf> {
    let file = folder.join("panic.txt");
    replace(&file, report)?;
    Ok(file)
}

/// The queries of a file, the newest first, without anything that could drive a terminal; none
/// where there is no file.
///
/// # Errors
/// When the file cannot be read, or is no regular one.
pub fn queries(file: &Path) -> io::Result<Vec<String>> {
    match fs::metadata(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Ok(facts) if !facts.is_file() => {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "no regular file"));
        }
        _ => {}
    }
    let mut bytes = Vec::new();
    fs::File::open(file)?.take(MOST_BYTES).read_to_end(&mut bytes)?;
    Ok(kept(String::from_utf8_lossy(&bytes).lines()))
}

/// Puts queries, the newest first, before those of a file, which is written anew as a whole.
///
/// # Errors
/// When the file that is there cannot be read, or the new one not written.
pub fn keep_queries(file: &Path, new: &[&str]) -> io::Result<()> {
    if new.is_empty() {
        return Ok(());
    }
    let old = queries(file)?;
    let all = kept(new.iter().copied().chain(old.iter().map(String::as_str)));
    replace(file, &(all.join("\n") + "\n"))
}

/// Puts a whole text into the place of a file, in a folder that is made if it is not there.
fn replace(file: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = file.parent() {
        DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    }
    let beside = file.with_extension(std::process::id().to_string());
    let written = write(&beside, text).and_then(|()| fs::rename(&beside, file));
    written.inspect_err(|_| drop(fs::remove_file(&beside)))
}

fn write(file: &Path, text: &str) -> io::Result<()> {
    let mut out = OpenOptions::new().write(true).create_new(true).mode(0o600).open(file)?;
    out.write_all(text.as_bytes())?;
    out.sync_all()
}

/// Lines as queries: cleaned, of limited length and number, none blank, and none twice in a row.
fn kept<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<String> {
    let cut = |line: &str| clean_line(line).chars().take(LONGEST).collect::<String>();
    let mut queries: Vec<String> = Vec::new();
    for query in lines.map(cut).map(|query| query.trim_end().to_owned()) {
        if !query.is_empty() && queries.last() != Some(&query) {
            queries.push(query);
        }
        if queries.len() == MOST_QUERIES {
            break;
        }
    }
    queries
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn queries_are_kept_newest_first_for_their_owner_alone() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("state/pamphlet/history");
        assert_eq!(queries(&file).unwrap(), [""; 0]);
        keep_queries(&file, &["second", "first"]).unwrap();
        keep_queries(&file, &["third", "second"]).unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "third\nsecond\nfirst\n");
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        let folder = file.parent().unwrap();
        assert_eq!(fs::metadata(folder).unwrap().permissions().mode() & 0o777, 0o700);
        assert_eq!(fs::read_dir(folder).unwrap().count(), 1, "nothing is left beside it");
    }

    #[test]
    fn nothing_new_writes_nothing() {
        let home = tempfile::tempdir().unwrap();
        keep_queries(&home.path().join("pamphlet/history"), &[]).unwrap();
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
    }

    #[test]
    fn what_stands_in_the_file_is_not_trusted() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("history");
        let mut bytes = b"one\x1b[31m\n\n \x00\nbad \xff utf\none\none\n".to_vec();
        bytes.extend("x".repeat(1000).bytes());
        bytes.extend("\nmany".repeat(3).bytes());
        bytes.extend((0..500).flat_map(|i| format!("\nq{i}").into_bytes()));
        fs::write(&file, bytes).unwrap();
        let found = queries(&file).unwrap();
        assert_eq!(found[..3], ["one", "bad \u{fffd} utf", "one"]);
        assert_eq!((found[3].len(), found[4].as_str(), found[5].as_str()), (300, "many", "q0"));
        assert_eq!(found.len(), MOST_QUERIES);
    }

    #[test]
    fn what_is_no_file_is_neither_read_nor_replaced() {
        let home = tempfile::tempdir().unwrap();
        assert!(queries(home.path()).is_err());
        assert!(keep_queries(home.path(), &["a"]).is_err());
        let blocked = home.path().join("file");
        fs::write(&blocked, "").unwrap();
        assert!(keep_queries(&blocked.join("pamphlet/history"), &["a"]).is_err());
    }
}
