//! Views: typed looks at what is in a model, for code that knows its properties by their wire names only.

use std::cell::RefCell;
use std::fmt;
use std::vec;

use serde_core::Serialize as _;
use serde_json::Value;
use time::{Date, OffsetDateTime};

use crate::containers::{List, Map};
use crate::error::Error;
use crate::layout::ModelRef;
use crate::reflect::{self, Alternative, Enum, Field, Item, Kind, Table};
use crate::slots::ItemRef;
use crate::table::{RawEnum, RawKind, RawList, RawMap, RawUnion, RawValues};
use crate::union::AnyUnion;
use crate::value_semantics;
use crate::write::{self, kept};

/// What is in one place of a model: a typed look at it. [`Model::get`](crate::Model::get) has an example.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum View<'a> {
    /// `String`
    Text(&'a str),
    /// `i64` or `i32`
    Integer(i64),
    /// `u64`
    Unsigned(u64),
    /// `f64`
    Number(f64),
    /// `bool`
    Boolean(bool),
    /// `OffsetDateTime`
    DateTime(OffsetDateTime),
    /// `Date`
    Date(Date),
    /// A JSON value of a property or item that may be any, or a value in it.
    Any(&'a Value),
    /// A value of an open enum, of texts or of integers.
    Enum(EnumView<'a>),
    /// A model.
    Model(ModelView<'a>),
    /// A list.
    List(ListView<'a>),
    /// A map.
    Map(MapView<'a>),
    /// A union.
    Union(UnionView<'a>),
    /// An explicit null of a property, or an item that may be null and is.
    Null,
    /// The value of a key that the model does not know, a value in it, what is no alternative of a union, or a value that contradicts the documentation and was
    /// [read tolerantly](crate#tolerant-reading). If it has an [exact text](crate::Extra::exact_text), this is the nearest that a [`Value`] can be.
    Unknown(&'a Value),
}

/// A look at a value of an open enum.
#[derive(Clone, Copy)]
pub struct EnumView<'a> {
    of: &'static RawEnum,
    value: EnumValue<'a>,
}

#[derive(Clone, Copy)]
enum EnumValue<'a> {
    Text(&'a str),
    Integer(i64),
}

/// A look at a model.
#[derive(Clone, Copy)]
pub struct ModelView<'a>(ModelRef<'a>);

/// A look at a list.
#[derive(Clone, Copy)]
pub struct ListView<'a> {
    of: &'static RawList,
    list: &'a dyn List,
}

/// A look at a map.
#[derive(Clone, Copy)]
pub struct MapView<'a> {
    of: &'static RawMap,
    map: &'a dyn Map,
}

/// A look at a union.
#[derive(Clone, Copy)]
pub struct UnionView<'a> {
    of: &'static RawUnion,
    union: &'a dyn AnyUnion,
}

impl<'a> View<'a> {
    /// The view of a value of this kind.
    #[inline]
    pub(crate) fn new(kind: RawKind, item: ItemRef<'a>) -> Self {
        match (kind, item) {
            (_, ItemRef::Text(text)) => Self::Text(text),
            (RawKind::Enum(of), ItemRef::Integer(number)) => {
                Self::Enum(EnumView { of, value: EnumValue::Integer(*number) })
            }
            (_, ItemRef::Integer(number)) => Self::Integer(*number),
            (_, ItemRef::Integer32(number)) => Self::Integer(i64::from(*number)),
            (_, ItemRef::Unsigned(number)) => Self::Unsigned(*number),
            (_, ItemRef::Number(number)) => Self::Number(*number),
            (_, ItemRef::Boolean(value)) => Self::Boolean(*value),
            (_, ItemRef::DateTime(value)) => Self::DateTime(*value),
            (_, ItemRef::Date(value)) => Self::Date(*value),
            (_, ItemRef::Any(value)) => Self::Any(value),
            (RawKind::Enum(of), ItemRef::Enum(text)) => {
                Self::Enum(EnumView { of, value: EnumValue::Text(text) })
            }
            (_, ItemRef::Enum(text)) => Self::Text(text),
            (_, ItemRef::Model(model)) => Self::Model(ModelView(model)),
            (RawKind::List(of), ItemRef::List(list)) => Self::List(ListView { of, list }),
            (RawKind::Map(of), ItemRef::Map(map)) => Self::Map(MapView { of, map }),
            (RawKind::Union(of), ItemRef::Union(union)) => Self::Union(UnionView { of, union }),
            (kind, ItemRef::Option(option)) => option.item().map_or(Self::Null, |item| Self::new(kind, item)),
            // The kind of a list, map or union is always that of its row or item.
            (_, ItemRef::List(_) | ItemRef::Map(_) | ItemRef::Union(_)) => Self::Null,
        }
    }

    /// The text, of a `String`, of an enum of texts, of a JSON string, or of a union that holds one.
    #[inline]
    pub fn as_str(self) -> Option<&'a str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Enum(value) => value.as_str(),
            Self::Any(value) | Self::Unknown(value) => value.as_str(),
            Self::Union(union) => union.value().as_str(),
            _ => None,
        }
    }

    /// The whole number, of a property of one, of an enum of integers, of a JSON number, or of a union that holds one.
    #[inline]
    pub fn as_i64(self) -> Option<i64> {
        match self {
            Self::Integer(number) => Some(number),
            Self::Unsigned(number) => i64::try_from(number).ok(),
            Self::Enum(value) => value.as_i64(),
            Self::Any(value) | Self::Unknown(value) => value.as_i64(),
            Self::Union(union) => union.value().as_i64(),
            _ => None,
        }
    }

    /// What is there, as JSON.
    ///
    /// # Errors
    /// Those of [`to_value`](crate::to_value); the path of the error begins here.
    #[inline]
    pub fn to_value(self) -> Result<Value, Error> {
        match self {
            Self::Text(text) => Ok(text.into()),
            Self::Integer(number) => Ok(number.into()),
            Self::Unsigned(number) => Ok(number.into()),
            Self::Boolean(value) => Ok(value.into()),
            Self::Any(value) | Self::Unknown(value) => Ok(value.clone()),
            Self::Null => Ok(Value::Null),
            Self::Number(number) => write(ItemRef::Number(&number)),
            Self::DateTime(value) => write(ItemRef::DateTime(&value)),
            Self::Date(value) => write(ItemRef::Date(&value)),
            Self::Enum(EnumView { value: EnumValue::Text(text), .. }) => Ok(text.into()),
            Self::Enum(EnumView { value: EnumValue::Integer(number), .. }) => Ok(number.into()),
            Self::Model(view) => view.to_value(),
            Self::List(view) => write(ItemRef::List(view.list)),
            Self::Map(view) => write(ItemRef::Map(view.map)),
            Self::Union(view) => write(view.union.item()),
        }
    }
}

#[inline]
fn write(item: ItemRef<'_>) -> Result<Value, Error> {
    let progress = RefCell::default();
    let result = write::Item { item, progress: &progress }.serialize(serde_json::value::Serializer);
    result.map_err(|error| Error::new(error, &progress.borrow()))
}

impl<'a> EnumView<'a> {
    /// The text, of an enum of texts.
    #[inline]
    pub fn as_str(self) -> Option<&'a str> {
        match self.value {
            EnumValue::Text(text) => Some(text),
            EnumValue::Integer(_) => None,
        }
    }

    /// The number, of an enum of integers.
    #[inline]
    pub fn as_i64(self) -> Option<i64> {
        match self.value {
            EnumValue::Text(_) => None,
            EnumValue::Integer(number) => Some(number),
        }
    }

    /// Whether the value is documented.
    #[inline]
    pub fn is_recognized(self) -> bool {
        match (self.value, self.of.values) {
            (EnumValue::Text(text), RawValues::Texts(known)) => known.contains(&text),
            (EnumValue::Integer(number), RawValues::Integers(known)) => known.contains(&number),
            _ => false,
        }
    }

    /// What the documentation says about the enum.
    #[inline]
    pub fn documentation(self) -> Enum {
        Enum::new(self.of)
    }
}

impl<'a> ModelView<'a> {
    #[inline]
    pub(crate) fn new(model: ModelRef<'a>) -> Self {
        Self(model)
    }

    /// What the documentation says about the model.
    #[inline]
    pub fn table(self) -> Table {
        Table::new(self.0.table())
    }

    /// What is under this key: a property, one of the additional properties, or a key that the model does not know. The key is one key, and not a path.
    #[inline]
    pub fn member(self, key: &str) -> Option<View<'a>> {
        let table = self.0.table();
        let found = match table.fields.iter().position(|field| field.name == key) {
            Some(index) => self.property(index),
            None => self.additional(key),
        };
        found.or_else(|| self.kept(key))
    }

    /// Every documented property, in documented order, with what is there.
    #[inline]
    pub fn fields(self) -> impl ExactSizeIterator<Item = (Field, Option<View<'a>>)> {
        self.table()
            .fields()
            .enumerate()
            .map(move |(index, field)| (field, self.property(index).or_else(|| self.kept(field.wire_name()))))
    }

    /// Every key that is not a property, with its value: [additional properties](Table::additional), then keys that the model does not know.
    #[inline]
    pub fn others(self) -> vec::IntoIter<(&'a str, View<'a>)> {
        let mut others = Vec::new();
        if let Some(map) = self.additional_map() {
            others.extend(map.iter());
        }
        let unknown = kept(self.0).filter(|(key, _)| !self.0.is_property(key));
        others.extend(unknown.filter_map(|(key, _)| Some((key, self.kept(key)?))));
        others.into_iter()
    }

    /// The model as JSON.
    ///
    /// # Errors
    /// Those of [`to_value`](crate::to_value); the path of the error begins here.
    #[inline]
    pub fn to_value(self) -> Result<Value, Error> {
        write(ItemRef::Model(self.0))
    }

    /// Every key that has a value.
    #[inline]
    pub(crate) fn keys(self) -> impl Iterator<Item = &'a str> {
        let properties = self.fields().filter(|(_, view)| view.is_some()).map(|(field, _)| field.wire_name());
        properties.chain(self.others().map(|(key, _)| key))
    }

    #[inline]
    fn property(self, index: usize) -> Option<View<'a>> {
        let field = self.0.table().fields.get(index)?;
        Some(View::new(field.kind, self.0.value(index)?))
    }

    #[inline]
    fn additional_map(self) -> Option<MapView<'a>> {
        match self.0.table().additional?.kind {
            RawKind::Map(of) => Some(MapView { of, map: self.0.additional()? }),
            _ => None,
        }
    }

    #[inline]
    fn additional(self, key: &str) -> Option<View<'a>> {
        self.additional_map()?.get(key)
    }

    /// What is kept beside the properties.
    #[inline]
    fn kept(self, key: &str) -> Option<View<'a>> {
        let value = self.0.extra().get(key)?;
        let is_null = value.is_null() && self.0.is_documented(key);
        Some(if is_null { View::Null } else { View::Unknown(value) })
    }
}

impl<'a> ListView<'a> {
    /// What the items are.
    #[inline]
    pub fn items(self) -> Item {
        Item::new(self.of.item, self.of.nullable)
    }

    /// How many items there are.
    #[inline]
    pub fn len(self) -> usize {
        self.list.len()
    }

    /// Whether there is no item.
    #[inline]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// One item, from 0.
    #[inline]
    pub fn get(self, index: usize) -> Option<View<'a>> {
        self.list.item(index).map(|item| View::new(self.of.item, item))
    }

    /// Each item.
    #[inline]
    pub fn iter(self) -> impl Iterator<Item = View<'a>> {
        (0..self.len()).map_while(move |index| self.get(index))
    }
}

impl<'a> MapView<'a> {
    /// What the values are.
    #[inline]
    pub fn items(self) -> Item {
        Item::new(self.of.item, self.of.nullable)
    }

    /// How many entries there are.
    #[inline]
    pub fn len(self) -> usize {
        self.map.len()
    }

    /// Whether there is no entry.
    #[inline]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The value of a key.
    #[inline]
    pub fn get(self, key: &str) -> Option<View<'a>> {
        self.map.item(key).map(|item| View::new(self.of.item, item))
    }

    /// Each entry, in the order of the keys.
    #[inline]
    pub fn iter(self) -> vec::IntoIter<(&'a str, View<'a>)> {
        let mut entries = Vec::with_capacity(self.len());
        self.map.each(&mut |key, item| {
            entries.push((key, View::new(self.of.item, item)));
            true
        });
        entries.into_iter()
    }
}

impl<'a> UnionView<'a> {
    /// Which alternative it is; `None` where it is none of them.
    #[inline]
    pub fn alternative(self) -> Option<Alternative> {
        match reflect::kind(RawKind::Union(self.of)) {
            Kind::Union(alternatives) => alternatives.iter().nth(self.union.index()),
            _ => None,
        }
    }

    /// What it holds; [`View::Unknown`], where it is none of the alternatives.
    #[inline]
    pub fn value(self) -> View<'a> {
        let item = self.union.item();
        match ((self.of.alternatives)().get(self.union.index()), item) {
            (Some(alternative), item) => View::new(alternative.kind, item),
            (None, ItemRef::Any(value)) => View::Unknown(value),
            (None, item) => View::new(RawKind::Any, item),
        }
    }
}

impl fmt::Debug for EnumView<'_> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.value {
            EnumValue::Text(text) => text.fmt(f),
            EnumValue::Integer(number) => number.fmt(f),
        }
    }
}

impl fmt::Debug for ModelView<'_> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        value_semantics::debug_item(ItemRef::Model(self.0), f)
    }
}

impl fmt::Debug for ListView<'_> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        value_semantics::debug_item(ItemRef::List(self.list), f)
    }
}

impl fmt::Debug for MapView<'_> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        value_semantics::debug_item(ItemRef::Map(self.map), f)
    }
}

impl fmt::Debug for UnionView<'_> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        value_semantics::debug_item(ItemRef::Union(self.union), f)
    }
}
