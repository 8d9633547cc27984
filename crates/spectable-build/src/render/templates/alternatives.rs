//! The template `alternatives.rs.jinja` as code. A test in `tests/templates` writes it: change the template.
#![allow(clippy::needless_borrow, reason = "the translation does not know which values are references")]

use super::Alternatives;

impl Alternatives<'_> {
    /// The template, filled.
    pub(in crate::render) fn render(&self) -> String {
        let mut out = String::new();
        out.push_str("// ");
        out.push_str(&self.header);
        out.push_str(
            r#"

//! What tells the alternatives of a union apart.

use serde_json::Value;

/// Whether an object has a key, with one of these values if there are any.
pub(super) fn has(object: &Value, key: &str, values: &[&str]) -> bool {
    match object.get(key) {
        Some(_) if values.is_empty() => true,
        Some(Value::String(text)) => values.contains(&text.as_str()),
        Some(value @ (Value::Number(_) | Value::Bool(_))) => values.contains(&value.to_string().as_str()),
        _ => false,
    }
}"#,
        );
        out
    }
}
