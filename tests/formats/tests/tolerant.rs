//! A model that is always read tolerantly, in formats of every kind: those that say what a value is keep what contradicts the documentation, and
//! the others hold what is documented.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    reason = "a test says what it expects by failing, and its models are not for others"
)]

use std::collections::BTreeMap;

use spectable::Model;
use spectable::types::Date;

spectable::model! {
    pub struct Call = "Call" (tolerant) {
        id with_id: String = "id",
        count with_count: i64 = "count",
        cost with_cost: f64 = "cost",
        muted with_muted: bool = "muted",
        day with_day: Date = "day",
        tags with_tags: Vec<String> = "tags",
        next with_next: Box<Call> = "next",
        by_name with_by_name: BTreeMap<String, Call> = "byName",
    }
    pub struct Flat = "Flat" (tolerant) {
        id with_id: String = "id",
        count with_count: i64 = "count",
        muted with_muted: bool = "muted",
        day with_day: Date = "day",
    }
}

const CONTRADICTING: &str = r#"{"id":7,"count":"seven","cost":[1.5,true],"muted":"no","day":"4 May","tags":["a",{"b":1}],
    "next":{"count":1,"id":true,"unknown":{"a":[1,"x"]}},"byName":{"a b":{"day":5,"cost":2.5}}}"#;

/// What is read by a format is the model that was written.
fn same<E: std::fmt::Debug>(format: &str, model: &Call, read: Result<Call, E>) {
    let read = read.unwrap();
    assert!(read == *model, "{format}: {read:?} and {model:?}");
}

#[test]
fn formats_that_say_what_a_value_is_keep_contradictions() {
    let good = r#"{"id":"7","count":7,"cost":1.5,"muted":false,"day":"2026-05-04","tags":["1","true","2026-05-04"],"next":{"id":"1e3"},"byName":{}}"#;
    for text in [CONTRADICTING, good, "{}"] {
        let call: Call = spectable::from_str(text).unwrap();
        assert_eq!(call.deviations().len(), if text == CONTRADICTING { 8 } else { 0 }, "{call:?}");
        let json = serde_json::to_string(&call).unwrap();
        same("serde_json", &call, serde_json::from_str(&json));
        same("serde_json, a value", &call, serde_json::from_value(serde_json::to_value(&call).unwrap()));
        same("sonic-rs", &call, sonic_rs::from_str(&sonic_rs::to_string(&call).unwrap()));
        same("simd-json", &call, simd_json::from_slice(&mut simd_json::to_vec(&call).unwrap()));
        same("messagepack", &call, rmp_serde::from_slice(&rmp_serde::to_vec(&call).unwrap()));
        same("messagepack, named", &call, rmp_serde::from_slice(&rmp_serde::to_vec_named(&call).unwrap()));
        let mut cbor = Vec::new();
        ciborium::into_writer(&call, &mut cbor).unwrap();
        same("cbor", &call, ciborium::from_reader(&cbor[..]));
        same("yaml", &call, serde_yaml_ng::from_str(&serde_yaml_ng::to_string(&call).unwrap()));
        same("yaml, a value", &call, serde_yaml_ng::from_value(serde_yaml_ng::to_value(&call).unwrap()));
        same("ron", &call, ron::from_str(&ron::to_string(&call).unwrap()));
        same("toml", &call, toml::from_str(&toml::to_string(&call).unwrap()));
        same("bson", &call, bson::deserialize_from_slice(&bson::serialize_to_vec(&call).unwrap()));
        same(
            "bson, a document",
            &call,
            bson::deserialize_from_document(bson::serialize_to_document(&call).unwrap()),
        );
    }
}

#[test]
fn formats_that_do_not_say_it_hold_what_is_documented() {
    let text = r#"{"id":"7","count":7,"muted":true,"day":"2026-05-04"}"#;
    let good: Flat = spectable::from_str(text).unwrap();
    assert!(postcard::from_bytes::<Flat>(&postcard::to_allocvec(&good).unwrap()).unwrap() == good);
    assert!(bincode::deserialize::<Flat>(&bincode::serialize(&good).unwrap()).unwrap() == good);
    let standard = bincode2::config::standard();
    let bytes = bincode2::serde::encode_to_vec(&good, standard).unwrap();
    assert!(bincode2::serde::decode_from_slice::<Flat, _>(&bytes, standard).unwrap().0 == good);
    let query = serde_urlencoded::to_string(&good).unwrap();
    assert!(serde_urlencoded::from_str::<Flat>(&query).unwrap() == good, "{query}");
    assert!(serde_urlencoded::from_str::<Flat>("count=seven").is_err(), "all of it is text");

    let wrong: Flat = spectable::from_str(r#"{"count":"seven"}"#).unwrap();
    assert!(postcard::to_allocvec(&wrong).is_err());
    assert!(bincode::serialize(&wrong).is_err());
    assert!(bincode2::serde::encode_to_vec(&wrong, standard).is_err());
}
