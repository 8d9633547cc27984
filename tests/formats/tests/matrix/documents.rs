//! Random documents.

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// Documents of the model, with unknown keys and values of any kind.
pub fn any() -> impl Strategy<Value = Value> {
    model(3, true).prop_map(Value::Object)
}

/// Documents of the model that hold nothing but what is documented, nulls and unknown enum values included.
pub fn documented() -> impl Strategy<Value = Value> {
    model(3, false).prop_map(Value::Object)
}

fn model(depth: u32, any: bool) -> BoxedStrategy<Map<String, Value>> {
    let members = vec(member(depth, any), 0..6);
    let unknown = btree_map(text(), value(), if any { 0..3 } else { 0..1 });
    (members, unknown)
        .prop_map(move |(members, unknown)| {
            // A random key may be a documented one, whose value has to be of its kind.
            let unknown =
                unknown.into_iter().filter(|_| any).filter(|(key, _)| !NAMES.contains(&key.as_str()));
            unknown.chain(members).collect()
        })
        .boxed()
}

/// Documented names that a random text may be.
const NAMES: [&str; 4] = ["text", "integer", "date", "any"];

/// A property; the name is a pattern of texts.
fn member(depth: u32, any: bool) -> BoxedStrategy<(String, Value)> {
    let leaves = prop_oneof![
        ("text", text().prop_map_into()),
        ("integer", proptest::num::i64::ANY.prop_map_into()),
        ("integer32", proptest::num::i32::ANY.prop_map_into()),
        ("unsigned", (0..=i64::MAX as u64).prop_map_into()),
        ("integers32", list(proptest::num::i32::ANY.prop_map_into())),
        ("number", number()),
        ("boolean", proptest::bool::ANY.prop_map_into()),
        ("dateTime", date_time()),
        ("date", date()),
        ("colour", colour()),
        ("texts", list(text().prop_map_into())),
        ("integers", list(proptest::num::i64::ANY.prop_map_into())),
        ("grid", list(list(number()))),
        ("dates", map(list(date()))),
        ("rows", list(map(colour()))),
        ("text|date|any|model|models|byName", Just(Value::Null)),
    ];
    let leaves = leaves.boxed();
    let with_any = prop_oneof![
        ("any", value().prop_filter("a null is that of the property", |it| !it.is_null())),
        ("anything", list(value())),
        ("anyByName", map(value())),
    ];
    let inner = if depth == 0 { leaves.clone() } else { models(depth - 1, any) };
    if any {
        prop_oneof![4 => leaves, 1 => with_any, 2 => inner].boxed()
    } else {
        prop_oneof![4 => leaves, 2 => inner].boxed()
    }
}

fn models(depth: u32, any: bool) -> BoxedStrategy<(String, Value)> {
    let one = move || model(depth, any).prop_map(Value::Object).boxed();
    prop_oneof![("model", one()), ("models", list(one())), ("byName", map(one()))].boxed()
}

fn list(item: impl Strategy<Value = Value> + 'static) -> BoxedStrategy<Value> {
    vec(item, 0..4).prop_map(Value::Array).boxed()
}

fn map(item: impl Strategy<Value = Value> + 'static) -> BoxedStrategy<Value> {
    btree_map(text(), item, 0..4).prop_map(|it| Value::Object(it.into_iter().collect())).boxed()
}

/// Any text, and often one that means something in a format.
fn text() -> BoxedStrategy<String> {
    prop_oneof![
        ".{0,12}",
        proptest::string::string_regex("[\\PC\\pC]{0,6}").unwrap(),
        "[-!$<~#&*:?.,'\"\\[\\]{}|>%@` a1\n\t]{0,5}",
        "[0-9._eE+xob-]{0,8}",
        "a{5000}"
    ]
    .boxed()
}

fn colour() -> BoxedStrategy<Value> {
    prop_oneof![Just("red".to_owned()), text()].prop_map_into().boxed()
}

fn number() -> BoxedStrategy<Value> {
    use proptest::num::f64::{NEGATIVE, NORMAL, POSITIVE, SUBNORMAL, ZERO};
    // Minus zero is zero to some readers, and the same number.
    (NORMAL | SUBNORMAL | ZERO | POSITIVE | NEGATIVE).prop_map(|it| json!(it + 0.0)).boxed()
}

fn date() -> BoxedStrategy<Value> {
    (0..=9999, 1..=12, 1..=28)
        .prop_map(|(year, month, day)| json!(format!("{year:04}-{month:02}-{day:02}")))
        .boxed()
}

fn date_time() -> BoxedStrategy<Value> {
    (1..=9998, 0..24, 0..1_000_000_000, -23..=23)
        .prop_map(|(year, hour, nanos, offset)| {
            json!(format!("{year:04}-06-15T{hour:02}:30:15.{nanos:09}{offset:+03}:30"))
        })
        .boxed()
}

fn value() -> BoxedStrategy<Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        proptest::bool::ANY.prop_map_into(),
        proptest::num::i64::ANY.prop_map_into(),
        proptest::num::u64::ANY.prop_map_into(),
        number(),
        text().prop_map_into(),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        let entries =
            btree_map(text(), inner.clone(), 0..4).prop_map(|it| Value::Object(it.into_iter().collect()));
        prop_oneof![vec(inner, 0..4).prop_map(Value::Array), entries]
    })
    .boxed()
}
