//! What of a table a query asks for, down to the members of structs: the rest is not decoded.

use std::{collections::BTreeMap, sync::Arc};

use datafusion::{
    arrow::datatypes::{DataType, Field, FieldRef, Fields, Schema},
    common::ScalarValue,
    datasource::physical_plan::FileSource,
    physical_expr::{
        PhysicalExpr, ScalarFunctionExpr,
        expressions::{Column, Literal},
        projection::ProjectionExprs,
    },
};
use spectable_arrow::metadata::{KIND, kind};

/// What of a value is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Asked {
    Whole,
    /// These members of a struct, and no others.
    Members(BTreeMap<String, Asked>),
}

/// Whether a column holds what an object has besides its other columns. It is right only where these are decoded, too.
fn is_rest(field: &Field) -> bool {
    field.metadata().get(KIND).is_some_and(|it| it == kind::EXTRA)
}

/// Whether one of these columns of a file holds what its documents have besides the others.
pub(super) fn has_rest(schema: &Schema, columns: &[usize]) -> bool {
    columns.iter().any(|at| schema.fields().get(*at).is_some_and(|field| is_rest(field)))
}

/// The schema of a file in which each column has only what the expressions ask of it. The columns stay where they are: those that nothing
/// asks for are left out by who projects.
pub(super) fn narrowed(schema: &Schema, projection: &ProjectionExprs) -> Schema {
    let mut columns = BTreeMap::new();
    for expression in projection.iter() {
        ask(&expression.expr, &mut columns);
    }
    let fields = schema.fields().iter().enumerate().map(|(at, field)| match columns.get(&at) {
        Some(asked) => narrow(field, asked),
        None => Arc::clone(field),
    });
    Schema::new_with_metadata(fields.collect::<Fields>(), schema.metadata().clone())
}

/// Notes what an expression asks of each column.
fn ask(expression: &Arc<dyn PhysicalExpr>, columns: &mut BTreeMap<usize, Asked>) {
    let mut path = Vec::new();
    match column_of(expression, &mut path) {
        Some(column) => {
            let asked = path
                .into_iter()
                .fold(Asked::Whole, |inner, name| Asked::Members(BTreeMap::from([(name, inner)])));
            add(columns.entry(column).or_insert_with(|| Asked::Members(BTreeMap::new())), asked);
        }
        None => expression.children().into_iter().for_each(|child| ask(child, columns)),
    }
}

/// The column that an expression is, or is a member of; the names of the members go to `path`, the innermost first.
fn column_of(expression: &Arc<dyn PhysicalExpr>, path: &mut Vec<String>) -> Option<usize> {
    if let Some(column) = expression.downcast_ref::<Column>() {
        return Some(column.index());
    }
    let function = expression.downcast_ref::<ScalarFunctionExpr>()?;
    let (base, names) = function.args().split_first()?;
    if function.fun().name() != "get_field" || names.is_empty() {
        return None;
    }
    for name in names.iter().rev() {
        path.push(text_of(name)?);
    }
    column_of(base, path)
}

fn text_of(expression: &Arc<dyn PhysicalExpr>) -> Option<String> {
    match expression.downcast_ref::<Literal>()?.value() {
        ScalarValue::Utf8(text) | ScalarValue::LargeUtf8(text) | ScalarValue::Utf8View(text) => text.clone(),
        _ => None,
    }
}

fn add(known: &mut Asked, more: Asked) {
    let Asked::Members(more) = more else {
        *known = Asked::Whole;
        return;
    };
    let Asked::Members(known) = known else { return };
    for (name, asked) in more {
        match known.get_mut(&name) {
            Some(known) => add(known, asked),
            None => {
                known.insert(name, asked);
            }
        }
    }
}

/// A struct with the members that are asked for. A key of a map looks like a member, and is none: the map stays whole.
fn narrow(field: &FieldRef, asked: &Asked) -> FieldRef {
    let (DataType::Struct(members), Asked::Members(names)) = (field.data_type(), asked) else {
        return Arc::clone(field);
    };
    let kept: Fields = members
        .iter()
        .filter_map(|member| names.get(member.name()).map(|asked| narrow(member, asked)))
        .collect();
    if kept.is_empty() || kept.iter().any(|member| is_rest(member)) {
        return Arc::clone(field);
    }
    Arc::new(Field::clone(field).with_data_type(DataType::Struct(kept)))
}

/// Whether a source reads less than whole columns; for messages.
pub(super) fn shown(source: &dyn FileSource) -> String {
    let schema = source.table_schema().file_schema();
    let Some(projection) = source.projection() else { return String::new() };
    let narrow = narrowed(schema, projection);
    let mut columns = BTreeMap::new();
    for expression in projection.iter() {
        ask(&expression.expr, &mut columns);
    }
    let names = columns.keys().filter_map(|at| narrow.fields().get(*at)).map(|field| describe(field, schema));
    names.collect::<Vec<_>>().join(", ")
}

fn describe(field: &Field, whole: &Schema) -> String {
    let is_whole = whole.field_with_name(field.name()).is_ok_and(|it| it.data_type() == field.data_type());
    match field.data_type() {
        DataType::Struct(members) if !is_whole => {
            let names: Vec<&str> = members.iter().map(|it| it.name().as_str()).collect();
            format!("{}.{{{}}}", field.name(), names.join(", "))
        }
        _ => field.name().clone(),
    }
}
