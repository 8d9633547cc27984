//! Whole numbers of their documented widths, from a page to JSON: table and derive have the same types, and agree on every number.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what it expects by failing")]

use proptest::prelude::*;
use purecloud_reference::documents::{Documents, Recipe};
use purecloud_reference::widths::{derived, table};
use serde_json::{Value, json};
use spectable::Model;

/// What both styles make of a text, which is the same.
fn both(text: &str) -> Option<Value> {
    let table = spectable::from_str::<table::Store>(text);
    let derived = serde_json::from_str::<derived::Store>(text);
    assert_eq!(table.is_ok(), derived.is_ok(), "{text}: {table:?} and {derived:?}");
    let (table, derived) = (table.ok()?, derived.ok()?);
    let types_are_alike = (
        table.floors == derived.floors,
        table.goods == derived.goods,
        table.weight == derived.weight,
        table.rooms == derived.rooms,
        table.temperatures == derived.temperatures,
        table.weights == derived.weights,
        table.shelves == derived.shelves,
    );
    assert_eq!(types_are_alike, (true, true, true, true, true, true, true), "{text}");
    let written = spectable::to_value(&table).unwrap();
    assert_eq!(written, serde_json::to_value(&derived).unwrap(), "{text}");
    Some(written)
}

/// A number in each place that a whole number may be in.
fn places(number: i128) -> [String; 7] {
    [
        format!(r#"{{"floors":{number}}}"#),
        format!(r#"{{"goods":{number}}}"#),
        format!(r#"{{"weight":{number}}}"#),
        format!(r#"{{"rooms":{number}}}"#),
        format!(r#"{{"temperatures":[0,{number}]}}"#),
        format!(r#"{{"weights":{{"a":{number}}}}}"#),
        format!(r#"{{"next":{{"shelves":{{"a":[{number}]}}}}}}"#),
    ]
}

#[test]
fn bounds() {
    let bounds = [
        i32::MIN.into(),
        i32::MAX.into(),
        u32::MAX.into(),
        i64::MIN.into(),
        i64::MAX.into(),
        u64::MAX.into(),
        0_i128,
    ];
    let mut read = 0;
    for number in bounds.into_iter().flat_map(|bound| bound - 1..=bound + 1) {
        for text in places(number) {
            let Some(written) = both(&text) else { continue };
            assert_eq!(written.to_string(), text);
            read += 1;
        }
    }
    assert_eq!(read, 3 * 7 + 2 * 16 + 2 * 13, "what fits `i32`, `i64` and `u64`, in as many places");
}

#[test]
fn any_number() {
    proptest!(ProptestConfig::with_cases(500), |(number in any::<i128>(), cut in 0_u32..128)| {
        for text in places(number >> cut) {
            both(&text);
        }
    });
}

#[test]
fn any_document() {
    proptest!(ProptestConfig::with_cases(200), |(seed in any::<u64>())| {
        let document = Documents::new(seed, Recipe::AS_DOCUMENTED).document(table::Store::table());
        let written = both(&document.to_string()).unwrap();
        prop_assert_eq!(spectable::difference(table::Store::table(), &document, &written), None);
    });
}

#[test]
fn the_table_says_what_the_page_says() {
    let cases = [
        ("id", None, None),
        ("isOpen", None, Some("false")),
        ("floors", Some("int32"), Some("1")),
        ("goods", Some("int64"), None),
        ("weight", Some("uint64"), None),
        ("rooms", Some("uint32"), None),
        ("steps", None, None),
        ("temperatures", Some("int32"), None),
        ("weights", Some("uint64"), None),
        ("shelves", Some("int32"), None),
        ("share", Some("double"), None),
        ("plan", Some("binary"), None),
        ("next", None, None),
    ];
    for (name, format, default) in cases {
        let field = table::Store::table().field(name).unwrap_or_else(|| panic!("{name}"));
        assert_eq!((field.format(), field.default()), (format, default), "{name}");
    }
    assert_eq!(both("{}"), Some(json!({})), "a default is not put in");
}
