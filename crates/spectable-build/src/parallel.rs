//! Work on many items at once, with the results in order: what comes out does not depend on how many cores there are.

use std::panic::resume_unwind;
use std::sync::{Mutex, PoisonError};
use std::thread;

/// A thread of its own is not worth it for fewer items than this.
const LEAST: usize = 64;

/// What becomes of each item.
pub(crate) fn map<T: Send, R: Send>(items: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
    map_shares(LEAST, items, &|| |item| work(item))
}

/// The same of a few items, each of which takes long.
pub(crate) fn map_few<T: Send, R: Send>(items: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
    map_shares(1, items, &|| |item| work(item))
}

/// What becomes of each item, by work that is made for each thread: it may keep what it knows of earlier items, as long as that changes
/// no result.
pub(crate) fn map_with<T: Send, R: Send, W: FnMut(T) -> R>(
    items: Vec<T>,
    work: impl Fn() -> W + Sync,
) -> Vec<R> {
    map_shares(LEAST, items, &work)
}

/// What becomes of two items, each of which takes long.
///
/// ```
/// assert_eq!(spectable_build::parallel::map_two([1, 2], |number| number * 2), [2, 4]);
/// ```
pub fn map_two<T: Copy + Send, R: Send>([first, second]: [T; 2], work: impl Fn(T) -> R + Sync) -> [R; 2] {
    let work = &work;
    thread::scope(|scope| {
        let other = thread::Builder::new().spawn_scoped(scope, move || work(second));
        let first = work(first);
        match other {
            Ok(other) => [first, other.join().unwrap_or_else(|panic| resume_unwind(panic))],
            // A system that gives no thread has this one do all.
            Err(_) => [first, work(second)],
        }
    })
}

/// Gives memory back beside other work. Nobody waits for it: a command that is done ends at once.
pub fn drop_beside(value: impl Send + 'static) {
    // A system that gives no thread drops it here, with the closure.
    let _is_dropped_there = thread::Builder::new().spawn(move || drop(value));
}

fn map_shares<T: Send, R: Send, W: FnMut(T) -> R>(
    least: usize,
    items: Vec<T>,
    work: &(impl Fn() -> W + Sync),
) -> Vec<R> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    // What Cargo tells a build script of `--jobs`.
    let jobs = std::env::var("NUM_JOBS").ok().and_then(|jobs| jobs.parse().ok()).unwrap_or(cores);
    let threads = cores.min(jobs).min(items.len() / least).max(1);
    map_on(threads, items, work)
}

/// The first of so many shares of the work is done here, each of the others on a thread of its own.
fn map_on<T: Send, R: Send, W: FnMut(T) -> R>(
    threads: usize,
    mut items: Vec<T>,
    work: &(impl Fn() -> W + Sync),
) -> Vec<R> {
    if threads < 2 {
        return items.into_iter().map(work()).collect();
    }
    let rest = Mutex::new(items.split_off(items.len() / threads));
    let take = || std::mem::take(&mut *rest.lock().unwrap_or_else(PoisonError::into_inner));
    thread::scope(|scope| {
        let others = thread::Builder::new().spawn_scoped(scope, || map_on(threads - 1, take(), work));
        let mut results: Vec<R> = items.into_iter().map(work()).collect();
        match others {
            Ok(others) => results.extend(others.join().unwrap_or_else(|panic| resume_unwind(panic))),
            // A system that gives no thread has this one do all.
            Err(_) => results.extend(take().into_iter().map(work())),
        }
        results
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn results_are_in_order() {
        for threads in [1, 2, 3, 7] {
            for len in [0, 1, 2, 63, 64, 65, 1000] {
                let doubled = super::map_on(threads, (0..len).collect(), &|| |number| number * 2);
                assert_eq!(
                    doubled,
                    (0..len).map(|number| number * 2).collect::<Vec<usize>>(),
                    "{len} on {threads}"
                );
            }
        }
    }
}
