//! Models described by tables: one small interpreter reads and writes their JSON, and loses nothing.
//!
//! A documentation page describes a model as a table, and so does [`model!`]. Each invocation becomes a struct and one static
//! table; one reader and one writer, shared by all models, work by it. So a thousand models cost little more to compile
//! than their structs, and what a document holds beyond its documentation survives: unknown keys and explicit nulls
//! ([`Extra`]), unknown enum values ([`open_enum!`]).
//!
//! # Reading and writing
//! [`from_slice`], [`from_str`], [`from_reader`], [`from_value`] and [`to_vec`], [`to_string`], [`to_writer`], [`to_value`]
//! give errors that say where: `participants[3].startTime: "yesterday" is not an ISO-8601 date-time at line 1 column 8437`.
//! Models also implement serde's traits, for every format that describes itself.
//!
//! [`Lines`] reads newline-delimited JSON (logs, exports), and [`Stream`] JSON values one after the other, a record at a
//! time in one buffer; a bad record costs only itself. [`Reader`] sets how much one document or record may hold.
//!
//! # What lossless means
//! Reading a document and writing it gives an equal document: objects compared without order, float properties by their
//! `f64` value, date-times by instant and offset. Spelling is normalised: digits of numbers and fractions of seconds, `Z` for
//! `+00:00`, the order of keys. A leap second becomes the last nanosecond before it, and digits past the ninth are rounded.
//! A key that occurs twice, a null inside a list or map, a value of another kind than documented, and nesting beyond 127
//! levels are errors.
//!
//! # With serde's own attributes
//! One model as a `#[serde(flatten)]` field works; of two, the first takes the other's keys as unknown ones. In an `untagged`
//! enum, the first model wins, since a model accepts any object.
#![deny(unsafe_code)]

mod argument;
mod containers;
mod difference;
mod element;
mod enum_semantics;
mod error;
mod extra;
mod field_set;
mod json;
#[allow(unsafe_code, reason = "the one module that needs it; its head says why it is sound")]
mod layout;
mod names;
mod open_enum;
mod path;
mod read;
mod read_leaf;
mod read_value;
mod reader;
mod reflect;
mod stream;
mod table;
mod timestamp;
mod value_semantics;
mod write;

/// The one that expansions mean: `::core` may be another crate where they stand.
#[doc(hidden)]
pub use ::core as __core;
pub use argument::Argument;
pub use difference::difference;
pub use element::Element;
pub use error::{Error, ErrorKind};
pub use extra::{Documented, Extra, ExtraMut, NotDocumented};
pub use json::{
    from_reader, from_slice, from_str, from_value, to_string, to_string_pretty, to_value, to_vec, to_writer,
};
pub use layout::Model;
pub use open_enum::{OpenEnum, Unrecognized};
pub use reader::Reader;
pub use reflect::{Enum, Field, Item, Kind, Table};
pub use stream::{Lines, Stream};

/// The types of properties, under one roof, for generated code.
pub mod types {
    pub use serde_json::Value;
    pub use std::boxed::Box;
    pub use std::collections::BTreeMap;
    pub use std::string::String;
    pub use std::vec::Vec;
    pub use time::{Date, OffsetDateTime};
}

/// What the expansions of [`model!`] and [`open_enum!`] are made of. Not for use by hand: it changes without notice.
#[doc(hidden)]
pub mod private {
    /// What all open enums do alike.
    pub mod enums {
        pub use crate::enum_semantics::*;
    }
    pub use crate::argument::{Converted, set};
    pub use crate::element::{Element, EnumShape, Shape};
    pub use crate::layout::Property;
    pub use crate::layout::whole::{Whole, blank};
    pub use crate::read::deserialize;
    pub use crate::table::{RawField, RawKind, RawTable, options};
    pub use crate::value_semantics::{clone, debug, eq};
    pub use crate::write::serialize;
    pub use serde::{Deserialize, Deserializer, Serialize, Serializer};
}
