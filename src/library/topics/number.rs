//! The number that a heading begins with, as leaflets have them: "1.", "2)", "Section 3:".

/// Words that a number follows.
const COUNTED: &[&str] = &["section", "part", "step", "chapter"];

/// The byte where a heading begins after its number; a number that counts something ("3 questions")
/// belongs to it.
pub fn unnumbered(heading: &str) -> usize {
    let text = heading.trim_start();
    let after_word = COUNTED.iter().find_map(|word| {
        let (start, rest) = text.split_at_checked(word.len())?;
        start.eq_ignore_ascii_case(word).then(|| rest.trim_start())
    });
    let text = after_word.unwrap_or(text);
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = rest.len() < text.len() && rest.starts_with(['.', ')', ':']);
    if numbered { heading.len() - rest.len() + 1 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("1. About it", " About it")]
    #[case(" 12) About it", " About it")]
    #[case("Section 3: About it", " About it")]
    #[case("STEP 2. About it", " About it")]
    #[case("3 questions", "3 questions")]
    #[case("Section by section", "Section by section")]
    #[case("Étape 2: rien", "Étape 2: rien")]
    #[case(". 1", ". 1")]
    #[case("", "")]
    fn a_number_and_its_point_are_no_part_of_a_heading(#[case] heading: &str, #[case] is: &str) {
        assert_eq!(&heading[unnumbered(heading)..], is);
    }
}
