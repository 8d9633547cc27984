//! Types as the lock writes them, read back.

use std::collections::BTreeMap;

use crate::documented_type::RawType;
use crate::rust_type::LEAVES;
use crate::schema::{Target, Type};

/// The usual text of a type on a page: what the lock need not say.
pub(super) fn usual_text(ty: &Type) -> String {
    let as_documented: RawType = ty.map_refs(&mut |target| match target {
        Target::Enum(_) => RawType::Text,
        Target::Model(name) | Target::Union(name) => RawType::Ref(name.clone()),
    });
    as_documented.to_string()
}

/// Lists and maps in one another: more than any documentation has, and few enough for any stack.
const DEEPEST: usize = 64;

/// Reads what [`short`](crate::rust_type::short) writes. `items` are the generated models and enums by Rust name.
pub(super) fn read(text: &str, items: &BTreeMap<&str, Type>) -> Option<Type> {
    if let Some(inner) = text.strip_prefix("Box<").and_then(|rest| rest.strip_suffix('>')) {
        return match read_generated(inner, items)? {
            model @ Type::Ref(Target::Model(_)) => Some(model),
            _ => None,
        };
    }
    match read_item(text, items, 0)? {
        Type::Ref(Target::Model(_)) => None,
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
    if let Some(inner) = inner("Option<").filter(|_| depth > 0) {
        return Some(Type::nullable(read_item(inner, items, depth + 1)?));
    }
    match LEAVES.iter().find(|(name, _)| *name == text) {
        Some((_, leaf)) => Some(leaf.clone()),
        None => read_generated(text, items),
    }
}

fn read_generated(text: &str, items: &BTreeMap<&str, Type>) -> Option<Type> {
    items.get(text.strip_prefix("crate::").unwrap_or(text)).cloned()
}
