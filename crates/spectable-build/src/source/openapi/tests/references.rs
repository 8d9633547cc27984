//! Pointers to schemas that have no name.

use super::*;

/// What is read of an object of schemas, and what is said.
fn read_schemas(schemas: &str) -> (String, Vec<String>) {
    let text = format!(r#"{{"openapi": "3.1.0", "components": {{"schemas": {schemas}}}}}"#);
    let (input, rules) = read_text("api.json", &text);
    (listing(&input), rules)
}

#[test]
fn a_pointer_leads_to_any_schema() {
    let cases: [(&str, &str, &str); 10] = [
        (
            "a property that is a model",
            r##"{"A": {"type": "object", "properties": {"p": {"$ref": "#/components/schemas/B/properties/inner"}}}, "B": {"type": "object", "properties": {"inner": {"type": "object", "properties": {"x": {"type": "string"}}}}}}"##,
            "model A\n  p: BInner\nmodel B\n  inner: BInner\nmodel BInner\n  x: str",
        ),
        (
            "before the model is met",
            r##"{"B": {"type": "object", "properties": {"inner": {"type": "object", "properties": {"x": {"type": "string"}}}}}, "C": {"type": "object", "properties": {"p": {"$ref": "#/components/schemas/B/properties/inner"}}}}"##,
            "model B\n  inner: BInner\nmodel BInner\n  x: str\nmodel C\n  p: BInner",
        ),
        (
            "a property that is a text",
            r##"{"A": {"type": "object", "properties": {"p": {"$ref": "#/components/schemas/B/properties/x"}}}, "B": {"type": "object", "properties": {"x": {"type": "string"}}}}"##,
            "model A\n  p: BX\nmodel B\n  x: str\nalias BX = str",
        ),
        (
            "the items of a list",
            r##"{"A": {"type": "object", "properties": {"l": {"type": "array", "items": {"type": "object", "properties": {"x": {"type": "string"}}}}, "p": {"$ref": "#/components/schemas/A/properties/l/items"}}}}"##,
            "model A\n  l: list[ALInner]\n  p: ALInner\nmodel ALInner\n  x: str",
        ),
        (
            "an alternative",
            r##"{"A": {"oneOf": [{"type": "string"}, {"type": "array", "items": {"$ref": "#/components/schemas/A/oneOf/0"}}]}}"##,
            "union A = str | list[A0]\nalias A0 = str",
        ),
        (
            "alternatives, before they are met",
            r##"{"A": {"type": "object", "properties": {"p": {"$ref": "#/components/schemas/B/properties/x"}}}, "B": {"type": "object", "properties": {"x": {"oneOf": [{"type": "string"}, {"type": "integer"}]}}}}"##,
            "model A\n  p: BX\nmodel B\n  x: BX\nunion BX = str | int",
        ),
        (
            "itself",
            r##"{"A": {"type": "object", "properties": {"p": {"$ref": "#/components/schemas/A/properties/p"}}}}"##,
            "model A\n  p: AP\nalias AP = AP",
        ),
        (
            "in a circle",
            r##"{"A": {"type": "object", "properties": {"p": {"type": "array", "items": {"$ref": "#/components/schemas/A/properties/p"}}}}}"##,
            "model A\n  p: list[AP]\nalias AP = list[AP]",
        ),
        (
            "a part of a composition",
            r##"{"A": {"allOf": [{"$ref": "#/components/schemas/B/properties/inner"}, {"type": "object", "properties": {"y": {"type": "string"}}}]}, "B": {"type": "object", "properties": {"inner": {"type": "object", "properties": {"x": {"type": "string"}}}}}}"##,
            "model A\n  x: str\n  y: str\nmodel B\n  inner: BInner\nmodel BInner\n  x: str",
        ),
        (
            "a key with a slash",
            r##"{"A": {"type": "object", "properties": {"p": {"$ref": "#/components/schemas/B/properties/x~1y"}}}, "B": {"type": "object", "properties": {"x/y": {"type": "integer"}}}}"##,
            "model A\n  p: BXY\nmodel B\n  x/y: int\nalias BXY = int",
        ),
    ];
    for (what, schemas, expected) in cases {
        let (found, rules) = read_schemas(schemas);
        assert_eq!(found, expected, "{what}");
        assert_eq!(rules, [""; 0], "{what}");
    }
}

/// What is composed of a schema whose name has points and slashes is named after it.
#[test]
fn a_name_may_look_like_a_path() {
    for name in ["Org.Api.User", "a/b.json", "x#y"] {
        let encoded = name.replace('/', "~1").replace('#', "%23");
        let schemas = format!(
            r##"{{"Z": {{"allOf": [{{"$ref": "#/components/schemas/{encoded}"}}]}}, "{name}": {{"properties": {{"home": {{"properties": {{"x": {{"type": "string"}}}}}}}}}}}}"##
        );
        let (found, rules) = read_schemas(&schemas);
        assert!(found.contains(&format!("model {name}Home\n  x: str")), "{found}");
        assert_eq!(rules, [""; 0], "{found}");
    }
}

#[test]
fn a_pointer_to_an_operation_leads_to_its_model() {
    let paths = r##"
paths:
  /pets/{id}:
    get:
      responses:
        '200': {content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}}}
components:
  schemas:
    Pets: {type: array, items: {$ref: '#/paths/~1pets~1{id}/get/responses/200/content/application~1json/schema'}}
"##;
    let (input, rules) = read_text("api.yaml", &format!("openapi: 3.0.0{paths}"));
    assert_eq!(listing(&input), "model PetsIdGet200\n  a: str\nalias Pets = list[PetsIdGet200]");
    assert_eq!(rules, [""; 0]);
}

#[test]
fn a_pointer_to_nothing_is_said() {
    for target in [
        "#/components/schemas/B/properties/none",
        "#/components/schemas/B/properties/x/type",
        "#/components/schemas/B/required/7",
        "#/info",
        "#",
        "",
    ] {
        let schemas = format!(
            r#"{{"A": {{"type": "object", "properties": {{"p": {{"$ref": "{target}"}}}}}}, "B": {{"type": "object", "properties": {{"x": {{"type": "string"}}}}}}}}"#
        );
        let (found, rules) = read_schemas(&schemas);
        assert_eq!(found, "model A\n  p: object\nmodel B\n  x: str", "{target}");
        assert_eq!(rules, ["foreign-reference"], "{target}");
    }
}

/// Each schema leads to the next one by a pointer.
#[test]
fn a_chain_of_pointers_has_an_end() {
    let link =
        |at: usize| format!(r##""p{at}": {{"$ref": "#/components/schemas/A/properties/p{}"}}"##, at + 1);
    let links: Vec<String> = (0..5000).map(link).collect();
    let schemas = format!(
        r#"{{"A": {{"type": "object", "properties": {{{}, "p5000": {{"type": "string"}}}}}}}}"#,
        links.join(", ")
    );
    let (found, rules) = read_schemas(&schemas);
    assert!(found.lines().count() > 5000, "{found}");
    assert_eq!(rules, [""; 0]);
}

/// Each schema leads to the next one from deep within lists.
#[test]
fn a_chain_of_pointers_is_not_deep() {
    let link = |at: usize| {
        let inner = format!(r##"{{"$ref": "#/components/schemas/A/properties/p{}"}}"##, at + 1);
        let lists = r#"{"type": "array", "items": "#.repeat(58) + &inner + &"}".repeat(58);
        format!(r#""p{at}": {lists}"#)
    };
    let links: Vec<String> = (0..300).map(link).collect();
    let (found, rules) = read_schemas(&format!(
        r#"{{"A": {{"type": "object", "properties": {{{}, "p300": {{}}}}}}}}"#,
        links.join(", ")
    ));
    assert!(found.lines().count() > 300, "{found}");
    assert_eq!(rules, [""; 0]);
}
