//! What contradicts the documentation, and comes back as it was from tolerant reading.

use serde::de::DeserializeSeed;
use serde_json::json;
use spectable::{Model, Oddity, Reader};

use crate::call::*;

const TOLERANT: Reader = Reader::new().tolerant();

/// What each tolerant reader makes of a text.
fn tolerant(text: &str) -> Vec<Reading> {
    let mut format = serde_json::Deserializer::from_str(text);
    vec![
        ("from_str", text_of(TOLERANT.from_str(text))),
        ("from_reader", text_of(TOLERANT.from_reader(text.as_bytes()))),
        ("from_value", text_of(TOLERANT.from_value(value(text)))),
        ("serde_json", text_of(TOLERANT.seed().deserialize(&mut format))),
    ]
}

/// Each document is refused by every strict reader, and comes back as it was from every tolerant one.
fn come_back(texts: &[&str]) {
    for text in texts {
        for (reader, read) in every_reader(text) {
            assert!(read.is_err(), "{reader}: {text}");
        }
        for (reader, read) in tolerant(text) {
            let call = read.unwrap_or_else(|error| panic!("{reader}: {text}: {error}"));
            let written = spectable::to_string(&call).unwrap();
            assert_eq!(value(&written), value(text), "{reader}");
            assert_eq!(spectable::to_value(&call).unwrap(), value(text), "{reader}");
            assert_eq!(serde_json::to_value(&call).unwrap(), value(text), "{reader}");
            assert!(call.deviations().any(|it| it.oddity() == Oddity::WrongKind), "{reader}: {text}");
            assert!(spectable::from_str::<Call>(&written).is_err(), "{reader}: {text}");
            assert_eq!(TOLERANT.from_str::<Call>(&written).as_ref().ok(), Some(&call), "{reader}");
        }
    }
}

#[test]
fn values_of_another_kind_are_kept_by_tolerant_reading() {
    come_back(&[
        r#"{"text":1,"integer":2}"#,
        r#"{"integer":"1","number":true,"at":0,"day":"4 May","direction":[],"level":"high","labels":"x"}"#,
        r#"{"all":{"text":"one"}}"#,
        r#"{"all":[{"text":"a","integer":"x"},{"all":[{"day":1}]}]}"#,
        r#"{"byName":{"a b":{"next":[1]}},"maybe":{"a":1,"b":null}}"#,
        r#"{"levels":[1,null,"high"]}"#,
        r#"{"either":{"text":["x"],"unknown":1}}"#,
        r#"{"eithers":["in",{"text":"x","all":7}]}"#,
        r#"{"labels":{"text":1,"a":1,"b":"2"}}"#,
    ]);
}

#[test]
fn nulls_inside_lists_and_maps_are_kept_by_tolerant_reading() {
    come_back(&[r#"{"all":[{"text":"a"},null]}"#, r#"{"byName":{"a":null}}"#]);
}

#[test]
fn numbers_that_do_not_fit_are_kept_by_tolerant_reading() {
    come_back(&[
        r#"{"integer":1.5}"#,
        r#"{"integer":9223372036854775808}"#,
        r#"{"integer32":2147483648,"unsigned":-1}"#,
    ]);
    for text in [
        r#"{"integer":123456789012345678901234567890}"#,
        r#"{"number":1e400}"#,
        r#"{"object":{"a":[1e400]}}"#,
        r#"{"next":{"day":0.12345678901234567890123}}"#,
        r#"{"labels":{"a":1e400}}"#,
    ] {
        if precise() && text.contains("1e400") {
            continue; // A `Value` holds it.
        }
        let call: Call = TOLERANT.from_str(text).unwrap();
        assert_eq!(spectable::to_string(&call).unwrap(), text);
        assert_eq!(TOLERANT.from_str::<Call>(text).unwrap(), call);
    }
}

#[test]
fn a_field_that_is_set_wins_over_what_was_kept() {
    let read = || TOLERANT.from_str::<Call>(r#"{"text":7,"integer":"x"}"#).unwrap();
    let set = read().with_text("seven");
    assert_eq!(spectable::to_value(&set).unwrap(), json!({"text": "seven", "integer": "x"}));
    assert_eq!(spectable::to_string(&set).unwrap(), r#"{"text":"seven","integer":"x"}"#);
    assert_eq!(serde_json::to_string(&set).unwrap(), r#"{"text":"seven","integer":"x"}"#);
    let mut removed = read();
    assert_eq!(removed.extra_mut().remove("text"), Some(json!(7)));
    removed.set_null("integer").unwrap();
    assert_eq!(spectable::to_string(&removed).unwrap(), r#"{"integer":null}"#);
}

#[test]
fn what_would_be_lost_is_refused_by_tolerant_reading_too() {
    let deep = format!(r#"{{"text":{}}}"#, deep(127, "[", "]"));
    for text in [
        r#"{"text":1,"text":2}"#,
        r#"{"object":{"a":1,"a":1}}"#,
        r#"{"labels":{"a":"x","a":1}}"#,
        r#"{"text":tru}"#,
        r#"{"integer":"\ud800"}"#,
        r#"{"text":1"#,
        &deep,
    ] {
        assert!(TOLERANT.from_str::<Call>(text).is_err(), "{text}");
    }
}

#[test]
fn a_list_that_is_the_document_has_no_property_to_keep_its_items() {
    let error = TOLERANT.from_str::<Vec<Call>>(r#"[{"text":1},7]"#).unwrap_err();
    assert_eq!(error.path(), "[1]");
    assert!(TOLERANT.from_str::<Vec<Call>>(r#"[{"text":1}]"#).is_ok());
}
