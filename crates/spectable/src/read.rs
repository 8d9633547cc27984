//! Reading: one visitor for every model, driven by its table.
//!
//! The members of an object come in any order; since servers mostly write documented order, the property after the last one
//! is tried first. Each value is read straight into its slot.

use std::fmt;

use serde_core::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::containers::{AnyOption, List, Map};
use crate::depth;
use crate::element::{self, Element};
use crate::field_set::FieldSet;
use crate::format::tells_kinds;
use crate::json;
use crate::layout::ModelMut;
use crate::part::PartMark;
use crate::path::{self, Progress};
use crate::read_key::{Key, KeySeed};
use crate::read_leaf::{self, Leaf};
use crate::read_value::read_value;
use crate::slots::{ItemMut, SlotMut};
use crate::table::RawField;
use crate::union::AnyUnion;

/// Reads a model, list, map or leaf.
pub(crate) fn read<'de, T: Element, D: Deserializer<'de>>(
    deserializer: D,
    progress: &mut Progress,
) -> Result<T, D::Error> {
    let mut value = element::blank::<T>();
    read_item(element::item_mut(&mut value), deserializer, progress)?;
    Ok(value)
}

/// `Deserialize` of a model or union. The path goes into the message, since a format's error has no other place for it.
pub fn deserialize<'de, M: Element, D: Deserializer<'de>>(deserializer: D) -> Result<M, D::Error> {
    with_path(deserializer, Progress::default())
}

/// Reads a document where the progress begins. The path goes into the message.
pub(crate) fn with_path<'de, T: Element, D: Deserializer<'de>>(
    deserializer: D,
    mut progress: Progress,
) -> Result<T, D::Error> {
    read(deserializer, &mut progress).map_err(|error| {
        let path = progress.path();
        if path.is_empty() || !progress.is_about_data() || path::is_tracked_by::<D>() {
            error
        } else {
            path::if_told(D::Error::custom(format_args!("{path}: {error}")), &path, error)
        }
    })
}

fn read_item<'de, D: Deserializer<'de>>(
    item: ItemMut<'_>,
    deserializer: D,
    progress: &mut Progress,
) -> Result<(), D::Error> {
    match item {
        ItemMut::Text(item) => *item = String::read(deserializer, progress)?,
        ItemMut::Integer(item) => *item = i64::read(deserializer, progress)?,
        ItemMut::Integer32(item) => *item = i32::read(deserializer, progress)?,
        ItemMut::Unsigned(item) => *item = u64::read(deserializer, progress)?,
        ItemMut::Number(item) => *item = f64::read(deserializer, progress)?,
        ItemMut::Boolean(item) => *item = bool::read(deserializer, progress)?,
        ItemMut::DateTime(item) => *item = Leaf::read(deserializer, progress)?,
        ItemMut::Date(item) => *item = Leaf::read(deserializer, progress)?,
        ItemMut::Any(item) => *item = read_value(deserializer, progress)?,
        ItemMut::Enum(item) => read_leaf::with_text(deserializer, progress, |text| item.put(text))?,
        ItemMut::IntegerEnum(item) => item.put(i64::read(deserializer, progress)?),
        ItemMut::Model(model) => read_model(model, deserializer, progress)?,
        ItemMut::List(list) => read_list(list, deserializer, progress)?,
        ItemMut::Map(map) => read_map(map, deserializer, progress)?,
        ItemMut::Union(union) => read_union(union, deserializer, progress)?,
        ItemMut::Option(option) => deserializer.deserialize_option(OptionVisitor { option, progress })?,
    }
    Ok(())
}

#[inline(always)]
fn read_slot<'de, D: Deserializer<'de>>(
    slot: SlotMut<'_>,
    deserializer: D,
    progress: &mut Progress,
) -> Result<(), D::Error> {
    match slot {
        SlotMut::Text(slot) => *slot = Some(String::read(deserializer, progress)?),
        SlotMut::Integer(slot) => *slot = Some(i64::read(deserializer, progress)?),
        SlotMut::Integer32(slot) => *slot = Some(i32::read(deserializer, progress)?),
        SlotMut::Unsigned(slot) => *slot = Some(u64::read(deserializer, progress)?),
        SlotMut::Number(slot) => *slot = Some(f64::read(deserializer, progress)?),
        SlotMut::Boolean(slot) => *slot = Some(bool::read(deserializer, progress)?),
        SlotMut::DateTime(slot) => *slot = Some(Leaf::read(deserializer, progress)?),
        SlotMut::Date(slot) => *slot = Some(Leaf::read(deserializer, progress)?),
        SlotMut::Any(slot) => *slot = Some(read_value(deserializer, progress)?),
        SlotMut::Enum(slot) => read_leaf::with_text(deserializer, progress, |text| slot.put(text))?,
        SlotMut::IntegerEnum(slot) => slot.put(i64::read(deserializer, progress)?),
        SlotMut::Model(slot) => read_model(slot.open(), deserializer, progress)?,
        SlotMut::List(slot) => read_list(slot.open(0), deserializer, progress)?,
        SlotMut::Map(slot) => read_map(slot.open(), deserializer, progress)?,
        SlotMut::Union(slot) => read_union(slot.open(), deserializer, progress)?,
    }
    Ok(())
}

fn read_model<'de, D: Deserializer<'de>>(
    model: ModelMut<'_>,
    deserializer: D,
    progress: &mut Progress,
) -> Result<(), D::Error> {
    // A value that contradicts the documentation is gone when a format has refused to hand it over as what is documented. So a tolerant
    // reader asks for all values as what they are, and makes the model of them.
    if (progress.is_tolerant() || model.table().is_tolerant()) && tells_kinds(&deserializer) {
        return read_as_value(ItemMut::Model(model), deserializer, progress);
    }
    depth::reading(progress, |progress| {
        let mark = progress.scope.here();
        let visitor = ModelVisitor { model, progress };
        match mark {
            None => deserializer.deserialize_map(visitor),
            Some(mark) => deserializer.deserialize_map(PartVisitor(visitor, mark)),
        }
    })
}

fn read_list<'de, D: Deserializer<'de>>(
    list: &mut dyn List,
    deserializer: D,
    progress: &mut Progress,
) -> Result<(), D::Error> {
    depth::reading(progress, |progress| deserializer.deserialize_seq(ListVisitor { list, progress }))
}

fn read_map<'de, D: Deserializer<'de>>(
    map: &mut dyn Map,
    deserializer: D,
    progress: &mut Progress,
) -> Result<(), D::Error> {
    depth::reading(progress, |progress| deserializer.deserialize_map(MapVisitor { map, progress }))
}

/// A format tells its values one after the other, and what tells alternatives apart may come last.
fn read_union<'de, D: Deserializer<'de>>(
    union: &mut dyn AnyUnion,
    deserializer: D,
    progress: &mut Progress,
) -> Result<(), D::Error> {
    read_as_value(ItemMut::Union(union), deserializer, progress)
}

fn read_as_value<'de, D: Deserializer<'de>>(
    item: ItemMut<'_>,
    deserializer: D,
    progress: &mut Progress,
) -> Result<(), D::Error> {
    let value = read_value(deserializer, progress)?;
    json::read_into(item, value, progress).map_err(|message| {
        progress.blame_data();
        D::Error::custom(progress.with_alternative(message))
    })
}

struct OptionVisitor<'a, 'p> {
    option: &'a mut dyn AnyOption,
    progress: &'p mut Progress,
}

impl<'de> Visitor<'de> for OptionVisitor<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.progress.blame_data();
        f.write_str("a value or null")
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.option.clear();
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.visit_none()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        read_item(self.option.open(), deserializer, self.progress)
    }
}

pub(crate) struct ModelVisitor<'a, 'p> {
    pub(crate) model: ModelMut<'a>,
    pub(crate) progress: &'p mut Progress,
}

impl<'de> Visitor<'de> for ModelVisitor<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.progress.blame_data();
        write!(f, "an object ({})", self.model.table().name)
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut members: A) -> Result<(), A::Error> {
        let table = self.model.table();
        let names = self.model.keys();
        let mut seen = FieldSet::default();
        let mut next = 0;
        while let Some(key) = members.next_key_seed(KeySeed { table, names, next })? {
            match key {
                Key::Known(index) => {
                    self.read_member(index, &mut seen, &mut members)?;
                    next = index + 1;
                }
                Key::Unknown(key) => self.keep_member(&key, &mut members)?,
            }
        }
        Ok(())
    }
}

/// Reads what a mark says of a model. With a visitor of its own, the loop over the members of a whole model is as it would be without it.
struct PartVisitor<'a, 'p>(ModelVisitor<'a, 'p>, PartMark);

impl<'de> Visitor<'de> for PartVisitor<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<(), A::Error> {
        self.0.visit_part(members, self.1)
    }
}

impl ModelVisitor<'_, '_> {
    #[inline]
    pub(crate) fn read_member<'de, A: MapAccess<'de>>(
        &mut self,
        index: usize,
        seen: &mut FieldSet,
        members: &mut A,
    ) -> Result<(), A::Error> {
        let Some(field) = self.model.table().fields.get(index) else { return Ok(()) };
        if !seen.insert(index) {
            return Err(repeated::<A>(self.progress, field.name));
        }
        let slot = Slot { model: self.model.reborrow(), index };
        let found = members.next_value_seed(OrNull { place: slot, progress: self.progress });
        self.keep_if_null(field.name, found)
    }

    /// Keeps the null that was found in place of a value.
    #[inline]
    fn keep_if_null<E>(&mut self, key: &str, found: Result<Found, E>) -> Result<(), E> {
        match found {
            Ok(Found::Value) => Ok(()),
            Ok(Found::Null) => {
                self.model.extra().keep_null(key);
                Ok(())
            }
            Err(error) => {
                self.progress.at_key(key);
                Err(error)
            }
        }
    }

    pub(crate) fn keep_member<'de, A: MapAccess<'de>>(
        &mut self,
        key: &str,
        members: &mut A,
    ) -> Result<(), A::Error> {
        if let Some(row) = self.model.table().additional {
            return self.add_member(row, key, members);
        }
        let value = members
            .next_value_seed(crate::read_value::ValueSeed { progress: self.progress })
            .inspect_err(|_| {
                self.progress.at_key(key);
            })?;
        self.model.extra().keep(key, value).map_err(|_| repeated::<A>(self.progress, key))
    }

    /// Reads the value of a key that is not a property, where its type is documented.
    fn add_member<'de, A: MapAccess<'de>>(
        &mut self,
        row: &RawField,
        key: &str,
        members: &mut A,
    ) -> Result<(), A::Error> {
        if self.model.as_ref().has_other(key) {
            return Err(repeated::<A>(self.progress, key));
        }
        let found = if row.has_nullable_items() {
            // An item that may be null asks for an option itself.
            let Some(item) = self.model.add_other(key) else {
                return Err(repeated::<A>(self.progress, key));
            };
            members.next_value_seed(ItemSeed { item, progress: self.progress }).map(|()| Found::Value)
        } else {
            let other = Other { model: self.model.reborrow(), key };
            members.next_value_seed(OrNull { place: other, progress: self.progress })
        };
        self.keep_if_null(key, found)
    }
}

/// The error of a key that was there before.
#[cold]
fn repeated<'de, A: MapAccess<'de>>(progress: &mut Progress, key: &str) -> A::Error {
    progress.blame_data();
    progress.at_key(key);
    if path::is_tracked_by::<A>() {
        // The caller's path leads to the object.
        A::Error::custom(format_args!("the key {:?} occurs twice in one object", path::excerpt(key)))
    } else {
        A::Error::custom("the key occurs twice in one object")
    }
}

enum Found {
    Value,
    Null,
}

/// Where the value of a member goes. It is looked up where it is filled, so that one jump by its kind serves both.
trait Place {
    fn fill<'de, D: Deserializer<'de>>(
        self,
        deserializer: D,
        progress: &mut Progress,
    ) -> Result<(), D::Error>;
}

/// The slot of a property.
struct Slot<'a> {
    model: ModelMut<'a>,
    index: usize,
}

impl Place for Slot<'_> {
    #[inline(always)]
    fn fill<'de, D: Deserializer<'de>>(
        mut self,
        deserializer: D,
        progress: &mut Progress,
    ) -> Result<(), D::Error> {
        self.model.slot(self.index).map_or(Ok(()), |slot| read_slot(slot, deserializer, progress))
    }
}

/// The value of a key that is not a property.
struct Other<'a> {
    model: ModelMut<'a>,
    key: &'a str,
}

impl Place for Other<'_> {
    fn fill<'de, D: Deserializer<'de>>(
        mut self,
        deserializer: D,
        progress: &mut Progress,
    ) -> Result<(), D::Error> {
        self.model.add_other(self.key).map_or(Ok(()), |item| read_item(item, deserializer, progress))
    }
}

/// Reads the value of a member into its place, or its explicit null.
struct OrNull<'p, P> {
    place: P,
    progress: &'p mut Progress,
}

impl<'de, P: Place> DeserializeSeed<'de> for OrNull<'_, P> {
    type Value = Found;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Found, D::Error> {
        deserializer.deserialize_option(self)
    }
}

impl<'de, P: Place> Visitor<'de> for OrNull<'_, P> {
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

    #[inline]
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Found, D::Error> {
        self.place.fill(deserializer, self.progress).map(|()| Found::Value)
    }
}

/// Reads an item of a list or map into its place.
struct ItemSeed<'a, 'p> {
    item: ItemMut<'a>,
    progress: &'p mut Progress,
}

impl<'de> DeserializeSeed<'de> for ItemSeed<'_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        read_item(self.item, deserializer, self.progress)
    }
}

/// Appends an item to a list, if there is one more, and reads it.
struct NextSeed<'a, 'p> {
    list: &'a mut dyn List,
    progress: &'p mut Progress,
}

impl<'de> DeserializeSeed<'de> for NextSeed<'_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        read_item(self.list.push_blank(), deserializer, self.progress)
    }
}

struct ListVisitor<'a, 'p> {
    list: &'a mut dyn List,
    progress: &'p mut Progress,
}

impl<'de> Visitor<'de> for ListVisitor<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.progress.blame_data();
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let Self { list, progress } = self;
        loop {
            let index = list.len();
            match items.next_element_seed(NextSeed { list, progress }) {
                Ok(Some(())) => {}
                Ok(None) => return Ok(()),
                Err(error) => {
                    progress.at_index(index);
                    return Err(error);
                }
            }
        }
    }
}

struct MapVisitor<'a, 'p> {
    map: &'a mut dyn Map,
    progress: &'p mut Progress,
}

impl<'de> Visitor<'de> for MapVisitor<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.progress.blame_data();
        f.write_str("an object with keys of any name")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let Self { map, progress } = self;
        while let Some(key) = members.next_key::<String>()? {
            let Some(item) = map.insert_blank(key.clone()) else {
                return Err(repeated::<A>(progress, &key));
            };
            members.next_value_seed(ItemSeed { item, progress }).inspect_err(|_| progress.at_key(&key))?;
        }
        Ok(())
    }
}
