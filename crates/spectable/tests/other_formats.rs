//! Three formats that are unlike JSON, each in its own way: CBOR is binary and describes itself, RON is text and knows options, and
//! postcard writes nothing that says what it is. Every format that we know of is in the package `purecloud-formats`.
#![allow(
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use std::collections::BTreeMap;

use spectable::types::{Date, OffsetDateTime, Value};

spectable::model! {
    pub struct Thing = "Thing" {
        text with_text: String = "text",
        integer with_integer: i64 = "integer",
        small with_small: i32 = "small",
        unsigned with_unsigned: u64 = "unsigned",
        number with_number: f64 = "number",
        flag with_flag: bool = "flag",
        at with_at: OffsetDateTime = "at",
        day with_day: Date = "day",
        any with_any: Value = "any",
        thing with_thing: Box<Thing> = "thing",
        things with_things: Vec<Thing> = "things",
        by_name with_by_name: BTreeMap<String, i64> = "byName",
        anything with_anything: Vec<Value> = "anything",
        any_by_name with_any_by_name: BTreeMap<String, Value> = "anyByName",
        grid with_grid: Vec<Vec<f64>> = "grid",
    }
}

fn cbor(thing: &Thing) -> Result<Thing, String> {
    let mut bytes = Vec::new();
    ciborium::into_writer(thing, &mut bytes).map_err(|error| error.to_string())?;
    ciborium::from_reader(&bytes[..]).map_err(|error| error.to_string())
}

fn ron(thing: &Thing) -> Result<Thing, String> {
    let text = ron::to_string(thing).map_err(|error| error.to_string())?;
    ron::from_str(&text).map_err(|error| error.to_string())
}

fn postcard(thing: &Thing) -> Result<Thing, String> {
    let bytes = postcard::to_allocvec(thing).map_err(|error| error.to_string())?;
    postcard::from_bytes(&bytes).map_err(|error| error.to_string())
}

/// A way through a format and back.
type Through = fn(&Thing) -> Result<Thing, String>;

/// What each document is after it went through a format: as it was, or refused.
#[test]
fn nothing_is_lost_in_silence() {
    let all: &[(&str, Through)] = &[("CBOR", cbor), ("RON", ron), ("postcard", postcard)];
    let of_themselves = &all[..2];
    let cases: [(&str, &[(&str, Through)]); 18] = [
        ("{}", all),
        (
            r#"{"text":"","integer":0,"small":0,"unsigned":0,"number":0.0,"flag":false,"things":[],"byName":{},"grid":[[]]}"#,
            all,
        ),
        (
            r#"{"text":"a","integer":-9223372036854775808,"small":-2147483648,"unsigned":18446744073709551615,"flag":true}"#,
            all,
        ),
        (r#"{"number":-1.5,"grid":[[1.0,2.5],[]],"byName":{"a":1,"b":-1}}"#, all),
        (r#"{"at":"2026-05-04T10:00:00.25+02:00","day":"2026-05-04"}"#, all),
        (r#"{"thing":{"thing":{"text":"x"}},"things":[{"integer":1},{}]}"#, all),
        // What a format has to tell when it is read.
        (r#"{"any":{"a":[1,-1,1.5,true,"x",null,{}]}}"#, of_themselves),
        (r#"{"any":null,"text":null,"things":null}"#, all),
        (r#"{"any":1}"#, of_themselves),
        (r#"{"any":18446744073709551615}"#, of_themselves),
        (r#"{"any":0.5}"#, of_themselves),
        (r#"{"anything":[1,null,"x",[2]]}"#, of_themselves),
        (r#"{"anyByName":{"a":0,"b":null,"c":{}}}"#, of_themselves),
        (r#"{"anything":[]}"#, all),
        (r#"{"anyByName":{}}"#, all),
        (r#"{"unknown":null}"#, of_themselves),
        (r#"{"unknown":[1,{"a":0}],"text":null}"#, of_themselves),
        (r#"{"things":[{"unknown":1}]}"#, of_themselves),
    ];
    for (text, formats) in cases {
        let thing: Thing = spectable::from_str(text).unwrap();
        for (name, through) in all {
            match through(&thing) {
                Ok(back) => {
                    assert_eq!(
                        spectable::to_string(&back).unwrap(),
                        spectable::to_string(&thing).unwrap(),
                        "{name}"
                    );
                    assert!(formats.iter().any(|(it, _)| it == name), "{name} keeps {text}");
                }
                Err(error) => {
                    assert!(!formats.iter().any(|(it, _)| it == name), "{name} refuses {text}: {error}");
                    assert!(postcard::to_allocvec(&thing).is_err(), "{text} is refused when it is written");
                }
            }
        }
    }
}
