//! Events about what documents have and their documentation does not say.
#![cfg(feature = "tracing")]
#![forbid(unsafe_code)]
#![allow(missing_docs, clippy::unwrap_used, reason = "a test says what it expects by failing")]

use std::collections::BTreeMap;
use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};

use spectable::{Model, Reader};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

spectable::model! {
    pub struct Call = "Call" {
        id with_id: String = "id",
        parties with_parties: Vec<Call> = "parties",
        by_name with_by_name: BTreeMap<String, Call> = "byName",
    }
    pub struct Named = "Named" {
        additional with_additional: BTreeMap<String, Call> = "" (additional),
    }
    pub struct Wide = "Wide" {
        id with_id: String = "id",
    }
}

/// Notes each event of a level as a line.
#[derive(Clone)]
struct Lines(Level, Arc<Mutex<Vec<String>>>);

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, " {}={value:?}", field.name()).unwrap();
    }
}

impl Subscriber for Lines {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        *metadata.level() <= self.0
    }
    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }
    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, event: &Event<'_>) {
        let mut line = Line(event.metadata().level().to_string());
        event.record(&mut line);
        self.1.lock().unwrap().push(line.0);
    }
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

/// The events of a level that reading these documents sends.
fn events<M: Model>(level: Level, texts: impl IntoIterator<Item = String>) -> Vec<String> {
    let lines = Lines(level, Arc::default());
    tracing::subscriber::with_default(lines.clone(), || {
        for text in texts {
            Reader::new().tolerant().from_str::<M>(&text).unwrap().trace_unexpected();
        }
    });
    let lines = lines.1.lock().unwrap();
    lines.clone()
}

/// One test, since what was sent is remembered by the whole program.
#[test]
fn each_place_is_told_once() {
    let unknown = || (0..2_000).map(|index| format!(r#"{{"key{index}":1}}"#));
    assert_eq!(events::<Wide>(Level::WARN, unknown()), [""; 0], "what nobody hears takes no room");
    let text =
        r#"{"parties":[{"id":1,"secret":"x"},{"id":2},{"id":null}],"byName":{"a":{"id":3},"b":{"id":4}}}"#;
    let sent = events::<Call>(Level::INFO, [text.to_owned(), text.to_owned(), r#"{"id":true}"#.to_owned()]);
    assert_eq!(
        sent,
        [
            r#"WARN message=a value contradicts the documentation model="Call" path="parties[].id" oddity=WrongKind documented=a string"#,
            r#"INFO message=a key is not documented model="Call" path="parties[].secret" oddity=UnknownKey"#,
            r#"WARN message=a value contradicts the documentation model="Call" path="parties[].id" oddity=Null documented=a string"#,
            r#"WARN message=a value contradicts the documentation model="Call" path="byName{}.id" oddity=WrongKind documented=a string"#,
            r#"WARN message=a value contradicts the documentation model="Call" path="id" oddity=WrongKind documented=a string"#,
        ]
    );
    let sent = events::<Named>(Level::INFO, [r#"{"u-1":{"id":1},"u-2":{"id":1}}"#.to_owned()]);
    assert_eq!(sent.len(), 1, "{sent:?}");
    assert!(sent[0].contains(r#"path="{}.id""#), "{sent:?}");
    let sent = events::<Wide>(Level::INFO, unknown());
    assert_eq!(sent.len(), 1_000 - 6 + 1, "the memory is bounded");
    assert!(sent.last().unwrap().contains("no more are sent"), "{sent:?}");
}
