//! Search: a text field, what was found for it, and a cursor in the results.

use super::field::Field;
use crate::library::{Library, PassageRef};
use crate::search::{Hit, Index, Outcome, Query};

/// Results that are shown; the summary says of how many.
const MOST: usize = 64;

/// Search over the whole library.
#[derive(Debug, Default)]
pub struct Search {
    /// The subject that search was opened from, for the way to compare.
    pub subject: Option<usize>,
    /// The query.
    pub field: Field,
    /// What was found; nothing before anything is typed.
    pub outcome: Option<Outcome>,
    /// Index of the hit under the cursor.
    pub row: usize,
    /// Whether letters act on the list instead of typing.
    pub in_list: bool,
    /// Whether it is to be asked anew once it is shown, since there is another library.
    pub stale: bool,
    /// The passage that the cursor was on before that.
    pub sought: Option<PassageRef>,
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
        let query = self.field.text();
        self.row = 0;
        self.stale = false;
        self.outcome = index
            .filter(|_| !query.trim().is_empty())
            .map(|index| index.search(library, &Query::parse(query, library), MOST));
    }

    /// Asks anew where there is another library; the cursor stays on its passage, or where it is.
    pub fn refresh(&mut self, index: Option<&Index>, library: &Library) {
        if self.stale {
            let (row, sought) = (self.row, self.sought.take());
            self.ask(index, library);
            let is_it = |hit: &Hit| Some(hit.passage) == sought;
            self.row = self.hits().iter().position(is_it).unwrap_or(row);
            self.step(0);
        }
    }

    /// The results.
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

    /// Moves the cursor, staying inside.
    pub fn step(&mut self, by: isize) {
        self.row = self.row.saturating_add_signed(by).min(self.hits().len().saturating_sub(1));
    }
}
