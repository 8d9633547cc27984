//! `additionalProperties` beside properties: what a document says of all other keys becomes a map of the model.
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]
#![cfg(feature = "openapi")]

use spectable_build::{
    location::Files,
    lock::{Lock, Origin, Pins},
    overlay::Overlay,
    problem::Problems,
    render::{Options, Style, render},
    resolve::resolve,
    rust_type,
    schema::Schema,
    source::openapi,
};

fn schema(model: &str) -> Schema {
    let text = format!(
        "openapi: 3.1.0\ninfo: {{title: t, version: '1'}}\ncomponents:\n  schemas:\n    M: {model}\n    Base: {{type: object, properties: {{id: {{type: string}}}}, additionalProperties: {{type: integer}}}}\n    Anything: {{description: x}}\n    Point: {{type: object, properties: {{x: {{type: number}}}}}}\n"
    );
    let mut problems = Problems::default();
    let input = openapi::read("a.yaml", text.as_bytes(), &mut problems);
    let schema = resolve(input, &Overlay::default(), &Pins::default(), &mut problems);
    assert!(!problems.has_errors(), "{model}");
    schema
}

/// The model, and the Rust field of its other keys.
const CASES: [(&str, &str); 18] = [
    (
        "{properties: {a: {type: string}}, additionalProperties: {type: integer}}",
        "additional: BTreeMap<String, i64>",
    ),
    (
        "{properties: {a: {type: string}}, additionalProperties: {type: string, format: date}}",
        "additional: BTreeMap<String, Date>",
    ),
    (
        "{properties: {a: {type: string}}, additionalProperties: {$ref: '#/components/schemas/Point'}}",
        "additional: BTreeMap<String, Point>",
    ),
    (
        "{properties: {a: {type: string}}, additionalProperties: {type: array, items: {type: boolean}}}",
        "additional: BTreeMap<String, Vec<bool>>",
    ),
    (
        "{properties: {a: {type: string}}, additionalProperties: {type: [integer, 'null']}}",
        "additional: BTreeMap<String, Option<i64>>",
    ),
    (
        "{properties: {a: {type: string}}, additionalProperties: {enum: [a, b]}}",
        "additional: BTreeMap<String, MAdditionalProperties>",
    ),
    (
        "{properties: {a: {type: string}}, additionalProperties: {properties: {b: {type: string}}}}",
        "additional: BTreeMap<String, MAdditionalProperties>",
    ),
    (
        "{properties: {a: {type: string}}, additionalProperties: {type: [string, integer]}}",
        "additional: BTreeMap<String, MAdditionalProperties>",
    ),
    // What is said of anything needs no map: a model keeps unknown keys by itself.
    ("{properties: {a: {type: string}}, additionalProperties: true}", ""),
    ("{properties: {a: {type: string}}, additionalProperties: {}}", ""),
    ("{properties: {a: {type: string}}, additionalProperties: false}", ""),
    ("{properties: {a: {type: string}}, additionalProperties: {$ref: '#/components/schemas/Anything'}}", ""),
    // By composition; the later one is the narrower one.
    (
        "{allOf: [{$ref: '#/components/schemas/Base'}, {properties: {a: {type: string}}}]}",
        "additional: BTreeMap<String, i64>",
    ),
    (
        "{allOf: [{properties: {a: {type: string}}}, {additionalProperties: {type: string}}]}",
        "additional: BTreeMap<String, String>",
    ),
    (
        "{allOf: [{$ref: '#/components/schemas/Base'}], additionalProperties: {type: string}}",
        "additional: BTreeMap<String, String>",
    ),
    // Names.
    (
        "{properties: {additional: {type: string}}, additionalProperties: {type: string}}",
        "additional_properties: BTreeMap<String, String>",
    ),
    ("{properties: {additionalProperties: {type: string}}, additionalProperties: {type: string}}", ""),
    (
        "{properties: {'': {type: string}}, additionalProperties: {type: string}}",
        "additional: BTreeMap<String, String>",
    ),
];

#[test]
fn what_is_said_of_other_keys() {
    for (model, expected) in CASES {
        let schema = schema(model);
        let others = schema.models["M"].properties.iter().filter(|it| it.additional);
        let shown = others.map(|it| format!("{}: {}", it.rust_name, rust_type::short(&it.ty, &schema)));
        assert_eq!(shown.collect::<Vec<_>>().join(", "), expected, "{model}");
    }
}

#[test]
fn in_generated_code() {
    let schema = schema(CASES[1].0);
    let rows = |style, wanted: &[&str]| {
        let rendered = render(&schema, &Options { style, ..Options::default() });
        let text: String = rendered.modules.into_values().collect();
        for line in wanted {
            assert!(text.contains(line), "{line} in {text}");
        }
    };
    rows(Style::Table, &["additional with_additional: BTreeMap<String, Date> = \"\" (additional),"]);
    rows(
        Style::Derive,
        &[
            "#[serde(flatten, serialize_with = \"super::iso8601::Iso8601::write\", deserialize_with = \"super::iso8601::Iso8601::read\")]",
            "pub additional: BTreeMap<String, Date>,",
        ],
    );
}

#[test]
fn in_the_lock() {
    let written = Lock::of(schema(CASES[0].0), |model| Origin {
        page: format!("{}.md", model.name),
        sha256: "0f".repeat(32),
    })
    .to_string();
    assert!(written.contains("\nformat 5\n"), "{written}");
    assert!(written.contains(" additional\n"), "{written}");
    let mut problems = Problems::default();
    let read = Lock::parse("spectable.lock", &written, &mut Files::default(), &mut problems).unwrap();
    assert!(read.schema().models["M"].properties[1].additional);
    assert_eq!(read.to_string(), written);
    let older = written.replace("format 5", "format 4");
    assert!(Lock::parse("spectable.lock", &older, &mut Files::default(), &mut problems).is_none());
}
