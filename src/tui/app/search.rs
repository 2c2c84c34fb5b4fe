//! Search: a text field, what was found for it, and a cursor in the results.

use super::facets::{Facet, Facets, Value};
use super::field::Field;
use super::history::History;
use crate::library::{Library, PassageRef};
use crate::search::query::rewrite;
use crate::search::{Hit, Index, Outcome, Query};

/// Results that the list goes on to; the summary says of how many.
const MOST: usize = 1024;

/// Results among which the one that the cursor was on is looked for in another library.
const MOVED: usize = 64;

/// Search over the whole library.
#[derive(Debug, Default)]
pub struct Search {
    /// The subject that search was opened from.
    pub subject: Option<usize>,
    /// Whether only that subject is searched.
    pub only: bool,
    /// The query.
    pub field: Field,
    /// What was found; nothing before anything is typed.
    pub outcome: Option<Outcome>,
    /// Index of the hit under the cursor.
    pub row: usize,
    /// Whether letters act on the list instead of typing.
    pub in_list: bool,
    /// What the query can be narrowed to.
    pub facets: Facets,
    /// The cursor in the facets, as an index into their list, while they have the focus.
    pub facet: Option<usize>,
    /// Words that a key has marked to be searched as they are typed.
    pub as_typed: Vec<String>,
    /// Where the cursors are to be once it has been asked anew, which is when it is shown: there is
    /// another library.
    pub sought: Option<Sought>,
    /// The earlier query that was put into the box.
    pub recalled: Option<Recalled>,
    /// Whether the first result is to be opened as soon as there is an index to find it with.
    pub opens: bool,
    /// Results that have room on the screen: so many are asked for, and more as the cursor goes on.
    room: usize,
}

/// What the cursors of a search were on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sought {
    /// The passage of the hit.
    pub passage: Option<PassageRef>,
    /// The facet.
    pub facet: Option<Value>,
}

/// An earlier query that stands in the box, or stood there before somebody changed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recalled {
    /// Its age in the history.
    age: usize,
    /// What stood in the box before.
    draft: String,
}

impl Search {
    /// An empty search.
    #[must_use]
    pub fn new(subject: Option<usize>) -> Self {
        Self { subject, ..Self::default() }
    }

    /// Asks the index anew, after the query or the index has changed; nothing is said to be found or
    /// not found while there is none.
    pub fn ask(&mut self, index: Option<&Index>, library: &Library) {
        (self.row, self.opens) = (0, false);
        self.find(index, library, self.room);
    }

    /// Finds so many results, one at least, and what the query can be narrowed to.
    fn find(&mut self, index: Option<&Index>, library: &Library, most: usize) {
        self.sought = None;
        self.outcome = index
            .filter(|_| !self.field.text().trim().is_empty())
            .map(|index| index.search(library, &self.query(library), most.max(1)));
        self.facets = self.outcome.as_ref().map(Facets::of).unwrap_or_default();
        self.facet = self.facet.and(self.facets.first());
    }

    /// Takes on a screen with room for so many results, and finds those that it shows.
    pub fn fit(&mut self, index: Option<&Index>, library: &Library, room: usize) {
        self.room = room;
        self.refresh(index, library);
        let (shown, there) = (self.listed().min(self.row + room), self.hits().len());
        if let Some(index) = index.filter(|_| there < shown) {
            let most = shown.max(2 * there);
            self.outcome = Some(index.search(library, &self.query(library), most));
        }
    }

    /// What is asked: what is typed, of the subject if only that is searched.
    #[must_use]
    pub fn query(&self, library: &Library) -> Query {
        let mut query = Query::parse(self.field.text(), library);
        if !query.is_empty() {
            query.filter.subject = self.searched_subject();
        }
        query
    }

    /// The only subject that is searched, if it is one.
    #[must_use]
    pub fn searched_subject(&self) -> Option<usize> {
        self.subject.filter(|_| self.only)
    }

    /// What the cursors are on, or are to be on.
    #[must_use]
    pub fn cursors(&self) -> Sought {
        let facet = self.chosen().map(|facet| facet.value);
        self.sought.unwrap_or(Sought { passage: self.passage(), facet })
    }

    /// Asks anew where there is another library; the cursors stay on their things, or where they are.
    fn refresh(&mut self, index: Option<&Index>, library: &Library) {
        let Some(sought) = self.sought else { return };
        self.find(index, library, self.row + self.room.max(MOVED));
        let hit = self.hits().iter().position(|hit| Some(hit.passage) == sought.passage);
        self.row = hit.unwrap_or(self.row).min(self.listed().saturating_sub(1));
        let id = sought.facet.map(|value| value.id(library));
        let is_it = |facet: &Facet| Some(facet.value.id(library)) == id;
        self.facet =
            self.facet.map(|first| self.facets.list.iter().position(is_it).unwrap_or(first));
    }

    /// The age of the earlier query that stands in the box unchanged.
    #[must_use]
    pub fn recalled(&self, history: &History) -> Option<usize> {
        let age = self.recalled.as_ref()?.age;
        (history.get(age) == Some(self.field.text())).then_some(age)
    }

    /// Puts the next older query that is another one into the box; false where there is none.
    pub fn recall_earlier(&mut self, history: &History) -> bool {
        let recalled = self.recalled(history);
        let mut older = recalled.map_or(0, |age| age + 1)..;
        let other = |&age: &usize| history.get(age) != Some(self.field.text());
        let Some((age, query)) =
            older.find(other).and_then(|age| Some((age, history.get(age)?.to_owned())))
        else {
            return false;
        };
        let typed = self.field.text().to_owned();
        let draft = self.recalled.take().filter(|_| recalled.is_some()).map_or(typed, |r| r.draft);
        self.recalled = Some(Recalled { age, draft });
        self.field = Field::of(&query);
        true
    }

    /// Puts the next newer query into the box, or at last what stood there before any; false
    /// where what stands there was not recalled.
    pub fn recall_later(&mut self, history: &History) -> bool {
        let Some((age, recalled)) = self.recalled(history).zip(self.recalled.take()) else {
            return false;
        };
        let newer = age.checked_sub(1).and_then(|age| Some((age, history.get(age)?)));
        let Some((age, query)) = newer.filter(|(age, query)| *age > 0 || *query != recalled.draft)
        else {
            self.field = Field::of(&recalled.draft);
            return true;
        };
        self.field = Field::of(query);
        self.recalled = Some(Recalled { age, ..recalled });
        true
    }

    /// How many results the list has, found so far or not.
    #[must_use]
    pub fn listed(&self) -> usize {
        self.outcome.as_ref().map_or(0, |outcome| outcome.total.min(MOST))
    }

    /// The first results, as far as they have been shown.
    #[must_use]
    pub fn hits(&self) -> &[Hit] {
        self.outcome.as_ref().map_or(&[], |o| o.hits.as_slice())
    }

    /// The hit under the cursor.
    #[must_use]
    pub fn hit(&self) -> Option<&Hit> {
        self.hits().get(self.row)
    }

    /// The passage under the cursor.
    #[must_use]
    pub fn passage(&self) -> Option<PassageRef> {
        self.hit().map(|hit| hit.passage)
    }

    /// The facet under the cursor, while the facets have the focus.
    #[must_use]
    pub fn chosen(&self) -> Option<&Facet> {
        self.facets.list.get(self.facet?)
    }

    /// Words that are searched as they are typed because a key marked them, and stand in the query.
    #[must_use]
    pub fn marked(&self) -> Vec<String> {
        let stands = |word: &&String| {
            !rewrite::alike(self.field.text(), std::slice::from_ref(*word)).is_empty()
        };
        self.as_typed.iter().filter(stands).cloned().collect()
    }

    /// Moves the cursor of what has the focus, staying inside.
    pub fn step(&mut self, by: isize) {
        let listed = self.listed();
        let (row, rows) = match &mut self.facet {
            Some(facet) => (facet, self.facets.list.len()),
            None => (&mut self.row, listed),
        };
        *row = row.saturating_add_signed(by).min(rows.saturating_sub(1));
    }
}
