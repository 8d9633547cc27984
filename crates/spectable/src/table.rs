//! The table of a model: what a `model!` invocation says, as one static value.
//!
//! These types are what expansions are made of. They are public because an expansion stands in another crate, and
//! hidden because nobody else should name them; [`crate::Table`] is the view for everybody.

use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt;
use std::ptr::NonNull;
use time::{Date, OffsetDateTime};

use crate::containers::{EnumSlot, ListSlot, MapSlot};
use crate::layout::blank::Blank;
use crate::layout::{ItemMut, ItemRef, ModelMut, ModelRef, is_some_of, write_none_of};

/// The table of one model.
pub struct RawTable {
    /// The documented name of the model.
    pub name: &'static str,
    /// Its properties, in documented order.
    pub fields: &'static [RawField],
    /// Where the [`crate::Extra`] stands in the struct, in bytes.
    pub extra: usize,
    /// [`crate::layout::clear_box`] of the model.
    pub clear_box: unsafe fn(NonNull<()>),
    /// The empty model.
    pub blank: Blank,
}

impl fmt::Debug for RawTable {
    /// The name alone: tables refer to one another in circles.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawTable").field("name", &self.name).finish_non_exhaustive()
    }
}

/// One property of a model.
#[derive(Debug)]
pub struct RawField {
    /// The wire name.
    pub name: &'static str,
    /// The Rust name.
    pub ident: &'static str,
    /// The documented name; empty where it is the Rust name.
    pub documented: &'static str,
    /// Where the `Option<T>` stands in the struct, in bytes.
    pub offset: usize,
    /// What `T` is.
    pub kind: RawKind,
    /// What the brackets of the row say: a sum of [`options`].
    pub options: u8,
}

/// What may stand in the brackets of a row, as bits of [`RawField::options`].
#[allow(non_upper_case_globals, reason = "each constant is named as the word that `model!` takes")]
pub mod options {
    /// Requests must carry the property.
    pub const required: u8 = 1;
    /// Requests may not carry the property.
    pub const read_only: u8 = 2;
    /// Has a text instead of a bit: the documented name.
    pub const documented: u8 = 0;
    /// The property should no longer be used; said by the attribute.
    pub const deprecated: u8 = 4;
}

/// What a property or an item is. Each kind names exactly one layout: see [`crate::layout::Property`].
#[derive(Debug, Clone, Copy)]
pub enum RawKind {
    /// `String`
    Text,
    /// `i64`
    Integer,
    /// `f64`
    Number,
    /// `bool`
    Boolean,
    /// `OffsetDateTime`
    DateTime,
    /// `Date`
    Date,
    /// `Value`
    Any,
    /// An open enum.
    Enum(&'static RawEnum),
    /// `Box<M>` as a property, `M` as an item.
    Model(&'static RawTable),
    /// `Vec<T>`
    List(&'static RawList),
    /// `BTreeMap<String, T>`
    Map(&'static RawMap),
}

/// What there is to know about an open enum.
#[derive(Debug)]
pub struct RawEnum {
    /// The Rust name.
    pub name: &'static str,
    /// The known values.
    pub values: &'static [&'static str],
    /// From a pointer to an `Option<E>` to a pointer that knows how to use it.
    pub slot: fn(*mut ()) -> *mut dyn EnumSlot,
    /// [`crate::layout::write_none_of`] of the enum.
    pub write_none: unsafe fn(NonNull<()>),
    /// [`crate::layout::is_some_of`] of the same.
    pub is_some: unsafe fn(NonNull<()>) -> bool,
}

/// What there is to know about a `Vec<T>`.
#[derive(Debug)]
pub struct RawList {
    /// What `T` is.
    pub item: RawKind,
    /// From a pointer to an `Option<Vec<T>>` to a pointer that knows how to use it.
    pub slot: fn(*mut ()) -> *mut dyn ListSlot,
    /// [`crate::layout::write_none_of`] of the list.
    pub write_none: unsafe fn(NonNull<()>),
    /// [`crate::layout::is_some_of`] of the same.
    pub is_some: unsafe fn(NonNull<()>) -> bool,
}

/// What there is to know about a `BTreeMap<String, T>`.
#[derive(Debug)]
pub struct RawMap {
    /// What `T` is.
    pub item: RawKind,
    /// From a pointer to an `Option<BTreeMap<String, T>>` to a pointer that knows how to use it.
    pub slot: fn(*mut ()) -> *mut dyn MapSlot,
    /// [`crate::layout::write_none_of`] of the map.
    pub write_none: unsafe fn(NonNull<()>),
    /// [`crate::layout::is_some_of`] of the same.
    pub is_some: unsafe fn(NonNull<()>) -> bool,
}

/// What the item of a list or map may be: a leaf, an open enum, a list, a map, or a model.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be an item of a list or map",
    label = "not a kind of item",
    note = "an item is a String, i64, f64, bool, OffsetDateTime, Date, serde_json::Value, an `open_enum!`, a Vec<T>, a BTreeMap<String, T> or a model without a Box"
)]
pub trait Element: Sized + Send + Sync + 'static {
    /// What it is.
    const KIND: RawKind;
    /// A value to be filled.
    fn blank() -> Self;
    /// Itself, to be filled.
    fn as_item_mut(&mut self) -> ItemMut<'_>;
    /// Itself, to be read.
    fn as_item(&self) -> ItemRef<'_>;
}

macro_rules! leaf {
    ($($ty:ty => $kind:ident, $blank:expr;)*) => {$(
        impl Element for $ty {
            const KIND: RawKind = RawKind::$kind;
            fn blank() -> Self {
                $blank
            }
            fn as_item_mut(&mut self) -> ItemMut<'_> {
                ItemMut::$kind(self)
            }
            fn as_item(&self) -> ItemRef<'_> {
                ItemRef::$kind(self)
            }
        }
    )*};
}

leaf! {
    String => Text, String::new();
    i64 => Integer, 0;
    f64 => Number, 0.0;
    bool => Boolean, false;
    OffsetDateTime => DateTime, OffsetDateTime::UNIX_EPOCH;
    Date => Date, Date::MIN;
    Value => Any, Value::Null;
}

impl<M: crate::Model> Element for M {
    const KIND: RawKind = RawKind::Model(M::RAW_TABLE);
    fn blank() -> Self {
        M::default()
    }
    fn as_item_mut(&mut self) -> ItemMut<'_> {
        ItemMut::Model(ModelMut::of(self))
    }
    fn as_item(&self) -> ItemRef<'_> {
        ItemRef::Model(ModelRef::of(self))
    }
}

impl<T: Element> Element for Vec<T> {
    const KIND: RawKind = RawKind::List(&RawList {
        item: T::KIND,
        slot: |slot| slot.cast::<Option<Self>>(),
        write_none: write_none_of::<Self>,
        is_some: is_some_of::<Self>,
    });
    fn blank() -> Self {
        Self::new()
    }
    fn as_item_mut(&mut self) -> ItemMut<'_> {
        ItemMut::List(self)
    }
    fn as_item(&self) -> ItemRef<'_> {
        ItemRef::List(self)
    }
}

impl<T: Element> Element for BTreeMap<String, T> {
    const KIND: RawKind = RawKind::Map(&RawMap {
        item: T::KIND,
        slot: |slot| slot.cast::<Option<Self>>(),
        write_none: write_none_of::<Self>,
        is_some: is_some_of::<Self>,
    });
    fn blank() -> Self {
        Self::new()
    }
    fn as_item_mut(&mut self) -> ItemMut<'_> {
        ItemMut::Map(self)
    }
    fn as_item(&self) -> ItemRef<'_> {
        ItemRef::Map(self)
    }
}
