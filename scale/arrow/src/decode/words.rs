//! A column of the texts of an enum while it grows: keys into a dictionary.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::types::Int32Type;
use arrow_array::{ArrayRef, DictionaryArray, Int32Array, StringArray};
use arrow_buffer::ScalarBuffer;
use arrow_schema::ArrowError;

use super::failure::{Failure, Result};
use super::nulls::Nulls;
use super::reading::Reading;

/// The documented values come first, in their order; then others as they occur. The dictionary stays the same from batch to batch as long as no new
/// value occurs, so that batches are put together without a look at it.
#[derive(Debug)]
pub(super) struct Words {
    known: usize,
    words: Vec<Arc<str>>,
    /// The row of this batch that each of the last words came first in. The words before are those of other batches.
    rows: Vec<usize>,
    /// How long all words are.
    bytes: usize,
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

    /// How long the words of a dictionary may be.
    const LONGEST: usize = i32::MAX as usize;

    pub(super) fn new(values: Vec<String>) -> Self {
        let mut words = Self {
            known: 0,
            words: Vec::new(),
            rows: Vec::new(),
            bytes: 0,
            indexes: HashMap::new(),
            keys: Vec::new(),
            nulls: Nulls::default(),
            dictionary: None,
        };
        for value in values {
            // Values of metadata are in memory already, and far shorter than what a dictionary holds.
            let _index = words.index(&value);
        }
        words.rows.clear();
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
        let word = reading.string("a string")?;
        if self.push(&word) { Ok(()) } else { Err(Failure::too_long(reading.tokens.at())) }
    }

    /// Adds a word. `false` if the dictionary is too long for that.
    #[inline]
    #[must_use]
    fn push(&mut self, word: &str) -> bool {
        // Enums have few values, and records of one kind come together.
        let last = self.keys.last().copied().unwrap_or_default();
        let key = match self.words.get(last as usize) {
            Some(known) if **known == *word => last,
            _ => match self.words.iter().take(Self::FEW).position(|known| **known == *word) {
                Some(index) => index as i32,
                None => match self.index(word) {
                    Some(index) => index,
                    None => return false,
                },
            },
        };
        self.keys.push(key);
        self.nulls.push_value();
        true
    }

    /// The index of a word, which may be new; `None` if the dictionary is too long for that.
    fn index(&mut self, word: &str) -> Option<i32> {
        if let Some(&index) = self.indexes.get(word) {
            return Some(index);
        }
        if self.bytes + word.len() > Self::LONGEST {
            return None;
        }
        let index = i32::try_from(self.words.len()).ok()?;
        let word: Arc<str> = word.into();
        self.bytes += word.len();
        self.words.push(Arc::clone(&word));
        self.rows.push(self.keys.len());
        self.indexes.insert(word, index);
        self.dictionary = None;
        Some(index)
    }

    /// Forgets the last word.
    fn forget(&mut self) {
        if let Some(word) = self.words.pop() {
            self.bytes -= word.len();
            self.indexes.remove(&word);
        }
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
        while self.rows.pop_if(|row| *row >= len).is_some() {
            self.forget();
        }
    }

    pub(super) fn finish(&mut self) -> std::result::Result<ArrayRef, ArrowError> {
        let words = &self.words;
        let dictionary =
            self.dictionary.get_or_insert_with(|| Arc::new(StringArray::from_iter_values(words)));
        let dictionary = Arc::clone(dictionary);
        let keys = std::mem::take(&mut self.keys);
        self.keys.reserve(keys.len());
        let keys = Int32Array::try_new(ScalarBuffer::from(keys), self.nulls.finish())?;
        self.rows.clear();
        if self.words.len() - self.known > Self::UNKNOWN {
            while self.words.len() > self.known {
                self.forget();
            }
            self.dictionary = None;
        }
        Ok(Arc::new(DictionaryArray::<Int32Type>::try_new(keys, dictionary)?))
    }
}
