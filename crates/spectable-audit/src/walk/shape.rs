//! A value under a key that nobody documents: its kind, and the kinds of its items.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::kinds::{Came, Kinds};

/// What a value is.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Seen {
    pub(super) kinds: Kinds,
    /// Those of the items, if it is a list.
    pub(super) items: Kinds,
}

impl Seen {
    fn of(came: Came) -> Self {
        Self { kinds: Kinds::of(came), ..Self::default() }
    }
}

/// Reads a value for its kind.
pub(super) struct Shape;

impl<'de> DeserializeSeed<'de> for Shape {
    type Value = Seen;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Seen, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Shape {
    type Value = Seen;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Seen, E> {
        Ok(Seen::of(Came::Boolean))
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Seen, E> {
        Ok(Seen::of(Came::Whole))
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<Seen, E> {
        Ok(Seen::of(Came::Whole))
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Seen, E> {
        Ok(Seen::of(Came::Fraction))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Seen, E> {
        Ok(Seen { kinds: Kinds::of_text(text), ..Seen::default() })
    }

    fn visit_unit<E: Error>(self) -> Result<Seen, E> {
        Ok(Seen::of(Came::Null))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Seen, A::Error> {
        let mut items = Kinds::default();
        while let Some(item) = list.next_element_seed(Shape)? {
            items.add(item.kinds);
        }
        Ok(Seen { kinds: Kinds::of(Came::List), items })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Seen, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Seen::of(Came::Object))
    }
}
