//! The values of an enum: texts or integers.

use std::collections::HashSet;

use super::Reader;
use super::document::{Node, Value};
use super::types::{Described, alternatives};
use crate::documented::RawValue;
use crate::documented_type::RawType;

/// A value as the document has it, with its name and what is said about it.
struct Enumerated<'a> {
    node: &'a Node,
    name: Option<&'a str>,
    description: &'a str,
}

impl<'a> Reader<'a> {
    /// The enum that a schema is: `enum`, `const`, or alternatives that are each one value.
    pub(super) fn enumeration(&mut self, schema: &'a Node) -> Option<Described> {
        let word = self.type_word(schema)?;
        let values = enumerated(schema)?;
        let (ty, read): (_, fn(&'a Node) -> Option<&'a str>) = match word {
            // In YAML, `enum: [1.0, yes, true]` of type string are the texts as written.
            "string" => (RawType::Text, Node::scalar),
            "integer" => (RawType::Integer, integer),
            "" if are_numbers(&values) => (RawType::Integer, integer),
            "" => (RawType::Text, Node::text),
            _ => {
                self.note_other_enum(schema);
                return None;
            }
        };
        let values = self.each_once(values, read);
        if values.is_none() {
            self.note_other_enum(schema);
        }
        Some(Described { ty, values: Some(values?) })
    }

    /// Of booleans, nothing is lost.
    fn note_other_enum(&mut self, schema: &'a Node) {
        let values = schema.get("enum").map(Node::items).unwrap_or_default();
        if values.iter().any(|value| !matches!(value.value, Value::Bool(_) | Value::Null)) {
            let message = "an enum whose values are neither texts nor integers keeps its plain type";
            self.note("enum-of-other-type", schema, message.to_owned(), "nothing to do: every value is read");
        }
    }

    /// The values, each once; none if one of them is of another type. `null` among them says that the property may be null.
    fn each_once(
        &mut self,
        values: Vec<Enumerated<'a>>,
        read: fn(&'a Node) -> Option<&'a str>,
    ) -> Option<Vec<RawValue>> {
        let mut found: Vec<RawValue> = Vec::with_capacity(values.len());
        let mut seen = HashSet::new();
        for value in values.into_iter().filter(|value| value.node.value != Value::Null) {
            let wire = read(value.node)?;
            let location = self.at(value.node);
            if seen.insert(wire) {
                found.push(RawValue {
                    name: value.name.map(str::to_owned),
                    description: value.description.to_owned(),
                    ..RawValue::bare(wire.to_owned(), location)
                });
            } else {
                let message = format!("the value `{wire}` occurs twice in one enum");
                self.problems.note("repeated-value", location, message, "leave one of the two");
            }
        }
        (!found.is_empty()).then_some(found)
    }
}

/// Whether all that are not null are numbers.
fn are_numbers(values: &[Enumerated<'_>]) -> bool {
    let mut values =
        values.iter().map(|value| &value.node.value).filter(|value| **value != Value::Null).peekable();
    values.peek().is_some() && values.all(|value| matches!(value, Value::Number(_)))
}

/// An integer of 64 bits. Some documents have the values of an integer in quotes.
fn integer(node: &Node) -> Option<&str> {
    let text = node.scalar()?;
    text.parse::<i64>().is_ok_and(|number| number.to_string() == text).then_some(text)
}

/// The values as the document has them; none if this is not an enum.
fn enumerated(schema: &Node) -> Option<Vec<Enumerated<'_>>> {
    if let Some(list) = schema.get("enum") {
        return Some(list.items().iter().enumerate().map(|(at, node)| listed(schema, at, node)).collect());
    }
    if let Some(node) = schema.get("const") {
        return Some(vec![Enumerated { node, name: None, description: "" }]);
    }
    let values = alternatives(schema).into_iter().map(|one| {
        let text = |key| one.get(key).and_then(Node::text);
        let node = one.get("const")?;
        // What a title says of a number is its name.
        let name = text("title").filter(|_| matches!(node.value, Value::Number(_)));
        Some(Enumerated {
            node,
            name,
            description: text("description").or(text("title")).unwrap_or_default(),
        })
    });
    values.collect::<Option<Vec<_>>>().filter(|values| !values.is_empty())
}

/// A value of a list, with what extensions say beside it: openapi-generator's, NSwag's, and AutoRest's `x-ms-enum`.
fn listed<'a>(schema: &'a Node, at: usize, node: &'a Node) -> Enumerated<'a> {
    let beside = |keys: [&str; 3]| {
        let texts = keys.into_iter().find_map(|key| schema.get(key))?;
        texts.items().get(at).and_then(Node::text)
    };
    let of_autorest = || {
        let values = schema.get("x-ms-enum")?.get("values")?.items();
        values.iter().find(|one| one.get("value").and_then(Node::scalar) == node.scalar())
    };
    let autorest = |key| of_autorest().and_then(|one| one.get(key)).and_then(Node::text);
    Enumerated {
        node,
        name: beside(["x-enum-varnames", "x-enumNames", "x-enum-names"]).or_else(|| autorest("name")),
        description: beside(["x-enum-descriptions", "x-enumDescriptions", "x-enum-comments"])
            .or_else(|| autorest("description"))
            .unwrap_or_default(),
    }
}
