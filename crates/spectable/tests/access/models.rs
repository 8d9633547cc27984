//! A model with what the model of every kind does not have: unions, enums of integers, items that may be null, additional properties.

use std::collections::BTreeMap;

use spectable::types::{Date, OffsetDateTime, Value};

spectable::model! {
    /// A call.
    pub struct Call = "Call" {
        id with_id: String = "id",
        state with_state: State = "state",
        code with_code: Code = "code",
        start with_start: OffsetDateTime = "start",
        day with_day: Date = "day",
        cost with_cost: f64 = "cost",
        muted with_muted: bool = "muted",
        anything with_anything: Value = "anything",
        next with_next: Box<Call> = "next",
        parties with_parties: Vec<Party> = "parties",
        notes with_notes: Vec<Option<String>> = "notes",
        labels with_labels: BTreeMap<String, String> = "labels",
        by_name with_by_name: BTreeMap<String, Party> = "byName",
        payload with_payload: Payload = "payload",
        payloads with_payloads: Vec<Payload> = "payloads",
        settings with_settings: Box<Settings> = "settings",
    }
}
spectable::model! {
    /// Who takes part.
    pub struct Party = "Party" {
        name with_name: String = "name",
        seconds with_seconds: i64 = "talkSeconds",
    }
}
spectable::model! {
    /// Keys of any name.
    pub struct Settings = "Settings" {
        owner with_owner: String = "owner",
        additional with_additional: BTreeMap<String, i64> = "" (additional),
    }
}
spectable::model! {
    /// A server that does not keep to its documentation.
    pub struct Loose = "Loose" (tolerant) {
        seconds with_seconds: i64 = "seconds",
        party with_party: Box<Party> = "party",
        parties with_parties: Vec<Party> = "parties",
    }
}
spectable::model! {
    /// What is said.
    pub struct Message = "Message" {
        kind with_kind: String = "kind",
        text with_text: String = "text",
    }
}
spectable::model! {
    /// What is sent.
    pub struct File = "File" {
        kind with_kind: String = "kind",
        bytes with_bytes: i64 = "bytes",
    }
}
spectable::open_enum! {
    /// Where it is.
    pub enum State { Ringing = "ringing", Talking = "talking" }
}
spectable::integer_enum! {
    /// Why it ended.
    pub enum Code { Done = 0, Failed = 7 }
}
spectable::union! {
    /// What goes over the line.
    pub enum Payload {
        /// Said.
        Message as_message: box Message where "kind" = "message",
        File as_file: box File where "kind" = "file",
        Word as_word: String,
        List as_list: Vec<String>,
    }
}

/// A call from its JSON.
pub(crate) fn call(text: &str) -> Call {
    spectable::Reader::new().tolerant().from_str(text).unwrap()
}
