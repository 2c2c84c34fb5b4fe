//! The figures and terms of a comparison, each counted once: by the reader when they are first asked
//! for, or before that on a thread of its own, so that the key that shows them is answered in a frame.

use std::sync::{Arc, OnceLock};
use std::thread::{self, JoinHandle};

use crate::compare::terms::{self, Row};
use crate::compare::{Column, Given, figures};
use crate::library::Library;

/// Passages from which on counting may take longer than a frame.
const MANY: usize = 1000;

/// What is counted of the columns of one comparison.
#[derive(Debug, Default)]
pub struct Counted {
    figures: OnceLock<Arc<[Given]>>,
    terms: OnceLock<Arc<[Row]>>,
}

impl Counted {
    /// The figures of the columns, in their order; waits for whoever is counting them.
    pub fn figures(&self, library: &Library, columns: &[Column]) -> Arc<[Given]> {
        Arc::clone(self.figures.get_or_init(|| figures::given(library, columns).into()))
    }

    /// Every term that the columns use; waits for whoever is counting them.
    pub fn terms(&self, library: &Library, columns: &[Column]) -> Arc<[Row]> {
        Arc::clone(self.terms.get_or_init(|| terms::terms(library, columns).into()))
    }

    /// Counts all of many passages on a thread of its own; fewer are counted when they are asked for,
    /// and so are all where no thread can be started. Returns the thread, which nobody need wait for.
    pub fn ahead(
        self: &Arc<Self>,
        library: &Arc<Library>,
        columns: &[Column],
    ) -> Option<JoinHandle<()>> {
        if columns.iter().map(|column| column.passages.len()).sum::<usize>() < MANY {
            return None;
        }
        let (counted, library, columns) = (Arc::clone(self), Arc::clone(library), columns.to_vec());
        let count = move || {
            counted.figures(&library, &columns);
            counted.terms(&library, &columns);
        };
        thread::Builder::new().name("count".into()).spawn(count).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare;
    use crate::store::bundle;

    /// Whether both were counted by somebody else before they were asked for here.
    fn counted_ahead(times: usize) -> bool {
        let library = Arc::new(bundle::library());
        let topic = library.topics.lookup("procedure").unwrap();
        let columns = compare::columns(&library, 0, topic);
        let many: Vec<Column> =
            columns.iter().cycle().take(columns.len() * times).cloned().collect();
        let counted = Arc::new(Counted::default());
        let thread = counted.ahead(&library, &many);
        let began = thread.is_some();
        thread.map(JoinHandle::join).transpose().unwrap();
        assert_eq!(counted.figures.get().is_some() && counted.terms.get().is_some(), began);
        let figures = counted.figures(&library, &many);
        assert_eq!(figures.to_vec(), figures::given(&library, &many));
        assert_eq!(counted.terms(&library, &many).to_vec(), terms::terms(&library, &many));
        began
    }

    #[test]
    fn only_many_passages_are_counted_ahead_and_come_to_the_same() {
        assert!(!counted_ahead(1) && counted_ahead(100));
    }
}
