//! What a schema says of a property beside its type, its description and its values.
//!
//! A property may say it itself, or be a reference to a schema that does, the one part of `allOf`, or the one alternative that is not
//! null. All of these are followed, as they are for the type.

use super::{
    Reader,
    document::{Node, Value},
    flag,
    types::{CONTENT, alternatives, is_null, says, typed_parts},
};
use crate::json_text::quoted;

/// More references in a row than any document has.
const LONGEST_WAY: usize = 64;
/// More letters than any format has; a schema may be referred to very often.
const LONGEST_FORMAT: usize = 64;

/// The keywords of JSON Schema that limit the values of a type (JSON Schema Validation, section 6), as far as their values are scalars.
const CONSTRAINTS: [&str; 13] = [
    "exclusiveMaximum",
    "exclusiveMinimum",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "pattern",
    "uniqueItems",
];

/// What is said of a property, or of a schema that it refers to.
#[derive(Debug, Default, Clone)]
pub(super) struct Told {
    /// Whether `null` is a value of the property: `nullable` in OpenAPI 3.0, one of the types or alternatives in 3.1. That of an item
    /// is not.
    pub(super) nullable: bool,
    /// The format of the innermost item: `int32`, `uuid`. Days and instants are types of their own, and no formats.
    pub(super) format: Option<String>,
}

impl<'a> Reader<'a> {
    /// What is said of a property.
    pub(super) fn told(&mut self, schema: &'a Node) -> Told {
        self.told_within(schema, LONGEST_WAY)
    }

    fn told_within(&mut self, schema: &'a Node, levels: usize) -> Told {
        let Some(levels) = levels.checked_sub(1) else { return Told::default() };
        let told = match self.target(schema) {
            Some((_, target)) => self.told_of_named(target, levels),
            None => match (&typed_parts(schema)[..], &alternatives(schema)[..]) {
                ([only], _) if !says(schema, &CONTENT) => self.told_within(only, levels),
                ([], [only]) if schema.get("properties").is_none() => self.told_within(only, levels),
                _ => Told { nullable: false, format: self.format(schema, levels) },
            },
        };
        Told { nullable: told.nullable || says_null(schema), ..told }
    }

    /// What is said of a named schema, which is asked once.
    fn told_of_named(&mut self, schema: &'a Node, levels: usize) -> Told {
        if let Some(told) = self.told.get(&schema.range.start) {
            return told.clone();
        }
        // What is met again on the way adds nothing.
        self.told.insert(schema.range.start, Told::default());
        let told = self.told_within(schema, levels);
        self.told.insert(schema.range.start, told.clone());
        told
    }

    /// What the values of a property must be beyond its type.
    pub(super) fn constraints(&self, schema: &'a Node) -> Vec<(String, String)> {
        let mut found = Vec::new();
        self.constraints_within(schema, "", LONGEST_WAY, &mut found);
        found.sort_unstable();
        found.dedup();
        found
    }

    fn constraints_within(
        &self,
        schema: &'a Node,
        before: &str,
        levels: usize,
        found: &mut Vec<(String, String)>,
    ) {
        let Some(levels) = levels.checked_sub(1) else { return };
        if let Some((_, target)) = self.target(schema)
            // What a model says is of the model.
            && target.get("properties").is_none()
        {
            self.constraints_within(target, before, levels, found);
        }
        for part in typed_parts(schema) {
            if part.get("properties").is_none() {
                self.constraints_within(part, before, levels, found);
            }
        }
        for keyword in CONSTRAINTS {
            let value =
                schema.get(keyword).filter(|value| !matches!(value.value, Value::List(_) | Value::Map(_)));
            found.extend(value.map(|value| (format!("{before}{keyword}"), json(value))));
        }
        if let Some(items) = schema.get("items").filter(|_| before.len() < LONGEST_WAY) {
            self.constraints_within(items, &format!("{before}items."), levels, found);
        }
    }

    fn format(&mut self, schema: &'a Node, levels: usize) -> Option<String> {
        let word = self.type_word(schema)?;
        match word {
            "array" => self.told_within(schema.get("items")?, levels).format,
            "object" => self.told_within(schema.get("additionalProperties")?, levels).format,
            "string" | "integer" | "number" | "boolean" => {
                if word == "integer" && schema.get("maximum").is_some_and(is_above_i64) {
                    return Some("uint64".to_owned());
                }
                let format = schema.get("format").and_then(Node::text)?;
                let is_type = word == "string" && ["date-time", "date"].contains(&format);
                let is_format = (1..=LONGEST_FORMAT).contains(&format.len()) && !is_type;
                is_format.then(|| format.to_owned())
            }
            _ => None,
        }
    }
}

/// Whether a number is a whole one that only an `u64` holds.
fn is_above_i64(node: &Node) -> bool {
    node.scalar().is_some_and(|text| text.parse::<i64>().is_err() && text.parse::<u64>().is_ok())
}

fn says_null(schema: &Node) -> bool {
    let is_word = |node: &Node| node.text() == Some("null");
    let types = schema.get("type");
    let mut alternatives =
        ["oneOf", "anyOf", "allOf"].iter().filter_map(|key| schema.get(key)).flat_map(Node::items);
    let mut values = schema.get("enum").map(Node::items).unwrap_or_default().iter();
    flag(schema, "nullable")
        || flag(schema, "x-nullable")
        || types.is_some_and(|types| is_word(types) || types.items().iter().any(is_word))
        || values.any(|value| value.value == Value::Null)
        || alternatives.any(is_null)
}

/// The one number or boolean that a schema allows, as JSON text.
pub(super) fn fixed(schema: &Node) -> Option<String> {
    let only = match schema.get("enum").map(Node::items) {
        Some([only]) => only,
        Some(_) => return None,
        None => schema.get("const")?,
    };
    match &only.value {
        Value::Number(text) => Some(text.clone()),
        Value::Bool(value) => Some(value.to_string()),
        Value::Null | Value::Text(_) | Value::List(_) | Value::Map(_) => None,
    }
}

/// The value of a property that is left out. A text has no quotes, as on pages, unless it would be taken for something else.
pub(super) fn default(schema: &Node) -> Option<String> {
    let default = schema.get("default")?;
    let is_plain = |text: &&str| {
        !text.starts_with(['"', '\'', '`']) && !NOTHING.contains(text) && text.trim().len() == text.len()
    };
    Some(default.text().filter(is_plain).map_or_else(|| json(default), str::to_owned))
}

/// Texts that pages write where there is no default.
const NOTHING: [&str; 5] = ["null", "None", "nil", "undefined", "nullptr"];

/// A part of a document as JSON without white space: the same for parts that say the same.
pub(super) fn json(node: &Node) -> String {
    match &node.value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(text) => text.clone(),
        Value::Text(text) => quoted(text),
        Value::List(items) => format!("[{}]", items.iter().map(json).collect::<Vec<_>>().join(",")),
        Value::Map(entries) => {
            let entries = entries.iter().map(|(key, value)| format!("{}:{}", quoted(&key.text), json(value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(","))
        }
    }
}
