//! A column of numbers, date-times, dates or booleans while it grows.

use std::sync::Arc;

use arrow_array::types::{ArrowPrimitiveType, Date32Type, Float64Type, Int32Type, Int64Type, UInt64Type};
use arrow_array::{ArrayRef, BooleanArray, PrimitiveArray};
use arrow_buffer::{BooleanBuffer, ScalarBuffer};
use arrow_schema::{ArrowError, DataType};
use spectable::pull;

use super::failure::Result;
use super::nulls::Nulls;
use super::reading::Reading;
use crate::date::days_of;

#[derive(Debug)]
pub(super) struct Numbers<T: ArrowPrimitiveType> {
    values: Vec<T::Native>,
    nulls: Nulls,
}

impl<T: ArrowPrimitiveType> Numbers<T> {
    pub(super) fn new() -> Self {
        Self { values: Vec::new(), nulls: Nulls::default() }
    }

    #[inline]
    pub(super) fn len(&self) -> usize {
        self.values.len()
    }

    #[inline]
    pub(super) fn push(&mut self, value: T::Native) {
        self.values.push(value);
        self.nulls.push_value();
    }

    #[inline]
    pub(super) fn pad(&mut self, len: usize) {
        if self.nulls.pad(len) > 0 {
            self.values.resize(len, T::Native::default());
        }
    }

    pub(super) fn truncate(&mut self, len: usize) {
        self.values.truncate(len);
        self.nulls.truncate(len);
    }

    /// The array, of a type that is a `T` with more to it, such as a zone.
    pub(super) fn finish(&mut self, data_type: &DataType) -> std::result::Result<ArrayRef, ArrowError> {
        let values = std::mem::take(&mut self.values);
        self.values.reserve(values.len());
        let array = PrimitiveArray::<T>::try_new(ScalarBuffer::from(values), self.nulls.finish())?;
        Ok(Arc::new(array.with_data_type(data_type.clone())))
    }
}

/// How a number of a type is read: the next row.
macro_rules! read {
    ($ty:ty, $reading:ident => $value:expr) => {
        impl Numbers<$ty> {
            #[inline]
            pub(super) fn read(&mut self, $reading: &mut Reading<'_>) -> Result<()> {
                self.push($value);
                Ok(())
            }
        }
    };
}
read!(Int64Type, reading => reading.integer()?);
read!(Int32Type, reading => reading.integer()?);
read!(UInt64Type, reading => reading.integer()?);
read!(Float64Type, reading => reading.float()?);
read!(Date32Type, reading => days_of(reading.parsed("an ISO-8601 date", pull::date)?));

#[derive(Debug)]
pub(super) struct Booleans {
    values: Vec<bool>,
    nulls: Nulls,
}

impl Booleans {
    pub(super) fn new() -> Self {
        Self { values: Vec::new(), nulls: Nulls::default() }
    }

    #[inline]
    pub(super) fn len(&self) -> usize {
        self.values.len()
    }

    /// Reads a boolean: the next row.
    #[inline]
    pub(super) fn read(&mut self, reading: &mut Reading<'_>) -> Result<()> {
        self.values.push(reading.boolean()?);
        self.nulls.push_value();
        Ok(())
    }

    #[inline]
    pub(super) fn pad(&mut self, len: usize) {
        if self.nulls.pad(len) > 0 {
            self.values.resize(len, false);
        }
    }

    pub(super) fn truncate(&mut self, len: usize) {
        self.values.truncate(len);
        self.nulls.truncate(len);
    }

    pub(super) fn finish(&mut self) -> std::result::Result<ArrayRef, ArrowError> {
        let values = BooleanBuffer::from(self.values.as_slice());
        self.values.clear();
        Ok(Arc::new(BooleanArray::new(values, self.nulls.finish())))
    }
}
