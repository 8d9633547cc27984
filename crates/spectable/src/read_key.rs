//! Reading of keys: a property of a model, or not.

use std::fmt;

use serde_core::de::{DeserializeSeed, Deserializer, Error, Visitor};

use crate::key_index::{KeyIndex, is_same};
use crate::table::RawTable;

/// What a key is to a model.
pub(crate) enum Key {
    Known(usize),
    Unknown(String),
}

/// Finds a key in the table, beginning with the one that is expected next.
pub(crate) struct KeySeed {
    pub(crate) table: &'static RawTable,
    pub(crate) names: &'static KeyIndex,
    pub(crate) next: usize,
}

impl KeySeed {
    #[inline]
    fn find(&self, key: &str) -> Option<usize> {
        if self
            .table
            .fields
            .get(self.next)
            .is_some_and(|field| is_same(field.name.as_bytes(), key.as_bytes()))
        {
            return Some(self.next);
        }
        self.names.find(self.table, key)
    }
}

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = Key;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        // Of a text that is not borrowed, some formats have a buffer for short ones only (CBOR), and refuse the others as `str`.
        deserializer.deserialize_string(self)
    }
}

impl Visitor<'_> for KeySeed {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Key, E> {
        Ok(self.find(key).map_or_else(|| Key::Unknown(key.to_owned()), Key::Known))
    }

    fn visit_string<E: Error>(self, key: String) -> Result<Key, E> {
        Ok(self.find(&key).map_or(Key::Unknown(key), Key::Known))
    }

    /// Some formats have no texts, or keep them apart only by what they hold.
    #[cold]
    fn visit_bytes<E: Error>(self, key: &[u8]) -> Result<Key, E> {
        match str::from_utf8(key) {
            Ok(key) => self.visit_str(key),
            Err(_) => Err(E::invalid_value(serde_core::de::Unexpected::Bytes(key), &self)),
        }
    }
}
