//! Keys that are no property, where the documentation says what their values are: they are read into a map, and written from it.
#![forbid(unsafe_code)]
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what it expects by failing, and its models are not for others"
)]

use std::collections::BTreeMap;

use serde_json::{Value, json};
use spectable::types::Date;
use spectable::{Kind, Model};

spectable::open_enum! {
    pub enum Word { Cash = "cash" }
}
spectable::model! {
    pub struct Counts = "Counts" {
        name with_name: String = "name",
        empty with_empty: i64 = "",
        additional with_additional: BTreeMap<String, i64> = "" (additional),
    }
    pub struct Days = "Days" {
        additional with_additional: BTreeMap<String, Vec<Date>> = "" (additional),
    }
    pub struct Holes = "Holes" {
        word with_word: Word = "word",
        additional with_additional: BTreeMap<String, Option<Word>> = "" (additional),
    }
    pub struct Tree = "Tree" {
        leaf with_leaf: bool = "leaf",
        counts with_counts: Box<Counts> = "counts",
        additional with_additional: BTreeMap<String, Tree> = "" (additional),
    }
}

/// Reads by every way, writes by every way, and compares each with the others and with the text.
fn in_every_way<M: Model>(texts: &[&str]) -> Vec<M> {
    let each = |text: &&str| {
        let value: Value = serde_json::from_str(text).unwrap();
        let read: [M; 4] = [
            spectable::from_str(text).expect(text),
            spectable::from_value(value.clone()).expect(text),
            serde_json::from_str(text).expect(text),
            serde_json::from_value(value.clone()).expect(text),
        ];
        for one in &read {
            assert!(*one == read[0], "{text}: {one:?} and {:?}", read[0]);
            assert!(one.clone() == *one, "{text}");
            assert_eq!(spectable::to_string(one).unwrap(), *text);
            assert_eq!(serde_json::to_string(one).unwrap(), *text);
            assert_eq!(spectable::to_value(one).unwrap(), value);
        }
        assert_eq!(spectable::difference(M::table(), &value, &value), None);
        read.into_iter().next().unwrap()
    };
    texts.iter().map(each).collect()
}

#[test]
fn every_way_of_reading_and_writing() {
    let counts = in_every_way::<Counts>(&[
        r#"{"name":"a","":1,"b":2,"c":-3}"#,
        r#"{"additional":1,"x\ny":2}"#,
        r#"{"b":2,"":null,"z":null}"#,
        r#"{"b":null}"#,
        "{}",
    ]);
    assert_eq!(counts[0].additional, Some(BTreeMap::from([("b".into(), 2), ("c".into(), -3)])));
    assert_eq!(counts[0].empty, Some(1));
    assert!(counts[2].is_null("") && counts[2].extra().get("z") == Some(&Value::Null));
    assert_eq!(counts[3].additional, None);
    in_every_way::<Days>(&[r#"{"a":["2026-05-04"],"b":[]}"#, "{}"]);
    let holes = in_every_way::<Holes>(&[r#"{"word":"new","a":null,"b":"cash","c":"new"}"#]);
    assert_eq!(holes[0].additional.as_ref().unwrap()["a"], None);
    assert!(holes[0].extra().is_empty());
    in_every_way::<Tree>(&[
        r#"{"leaf":false,"counts":{"n":1},"a":{"b":{"leaf":true},"c":{}},"d":{"counts":{}}}"#,
    ]);
}

#[test]
fn who_makes_one() {
    let made = Counts::default().with_additional(BTreeMap::from([("b".to_owned(), 2)])).with_name("a");
    assert_eq!(spectable::to_string(&made).unwrap(), r#"{"name":"a","b":2}"#);
    assert_eq!(format!("{made:?}"), r#"Counts { name: "a", additional: {"b": 2} }"#);
    assert_ne!(made, Counts::default().with_name("a"));
}

#[test]
fn what_is_refused_says_where() {
    let refused = |text: &str, path: &str, message: &str| {
        let errors = [
            spectable::from_str::<Tree>(text).unwrap_err().to_string(),
            serde_json::from_str::<Tree>(text).unwrap_err().to_string(),
        ];
        for error in errors {
            assert!(error.contains(path) && error.contains(message), "{text}: {error}");
        }
    };
    refused(r#"{"a":{"b":1}}"#, "a.b", "expected an object (Tree)");
    refused(r#"{"a":{},"a":{}}"#, "a", "twice");
    refused(r#"{"a":null,"a":{}}"#, "a", "twice");
    refused(r#"{"a":{},"a":null}"#, "a", "twice");
    refused(r#"{"counts":{"n":"1"}}"#, "counts.n", "expected a whole number");
    let error = spectable::from_str::<Tree>(r#"{"counts":{"n":nul}}"#).unwrap_err();
    assert_eq!(error.path(), "counts.n");
    let error = spectable::from_value::<Tree>(json!({"a": {"counts": {"b": []}}})).unwrap_err();
    assert_eq!(error.path(), "a.counts.b");
}

#[test]
fn a_property_is_not_among_the_others() {
    let made = Counts::default().with_additional(BTreeMap::from([("name".to_owned(), 2)]));
    let error = spectable::to_string(&made).unwrap_err();
    assert_eq!(
        (error.path(), error.message()),
        ("name", "this is a property of the model, and may not be among the additional ones: set its field")
    );
    assert!(serde_json::to_string(&made).unwrap_err().to_string().contains("set its field"));
    assert!(spectable::to_value(&made).unwrap_err().to_string().contains("set its field"));
}

#[test]
fn a_kept_null_gives_way_to_a_value() {
    let mut read: Counts = spectable::from_str(r#"{"b":null,"c":null}"#).unwrap();
    read.additional.get_or_insert_default().insert("b".to_owned(), 5);
    assert_eq!(spectable::to_string(&read).unwrap(), r#"{"b":5,"c":null}"#);
    assert_eq!(serde_json::to_string(&read).unwrap(), r#"{"b":5,"c":null}"#);
}

#[test]
fn reflection_knows_it() {
    let item = Counts::table().additional().unwrap();
    assert!(matches!(item.kind(), Kind::Integer) && !item.nullable());
    assert!(Holes::table().additional().unwrap().nullable());
    assert_eq!(Counts::table().fields().map(|field| field.wire_name()).collect::<Vec<_>>(), ["name", ""]);
    assert!(Counts::table().field("additional").is_none());
    let (a, b) = (json!({"d": ["2026-05-04"]}), json!({"d": ["2026-05-05"]}));
    assert_eq!(spectable::difference(Days::table(), &a, &b).as_deref(), Some("d[0]"));
}
