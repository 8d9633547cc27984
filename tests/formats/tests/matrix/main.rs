//! Every format and everything that a model can hold: what is written is read back the same, or it is refused when it is written.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    unreachable_pub,
    reason = "a test says what it expects by failing"
)]

mod documents;
mod formats;
mod rows;
mod table;

use std::fs;
use std::path::Path;

use formats::{Format, Outcome};
use proptest::prelude::*;
use purecloud_formats::Everything;
use serde_json::Value;
use spectable::Model;

/// Set to write the document again.
const UPDATE: &str = "UPDATE_DOCS";

/// `Ok` where a document is the same afterwards, the reason where it is not written. All else is a loss.
fn same_or_refused(format: &Format, document: &Value) -> Result<(), String> {
    let model: Everything = spectable::from_value(document.clone()).unwrap();
    match format.round_trip(&model) {
        Outcome::Read(read) => {
            let written = spectable::to_value(&*read).unwrap();
            let difference = spectable::difference(Everything::table(), document, &written);
            assert_eq!(difference, None, "{} has lost something: {document} became {written}", format.name);
            Ok(())
        }
        Outcome::Refused(reason) => {
            assert!(table::reason(&reason).is_some(), "{}: {reason}: {document}", format.name);
            Err(reason)
        }
        Outcome::Unreadable(reason) => {
            panic!("{} cannot read what it wrote: {reason}: {document}", format.name)
        }
    }
}

/// The table in docs/ is what happens.
#[test]
fn nothing_is_lost_in_silence() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/formats.md");
    let shown = table::markdown(&formats::all(), &rows::all(), same_or_refused);
    if std::env::var_os(UPDATE).is_some() {
        fs::write(&path, shown).unwrap();
    } else {
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(text, shown, "run the tests with {UPDATE}=1 to write docs/formats.md again");
    }
}

/// With the feature `arbitrary_precision` of serde_json, which any crate of a build may turn on, a number is its digits.
#[test]
fn a_number_of_many_digits() {
    for text in ["123456789012345678901234567890", "0.1234567890123456789012345", "-1e-400", "1e30"] {
        let number: Value = serde_json::from_str(text).unwrap();
        for format in formats::all() {
            let results =
                ["any", "newKey"].map(|key| same_or_refused(&format, &serde_json::json!({ key: number })));
            if format.name.starts_with("serde_json") {
                assert_eq!(results, [Ok(()), Ok(())], "{}: {text}", format.name);
            }
        }
    }
}

/// A format that writes some values for a trial first must not count their levels twice.
#[test]
fn many_lists_are_not_deep() {
    let document =
        serde_json::json!({ "models": vec![serde_json::json!({ "texts": ["a"], "any": [[1]] }); 300] });
    for format in formats::all().iter().filter(|it| it.name.starts_with("toml")) {
        assert_eq!(same_or_refused(format, &document), Ok(()));
    }
}

/// The formats that take every document, so that none of them may refuse one.
const TAKE_EVERYTHING: [&str; 13] = [
    "spectable (text)",
    "spectable (`Value`)",
    "serde_json (slice)",
    "serde_json (reader)",
    "serde_json (`Value`)",
    "sonic-rs",
    "simd-json",
    "rmp-serde (arrays)",
    "rmp-serde (named)",
    "ciborium",
    "serde_yaml_ng",
    "serde_yaml_ng (`Value`)",
    "ron",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn any_document_is_the_same_or_refused(document in documents::any()) {
        let mut taken = 0;
        for format in formats::all() {
            let result = same_or_refused(&format, &document);
            if TAKE_EVERYTHING.contains(&format.name) {
                prop_assert!(result.is_ok(), "{}: {result:?}: {document}", format.name);
                taken += 1;
            }
        }
        prop_assert_eq!(taken, TAKE_EVERYTHING.len());
    }

    /// Without unknown keys and values of any kind, formats that do not describe themselves hold everything.
    #[test]
    fn formats_without_kinds_hold_what_is_documented(document in documents::documented()) {
        for format in formats::all().iter().filter(|it| ["postcard", "bincode 1", "bincode 2"].contains(&it.name)) {
            prop_assert_eq!(same_or_refused(format, &document), Ok(()));
        }
    }
}
