//! Why a passage was found: which words met which, where they stand, and what the score is made of.
//!
//! Nothing of this is kept while searching. It is worked out for the hits that somebody asks about,
//! by the functions that score, so that it cannot say anything else than they do.

use super::bits::Bits;
use super::expand::{Expander, Expansion};
use super::fields::Fields;
use super::index::Index;
use super::phrase::Phrases;
use super::query::Query;
use super::rank::{Scores, points, worth};
use super::read::Reader;
use super::spots::Spot;
use super::spread::{Most, Part, Spread};
use super::units::Place;
use super::{Hit, Match, Work};
use crate::library::Library;
use crate::library::words::{counted, fold, folded};

/// What a score is made of.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Parts {
    /// Points for the weakest match that was needed.
    pub tier: f32,
    /// Points for the words that are found: how rare they are, how often they stand, and where.
    pub words: f32,
    /// Points for how close together they stand in the text. Like those that follow, none where the
    /// text was not read for it.
    pub closeness: f32,
    /// Points for stating the time or the number that is asked for.
    pub stated: f32,
    /// Points for a section on the topic that is asked for.
    pub topic: f32,
    /// Points for saying more than the name asked for, in a section that is no recap and not about
    /// the clinic.
    pub substance: f32,
    /// What the points are multiplied by: the square of the share of the query's words found, of
    /// those that decide.
    pub share: f32,
}

/// Why a passage was found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Explanation {
    /// One a word or phrase of the query, in its order.
    pub words: Vec<Word>,
    /// What the score is made of.
    pub parts: Parts,
}

/// What became of one word or phrase of a query in a passage.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Word {
    /// As typed.
    pub typed: String,
    /// Whether it counts for the tier and the share; small words beside others do not.
    pub decides: bool,
    /// What met it, better tiers first; none where the word is missing.
    pub matches: Vec<Met>,
    /// How rare it is among all passages, every way to find it counted; at least 0, and lower where
    /// it decides nothing.
    pub idf: f32,
    /// How often its best match counts, as if it stood so often in a text of average length.
    pub counts: f32,
    /// What that is worth, from 0 to 1.
    pub worth: f32,
    /// Its points: what it adds to [`Parts::words`].
    pub points: f32,
}

/// Words of a passage, or of a field around it, that met a word of the query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Met {
    /// As they stand there.
    pub found: String,
    /// The tier.
    pub by: Match,
    /// One field.
    pub field: Fields,
    /// How often they stand in it.
    pub times: usize,
}

impl Parts {
    /// The score, from 0 to 5.
    #[must_use]
    pub fn score(self) -> f32 {
        self.share * self.points().iter().sum::<f32>()
    }

    /// "1.094: (4.000 + 0.226 + 0.150) times 0.250".
    fn said(self) -> String {
        let points = self.points().into_iter().enumerate();
        let rest = points.filter(|(i, points)| *i == 0 || *points > 0.0).map(|(_, points)| points);
        let sum: Vec<String> = rest.map(|points| format!("{points:.3}")).collect();
        format!("{:.3}: ({}) times {:.3}", self.score(), sum.join(" + "), self.share)
    }

    fn points(self) -> [f32; 6] {
        [self.tier, self.words, self.closeness, self.stated, self.topic, self.substance]
    }
}

impl Index {
    /// Why these hits of a query were found, in their order. The library must be the one that was
    /// indexed, the query the one that found them.
    #[must_use]
    pub fn explain(&self, library: &Library, query: &Query, hits: &[Hit]) -> Vec<Explanation> {
        let clauses = Expander::new(self, &library.glossary).expand(query);
        let (mut work, mut notes) = (Work::default(), Vec::new());
        let mut phrases = Phrases::new(self, library, &mut work, &mut notes);
        let mut spread = Spread::new(self);
        for clause in &clauses {
            spread.add(clause, &mut phrases, &mut Vec::new());
        }
        let mut units = Bits::none(self.passages());
        hits.iter().filter_map(|hit| self.units.unit(hit.passage)).for_each(|u| units.insert(u));
        let found = Most { words: 0, units, weakest: Match::Typo };
        let scores = Scores::new(self, &spread, found);
        let best: Vec<Vec<Best>> = spread.parts.iter().map(|part| weigh(part, &scores)).collect();
        let reader = Reader::new(library, &self.vocabulary, &clauses);
        let explain = |hit: &Hit| {
            let unit = self.units.unit(hit.passage);
            let place = unit.and_then(|unit| scores.found().place(unit));
            let own = |of: &Vec<Best>| place.map(|place| of[place]).unwrap_or_default();
            let weighed = spread.parts.iter().map(|part| scores.idf(part));
            explanation(&reader, &scores, hit, weighed.zip(best.iter().map(own)))
        };
        hits.iter().map(explain).collect()
    }
}

/// The best that a clause has in a passage.
#[derive(Debug, Clone, Copy, Default)]
struct Best {
    /// Points of its tier and what it is worth: what it is the best by.
    whole: f32,
    counts: f32,
    worth: f32,
}

/// The best that a clause has in each passage.
fn weigh(part: &Part, scores: &Scores) -> Vec<Best> {
    let mut best = vec![Best::default(); scores.found().len()];
    for (way, stands) in part.needed(Match::Typo) {
        stands.each_in(scores.found(), |place, posting| {
            let counts = scores.counts(way, posting);
            let worth = worth(way.weight, counts);
            let whole = points(way.by) + worth;
            if whole > best[place].whole {
                best[place] = Best { whole, counts, worth };
            }
        });
    }
    best
}

fn explanation(
    reader: &Reader,
    scores: &Scores,
    hit: &Hit,
    weighed: impl Iterator<Item = (f32, Best)>,
) -> Explanation {
    let word = |(clause, (idf, best)): (&Expansion, (f32, Best))| Word {
        typed: clause.typed.clone(),
        decides: !clause.is_small,
        matches: Vec::new(),
        idf,
        counts: best.counts,
        worth: best.worth,
        points: scores.points(idf * best.worth),
    };
    let mut words: Vec<Word> = reader.clauses.iter().zip(weighed).map(word).collect();
    let (article, passage) =
        (reader.library.article(hit.passage.article), reader.library.passage(hit.passage));
    let place = Place { at: hit.passage, article, passage };
    reader.each_spot(place, &reader.read(&passage.text), |field, spot, found| {
        words[spot.clause].note(field, spot, found);
    });
    for word in &mut words {
        word.matches.sort_by_key(|met| met.by);
    }
    Explanation { words, parts: hit.parts }
}

impl Word {
    fn note(&mut self, field: Fields, spot: &Spot, found: &str) {
        let same = |met: &&mut Met| met.found == found && met.field == field;
        match self.matches.iter_mut().find(same) {
            Some(met) => met.times += usize::from(met.by == spot.by),
            None => {
                self.matches.push(Met { found: found.to_owned(), by: spot.by, field, times: 1 });
            }
        }
    }

    /// `"risks" 2 times in the text, in the heading: the word itself`, and the like for all that
    /// met it.
    fn met(&self) -> String {
        let word = |met: &Met| (met.by, fold(&met.found).into_owned());
        let group = |group: &[Met]| {
            let places: Vec<String> = group.iter().map(Met::place).collect();
            let first = group.first().map(|met| format!("\"{}\" ", met.found)).unwrap_or_default();
            let how = group.first().map_or("", |met| self.how(met));
            format!("{first}{}: {how}", places.join(", "))
        };
        let mut matches = self.matches.clone();
        matches.sort_by_key(word);
        let met: Vec<String> = matches.chunk_by(|a, b| word(a) == word(b)).map(group).collect();
        let met = if met.is_empty() { "not found here".to_owned() } else { met.join("; ") };
        if self.decides { met } else { format!("{met} (a small word, which decides nothing)") }
    }

    fn how(&self, met: &Met) -> &'static str {
        match met.by {
            Match::Exact if folded(&met.found) != folded(&self.typed) => {
                "the same word in another form"
            }
            by => by.said(),
        }
    }

    /// "0.231 points: rarity 2.91 of 7.12, counted 4 times, worth 0.84".
    fn weighed(&self, all: f32) -> String {
        let Self { idf, counts, worth, points, .. } = self;
        let counted = match short(*counts).as_str() {
            "1" => "once".to_owned(),
            counts => format!("{counts} times"),
        };
        format!(
            "{points:.3} points: rarity {idf:.2} of {all:.2}, counted {counted}, \
             worth {worth:.2}"
        )
    }
}

/// With one digit after the point, if it has any.
fn short(number: f32) -> String {
    let text = format!("{number:.1}");
    text.strip_suffix(".0").map(str::to_owned).unwrap_or(text)
}

impl Met {
    /// How often a word in this field counts, as if it stood so often in the text.
    #[must_use]
    pub fn weight(&self) -> f32 {
        if self.field == Fields::TEXT { 1.0 } else { self.field.weight() }
    }

    /// "2 times in the text", "in the heading (counts 4)".
    fn place(&self) -> String {
        let place = match (self.times, self.field.place()) {
            (1, place) => place.to_owned(),
            (times, place) => format!("{times} times {place}"),
        };
        match self.field {
            Fields::TEXT => place,
            _ => format!("{place} (counts {})", short(self.weight())),
        }
    }
}

impl Explanation {
    /// The whole in words, as labels with what is said of each; a label may be empty. The same on
    /// every way out.
    #[must_use]
    pub fn said(&self) -> Vec<(String, String)> {
        let all: f32 = self.words.iter().map(|word| word.idf).sum();
        let word = |word: &Word| {
            let weighed = Some((String::new(), word.weighed(all)));
            let weighed = weighed.filter(|_| !word.matches.is_empty());
            std::iter::once((format!("\"{}\"", word.typed), word.met())).chain(weighed)
        };
        self.words.iter().flat_map(word).chain(self.summed()).collect()
    }

    fn summed(&self) -> Vec<(String, String)> {
        if self.words.is_empty() {
            let why = "the query names no word, only where to look".to_owned();
            return vec![("score".to_owned(), format!("0: {why}"))];
        }
        let Parts { tier, words, closeness, stated, topic, substance, share } = self.parts;
        let row = |label: &str, text: String| (label.to_owned(), text);
        let more = [
            ("answer", stated, "it states the time or the number that is asked for"),
            ("topic", topic, "its section is on the topic that is asked for"),
            ("substance", substance, "it is more than a name, no recap, and not about the clinic"),
        ];
        let more = more.iter().filter(|(_, points, _)| *points > 0.0);
        let more =
            more.map(|(label, points, why)| row(label, format!("{points:.3} points: {why}")));
        let close = "how close together they stand in the text";
        let first = [
            row("kind of match", format!("{tier:.3} points: the weakest is {}", self.weakest())),
            row("words", format!("{words:.3} points, the sum of the above")),
            row("closeness", format!("{closeness:.3} points: {close}")),
        ];
        let last = [row("share", self.share(share)), row("score", self.parts.said())];
        first.into_iter().chain(more).chain(last).collect()
    }

    /// The weakest match that was needed, in words.
    fn weakest(&self) -> &'static str {
        let best = self.words.iter().filter(|word| word.decides).filter_map(|w| w.matches.first());
        best.map(|met| met.by).max().unwrap_or(Match::Exact).said()
    }

    /// "0.444: 2 of 3 words found, squared".
    fn share(&self, share: f32) -> String {
        let decide = self.words.iter().filter(|word| word.decides);
        let found = decide.clone().filter(|word| !word.matches.is_empty()).count();
        format!("{share:.3}: {found} of {} found, squared", counted(decide.count(), "word"))
    }
}
