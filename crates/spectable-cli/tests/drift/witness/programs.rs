//! Programs that a user of the models might write.

use std::fmt::Write as _;

use spectable_build::render::Style;
use spectable_build::schema::{Enum, Model, Property, Schema, Target, Type};
use spectable_drift::pairing::{Pairing, Properties};

use super::behaviour::Echo;

/// A program that uses every item of a schema by name and type, and compiles where those are there.
pub fn witness(style: Style, schema: &Schema) -> String {
    let types = match style {
        Style::Table => "spectable::types::{BTreeMap, Date, OffsetDateTime, Value}",
        Style::Derive => "{serde_json::Value, std::collections::BTreeMap, time::{Date, OffsetDateTime}}",
    };
    let mut text = format!(
        "#![allow(deprecated, dead_code, unused_imports, unused_variables, clippy::all)]\nuse {types};\n"
    );
    for model in schema.models.values() {
        use_model(style, model, schema, &mut text);
        if style == Style::Derive {
            name_every_field(model, &mut text);
        }
    }
    for it in schema.enums.values() {
        let variants = it.values.iter().map(|value| (value.variant.as_str(), "", String::new()));
        // Those of the derive style are closed: every value may be matched, and no other arm is needed.
        use_enum(&it.rust_name, variants, style == Style::Derive && !it.values.is_empty(), &mut text);
    }
    for it in schema.unions.values() {
        let variants = it.alternatives.iter().map(|alternative| {
            let is_boxed = matches!(alternative.ty, Type::Ref(Target::Model(_)));
            let (held, ty) = (if is_boxed { "*it" } else { "it" }, item_type(&alternative.ty, schema));
            let made = format!("{{ let held: {ty} = {held}; held.into() }}");
            (alternative.variant.as_str(), "(it)", made)
        });
        use_enum(&it.rust_name, variants, false, &mut text);
    }
    text
}

fn use_model(style: Style, model: &Model, schema: &Schema, text: &mut String) {
    let name = &model.rust_name;
    writeln!(text, "pub fn use_{name}(mut it: models::{name}) -> models::{name} {{").unwrap();
    for property in &model.properties {
        let (field, ty) = (&property.rust_name, field_type(&property.ty, schema));
        let ty = if is_plain(style, property) { ty } else { format!("Option<{ty}>") };
        writeln!(text, "    let taken: {ty} = std::mem::take(&mut it.{field});\n    it.{field} = taken;")
            .unwrap();
        if style == Style::Table {
            let setter = field.trim_matches('_');
            writeln!(text, "    if let Some(value) = it.{field}.take() {{ it = it.with_{setter}(value); }}")
                .unwrap();
        }
    }
    text.push_str("    it\n}\n");
}

/// The map of all other keys is no `Option` in the derive style.
fn is_plain(style: Style, property: &Property) -> bool {
    style == Style::Derive && property.additional
}

/// What structs allow that are not `#[non_exhaustive]`: a literal, and a pattern, without `..`.
fn name_every_field(model: &Model, text: &mut String) {
    let name = &model.rust_name;
    let fields = |after: &str| -> String {
        model.properties.iter().map(|it| format!("{}{after}, ", it.rust_name)).collect()
    };
    writeln!(
        text,
        "pub fn build_{name}() -> models::{name} {{ models::{name} {{ {}}} }}",
        fields(": Default::default()")
    )
    .unwrap();
    writeln!(
        text,
        "pub fn take_apart_{name}(it: models::{name}) {{ let models::{name} {{ {}}} = it; }}",
        fields(": _")
    )
    .unwrap();
}

/// A match on every variant, each with what it holds and how it is made again.
fn use_enum<'a>(
    name: &str,
    variants: impl Iterator<Item = (&'a str, &'a str, String)>,
    is_closed: bool,
    text: &mut String,
) {
    writeln!(text, "pub fn use_{name}(it: models::{name}) -> models::{name} {{\n    match it {{").unwrap();
    for (variant, holds, made) in variants {
        let this = format!("models::{name}::{variant}");
        let made = if made.is_empty() { &this } else { &made };
        writeln!(text, "        {this}{holds} => {made},").unwrap();
    }
    text.push_str(if is_closed { "    }\n}\n" } else { "        other => other,\n    }\n}\n" });
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
pub fn sample(ty: &Type, schema: &Schema, reader: (&Type, &Schema)) -> String {
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

/// A program that reads each document and prints `number outcome`: `error`, `missing`, `unrecognized` or `read`; then what old code
/// makes of each of the others: `error`, `kept` or `lost`.
pub fn reader(style: Style, probes: &[Probe], echoes: &[Echo]) -> String {
    let (json, bounds) = match style {
        Style::Table => ("spectable", "spectable::Model"),
        Style::Derive => ("serde_json", "serde::Serialize + serde::de::DeserializeOwned"),
    };
    let mut text = "#![allow(deprecated)]\nfn told(field: &Option<impl std::fmt::Debug>) -> &'static str {\n    match field {\n        None => \"missing\",\n        Some(it) if format!(\"{it:?}\").contains(\"Unrecognized\") => \"unrecognized\",\n        Some(_) => \"read\",\n    }\n}\n".to_owned();
    writeln!(
        text,
        "fn echo<T: {bounds}>(text: &str) -> &'static str {{\n    let Ok(it) = {json}::from_str::<T>(text) else {{ return \"error\" }};\n    let sent: serde_json::Value = serde_json::from_str(text).unwrap();\n    if {json}::to_value(&it).unwrap() == sent {{ \"kept\" }} else {{ \"lost\" }}\n}}\nfn main() {{"
    )
    .unwrap();
    for (number, probe) in probes.iter().enumerate() {
        let Probe { crate_name, rust_model, rust_property, json: document, .. } = probe;
        writeln!(
            text,
            "    println!(\"{number} {{}}\", {json}::from_str::<{crate_name}::{rust_model}>({document:?}).map_or(\"error\", |it| told(&it.{rust_property})));"
        )
        .unwrap();
    }
    for (number, Echo { crate_name, rust_model, json, .. }) in echoes.iter().enumerate() {
        writeln!(text, "    println!(\"{number} {{}}\", echo::<{crate_name}::{rust_model}>({json:?}));")
            .unwrap();
    }
    text.push_str("}\n");
    text
}
