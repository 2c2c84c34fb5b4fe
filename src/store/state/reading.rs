//! Places and marks: where somebody was in each article, where `positions = true` stands in
//! `config.toml`, and what was marked and kept on purpose.
//!
//! A JSON document with a version. What it names is looked for by id and by first words when it is
//! used, so that an article that has changed is not taken for what it was. What of it belongs to
//! another library stays as it is.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{lock, read, rewrite};

/// The version of the document that this program reads and writes.
const VERSION: u32 = 1;

/// Articles whose places are kept, and marks.
const MOST_PLACES: usize = 200;
const MOST_MARKS: usize = 1000;

/// A passage of some library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spot {
    /// The article's id.
    pub article: String,
    /// The passage's id.
    pub passage: String,
    /// What its text begins with.
    pub begins: String,
}

/// A thing that is marked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mark {
    /// A passage.
    Passage(Spot),
    /// A term, by its name.
    Term(String),
}

/// What is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kept {
    /// Where somebody was, the latest first, one for each article.
    pub places: Vec<Spot>,
    /// In the order in which they were made.
    pub marks: Vec<Mark>,
}

/// What a run adds to it and takes away.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Change {
    /// Where somebody was, the latest first.
    pub places: Vec<Spot>,
    /// Marks that were made.
    pub marked: Vec<Mark>,
    /// Marks that were taken away.
    pub unmarked: Vec<Mark>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    version: u32,
    places: Vec<Spot>,
    marks: Vec<Mark>,
}

/// What a file keeps, and where it was set aside to if it cannot be used: one that is damaged or of
/// another version of the program.
///
/// # Errors
/// When the file cannot be read, or not be set aside.
pub fn kept(file: &Path) -> io::Result<(Kept, Option<PathBuf>)> {
    match parse(&read(file)?) {
        Some(kept) => Ok((kept, None)),
        None => Ok((Kept::default(), set_aside(file)?)),
    }
}

/// Changes what a file keeps. Where it cannot be used it is set aside first, as [`kept`] does.
///
/// # Errors
/// When the file cannot be read, written or set aside.
pub fn keep(file: &Path, change: &Change) -> io::Result<Option<PathBuf>> {
    let (_, aside) = kept(file)?;
    rewrite(file, |old| {
        // Another run may have written since, and only what this one can read is put in its place.
        let old = parse(&old).ok_or_else(|| io::Error::from(ErrorKind::InvalidData))?;
        Ok(old.after(change).document())
    })?;
    Ok(aside)
}

impl Kept {
    fn after(self, change: &Change) -> Self {
        let mut places = change.places.clone();
        places.extend(self.places);
        let mut seen = std::collections::HashSet::new();
        places.retain(|spot| seen.insert(spot.article.clone()));
        places.truncate(MOST_PLACES);
        let mut marks = self.marks;
        marks.retain(|mark| !change.unmarked.contains(mark));
        let new: Vec<_> =
            change.marked.iter().filter(|mark| !marks.contains(mark)).cloned().collect();
        marks.extend(new);
        marks.drain(..marks.len().saturating_sub(MOST_MARKS));
        Self { places, marks }
    }

    fn document(self) -> Vec<u8> {
        let Self { places, marks } = self;
        let document = Document { version: VERSION, places, marks };
        serde_json::to_vec_pretty(&document).unwrap_or_default()
    }
}

/// What a document says; nothing was ever kept where it is empty. None where it cannot be used.
fn parse(bytes: &[u8]) -> Option<Kept> {
    if bytes.is_empty() {
        return Some(Kept::default());
    }
    let document: Document = serde_json::from_slice(bytes).ok()?;
    let Document { version, places, marks } = document;
    (version == VERSION).then_some(Kept { places, marks })
}

/// Gives a file that cannot be used another name that nothing has yet; none where another run has
/// mended it meanwhile.
fn set_aside(file: &Path) -> io::Result<Option<PathBuf>> {
    let _held = lock(file.parent().unwrap_or(Path::new("")))?;
    if parse(&read(file)?).is_some() {
        return Ok(None);
    }
    let name = |n: usize| file.with_extension(format!("aside-{n}"));
    let free =
        (1..=usize::from(u16::MAX)).map(name).find(|path| fs::symlink_metadata(path).is_err());
    let Some(aside) = free else { return Ok(None) };
    fs::rename(file, &aside)?;
    Ok(Some(aside))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    fn spot(article: &str, n: usize) -> Spot {
        Spot {
            article: article.to_owned(),
            passage: format!("{article}#a.{n}"),
            begins: "It".to_owned(),
        }
    }

    fn at(places: Vec<Spot>) -> Change {
        Change { places, ..Change::default() }
    }

    #[test]
    fn the_latest_place_of_each_article_is_kept_for_its_owner_alone() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("pamphlet/reading.json");
        assert_eq!(kept(&file).unwrap(), (Kept::default(), None));
        keep(&file, &at(vec![spot("b", 1), spot("a", 1)])).unwrap();
        keep(&file, &at(vec![spot("a", 2)])).unwrap();
        assert_eq!(kept(&file).unwrap().0.places, [spot("a", 2), spot("b", 1)]);
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::read_dir(file.parent().unwrap()).unwrap().count(), 1);
    }

    #[test]
    fn marks_are_added_and_taken_away_one_by_one() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("reading.json");
        let [one, two] = [Mark::Passage(spot("a", 1)), Mark::Term("nausea".to_owned())];
        let marked = vec![one.clone(), two.clone()];
        keep(&file, &Change { marked: marked.clone(), ..Change::default() }).unwrap();
        keep(&file, &Change { marked, ..Change::default() }).unwrap();
        assert_eq!(kept(&file).unwrap().0.marks, [one.clone(), two.clone()]);
        keep(&file, &Change { unmarked: vec![one], ..Change::default() }).unwrap();
        assert_eq!(kept(&file).unwrap().0.marks, [two]);
    }

    #[test]
    fn what_cannot_be_used_is_set_aside_and_named() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("reading.json");
        let other = r#"{"version": 2, "places": [], "marks": []}"#;
        for (n, text) in
            ["{", "[]", other, "\u{0}", r#"{"version": 1, "places": [3], "marks": []}"#]
                .iter()
                .enumerate()
        {
            fs::write(&file, text).unwrap();
            let aside = keep(&file, &at(vec![spot("a", n)])).unwrap().unwrap();
            assert_eq!(fs::read_to_string(&aside).unwrap(), *text, "{n}");
            assert_eq!(kept(&file).unwrap().0.places, [spot("a", n)], "{n}");
        }
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 6, "none was written over");
    }

    #[test]
    fn no_more_is_kept_than_has_a_use() {
        let places = (0..300).map(|i| spot(&format!("a{i}"), 1)).collect();
        let marked = (0..1500).map(|i| Mark::Term(i.to_string())).collect();
        let kept = Kept::default().after(&Change { places, marked, unmarked: Vec::new() });
        assert_eq!((kept.places.len(), kept.places[0].article.as_str()), (MOST_PLACES, "a0"));
        assert_eq!(
            (kept.marks.len(), kept.marks.last()),
            (MOST_MARKS, Some(&Mark::Term("1499".into())))
        );
    }

    #[test]
    fn a_folder_that_cannot_be_written_is_an_error_and_the_file_stays() {
        let home = tempfile::tempdir().unwrap();
        let blocked = home.path().join("file");
        fs::write(&blocked, "").unwrap();
        assert!(keep(&blocked.join("reading.json"), &at(vec![spot("a", 1)])).is_err());
    }
}
