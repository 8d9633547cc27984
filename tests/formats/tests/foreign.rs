//! Documents that another program wrote, and formats that cannot be seen.
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use purecloud_formats::{Call, Everything};

fn text<T, E: ToString>(result: Result<T, E>) -> Result<T, String> {
    result.map_err(|error| error.to_string())
}

/// Nothing could write it as JSON, so that a whole document could not be written any more.
#[test]
fn a_float_that_is_not_finite_is_refused_by_every_format_that_has_one() {
    for float in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        for key in ["number", "any", "unknown"] {
            let document = std::collections::BTreeMap::from([(key, Some(float))]);
            let mut cbor = Vec::new();
            ciborium::into_writer(&document, &mut cbor).unwrap();
            let reads: [(&str, Result<Everything, String>); 6] = [
                ("CBOR", text(ciborium::from_reader(&cbor[..]))),
                ("MessagePack", text(rmp_serde::from_slice(&rmp_serde::to_vec(&document).unwrap()))),
                ("YAML", text(serde_yaml_ng::from_str(&serde_yaml_ng::to_string(&document).unwrap()))),
                ("TOML", text(toml::from_str(&toml::to_string(&document).unwrap()))),
                ("RON", text(ron::from_str(&ron::to_string(&document).unwrap()))),
                ("BSON", text(bson::deserialize_from_slice(&bson::serialize_to_vec(&document).unwrap()))),
            ];
            for (format, read) in reads {
                assert!(read.is_err(), "{format}, {key}: {read:?}");
            }
        }
    }
}

/// Bytes are a value that JSON does not have: the error says what was expected.
#[test]
fn bytes_are_refused_where_any_json_value_may_be() {
    let mut cbor = Vec::new();
    let bytes = ciborium::Value::Bytes(vec![1, 2]);
    let document = ciborium::Value::Map(vec![("any".into(), ciborium::Value::Array(vec![bytes]))]);
    ciborium::into_writer(&document, &mut cbor).unwrap();
    let error = text(ciborium::from_reader::<Everything, _>(&cbor[..])).unwrap_err();
    assert!(error.contains("any[0]") && error.contains("expected a JSON value"), "{error}");
}

/// The errors of `erased_serde` have no text while it writes: to ask for one panics.
#[test]
fn an_error_behind_erased_serde_is_told() {
    let year = spectable::types::Date::from_ordinal_date(-1, 1).unwrap();
    let models = [
        (Everything::default().with_date(year), "ISO-8601 has no date before the year 0 or after 9999"),
        (Everything::default().with_any(1), "any"),
        (
            Everything::default().with_models([Everything::default().with_number(f64::NAN)]),
            "NaN is not a JSON number",
        ),
    ];
    for (model, message) in &models {
        let erased: &dyn erased_serde::Serialize = model;
        let error = bincode::serialize(erased).unwrap_err().to_string();
        assert!(error.contains(message), "{error}");
    }
    let with_a_list = Call::default().with_parties([]);
    let erased: &dyn erased_serde::Serialize = &with_a_list;
    assert!(serde_urlencoded::to_string(erased).is_err());
    let mut failing = &mut [0; 3][..];
    let erased: &dyn erased_serde::Serialize = &Call::default().with_id("more than three bytes");
    assert!(serde_json::to_writer(&mut failing, erased).is_err());
}
