//! When two documents are equal: objects without order, float properties by value, date-times by instant and offset.

use serde_json::Value;
use spectable::{Kind, Table};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// Where two documents of a model differ first, as a path; `None` where they are equal.
pub fn difference(table: Table, a: &Value, b: &Value) -> Option<String> {
    let (Value::Object(left), Value::Object(right)) = (a, b) else { return Some(String::new()) };
    for key in left.keys().chain(right.keys()) {
        let (Some(a), Some(b)) = (left.get(key), right.get(key)) else { return Some(key.clone()) };
        let found = match table.field(key) {
            Some(_) if a.is_null() || b.is_null() => (a != b).then(String::new),
            Some(field) => difference_of_kind(field.kind(), a, b),
            None => (a != b).then(String::new),
        };
        if let Some(inner) = found {
            return Some(format!("{key}.{inner}"));
        }
    }
    None
}

fn difference_of_kind(kind: Kind, a: &Value, b: &Value) -> Option<String> {
    let equal = match kind {
        Kind::Number => a.as_f64() == b.as_f64(),
        Kind::DateTime => {
            let instant =
                |value: &Value| OffsetDateTime::parse(value.as_str().unwrap_or_default(), &Rfc3339).ok();
            let (a, b) = (instant(a), instant(b));
            a.is_some() && a == b && a.map(OffsetDateTime::offset) == b.map(OffsetDateTime::offset)
        }
        Kind::Model(table) => return difference(table, a, b),
        Kind::List(item) => {
            let (Value::Array(left), Value::Array(right)) = (a, b) else { return Some(String::new()) };
            if left.len() != right.len() {
                return Some("length".to_owned());
            }
            let mut pairs = left.iter().zip(right).enumerate();
            return pairs
                .find_map(|(at, (a, b))| Some(format!("[{at}].{}", difference_of_kind(item.kind(), a, b)?)));
        }
        Kind::Map(item) => {
            let (Value::Object(left), Value::Object(right)) = (a, b) else { return Some(String::new()) };
            return left.keys().chain(right.keys()).find_map(|key| match (left.get(key), right.get(key)) {
                (Some(a), Some(b)) => Some(format!("{key}.{}", difference_of_kind(item.kind(), a, b)?)),
                _ => Some(key.clone()),
            });
        }
        _ => a == b,
    };
    (!equal).then(String::new)
}
