//! Several releases of the same documentation as one table: the columns of all of them.

use std::{collections::HashMap, fmt, sync::Arc};

use datafusion::arrow::datatypes::{DataType, Field, FieldRef, Fields, Schema, SchemaRef};
use spectable_arrow::metadata::{KEYS, KIND, MODEL, NULLABLE, READ_ONLY, REQUIRED, VALUES, WRITE_ONLY, kind};

use crate::failure::Failure;

/// The columns of a model by one release, or of one file.
#[derive(Debug, Clone)]
pub struct Release {
    /// What messages call it: the source of the documentation, or the name of the file.
    pub source: String,
    /// Its columns.
    pub schema: SchemaRef,
}

/// A column that two releases give types that no one type holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The column, with the members that lead to the place: `participants.purpose`.
    pub column: String,
    /// The first type and who says so.
    pub first: (String, String),
    /// The second type and who says so.
    pub second: (String, String),
}

impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { column, first, second } = self;
        write!(f, "column `{column}` is {} in `{}` and {} in `{}`", first.0, first.1, second.0, second.1)
    }
}

impl std::error::Error for Conflict {}

impl Conflict {
    /// What a user is told of a table of this model.
    pub(crate) fn failure(&self, model: &str) -> Failure {
        let remedy = "make a table of each release, or leave the column out with `only`";
        Failure::bad_input(format!("`{model}` has a column of two types: {self}"), remedy)
    }
}

/// The columns of all releases, in the order of the first and then of those that have more. A column that one of them does not have is null
/// in its documents. A number that became wider, and an enum that became text, has the wider type. What is JSON of several kinds may be any JSON.
/// A property is required, or only read or written, if all releases say so, and null is a value of it if one of them does.
///
/// # Errors
/// If a column has types that no one type holds.
pub fn merge(releases: &[Release]) -> Result<SchemaRef, Conflict> {
    let Some((first, later)) = releases.split_first() else { return Ok(Arc::new(Schema::empty())) };
    let mut fields: Vec<(FieldRef, String)> =
        first.schema.fields().iter().map(|field| (Arc::clone(field), first.source.clone())).collect();
    for release in later {
        for (known, _) in &mut fields {
            if release.schema.field_with_name(known.name()).is_err() {
                *known = of_one(known);
            }
        }
        for field in release.schema.fields() {
            match fields.iter_mut().find(|(known, _)| known.name() == field.name()) {
                Some((known, source)) => *known = both(known, field, source, &release.source, "")?,
                None => fields.push((of_one(field), release.source.clone())),
            }
        }
    }
    let metadata = later
        .iter()
        .fold(first.schema.metadata().clone(), |all, it| said_by_both(&all, it.schema.metadata()));
    let fields: Fields = fields.into_iter().map(|(field, _)| field).collect();
    Ok(Arc::new(Schema::new_with_metadata(fields, metadata)))
}

/// A field that holds what each of two holds.
fn both(
    first: &FieldRef,
    second: &FieldRef,
    source: &str,
    other: &str,
    within: &str,
) -> Result<FieldRef, Conflict> {
    let path = if within.is_empty() { first.name().clone() } else { format!("{within}.{}", first.name()) };
    let is_nullable = first.is_nullable() || second.is_nullable();
    let field = |data_type| {
        let metadata = said_by_both(first.metadata(), second.metadata());
        Arc::new(Field::new(first.name(), data_type, is_nullable).with_metadata(metadata))
    };
    let inner = |a, b| both(a, b, source, other, &path);
    Ok(match (first.data_type(), second.data_type()) {
        (DataType::Utf8, DataType::Utf8) if is_json(first) != is_json(second) => {
            return Err(conflict(path, first, source, second, other));
        }
        (DataType::Utf8, DataType::Utf8) if is_json(first) && !is_same_json(first, second) => {
            if [first, second].iter().any(|it| kind_of(it) == Some(kind::EXTRA)) {
                return Err(conflict(path, first, source, second, other));
            }
            // What may be any JSON holds what is of one model.
            let mut metadata = said_by_both(first.metadata(), second.metadata());
            metadata.insert(KIND.to_owned(), kind::ANY.to_owned());
            metadata.remove(MODEL);
            Arc::new(Field::new(first.name(), DataType::Utf8, is_nullable).with_metadata(metadata))
        }
        (DataType::Struct(a), DataType::Struct(b)) => {
            let mut members: Vec<FieldRef> = Vec::new();
            for member in a {
                members.push(match b.find(member.name()) {
                    Some((_, second)) => inner(member, second)?,
                    None => of_one(member),
                });
            }
            members.extend(b.iter().filter(|member| a.find(member.name()).is_none()).map(of_one));
            field(DataType::Struct(members.into()))
        }
        // The items of a list have no name of their own: the path says the list.
        (DataType::List(a), DataType::List(b)) => field(DataType::List(items(a, b, source, other, &path)?)),
        (DataType::Map(a, sorted), DataType::Map(b, _)) => {
            field(DataType::Map(items(a, b, source, other, &path)?, *sorted))
        }
        (a, b) if a == b => field(a.clone()),
        _ if holds(first, second) => field(first.data_type().clone()),
        _ if holds(second, first) => {
            let metadata = said_by_both(second.metadata(), first.metadata());
            Arc::new(Field::clone(second).with_nullable(is_nullable).with_metadata(metadata))
        }
        _ => return Err(conflict(path, first, source, second, other)),
    })
}

fn conflict(column: String, first: &Field, source: &str, second: &Field, other: &str) -> Conflict {
    Conflict { column, first: (shown(first), source.to_owned()), second: (shown(second), other.to_owned()) }
}

fn kind_of(field: &Field) -> Option<&str> {
    field.metadata().get(KIND).map(String::as_str)
}

/// Whether a column of text holds JSON, and not the text of a document.
fn is_json(field: &Field) -> bool {
    matches!(kind_of(field), Some(kind::ANY | kind::MODEL_TEXT | kind::UNION | kind::EXTRA))
}

/// Whether two columns of JSON hold the same: of one model or union, or any.
fn is_same_json(first: &Field, second: &Field) -> bool {
    [KIND, MODEL].iter().all(|key| first.metadata().get(*key) == second.metadata().get(*key))
}

/// A field that only one of two releases has: no document of the other one has it.
fn of_one(field: &FieldRef) -> FieldRef {
    if !field.metadata().contains_key(REQUIRED) {
        return Arc::clone(field);
    }
    let mut metadata = field.metadata().clone();
    metadata.remove(REQUIRED);
    Arc::new(Field::clone(field).with_metadata(metadata))
}

/// The metadata of the first, with the properties and the values of enums that each knows, and the marks that hold for both.
fn said_by_both(
    first: &HashMap<String, String>,
    second: &HashMap<String, String>,
) -> HashMap<String, String> {
    let mut both = first.clone();
    for key in [KEYS, VALUES] {
        let texts = |of: &HashMap<String, String>| {
            of.get(key).and_then(|list| serde_json::from_str::<Vec<String>>(list).ok())
        };
        if let (Some(mut known), Some(more)) = (texts(first), texts(second)) {
            let new = more.into_iter().filter(|it| !known.contains(it)).collect::<Vec<_>>();
            known.extend(new);
            both.insert(key.to_owned(), serde_json::Value::from(known).to_string());
        }
    }
    if let Some(mark) = second.get(NULLABLE) {
        both.insert(NULLABLE.to_owned(), mark.clone());
    }
    for key in [REQUIRED, READ_ONLY, WRITE_ONLY] {
        if !second.contains_key(key) {
            both.remove(key);
        }
    }
    both
}

/// The items of a list, or the entries of a map.
fn items(a: &FieldRef, b: &FieldRef, source: &str, other: &str, path: &str) -> Result<FieldRef, Conflict> {
    match both(a, b, source, other, path) {
        Err(mut conflict) => {
            let nameless = format!("{path}.{}", a.name());
            if let Some(rest) = conflict.column.strip_prefix(&nameless) {
                conflict.column = format!("{path}{rest}");
            }
            Err(conflict)
        }
        merged => merged,
    }
}

/// Whether a column of the first type can hold each value of the second, as the documents write it.
fn holds(wide: &Field, narrow: &Field) -> bool {
    match (wide.data_type(), narrow.data_type()) {
        (DataType::Int64, DataType::Int32) => true,
        (DataType::Utf8, DataType::Dictionary(_, value)) => {
            !is_json(wide) && value.as_ref() == &DataType::Utf8
        }
        _ => false,
    }
}

/// A type in the words of the documentation rather than in those of Arrow, as far as there are any.
fn shown(field: &Field) -> String {
    match field.data_type() {
        DataType::Utf8 if kind_of(field) == Some(kind::EXTRA) => "what has no column".to_owned(),
        DataType::Utf8 if is_json(field) => "any JSON".to_owned(),
        DataType::Utf8 => "text".to_owned(),
        DataType::Dictionary(_, value) if value.as_ref() == &DataType::Utf8 => "an enum".to_owned(),
        DataType::Boolean => "a boolean".to_owned(),
        DataType::Int32 => "an integer of 32 bits".to_owned(),
        DataType::Int64 => "an integer of 64 bits".to_owned(),
        DataType::UInt64 => "an integer of 64 bits without a sign".to_owned(),
        DataType::Float64 => "a number".to_owned(),
        DataType::Timestamp(..) => "a date-time".to_owned(),
        DataType::Date32 => "a date".to_owned(),
        DataType::List(item) => format!("a list of {}", shown(item).trim_start_matches("a ")),
        DataType::Map(..) => "a map".to_owned(),
        DataType::Struct(_) => "a model".to_owned(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use datafusion::arrow::datatypes::{DataType, Field, Fields, Schema};

    use spectable_arrow::metadata::{KIND, MODEL, NULLABLE, READ_ONLY, REQUIRED, WRITE_ONLY, kind};

    use super::{Release, merge};

    fn release(source: &str, fields: Vec<Field>) -> Release {
        Release { source: source.to_owned(), schema: Arc::new(Schema::new(fields)) }
    }

    fn field(name: &str, ty: DataType) -> Field {
        Field::new(name, ty, true)
    }

    fn model(members: Vec<Field>) -> DataType {
        DataType::Struct(Fields::from(members))
    }

    fn list(item: DataType) -> DataType {
        DataType::List(Arc::new(field("item", item)))
    }

    fn an_enum() -> DataType {
        DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8))
    }

    #[test]
    fn the_columns_of_all_releases_in_the_order_of_the_first() {
        let old = release("1.0", vec![field("id", DataType::Utf8), field("gone", DataType::Date32)]);
        let leg = |members| list(model(members));
        let new = release(
            "2.0",
            vec![field("new", leg(vec![field("a", DataType::Boolean)])), field("id", DataType::Utf8)],
        );
        let newest = release("3.0", vec![field("new", leg(vec![field("b", DataType::Int64)]))]);
        let merged = merge(&[old, new, newest]).unwrap();
        let expected = Schema::new(vec![
            field("id", DataType::Utf8),
            field("gone", DataType::Date32),
            field("new", leg(vec![field("a", DataType::Boolean), field("b", DataType::Int64)])),
        ]);
        assert_eq!(*merged, expected);
    }

    #[test]
    fn a_wider_type_holds_the_narrower_one() {
        let cases = [
            (DataType::Int32, DataType::Int64, DataType::Int64),
            (DataType::Int64, DataType::Int32, DataType::Int64),
            (an_enum(), DataType::Utf8, DataType::Utf8),
            (list(an_enum()), list(DataType::Utf8), list(DataType::Utf8)),
        ];
        for (a, b, wide) in cases {
            let merged =
                merge(&[release("a", vec![field("x", a)]), release("b", vec![field("x", b)])]).unwrap();
            assert_eq!(merged.field(0).data_type(), &wide);
        }
    }

    #[test]
    fn a_change_of_type_is_said_with_its_column_both_types_and_both_sources() {
        let leg = |ty| list(model(vec![field("at", ty)]));
        let cases = [
            (
                DataType::Int64,
                DataType::Utf8,
                "column `x` is an integer of 64 bits in `old` and text in `new`",
            ),
            (
                DataType::Int64,
                DataType::UInt64,
                "column `x` is an integer of 64 bits in `old` and an integer of 64 bits without a sign in `new`",
            ),
            (
                leg(DataType::Date32),
                leg(DataType::Float64),
                "column `x.at` is a date in `old` and a number in `new`",
            ),
            (
                list(DataType::Boolean),
                DataType::Boolean,
                "column `x` is a list of boolean in `old` and a boolean in `new`",
            ),
            (
                list(DataType::Boolean),
                list(DataType::Utf8),
                "column `x` is a boolean in `old` and text in `new`",
            ),
            (
                model(vec![]),
                list(model(vec![])),
                "column `x` is a model in `old` and a list of model in `new`",
            ),
        ];
        for (old, new, expected) in cases {
            let said = merge(&[release("old", vec![field("x", old)]), release("new", vec![field("x", new)])]);
            assert_eq!(said.unwrap_err().to_string(), expected);
        }
    }

    #[test]
    fn marks_that_hold_for_both_releases() {
        let marked = |ty: DataType, marks: &[&str]| {
            let metadata = marks.iter().map(|mark| ((*mark).to_owned(), "true".to_owned()));
            field("x", ty).with_metadata(metadata.collect())
        };
        let all = [REQUIRED, READ_ONLY, WRITE_ONLY, NULLABLE];
        let enums = || (an_enum(), DataType::Utf8);
        let integers = || (DataType::Int64, DataType::Int32);
        let models = || (model(vec![]), model(vec![]));
        for (a, b) in [enums(), integers(), models(), (DataType::Date32, DataType::Date32)] {
            for (marks, others, expected) in [
                (&all[..], &all[..], &all[..]),
                (&all, &[], &[NULLABLE]),
                (&[REQUIRED], &all, &[REQUIRED, NULLABLE]),
            ] {
                for (a, b) in [(&a, &b), (&b, &a)] {
                    let fields = [marked(a.clone(), marks), marked(b.clone(), others)];
                    let merged = merge(&fields.map(|it| release("a", vec![it]))).unwrap();
                    let mut found: Vec<_> = merged.field(0).metadata().keys().map(String::as_str).collect();
                    let mut expected = expected.to_vec();
                    found.sort_unstable();
                    expected.sort_unstable();
                    assert_eq!(found, expected, "{a} {b}");
                }
            }
        }
        let (one, none) =
            (release("a", vec![marked(DataType::Date32, &[REQUIRED, READ_ONLY])]), release("b", vec![]));
        for releases in [[one.clone(), none.clone()], [none, one]] {
            let merged = merge(&releases).unwrap();
            assert_eq!(merged.field(0), &marked(DataType::Date32, &[READ_ONLY]));
        }
    }

    #[test]
    fn json_of_several_kinds_is_any_json() {
        let json = |kind: &str, model: &str| {
            let metadata =
                [(KIND, kind), (MODEL, model)].map(|(key, value)| (key.to_owned(), value.to_owned()));
            field("x", DataType::Utf8)
                .with_metadata(metadata.into_iter().filter(|it| !it.1.is_empty()).collect())
        };
        let merged = |a: &Field, b: &Field| {
            merge(&[release("a", vec![a.clone()]), release("b", vec![b.clone()])])
                .map(|it| it.field(0).clone())
        };
        let (any, leg) = (json(kind::ANY, ""), json(kind::MODEL_TEXT, "Leg"));
        for other in [&any, &json(kind::UNION, "Leg"), &json(kind::MODEL_TEXT, "Arm")] {
            assert_eq!((merged(&leg, other), merged(other, &leg)), (Ok(any.clone()), Ok(any.clone())));
        }
        assert_eq!(merged(&leg, &leg), Ok(leg.clone()));
        for other in [field("x", an_enum()), field("x", DataType::Utf8), json(kind::EXTRA, "")] {
            assert!(merged(&any, &other).is_err() && merged(&other, &any).is_err(), "{other}");
        }
    }

    #[test]
    fn the_source_is_the_one_that_says_it() {
        let said = merge(&[
            release("1", vec![field("id", DataType::Utf8)]),
            release("2", vec![field("x", DataType::Date32)]),
            release("3", vec![field("x", DataType::Boolean)]),
        ]);
        assert_eq!(said.unwrap_err().to_string(), "column `x` is a date in `2` and a boolean in `3`");
    }
}
