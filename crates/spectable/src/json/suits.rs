//! Whether a value in memory is of the documented kind: what is asked before a tolerant reader takes it apart.

use serde_json::Value;

use crate::choose;
use crate::decimal::whole_number;
use crate::path::MAX_DEPTH;
use crate::table::{RawAlternative, RawEnum, RawKind, RawValues};
use crate::timestamp;

/// Whether the reader of values reads this one as a value of this kind, if it is not nested too deep. A model takes any object, since its
/// own members are kept.
pub(super) fn suits(kind: RawKind, nullable: bool, value: &Value) -> bool {
    is_of(kind, nullable, value, MAX_DEPTH)
}

/// What is nested deeper than so many levels suits: the reader refuses it.
fn is_of(kind: RawKind, nullable: bool, value: &Value, levels: u16) -> bool {
    let Some(inner) = levels.checked_sub(1) else { return true };
    match (kind, value) {
        (_, Value::Null) if nullable => true,
        (RawKind::Text | RawKind::Enum(RawEnum { values: RawValues::Texts(_), .. }), Value::String(_))
        | (RawKind::Boolean, Value::Bool(_))
        | (RawKind::Any, _)
        | (RawKind::Model(_), Value::Object(_)) => true,
        (RawKind::DateTime, Value::String(text)) => timestamp::parse_date_time(text).is_ok(),
        (RawKind::Date, Value::String(text)) => timestamp::parse_date(text).is_ok(),
        (
            RawKind::Integer | RawKind::Enum(RawEnum { values: RawValues::Integers(_), .. }),
            Value::Number(number),
        ) => whole_number::<i64>(number).is_some(),
        (RawKind::Integer32, Value::Number(number)) => whole_number::<i32>(number).is_some(),
        (RawKind::Unsigned, Value::Number(number)) => whole_number::<u64>(number).is_some(),
        (RawKind::Number, Value::Number(number)) => number.as_f64().is_some_and(f64::is_finite),
        (RawKind::List(list), Value::Array(items)) => {
            items.iter().all(|item| is_of(list.item, list.nullable, item, inner))
        }
        (RawKind::Map(map), Value::Object(members)) => {
            members.values().all(|item| is_of(map.item, map.nullable, item, inner))
        }
        (RawKind::Union(union), _) => {
            let alternatives = (union.alternatives)();
            match alternatives.get(choose::of_value(alternatives, value)) {
                // What is no alternative is kept by the union itself.
                Some(alternative) if !RawAlternative::is_narrow(alternative) => {
                    is_of(alternative.kind, false, value, inner)
                }
                _ => true,
            }
        }
        _ => false,
    }
}
