//! A JSON Schema is a source like an OpenAPI document: its definitions are models, and so is the whole, where it is a schema itself.
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]
#![cfg(feature = "openapi")]

use spectable_build::{
    lock::Pins,
    overlay::Overlay,
    problem::Problems,
    resolve::resolve,
    rust_type,
    schema::{Model, Schema},
    source::openapi,
};

/// What is read of a file, and what is said of it.
fn read(name: &str, text: &str) -> (Schema, Vec<String>, Option<String>) {
    let mut problems = Problems::default();
    let input = openapi::read(name, text.as_bytes(), &mut problems);
    let version = input.document.as_ref().map(|document| document.version.clone());
    let schema = resolve(input, &Overlay::default(), &Pins::default(), &mut problems);
    (schema, problems.iter().map(|it| format!("{}: {}", it.rule, it.message)).collect(), version)
}

fn shown(schema: &Schema) -> String {
    let fields = |model: &Model| {
        let field = |it: &spectable_build::schema::Property| {
            format!("{}: {}", it.rust_name, rust_type::short(&it.ty, schema))
        };
        format!(
            "{} {{{}}}",
            model.rust_name,
            model.properties.iter().map(field).collect::<Vec<_>>().join(", ")
        )
    };
    schema.models.values().map(fields).collect::<Vec<_>>().join(" ")
}

/// The name of the file, its text, and the models.
const CASES: [(&str, &str, &str); 11] = [
    (
        "a.json",
        r#"{"$defs": {"User": {"type": "object", "properties": {"id": {"type": "string"}}}}}"#,
        "User {id: String}",
    ),
    (
        "a.json",
        r#"{"definitions": {"User": {"properties": {"id": {"type": "string"}}}}}"#,
        "User {id: String}",
    ),
    // The whole document is named by its title, else by its file.
    ("pet.schema.json", r#"{"type": "object", "properties": {"id": {"type": "integer"}}}"#, "Pet {id: i64}"),
    (
        "a.json",
        r#"{"title": "A small pet", "type": "object", "properties": {"id": {"type": "integer"}}}"#,
        "ASmallPet {id: i64}",
    ),
    (
        "a.yaml",
        "$schema: https://json-schema.org/draft/2020-12/schema\nproperties: {next: {$ref: '#'}, all: {items: {$ref: '#'}}}\n",
        "A {next: Box<A>, all: Vec<A>}",
    ),
    (
        "a.json",
        r##"{"properties": {"u": {"$ref": "#/$defs/user"}}, "$defs": {"user": {"properties": {"a": {"$ref": "#"}}}}}"##,
        "A {u: Box<User>} User {a: Box<A>}",
    ),
    // The whole may be a reference and nothing else.
    (
        "a.json",
        r##"{"$ref": "#/definitions/User", "definitions": {"User": {"properties": {"id": {"type": "string"}}}}}"##,
        "User {id: String}",
    ),
    // A reference to its own address is one to itself.
    (
        "a.json",
        r#"{"$id": "https://example.org/a.json", "properties": {"b": {"$ref": "https://example.org/a.json"}, "c": {"$ref": "https://example.org/a.json#/$defs/c"}}, "$defs": {"c": {"type": "boolean"}}}"#,
        "A {b: Box<A>, c: bool}",
    ),
    // Both words for definitions.
    (
        "a.json",
        r##"{"properties": {"b": {"$ref": "#/definitions/b"}, "c": {"$ref": "#/$defs/c"}}, "$defs": {"c": {"type": "boolean"}}, "definitions": {"b": {"properties": {"x": {"type": "number"}}}}}"##,
        "A {b: Box<B>, c: bool} B {x: f64}",
    ),
    // A definition of the same name keeps its own.
    (
        "user.json",
        r##"{"properties": {"u": {"$ref": "#/$defs/User"}}, "$defs": {"User": {"properties": {"a": {"type": "string"}}}}}"##,
        "User {a: String} User2 {u: Box<User>}",
    ),
    // What is no object is no model.
    (
        "a.json",
        r##"{"$defs": {"Id": {"type": "string"}, "User": {"properties": {"id": {"$ref": "#/$defs/Id"}}}}}"##,
        "User {id: String}",
    ),
];

#[test]
fn the_models_of_a_json_schema() {
    for (name, text, expected) in CASES {
        let (schema, said, _) = read(name, text);
        assert_eq!(shown(&schema), expected, "{text}");
        assert_eq!(said, [""; 0], "{text}");
    }
}

#[test]
fn the_version_that_it_says() {
    let version = |dialect: &str| {
        read(
            "a.json",
            &format!(r#"{{"$schema": "{dialect}", "type": "object", "properties": {{"a": {{}}}}}}"#),
        )
        .2
    };
    let cases = [
        ("https://json-schema.org/draft/2020-12/schema", "JSON Schema 2020-12"),
        ("http://json-schema.org/draft-07/schema#", "JSON Schema draft-07"),
        ("http://json-schema.org/schema#", "JSON Schema"),
        ("https://example.org/own", "JSON Schema"),
    ];
    for (dialect, expected) in cases {
        assert_eq!(version(dialect).as_deref(), Some(expected), "{dialect}");
    }
}

#[test]
fn what_is_none_is_said() {
    for text in [r#"{"a": 1}"#, r#"{"type": "object"}"#, r#"{"$schema": 5, "definitions": []}"#] {
        let (_, said, version) = read("a.json", text);
        assert_eq!(version, None, "{text}");
        assert!(
            said[0].starts_with("not-openapi: the document has none of `swagger`, `openapi`"),
            "{said:?}"
        );
    }
    let (_, said, _) =
        read("a.json", r##"{"$defs": {}, "properties": {"a": {"$ref": "https://example.org/b.json"}}}"##);
    assert!(said[0].contains("leads to a network"), "{said:?}");
}
