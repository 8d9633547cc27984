//! How models are reached, in words and as JSON.

use serde_json::{Value, json};

use crate::workspace::reach::{Origin, Step};

/// Why a model is there, as a clause: "`Ferry.crossings` refers to it".
pub(super) fn reason(step: &Step) -> String {
    let it = match &step.union {
        Some(union) => format!("`{union}`, of which it is an alternative"),
        None => "it".to_owned(),
    };
    match &step.origin {
        Origin::Asked => match &step.union {
            Some(union) => format!("it is an alternative of `{union}`, which was asked for"),
            None => "it was asked for".to_owned(),
        },
        Origin::Group(group) => format!("the group `{group}` of the overlay names {it}"),
        Origin::Operation { name, part } => format!("`{name}` has {it} in its {part}"),
        Origin::Top => "no other model refers to it".to_owned(),
        Origin::Property { model, property } => format!("`{model}.{property}` refers to {it}"),
    }
}

/// A step and the model that it leads to, as JSON.
pub(super) fn json((step, to): &(&Step, &str)) -> Value {
    let (kind, mut members) = match &step.origin {
        Origin::Asked => ("asked", json!({})),
        Origin::Group(group) => ("group", json!({ "group": group })),
        Origin::Operation { name, part } => ("operation", json!({ "operation": name, "part": part })),
        Origin::Top => ("top", json!({})),
        Origin::Property { model, property } => ("property", json!({ "model": model, "property": property })),
    };
    for name in ["group", "operation", "part", "model", "property"] {
        if members.get(name).is_none() {
            members[name] = Value::Null;
        }
    }
    members["kind"] = kind.into();
    members["union"] = step.union.as_deref().into();
    members["to"] = (*to).into();
    members
}
