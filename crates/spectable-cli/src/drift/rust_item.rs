//! The Rust items of a schema, as a user of the models writes them.

use spectable_build::schema::{Enum, EnumValue, Model, Property, Schema, Type};

/// The type of a field, without the `Option` that every field has.
pub fn field_type(ty: &Type, schema: &Schema) -> String {
    match ty {
        Type::Model(_) => format!("Box<{}>", item_type(ty, schema)),
        other => item_type(other, schema),
    }
}

fn item_type(ty: &Type, schema: &Schema) -> String {
    match ty {
        Type::Text => "String".to_owned(),
        Type::Integer => "i64".to_owned(),
        Type::Number => "f64".to_owned(),
        Type::Boolean => "bool".to_owned(),
        Type::DateTime => "OffsetDateTime".to_owned(),
        Type::Date => "Date".to_owned(),
        Type::Any => "Value".to_owned(),
        Type::Enum(key) => schema.enums.get(key).map_or(key, |it| &it.rust_name).clone(),
        Type::Model(name) => schema.models.get(name).map_or(name, |it| &it.rust_name).clone(),
        Type::List(item) => format!("Vec<{}>", item_type(item, schema)),
        Type::Map(item) => format!("BTreeMap<String, {}>", item_type(item, schema)),
    }
}

/// ``struct `User` ``
pub fn of_model(model: &Model) -> String {
    format!("struct `{}`", model.rust_name)
}

/// ``field `User::manager` ``
pub fn of_property(model: &Model, property: &Property) -> String {
    format!("field `{}::{}`", model.rust_name, property.rust_name)
}

/// ``enum `CallDirection` ``
pub fn of_enum(it: &Enum) -> String {
    format!("enum `{}`", it.rust_name)
}

/// ``variant `CallDirection::Inbound` ``
pub fn of_value(it: &Enum, value: &EnumValue) -> String {
    format!("variant `{}::{}`", it.rust_name, value.variant)
}
