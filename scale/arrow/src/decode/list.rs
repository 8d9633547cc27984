//! Lists and maps while they grow.

use std::collections::HashSet;
use std::sync::Arc;

use arrow_array::{ArrayRef, ListArray, MapArray, StructArray};
use arrow_buffer::{NullBuffer, OffsetBuffer, ScalarBuffer};
use arrow_schema::{ArrowError, DataType, Field, FieldRef};

use super::blank::Blank;
use super::failure::{Failure, Result};
use super::growing::Growing;
use super::nulls::Nulls;
use super::reading::Reading;
use super::texts::Texts;
use crate::error::SchemaError;
use crate::metadata;

/// Where the items of each row end.
#[derive(Debug)]
struct Ends {
    ends: Vec<i32>,
    nulls: Nulls,
}

impl Ends {
    fn new() -> Self {
        Self { ends: vec![0], nulls: Nulls::default() }
    }

    fn len(&self) -> usize {
        self.ends.len() - 1
    }

    fn last(&self) -> usize {
        self.ends.last().map_or(0, |&end| end as usize)
    }

    /// The next row ends before an item. `false` if there are too many.
    fn push(&mut self, items: usize) -> bool {
        let Ok(end) = i32::try_from(items) else { return false };
        self.ends.push(end);
        self.nulls.push_value();
        true
    }

    fn pad(&mut self, len: usize) {
        if self.nulls.pad(len) > 0 {
            let end = self.last() as i32;
            self.ends.resize(len + 1, end);
        }
    }

    fn truncate(&mut self, len: usize) {
        self.ends.truncate(len + 1);
        self.nulls.truncate(len);
    }

    fn finish(&mut self) -> (OffsetBuffer<i32>, Option<NullBuffer>) {
        let ends = std::mem::replace(&mut self.ends, vec![0]);
        (OffsetBuffer::new(ScalarBuffer::from(ends)), self.nulls.finish())
    }
}

/// What an item may be.
#[derive(Debug)]
struct Items<C> {
    column: C,
    /// Whether null is a documented item.
    is_nullable: bool,
    blank: Blank,
}

impl<C: Growing> Items<C> {
    fn of(field: &Field, path: &str) -> std::result::Result<Self, SchemaError> {
        // Without metadata, Arrow's own word counts.
        let is_nullable = match metadata::kind_of(field) {
            Some(_) => metadata::is(field.metadata(), metadata::NULLABLE),
            None => field.is_nullable(),
        };
        Ok(Self { column: C::of(field, path)?, is_nullable, blank: Blank::default() })
    }

    #[inline]
    fn read(&mut self, reading: &mut Reading<'_>) -> Result<()> {
        if reading.is_null() && (self.is_nullable || reading.keeps) {
            reading.tokens.literal("null")?;
            reading.kept += u64::from(!self.is_nullable);
            self.column.pad(self.column.len() + 1);
            return Ok(());
        }
        self.column.read(reading)
    }

    fn finish(&mut self, data_type: &DataType) -> std::result::Result<ArrayRef, ArrowError> {
        if self.column.len() == 0 { Ok(self.blank.of(data_type, 0)) } else { self.column.finish(data_type) }
    }
}

#[derive(Debug)]
pub(super) struct List<C> {
    field: FieldRef,
    items: Items<C>,
    ends: Ends,
}

impl<C: Growing> List<C> {
    pub(super) fn of(field: &FieldRef, path: &str) -> std::result::Result<Self, SchemaError> {
        Ok(Self { field: Arc::clone(field), items: Items::of(field, path)?, ends: Ends::new() })
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn read(&mut self, reading: &mut Reading<'_>) -> Result<()> {
        reading.open(b'[', || "a list".to_owned())?;
        let start = self.items.column.len();
        let mut more = reading.any(b']');
        while more {
            if let Err(failure) = self.items.read(reading) {
                return Err(failure.in_item(self.items.column.len() - start));
            }
            more = reading.more(b']')?;
        }
        if self.ends.push(self.items.column.len()) {
            Ok(())
        } else {
            Err(Failure::too_long(reading.tokens.at()))
        }
    }

    pub(super) fn pad(&mut self, len: usize) {
        self.ends.pad(len);
    }

    pub(super) fn truncate(&mut self, len: usize) {
        self.ends.truncate(len);
        self.items.column.truncate(self.ends.last());
    }

    pub(super) fn finish(&mut self) -> std::result::Result<ArrayRef, ArrowError> {
        let items = self.items.finish(self.field.data_type())?;
        let (offsets, nulls) = self.ends.finish();
        Ok(Arc::new(ListArray::try_new(Arc::clone(&self.field), offsets, items, nulls)?))
    }
}

#[derive(Debug)]
pub(super) struct Map<C> {
    entries: FieldRef,
    keys: Texts,
    values: Items<C>,
    ends: Ends,
}

impl<C: Growing> Map<C> {
    /// From so many keys on they are looked up, and not compared one by one.
    const MANY: usize = 16;

    pub(super) fn of(entries: &FieldRef, path: &str) -> std::result::Result<Self, SchemaError> {
        let DataType::Struct(fields) = entries.data_type() else {
            return Err(SchemaError::new(path, "expected a map whose entries are structs"));
        };
        match fields.iter().as_slice() {
            [key, value] if *key.data_type() == DataType::Utf8 => Ok(Self {
                entries: Arc::clone(entries),
                keys: Texts::new(),
                values: Items::of(value, path)?,
                ends: Ends::new(),
            }),
            _ => Err(SchemaError::new(path, "expected a map with keys of the type Utf8, as JSON has them")),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn read(&mut self, reading: &mut Reading<'_>) -> Result<()> {
        reading.open(b'{', || "an object with keys of any name".to_owned())?;
        let start = self.keys.len();
        let mut many = HashSet::new();
        let mut more = reading.any(b'}');
        while more {
            reading.tokens.peek();
            let key_at = reading.tokens.at();
            let key = reading.key()?;
            reading.colon()?;
            if self.has(&key, start, &mut many) {
                return Err(Failure::refused(key_at, "the key occurs twice in one object").in_key(&key));
            }
            if !self.keys.push(&key) {
                return Err(Failure::too_long(key_at));
            }
            self.values.read(reading).map_err(|failure| failure.in_key(&key))?;
            more = reading.more(b'}')?;
        }
        if self.ends.push(self.keys.len()) { Ok(()) } else { Err(Failure::too_long(reading.tokens.at())) }
    }

    /// Whether the row has a key already.
    fn has(&self, key: &str, start: usize, many: &mut HashSet<Box<[u8]>>) -> bool {
        if self.keys.len() - start < Self::MANY {
            return self.keys.from(start).any(|known| known == key.as_bytes());
        }
        if many.is_empty() {
            many.extend(self.keys.from(start).map(Box::from));
        }
        !many.insert(key.as_bytes().into())
    }

    pub(super) fn pad(&mut self, len: usize) {
        self.ends.pad(len);
    }

    pub(super) fn truncate(&mut self, len: usize) {
        self.ends.truncate(len);
        self.keys.truncate(self.ends.last());
        self.values.column.truncate(self.ends.last());
    }

    pub(super) fn finish(&mut self) -> std::result::Result<ArrayRef, ArrowError> {
        let DataType::Struct(fields) = self.entries.data_type() else {
            return Err(ArrowError::SchemaError("expected a map whose entries are structs".to_owned()));
        };
        let value_type = fields.get(1).map_or(&DataType::Null, |field| field.data_type());
        let values = self.values.finish(value_type)?;
        let entries = StructArray::try_new(fields.clone(), vec![self.keys.finish_ref()?, values], None)?;
        let (offsets, nulls) = self.ends.finish();
        Ok(Arc::new(MapArray::try_new(Arc::clone(&self.entries), offsets, entries, nulls, false)?))
    }
}
