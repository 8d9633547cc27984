//! Reading in part: what is read, what is skipped, and that a model knows it.
#![forbid(unsafe_code)]
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what it expects by failing, and its models are not for others"
)]

#[path = "only/paths.rs"]
mod paths;
#[path = "only/projection.rs"]
mod projection;
#[path = "only/written.rs"]
mod written;

use std::collections::BTreeMap;

use serde::de::DeserializeSeed;
use serde_json::Value;
use spectable::types::OffsetDateTime;
use spectable::{Element, Error, ErrorKind, Model, Reader};

spectable::model! {
    pub struct Call = "Call" {
        id with_id: String = "id",
        seconds with_seconds: i64 = "talkSeconds",
        parties with_parties: Vec<Party> = "parties",
        by_role with_by_role: BTreeMap<String, Vec<Party>> = "byRole",
        next with_next: Box<Call> = "next",
        target with_target: Target = "target",
        any with_any: Value = "any",
        odd with_odd: String = "odd.key",
        labels with_labels: Box<Labels> = "labels",
    }
    pub struct Party = "Party" {
        id with_id: String = "id",
        name with_name: String = "name",
        purpose with_purpose: String = "purpose",
        started with_started: OffsetDateTime = "startTime",
        notes with_notes: Vec<String> = "notes",
    }
    /// Any number of other keys.
    pub struct Labels = "Labels" {
        owner with_owner: String = "owner",
        others with_others: BTreeMap<String, Party> = "" (additional),
    }
    /// Always read tolerantly.
    pub struct Lenient = "Lenient" (tolerant) {
        a with_a: i64 = "a",
        b with_b: i64 = "b",
    }
}
spectable::union! {
    pub enum Target {
        Party as_party: box Party,
        Word as_word: String,
    }
}

/// All of it, in every place.
const WHOLE: &str = r#"{"id":"c-1","talkSeconds":7,"parties":[{"id":"p-1","name":"Ada","purpose":"agent","startTime":"2026-01-02T03:04:05Z","notes":["a","b"]},{"name":"Bob"}],"byRole":{"lead":[{"id":"p-3","name":"Eve"}]},"next":{"id":"c-2","talkSeconds":8,"parties":[{"id":"p-4"}]},"target":{"id":"p-5","name":"Tim"},"any":{"x":[1,{"y":"}"}]},"odd.key":"o","labels":{"owner":"me","red":{"id":"p-6","name":"Kim"}},"mood":"good"}"#;

/// What is read of a text, in every way that reads text.
fn read_text<M: Model>(reader: &Reader, text: &str) -> Result<M, Error> {
    let model = reader.from_str::<M>(text);
    let others = [
        reader.from_slice(text.as_bytes()),
        reader.from_reader(text.as_bytes()),
        reader.lines(text.replace('\n', " ").as_bytes()).next().unwrap(),
        reader.stream(text.as_bytes()).next().unwrap(),
    ];
    for other in others {
        assert_eq!(model.as_ref().ok(), other.as_ref().ok(), "{text}");
    }
    model
}

/// What is read of a text in every way.
fn read<M: Model>(reader: &Reader, text: &str) -> Result<M, Error> {
    let model = read_text::<M>(reader, text);
    if let Ok(value) = serde_json::from_str::<Value>(text) {
        let from_value = reader.from_value(value.clone());
        assert_eq!(model.as_ref().ok(), from_value.as_ref().ok(), "{text}");
        let by_serde = reader.seed::<M>().deserialize(&mut serde_json::Deserializer::from_str(text));
        assert_eq!(model.as_ref().ok(), by_serde.as_ref().ok(), "{text}");
        let by_value = reader.seed::<M>().deserialize(value);
        assert_eq!(model.as_ref().ok(), by_value.as_ref().ok(), "{text}");
    }
    model
}

fn without_the_rest<M: Model>(mut model: M) -> String {
    model.forget_skipped();
    spectable::to_string(&model).unwrap()
}

#[test]
fn what_is_read() {
    let cases: &[(&[&str], &str)] = &[
        (&[], "{}"),
        (&["id"], r#"{"id":"c-1"}"#),
        (&["id", "id"], r#"{"id":"c-1"}"#),
        (&["parties.purpose"], r#"{"parties":[{"purpose":"agent"},{}]}"#),
        (&["parties[*].purpose", "parties.*.id"], r#"{"parties":[{"id":"p-1","purpose":"agent"},{}]}"#),
        (
            &["parties.notes", "parties.startTime"],
            r#"{"parties":[{"startTime":"2026-01-02T03:04:05Z","notes":["a","b"]},{}]}"#,
        ),
        (&["parties.notes.*"], r#"{"parties":[{"notes":["a","b"]},{}]}"#),
        (&["byRole.id"], r#"{"byRole":{"lead":[{"id":"p-3"}]}}"#),
        (&["byRole.*.*.id"], r#"{"byRole":{"lead":[{"id":"p-3"}]}}"#),
        (&["byRole"], r#"{"byRole":{"lead":[{"id":"p-3","name":"Eve"}]}}"#),
        (&["next.parties.id", "talkSeconds"], r#"{"talkSeconds":7,"next":{"parties":[{"id":"p-4"}]}}"#),
        // The shorter of two paths counts, wherever it stands.
        (&["next.id", "next"], r#"{"next":{"id":"c-2","talkSeconds":8,"parties":[{"id":"p-4"}]}}"#),
        (&["next", "next.id"], r#"{"next":{"id":"c-2","talkSeconds":8,"parties":[{"id":"p-4"}]}}"#),
        (&["target"], r#"{"target":{"id":"p-5","name":"Tim"}}"#),
        (&["any"], r#"{"any":{"x":[1,{"y":"}"}]}}"#),
        (&[r#"["odd.key"]"#], r#"{"odd.key":"o"}"#),
        (&["labels"], r#"{"labels":{"owner":"me","red":{"id":"p-6","name":"Kim"}}}"#),
        // Additional properties have their keys.
        (&["labels.red.name"], r#"{"labels":{"red":{"name":"Kim"}}}"#),
        (&["labels.owner", "labels.blue"], r#"{"labels":{"owner":"me"}}"#),
    ];
    // Miri takes long for each.
    let first = if cfg!(miri) { cases.len() - 2 } else { 0 };
    for (paths, expected) in &cases[first..] {
        let reader = Reader::new().only(paths.iter().copied());
        let call: Call = read(&reader, WHOLE).expect("it is a call");
        assert!(spectable::to_string(&call).is_err(), "{paths:?}");
        assert_eq!(without_the_rest(call), *expected, "{paths:?}");
        let spaced = spectable::to_string_pretty(&spectable::from_str::<Call>(WHOLE).unwrap()).unwrap();
        assert_eq!(without_the_rest(read::<Call>(&reader, &spaced).unwrap()), *expected, "{paths:?}");
    }
}

#[test]
fn unknown_keys_are_read_if_asked() {
    for reader in [Reader::new().only(["id"]).with_unknown(), Reader::new().with_unknown().only(["id"])] {
        let call: Call = read(&reader, WHOLE).unwrap();
        assert_eq!(call.part().unwrap().to_string(), "`id`, and unknown keys");
        assert_eq!(without_the_rest(call), r#"{"id":"c-1","mood":"good"}"#);
        let labels: Labels =
            read(&reader.clone().only(["owner"]), r#"{"owner":"me","red":{"id":"p-6","name":"Kim"}}"#)
                .unwrap();
        assert_eq!(without_the_rest(labels), r#"{"owner":"me","red":{"id":"p-6","name":"Kim"}}"#);
    }
}

#[test]
fn lists_and_maps_of_models_are_read_in_part() {
    let reader = Reader::new().only(["id"]);
    let list: Vec<Party> = reader.from_str(r#"[{"id":"a","name":"x"},{"name":"y"}]"#).unwrap();
    assert!(list.iter().all(|party| party.part().is_some() && party.name.is_none()));
    let map: BTreeMap<String, Vec<Call>> = reader.from_str(r#"{"x":[{"id":"a","parties":[]}]}"#).unwrap();
    assert_eq!((map["x"][0].id.as_deref(), &map["x"][0].parties), (Some("a"), &None));
    // One reader for many types.
    assert_eq!(reader.from_str::<Call>(WHOLE).unwrap().part().unwrap().model(), "Call");
}

#[test]
fn what_is_wrong_with_what_is_read_is_found() {
    let cases = [
        (
            r#"{"parties":[{"id":"x"},{"purpose":7}]}"#,
            "parties[1].purpose: invalid type: number 7, expected a string",
        ),
        (r#"{"id":"x","any":1,"id":"y"}"#, "id: the key occurs twice in one object"),
        (
            r#"{"parties":[{"purpose":"x","purpose":"y"}]}"#,
            "parties[0].purpose: the key occurs twice in one object",
        ),
        (r#"{"talkSeconds":nope}"#, "talkSeconds: expected `null`, found 'o'"),
        (r#"{"talkSeconds":7.}"#, "talkSeconds: expected a digit, found '}'"),
        (
            r#"{"any":[1,{"x":"]}"}"#,
            "any: expected the closing bracket of what is skipped, found the end of the text",
        ),
        (r#"{"mood":"x"#, "mood: expected the end of a string, found the end of the text"),
        (r#"{"mood":}"#, "mood: expected a value, found '}'"),
        (r#"{"mood" 1}"#, "expected `:`, found '1'"),
        (r#"{"talkSeconds" 1}"#, "expected `:`, found '1'"),
        (r#"{"talkSeconds":1 "id":"x"}"#, "expected `,` or `}`, found '\"'"),
        (r#"{"talkSeconds":1,}"#, "expected a value after the comma, found '}'"),
        (r#"{"talkSeconds":1"#, "expected `,` or `}`, found the end of the text"),
        (r#"[{"id":"x"}]"#, "invalid type: a list, expected an object (Call)"),
    ];
    let reader = Reader::new().only(["id", "parties.purpose"]);
    for (text, message) in cases {
        let error = read_text::<Call>(&reader, text).unwrap_err();
        let error = error.to_string();
        assert!(error.starts_with(message), "{text}: {error}");
    }
    let error = reader.from_str::<Call>(r#"{"id":"x"} 1"#).unwrap_err();
    assert_eq!(error.to_string(), "expected the end of the text, found '1' at line 1 column 12");
    let error = reader.from_slice::<Call>(b"{\"mood\":\"\xff\"}").unwrap_err();
    assert_eq!(error.to_string(), "not UTF-8 at line 1 column 10");
}

#[test]
fn what_is_skipped_is_looked_at_only_for_its_end() {
    let levels = if cfg!(miri) { 1_000 } else { 100_000 };
    let deep = format!(r#"{{"any":{}{},"id":"x"}}"#, "[".repeat(levels), "]".repeat(levels));
    // With the column in which a stream finds a mistake, since it looks for the end of a value before it reads it.
    let cases = [
        (r#"{"talkSeconds":"7 s","id":"x"}"#, None),
        (r#"{"talkSeconds":7,"talkSeconds":8,"id":"x"}"#, None),
        (r#"{"any":[1 2],"id":"x"}"#, Some(12)),
        (r#"{"any":[1,,2],"id":"x"}"#, Some(12)),
        (r#"{"any":{"a" 1},"id":"x"}"#, Some(14)),
        (r#"{"any":[{nope],"a"],"id":"x"}"#, Some(14)),
        (r#"{"any":[1 2,,{nope]],"id":"x"}"#, Some(12)),
        (r#"{"any":[nope,01],"id":"x"}"#, None),
        (r#"{"any":["\q"],"mood":"\u12","id":"x"}"#, None),
        ("{\"any\":[\"\t\u{1}\"],\"mood\":\"a\u{1}\tb\",\"id\":\"x\"}", None),
        (r#"{"any":["\\\"]","{"],"id":"x"}"#, None),
        ("{\"talkSeconds\" : 1e5 ,\n \"mood\" : [ ] , \"id\" : \"x\" }", None),
        (&deep, None),
    ];
    let reader = Reader::new().only(["id"]);
    for (text, of_stream) in cases {
        let line = text.replace('\n', " ");
        for call in [reader.from_str::<Call>(text), reader.lines(line.as_bytes()).next().unwrap()] {
            assert_eq!(without_the_rest(call.unwrap()), r#"{"id":"x"}"#);
        }
        let streamed = reader.stream::<Call, _>(text.as_bytes()).next().unwrap();
        match of_stream {
            None => assert_eq!(without_the_rest(streamed.unwrap()), r#"{"id":"x"}"#),
            Some(column) => {
                let error = streamed.unwrap_err();
                assert_eq!((error.path(), error.column()), ("any", column), "{text}: {error}");
            }
        }
    }
    let mut value = Value::Null;
    for _ in 0..levels {
        value = Value::Array(vec![value]);
    }
    let value = Value::Object([("any".to_owned(), value)].into_iter().collect());
    assert_eq!(without_the_rest(reader.from_value::<Call>(value).unwrap()), "{}");
}

#[test]
fn tolerant_reading_keeps_what_contradicts_in_what_is_read() {
    let reader = Reader::new().tolerant().only(["talkSeconds", "parties.id"]);
    let text = r#"{"id":7,"talkSeconds":"7 s","parties":[{"id":1,"name":2},{"id":"p-2"}],"next":5}"#;
    let call: Call = read(&reader, text).unwrap();
    let found: Vec<_> = call.deviations().map(|it| it.path().to_owned()).collect();
    assert_eq!(found, ["talkSeconds", "parties[0].id"]);
    assert_eq!(without_the_rest(call), r#"{"parties":[{"id":1},{"id":"p-2"}],"talkSeconds":"7 s"}"#);
    let lenient: Lenient = read(&Reader::new().only(["b"]), r#"{"a":1,"b":"x"}"#).unwrap();
    assert_eq!(without_the_rest(lenient), r#"{"b":"x"}"#);
}

#[test]
fn nulls_that_are_read_are_kept() {
    let call: Call =
        read(&Reader::new().only(["id", "parties.id"]), r#"{"id":null,"parties":null,"any":null}"#).unwrap();
    assert!(call.is_null("id") && call.is_null("parties") && !call.is_null("any"));
}
