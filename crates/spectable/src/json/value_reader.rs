//! Reading a JSON value in memory by the table: its texts and what is unknown are moved, not copied.

use std::fmt::Display;

use serde_json::{Number, Value};

use super::reader::NOT_A_FLOAT;
use super::suits::suits;
use crate::choose;
use crate::containers::{List, Map};
use crate::decimal::{self, Whole};
use crate::depth::{self, TooDeep};
use crate::field_set::FieldSet;
use crate::layout::ModelMut;
use crate::path::{Progress, excerpt};
use crate::slots::{ItemMut, SlotMut};
use crate::table::{RawAlternative, RawField, RawKind};
use crate::timestamp;
use crate::union::AnyUnion;

/// What is wrong with a value. The progress has the path to it.
pub(super) struct Wrong(pub(super) String);

pub(super) type Result<T> = std::result::Result<T, Wrong>;

pub(super) struct ValueReader {
    pub(super) progress: Progress,
}

impl ValueReader {
    /// One that goes on where something else is.
    pub(super) fn at(progress: Progress) -> Self {
        Self { progress }
    }

    pub(super) fn into_progress(self) -> Progress {
        self.progress
    }

    pub(super) fn progress(&self) -> &Progress {
        &self.progress
    }

    pub(super) fn item(&mut self, item: ItemMut<'_>, value: Value) -> Result<()> {
        match item {
            ItemMut::Text(item) => *item = text(value, "a string")?,
            ItemMut::Integer(item) => *item = integer(value)?,
            ItemMut::Integer32(item) => *item = integer(value)?,
            ItemMut::Unsigned(item) => *item = integer(value)?,
            ItemMut::Number(item) => *item = float(value)?,
            ItemMut::Boolean(item) => *item = boolean(value)?,
            ItemMut::DateTime(item) => {
                *item = parsed(value, "an ISO-8601 date-time", timestamp::parse_date_time)?
            }
            ItemMut::Date(item) => *item = parsed(value, "an ISO-8601 date", timestamp::parse_date)?,
            ItemMut::Any(item) => *item = self.any(value)?,
            ItemMut::Enum(item) => item.put(&text(value, "a string")?),
            ItemMut::IntegerEnum(item) => item.put(integer(value)?),
            ItemMut::Model(model) => self.model(model, value)?,
            ItemMut::List(list) => self.list(list, value)?,
            ItemMut::Map(map) => self.map(map, value)?,
            ItemMut::Union(union) => self.union(union, value)?,
            ItemMut::Option(option) if value.is_null() => option.clear(),
            ItemMut::Option(option) => self.item(option.open(), value)?,
        }
        Ok(())
    }

    #[inline(always)]
    fn slot(&mut self, slot: SlotMut<'_>, value: Value) -> Result<()> {
        match slot {
            SlotMut::Text(slot) => *slot = Some(text(value, "a string")?),
            SlotMut::Integer(slot) => *slot = Some(integer(value)?),
            SlotMut::Integer32(slot) => *slot = Some(integer(value)?),
            SlotMut::Unsigned(slot) => *slot = Some(integer(value)?),
            SlotMut::Number(slot) => *slot = Some(float(value)?),
            SlotMut::Boolean(slot) => *slot = Some(boolean(value)?),
            SlotMut::DateTime(slot) => {
                *slot = Some(parsed(value, "an ISO-8601 date-time", timestamp::parse_date_time)?);
            }
            SlotMut::Date(slot) => *slot = Some(parsed(value, "an ISO-8601 date", timestamp::parse_date)?),
            SlotMut::Any(slot) => *slot = Some(self.any(value)?),
            SlotMut::Enum(slot) => slot.put(&text(value, "a string")?),
            SlotMut::IntegerEnum(slot) => slot.put(integer(value)?),
            SlotMut::Model(slot) => self.model(slot.open(), value)?,
            SlotMut::List(slot) => self.list(slot.open(value.as_array().map_or(0, Vec::len)), value)?,
            SlotMut::Map(slot) => self.map(slot.open(), value)?,
            SlotMut::Union(slot) => self.union(slot.open(), value)?,
        }
        Ok(())
    }

    fn model(&mut self, mut model: ModelMut<'_>, value: Value) -> Result<()> {
        if let Some(mark) = self.progress.scope.here() {
            return self.model_in_part(model, value, mark);
        }
        let table = model.table();
        let Value::Object(members) = value else {
            return Err(wrong_kind(value, &format!("an object ({})", table.name)));
        };
        let mut members = self.enter(members)?;
        // What is in a model that is always read tolerantly is read so, too.
        if table.is_tolerant() {
            self.progress.begin_tolerance();
        }
        let names = model.keys();
        // Keys of an object in memory are unique, but two rows of a table might share one.
        let mut seen = FieldSet::default();
        while let Some((key, value)) = members.next() {
            let known = names.find(table, &key).filter(|&index| seen.insert(index));
            let result = self.member(&mut model, known, &key, value);
            if result.is_err() {
                self.progress.at_key(&key);
                drop_all(members.map(|(_, value)| value));
                return result;
            }
        }
        if table.is_tolerant() {
            self.progress.end_tolerance();
        }
        self.progress.leave();
        Ok(())
    }

    /// Reads a member: a property by its place in the table, or another one.
    #[inline(always)]
    pub(super) fn member(
        &mut self,
        model: &mut ModelMut<'_>,
        known: Option<usize>,
        key: &str,
        value: Value,
    ) -> Result<()> {
        let table = model.table();
        let slot = match known {
            Some(index) => model.slot(index),
            None => None,
        };
        match (slot, table.additional) {
            (Some(_), _) if value.is_null() => {
                model.extra().keep_null(key);
                Ok(())
            }
            (Some(_), _) if self.contradicts(known, table.fields, &value) => self.keep(model, key, value),
            (Some(slot), _) => self.slot(slot, value),
            (None, Some(row)) => self.add(model, row, key, value),
            (None, None) => self.keep(model, key, value),
        }
    }

    /// Keeps a value as it is.
    fn keep(&mut self, model: &mut ModelMut<'_>, key: &str, value: Value) -> Result<()> {
        let value = self.any(value)?;
        model.extra().keep(key, value).map_err(|value| refuse(value, "the key occurs twice"))
    }

    /// Whether the value of a property is kept rather than read. The question comes first: what is read piece by piece is not there
    /// any more to be kept.
    #[inline]
    fn contradicts(&self, index: Option<usize>, fields: &[RawField], value: &Value) -> bool {
        self.progress.is_tolerant()
            && index.and_then(|index| fields.get(index)).is_some_and(|it| !suits(it.kind, false, value))
    }

    /// Reads the value of a key that is not a property, where its type is documented.
    fn add(&mut self, model: &mut ModelMut<'_>, row: &RawField, key: &str, value: Value) -> Result<()> {
        if value.is_null() && !row.has_nullable_items() {
            model.extra().keep_null(key);
            return Ok(());
        }
        if self.progress.is_tolerant()
            && let RawKind::Map(map) = row.kind
            && !suits(map.item, map.nullable, &value)
        {
            return self.keep(model, key, value);
        }
        match model.add_other(key) {
            Some(item) => self.item(item, value),
            None => Err(refuse(value, "the key occurs twice")),
        }
    }

    fn list(&mut self, list: &mut dyn List, value: Value) -> Result<()> {
        let Value::Array(items) = value else { return Err(wrong_kind(value, "a list")) };
        let mut items = self.enter(items)?.enumerate();
        while let Some((index, value)) = items.next() {
            let result = self.item(list.push_blank(), value);
            if result.is_err() {
                self.progress.at_index(index);
                drop_all(items.map(|(_, value)| value));
                return result;
            }
        }
        self.progress.leave();
        Ok(())
    }

    fn map(&mut self, map: &mut dyn Map, value: Value) -> Result<()> {
        let Value::Object(members) = value else {
            return Err(wrong_kind(value, "an object with keys of any name"));
        };
        let mut members = self.enter(members)?;
        while let Some((key, value)) = members.next() {
            let Some(item) = map.insert_blank(key.clone()) else { continue };
            let result = self.item(item, value);
            if result.is_err() {
                self.progress.at_key(&key);
                drop_all(members.map(|(_, value)| value));
                return result;
            }
        }
        self.progress.leave();
        Ok(())
    }

    fn union(&mut self, union: &mut dyn AnyUnion, value: Value) -> Result<()> {
        let alternatives = union.alternatives();
        let index = choose::of_value(alternatives, &value);
        if alternatives.get(index).is_some_and(RawAlternative::is_narrow) {
            return match self.item(union.start(index), value.clone()) {
                Ok(()) => Ok(()),
                Err(_) => self.item(union.start(alternatives.len()), value),
            };
        }
        let result = self.item(union.start(index), value);
        if result.is_err() {
            self.progress.at_alternative(union, index);
        }
        result
    }

    /// What is moved as it is, if it is not too deep.
    #[inline]
    fn any(&mut self, value: Value) -> Result<Value> {
        match depth::check(&value, &mut self.progress) {
            Ok(()) => Ok(value),
            Err(error) => Err(refuse(value, error)),
        }
    }

    /// What is in a list or object, one level deeper.
    #[inline]
    pub(super) fn enter<C: IntoIterator + Into<Value>>(&mut self, content: C) -> Result<C::IntoIter> {
        if self.progress.enter() { Ok(content.into_iter()) } else { Err(refuse(content.into(), TooDeep)) }
    }
}

/// Drops a value, which may be nested to any depth, and returns what is wrong with it.
#[cold]
fn refuse(value: Value, message: impl Display) -> Wrong {
    depth::dismantle(value);
    Wrong(message.to_string())
}

/// Drops the values that are no longer read. Each may be nested to any depth.
#[cold]
pub(super) fn drop_all(values: impl Iterator<Item = Value>) {
    values.for_each(depth::dismantle);
}

fn text(value: Value, expected: &str) -> Result<String> {
    match value {
        Value::String(text) => Ok(text),
        other => Err(wrong_kind(other, expected)),
    }
}

fn parsed<T>(
    value: Value,
    expected: &str,
    parse: impl FnOnce(&str) -> std::result::Result<T, timestamp::Reason>,
) -> Result<T> {
    let text = text(value, expected)?;
    parse(&text).map_err(|reason| Wrong(format!("{:?} is not {expected}{reason}", excerpt(&text))))
}

fn integer<T: Whole>(value: Value) -> Result<T> {
    match value {
        Value::Number(number) => T::of(&number).map_or_else(|| other_whole(&number), Ok),
        other => Err(wrong_kind(other, T::EXPECTED)),
    }
}

/// A whole number that serde_json holds as a float, or as its text.
#[cold]
fn other_whole<T: Whole>(number: &Number) -> Result<T> {
    let expected = T::EXPECTED;
    decimal::whole_number(number).ok_or_else(|| {
        let shown = number.to_string();
        let rounded =
            !decimal::numbers_are_text() && number.as_f64().is_some_and(decimal::may_be_rounded::<T>);
        if number.is_f64() && rounded {
            return Wrong(format!("invalid value: {}, expected {expected}", decimal::ROUNDED));
        }
        Wrong(format!("{} is not {expected}", excerpt(&shown)))
    })
}

fn float(value: Value) -> Result<f64> {
    let finite = |number: &Number| number.as_f64().filter(|value| value.is_finite());
    match value {
        Value::Number(number) => {
            finite(&number).ok_or_else(|| Wrong(format!("{} {NOT_A_FLOAT}", excerpt(&number.to_string()))))
        }
        other => Err(wrong_kind(other, "a number")),
    }
}

fn boolean(value: Value) -> Result<bool> {
    match value {
        Value::Bool(value) => Ok(value),
        other => Err(wrong_kind(other, "a boolean")),
    }
}

#[cold]
pub(super) fn wrong_kind(value: Value, expected: &str) -> Wrong {
    let found = match &value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => format!("boolean {value}"),
        Value::Number(number) => format!("number {}", excerpt(&number.to_string())),
        Value::String(text) => format!("string {:?}", excerpt(text)),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    };
    refuse(value, format_args!("invalid type: {found}, expected {expected}"))
}
