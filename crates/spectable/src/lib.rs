//! Models described by tables. One small interpreter reads and writes their JSON, and loses nothing.
//!
//! ```
//! spectable::model! {
//!     pub struct Call = "Call" {
//!         id with_id: String = "id",
//!         direction with_direction: Direction = "direction",
//!     }
//! }
//! spectable::open_enum! {
//!     pub enum Direction { Inbound = "inbound", Outbound = "outbound" }
//! }
//! let text = r#"{"id":"c-1","direction":"sideways","mood":"good"}"#;
//! let call: Call = spectable::from_str(text)?;
//! assert_eq!(call.direction.as_ref().map(|it| it.as_str()), Some("sideways"));
//! assert_eq!(spectable::to_string(&call)?, text); // the unknown value and the unknown key are kept
//! # Ok::<(), spectable::Error>(())
//! ```
//!
//! A documentation page describes a model as a table, and so does [`model!`]. Each invocation becomes a struct and one static
//! table. One reader and one writer, shared by all models, use these tables. So a thousand models cost little more to compile
//! than their structs, and a document keeps what its documentation does not have: unknown keys and explicit nulls
//! ([`Extra`]), unknown enum values ([`open_enum!`], [`integer_enum!`]), and unknown alternatives ([`union!`]).
//!
//! # Reading and writing
//! [`from_slice`], [`from_str`], [`from_reader`], [`from_value`] and [`to_vec`], [`to_string`], [`to_writer`], [`to_value`]
//! give errors that say where: `participants[3].startTime: "yesterday" is not an ISO-8601 date-time at line 1 column 8437`.
//! Models also implement serde's traits; see [Formats](#formats).
//!
//! [`Lines`] reads newline-delimited JSON (logs, exports). [`Stream`] reads JSON values one after the other. Both hold one record at
//! a time in one buffer, and a bad record does not affect the others. [`Reader`] sets how large one document or record may be. With the feature `rayon`, `Lines::par` and
//! `Lines::par_map` read lines on all cores, in their order. [Reading in part](#reading-in-part) is faster still.
//!
//! # What lossless means
//! Reading a document from text and writing it to text gives an equal document ([`difference`]): objects are compared without order,
//! float properties by their `f64` value, integer properties as numbers, date-times by instant and offset.
//!
//! **Kept**: unknown keys with values of any kind; unknown values of enums; what is no alternative of a union; explicit nulls; every text, whole number of 64 bits, finite
//! float, and date-time of the years 0 to 9999. The value of an unknown key is kept as text if a [`Value`](serde_json::Value) cannot hold
//! it ([`Extra::exact_text`]): numbers of any size and precision, objects in which a key occurs twice.
//!
//! **Normalised**: the order of keys, white space, and escapes in strings; the digits of numbers, so that `1.0` and `1e3` in an integer
//! property become `1` and `1000`, and `-0` becomes `0`; date-times, which are written with `T`, a point, no zeros at the end of a
//! fraction, `Z` for `+00:00`, and `±hh:mm` for other offsets.
//!
//! **Rounded**: numbers of float properties, and numbers in `object` properties, to the nearest `f64`; so are those of a
//! union in another spelling than their digits. Whole numbers of 64 bits are
//! exact in an `object`, and all numbers are if another crate turns on serde_json's `arbitrary_precision`. A leap second becomes the
//! last nanosecond before it, and digits of a second after the ninth are cut off.
//!
//! **Refused**, because it would be lost: a key that occurs twice in a model, map or `object`, known or unknown; a null inside a list or
//! map, unless its items are `object` or `Option`s; a value of another kind than documented, unless it is [read tolerantly](#tolerant-reading); a number in an integer property that is not whole or does not fit `i64`, and one beyond
//! `f64` in a float or `object` property; a second 60 that is not a leap second; text that is not Unicode, such as half a surrogate pair; a
//! byte order mark; nesting beyond 127 levels. Writing refuses what cannot be read: deeper nesting, floats that are not finite, other years.
//!
//! Other formats, serde_json's readers and [`to_value`] have no text to keep. There:
//! - The format rounds numbers as it does, also those of unknown keys.
//! - `1.0` is a whole number below 2⁵³ only, because a float above may have been rounded. It is refused if integers and floats are
//!   distinct (CBOR, YAML, RON; serde's `flatten`, `tag`, `untagged`).
//! - Floats that are not finite are refused.
//! - Reading refuses a key that occurs twice in the value of an unknown key. [`to_value`] and `Serialize` refuse to write a kept
//!   text whose `Value` lacks something. Only `serde_json::to_string` and `serde_json::to_vec` write what [`to_string`] and [`to_vec`] write. [`from_value`] moves unknown values without a change.
//! - With `arbitrary_precision`, serde_json passes on an object whose only key is `$serde_json::private::Number` as a number,
//!   and `serde_json::from_value` refuses `1.0` in an integer property. Under `flatten`, `tag` and `untagged`, serde passes on a number
//!   with a fraction as a map, and a property refuses that map, as `f64` does.
//!
//! # Tolerant reading
//! A value of another kind than documented is an error, because the field has no room for it. [`Reader::tolerant`] keeps it instead, and
//! reads the rest of the document: the property is `None`, and the value stays in [`Extra`] under its own wire name.
//!
//! ```
//! use spectable::{Model, Reader};
//!
//! spectable::model! {
//!     pub struct Call = "Call" {
//!         id with_id: String = "id",
//!         parties with_parties: Vec<String> = "parties",
//!     }
//! }
//! let text = r#"{"id":"c-1","parties":"Ada"}"#;
//! let call: Call = Reader::new().tolerant().from_str(text)?;
//! assert_eq!((call.id.as_deref(), call.parties.as_deref()), (Some("c-1"), None));
//! let deviation = call.deviations().next().expect("the server wrote one value for a list");
//! assert_eq!(deviation.to_string(), r#"parties: found string "Ada", documented is a list, each item a string"#);
//! assert_eq!(spectable::to_string(&call)?, text);
//! # Ok::<(), spectable::Error>(())
//! ```
//!
//! - **What is kept**: each value that strict reading refuses for what it is, among it nulls inside lists and maps, numbers that do not fit, and dates
//!   in other forms. The innermost property that holds it keeps all of its value, so that items stay in their places: of a list with one wrong
//!   item the list, of a list of models with a wrong value in one of them just that value. A number that a `Value` cannot hold keeps its
//!   [text](Extra::exact_text), as under an unknown key.
//! - **What stays an error**: text that is not JSON, keys that occur twice, nesting that is too deep, documents that are too long, and failures of a reader. So does a
//!   document that is no object, and a wrong item of a list or map that is the document itself: no property holds it.
//! - **Writing**: all writers write it back. If the field is set, its value is written and not the kept one. [`Model::set_null`] and
//!   [`ExtraMut::remove`] take it out. A strict reader refuses what was written, as it refused what was read; so do formats that hold nothing but what is
//!   documented (postcard, bincode), when it is written.
//! - **Where**: [`Reader`] reads text, bytes, values in memory, lines and streams tolerantly, and formats of serde by [`Reader::seed`], which says
//!   what formats lose. A model with the word `tolerant` ([`model!`]; `tolerant` in the overlay of a generated one) is always read so, by serde's `Deserialize`, too,
//!   with all that it holds.
//! - **What it costs**: nothing for a document without contradictions that is read from text. There a value that contradicts is read twice; through each
//!   level of lists that contradict, once more.
//!
//! [`Model::deviations`] lists what contradicts the documentation, with its place: kept values, nulls where none is documented, and what enums and unions do
//! not know. [`Model::unknowns`] lists unknown keys. With the feature `tracing`, `Model::trace_unexpected` sends an event for each place, once.
//! [`Model::check_request`] says before a request what it lacks, and what it may not carry.
//!
//! # Reading in part
//! A program that looks at a few properties of large documents need not read the others. [`Reader::only`] reads what [paths](#paths) name and skips the rest at several
//! times the speed. The model knows it: [`Model::part`] says what was read, and no writer takes the model for a whole one.
//!
//! ```
//! use spectable::{Model, Reader};
//!
//! spectable::model! {
//!     pub struct Call = "Call" {
//!         id with_id: String = "id",
//!         transcript with_transcript: Vec<String> = "transcript",
//!         participants with_participants: Vec<Participant> = "participants",
//!     }
//!     pub struct Participant = "Participant" {
//!         name with_name: String = "name",
//!         purpose with_purpose: String = "purpose",
//!     }
//! }
//! let log = br#"{"id":"c-1","transcript":["a long text"],"participants":[{"name":"Ada","purpose":"agent"}]}
//! {"id":"c-2","transcript":["a long text"],"participants":[{"purpose":"customer"}]}"#;
//! let reader = Reader::new().only(["id", "participants.purpose"]);
//! reader.check_paths::<Call>()?; // Misspelt paths are found before anything is read.
//! for call in reader.lines::<Call, _>(&log[..]) {
//!     let call = call?;
//!     let participants = call.participants.as_deref().unwrap_or_default();
//!     assert!(participants.iter().all(|it| it.purpose.is_some() && it.name.is_none()));
//!     assert_eq!(call.part().map(|part| part.to_string()).as_deref(), Some("`id`, `participants.purpose`"));
//! }
//! # Ok::<(), spectable::Error>(())
//! ```
//!
//! - **What paths name**: properties, by their wire names. All items of lists and maps are meant, so that there is no step for them, or a star: `participants.purpose`,
//!   `participants.*.purpose` and `participants[*].purpose` are the same. A step that is no property is an additional property, if the model documents
//!   such; else it is an error of the kind [`Path`](ErrorKind::Path), which lists what may be meant. Where a path begins with another one, the shorter counts.
//! - **What is read as a whole**: what a path ends at, with all that is in it. Unions and `object` values are always read as a whole, and a path that goes on in one is an error.
//! - **Unknown keys** are skipped, too, unless [`Reader::with_unknown`] asks for them.
//! - **What is checked of what is skipped**: that the text is UTF-8, and where values end. For lists and objects that is: quotes, backslashes, and the number
//!   of brackets; a comma too many, a wrong escape, a control character in a string, a key that occurs twice and any depth of nesting pass. Numbers and literals must
//!   be spelled as such. What is read is checked as ever, also that its keys occur once. A [`Stream`] looks for the end of each value before it reads it, so there brackets,
//!   commas, colons and quotes must be in their places in what is skipped as well, to a depth of 128 levels,
//!   and no string may have a line break.
//! - **Writing** a model that was read in part is an error of every writer, and of `Serialize`, since the receiver would take what was skipped for deleted. After
//!   [`Model::forget_skipped`] it is written as it is. Changes of the model, and `extra_mut().clear()`, leave it a part.
//! - **Equality**: a model that was read in part is equal to one of the same content of which the same part was read. Its `Debug` ends with `..`.
//! - **Other sources**: [`Reader::from_value`] drops what is skipped. With [`Reader::seed`], the format skips it, and checks it as it does; a format that does not describe itself
//!   (postcard, bincode) cannot skip. A union and, if it is read tolerantly, a model is read into a [`Value`](serde_json::Value) first.
//!
//! # Access by name
//! Code that is configured rather than written (filters, exports, forms) knows properties by their wire names only. [`Model::get`] gives a typed
//! [`View`] of what is in a place, [`Model::set`] puts a value there as reading would, and [`Model::remove`] takes it out. [`Model::fields`] lists the properties of a
//! model, [`Model::visit`] and [`Model::leaves`] all that is in it. [`Model::redact`] makes a document for a log.
//!
//! ```
//! use spectable::{Model, Redact};
//!
//! spectable::model! {
//!     pub struct Call = "Call" {
//!         id with_id: String = "id",
//!         parties with_parties: Vec<Party> = "parties",
//!     }
//!     pub struct Party = "Party" {
//!         name with_name: String = "name",
//!     }
//! }
//! let mut call = Call::default().with_id("c-1");
//! call.set("parties.0.name", "Ada")?;
//! assert_eq!(call.get("parties[0].name").and_then(|view| view.as_str()), Some("Ada"));
//! let paths: Vec<String> = call.leaves().map(|leaf| leaf.path().to_owned()).collect();
//! assert_eq!(paths, ["id", "parties[0].name"]);
//! let for_a_log = call.redact(&Redact::paths(["parties.*.name"])?);
//! assert_eq!(for_a_log.to_string(), r#"{"id":"c-1","parties":[{"name":"…"}]}"#);
//! # Ok::<(), spectable::Error>(())
//! ```
//!
//! ## Paths
//! A path is a chain of steps from the model: `participants.0.startTime`, or as errors and deviations print it, `participants[0].startTime`.
//!
//! | step | what it names |
//! |---|---|
//! | `name`, and `.name` after another step | a key; the index of a list, if it is a number without zeros before it |
//! | `[7]` | the index of a list, from 0 |
//! | `["odd.key"]` | any key, also one that is empty or has points, brackets or spaces in it; with the escapes of JSON (`\"`, `\n`, `\u00e9`) or of Rust (`\u{e9}`) |
//!
//! A name without quotation marks may have any character but `.`, `[`, `]` and `"`. The empty path is the model itself. A union has no step of its own: the
//! path goes on in what it holds. Errors shorten keys of more than 60 characters (`["beginning…"]`); such a path leads to the key that begins so, if there is only
//! one.
//!
//! # Formats
//! A format sees a model as a map and each property as an option, so that a null differs from nothing. JSON of any crate, YAML,
//! CBOR, MessagePack and RON hold everything. If a format cannot hold something, writing refuses it, so that it is not
//! lost in silence:
//! - TOML and query strings have no null.
//! - RON and TOML are written to 127 levels, but their crates read less: RON about 60 levels, TOML about 80. Reading refuses what is
//!   deeper.
//! - bincode and postcard do not describe themselves. They hold what is documented, but no values of any kind: no `object` property that
//!   has a value, and no unknown key. Other formats of this sort may write what they cannot read (BCS), or panic if the
//!   values of a map differ in their type (bitcode). A newer server may send a new key, and it is kept. So clear
//!   [`Extra`] before such a model is written, or use a format that describes itself.
//! - A query string is flat, and all its values are text: it holds no lists, maps and models, and only those unknown values that are strings.
//!
//! The file docs/formats.md of the repository has a table of 22 formats, which a test keeps true. It has no formats, such as XML, that
//! nest and in which everything is text: they return an unknown number as a string.
//!
//! A document of another program may hold what JSON does not. Byte strings and tags are refused. Other values become what the format's
//! crate makes of them: a date of TOML or an identifier of BSON under an unknown key is an object with a key such as `$oid`, and is
//! written as one.
//!
//! `erased_serde` hides the format. So the null that TOML or a query string leaves out, and the number that becomes text in a query string,
//! are lost, and so are the objects that a `Document` of BSON reads as types. Messages have no path there.
//!
//! # With serde's own attributes
//! **`flatten`**: one model works, beside other fields. If there are two, both see every key, and each keeps the keys of the other as
//! unknown ones. Both write them, so the text has each key twice, and reading refuses it ("the key occurs twice in one object"). A map
//! in memory (`serde_json::to_value`) keeps the last of the two, so a change of the first model is lost. Neither model can know about
//! the other. Nest them, or `extra_mut().clear()` one of them.
//!
//! **`untagged`**: the first model that accepts a document wins, and a model accepts any object unless a value in it is wrong. A document
//! that is wrong for the first model is read as the second, which keeps everything as unknown keys. Use `tag` instead, or read the model
//! that you expect.
//!
//! # Tests of code that uses models
//! The feature `proptest` has a [`strategy`](https://docs.rs/proptest) for each model: `spectable::strategy::anything::<Call>()`. The feature `documents`
//! makes random documents without it. For fixtures of a schema, there is the command `spectable sample`.
//!
//! # Errors within other types
//! If a model is part of another type, or is read by another reader, the message of an error contains its path, which begins at the
//! model: `parties[1].startTime: …`. Some crates add the path themselves, as axum's `Json` does with `serde_path_to_error`. For
//! them the message leaves the path out, so that it is not printed twice.
#![deny(unsafe_code)]

mod access;
mod argument;
mod choose;
mod containers;
mod decimal;
mod depth;
mod difference;
#[cfg(feature = "documents")]
pub mod documents;
mod element;
mod enum_semantics;
mod error;
mod expansion;
mod extra;
mod field_set;
mod format;
mod integer_enum;
mod json;
mod key_index;
#[allow(unsafe_code, reason = "the one module that needs it; its head says why it is sound")]
mod layout;
mod leaves;
mod near;
mod open_enum;
mod part;
mod path;
mod read;
mod read_key;
mod read_leaf;
mod read_part;
mod read_value;
mod reader;
mod redact;
mod reflect;
mod request;
mod seed;
mod selection;
mod serialize;
mod slots;
#[cfg(feature = "proptest")]
pub mod strategy;
mod stream;
mod table;
mod timestamp;
#[cfg(feature = "tracing")]
mod trace;
mod unexpected;
mod union;
mod value_semantics;
mod view;
mod visit;
mod walk;
mod write;
mod write_value;

#[doc(hidden)]
pub use expansion::*;

pub use argument::Argument;
pub use difference::difference;
pub use element::Element;
pub use error::{Error, ErrorKind};
pub use extra::{Documented, Extra, ExtraMut, NotDocumented};
pub use integer_enum::IntegerEnum;
pub use json::pull;
pub use json::{
    from_reader, from_slice, from_str, from_value, to_string, to_string_pretty, to_value, to_vec, to_writer,
};
pub use layout::Model;
pub use open_enum::{OpenEnum, Unrecognized};
pub use part::Part;
pub use reader::Reader;
pub use redact::Redact;
pub use reflect::{Alternative, Alternatives, Direction, Enum, Field, Item, Kind, Table};
pub use request::{RequestError, RequestFault, RequestProblem};
#[cfg(feature = "rayon")]
pub use stream::ParLines;
pub use stream::{Lines, Stream};
pub use unexpected::{Oddity, Unexpected};
pub use union::Union;
pub use view::{EnumView, ListView, MapView, ModelView, UnionView, View};
pub use visit::{Leaf, Visit, Visitor};

/// The types of properties, under one roof, for generated code.
pub mod types {
    pub use serde_json::Value;
    pub use std::boxed::Box;
    pub use std::collections::BTreeMap;
    pub use std::string::String;
    pub use std::vec::Vec;
    pub use time::{Date, OffsetDateTime};
}

/// The code of the README compiles and does what it says.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;

#[cfg(doc)]
#[doc = include_str!("../DESIGN.md")]
pub mod _design {}
