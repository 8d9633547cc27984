//! Which documents are the same for every reader.
//!
//! A JSON value in memory holds less than its text: one value for each key, and numbers as 64-bit integers and floats.
//! Readers that go through it may differ from a reader of the text there, and only there.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// The value of a text in which each key occurs once in its object, each number is one that [`Value`] holds exactly, and no key
/// is one that serde_json keeps for itself; `None` for any other text.
pub(super) fn value(text: &[u8]) -> Option<Value> {
    let value = serde_json::from_slice::<Unique>(text).ok()?.0;
    (exact_numbers(text) && !has_private_key(&value)).then_some(value)
}

/// A value whose objects have each key once.
struct Unique(Value);

impl<'de> Deserialize<'de> for Unique {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(UniqueVisitor).map(Self)
    }
}

struct UniqueVisitor;

impl<'de> Visitor<'de> for UniqueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(Unique(item)) = items.next_element()? {
            list.push(item);
        }
        Ok(list.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some((key, Unique(value))) = members.next_entry::<String, Unique>()? {
            if map.insert(key, value).is_some() {
                return Err(A::Error::custom("a key occurs twice"));
            }
        }
        Ok(map.into())
    }
}

/// Whether every number of a JSON text is held exactly by an integer or float of 64 bits: few digits, and a small exponent.
fn exact_numbers(text: &[u8]) -> bool {
    let mut rest = text;
    while let Some((&byte, behind)) = rest.split_first() {
        rest = match byte {
            b'"' => behind_string(behind),
            b'-' | b'0'..=b'9' => {
                let is_part = |byte: &u8| matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9');
                let length = rest.iter().take_while(|byte| is_part(byte)).count();
                let (number, behind) = rest.split_at(length);
                if !is_exact(&String::from_utf8_lossy(number)) {
                    return false;
                }
                behind
            }
            _ => behind,
        };
    }
    true
}

/// What comes after the closing quote.
fn behind_string(mut rest: &[u8]) -> &[u8] {
    loop {
        rest = match rest {
            [b'\\', _, behind @ ..] => behind,
            [b'"', behind @ ..] => return behind,
            [_, behind @ ..] => behind,
            [] => return rest,
        };
    }
}

fn is_exact(number: &str) -> bool {
    if number.parse::<i64>().is_ok() || number.parse::<u64>().is_ok() {
        // `-0` is not an integer to serde_json.
        return number != "-0";
    }
    let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let digits = mantissa.bytes().filter(u8::is_ascii_digit).count();
    // From 2^53 on, a float in memory may be the neighbour of the whole number that was meant, and is not taken for one.
    let is_small = number.parse::<f64>().is_ok_and(|value| value.abs() < 9_007_199_254_740_992.0);
    digits <= 15 && is_small && exponent.parse::<i32>().is_ok_and(|exponent| exponent.abs() <= 280)
}

fn has_private_key(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.iter().any(has_private_key),
        Value::Object(members) => members
            .iter()
            .any(|(key, value)| key.starts_with("$serde_json::private") || has_private_key(value)),
        _ => false,
    }
}
