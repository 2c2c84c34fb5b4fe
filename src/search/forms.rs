//! Forms: the plain English inflections of a folded word, which count as the word itself.
//!
//! Only regular endings. Number: -s, -es after a hiss or -o, -ies for -y, -es for -is. Verbs: -ing and -ed,
//! which drop a mute -e and may double the last consonant of a short syllable. Words of fewer than
//! three letters and words with a digit have one form.

/// The other number that a folded word may have, or the other verb of *he*; they need not be words.
pub fn numbers(word: &str) -> Vec<String> {
    if !bends(word) {
        return Vec::new();
    }
    let mut forms = plurals(word);
    let swap = |end: &str, by: &str| word.strip_suffix(end).map(|stem| format!("{stem}{by}"));
    let singulars = [swap("s", ""), swap("es", ""), swap("ies", "y"), swap("es", "is")];
    let fits = |s: &String| bends(s) && plurals(s).iter().any(|p| p == word);
    forms.extend(singulars.into_iter().flatten().filter(fits));
    forms
}

/// The other forms that a folded word may have as a verb; they need not be words.
pub fn verbs(word: &str) -> Vec<String> {
    if !bends(word) {
        return Vec::new();
    }
    let mut forms = Vec::new();
    for base in bases(word) {
        forms.extend(plurals(&base));
        forms.extend(inflected(&base));
        forms.push(base);
    }
    forms.sort_unstable();
    forms.dedup();
    forms.retain(|form| form != word);
    forms
}

/// What a word may be a form of: itself, or without its ending.
fn bases(word: &str) -> Vec<String> {
    let stem = ["ing", "ed", "es", "s"].iter().find_map(|end| word.strip_suffix(end));
    let stem = stem.unwrap_or_default();
    let single = &stem[..stem.len().saturating_sub(stem.chars().last().map_or(0, char::len_utf8))];
    let tries = [stem.to_owned(), format!("{stem}e"), single.to_owned()];
    let y = stem.strip_suffix('i').map(|stem| format!("{stem}y"));
    let fits = |base: &String| {
        bends(base)
            && (plurals(base).iter().any(|p| p == word)
                || inflected(base).iter().any(|f| f == word))
    };
    let stems = tries.into_iter().chain(y).filter(fits);
    std::iter::once(word.to_owned()).chain(stems).collect()
}

/// A verb with -ing and -ed.
fn inflected(base: &str) -> Vec<String> {
    let letters: Vec<char> = base.chars().rev().take(3).collect();
    let vowel = |c: &char| "aeiouy".contains(*c);
    let stem = base.strip_suffix('e').filter(|stem| !stem.ends_with(['e', 'o', 'y']));
    let ied = base.strip_suffix('y').filter(|stem| !stem.ends_with(|c: char| vowel(&c)));
    let short = matches!(&letters[..], [last, middle, first]
        if !vowel(last) && !"wxy".contains(*last) && vowel(middle) && !vowel(first));
    let doubled = format!("{base}{}", letters.first().map(char::to_string).unwrap_or_default());
    match (stem, ied) {
        (Some(stem), _) => vec![format!("{stem}ing"), format!("{stem}ed")],
        (_, Some(stem)) => vec![format!("{base}ing"), format!("{stem}ied")],
        _ if short && base.chars().filter(vowel).count() == 1 => {
            vec![format!("{doubled}ing"), format!("{doubled}ed")]
        }
        _ if short => ["ing", "ed"]
            .iter()
            .flat_map(|end| [format!("{base}{end}"), format!("{doubled}{end}")])
            .collect(),
        _ => vec![format!("{base}ing"), format!("{base}ed")],
    }
}

fn bends(word: &str) -> bool {
    word.chars().count() > 2 && word.chars().all(char::is_alphabetic)
}

fn plurals(word: &str) -> Vec<String> {
    let hisses = ["s", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end));
    let before_y = word.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']));
    let mut plurals = Vec::new();
    match (word.strip_suffix("is"), before_y) {
        (Some(stem), _) => plurals.push(format!("{stem}es")),
        (_, Some(stem)) => plurals.push(format!("{stem}ies")),
        _ if hisses => plurals.push(format!("{word}es")),
        _ if word.ends_with('o') => plurals.extend([format!("{word}s"), format!("{word}es")]),
        _ => plurals.push(format!("{word}s")),
    }
    plurals
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("risk", "risks")]
    #[case("study", "studies")]
    #[case("day", "days")]
    #[case("psychosis", "psychoses")]
    #[case("dose", "doses")]
    #[case("class", "classes")]
    #[case("approach", "approaches")]
    #[case("virus", "viruses")]
    #[case("echo", "echoes")]
    fn singular_and_plural_find_each_other(#[case] one: &str, #[case] many: &str) {
        assert!(numbers(one).iter().any(|f| f == many), "{one}: {:?}", numbers(one));
        assert!(numbers(many).iter().any(|f| f == one), "{many}: {:?}", numbers(many));
    }

    #[rstest]
    #[case("drive", "driving")]
    #[case("dose", "dosed")]
    #[case("stop", "stopped")]
    #[case("fast", "fasting")]
    #[case("study", "studied")]
    #[case("study", "studying")]
    #[case("begin", "beginning")]
    #[case("visit", "visiting")]
    #[case("need", "needed")]
    #[case("see", "seeing")]
    #[case("lasts", "lasting")]
    fn the_forms_of_a_verb_find_each_other(#[case] one: &str, #[case] other: &str) {
        assert!(verbs(one).iter().any(|f| f == other), "{one}: {:?}", verbs(one));
        assert!(verbs(other).iter().any(|f| f == one), "{other}: {:?}", verbs(other));
    }

    #[rstest]
    #[case("stress", "stres")]
    #[case("caring", "car")]
    #[case("planed", "plan")]
    #[case("thing", "th")]
    #[case("cares", "car")]
    #[case("has", "ha")]
    #[case("b12s", "b12")]
    fn an_ending_that_only_looks_like_one_stays(#[case] word: &str, #[case] wrong: &str) {
        let forms = [numbers(word), verbs(word)].concat();
        assert!(!forms.iter().any(|f| f == wrong), "{word}: {forms:?}");
    }
}
