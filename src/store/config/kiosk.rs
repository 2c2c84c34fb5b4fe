//! The settings of a kiosk: what only the system may say, and what nobody else may.

use std::path::Path;
use std::time::Duration;

use toml::de::DeValue;

use super::{Layer, SYSTEM};
use crate::keymap::{self, Key};
use crate::library::Fault;

/// The keys of the system's `config.toml` that no other has.
pub const KEYS: [&str; 3] = ["kiosk", "idle_secs", "kiosk_exit"];

/// How long nobody may touch a key where the system does not say: seconds.
const IDLE: u64 = 90;

/// Seconds that `idle_secs` may ask for, both ends included.
const IDLES: (u64, u64) = (10, 3600);

/// Keys that `kiosk_exit` needs: one alone is hit by chance.
const FEWEST: usize = 3;

/// How a kiosk behaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kiosk {
    /// How long nobody may touch a key before it asks whether somebody is there.
    pub idle: Duration,
    /// The keys that leave it, one after the other; none where it is left by a signal alone.
    pub exit: Vec<Key>,
}

impl Kiosk {
    /// The kiosk that the system describes, with the defaults where it is silent.
    pub(super) fn new(idle: Option<Duration>, exit: Option<Vec<Key>>) -> Self {
        let idle = idle.unwrap_or(Duration::from_secs(IDLE));
        Self { idle, exit: exit.unwrap_or_default() }
    }
}

/// Whether the flags or the system ask for a kiosk.
pub fn is_asked_for(flags: &Layer, system: &Layer) -> bool {
    [flags, system].iter().any(|layer| layer.kiosk == Some(true))
}

/// What system and flags say in a kiosk. Neither a keymap nor a configuration that a flag names
/// holds there, which is told.
pub fn layers(flags: Layer, config: Option<&Path>, system: Layer) -> (Layer, Vec<Fault>) {
    let refused = [("--config", config.is_some()), ("--keymap", flags.keymap.is_some())];
    let refused = refused.into_iter().filter(|(_, named)| *named);
    let said = |flag: &str| super::whole(flag, &format!("a kiosk asks {SYSTEM} alone"));
    let faults = refused.map(|(flag, _)| said(flag)).collect();
    let always = Layer {
        kiosk: Some(true),
        history: Some(false),
        positions: Some(false),
        ..Layer::default()
    };
    (always.over(system).over(Layer { keymap: None, ..flags }), faults)
}

/// Takes the value of a key of [`KEYS`] into a layer; of another key, says so.
pub fn set(layer: &mut Layer, key: &str, value: &DeValue) -> Option<Result<(), String>> {
    let taken = match key {
        "kiosk" => switch(value).map(|kiosk| layer.kiosk = Some(kiosk)),
        "idle_secs" => idle(value).map(|idle| layer.idle = Some(idle)),
        "kiosk_exit" => exit(value).map(|exit| layer.exit = Some(exit)),
        _ => return None,
    };
    Some(taken)
}

fn switch(value: &DeValue) -> Result<bool, String> {
    value.as_bool().ok_or_else(|| "`kiosk` is true or false".to_owned())
}

fn idle(value: &DeValue) -> Result<Duration, String> {
    let (least, most) = IDLES;
    let seconds = value.as_integer().and_then(|number| number.as_str().parse().ok());
    let seconds = seconds.filter(|seconds| (least..=most).contains(seconds));
    let wrong = || format!("`idle_secs` is a whole number from {least} to {most}");
    seconds.map(Duration::from_secs).ok_or_else(wrong)
}

fn exit(value: &DeValue) -> Result<Vec<Key>, String> {
    let text = value.as_str().ok_or("`kiosk_exit` is a text of keys, as in \"ctrl-x ctrl-x q\"")?;
    let keys = keymap::sequence(text).map_err(|error| error.to_string())?;
    let few = || format!("`kiosk_exit` needs {FEWEST} keys, one after the other");
    (keys.len() >= FEWEST).then_some(keys).ok_or_else(few)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::config::{Theme, settings};

    #[test]
    fn the_system_goes_before_flags_and_a_persons_own_is_not_asked() {
        let flags = Layer {
            library: Some("/persons".into()),
            theme: Some(Theme::Dark),
            keymap: Some("/persons.toml".into()),
            kiosk: Some(false),
            ..Layer::default()
        };
        let system = Layer {
            library: Some("/systems".into()),
            history: Some(true),
            positions: Some(true),
            kiosk: Some(true),
            ..Layer::default()
        };
        let variable = |name: &str| (name == "PAMPHLET_ASCII").then(|| "1".into());
        let config = Some("/nowhere/c.toml".into());
        let (settings, faults) = settings(flags, config, variable, system).unwrap();
        assert_eq!(settings.kiosk, Some(Kiosk { idle: Duration::from_secs(90), exit: Vec::new() }));
        assert_eq!(settings.library, Some("/systems".into()));
        assert_eq!((settings.keymap, settings.theme), (None, Theme::Dark));
        assert!(!settings.ascii && !settings.history && !settings.positions);
        let said: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert_eq!(
            said,
            ["--config", "--keymap"].map(|f| format!("{f}: a kiosk asks {SYSTEM} alone"))
        );
    }

    #[test]
    fn a_flag_makes_a_kiosk_and_without_one_nothing_does() {
        let on = |kiosk| {
            let flags = Layer { kiosk, ..Layer::default() };
            settings(flags, None, |_| None, Layer::default()).unwrap().0.kiosk
        };
        assert!(on(Some(true)).is_some_and(|kiosk| kiosk.exit.is_empty()));
        assert_eq!(on(None), None);
    }
}
