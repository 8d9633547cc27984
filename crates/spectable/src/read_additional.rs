//! Reading keys that are no property, where the documentation says what their values are.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};

use crate::layout::ModelMut;
use crate::path::Progress;
use crate::read::{Found, read_item, repeated};
use crate::table::RawField;

/// Reads the value of a key that is no property, where its type is documented.
pub(crate) fn member<'de, A: MapAccess<'de>>(
    mut model: ModelMut<'_>,
    row: &RawField,
    key: &str,
    (members, progress): (&mut A, &mut Progress),
) -> Result<(), A::Error> {
    if model.as_ref().has_other(key) {
        return Err(repeated::<A>(progress, key));
    }
    let seed = AddSeed { model: model.reborrow(), row, key, progress };
    match members.next_value_seed(seed) {
        Ok(Found::Value) => Ok(()),
        Ok(Found::Null) => {
            model.extra().keep_null(key);
            Ok(())
        }
        Err(error) => {
            progress.at_key(key);
            Err(error)
        }
    }
}

/// Reads the value of a key that is no property, or its explicit null.
struct AddSeed<'a, 'p> {
    model: ModelMut<'a>,
    row: &'a RawField,
    key: &'a str,
    progress: &'p mut Progress,
}

impl AddSeed<'_, '_> {
    fn read<'de, D: Deserializer<'de>>(mut self, deserializer: D) -> Result<Found, D::Error> {
        let map = self.model.additional();
        if let Some(item) = map.and_then(|map| map.insert_blank(self.key.to_owned())) {
            read_item(item, deserializer, self.progress)?;
        }
        Ok(Found::Value)
    }
}

impl<'de> DeserializeSeed<'de> for AddSeed<'_, '_> {
    type Value = Found;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Found, D::Error> {
        // An item that may be null asks for an option itself.
        if self.row.has_nullable_items() {
            self.read(deserializer)
        } else {
            deserializer.deserialize_option(self)
        }
    }
}

impl<'de> Visitor<'de> for AddSeed<'_, '_> {
    type Value = Found;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.progress.blame_data();
        f.write_str("a value or null")
    }

    fn visit_unit<E: Error>(self) -> Result<Found, E> {
        Ok(Found::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Found, E> {
        Ok(Found::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Found, D::Error> {
        self.read(deserializer)
    }
}
