//! What is an error, since it could not come back.

use serde_json::Value;
use spectable::ErrorKind;
use spectable::types::Date;

use crate::call::*;

/// A refusal: its kind, and what its message says.
fn refused(text: &str, kind: ErrorKind, message: &str) {
    let error = spectable::from_str::<Call>(text).expect_err(text);
    assert_eq!((error.kind(), error.to_string().as_str()), (kind, message), "{text}");
    for (reader, read) in ours(text).into_iter().chain(serdes(text)) {
        assert!(read.is_err(), "{reader}: {text}");
    }
}

#[test]
fn numbers_that_are_not_whole_or_do_not_fit_are_refused_in_an_integer() {
    let huge = format!("1{}", "0".repeat(if cfg!(miri) { 300 } else { 100_000 }));
    for number in [
        "1.5",
        "1e-1",
        "0.1e0",
        "1e19",
        "9223372036854775808",
        "9223372036854775808.0",
        "-9223372036854775809",
        "1e999999999",
        "1e-999999999",
        "1.00000000000000000000000001e2",
        huge.as_str(),
    ] {
        let text = format!(r#"{{"integer":{number}}}"#);
        for (reader, read) in ours(&text) {
            let error = read.unwrap_err();
            assert!(
                error.contains("is not a whole number that fits 64 bits at line 1 column 12"),
                "{reader}: {error}"
            );
            assert!(error.len() < 200, "{reader}: the number is cut");
        }
        // serde_json rounds two of them to a whole number before they come here.
        let exact = precise() || !matches!(number, "1e-999999999" | "1.00000000000000000000000001e2");
        if exact && let Ok(value) = serde_json::from_str::<Value>(&text) {
            assert!(spectable::from_value::<Call>(value).is_err(), "{number}");
        }
    }
}

#[test]
fn numbers_that_do_not_fit_a_documented_width_are_refused() {
    let cases = [
        ("integer32", "2147483648", "a whole number that fits 32 bits"),
        ("integer32", "-2147483649", "a whole number that fits 32 bits"),
        ("integer32", "4294967296", "a whole number that fits 32 bits"),
        ("integer32", "9223372036854775807", "a whole number that fits 32 bits"),
        ("unsigned", "-1", "a whole number from 0 on that fits 64 bits"),
        ("unsigned", "18446744073709551616", "a whole number from 0 on that fits 64 bits"),
        ("unsigned", "-9223372036854775808", "a whole number from 0 on that fits 64 bits"),
    ];
    for (name, number, expected) in cases {
        let text = format!(r#"{{"{name}":{number}}}"#);
        let column = text.find(':').unwrap() + 2;
        refused(
            &text,
            ErrorKind::Data,
            &format!("{name}: {number} is not {expected} at line 1 column {column}"),
        );
    }
}

#[test]
fn a_number_that_no_float_holds_is_refused_in_a_float_or_object_property() {
    let message =
        |path: &str, column| format!("{path}: 1e400 does not fit a 64-bit float at line 1 column {column}");
    refused(r#"{"number":1e400}"#, ErrorKind::Data, &message("number", 11));
    if !precise() {
        refused(r#"{"object":1e400}"#, ErrorKind::Data, &message("object", 11));
        refused(r#"{"object":{"a":[1e400]}}"#, ErrorKind::Data, &message("object.a[0]", 17));
        refused(r#"{"objects":[1e400]}"#, ErrorKind::Data, &message("objects[0]", 13));
        refused(r#"{"named":{"a":1e400}}"#, ErrorKind::Data, &message("named.a", 15));
    }
}

#[test]
fn a_key_that_occurs_twice_is_refused() {
    let cases = [
        (r#"{"text":"a","text":"a"}"#, "text", 13),
        (r#"{"text":"a", "text":null}"#, "text", 14),
        (r#"{"unknown":1,"unknown":1}"#, "unknown", 14),
        (r#"{"unknown":1, "unkn\u006fwn":1}"#, "unknown", 15),
        (r#"{"next":{"x":1,"x":1}}"#, "next.x", 16),
        (r#"{"named":{"a":1,"a":1}}"#, "named.a", 17),
        (r#"{"object":{"a":1,"a":1}}"#, "object.a", 18),
        (r#"{"object":[{"a":{"b":1,"b":1}}]}"#, "object[0].a.b", 24),
        (r#"{"objects":[{"a":1,"a":1}]}"#, "objects[0].a", 20),
        (r#"{"named":{"x":{"a":1,"a":1}}}"#, "named.x.a", 22),
    ];
    for (text, path, column) in cases {
        let message = format!("{path}: the key occurs twice in one object at line 1 column {column}");
        refused(text, ErrorKind::Data, &message);
        for (reader, read) in serdes(text) {
            assert!(read.unwrap_err().contains("the key occurs twice in one object"), "{reader}: {text}");
        }
    }
}

/// The text is not there to be kept.
#[test]
fn through_serde_what_a_value_cannot_hold_is_refused_or_rounded() {
    for (exact, beyond) in BEYOND_A_VALUE {
        for (reader, read) in serdes(&format!(r#"{{"unknown":{exact}}}"#)) {
            assert_eq!(read.is_err(), beyond.lossy(), "{reader}: {exact}: {read:?}");
        }
    }
}

#[test]
fn a_null_inside_a_list_or_map_is_refused() {
    let expected = "invalid type: null, expected an object (Call)";
    refused(r#"{"all":[null]}"#, ErrorKind::Data, &format!("all[0]: {expected} at line 1 column 9"));
    refused(
        r#"{"byName":{"a":null}}"#,
        ErrorKind::Data,
        &format!("byName.a: {expected} at line 1 column 16"),
    );
}

#[test]
fn a_value_of_another_kind_than_documented_is_refused() {
    for text in [
        r#"{"text":1}"#,
        r#"{"integer":"1"}"#,
        r#"{"number":"1"}"#,
        r#"{"at":1}"#,
        r#"{"day":"2026-05-04T00:00:00Z"}"#,
        r#"{"direction":1}"#,
        r#"{"next":[]}"#,
        r#"{"all":{}}"#,
        r#"{"byName":[]}"#,
    ] {
        for (reader, read) in every_reader(text) {
            assert!(read.is_err(), "{reader}: {text}");
        }
    }
}

#[test]
fn what_is_not_unicode_is_refused() {
    refused(
        r#"{"text":"\ud800"}"#,
        ErrorKind::Syntax,
        "text: a surrogate without its pair at line 1 column 10",
    );
    refused(r#"{"x":"\udc00"}"#, ErrorKind::Syntax, "x: a surrogate without its pair at line 1 column 7");
    refused("\u{feff}{}", ErrorKind::Syntax, "expected a value, found '\\u{feff}' at line 1 column 1");
    refused(
        r#"{"number":NaN}"#,
        ErrorKind::Syntax,
        "number: expected a value, found 'N' at line 1 column 11",
    );
    assert!(spectable::from_slice::<Call>(b"{\"text\":\"\xed\xa0\x80\"}").is_err());
}

#[test]
fn what_json_cannot_hold_is_refused_in_writing() {
    let year = |year: i32| Date::from_ordinal_date(year, 1).unwrap();
    for (call, message) in [
        (Call::default().with_number(f64::NAN), "number: NaN is not a JSON number"),
        (Call::default().with_number(f64::NEG_INFINITY), "number: -inf is not a JSON number"),
        (Call::default().with_day(year(-1)), "day: ISO-8601 has no date before the year 0 or after 9999"),
    ] {
        refused_in_writing(spectable::to_string(&call), message);
        refused_in_writing(spectable::to_value(&call), message);
        refused_in_writing(serde_json::to_string(&call), message);
    }
}
