//! Figures: every stated number with its unit or noun, as it stands in a text.
//!
//! A figure is quoted and never computed with: its value only tells whether two figures differ.
//! The grammar reads from left to right and never goes back:
//!
//! ```text
//! figure = {hedge} (date | price | age | frequency | share | measured | count) ["or" "more"]
//! hedge  = "about" | "more than" | "up to" | "within" | …
//! ```
//!
//! The rules stand at the head of the modules that hold them. Each looks at a bounded number of
//! tokens, so that the work grows as the text does. Amounts without a number ("several days") are no
//! figures, nor are numbers in names, in lists and in telephone numbers.

mod amounts;
mod dates;
mod differ;
mod hedges;
mod nouns;
mod numbers;
mod rules;
mod said_of;
mod sift;
mod tokens;
mod units;

use std::ops::Range;

use amounts::Amount;
use hedges::Bound;
use sift::Sentence;
use tokens::Tokens;

pub use differ::{Block, Given, against, blocks, given};

/// What a figure is a figure of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A length of time, or a time within which something happens.
    Duration,
    /// How often, in a stated time.
    Frequency,
    /// How old somebody is.
    Age,
    /// A day, a month, a year, a decade or a century.
    Date,
    /// A part of a whole: per cent, a fraction, so many of so many.
    Share,
    /// An amount of a medicine or a food by weight, volume, strength or piece.
    Dose,
    /// Any other amount with a unit: a length, a temperature, a pressure.
    Measure,
    /// An amount of money.
    Price,
    /// How many there are of something.
    Count,
}

impl Kind {
    /// Every kind, in the order in which they are shown.
    pub const ALL: [Self; 9] = [
        Self::Duration,
        Self::Frequency,
        Self::Dose,
        Self::Share,
        Self::Count,
        Self::Age,
        Self::Measure,
        Self::Price,
        Self::Date,
    ];

    /// The word that JSON and people see.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Duration => "duration",
            Self::Frequency => "frequency",
            Self::Age => "age",
            Self::Date => "date",
            Self::Share => "share",
            Self::Dose => "dose",
            Self::Measure => "measure",
            Self::Price => "price",
            Self::Count => "count",
        }
    }
}

/// A number with its unit or noun, where it stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// What it is a figure of.
    pub kind: Kind,
    /// Bytes of the text, with the words that bound or soften the number.
    pub range: Range<usize>,
    /// Bytes of the sentence around it, without which a bare number may claim too much; of one of
    /// more than 2000 bytes the words that stand near.
    pub sentence: Range<usize>,
    /// Folded noun or scale of the unit, by which figures of one kind are held together; none where
    /// the text does not tell what is counted.
    pub noun: Option<String>,
    /// Folded name of what the amount is said of, where the text tells it; only figures of the same
    /// thing can differ.
    pub of: Option<String>,
    /// The same for the same amount however it is written; only for telling whether two differ.
    pub value: String,
}

impl Figure {
    /// The same figure in a text of which its own begins at a byte, in a sentence.
    fn within(self, text: &str, from: usize, sentence: &Range<usize>) -> Self {
        let range = self.range.start + from..self.range.end + from;
        let sentence = around(text, sentence, &range);
        Self { range, sentence, ..self }
    }

    /// The same figure, of what the text before its sentence names where the sentence says "it".
    fn told_by(self, before: &str) -> Self {
        match self.of.as_deref() {
            Some(said_of::IT) => Self { of: said_of::named_before(before), ..self },
            _ => self,
        }
    }
}

/// Bytes of a sentence that is quoted whole: no writer's is longer.
const WHOLE: usize = 2000;

/// Bytes on either side of a figure that are quoted of a longer one, so that quoting all figures of
/// a text without ends takes no more room than some copies of it.
const NEAR: usize = 100;

/// Bytes of what is quoted around a figure: its sentence, or of a very long one whole words.
fn around(text: &str, sentence: &Range<usize>, figure: &Range<usize>) -> Range<usize> {
    if sentence.len() <= WHOLE {
        return sentence.clone();
    }
    let near = figure.start.saturating_sub(NEAR)..figure.end + NEAR;
    let before = &text.as_bytes()[near.start.max(sentence.start)..figure.start];
    let after = &text.as_bytes()[figure.end..near.end.min(sentence.end)];
    let blank = |byte: &u8| *byte == b' ';
    let first = match before.iter().position(blank) {
        _ if near.start <= sentence.start => sentence.start,
        at => figure.start - at.map_or(0, |at| before.len() - at - 1),
    };
    let last = match after.iter().rposition(blank) {
        _ if near.end >= sentence.end => sentence.end,
        at => figure.end + at.unwrap_or(0),
    };
    first..last
}

/// The figures of a text, in order and apart from each other.
#[must_use]
pub fn figures(text: &str) -> Vec<Figure> {
    let of = |Sentence { range, from }| {
        let figures = of_stretch(&text[from..range.end]).into_iter();
        let end = range.start + text[range.clone()].trim_end().len();
        let before = &text[..range.start];
        let within = move |figure: Figure| figure.within(text, from, &(range.start..end));
        figures.map(move |figure| within(figure).told_by(before))
    };
    sift::sentences(text).flat_map(of).collect()
}

/// The figures of a sentence, or of what is to be read of one.
fn of_stretch(text: &str) -> Vec<Figure> {
    of_tokens(&Tokens::of(text))
}

fn of_tokens(t: &Tokens) -> Vec<Figure> {
    let (mut figures, mut i, mut floor) = (Vec::new(), 0, 0);
    while i < t.len() {
        match found(t, i).filter(|found| found.first >= floor) {
            Some(found) => {
                let (figure, next) = found.finished(t, i, floor);
                figures.push(figure);
                (i, floor) = (next, next);
            }
            None => i = after_number(t, i),
        }
    }
    figures
}

/// The token after a number that is no figure, or after a token that is no number.
fn after_number(t: &Tokens, i: usize) -> usize {
    let number = Some(i).filter(|&i| numbers::may_begin(t.word(i)));
    number.and_then(|i| numbers::quantity(t, i)).map_or(i + 1, |quantity| quantity.next)
}

/// What a rule has found: tokens from `first` up to `next`.
#[derive(Debug, Clone)]
struct Found {
    first: usize,
    next: usize,
    kind: Kind,
    noun: Option<String>,
    value: String,
}

/// The figure whose number begins at a token.
fn found(t: &Tokens, i: usize) -> Option<Found> {
    if !numbers::may_begin(t.word(i)) || is_part_of_a_name(t, i) {
        return None;
    }
    if let Some(found) = dates::date(t, i).or_else(|| rules::times(t, i)) {
        return Some(found);
    }
    let amount = amounts::amount(t, i).filter(|amount| amount.is_exact)?;
    let rules = [rules::price, rules::age, rules::share, rules::measured, rules::count];
    rules.iter().find_map(|rule| rule(t, i, &amount))
}

/// Words before the number of a thing that is numbered, and not counted.
const NUMBERED: &[&str] = &[
    "box", "chapter", "class", "fig", "figure", "grade", "group", "level", "number", "page",
    "part", "phase", "question", "room", "schedule", "section", "stage", "step", "suite", "table",
    "type", "version", "vitamin", "volume",
];

/// "COVID-19", "type 2", "#5", "555-1234".
fn is_part_of_a_name(t: &Tokens, i: usize) -> bool {
    let after_hyphen = t.before(i, 1) == "-" && t.tight(i) && t.tight(i - 1);
    let dated = matches!(t.before(i, 2), "early" | "mid" | "late");
    let joined = after_hyphen && i >= 2 && t.is_word(i - 2) && !dated;
    let numbered = t.spaced(i) && NUMBERED.contains(&t.before(i, 1));
    joined || numbered || (t.before(i, 1) == "#" && t.tight(i)) || is_telephone(t, i)
}

/// Three digits, a hyphen, and four digits or another such group.
fn is_telephone(t: &Tokens, i: usize) -> bool {
    let digits = |i: usize, n: usize| t.raw(i).len() == n && numbers::numeral(t.raw(i)).is_some();
    let hyphen = |i: usize| t.word(i) == "-" && t.tight(i) && t.tight(i + 1);
    let groups = digits(i + 2, 4) || (digits(i + 2, 3) && hyphen(i + 3));
    hyphen(i + 1) && (digits(i, 3) || digits(i, 1)) && groups
}

impl Found {
    /// The amount itself, from its first token on, of the noun of its unit.
    fn of(t: &Tokens, first: usize, kind: Kind, amount: &Amount) -> Self {
        let noun = amount.unit.map(|unit| unit.noun.to_owned());
        Self { first, next: amount.next, kind, noun, value: amount.value.written(t) }
    }

    /// The figure with the words that bound or soften its number, and the token after it; the number
    /// begins at `i`, and nothing before `floor` is taken.
    fn finished(self, t: &Tokens, i: usize, floor: usize) -> (Figure, usize) {
        if self.kind == Kind::Date {
            return (self.figure(t, Bound::None), self.next);
        }
        let is_range = self.value.contains("..");
        let (first, before) = hedges::before(t, self.first, floor, is_range);
        let (next, after) = hedges::after(t, self.next);
        let said = |word: &str| (first..i).any(|at| t.word(at) == word);
        let plus = (i..next).any(|at| t.word(at) == "+");
        let bound = match before {
            Bound::None if plus => Bound::Above,
            Bound::None => after,
            Bound::Above if self.kind == Kind::Duration && said("over") => Bound::None,
            before => before,
        };
        let noun = match self.kind {
            Kind::Age => Some(format!("{bound:?}")),
            Kind::Duration if said("within") => self.noun.as_ref().map(|n| format!("within {n}")),
            _ => self.noun.clone(),
        };
        (Self { first, next, noun, ..self }.figure(t, bound), next)
    }

    fn figure(&self, t: &Tokens, bound: Bound) -> Figure {
        let range = t.start(self.first)..t.end(self.next - 1);
        let value = format!("{bound:?} {}", self.value);
        let (sentence, of) = (0..0, self.said_of(t));
        Figure { kind: self.kind, range, sentence, noun: self.noun.clone(), of, value }
    }

    /// What the amount is said of: what is counted or paid for, else what the sentence names.
    fn said_of(&self, t: &Tokens) -> Option<String> {
        let counts = |noun: &str| !noun.starts_with('/') && !noun.starts_with("every ");
        match self.kind {
            Kind::Count | Kind::Price => self.noun.clone(),
            Kind::Frequency if self.noun.as_deref().is_some_and(counts) => self.noun.clone(),
            Kind::Share => said_of::happening(t, self.next),
            Kind::Age | Kind::Date => None,
            _ => said_of::thing(t, self.first, self.next),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Vec<(&str, &'static str)> {
        figures(text).into_iter().map(|f| (&text[f.range], f.kind.name())).collect()
    }

    #[test]
    fn figures_are_quoted_with_the_words_that_bound_them() {
        assert_eq!(
            read("Over 300 million people; up to 2 weeks, or within the first 24 hours."),
            [
                ("Over 300 million people", "count"),
                ("up to 2 weeks", "duration"),
                ("within the first 24 hours", "duration")
            ]
        );
    }

    #[test]
    fn durations() {
        for text in [
            "40 minutes",
            "forty minutes",
            "an hour",
            "half an hour",
            "40–60 minutes",
            "one hour",
            "40 to 60 minutes",
            "about an hour and a half",
            "a day or two",
            "two weeks or longer",
            "from 40 minutes to a few hours",
            "a few hours to 3 days",
            "more than 60 years",
            "40-minute",
            "2½ hours",
            "15 minutes a day",
            "a quarter of an hour",
            "60+ years",
            "between 2 and 4 weeks",
            "24h",
        ] {
            assert_eq!(read(text), [(text, "duration")]);
        }
    }

    #[test]
    fn frequencies() {
        for text in [
            "once or twice a week",
            "every 15 minutes",
            "three times daily",
            "twice-weekly",
            "once every 2 weeks",
            "two sessions per week",
            "2 to 3 times a day",
        ] {
            assert_eq!(read(text), [(text, "frequency")]);
        }
    }

    #[test]
    fn shares() {
        for text in [
            "2/3 of patients",
            "70 %",
            "70 percent",
            "⅔ of the people",
            "two of three",
            "1 in 5 adults",
            "nine out of ten patients",
            "half of them",
            "half the patients",
            "up to 30% of cases",
            "one hundred percent of patients",
            "30–40%",
            "two thirds of people",
        ] {
            assert_eq!(read(text), [(text, "share")]);
        }
    }

    #[test]
    fn doses_and_measures() {
        for text in
            ["0.5 mg/kg", "0.5 to 1 mg per kg", "two tablets", "5 mL", "10 mg twice", "½ cup"]
        {
            let dose = text.trim_end_matches(" twice");
            assert_eq!(read(text), [(dose, "dose")]);
        }
        for text in ["38 °C", "120/80 mmHg", "at least 50 kg", "5 feet"] {
            assert_eq!(read(text), [(text, "measure")]);
        }
    }

    #[test]
    fn dates() {
        for text in [
            "1960s",
            "early 1960s",
            "mid-20th century",
            "May 5, 2023",
            "May 2023",
            "2024-05-01",
            "5/10/2023",
            "two years ago",
            "twenty-first century",
        ] {
            assert_eq!(read(text), [(text, "date")]);
        }
        assert_eq!(
            read("in 2019, since the '60s (2018)"),
            [("2019", "date"), ("'60s", "date"), ("2018", "date")]
        );
    }

    #[test]
    fn ages_and_prices() {
        for text in ["65 years old", "aged 18 to 65", "age of 12", "18 or older", "12-year-old"] {
            assert_eq!(read(text), [(text, "age")]);
        }
        assert_eq!(read("Adults over 65 may"), [("over 65", "age")]);
        for text in ["$400 per session", "$1,500–$2,000", "400 dollars"] {
            assert_eq!(read(text), [(text, "price")]);
        }
    }

    #[test]
    fn counts() {
        for text in [
            "one single infusion",
            "two new trials",
            "six or more sessions",
            "zero relapses",
            "a million people",
            "one arm or leg",
            "three times",
            "one or two sessions",
        ] {
            assert_eq!(read(text), [(text, "count")]);
        }
    }

    #[test]
    fn no_figures() {
        for text in [
            "no one",
            "one of the reasons",
            "is one area of research",
            "one treatment after another",
            "the two conditions",
            "two are the main ones",
            "NMDA2A and 5-HT",
            "COVID-19 patients",
            "type 2 diabetes",
            "(865) 555-1234",
            "call 1-800-555-1234 days",
            "123 Main Street",
            "865 Wellness",
            "once given",
            "several days to weeks",
            "millions of people",
            "a few days",
            "the first session",
            "a second dose",
            "24/7",
            "one's body",
            "version 2.0.1",
            "hours a day",
            "may one day help",
            "open 9 a.m. to 5 p.m.",
            "twenty",
            "3",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }

    #[test]
    fn of_a_sentence_without_end_only_whole_words_that_stand_near_are_quoted() {
        let text = format!("Nine {} mg", "and 5 mg, é ".repeat(500));
        let quotes: Vec<&str> = figures(&text).into_iter().map(|f| &text[f.sentence]).collect();
        assert_eq!(quotes.iter().filter(|quote| quote.len() < 220).count(), 500);
        assert!(quotes[0].starts_with("Nine and 5 mg, é and") && quotes[0].ends_with(" and"));
        assert!(quotes[250].starts_with("é and 5 mg") && quotes[499].ends_with("5 mg, é  mg"));
    }

    /// Bytes of tokens that are looked at, each as often as it is.
    fn looks(text: &str) -> usize {
        let t = Tokens::of(text);
        of_tokens(&t);
        t.looks()
    }

    #[test]
    fn the_work_grows_as_the_text_does() {
        let pieces = [
            "7",
            "1,111",
            "1 ",
            "1-",
            "1/2 ",
            "one hundred and ",
            "1 to ",
            "twenty-",
            "½",
            "a ",
            "40 minutes, ",
            "no more than ",
            "within the first ",
            "between 1 and ",
            "1 or ",
            "twice ",
        ];
        for piece in pieces {
            let of = |size: usize| looks(&piece.repeat(size / piece.len()));
            let (small, large) = (of(1 << 12), of(1 << 15));
            assert!(large <= small * 9, "{piece}: {small}, {large}");
        }
        assert!(looks(&"7".repeat(1 << 20)) < 1 << 27);
    }

    #[test]
    fn what_stands_long_before_a_number_makes_no_difference_to_it() {
        let number = "for people aged over more than the first 24 hours and a day or two";
        let far = "ketamine is an old drug. ".trim_end_matches(". ").repeat(9);
        let (near, long) = (read(number), format!("{far} {number}"));
        assert!(!near.is_empty());
        assert_eq!(read(&long), near);
    }

    /// Words that begin no number, among them all that are looked at before one.
    const WITHOUT: &[&str] = &[
        "of", "the", "than", "more", "no", "as", "many", "aged", "between", "within", "next",
        "people", "early", "up", "to", "from", "every", "drug", "-", "(", "$", "May", "a", "in",
    ];

    const NUMBERS: &[&str] = &["40", "two", "an hour", "1960s", "2019", "12", "half", "%", "old"];

    proptest! {
        #[test]
        fn a_sentence_that_is_read_in_part_has_the_figures_of_the_whole(
            before in prop::collection::vec(prop::sample::select(WITHOUT), 20..60),
            after in prop::collection::vec(prop::sample::select([WITHOUT, NUMBERS].concat()), 1..9),
        ) {
            let text = [before, after].concat().join(" ");
            let told = |figures: Vec<Figure>| {
                figures.into_iter().map(|f| (f.range, f.noun, f.value)).collect::<Vec<_>>()
            };
            prop_assert_eq!(told(figures(&text)), told(of_stretch(&text)));
        }

        #[test]
        fn ranges_are_in_order_apart_and_on_character_borders(text in "\\PC{0,80}") {
            let mut last = 0;
            for figure in figures(&text) {
                prop_assert!(figure.range.start >= last && figure.range.start < figure.range.end);
                prop_assert!(text.get(figure.range.clone()).is_some());
                prop_assert!(text.get(figure.sentence.clone()).is_some());
                prop_assert!(figure.sentence.start <= figure.range.start);
                prop_assert!(figure.sentence.end >= figure.range.end);
                last = figure.range.end;
            }
        }

        #[test]
        fn pieces_of_the_grammar_in_any_order_do_no_harm(
            pieces in prop::collection::vec(
                prop::sample::select(vec![
                    "1", "40", "½", "a", "an", "one", "two", "hundred", "million", "and", "half",
                    "-", "–", "/", "%", "$", "to", "or", "of", "in", "hours", "mg", "kg", "per",
                    "every", "within", "about", "over", "the", "first", "times", "once", "twice",
                    "week", "people", "1960", "s", "20", "th", "century", "May", "aged", "old",
                    "few", "several", "third", "thirds", "'", ".", ",", "+", "(", ")", "\n", "år",
                ]),
                0..14,
            ),
            gaps in prop::collection::vec(any::<bool>(), 14),
        ) {
            let mut text = String::new();
            for (piece, blank) in pieces.iter().zip(gaps) {
                text.push_str(if blank { " " } else { "" });
                text.push_str(piece);
            }
            let mut last = 0;
            for figure in figures(&text) {
                prop_assert!(figure.range.start >= last && figure.range.start < figure.range.end);
                prop_assert!(text.get(figure.range.clone()).is_some());
                prop_assert!(text.get(figure.sentence.clone()).is_some());
                prop_assert!(figure.sentence.start <= figure.range.start);
                prop_assert!(figure.sentence.end >= figure.range.end);
                last = figure.range.end;
            }
        }
    }
}
