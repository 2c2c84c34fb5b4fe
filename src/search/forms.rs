//! Forms: the plain English singular and plural of a folded word, which count as the word itself.
//!
//! Only regular endings: -s, -es after a hiss or -o, -ies for -y, -es for -is. Words of fewer than three
//! letters and words with a digit have one form.

/// The other forms that a folded word may have; they need not be words.
pub fn forms(word: &str) -> Vec<String> {
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
        assert!(forms(one).iter().any(|f| f == many), "{one}: {:?}", forms(one));
        assert!(forms(many).iter().any(|f| f == one), "{many}: {:?}", forms(many));
    }

    #[rstest]
    #[case("stress", "stres")]
    #[case("cares", "car")]
    #[case("has", "ha")]
    #[case("b12s", "b12")]
    fn an_ending_that_only_looks_like_one_stays(#[case] word: &str, #[case] wrong: &str) {
        assert!(!forms(word).iter().any(|f| f == wrong), "{word}: {:?}", forms(word));
    }
}
