//! Syllables: how many a word of English has, by its letters.
//!
//! 1. A word of the table of exceptions has what the table says, also in the plural.
//! 2. A number has one for each digit and one for each point: *forty* for 40, *one hundred* for 100.
//! 3. A word without vowels is spelled out: one for each letter, and three for *w*.
//! 4. Any other has one for each run of vowels (*a e i o u*, and *y* but before a vowel that begins
//!    the run; not *u* after *q*, nor after *g* before *e* or *i*), one more where two vowels
//!    of a run are said apart (`is_apart`) and for *-sm* and *-thm*, and one less for an *e* that is not
//!    said: at the end, in *-es* and *-ed*, and before *-ly*, *-ful*, *-less*, *-ment* and *-ness*.
//!
//! A word is said here as most American speakers do. It has at least one syllable.

/// Words that the rules get wrong, most of them of medicine, in the order of the alphabet.
const EXCEPTIONS: &[(&str, u32)] = &[
    ("acne", 2),
    ("adhd", 4),
    ("argue", 2),
    ("baseline", 2),
    ("behavior", 3),
    ("behavioral", 4),
    ("business", 2),
    ("diabetes", 4),
    ("ect", 3),
    ("eeg", 3),
    ("ekg", 3),
    ("element", 3),
    ("eyelid", 2),
    ("fda", 3),
    ("gad", 3),
    ("heroin", 3),
    ("hrs", 1),
    ("icu", 3),
    ("iv", 2),
    ("kg", 3),
    ("mg", 3),
    ("ml", 4),
    ("mri", 3),
    ("mrs", 2),
    ("nmda", 4),
    ("ocd", 3),
    ("people", 2),
    ("persuade", 2),
    ("pneumonia", 3),
    ("recipe", 3),
    ("science", 2),
    ("scientific", 4),
    ("scientist", 3),
    ("syncope", 3),
    ("usa", 3),
];

/// Words that others are joined to with their last *e* unsaid.
const FIRST_PARTS: &[&str] = &["life", "some", "there", "where", "wide"];

/// Endings before which an *e* is not said.
const ENDINGS: &[&str] = &["ly", "ful", "less", "ment", "ments", "ness"];

/// The syllables of a folded word ([`crate::library::words`]).
#[must_use]
pub fn syllables(word: &str) -> u32 {
    exception(word).unwrap_or_else(|| by_rule(word)).max(1)
}

fn exception(word: &str) -> Option<u32> {
    let known = |word: &str| {
        let at = EXCEPTIONS.binary_search_by(|(name, _)| (*name).cmp(word)).ok()?;
        Some(EXCEPTIONS[at].1)
    };
    known(word).or_else(|| known(word.strip_suffix('s')?))
}

fn by_rule(word: &str) -> u32 {
    if word.bytes().any(|byte| byte.is_ascii_digit()) {
        return count(word.bytes().filter(|byte| *byte != b','));
    }
    let letters = word.as_bytes();
    if !(0..letters.len()).any(|at| is_vowel(letters, at)) {
        return spelled(letters);
    }
    let rest = |first: &str| word.strip_prefix(first).filter(|rest| rest.len() > 1);
    match FIRST_PARTS.iter().find_map(|first| rest(first)) {
        Some(rest) => 1 + syllables(rest),
        None => (runs(letters) + ending(word)).saturating_sub(silent(letters)),
    }
}

fn count(things: impl Iterator) -> u32 {
    u32::try_from(things.count()).unwrap_or(u32::MAX)
}

fn spelled(letters: &[u8]) -> u32 {
    letters.iter().map(|letter| if *letter == b'w' { 3 } else { 1 }).sum()
}

/// Runs of vowels, and the places where one is said apart.
fn runs(letters: &[u8]) -> u32 {
    let begins = |&at: &usize| match at.checked_sub(1) {
        Some(before) => !is_vowel(letters, before) || is_apart(letters, before),
        None => true,
    };
    count((0..letters.len()).filter(|&at| is_vowel(letters, at)).filter(begins))
}

fn is_vowel(letters: &[u8], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| letters.get(at));
    let after = letters.get(at + 1);
    match letters.get(at) {
        Some(b'a' | b'e' | b'i' | b'o') => true,
        Some(b'u') => !matches!((before, after), (Some(b'q'), _) | (Some(b'g'), Some(b'e' | b'i'))),
        Some(b'y') => {
            !(before.is_none_or(|letter| is_plain(*letter))
                && after.is_some_and(|letter| is_plain(*letter)))
        }
        _ => false,
    }
}

/// Whether a letter is always a vowel.
fn is_plain(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// Whether the vowel at a place and the one after it are said apart, as in *d-i-et*, by the letters
/// around them.
fn is_apart(letters: &[u8], at: usize) -> bool {
    let (head, tail) = (&letters[..at], &letters[at + 1..]);
    let goes_on = |with: &[&str]| with.iter().any(|with| tail.starts_with(with.as_bytes()));
    let is_rest = |all: &[&str]| all.iter().any(|all| tail == all.as_bytes());
    let after = |of: &[u8]| head.last().is_some_and(|letter| of.contains(letter));
    let later = || (0..head.len()).any(|at| is_vowel(letters, at));
    match (letters[at], tail.first()) {
        (b'i', Some(b'a')) => !after(b"cgst") || after(b"ct") && goes_on(&["at"]),
        (b'i', Some(b'o')) => !hushed(head) || !goes_on(&["on", "ou", "or"]),
        (b'i' | b'u', Some(b'u')) | (b'a', Some(b'o')) | (b'y', Some(_)) => true,
        (b'i', Some(b'e')) => {
            goes_on(&["et"])
                || goes_on(&["ent", "enc"]) && !after(b"ct")
                || is_rest(&["er", "ers", "est"]) && later()
        }
        (b'e', Some(b'a')) => {
            is_rest(&["a", "as"]) && later()
                || head.ends_with(b"cr") && goes_on(&["ate", "ati"])
                || head == b"r" && goes_on(&["act", "app", "ass"])
        }
        (b'e', Some(b'o')) | (b'u', Some(b'a')) => !after(b"g"),
        (b'e', Some(b'i')) => goes_on(&["ing"]),
        (b'e', Some(b'u')) => is_rest(&["um", "us"]),
        (b'u', Some(b'e')) => goes_on(&["en", "el"]),
        (b'u', Some(b'i')) => goes_on(&["ici", "id", "in", "iti", "ity"]),
        (b'u', Some(b'o')) => goes_on(&["ous"]),
        (b'o', Some(b'e')) => goes_on(&["ef", "em", "et", "ex"]),
        (b'o', Some(b'i')) => goes_on(&["ic", "inc", "ing"]),
        (b'o', Some(b'o')) => head == b"c" && goes_on(&["ope", "ord"]),
        (b'a', Some(b'i')) => goes_on(&["ic"]),
        _ => false,
    }
}

/// Whether *io* after these letters is as in *nation*, *union* or *region*.
fn hushed(head: &[u8]) -> bool {
    head.ends_with(b"ll") || head.last().is_some_and(|letter| b"cgnstx".contains(letter))
}

/// Syllables without a vowel at the end: *spas-m*, *rhyth-m*, *is-n't*.
fn ending(word: &str) -> u32 {
    let one = word.strip_suffix('s').filter(|_| word.ends_with("ms")).unwrap_or(word);
    u32::from(["sm", "thm", "dnt", "snt"].iter().any(|ending| one.ends_with(ending)))
}

/// How many of the last *e* are not said.
fn silent(letters: &[u8]) -> u32 {
    let inner = ENDINGS.iter().filter_map(|ending| letters.strip_suffix(ending.as_bytes()));
    let inner = inner.filter(|stem| is_silent(stem, &[])).count();
    let last = match letters {
        [stem @ .., b's'] => is_silent(stem, b"cgsxz") && !ends_in_hush(stem),
        [stem @ .., b'd'] => is_silent(stem, b"dt"),
        _ => is_silent(letters, &[]),
    };
    u32::from(inner > 0) + u32::from(last)
}

/// Whether letters end with an *e* after a consonant that is not said: there is a vowel before, and
/// the consonant is none of these, nor *l* or *r* after another.
fn is_silent(letters: &[u8], said_after: &[u8]) -> bool {
    let [stem @ .., consonant, b'e'] = letters else { return false };
    let has_vowel = |end: usize| (0..end).any(|at| is_vowel(letters, at));
    let is_other = |letter: &u8| !is_plain(*letter) && *letter != b'y' && letter != consonant;
    let carries = matches!(consonant, b'l' | b'r') && stem.last().is_some_and(is_other);
    let follows_vowel = is_vowel(letters, stem.len());
    has_vowel(stem.len()) && !follows_vowel && !carries && !said_after.contains(consonant)
}

/// Whether letters end with *che* or *she*.
fn ends_in_hush(letters: &[u8]) -> bool {
    letters.ends_with(b"che") || letters.ends_with(b"she")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::words::words;
    use proptest::prelude::*;

    /// Lines of a number of syllables and words that have as many.
    const KNOWN: &str = include_str!("../../../tests/syllables.txt");

    /// The syllables of a word that may be hyphenated, with or without the table of exceptions.
    fn of(word: &str, count: fn(&str) -> u32) -> u32 {
        words(word).map(|part| count(&part.folded)).sum()
    }

    fn known() -> Vec<(&'static str, u32)> {
        let line = |line: &'static str| {
            let (count, words) = line.split_once(' ').unwrap();
            words.split(' ').map(move |word| (word, count.parse().unwrap()))
        };
        KNOWN.lines().filter(|line| !line.starts_with('#')).flat_map(line).collect()
    }

    #[test]
    fn words_of_medicine_have_the_syllables_that_dictionaries_give_them() {
        let known = known();
        let wrong = |count: fn(&str) -> u32| -> Vec<String> {
            let said = |(word, true_count): &(&str, u32)| {
                let found = of(word, count);
                (found != *true_count).then(|| format!("{word} {found} for {true_count}"))
            };
            known.iter().filter_map(said).collect()
        };
        let (all, rules) = (wrong(syllables), wrong(|word| by_rule(word).max(1)));
        println!(
            "{} words: {} wrong ({}); without exceptions {} wrong ({})",
            known.len(),
            all.len(),
            all.join(", "),
            rules.len(),
            rules.join(", ")
        );
        assert!(known.len() > 350);
        assert!(all.len() * 50 <= known.len(), "{all:?}");
        assert!(rules.len() * 20 <= known.len(), "{rules:?}");
    }

    #[test]
    fn numbers_and_letters_are_counted_as_they_are_said() {
        let counts =
            ["40", "100", "1962", "0.5", "2,000", "bdnf", "ptsd", "wt", "mg"].map(syllables);
        assert_eq!(counts, [2, 3, 4, 3, 4, 4, 4, 4, 3]);
    }

    #[test]
    fn the_exceptions_stand_in_order_and_are_needed() {
        assert!(EXCEPTIONS.is_sorted_by_key(|(word, _)| *word));
        let needless = EXCEPTIONS.iter().filter(|(word, count)| by_rule(word).max(1) == *count);
        assert_eq!(needless.map(|(word, _)| *word).collect::<Vec<_>>(), [""; 0]);
    }

    proptest! {
        #[test]
        fn every_word_has_one_and_no_more_than_letters_and_two_for_each_w(word in "\\PC{1,20}") {
            let folded = crate::library::words::fold(&word);
            let most = folded.len() + 2 * folded.matches('w').count();
            prop_assert!((1..=most.max(3)).contains(&(syllables(&folded) as usize)));
        }
    }
}
