//! Types as the lock writes them, read back.

use std::collections::BTreeMap;

use crate::rust_type::LEAVES;
use crate::schema::Type;

/// The usual text of a type on a page: what the lock need not say.
pub(super) fn usual_text(ty: &Type) -> String {
    match ty {
        Type::Text | Type::Enum(_) => "str".to_owned(),
        Type::Integer => "int".to_owned(),
        Type::Number => "float".to_owned(),
        Type::Boolean => "bool".to_owned(),
        Type::DateTime => "datetime".to_owned(),
        Type::Date => "date".to_owned(),
        Type::Any => "object".to_owned(),
        Type::Model(name) => name.clone(),
        Type::List(item) => format!("list[{}]", usual_text(item)),
        Type::Map(item) => format!("dict(str, {})", usual_text(item)),
    }
}

/// Lists and maps in one another: more than any documentation has, and few enough for any stack.
const DEEPEST: usize = 64;

/// Reads what [`short`](crate::rust_type::short) writes. `items` are the generated models and enums by Rust name.
pub(super) fn read(text: &str, items: &BTreeMap<&str, Type>) -> Option<Type> {
    if let Some(inner) = text.strip_prefix("Box<").and_then(|rest| rest.strip_suffix('>')) {
        return match read_generated(inner, items)? {
            model @ Type::Model(_) => Some(model),
            _ => None,
        };
    }
    match read_item(text, items, 0)? {
        Type::Model(_) => None,
        ty => Some(ty),
    }
}

fn read_item(text: &str, items: &BTreeMap<&str, Type>, depth: usize) -> Option<Type> {
    if depth > DEEPEST {
        return None;
    }
    let inner = |prefix| text.strip_prefix(prefix).and_then(|rest: &str| rest.strip_suffix('>'));
    if let Some(inner) = inner("Vec<") {
        return Some(Type::List(Box::new(read_item(inner, items, depth + 1)?)));
    }
    if let Some(inner) = inner("BTreeMap<String, ") {
        return Some(Type::Map(Box::new(read_item(inner, items, depth + 1)?)));
    }
    match LEAVES.iter().find(|(name, _)| *name == text) {
        Some((_, leaf)) => Some(leaf.clone()),
        None => read_generated(text, items),
    }
}

fn read_generated(text: &str, items: &BTreeMap<&str, Type>) -> Option<Type> {
    items.get(text.strip_prefix("crate::").unwrap_or(text)).cloned()
}
