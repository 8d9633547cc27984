//! A column of JSON text while it grows.

use arrow_array::ArrayRef;
use arrow_schema::ArrowError;

use super::failure::{Failure, Result};
use super::reading::Reading;
use super::texts::Texts;
use crate::compact::push_compact;

#[derive(Debug)]
pub(super) struct Json {
    texts: Texts,
    /// What a message says of the values, where they are objects only.
    object: Option<Box<str>>,
}

impl Json {
    pub(super) fn new(object: Option<String>) -> Self {
        Self { texts: Texts::new(), object: object.map(Box::from) }
    }

    #[inline]
    pub(super) fn len(&self) -> usize {
        self.texts.len()
    }

    pub(super) fn read(&mut self, reading: &mut Reading<'_>) -> Result<()> {
        if let Some(expected) = &self.object
            && reading.tokens.peek() != Some(b'{')
        {
            return Err(reading.wrong_kind(expected));
        }
        push_compact(reading.value()?, self.texts.bytes());
        if self.texts.commit() { Ok(()) } else { Err(Failure::too_long(reading.tokens.at())) }
    }

    #[inline]
    pub(super) fn pad(&mut self, len: usize) {
        self.texts.pad(len);
    }

    pub(super) fn truncate(&mut self, len: usize) {
        self.texts.truncate(len);
    }

    pub(super) fn finish(&mut self) -> std::result::Result<ArrayRef, ArrowError> {
        self.texts.finish_ref()
    }
}
