//! Which of several alternatives a value is: decided as at run time, by its JSON type and then by keys of the object.

use std::{borrow::Cow, collections::BTreeMap, fmt};

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::plan::{Kind, Plan, UnionPlan};

/// Whether values of a kind have a JSON type, by the first character of a value.
fn is_of(kind: Kind, first: u8) -> bool {
    match kind {
        Kind::Text | Kind::DateTime | Kind::Date => first == b'"',
        Kind::Integer | Kind::Integer32 | Kind::Unsigned | Kind::Number => {
            matches!(first, b'-' | b'0'..=b'9')
        }
        Kind::Boolean => matches!(first, b't' | b'f'),
        Kind::List(_) => first == b'[',
        Kind::Model(_) | Kind::Map(_) => first == b'{',
        Kind::Any | Kind::Union(_) => true,
        Kind::Enum(_) => false,
    }
}

/// The slot of the alternative that a value is.
pub(super) fn alternative(
    plan: &Plan,
    union: &UnionPlan,
    raw: &str,
) -> Result<Option<usize>, serde_json::Error> {
    let first = raw.bytes().next().unwrap_or_default();
    let fits = |slot: usize| match plan.slots.get(slot).map(|it| it.kind) {
        Some(Kind::Enum(at)) => {
            let integers = plan.enums.get(at).is_some_and(|it| it.integers);
            is_of(if integers { Kind::Integer } else { Kind::Text }, first)
        }
        Some(kind) => is_of(kind, first),
        None => false,
    };
    let fitting = || union.alternatives.iter().filter(|it| fits(it.slot));
    if first != b'{' || fitting().all(|it| it.test.is_none()) {
        return Ok(fitting().find(|it| it.test.is_none()).map(|it| it.slot));
    }
    let keys: Vec<&str> = fitting().filter_map(|it| it.test.as_ref().map(|(key, _)| key.as_str())).collect();
    let found = serde_json::Deserializer::from_str(raw).deserialize_map(Members(&keys))?;
    let holds = |test: &Option<(String, Vec<String>)>| {
        test.as_ref().is_some_and(|(key, values)| {
            found.get(key.as_str()).is_some_and(|value| {
                values.is_empty() || value.as_ref().is_some_and(|value| values.iter().any(|it| it == value))
            })
        })
    };
    let holding = fitting().find(|it| holds(&it.test));
    Ok(holding.or_else(|| fitting().find(|it| it.test.is_none())).map(|it| it.slot))
}

/// Reads the values of some keys: the text of a scalar, or that there is another value.
struct Members<'k>(&'k [&'k str]);

impl<'de, 'k> Visitor<'de> for Members<'k> {
    type Value = BTreeMap<&'k str, Option<String>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut found = BTreeMap::new();
        while let Some(key) = map.next_key::<Text<'de>>()? {
            match self.0.iter().find(|it| **it == key.0) {
                Some(key) => {
                    let value = map.next_value::<Scalar>()?;
                    found.insert(*key, value.0);
                }
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(found)
    }
}

/// A text that is borrowed where it can be.
struct Text<'de>(Cow<'de, str>);

impl<'de> Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Read;
        impl<'de> Visitor<'de> for Read {
            type Value = Text<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }
            fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Borrowed(text)))
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(Read)
    }
}

/// The text of a scalar; `None` for any other value.
struct Scalar(Option<String>);

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Read;
        impl<'de> Visitor<'de> for Read {
            type Value = Scalar;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("any value")
            }
            fn visit_bool<E: Error>(self, value: bool) -> Result<Scalar, E> {
                Ok(Scalar(Some(value.to_string())))
            }
            fn visit_i64<E: Error>(self, value: i64) -> Result<Scalar, E> {
                Ok(Scalar(Some(value.to_string())))
            }
            fn visit_u64<E: Error>(self, value: u64) -> Result<Scalar, E> {
                Ok(Scalar(Some(value.to_string())))
            }
            fn visit_f64<E: Error>(self, _: f64) -> Result<Scalar, E> {
                Ok(Scalar(None))
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Scalar, E> {
                Ok(Scalar(Some(text.to_owned())))
            }
            fn visit_unit<E: Error>(self) -> Result<Scalar, E> {
                Ok(Scalar(None))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Scalar, A::Error> {
                while list.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Scalar(None))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Scalar, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Scalar(None))
            }
        }
        deserializer.deserialize_any(Read)
    }
}
