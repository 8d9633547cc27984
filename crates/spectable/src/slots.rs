//! Slots and items by kind. [`crate::layout`] makes them, and the code that reads, writes, clones or compares a model uses them.
//!
//! They are typed references, so that every use of them is safe.

use serde_json::Value;
use time::{Date, OffsetDateTime};

use crate::containers::{
    AnyOption, EnumItem, EnumSlot, IntegerEnumItem, IntegerEnumSlot, List, ListSlot, Map, MapSlot,
};
use crate::layout::{BoxSlot, ModelMut, ModelRef};
use crate::union::{AnyUnion, UnionSlot};

/// The slot of a property that is being filled.
pub enum SlotMut<'a> {
    /// `String`
    Text(&'a mut Option<String>),
    /// `i64`
    Integer(&'a mut Option<i64>),
    /// `i32`
    Integer32(&'a mut Option<i32>),
    /// `u64`
    Unsigned(&'a mut Option<u64>),
    /// `f64`
    Number(&'a mut Option<f64>),
    /// `bool`
    Boolean(&'a mut Option<bool>),
    /// `OffsetDateTime`
    DateTime(&'a mut Option<OffsetDateTime>),
    /// `Date`
    Date(&'a mut Option<Date>),
    /// `Value`
    Any(&'a mut Option<Value>),
    /// An open enum of texts.
    Enum(&'a mut dyn EnumSlot),
    /// An open enum of integers.
    IntegerEnum(&'a mut dyn IntegerEnumSlot),
    /// `Box<M>`
    Model(BoxSlot<'a>),
    /// `Vec<T>`
    List(&'a mut dyn ListSlot),
    /// `BTreeMap<String, T>`
    Map(&'a mut dyn MapSlot),
    /// A union.
    Union(&'a mut dyn UnionSlot),
}

/// An item of a list or map that is being filled.
pub enum ItemMut<'a> {
    /// `String`
    Text(&'a mut String),
    /// `i64`
    Integer(&'a mut i64),
    /// `i32`
    Integer32(&'a mut i32),
    /// `u64`
    Unsigned(&'a mut u64),
    /// `f64`
    Number(&'a mut f64),
    /// `bool`
    Boolean(&'a mut bool),
    /// `OffsetDateTime`
    DateTime(&'a mut OffsetDateTime),
    /// `Date`
    Date(&'a mut Date),
    /// `Value`
    Any(&'a mut Value),
    /// An open enum of texts.
    Enum(&'a mut dyn EnumItem),
    /// An open enum of integers.
    IntegerEnum(&'a mut dyn IntegerEnumItem),
    /// `M`
    Model(ModelMut<'a>),
    /// `Vec<T>`
    List(&'a mut dyn List),
    /// `BTreeMap<String, T>`
    Map(&'a mut dyn Map),
    /// A union.
    Union(&'a mut dyn AnyUnion),
    /// What may be null.
    Option(&'a mut dyn AnyOption),
}

/// The value of a property, or an item of a list or map, that is being read.
pub enum ItemRef<'a> {
    /// `String`
    Text(&'a String),
    /// `i64`, or the number of an open enum of integers.
    Integer(&'a i64),
    /// `i32`
    Integer32(&'a i32),
    /// `u64`
    Unsigned(&'a u64),
    /// `f64`
    Number(&'a f64),
    /// `bool`
    Boolean(&'a bool),
    /// `OffsetDateTime`
    DateTime(&'a OffsetDateTime),
    /// `Date`
    Date(&'a Date),
    /// `Value`
    Any(&'a Value),
    /// The text of an open enum of texts.
    Enum(&'a str),
    /// `M`
    Model(ModelRef<'a>),
    /// `Vec<T>`
    List(&'a dyn List),
    /// `BTreeMap<String, T>`
    Map(&'a dyn Map),
    /// A union.
    Union(&'a dyn AnyUnion),
    /// What may be null.
    Option(&'a dyn AnyOption),
}

impl SlotMut<'_> {
    /// Empties the slot.
    pub fn clear(self) {
        match self {
            Self::Text(slot) => *slot = None,
            Self::Integer(slot) => *slot = None,
            Self::Integer32(slot) => *slot = None,
            Self::Unsigned(slot) => *slot = None,
            Self::Number(slot) => *slot = None,
            Self::Boolean(slot) => *slot = None,
            Self::DateTime(slot) => *slot = None,
            Self::Date(slot) => *slot = None,
            Self::Any(slot) => *slot = None,
            Self::Enum(slot) => slot.clear(),
            Self::IntegerEnum(slot) => slot.clear(),
            Self::Model(mut slot) => slot.clear(),
            Self::List(slot) => slot.clear(),
            Self::Map(slot) => slot.clear(),
            Self::Union(slot) => slot.clear(),
        }
    }
}
