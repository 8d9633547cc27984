//! What values of an OpenAPI document become: enums of texts and of integers, numbers by width, items that may be null, other keys.
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]
#![cfg(feature = "openapi")]

use spectable_build::{
    lock::Pins,
    overlay::Overlay,
    problem::Problems,
    resolve::resolve,
    rust_type,
    schema::{Enum, Schema, Target, Type},
    source::openapi,
};

const MODELS: &str = r#"
    Code: {type: integer, enum: [1, 2]}
    MaybeText: {type: [string, 'null']}
    MaybeModel: {type: [object, 'null'], properties: {a: {type: string}}}
    Codes: {type: array, items: {type: integer, enum: [1, 2]}}
"#;

fn schema(property: &str) -> (Schema, Vec<String>) {
    let text = format!(
        "openapi: 3.1.0\ninfo: {{title: t, version: '1'}}\ncomponents:\n  schemas:\n    P: {{type: object, properties: {{x: {property}}}}}{MODELS}"
    );
    let mut problems = Problems::default();
    let input = openapi::read("a.yaml", text.as_bytes(), &mut problems);
    let schema = resolve(input, &Overlay::default(), &Pins::default(), &mut problems);
    let said = problems.iter().map(|it| format!("{}: {}", it.rule, it.message)).collect();
    (schema, said)
}

/// `Variant = value …`
fn shown(one: &Enum) -> String {
    let value = |it: &spectable_build::schema::EnumValue| {
        let wire = if one.integers { it.wire.clone() } else { format!("{:?}", it.wire) };
        format!("{} = {wire}", it.variant)
    };
    one.values.iter().map(value).collect::<Vec<_>>().join(", ")
}

/// The property, its type, the enum that it or its innermost item is, and what is said.
type Case = (&'static str, &'static str, &'static str, &'static str);

const CASES: [Case; 43] = [
    // Enums of integers.
    ("{type: integer, enum: [1, 2]}", "PX", "V1 = 1, V2 = 2", ""),
    ("{enum: [1, -2, 0]}", "PX", "V1 = 1, Minus2 = -2, V0 = 0", ""),
    ("{type: integer, enum: ['1', '2']}", "PX", "V1 = 1, V2 = 2", ""),
    ("{type: [integer, 'null'], enum: [1, null]}", "PX", "V1 = 1", ""),
    ("{type: integer, format: int32, enum: [1]}", "PX", "V1 = 1", ""),
    ("{type: integer, const: 7}", "PX", "V7 = 7", ""),
    ("{const: 7}", "PX", "V7 = 7", ""),
    ("{type: integer, enum: [1, 2], x-enum-varnames: [LOW, HIGH]}", "PX", "Low = 1, High = 2", ""),
    ("{type: integer, enum: [1, 2], x-enumNames: [Low, Low]}", "PX", "V1 = 1, V2 = 2", ""),
    (
        "{type: integer, enum: [1, 2], x-ms-enum: {name: E, values: [{value: 2, name: Two}]}}",
        "PX",
        "V1 = 1, Two = 2",
        "",
    ),
    ("{oneOf: [{const: 1, title: Low}, {const: 2, title: High}]}", "PX", "Low = 1, High = 2", ""),
    ("{oneOf: [{const: 1}, {const: 2}]}", "PX", "V1 = 1, V2 = 2", ""),
    ("{anyOf: [{type: integer}, {type: integer, enum: [1]}]}", "PX", "V1 = 1", ""),
    ("{$ref: '#/components/schemas/Code'}", "Code", "V1 = 1, V2 = 2", ""),
    ("{$ref: '#/components/schemas/Codes'}", "Vec<CodesInner>", "V1 = 1, V2 = 2", ""),
    ("{type: array, items: {type: integer, enum: [3]}}", "Vec<PX>", "V3 = 3", ""),
    ("{type: object, additionalProperties: {enum: [3]}}", "BTreeMap<String, PX>", "V3 = 3", ""),
    (
        "{enum: [9223372036854775807, -9223372036854775808]}",
        "PX",
        "V9223372036854775807 = 9223372036854775807, Minus9223372036854775808 = -9223372036854775808",
        "",
    ),
    (
        "{type: integer, enum: [1, 1, 2]}",
        "PX",
        "V1 = 1, V2 = 2",
        "repeated-value: the value `1` occurs twice in one enum",
    ),
    // Items that may be null.
    ("{type: array, items: {type: [string, 'null']}}", "Vec<Option<String>>", "", ""),
    ("{type: array, items: {type: string, nullable: true}}", "Vec<Option<String>>", "", ""),
    ("{type: array, items: {anyOf: [{type: integer}, {type: 'null'}]}}", "Vec<Option<i64>>", "", ""),
    (
        "{type: object, additionalProperties: {type: [boolean, 'null']}}",
        "BTreeMap<String, Option<bool>>",
        "",
        "",
    ),
    ("{type: array, items: {$ref: '#/components/schemas/MaybeText'}}", "Vec<Option<String>>", "", ""),
    ("{type: array, items: {$ref: '#/components/schemas/MaybeModel'}}", "Vec<Option<MaybeModel>>", "", ""),
    ("{type: array, items: {type: array, items: {type: [number, 'null']}}}", "Vec<Vec<Option<f64>>>", "", ""),
    ("{type: array, items: {enum: [a, null]}}", "Vec<Option<PX>>", r#"A = "a""#, ""),
    ("{type: array, items: {}}", "Vec<Value>", "", ""),
    ("{type: array, items: {nullable: true}}", "Vec<Value>", "", ""),
    ("{type: [string, 'null']}", "String", "", ""),
    // What is no enum of integers.
    (
        "{type: integer, enum: [9223372036854775808]}",
        "i64",
        "",
        "enum-of-other-type: an enum whose values are neither texts nor integers keeps its plain type",
    ),
    (
        "{type: number, enum: [1, 1.5]}",
        "f64",
        "",
        "enum-of-other-type: an enum whose values are neither texts nor integers keeps its plain type",
    ),
    (
        "{enum: [1.5]}",
        "f64",
        "",
        "enum-of-other-type: an enum whose values are neither texts nor integers keeps its plain type",
    ),
    ("{type: boolean, enum: [true]}", "bool", "", ""),
    // Numbers that an i64 cannot hold.
    ("{type: integer, format: uint64}", "u64", "", ""),
    ("{type: array, items: {type: integer, format: uint64}}", "Vec<u64>", "", ""),
    ("{type: integer, maximum: 18446744073709551615}", "u64", "", ""),
    ("{type: integer, maximum: 9223372036854775807}", "i64", "", ""),
    ("{type: integer, format: uint32}", "i64", "", ""),
    ("{type: integer, format: int32}", "i64", "", ""),
    // Texts stay texts.
    ("{type: string, enum: [1, 2.50]}", "PX", r#"V1 = "1", V250 = "2.50""#, ""),
    ("{enum: ['1', b]}", "PX", r#"V1 = "1", B = "b""#, ""),
    ("{type: string, enum: [a], x-enum-varnames: [First]}", "PX", r#"First = "a""#, ""),
];

#[test]
fn every_kind_of_value() {
    for (property, ty, values, said) in CASES {
        let (schema, problems) = schema(property);
        let property_type = &schema.models["P"].properties[0].ty;
        assert_eq!(rust_type::short(property_type, &schema), ty, "{property}");
        let found = match property_type.innermost() {
            Type::Ref(Target::Enum(key)) => shown(&schema.enums[key]),
            _ => String::new(),
        };
        assert_eq!(found, values, "{property}");
        assert_eq!(problems.join("\n"), said, "{property}");
    }
}
