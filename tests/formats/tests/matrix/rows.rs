//! What is written in every format: one column of the table each.

use serde_json::{Value, json};

/// A kind of content, and documents that have it.
pub struct Row {
    pub name: &'static str,
    pub about: &'static str,
    pub documents: Vec<Value>,
}

pub fn all() -> Vec<Row> {
    vec![
        empty(),
        leaves(),
        nested(),
        small(),
        nulls(),
        unknown_values(),
        objects(),
        nulls_in_objects(),
        unknown_text(),
        unknown_keys(),
        unknown_nulls(),
        long(),
        odd_keys(),
        odd_objects(),
        numbers(),
        large_numbers(),
        null_bytes(),
    ]
}

fn row(name: &'static str, about: &'static str, documents: impl Into<Vec<Value>>) -> Row {
    Row { name, about, documents: documents.into() }
}

fn empty() -> Row {
    row("empty", "no property has a value", [json!({})])
}

fn leaves() -> Row {
    let all = json!({
        "text": "Grüße, 世界 \"quoted\" \\ \n \u{1} & = + %", "integer": -12, "number": 0.1, "boolean": true, "colour": "red",
        "dateTime": "2026-05-04T10:00:00.123456789+05:30", "date": "2026-05-04",
    });
    let texts = [
        "true",
        "null",
        "~",
        "1",
        "1.0",
        "-",
        "a: b",
        "#",
        "2026-05-04",
        "Some(1)",
        " ",
        "'",
        "\"\"\"",
        "\u{85}\u{feff}",
    ];
    let mut documents: Vec<Value> = texts.iter().map(|text| json!({ "text": text })).collect();
    documents.push(json!({ "number": 2.0, "integer": 2 }));
    documents.push(all);
    row("leaves", "strings, numbers, booleans, dates and enums", documents)
}

fn nested() -> Row {
    let inner = json!({ "text": "inner", "model": { "integer": 1 }, "counts": { "a": 1, "b": -2 } });
    row(
        "nested",
        "models, lists and maps, in one another",
        [json!({
            "models": [inner, {}, inner], "byName": { "a": inner, "b": {} }, "text": "after a table", "model": inner,
            "texts": ["a", "", "b"], "integers": [1, 0], "numbers": [1.5, 0.0], "switches": [true, false],
            "days": ["2026-05-04"], "moments": ["2026-05-04T10:00:00Z"], "colours": ["red", "blue"],
            "grid": [[1.0], [], [2.5, 3.0]], "dates": { "a": ["2026-05-04"], "b": [] },
            "rows": [{ "a": "red" }, {}],
        })],
    )
}

fn small() -> Row {
    let scalars = [
        json!({ "text": "" }),
        json!({ "integer": 0 }),
        json!({ "number": 0.0 }),
        json!({ "boolean": false }),
        json!({ "colour": "" }),
    ];
    let containers = [
        json!({ "texts": [] }),
        json!({ "models": [] }),
        json!({ "grid": [[]] }),
        json!({ "anything": [] }),
        json!({ "model": {} }),
        json!({ "counts": {} }),
        json!({ "byName": { "": {} } }),
        json!({ "rows": [{}] }),
        json!({ "anyByName": {} }),
    ];
    row(
        "small",
        "`\"\"`, `0`, `false`, `[]`, `{}`",
        scalars.into_iter().chain(containers).collect::<Vec<_>>(),
    )
}

fn nulls() -> Row {
    row(
        "nulls",
        "explicit nulls of documented properties",
        [
            json!({ "text": null }),
            json!({ "any": null, "model": null, "models": null, "byName": null, "colour": null, "date": null }),
            json!({ "model": { "text": null, "integer": 1 } }),
            json!({ "models": [{ "number": null }], "byName": { "a": { "boolean": null } } }),
        ],
    )
}

fn unknown_values() -> Row {
    row(
        "enum values",
        "values that an enum does not know",
        [
            json!({ "colour": "mauve" }),
            json!({ "colours": ["red", "mauve", ""] }),
            json!({ "rows": [{ "a": "mauve" }] }),
        ],
    )
}

fn objects() -> Row {
    let mut documents: Vec<Value> = any_values().into_iter().map(|value| json!({ "any": value })).collect();
    documents.push(json!({ "anything": any_values(), "model": { "any": 1 } }));
    documents.push(json!({ "anyByName": { "a": 1, "b": [true], "c": { "d": "e" } } }));
    row("`object`", "properties and items that hold any value", documents)
}

fn any_values() -> Vec<Value> {
    vec![
        json!("text"),
        json!("1"),
        json!(""),
        json!(1),
        json!(-1),
        json!(1.0),
        json!(2.5),
        json!(true),
        json!([]),
        json!({}),
        json!([1, "two", [3.5, {}]]),
        json!({ "a": { "b": [] }, "c": -1 }),
        json!({ "!a": 1 }),
    ]
}

fn nulls_in_objects() -> Row {
    row(
        "null in `object`",
        "null inside a value of any kind",
        [
            json!({ "any": [null] }),
            json!({ "any": { "a": null } }),
            json!({ "anything": [1, null] }),
            json!({ "anyByName": { "a": null } }),
        ],
    )
}

fn unknown_text() -> Row {
    row(
        "unknown: text",
        "keys that the model does not know, with a string",
        [
            json!({ "newKey": "text" }),
            json!({ "newKey": "1" }),
            json!({ "newKey": "" }),
            json!({ "newKey": "true", "text": "a" }),
        ],
    )
}

fn unknown_keys() -> Row {
    let mut documents: Vec<Value> = any_values()
        .into_iter()
        .filter(|it| !it.is_string())
        .map(|value| json!({ "newKey": value }))
        .collect();
    documents.push(json!({ "model": { "newKey": any_values() }, "models": [{ "newKey": 1 }], "byName": { "a": { "newKey": false } } }));
    row("unknown: any", "such keys with a value of any other kind, at any depth", documents)
}

fn unknown_nulls() -> Row {
    row(
        "unknown: null",
        "such keys with null",
        [
            json!({ "newKey": null }),
            json!({ "newKey": { "a": [null] } }),
            json!({ "model": { "newKey": null } }),
        ],
    )
}

fn long() -> Row {
    let long = "aß世🦀".repeat(3_000);
    row(
        "long",
        "texts, keys and enum values of 30,000 bytes",
        [
            json!({ "text": long }),
            json!({ "colour": long }),
            json!({ "texts": [long] }),
            json!({ "counts": { &long: 1 } }),
            json!({ "byName": { &long: { "text": long } } }),
        ],
    )
}

fn odd_keys() -> Row {
    let odd = [
        "",
        " ",
        "!x",
        "<<",
        "a.b",
        "1",
        "null",
        "true",
        "~",
        "- a",
        "Some(1)",
        "\"",
        "'",
        "[a]",
        "# a",
        "a: b",
        "\n",
        "&",
        "=",
        "%20",
        "$oid",
        "$date",
        "$numberLong",
        "type",
        "r#a",
        "\u{85}",
        "\u{feff}",
        "$__toml_private_datetime",
        "@type",
        "text ",
    ];
    row(
        "odd keys",
        "keys of maps that mean something in a format",
        odd.map(|key| json!({ "counts": { key: 1 }, "byName": { key: {} } })),
    )
}

fn numbers() -> Row {
    let integers = [
        i64::MIN,
        i64::MIN + 1,
        -(1 << 53) - 1,
        -(1 << 31) - 1,
        -129,
        -1,
        0,
        127,
        128,
        255,
        65_536,
        1 << 32,
        (1 << 53) + 1,
        i64::MAX,
    ];
    let floats = [
        f64::MIN,
        f64::MAX,
        f64::MIN_POSITIVE,
        5e-324,
        -0.0,
        0.1,
        1.0 / 3.0,
        16_777_217.0,
        9_007_199_254_740_993.0,
        1e21,
        1e-7,
    ];
    row(
        "numbers",
        "the limits of integers and floats",
        [
            json!({ "integers": integers, "numbers": floats, "integer": i64::MIN, "number": f64::MIN }),
            json!({ "integers32": [i32::MIN, -129, -1, 0, 128, i32::MAX], "integer32": i32::MIN }),
            json!({ "allUnsigned": { "a": 0, "b": 255, "c": 1_u64 << 32, "d": i64::MAX }, "unsigned": i64::MAX }),
        ],
    )
}

fn odd_objects() -> Row {
    let objects = [
        json!({ "$oid": "507f1f77bcf86cd799439011" }),
        json!({ "$numberLong": "5" }),
        json!({ "$numberInt": "5" }),
        json!({ "$date": "1970-01-01T00:00:00Z" }),
        json!({ "$date": { "$numberLong": "5" } }),
        json!({ "$numberDouble": "NaN" }),
        json!({ "$undefined": true }),
        json!({ "$minKey": 1 }),
        json!({ "$symbol": "a" }),
        json!({ "$uuid": "73ffd264-44b3-4c69-90e8-e7d1dfc035d4" }),
        json!({ "$binary": { "base64": "", "subType": "00" } }),
        json!({ "$__toml_private_datetime": "2026-05-04" }),
        json!({ "$serde_json::private::RawValue": "1" }),
        json!({ "$sonic_rs::private::JsonNumber": "1" }),
        json!({ "!a": { "!b": ["!c"] } }),
        json!({ "<<": { "a": 1 } }),
        json!({ "@@TAG@@": [1, 2] }),
        json!({ "_ExtStruct": [1, "a"] }),
        json!({ "Some": 1 }),
        json!({ "None": [] }),
    ];
    let documents = objects.into_iter().flat_map(|it| [json!({ "any": it }), json!({ "newKey": it }), it]);
    row("odd objects", "objects that mean a type in a format", documents.collect::<Vec<_>>())
}

fn large_numbers() -> Row {
    row(
        "above `i64`",
        "whole numbers above `i64::MAX`, in a `u64` and in a value of any kind",
        [
            json!({ "unsigned": u64::MAX }),
            json!({ "any": u64::MAX }),
            json!({ "newKey": i64::MAX as u64 + 1 }),
        ],
    )
}

fn null_bytes() -> Row {
    row(
        "NUL",
        "U+0000 in texts and keys",
        [json!({ "text": "a\u{0}b" }), json!({ "counts": { "\u{0}": 1 } }), json!({ "newKey\u{0}": "a" })],
    )
}
