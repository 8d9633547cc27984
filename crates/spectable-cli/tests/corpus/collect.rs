//! The examples of a document: those of schemas and properties, and those of bodies, beside the schema that they are of.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};
use spectable_build::project::{Project, Reading};
use spectable_build::source::Documentation;

/// An example, and what it is one of.
#[derive(Clone)]
pub(crate) struct Example {
    /// The Rust type, of the crate of models `m`.
    pub(crate) ty: String,
    /// Where it is.
    pub(crate) place: String,
    pub(crate) value: Value,
}

pub(crate) fn as_json(examples: &[Example]) -> Value {
    examples.iter().map(|it| json!([it.ty, it.place, it.value])).collect()
}

/// Every example of a document whose schema is a model or union with a name, or a list of one.
pub(crate) fn examples(name: &str, bytes: &[u8]) -> Vec<Example> {
    let document: Value = serde_json::from_slice(bytes).unwrap();
    let documentation = Documentation::of_file(&format!("{name}.json"), bytes.to_vec()).unwrap();
    let schema = Project::read(documentation, Reading::default()).schema;
    let models = schema.models.values().map(|it| (it.name.clone(), it.rust_name.clone()));
    let unions = schema.unions.values().map(|it| (it.name.clone(), it.rust_name.clone()));
    let mut collector = Collector {
        prefix: if document.get("swagger").is_some() { "#/definitions/" } else { "#/components/schemas/" },
        swagger: document.get("swagger").is_some(),
        names: models.chain(unions).collect(),
        models: schema.models.keys().cloned().collect(),
        found: Vec::new(),
    };
    let schemas =
        if collector.swagger { document.get("definitions") } else { document.pointer("/components/schemas") };
    for (name, schema) in schemas.and_then(Value::as_object).into_iter().flatten() {
        collector.schema(name, schema);
    }
    let parts = ["/paths", "/responses", "/components/responses", "/components/requestBodies", "/parameters"];
    for part in parts.into_iter().filter_map(|part| Some((part, document.pointer(part)?))) {
        collector.bodies(part.1, part.0);
    }
    collector.found
}

struct Collector {
    prefix: &'static str,
    swagger: bool,
    /// Rust names by documented names.
    names: BTreeMap<String, String>,
    models: BTreeSet<String>,
    found: Vec<Example>,
}

impl Collector {
    fn add(&mut self, ty: &str, place: String, value: &Value) {
        self.found.push(Example { ty: ty.to_owned(), place, value: value.clone() });
    }

    /// The examples of a named schema, and those of its properties: each is a document that has nothing else.
    fn schema(&mut self, name: &str, schema: &Value) {
        let Some(ty) = self.names.get(name).map(|name| format!("m::{name}")) else { return };
        for example in examples_of_schema(schema) {
            self.add(&ty, name.to_owned(), example);
        }
        let properties = schema.get("properties").and_then(Value::as_object).into_iter().flatten();
        for (key, property) in properties.filter(|_| self.models.contains(name)) {
            for example in examples_of_schema(property) {
                let whole = Value::Object(Map::from_iter([(key.clone(), example.clone())]));
                self.found.push(Example { ty: ty.clone(), place: format!("{name}.{key}"), value: whole });
            }
        }
    }

    /// The type of the schema of a body.
    fn type_of(&self, schema: &Value) -> Option<String> {
        let named = |schema: &Value| {
            let name = schema.get("$ref")?.as_str()?.strip_prefix(self.prefix)?;
            self.names.get(name).map(|name| format!("m::{name}"))
        };
        named(schema).or_else(|| Some(format!("Vec<{}>", named(schema.get("items")?)?)))
    }

    /// The examples beside schemas, wherever they are.
    fn bodies(&mut self, node: &Value, place: &str) {
        let children: Vec<(String, &Value)> = match node {
            Value::Object(members) => members.iter().map(|(key, value)| (key.clone(), value)).collect(),
            Value::Array(items) => {
                items.iter().enumerate().map(|(at, value)| (at.to_string(), value)).collect()
            }
            _ => return,
        };
        if let Some(ty) = node.get("schema").and_then(|schema| self.type_of(schema)) {
            for example in examples_of_body(node, self.swagger) {
                self.add(&ty, place.to_owned(), example);
            }
        }
        for (key, child) in children {
            self.bodies(child, &format!("{place}/{key}"));
        }
    }
}

fn examples_of_schema(schema: &Value) -> impl Iterator<Item = &Value> {
    let listed = schema.get("examples").and_then(Value::as_array).into_iter().flatten();
    schema.get("example").into_iter().chain(listed)
}

/// `example`, the values of `examples`, and in Swagger 2.0 the examples by media type.
fn examples_of_body(body: &Value, swagger: bool) -> Vec<&Value> {
    let named = body.get("examples").and_then(Value::as_object).into_iter().flatten();
    if swagger {
        return named.filter(|(media, _)| media.contains("json")).map(|(_, example)| example).collect();
    }
    body.get("example").into_iter().chain(named.filter_map(|(_, example)| example.get("value"))).collect()
}
