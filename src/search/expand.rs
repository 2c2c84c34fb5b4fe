//! Expansion: from a word of the query to everything in the vocabulary that may stand for it.
//!
//! The word itself and its other number, the other names of its glossary term, the names of the terms
//! that it is near to, for the last word what begins with it; and only where there is none of these,
//! words like it. A word that stands in the vocabulary or the glossary is never taken for another;
//! neither is one of fewer than three letters or with a digit.

use super::forms::{numbers, verbs};
use super::index::Index;
use super::query::{Clause, Query, Reach};
use super::{Correction, Match, Note, fuzzy, small};
use crate::library::words::folded;
use crate::library::{Glossary, Term};

/// Postings that the beginnings of one word may take.
const MOST_POSTINGS: usize = 400_000;

/// Postings from which on a beginning tells nothing of one passage more than of another, as a letter
/// or two do: then it is not weighed how often its words stand there.
const BROAD: usize = 50_000;

/// Words that are tried for one that finds nothing, by each kind of guess.
const MOST_GUESSES: usize = 3;

/// The longest word for which others are guessed, in characters.
const LONGEST_GUESS: usize = 32;

/// How much the other number of a word weighs.
const OTHER_NUMBER: f32 = 0.9;

/// How much another form of a word as a verb weighs.
const OTHER_VERB: f32 = 0.8;

/// How much the name of a term weighs to which the words lead that are near it.
const NEAR: f32 = 0.8;

/// What a clause of the query accepts.
#[derive(Debug, Default)]
pub struct Expansion {
    /// The clause as typed.
    pub typed: String,
    /// Whether it stands beside clauses that say more, as *is* and *the* do: then it decides nothing.
    pub is_small: bool,
    /// One thing each that will do; none where the library has nothing.
    pub ways: Vec<Way>,
}

/// One thing that a clause accepts.
#[derive(Debug)]
pub struct Way {
    /// The tier.
    pub by: Match,
    /// Up to 1, within the tier.
    pub weight: f32,
    /// Whether every passage with it is worth the same.
    pub is_broad: bool,
    /// What stands in the text.
    pub form: Form,
    /// What to say where this is found.
    pub label: Option<Correction>,
}

/// What stands in the text; numbers are those of the vocabulary.
#[derive(Debug, PartialEq, Eq)]
pub enum Form {
    /// A word.
    Word(u32),
    /// Any of these words, which begin so.
    Start(String, Vec<u32>),
    /// Words in a row, two at least.
    Phrase(Vec<u32>),
}

/// What expanding reads, and what it reports.
pub struct Expander<'a> {
    /// Whose vocabulary.
    pub index: &'a Index,
    /// Whose aliases.
    pub glossary: &'a Glossary,
    /// Words compared letter by letter.
    pub words_scored: usize,
    /// Added to.
    pub notes: Vec<Note>,
}

impl<'a> Expander<'a> {
    /// An expander that has done nothing yet.
    pub fn new(index: &'a Index, glossary: &'a Glossary) -> Self {
        Self { index, glossary, words_scored: 0, notes: Vec::new() }
    }

    /// The expansion of each clause of a query.
    pub fn expand(&mut self, query: &Query) -> Vec<Expansion> {
        let mut all: Vec<Expansion> = query.clauses.iter().map(|c| self.itself(c)).collect();
        self.add_aliases(&query.clauses, &mut all);
        self.decide(query, &mut all, |_| true);
        let stands: Vec<bool> = all.iter().map(|expansion| !expansion.ways.is_empty()).collect();
        self.decide(query, &mut all, |i| stands[i]);
        all
    }

    /// Tells the clauses that decide from the small ones, and expands them to like words.
    fn decide(&mut self, query: &Query, all: &mut [Expansion], stands: impl Fn(usize) -> bool) {
        let small = small::small(query, stands);
        for ((clause, expansion), small) in query.clauses.iter().zip(all).zip(small) {
            let decided = !std::mem::replace(&mut expansion.is_small, small);
            if small || decided {
                continue;
            }
            let word = clause.words.concat();
            if clause.reach == Reach::Beginnings {
                expansion.ways.extend(self.beginnings(&word));
            }
            if clause.reach != Reach::Itself && expansion.ways.is_empty() && self.may_guess(&word) {
                expansion.ways = self.guesses(clause, &word);
            }
        }
    }

    /// The phrase that is these words; or the word, and its other number.
    pub fn same(&self, words: &[String]) -> Vec<Form> {
        let others = if let [word] = words { numbers(word) } else { Vec::new() };
        let others = others.into_iter().filter_map(|form| self.literal(&[form]));
        self.literal(words).into_iter().chain(others).collect()
    }

    /// The phrase that is these words, or the word.
    fn literal(&self, words: &[String]) -> Option<Form> {
        let find = |word: &String| self.index.vocabulary.find(word);
        let ids: Option<Vec<u32>> = words.iter().map(find).collect();
        ids.map(|ids| if let [id] = ids[..] { Form::Word(id) } else { Form::Phrase(ids) })
    }

    /// The clause itself, which is small until it is known to decide.
    fn itself(&self, clause: &Clause) -> Expansion {
        let typed = clause.typed.clone();
        let mut expansion = Expansion { typed, is_small: true, ways: Vec::new() };
        expansion.add(self.literal(&clause.words), Match::Exact, 1.0, None);
        if clause.reach != Reach::Itself {
            let word = clause.words.concat();
            self.add_forms(&mut expansion, &word, Match::Exact, None);
        }
        expansion
    }

    /// Adds a word with its other number and its other forms as a verb.
    fn add_forms(
        &self,
        expansion: &mut Expansion,
        word: &str,
        by: Match,
        label: Option<&Correction>,
    ) {
        let itself = std::iter::once((word.to_owned(), 1.0));
        let numbers = numbers(word).into_iter().map(|form| (form, OTHER_NUMBER));
        let verbs = verbs(word).into_iter().map(|form| (form, OTHER_VERB));
        for (form, weight) in itself.chain(numbers).chain(verbs) {
            expansion.add(self.literal(&[form]), by, weight, label.cloned());
        }
    }

    /// Adds, to every word of a glossary name that was typed, the other names of its term; to every
    /// near word, the names of the terms that it leads to.
    fn add_aliases(&self, clauses: &[Clause], expansions: &mut [Expansion]) {
        let mut start = 0;
        for run in clauses.chunk_by(|a, b| (a.reach == Reach::Itself) == (b.reach == Reach::Itself))
        {
            if run[0].reach != Reach::Itself {
                self.add_aliases_of_run(run, &mut expansions[start..start + run.len()]);
            }
            start += run.len();
        }
    }

    fn add_aliases_of_run(&self, run: &[Clause], expansions: &mut [Expansion]) {
        let typed: Vec<&str> = run.iter().map(|c| c.typed.as_str()).collect();
        let text = typed.join(" ");
        let end = |i: usize| typed[..=i].iter().map(|t| t.len() + 1).sum::<usize>() - 1;
        let names = self.glossary.find(&text).into_iter().map(|place| (place, Match::Alias));
        let near = self.glossary.find_near(&text).into_iter().map(|place| (place, Match::Near));
        for ((bytes, id), by) in names.chain(near) {
            let said = &text[bytes.clone()];
            for (i, expansion) in expansions.iter_mut().enumerate() {
                if bytes.start < end(i) && bytes.end > end(i) - typed[i].len() {
                    let names = self.glossary.term(id).names();
                    names.for_each(|name| self.add_name(expansion, said, name, by));
                }
            }
        }
    }

    /// Adds a name for what was typed; none that has it in itself, in either number, and so is found
    /// by it.
    fn add_name(&self, expansion: &mut Expansion, typed: &str, name: &str, by: Match) {
        let (words, typed_words) = (folded(name), folded(typed));
        if words.windows(typed_words.len().max(1)).any(|part| is_same(part, &typed_words)) {
            return;
        }
        let label = Correction { typed: typed.into(), shown: name.into(), by };
        match &words[..] {
            [word] => self.add_forms(expansion, word, by, Some(&label)),
            _ => {
                for (form, weight) in self.phrases(&words) {
                    expansion.add(Some(form), by, weight, Some(label.clone()));
                }
            }
        }
    }

    /// The phrase that is these words, and the one with the last of them in its other number.
    fn phrases(&self, words: &[String]) -> Vec<(Form, f32)> {
        let Some((last, start)) = words.split_last() else { return Vec::new() };
        let others = numbers(last).into_iter().map(|form| [start, &[form]].concat());
        let others = others.filter_map(|words| Some((self.literal(&words)?, OTHER_NUMBER)));
        self.literal(words).map(|form| (form, 1.0)).into_iter().chain(others).collect()
    }

    /// The phrases that are names of the glossary's terms, by the words of each.
    pub fn names(&self) -> impl Iterator<Item = Vec<u32>> {
        let names = self.glossary.terms().iter().flat_map(Term::names);
        names.flat_map(|name| self.phrases(&folded(name))).filter_map(|(form, _)| match form {
            Form::Phrase(words) => Some(words),
            Form::Word(_) | Form::Start(..) => None,
        })
    }

    /// The words that begin so; the commonest where all would take too long.
    fn beginnings(&mut self, start: &str) -> Option<Way> {
        let size = |id: &u32| self.index.postings(*id).len();
        let mut ids: Vec<u32> = self.index.vocabulary.starting(start).collect();
        ids.retain(|&id| self.index.vocabulary.word(id) != start);
        let postings = ids.iter().map(size).sum::<usize>();
        if postings > MOST_POSTINGS {
            ids.sort_by_key(|id| std::cmp::Reverse(size(id)));
            let mut taken = 0;
            ids.retain(|id| {
                taken += size(id);
                taken <= MOST_POSTINGS
            });
            self.notes.push(Note::CommonStart { start: start.to_owned() });
        }
        let form = Form::Start(start.to_owned(), ids);
        let any = matches!(&form, Form::Start(_, ids) if !ids.is_empty());
        let is_broad = postings > BROAD;
        any.then_some(Way { by: Match::Prefix, weight: 1.0, is_broad, form, label: None })
    }

    fn may_guess(&self, word: &str) -> bool {
        let length = word.chars().count();
        let fits = (3..=LONGEST_GUESS).contains(&length) && word.chars().all(char::is_alphabetic);
        fits && self.glossary.lookup(word).is_none() && !self.glossary.has_word(word)
    }

    fn guesses(&mut self, clause: &Clause, word: &str) -> Vec<Way> {
        let (vocabulary, typos) = (&self.index.vocabulary, &self.index.typos);
        let open = clause.reach == Reach::Beginnings;
        let by_order = fuzzy::alike(vocabulary, word, &mut self.words_scored);
        let mut by_edits = typos.alike(vocabulary, word, open, &mut self.words_scored);
        by_edits.sort_by_key(|&id| std::cmp::Reverse(self.index.postings(id).len()));
        let mut expansion = Expansion::default();
        for (by, ids) in [(Match::Subsequence, by_order), (Match::Typo, by_edits)] {
            for id in ids.into_iter().take(MOST_GUESSES) {
                let shown = vocabulary.word(id).to_owned();
                let label = Correction { typed: clause.typed.clone(), shown, by };
                self.add_forms(&mut expansion, vocabulary.word(id), by, Some(&label));
            }
        }
        expansion.ways
    }
}

/// Whether these are the same words, the last of them in either number.
fn is_same(some: &[String], others: &[String]) -> bool {
    match (some.split_last(), others.split_last()) {
        (Some((one, before)), Some((other, others))) => {
            before == others && (one == other || numbers(one).contains(other))
        }
        _ => false,
    }
}

impl Expansion {
    /// Adds a way, unless a better tier has the same.
    fn add(&mut self, form: Option<Form>, by: Match, weight: f32, label: Option<Correction>) {
        let weight = if by == Match::Near { NEAR * weight } else { weight };
        if let Some(form) = form.filter(|form| !self.ways.iter().any(|way| way.form == *form)) {
            self.ways.push(Way { by, weight, is_broad: false, form, label });
        }
    }
}
