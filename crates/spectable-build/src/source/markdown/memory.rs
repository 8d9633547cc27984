//! What is known from pages that were read before: cells that are spelled alike say the same, and pages have the same few thousands of
//! times.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::dialect::{Column, Notes, TypeText};

/// What was read, for one dialect and one set of models.
#[derive(Default)]
pub(super) struct Memory {
    /// The notes that were read last: most rows have none, or the same.
    notes: RefCell<Option<(String, Notes)>>,
    /// The header that was read last.
    columns: RefCell<Option<(String, Vec<Option<Column>>)>>,
    /// By the cell, the text of a type and what it means.
    types: RefCell<HashMap<String, (String, TypeText)>>,
}

impl Memory {
    /// What a cell of notes says.
    pub(super) fn notes(&self, cell: &str, read: impl FnOnce() -> Notes) -> Notes {
        last(&self.notes, cell, read)
    }

    /// The columns of a line that is a header.
    pub(super) fn columns(
        &self,
        line: &str,
        read: impl FnOnce() -> Vec<Option<Column>>,
    ) -> Vec<Option<Column>> {
        last(&self.columns, line, read)
    }

    /// The text of a type in a cell, and what it means. What is not a type is read each time.
    pub(super) fn of_type<E>(
        &self,
        cell: &str,
        read: impl FnOnce() -> Result<(String, TypeText), E>,
    ) -> Result<(String, TypeText), E> {
        if let Some(known) = self.types.borrow().get(cell) {
            return Ok(known.clone());
        }
        let read = read()?;
        self.types.borrow_mut().insert(cell.to_owned(), read.clone());
        Ok(read)
    }
}

/// What was read last, if it is spelled like this; else it is read.
fn last<T: Clone>(known: &RefCell<Option<(String, T)>>, text: &str, read: impl FnOnce() -> T) -> T {
    if let Some((same, value)) = &*known.borrow()
        && same == text
    {
        return value.clone();
    }
    let value = read();
    *known.borrow_mut() = Some((text.to_owned(), value.clone()));
    value
}
