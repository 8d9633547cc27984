//! A document as it stands: which schemas travel which way, and what holds of a schema by reference and by composition.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

const PREFIX: &str = "#/components/schemas/";

/// An OpenAPI document.
pub struct Document {
    value: Value,
}

/// The schemas in the bodies of operations.
#[derive(Debug, Default, Clone)]
pub struct Roots {
    pub sent: BTreeSet<String>,
    pub received: BTreeSet<String>,
}

/// What holds of a value: a schema, what it refers to, and the parts of its `allOf`.
#[derive(Clone, Default)]
pub struct Whole<'a> {
    pub parts: Vec<&'a Map<String, Value>>,
    /// The lists of `oneOf` and `anyOf`, of each of which one alternative holds.
    pub alternatives: Vec<&'a [Value]>,
}

impl Document {
    pub fn new(value: Value) -> Self {
        Self { value }
    }

    pub fn of_yaml(text: &str) -> Self {
        Self::new(serde_yaml_ng::from_str(text).unwrap())
    }

    /// Whether it is of version 3.0: `nullable`, and nothing beside `$ref`.
    pub fn is_3_0(&self) -> bool {
        self.value["openapi"].as_str().is_some_and(|version| version.starts_with("3.0"))
    }

    pub fn schemas(&self) -> impl Iterator<Item = (&String, &Value)> {
        self.value.pointer("/components/schemas").and_then(Value::as_object).into_iter().flatten()
    }

    pub fn schema(&self, name: &str) -> Option<&Value> {
        self.value["components"]["schemas"].get(name)
    }

    /// The name of the schema that a schema refers to.
    pub fn target(schema: &Value) -> Option<&str> {
        schema.get("$ref")?.as_str()?.strip_prefix(PREFIX)
    }

    /// Which schemas the operations send and receive. Where none does, each goes both ways.
    pub fn roots(&self) -> Roots {
        let mut roots = Roots::default();
        let operations = self.value["paths"].as_object().into_iter().flatten();
        for (_, operation) in operations.filter_map(|(_, path)| path.as_object()).flatten() {
            roots.sent.extend(bodies(&operation["requestBody"]));
            let responses = operation["responses"].as_object().into_iter().flatten();
            roots.received.extend(responses.flat_map(|(_, response)| bodies(response)));
        }
        if roots.sent.is_empty() && roots.received.is_empty() {
            roots.sent = self.schemas().map(|(name, _)| name.clone()).collect();
            roots.received = roots.sent.clone();
        }
        roots
    }

    pub fn whole<'a>(&'a self, schemas: &[&'a Value]) -> Whole<'a> {
        let mut whole = Whole::default();
        for schema in schemas {
            self.add(schema, &mut whole, &mut Vec::new());
        }
        whole
    }

    /// Adds what holds by one schema more.
    pub fn add<'a>(&'a self, schema: &'a Value, whole: &mut Whole<'a>, within: &mut Vec<&'a str>) {
        let Some(keywords) = schema.as_object() else { return };
        if let Some(name) = Self::target(schema) {
            if !within.contains(&name)
                && let Some(schema) = self.schema(name)
            {
                within.push(name);
                self.add(schema, whole, within);
                within.pop();
            }
            if self.is_3_0() {
                return;
            }
        }
        whole.parts.push(keywords);
        for part in keywords.get("allOf").and_then(Value::as_array).into_iter().flatten() {
            self.add(part, whole, within);
        }
        for word in ["oneOf", "anyOf"] {
            whole.alternatives.extend(keywords.get(word).and_then(Value::as_array).map(Vec::as_slice));
        }
    }
}

/// The schemas that the JSON content of a body refers to.
fn bodies(body: &Value) -> BTreeSet<String> {
    let content = body["content"].as_object().into_iter().flatten();
    content.filter_map(|(_, content)| Document::target(&content["schema"])).map(str::to_owned).collect()
}

impl<'a> Whole<'a> {
    /// What the first part says that says a keyword.
    pub fn get(&self, keyword: &str) -> Option<&'a Value> {
        self.parts.iter().find_map(|part| part.get(keyword))
    }

    pub fn is(&self, mark: &str) -> bool {
        self.parts.iter().any(|part| part.get(mark) == Some(&Value::Bool(true)))
    }

    /// The properties, each with all that is said of it.
    pub fn properties(&self) -> BTreeMap<&'a str, Vec<&'a Value>> {
        let mut properties: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
        let all = self.parts.iter().filter_map(|part| part.get("properties")?.as_object()).flatten();
        all.for_each(|(name, schema)| properties.entry(name).or_default().push(schema));
        properties
    }

    pub fn required(&self) -> BTreeSet<&'a str> {
        let lists = self.parts.iter().filter_map(|part| part.get("required")?.as_array());
        lists.flatten().filter_map(Value::as_str).collect()
    }

    /// The JSON types; empty where any is allowed.
    pub fn types(&self) -> BTreeSet<&'a str> {
        let mut types: BTreeSet<&str> = match self.get("type") {
            Some(Value::String(one)) => BTreeSet::from([one.as_str()]),
            Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).collect(),
            _ if self.get("properties").is_some() || self.get("additionalProperties").is_some() => {
                BTreeSet::from(["object"])
            }
            _ if self.get("items").is_some() => BTreeSet::from(["array"]),
            _ => BTreeSet::new(),
        };
        if self.is("nullable") && !types.is_empty() {
            types.insert("null");
        }
        types
    }
}
