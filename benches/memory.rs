//! Memory: bytes held per decoded participant, table against derive.
#![forbid(unsafe_code)]
#![allow(clippy::expect_used, reason = "a benchmark that fails has nothing to say")]

use peak_alloc::PeakAlloc;
use purecloud_benches::Report;
use purecloud_models::CallHistoryParticipant;
use purecloud_models::spectable::{self, Model};
use purecloud_reference::derived;
use purecloud_reference::documents::{Documents, Recipe};

#[global_allocator]
static ALLOCATED: PeakAlloc = PeakAlloc;

const PARTICIPANTS: usize = 2_000;

/// The bytes that a value holds, by what is allocated once it is there.
fn held<T>(make: impl FnOnce() -> T) -> f64 {
    let before = ALLOCATED.current_usage();
    let value = make();
    let held = ALLOCATED.current_usage() - before;
    drop(value);
    held as f64 / PARTICIPANTS as f64
}

fn main() -> std::io::Result<()> {
    let mut report = Report::new("Memory of decoded participants", "bytes each", false);
    for (name, density) in [("sparse", 15), ("usual", 60), ("dense", 100)] {
        let recipe = Recipe { density, depth: 2, ..Recipe::AS_DOCUMENTED };
        let mut source = Documents::new(11, recipe);
        let documents: Vec<_> =
            (0..PARTICIPANTS).map(|_| source.document(CallHistoryParticipant::table())).collect();
        let text = serde_json::to_string(&documents).expect("it is written");
        let table = held(|| spectable::from_str::<Vec<CallHistoryParticipant>>(&text).expect("it is read"));
        let derive =
            held(|| serde_json::from_str::<Vec<derived::CallHistoryParticipant>>(&text).expect("it is read"));
        report.add(name, table, derive);
    }
    let sizes = (size_of::<CallHistoryParticipant>(), size_of::<derived::CallHistoryParticipant>());
    report.notes.push(format!("size_of: {} bytes against {}", sizes.0, sizes.1));
    report.publish("memory")
}
