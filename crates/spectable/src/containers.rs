//! Lists, maps and open enums: one trait for each, the same for all types of items.
//!
//! The interpreter does not know the `T` of a `Vec<T>`. It uses these traits, and their implementations know `T` only.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::element::{self, Element};
use crate::integer_enum::IntegerEnum;
use crate::open_enum::OpenEnum;
use crate::slots::{ItemMut, ItemRef};
use crate::table::RawKind;

/// An `Option<E>` of an open enum, of texts or of integers.
pub trait AnyEnumSlot {
    /// To be filled.
    fn slot(&mut self) -> OpenEnumSlot<'_>;
    /// The value, if there is one.
    fn item(&self) -> Option<ItemRef<'_>>;
}

/// The slot of an open enum.
pub enum OpenEnumSlot<'a> {
    /// Of texts.
    OfTexts(&'a mut dyn EnumSlot),
    /// Of integers.
    OfIntegers(&'a mut dyn IntegerEnumSlot),
}

/// An `Option<E>` of an open enum of texts.
pub trait EnumSlot {
    /// Puts the value of this text.
    fn put(&mut self, text: &str);
    /// Empties the slot.
    fn clear(&mut self);
}

/// An open enum of texts as an item.
pub trait EnumItem {
    /// Becomes the value of this text.
    fn put(&mut self, text: &str);
}

/// An `Option<E>` of an open enum of integers.
pub trait IntegerEnumSlot {
    /// Puts the value of this number.
    fn put(&mut self, number: i64);
    /// Empties the slot.
    fn clear(&mut self);
}

/// An open enum of integers as an item.
pub trait IntegerEnumItem {
    /// Becomes the value of this number.
    fn put(&mut self, number: i64);
}

/// An `Option<T>` as an item: one that may be null.
pub trait AnyOption {
    /// Puts a blank value, to be filled.
    fn open(&mut self) -> ItemMut<'_>;
    /// Becomes null.
    fn clear(&mut self);
    /// The value, if it is not null.
    fn item(&self) -> Option<ItemRef<'_>>;
    /// What the value is.
    fn kind(&self) -> RawKind;
}

/// An `Option<Vec<T>>`.
pub trait ListSlot {
    /// Puts an empty list with room for so many items.
    fn open(&mut self, capacity: usize) -> &mut dyn List;
    /// Empties the slot.
    fn clear(&mut self);
    /// The list, if there is one.
    fn list(&self) -> Option<&dyn List>;
}

/// A `Vec<T>`.
pub trait List {
    /// Appends a blank item, to be filled.
    fn push_blank(&mut self) -> ItemMut<'_>;
    /// How many items there are.
    fn len(&self) -> usize;
    /// One item.
    fn item(&self, index: usize) -> Option<ItemRef<'_>>;
}

/// An `Option<BTreeMap<String, T>>`.
pub trait MapSlot {
    /// Puts an empty map.
    fn open(&mut self) -> &mut dyn Map;
    /// The map that is there, or an empty one.
    fn go_on(&mut self) -> &mut dyn Map;
    /// Adds an item if the function fills it and says so.
    fn add(&mut self, key: &str, fill: &mut dyn FnMut(ItemMut<'_>) -> bool);
    /// Empties the slot.
    fn clear(&mut self);
    /// The map, if there is one.
    fn map(&self) -> Option<&dyn Map>;
}

/// A `BTreeMap<String, T>`.
pub trait Map {
    /// Adds a blank item, to be filled; `None` where the key is there already.
    fn insert_blank(&mut self, key: String) -> Option<ItemMut<'_>>;
    /// How many entries there are.
    fn len(&self) -> usize;
    /// The item of a key.
    fn item(&self, key: &str) -> Option<ItemRef<'_>>;
    /// Shows each entry, in the order of the keys, until the function says `false`.
    fn each<'a>(&'a self, show: &mut dyn FnMut(&'a str, ItemRef<'a>) -> bool);
}

impl<E: OpenEnum> AnyEnumSlot for Option<E> {
    fn slot(&mut self) -> OpenEnumSlot<'_> {
        OpenEnumSlot::OfTexts(self)
    }
    fn item(&self) -> Option<ItemRef<'_>> {
        self.as_ref().map(|value| ItemRef::Enum(value.as_ref()))
    }
}

impl<E: OpenEnum> EnumSlot for Option<E> {
    fn put(&mut self, text: &str) {
        *self = Some(E::from_text(text));
    }
    fn clear(&mut self) {
        *self = None;
    }
}

impl<E: OpenEnum> EnumItem for E {
    fn put(&mut self, text: &str) {
        *self = E::from_text(text);
    }
}

/// The slot of an enum of integers: an `Option<E>`, which cannot have two implementations of [`AnyEnumSlot`].
#[repr(transparent)]
pub(crate) struct OfIntegers<E>(Option<E>);

impl<E: IntegerEnum> AnyEnumSlot for OfIntegers<E> {
    fn slot(&mut self) -> OpenEnumSlot<'_> {
        OpenEnumSlot::OfIntegers(&mut self.0)
    }
    fn item(&self) -> Option<ItemRef<'_>> {
        self.0.as_ref().map(|value| ItemRef::Integer(value.number()))
    }
}

impl<E: IntegerEnum> IntegerEnumSlot for Option<E> {
    fn put(&mut self, number: i64) {
        *self = Some(E::from_number(number));
    }
    fn clear(&mut self) {
        *self = None;
    }
}

impl<E: IntegerEnum> IntegerEnumItem for E {
    fn put(&mut self, number: i64) {
        *self = E::from_number(number);
    }
}

impl<T: Element> AnyOption for Option<T> {
    fn open(&mut self) -> ItemMut<'_> {
        element::item_mut(self.insert(element::blank()))
    }
    fn clear(&mut self) {
        *self = None;
    }
    fn item(&self) -> Option<ItemRef<'_>> {
        self.as_ref().map(element::item)
    }
    fn kind(&self) -> RawKind {
        element::kind::<T>()
    }
}

impl<T: Element> ListSlot for Option<Vec<T>> {
    fn open(&mut self, capacity: usize) -> &mut dyn List {
        ListSlot::clear(self);
        self.get_or_insert_with(|| Vec::with_capacity(capacity))
    }
    #[inline(never)] // What drops a list is there once.
    fn clear(&mut self) {
        *self = None;
    }
    fn list(&self) -> Option<&dyn List> {
        self.as_ref().map(|list| list as &dyn List)
    }
}

impl<T: Element> List for Vec<T> {
    fn push_blank(&mut self) -> ItemMut<'_> {
        let index = self.len();
        self.push(element::blank());
        element::item_mut(&mut self[index])
    }
    fn len(&self) -> usize {
        self.len()
    }
    fn item(&self, index: usize) -> Option<ItemRef<'_>> {
        self.get(index).map(element::item)
    }
}

impl<T: Element> MapSlot for Option<BTreeMap<String, T>> {
    fn open(&mut self) -> &mut dyn Map {
        self.insert(BTreeMap::new())
    }
    fn go_on(&mut self) -> &mut dyn Map {
        self.get_or_insert_default()
    }
    // Not `insert_blank`, and `remove` where that fails: removing is much code for each type of items.
    fn add(&mut self, key: &str, fill: &mut dyn FnMut(ItemMut<'_>) -> bool) {
        let mut item = element::blank();
        if fill(element::item_mut(&mut item)) {
            self.get_or_insert_default().insert(key.to_owned(), item);
        }
    }
    fn clear(&mut self) {
        *self = None;
    }
    fn map(&self) -> Option<&dyn Map> {
        self.as_ref().map(|map| map as &dyn Map)
    }
}

impl<T: Element> Map for BTreeMap<String, T> {
    fn insert_blank(&mut self, key: String) -> Option<ItemMut<'_>> {
        match self.entry(key) {
            Entry::Occupied(_) => None,
            Entry::Vacant(entry) => Some(element::item_mut(entry.insert(element::blank()))),
        }
    }
    fn len(&self) -> usize {
        self.len()
    }
    fn item(&self, key: &str) -> Option<ItemRef<'_>> {
        self.get(key).map(element::item)
    }
    fn each<'a>(&'a self, show: &mut dyn FnMut(&'a str, ItemRef<'a>) -> bool) {
        for (key, item) in self {
            if !show(key, element::item(item)) {
                return;
            }
        }
    }
}
