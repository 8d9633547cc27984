//! Arrays without a value: most columns of a wide model have none in a batch.

use arrow_array::{ArrayRef, new_null_array};
use arrow_schema::DataType;

/// An array of nulls that all batches share.
#[derive(Debug, Default)]
pub(super) struct Blank(Option<ArrayRef>);

impl Blank {
    /// So many nulls.
    pub(super) fn of(&mut self, data_type: &DataType, len: usize) -> ArrayRef {
        match &self.0 {
            Some(array) if array.len() == len => ArrayRef::clone(array),
            Some(array) if array.len() > len => array.slice(0, len),
            _ => ArrayRef::clone(self.0.insert(new_null_array(data_type, len))),
        }
    }
}
