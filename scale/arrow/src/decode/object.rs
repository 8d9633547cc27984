//! A struct while it grows: objects of one model.
//!
//! Only what an object has touches a column. A column may be shorter than the struct; what is missing are nulls, which are added before the next
//! value, or at the end.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::{ArrayRef, StructArray};
use arrow_schema::{ArrowError, Fields};

use super::blank::Blank;
use super::extra::Extra;
use super::failure::{Failure, Result};
use super::growing::{Growing, joined};
use super::key_guesses::KeyGuesses;
use super::nulls::Nulls;
use super::reading::Reading;
use crate::error::SchemaError;
use crate::metadata::{self, kind};

#[derive(Debug)]
pub(super) struct Object<C> {
    /// What a message says of it.
    expected: Box<str>,
    fields: Fields,
    columns: Vec<C>,
    /// For columns without a value.
    blanks: Vec<Blank>,
    keys: KeyGuesses<Member>,
    /// How many keys have columns.
    asked: usize,
    /// The column for the rest.
    extra: Option<usize>,
    nulls: Nulls,
}

/// What is done with the value of a key.
#[derive(Debug, Clone, Copy)]
enum Member {
    /// It goes into a column.
    Column(usize),
    /// Its offset goes into a column, and its instant into another one, if that is there.
    Stamp { instant: Option<usize>, offset: usize },
    /// It is documented, but nobody asks for it.
    Skip,
}

impl<C: Growing> Object<C> {
    pub(super) fn of(
        fields: &Fields,
        about: &HashMap<String, String>,
        path: &str,
    ) -> std::result::Result<Self, SchemaError> {
        let mut columns: Vec<C> = Vec::with_capacity(fields.len());
        let mut members: Vec<(String, Member)> = Vec::new();
        let mut offsets: Vec<(String, usize)> = Vec::new();
        let mut extra = None;
        for (index, field) in fields.iter().enumerate() {
            let path = joined(path, field.name());
            let column = C::of(field, &path)?;
            match metadata::kind_of(field) {
                Some(kind::EXTRA) if extra.replace(index).is_none() => {}
                Some(kind::EXTRA) => {
                    return Err(SchemaError::new(
                        path,
                        "a second column of the kind `extra`: leave one of them out",
                    ));
                }
                Some(kind::OFFSET) => match field.metadata().get(metadata::OF) {
                    Some(of) => offsets.push((of.clone(), index)),
                    None => {
                        let message = format!(
                            "the metadata `{}` says of which column the offsets are: add it",
                            metadata::OF
                        );
                        return Err(SchemaError::new(path, message));
                    }
                },
                _ if members.iter().any(|(name, _)| name == field.name()) => {
                    return Err(SchemaError::new(path, "a second column of this name: rename one of them"));
                }
                _ => members.push((field.name().clone(), Member::Column(index))),
            }
            columns.push(column);
        }
        for (of, offset) in offsets {
            match members.iter_mut().find(|(name, _)| *name == of) {
                Some((_, member)) => match *member {
                    Member::Column(index)
                        if columns.get_mut(index).is_some_and(|it| it.as_stamps().is_some()) =>
                    {
                        *member = Member::Stamp { instant: Some(index), offset };
                    }
                    _ => {
                        let path = joined(path, &of);
                        return Err(SchemaError::new(
                            path,
                            "expected one column of date-times, whose offsets another column has",
                        ));
                    }
                },
                None => members.push((of, Member::Stamp { instant: None, offset })),
            }
        }
        let asked = members.len();
        let documented = metadata::texts(about, metadata::KEYS).map_err(|it| SchemaError::new(path, it))?;
        let has_column = |key: &String| members.iter().any(|(name, _)| name == key);
        let unasked: Vec<_> = documented.into_iter().filter(|key| !has_column(key)).collect();
        members.extend(unasked.into_iter().map(|key| (key, Member::Skip)));
        let expected = match about.get(metadata::MODEL) {
            Some(model) => format!("an object ({model})"),
            None => "an object".to_owned(),
        };
        Ok(Self {
            expected: expected.into(),
            fields: fields.clone(),
            blanks: columns.iter().map(|_| Blank::default()).collect(),
            columns,
            keys: KeyGuesses::new(members),
            asked,
            extra,
            nulls: Nulls::default(),
        })
    }

    #[inline]
    pub(super) fn len(&self) -> usize {
        self.nulls.len()
    }

    /// Reads an object: the next row.
    pub(super) fn read(&mut self, reading: &mut Reading<'_>) -> Result<()> {
        reading.open(b'{', || self.expected.to_string())?;
        let row = self.nulls.len();
        let mut after = None;
        let mut left = if self.extra.is_none() { self.asked } else { usize::MAX };
        let mut more = reading.any(b'}');
        while more {
            if left == 0 {
                // Nobody asks for the rest.
                reading.pass_over()?;
                break;
            }
            reading.tokens.peek();
            let key_at = reading.tokens.at();
            let (index, member) = match self.keys.guess(after, &mut reading.tokens) {
                Some(found) => found,
                None => {
                    let key = reading.key()?;
                    reading.colon()?;
                    let Some(index) = self.keys.find(after, &key) else {
                        self.unknown(row, &key, key_at, reading)?;
                        if self.extra.is_none() {
                            // Nobody asks for it the next time, either.
                            after = self.keys.learn(after, &key, Member::Skip).or(after);
                        }
                        more = reading.more(b'}')?;
                        continue;
                    };
                    (index, self.keys.get(index).unwrap_or(Member::Skip))
                }
            };
            after = Some(index);
            match member {
                Member::Skip => reading.tokens.skip_value().map_err(Failure::from)?,
                member => {
                    left -= 1;
                    self.member(row, index, member, key_at, reading)?;
                }
            }
            more = reading.more(b'}')?;
        }
        if let Some(extra) = self.extra()
            && !extra.commit()
        {
            return Err(Failure::too_long(reading.tokens.at()));
        }
        self.nulls.push_value();
        Ok(())
    }

    #[inline]
    fn member(
        &mut self,
        row: usize,
        index: usize,
        member: Member,
        key_at: usize,
        reading: &mut Reading<'_>,
    ) -> Result<()> {
        let (first, second) = match member {
            Member::Column(at) => (at, None),
            Member::Stamp { instant, offset } => (offset, instant),
            Member::Skip => return Ok(()),
        };
        let Some(column) = self.columns.get_mut(first) else { return Ok(()) };
        if reading.is_null() {
            if column.len() > row {
                return Err(self.repeated(index, key_at));
            }
            reading
                .tokens
                .literal("null")
                .map_err(|fault| Failure::from(fault).in_key(self.keys.name(index)))?;
            for at in [Some(first), second].into_iter().flatten() {
                if let Some(column) = self.columns.get_mut(at) {
                    column.pad(row + 1);
                }
            }
            return self.keep(row, index, "null", key_at);
        }
        let (value_at, depth) = (reading.tokens.at(), reading.depth());
        let is_new = match member {
            Member::Column(_) => column.read_row(row, reading),
            _ => self.stamp(row, first, second, reading),
        };
        match is_new {
            Ok(true) if !reading.is_inexact => Ok(()),
            Ok(false) => Err(self.repeated(index, key_at)),
            Ok(true) => {
                reading.is_inexact = false;
                let text = reading.tokens.since(value_at);
                self.keep(row, index, text, key_at)
            }
            Err(failure) if reading.keeps && failure.contradicts() => {
                reading.is_inexact = false;
                reading.kept += 1;
                reading.go_back(value_at, depth);
                let text = reading.value().map_err(|failure| failure.in_key(self.keys.name(index)))?;
                self.set_null(row, first, second);
                self.keep(row, index, text, key_at)
            }
            Err(failure) => Err(failure.in_key(self.keys.name(index))),
        }
    }

    /// The column for the rest.
    #[inline]
    fn extra(&mut self) -> Option<&mut Extra> {
        self.extra.and_then(|at| self.columns.get_mut(at)).and_then(C::as_extra)
    }

    #[cold]
    fn repeated(&self, index: usize, key_at: usize) -> Failure {
        Failure::refused(key_at, "the key occurs twice in one object").in_key(self.keys.name(index))
    }

    /// Reads a date-time whose offset has a column.
    fn stamp(
        &mut self,
        row: usize,
        offset: usize,
        instant: Option<usize>,
        reading: &mut Reading<'_>,
    ) -> Result<bool> {
        if self.columns.get(offset).is_some_and(|column| column.len() > row) {
            return Ok(false);
        }
        let value = reading.date_time()?;
        if let Some(column) = self.columns.get_mut(offset).and_then(C::as_offsets) {
            column.pad(row);
            column.push(value.offset().whole_seconds());
        }
        if let Some(column) = instant.and_then(|at| self.columns.get_mut(at)).and_then(C::as_stamps) {
            column.pad(row);
            reading.is_inexact = !column.push(value);
        }
        Ok(true)
    }

    /// The columns of a key have no value in this row, whatever was begun.
    fn set_null(&mut self, row: usize, first: usize, second: Option<usize>) {
        for at in [Some(first), second].into_iter().flatten() {
            if let Some(column) = self.columns.get_mut(at) {
                column.truncate(row);
                column.pad(row + 1);
            }
        }
    }

    fn keep(&mut self, row: usize, index: usize, text: &str, key_at: usize) -> Result<()> {
        let extra = self.extra.and_then(|at| self.columns.get_mut(at)).and_then(C::as_extra);
        let Some(extra) = extra else {
            return Ok(());
        };
        if extra.keep(row, self.keys.name(index), text) { Ok(()) } else { Err(self.repeated(index, key_at)) }
    }

    /// A key that is not documented: it is kept, or passed over where nobody asks.
    #[inline(never)]
    fn unknown(&mut self, row: usize, key: &str, key_at: usize, reading: &mut Reading<'_>) -> Result<()> {
        let Some(extra) = self.extra() else {
            return Ok(reading.tokens.skip_value()?);
        };
        let text = reading.value().map_err(|failure| failure.in_key(key))?;
        if extra.keep(row, key, text) {
            Ok(())
        } else {
            Err(Failure::refused(key_at, "the key occurs twice in one object").in_key(key))
        }
    }

    #[inline]
    pub(super) fn pad(&mut self, len: usize) {
        self.nulls.pad(len);
    }

    pub(super) fn truncate(&mut self, len: usize) {
        for column in &mut self.columns {
            column.truncate(len);
        }
        self.nulls.truncate(len);
    }

    /// The columns, all as long as the struct.
    fn finish_columns(&mut self, len: usize) -> std::result::Result<Vec<ArrayRef>, ArrowError> {
        let mut arrays = Vec::with_capacity(self.columns.len());
        for ((column, blank), field) in self.columns.iter_mut().zip(&mut self.blanks).zip(&self.fields) {
            if column.len() == 0 && !column.has_dictionary() {
                arrays.push(blank.of(field.data_type(), len));
                continue;
            }
            column.pad(len);
            arrays.push(column.finish(field.data_type())?);
        }
        Ok(arrays)
    }

    pub(super) fn finish(&mut self) -> std::result::Result<ArrayRef, ArrowError> {
        let len = self.nulls.len();
        let nulls = self.nulls.finish();
        let arrays = self.finish_columns(len)?;
        Ok(Arc::new(StructArray::try_new_with_length(self.fields.clone(), arrays, nulls, len)?))
    }

    /// The columns of the document, which is never null.
    pub(super) fn finish_root(&mut self) -> std::result::Result<Vec<ArrayRef>, ArrowError> {
        let len = self.nulls.len();
        self.nulls = Nulls::default();
        self.finish_columns(len)
    }
}
