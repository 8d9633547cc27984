//! Reading four of thirty properties, against reading all, and against a derive of the four.
#![forbid(unsafe_code)]
#![allow(clippy::expect_used, reason = "a benchmark that fails has nothing to say")]

use std::hint::black_box;
use std::time::Instant;

use purecloud_benches::events::{Event, records};
use purecloud_benches::{ROUNDS, Sheet};
use serde::de::{DeserializeSeed as _, IgnoredAny};
use spectable::Reader;

/// The same four in a derive.
#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(dead_code, reason = "it is only read")]
struct Four {
    id: Option<String>,
    status: Option<String>,
    duration: Option<i64>,
    #[serde(default)]
    steps: Vec<StepName>,
}

#[derive(serde::Deserialize)]
#[allow(dead_code, reason = "it is only read")]
struct StepName {
    name: Option<String>,
}

type Way<'a> = &'a dyn Fn(&str);

fn main() -> std::io::Result<()> {
    let texts: Vec<String> = records(2_000).collect();
    let size = texts.iter().map(String::len).sum::<usize>() as f64 / 1e6;
    let mut sheet = Sheet::new("Reading some of thirty properties", &["what", "MB/s", "of all"]);
    sheet.notes.push(format!("Events of {size:.1} MB in all; the fastest of {ROUNDS} rounds."));
    let four = Reader::new().only(["id", "created", "status", "duration"]);
    let nested = Reader::new().only(["id", "status", "duration", "steps.name"]);
    let one = Reader::new().only(["id"]);
    let ways: [(&str, Way<'_>); 7] = [
        ("all", &|text| drop(black_box(spectable::from_str::<Event>(text).expect("an event")))),
        ("four of thirty", &|text| drop(black_box(four.from_str::<Event>(text).expect("an event")))),
        ("four, one in a list of models", &|text| {
            drop(black_box(nested.from_str::<Event>(text).expect("an event")));
        }),
        ("one of thirty", &|text| drop(black_box(one.from_str::<Event>(text).expect("an event")))),
        ("a derive of the four in a list", &|text| {
            drop(black_box(serde_json::from_str::<Four>(text).expect("an event")));
        }),
        ("the four, by serde_json", &|text| {
            let mut format = serde_json::Deserializer::from_str(text);
            drop(black_box(nested.seed::<Event>().deserialize(&mut format).expect("an event")));
        }),
        ("the floor, with IgnoredAny", &|text| {
            black_box(serde_json::from_str::<IgnoredAny>(text).expect("an event"));
        }),
    ];
    // In turn, so that what else the machine does concerns all.
    let mut seconds = ways.map(|_| f64::MAX);
    for _ in 0..ROUNDS {
        for ((_, read), least) in ways.iter().zip(&mut seconds) {
            let start = Instant::now();
            texts.iter().for_each(|text| read(text));
            *least = start.elapsed().as_secs_f64().min(*least);
        }
    }
    let [all, ..] = seconds;
    for ((name, _), seconds) in ways.iter().zip(seconds) {
        sheet.rows.push(vec![
            (*name).to_owned(),
            format!("{:.0}", size / seconds),
            format!("{:.2} ×", all / seconds),
        ]);
    }
    sheet.publish("only")
}
