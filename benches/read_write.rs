//! Reading and writing: MB/s of JSON, table against derive, the same documents in the same run.
#![forbid(unsafe_code)]
#![allow(clippy::expect_used, reason = "a benchmark that fails has nothing to say")]

use std::hint::black_box;
use std::time::Instant;

use purecloud_benches::{Report, median};
use purecloud_models::CallHistoryConversation;
use purecloud_models::spectable::{self, Model};
use purecloud_reference::derived;
use purecloud_reference::documents::{Documents, Recipe};
use serde::de::IgnoredAny;
use serde_json::{Map, Value};

type Table = Vec<CallHistoryConversation>;
type Derive = Vec<derived::CallHistoryConversation>;
/// What keeps unknown keys in derived models: a flattened map, here in the two models in which they occur.
type DeriveKeeping = Vec<Keeping>;

/// The properties that are no participants, and the rest in a map.
#[derive(serde::Serialize, serde::Deserialize)]
struct Keeping {
    #[serde(skip_serializing_if = "Option::is_none")]
    participants: Option<Vec<KeepingParticipant>>,
    #[serde(flatten)]
    known: derived::CallHistoryConversation,
    #[serde(flatten)]
    unknown: Map<String, Value>,
}

#[derive(serde::Serialize, serde::Deserialize)]
struct KeepingParticipant {
    #[serde(flatten)]
    known: derived::CallHistoryParticipant,
    #[serde(flatten)]
    unknown: Map<String, Value>,
}

const ROUNDS: usize = 21;

/// About so many bytes of conversations, each with some participants.
fn documents(recipe: Recipe, unknown: bool) -> Vec<u8> {
    let mut source = Documents::new(7, recipe);
    let mut text = "[".to_owned();
    while text.len() < 3_000_000 {
        let mut conversation = source.document(CallHistoryConversation::table());
        let participants = (0..4).map(|_| source.document(purecloud_models::CallHistoryParticipant::table()));
        conversation["participants"] = participants.collect();
        if unknown {
            conversation["newInThisRelease"] = "a value that nobody has heard of".into();
            for participant in conversation["participants"].as_array_mut().into_iter().flatten() {
                participant["alsoNew"] = serde_json::json!({ "score": 3, "label": "x" });
            }
        }
        if text.len() > 1 {
            text.push(',');
        }
        text.push_str(&in_order(&conversation, recipe.shuffled));
    }
    (text + "]").into_bytes()
}

/// Keys in documented order, as a server writes them; or in the order of the alphabet, which is another one.
fn in_order(conversation: &Value, shuffled: bool) -> String {
    if shuffled {
        return conversation.to_string();
    }
    let model: Result<CallHistoryConversation, _> = spectable::from_value(conversation.clone());
    spectable::to_string(&model.expect("it is a conversation")).expect("it is written")
}

fn measure(
    report: &mut Report,
    name: &str,
    megabytes: f64,
    mut table: impl FnMut(),
    mut derive: impl FnMut(),
) {
    let (mut tables, mut derives) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let start = Instant::now();
        table();
        tables.push(start.elapsed());
        let start = Instant::now();
        derive();
        derives.push(start.elapsed());
    }
    report.add(name, megabytes / median(tables), megabytes / median(derives));
}

fn main() -> std::io::Result<()> {
    let mut report = Report::new("Reading and writing call histories", "MB/s", true);
    let usual = Recipe { depth: 3, ..Recipe::AS_DOCUMENTED };
    let cases = [
        ("documented order", usual, false),
        ("shuffled", Recipe { shuffled: true, ..usual }, false),
        ("sparse", Recipe { density: 15, ..usual }, false),
        ("dense", Recipe { density: 100, depth: 2, ..usual }, false),
        ("unknown keys", usual, true),
    ];
    for (name, recipe, unknown) in cases {
        let text = documents(recipe, unknown);
        let size = text.len() as f64 / 1e6;
        let read = || spectable::from_slice::<Table>(&text).expect("it is read");
        let table = read();
        if unknown {
            let keeping = || serde_json::from_slice::<DeriveKeeping>(&text).expect("it is read");
            measure(
                &mut report,
                &format!("read {name}"),
                size,
                || drop(black_box(read())),
                || drop(black_box(keeping())),
            );
            let derive = keeping();
            measure(
                &mut report,
                &format!("write {name}"),
                size,
                || drop(black_box(spectable::to_vec(&table))),
                || drop(black_box(serde_json::to_vec(&derive))),
            );
            continue;
        }
        let derived = || serde_json::from_slice::<Derive>(&text).expect("it is read");
        measure(
            &mut report,
            &format!("read {name}"),
            size,
            || drop(black_box(read())),
            || drop(black_box(derived())),
        );
        let derive = derived();
        measure(
            &mut report,
            &format!("write {name}"),
            size,
            || drop(black_box(spectable::to_vec(&table))),
            || drop(black_box(serde_json::to_vec(&derive))),
        );
        if name == "documented order" {
            others(&mut report, &text, size);
        }
    }
    report.notes.push(format!("reading: {:.2} × (geometric mean)", report.mean("read")));
    report.notes.push(format!("writing: {:.2} × (geometric mean)", report.mean("write")));
    report.publish("read_write")
}

/// Other ways to the same models: serde_json's own reader, another reader, a value in memory; and the floor.
fn others(report: &mut Report, text: &[u8], size: f64) {
    let reads = |text: &[u8]| serde_json::from_slice::<Table>(text).expect("it is read");
    let derives = |text: &[u8]| serde_json::from_slice::<Derive>(text).expect("it is read");
    measure(
        report,
        "read by serde_json",
        size,
        || drop(black_box(reads(text))),
        || drop(black_box(derives(text))),
    );
    measure(
        report,
        "read by sonic-rs",
        size,
        || drop(black_box(sonic_rs::from_slice::<Table>(text).expect("it is read"))),
        || drop(black_box(sonic_rs::from_slice::<Derive>(text).expect("it is read"))),
    );
    let value: Value = serde_json::from_slice(text).expect("it is JSON");
    let mut copies: Vec<Value> = (0..ROUNDS * 2).map(|_| value.clone()).collect();
    let mut derive_copies = copies.split_off(ROUNDS);
    measure(
        report,
        "read from a Value",
        size,
        || {
            drop(black_box(
                spectable::from_value::<Table>(copies.pop().unwrap_or_default()).expect("it is read"),
            ))
        },
        || {
            drop(black_box(
                serde_json::from_value::<Derive>(derive_copies.pop().unwrap_or_default())
                    .expect("it is read"),
            ))
        },
    );
    let (model, derive) = (reads(text), derives(text));
    measure(
        report,
        "write by serde_json",
        size,
        || drop(black_box(serde_json::to_vec(&model))),
        || drop(black_box(serde_json::to_vec(&derive))),
    );
    let mut floor = Vec::new();
    for _ in 0..ROUNDS {
        let start = Instant::now();
        black_box(serde_json::from_slice::<IgnoredAny>(text).expect("it is JSON"));
        floor.push(start.elapsed());
    }
    report
        .notes
        .push(format!("the floor, the same bytes skipped with IgnoredAny: {:.0} MB/s", size / median(floor)));
}
