//! Work on several threads, taken in order on one.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread;

/// Below so many pieces a thread costs more than it saves.
const FEW: usize = 2;

/// More threads would only wait for the one that takes.
const MOST: usize = 8;

/// Pieces that wait in the channel, for each thread; then the threads wait too. What comes before its
/// turn waits beside it, as long as the piece that is due takes.
const AHEAD: usize = 2;

/// Does the pieces of work from 0 on, on as many threads as there are cores, and hands what comes
/// of each to `take`, in order, on this thread, until it has enough.
pub fn in_order<T: Send>(
    pieces: usize,
    work: impl Fn(usize) -> T + Sync,
    mut take: impl FnMut(usize, T) -> ControlFlow<()>,
) {
    let cores = thread::available_parallelism().map_or(1, NonZeroUsize::get).min(MOST);
    let (next, work) = (&AtomicUsize::new(0), &work);
    let (sender, results) = mpsc::sync_channel(cores * AHEAD);
    thread::scope(|scope| {
        let start = |sender| {
            let go = move || go(next, pieces, work, &sender);
            thread::Builder::new().spawn_scoped(scope, go)
        };
        let wanted = if pieces < FEW { 0 } else { cores };
        let started = (0..wanted).filter(|_| start(sender.clone()).is_ok()).count();
        drop(sender);
        if started > 0 {
            sort(results, take);
        } else {
            let _ = (0..pieces).try_for_each(|piece| take(piece, work(piece)));
        }
    });
}

/// What one thread does: always the next piece that nobody has begun.
fn go<T>(
    next: &AtomicUsize,
    pieces: usize,
    work: impl Fn(usize) -> T,
    results: &SyncSender<(usize, T)>,
) {
    let begin = || next.fetch_add(1, Ordering::Relaxed);
    while let Some(piece) = Some(begin()).filter(|&piece| piece < pieces) {
        if results.send((piece, work(piece))).is_err() {
            break;
        }
    }
}

/// Takes results in order as they come.
fn sort<T>(results: Receiver<(usize, T)>, mut take: impl FnMut(usize, T) -> ControlFlow<()>) {
    let (mut early, mut due) = (BTreeMap::new(), 0);
    for (piece, result) in results {
        early.insert(piece, result);
        while let Some(result) = early.remove(&due) {
            if take(due, result).is_break() {
                return;
            }
            due += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order_and_once() {
        for pieces in [0, 1, FEW, 1000] {
            let mut taken = Vec::new();
            in_order(
                pieces,
                |piece| piece * 2,
                |piece, result| {
                    taken.push((piece, result));
                    ControlFlow::Continue(())
                },
            );
            assert_eq!(taken, (0..pieces).map(|i| (i, i * 2)).collect::<Vec<_>>());
        }
    }

    #[test]
    fn work_ends_when_there_is_enough() {
        let done = AtomicUsize::new(0);
        let work = |_| done.fetch_add(1, Ordering::Relaxed);
        let enough =
            |piece, _| if piece == 20 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
        in_order(100_000, work, enough);
        assert!(done.into_inner() < 1000);
    }
}
