//! A column of the texts of an enum while it grows: keys into a dictionary.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::types::Int32Type;
use arrow_array::{ArrayRef, DictionaryArray, Int32Array, StringArray};
use arrow_buffer::ScalarBuffer;
use arrow_schema::ArrowError;

use super::failure::Result;
use super::nulls::Nulls;
use super::reading::Reading;

/// The documented values come first, in their order; then others as they occur. The dictionary stays the same from batch to batch as long as no new
/// value occurs, so that batches are put together without a look at it.
#[derive(Debug)]
pub(super) struct Words {
    known: usize,
    words: Vec<Arc<str>>,
    indexes: HashMap<Arc<str>, i32>,
    keys: Vec<i32>,
    nulls: Nulls,
    dictionary: Option<Arc<StringArray>>,
}

impl Words {
    /// So many are compared before one is looked up.
    const FEW: usize = 8;

    /// As many unknown values go along into the next batch.
    const UNKNOWN: usize = 1024;

    pub(super) fn new(values: Vec<String>) -> Self {
        let mut words = Self {
            known: 0,
            words: Vec::new(),
            indexes: HashMap::new(),
            keys: Vec::new(),
            nulls: Nulls::default(),
            dictionary: None,
        };
        for value in values {
            words.index(&value);
        }
        words.known = words.words.len();
        words
    }

    #[inline]
    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    /// Reads a string: the next row.
    #[inline]
    pub(super) fn read(&mut self, reading: &mut Reading<'_>) -> Result<()> {
        self.push(&reading.string("a string")?);
        Ok(())
    }

    #[inline]
    fn push(&mut self, word: &str) {
        // Enums have few values, and records of one kind come together.
        let last = self.keys.last().copied().unwrap_or_default();
        let key = match self.words.get(last as usize) {
            Some(known) if **known == *word => last,
            _ => match self.words.iter().take(Self::FEW).position(|known| **known == *word) {
                Some(index) => index as i32,
                None => self.index(word),
            },
        };
        self.keys.push(key);
        self.nulls.push_value();
    }

    fn index(&mut self, word: &str) -> i32 {
        if let Some(&index) = self.indexes.get(word) {
            return index;
        }
        let index = self.words.len() as i32;
        let word: Arc<str> = word.into();
        self.words.push(Arc::clone(&word));
        self.indexes.insert(word, index);
        self.dictionary = None;
        index
    }

    #[inline]
    pub(super) fn pad(&mut self, len: usize) {
        if self.nulls.pad(len) > 0 {
            self.keys.resize(len, 0);
        }
    }

    pub(super) fn truncate(&mut self, len: usize) {
        self.keys.truncate(len);
        self.nulls.truncate(len);
    }

    pub(super) fn finish(&mut self) -> std::result::Result<ArrayRef, ArrowError> {
        let words = &self.words;
        let dictionary =
            self.dictionary.get_or_insert_with(|| Arc::new(StringArray::from_iter_values(words)));
        let dictionary = Arc::clone(dictionary);
        let keys = std::mem::take(&mut self.keys);
        self.keys.reserve(keys.len());
        let keys = Int32Array::try_new(ScalarBuffer::from(keys), self.nulls.finish())?;
        if self.words.len() - self.known > Self::UNKNOWN {
            for word in self.words.drain(self.known..) {
                self.indexes.remove(&word);
            }
            self.dictionary = None;
        }
        Ok(Arc::new(DictionaryArray::<Int32Type>::try_new(keys, dictionary)?))
    }
}
