//! When two documents are equal.

use serde_json::{Map, Value};

use crate::decimal;
use crate::reflect::{Kind, Table};
use crate::timestamp;

/// Where two documents of a model differ first, as a path such as `participants[3].startTime`; `None` where they are equal.
///
/// Objects are compared without order, float properties by their `f64` value, integer properties as the numbers they are (`1.0` is `1`),
/// date-times by instant and offset, and everything else as JSON values. A document and what is written after reading it have no difference,
/// and that includes what the model does not know.
///
/// ```
/// use spectable::Model;
///
/// spectable::model! {
///     pub struct Call = "Call" {
///         cost with_cost: f64 = "cost",
///         start_time with_start_time: spectable::types::OffsetDateTime = "startTime",
///     }
/// }
/// let document = serde_json::json!({ "cost": 2, "startTime": "2026-05-04T10:00:00.500Z", "colour": "red" });
/// let call: Call = spectable::from_value(document.clone())?;
/// let written = spectable::to_value(&call)?;
/// assert_ne!(written, document, "spelling is normalised");
/// assert_eq!(spectable::difference(Call::table(), &document, &written), None);
/// let mut other = document.clone();
/// other["cost"] = 3.into();
/// assert_eq!(spectable::difference(Call::table(), &document, &other).as_deref(), Some("cost"));
/// # Ok::<(), spectable::Error>(())
/// ```
#[inline]
pub fn difference(table: Table, a: &Value, b: &Value) -> Option<String> {
    in_model(table, a, b, "")
}

#[inline]
fn in_model(table: Table, a: &Value, b: &Value, path: &str) -> Option<String> {
    let (Value::Object(left), Value::Object(right)) = (a, b) else { return unequal(a == b, path) };
    in_members(
        left,
        right,
        |key| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") },
        |key, a, b, path| match table.field(key) {
            Some(field) => in_kind(field.kind(), a, b, path),
            None => match table.additional() {
                Some(item) => in_kind(item.kind(), a, b, path),
                None => unequal(a == b, path),
            },
        },
    )
}

/// The first difference among the members of two objects.
#[inline]
fn in_members(
    left: &Map<String, Value>,
    right: &Map<String, Value>,
    path_of: impl Fn(&str) -> String,
    compare: impl Fn(&str, &Value, &Value, &str) -> Option<String>,
) -> Option<String> {
    let only_right = right.keys().filter(|key| !left.contains_key(*key));
    left.keys().chain(only_right).find_map(|key| {
        let path = path_of(key);
        match (left.get(key), right.get(key)) {
            (Some(a), Some(b)) => compare(key, a, b, &path),
            _ => Some(path),
        }
    })
}

#[inline]
fn in_kind(kind: Kind, a: &Value, b: &Value, path: &str) -> Option<String> {
    match (kind, a, b) {
        (Kind::Number, Value::Number(a), Value::Number(b)) => {
            unequal(a == b || a.as_f64().is_some_and(|a| Some(a) == b.as_f64()), path)
        }
        (
            Kind::Integer | Kind::Integer32 | Kind::Unsigned | Kind::Enum(_),
            Value::Number(left),
            Value::Number(right),
        ) => unequal(left == right || decimal::same(&left.to_string(), &right.to_string()), path),
        (Kind::DateTime, Value::String(left), Value::String(right)) => {
            let stamp = |text| timestamp::parse_date_time(text).ok().map(|value| (value, value.offset()));
            unequal(left == right || stamp(left).is_some_and(|left| Some(left) == stamp(right)), path)
        }
        (Kind::Model(table), ..) => in_model(table, a, b, path),
        (Kind::Union(union), ..) => match (union.alternative_of(a), union.alternative_of(b)) {
            (Some(left), Some(right)) if left.name() == right.name() => in_kind(left.kind(), a, b, path),
            _ => unequal(a == b, path),
        },
        (Kind::List(item), Value::Array(left), Value::Array(right)) => {
            if left.len() != right.len() {
                return Some(path.to_owned());
            }
            let mut pairs = left.iter().zip(right).enumerate();
            pairs.find_map(|(at, (a, b))| in_kind(item.kind(), a, b, &format!("{path}[{at}]")))
        }
        (Kind::Map(item), Value::Object(left), Value::Object(right)) => in_members(
            left,
            right,
            |key| format!("{path}[{key:?}]"),
            |_, a, b, path| in_kind(item.kind(), a, b, path),
        ),
        _ => unequal(a == b, path),
    }
}

#[inline]
fn unequal(equal: bool, path: &str) -> Option<String> {
    (!equal).then(|| path.to_owned())
}
