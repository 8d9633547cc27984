//! The model of these tests, and every way to read and write it.

use std::collections::BTreeMap;
use std::fmt::{Debug, Display};
use std::io::Cursor;

use serde_json::Value;
use spectable::types::{Date, OffsetDateTime};

spectable::model! {
    /// A model with all that can be written in more than one way.
    pub struct Call = "Call" {
        text with_text: String = "text",
        integer with_integer: i64 = "integer",
        number with_number: f64 = "number",
        at with_at: OffsetDateTime = "at",
        day with_day: Date = "day",
        object with_object: Value = "object",
        objects with_objects: Vec<Value> = "objects",
        named with_named: BTreeMap<String, Value> = "named",
        direction with_direction: Direction = "direction",
        next with_next: Box<Call> = "next",
        all with_all: Vec<Call> = "all",
        by_name with_by_name: BTreeMap<String, Call> = "byName",
        integer32 with_integer32: i32 = "integer32",
        unsigned with_unsigned: u64 = "unsigned",
        either with_either: Other = "either",
        eithers with_eithers: Vec<Other> = "eithers",
        level with_level: Level = "level",
        levels with_levels: Vec<Option<Level>> = "levels",
        maybe with_maybe: BTreeMap<String, Option<String>> = "maybe",
        labels with_labels: Box<Labels> = "labels",
    }
    /// A model whose other keys are documented.
    pub struct Labels = "Labels" {
        text with_text: String = "text",
        additional with_additional: BTreeMap<String, Level> = "" (additional),
    }
}

spectable::union! {
    /// Something else.
    pub enum Other {
        /// A call.
        Call as_call: box Call where "text",
        /// Which way it went.
        Direction as_direction: Direction,
    }
}

spectable::integer_enum! {
    pub enum Level { Low = 1, High = 2 }
}

spectable::open_enum! {
    /// A direction.
    pub enum Direction { In = "in", Out = "out" }
}

/// The name of a reader, and what it makes of a document.
pub(crate) type Reading = (&'static str, Result<Call, String>);

pub(crate) fn text_of<T>(result: Result<T, impl Display>) -> Result<T, String> {
    result.map_err(|error| error.to_string())
}

/// Miri takes a thousand times as long, and most readers and writers of a kind go the same way: there, one of each is enough.
fn some<const N: usize>(all: [Reading; N]) -> Vec<Reading> {
    all.into_iter().take(if cfg!(miri) { 1 } else { N }).collect()
}

/// What the readers of this crate make of a text.
pub(crate) fn ours(text: &str) -> Vec<Reading> {
    some([
        ("from_str", text_of(spectable::from_str(text))),
        ("from_slice", text_of(spectable::from_slice(text.as_bytes()))),
        ("from_reader", text_of(spectable::from_reader(text.as_bytes()))),
    ])
}

/// What serde_json's readers make of it: they know numbers of 64 bits only.
pub(crate) fn serdes(text: &str) -> Vec<Reading> {
    some([
        ("serde_json::from_str", text_of(serde_json::from_str(text))),
        ("serde_json::from_reader", text_of(serde_json::from_reader(text.as_bytes()))),
    ])
}

/// What is made of a value in memory.
pub(crate) fn of_value(value: &Value) -> [Reading; 2] {
    [
        ("from_value", text_of(spectable::from_value(value.clone()))),
        ("serde_json::from_value", text_of(serde_json::from_value(value.clone()))),
    ]
}

/// Every reader there is, whose text serde_json can read too.
pub(crate) fn every_reader(text: &str) -> Vec<Reading> {
    let value: Value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    ours(text).into_iter().chain(serdes(text)).chain(of_value(&value)).collect()
}

/// The text that a model is written as, the same by each writer of this crate.
pub(crate) fn written(call: &Call) -> String {
    let text = spectable::to_string(call).expect("it is written");
    if cfg!(miri) {
        return text;
    }
    assert_eq!(spectable::to_vec(call).unwrap(), text.as_bytes());
    let mut bytes = Vec::new();
    spectable::to_writer(&mut bytes, call).unwrap();
    assert_eq!(bytes, text.as_bytes());
    let pretty = spectable::to_string_pretty(call).unwrap();
    assert_eq!(spectable::from_str::<Call>(&pretty).as_ref().ok(), Some(call), "{pretty}");
    assert_eq!(call.clone(), *call, "a clone is the same");
    assert_eq!(spectable::to_string(&call.clone()).unwrap(), text);
    text
}

/// The text that serde_json writes value by value, since it does not write to memory.
pub(crate) fn streamed(call: &Call) -> String {
    let mut bytes = Vec::new();
    serde_json::to_writer(Cursor::new(&mut bytes), call).expect("it is written");
    String::from_utf8(bytes).unwrap()
}

/// Whether another crate of this build turns on `arbitrary_precision`: serde_json then keeps each number as its text.
pub(crate) fn precise() -> bool {
    "1e400".parse::<serde_json::Number>().is_ok()
}

pub(crate) fn value(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// `levels` of lists around nothing.
pub(crate) fn lists(levels: usize) -> Value {
    (1..levels).fold(Value::Array(vec![]), |inner, _| Value::Array(vec![inner]))
}

/// So many levels of objects, the document being the first one.
pub(crate) fn deep(levels: usize, open: &str, close: &str) -> String {
    format!("{}{}", open.repeat(levels), close.repeat(levels))
}

pub(crate) fn refused_in_writing<T: Debug>(result: Result<T, impl Display>, message: &str) {
    assert_eq!(text_of(result).unwrap_err(), message);
}

/// How a JSON value is more than a `Value` holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Beyond {
    /// A number has more digits.
    Digits,
    /// A number is larger.
    Range,
    /// A key occurs twice.
    Key,
}

impl Beyond {
    /// Whether serde_json has no place for it: with `arbitrary_precision` it keeps every number.
    pub(crate) fn needs_text(self) -> bool {
        self == Self::Key || !precise()
    }

    /// Whether the `Value` lacks something, rather than being rounded.
    pub(crate) fn lossy(self) -> bool {
        self != Self::Digits && self.needs_text()
    }
}

pub(crate) const BEYOND_A_VALUE: [(&str, Beyond); 15] = [
    ("1e400", Beyond::Range),
    ("-1E+400", Beyond::Range),
    ("[1e999999999]", Beyond::Range),
    ("123456789012345678901234567890", Beyond::Digits),
    ("-18446744073709551617", Beyond::Digits),
    ("0.12345678901234567890123", Beyond::Digits),
    ("9007199254740993.0", Beyond::Digits),
    ("1e-400", Beyond::Digits),
    ("4.9e-324", Beyond::Digits),
    (r#"{"a":{"b":[0.10000000000000001]}}"#, Beyond::Digits),
    (r#"{"a":1,"a":2}"#, Beyond::Key),
    (r#"{"a":1,"a":1}"#, Beyond::Key),
    (r#"[{"a":{"b":"{\"}","b":[1,"[ ]"]}}]"#, Beyond::Key),
    (r#"{"a":1,"\u0061":1}"#, Beyond::Key),
    (r#"{"a":1e400,"a":[0.12345678901234567890123]}"#, Beyond::Key),
];
