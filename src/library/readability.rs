//! Readability: which school grade a text is about right for, by how long its sentences and words
//! are, and by nothing else.
//!
//! What is counted: the sentences of paragraphs, and each list item as a sentence at least, however
//! it ends. Not counted: headings and the rows of tables, which are no sentences, and preformatted
//! text. A hyphenated word is one word, as in both formulas. Words of scripts other than the Latin
//! one are left out, and a text that says that it is not English gets no grade: the formulas were
//! fitted to English.

pub mod syllables;

use super::sentences::sentences;
use super::words::{counted, words};
use super::{Article, Kind, Passage, TopicId};
use syllables::syllables;

/// What a grade does not say, for whoever is shown one.
pub const LIMITS: &str = "A reading grade is estimated from the length of sentences and words \
    alone. It does not measure whether a text is right, clear or well ordered, nor whether its words \
    are known to a reader. It is of the words as they stand here, also where an article is restated.";

/// Words below which there is no Flesch-Kincaid grade.
pub const FEWEST_WORDS: usize = 100;

/// Sentences below which there is no SMOG grade.
pub const FEWEST_SENTENCES: usize = 30;

/// Syllables from which on a word counts for SMOG.
const LONG: u32 = 3;

/// The last grade that means anything: beyond it there is no school.
const LAST_GRADE: f64 = 18.0;

/// What a text is made of, as the formulas count it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Sentences with at least one word.
    pub sentences: usize,
    /// Words, hyphenated ones as one.
    pub words: usize,
    /// Syllables of the words.
    pub syllables: usize,
    /// Words of three or more syllables.
    pub long_words: usize,
}

/// How hard an article is to read; the grades follow from the counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Of the whole article.
    pub whole: Counts,
    /// Of the article's sections on each topic that has enough words for a grade, in the order in
    /// which the topics come up.
    pub topics: Vec<(TopicId, Counts)>,
}

impl Reading {
    /// Counts an article; nothing where its language is not English.
    #[must_use]
    pub fn of(article: &Article) -> Option<Self> {
        if !is_english(&article.language) {
            return None;
        }
        let by_section = |section: &super::Section| {
            Counts::of(section.passages.clone().map(|at| &article.passages[at]))
        };
        let sections: Vec<Counts> = article.sections.iter().map(by_section).collect();
        let mut topics: Vec<(TopicId, Counts)> = Vec::new();
        for (section, counts) in article.sections.iter().zip(&sections) {
            for topic in section.topics() {
                match topics.iter_mut().find(|(known, _)| *known == topic) {
                    Some((_, sum)) => *sum = sum.plus(*counts),
                    None => topics.push((topic, *counts)),
                }
            }
        }
        topics.retain(|(_, counts)| counts.flesch_kincaid().is_some());
        let whole = sections.into_iter().fold(Counts::default(), Counts::plus);
        Some(Self { whole, topics })
    }
}

impl Article {
    /// How hard it is to read, counted when it is first asked for; nothing where it is not English.
    #[must_use]
    pub fn reading(&self) -> Option<&Reading> {
        self.counted.get_or_init(|| Reading::of(self)).as_ref()
    }
}

/// Whether a language tag (BCP 47) is one of English.
fn is_english(tag: &str) -> bool {
    let primary = tag.split(['-', '_']).next().unwrap_or_default().trim();
    ["en", "eng", "english"].iter().any(|name| primary.eq_ignore_ascii_case(name))
}

impl Counts {
    /// Counts passages: every list item ends its last sentence.
    pub fn of<'a>(passages: impl Iterator<Item = &'a Passage>) -> Self {
        let prose = passages.filter(|p| matches!(p.kind, Kind::Paragraph | Kind::Item { .. }));
        prose.map(|passage| Self::of_text(&passage.text)).fold(Self::default(), Self::plus)
    }

    /// Counts a text, whose end is the end of a sentence.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        let of = sentences(text).map(|sentence| Self::of_sentence(&text[sentence]));
        of.fold(Self::default(), Self::plus)
    }

    fn of_sentence(text: &str) -> Self {
        let mut counts = Self::default();
        let (mut end, mut of_word) = (None, 0);
        for word in words(text).filter(|word| is_latin(&word.folded)) {
            let joined = end.is_some_and(|end| &text[end..word.range.start] == "-");
            let more = syllables(&word.folded);
            counts.words += usize::from(!joined);
            counts.syllables += usize::try_from(more).unwrap_or(usize::MAX);
            let before = if joined { of_word } else { 0 };
            of_word = before + more;
            counts.long_words += usize::from(before < LONG && of_word >= LONG);
            end = Some(word.range.end);
        }
        counts.sentences = usize::from(counts.words > 0);
        counts
    }

    /// The counts in words.
    #[must_use]
    pub fn counted(&self) -> String {
        format!(
            "{}, {}, {}, {} of three or more",
            counted(self.sentences, "sentence"),
            counted(self.words, "word"),
            counted(self.syllables, "syllable"),
            counted(self.long_words, "word")
        )
    }

    fn plus(self, other: Self) -> Self {
        Self {
            sentences: self.sentences + other.sentences,
            words: self.words + other.words,
            syllables: self.syllables + other.syllables,
            long_words: self.long_words + other.long_words,
        }
    }

    /// The Flesch-Kincaid grade: 0.39 × words per sentence + 11.8 × syllables per word − 15.59; none
    /// below [`FEWEST_WORDS`].
    ///
    /// J. P. Kincaid, R. P. Fishburne, R. L. Rogers, B. S. Chissom: *Derivation of new readability
    /// formulas for Navy enlisted personnel*, Research Branch Report 8-75, Naval Technical Training
    /// Command, Memphis 1975.
    #[must_use]
    pub fn flesch_kincaid(&self) -> Option<f64> {
        let [sentences, words, syllables] = [self.sentences, self.words, self.syllables].map(real);
        let grade = || 0.39 * words / sentences + 11.8 * syllables / words - 15.59;
        (self.words >= FEWEST_WORDS).then(grade)
    }

    /// The SMOG grade: 1.0430 × √(30 × words of three or more syllables per sentence) + 3.1291; none
    /// below [`FEWEST_SENTENCES`].
    ///
    /// G. H. `McLaughlin`: *SMOG grading: a new readability formula*, Journal of Reading 12 (8), 1969,
    /// pages 639 to 646.
    #[must_use]
    pub fn smog(&self) -> Option<f64> {
        let [sentences, long_words] = [self.sentences, self.long_words].map(real);
        let grade = || 1.0430 * (30.0 * long_words / sentences).sqrt() + 3.1291;
        (self.sentences >= FEWEST_SENTENCES).then(grade)
    }

    /// The Flesch-Kincaid grade in words, "about grade 11", or that there are too few words for one.
    #[must_use]
    pub fn in_short(&self) -> String {
        self.flesch_kincaid().map_or_else(|| "too short".to_owned(), about)
    }

    /// Both grades in words: "about grade 11 by Flesch-Kincaid, about grade 13 by SMOG".
    #[must_use]
    pub fn said(&self) -> String {
        let by = |grade: Option<f64>, formula: &str| match grade {
            Some(grade) => format!("{} by {formula}", about(grade)),
            None => format!("too short for {formula}"),
        };
        let [kincaid, smog] = [self.flesch_kincaid(), self.smog()];
        if kincaid.or(smog).is_none() {
            return "too short for a grade".to_owned();
        }
        format!("{}, {}", by(kincaid, "Flesch-Kincaid"), by(smog, "SMOG"))
    }
}

/// Of an article in another language.
pub const NOT_ENGLISH: &str = "no grade: not in English";

/// "about grade 11": a grade is an estimate, and is never told more exactly in words.
#[must_use]
pub fn about(grade: f64) -> String {
    if grade > LAST_GRADE {
        return format!("above grade {LAST_GRADE}");
    }
    format!("about grade {:.0}", grade.max(1.0))
}

fn real(count: usize) -> f64 {
    u32::try_from(count).unwrap_or(u32::MAX).into()
}

/// Whether a folded word has a letter or digit of ASCII.
fn is_latin(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Topics;
    use crate::library::assemble::{TextFile, read_article};

    fn article(language: &str, body: &str) -> Article {
        let text =
            format!("+++\ntitle = \"T\"\nsource = \"S\"\nlanguage = \"{language}\"\n+++\n{body}");
        let file = TextFile { name: "t.md".to_owned(), text: text.into() };
        read_article("s/t", &file, &Topics::default()).unwrap().0
    }

    fn counts(sentences: usize, words: usize, syllables: usize, long_words: usize) -> Counts {
        Counts { sentences, words, syllables, long_words }
    }

    fn of(body: &str) -> Counts {
        Reading::of(&article("en", body)).unwrap().whole
    }

    #[test]
    fn the_formulas_are_those_of_their_papers() {
        let text = counts(30, 450, 720, 60);
        // 0.39 × 15 + 11.8 × 1.6 − 15.59, and 1.043 × √60 + 3.1291.
        assert!((text.flesch_kincaid().unwrap() - 9.14).abs() < 1e-9);
        assert!((text.smog().unwrap() - 11.208_1).abs() < 1e-3);
        assert_eq!(text.said(), "about grade 9 by Flesch-Kincaid, about grade 11 by SMOG");
    }

    #[test]
    fn what_is_too_short_has_no_grade() {
        let grades = |text: Counts| (text.flesch_kincaid().is_some(), text.smog().is_some());
        assert_eq!(grades(counts(29, 99, 150, 9)), (false, false));
        assert_eq!(grades(counts(30, 100, 150, 9)), (true, true));
        let said = counts(29, 100, 150, 9).said();
        assert_eq!(said, "about grade 3 by Flesch-Kincaid, too short for SMOG");
        assert_eq!(counts(0, 0, 0, 0).said(), "too short for a grade");
    }

    #[test]
    fn grades_beyond_school_are_only_said_to_be_so() {
        assert_eq!(
            [-3.0, 10.6, 18.0, 18.1].map(about),
            ["about grade 1", "about grade 11", "about grade 18", "above grade 18"]
        );
    }

    #[test]
    fn a_list_item_is_a_sentence_and_headings_tables_and_code_are_not() {
        let list = "## A heading\n\nIt may cause:\n\n- nausea\n- a headache. Rest.\n- dizziness\n";
        assert_eq!(of(list), counts(5, 8, 13, 2));
        assert_eq!(of("| a | b |\n|---|---|\n| c | d |\n\n```\ncode\n```\n"), Counts::default());
    }

    #[test]
    fn a_hyphenated_word_is_one_word_and_long_by_all_of_its_parts() {
        assert_eq!(of("A long-term risk."), counts(1, 3, 4, 0));
        assert_eq!(of("A treatment-resistant well-being-led case."), counts(1, 4, 11, 2));
    }

    #[test]
    fn only_english_is_graded() {
        for (language, graded) in
            [("en", true), ("en-GB", true), ("EN_us", true), ("es", false), ("enm", false)]
        {
            assert_eq!(Reading::of(&article(language, "A word.")).is_some(), graded, "{language}");
        }
        assert_eq!(of("副作用があります。🙂 Nausea."), counts(1, 1, 3, 1));
    }

    #[test]
    fn topics_with_enough_words_are_counted_apart() {
        let words = "A short word. ".repeat(40);
        let body = format!("## One {{topic=uses}}\n\n{words}\n\n## Two {{topic=cost}}\n\nFew.\n");
        let topics = "[[topic]]\nid = \"uses\"\nname = \"U\"\nabout = \".\"\n\
            [[topic]]\nid = \"cost\"\nname = \"C\"\nabout = \".\"\n";
        let topics = Topics::parse("t", topics).unwrap();
        let text = format!("+++\ntitle = \"T\"\nsource = \"S\"\n+++\n{body}");
        let file = TextFile { name: "t.md".to_owned(), text: text.into() };
        let article = read_article("s/t", &file, &topics).unwrap().0;
        let reading = Reading::of(&article).unwrap();
        assert_eq!(reading.topics, [(topics.lookup("uses").unwrap(), counts(40, 120, 120, 0))]);
        assert_eq!(reading.whole, counts(41, 121, 121, 0));
    }
}
