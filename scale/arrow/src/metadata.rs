//! What the metadata of a schema says beyond its types: the keys, and how they are asked.

use std::collections::HashMap;

use arrow_schema::Field;

/// What a column is: one of the [`kind`]s.
pub const KIND: &str = "spectable.kind";
/// The documented name of the model, or of the union, that a column or a schema is of.
pub const MODEL: &str = "spectable.model";
/// The wire names of all properties of a model, as a JSON list: also of those that have no column.
pub const KEYS: &str = "spectable.keys";
/// The documented values of an enum, as a JSON list.
pub const VALUES: &str = "spectable.values";
/// The column of the date-times whose offsets a column has.
pub const OF: &str = "spectable.of";
/// `true`, if requests must carry the property.
pub const REQUIRED: &str = "spectable.required";
/// `true`, if requests may not carry the property.
pub const READ_ONLY: &str = "spectable.read_only";
/// `true`, if responses do not carry the property.
pub const WRITE_ONLY: &str = "spectable.write_only";
/// `true`, if the property should no longer be used.
pub const DEPRECATED: &str = "spectable.deprecated";
/// `true`, if `null` is a documented value of the property or item.
pub const NULLABLE: &str = "spectable.nullable";
/// What the documentation says beyond the type, in the words of OpenAPI's `format`.
pub const FORMAT: &str = "spectable.format";
/// The value that the property has where it is left out, as JSON.
pub const DEFAULT: &str = "spectable.default";
/// What the documentation says, as Markdown.
pub const DOCUMENTATION: &str = "spectable.documentation";

/// The values of [`KIND`]: what the type of a column does not tell.
pub mod kind {
    /// `String`.
    pub const TEXT: &str = "text";
    /// Whole numbers that fit `i64`.
    pub const INTEGER: &str = "integer";
    /// Whole numbers that fit `i32`.
    pub const INTEGER32: &str = "integer32";
    /// Whole numbers that fit `u64`.
    pub const UNSIGNED: &str = "unsigned";
    /// Floats.
    pub const NUMBER: &str = "number";
    /// Booleans.
    pub const BOOLEAN: &str = "boolean";
    /// Date-times.
    pub const DATE_TIME: &str = "date-time";
    /// Dates.
    pub const DATE: &str = "date";
    /// Values of any kind, as JSON text.
    pub const ANY: &str = "any";
    /// Open enums of texts.
    pub const ENUM: &str = "enum";
    /// Open enums of integers.
    pub const INTEGER_ENUM: &str = "integer-enum";
    /// A model, as a struct.
    pub const MODEL: &str = "model";
    /// A model that is nested too deep for columns of its own, as JSON text.
    pub const MODEL_TEXT: &str = "model-text";
    /// One of several alternatives, as JSON text.
    pub const UNION: &str = "union";
    /// A list.
    pub const LIST: &str = "list";
    /// An object with keys of any name.
    pub const MAP: &str = "map";
    /// What an object has besides its columns: a JSON object as text.
    pub const EXTRA: &str = "extra";
    /// The offsets of the date-times of another column, in seconds east of UTC.
    pub const OFFSET: &str = "offset";
}

/// The kind of a column, where its metadata has it.
pub(crate) fn kind_of(field: &Field) -> Option<&str> {
    field.metadata().get(KIND).map(String::as_str)
}

/// Whether the metadata says `true` of a key.
pub(crate) fn is(metadata: &HashMap<String, String>, key: &str) -> bool {
    metadata.get(key).is_some_and(|value| value == "true")
}

/// The texts of a JSON list; none where there is no such key.
pub(crate) fn texts(metadata: &HashMap<String, String>, key: &str) -> Result<Vec<String>, String> {
    let Some(text) = metadata.get(key) else { return Ok(Vec::new()) };
    serde_json::from_str(text).map_err(|_| format!("the metadata `{key}`: expected a JSON list of strings"))
}

/// A JSON list of texts.
pub(crate) fn list<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> String {
    let items: Vec<serde_json::Value> = texts.into_iter().map(|it| it.as_ref().into()).collect();
    serde_json::Value::from(items).to_string()
}
