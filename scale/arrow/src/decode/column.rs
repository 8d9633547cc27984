//! A column while it grows, of any type.

use arrow_array::ArrayRef;
use arrow_array::types::{Date32Type, Float64Type, Int32Type, Int64Type, UInt64Type};
use arrow_schema::{ArrowError, DataType, Field};

use super::extra::Extra;
use super::failure::Result;
use super::growing::Growing;
use super::json::Json;
use super::list::{List, Map};
use super::numbers::{Booleans, Numbers};
use super::object::Object;
use super::reading::Reading;
use super::stamps::Stamps;
use super::texts::Texts;
use super::words::Words;
use crate::error::SchemaError;
use crate::metadata::{self, kind};

#[derive(Debug)]
pub(super) enum Column {
    Text(Texts),
    Word(Words),
    Integer(Numbers<Int64Type>),
    Integer32(Numbers<Int32Type>),
    Unsigned(Numbers<UInt64Type>),
    Number(Numbers<Float64Type>),
    Boolean(Booleans),
    DateTime(Stamps),
    Date(Numbers<Date32Type>),
    Json(Json),
    Extra(Box<Extra>),
    Object(Box<Object<Self>>),
    List(Box<List<Self>>),
    Map(Box<Map<Self>>),
}

/// Does the same with each variant.
macro_rules! each {
    ($column:expr, $inner:ident => $body:expr) => {
        match $column {
            Column::Text($inner) => $body,
            Column::Word($inner) => $body,
            Column::Integer($inner) => $body,
            Column::Integer32($inner) => $body,
            Column::Unsigned($inner) => $body,
            Column::Number($inner) => $body,
            Column::Boolean($inner) => $body,
            Column::DateTime($inner) => $body,
            Column::Date($inner) => $body,
            Column::Json($inner) => $body,
            Column::Extra($inner) => $body,
            Column::Object($inner) => $body,
            Column::List($inner) => $body,
            Column::Map($inner) => $body,
        }
    };
}

impl Growing for Column {
    fn of(field: &Field, path: &str) -> std::result::Result<Self, SchemaError> {
        let kind = metadata::kind_of(field);
        Ok(match (kind, field.data_type()) {
            (Some(kind::EXTRA), DataType::Utf8) => Self::Extra(Box::new(Extra::new())),
            (Some(kind::ANY | kind::UNION), DataType::Utf8) => Self::Json(Json::new(None)),
            (Some(kind::MODEL_TEXT), DataType::Utf8) => {
                let model = field.metadata().get(metadata::MODEL).map_or("", String::as_str);
                Self::Json(Json::new(Some(format!("an object ({model})"))))
            }
            (Some(kind::OFFSET), other) if *other != DataType::Int32 => {
                return Err(SchemaError::new(path, format!("expected offsets as Int32, found {other}")));
            }
            (_, DataType::Utf8) => Self::Text(Texts::new()),
            (_, DataType::Dictionary(key, value))
                if (&**key, &**value) == (&DataType::Int32, &DataType::Utf8) =>
            {
                let values = metadata::texts(field.metadata(), metadata::VALUES);
                Self::Word(Words::new(values.map_err(|message| SchemaError::new(path, message))?))
            }
            (_, DataType::Int64) => Self::Integer(Numbers::new()),
            (_, DataType::Int32) => Self::Integer32(Numbers::new()),
            (_, DataType::UInt64) => Self::Unsigned(Numbers::new()),
            (_, DataType::Float64) => Self::Number(Numbers::new()),
            (_, DataType::Boolean) => Self::Boolean(Booleans::new()),
            (_, DataType::Timestamp(unit, _)) => Self::DateTime(Stamps::new(*unit)),
            (_, DataType::Date32) => Self::Date(Numbers::new()),
            (_, DataType::Struct(fields)) => {
                Self::Object(Box::new(Object::of(fields, field.metadata(), path)?))
            }
            (_, DataType::List(item)) => Self::List(Box::new(List::of(item, path)?)),
            (_, DataType::Map(entries, false)) => Self::Map(Box::new(Map::of(entries, path)?)),
            (_, other) => {
                return Err(SchemaError::new(
                    path,
                    format!(
                        "JSON is not read into the type {other}: use a type of `Columns`, or leave the column out"
                    ),
                ));
            }
        })
    }

    #[inline]
    fn len(&self) -> usize {
        each!(self, column => column.len())
    }

    #[inline]
    fn read_row(&mut self, row: usize, reading: &mut Reading<'_>) -> Result<bool> {
        each!(self, column => {
            if column.len() > row {
                return Ok(false);
            }
            column.pad(row);
            column.read(reading)
        })
        .map(|()| true)
    }

    #[inline]
    fn read(&mut self, reading: &mut Reading<'_>) -> Result<()> {
        each!(self, column => column.read(reading))
    }

    #[inline]
    fn pad(&mut self, len: usize) {
        each!(self, column => column.pad(len));
    }

    fn truncate(&mut self, len: usize) {
        each!(self, column => column.truncate(len));
    }

    fn finish(&mut self, data_type: &DataType) -> std::result::Result<ArrayRef, ArrowError> {
        match self {
            Self::Text(texts) => texts.finish_ref(),
            Self::Json(column) => column.finish(),
            Self::Word(column) => column.finish(),
            Self::Integer(column) => column.finish(data_type),
            Self::Integer32(column) => column.finish(data_type),
            Self::Unsigned(column) => column.finish(data_type),
            Self::Number(column) => column.finish(data_type),
            Self::Boolean(column) => column.finish(),
            Self::DateTime(column) => column.finish(data_type),
            Self::Date(column) => column.finish(data_type),
            Self::Extra(column) => column.finish(),
            Self::Object(column) => column.finish(),
            Self::List(column) => column.finish(),
            Self::Map(column) => column.finish(),
        }
    }

    fn has_dictionary(&self) -> bool {
        matches!(self, Self::Word(_))
    }

    #[inline]
    fn as_extra(&mut self) -> Option<&mut Extra> {
        match self {
            Self::Extra(extra) => Some(extra),
            _ => None,
        }
    }

    #[inline]
    fn as_stamps(&mut self) -> Option<&mut Stamps> {
        match self {
            Self::DateTime(stamps) => Some(stamps),
            _ => None,
        }
    }

    #[inline]
    fn as_offsets(&mut self) -> Option<&mut Numbers<Int32Type>> {
        match self {
            Self::Integer32(offsets) => Some(offsets),
            _ => None,
        }
    }
}
