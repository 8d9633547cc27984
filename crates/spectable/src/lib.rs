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
//! # What lossless means
//! Reading a document from text and writing it to text gives an equal document ([`difference`]): objects compared without order,
//! float properties by their `f64` value, integer properties as numbers, date-times by instant and offset.
//!
//! **Kept**: unknown keys, whatever their values; unknown values of enums; explicit nulls; every text, whole number of 64 bits, finite
//! float, date-time of the years 0 to 9999. The value of an unknown key is kept as text where a [`Value`](serde_json::Value) cannot hold
//! it ([`Extra::exact_text`]): numbers of any size and precision, objects in which a key occurs twice.
//!
//! **Normalised**: the order of keys, white space, escapes in strings; the digits of numbers, so that `1.0` and `1e3` in an integer
//! property become `1` and `1000`, and `-0` becomes `0`; a date-time, which is written with `T`, a point, no zeros at the end of a
//! fraction, `Z` for `+00:00` and `±hh:mm` otherwise.
//!
//! **Rounded**: numbers of float properties, and numbers in `object` properties, to the nearest `f64` (whole numbers of 64 bits are
//! exact in an `object`, and all numbers are where another crate turns on serde_json's `arbitrary_precision`). A leap second becomes the
//! last nanosecond before it, and digits past the ninth are cut off.
//!
//! **Refused**, since it would be lost: a known or unknown key that occurs twice in a model, map or `object`; a null inside a list or map;
//! a value of another kind than documented; a number that is not whole or does not fit `i64` in an integer property, or is beyond `f64`
//! in a float or `object` property; a second 60 that is not a leap second; text that is not Unicode, such as half a surrogate pair; a
//! byte order mark; nesting beyond 127 levels. What cannot be read is not written: deeper nesting, floats that are not finite, other years.
//!
//! Through other formats, serde_json's own functions and [`to_value`] there is no text. There the format rounds numbers as it does, also
//! those of unknown keys; `1.0` is a whole number below 2⁵³ only, from where on floats may be rounded; a key that occurs twice in
//! the value of an unknown key is refused in reading; and [`to_value`] and `Serialize` refuse to write a kept text whose `Value` lacks
//! something. [`from_value`] moves what is unknown as it is. With `arbitrary_precision`, serde_json itself hands over an object whose one
//! key is `$serde_json::private::Number` as a number, and `serde_json::from_value` refuses `1.0` in an integer property.
//!
//! # With serde's own attributes
//! One model as a `#[serde(flatten)]` field works; of two, the first takes the other's keys as unknown ones. In an `untagged`
//! enum, the first model wins, since a model accepts any object.
#![deny(unsafe_code)]

mod argument;
mod containers;
mod decimal;
mod depth;
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
mod reflect;
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
pub use reflect::{Enum, Field, Item, Kind, Table};

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
