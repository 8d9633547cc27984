//! Which bodies carry a change: those in which what changed is there, or lacks what is now required.

use serde_json::{Map, Value};
use spectable_build::schema::{Property, Schema, Target, Type};
use spectable_drift::{finding::Finding, rules::Rule};

use crate::json_schema::Side;
use crate::old_reader::chosen;

/// Whether a body of a model carries a change. `schema` is that of the side that wrote the body.
pub fn carries(finding: &Finding, side: Side, schema: &Schema, root: &str, body: &Value) -> bool {
    let mut objects = Vec::new();
    let target = if schema.unions.contains_key(root) { Target::Union } else { Target::Model };
    find(schema, &Type::Ref(target(root.to_owned())), body, &mut objects);
    let models: Vec<&String> = finding.model.iter().chain(&finding.also).collect();
    objects.into_iter().any(|(model, object)| {
        models.iter().any(|it| **it == model) && object_carries(finding, side, schema, &model, object)
    })
}

fn object_carries(
    finding: &Finding,
    side: Side,
    schema: &Schema,
    model: &str,
    object: &Map<String, Value>,
) -> bool {
    let name = finding.property.as_deref().unwrap_or_default();
    let properties = || schema.models.get(model).into_iter().flat_map(|it| &it.properties);
    // One whose key is spelled otherwise has its Rust name still, which is the old one in a finding.
    let is_item = |it: &&Property| finding.item.ends_with(&format!("::{}`", it.rust_name));
    let property = properties().find(|it| it.name == name).or_else(|| properties().find(is_item));
    if property.is_some_and(|it| it.additional) {
        return others(schema, model, object).any(|value| !value.is_null());
    }
    let value = object.get(property.map_or(name, |it| &it.wire_name));
    match (finding.rule, side) {
        // What is required now is in no request of old code.
        (Rule::PropertyAdded | Rule::ReadOnlyChanged, Side::Request) => true,
        (Rule::OptionalToRequired, _) => value.is_none(),
        (Rule::NullableChanged, _) => value.is_some_and(Value::is_null),
        (Rule::PropertyRemoved, _) => value.is_some(),
        _ => value.is_some_and(|value| is_something(value, property.map(|it| &it.ty))),
    }
}

/// The values of the keys that the model does not name.
fn others<'v>(
    schema: &Schema,
    model: &str,
    object: &'v Map<String, Value>,
) -> impl Iterator<Item = &'v Value> {
    let named: Vec<&str> = schema.models.get(model).map_or_else(Vec::new, |it| {
        it.properties.iter().filter(|it| !it.additional).map(|it| it.wire_name.as_str()).collect()
    });
    object
        .iter()
        .filter(move |(key, _)| !named.contains(&key.as_str()))
        .map(|(_, value)| value)
        .collect::<Vec<_>>()
        .into_iter()
}

/// Whether there is a value of the innermost type: an empty list carries none.
fn is_something(value: &Value, ty: Option<&Type>) -> bool {
    match (ty, value) {
        (_, Value::Null) => false,
        (Some(Type::Nullable(item)), value) => is_something(value, Some(item)),
        (Some(Type::List(item)), Value::Array(values)) => {
            values.iter().any(|it| is_something(it, Some(item)))
        }
        (Some(Type::Map(item)), Value::Object(members)) => {
            members.values().any(|it| is_something(it, Some(item)))
        }
        _ => true,
    }
}

/// Every object of a model within a value, with the model's name.
fn find<'v>(
    schema: &Schema,
    ty: &Type,
    value: &'v Value,
    objects: &mut Vec<(String, &'v Map<String, Value>)>,
) {
    match (ty, value) {
        (Type::Nullable(item), _) => find(schema, item, value, objects),
        (Type::List(item), Value::Array(values)) => {
            values.iter().for_each(|value| find(schema, item, value, objects));
        }
        (Type::Map(item), Value::Object(members)) => {
            members.values().for_each(|value| find(schema, item, value, objects));
        }
        (Type::Ref(Target::Union(name)), _) => {
            let chosen = schema.unions.get(name).and_then(|it| chosen(schema, it, value));
            chosen.into_iter().for_each(|it| find(schema, &it.ty, value, objects));
        }
        (Type::Ref(Target::Model(name)), Value::Object(members)) => {
            objects.push((name.clone(), members));
            for property in schema.models.get(name).into_iter().flat_map(|it| &it.properties) {
                members
                    .get(&property.wire_name)
                    .into_iter()
                    .for_each(|value| find(schema, &property.ty, value, objects));
            }
        }
        _ => {}
    }
}
