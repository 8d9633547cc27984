//! Columns of the output, and batches of other inputs as these columns.

use std::{collections::BTreeMap, sync::Arc};

use arrow::{
    array::{Array, ArrayRef, RecordBatch, RecordBatchOptions},
    compute::{CastOptions, cast_with_options},
    datatypes::{DataType, Field, FieldRef, Fields, Schema, SchemaRef},
};
use spectable_arrow::metadata::KIND;

use crate::failure::Failure;

/// Names, types and metadata of columns as text, in one form whatever the order of their metadata.
pub(super) fn shape(columns: &Schema) -> String {
    let about: BTreeMap<_, _> = columns.metadata().iter().collect();
    format!("{about:?}{}", shape_of(columns.fields()))
}

fn shape_of(fields: &Fields) -> String {
    fields.iter().map(field_shape).collect::<Vec<_>>().join(",")
}

fn field_shape(field: &FieldRef) -> String {
    let ty = match field.data_type() {
        DataType::Struct(members) => format!("{{{}}}", shape_of(members)),
        DataType::List(item) => format!("[{}]", field_shape(item)),
        DataType::LargeList(item) => format!("[large {}]", field_shape(item)),
        DataType::FixedSizeList(item, length) => format!("[{length} {}]", field_shape(item)),
        DataType::Map(entries, _) => format!("<{}>", field_shape(entries)),
        other => other.to_string(),
    };
    let about: BTreeMap<_, _> = field.metadata().iter().collect();
    let null = if field.is_nullable() { "?" } else { "" };
    format!("{:?}{about:?}:{ty}{null}", field.name())
}

/// The same columns with texts in place of dictionaries.
pub(super) fn without_dictionaries(columns: &SchemaRef) -> SchemaRef {
    let fields: Fields = columns.fields().iter().map(plain).collect();
    Arc::new(Schema::new_with_metadata(fields, columns.metadata().clone()))
}

fn plain(field: &FieldRef) -> FieldRef {
    let ty = match field.data_type() {
        DataType::Dictionary(_, value) => value.as_ref().clone(),
        DataType::Struct(members) => DataType::Struct(members.iter().map(plain).collect()),
        DataType::List(item) => DataType::List(plain(item)),
        DataType::LargeList(item) => DataType::LargeList(plain(item)),
        DataType::FixedSizeList(item, length) => DataType::FixedSizeList(plain(item), *length),
        DataType::Map(entries, sorted) => DataType::Map(plain(entries), *sorted),
        other => other.clone(),
    };
    Arc::new(Field::clone(field).with_data_type(ty))
}

/// The batch of the file `name` as columns that come from the file `first`. Only the order of columns and the form of dictionaries may be
/// others: no value is changed.
pub(super) fn suited(
    batch: &RecordBatch,
    columns: &SchemaRef,
    name: &str,
    first: &str,
) -> Result<RecordBatch, Failure> {
    if batch.schema().fields() == columns.fields() {
        return Ok(batch.clone());
    }
    let found = batch.schema();
    let differs = |what: String| Failure::bad_input(what, "convert files of other columns by themselves");
    let mut arrays: Vec<ArrayRef> = Vec::new();
    for wanted in columns.fields() {
        let Ok(at) = found.index_of(wanted.name()) else {
            return Err(differs(format!(
                "`{first}` has a column `{}`, and `{name}` has none",
                wanted.name()
            )));
        };
        if let Some(other) = difference(wanted.name(), found.field(at), wanted) {
            let Difference { column, found, wanted } = other;
            return Err(differs(format!(
                "the column `{column}` is {wanted} in `{first}` and {found} in `{name}`"
            )));
        }
        arrays.push(
            recoded(batch.column(at), wanted.data_type())
                .map_err(|error| differs(format!("{name}: the column `{}`: {error}", wanted.name())))?,
        );
    }
    if let Some(more) = found.fields().iter().find(|it| columns.index_of(it.name()).is_err()) {
        return Err(differs(format!("`{name}` has a column `{}`, and `{first}` has none", more.name())));
    }
    if found.fields().len() != columns.fields().len() {
        return Err(differs(format!("`{name}` has two columns of one name")));
    }
    let options = RecordBatchOptions::new().with_row_count(Some(batch.num_rows()));
    RecordBatch::try_new_with_options(Arc::clone(columns), arrays, &options)
        .map_err(|error| differs(format!("`{name}` does not fit the columns of `{first}`: {error}")))
}

/// The same values with or without dictionaries. A value that does not fit is an error, and never null.
fn recoded(column: &ArrayRef, to: &DataType) -> Result<ArrayRef, arrow::error::ArrowError> {
    if column.data_type() == to {
        return Ok(Arc::clone(column));
    }
    cast_with_options(column, to, &CastOptions { safe: false, ..CastOptions::default() })
}

/// Where two columns have values of different types.
struct Difference {
    column: String,
    found: String,
    wanted: String,
}

fn difference(path: &str, found: &Field, wanted: &Field) -> Option<Difference> {
    let differs = |found: String, wanted: String| Some(Difference { column: path.to_owned(), found, wanted });
    let kinds = (found.metadata().get(KIND), wanted.metadata().get(KIND));
    if let (Some(found), Some(wanted)) = kinds
        && found != wanted
    {
        return differs(format!("`{found}`"), format!("`{wanted}`"));
    }
    match (value_type(found.data_type()), value_type(wanted.data_type())) {
        (DataType::Struct(left), DataType::Struct(right)) => {
            let names =
                |fields: &Fields| fields.iter().map(|it| it.name().as_str()).collect::<Vec<_>>().join(", ");
            if names(left) != names(right) {
                return differs(
                    format!("a struct of {}", names(left)),
                    format!("a struct of {}", names(right)),
                );
            }
            let mut members = left.iter().zip(right);
            members.find_map(|(left, right)| member(&format!("{path}.{}", right.name()), left, right))
        }
        (DataType::List(left), DataType::List(right))
        | (DataType::LargeList(left), DataType::LargeList(right))
        | (DataType::Map(left, _), DataType::Map(right, _)) => member(path, left, right),
        (left, right) if left == right => None,
        (left, right) => differs(left.to_string(), right.to_string()),
    }
}

/// As a column, and what may be null may not become what may not be.
fn member(path: &str, found: &Field, wanted: &Field) -> Option<Difference> {
    if found.is_nullable() && !wanted.is_nullable() {
        let (found, wanted) =
            (format!("{} or null", found.data_type()), format!("{} and never null", wanted.data_type()));
        return Some(Difference { column: path.to_owned(), found, wanted });
    }
    difference(path, found, wanted)
}

fn value_type(ty: &DataType) -> &DataType {
    match ty {
        DataType::Dictionary(_, value) => value,
        other => other,
    }
}
