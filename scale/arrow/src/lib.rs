//! Arrow schemas, record batches and NDJSON of documented models. Nothing is lost on the way.
//!
//! ```
//! use spectable_arrow::{Decoder, Encoder, Records, arrow_schema};
//!
//! spectable::model! {
//!     pub struct Call = "Call" {
//!         id with_id: String = "id",
//!         start_time with_start_time: spectable::types::OffsetDateTime = "startTime",
//!         direction with_direction: Direction = "direction",
//!     }
//! }
//! spectable::open_enum! {
//!     pub enum Direction { Inbound = "inbound", Outbound = "outbound" }
//! }
//! let lines = br#"{"id":"c-1","startTime":"2026-05-04T10:00:00+02:00","direction":"sideways"}
//! {"id":null,"mood":"good"}
//! "#;
//! let mut written = Vec::new();
//! for batch in Records::new(&lines[..], Decoder::new(arrow_schema::<Call>())?) {
//!     let batch = batch?;
//!     assert_eq!(batch.num_columns(), 4); // three properties and `_extra`
//!     Encoder::new(batch.schema())?.encode(&batch, &mut written)?;
//! }
//! assert_eq!(written, lines);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [`arrow_schema`] makes a schema of the static table of a model, and [`Columns`] one with chosen columns. [`Decoder`] and [`Records`] read NDJSON, or one list,
//! straight into columns, without models in between. [`Encoder`] writes batches as NDJSON.
//!
//! # Columns
//! | what is documented | column |
//! |---|---|
//! | text, whole numbers of 64 and 32 bits, of 64 bits from 0 on, floats, booleans | `Utf8`, `Int64`, `Int32`, `UInt64`, `Float64`, `Boolean` |
//! | date-time | `Timestamp(Microsecond, "UTC")`, and where it is [asked for](Columns::offsets) a column with the offset in seconds, `Int32` |
//! | date | `Date32` |
//! | enum of texts | `Dictionary(Int32, Utf8)`; the documented values come first, then unknown ones as they occur |
//! | enum of integers | `Int64` |
//! | list, map | `List`, `Map` with keys of the type `Utf8`; items may be null |
//! | model | `Struct`; and `Utf8` with JSON text where it is within itself, or deeper than is [chosen](Columns::depth) |
//! | any value, union | `Utf8` with JSON text: the canonical extension type `arrow.json` |
//! | anything else in an object | `_extra`, `Utf8` with a JSON object as text, in each struct and at the root |
//!
//! All columns may be null, because every property may be left out.
//!
//! What the types do not say is in the metadata of the schema and of its fields, under the keys of [`metadata`]: what a property is, its format and
//! documentation, what is required, the values of enums, the names of all properties. So a schema is all that a decoder and an encoder need, and a Parquet
//! file or a plan that carries it carries the model along. A projection of a schema is a schema: what is left out of it is passed over, and not checked.
//! A schema without this metadata is read and written by its types alone. Batches of some readers, such as that of parquet, have a schema without its own
//! metadata; the reader has it.
//!
//! # What is kept
//! A document that is read and written is equal to what it was: see "What lossless means" in the documentation of `spectable`. The columns have what they can hold,
//! and `_extra` of the same object has the rest:
//! - unknown keys, with their values as they are spelled; also those of a model whose other keys are documented to be of some type;
//! - a null under the key of a property, which so differs from a property that is left out;
//! - the text of a date-time that a column does not hold exactly: its offset, if that has no column of its own; digits of a second after the sixth; a leap second.
//!   The column has the instant, in whole microseconds. If a list or map has such a date-time, the text of all of it is kept;
//! - with [`Wrong::Keep`], values of another kind than documented.
//!
//! So a query sees a null in a column for what is left out, for what is null, and for what is of another kind; `_extra` tells them apart.
//!
//! Without the columns `_extra` ([`Columns::extra`], or a projection) all this is lost. JSON text is checked to be JSON, but not against the model or union that it is of.
//!
//! # With documentation
//! A static table has no documentation, which programs do not need. With the feature `schema`, `Columns::of_schema` makes the same columns of a schema as the
//! generator reads it, with the documentation of models and properties.

#![forbid(unsafe_code)]

mod columns;
mod compact;
mod date;
mod decode;
mod described;
#[cfg(feature = "schema")]
mod documented;
mod encode;
mod error;
pub mod metadata;

pub use columns::{Columns, ColumnsError, arrow_schema};
pub use decode::{Decoder, Records, Wrong};
pub use encode::Encoder;
pub use error::{Error, SchemaError};

/// The code of the README compiles and does what it says.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
