//! What documents there are of a model, and that they keep what the documentation says.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what it expects by failing")]

use std::fmt::Display;

use jsonschema::Validator;
use proptest::prelude::*;
use serde_json::{Value, json};
use spectable_build::project::{Project, Reading};
use spectable_build::schema::{Direction, Schema};
use spectable_build::source::Documentation;
use spectable_sample::{Extent, Sampler};

/// The schema of an OpenAPI document with these components.
fn schema(components: impl Display) -> Schema {
    let document = format!(
        r#"{{"openapi": "3.1.0", "info": {{"title": "Calls", "version": "1"}}, "paths": {{}}, "components": {{"schemas": {components}}}}}"#
    );
    let documentation = Documentation::of_file("calls.json", document.into_bytes()).unwrap();
    let project = Project::read(documentation, Reading::default());
    assert!(!project.problems.has_errors(), "{:?}", project.problems);
    project.schema
}

fn sample(schema: &Schema, model: &str, extent: Extent) -> String {
    Sampler::new(schema, model, extent).unwrap().document()
}

/// In documented order, which `json!` does not keep.
const CALLS: &str = r##"{
    "Call": {
        "type": "object",
        "required": ["id", "direction", "legs"],
        "properties": {
            "id": {"type": "string", "format": "uuid", "readOnly": true},
            "direction": {"type": "string", "enum": ["inbound", "outbound"]},
            "started": {"type": "string", "format": "date-time"},
            "day": {"type": "string", "format": "date"},
            "secret": {"type": "string", "writeOnly": true},
            "legs": {"type": "array", "items": {"$ref": "#/components/schemas/Leg"}},
            "tags": {"type": "object", "additionalProperties": {"type": "integer"}},
            "limit": {"type": "integer", "default": 25},
            "end": {"$ref": "#/components/schemas/End"},
            "ends": {"type": "array", "items": {"$ref": "#/components/schemas/End"}},
            "anything": {}
        }
    },
    "Leg": {
        "type": "object",
        "properties": {
            "seconds": {"type": "number"},
            "muted": {"type": "boolean"},
            "call": {"$ref": "#/components/schemas/Call"}
        }
    },
    "End": {
        "oneOf": [{"$ref": "#/components/schemas/Hangup"}, {"$ref": "#/components/schemas/Transfer"}],
        "discriminator": {"propertyName": "kind", "mapping": {
            "hangup": "#/components/schemas/Hangup", "transfer": "#/components/schemas/Transfer"
        }}
    },
    "Hangup": {
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": {"type": "string"}, "by": {"type": "string"}}
    },
    "Transfer": {
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": {"type": "string"}, "to": {"type": "string"}}
    },
    "Endless": {
        "type": "object",
        "required": ["next"],
        "properties": {"next": {"$ref": "#/components/schemas/Endless"}, "name": {"type": "string"}}
    }
}"##;

#[test]
fn the_extents() {
    let schema = schema(CALLS);
    let id = "01234567-89ab-4def-aae4-90289f6e14b9";
    for (model, extent, expected) in [
        ("Call", Extent::Smallest, format!(r#"{{"id":"{id}","direction":"inbound","legs":[]}}"#)),
        ("Leg", Extent::Smallest, "{}".to_owned()),
        ("End", Extent::Smallest, r#"{"kind":"hangup"}"#.to_owned()),
        ("Transfer", Extent::Full, r#"{"kind":"kind","to":"to"}"#.to_owned()),
        // A model that must hold itself cannot be written as its documentation has it.
        ("Endless", Extent::Full, r#"{"name":"name"}"#.to_owned()),
    ] {
        let found = sample(&schema, model, extent);
        assert_eq!(found, expected, "{model}, {extent:?}");
    }
    // Each model once: the call within the leg has what is required, and so have the ends of a list that were met before.
    assert_eq!(
        sample(&schema, "Call", Extent::Full),
        format!(
            concat!(
                r#"{{"id":"{id}","direction":"inbound","started":"2024-01-02T03:04:05Z","day":"2024-01-02","#,
                r#""secret":"secret","legs":[{{"seconds":1.5,"muted":true,"#,
                r#""call":{{"id":"{id}","direction":"inbound","legs":[]}}}}],"tags":{{"key1":1}},"limit":25,"#,
                r#""end":{{"kind":"hangup","by":"by"}},"ends":[{{"kind":"hangup"}},{{"kind":"transfer"}}],"#,
                r#""anything":{{"key":"value"}}}}"#
            ),
            id = id
        )
    );
}

#[test]
fn lines_of_a_pretty_document() {
    let schema = schema(CALLS);
    let text = Sampler::new(&schema, "Leg", Extent::Full).unwrap().pretty().document();
    insta::assert_snapshot!(text);
}

#[test]
fn what_does_not_travel_is_left_out() {
    let schema = schema(CALLS);
    let keys = |direction| {
        let sampler = Sampler::new(&schema, "Call", Extent::Full).unwrap();
        let document: Value = serde_json::from_str(&sampler.towards(direction).document()).unwrap();
        (document.get("id").is_some(), document.get("secret").is_some())
    };
    assert_eq!(keys(Direction::Request), (false, true));
    assert_eq!(keys(Direction::Response), (true, false));
    assert_eq!(keys(Direction::Both), (true, true));
}

#[test]
fn a_model_that_is_not_documented() {
    let schema = schema(CALLS);
    let error = Sampler::new(&schema, "Cal", Extent::Full).unwrap_err();
    assert_eq!(error.to_string(), "`Cal` is not a documented model");
    assert_eq!(error.closest(), Some("Call"));
}

#[test]
fn a_seed_decides_a_document() {
    let schema = schema(CALLS);
    let three = |seed| {
        let mut sampler = Sampler::new(&schema, "Call", Extent::Random(seed)).unwrap();
        [sampler.document(), sampler.document(), sampler.document()]
    };
    assert_eq!(three(1), three(1));
    assert_ne!(three(1), three(2));
    let [first, second, third] = three(3);
    assert!(first != second && second != third);
}

/// Each keyword that limits values, also of items, and in the spelling of OpenAPI 3.0.
fn limited() -> Value {
    json!({
        "type": "object",
        "required": ["code", "few", "all", "price"],
        "properties": {
            "code": {"type": "string", "pattern": "^[A-Z]{2}-[0-9]{3,6}(x|yz)?$"},
            "padded": {"type": "string", "pattern": "^\\w+$", "minLength": 12, "maxLength": 14},
            "loose": {"type": "string", "pattern": "b+"},
            "short": {"type": "string", "maxLength": 2},
            "long": {"type": "string", "minLength": 40},
            "few": {"type": "array", "minItems": 2, "maxItems": 3, "items": {"type": "string", "minLength": 7}},
            "all": {"type": "array", "minItems": 3, "uniqueItems": true, "items": {"type": "integer", "maximum": 9}},
            "nested": {"type": "array", "items": {"type": "array", "minItems": 1, "items": {
                "type": "integer", "minimum": 5, "exclusiveMaximum": 7,
            }}},
            "price": {"type": "number", "exclusiveMinimum": 0, "maximum": 1},
            "steps": {"type": "number", "multipleOf": 0.25, "minimum": 10},
            "even": {"type": "integer", "multipleOf": 2, "minimum": -7, "maximum": -1},
            "below": {"type": "integer", "maximum": -5},
            "above": {"type": "integer", "minimum": 100_000},
            "word": {"type": "integer", "format": "int32", "minimum": 2_000_000_000},
            "entries": {"type": "object", "minProperties": 2, "additionalProperties": {"type": "boolean"}},
        },
    })
}

fn validator(schema: &Value) -> Validator {
    jsonschema::draft202012::options().should_validate_formats(true).build(schema).unwrap()
}

#[track_caller]
fn assert_valid(validator: &Validator, text: &str) {
    let document: Value = serde_json::from_str(text).unwrap();
    let errors: Vec<String> =
        validator.iter_errors(&document).map(|it| format!("{it} at {}", it.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}\n{document:#}");
}

#[test]
fn limits_are_kept() {
    let limited = limited();
    let schema = schema(json!({"Limited": limited}));
    let validator = validator(&limited);
    for extent in [Extent::Smallest, Extent::Full] {
        assert_valid(&validator, &sample(&schema, "Limited", extent));
    }
    let mut sampler = Sampler::new(&schema, "Limited", Extent::Random(0)).unwrap();
    for _ in 0..500 {
        assert_valid(&validator, &sampler.document());
    }
}

#[test]
fn what_contradicts_itself_is_written_all_the_same() {
    let schema = schema(json!({"Odd": {"type": "object", "properties": {
        "none": {"type": "integer", "minimum": 9, "maximum": 3},
        "empty": {"type": "string", "minLength": 9, "maxLength": 3},
        "ahead": {"type": "string", "pattern": "^(?=x)y$"},
        "broken": {"type": "string", "pattern": "("},
        "same": {"type": "array", "minItems": 3, "uniqueItems": true, "items": {"type": "string", "enum": ["a"]}},
        "huge": {"type": "array", "minItems": 1e300, "items": {"type": "boolean"}},
        "digits": {"type": "integer", "minimum": -1e300, "maximum": 1e300},
        "letters": {"type": "string", "format": "email", "maxLength": 3},
        "beyond": {"type": "integer", "exclusiveMinimum": 1e39},
        "below": {"type": "integer", "exclusiveMaximum": -1e39, "multipleOf": 1e30},
        "empty_parts": {"type": "string", "pattern": "((|a){100000}){100000}"},
        "very_long": {"type": "string", "pattern": "a{900000}"},
        "pairs": {"type": "array", "minItems": 3, "uniqueItems": true, "items": {"type": "boolean"}},
        "repeated": {"type": "string", "pattern": "^((a{100}){100}){100}$"},
    }}}));
    for extent in [Extent::Smallest, Extent::Full, Extent::Random(4)] {
        let text = sample(&schema, "Odd", extent);
        assert!(serde_json::from_str::<Value>(&text).is_ok() && text.len() < 200_000, "{}", text.len());
    }
}

#[test]
fn a_document_ends_whatever_is_required() {
    let mut models = serde_json::Map::new();
    for level in 0..40 {
        let next = json!({"$ref": format!("#/components/schemas/L{}", level + 1)});
        models.insert(
            format!("L{level}"),
            json!({"type": "object", "required": ["a", "b"], "properties": {"a": next, "b": next}}),
        );
    }
    models.insert("L40".to_owned(), json!({"type": "object"}));
    models.insert(
        "Lists".to_owned(),
        json!({"type": "object", "required": ["it"], "properties": {"it": {"type": "array", "minItems": 9000, "items": {
            "type": "array", "minItems": 9000, "items": {"type": "array", "minItems": 9000, "items": {"type": "boolean"}},
        }}}}),
    );
    let schema = schema(Value::from(models));
    for model in ["L0", "Lists"] {
        let text = sample(&schema, model, Extent::Smallest);
        assert!(serde_json::from_str::<Value>(&text).is_ok() && text.len() < 20_000_000, "{}", text.len());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Numbers of any limits are within them, if a number is.
    #[test]
    fn numbers_are_within_their_limits(
        low in proptest::option::of(-1000i64..1000),
        width in proptest::option::of(0i64..2000),
        step in proptest::option::of(1i64..50),
        seed in any::<u64>(),
        kind in prop::sample::select(vec!["integer", "number"]),
    ) {
        let high = width.map(|width| low.unwrap_or(0) + width);
        let mut property = json!({"type": kind});
        for (keyword, value) in [("minimum", low), ("maximum", high), ("multipleOf", step)] {
            if let Some(value) = value {
                property[keyword] = value.into();
            }
        }
        let fits = match (low, high, step) {
            (Some(low), Some(high), Some(step)) => low + (-low).rem_euclid(step) <= high,
            _ => true,
        };
        prop_assume!(fits);
        let model = json!({"type": "object", "required": ["it"], "properties": {"it": property}});
        let schema = schema(json!({"M": model}));
        let validator = validator(&model);
        for extent in [Extent::Full, Extent::Random(seed)] {
            assert_valid(&validator, &sample(&schema, "M", extent));
        }
    }

    /// A text of a pattern is of that pattern.
    #[test]
    fn texts_are_of_their_pattern(seed in any::<u64>(), at in 0usize..8) {
        let pattern = [
            "^[a-z]+$", r"^\d{4}-\d{2}$", "^(GET|PUT) /[a-z]*$", "x", "", "^[^a-z]{3}$", r"^\p{L}\s?.{2,}$", "^a?b*c+$",
        ][at];
        let schema = schema(json!({"M": {"type": "object", "required": ["it"], "properties": {
            "it": {"type": "string", "pattern": pattern},
        }}}));
        let regex = regex::Regex::new(pattern).unwrap();
        for extent in [Extent::Full, Extent::Random(seed)] {
            let document: Value = serde_json::from_str(&sample(&schema, "M", extent)).unwrap();
            let text = document["it"].as_str().unwrap();
            prop_assert!(regex.is_match(text), "{text:?} is not of {pattern}");
        }
    }
}
