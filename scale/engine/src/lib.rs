//! Documents of documented models at scale: SQL over NDJSON with [DataFusion](https://datafusion.apache.org), and conversions to Parquet and
//! Arrow.
//!
//! The columns of a table come from the documentation, and not from the first documents: [`documented`] makes them. [`table`] makes
//! `STORED AS SPECTABLE` known to a session of DataFusion, with compiled models as well. [`convert`] is the conversion of the command
//! `spectable-scale`. The README of this crate has the commands.
#![forbid(unsafe_code)]

pub mod batches;
pub mod command_line;
pub mod commands;
pub mod convert;
pub mod decompress;
pub mod documented;
pub mod ending;
pub mod evolution;
pub mod failure;
pub mod line_range;
mod printable;
pub mod session;
pub mod sql;
pub mod stores;
pub mod table;
pub mod table_args;
