//! The nearest name: what a mistyped name was probably meant to be.

use strsim::osa_distance;

/// The name most like the one asked for, when at most two letters or a third of it differ; the
/// first of several equally near. A name may also be the beginning of one with further parts
/// (`catalist` of `catalyst-clinic`), which comes after whole names.
pub fn nearest<'a>(name: &str, among: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let length = name.chars().count();
    let reach = (length / 3).max(2);
    let distance = |other: &'a str| {
        let whole = (osa_distance(name, other), false);
        let start = (osa_distance(name, leading(other, name)), true);
        (whole.min(start), other)
    };
    let near = among.map(distance).filter(|&((d, _), _)| d <= reach && d < length);
    near.min_by_key(|&(distance, _)| distance).map(|(_, other)| other)
}

/// `; did you mean …?`, or nothing.
#[must_use]
pub fn did_you_mean(nearest: Option<&str>) -> String {
    nearest.map(|name| format!("; did you mean `{name}`?")).unwrap_or_default()
}

/// As many of the first hyphenated parts of a name as another has.
fn leading<'a>(name: &'a str, like: &str) -> &'a str {
    let parts = like.matches('-').count();
    name.match_indices('-').nth(parts).map_or(name, |(end, _)| &name[..end])
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

    #[test]
    fn finds_the_beginning_of_a_longer_name() {
        let names = ["alive-health-wellness", "catalyst-clinic"];
        assert_eq!(nearest("catalist", names.into_iter()), Some("catalyst-clinic"));
        assert_eq!(nearest("alive-helth", names.into_iter()), Some("alive-health-wellness"));
    }
}
