//! Alternatives, from a document to JSON: table and derive take each value for the same alternative, and write what they read.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::expect_used,
    reason = "a test says what it expects by failing"
)]

use proptest::prelude::*;
use purecloud_reference::alternatives::{derived, table};
use purecloud_reference::documents::{Documents, Recipe};
use serde_json::{Value, json};
use spectable::Model;

/// The variant that `Debug` shows.
fn variant(value: &impl std::fmt::Debug) -> String {
    format!("{value:?}").split(['(', ' ']).next().unwrap_or_default().to_owned()
}

/// What both styles take a value of the union for, which is the same.
fn union(value: &Value) -> String {
    let text = value.to_string();
    let of_table: table::Union = spectable::from_str(&text).expect(&text);
    let of_derive: derived::Union = serde_json::from_str(&text).expect(&text);
    assert_eq!(variant(&of_table), variant(&of_derive), "{text}");
    assert_eq!(spectable::to_value(&of_table).unwrap(), *value);
    assert_eq!(serde_json::to_value(&of_derive).unwrap(), *value);
    variant(&of_table)
}

#[test]
fn both_styles_take_a_value_for_the_same_alternative() {
    let cases = [
        (json!({"kind": "option", "value": "x"}), "Option"),
        (json!({"Box": "x", "kind": "result"}), "Result"),
        (json!({"kind": "from"}), "From"),
        (json!({"kind": "Box"}), "Box"),
        (json!({"kind": "String"}), "String"),
        (json!({"kind": "self"}), "Self_"),
        (json!({"kind": "unrecognized"}), "Unrecognized2"),
        (json!({"kind": "unheard-of", "a": [1, null]}), "Unrecognized"),
        (json!({}), "Unrecognized"),
        (json!({"kind": null}), "Unrecognized"),
        (json!({"kind": ["option"]}), "Unrecognized"),
        (json!("option"), "Text"),
        (json!([]), "List"),
        (json!([{"kind": "some"}, "x", ["y"]]), "List"),
        (json!(1), "Unrecognized"),
        (json!(null), "Unrecognized"),
    ];
    for (value, expected) in cases {
        assert_eq!(union(&value), expected, "{value}");
    }
}

#[test]
fn properties_of_every_kind_of_alternatives() {
    let cases = [
        (json!({"payment": {"method": "card", "number": "4"}}), "payment", "Card"),
        (json!({"payment": {"method": "credit_card"}}), "payment", "Card"),
        (json!({"payment": {"method": "bank", "iban": "x"}}), "payment", "Bank"),
        (json!({"payment": {"method": "coin"}}), "payment", "Unrecognized"),
        (json!({"payment": "cash"}), "payment", "Word"),
        (json!({"payments": [{"method": "card", "next": {"method": "bank"}}]}), "payments", "[Card"),
        (json!({"byName": {"a": {"method": "bank"}}}), "by_name", "{\"a\":"),
        (json!({"when": "2026-05-04T10:00:00Z"}), "when", "DateTime"),
        (json!({"when": 5}), "when", "Integer"),
        (json!({"when": [5]}), "when", "Unrecognized"),
        (json!({"days": ["2026-05-04"]}), "days", "List"),
        (json!({"days": true}), "days", "Boolean"),
        (json!({"number": {"n": 1}}), "number", "Object"),
        (json!({"number": {"n": 2}}), "number", "Object2"),
        (json!({"number": {"n": 3}}), "number", "Unrecognized"),
        (json!({"truth": {"ok": true}}), "truth", "Object"),
        (json!({"truth": {"ok": false}}), "truth", "Object2"),
        (json!({"map": {"a": "x"}}), "map", "Object"),
        (json!({"map": {"b": 1}}), "map", "Map"),
        (json!({"mixed": ["a", 1]}), "mixed", "[Text(\"a\"), Integer(1)"),
        // A scalar that no alternative can hold is none of them.
        (json!({"when": "yesterday"}), "when", "Unrecognized"),
        (json!({"when": 1.5}), "when", "Unrecognized"),
        (json!({"mixed": [1.5]}), "mixed", "[Unrecognized"),
    ];
    for (document, field, expected) in cases {
        let text = document.to_string();
        let of_table: table::Every = spectable::from_str(&text).expect(&text);
        let of_derive: derived::Every = serde_json::from_str(&text).expect(&text);
        assert_eq!(serde_json::to_value(&of_derive).unwrap(), document);
        assert_eq!(spectable::to_value(&of_table).unwrap(), document);
        for shown in [format!("{of_table:?}"), format!("{of_derive:?}").replace("Some(", "")] {
            assert!(shown.contains(&format!("{field}: {expected}")), "{text}: {shown}");
        }
    }
}

#[test]
fn what_tells_an_alternative_is_put_in() {
    let of_table = table::Every::default().with_payment(table::Bank::default().with_iban("x"));
    let bank = derived::Bank { iban: Some("x".to_owned()), ..derived::Bank::default() };
    let of_derive = derived::Every { payment: Some(bank.into()), ..derived::Every::default() };
    let expected = json!({"payment": {"method": "bank", "iban": "x"}});
    assert_eq!(spectable::to_value(&of_table).unwrap(), expected);
    assert_eq!(serde_json::to_value(&of_derive).unwrap(), expected);
    let of_table = table::Every::default().with_number(table::EveryNumberObject2::default());
    assert_eq!(spectable::to_value(&of_table).unwrap(), json!({"number": {"n": 2}}));
    let of_derive: derived::EveryNumber = derived::EveryNumberObject2::default().into();
    assert_eq!(serde_json::to_value(&of_derive).unwrap(), json!({"n": 2}));
}

proptest! {
    #[test]
    fn every_document_is_read_and_written(seed in any::<u64>()) {
        let recipe = Recipe {
            density: 60,
            unknown_keys: true,
            nulls: true,
            unknown_values: true,
            shuffled: true,
            depth: 3,
        };
        let document = Documents::new(seed, recipe).document(table::Every::table());
        let text = document.to_string();
        let every: table::Every = spectable::from_str(&text).expect(&text);
        let written = spectable::to_value(&every).unwrap();
        prop_assert_eq!(spectable::difference(table::Every::table(), &document, &written), None, "{}", text);
        prop_assert_eq!(&spectable::from_value::<table::Every>(document).unwrap(), &every);
        prop_assert_eq!(serde_json::from_str::<table::Every>(&text).unwrap(), every);
    }
}
