//! Reading of any JSON value, with the same limit of depth as everything else.

use std::fmt;
use std::str::FromStr;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use crate::path::Progress;
use crate::read::nested;

/// The key under which serde_json hands over a number, as text, when its feature `arbitrary_precision` is on. Another crate of
/// the same build may turn it on.
const NUMBER_TOKEN: &str = "$serde_json::private::Number";

/// Whether that feature is on: a number is then its text. Without it, the key is a key like any other.
const NUMBERS_ARE_TEXT: bool = size_of::<Number>() == size_of::<String>();

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
        nested(self.progress, |progress| {
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
        if NUMBERS_ARE_TEXT && first == NUMBER_TOKEN {
            let text = members.next_value::<String>()?;
            return Number::from_str(&text).map(Value::Number).map_err(A::Error::custom);
        }
        nested(self.progress, |progress| {
            let mut map = Map::new();
            let mut key = Some(first);
            while let Some(name) = key {
                let value = members
                    .next_value_seed(ValueSeed { progress })
                    .inspect_err(|_| progress.at_key(&name))?;
                map.insert(name, value);
                key = members.next_key()?;
            }
            Ok(Value::Object(map))
        })
    }
}
