//! Names: which files and folders belong to a library, told without opening them.

use std::ffi::{OsStr, OsString};
use std::fs::DirEntry;
use std::io;
use std::path::Path;

use super::file::entries;
use super::subject::FACTS;
use crate::library::sanitize::{clean_line, clean_path};

/// Whether it is a folder itself, and no link to one.
pub fn is_folder(entry: &DirEntry) -> bool {
    entry.file_type().is_ok_and(|kind| kind.is_dir())
}

/// The folders in a library's folder that are subjects, or would be with an article in them.
///
/// # Errors
/// When the folder cannot be listed.
pub fn folders(root: &Path) -> io::Result<Vec<OsString>> {
    let entries = entries(root)?;
    Ok(entries.iter().filter(|entry| is_folder(entry)).map(DirEntry::file_name).collect())
}

/// Texts, pages and documents in the folders of subjects that are not read, as they lie below `root`.
#[must_use]
pub fn unread(root: &Path) -> Vec<String> {
    const ENDINGS: [&str; 10] =
        ["md", "markdown", "mdown", "txt", "html", "htm", "pdf", "docx", "doc", "odt"];
    let is_unread = |name: &OsStr| {
        let ending =
            Path::new(name).extension().map(|ending| ending.to_string_lossy().to_lowercase());
        let is_known = ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()));
        let is_readme = name.to_string_lossy().to_lowercase().starts_with("readme.");
        is_known && !is_readme && stem(name).is_none()
    };
    let of_subject = |subject: OsString| {
        let files = entries(&root.join(&subject)).unwrap_or_default();
        let names =
            files.into_iter().filter(|entry| !is_folder(entry)).map(|entry| entry.file_name());
        let unread = names.filter(|name| is_unread(name));
        unread.map(|name| clean_path(&Path::new(&subject).join(name))).collect::<Vec<_>>()
    };
    folders(root).unwrap_or_default().into_iter().flat_map(of_subject).collect()
}

/// Whether a path below a library's folder can be the folder itself, a subject or a file that is
/// read, by its name.
#[must_use]
pub fn can_belong(path: &Path) -> bool {
    let parts: Vec<&OsStr> = path.iter().collect();
    match parts.as_slice() {
        [] => true,
        [name] => !is_hidden(name),
        [folder, file] => !is_hidden(folder) && (*file == FACTS || stem(file).is_some()),
        _ => false,
    }
}

fn is_hidden(name: &OsStr) -> bool {
    name.to_string_lossy().starts_with('.')
}

/// The stem of an article's file name; README.md is for people who browse the folder.
pub fn stem(name: &OsStr) -> Option<String> {
    let name = name.to_string_lossy();
    let stem =
        name.strip_suffix(".md").filter(|stem| !stem.is_empty() && !stem.starts_with('.'))?;
    (!stem.eq_ignore_ascii_case("readme")).then(|| clean_line(stem))
}
