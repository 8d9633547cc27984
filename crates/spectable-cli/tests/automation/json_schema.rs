//! A JSON Schema taken apart: what it describes, and what of that a document has.

use std::collections::BTreeSet;

use jsonschema::Validator;
use serde_json::{Map, Value, json};

/// A schema within a schema.
pub struct Part<'a> {
    /// Its path.
    pub path: String,
    /// The schema.
    pub schema: &'a Value,
    /// It is that of a member of an object.
    pub is_member: bool,
}

/// A schema whose references all begin with `#/`.
pub struct Schema {
    root: Value,
}

impl Schema {
    /// A schema from its text.
    pub fn parse(text: &str) -> Self {
        Self { root: serde_json::from_str(text).unwrap() }
    }

    /// The whole schema.
    pub fn root(&self) -> &Value {
        &self.root
    }

    /// What checks documents.
    pub fn validator(&self) -> Validator {
        jsonschema::draft202012::new(&self.root).unwrap()
    }

    /// The same schema, in which no object may have a member that is not described.
    pub fn closed(&self) -> Self {
        let mut root = self.root.clone();
        close(&mut root);
        Self { root }
    }

    /// Every schema in it.
    pub fn parts(&self) -> Vec<Part<'_>> {
        let mut parts = Vec::new();
        collect(Part { path: String::new(), schema: &self.root, is_member: false }, &mut parts);
        parts
    }

    /// The paths of all that it describes: members, values, and alternatives.
    pub fn described(&self) -> BTreeSet<String> {
        let choices = |path: &str, part: &Value, keyword: &str| {
            let count = part[keyword].as_array().map_or(0, Vec::len);
            (0..count).map(|at| format!("{path}/{keyword}/{at}")).collect::<Vec<_>>()
        };
        let of_part = |Part { path, schema: part, .. }: Part<'_>| {
            let members = part["properties"].as_object().into_iter().flat_map(Map::keys);
            let members = members.map(|name| format!("{path}/properties/{name}"));
            let values = choices(&path, part, "enum");
            members.chain(values).chain(choices(&path, part, "anyOf")).collect::<Vec<_>>()
        };
        self.parts().into_iter().flat_map(of_part).collect()
    }

    /// Notes the paths of what a document has.
    pub fn visit(&self, document: &Value, seen: &mut BTreeSet<String>) {
        self.visit_part("", document, seen);
    }

    fn visit_part(&self, path: &str, document: &Value, seen: &mut BTreeSet<String>) {
        let part = self.root.pointer(path).unwrap();
        if let Some(target) = part["$ref"].as_str() {
            self.visit_part(target.strip_prefix('#').unwrap(), document, seen);
        }
        let values = part["enum"].as_array().into_iter().flatten();
        seen.extend(
            values.zip(0..).filter(|(it, _)| *it == document).map(|(_, at)| format!("{path}/enum/{at}")),
        );
        for at in 0..part["anyOf"].as_array().map_or(0, Vec::len) {
            let path = format!("{path}/anyOf/{at}");
            if self.allows(&path, document) {
                self.visit_part(&path, document, seen);
                seen.insert(path);
            }
        }
        for item in document.as_array().into_iter().flatten() {
            if part.get("items").is_some() {
                self.visit_part(&format!("{path}/items"), item, seen);
            }
        }
        for (name, member) in document.as_object().into_iter().flatten() {
            if part["properties"].get(name).is_some() {
                let path = format!("{path}/properties/{name}");
                self.visit_part(&path, member, seen);
                seen.insert(path);
            } else if part["additionalProperties"].is_object() {
                self.visit_part(&format!("{path}/additionalProperties"), member, seen);
            }
        }
    }

    /// Whether the part at a path allows a document.
    fn allows(&self, path: &str, document: &Value) -> bool {
        let part = json!({ "$defs": self.root["$defs"], "allOf": [self.root.pointer(path)] });
        jsonschema::draft202012::is_valid(&part, document)
    }
}

/// The schemas directly within a schema, by the path from it.
fn within(part: &Value) -> Vec<String> {
    let mut paths = Vec::new();
    for keyword in ["properties", "$defs"] {
        let names = part[keyword].as_object().into_iter().flat_map(Map::keys);
        paths.extend(names.map(|name| format!("/{keyword}/{name}")));
    }
    paths.extend((0..part["anyOf"].as_array().map_or(0, Vec::len)).map(|at| format!("/anyOf/{at}")));
    let single = ["items", "additionalProperties"].into_iter().filter(|it| part[*it].is_object());
    paths.extend(single.map(|keyword| format!("/{keyword}")));
    paths
}

fn collect<'a>(part: Part<'a>, parts: &mut Vec<Part<'a>>) {
    let (path, schema) = (part.path.clone(), part.schema);
    parts.push(part);
    for step in within(schema) {
        let is_member = step.starts_with("/properties/");
        let schema = schema.pointer(&step).unwrap();
        collect(Part { path: format!("{path}{step}"), schema, is_member }, parts);
    }
}

fn close(part: &mut Value) {
    for step in within(part) {
        close(part.pointer_mut(&step).unwrap());
    }
    let Some(members) = part.as_object_mut() else { return };
    if members.contains_key("properties") && !members.contains_key("additionalProperties") {
        members.insert("additionalProperties".to_owned(), false.into());
    }
}
