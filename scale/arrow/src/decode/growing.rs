//! What structs, lists and maps ask of the columns in them.

use arrow_array::ArrayRef;
use arrow_array::types::Int32Type;
use arrow_schema::{ArrowError, DataType, Field};

use super::extra::Extra;
use super::failure::Result;
use super::numbers::Numbers;
use super::reading::Reading;
use super::stamps::Stamps;
use crate::error::SchemaError;

/// A column while it grows.
pub(super) trait Growing: Sized {
    /// The empty column of a field.
    fn of(field: &Field, path: &str) -> std::result::Result<Self, SchemaError>;

    /// How many rows it has.
    fn len(&self) -> usize;

    /// Reads a value that is not null, into a row. `false`, and nothing read, if the row has one already.
    fn read_row(&mut self, row: usize, reading: &mut Reading<'_>) -> Result<bool>;

    /// Reads a value that is not null: the next row.
    fn read(&mut self, reading: &mut Reading<'_>) -> Result<()>;

    /// Adds nulls up to a length.
    fn pad(&mut self, len: usize);

    /// Takes out what is after a length, also what was begun and has not ended.
    fn truncate(&mut self, len: usize);

    /// The array; the column is empty after it.
    fn finish(&mut self, data_type: &DataType) -> std::result::Result<ArrayRef, ArrowError>;

    /// Whether its array has something to it even without a value: a dictionary, which stays the same from batch to batch.
    fn has_dictionary(&self) -> bool;

    /// It, as the column of what is besides the others.
    fn as_extra(&mut self) -> Option<&mut Extra>;

    /// It, as a column of date-times.
    fn as_stamps(&mut self) -> Option<&mut Stamps>;

    /// It, as a column of offsets.
    fn as_offsets(&mut self) -> Option<&mut Numbers<Int32Type>>;
}

/// The path of a column within another one.
pub(super) fn joined(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}
