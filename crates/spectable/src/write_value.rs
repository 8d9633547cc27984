//! Writing of any JSON value, and of null, in formats that may not be able to hold them.

use std::cell::RefCell;

use serde_core::ser::{Error, Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::{Number, Value};

use crate::decimal;
use crate::depth;
use crate::path::{Progress, excerpt, has_text, is_tracked_by};

/// Whether a value of this format cannot hold others, as in a query string: its serializer of maps is a type without values. All
/// values are text there, and the kind of a value is lost.
pub(crate) const fn is_flat<S: Serializer>() -> bool {
    cannot_exist::<S::SerializeMap>() && !only_looks::<S>()
}

/// Whether this serializer cannot succeed, because it only looks at a value to choose how to write it (TOML). It must see the real
/// value, and the writing goes on after its error.
const fn only_looks<S: Serializer>() -> bool {
    cannot_exist::<S::Ok>()
}

const fn cannot_exist<T>() -> bool {
    size_of::<Option<T>>() == 0
}

/// Notes where an error is.
#[cold]
pub(crate) fn at_key<S: Serializer>(progress: &RefCell<Progress>, key: &str) {
    if is_noted::<S>() {
        progress.borrow_mut().at_key(key);
    }
}

/// Notes where an error is.
#[cold]
pub(crate) fn at_index<S: Serializer>(progress: &RefCell<Progress>, index: usize) {
    if is_noted::<S>() {
        progress.borrow_mut().at_index(index);
    }
}

/// A crate that tracks the path loses it inside an option, and each property is written as an option. There the path is noted here.
fn is_noted<S: Serializer>() -> bool {
    !only_looks::<S>() && !is_tracked_by::<S>()
}

/// Refuses a key that a format takes for the name of a type.
///
/// A `Document` of BSON makes types of its own of objects such as `{"$numberLong": "5"}`, and the object is lost. There is nothing to
/// tell it by but its name. Its bytes are written by another serializer, which does not do so.
#[inline]
pub(crate) fn check_key<S: Serializer>(key: &str) -> Result<(), S::Error> {
    if key.starts_with('$') && is_reserved::<S>(key) { Err(reserved(key)) } else { Ok(()) }
}

#[cold]
fn is_reserved<S: Serializer>(key: &str) -> bool {
    std::any::type_name::<S>().contains("bson::ser::serde::") && !matches!(key, "$ref" | "$id" | "$db")
}

#[cold]
fn reserved<E: Error>(key: &str) -> E {
    E::custom(format_args!(
        "a `Document` of BSON takes the key {:?} for the name of a type; write the model to bytes instead",
        excerpt(key)
    ))
}

/// An explicit null.
pub(crate) struct Null;

impl Serialize for Null {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if is_flat::<S>() {
            return Err(no_null());
        }
        // An error of ours: a map of TOML leaves out the value whose error is its own one for `None`, and says nothing.
        serializer.serialize_none().map_err(no_null_because)
    }
}

/// The value of an `object` property or of an unknown key.
pub(crate) struct AnyValue<'a> {
    pub(crate) value: &'a Value,
    pub(crate) progress: &'a RefCell<Progress>,
}

impl Serialize for AnyValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let progress = self.progress;
        match self.value {
            Value::String(text) => serializer.serialize_str(text),
            Value::Null if is_flat::<S>() => Err(no_null()),
            Value::Bool(_) | Value::Number(_) if is_flat::<S>() => Err(S::Error::custom(
                "the format writes numbers and booleans as text, and this one would be read back as a string",
            )),
            Value::Null => serializer.serialize_unit().map_err(no_null_because),
            Value::Bool(value) => serializer.serialize_bool(*value),
            Value::Number(number) => write_number(number, serializer),
            Value::Array(values) => depth::writing(progress, || {
                let mut items = serializer.serialize_seq(Some(values.len()))?;
                for (index, value) in values.iter().enumerate() {
                    items
                        .serialize_element(&AnyValue { value, progress })
                        .inspect_err(|_| at_index::<S>(progress, index))?;
                }
                items.end()
            }),
            Value::Object(values) => depth::writing(progress, || {
                let mut members = serializer.serialize_map(Some(values.len()))?;
                for (key, value) in values {
                    check_key::<S>(key)?;
                    // Key and value apart: where they are written at once, some formats take a key such as `!x` for a type (YAML).
                    members.serialize_key(key)?;
                    members
                        .serialize_value(&AnyValue { value, progress })
                        .inspect_err(|_| at_key::<S>(progress, key))?;
                }
                members.end()
            }),
        }
    }
}

/// Writes a number as the one that it is.
///
/// With its feature `arbitrary_precision`, serde_json hands over a text under a key that only serde_json knows; other formats would hold an
/// object, or a list (MessagePack).
fn write_number<S: Serializer>(number: &Number, serializer: S) -> Result<S::Ok, S::Error> {
    if let Some(value) = number.as_i64().filter(|&value| value != 0 || *number == Number::from(0)) {
        serializer.serialize_i64(value)
    } else if let Some(value) = number.as_u64().filter(|&value| value != 0) {
        serializer.serialize_u64(value)
    } else if let Some(value) = number.as_f64().filter(|&it| Number::from_f64(it).as_ref() == Some(number)) {
        serializer.serialize_f64(value)
    } else {
        write_odd_number(number, serializer)
    }
}

/// A number that is spelled as none of Rust's would be.
#[cold]
fn write_odd_number<S: Serializer>(number: &Number, serializer: S) -> Result<S::Ok, S::Error> {
    if std::any::type_name::<S>().contains("serde_json::") {
        return number.serialize(serializer);
    }
    let same = |value: &f64| decimal::same(&value.to_string(), &number.to_string());
    match number.as_f64().filter(same) {
        Some(value) => serializer.serialize_f64(value),
        None => Err(S::Error::custom(format_args!(
            "{} has more digits than a number of 64 bits, and only JSON holds it",
            excerpt(&number.to_string())
        ))),
    }
}

#[cold]
fn no_null<E: Error>() -> E {
    E::custom("the format cannot hold null")
}

#[cold]
fn no_null_because<E: Error>(error: E) -> E {
    let reason = if has_text::<E>() { error.to_string() } else { String::new() };
    if reason.is_empty() {
        no_null()
    } else {
        E::custom(format_args!("the format cannot hold null: {reason}"))
    }
}
