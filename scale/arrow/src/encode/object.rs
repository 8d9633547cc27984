//! A struct, or a whole batch: rows as objects.

use std::collections::HashMap;

use arrow_array::cast::AsArray;
use arrow_array::types::Int32Type;
use arrow_array::{Array, Int32Array, RecordBatch, StructArray};
use arrow_schema::{Field, Fields};
use spectable::pull::{self, LEVELS, Tokens};

use super::refused::{Refused, Result};
use super::texts::Texts;
use crate::compact::push_compact;
use crate::error::SchemaError;
use crate::metadata::{self, kind};

/// A column that is written.
pub(super) trait Values<'a>: Sized {
    /// The values of an array.
    fn of(array: &'a dyn Array, field: &Field, path: &str) -> std::result::Result<Self, SchemaError>;

    /// Whether the row is not null.
    fn is_valid(&self, row: usize) -> bool;

    /// Writes the value of a row that is not null; `offset` is for date-times.
    fn write(&self, row: usize, offset: i32, depth: u16, to: &mut Vec<u8>) -> Result<()>;

    /// Whether the value of a row, which is not null, is what a column holds of a text that has more: date-times, and lists and maps of them.
    fn stands_for(&self, row: usize, offset: Option<i32>, tokens: &mut Tokens<'_>) -> bool;
}

pub(super) struct Object<'a, V> {
    columns: Vec<Column<'a, V>>,
    extra: Option<Extra<'a>>,
}

/// What rows have besides their columns.
struct Extra<'a> {
    /// Its column is `_extra`, or another name if a property has that one.
    name: &'a str,
    texts: Texts<'a>,
}

struct Column<'a, V> {
    name: &'a str,
    /// The key with its quotes and colon.
    key: Vec<u8>,
    value: V,
    /// The offsets of date-times.
    offsets: Option<&'a Int32Array>,
}

impl<'a, V: Values<'a>> Object<'a, V> {
    pub(super) fn of_batch(batch: &'a RecordBatch) -> std::result::Result<Self, SchemaError> {
        Self::of(batch.schema_ref().fields(), batch.columns().iter().map(|it| &**it), "")
    }

    pub(super) fn of_struct(array: &'a StructArray, path: &str) -> std::result::Result<Self, SchemaError> {
        Self::of(array.fields(), array.columns().iter().map(|it| &**it), path)
    }

    fn of(
        fields: &'a Fields,
        arrays: impl Iterator<Item = &'a dyn Array>,
        path: &str,
    ) -> std::result::Result<Self, SchemaError> {
        let mut object = Self { columns: Vec::with_capacity(fields.len()), extra: None };
        let mut offsets = Vec::new();
        for (field, array) in fields.iter().zip(arrays) {
            let name = field.name();
            let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            match (metadata::kind_of(field), Texts::of(array), array.as_primitive_opt::<Int32Type>()) {
                (Some(kind::EXTRA), Some(texts), _) => object.extra = Some(Extra { name, texts }),
                (Some(kind::OFFSET), _, Some(array)) => {
                    offsets.push((field.metadata().get(metadata::OF).map_or("", String::as_str), array));
                }
                _ => {
                    if object.columns.iter().any(|it| it.name == name) {
                        return Err(SchemaError::new(
                            path,
                            "a second column of this name: rename one of them",
                        ));
                    }
                    let mut key = Vec::with_capacity(name.len() + 3);
                    pull::write_string(name, &mut key);
                    key.push(b':');
                    object.columns.push(Column {
                        name,
                        key,
                        value: V::of(array, field, &path)?,
                        offsets: None,
                    });
                }
            }
        }
        for (of, array) in offsets {
            // Offsets alone say nothing.
            if let Some(column) = object.columns.iter_mut().find(|it| it.name == of) {
                column.offsets = Some(array);
            }
        }
        Ok(object)
    }

    /// Writes a row; `depth` is how many levels are around it.
    pub(super) fn write(&self, row: usize, depth: u16, to: &mut Vec<u8>) -> Result<()> {
        if depth == LEVELS {
            return Err(Refused::new(format!("nested more than {LEVELS} levels deep")));
        }
        let extra = self.extra.as_ref().filter(|extra| extra.texts.is_valid(row));
        to.push(b'{');
        let start = to.len();
        match extra {
            None => self.write_plain(row, depth, to)?,
            Some(extra) => self.write_with(row, depth, extra, to)?,
        }
        // Each member is followed by a comma.
        if to.len() > start {
            to.pop();
        }
        to.push(b'}');
        Ok(())
    }

    #[inline]
    fn write_plain(&self, row: usize, depth: u16, to: &mut Vec<u8>) -> Result<()> {
        for column in &self.columns {
            if column.value.is_valid(row) {
                column.write(row, depth, to)?;
            }
        }
        Ok(())
    }

    /// Writes a row with what it has besides its columns.
    fn write_with(&self, row: usize, depth: u16, extra: &Extra<'_>, to: &mut Vec<u8>) -> Result<()> {
        let members = members(extra.texts.get(row), depth)
            .map_err(|message| Refused::new(message).in_key(extra.name))?;
        let places = Places::of(&members);
        let mut is_written = vec![false; members.len()];
        for column in &self.columns {
            let kept = places.find(column.name);
            let text = kept.and_then(|at| members.get(at)).map(|(_, text)| *text);
            if let Some(written) = kept.and_then(|at| is_written.get_mut(at)) {
                *written = true;
            }
            match (column.value.is_valid(row), text) {
                (false, None) => {}
                (true, None) => column.write(row, depth, to)?,
                (true, Some(text)) if !column.stands_for(row, text) => column.write(row, depth, to)?,
                (_, Some(text)) => {
                    to.extend_from_slice(&column.key);
                    push_compact(text, to);
                    to.push(b',');
                }
            }
        }
        for ((key, text), _) in members.iter().zip(&is_written).filter(|(_, written)| !**written) {
            pull::write_string(key, to);
            to.push(b':');
            push_compact(text, to);
            to.push(b',');
        }
        Ok(())
    }
}

impl<'a, V: Values<'a>> Column<'a, V> {
    fn offset(&self, row: usize) -> Option<i32> {
        self.offsets.filter(|offsets| offsets.is_valid(row)).map(|offsets| offsets.value(row))
    }

    #[inline]
    fn write(&self, row: usize, depth: u16, to: &mut Vec<u8>) -> Result<()> {
        to.extend_from_slice(&self.key);
        let offset = self.offset(row).unwrap_or_default();
        self.value.write(row, offset, depth + 1, to).map_err(|refused| refused.in_key(self.name))?;
        to.push(b',');
        Ok(())
    }

    /// Whether the value is what becomes of a text.
    fn stands_for(&self, row: usize, text: &str) -> bool {
        let mut tokens = Tokens::new(text);
        self.value.stands_for(row, self.offset(row), &mut tokens)
    }
}

/// Where members are by their keys.
enum Places<'a> {
    /// So few that each is compared.
    Few(&'a [(String, &'a str)]),
    Many(HashMap<&'a str, usize>),
}

impl<'a> Places<'a> {
    const MANY: usize = 16;

    fn of(members: &'a [(String, &'a str)]) -> Self {
        if members.len() < Self::MANY {
            return Self::Few(members);
        }
        // Of two members with one key, the first one counts.
        let last_first = members.iter().enumerate().rev();
        Self::Many(last_first.map(|(at, (key, _))| (key.as_str(), at)).collect())
    }

    fn find(&self, key: &str) -> Option<usize> {
        match self {
            Self::Few(members) => members.iter().position(|(known, _)| known == key),
            Self::Many(places) => places.get(key).copied(),
        }
    }
}

/// The members of a JSON object as text: keys, and texts of values.
fn members(extra: &str, depth: u16) -> std::result::Result<Vec<(String, &str)>, String> {
    let mut members = Vec::new();
    let mut read = || {
        let mut tokens = Tokens::new(extra);
        if !tokens.skip(b'{') {
            return Err(tokens.unexpected("an object"));
        }
        let mut more = !tokens.skip(b'}');
        while more {
            let key = tokens.string()?.into_owned();
            if !tokens.skip(b':') {
                return Err(tokens.unexpected("`:`"));
            }
            members.push((key, tokens.value(LEVELS - depth - 1)?));
            more = tokens.skip(b',');
            if !more && !tokens.skip(b'}') {
                return Err(tokens.unexpected("`,` or `}`"));
            }
        }
        tokens.end()
    };
    let read = read();
    read.map(|()| members).map_err(|fault| format!("not a JSON object as text: {fault}"))
}
