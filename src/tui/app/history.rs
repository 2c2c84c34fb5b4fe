//! Earlier queries: those that somebody has acted on, to be recalled in the box of search.

use std::collections::VecDeque;

use crate::store::state::history::MOST_QUERIES;

/// Earlier queries, the newest first; no two that follow each other are the same.
#[derive(Debug, Clone, Default)]
pub struct History {
    queries: VecDeque<String>,
    /// How many of them were added in this run.
    own: usize,
}

impl History {
    /// The history of runs before this one, the newest first.
    #[must_use]
    pub fn of(queries: Vec<String>) -> Self {
        Self { queries: queries.into(), own: 0 }
    }

    /// Adds a query, unless it is blank or the newest already; the oldest goes where there are too
    /// many.
    pub fn add(&mut self, query: &str) {
        let query = query.trim();
        if query.is_empty() || self.queries.front().is_some_and(|newest| newest == query) {
            return;
        }
        self.queries.push_front(query.to_owned());
        self.queries.truncate(MOST_QUERIES);
        self.own = (self.own + 1).min(MOST_QUERIES);
    }

    /// A query by its age; the newest has 0.
    #[must_use]
    pub fn get(&self, age: usize) -> Option<&str> {
        self.queries.get(age).map(String::as_str)
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.queries.is_empty()
    }

    /// The queries of this run, the newest first.
    #[must_use]
    pub fn own(&self) -> Vec<&str> {
        self.queries.iter().take(self.own).map(String::as_str).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(history: &History) -> Vec<&str> {
        (0..).map_while(|age| history.get(age)).collect()
    }

    #[test]
    fn the_newest_is_first_and_kept_once_in_a_row() {
        let mut history = History::of(vec!["old".to_owned()]);
        for query in ["old", "new", " new ", "", "  ", "old"] {
            history.add(query);
        }
        assert_eq!(all(&history), ["old", "new", "old"]);
        assert_eq!(history.own(), ["old", "new"]);
    }

    #[test]
    fn no_more_than_a_hundred_are_kept() {
        let mut history = History::of((0..90).map(|i| format!("old {i}")).collect());
        (0..150).for_each(|i| history.add(&format!("new {i}")));
        assert_eq!(all(&history).len(), 100);
        assert_eq!((history.get(0), history.get(99)), (Some("new 149"), Some("new 50")));
        assert_eq!(history.own().len(), 100);
    }
}
