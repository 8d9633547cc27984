//! The table of a model: what a `model!` invocation says, as one static value.
//!
//! These types are what expansions are made of. They are public because an expansion stands in another crate, and
//! hidden because nobody else should name them; [`crate::Table`] is the view for everybody.

use std::fmt;

use crate::containers::{EnumSlot, ListSlot, MapSlot};
use crate::layout::RawOption;
use crate::layout::whole::Whole;

/// The table of one model.
pub struct RawTable {
    /// The documented name of the model.
    pub name: &'static str,
    /// Its properties, in documented order.
    pub fields: &'static [RawField],
    /// What the rows do not say.
    pub whole: Whole,
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
    /// What `T` is.
    pub kind: RawKind,
    /// What the brackets of the row say: a sum of [`options`].
    pub options: u8,
}

impl RawField {
    /// The Rust name, as `Debug` shows names.
    pub(crate) fn plain_ident(&self) -> &'static str {
        plain(self.ident)
    }
}

/// An identifier without the mark of a raw one.
pub(crate) fn plain(ident: &str) -> &str {
    ident.strip_prefix("r#").unwrap_or(ident)
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
    /// [`crate::OpenEnum::IDENTS`].
    pub idents: &'static str,
    /// The known values.
    pub values: &'static [&'static str],
    /// From a pointer to an `Option<E>` to a pointer that knows how to use it.
    pub slot: fn(*mut ()) -> *mut dyn EnumSlot,
    /// What else there is to know of it.
    pub option: RawOption,
}

/// What there is to know about a `Vec<T>`.
#[derive(Debug)]
pub struct RawList {
    /// What `T` is.
    pub item: RawKind,
    /// From a pointer to an `Option<Vec<T>>` to a pointer that knows how to use it.
    pub slot: fn(*mut ()) -> *mut dyn ListSlot,
    /// What else there is to know of it.
    pub option: RawOption,
}

/// What there is to know about a `BTreeMap<String, T>`.
#[derive(Debug)]
pub struct RawMap {
    /// What `T` is.
    pub item: RawKind,
    /// From a pointer to an `Option<BTreeMap<String, T>>` to a pointer that knows how to use it.
    pub slot: fn(*mut ()) -> *mut dyn MapSlot,
    /// What else there is to know of it.
    pub option: RawOption,
}
