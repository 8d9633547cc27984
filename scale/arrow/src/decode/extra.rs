//! The column of what an object has besides its columns, while it grows: a JSON object as text, or null where there is nothing.

use std::collections::HashSet;
use std::ops::Range;

use arrow_array::ArrayRef;
use arrow_schema::ArrowError;
use spectable::pull;

use super::failure::{Failure, Result};
use super::reading::Reading;
use super::texts::Texts;
use crate::compact::push_compact;

#[derive(Debug)]
pub(super) struct Extra {
    texts: Texts,
    /// Where the keys of the row that is being read are, as they are written.
    keys: Vec<Range<usize>>,
    /// The same, where they are many.
    many: HashSet<Box<[u8]>>,
}

impl Extra {
    /// From so many keys on they are looked up, and not compared one by one.
    const MANY: usize = 16;

    pub(super) fn new() -> Self {
        Self { texts: Texts::new(), keys: Vec::new(), many: HashSet::new() }
    }

    pub(super) fn len(&self) -> usize {
        self.texts.len()
    }

    /// No key leads here.
    #[cold]
    pub(super) fn read(&mut self, reading: &mut Reading<'_>) -> Result<()> {
        Err(Failure::refused(reading.tokens.at(), "what is besides the columns has no key of its own"))
    }

    /// Keeps the text of a value. `false` if the row has the key already.
    #[must_use]
    pub(super) fn keep(&mut self, row: usize, key: &str, value: &str) -> bool {
        if self.keys.is_empty() {
            self.texts.pad(row);
            self.texts.bytes().push(b'{');
        } else {
            self.texts.bytes().push(b',');
        }
        let bytes = self.texts.bytes();
        let start = bytes.len();
        pull::write_string(key, bytes);
        let new = start..bytes.len();
        let text = bytes.get(new.clone()).unwrap_or_default();
        let is_known = if self.keys.len() < Self::MANY {
            self.keys.iter().any(|known| bytes.get(known.clone()) == Some(text))
        } else {
            if self.many.is_empty() {
                self.many =
                    self.keys.iter().filter_map(|known| bytes.get(known.clone())).map(Box::from).collect();
            }
            !self.many.insert(text.into())
        };
        bytes.push(b':');
        push_compact(value, bytes);
        self.keys.push(new);
        !is_known
    }

    /// The row ends. `false` if the column is too long.
    #[inline]
    #[must_use]
    pub(super) fn commit(&mut self) -> bool {
        if self.keys.is_empty() {
            return true;
        }
        self.forget();
        self.texts.bytes().push(b'}');
        self.texts.commit()
    }

    fn forget(&mut self) {
        self.keys.clear();
        self.many.clear();
    }

    pub(super) fn pad(&mut self, len: usize) {
        self.texts.pad(len);
    }

    /// Takes out rows, and what was kept of one that has not ended.
    pub(super) fn truncate(&mut self, len: usize) {
        self.forget();
        self.texts.truncate(len);
    }

    pub(super) fn finish(&mut self) -> std::result::Result<ArrayRef, ArrowError> {
        self.texts.finish_ref()
    }
}
