//! A column that is written, of any type.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Decimal128Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType,
    UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, BooleanArray, Decimal128Array, PrimitiveArray};
use arrow_buffer::NullBuffer;
use arrow_schema::{DataType, Field, TimeUnit};
use spectable::pull::{self, LEVELS, Tokens};

use super::object::{Object, Values};
use super::refused::{Refused, Result};
use super::stamp;
use super::texts::Texts;
use crate::compact::push_compact;
use crate::date::date_of;
use crate::error::SchemaError;
use crate::metadata::{self, kind};

pub(super) struct Value<'a> {
    nulls: Option<NullBuffer>,
    of: Typed<'a>,
}

enum Typed<'a> {
    Nothing,
    Text(Texts<'a>),
    Json(Texts<'a>),
    /// The index of each row into texts in quotes.
    Words {
        keys: Vec<usize>,
        words: Vec<Vec<u8>>,
    },
    Boolean(&'a BooleanArray),
    Int8(&'a PrimitiveArray<Int8Type>),
    Int16(&'a PrimitiveArray<Int16Type>),
    Int32(&'a PrimitiveArray<Int32Type>),
    Int64(&'a PrimitiveArray<Int64Type>),
    UInt8(&'a PrimitiveArray<UInt8Type>),
    UInt16(&'a PrimitiveArray<UInt16Type>),
    UInt32(&'a PrimitiveArray<UInt32Type>),
    UInt64(&'a PrimitiveArray<UInt64Type>),
    Float32(&'a PrimitiveArray<Float32Type>),
    Float64(&'a PrimitiveArray<Float64Type>),
    Decimal(&'a Decimal128Array),
    Date(&'a PrimitiveArray<Date32Type>),
    Stamp {
        values: &'a [i64],
        unit: TimeUnit,
    },
    Object(Object<'a, Value<'a>>),
    List {
        ends: Vec<usize>,
        items: Box<Value<'a>>,
    },
    Map {
        ends: Vec<usize>,
        keys: Texts<'a>,
        values: Box<Value<'a>>,
    },
}

impl<'a> Values<'a> for Value<'a> {
    fn of(array: &'a dyn Array, field: &Field, path: &str) -> std::result::Result<Self, SchemaError> {
        let of = Typed::of(array, field, path)?;
        let of = of.ok_or_else(|| {
            let message = format!(
                "a column of the type {} is not written as JSON: cast it, or leave it out",
                array.data_type()
            );
            SchemaError::new(path, message)
        })?;
        Ok(Self { nulls: array.logical_nulls(), of })
    }

    #[inline]
    fn is_valid(&self, row: usize) -> bool {
        self.nulls.as_ref().is_none_or(|nulls| nulls.is_valid(row))
    }

    #[inline]
    fn write(&self, row: usize, offset: i32, depth: u16, to: &mut Vec<u8>) -> Result<()> {
        match &self.of {
            Typed::Nothing => to.extend_from_slice(b"null"),
            Typed::Text(texts) => pull::write_string(texts.get(row), to),
            Typed::Json(texts) => return write_json(texts.get(row), depth, to),
            Typed::Words { keys, words } => {
                let word = keys.get(row).and_then(|&key| words.get(key));
                to.extend_from_slice(word.map_or(b"\"\"", |word| word));
            }
            Typed::Boolean(array) => to.extend_from_slice(if array.value(row) { b"true" } else { b"false" }),
            Typed::Int8(array) => integer(array.value(row), to),
            Typed::Int16(array) => integer(array.value(row), to),
            Typed::Int32(array) => integer(array.value(row), to),
            Typed::Int64(array) => integer(array.value(row), to),
            Typed::UInt8(array) => integer(array.value(row), to),
            Typed::UInt16(array) => integer(array.value(row), to),
            Typed::UInt32(array) => integer(array.value(row), to),
            Typed::UInt64(array) => integer(array.value(row), to),
            Typed::Float32(array) => return float(array.value(row).into(), to),
            Typed::Float64(array) => return float(array.value(row), to),
            Typed::Decimal(array) => to.extend_from_slice(array.value_as_string(row).as_bytes()),
            Typed::Date(array) => {
                if !date_of(array.value(row)).is_some_and(|date| pull::write_date(date, to)) {
                    return Err(Refused::new("ISO-8601 has no date before the year 0 or after 9999"));
                }
            }
            Typed::Stamp { values, unit } => {
                let value = values.get(row).copied().unwrap_or_default();
                return stamp::write(value, *unit, offset, to);
            }
            Typed::Object(object) => return object.write(row, depth, to),
            Typed::List { .. } | Typed::Map { .. } => return self.write_items(row, depth, to),
        }
        Ok(())
    }

    fn stands_for(&self, row: usize, offset: Option<i32>, tokens: &mut Tokens<'_>) -> bool {
        match &self.of {
            Typed::Stamp { values, unit } => {
                let value = values.get(row).copied().unwrap_or_default();
                tokens.string().is_ok_and(|text| stamp::is_of(value, *unit, offset, &text))
            }
            Typed::List { ends, items } => {
                let (start, end) = range(ends, row);
                tokens.skip(b'[')
                    && (start..end)
                        .all(|at| (at == start || tokens.skip(b',')) && items.item_stands_for(at, tokens))
                    && tokens.skip(b']')
            }
            Typed::Map { ends, keys, values } => {
                let (start, end) = range(ends, row);
                tokens.skip(b'{')
                    && (start..end).all(|at| {
                        (at == start || tokens.skip(b','))
                            && tokens.string().is_ok_and(|key| key == keys.get(at))
                            && tokens.skip(b':')
                            && values.item_stands_for(at, tokens)
                    })
                    && tokens.skip(b'}')
            }
            _ => false,
        }
    }
}

impl Value<'_> {
    fn write_items(&self, row: usize, depth: u16, to: &mut Vec<u8>) -> Result<()> {
        if depth >= LEVELS {
            return Err(Refused::new(format!("nested more than {LEVELS} levels deep")));
        }
        let (ends, items, keys) = match &self.of {
            Typed::List { ends, items } => (ends, items, None),
            Typed::Map { ends, keys, values } => (ends, values, Some(keys)),
            _ => return Ok(()),
        };
        let (start, end) = range(ends, row);
        to.push(if keys.is_some() { b'{' } else { b'[' });
        for at in start..end {
            if at > start {
                to.push(b',');
            }
            if let Some(keys) = keys {
                pull::write_string(keys.get(at), to);
                to.push(b':');
            }
            if !items.is_valid(at) {
                to.extend_from_slice(b"null");
                continue;
            }
            items.write(at, 0, depth + 1, to).map_err(|refused| match keys {
                Some(keys) => refused.in_key(keys.get(at)),
                None => refused.in_item(at - start),
            })?;
        }
        to.push(if keys.is_some() { b'}' } else { b']' });
        Ok(())
    }

    fn item_stands_for(&self, row: usize, tokens: &mut Tokens<'_>) -> bool {
        if self.is_valid(row) { self.stands_for(row, None, tokens) } else { tokens.literal("null").is_ok() }
    }
}

impl<'a> Typed<'a> {
    /// `None` for a type that JSON has not.
    fn of(array: &'a dyn Array, field: &Field, path: &str) -> std::result::Result<Option<Self>, SchemaError> {
        let is_json = matches!(metadata::kind_of(field), Some(kind::ANY | kind::UNION | kind::MODEL_TEXT));
        if let Some(texts) = Texts::of(array) {
            return Ok(Some(if is_json { Self::Json(texts) } else { Self::Text(texts) }));
        }
        Ok(match array.data_type() {
            DataType::Struct(_) => match array.as_struct_opt() {
                Some(array) => Some(Self::Object(Object::of_struct(array, path)?)),
                None => None,
            },
            DataType::List(item) => match array.as_list_opt::<i32>() {
                Some(list) => {
                    let items = Box::new(Value::of(&**list.values(), item, path)?);
                    Some(Self::List { ends: list.offsets().iter().map(|&end| end as usize).collect(), items })
                }
                None => None,
            },
            DataType::LargeList(item) => match array.as_list_opt::<i64>() {
                Some(list) => {
                    let items = Box::new(Value::of(&**list.values(), item, path)?);
                    Some(Self::List { ends: list.offsets().iter().map(|&end| end as usize).collect(), items })
                }
                None => None,
            },
            DataType::Map(entries, _) => {
                let value = match entries.data_type() {
                    DataType::Struct(fields) => fields.get(1),
                    _ => None,
                };
                match (array.as_map_opt(), value) {
                    (Some(map), Some(value)) => match Texts::of(&**map.keys()) {
                        Some(keys) => {
                            let values = Box::new(Value::of(&**map.values(), value, path)?);
                            let ends = map.offsets().iter().map(|&end| end as usize).collect();
                            Some(Self::Map { ends, keys, values })
                        }
                        None => None,
                    },
                    _ => None,
                }
            }
            _ => Self::of_leaf(array),
        })
    }

    fn of_leaf(array: &'a dyn Array) -> Option<Self> {
        Some(match array.data_type() {
            DataType::Null => Self::Nothing,
            DataType::Boolean => Self::Boolean(array.as_boolean_opt()?),
            DataType::Int8 => Self::Int8(array.as_primitive_opt()?),
            DataType::Int16 => Self::Int16(array.as_primitive_opt()?),
            DataType::Int32 => Self::Int32(array.as_primitive_opt()?),
            DataType::Int64 => Self::Int64(array.as_primitive_opt()?),
            DataType::UInt8 => Self::UInt8(array.as_primitive_opt()?),
            DataType::UInt16 => Self::UInt16(array.as_primitive_opt()?),
            DataType::UInt32 => Self::UInt32(array.as_primitive_opt()?),
            DataType::UInt64 => Self::UInt64(array.as_primitive_opt()?),
            DataType::Float32 => Self::Float32(array.as_primitive_opt()?),
            DataType::Float64 => Self::Float64(array.as_primitive_opt()?),
            DataType::Decimal128(..) => Self::Decimal(array.as_primitive_opt::<Decimal128Type>()?),
            DataType::Date32 => Self::Date(array.as_primitive_opt()?),
            DataType::Timestamp(unit, _) => {
                let values: &[i64] = match unit {
                    TimeUnit::Second => array.as_primitive_opt::<TimestampSecondType>()?.values(),
                    TimeUnit::Millisecond => array.as_primitive_opt::<TimestampMillisecondType>()?.values(),
                    TimeUnit::Microsecond => array.as_primitive_opt::<TimestampMicrosecondType>()?.values(),
                    TimeUnit::Nanosecond => array.as_primitive_opt::<TimestampNanosecondType>()?.values(),
                };
                Self::Stamp { values, unit: *unit }
            }
            DataType::Dictionary(..) => {
                let array = array.as_any_dictionary_opt()?;
                let texts = Texts::of(&**array.values())?;
                let quoted = |index: usize| {
                    let mut word = Vec::new();
                    if texts.is_valid(index) {
                        pull::write_string(texts.get(index), &mut word);
                    }
                    word
                };
                let words: Vec<_> = (0..array.values().len()).map(quoted).collect();
                // Arrow does not normalise the keys into no values.
                let keys = if words.is_empty() { Vec::new() } else { array.normalized_keys() };
                Self::Words { keys, words }
            }
            _ => return None,
        })
    }
}

fn range(ends: &[usize], row: usize) -> (usize, usize) {
    let end = |at: usize| ends.get(at).copied().unwrap_or_default();
    (end(row), end(row + 1))
}

#[inline]
fn integer(value: impl itoa::Integer, to: &mut Vec<u8>) {
    to.extend_from_slice(itoa::Buffer::new().format(value).as_bytes());
}

fn float(value: f64, to: &mut Vec<u8>) -> Result<()> {
    if pull::write_float(value, to) {
        Ok(())
    } else {
        Err(Refused::new(format!("{value} is not a JSON number")))
    }
}

/// Writes JSON text, which is known to be JSON after this.
fn write_json(text: &str, depth: u16, to: &mut Vec<u8>) -> Result<()> {
    let mut tokens = Tokens::new(text);
    let read = tokens.value(LEVELS.saturating_sub(depth)).and_then(|text| tokens.end().map(|()| text));
    match read {
        Ok(text) => push_compact(text, to),
        Err(fault) => return Err(Refused::new(format!("not JSON as text: {fault}"))),
    }
    Ok(())
}
