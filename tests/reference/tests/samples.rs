//! Example documents of `spectable-sample` are documents of their models: every model reads them, strictly, and knows all of their keys.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what it expects by failing")]

use std::path::Path;

use proptest::prelude::*;
use purecloud_models::spectable::{self, Model};
use purecloud_reference::{alternatives, derived, for_every_model};
use serde::de::DeserializeOwned;
use serde_json::Value;
use spectable_build::project::{Project, Reading};
use spectable_build::schema::Schema;
use spectable_build::source::Documentation;
use spectable_sample::{Extent, Sampler};

fn schema(path: &str) -> Schema {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path);
    let project = Project::read(Documentation::open(&path).unwrap(), Reading::default());
    assert!(!project.problems.has_errors(), "{:?}", project.problems);
    project.schema
}

/// Reads a sample, as table and as serde derives it, and writes it back.
fn is_read<M: Model, D: DeserializeOwned>(schema: &Schema, extent: Extent) {
    let name = M::table().name();
    let text = Sampler::new(schema, name, extent).unwrap().document();
    let model: M = spectable::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}: {text}"));
    assert!(model.extra().is_empty(), "{name}: {:?}: {text}", model.extra());
    let document: Value = serde_json::from_str(&text).unwrap();
    let back = spectable::to_value(&model).unwrap();
    assert_eq!(spectable::difference(M::table(), &document, &back), None, "{text}");
    if let Err(error) = serde_json::from_str::<D>(&text) {
        panic!("{name} as derived: {error}: {text}");
    }
}

#[test]
fn every_model_reads_its_samples() {
    let schema = schema("schema");
    let check_all = |extent: Extent| {
        macro_rules! check {
            ($model:ident) => {
                is_read::<purecloud_models::$model, derived::$model>(&schema, extent)
            };
        }
        for_every_model!(check);
    };
    check_all(Extent::Smallest);
    check_all(Extent::Full);
    proptest!(ProptestConfig::with_cases(16), |(seed in any::<u64>())| check_all(Extent::Random(seed)));
}

#[test]
fn samples_of_alternatives_are_read() {
    let schema = schema("crates/spectable-build/tests/documents/alternatives.yaml");
    let check_all = |extent: Extent| {
        macro_rules! check {
            ($($model:ident)*) => {
                $(is_read::<alternatives::table::$model, alternatives::derived::$model>(&schema, extent);)*
            };
        }
        check!(Card Bank Every);
    };
    check_all(Extent::Smallest);
    check_all(Extent::Full);
    proptest!(ProptestConfig::with_cases(200), |(seed in any::<u64>())| check_all(Extent::Random(seed)));
}
