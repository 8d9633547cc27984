//! What a schema says of a property beside its type, its description and its values.

use super::{document::Node, flag};

/// The format of the innermost item: `int32`, `uuid`. Days and instants are types of their own, and no formats.
pub(super) fn format(schema: &Node) -> Option<String> {
    let mut schema = schema;
    while let Some(items) = schema.get("items").or_else(|| schema.get("additionalProperties")) {
        schema = items;
    }
    let format = schema.get("format").and_then(Node::text).filter(|format| !format.is_empty())?;
    let is_type =
        schema.get("type").and_then(Node::text) == Some("string") && ["date-time", "date"].contains(&format);
    (!is_type).then(|| format.to_owned())
}

/// Whether `null` is a value of the property: `nullable` in OpenAPI 3.0, a type of several in 3.1.
pub(super) fn is_nullable(schema: &Node) -> bool {
    let types = schema.get("type").map(Node::items).unwrap_or_default();
    flag(schema, "nullable")
        || flag(schema, "x-nullable")
        || types.iter().any(|word| word.text() == Some("null"))
}

/// The value of a property that is left out, where it is a scalar.
pub(super) fn default(schema: &Node) -> Option<String> {
    schema.get("default").and_then(Node::scalar).map(str::to_owned)
}
