//! Reading newline-delimited JSON on one core, and on all.
//!
//! `cargo bench -p purecloud-benches --bench lines [-- MEGABYTES]`. The time of the clock needs a machine that does nothing else.
#![forbid(unsafe_code)]
#![allow(clippy::expect_used, reason = "a benchmark that fails has nothing to say")]

use std::time::Instant;

use purecloud_benches::events::{Event, records};
use purecloud_benches::{Sheet, arguments};
use spectable::{Error, Reader};

/// How often each is done.
const ROUNDS: usize = 5;

fn seconds(event: Result<Event, Error>) -> i64 {
    event.expect("an event").duration.unwrap_or_default()
}

fn main() -> std::io::Result<()> {
    let megabytes = arguments().first().and_then(|it| it.parse().ok()).unwrap_or(50_usize);
    let some: String = records(2_000).map(|record| record + "\n").collect();
    let text = some.repeat((megabytes * 1_000_000).div_ceil(some.len()));
    let cores = std::thread::available_parallelism().map_or(1, |it| it.get());
    let mut sheet = Sheet::new("Reading lines on all cores", &["what", "MB/s", "of one core"]);
    sheet.notes.push(format!(
        "{megabytes} MB of events, one a line, on {cores} cores; the fastest of {ROUNDS} rounds."
    ));
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
    let mut one = f64::MAX;
    for ((name, _), seconds) in ways.iter().zip(least) {
        if name.ends_with("one core") {
            one = seconds;
        }
        let speed = text.len() as f64 / 1e6 / seconds;
        sheet.rows.push(vec![(*name).to_owned(), format!("{speed:.0}"), format!("{:.2} ×", one / seconds)]);
    }
    sheet.publish("lines")
}
