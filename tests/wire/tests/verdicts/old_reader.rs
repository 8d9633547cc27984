//! Old code without a compiler: how the models of a schema read a body, by the rules of the table style. Leaves are read by the run time itself.
//!
//! The test of the pairs holds it to the generated models; documents of others are too many to compile.

use serde_json::{Map, Value};
use spectable::types::{Date, OffsetDateTime};
use spectable_build::schema::{Alternative, Model, Schema, Target, Test, Type, Union};

type Read = Result<(), String>;

/// Reads a body of a model or union.
pub fn read(schema: &Schema, name: &str, body: &Value) -> Read {
    let target = if schema.unions.contains_key(name) { Target::Union } else { Target::Model };
    element(schema, &Type::Ref(target(name.to_owned())), body)
}

fn element(schema: &Schema, ty: &Type, value: &Value) -> Read {
    match (ty, value) {
        (Type::Any, _) | (Type::Nullable(_), Value::Null) => Ok(()),
        (Type::Nullable(item), value) => element(schema, item, value),
        (Type::Text, _) => leaf::<String>(value),
        (Type::Integer, _) => leaf::<i64>(value),
        (Type::Integer32, _) => leaf::<i32>(value),
        (Type::Unsigned, _) => leaf::<u64>(value),
        (Type::Number, _) => leaf::<f64>(value),
        (Type::Boolean, _) => leaf::<bool>(value),
        (Type::DateTime, _) => leaf::<OffsetDateTime>(value),
        (Type::Date, _) => leaf::<Date>(value),
        (Type::List(item), Value::Array(values)) => {
            values.iter().try_for_each(|value| element(schema, item, value))
        }
        (Type::Map(item), Value::Object(members)) => {
            members.values().try_for_each(|value| element(schema, item, value))
        }
        (Type::Ref(Target::Enum(key)), _) => match schema.enums.get(key) {
            Some(it) if it.integers => leaf::<i64>(value),
            _ => leaf::<String>(value),
        },
        (Type::Ref(Target::Model(name)), Value::Object(members)) => {
            schema.models.get(name).map_or(Ok(()), |it| model(schema, it, members))
        }
        (Type::Ref(Target::Union(name)), _) => {
            let chosen = schema.unions.get(name).and_then(|it| chosen(schema, it, value));
            match chosen {
                // A scalar that the alternative cannot hold is kept.
                Some(it) if is_scalar(value) && !matches!(it.ty, Type::Ref(Target::Union(_))) => Ok(()),
                Some(it) => element(schema, &it.ty, value),
                None => Ok(()),
            }
        }
        (ty, value) => Err(format!("{value} is no {ty:?}")),
    }
}

fn leaf<T: spectable::Element>(value: &Value) -> Read {
    spectable::from_str::<T>(&value.to_string()).map(drop).map_err(|error| error.to_string())
}

fn model(schema: &Schema, model: &Model, members: &Map<String, Value>) -> Read {
    let others = model.properties.iter().find(|it| it.additional);
    for (key, value) in members {
        let named = model.properties.iter().find(|it| !it.additional && it.wire_name == *key);
        let read = match (named, others.map(|it| &it.ty)) {
            (Some(_), _) if value.is_null() => Ok(()),
            (Some(property), _) => element(schema, &property.ty, value),
            (None, Some(Type::Map(item))) => element(schema, item, value),
            (None, _) => Ok(()),
        };
        read.map_err(|error| format!("{}.{key}: {error}", model.name))?;
    }
    Ok(())
}

fn is_scalar(value: &Value) -> bool {
    !value.is_array() && !value.is_object()
}

/// The alternative of a union that a value is: by its JSON type, then by keys.
pub fn chosen<'s>(schema: &'s Schema, union: &'s Union, value: &Value) -> Option<&'s Alternative> {
    let suiting = || union.alternatives.iter().filter(|it| is_of_type(schema, &it.ty, value));
    let told = suiting().find(|it| it.test.as_ref().is_some_and(|test| holds(test, value)));
    told.or_else(|| suiting().find(|it| it.test.is_none()))
}

fn holds(test: &Test, value: &Value) -> bool {
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    value
        .get(&test.key)
        .is_some_and(|it| test.values.is_empty() || is_scalar(it) && test.values.contains(&text(it)))
}

fn is_of_type(schema: &Schema, ty: &Type, value: &Value) -> bool {
    match ty {
        Type::Any | Type::Ref(Target::Union(_)) => true,
        Type::Ref(Target::Enum(key)) if schema.enums.get(key).is_some_and(|it| it.integers) => {
            value.is_number()
        }
        Type::Text | Type::DateTime | Type::Date | Type::Ref(Target::Enum(_)) => value.is_string(),
        Type::Integer | Type::Integer32 | Type::Unsigned | Type::Number => value.is_number(),
        Type::Boolean => value.is_boolean(),
        Type::List(_) => value.is_array(),
        Type::Map(_) | Type::Ref(Target::Model(_)) => value.is_object(),
        Type::Nullable(item) => is_of_type(schema, item, value),
    }
}
