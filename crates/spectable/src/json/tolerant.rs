//! Tolerant reading of JSON text: what contradicts the documentation is read once more, as it is, and kept.
//!
//! All of it is on the way of an error, so that a document without contradictions costs nothing more.

use super::reader::{Reader, Result};
use super::text::Failure;
use crate::layout::ModelMut;

impl Reader<'_> {
    /// The value of a property could not be read: it is kept, or refused.
    #[cold]
    #[inline(never)]
    pub(super) fn contradicted(
        &mut self,
        mut model: ModelMut<'_>,
        index: usize,
        key_at: usize,
        failure: Failure,
    ) -> Result<()> {
        let Some(field) = model.table().fields.get(index) else { return Err(failure) };
        if let Some(slot) = model.slot(index) {
            slot.clear();
        }
        self.keep_contradiction(model, field.name, key_at, failure)
    }

    /// The same for a key that is not a property, where the type of its value is documented.
    #[cold]
    #[inline(never)]
    pub(super) fn contradicted_other(
        &mut self,
        model: ModelMut<'_>,
        key: &str,
        key_at: usize,
        failure: Failure,
    ) -> Result<()> {
        self.keep_contradiction(model, key, key_at, failure)
    }

    fn keep_contradiction(
        &mut self,
        mut model: ModelMut<'_>,
        key: &str,
        key_at: usize,
        failure: Failure,
    ) -> Result<()> {
        if !self.progress.is_tolerant() || !failure.contradicts() {
            self.progress.at_key(key);
            return Err(failure);
        }
        self.progress.unwind();
        self.text.go_back(key_at);
        self.key()?;
        self.colon()?;
        self.keep_unknown(&mut model, key, key_at)
    }
}
