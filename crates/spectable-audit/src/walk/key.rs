//! A key of an object: which property it is, and where it stands.

use std::{borrow::Cow, fmt};

use serde::de::{DeserializeSeed, Deserializer, Error, Visitor};

use super::walker::Walker;
use crate::plan::ModelPlan;

/// A key was there.
pub(super) struct Key;

/// Reads a key for its place alone.
pub(super) struct Locate<'w, 'p, 't, 'c>(pub(super) &'w mut Walker<'p, 't, 'c>);

impl<'de> DeserializeSeed<'de> for Locate<'_, '_, '_, '_> {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Locate<'_, '_, '_, '_> {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E: Error>(self, key: &'de str) -> Result<Key, E> {
        self.0.locate_key(key);
        Ok(Key)
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<Key, E> {
        Ok(Key)
    }
}

/// A key of a model.
pub(super) enum Found<'de> {
    Property(usize),
    Unknown(Cow<'de, str>),
}

/// Finds the property of a key.
pub(super) struct Find<'w, 'p, 't, 'c> {
    pub(super) walker: &'w mut Walker<'p, 't, 'c>,
    pub(super) model: &'p ModelPlan,
    pub(super) guess: &'w mut usize,
}

impl<'de> DeserializeSeed<'de> for Find<'_, '_, '_, '_> {
    type Value = Found<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Found<'de>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Find<'_, '_, '_, '_> {
    type Value = Found<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E: Error>(self, key: &'de str) -> Result<Found<'de>, E> {
        self.walker.locate_key(key);
        let property = self.model.keys.find(key, self.guess);
        Ok(property.map_or(Found::Unknown(Cow::Borrowed(key)), Found::Property))
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Found<'de>, E> {
        let property = self.model.keys.find(key, self.guess);
        Ok(property.map_or_else(|| Found::Unknown(Cow::Owned(key.to_owned())), Found::Property))
    }
}
