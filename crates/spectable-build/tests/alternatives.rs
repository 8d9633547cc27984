//! What alternatives become: a type, an enum, or a union whose alternatives are told apart by their JSON type, a discriminator, the values
//! of a property, or a required property.
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]
#![cfg(feature = "openapi")]

use spectable_build::{
    location::Files,
    lock::Pins,
    overlay::Overlay,
    problem::Problems,
    resolve::resolve,
    rust_type,
    schema::{Schema, Test, Union},
    source::openapi,
};

/// Models that the cases refer to, by one letter.
const MODELS: &str = r#"
    A: {type: object, required: [kind, a], properties: {kind: {const: a}, a: {type: string}}}
    B: {type: object, required: [kind, b], properties: {kind: {type: string, enum: [b, bee]}, b: {type: string}}}
    C: {type: object, required: [kind, a], properties: {kind: {const: c}, a: {type: string}}}
    Same: {type: object, required: [kind], properties: {kind: {const: a}}}
    Text: {type: object, required: [t], properties: {kind: {type: string}, t: {type: string}}}
    Bare: {type: object, properties: {z: {type: string}}}
    Other: {type: object, properties: {y: {type: string}}}
    One: {type: object, required: [n], properties: {n: {const: 1}}}
    Two: {type: object, required: [n], properties: {n: {const: 2}}}
    Yes: {type: object, required: [ok], properties: {ok: {type: boolean, const: true}}}
    No: {type: object, required: [ok], properties: {ok: {type: boolean, const: false}}}
    Word: {type: string, enum: [x, y]}
    Last: {type: string, enum: [y, z]}
    Number: {type: number}
    Cat: {type: object, required: [pet], properties: {pet: {$ref: '#/components/schemas/CatWord'}}}
    CatWord: {type: string, enum: [cat]}
    Dog: {type: object, required: [pet], properties: {pet: {type: string, enum: [dog]}}}
    AOrB: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}
    Told: {oneOf: [{$ref: '#/components/schemas/Bare'}, {$ref: '#/components/schemas/Other'}], discriminator: {propertyName: d, mapping: {x: Bare}}}
    Unknown: {}
"#;

fn schema(property: &str) -> (Schema, Vec<String>) {
    schema_with(property, "")
}

fn schema_with(property: &str, overlay: &str) -> (Schema, Vec<String>) {
    let text = format!(
        "openapi: 3.1.0\ninfo: {{title: t, version: '1'}}\ncomponents:\n  schemas:\n    P: {{type: object, properties: {{x: {property}}}}}{MODELS}"
    );
    let mut problems = Problems::default();
    let mut input = openapi::read("a.yaml", text.as_bytes(), &mut problems);
    let overlay = Overlay::parse("spectable.toml", overlay, &mut input.files, &mut problems);
    let schema = resolve(input, &overlay, &Pins::default(), &mut problems);
    let said = problems.iter().map(|it| it.message.clone()).collect();
    (schema, said)
}

/// `Variant Type key = value | value; …`
fn shown(union: &Union, schema: &Schema) -> String {
    let alternative = |it: &spectable_build::schema::Alternative| {
        let ty = rust_type::short(&it.ty, schema);
        match &it.test {
            None => format!("{} {ty}", it.variant),
            Some(Test { key, values }) if values.is_empty() => format!("{} {ty} {key}", it.variant),
            Some(Test { key, values }) => format!("{} {ty} {key} = {}", it.variant, values.join(" | ")),
        }
    };
    union.alternatives.iter().map(alternative).collect::<Vec<_>>().join("; ")
}

/// `@A` in a case is a reference to the model of that name.
fn with_references(text: &str) -> String {
    let mut parts = text.split('@');
    let mut all = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(|it: char| !it.is_alphanumeric()).unwrap_or(part.len());
        all.push_str(&format!("{{$ref: '#/components/schemas/{}'}}{}", &part[..end], &part[end..]));
    }
    all
}

/// The property, the type that it has, its union, and what is said.
type Case = (&'static str, &'static str, &'static str, &'static str);

const CASES: [Case; 57] = [
    // By JSON type.
    ("{oneOf: [{type: string}, {type: integer}]}", "PX", "Text String; Integer i64", ""),
    ("{type: [string, integer]}", "PX", "Text String; Integer i64", ""),
    ("{type: [string, integer, 'null']}", "PX", "Text String; Integer i64", ""),
    (
        "{anyOf: [{type: string}, {type: array, items: {type: string}}]}",
        "PX",
        "Text String; List Vec<String>",
        "",
    ),
    ("{oneOf: [{type: string}, @A]}", "PX", "Text String; A Box<A>", ""),
    ("{oneOf: [{type: boolean}, @Word]}", "PX", "Boolean bool; Word Word", ""),
    (
        "{oneOf: [{type: string, format: date-time}, {type: integer}]}",
        "PX",
        "DateTime OffsetDateTime; Integer i64",
        "",
    ),
    ("{oneOf: [{type: string}, {type: object}]}", "PX", "Text String; Map BTreeMap<String, Value>", ""),
    ("{type: [string, object]}", "PX", "Text String; Map BTreeMap<String, Value>", ""),
    ("{oneOf: [@Number, {type: string}]}", "PX", "Number f64; Text String", ""),
    ("{type: [array, string], items: {type: integer}}", "PX", "List Vec<i64>; Text String", ""),
    // One type after all.
    ("{oneOf: [@A, {type: 'null'}]}", "Box<A>", "", ""),
    ("{oneOf: [@A, {type: object, nullable: true}]}", "Box<A>", "", ""),
    ("{oneOf: [@A, {nullable: true}]}", "Box<A>", "", ""),
    ("{allOf: [@A, {type: 'null'}]}", "Box<A>", "", ""),
    ("{oneOf: [@A, {enum: [null]}]}", "Box<A>", "", ""),
    ("{oneOf: [@A, {const: null}]}", "Box<A>", "", ""),
    ("{oneOf: [@A, @A]}", "Box<A>", "", ""),
    ("{oneOf: [{type: string, maxLength: 1}, {type: string, minLength: 9}]}", "String", "", ""),
    ("{type: string, anyOf: [{minLength: 1}, {maxLength: 9}]}", "String", "", ""),
    ("{oneOf: [{type: integer}, {type: number}]}", "f64", "", ""),
    ("{type: [integer, number]}", "f64", "", ""),
    ("{oneOf: [{type: string, format: date}, {type: string, format: date-time}]}", "String", "", ""),
    ("{oneOf: [{const: 1}, {const: 2}]}", "PX", "enum 1 2", ""),
    ("{oneOf: [{type: integer, const: 1}, {type: integer, const: 2}]}", "PX", "enum 1 2", ""),
    // Texts of which some are known are an open enum.
    ("{anyOf: [{type: string}, {type: string, enum: [a, b]}]}", "PX", "enum a b", ""),
    ("{anyOf: [{type: string, enum: [a, b]}, {type: string, enum: [b, c]}]}", "PX", "enum a b c", ""),
    ("{anyOf: [{type: string}, @Word]}", "Word", "", ""),
    ("{anyOf: [@Last, @Word]}", "PX", "enum y z x", ""),
    ("{oneOf: [{const: a}, {const: b}]}", "PX", "enum a b", ""),
    ("{oneOf: [{type: integer}, {type: string, enum: [a, b]}]}", "PX", "Integer i64; Text PXText", ""),
    ("{oneOf: [{type: integer}, @Word, @Last]}", "PX", "Integer i64; Text String", ""),
    // Objects by a discriminator.
    (
        "{oneOf: [@Bare, @Other], discriminator: {propertyName: d}}",
        "PX",
        "Bare Box<Bare> d = Bare; Other Box<Other> d = Other",
        "",
    ),
    (
        "{oneOf: [@Bare, @Other], discriminator: {propertyName: d, mapping: {x: Bare, y: '#/components/schemas/Other', z: Bare}}}",
        "PX",
        "Bare Box<Bare> d = x | z; Other Box<Other> d = y",
        "",
    ),
    (
        "{oneOf: [@A, @B], discriminator: {propertyName: kind}}",
        "PX",
        "A Box<A> kind = a; B Box<B> kind = b | bee",
        "",
    ),
    // One value for two: the mapping does not tell them, and the properties do.
    (
        "{oneOf: [@A, @B], discriminator: {propertyName: d, mapping: {x: A}}}",
        "PX",
        "A Box<A> d = x; B Box<B> d = B",
        "",
    ),
    // What is told within other alternatives.
    (
        "{oneOf: [{type: string}, @Told]}",
        "PX",
        "Text String; Bare Box<Bare> d = x; Other Box<Other> d = Other",
        "",
    ),
    // Objects by the values of a property.
    ("{oneOf: [@A, @B]}", "PX", "A Box<A> kind = a; B Box<B> kind = b | bee", ""),
    ("{oneOf: [@AOrB, @C]}", "PX", "A Box<A> kind = a; B Box<B> kind = b | bee; C Box<C> kind = c", ""),
    ("{oneOf: [@Cat, @Dog]}", "PX", "Cat Box<Cat> pet = cat; Dog Box<Dog> pet = dog", ""),
    ("{oneOf: [@One, @Two]}", "PX", "One Box<One> n = 1; Two Box<Two> n = 2", ""),
    (
        "{oneOf: [@Yes, @No, {type: string}]}",
        "PX",
        "Yes Box<Yes> ok = true; No Box<No> ok = false; Text String",
        "",
    ),
    (
        "{type: array, items: {oneOf: [@A, @B]}}",
        "Vec<PXInner>",
        "A Box<A> kind = a; B Box<B> kind = b | bee",
        "",
    ),
    // Objects by a property that one requires and no other has.
    ("{oneOf: [@A, @Bare]}", "PX", "A Box<A> kind; Bare Box<Bare>", ""),
    ("{oneOf: [@Bare, @Text]}", "PX", "Bare Box<Bare>; Text Box<Text> t", ""),
    ("{oneOf: [@A, @Text]}", "PX", "A Box<A> a; Text Box<Text> t", ""),
    ("{oneOf: [@A, {type: object}]}", "PX", "A Box<A> kind; Map BTreeMap<String, Value>", ""),
    (
        "{oneOf: [{type: object, required: [q], properties: {q: {type: string}}}, {title: big one, type: object, required: [r], properties: {r: {type: string}}}]}",
        "PX",
        "Object Box<PXObject> q; BigOne Box<PXBigOne> r",
        "",
    ),
    // Lists and maps of different items hold the alternatives of these.
    ("{oneOf: [{type: array, items: {type: string}}, {type: array, items: @Word}]}", "Vec<Word>", "", ""),
    (
        "{oneOf: [{type: array, items: {type: string}}, {type: array, items: {type: integer}}]}",
        "Vec<PXItem>",
        "",
        "",
    ),
    (
        "{oneOf: [{type: object, additionalProperties: {type: integer}}, {type: object, additionalProperties: {type: number}}]}",
        "BTreeMap<String, f64>",
        "",
        "",
    ),
    // Nothing tells them apart.
    (
        "{oneOf: [@Bare, @Other]}",
        "Value",
        "",
        "the alternatives `Bare` and `Other` cannot be told apart; `PX` becomes serde_json::Value",
    ),
    ("{oneOf: [@A, @B, @Same]}", "PX", "A Box<A> a; B Box<B> b; Same Box<Same>", ""),
    (
        "{oneOf: [@A, {}]}",
        "Value",
        "",
        "one of the alternatives may be any value; `PX` becomes serde_json::Value",
    ),
    (
        "{oneOf: [{type: string}, @Unknown]}",
        "Value",
        "",
        "one of the alternatives may be any value; `PX` becomes serde_json::Value",
    ),
    (
        "{oneOf: [{type: object, properties: {q: {type: string}}}, {type: object, properties: {r: {type: string}}}]}",
        "Value",
        "",
        "the alternatives `PXObject` and `PXObject2` cannot be told apart; `PX` becomes serde_json::Value",
    ),
    (
        "{oneOf: [@A, @Gone]}",
        "Value",
        "",
        "no page documents the alternative `Gone`; `PX` becomes serde_json::Value",
    ),
];

#[test]
fn what_alternatives_become() {
    for (property, ty, union, said) in CASES {
        let (schema, notes) = schema(&with_references(property));
        let of_property = &schema.models["P"].properties[0].ty;
        assert_eq!(rust_type::short(of_property, &schema), ty, "{property}");
        let name = ty.trim_start_matches("Vec<").trim_end_matches('>');
        let found = match (schema.unions.get(name), schema.enums.get(name)) {
            (Some(union), _) if name.starts_with("PX") && name != "PXItem" => shown(union, &schema),
            (_, Some(one)) if name == "PX" => {
                let values: Vec<&str> = one.values.iter().map(|value| value.wire.as_str()).collect();
                format!("enum {}", values.join(" "))
            }
            _ => String::new(),
        };
        assert_eq!(found, union, "{property}");
        assert_eq!(notes.join("\n"), said, "{property}");
        // What nobody refers to is not there.
        assert!(said.is_empty() || schema.models.keys().all(|name| !name.starts_with("PX")), "{property}");
    }
}

/// The property, the lines of an entry of `[[union]]`, the union, and what is said.
const STATED: [(&str, &str, &str, &str); 9] = [
    (
        "{oneOf: [@Bare, @Other]}",
        "name = \"PX\"\nkey = \"d\"\nvalues = { x = \"Bare\", y = \"Other\", z = \"Bare\" }",
        "Bare Box<Bare> d = x | z; Other Box<Other> d = y",
        "",
    ),
    (
        "{oneOf: [@Bare, @Other]}",
        "name = \"PX\"\nkey = \"d\"\nvalues = { x = \"Bare\" }",
        "Bare Box<Bare> d = x; Other Box<Other> d = Other",
        "",
    ),
    (
        "{oneOf: [@A, @B]}",
        "name = \"PX\"\nkey = \"sort\"\nvalues = { a = \"A\", b = \"B\" }",
        "A Box<A> sort = a; B Box<B> sort = b",
        "",
    ),
    (
        "{$ref: '#/components/schemas/Nowhere'}",
        "name = \"Nowhere\"\nkey = \"d\"\nvalues = { y = \"Other\", x = \"Bare\" }",
        "Other Box<Other> d = y; Bare Box<Bare> d = x",
        "",
    ),
    (
        "{oneOf: [@Bare, @Other]}",
        "name = \"PX\"\nkey = \"d\"\nvalues = { x = \"Gone\" }",
        "",
        "`Gone` is not an alternative of `PX`\nthe alternatives `Bare` and `Other` cannot be told apart; `PX` becomes serde_json::Value",
    ),
    (
        "{type: string}",
        "name = \"PY\"\nkey = \"d\"\nvalues = { x = \"Bare\" }",
        "",
        "no property is of the type `PY`",
    ),
    (
        "{type: string}",
        "name = \"A\"\nkey = \"d\"\nvalues = { x = \"Bare\" }",
        "",
        "`A` is not documented as several alternatives",
    ),
    (
        "{type: string}",
        "name = \"A\"\nkey = \"d\"\nvalues = [\"Bare\"]",
        "",
        "expected a table of values and alternatives",
    ),
    ("{type: string}", "name = \"A\"\nkey = \"d\"", "", "the entry has no `values`"),
];

#[test]
fn an_overlay_tells_alternatives_apart() {
    for (property, entry, union, said) in STATED {
        let overlay = format!("[[union]]\n{entry}\nreason = \"r\"\n");
        let (schema, notes) = schema_with(&with_references(property), &overlay);
        let found = ["PX", "Nowhere"].iter().find_map(|name| schema.unions.get(*name));
        assert_eq!(found.map(|union| shown(union, &schema)).unwrap_or_default(), union, "{property} {entry}");
        assert_eq!(notes.join("\n"), said, "{property} {entry}");
    }
}

#[test]
fn a_named_schema_may_be_alternatives() {
    let (schema, _) = schema("{type: array, items: {$ref: '#/components/schemas/AOrB'}}");
    assert_eq!(rust_type::short(&schema.models["P"].properties[0].ty, &schema), "Vec<AOrB>");
    assert_eq!(shown(&schema.unions["AOrB"], &schema), "A Box<A> kind = a; B Box<B> kind = b | bee");
}

/// Alternatives beside properties: the schema of `P` in YAML, and its properties.
const BESIDE: [(&str, &str); 6] = [
    ("{properties: {o: {type: string}}, oneOf: [@A, @B]}", "o String; kind PKind; a String; b String"),
    (
        "{properties: {o: {type: string}}, oneOf: [{properties: {x: {type: integer}}, required: [x]}, {properties: {x: {type: string}}}]}",
        "o String; x PX",
    ),
    // What is required of properties that are there adds none.
    (
        "{properties: {o: {type: string}, p: {type: string}}, anyOf: [{required: [o]}, {required: [p]}]}",
        "o String; p String",
    ),
    ("{allOf: [@Bare, {oneOf: [@A, @Other]}]}", "z String; kind PKind; a String; y String"),
    ("{allOf: [@Bare, @AOrB]}", "z String; kind PKind; a String; b String"),
    // The property beside them counts more.
    ("{properties: {kind: {type: string}}, oneOf: [@A, @C]}", "kind String; a String"),
];

#[test]
fn alternatives_beside_properties_are_optional_properties() {
    for (schema, expected) in BESIDE {
        let text =
            format!("openapi: 3.1.0\ncomponents:\n  schemas:\n    P: {}{MODELS}", with_references(schema));
        let mut problems = Problems::default();
        let input = openapi::read("a.yaml", text.as_bytes(), &mut problems);
        let resolved = resolve(input, &Overlay::default(), &Pins::default(), &mut problems);
        let model = &resolved.models["P"];
        let properties: Vec<String> = model
            .properties
            .iter()
            .map(|it| format!("{} {}", it.wire_name, rust_type::short(&it.ty, &resolved)))
            .collect();
        assert_eq!(properties.join("; "), expected, "{schema}");
        assert!(problems.is_empty(), "{schema}: {problems:?}");
        assert!(model.properties.iter().skip(2).all(|it| !it.required), "{schema}");
    }
}

/// Thirty levels, each of two alternatives that are both of the two of the next one: a thousand million ways to the last level.
#[test]
fn alternatives_are_looked_into_once_however_many_ways_lead_there() {
    let mut text = String::from("openapi: 3.1.0\ncomponents:\n  schemas:\n");
    for level in 0..30 {
        let next = level + 1;
        for side in ["L", "R"] {
            text.push_str(&format!(
                "    {side}{level}: {{oneOf: [{{$ref: '#/components/schemas/L{next}'}}, {{$ref: '#/components/schemas/R{next}'}}]}}\n"
            ));
        }
    }
    text.push_str("    L30: {type: string}\n    R30: {type: integer}\n");
    let mut problems = Problems::default();
    let input = openapi::read("a.yaml", text.as_bytes(), &mut problems);
    let schema = resolve(input, &Overlay::default(), &Pins::default(), &mut problems);
    assert_eq!(shown(&schema.unions["L0"], &schema), "Text String; Integer i64");
}

#[test]
fn what_was_released_keeps_its_name() {
    let (released, _) = schema("{oneOf: [{type: string}, {$ref: '#/components/schemas/A'}]}");
    let mut released = released;
    let union = released.unions.get_mut("PX").unwrap();
    union.rust_name = "Renamed".to_owned();
    union.alternatives[0].variant = "Plain".to_owned();
    let pins = Pins::of(&released);
    let text = format!(
        "openapi: 3.1.0\ncomponents:\n  schemas:\n    P: {{properties: {{x: {{oneOf: [{{type: integer}}, {{type: string}}, {{$ref: '#/components/schemas/A'}}]}}}}}}{MODELS}"
    );
    let mut problems = Problems::default();
    let input = openapi::read("a.yaml", text.as_bytes(), &mut problems);
    let schema = resolve(input, &Overlay::default(), &pins, &mut problems);
    let union = &schema.unions["PX"];
    assert_eq!(union.rust_name, "Renamed");
    assert_eq!(shown(union, &schema), "Integer i64; Plain String; A Box<A>");
}

#[test]
fn a_lock_has_unions() {
    let (schema, _) = schema(
        "{oneOf: [{type: string}, {$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}, {type: array, items: {$ref: '#/components/schemas/AOrB'}}]}",
    );
    let lock = spectable_build::lock::Lock::of(schema.clone(), |model| spectable_build::lock::Origin {
        page: format!("{}.md", model.name),
        sha256: "0".repeat(64),
    });
    let text = lock.to_string();
    let expected = r#"
union PX = "PX"
  Text: String
  A: Box<A> where "kind" "a"
  B: Box<B> where "kind" "b" "bee"
  List: Vec<AOrB>
"#;
    assert!(text.contains(expected), "{text}");
    // There are enums of integers, too.
    assert!(
        text.contains("\nformat 4\n") && text.contains("\nenum OneN from \"a.yaml\"\n  V1 = 1\n"),
        "{text}"
    );
    let (mut files, mut problems) = (Files::default(), Problems::default());
    let read = spectable_build::lock::Lock::parse("lock", &text, &mut files, &mut problems).unwrap();
    assert_eq!(read.to_string(), text);
    for (name, union) in &schema.unions {
        assert_eq!(read.schema().unions[name].alternatives, union.alternatives);
    }
}
