//! Programs that a user of the models might write.

use std::fmt::Write as _;

use spectable_build::schema::{Enum, Model, Property, Schema, Target, Type};
use spectable_drift::pairing::{Pairing, Properties};

/// A program that uses every item of a schema by name and type, and compiles where those are there.
pub fn witness(schema: &Schema) -> String {
    let mut text = "#![allow(deprecated, dead_code, clippy::all)]\nuse spectable::types::{BTreeMap, Date, OffsetDateTime, Value};\n".to_owned();
    for model in schema.models.values() {
        let name = &model.rust_name;
        writeln!(text, "pub fn use_{name}(mut it: models::{name}) -> models::{name} {{").unwrap();
        for property in &model.properties {
            let (field, ty) = (&property.rust_name, field_type(&property.ty, schema));
            writeln!(text, "    let taken: Option<{ty}> = it.{field}.take();\n    it.{field} = taken;")
                .unwrap();
            let setter = field.trim_matches('_');
            writeln!(text, "    if let Some(value) = it.{field}.take() {{ it = it.with_{setter}(value); }}")
                .unwrap();
        }
        text.push_str("    it\n}\n");
    }
    for it in schema.enums.values() {
        writeln!(text, "pub fn use_{0}(it: models::{0}) -> models::{0} {{\n    match it {{", it.rust_name)
            .unwrap();
        for value in &it.values {
            writeln!(text, "        models::{0}::{1} => models::{0}::{1},", it.rust_name, value.variant)
                .unwrap();
        }
        text.push_str("        other => other,\n    }\n}\n");
    }
    for it in schema.unions.values() {
        writeln!(text, "pub fn use_{0}(it: models::{0}) -> models::{0} {{\n    match it {{", it.rust_name)
            .unwrap();
        for alternative in &it.alternatives {
            writeln!(text, "        models::{0}::{1}(it) => it.into(),", it.rust_name, alternative.variant)
                .unwrap();
        }
        text.push_str("        other => other,\n    }\n}\n");
    }
    text
}

/// The type of a field as a user of the crate `models` writes it.
fn field_type(ty: &Type, schema: &Schema) -> String {
    match ty {
        Type::Ref(Target::Model(_)) => format!("Box<{}>", item_type(ty, schema)),
        other => item_type(other, schema),
    }
}

fn item_type(ty: &Type, schema: &Schema) -> String {
    match ty {
        Type::Text => "String".to_owned(),
        Type::Integer => "i64".to_owned(),
        Type::Integer32 => "i32".to_owned(),
        Type::Unsigned => "u64".to_owned(),
        Type::Number => "f64".to_owned(),
        Type::Boolean => "bool".to_owned(),
        Type::DateTime => "OffsetDateTime".to_owned(),
        Type::Date => "Date".to_owned(),
        Type::Any => "Value".to_owned(),
        Type::Ref(Target::Enum(key)) => format!("models::{}", schema.enums[key].rust_name),
        Type::Ref(Target::Model(name)) => format!("models::{}", schema.models[name].rust_name),
        Type::Ref(Target::Union(name)) => format!("models::{}", schema.unions[name].rust_name),
        Type::List(item) => format!("Vec<{}>", item_type(item, schema)),
        Type::Map(item) => format!("BTreeMap<String, {}>", item_type(item, schema)),
        Type::Nullable(item) => format!("Option<{}>", item_type(item, schema)),
    }
}

/// A document with one property, and what reads it.
#[derive(Debug, Clone)]
pub struct Probe {
    /// New code reads what old code wrote, or the other way round.
    pub request: bool,
    /// Documented names in the new schema.
    pub model: String,
    pub property: String,
    /// The crate, and the Rust names, of the reader.
    crate_name: String,
    rust_model: String,
    rust_property: String,
    /// The document.
    json: String,
}

/// A probe for each property that is in both schemas, in both directions. Enum values are those that both know, if
/// there are any.
pub fn probes(number: usize, old: &Schema, new: &Schema) -> Vec<Probe> {
    let mut probes = Vec::new();
    for (old_model, new_model) in Pairing::of(old, new).models() {
        for (was, is) in Properties::of(old_model, new_model).both {
            let mut probe = |request,
                             (from, schema): (&Property, &Schema),
                             (model, to, reader): (&Model, &Property, &Schema)| {
                let side = if request { "new" } else { "old" };
                probes.push(Probe {
                    request,
                    model: new_model.name.clone(),
                    property: is.name.clone(),
                    crate_name: format!("{side}_{number}"),
                    rust_model: model.rust_name.clone(),
                    rust_property: to.rust_name.clone(),
                    json: format!(
                        "{{\"{}\": {}}}",
                        from.wire_name,
                        sample(&from.ty, schema, (&to.ty, reader))
                    ),
                });
            };
            // Old code does not send what is read-only.
            if !was.read_only {
                probe(true, (was, old), (new_model, is, new));
            }
            probe(false, (is, new), (old_model, was, old));
        }
    }
    probes
}

/// A value of a type. Lists and maps have an item, so that its type matters.
fn sample(ty: &Type, schema: &Schema, reader: (&Type, &Schema)) -> String {
    match ty {
        Type::Text => "\"text\"".to_owned(),
        Type::Integer | Type::Integer32 | Type::Unsigned => "7".to_owned(),
        Type::Number => "1.5".to_owned(),
        Type::Boolean => "true".to_owned(),
        Type::DateTime => "\"2026-01-31T10:00:00Z\"".to_owned(),
        Type::Date => "\"2026-01-31\"".to_owned(),
        Type::Any => "{\"any\": 1}".to_owned(),
        Type::Ref(Target::Model(_)) => "{}".to_owned(),
        Type::Ref(Target::Union(name)) => sample(&schema.unions[name].alternatives[0].ty, schema, reader),
        Type::Ref(Target::Enum(key)) if schema.enums[key].integers => {
            known_to_both(&schema.enums[key], reader).to_owned()
        }
        Type::Ref(Target::Enum(key)) => format!("\"{}\"", known_to_both(&schema.enums[key], reader)),
        Type::Nullable(item) => sample(item, schema, inside(reader)),
        Type::List(item) => format!("[{}]", sample(item, schema, inside(reader))),
        Type::Map(item) => format!("{{\"key\": {}}}", sample(item, schema, inside(reader))),
    }
}

fn inside<'a>((ty, schema): (&'a Type, &'a Schema)) -> (&'a Type, &'a Schema) {
    match ty {
        Type::List(item) | Type::Map(item) | Type::Nullable(item) => (item, schema),
        other => (other, schema),
    }
}

fn known_to_both<'a>(it: &'a Enum, (ty, schema): (&Type, &Schema)) -> &'a str {
    let known = |wire: &str| match ty {
        Type::Ref(Target::Enum(key)) => schema.enums[key].values.iter().any(|value| value.wire == wire),
        _ => true,
    };
    // A value that was respelled is the first one, and is not known to both.
    let first = it.values.first().unwrap();
    let other_spelling = |wire: &str| match ty {
        Type::Ref(Target::Enum(key)) => {
            schema.enums[key].values.iter().any(|value| value.wire != wire && value.variant == first.variant)
        }
        _ => false,
    };
    if other_spelling(&first.wire) && !known(&first.wire) {
        return &first.wire;
    }
    it.values.iter().find(|value| known(&value.wire)).map_or(&first.wire, |value| &value.wire)
}

/// A program that reads each document and prints `number outcome`: `error`, `missing`, `unrecognized` or `read`.
pub fn reader(probes: &[Probe]) -> String {
    let mut text = "#![allow(deprecated)]\nfn told(field: &Option<impl std::fmt::Debug>) -> &'static str {\n    match field {\n        None => \"missing\",\n        Some(it) if format!(\"{it:?}\").contains(\"Unrecognized\") => \"unrecognized\",\n        Some(_) => \"read\",\n    }\n}\nfn main() {\n".to_owned();
    for (number, probe) in probes.iter().enumerate() {
        let Probe { crate_name, rust_model, rust_property, json, .. } = probe;
        writeln!(
            text,
            "    println!(\"{number} {{}}\", spectable::from_str::<{crate_name}::{rust_model}>({json:?}).map_or(\"error\", |it| told(&it.{rust_property})));"
        )
        .unwrap();
    }
    text.push_str("}\n");
    text
}
