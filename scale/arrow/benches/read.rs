//! NDJSON into record batches: this crate and arrow-json, with the same Arrow schema, of one file that is generated here.
//!
//! The file has call histories: those of `examples/data`, each time with other identifiers and times. Each round reads the whole file with each reader
//! in turn, and the fastest round of each counts.
#![allow(clippy::unwrap_used, missing_docs, reason = "a program that measures")]

use std::fmt::Write as _;
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use arrow_schema::{DataType, Field, Fields, Schema, SchemaRef};
use purecloud_benches::Sheet;
use purecloud_models::CallHistoryConversation;
use spectable_arrow::{Columns, Decoder, Encoder, Records};

const BYTES: usize = 24 * 1024 * 1024;
const ROUNDS: usize = 7;
/// How often each does its work in a round: some systems count the time of a processor in steps of four milliseconds.
const TIMES: u32 = 8;

fn main() -> std::io::Result<()> {
    let text = file();
    let mut sheet = Sheet::new("NDJSON into Arrow", &["what", "MB/s", "arrow-json", "ratio"]);
    let all = Columns::new().dictionaries(false).extra(false).of::<CallHistoryConversation>().unwrap();
    let four = ["id", "startTime", "participants.purpose", "participants.startTime"];
    let four = Columns::new().only(four).dictionaries(false).of::<CallHistoryConversation>().unwrap();
    compare(&mut sheet, "all columns", &text, &without_json(&all));
    compare(&mut sheet, "four columns", &text, &without_json(&four));
    let full = spectable_arrow::arrow_schema::<CallHistoryConversation>();
    let [time] = fastest([&mut || drop(black_box(ours(&text, &full)))]);
    alone(&mut sheet, "lossless, with dictionaries and `_extra`", &text, time);
    let batches = ours(&text, &full);
    let encoder = Encoder::new(full).unwrap();
    let mut written = Vec::new();
    let [time] = fastest([&mut || {
        written.clear();
        batches.iter().for_each(|batch| encoder.encode(batch, &mut written).unwrap());
    }]);
    alone(&mut sheet, "written back", &text, time);
    let records = text.lines().count();
    sheet
        .notes
        .push(format!("{records} records, {:.1} MB; the fastest of {ROUNDS} rounds. The command is for the folder `scale/`.", megabytes(&text)));
    sheet.publish("arrow")
}

fn alone(sheet: &mut Sheet, what: &str, text: &str, time: Duration) {
    sheet.rows.push(vec![what.to_owned(), speed(text, time), "–".to_owned(), "–".to_owned()]);
}

/// In MB/s.
fn speed(text: &str, time: Duration) -> String {
    format!("{:.0}", megabytes(text) / time.as_secs_f64())
}

fn compare(sheet: &mut Sheet, what: &str, text: &str, schema: &SchemaRef) {
    assert_eq!(ours(text, schema), theirs(text, schema), "both readers agree");
    let [ours, theirs] =
        fastest([&mut || drop(black_box(ours(text, schema))), &mut || drop(black_box(theirs(text, schema)))]);
    let what = format!("{what} ({})", leaves(schema.fields()));
    let ratio = format!("{:.2} ×", theirs.as_secs_f64() / ours.as_secs_f64());
    sheet.rows.push(vec![what, speed(text, ours), speed(text, theirs), ratio]);
}

type Batches = Vec<arrow_array::RecordBatch>;

fn ours(text: &str, schema: &SchemaRef) -> Batches {
    let decoder = Decoder::new(Arc::clone(schema)).unwrap().batch_rows(1024);
    Records::new(text.as_bytes(), decoder).map(Result::unwrap).collect()
}

fn theirs(text: &str, schema: &SchemaRef) -> Batches {
    let builder = arrow_json::ReaderBuilder::new(Arc::clone(schema)).with_batch_size(1024);
    builder.build(text.as_bytes()).unwrap().map(Result::unwrap).collect()
}

fn fastest<const N: usize>(mut work: [&mut dyn FnMut(); N]) -> [Duration; N] {
    let mut best = [Duration::MAX; N];
    for _ in 0..ROUNDS {
        for (work, best) in work.iter_mut().zip(&mut best) {
            let start = (Instant::now(), processor_time());
            for _ in 0..TIMES {
                work();
            }
            let time = match (start.1, processor_time()) {
                (Some(start), Some(end)) => end - start,
                _ => start.0.elapsed(),
            };
            *best = (time / TIMES).min(*best);
        }
    }
    best
}

/// How long this thread was on a processor, where the system tells: other programs have less influence on it.
fn processor_time() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

fn megabytes(text: &str) -> f64 {
    text.len() as f64 / 1e6
}

/// arrow-json reads no value of any kind into a text.
fn without_json(schema: &Schema) -> SchemaRef {
    Arc::new(Schema::new(plain(schema.fields())))
}

fn plain(fields: &Fields) -> Fields {
    let fields = fields.iter().filter(|field| !is_json(field));
    fields.map(|field| Field::new(field.name(), plain_type(field.data_type()), true)).collect()
}

/// Whether a column is JSON text, or a list of it.
fn is_json(field: &Field) -> bool {
    match field.data_type() {
        DataType::List(item) => is_json(item),
        DataType::Map(entries, _) => match entries.data_type() {
            DataType::Struct(fields) => is_json(&fields[1]),
            _ => false,
        },
        _ => field.extension_type_name() == Some("arrow.json"),
    }
}

fn plain_type(of: &DataType) -> DataType {
    match of {
        DataType::Struct(fields) => DataType::Struct(plain(fields)),
        // arrow-json knows names of zones with a feature only.
        DataType::Timestamp(unit, _) => DataType::Timestamp(*unit, Some("+00:00".into())),
        DataType::List(item) => {
            DataType::List(Arc::new(Field::new("item", plain_type(item.data_type()), true)))
        }
        DataType::Map(entries, _) => {
            let DataType::Struct(fields) = entries.data_type() else { return of.clone() };
            let value = Field::new("values", plain_type(fields[1].data_type()), true);
            let entries = DataType::Struct(vec![fields[0].as_ref().clone(), value].into());
            DataType::Map(Arc::new(Field::new("entries", entries, false)), false)
        }
        other => other.clone(),
    }
}

fn leaves(fields: &Fields) -> usize {
    let leaves_of = |field: &Arc<Field>| match field.data_type() {
        DataType::Struct(fields) => leaves(fields),
        DataType::List(item) => match item.data_type() {
            DataType::Struct(fields) => leaves(fields),
            _ => 1,
        },
        _ => 1,
    };
    fields.iter().map(leaves_of).sum()
}

/// Conversations on lines of their own.
fn file() -> String {
    let example: serde_json::Value =
        serde_json::from_str(include_str!("../../../examples/data/call-history.json")).unwrap();
    let conversations: Vec<String> =
        example["entities"].as_array().unwrap().iter().map(ToString::to_string).collect();
    let mut text = String::new();
    for round in 0_u32.. {
        for conversation in &conversations {
            // Another day, and other identifiers.
            let day = format!("2025-{:02}-", round % 12 + 1);
            let end = format!("-{:04x}", round % 0xffff);
            let varied = conversation.replace("2025-03-", &day).replace("-4aa0", &end).replace("-4a4f", &end);
            writeln!(text, "{varied}").unwrap();
        }
        if text.len() > BYTES {
            break;
        }
    }
    text
}
