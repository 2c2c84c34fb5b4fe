//! The settings: flags over `PAMPHLET_*` variables over the person's `config.toml` over the system's
//! over defaults. In a kiosk the system's go before the flags, and nothing else is asked.
//!
//! What is wrong in a variable or in a file is told as a fault and passed over; only a file that
//! was asked for by name and cannot be read is an error, or one of the system's that is no TOML.

mod kiosk;
mod system;

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use etcetera::BaseStrategy;
use etcetera::base_strategy::Xdg;
use thiserror::Error;
use toml::de::{DeTable, DeValue};

use crate::keymap::{Key, Keymap};
use crate::library::nearest::did_you_mean;
use crate::library::nearest::nearest;
use crate::library::sanitize::{clean_line, clean_path};
use crate::library::{Fault, FaultKind, MOST_FAULTS};
pub use kiosk::Kiosk;
pub use system::{ROOT, SYSTEM, system};

/// The keys of `config.toml`; all but the last two are also variables (`PAMPHLET_THEME`).
const KEYS: [&str; 8] =
    ["library", "theme", "keymap", "ascii", "mouse", "width", "history", "positions"];

/// Columns that `width` may ask for, both ends included.
const WIDTHS: (u16, u16) = (20, 1000);

/// The colours of the reader.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Theme {
    /// The terminal's own sixteen colours.
    #[default]
    Terminal,
    /// For a dark background.
    Dark,
    /// For a light background.
    Light,
    /// Contrast of 7:1 and more.
    HighContrast,
    /// No colour at all.
    Mono,
}

impl Theme {
    /// Every theme with the name that people write.
    pub const ALL: [(&'static str, Self); 5] = [
        ("terminal", Self::Terminal),
        ("dark", Self::Dark),
        ("light", Self::Light),
        ("high-contrast", Self::HighContrast),
        ("mono", Self::Mono),
    ];

    /// The theme of a name that people write.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(n, _)| *n == name).map(|(_, theme)| *theme)
    }

    /// The name that people write.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, theme)| *theme == self).map_or("", |(name, _)| name)
    }
}

/// What one place says; nothing where it is silent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layer {
    /// A library folder.
    pub library: Option<PathBuf>,
    /// The colours.
    pub theme: Option<Theme>,
    /// A keymap file.
    pub keymap: Option<PathBuf>,
    /// Whether to draw with ASCII only.
    pub ascii: Option<bool>,
    /// Whether the reader takes the mouse.
    pub mouse: Option<bool>,
    /// Columns to write in.
    pub width: Option<u16>,
    /// Whether earlier queries are kept from one run to the next.
    pub history: Option<bool>,
    /// Whether the places in articles are kept from one run to the next.
    pub positions: Option<bool>,
    /// Whether the reader is a kiosk.
    pub kiosk: Option<bool>,
    /// How long nobody may touch a key of a kiosk.
    pub idle: Option<Duration>,
    /// The keys that leave a kiosk, one after the other.
    pub exit: Option<Vec<Key>>,
}

/// What holds after all places were asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
pub struct Settings {
    /// A library folder; the bundled library where there is none.
    pub library: Option<PathBuf>,
    /// The colours.
    pub theme: Theme,
    /// The person's keymap, if there is one.
    pub keymap: Option<PathBuf>,
    /// Whether to draw with ASCII only.
    pub ascii: bool,
    /// Whether the reader takes the mouse.
    pub mouse: bool,
    /// Columns to write in; the terminal's where none is asked for.
    pub width: Option<u16>,
    /// Whether earlier queries are kept from one run to the next.
    pub history: bool,
    /// Whether the places in articles are kept from one run to the next.
    pub positions: bool,
    /// How the reader is a kiosk, if it is one.
    pub kiosk: Option<Kiosk>,
}

/// A file of the person's that cannot be read.
#[derive(Debug, Error)]
#[error("cannot read the {what} {path}: {source}", path = path.display())]
pub struct ConfigError {
    what: &'static str,
    path: PathBuf,
    source: io::Error,
}

/// Asks flags, variables, file, system and defaults, in this order; `config` is the file that a flag
/// names, `variable` reads the environment, and `system` is what [`system`] has said.
///
/// # Errors
/// When a configuration file that was asked for by name cannot be read.
pub fn settings(
    flags: Layer,
    config: Option<PathBuf>,
    variable: impl Fn(&str) -> Option<OsString>,
    system: Layer,
) -> Result<(Settings, Vec<Fault>), ConfigError> {
    let plain = is_plain_console(variable("TERM"));
    let (layer, faults) = if kiosk::is_asked_for(&flags, &system) {
        kiosk::layers(flags, config.as_deref(), system)
    } else {
        layers(flags, config, variable, system)?
    };
    Ok((layer.settings(plain), faults))
}

/// Whether this terminal has the few characters of a font in the kernel.
fn is_plain_console(term: Option<OsString>) -> bool {
    term.is_some_and(|term| term == "linux")
}

/// What all places say to a person who is free to choose.
fn layers(
    flags: Layer,
    config: Option<PathBuf>,
    variable: impl Fn(&str) -> Option<OsString>,
    system: Layer,
) -> Result<(Layer, Vec<Fault>), ConfigError> {
    let variable = |name: &str| variable(name).filter(|value| !value.is_empty());
    let named = config.or_else(|| variable("PAMPHLET_CONFIG").map(PathBuf::from));
    let (environment, mut faults) = from_environment(variable);
    let (file, mut file_faults) = match &named {
        Some(path) => from_file(path)?,
        None => own("config.toml").map_or(Ok(Default::default()), |path| from_file(&path))?,
    };
    faults.append(&mut file_faults);
    let own_keymap = Layer { keymap: own("keymap.toml"), ..Layer::default() };
    let all = flags.over(environment).over(file).over(own_keymap).over(system);
    Ok((all, faults))
}

impl Layer {
    /// This layer where it speaks, the lower one where it is silent.
    fn over(self, lower: Self) -> Self {
        Self {
            library: self.library.or(lower.library),
            theme: self.theme.or(lower.theme),
            keymap: self.keymap.or(lower.keymap),
            ascii: self.ascii.or(lower.ascii),
            mouse: self.mouse.or(lower.mouse),
            width: self.width.or(lower.width),
            history: self.history.or(lower.history),
            positions: self.positions.or(lower.positions),
            kiosk: self.kiosk.or(lower.kiosk),
            idle: self.idle.or(lower.idle),
            exit: self.exit.or(lower.exit),
        }
    }

    /// What holds; `plain` is what a terminal that draws few characters says where nobody else does.
    fn settings(self, plain: bool) -> Settings {
        Settings {
            kiosk: self.kiosk.unwrap_or_default().then(|| Kiosk::new(self.idle, self.exit)),
            library: self.library,
            theme: self.theme.unwrap_or_default(),
            keymap: self.keymap,
            ascii: self.ascii.unwrap_or(plain),
            mouse: self.mouse.unwrap_or_default(),
            width: self.width,
            history: self.history.unwrap_or_default(),
            positions: self.positions.unwrap_or_default(),
        }
    }

    /// Takes the value of a key of the file, whose relative paths count from its folder.
    fn set(&mut self, key: &str, value: &DeValue, folder: &Path) -> Result<(), String> {
        let text = || value.as_str().ok_or_else(|| format!("`{key}` is a text in quotes"));
        let switch = || value.as_bool().ok_or_else(|| format!("`{key}` is true or false"));
        match key {
            "library" => self.library = Some(folder.join(text()?)),
            "theme" => self.theme = Some(theme(text()?)?),
            "keymap" => self.keymap = Some(folder.join(text()?)),
            "ascii" => self.ascii = Some(switch()?),
            "mouse" => self.mouse = Some(switch()?),
            "history" => self.history = Some(switch()?),
            "positions" => self.positions = Some(switch()?),
            "width" => self.width = Some(width(value.as_integer().map_or("", |n| n.as_str()))?),
            unknown => return Err(unknown_key(unknown)),
        }
        Ok(())
    }
}

/// What the variables say, and a fault for each that says nothing usable.
fn from_environment(variable: impl Fn(&str) -> Option<OsString>) -> (Layer, Vec<Fault>) {
    let of = |key: &str| variable(&format!("PAMPHLET_{}", key.to_uppercase()));
    let mut layer = Layer {
        library: of("library").map(PathBuf::from),
        keymap: of("keymap").map(PathBuf::from),
        ..Layer::default()
    };
    let mut faults = Vec::new();
    for key in ["theme", "ascii", "mouse", "width"] {
        let Some(value) = of(key) else { continue };
        if let Err(message) = layer.set_text(key, &value.to_string_lossy()) {
            faults.push(whole(&format!("PAMPHLET_{}", key.to_uppercase()), &message));
        }
    }
    (layer, faults)
}

impl Layer {
    fn set_text(&mut self, key: &str, value: &str) -> Result<(), String> {
        match key {
            "theme" => self.theme = Some(theme(value)?),
            "ascii" => self.ascii = Some(switch(value)?),
            "mouse" => self.mouse = Some(switch(value)?),
            _ => self.width = Some(width(value)?),
        }
        Ok(())
    }
}

/// Bytes of the largest configuration or keymap that is read; a device that somebody names has no end.
const MOST: u64 = 256 << 10;

/// What a file says, and a fault for each entry that says nothing usable.
fn from_file(path: &Path) -> Result<(Layer, Vec<Fault>), ConfigError> {
    let text = text("configuration", path)?;
    let folder = path.parent().unwrap_or(Path::new(""));
    Ok(parse(&clean_path(path), &text, folder))
}

/// The default keymap with the person's laid over it, and what is wrong with theirs.
///
/// # Errors
/// When the person's keymap cannot be read.
pub fn keymap(settings: &Settings) -> Result<(Keymap, Vec<Fault>), ConfigError> {
    let Some(path) = &settings.keymap else { return Ok((Keymap::default(), Vec::new())) };
    Ok(Keymap::load(&clean_path(path), &text("keymap", path)?))
}

fn text(what: &'static str, path: &Path) -> Result<String, ConfigError> {
    let unreadable = |source| ConfigError { what, path: path.to_owned(), source };
    let mut text = String::new();
    let file = File::open(path).map_err(unreadable)?;
    let read = file.take(MOST + 1).read_to_string(&mut text).map_err(unreadable)?;
    if read as u64 > MOST {
        let message = format!("it has more than {} KB", MOST >> 10);
        return Err(unreadable(io::Error::new(io::ErrorKind::FileTooLarge, message)));
    }
    Ok(text)
}

fn parse(file: &str, text: &str, folder: &Path) -> (Layer, Vec<Fault>) {
    let table = match DeTable::parse(text) {
        Ok(table) => table.into_inner(),
        Err(error) => {
            return (Layer::default(), vec![Fault::toml(FaultKind::Config, file, text, 0, &error)]);
        }
    };
    let mut layer = Layer::default();
    let set = |key: &str, value: &DeValue| layer.set(key, value, folder);
    let faults = entries(file, text, &table, &KEYS, set);
    (layer, faults)
}

/// Hands every entry of a table to `set`; a fault for each that it does not take. Of a known key the
/// value is wrong, of another the key.
fn entries(
    file: &str,
    text: &str,
    table: &DeTable,
    known: &[&str],
    mut set: impl FnMut(&str, &DeValue) -> Result<(), String>,
) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (key, value) in table {
        if faults.len() == MOST_FAULTS {
            break;
        }
        let is_known = known.contains(&key.get_ref().as_ref());
        let place = if is_known { value.span() } else { key.span() };
        if let Err(message) = set(key.get_ref(), value.get_ref()) {
            faults.push(Fault::at(FaultKind::Config, file, text, place.start, &message).kept());
        }
    }
    faults.sort_by_key(|fault| (fault.line, fault.column));
    faults
}

fn whole(file: &str, message: &str) -> Fault {
    Fault::whole(FaultKind::Config, file, message).kept()
}

fn theme(name: &str) -> Result<Theme, String> {
    let names = Theme::ALL.map(|(name, _)| name);
    let unknown = || {
        let hint = did_you_mean(nearest(name, names.into_iter()));
        format!("unknown theme `{}`{hint} (themes: {})", clean_line(name), names.join(", "))
    };
    Theme::named(name).ok_or_else(unknown)
}

fn switch(value: &str) -> Result<bool, String> {
    match value {
        "1" | "true" | "yes" | "on" => Ok(true),
        "0" | "false" | "no" | "off" => Ok(false),
        _ => Err("say 1 or 0".to_owned()),
    }
}

fn width(value: &str) -> Result<u16, String> {
    let (least, most) = WIDTHS;
    let wrong = || format!("`width` is a whole number from {least} to {most}");
    value.parse().ok().filter(|n| (least..=most).contains(n)).ok_or_else(wrong)
}

fn unknown_key(key: &str) -> String {
    if kiosk::KEYS.contains(&key) {
        return format!("`{key}` holds in {SYSTEM} alone");
    }
    let hint = did_you_mean(nearest(key, KEYS.into_iter()));
    format!("unknown key `{}`{hint}", clean_line(key))
}

/// A regular file of the person's configuration folder, `$XDG_CONFIG_HOME/pamphlet`, if it is there.
fn own(name: &str) -> Option<PathBuf> {
    let path = Xdg::new().ok()?.config_dir().join("pamphlet").join(name);
    path.is_file().then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<String> {
        parse("config.toml", text, Path::new("/etc")).1.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn every_key_is_read_and_paths_count_from_the_file() {
        let text = "library = \"lib\"\ntheme = \"high-contrast\"\nkeymap = \"/k.toml\"\n\
            ascii = true\nmouse = false\nwidth = 60\nhistory = true\npositions = true\n";
        let (layer, faults) = parse("config.toml", text, Path::new("/etc"));
        assert_eq!(faults, []);
        let expected = Layer {
            library: Some("/etc/lib".into()),
            theme: Some(Theme::HighContrast),
            keymap: Some("/k.toml".into()),
            ascii: Some(true),
            mouse: Some(false),
            width: Some(60),
            history: Some(true),
            positions: Some(true),
            ..Layer::default()
        };
        assert_eq!(layer, expected);
    }

    #[test]
    fn what_is_wrong_is_named_with_its_place_and_the_rest_holds() {
        let text = "libary = \"x\"\nascii = 1\ntheme = \"drak\"\nwidth = 7\nmouse = true\n";
        let (layer, _) = parse("config.toml", text, Path::new(""));
        assert_eq!(layer, Layer { mouse: Some(true), ..Layer::default() });
        let expected = [
            "config.toml:1:1: unknown key `libary`; did you mean `library`?",
            "config.toml:2:9: `ascii` is true or false",
            "config.toml:3:9: unknown theme `drak`; did you mean `dark`? \
             (themes: terminal, dark, light, high-contrast, mono)",
            "config.toml:4:9: `width` is a whole number from 20 to 1000",
        ];
        assert_eq!(faults(text), expected);
    }

    #[test]
    fn a_file_that_is_no_toml_is_one_fault() {
        let found = faults("width = 40\ntheme =\n");
        assert!(found.len() == 1 && found[0].starts_with("config.toml:2:"), "{found:?}");
    }

    #[test]
    fn a_variable_stands_between_flag_and_file_and_an_empty_one_is_unset() {
        let variable = |name: &str| -> Option<OsString> {
            match name {
                "PAMPHLET_LIBRARY" => Some("".into()),
                "PAMPHLET_THEME" => Some("dark".into()),
                "PAMPHLET_WIDTH" => Some("wide".into()),
                "PAMPHLET_ASCII" => Some("1".into()),
                _ => None,
            }
        };
        let (environment, faults) = from_environment(|n| variable(n).filter(|v| !v.is_empty()));
        let said: Vec<_> = faults.iter().map(ToString::to_string).collect();
        assert_eq!(said, ["PAMPHLET_WIDTH: `width` is a whole number from 20 to 1000"]);
        let flags = Layer { theme: Some(Theme::Mono), ..Layer::default() };
        let file = Layer {
            library: Some("lib".into()),
            theme: Some(Theme::Light),
            ascii: Some(false),
            ..Layer::default()
        };
        let settings = flags.over(environment).over(file).settings(false);
        assert_eq!((settings.theme, settings.ascii), (Theme::Mono, true));
        assert_eq!(settings.library, Some("lib".into()));
    }

    #[test]
    fn the_linux_console_is_plain_unless_somebody_says_otherwise() {
        let on = |term: &'static str, ascii| {
            let flags = Layer { ascii, ..Layer::default() };
            let variable = move |name: &str| (name == "TERM").then(|| term.into());
            settings(flags, None, variable, Layer::default()).unwrap().0.ascii
        };
        let said = [on("linux", None), on("linux", Some(false)), on("xterm-256color", None)];
        assert_eq!(said, [true, false, false]);
    }

    #[test]
    fn a_file_asked_for_by_name_must_be_there() {
        let nobody = Layer::default();
        let nowhere = settings(nobody.clone(), Some("/nowhere/c.toml".into()), |_| None, nobody);
        let message = nowhere.unwrap_err().to_string();
        assert!(
            message.starts_with("cannot read the configuration /nowhere/c.toml: "),
            "{message}"
        );
    }
}
