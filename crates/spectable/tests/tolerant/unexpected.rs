//! What a document has that its documentation does not say, as a list; and what a request must and may not carry.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use spectable::{Kind, Model, Oddity, RequestFault};

use crate::models::*;

/// What is listed for a document: path, oddity, kind and value.
fn listed(text: &str) -> Vec<String> {
    let call: Call = TOLERANT.from_str(text).unwrap();
    let unknowns =
        call.unknowns().inspect(|it| assert!(it.oddity() == Oddity::UnknownKey && it.kind().is_none()));
    let unknowns =
        unknowns.map(|it| format!("{} of {} {}", it.path(), it.model(), it.value())).collect::<Vec<_>>();
    call.deviations().map(|it| it.to_string()).chain(unknowns).collect()
}

#[test]
fn each_kind_of_oddity_is_listed_with_its_place() {
    let cases: &[(&str, &[&str])] = &[
        (r#"{"text":"a","direction":"in","level":1,"target":7,"targets":[["a"]],"maybe":[null]}"#, &[]),
        (r#"{"text":7}"#, &["text: found number 7, documented is a string"]),
        (
            r#"{"integer":"7"}"#,
            &[r#"integer: found string "7", documented is a whole number that fits 64 bits"#],
        ),
        (
            r#"{"small":3000000000}"#,
            &["small: found number 3000000000, documented is a whole number that fits 32 bits"],
        ),
        (
            r#"{"unsigned":-1}"#,
            &["unsigned: found number -1, documented is a whole number from 0 on that fits 64 bits"],
        ),
        (
            r#"{"at":12345678901234567890123}"#,
            &["at: found number 12345678901234567890123, documented is an ISO-8601 date-time"],
        ),
        (r#"{"boolean":[]}"#, &["boolean: found a list, documented is a boolean"]),
        (r#"{"at":true}"#, &["at: found boolean true, documented is an ISO-8601 date-time"]),
        (r#"{"day":{}}"#, &["day: found an object, documented is an ISO-8601 date"]),
        (
            r#"{"grid":[[1],["x"]]}"#,
            &[
                "grid: found a list, documented is a list, each item a list, each item a whole number that fits 64 bits",
            ],
        ),
        (
            r#"{"switches":{"a":1}}"#,
            &["switches: found an object, documented is an object, each value a boolean"],
        ),
        (r#"{"next":7}"#, &["next: found number 7, documented is an object (Call)"]),
        (r#"{"direction":"up"}"#, &[r#"direction: found string "up", which is not a documented value"#]),
        (r#"{"direction":1}"#, &["direction: found number 1, documented is a string"]),
        (r#"{"level":3}"#, &["level: found number 3, which is not a documented value"]),
        (r#"{"level":"3"}"#, &[r#"level: found string "3", documented is a whole number that fits 64 bits"#]),
        (r#"{"maybe":[null,2,9]}"#, &["maybe[2]: found number 9, which is not a documented value"]),
        (r#"{"target":true}"#, &["target: found boolean true, which is none of the documented alternatives"]),
        (
            r#"{"target":["a",1]}"#,
            &["target: found a list, documented is one of the alternatives of `Target`"],
        ),
        (
            r#"{"targets":[1.5,{"kind":"call","text":[]}]}"#,
            &[
                "targets[0]: found number 1.5, which is none of the documented alternatives",
                "targets[1].text: found a list, documented is a string",
                r#"targets[1].kind of Call "call""#,
            ],
        ),
        (r#"{"text":null,"object":null}"#, &["text: found null, documented is a string"]),
        (
            r#"{"all":[{},{"byName":{"a b":{"text":1,"x":[2]}}}]}"#,
            &[
                r#"all[1].byName["a b"].text: found number 1, documented is a string"#,
                r#"all[1].byName["a b"].x of Call [2]"#,
            ],
        ),
        (
            r#"{"counts":{"name":1,"a":"1","b":null,"c":1}}"#,
            &[
                r#"counts.a: found string "1", documented is a whole number that fits 64 bits"#,
                "counts.b: found null, documented is a whole number that fits 64 bits",
                "counts.name: found number 1, documented is a string",
            ],
        ),
        (r#"{"":0,"z":{"y":1}}"#, &[r#"[""] of Call 0"#, r#"z of Call {"y":1}"#]),
    ];
    for (text, expected) in cases {
        let mut listed = listed(text);
        // With `preserve_order`, what is kept comes in the order of the document.
        listed.sort();
        let mut expected = expected.to_vec();
        expected.sort_unstable();
        assert_eq!(listed, expected, "{text}");
    }
}

#[test]
fn an_item_tells_its_parts() {
    let text = r#"{"next":{"level":"high","integer":12345678901234567890123},"all":[{"level":7}]}"#;
    let call: Call = TOLERANT.from_str(text).unwrap();
    let found: BTreeMap<String, _> = call.deviations().map(|it| (it.path().to_owned(), it)).collect();
    assert_eq!(found.len(), 3);
    let level = &found["next.level"];
    assert_eq!((level.wire_name(), level.model(), level.oddity()), ("level", "Call", Oddity::WrongKind));
    assert!(matches!(level.kind(), Some(Kind::Enum(of)) if of.integers() == Some(&[1, 2])));
    assert_eq!((level.value(), level.exact_text(), level.nullable()), (&json!("high"), None, false));
    if "1e400".parse::<serde_json::Number>().is_err() {
        assert_eq!(found["next.integer"].exact_text(), Some("12345678901234567890123"));
    }
    let other = &found["all[0].level"];
    assert_eq!((other.oddity(), other.value()), (Oddity::UnrecognizedValue, &json!(7)));
}

spectable::model! {
    pub struct Nullable = "Nullable" {
        id with_id: String = "id" (nullable),
        additional with_additional: BTreeMap<String, Option<i64>> = "" (additional),
    }
    pub struct Order = "Order" {
        id with_id: String = "id" (required, read_only),
        state with_state: String = "state" (read_only),
        queue with_queue: String = "queue" (required),
        secret with_secret: String = "secret" (required, write_only),
        lines with_lines: Vec<Order> = "lines",
        by_name with_by_name: BTreeMap<String, Order> = "byName",
        part with_part: Part = "part",
        additional with_additional: BTreeMap<String, Order> = "" (additional),
    }
}
spectable::union! {
    pub enum Part { Order as_order: box Order, Word as_word: String }
}

#[test]
fn a_documented_null_is_no_deviation() {
    let read = |text: &str| TOLERANT.from_str::<Nullable>(text).unwrap();
    assert_eq!(read(r#"{"id":null,"a":null}"#).deviations().len(), 0);
    let wrong = read(r#"{"id":1,"a":"x"}"#);
    let nullable =
        wrong.deviations().filter(|it| it.path() == "id").map(|it| it.nullable()).collect::<Vec<_>>();
    assert_eq!((nullable, wrong.deviations().len()), (vec![true], 2));
}

#[test]
fn what_was_set_is_no_deviation_any_more() {
    let mut call: Call = TOLERANT.from_str(r#"{"integer":"7","direction":"up"}"#).unwrap();
    assert_eq!(call.deviations().len(), 2);
    call = call.with_integer(7).with_direction(Direction::In);
    assert_eq!(call.deviations().len(), 0);
    assert_eq!(call.unknowns().len(), 0);
}

#[test]
fn a_request_carries_what_is_required_and_nothing_read_only() {
    let good = || Order::default().with_queue("q").with_secret("s");
    assert!(good().check_request().is_ok());
    let mut null = good();
    null.set_null("queue").unwrap();
    assert!(null.check_request().is_ok(), "a null is there");

    let map = |order: Order| BTreeMap::from([("a b".to_owned(), order)]);
    let bad = good()
        .with_id("1")
        .with_lines([good(), Order::default().with_queue("q")])
        .with_by_name(map(good().with_state("open")))
        .with_part(Order::default().with_secret("s"))
        .with_additional(map(good().with_id("2")));
    let error = bad.check_request().unwrap_err();
    let problems =
        error.problems().iter().map(|it| (it.path(), it.wire_name(), it.fault())).collect::<Vec<_>>();
    assert_eq!(
        problems,
        [
            ("id", "id", RequestFault::ReadOnly),
            ("lines[1].secret", "secret", RequestFault::Missing),
            ("byName[\"a b\"].state", "state", RequestFault::ReadOnly),
            ("part.queue", "queue", RequestFault::Missing),
            ("[\"a b\"].id", "id", RequestFault::ReadOnly),
        ]
    );
    assert!(
        error.to_string().starts_with("5 problems in the request: `id` is read-only and set; "),
        "{error}"
    );

    // What is kept under a documented name is written, too.
    let text = r#"{"id":7,"queue":[],"secret":"s"}"#;
    let kept: Order = TOLERANT.from_str(text).unwrap();
    let error = kept.check_request().unwrap_err();
    assert_eq!(error.to_string(), "1 problem in the request: `id` is read-only and set");
    assert_eq!(spectable::to_value(&kept).unwrap(), serde_json::from_str::<Value>(text).unwrap());
}
