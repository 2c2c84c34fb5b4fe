//! Who publishes a page, where it only says so in passing: the tail of its title, a logo, closing words.

/// What divides a title from the name of its site.
const DIVIDERS: [&str; 7] = [" - ", " – ", " — ", " | ", " · ", " » ", " :: "];

/// A name and a place, as far as either is told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Named {
    /// Of a clinic.
    pub source: Option<String>,
    /// Town and state, or a state.
    pub place: Option<String>,
}

/// What follows a title and a divider.
#[must_use]
pub fn tail<'a>(line: &'a str, title: &str) -> Option<&'a str> {
    let rest = line.strip_prefix(title)?;
    let tail = DIVIDERS.iter().find_map(|divider| rest.strip_prefix(divider))?;
    Some(tail.trim()).filter(|tail| !tail.is_empty())
}

/// Where the last divider stands in a line, and where what follows it starts.
#[cfg(feature = "import")]
#[must_use]
pub fn divided(line: &str) -> Option<(&str, &str)> {
    let at = |divider: &&str| line.rfind(*divider).map(|at| (at, at + divider.len()));
    let (end, start) = DIVIDERS.iter().filter_map(at).max()?;
    Some((line[..end].trim(), line[start..].trim()))
}

/// The name and place that the tail of a title tells: "Owl Clinic in Provo, UT", "Provo, UT".
#[must_use]
pub fn named(tail: &str) -> Named {
    let dividers = DIVIDERS.iter();
    let end = dividers.filter_map(|divider| tail.find(divider)).min().unwrap_or(tail.len());
    let (first, rest) =
        (tail[..end].trim(), tail[end..].trim_start_matches(|c: char| !c.is_alphanumeric()));
    if is_place(first) {
        return Named { source: None, place: Some(first.to_owned()) };
    }
    let (name, place) = match first.rsplit_once(" in ") {
        Some((name, place)) if is_place(place) => (name, Some(place)),
        _ => (first, Some(rest).filter(|rest| is_place(rest))),
    };
    let is_name = name.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let source = is_name.then(|| name.to_owned());
    Named { source, place: place.map(str::to_owned) }
}

/// "Provo, UT" or "UT".
fn is_place(text: &str) -> bool {
    let (town, state) = text.rsplit_once(", ").map_or((None, text), |(t, s)| (Some(t), s));
    let is_state = state.len() == 2 && state.chars().all(|c| c.is_ascii_uppercase());
    let is_town = |town: &str| {
        town.split_whitespace().count() <= 3
            && town.starts_with(char::is_uppercase)
            && town.chars().all(|c| c.is_alphabetic() || " .'’-".contains(c))
    };
    is_state && town.is_none_or(is_town)
}

/// The name on a line that stands for a picture of it: "Owl Clinic Logo".
#[must_use]
pub fn of_logo(line: &str) -> Option<&str> {
    let name = line.strip_suffix(" Logo").or_else(|| line.strip_suffix(" logo"))?;
    (name.split_whitespace().count() <= 6).then_some(name)
}

/// Who holds the rights in a page: "© 2024 Owl Clinic. All rights reserved."
#[must_use]
pub fn of_rights(line: &str) -> Option<&str> {
    const MARKS: [&str; 4] = ["©", "(c)", "(C)", "Copyright"];
    const ENDS: [&str; 7] = [". ", " | ", " · ", " - ", " – ", ", All", " All "];
    let is_between = |c: char| c.is_ascii_digit() || " -–,.".contains(c);
    let mut rest = MARKS.iter().find_map(|mark| line.strip_prefix(mark))?;
    while let Some(further) = MARKS.iter().find_map(|mark| rest.trim_start().strip_prefix(mark)) {
        rest = further;
    }
    let rest = rest.trim_start_matches(is_between);
    let rest = rest.strip_prefix("by ").unwrap_or(rest);
    let end = ENDS.iter().filter_map(|end| rest.find(end)).min().unwrap_or(rest.len());
    let name = rest[..end].trim_end_matches(['.', ',', ' ']);
    (name.starts_with(char::is_uppercase)
        && !["All ", "Crown "].iter().any(|other| name.starts_with(other))
        && name.split_whitespace().count() <= 8
        && is_clinic(name))
    .then_some(name)
}

/// The name that an invitation speaks of: "contact Owl Clinic today".
#[must_use]
pub fn of_invitation(line: &str) -> Option<String> {
    const OPENS: [&str; 4] = ["reach out to ", "contact ", "call ", "visit "];
    let after = OPENS.iter().filter_map(|open| line.split_once(open)).map(|(_, rest)| rest);
    after
        .map(|rest| capitalised(rest.strip_prefix("the ").unwrap_or(rest)))
        .find(|name| is_clinic(name))
}

/// The capitalised words that a text begins with, with what joins them.
fn capitalised(text: &str) -> String {
    let mut words: Vec<&str> = Vec::new();
    for word in text.split_whitespace() {
        let joins = matches!(word, "&" | "and" | "of" | "for");
        let is_name = word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        if !(is_name || (joins && !words.is_empty())) {
            break;
        }
        words.push(word.trim_end_matches(['.', ',', '!', ';', ':']));
        if word.ends_with(['.', ',', '!', ';', ':']) {
            break;
        }
    }
    while words.last().is_some_and(|word| matches!(*word, "&" | "and" | "of" | "for")) {
        words.pop();
    }
    words.join(" ")
}

/// Whether a name is of more than one word, and of more than numbers.
fn is_clinic(name: &str) -> bool {
    name.contains([' ', '+']) && name.chars().filter(|c| c.is_alphabetic()).count() > 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(tail: &str) -> (Option<String>, Option<String>) {
        let Named { source, place } = named(tail);
        (source, place)
    }

    #[test]
    fn a_tail_tells_a_name_a_place_or_both() {
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(tail("On moods - Owl Clinic", "On moods"), Some("Owl Clinic"));
        assert_eq!(tail("On moods and more", "On moods"), None);
        assert_eq!(told("Owl Clinic in Elm Hill, UT"), (some("Owl Clinic"), some("Elm Hill, UT")));
        assert_eq!(told("Elm Hill, UT"), (None, some("Elm Hill, UT")));
        assert_eq!(told("12 Owls in TN - drip treatment"), (some("12 Owls"), some("TN")));
        assert_eq!(told("Owl Clinic | Elm Hill, UT"), (some("Owl Clinic"), some("Elm Hill, UT")));
        assert_eq!(told("the best care in town"), (None, None));
    }

    #[test]
    fn an_invitation_names_the_clinic() {
        let name = |line: &str| of_invitation(line);
        assert_eq!(
            name("To learn more, contact Owl Health+Care today.").as_deref(),
            Some("Owl Health+Care")
        );
        assert_eq!(name("reach out to Owl & Elm Clinic, now").as_deref(), Some("Owl & Elm Clinic"));
        assert_eq!(name("call us today"), None);
        assert_eq!(name("call 555 1234"), None);
    }

    #[test]
    fn who_holds_the_rights_is_a_name() {
        for line in [
            "© 2024 Owl Clinic. All rights reserved.",
            "Copyright © 2019-2024 Owl Clinic",
            "© Owl Clinic | Privacy policy",
            "Copyright 2024 by Owl Clinic, All Rights Reserved",
        ] {
            assert_eq!(of_rights(line), Some("Owl Clinic"), "{line}");
        }
        for line in
            ["© 2024", "© 2024 All rights reserved.", "Owl Clinic © 2024", "Copyright law is old."]
        {
            assert_eq!(of_rights(line), None, "{line}");
        }
    }

    #[test]
    fn a_logo_is_a_name() {
        assert_eq!(of_logo("Owl Clinic Logo"), Some("Owl Clinic"));
        assert_eq!(of_logo("Our logo stands for care"), None);
    }
}
