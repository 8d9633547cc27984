//! Documents to Parquet, Arrow or NDJSON, and back.
//!
//! A conversion writes parts of so many documents into a folder beside its output, and notes each in a journal there once it is on the disk.
//! If it is cut off, the same command goes on after the last part. At the end the parts are joined under another name, which becomes the
//! output's name in one step: there is never half a file under that name.

mod columns;
pub mod conversion;
mod described;
pub mod inputs;
mod join;
mod journal;
mod names;
mod part;
pub mod progress;
mod read;
pub mod run;
mod set_aside;
mod work;

use std::fmt;

use clap::ValueEnum;

use crate::ending::{Compression, Content, Ending};

/// What a conversion makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Target {
    /// Columns that are compressed with zstd, for queries
    Parquet,
    /// Columns as they are in memory, for programs that map them
    Arrow,
    /// A document a line; compressed if the output's name ends in .gz or .zst
    Ndjson,
}

impl Target {
    /// The ending of files of this kind, without the dot.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Parquet => "parquet",
            Self::Arrow => "arrow",
            Self::Ndjson => "ndjson",
        }
    }

    /// How a file of this name is compressed as a whole.
    fn compression(self, name: &str) -> Compression {
        match (self, Ending::of(name)) {
            (Self::Ndjson, Ending { content: Content::Lines, compression }) => compression,
            _ => Compression::None,
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.ending())
    }
}
