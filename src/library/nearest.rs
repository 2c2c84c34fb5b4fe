//! The nearest name: what a mistyped name was probably meant to be.

use strsim::osa_distance;

/// The name most like the one asked for, when at most two letters or a third of it differ; the
/// first of several equally near.
pub fn nearest<'a>(name: &str, among: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let reach = (name.chars().count() / 3).max(2);
    let near = among
        .map(|other| (osa_distance(name, other), other))
        .filter(|&(d, _)| d <= reach && d < name.len());
    near.min_by_key(|&(d, _)| d).map(|(_, other)| other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_swapped_and_missing_letters() {
        let names = ["uses", "mechanism", "side-effects"];
        assert_eq!(nearest("mechansim", names.into_iter()), Some("mechanism"));
        assert_eq!(nearest("side-efects", names.into_iter()), Some("side-effects"));
        assert_eq!(nearest("cost", names.into_iter()), None);
    }
}
