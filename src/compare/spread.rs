//! Many columns at once: what each says is read on its own, so a large comparison is spread over the
//! processor's cores.

use std::thread;

use super::Column;

/// Passages from which on it is worth a thread.
const PASSAGES: usize = 1000;

/// What a function makes of each column, in their order.
pub fn each<T: Send>(columns: &[Column], of: impl Fn(&Column) -> T + Sync) -> Vec<T> {
    let passages: usize = columns.iter().map(|column| column.passages.len()).sum();
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let parts = cores.min(passages / PASSAGES + 1);
    let (first, rest) = columns.split_at(columns.len().div_ceil(parts).min(columns.len()));
    let of_part = |part: &[Column]| part.iter().map(&of).collect::<Vec<T>>();
    thread::scope(|scope| {
        let rest = rest.chunks(first.len().max(1)).map(|part| scope.spawn(|| of_part(part)));
        let rest: Vec<_> = rest.collect();
        let mut all = of_part(first);
        for part in rest {
            match part.join() {
                Ok(part) => all.extend(part),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        all
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{Coverage, Entry};
    use crate::library::ArticleRef;

    fn columns(columns: usize, passages: usize) -> Vec<Column> {
        let column = |article| Column {
            article: ArticleRef { subject: 0, article },
            coverage: Coverage::Section,
            sections: Vec::new(),
            passages: vec![Entry { passage: 0, mention: false }; passages],
        };
        (0..columns).map(column).collect()
    }

    #[test]
    fn every_column_is_read_once_and_in_order() {
        for (count, passages) in [(0, 0), (1, 5000), (5, 10), (7, 900), (40, 200)] {
            let read = each(&columns(count, passages), |column| column.article.article);
            assert_eq!(read, (0..count).collect::<Vec<_>>());
        }
    }
}
