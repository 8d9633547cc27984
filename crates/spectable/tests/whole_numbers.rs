//! Whole numbers of each width: what serde derives for plain structs is the oracle, for the digits and what is refused. Other spellings
//! of a number (`1.0`, `1e3`, `-0`), which derive refuses, are the number that their digits are.
#![allow(
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The same rows twice.
macro_rules! twice {
    ($($field:ident $setter:ident: $ty:ty = $wire:literal,)*) => {
        spectable::model! {
            pub struct Table = "Table" { $($field $setter: $ty = $wire,)* }
        }

        #[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
        struct Derived {
            $(#[serde(rename = $wire, skip_serializing_if = "Option::is_none")] $field: Option<$ty>,)*
        }

        fn agree(table: &Table, derived: &Derived, text: &str) {
            $(assert_eq!(table.$field, derived.$field, "{text}");)*
        }
    };
}

twice! {
    flag with_flag: bool = "flag",
    small with_small: i32 = "i32",
    other with_other: bool = "other",
    large with_large: i64 = "i64",
    unsigned with_unsigned: u64 = "u64",
    smalls with_smalls: Vec<i32> = "[i32]",
    larges with_larges: Vec<i64> = "[i64]",
    all_unsigned with_all_unsigned: Vec<u64> = "[u64]",
    small_by_name with_small_by_name: BTreeMap<String, i32> = "{i32}",
    large_by_name with_large_by_name: BTreeMap<String, i64> = "{i64}",
    unsigned_by_name with_unsigned_by_name: BTreeMap<String, u64> = "{u64}",
}

const TYPES: [(&str, i128, i128, &str); 3] = [
    ("i32", i32::MIN as i128, i32::MAX as i128, "a whole number that fits 32 bits"),
    ("i64", i64::MIN as i128, i64::MAX as i128, "a whole number that fits 64 bits"),
    ("u64", 0, u64::MAX as i128, "a whole number from 0 on that fits 64 bits"),
];

/// A document with a number in the property of a type, in a list and in a map, and the path to the number in each.
fn documents(ty: &str, number: &str) -> [(String, String); 3] {
    [
        (format!("{{\"{ty}\":{number}}}"), ty.to_owned()),
        (format!("{{\"flag\":true,\"[{ty}]\":[0,{number}]}}"), format!("[\"[{ty}]\"][1]")),
        (format!("{{\"{{{ty}}}\":{{\"k\":{number}}}}}"), format!("[\"{{{ty}}}\"].k")),
    ]
}

/// What each way to read makes of a document; they agree.
fn read(text: &str) -> Result<Table, String> {
    let read = spectable::from_str::<Table>(text);
    let others = [
        spectable::from_slice::<Table>(text.as_bytes()).map_err(|error| error.to_string()),
        spectable::from_reader::<Table>(text.as_bytes()).map_err(|error| error.to_string()),
        spectable::Lines::<_, Table>::new(text.as_bytes()).next().unwrap().map_err(|error| error.to_string()),
    ];
    let read = read.map_err(|error| error.to_string());
    for other in others {
        assert_eq!(other.as_ref().ok(), read.as_ref().ok(), "{text}");
    }
    read
}

/// What the readers make of a document that a text loses its spelling in: serde's own, and a value in memory.
fn read_by_serde(text: &str) -> [Result<Table, String>; 2] {
    let value: Value = serde_json::from_str(text).unwrap();
    [
        serde_json::from_str::<Table>(text).map_err(|error| error.to_string()),
        spectable::from_value::<Table>(value).map_err(|error| error.to_string()),
    ]
}

/// A number in digits is read as derive reads it, and written as derive writes it, or refused by both.
fn in_digits(ty: (&str, i128, i128, &str), number: i128) {
    let (ty, min, max, expected) = ty;
    for (text, path) in documents(ty, &number.to_string()) {
        let derived = serde_json::from_str::<Derived>(&text).ok();
        assert_eq!(derived.is_some(), (min..=max).contains(&number), "the oracle knows the type: {text}");
        let table = read(&text);
        for other in read_by_serde(&text) {
            assert_eq!(other.ok().as_ref(), table.as_ref().ok(), "{text}");
        }
        match (table, derived) {
            (Ok(table), Some(derived)) => {
                agree(&table, &derived, &text);
                let written = serde_json::to_string(&derived).unwrap();
                assert_eq!(written, text);
                assert_eq!(spectable::to_string(&table).unwrap(), text);
                assert_eq!(serde_json::to_string(&table).unwrap(), text);
                assert_eq!(spectable::to_value(&table).unwrap(), serde_json::to_value(&derived).unwrap());
                assert!(format!("{table:?}").contains(&number.to_string()), "{table:?}");
                assert_eq!(table.clone(), table);
            }
            (Err(error), None) => {
                let told = format!("{path}: {number} is not {expected} at line 1 column ");
                assert!(error.starts_with(&told), "{error} does not begin with {told}");
            }
            (table, derived) => panic!("{text}: {table:?} and {derived:?}"),
        }
    }
}

#[test]
fn at_the_bounds_of_each_type() {
    for ty in TYPES {
        // Miri takes a thousand times as long.
        let (types, by) = if cfg!(miri) { (1, 1) } else { (TYPES.len(), 2) };
        let bounds = TYPES
            .iter()
            .take(types)
            .flat_map(|(_, min, max, _)| [*min, *max])
            .chain([0, i128::from(u32::MAX)]);
        for bound in bounds {
            for number in bound - by..=bound + by {
                in_digits(ty, number);
            }
        }
    }
}

#[test]
fn in_every_spelling() {
    // (spelling, the number)
    let cases = [
        ("1.0", 1_i128),
        ("1e3", 1_000),
        ("1E+3", 1_000),
        ("10e-1", 1),
        ("-0", 0),
        ("-0.0", 0),
        ("0e99", 0),
        ("-1.0", -1),
        ("2147483647.0", 2_147_483_647),
        ("2147483648.0", 2_147_483_648),
        ("-2147483648.0", -2_147_483_648),
        ("-2147483649.00", -2_147_483_649),
        ("2147483647000e-3", 2_147_483_647),
        ("3e9", 3_000_000_000),
        ("1e18", 1_000_000_000_000_000_000),
        ("9007199254740991.0", 9_007_199_254_740_991),
    ];
    for (ty, ..) in TYPES {
        for (spelling, number) in cases {
            let [(plain, _), ..] = documents(ty, &number.to_string());
            let derived = serde_json::from_str::<Derived>(&plain).ok();
            let [(text, _), ..] = documents(ty, spelling);
            match (read(&text), &derived) {
                (Ok(table), Some(derived)) => agree(&table, derived, &text),
                (Err(error), None) => {
                    assert!(error.contains(&format!("{spelling} is not a whole")), "{error}")
                }
                (table, derived) => panic!("{text}: {table:?} and {derived:?}"),
            }
            for other in read_by_serde(&text) {
                // Above 2^53, serde_json hands over a float that may have been rounded.
                if number.abs() < 1 << 53 {
                    assert_eq!(other.is_ok(), derived.is_some(), "{text}");
                }
                if let (Ok(table), Some(derived)) = (other, &derived) {
                    agree(&table, derived, &text);
                }
            }
        }
    }
}

/// Where the digits no longer fit a word that is read at once, and where what is no number begins.
#[test]
fn at_the_borders_of_what_is_read_at_once() {
    // (text, as an i64, as a u64)
    let cases: &[(&str, Option<i64>, Option<u64>)] = &[
        ("0", Some(0), Some(0)),
        ("-0", Some(0), Some(0)),
        ("-1", Some(-1), None),
        ("12345678", Some(12_345_678), Some(12_345_678)),
        ("999999999999999999", Some(999_999_999_999_999_999), Some(999_999_999_999_999_999)),
        ("-999999999999999999", Some(-999_999_999_999_999_999), None),
        ("1000000000000000000", Some(1_000_000_000_000_000_000), Some(1_000_000_000_000_000_000)),
        ("9223372036854775807", Some(i64::MAX), Some(9_223_372_036_854_775_807)),
        ("-9223372036854775808", Some(i64::MIN), None),
        ("-9223372036854775809", None, None),
        ("9999999999999999999", None, Some(9_999_999_999_999_999_999)),
        ("10000000000000000000", None, Some(10_000_000_000_000_000_000)),
        ("18446744073709551615", None, Some(u64::MAX)),
        ("18446744073709551616", None, None),
        ("99999999999999999999", None, None),
        ("1.0", Some(1), Some(1)),
        ("1e2", Some(100), Some(100)),
        ("01", None, None),
        ("-01", None, None),
        ("00", None, None),
        ("-", None, None),
        ("--1", None, None),
        ("+1", None, None),
        ("12x", None, None),
        ("1.", None, None),
        ("1e", None, None),
        (".5", None, None),
        ("1 2", None, None),
    ];
    for &(number, large, unsigned) in cases {
        // What comes behind the digits must not count, nor be missed.
        for behind in ["}", " }", ",\"other\":true}", "\r\t,\"i32\":12345678}"] {
            let signed = read(&format!("{{\"i64\":{number}{behind}"));
            assert_eq!(signed.ok().map(|table| table.large.unwrap()), large, "{number} before {behind}");
            let read = read(&format!("{{\"u64\":{number}{behind}"));
            assert_eq!(read.ok().map(|table| table.unsigned.unwrap()), unsigned, "{number} before {behind}");
        }
        assert_eq!(spectable::from_str::<i64>(number).ok(), large, "{number} alone");
        assert_eq!(spectable::from_str::<u64>(number).ok(), unsigned, "{number} alone");
    }
}

#[test]
fn what_is_no_whole_number_is_refused() {
    let no_numbers = [
        "0.5",
        "1e-1",
        "2147483647.5",
        "1e400",
        "1e-400",
        "-1e99",
        "18446744073709551616",
        "-9223372036854775809",
        "340282366920938463463374607431768211456",
        "\"1\"",
        "true",
        "[]",
        "{}",
    ];
    for (ty, ..) in TYPES {
        for number in no_numbers.into_iter().take(if cfg!(miri) { 6 } else { usize::MAX }) {
            for (text, path) in documents(ty, number) {
                assert!(serde_json::from_str::<Derived>(&text).is_err(), "the oracle refuses {text}");
                let error = read(&text).expect_err(&text);
                assert!(error.starts_with(&format!("{path}: ")), "{error}");
                // serde_json hands over zero for a number that is too small for a float.
                assert!(number == "1e-400" || serde_json::from_str::<Table>(&text).is_err(), "{text}");
            }
        }
    }
    // A float is a number above 2^53 only where its digits are known.
    for (ty, number) in [("i64", "9007199254740993.0"), ("u64", "18446744073709551615.0")] {
        let [(text, _), ..] = documents(ty, number);
        read(&text).unwrap();
        let exact = "1e400".parse::<serde_json::Number>().is_ok();
        for other in read_by_serde(&text) {
            match other {
                Ok(table) => assert_eq!(Ok(table), read(&text), "{text}"),
                Err(error) => assert!(!exact && error.contains("may have been rounded"), "{error}"),
            }
        }
    }
}

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases) }
}

/// Whole numbers, most of them near a bound.
fn numbers() -> impl Strategy<Value = i128> {
    let near = |bound: i128| (-3_i128..=3).prop_map(move |by| bound + by);
    prop_oneof![
        near(0),
        near(i128::from(i32::MAX)),
        near(i128::from(i32::MIN)),
        near(i128::from(i64::MAX)),
        near(i128::from(i64::MIN)),
        near(i128::from(u64::MAX)),
        any::<i32>().prop_map(i128::from),
        any::<i64>().prop_map(i128::from),
        any::<u64>().prop_map(i128::from),
    ]
}

#[test]
fn any_number_in_any_spelling() {
    let spelling = |number: i128, zeros: usize, kind: u8| match kind {
        0 => format!("{number}.{}", "0".repeat(zeros + 1)),
        1 => format!("{number}e{}", "0".repeat(zeros + 1)),
        2 if number != 0 => format!("{number}{}E-{zeros}", "0".repeat(zeros)),
        _ => format!("{number}.0e+0"),
    };
    proptest!(cases(if cfg!(miri) { 4 } else { 300 }), |(number in numbers(), zeros in 0_usize..30, kind in 0_u8..4)| {
        for ty in TYPES {
            in_digits(ty, number);
            let [(plain, _), ..] = documents(ty.0, &number.to_string());
            let [(text, _), ..] = documents(ty.0, &spelling(number, zeros, kind));
            prop_assert_eq!(read(&text).ok(), read(&plain).ok(), "{}", text);
        }
    });
}
