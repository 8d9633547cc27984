//! A column of texts while it grows.

use std::sync::Arc;

use arrow_array::{ArrayRef, StringArray};
use arrow_buffer::{Buffer, OffsetBuffer, ScalarBuffer};
use arrow_schema::ArrowError;

use super::failure::{Failure, Result};
use super::nulls::Nulls;
use super::reading::Reading;

/// The longest that the texts of a batch may be.
const LONGEST: usize = i32::MAX as usize;

#[derive(Debug)]
pub(super) struct Texts {
    bytes: Vec<u8>,
    ends: Vec<i32>,
    nulls: Nulls,
}

impl Texts {
    pub(super) fn new() -> Self {
        Self { bytes: Vec::new(), ends: vec![0], nulls: Nulls::default() }
    }

    #[inline]
    pub(super) fn len(&self) -> usize {
        self.ends.len() - 1
    }

    /// Reads a string: the next row.
    #[inline]
    pub(super) fn read(&mut self, reading: &mut Reading<'_>) -> Result<()> {
        let text = reading.string("a string")?;
        if self.push(&text) { Ok(()) } else { Err(Failure::too_long(reading.tokens.at())) }
    }

    /// Adds a text. `false` if the column is too long for that.
    #[inline]
    #[must_use]
    pub(super) fn push(&mut self, text: &str) -> bool {
        self.bytes.extend_from_slice(text.as_bytes());
        self.commit()
    }

    /// Where the next text is written, before [`commit`](Self::commit).
    #[inline]
    pub(super) fn bytes(&mut self) -> &mut Vec<u8> {
        &mut self.bytes
    }

    /// Adds the text that was written. `false` if the column is too long for that.
    #[inline]
    #[must_use]
    pub(super) fn commit(&mut self) -> bool {
        if self.bytes.len() > LONGEST {
            return false;
        }
        self.ends.push(self.bytes.len() as i32);
        self.nulls.push_value();
        true
    }

    /// Where the text at an index begins.
    pub(super) fn end(&self) -> usize {
        self.ends.last().map_or(0, |&end| end as usize)
    }

    /// The texts from an index on.
    pub(super) fn from(&self, start: usize) -> impl Iterator<Item = &[u8]> {
        let ends = self.ends.get(start..).unwrap_or_default();
        ends.windows(2).map(|ends| match ends {
            [start, end] => self.bytes.get(*start as usize..*end as usize).unwrap_or_default(),
            _ => &[],
        })
    }

    /// Adds nulls up to a length.
    #[inline]
    pub(super) fn pad(&mut self, len: usize) {
        if self.nulls.pad(len) > 0 {
            let end = self.end() as i32;
            self.ends.resize(len + 1, end);
        }
    }

    pub(super) fn truncate(&mut self, len: usize) {
        self.ends.truncate(len + 1);
        self.bytes.truncate(self.end());
        self.nulls.truncate(len);
    }

    /// The array, without the nulls if it can have none; the column is empty after it.
    pub(super) fn finish(&mut self) -> std::result::Result<StringArray, ArrowError> {
        let ends = std::mem::replace(&mut self.ends, vec![0]);
        let bytes = std::mem::take(&mut self.bytes);
        self.ends.reserve(ends.len());
        self.bytes.reserve(bytes.len());
        let offsets = OffsetBuffer::new(ScalarBuffer::from(ends));
        StringArray::try_new(offsets, Buffer::from_vec(bytes), self.nulls.finish())
    }

    pub(super) fn finish_ref(&mut self) -> std::result::Result<ArrayRef, ArrowError> {
        Ok(Arc::new(self.finish()?))
    }
}
