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
//! Models also implement serde's traits, for the formats of serde: see below.
//!
//! [`Lines`] reads newline-delimited JSON (logs, exports), and [`Stream`] JSON values one after the other, a record at a
//! time in one buffer; a bad record costs only itself. [`Reader`] sets how much one document or record may hold.
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
//! those of unknown keys; `1.0` is a whole number below 2⁵³ only, from where on floats may be rounded, and is refused where integers and
//! floats are kept apart (CBOR, YAML, RON; serde's `flatten`, `tag`, `untagged`); floats that are not finite are refused; a key that
//! occurs twice in the value of an unknown key is refused in reading; and [`to_value`] and `Serialize` refuse to write a kept text whose `Value` lacks
//! something. [`from_value`] moves what is unknown as it is. With `arbitrary_precision`, serde_json itself hands over an object whose one
//! key is `$serde_json::private::Number` as a number, `serde_json::from_value` refuses `1.0` in an integer property, and under `flatten`,
//! `tag` and `untagged` serde hands over a number with a fraction as a map, which a property refuses as an `f64` does.
//!
//! # Formats
//! A model is a map to each format, and each property an option, so that a null is something else than nothing. JSON of any crate, YAML,
//! CBOR, MessagePack and RON hold everything. Where a format cannot hold something, it is refused when it is written, so that it is not
//! lost in silence:
//! - TOML and query strings have no null.
//! - RON and TOML are written to 127 levels, but their crates read less: RON about 60 levels, TOML about 80. What is deeper is an error in
//!   reading.
//! - bincode and postcard, which do not describe themselves, hold all that is documented except values of any kind: no
//!   `object` property that is set, and no unknown key. Others of their kind may write what they cannot read (BCS), or panic where the
//!   values of a map differ in their type (bitcode). A key that a newer server sends is kept, so reckon with it: clear
//!   [`Extra`] before such a model is written, or keep it in a format that describes itself.
//! - A query string is flat, and all its values are text: no lists, maps and models, and of what is unknown nothing but strings.
//!
//! docs/formats.md of the repository has a table of 22 formats, which a test keeps true. Formats in which all is text but that nest,
//! such as XML, are not among them: they give back an unknown number as a string.
//!
//! What a document of another program holds and JSON does not is refused (byte strings, tags), or becomes what the format's crate makes
//! of it: a date of TOML or an identifier of BSON under an unknown key is an object with a key such as `$oid`, and is written as one.
//!
//! `erased_serde` hides the format. So the null that TOML or a query string leaves out, and the number that becomes text in a query string,
//! are lost, as are the objects that a `Document` of BSON takes for types; and messages have no path.
//!
//! # With serde's own attributes
//! **`flatten`**: one model works, beside other fields. Of two, both see every key, and each keeps those of the other as unknown ones. Both
//! write them, so the text has each key twice and is refused when it is read ("the key occurs twice in one object"). A map in memory
//! (`serde_json::to_value`) keeps the last of two, and a change of the first model is lost. Neither model can know of
//! the other; nest them, or `extra_mut().clear()` one of them.
//!
//! **`untagged`**: the first model that accepts a document wins, and a model accepts any object that is not bad for it. A document that is bad
//! for the first model is taken as the second, which keeps everything as unknown keys. Use `tag` instead, or read the model that it must be.
//!
//! # Errors within other types
//! Where a model is a part of another type, or is read by another reader, the path of an error stands in its message and begins at the
//! model: `parties[1].startTime: …`. Who tracks the path already, as axum's `Json` does with `serde_path_to_error`, gets a message
//! without it, so that it is not there twice.
#![deny(unsafe_code)]

mod argument;
mod containers;
mod decimal;
mod depth;
mod difference;
mod element;
mod enum_semantics;
mod error;
mod expansion;
mod extra;
mod field_set;
mod json;
mod key_index;
#[allow(unsafe_code, reason = "the one module that needs it; its head says why it is sound")]
mod layout;
mod leaves;
mod open_enum;
mod path;
mod read;
mod read_leaf;
mod read_value;
mod reader;
mod reflect;
mod slots;
mod stream;
mod table;
mod timestamp;
mod value_semantics;
mod write;
mod write_value;

#[doc(hidden)]
pub use expansion::*;

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
