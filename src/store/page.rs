//! Pages that a person names, to be imported.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;

/// The bytes of a regular file, and no more than one above `most`.
///
/// # Errors
/// When there is no such file, it is something else, or the system does not let it be read.
pub fn read(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let facts = fs::metadata(path)?;
    if !facts.is_file() {
        return Err(io::Error::other("it is no regular file"));
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(most + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_up_to_one_byte_too_many() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.txt");
        fs::write(&file, "12345").unwrap();
        assert_eq!(read(&file, 5).unwrap(), b"12345");
        assert_eq!(read(&file, 3).unwrap(), b"1234");
    }

    #[test]
    fn only_regular_files_are_opened() {
        let error = |path: &str| read(Path::new(path), 9).unwrap_err().to_string();
        assert_eq!(error("/dev/zero"), "it is no regular file");
        assert_eq!(error("/"), "it is no regular file");
        assert!(error("/no/such").starts_with("No such file"));
    }
}
