//! Every model of the schema: nothing is lost between reading and writing, and table and derive agree.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test says what it expects by failing"
)]

use proptest::prelude::*;
use purecloud_models::spectable::{self, Model};
use purecloud_reference::documents::{Documents, Recipe};
use purecloud_reference::equality::difference;
use purecloud_reference::{derived, for_every_model};
use serde_json::Value;

/// Reads a document and writes it again, by each way there is.
fn written<M: Model>(text: &str) -> Result<Value, String> {
    let model: M = spectable::from_str(text).map_err(|error| error.to_string())?;
    let through_serde: M = serde_json::from_str(text).map_err(|error| error.to_string())?;
    assert_eq!(model, through_serde);
    assert_eq!(model, model.clone());
    let written = spectable::to_value(&model).map_err(|error| error.to_string())?;
    let as_text = spectable::to_string(&model).map_err(|error| error.to_string())?;
    assert_eq!(serde_json::from_str::<Value>(&as_text).ok().as_ref(), Some(&written));
    assert_eq!(serde_json::to_value(&model).ok().as_ref(), Some(&written));
    assert_eq!(spectable::from_value::<M>(written.clone()).ok(), Some(model));
    Ok(written)
}

fn lossless<M: Model>(seed: u64) {
    let document = Documents::new(seed, Recipe::ANYTHING).document(M::table());
    let back = written::<M>(&document.to_string()).unwrap_or_else(|error| panic!("{document}: {error}"));
    assert_eq!(difference(M::table(), &document, &back), None, "{document}\n{back}");
    assert_eq!(spectable::difference(M::table(), &document, &back), None, "{document}\n{back}");
}

#[test]
fn nothing_is_lost() {
    proptest!(ProptestConfig::with_cases(24), |(seed in any::<u64>())| {
        macro_rules! check {
            ($model:ident) => {
                lossless::<purecloud_models::$model>(seed)
            };
        }
        for_every_model!(check);
    });
}

/// What a model derived by serde makes of a document.
fn derived<M: serde::de::DeserializeOwned + serde::Serialize>(
    text: &str,
) -> Result<Value, serde_json::Error> {
    serde_json::to_value(serde_json::from_str::<M>(text)?)
}

#[test]
fn what_is_documented_is_read_and_written_alike() {
    proptest!(ProptestConfig::with_cases(24), |(seed in any::<u64>())| {
        macro_rules! check {
            ($model:ident) => {{
                let table = purecloud_models::$model::table();
                let text = Documents::new(seed, Recipe::AS_DOCUMENTED).document(table).to_string();
                let by_table = written::<purecloud_models::$model>(&text);
                let by_derive = derived::<derived::$model>(&text);
                match (by_table, by_derive) {
                    (Ok(a), Ok(b)) => assert_eq!(difference(table, &a, &b), None, "{text}"),
                    (a, b) => panic!("{text}: {a:?} and {b:?}"),
                }
            }};
        }
        for_every_model!(check);
    });
}

/// A document with one value replaced by one of another kind.
fn spoiled(seed: u64, mut document: Value) -> Option<(String, Value)> {
    let wrong = [
        Value::Bool(true),
        7.into(),
        1.5.into(),
        "words".into(),
        Value::Array(vec![]),
        serde_json::json!({}),
    ];
    let members = document.as_object_mut()?;
    let key = members.keys().nth(seed as usize % members.len().max(1))?.clone();
    let replacement = wrong[(seed / 7) as usize % wrong.len()].clone();
    *members.get_mut(&key)? = replacement;
    Some((key, document))
}

#[test]
fn what_is_wrong_is_refused_alike() {
    proptest!(ProptestConfig::with_cases(48), |(seed in any::<u64>())| {
        macro_rules! check {
            ($model:ident) => {{
                let table = purecloud_models::$model::table();
                let document = Documents::new(seed, Recipe::AS_DOCUMENTED).document(table);
                if let Some((key, document)) = spoiled(seed, document) {
                    let text = document.to_string();
                    let by_table = spectable::from_str::<purecloud_models::$model>(&text);
                    let by_derive = serde_json::from_str::<derived::$model>(&text);
                    // An unknown value of an enum is kept by the table, and an error of the derive; a list is not an object to the
                    // table, and to serde the fields of a struct in order.
                    let innermost = table.field(&key).map(|field| field.kind().innermost());
                    let kept = matches!(innermost, Some(spectable::Kind::Enum(_))) && by_table.is_ok();
                    let sequence = document[key.as_str()].is_array() && by_table.is_err();
                    if !kept && !sequence {
                        assert_eq!(by_table.is_ok(), by_derive.is_ok(), "{text}: {by_table:?} and {:?}", by_derive.err());
                    }
                    if let Err(error) = by_table {
                        assert!(error.path().starts_with(&key) || error.path().starts_with("[\""), "{error}: {text}");
                        assert_eq!(error.line(), 1);
                    }
                }
            }};
        }
        for_every_model!(check);
    });
}

/// Where the table is better, by design: each of these documents is lost or refused by the derive rendering.
#[test]
fn where_they_differ() {
    use derived::CallHistoryParticipant as Derived;
    use purecloud_models::CallHistoryParticipant as Table;
    let cases = [
        // (document, what the derive rendering writes; None: it refuses it)
        (r#"{"id":"p","newKey":1}"#, Some(r#"{"id":"p"}"#)),
        (r#"{"id":"p","name":null}"#, Some(r#"{"id":"p"}"#)),
        (r#"{"direction":"sideways"}"#, None),
    ];
    for (document, by_derive) in cases {
        let back = written::<Table>(document).unwrap();
        assert_eq!(back, serde_json::from_str::<Value>(document).unwrap());
        let found = derived::<Derived>(document).ok();
        assert_eq!(found, by_derive.map(|text| serde_json::from_str::<Value>(text).unwrap()), "{document}");
    }
    // Whole numbers in another spelling are read, and written as their digits.
    for document in [
        r#"{"sipResponseCodes":[486.0]}"#,
        r#"{"sipResponseCodes":[4.86e2]}"#,
        r#"{"sipResponseCodes":[-0]}"#,
    ] {
        let back = written::<Table>(document).unwrap();
        let document = serde_json::from_str::<Value>(document).unwrap();
        assert_eq!(spectable::difference(Table::table(), &back, &document), None);
        assert!(derived::<Derived>(&document.to_string()).is_err());
    }
    // And this is refused, where the derive rendering makes something of it.
    let document = r#"{"newKey":1,"newKey":2}"#;
    assert!(spectable::from_str::<Table>(document).is_err());
    assert!(serde_json::from_str::<Derived>(document).is_ok());
}

#[test]
fn models_are_small_and_cross_threads() {
    fn crosses_threads<T: Send + Sync + 'static>() {}
    macro_rules! check {
        ($model:ident) => {
            crosses_threads::<purecloud_models::$model>()
        };
    }
    for_every_model!(check);
}
