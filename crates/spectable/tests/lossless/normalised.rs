//! What comes back in another spelling, or rounded.

use spectable::Model;

use crate::call::*;

#[test]
fn spelling_is_normalised() {
    let cases = [
        ("{ \"next\" : { } ,\n\t\"text\" : \"x\" }", r#"{"text":"x","next":{}}"#),
        (r#"{"t\u0065xt":"\u0041\/"}"#, r#"{"text":"A/"}"#),
        (r#"{"number":5,"integer":5.0}"#, r#"{"integer":5,"number":5.0}"#),
        (r#"{"at":"2026-05-04t10:00:00,500z"}"#, r#"{"at":"2026-05-04T10:00:00.5Z"}"#),
        (r#"{"at":"2026-05-04 10:00:00+0000"}"#, r#"{"at":"2026-05-04T10:00:00Z"}"#),
        (r#"{"at":"2026-05-04T10:00:00-00:00"}"#, r#"{"at":"2026-05-04T10:00:00Z"}"#),
        (r#"{"at":"2026-05-04T10:00:00+05"}"#, r#"{"at":"2026-05-04T10:00:00+05:00"}"#),
    ];
    for (text, expected) in cases {
        for (reader, read) in every_reader(text) {
            if precise() && reader == "serde_json::from_value" && text.contains("5.0") {
                continue;
            }
            assert_eq!(written(&read.unwrap()), expected, "{reader}");
        }
    }
}

/// A whole number is one in every spelling: JSON Schema 2020-12, core 4.2.3.
#[test]
fn whole_numbers_are_read_in_every_spelling() {
    let cases = [
        ("1.0", 1_i64),
        ("1e3", 1000),
        ("-0", 0),
        ("-0.0", 0),
        ("0e99", 0),
        ("10e-1", 1),
        ("12.50E+1", 125),
        ("9007199254740991.0", 9_007_199_254_740_991),
        ("-9007199254740991.0", -9_007_199_254_740_991),
    ];
    for (number, expected) in cases {
        let text = format!(r#"{{"integer":{number}}}"#);
        let back = format!(r#"{{"integer":{expected}}}"#);
        for (reader, read) in every_reader(&text) {
            // With `arbitrary_precision`, serde_json's own reader of values refuses each spelling but the plain one.
            if precise() && reader == "serde_json::from_value" {
                continue;
            }
            assert_eq!(written(&read.unwrap_or_else(|error| panic!("{reader}: {error}"))), back, "{reader}");
        }
        assert_eq!(spectable::difference(Call::table(), &value(&text), &value(&back)), None, "{text}");
    }
    let other = value(r#"{"integer":2.0}"#);
    assert_eq!(
        spectable::difference(Call::table(), &value(r#"{"integer":1}"#), &other).as_deref(),
        Some("integer")
    );
}

/// From 2^53 on a float may be the neighbour of what was meant, so only text is read exactly.
#[test]
fn large_whole_numbers_with_a_point_are_read_exactly_or_refused() {
    for (number, expected) in [
        ("9007199254740993.0", 9_007_199_254_740_993),
        ("9223372036854775807.0", i64::MAX),
        ("-9223372036854775808e0", i64::MIN),
        ("1e18", 1_000_000_000_000_000_000),
    ] {
        let text = format!(r#"{{"integer":{number}}}"#);
        for (reader, read) in ours(&text) {
            assert_eq!(read.unwrap().integer, Some(expected), "{reader}: {number}");
        }
        let from_value = text_of(spectable::from_value::<Call>(value(&text)));
        if precise() {
            assert_eq!(from_value.unwrap().integer, Some(expected), "{number}");
        } else {
            assert!(from_value.unwrap_err().contains("may have been rounded"), "{number}");
        }
        for (reader, read) in serdes(&text) {
            assert!(read.unwrap_err().contains("may have been rounded"), "{reader}: {number}");
        }
    }
}

#[test]
fn float_properties_are_read_as_the_nearest_float() {
    for number in [
        "1",
        "1.50",
        "1E2",
        "0.1000000000000000055511151231257827",
        "9007199254740993",
        "1e-400",
        "123456789012345678901234567890",
        "2.2250738585072011e-308",
        "1.7976931348623158e308",
    ] {
        let text = format!(r#"{{"number":{number}}}"#);
        for (reader, read) in every_reader(&text) {
            assert_eq!(read.unwrap().number, number.parse().ok(), "{reader}: {number}");
        }
    }
}

#[test]
fn a_leap_second_becomes_the_nanosecond_before_it() {
    for (text, expected) in [
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59.999999999Z"),
        ("2017-01-01T00:59:60.5+01:00", "2017-01-01T00:59:59.999999999+01:00"),
    ] {
        for (reader, read) in every_reader(&format!(r#"{{"at":"{text}"}}"#)) {
            assert_eq!(written(&read.unwrap()), format!(r#"{{"at":"{expected}"}}"#), "{reader}");
        }
    }
    for text in ["2026-06-23T10:15:60Z", "2016-12-31T23:59:60+01:00", "2016-12-30T23:59:60Z"] {
        for (reader, read) in every_reader(&format!(r#"{{"at":"{text}"}}"#)) {
            assert!(
                read.unwrap_err().contains("a leap second is 23:59:60 UTC on the last day of a month"),
                "{reader}"
            );
        }
    }
}

#[test]
fn digits_past_the_ninth_of_a_second_are_cut_off() {
    let text = r#"{"at":"2026-12-31T23:59:59.9999999999Z"}"#;
    for (reader, read) in every_reader(text) {
        assert_eq!(written(&read.unwrap()), r#"{"at":"2026-12-31T23:59:59.999999999Z"}"#, "{reader}");
    }
}

#[test]
fn numbers_of_object_properties_are_rounded_to_64_bits() {
    for (number, rounded) in [
        ("0.12345678901234567890123", "0.12345678901234568"),
        ("123456789012345678901234567890", "1.2345678901234568e+29"),
        ("1e-400", "0.0"),
    ] {
        for place in
            [r#"{"object":{"a":[#]}}"#, r#"{"object":#}"#, r#"{"objects":[#]}"#, r#"{"named":{"x":#}}"#]
        {
            let text = place.replace('#', number);
            for (reader, read) in every_reader(&text) {
                let back = written(&read.unwrap());
                let expected = value(&place.replace('#', if precise() { number } else { rounded }));
                assert_eq!(value(&back), expected, "{reader}: {text}");
            }
        }
    }
}
