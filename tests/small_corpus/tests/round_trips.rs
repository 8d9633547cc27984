//! The generated models of the small corpus compile in both styles, lose nothing, and agree.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what it expects by failing")]

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use purecloud_reference::documents::{Documents, Recipe};
use serde_json::Value;
use small_corpus::{derived, for_every_model};
use small_corpus_models as tables;
use spectable::Model;

/// Reads a document and writes it again, by each way there is.
fn written<M: Model>(text: &str) -> Value {
    let model: M = spectable::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"));
    assert_eq!(Some(&model), serde_json::from_str::<M>(text).ok().as_ref(), "{text}");
    let written = spectable::to_value(&model).unwrap();
    let as_text = spectable::to_string(&model).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&as_text).unwrap(), written);
    assert_eq!(spectable::from_str::<M>(&as_text).unwrap(), model);
    written
}

/// What reading and writing changes.
fn difference<M: Model>(text: &str) -> Option<String> {
    let document: Value = serde_json::from_str(text).unwrap();
    spectable::difference(M::table(), &document, &written::<M>(text))
}

#[test]
fn the_kept_documents_are_written_back_whole() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus/small/documents");
    let mut met = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        let text = fs::read_to_string(&path).unwrap();
        macro_rules! check {
            ($model:ident) => {
                if tables::$model::table().name() == name {
                    assert_eq!(difference::<tables::$model>(&text), None, "{name}");
                    met += 1;
                }
            };
        }
        for_every_model!(check);
    }
    assert_eq!(met, 5, "each document has the name of a model");
}

#[test]
fn nothing_is_lost() {
    proptest!(ProptestConfig::with_cases(24), |(seed in any::<u64>())| {
        macro_rules! check {
            ($model:ident) => {{
                let table = tables::$model::table();
                let text = Documents::new(seed, Recipe::ANYTHING).document(table).to_string();
                assert_eq!(difference::<tables::$model>(&text), None, "{text}");
            }};
        }
        for_every_model!(check);
    });
}

#[test]
fn what_is_documented_is_read_and_written_alike() {
    proptest!(ProptestConfig::with_cases(24), |(seed in any::<u64>())| {
        macro_rules! check {
            ($model:ident) => {{
                let table = tables::$model::table();
                let text = Documents::new(seed, Recipe::AS_DOCUMENTED).document(table).to_string();
                let derived: derived::$model = serde_json::from_str(&text).unwrap();
                let by_derive = serde_json::to_value(derived).unwrap();
                let by_table = written::<tables::$model>(&text);
                assert_eq!(spectable::difference(table, &by_table, &by_derive), None, "{text}");
            }};
        }
        for_every_model!(check);
    });
}

/// The table says what the page says, and what the overlay adds.
#[test]
fn the_table_is_the_page() {
    let facts = |table: spectable::Table, wire: &str| {
        let field = table.field(wire).unwrap_or_else(|| panic!("{wire} is a key of {}", table.name()));
        let marks = [field.required(), field.read_only(), field.deprecated()];
        (field.documented_name(), marks, field.kind().enum_values().map(<[_]>::len))
    };
    let (tool, member) = (tables::Tool::table(), tables::Member::table());
    let cases = [
        (tool, "id", ("id", [false, true, false], None)),
        (tool, "name", ("name", [true, false, false], None)),
        (tool, "serialNumber", ("serial_number", [false, false, true], None)),
        (tool, "selfURI", ("self_uri", [false, true, false], None)),
        (tool, "kind", ("kind", [false; 3], Some(4))),
        (tool, "condition", ("condition", [false; 3], Some(6))),
        (member, "notifyBy", ("notify_by", [false; 3], Some(3))),
        (member, "thirdPartyURL", ("third_party_url", [false; 3], None)),
        (tables::Notice::table(), "$extra", ("extra", [false; 3], None)),
    ];
    for (table, wire, expected) in cases {
        assert_eq!(facts(table, wire), expected, "{}.{wire}", table.name());
    }
    assert_eq!(tables::Ping::table().fields().len(), 0);
    let member = tables::Member::default().with_experience_points(3);
    assert_eq!(spectable::to_string(&member).unwrap(), r#"{"xp":3}"#);
}
