//! What each way to write a schema becomes, and that no document makes the reader fail.

use super::*;

use crate::documented::{RawValue, Row};

mod calls;
mod hostile;
mod merge_keys;
mod operations;
mod references;

/// The pages as lines: a model with its rows, an enum with its values, an alias with its type.
fn listing(input: &Input) -> String {
    let mut lines = Vec::new();
    for page in &input.pages {
        let name = &page.name.value;
        match &page.body {
            Body::Rows(rows) => {
                lines.push(format!("model {name}"));
                lines.extend(rows.iter().map(|row| format!("  {}", row_line(row))));
            }
            Body::Values(values) => lines.push(format!("enum {name} = {}", values_line(values))),
            Body::Integers(values) => lines.push(format!("integers {name} = {}", values_line(values))),
            Body::Alias(ty) => lines.push(format!("alias {name} = {ty}")),
            Body::Union(union) => {
                let types: Vec<String> = union.alternatives.iter().map(|it| it.ty.to_string()).collect();
                lines.push(format!("union {name} = {}", types.join(" | ")));
            }
            Body::Unknown => lines.push(format!("unknown {name}")),
        }
    }
    lines.join("\n")
}

fn row_line(row: &Row) -> String {
    let mut line = format!("{}: {}", row.name.value, row.type_text);
    if let Some(values) = &row.values {
        line.push_str(&format!(" = {}", values_line(values)));
    }
    for (flag, word) in [
        (row.required == Some(true), "required"),
        (row.read_only, "read-only"),
        (row.deprecated, "deprecated"),
    ] {
        if flag {
            line.push_str(&format!(" {word}"));
        }
    }
    line
}

fn values_line(values: &[RawValue]) -> String {
    values.iter().map(|value| value.wire.as_str()).collect::<Vec<_>>().join("|")
}

fn read_text(name: &str, text: &str) -> (Input, Vec<String>) {
    let mut problems = Problems::default();
    let input = read(name, text.as_bytes(), &mut problems);
    let rules = problems.iter().map(|problem| problem.rule.to_owned()).collect();
    (input, rules)
}

fn document(schemas: &str) -> String {
    format!(
        "{{\"openapi\": \"3.1.0\", \"info\": {{\"version\": \"7\"}}, \"components\": {{\"schemas\": {{{schemas}}}}}}}"
    )
}

/// What is said of the one property of a model `A`, beside named schemas: format, nullable, write-only, default.
fn facts(property: &str, others: &str) -> String {
    let schemas = format!(r#""A": {{"properties": {{"a": {property}}}}}, {others}"#);
    let (input, _) = read_text("api.json", &document(&schemas));
    let row = input.pages.iter().find_map(|page| match &page.body {
        Body::Rows(rows) if page.name.value == "A" => rows.first(),
        _ => None,
    });
    let Some(row) = row else { return "no row".to_owned() };
    let mut said = Vec::from_iter(row.format.as_ref().map(|format| format!("format {format}")));
    said.extend(row.nullable.then(|| "nullable".to_owned()));
    said.extend(row.write_only.then(|| "write-only".to_owned()));
    said.extend(row.default.as_ref().map(|default| format!("default {default}")));
    said.join(", ")
}

#[test]
fn what_is_said_beside_the_type() {
    let named = r##""Small": {"type": "integer", "format": "int32"},
        "MaybeSmall": {"nullable": true, "allOf": [{"$ref": "#/components/schemas/Small"}]},
        "Smalls": {"type": "array", "items": {"$ref": "#/components/schemas/Small"}},
        "Colour": {"type": "string", "enum": ["red", null], "format": "colour"},
        "Model": {"properties": {"x": {"type": "integer", "format": "int32"}}},
        "Day": {"type": "string", "format": "date"},
        "One": {"$ref": "#/components/schemas/Other"}, "Other": {"$ref": "#/components/schemas/One"}"##;
    let cases = [
        (r#"{"type": "integer", "format": "int32"}"#, "format int32"),
        (r#"{"type": "integer"}"#, ""),
        (r#"{"type": "string", "format": "uuid", "nullable": true}"#, "format uuid, nullable"),
        (r#"{"type": "string", "format": "binary", "writeOnly": true}"#, "format binary, write-only"),
        (r#"{"type": "string", "format": "date-time"}"#, ""),
        (r#"{"type": "string", "format": "date"}"#, ""),
        (r#"{"type": "number", "format": "float"}"#, "format float"),
        (r#"{"type": "number", "format": ""}"#, ""),
        (r#"{"type": "number", "format": 3}"#, ""),
        (r#"{"type": ["integer", "null"], "format": "int64"}"#, "format int64, nullable"),
        (r#"{"type": "string", "x-nullable": true}"#, "nullable"),
        (r#"{"type": "null"}"#, "nullable"),
        (r#"{"type": "string", "nullable": false}"#, ""),
        (r#"{"type": "string", "enum": ["a", null]}"#, "nullable"),
        (r#"{"oneOf": [{"$ref": "PREFIX/Small"}, {"type": "null"}]}"#, "format int32, nullable"),
        (r#"{"anyOf": [{"type": "string", "format": "uri"}, {"type": "null"}]}"#, "format uri, nullable"),
        (r#"{"anyOf": [{"type": "string", "format": "uri"}, {"type": "integer"}]}"#, ""),
        // The innermost item has the format; that an item may be null says nothing of the property.
        (
            r#"{"type": "array", "items": {"type": "integer", "format": "int32", "nullable": true}}"#,
            "format int32",
        ),
        (
            r#"{"nullable": true, "additionalProperties": {"type": "array", "items": {"type": "string", "format": "byte"}}}"#,
            "format byte, nullable",
        ),
        (r#"{"type": "array", "format": "set", "items": {"type": "string"}}"#, ""),
        (r#"{"type": "object", "format": "x", "additionalProperties": true}"#, ""),
        // Through references.
        (r#"{"$ref": "PREFIX/Small"}"#, "format int32"),
        (r#"{"allOf": [{"$ref": "PREFIX/Small"}], "description": "it"}"#, "format int32"),
        (r#"{"$ref": "PREFIX/MaybeSmall"}"#, "format int32, nullable"),
        (r#"{"$ref": "PREFIX/Smalls"}"#, "format int32"),
        (r#"{"type": "array", "items": {"$ref": "PREFIX/MaybeSmall"}}"#, "format int32"),
        (r#"{"$ref": "PREFIX/Colour"}"#, "format colour, nullable"),
        (r#"{"$ref": "PREFIX/Day"}"#, ""),
        (r#"{"$ref": "PREFIX/Model"}"#, ""),
        (r#"{"$ref": "PREFIX/One"}"#, ""),
        (r#"{"$ref": "PREFIX/Missing"}"#, ""),
        // Texts stand without quotes, as on pages.
        (r#"{"type": "string", "default": "asc"}"#, "default asc"),
        (r#"{"type": "string", "default": ""}"#, "default "),
        (r#"{"type": "string", "default": "'a'"}"#, "default \"'a'\""),
        (r#"{"type": "string", "default": "null"}"#, "default \"null\""),
        (r#"{"type": "string", "default": " x"}"#, "default \" x\""),
        (r#"{"type": "string", "default": null}"#, "default null"),
        (r#"{"type": "integer", "default": 10}"#, "default 10"),
        (r#"{"type": "boolean", "default": false}"#, "default false"),
        (r#"{"type": "array", "default": [1, "a\n", {"b": null}]}"#, "default [1,\"a\\n\",{\"b\":null}]"),
    ];
    for (property, expected) in cases {
        let property = property.replace("PREFIX", "#/components/schemas");
        assert_eq!(facts(&property, named), expected, "{property}");
    }
    let long = "x".repeat(100);
    assert_eq!(facts(&format!(r#"{{"type": "string", "format": "{long}"}}"#), named), "");
    // A chain that is longer than any stack.
    let chain: Vec<String> = (0..20_000)
        .map(|index| format!(r##""C{index}": {{"$ref": "#/components/schemas/C{}"}}"##, index + 1))
        .collect();
    assert_eq!(facts(r##"{"$ref": "#/components/schemas/C0"}"##, &chain.join(",")), "");
}

/// The listing of named schemas, and the rules of the problems.
fn read_schemas(schemas: &str) -> (String, Vec<String>) {
    let (input, rules) = read_text("api.json", &document(schemas));
    (listing(&input), rules)
}

#[test]
fn each_way_to_write_a_property_is_a_type() {
    const NOTE: &str = "alternatives";
    let cases: &[(&str, &str, &[&str])] = &[
        (r#"{"type": "string"}"#, "str", &[]),
        (r#"{"type": "string", "format": "date-time"}"#, "datetime", &[]),
        (r#"{"type": "string", "format": "date"}"#, "date", &[]),
        (r#"{"type": "string", "format": "uri"}"#, "str", &[]),
        (r#"{"type": "string", "format": "local-date-time"}"#, "str", &[]),
        (r#"{"type": "integer", "format": "int64"}"#, "int", &[]),
        (r#"{"type": "number", "format": "double"}"#, "float", &[]),
        (r#"{"type": "boolean"}"#, "bool", &[]),
        (r#"{"type": "object"}"#, "object", &[]),
        (r#"{"type": "object", "properties": {}}"#, "object", &[]),
        (r#"{"type": "object", "additionalProperties": false}"#, "object", &[]),
        (r#"{"type": "object", "additionalProperties": true}"#, "dict(str, object)", &[]),
        (r#"{"type": "object", "additionalProperties": {"type": "integer"}}"#, "dict(str, int)", &[]),
        (
            r#"{"additionalProperties": {"type": "array", "items": {"type": "string"}}}"#,
            "dict(str, list[str])",
            &[],
        ),
        (r#"{"type": "array", "items": {"$ref": "PREFIX/B"}}"#, "list[B]", &[]),
        (r#"{"items": {"type": "number"}}"#, "list[float]", &[]),
        (r#"{"type": "array"}"#, "list[object]", &[]),
        (r#"{}"#, "object", &[]),
        (r#"true"#, "object", &[]),
        (r#"{"$ref": "PREFIX/B"}"#, "B", &[]),
        (r#"{"$ref": "PREFIX/B", "description": "of 3.1"}"#, "B", &[]),
        (r#"{"$ref": "PREFIX/Missing"}"#, "Missing", &[]),
        (r##"{"$ref": "#/components/parameters/B"}"##, "object", &["foreign-reference"]),
        (r#"{"$ref": "other.json"}"#, "object", &["foreign-reference"]),
        (r#"{"$ref": 3}"#, "object", &["foreign-reference"]),
        (r#"{"type": ["string", "null"]}"#, "str", &[]),
        (r#"{"type": ["null"]}"#, "object", &[]),
        (r#"{"type": ["string", "integer"]}"#, "AP\nunion AP = str | int", &[]),
        (r#"{"type": "string", "nullable": true}"#, "str", &[]),
        (r#"{"oneOf": [{"$ref": "PREFIX/B"}, {"type": "null"}]}"#, "B", &[]),
        (r#"{"anyOf": [{"type": "null"}, {"type": "integer"}]}"#, "int", &[]),
        (r#"{"anyOf": [{"type": "string"}, {"type": "integer"}]}"#, "AP\nunion AP = str | int", &[]),
        (r#"{"allOf": [{"$ref": "PREFIX/B"}]}"#, "B", &[]),
        (r#"{"allOf": [{"$ref": "PREFIX/B"}], "nullable": true, "type": "object"}"#, "B", &[]),
        (r#"{"allOf": [{"$ref": "PREFIX/B"}, {"description": "it"}]}"#, "B", &[]),
        (r#"{"allOf": [{"allOf": [{"type": "integer"}]}]}"#, "int", &[]),
        (r#"{"allOf": [{"type": "string"}, {"maxLength": 3}, {"enum": ["a"]}]}"#, "object", &[NOTE]),
        (r#"{"type": "string", "enum": ["a", "b", null]}"#, "str = a|b", &[]),
        (r#"{"enum": ["a"]}"#, "str = a", &[]),
        (r#"{"type": ["string", "null"], "enum": ["a", null]}"#, "str = a", &[]),
        (r#"{"const": "a"}"#, "str = a", &[]),
        (r#"{"oneOf": [{"const": "a", "title": "A"}, {"const": "b"}]}"#, "str = a|b", &[]),
        (r#"{"type": "array", "items": {"type": "string", "enum": ["a"]}}"#, "list[str] = a", &[]),
        (r#"{"type": "string", "enum": ["a", "a"]}"#, "str = a", &["repeated-value"]),
        (r#"{"type": "string", "enum": [1, true]}"#, "str = 1|true", &[]),
        (r#"{"type": "integer", "enum": [1, 2]}"#, "int = 1|2", &[]),
        (r#"{"enum": [1, 2]}"#, "int = 1|2", &[]),
        (r#"{"type": "file"}"#, "object", &["unknown-type"]),
        (r#"{"type": 3}"#, "object", &["unknown-type"]),
        (r#""string""#, "object", &["not-a-schema"]),
        (r#"null"#, "object", &["not-a-schema"]),
    ];
    for (schema, expected, rules) in cases {
        let schema = schema.replace("PREFIX", "#/components/schemas");
        let (listing, found) = read_schemas(&format!(r#""A": {{"properties": {{"p": {schema}}}}}"#));
        assert_eq!(listing, format!("model A\n  p: {expected}"), "{schema}");
        assert_eq!(&found, rules, "{schema}");
    }
}

#[test]
fn each_way_to_write_a_named_schema_is_a_page() {
    let cases = [
        (r#""A": {"type": "object"}"#, "model A"),
        (r#""A": {"type": "object", "properties": {}}"#, "model A"),
        (r#""A": {"type": "string", "enum": ["x", "y"]}"#, "enum A = x|y"),
        (r#""A": {"oneOf": [{"const": "x"}, {"const": "y"}]}"#, "enum A = x|y"),
        (r#""A": {"type": "string", "format": "date"}"#, "alias A = date"),
        (r##""A": {"$ref": "#/components/schemas/B"}"##, "alias A = B"),
        (
            r#""A": {"type": "object", "additionalProperties": {"type": "string"}}"#,
            "alias A = dict(str, str)",
        ),
        (r#""A": {"type": "array", "items": {"enum": ["x"]}}"#, "alias A = list[AInner]\nenum AInner = x"),
        (
            r#""A": {"type": "array", "items": {"properties": {"x": {"type": "string"}}}}"#,
            "alias A = list[AInner]\nmodel AInner\n  x: str",
        ),
        (r#""A": {}"#, "alias A = object"),
        (r#""A": {"oneOf": [{"type": "string"}, {"type": "integer"}]}"#, "union A = str | int"),
    ];
    for (schemas, expected) in cases {
        assert_eq!(read_schemas(schemas).0, expected, "{schemas}");
    }
}

#[test]
fn an_object_inside_a_property_gets_a_page_named_after_its_place() {
    let (listing, rules) = read_schemas(
        r#""Call": {"properties": {
            "last_leg": {"type": "object", "properties": {"from": {"properties": {"city": {"type": "string"}}}}},
            "legs": {"type": "array", "items": {"properties": {"at": {"type": "integer"}}}},
            "byName": {"additionalProperties": {"properties": {"n": {"type": "integer"}}}},
            "taken": {"properties": {"x": {"type": "string"}}}}},
        "CallTaken": {"properties": {"y": {"type": "string"}}}"#,
    );
    assert!(rules.is_empty(), "{rules:?}");
    assert_eq!(
        listing,
        "model Call\n  last_leg: CallLastLeg\n  legs: list[CallLegsInner]\n  byName: dict(str, CallByNameValue)\n  \
         taken: CallTaken2\nmodel CallLastLeg\n  from: CallLastLegFrom\nmodel CallLastLegFrom\n  city: str\n\
         model CallLegsInner\n  at: int\nmodel CallByNameValue\n  n: int\nmodel CallTaken2\n  x: str\n\
         model CallTaken\n  y: str"
    );
}

#[test]
fn all_of_composes_in_order_and_the_later_schema_wins() {
    let (listing, rules) = read_schemas(
        r##""Base": {"properties": {"id": {"type": "string"}, "kind": {"type": "string"},
                "at": {"properties": {"x": {"type": "integer"}}}}, "required": ["id"]},
        "Dog": {"allOf": [{"$ref": "#/components/schemas/Base"},
            {"properties": {"kind": {"const": "dog"}, "age": {"type": "integer"}}},
            {"required": ["age"]}], "properties": {"own": {"type": "boolean", "readOnly": true, "deprecated": true}}},
        "Puppy": {"allOf": [{"$ref": "#/components/schemas/Dog"}]}"##,
    );
    assert!(rules.is_empty(), "{rules:?}");
    let dog = "  id: str required\n  kind: str = dog\n  at: BaseAt\n  age: int required\n  own: bool read-only deprecated";
    assert_eq!(
        listing,
        format!(
            "model Base\n  id: str required\n  kind: str\n  at: BaseAt\nmodel BaseAt\n  x: int\n\
             model Dog\n{dog}\nmodel Puppy\n{dog}"
        )
    );
}

#[test]
fn composition_without_end_is_an_error_and_not_a_hang() {
    let (_, rules) = read_schemas(
        r##""A": {"allOf": [{"$ref": "#/components/schemas/B"}], "properties": {"a": {}}},
            "B": {"allOf": [{"$ref": "#/components/schemas/A"}], "properties": {"b": {}}}"##,
    );
    assert!(rules.iter().any(|rule| rule == "endless-composition"), "{rules:?}");
    // Each level doubles the one below: 2 to the 60th members if they were counted one by one.
    let level = |at: usize| {
        format!(
            r##""A{at}": {{"allOf": [{{"$ref": "#/components/schemas/A{0}"}}, {{"$ref": "#/components/schemas/A{0}"}}]}}"##,
            at + 1
        )
    };
    let chain: Vec<String> =
        (0..60).map(level).chain([r#""A60": {"properties": {"x": {}}}"#.to_owned()]).collect();
    let (listing, rules) = read_schemas(&chain.join(","));
    assert!(rules.is_empty(), "{rules:?}");
    assert_eq!(listing.matches("x: object").count(), 61);
    let barren: Vec<String> = (0..60).map(level).chain([r#""A60": {"type": "string"}"#.to_owned()]).collect();
    read_schemas(&barren.join(","));
}

#[test]
fn composition_cannot_multiply_without_bound() {
    let level = |at: usize| {
        let below = at.saturating_sub(1);
        format!(
            r##""A{at}": {{"allOf": [{{"$ref": "#/components/schemas/A{below}"}}], "properties": {{"p{at}": {{}}}}}}"##
        )
    };
    let first = r#""A0": {"properties": {"p0": {}}}"#.to_owned();
    let chain: Vec<String> = [first].into_iter().chain((1..5_000).map(level)).collect();
    let (_, rules) = read_schemas(&chain.join(","));
    assert!(rules.iter().any(|rule| rule == "too-many-properties"), "{} problems", rules.len());
}

#[test]
fn every_version_and_syntax_reads_alike() {
    let swagger = r##"{"swagger": "2.0", "info": {"version": "v2"}, "definitions": {
        "User": {"type": "object", "required": ["id"], "properties": {
            "id": {"type": "string", "description": " The id. "},
            "boss": {"$ref": "#/definitions/User"}}}}}"##;
    let v3 = swagger.replace(r#""swagger": "2.0""#, r#""openapi": "3.0.3""#);
    let v3 = v3
        .replace("#/definitions", "#/components/schemas")
        .replace(r#""definitions": {"#, r#""components": {"schemas": {"#)
        + "}";
    let yaml = "openapi: 3.1.0\ninfo:\n  version: v2\ncomponents:\n  schemas:\n    User:\n      type: object\n      \
        required: [id]\n      properties:\n        id:\n          type: string\n          description: |\n            \
        The id.\n        boss:\n          $ref: '#/components/schemas/User'\n";
    for (name, text) in
        [("a.json", swagger), ("a.json", v3.as_str()), ("a.yaml", yaml), ("api", yaml), ("api", swagger)]
    {
        let (input, rules) = read_text(name, text);
        assert!(rules.is_empty(), "{name}: {rules:?}");
        assert_eq!(listing(&input), "model User\n  id: str required\n  boss: User", "{name}");
        assert_eq!(input.release.as_deref(), Some("v2"));
        let Body::Rows(rows) = &input.pages[0].body else { panic!("no model") };
        assert_eq!(rows[0].description, "The id.");
    }
}

#[test]
fn each_row_knows_where_it_stands() {
    let text = "openapi: 3.0.0\ncomponents:\n  schemas:\n    Größe:\n      properties:\n        höhe:\n          type: integer\n";
    let (input, _) = read_text("api.yaml", text);
    let Body::Rows(rows) = &input.pages[0].body else { panic!("no model") };
    let place = |location| {
        let position = input.files.position(location);
        (position.line, position.column, position.text)
    };
    assert_eq!(place(input.pages[0].name.location), (4, 5, "    Größe:".to_owned()));
    assert_eq!(place(rows[0].name.location), (6, 9, "        höhe:".to_owned()));
    assert_eq!(place(rows[0].ty.location), (7, 17, "          type: integer".to_owned()));
}

#[test]
fn extensions_carry_what_openapi_has_no_word_for() {
    let (input, _) = read_text(
        "a.json",
        &document(
            r#""A": {"properties": {"startTime": {"type": "string", "enum": ["a", "b"],
                "x-enum-descriptions": ["first", ""], "x-documented-name": "start_time", "x-documented-type": "String"}}}"#,
        ),
    );
    let Body::Rows(rows) = &input.pages[0].body else { panic!("no model") };
    assert_eq!((rows[0].name.value.as_str(), rows[0].wire.as_deref()), ("start_time", Some("startTime")));
    assert_eq!(rows[0].type_text, "String");
    let about: Vec<&str> = rows[0].values.iter().flatten().map(|value| value.description.as_str()).collect();
    assert_eq!(about, ["first", ""]);
}

#[test]
fn what_is_no_openapi_document_is_said() {
    let cases: &[(&str, &[u8], &str)] = &[
        ("a.json", b"<!DOCTYPE html><html>404</html>", "not-openapi"),
        ("a.json", b"{\"name\": 1}", "not-openapi"),
        ("a.json", b"[]", "not-openapi"),
        ("a.json", b"{\"openapi\": \"4.0.0\"}", "openapi-version"),
        ("a.json", b"{\"swagger\": \"1.2\"}", "openapi-version"),
        ("a.json", b"{\"openapi\": \"3.0.0\"}", "no-schemas"),
        ("a.json", b"{\"openapi\": \"3.0.0\", \"components\": {\"schemas\": 1}}", "no-schemas"),
        ("a.json", b"{\"openapi\": ", "not-json"),
        ("a.json", b"", "not-json"),
        ("a.yaml", b"a: [", "not-yaml"),
        ("a.json", b"\xff\xfe", "not-utf8"),
        ("a.json.gz", b"{}", "not-gzip"),
        ("a.json.gz", b"\x1f\x8b\x08", "gzip-truncated"),
    ];
    for (name, bytes, rule) in cases {
        let mut problems = Problems::default();
        let input = read(name, bytes, &mut problems);
        assert!(input.pages.is_empty());
        let rules: Vec<&str> = problems.iter().map(|problem| problem.rule).collect();
        assert_eq!(rules, [*rule], "{name}: {}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn the_copies_of_aliases_are_bounded() {
    // The list is 500 values; it is counted where it is named, and where it is copied.
    let document = |aliases: usize| {
        let list = format!("list: &list [{}]", vec!["1"; 499].join(", "));
        format!("openapi: 3.0.0\n{list}\ncopies: [{}]\ncomponents: {{}}\n", vec!["*list"; aliases].join(", "))
    };
    let said = |text: &str| {
        let mut problems = Problems::default();
        let input = read("api.yaml", text.as_bytes(), &mut problems);
        let lines = problems.iter().map(|problem| problem.display(&input.files).to_string());
        lines.filter(|line| line.contains("alias")).collect::<Vec<_>>()
    };
    assert_eq!(said(&document(999)), Vec::<String>::new());
    let refused = said(&document(1_000));
    assert_eq!(refused.len(), 1);
    assert!(refused[0].contains("aliases copy more than 500000 values"), "{refused:?}");
    // Copies of copies: nine lines, and a value for each of ten to the ninth.
    let mut doubled = "a0: &a0 [x]\n".to_owned();
    for at in 1..=9 {
        let before = vec![format!("*a{}", at - 1); 10].join(", ");
        doubled.push_str(&format!("a{at}: &a{at} [{before}]\n"));
    }
    assert_eq!(said(&doubled).len(), 1);
}

#[test]
fn a_location_is_the_whole_of_what_it_is_about() {
    let inner = r#"{"type": "object", "properties": {"x": {"type": "string"}}}"#;
    let model =
        format!(r#"{{"type": "object", "properties": {{"b": {inner}, "c": {{"type": "integer"}}}}}}"#);
    let (input, rules) = read_text("api.json", &document(&format!("\"A\": {model}")));
    assert_eq!(rules, Vec::<String>::new());
    let text = |at: Location| &input.files.text(at.file)[at.start as usize..at.end as usize];
    let [outer, inline] = input.pages.as_slice() else { panic!("{}", listing(&input)) };
    assert_eq!(
        (text(outer.name.location), text(outer.location)),
        ("\"A\"", format!("\"A\": {model}").as_str())
    );
    // An object without a name of its own: its name is nowhere, so a place and no text.
    assert_eq!((text(inline.name.location), text(inline.location)), ("", inner));
    assert_eq!(inline.name.location.start, inline.location.start);
    let Body::Rows(rows) = &outer.body else { panic!("{}", listing(&input)) };
    let shown: Vec<_> = rows
        .iter()
        .map(|row| (text(row.name.location), text(row.ty.location), text(row.location).to_owned()))
        .collect();
    assert_eq!(
        shown,
        [
            ("\"b\"", "\"object\"", format!("\"b\": {inner}")),
            ("\"c\"", "\"integer\"", "\"c\": {\"type\": \"integer\"}".to_owned())
        ]
    );
}

#[test]
fn a_document_is_bounded_in_size() {
    let mut problems = Problems::default();
    read("api.json", &vec![b' '; (64 << 20) + 1], &mut problems);
    let rules: Vec<_> = problems.iter().map(|problem| problem.rule).collect();
    assert_eq!(rules, ["document-too-large"]);
}
