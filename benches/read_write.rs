//! Reading and writing: MB/s of JSON, table against derive, the same documents in the same run.
#![forbid(unsafe_code)]
#![allow(clippy::expect_used, reason = "a benchmark that fails has nothing to say")]

use std::fmt::Debug;
use std::hint::black_box;
use std::time::Instant;

use purecloud_benches::{ROUNDS, Report, measure, median};
use purecloud_models::CallHistoryConversation;
use purecloud_models::spectable::{self, Model};
use purecloud_reference::derived;
use purecloud_reference::documents::{Documents, Recipe};
use serde::Serialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::{Map, Value};

type Table = Vec<CallHistoryConversation>;
type Derive = Vec<derived::CallHistoryConversation>;
/// What keeps unknown keys in derived models: a flattened map, here in the two models in which they occur.
type DeriveKeeping = Vec<Keeping>;

/// The properties besides participants, and the rest in a map.
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

/// As many responses as are read and written in one round; 3 MB all in all.
const RESPONSES: usize = 24;
/// Bytes of a response: about 25 conversations, the number that the API lists when nobody asks for another.
const RESPONSE: usize = 125_000;

/// Responses one after another, as a client gets them.
fn documents(recipe: Recipe, unknown: bool) -> Vec<Vec<u8>> {
    let mut source = Documents::new(7, recipe);
    (0..RESPONSES).map(|_| document(&mut source, recipe, unknown)).collect()
}

/// A list of conversations, each with some participants.
fn document(source: &mut Documents, recipe: Recipe, unknown: bool) -> Vec<u8> {
    let mut text = "[".to_owned();
    while text.len() < RESPONSE {
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
        let texts = documents(recipe, unknown);
        let size = texts.iter().map(Vec::len).sum::<usize>() as f64 / 1e6;
        if unknown {
            read_and_write::<DeriveKeeping>(&mut report, name, &texts, size);
        } else {
            read_and_write::<Derive>(&mut report, name, &texts, size);
        }
        if name == "documented order" {
            others(&mut report, &texts, size);
            instead(&mut report, &texts, size);
            report.notes.push(tolerantly(&texts));
        }
    }
    report.notes.push(format!("reading: {:.2} × (geometric mean)", report.mean("read")));
    report.notes.push(format!("writing: {:.2} × (geometric mean)", report.mean("write")));
    report.publish("read_write")
}

fn read_and_write<D: DeserializeOwned + Serialize>(
    report: &mut Report,
    name: &str,
    texts: &[Vec<u8>],
    size: f64,
) {
    measure(
        report,
        &format!("read {name}"),
        size,
        || each(texts, |text| spectable::from_slice::<Table>(text)),
        || each(texts, |text| serde_json::from_slice::<D>(text)),
    );
    let tables: Vec<Table> = all(texts, spectable::from_slice);
    let derives: Vec<D> = all(texts, |text| serde_json::from_slice(text));
    measure(
        report,
        &format!("write {name}"),
        size,
        || each(&tables, spectable::to_vec),
        || each(&derives, serde_json::to_vec),
    );
}

/// Does it with each, and lets go of the result before the next, as a client does.
fn each<I: IntoIterator, T, E: Debug>(items: I, act: impl Fn(I::Item) -> Result<T, E>) {
    for item in items {
        drop(black_box(act(item).expect("what is generated is read and written")));
    }
}

fn all<T, E: Debug>(texts: &[Vec<u8>], read: impl Fn(&[u8]) -> Result<T, E>) -> Vec<T> {
    texts.iter().map(|text| read(text).expect("what is generated is read")).collect()
}

/// The same documents, which contradict nothing, read strictly and tolerantly in turn.
fn tolerantly(texts: &[Vec<u8>]) -> String {
    let reader = spectable::Reader::new().tolerant();
    let (mut strict, mut tolerant) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let start = Instant::now();
        each(texts, |text| spectable::from_slice::<Table>(text));
        strict.push(start.elapsed());
        let start = Instant::now();
        each(texts, |text| reader.from_slice::<Table>(text));
        tolerant.push(start.elapsed());
    }
    format!(
        "reading tolerantly what contradicts nothing: {:.2} × strict reading",
        median(strict) / median(tolerant)
    )
}

/// Other ways to the same models: serde_json's own reader, another reader, a value in memory.
fn others(report: &mut Report, texts: &[Vec<u8>], size: f64) {
    measure(
        report,
        "read by serde_json",
        size,
        || each(texts, |text| serde_json::from_slice::<Table>(text)),
        || each(texts, |text| serde_json::from_slice::<Derive>(text)),
    );
    measure(
        report,
        "read by sonic-rs",
        size,
        || each(texts, |text| sonic_rs::from_slice::<Table>(text)),
        || each(texts, |text| sonic_rs::from_slice::<Derive>(text)),
    );
    let values: Vec<Value> = all(texts, |text| serde_json::from_slice(text));
    let mut copies = vec![values; ROUNDS * 2];
    let mut derive_copies = copies.split_off(ROUNDS);
    measure(
        report,
        "read from a Value",
        size,
        || each(copies.pop().unwrap_or_default(), spectable::from_value::<Table>),
        || each(derive_copies.pop().unwrap_or_default(), serde_json::from_value::<Derive>),
    );
    let tables: Vec<Table> = all(texts, spectable::from_slice);
    let derives: Vec<Derive> = all(texts, |text| serde_json::from_slice(text));
    measure(
        report,
        "write by serde_json",
        size,
        || each(&tables, serde_json::to_vec),
        || each(&derives, serde_json::to_vec),
    );
}

/// What else one could take: other readers and writers with derived models; and the floor. The names are not among the means.
fn instead(report: &mut Report, texts: &[Vec<u8>], size: f64) {
    let read = || each(texts, |text| spectable::from_slice::<Table>(text));
    measure(report, "against sonic-rs with derive", size, read, || {
        each(texts, |text| sonic_rs::from_slice::<Derive>(text));
    });
    // It writes into what it reads, so that whoever still needs the text reads a copy.
    measure(report, "against simd-json with derive", size, read, || {
        each(texts, |text| simd_json::serde::from_slice::<Derive>(&mut text.clone()));
    });
    measure(report, "against the floor: IgnoredAny", size, read, || {
        each(texts, |text| serde_json::from_slice::<IgnoredAny>(text));
    });
    let tables: Vec<Table> = all(texts, spectable::from_slice);
    let derives: Vec<Derive> = all(texts, |text| serde_json::from_slice(text));
    let write = || each(&tables, spectable::to_vec);
    measure(report, "writing, against sonic-rs", size, write, || each(&derives, sonic_rs::to_vec));
    measure(report, "writing, against simd-json", size, write, || each(&derives, simd_json::serde::to_vec));
}
