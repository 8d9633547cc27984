//! Reading of any JSON value, with the same limit of depth as everything else.

use std::fmt;
use std::str::FromStr;

use serde_core::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::map::Entry;
use serde_json::{Map, Number, Value};

use crate::decimal::numbers_are_text;
use crate::depth;
use crate::path::Progress;

/// The key under which serde_json hands over a number, as text, when its feature `arbitrary_precision` is on. Without it, the key is a
/// key like any other.
const NUMBER_TOKEN: &str = "$serde_json::private::Number";

/// Reads any value.
pub(crate) fn read_value<'de, D: Deserializer<'de>>(
    deserializer: D,
    progress: &mut Progress,
) -> Result<Value, D::Error> {
    ValueSeed { progress }.deserialize(deserializer)
}

pub(crate) struct ValueSeed<'p> {
    pub(crate) progress: &'p mut Progress,
}

impl<'de> DeserializeSeed<'de> for ValueSeed<'_> {
    type Value = Value;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ValueSeed<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.progress.blame_data();
        f.write_str("a JSON value")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<Value, E> {
        Number::from_i128(value).map_or_else(|| self.visit_f64(value as f64), |number| Ok(number.into()))
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Value, E> {
        Number::from_u128(value).map_or_else(|| self.visit_f64(value as f64), |number| Ok(number.into()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        match Number::from_f64(value) {
            Some(number) => Ok(Value::Number(number)),
            None => {
                self.progress.blame_data();
                Err(E::custom(format_args!("{value} is not a JSON number")))
            }
        }
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        Ok(Value::String(text.to_owned()))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Value, E> {
        Ok(Value::String(text))
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        depth::reading(self.progress, |progress| {
            let mut list = Vec::new();
            loop {
                match items.next_element_seed(ValueSeed { progress }) {
                    Ok(Some(item)) => list.push(item),
                    Ok(None) => return Ok(Value::Array(list)),
                    Err(error) => {
                        progress.at_index(list.len());
                        return Err(error);
                    }
                }
            }
        })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let Some(first) = members.next_key::<String>()? else { return Ok(Value::Object(Map::new())) };
        let progress = self.progress;
        if first == NUMBER_TOKEN && numbers_are_text() {
            return read_number(members, progress);
        }
        depth::reading(progress, |progress| read_members(Map::new(), Some(first), members, progress))
    }
}

/// Reads members into an object, beginning with the one whose key is read.
fn read_members<'de, A: MapAccess<'de>>(
    mut object: Map<String, Value>,
    first: Option<String>,
    mut members: A,
    progress: &mut Progress,
) -> Result<Value, A::Error> {
    let mut next = first;
    while let Some(key) = next {
        match object.entry(key) {
            Entry::Vacant(entry) => {
                let value = members
                    .next_value_seed(ValueSeed { progress })
                    .inspect_err(|_| progress.at_key(entry.key()))?;
                entry.insert(value);
            }
            Entry::Occupied(entry) => {
                progress.blame_data();
                progress.at_key(entry.key());
                return Err(A::Error::custom("the key occurs twice in one object"));
            }
        }
        next = members.next_key()?;
    }
    Ok(Value::Object(object))
}

/// Reads what is a number, or an object that looks like one for a while.
#[cold]
fn read_number<'de, A: MapAccess<'de>>(mut members: A, progress: &mut Progress) -> Result<Value, A::Error> {
    let value =
        members.next_value_seed(ValueSeed { progress }).inspect_err(|_| progress.at_key(NUMBER_TOKEN))?;
    let next = members.next_key()?;
    match value.as_str().map(Number::from_str) {
        Some(Ok(number)) if next.is_none() => Ok(Value::Number(number)),
        _ => depth::reading(progress, |progress| {
            let object = Map::from_iter([(NUMBER_TOKEN.to_owned(), value)]);
            read_members(object, next, members, progress)
        }),
    }
}
