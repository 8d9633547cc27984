//! Reading newline-delimited JSON on one core, and on all.
//!
//! `cargo bench -p purecloud-benches --bench lines [-- MEGABYTES]`. The time of the clock needs a machine that does nothing else.
#![forbid(unsafe_code)]
#![allow(clippy::expect_used, reason = "a benchmark that fails has nothing to say")]
#![allow(clippy::print_stdout, reason = "this is what a benchmark is for")]

use std::time::Instant;

use purecloud_benches::arguments;
use purecloud_benches::events::{Event, records};
use spectable::{Error, Reader};

/// How often each is done.
const ROUNDS: usize = 5;

fn seconds(event: Result<Event, Error>) -> i64 {
    event.expect("an event").duration.unwrap_or_default()
}

fn main() {
    let megabytes = arguments().first().and_then(|it| it.parse().ok()).unwrap_or(50_usize);
    let some: String = records(2_000).map(|record| record + "\n").collect();
    let text = some.repeat((megabytes * 1_000_000).div_ceil(some.len()));
    let cores = std::thread::available_parallelism().map_or(1, |it| it.get());
    println!(
        "Reading {megabytes} MB of events, one a line, with {cores} cores (the fastest of {ROUNDS} rounds)"
    );
    println!("what                                  MB/s");
    let (all, four) = (Reader::new(), Reader::new().only(["id", "created", "status", "duration"]));
    let lines = |reader: &Reader| reader.lines::<Event, _>(text.as_bytes());
    let ways: [(&str, &dyn Fn() -> i64); 6] = [
        ("one core", &|| lines(&all).map(seconds).sum()),
        ("all cores: par", &|| lines(&all).par().map(seconds).sum()),
        ("all cores: par_map", &|| lines(&all).par_map(seconds).sum()),
        ("four of thirty: one core", &|| lines(&four).map(seconds).sum()),
        ("four of thirty: par", &|| lines(&four).par().map(seconds).sum()),
        ("four of thirty: par_map", &|| lines(&four).par_map(seconds).sum()),
    ];
    let mut least = ways.map(|_| f64::MAX);
    let mut sums = Vec::new();
    for _ in 0..ROUNDS {
        for ((_, read), least) in ways.iter().zip(&mut least) {
            let start = Instant::now();
            sums.push(read());
            *least = start.elapsed().as_secs_f64().min(*least);
        }
    }
    assert!(sums.windows(2).all(|two| two.first() == two.last()), "all ways read the same");
    for ((name, _), seconds) in ways.iter().zip(least) {
        println!("{name:32} {:9.0}", text.len() as f64 / 1e6 / seconds);
    }
}
