//! The system's `config.toml`, which is believed only where nobody but its owner can write it.

use std::fs::{self, File};
use std::io::{self, Read};
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use toml::de::{DeTable, DeValue};

use super::{ConfigError, KEYS, Layer, entries, kiosk, whole};
use crate::library::sanitize::clean_path;
use crate::library::{Fault, FaultKind};

/// Where the system's configuration stands.
pub const SYSTEM: &str = "/etc/xdg/pamphlet/config.toml";

/// The user id that it belongs to.
pub const ROOT: u32 = 0;

/// Bits of a file's mode by which its group and others may write it.
const WRITABLE: u32 = 0o022;

/// What the system's file says, and what is wrong with it; nothing where there is none. One that is
/// not `owner`'s alone to write is passed over, and said to be.
///
/// # Errors
/// When it cannot be read or is no TOML: it may say that this is a kiosk.
pub fn system(path: &Path, owner: u32) -> Result<(Layer, Vec<Fault>), ConfigError> {
    match text(path, owner) {
        Ok(Some(text)) => parse(path, &text),
        Ok(None) => {
            let message = "passed over: only its owner, root, may be able to write it";
            Ok((Layer::default(), vec![whole(&clean_path(path), message)]))
        }
        Err(error) if is_missing(&error) => Ok(Default::default()),
        Err(source) => Err(failure(path, source)),
    }
}

fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

fn failure(path: &Path, source: io::Error) -> ConfigError {
    ConfigError { what: "system's configuration", path: path.to_owned(), source }
}

/// The text of a file, if it is the owner's alone. It is asked of the open file, so that none is put
/// into its place in between.
fn text(path: &Path, owner: u32) -> io::Result<Option<String>> {
    if !fs::metadata(path)?.is_file() {
        return Ok(None);
    }
    let mut file = File::open(path)?;
    let facts = file.metadata()?;
    if facts.uid() != owner || facts.mode() & WRITABLE != 0 {
        return Ok(None);
    }
    let mut text = String::new();
    file.read_to_string(&mut text)?;
    Ok(Some(text))
}

fn parse(path: &Path, text: &str) -> Result<(Layer, Vec<Fault>), ConfigError> {
    let file = clean_path(path);
    let table = DeTable::parse(text).map_err(|error| {
        let fault = Fault::toml(FaultKind::Config, &file, text, 0, &error);
        failure(path, io::Error::other(fault.to_string()))
    })?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let known = [KEYS.as_slice(), &kiosk::KEYS].concat();
    let mut layer = Layer::default();
    let set = |key: &str, value: &DeValue| {
        let taken = kiosk::set(&mut layer, key, value);
        taken.unwrap_or_else(|| layer.set(key, value, folder))
    };
    let faults = entries(&file, text, table.get_ref(), &known, set);
    Ok((layer, faults))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;
    use std::time::Duration;

    use super::*;
    use crate::keymap::sequence;
    use crate::store::config::Theme;

    /// What a file with this text and mode says to somebody who believes a user; by default the one
    /// that the test is run by.
    fn said(text: &str, mode: u32, owner: Option<u32>) -> (Layer, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        let owner = owner.unwrap_or_else(|| fs::metadata(&path).unwrap().uid());
        let (layer, faults) = system(&path, owner).unwrap();
        let place = format!("{}/", folder.path().display());
        (layer, faults.iter().map(|fault| fault.to_string().replace(&place, "")).collect())
    }

    #[test]
    fn the_systems_file_makes_a_kiosk() {
        let text =
            "kiosk = true\nidle_secs = 30\nkiosk_exit = \"ctrl-x ctrl-x q\"\ntheme = \"dark\"\n";
        let expected = Layer {
            kiosk: Some(true),
            idle: Some(Duration::from_secs(30)),
            exit: Some(sequence("ctrl-x ctrl-x q").unwrap()),
            theme: Some(Theme::Dark),
            ..Layer::default()
        };
        assert_eq!(said(text, 0o644, None), (expected, Vec::new()));
    }

    #[test]
    fn a_file_that_others_can_write_or_own_is_passed_over_and_said_to_be() {
        let (text, nobody) = ("kiosk = true\n", Some(u32::MAX));
        for (mode, owner) in [(0o664, None), (0o646, None), (0o644, nobody)] {
            let (layer, faults) = said(text, mode, owner);
            assert_eq!(layer, Layer::default(), "{mode:o}");
            assert!(faults[0].starts_with("config.toml: passed over"), "{faults:?}");
        }
    }

    #[test]
    fn what_is_wrong_is_named_and_the_rest_holds() {
        let text = "kiosk = true\nidle_secs = 3\nkiosk_exit = \"q q\"\nidel = 2\n";
        let (layer, faults) = said(text, 0o644, None);
        assert_eq!(layer, Layer { kiosk: Some(true), ..Layer::default() });
        let expected = [
            "config.toml:2:13: `idle_secs` is a whole number from 10 to 3600",
            "config.toml:3:14: `kiosk_exit` needs 3 keys, one after the other",
            "config.toml:4:1: unknown key `idel`",
        ];
        assert_eq!(faults, expected);
    }

    #[test]
    fn none_is_no_fault_and_one_that_is_no_toml_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        assert_eq!(system(&path, ROOT).unwrap(), Default::default());
        fs::write(&path, "kiosk = \n").unwrap();
        let owner = fs::metadata(&path).unwrap().uid();
        assert!(system(&path, owner).is_err());
        assert!(system(folder.path(), owner).unwrap().1.len() == 1, "no folder is believed");
    }
}
