//! Lines on all cores: the same as without, in the same order, whatever comes.
#![cfg(not(miri))]
#![forbid(unsafe_code)]
#![allow(
    missing_docs,
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what it expects by failing, and its models are not for others"
)]

#[path = "streams/readers.rs"]
mod readers;

use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};

use proptest::prelude::*;
use readers::{Pieces, script};
use spectable::{Error, ErrorKind, Lines, Model, Reader};

spectable::model! {
    /// A record, with others within.
    pub struct Entry = "Entry" {
        id with_id: i64 = "id",
        text with_text: String = "text",
        parts with_parts: Vec<Entry> = "parts",
    }
}

/// A record as a text: as JSON, or as its error with kind and offset.
fn told(record: Result<Entry, Error>) -> String {
    match record {
        Ok(mut entry) => {
            let part = entry.part().map(|part| part.to_string());
            entry.forget_skipped();
            format!("{} {part:?}", spectable::to_string(&entry).unwrap())
        }
        Err(error) => format!("{:?}@{:?} {error}", error.kind(), error.offset()),
    }
}

/// What comes, with the line, the number of records, and where the next line begins; that is not told after a record that is too long.
type Told = (String, u64, u64, Option<u64>);

fn sequential(options: &Reader, reader: impl Read) -> Vec<Told> {
    let mut lines = options.lines::<Entry, _>(reader);
    let mut all = Vec::new();
    while let Some(record) = lines.next() {
        let is_long = record.as_ref().is_err_and(|error| error.kind() == ErrorKind::TooLong);
        let offset = (!is_long).then(|| lines.byte_offset());
        all.push((told(record), lines.line(), lines.records(), offset));
    }
    all
}

fn parallel(options: &Reader, reader: impl Read) -> Vec<Told> {
    let mut lines = options.lines::<Entry, _>(reader).par();
    let mut all = Vec::new();
    while let Some(record) = lines.next() {
        let is_long = record.as_ref().is_err_and(|error| error.kind() == ErrorKind::TooLong);
        let offset = (!is_long).then(|| lines.byte_offset());
        all.push((told(record), lines.line(), lines.records(), offset));
    }
    assert!(lines.next().is_none());
    all
}

fn line() -> impl Strategy<Value = Vec<u8>> {
    let ids = (0_i64..100, "[a-zé\"]{0,30}");
    prop_oneof![
        8 => ids.prop_map(|(id, text)| spectable::to_vec(&Entry::default().with_id(id).with_text(text)).unwrap()),
        1 => Just(br#"{"id":"x","parts":[{"id":1}]}"#.to_vec()),
        1 => Just(br#"{"text":"x","parts":[{"id":1},{"id":"1"}]}"#.to_vec()),
        1 => prop::collection::vec(any::<u8>().prop_filter("no line feed", |byte| *byte != b'\n'), 0..60),
        1 => Just(b" \t".to_vec()),
        1 => (60_usize..3000).prop_map(|length| format!(r#"{{"text":"{}"}}"#, "x".repeat(length)).into_bytes()),
    ]
}

fn text() -> impl Strategy<Value = Vec<u8>> {
    let lines =
        prop::collection::vec((line(), prop_oneof![3 => Just(&b"\n"[..]), 1 => Just(&b"\r\n"[..])]), 0..200);
    (lines, prop::bool::ANY, prop::bool::ANY).prop_map(|(lines, mark, ended)| {
        let mut text = if mark { b"\xef\xbb\xbf".to_vec() } else { Vec::new() };
        for (line, end) in lines {
            text.extend(line);
            text.extend(end);
        }
        if !ended {
            text.pop();
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn any_lines_are_as_without_threads(text in text(), limit in prop_oneof![Just(u64::MAX), 10_u64..2000], tolerant: bool, only: bool) {
        let mut options = Reader::new().limit(limit);
        if tolerant {
            options = options.tolerant();
        }
        if only {
            options = options.only(["text", "parts.id"]);
        }
        let expected = sequential(&options, &text[..]);
        for sizes in [&[usize::MAX][..], &[1], &[700, 3]] {
            prop_assert_eq!(&parallel(&options, Pieces::new(&text, sizes)), &expected);
        }
    }
}

/// So many records, each with its number.
fn numbered(count: usize) -> Vec<u8> {
    (0..count).map(|id| format!("{{\"id\":{id}}}\n")).collect::<String>().into_bytes()
}

#[test]
fn records_come_in_their_order() {
    let text = numbered(50_000);
    let ids = Lines::<_, Entry>::new(&text[..]).par().map(|entry| entry.unwrap().id.unwrap());
    assert!(ids.eq(0..50_000));
    let ids = Lines::<_, Entry>::new(&text[..]).par_map(|entry| entry.unwrap().id.unwrap() * 2);
    assert!(ids.eq((0..50_000).map(|id| id * 2)));
    // What was read before is not read again.
    let mut lines = Lines::<_, Entry>::new(&text[..]);
    assert_eq!(lines.by_ref().take(3).filter_map(Result::ok).count(), 3);
    let mut lines = lines.par();
    assert_eq!((lines.line(), lines.records()), (3, 3));
    assert_eq!(lines.next().unwrap().unwrap().id, Some(3));
    assert_eq!((lines.line(), lines.records(), lines.byte_offset()), (4, 4, 36));
}

#[test]
fn an_error_of_the_reader_ends_it_until_it_is_resumed() {
    let steps = || {
        script(vec![
            Ok(b"{\"id\":1}\n{\"id\":2}\n{\"i"),
            Err(io::ErrorKind::TimedOut.into()),
            Ok(b"d\":3}\n"),
            Err(io::ErrorKind::TimedOut.into()),
            Err(io::ErrorKind::Interrupted.into()),
            Ok(b"{\"id\":4}"),
        ])
    };
    let mut lines = Lines::<_, Entry>::new(steps()).par();
    let mut ids = Vec::new();
    for _ in 0..5 {
        match lines.next() {
            Some(Ok(entry)) => ids.push(entry.id.unwrap()),
            Some(Err(error)) => {
                assert_eq!(error.io_error_kind(), Some(io::ErrorKind::TimedOut));
                assert!(lines.next().is_none() && lines.next().is_none());
                lines.resume();
            }
            None => panic!("it ended after {ids:?}"),
        }
    }
    assert_eq!(ids, [1, 2, 3]);
    assert_eq!(lines.next().unwrap().unwrap().id, Some(4));
    assert!(lines.next().is_none());
}

/// All that comes, resumed after each error of the reader; with the line and the number of records.
macro_rules! resumed {
    ($lines:expr) => {{
        let mut lines = $lines;
        let mut all = Vec::new();
        while let Some(record) = lines.next() {
            let has_failed = record.as_ref().is_err_and(|error| error.io_error_kind().is_some());
            all.push((told(record), lines.line(), lines.records()));
            if has_failed {
                assert!(lines.next().is_none());
                lines.resume();
            }
        }
        all
    }};
}

/// The reader fails twice within a line of 120 KiB, which is longer than a block.
#[test]
fn an_error_of_the_reader_within_a_long_line_loses_nothing() {
    let part = "x".repeat(40 << 10);
    let [first, second, last] =
        [format!("{{\"id\":1}}\n{{\"text\":\"{part}"), part.clone(), format!("{part}\"}}\n{{\"id\":3}}\n")]
            .map(|part| part.leak().as_bytes());
    let fail = || Err(io::ErrorKind::TimedOut.into());
    let steps = || script(vec![Ok(first), fail(), Ok(second), fail(), Ok(last)]);
    // The line is read; it is too long at its end; it is too long before the reader fails, so that its rest is skipped.
    for (limit, records) in [(u64::MAX, 3), (100 << 10, 3), (20 << 10, 3)] {
        let options = Reader::new().limit(limit);
        let expected = resumed!(options.lines::<Entry, _>(steps()));
        assert_eq!(expected.last().map(|(_, line, count)| (*line, *count)), Some((3, records)));
        assert_eq!(expected.len(), 5);
        assert_eq!(resumed!(options.lines::<Entry, _>(steps()).par()), expected, "{limit}");
    }
}

#[test]
fn what_the_paths_name_is_checked_first() {
    let reader = Reader::new().only(["nope"]);
    let mut lines = reader.lines::<Entry, _>(&b"{}\n{}\n"[..]).par();
    assert_eq!(lines.next().unwrap().unwrap_err().kind(), ErrorKind::Path);
    assert!(lines.next().is_none());
}

/// Counts what is read of it.
struct Counting<'a>(&'a [u8], usize);

impl Read for Counting<'_> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let count = self.0.read(room)?;
        self.1 += count;
        Ok(count)
    }
}

#[test]
fn no_more_is_read_than_is_in_work() {
    let text = numbered(1_000_000);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().unwrap();
    let read = pool.install(|| {
        let mut lines = Lines::<_, Entry>::new(Counting(&text, 0)).par();
        assert_eq!(lines.next().unwrap().unwrap().id, Some(0));
        lines.get_ref().1
    });
    assert!(read < 500_000, "{read} of {} bytes were read for one record", text.len());
}

/// Counts what is read of it, in pieces of 256 bytes. After 4 KiB it waits for a record of the second block, so that the first is done.
struct Trickle<'a>(Counting<'a>, Arc<AtomicI64>);

impl Read for Trickle<'_> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        while self.0.1 >= 4 << 10 && self.1.load(Ordering::Relaxed) < 200 {
            std::thread::yield_now();
        }
        let most = room.len().min(256);
        self.0.read(&mut room[..most])
    }
}

#[test]
fn a_block_that_is_done_does_not_wait_for_all_that_may_be_in_work() {
    let text = numbered(2_500);
    // One thread reads, so that the other does one block after the other.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().unwrap();
    let read = pool.install(|| {
        let last = Arc::new(AtomicI64::new(0));
        let reader = Trickle(Counting(&text, 0), Arc::clone(&last));
        let mut lines = Lines::<_, Entry>::new(reader)
            .par_map(move |entry| last.fetch_max(entry.unwrap().id.unwrap(), Ordering::Relaxed));
        assert!(lines.next().is_some());
        lines.get_ref().0.1
    });
    // Blocks of 1, 2, and 4 KiB.
    assert!(read < 8 << 10, "{read} of {} bytes were read for one record", text.len());
}

#[test]
fn where_no_thread_is_free_nothing_is_left_in_its_queue() {
    let text = numbered(20_000);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    pool.install(|| {
        let held = Arc::new(());
        let by_function = Arc::clone(&held);
        let mut lines =
            Lines::<_, Entry>::new(Counting(&text, 0)).par_map(move |_| Arc::strong_count(&by_function));
        assert_eq!(lines.by_ref().take(19_000).count(), 19_000);
        assert!(lines.get_ref().1 > 180_000);
        drop(lines);
        assert_eq!(Arc::strong_count(&held), 1);
        let mut left = 0;
        while rayon::yield_local() == Some(rayon::Yield::Executed) {
            left += 1;
        }
        assert!(left <= 1, "{left} closures were in the queue of the thread");
    });
}

/// What the next test runs as a program of its own, in which the threads of all cores cannot be started.
#[test]
#[ignore = "run by another test"]
fn lines_without_threads() {
    let Some(why) = std::env::var_os("SPECTABLE_NO_THREADS") else {
        eprintln!("skipped: here threads can be started");
        return;
    };
    if why == "tried before" {
        let no_thread = |_| Err(io::ErrorKind::WouldBlock.into());
        assert!(
            rayon::ThreadPoolBuilder::new().num_threads(1).spawn_handler(no_thread).build_global().is_err()
        );
    }
    let text = numbered(20_000);
    let mut lines = Lines::<_, Entry>::new(Counting(&text, 0)).par();
    assert_eq!(lines.next().unwrap().unwrap().id, Some(0));
    assert!(lines.map(|entry| entry.unwrap().id.unwrap()).eq(1..20_000));
    assert!(catch_unwind(rayon::current_num_threads).is_err(), "the threads were started");
}

#[test]
fn where_threads_cannot_be_started_the_caller_does_everything() {
    let run = |why, stack: Option<&str>| {
        let mut command = Command::new(std::env::current_exe().unwrap());
        // With one thread, the test runs on the first thread of the program.
        command.args(["--exact", "--ignored", "--test-threads=1", "lines_without_threads"]);
        command.env("SPECTABLE_NO_THREADS", why).envs(stack.map(|bytes| ("RUST_MIN_STACK", bytes)));
        let output = command.output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success() && said.contains("1 passed"), "{why}: {output:#?}");
    };
    run("tried before", None);
    if cfg!(all(target_os = "linux", target_pointer_width = "64")) {
        // No thread gets a stack of 2^60 bytes.
        run("no memory", Some("1152921504606846976"));
    }
}

#[test]
fn dropping_it_stops_the_work() {
    let text = numbered(200_000);
    let done = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&done);
    let mut lines =
        Lines::<_, Entry>::new(&text[..]).par_map(move |_| counted.fetch_add(1, Ordering::Relaxed));
    assert!(lines.next().is_some());
    drop(lines);
    // The last holder of the function is the last block in work.
    while Arc::strong_count(&done) > 1 {
        std::thread::yield_now();
    }
    assert!(done.load(Ordering::Relaxed) < 100_000);
}

#[test]
fn a_panic_goes_on_where_the_record_is_asked_for() {
    let text = numbered(20_000);
    let mut lines = Lines::<_, Entry>::new(&text[..]).par_map(|entry| {
        let id = entry.unwrap().id.unwrap();
        assert!(id != 7_000, "seven thousand");
        id
    });
    let mut ids = Vec::new();
    let panic = catch_unwind(AssertUnwindSafe(|| ids.extend(&mut lines))).unwrap_err();
    assert_eq!(panic.downcast_ref(), Some(&"seven thousand"));
    assert!(ids.iter().copied().eq(0..7_000));
    // The next block follows.
    let next = lines.next().unwrap();
    assert!(next > 7_000);
    assert!(lines.eq(next + 1..20_000));
}

#[test]
fn one_thread_is_enough() {
    let text = numbered(20_000);
    for threads in [1, 3] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        // Within the pool, whose only thread waits for itself; and within several of its threads at once.
        let count = pool.install(|| Lines::<_, Entry>::new(&text[..]).par().filter(Result::is_ok).count());
        assert_eq!(count, 20_000);
        let (a, b) = pool.join(
            || Lines::<_, Entry>::new(&text[..]).par().count(),
            || Lines::<_, Entry>::new(&text[..]).par().count(),
        );
        assert_eq!((a, b), (20_000, 20_000));
    }
}

#[test]
fn it_can_be_dropped_at_any_time() {
    let text = numbered(10_000);
    for taken in [0, 1, 500] {
        let lines = Lines::<_, Entry>::new(&text[..]).par();
        assert_eq!(lines.take(taken).count(), taken);
    }
}
