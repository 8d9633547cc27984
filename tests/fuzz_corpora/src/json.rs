//! Bytes to models: all readers agree, all writers agree, and nothing is lost.

mod models;
mod plain;
mod tolerant;

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::io;
use std::str::FromStr;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use spectable::{Element, Error, Model};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use self::models::{Colour, Either, Every, Holes, Mixed, Narrow, Nothing, Rest, Tree, Wide};

/// A text longer than this is not a date, and not worth a document of its own.
const LONGEST_LEAF: usize = 64;

/// Reads the bytes as a document of each model, and as a list and a map of one.
pub fn check(bytes: &[u8]) {
    check_model::<Every>(bytes);
    check_model::<Tree>(bytes);
    check_model::<Narrow>(bytes);
    check_model::<Nothing>(bytes);
    check_model::<Wide>(bytes);
    check_model::<Mixed>(bytes);
    check_model::<Rest>(bytes);
    check_model::<Holes>(bytes);
    check_document::<Either>(bytes);
    check_document::<Vec<Every>>(bytes);
    check_document::<BTreeMap<String, Tree>>(bytes);
    if let Ok(text) = str::from_utf8(bytes) {
        check_enum(text);
        if text.len() <= LONGEST_LEAF {
            check_leaf(text);
        }
    }
}

/// What can be read and written, by itself and by serde.
trait Document: Element + Serialize + DeserializeOwned + Clone + PartialEq + Debug {}

impl<T: Element + Serialize + DeserializeOwned + Clone + PartialEq + Debug> Document for T {}

/// A document of a model: what is written is equal to what was read, by the rules of the documentation.
fn check_model<M: Model + Document>(bytes: &[u8]) -> Option<M> {
    tolerant::check::<M>(bytes);
    let model = check_document::<M>(bytes)?;
    check_kept_nulls(&model);
    if let Some(before) = plain::value(bytes) {
        let after = value_of(&model);
        assert_eq!(spectable::difference(M::table(), &before, &after), None, "{before} and {after}");
    }
    Some(model)
}

/// A document of any kind, by all readers and all writers. `None` where it is refused.
fn check_document<T: Document>(bytes: &[u8]) -> Option<T> {
    let ours = spectable::from_slice::<T>(bytes);
    check_other_readers_of_ours(bytes, &ours);
    check_readers_of_serde(bytes, &ours);
    let document = match ours {
        Ok(document) => document,
        Err(error) => {
            check_error(bytes, &error);
            return None;
        }
    };
    check_writers(&document);
    let copy = document.clone();
    assert!(copy == document, "a clone is equal: {document:?}");
    assert_eq!(format!("{copy:?}"), format!("{document:?}"));
    Some(document)
}

/// Text and stream are read alike, and refused in the same words.
fn check_other_readers_of_ours<T: Document>(bytes: &[u8], ours: &Result<T, Error>) {
    let same = |other: &Result<T, Error>| match (ours, other) {
        (Ok(ours), Ok(other)) => ours == other,
        (Err(ours), Err(other)) => ours.to_string() == other.to_string() && ours.kind() == other.kind(),
        _ => false,
    };
    let by_stream = spectable::from_reader(bytes);
    assert!(same(&by_stream), "{ours:?} and from a stream {by_stream:?}");
    if let Ok(text) = str::from_utf8(bytes) {
        let by_text = spectable::from_str(text);
        assert!(same(&by_text), "{ours:?} and from text {by_text:?}");
    }
}

/// What one reader accepts, the others accept, with an equal result. Only what a value in memory cannot hold
/// ([`plain`]) may be refused by one of them.
fn check_readers_of_serde<T: Document>(bytes: &[u8], ours: &Result<T, Error>) {
    let by_serde = serde_json::from_slice::<T>(bytes);
    let Some(value) = plain::value(bytes) else {
        if let (Ok(ours), Ok(by_serde)) = (ours, &by_serde) {
            check_alike(ours, by_serde);
        }
        return;
    };
    let by_value = spectable::from_value::<T>(value.clone());
    let by_serde_value = serde_json::from_value::<T>(value);
    let all =
        (ours.as_ref().ok(), by_serde.as_ref().ok(), by_value.as_ref().ok(), by_serde_value.as_ref().ok());
    let equal = all.0 == all.1 && all.0 == all.2 && all.0 == all.3;
    assert!(
        equal,
        "{ours:?}\n by serde {by_serde:?}\n by value {by_value:?}\n by serde's value {by_serde_value:?}"
    );
}

/// What two readers made of one text that holds more than a value in memory can: the same, as far as such a value goes.
fn check_alike<T: Document>(a: &T, b: &T) {
    let value = |document| spectable::to_vec(document).ok().and_then(|text| plain::value(&text));
    if let (Some(left), Some(right)) = (value(a), value(b)) {
        assert!(a == b, "{left} and {right}");
    }
}

/// An error says where it is, and the place is in the text.
fn check_error(bytes: &[u8], error: &Error) {
    let lines = bytes.iter().filter(|&&byte| byte == b'\n').count() + 1;
    assert!((1..=lines).contains(&error.line()), "{error} in {lines} lines");
    let line = bytes.split(|&byte| byte == b'\n').nth(error.line() - 1).unwrap_or_default();
    assert!((1..=line.len() + 1).contains(&error.column()), "{error} in a line of {} bytes", line.len());
    assert!(!error.message().is_empty());
    let shown = error.to_string();
    assert!(shown.starts_with(error.path()) && shown.contains(error.message()), "{shown}");
}

/// What was read can be written, all writers write the same, and it reads back equal.
fn check_writers<T: Document>(document: &T) {
    let written = spectable::to_vec(document);
    let Ok(bytes) = written else { panic!("{document:?} was read, and is not written: {written:?}") };
    assert_eq!(spectable::to_string(document).ok().map(String::into_bytes).as_ref(), Some(&bytes));
    let mut streamed = Vec::new();
    assert!(spectable::to_writer(&mut streamed, document).is_ok());
    assert_eq!(streamed, bytes);

    let again = spectable::from_slice::<T>(&bytes);
    assert!(again.as_ref().ok() == Some(document), "{document:?} was written, and read back is {again:?}");
    assert_eq!(
        again.and_then(|again| spectable::to_vec(&again)).ok(),
        Some(bytes.clone()),
        "writing is stable"
    );

    let Some(value) = plain::value(&bytes) else { return };
    let pretty = spectable::to_string_pretty(document).ok().and_then(|text| plain::value(text.as_bytes()));
    assert_eq!(pretty.as_ref(), Some(&value));
    check_writers_of_serde(document, &value);
    assert!(spectable::from_value::<T>(value.clone()).ok().as_ref() == Some(document), "{value}");
}

/// The writers that go through serde write this value.
fn check_writers_of_serde<T: Document>(document: &T, value: &Value) {
    let by_serde = serde_json::to_vec(document).ok().and_then(|text| plain::value(&text));
    assert_eq!(by_serde.as_ref(), Some(value));
    // What does not go to memory is written value by value.
    let mut streamed = Vec::new();
    let written = serde_json::to_writer(io::Cursor::new(&mut streamed), document);
    assert_eq!(written.ok().and_then(|()| plain::value(&streamed)).as_ref(), Some(value));
    assert_eq!(spectable::to_value(document).ok().as_ref(), Some(value));
    assert_eq!(serde_json::to_value(document).ok().as_ref(), Some(value));
}

/// Each null that was read is kept under its own name, and no other is.
fn check_kept_nulls<M: Model + Document>(model: &M) {
    let text = spectable::to_vec(model).ok();
    let Some(written) = text.and_then(|text| plain::value(&text)) else { return };
    for field in M::table().fields() {
        let null = written.get(field.wire_name()).is_some_and(Value::is_null);
        assert_eq!(model.is_null(field.wire_name()), null, "{}", field.wire_name());
    }
}

fn value_of<T: Document>(document: &T) -> Value {
    let text = spectable::to_string(document);
    let value = text.as_ref().ok().and_then(|text| serde_json::from_str(text).ok());
    let Some(value) = value else { panic!("what is written is no JSON: {text:?}") };
    value
}

/// An open enum keeps any text as it is.
fn check_enum(text: &str) {
    let value = Colour::from(text);
    assert_eq!(value.as_str(), text);
    assert_eq!(value.to_string(), text);
    assert_eq!(Colour::from_str(text).ok().as_ref(), Some(&value));
    let documented = Every::table().field("colour").and_then(|field| field.kind().enum_values());
    let known = documented.is_some_and(|values| values.contains(&text));
    assert_eq!(matches!(value, Colour::Unrecognized(_)), !known, "{text:?}");
}

/// A text as the value of each property that reads it in its own way.
fn check_leaf(text: &str) {
    let with = |key: &str| serde_json::json!({ key: text }).to_string();
    let _ = check_model::<Every>(with("date").as_bytes());
    let _ = check_model::<Every>(with("colour").as_bytes());
    let date_time = check_model::<Every>(with("time").as_bytes()).and_then(|model| model.date_time);
    // `time` lets any character separate date and time; RFC 3339 (section 5.6) has `T`, `t` and a space.
    let is_separated = matches!(text.as_bytes().get(10), Some(b'T' | b't' | b' '));
    if let Some(expected) = OffsetDateTime::parse(text, &Rfc3339).ok().filter(|_| is_separated) {
        assert_eq!(date_time.map(|it| (it, it.offset())), Some((expected, expected.offset())), "{text}");
    }
}
