//! Earlier queries, where `history = true` stands in `config.toml`: a file with one query a line, the
//! newest first.

use std::io;
use std::path::Path;

use super::{read, rewrite};
use crate::library::sanitize::clean_line;

/// Queries that are kept.
pub const MOST_QUERIES: usize = 100;

/// Characters of a query that are kept.
const LONGEST: usize = 300;

/// The queries of a file, the newest first, without anything that could drive a terminal; none
/// where there is no file.
///
/// # Errors
/// When the file cannot be read, or is no regular one.
pub fn queries(file: &Path) -> io::Result<Vec<String>> {
    Ok(kept(String::from_utf8_lossy(&read(file)?).lines()))
}

/// Puts queries, the newest first, before those of a file, which is written anew as a whole.
///
/// # Errors
/// When the file that is there cannot be read, or the new one not written.
pub fn keep_queries(file: &Path, new: &[&str]) -> io::Result<()> {
    if new.is_empty() {
        return Ok(());
    }
    rewrite(file, |old| {
        let old = String::from_utf8_lossy(&old);
        let all = kept(new.iter().copied().chain(old.lines()));
        Ok((all.join("\n") + "\n").into_bytes())
    })
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
    use std::fs;
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
