//! Any JSON object is a document of every model, and comes back as it was.

use proptest::prelude::*;
use serde_json::{Map, Value, json};
use spectable::{Model, Oddity};

use crate::every_kind::{Everything, Narrow, Nothing};
use crate::models::*;

/// How often a property is tried. Miri takes a thousand times as long, and has no files.
fn cases(cases: u32) -> ProptestConfig {
    if cfg!(miri) {
        ProptestConfig { cases: 1, failure_persistence: None, ..ProptestConfig::default() }
    } else {
        ProptestConfig::with_cases(cases)
    }
}

/// Keys that are properties of the models, and others.
fn key() -> impl Strategy<Value = String> {
    let names = |table: spectable::Table| {
        table.fields().map(|field| field.wire_name().to_owned()).collect::<Vec<_>>()
    };
    let mut known = vec!["kind".to_owned(), "unknown".to_owned(), String::new(), "a b".to_owned()];
    for table in [Call::table(), Counts::table(), Everything::table(), Narrow::table()] {
        known.extend(names(table));
    }
    proptest::sample::select(known)
}

/// Whether text and a `Value` say the same of a float where an integer is documented. From 2⁵³ on, each float is a whole number: text shows which one, and a
/// `Value` may be a rounded one, which is refused. No integer is above 2⁶⁴.
fn is_sure(float: &f64) -> bool {
    !(2_f64.powi(53)..=2_f64.powi(64)).contains(&float.abs())
}

fn leaf() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (-3_i64..4).prop_map(Value::from),
        proptest::num::f64::NORMAL.prop_filter("one that may be rounded", is_sure).prop_map(Value::from),
        Just(json!(1.0)),
        proptest::sample::select(vec![
            "",
            "x",
            "red",
            "in",
            "counts",
            "call",
            "2026-05-04",
            "2026-05-04T10:00:00Z",
            "2026-05-04T10:00:00",
            "true",
            "7",
        ])
        .prop_map(Value::from),
    ]
}

fn value() -> impl Strategy<Value = Value> {
    leaf().prop_recursive(5, 40, 6, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::Array),
            proptest::collection::btree_map(key(), inner, 0..5)
                .prop_map(|members| Value::Object(Map::from_iter(members))),
        ]
    })
}

fn object() -> impl Strategy<Value = Value> {
    proptest::collection::btree_map(key(), value(), 0..8)
        .prop_map(|members| Value::Object(Map::from_iter(members)))
}

/// Reads an object as a document of a model.
fn check<M: Model>(document: &Value) {
    let text = document.to_string();
    let model: M = comes_back(&text);
    // A strict reader refuses just what a tolerant one keeps.
    let strict = spectable::from_str::<M>(&text);
    let by_value = spectable::from_value::<M>(document.clone());
    assert_eq!(strict.is_ok(), by_value.is_ok(), "{text}");
    let wrong = model.deviations().any(|it| it.oddity() == Oddity::WrongKind);
    assert_eq!(strict.is_ok(), !wrong, "{text}: {strict:?} and {model:?}");
    if let Ok(strict) = strict {
        assert!(strict == model, "{text}: {strict:?} and {model:?}");
    }
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn any_object_is_read_and_written_back(document in object()) {
        check::<Call>(&document);
        if cfg!(miri) {
            return Ok(());
        }
        check::<Counts>(&document);
        check::<Lists>(&document);
        check::<Everything>(&document);
        check::<Narrow>(&document);
        check::<Nothing>(&document);
    }
}
