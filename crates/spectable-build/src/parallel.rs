//! Work on many items at once, with the results in order: what comes out does not depend on how many cores there are.

use std::panic::resume_unwind;
use std::thread;

/// A thread of its own is not worth it for fewer items than this.
const LEAST: usize = 64;

/// What becomes of each item.
pub(crate) fn map<T: Send, R: Send>(mut items: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let threads = cores.min(items.len() / LEAST).max(1);
    let share = items.len().div_ceil(threads);
    let work = &work;
    thread::scope(|scope| {
        // From the end, so that nothing is moved twice; this thread does the first share itself.
        let others: Vec<_> = (1..threads)
            .rev()
            .map(|nth| items.split_off((nth * share).min(items.len())))
            .map(|part| scope.spawn(move || part.into_iter().map(work).collect::<Vec<R>>()))
            .collect();
        let mut results: Vec<R> = items.into_iter().map(work).collect();
        for other in others.into_iter().rev() {
            results.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        results
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn results_are_in_order() {
        for len in [0, 1, 63, 64, 65, 127, 128, 129, 1000] {
            let doubled = super::map((0..len).collect(), |number| number * 2);
            assert_eq!(doubled, (0..len).map(|number| number * 2).collect::<Vec<usize>>(), "{len}");
        }
    }
}
