//! The Rust items of a schema, as a user of the models writes them.

use spectable_build::schema::{Alternative, Enum, EnumValue, Model, Property, Union};

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

/// ``enum `Payment` ``
pub fn of_union(it: &Union) -> String {
    format!("enum `{}`", it.rust_name)
}

/// ``variant `Payment::Card` ``
pub fn of_alternative(it: &Union, alternative: &Alternative) -> String {
    format!("variant `{}::{}`", it.rust_name, alternative.variant)
}
