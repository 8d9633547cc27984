//! OpenAPI as JSON Schema: what a server checks of the bodies of requests, and what it promises of those of responses.
//!
//! `nullable` becomes a type, a boolean `exclusiveMinimum` a number, and `int32` a range. What is read-only is in no request, and what is
//! write-only in no response: such a property is never required there.

use std::collections::{BTreeMap, BTreeSet};

use jsonschema::{Draft, Validator};
use serde_json::{Map, Value, json};

use crate::document::{Document, Whole};

/// Which way a body goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    Request,
    Response,
}

/// How a server reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Server {
    /// It refuses keys that the document does not name, read-only properties, and texts without their format.
    Strict,
    /// It checks what the keywords of JSON Schema say, and nothing more.
    Loose,
}

/// Keywords that mean the same in both.
const SAME: &[&str] = &[
    "type",
    "enum",
    "const",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
];

struct Translation<'a> {
    document: &'a Document,
    side: Side,
    server: Server,
    numbers: BTreeMap<&'a str, usize>,
}

/// A validator of a schema with a name; `None` where the validator does not accept it, for example for a pattern that it cannot compile.
pub fn validator(document: &Document, name: &str, side: Side, server: Server) -> Option<Validator> {
    let translation = Translation::new(document, side, server);
    let target = translation.numbers.get(name)?;
    translation.validator(json!({"$ref": format!("#/$defs/closed{target}")}))
}

/// A validator of a leaf: what all parts say of a text or number.
pub fn leaf(document: &Document, whole: &Whole<'_>) -> Option<Validator> {
    let translation =
        Translation { numbers: BTreeMap::new(), ..Translation::new(document, Side::Request, Server::Strict) };
    let parts: Vec<Value> =
        whole.parts.iter().map(|part| Value::Object(translation.keywords(part))).collect();
    options(Server::Strict).build(&json!({"allOf": parts})).ok()
}

fn options(server: Server) -> jsonschema::ValidationOptions<'static> {
    jsonschema::options().with_draft(Draft::Draft202012).should_validate_formats(server == Server::Strict)
}

impl<'a> Translation<'a> {
    fn new(document: &'a Document, side: Side, server: Server) -> Self {
        let names = document.schemas().enumerate();
        let numbers = names.map(|(number, (name, _))| (name.as_str(), number)).collect();
        Self { document, side, server, numbers }
    }

    fn validator(&self, mut root: Value) -> Option<Validator> {
        let mut definitions = Map::new();
        for (name, schema) in self.document.schemas() {
            let number = self.numbers[name.as_str()];
            definitions.insert(format!("closed{number}"), self.position(schema));
            definitions.insert(format!("open{number}"), Value::Object(self.open(schema)));
        }
        root["$defs"] = Value::Object(definitions);
        options(self.server).build(&root).ok()
    }

    fn reference(&self, schema: &Value, form: &str) -> Option<Value> {
        let number = self.numbers.get(Document::target(schema)?)?;
        Some(json!({"$ref": format!("#/$defs/{form}{number}")}))
    }

    /// A schema of a whole value: a body, a property or an item.
    fn position(&self, schema: &Value) -> Value {
        let Some(keywords) = schema.as_object() else { return schema.clone() };
        let is_alone = self.document.is_3_0() || keywords.len() == 1;
        if let (true, Some(reference)) = (is_alone, self.reference(schema, "closed")) {
            return reference;
        }
        let whole = self.document.whole(&[schema]);
        let mut open = self.open(schema);
        self.require(&whole, &whole, &mut open);
        // Documents often leave out that what has properties is an object.
        if self.server == Server::Strict && whole.get("type").is_none() && whole.get("properties").is_some() {
            open.insert("type".to_owned(), json!("object"));
        }
        if self.server == Server::Strict && has_fixed_keys(&whole) {
            open.insert("unevaluatedProperties".to_owned(), Value::Bool(false));
        }
        let part_is_nullable =
            || whole.alternatives.is_empty() && whole.get("enum").is_none() && whole.is("nullable");
        if keywords.get("nullable") == Some(&Value::Bool(true)) || part_is_nullable() {
            return json!({"anyOf": [{"type": "null"}, open]});
        }
        Value::Object(open)
    }

    /// A part of a whole value, which says nothing of keys that other parts may have. What is required is said of the whole.
    fn open(&self, schema: &Value) -> Map<String, Value> {
        let Some(keywords) = schema.as_object() else {
            return Map::from_iter([("allOf".to_owned(), json!([schema]))]);
        };
        let mut open = Map::new();
        if let Some(Value::Object(reference)) = self.reference(schema, "open") {
            open.extend(reference);
            if self.document.is_3_0() {
                return open;
            }
        }
        open.extend(self.keywords(keywords));
        if let Some(properties) = keywords.get("properties").and_then(Value::as_object) {
            let property = |(name, schema): (&String, &Value)| (name.clone(), self.property(schema));
            open.insert("properties".to_owned(), properties.iter().map(property).collect());
        }
        for word in ["items", "additionalProperties", "propertyNames"] {
            open.extend(keywords.get(word).map(|schema| (word.to_owned(), self.position(schema))));
        }
        let parts = keywords.get("allOf").and_then(Value::as_array).into_iter().flatten();
        let parts: Vec<Value> = parts.map(|part| Value::Object(self.open(part))).collect();
        if !parts.is_empty() {
            open.insert("allOf".to_owned(), Value::Array(parts));
        }
        self.alternatives(schema, keywords, &mut open);
        open
    }

    /// `oneOf` and `anyOf`. Beside properties an alternative is a part.
    fn alternatives(&self, schema: &Value, keywords: &Map<String, Value>, open: &mut Map<String, Value>) {
        let is_whole = ["properties", "allOf", "$ref"].iter().all(|word| !keywords.contains_key(*word));
        let outer = self.document.whole(&[schema]);
        for word in ["oneOf", "anyOf"] {
            let Some(alternatives) = keywords.get(word).and_then(Value::as_array) else { continue };
            let alternative = |schema: &Value| {
                if is_whole {
                    return self.position(schema);
                }
                let mut part = self.open(schema);
                self.require(&self.document.whole(&[schema]), &outer, &mut part);
                Value::Object(part)
            };
            open.insert(word.to_owned(), alternatives.iter().map(alternative).collect());
        }
    }

    /// What is required, without what does not go this way.
    fn require(&self, whole: &Whole<'_>, outer: &Whole<'_>, open: &mut Map<String, Value>) {
        let (own, others) = (whole.properties(), outer.properties());
        let is_absent = |name: &str| {
            let schemas = own.get(name).into_iter().chain(others.get(name)).flatten();
            schemas.into_iter().any(|schema| self.is_absent(schema))
        };
        let required: BTreeSet<&str> = whole.required().into_iter().filter(|name| !is_absent(name)).collect();
        if !required.is_empty() {
            open.insert("required".to_owned(), json!(required));
        }
    }

    /// Whether a property does not go this way.
    fn is_absent(&self, schema: &Value) -> bool {
        let mark = match self.side {
            Side::Request => "readOnly",
            Side::Response => "writeOnly",
        };
        self.document.whole(&[schema]).is(mark)
    }

    fn property(&self, schema: &Value) -> Value {
        match (self.is_absent(schema), self.server) {
            (true, server) => Value::Bool(server == Server::Loose),
            (false, _) => self.position(schema),
        }
    }

    fn keywords(&self, keywords: &Map<String, Value>) -> Map<String, Value> {
        let mut same: Map<String, Value> =
            SAME.iter().filter_map(|word| Some(((*word).to_owned(), keywords.get(*word)?.clone()))).collect();
        for (exclusive, limit) in [("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")] {
            match same.get(exclusive).and_then(Value::as_bool) {
                Some(true) => {
                    let number = same.remove(limit);
                    same.remove(exclusive);
                    same.extend(number.map(|number| (exclusive.to_owned(), number)));
                }
                Some(false) => drop(same.remove(exclusive)),
                None => {}
            }
        }
        let nullable = keywords.get("nullable") == Some(&Value::Bool(true));
        if let (true, Some(Value::String(ty))) = (nullable, same.get("type")) {
            same.insert("type".to_owned(), json!([ty, "null"]));
        }
        if let (true, Some(Value::Array(values))) = (nullable, same.get_mut("enum")) {
            values.push(Value::Null);
        }
        if let (Server::Strict, Some(Value::String(format))) = (self.server, keywords.get("format")) {
            same.extend(format_keywords(format));
        }
        same
    }
}

/// What a format says of a value. A range is said in a word that no document of models has, so that it replaces nothing.
fn format_keywords(format: &str) -> Map<String, Value> {
    let range = match format {
        "int32" => json!({"if": true, "then": {"minimum": i32::MIN, "maximum": i32::MAX}}),
        "int64" => json!({"if": true, "then": {"minimum": i64::MIN, "maximum": i64::MAX}}),
        "uint32" => json!({"if": true, "then": {"minimum": 0, "maximum": u32::MAX}}),
        "uint64" => json!({"if": true, "then": {"minimum": 0, "maximum": u64::MAX}}),
        other => json!({"format": other}),
    };
    range.as_object().cloned().unwrap_or_default()
}

/// Whether the keys of an object are those that a document names: a server that knows nothing of others may refuse them.
fn has_fixed_keys(whole: &Whole<'_>) -> bool {
    let says = |word: &str| {
        whole.parts.iter().any(|part| part.get(word).is_some_and(|it| it != &Value::Bool(false)))
    };
    says("properties") && !says("additionalProperties") && !says("patternProperties")
}
