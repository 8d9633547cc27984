//! Keys that are no property, in formats of other kinds: the type of their values is documented, so that even a format that does not say
//! what a value is holds them.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    reason = "a test says what it expects by failing, and its models are not for others"
)]

use std::collections::BTreeMap;

spectable::model! {
    pub struct Counts = "Counts" {
        name with_name: String = "name",
        additional with_additional: BTreeMap<String, Vec<i64>> = "" (additional),
    }
    pub struct Holes = "Holes" {
        name with_name: String = "name",
        additional with_additional: BTreeMap<String, Option<i64>> = "" (additional),
    }
}

fn come_back<M: spectable::Model>(texts: &[&str]) {
    for text in texts {
        let model: M = spectable::from_str(text).unwrap();
        let has_null = text.contains("null");
        let bytes = postcard::to_allocvec(&model).unwrap();
        assert!(postcard::from_bytes::<M>(&bytes).unwrap() == model, "postcard: {text}");
        let bytes = bincode::serialize(&model).unwrap();
        assert!(bincode::deserialize::<M>(&bytes).unwrap() == model, "bincode: {text}");
        let bytes = rmp_serde::to_vec(&model).unwrap();
        assert!(rmp_serde::from_slice::<M>(&bytes).unwrap() == model, "messagepack: {text}");
        let mut bytes = Vec::new();
        ciborium::into_writer(&model, &mut bytes).unwrap();
        assert!(ciborium::from_reader::<M, _>(&bytes[..]).unwrap() == model, "cbor: {text}");
        let yaml = serde_yaml_ng::to_string(&model).unwrap();
        assert!(serde_yaml_ng::from_str::<M>(&yaml).unwrap() == model, "yaml: {text}");
        if !has_null {
            let toml = toml::to_string(&model).unwrap();
            assert!(toml::from_str::<M>(&toml).unwrap() == model, "toml: {text}");
        }
    }
}

#[test]
fn they_come_back() {
    come_back::<Counts>(&[
        r#"{"name":"a","b":[1,-2],"c":[]}"#,
        r#"{"b":[1]}"#,
        "{}",
        r#"{"b":null,"c":[1]}"#,
    ]);
    come_back::<Holes>(&[r#"{"name":"a","b":1,"c":null}"#, r#"{"b":-5}"#]);
}
