//! Texts in any of Arrow's layouts.

use arrow_array::cast::AsArray;
use arrow_array::{Array, LargeStringArray, StringArray, StringViewArray};
use arrow_schema::DataType;

/// Texts in any of Arrow's layouts.
#[derive(Clone, Copy)]
pub(super) enum Texts<'a> {
    Short(&'a StringArray),
    Long(&'a LargeStringArray),
    View(&'a StringViewArray),
}

impl<'a> Texts<'a> {
    pub(super) fn of(array: &'a dyn Array) -> Option<Self> {
        Some(match array.data_type() {
            DataType::Utf8 => Self::Short(array.as_string_opt()?),
            DataType::LargeUtf8 => Self::Long(array.as_string_opt()?),
            DataType::Utf8View => Self::View(array.as_string_view_opt()?),
            _ => return None,
        })
    }

    #[inline]
    pub(super) fn is_valid(self, row: usize) -> bool {
        match self {
            Self::Short(array) => array.is_valid(row),
            Self::Long(array) => array.is_valid(row),
            Self::View(array) => array.is_valid(row),
        }
    }

    #[inline]
    pub(super) fn get(self, row: usize) -> &'a str {
        match self {
            Self::Short(array) => array.value(row),
            Self::Long(array) => array.value(row),
            Self::View(array) => array.value(row),
        }
    }
}
