//! `spectable export`: the resolved schema as one OpenAPI 3.1 document.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};
use serde_json::Value;
use spectable_build::schema::{Enum, Model, Property, Schema, Target, Type, Union};

use super::reading;
use crate::{
    arguments::SourceArgs,
    terminal::{
        output::Output,
        status::{Failure, Status},
    },
};

const EXAMPLES: &str = "\
Examples:
  spectable export --from docs/ > openapi.json
  spectable export --from pages.tar.gz --config spectable.toml | jq '.components.schemas.User'

Models and unions are `components.schemas`, properties of models in documented order, keyed by wire name; `x-documented-name` is the
name that the page prints. An enum of a property is inside it. `format`, `readOnly`, `writeOnly`, `deprecated`, `default` and `null` among the types
are what the documentation says; a number without a format has that of its Rust type, `int64` or `double`.";

/// The command line of `spectable export`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    source: SourceArgs,
}

/// Runs `spectable export`.
///
/// # Errors
/// If the source is wrong.
pub fn run(args: Args, output: &mut Output) -> Result<Status, Failure> {
    let project = reading::project(&args.source, output)?;
    reading::report(&project, output)?;
    output.write(&text(&project.schema)?)?;
    Ok(Status::Fine)
}

/// The text of the OpenAPI document of a schema.
///
/// # Errors
/// Never for a schema that was resolved without an error.
pub(super) fn text(schema: &Schema) -> Result<String, Failure> {
    let text = serde_json::to_string_pretty(&document(schema)).map_err(|error| {
        Failure::bad_input(format!("the schema cannot be written: {error}"), "report this as a bug")
    })?;
    Ok(text + "\n")
}

/// A JSON value whose objects keep the order in which they were made: that of the documentation.
enum Node {
    Value(Value),
    List(Vec<Node>),
    Object(Vec<(String, Node)>),
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Value(value) => value.serialize(serializer),
            Self::List(items) => items.serialize(serializer),
            Self::Object(members) => serializer.collect_map(members.iter().map(|(key, value)| (key, value))),
        }
    }
}

impl<T: Into<Value>> From<T> for Node {
    fn from(value: T) -> Self {
        Self::Value(value.into())
    }
}

/// An object of these members.
fn node<const N: usize>(members: [(&str, Node); N]) -> Vec<(String, Node)> {
    members.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

/// The OpenAPI document of a schema.
fn document(schema: &Schema) -> Node {
    let models = schema.models.values().map(|model| (model.name.clone(), object(model, schema)));
    let unions = schema.unions.values().map(|union| (union.name.clone(), alternatives(union, schema)));
    let schemas: BTreeMap<String, Node> = models.chain(unions).collect();
    let schemas = schemas.into_iter().collect();
    let version = schema.release.as_deref().unwrap_or("unknown");
    Node::Object(node([
        ("openapi", "3.1.0".into()),
        ("info", Node::Object(node([("title", "Models".into()), ("version", version.into())]))),
        ("paths", Node::Object(Vec::new())),
        ("components", Node::Object(node([("schemas", Node::Object(schemas))]))),
    ]))
}

fn object(model: &Model, schema: &Schema) -> Node {
    let mut object = node([("type", "object".into())]);
    if !model.description.is_empty() {
        object.push(("description".to_owned(), model.description.as_str().into()));
    }
    let (additional, properties): (Vec<_>, Vec<_>) = model.properties.iter().partition(|it| it.additional);
    let properties = properties.into_iter().map(|it| (it.wire_name.clone(), property(it, schema)));
    object.push(("properties".to_owned(), Node::Object(properties.collect())));
    object
        .extend(additional.into_iter().filter_map(|it| Some((it.wire_name.clone(), of_others(it, schema)?))));
    let required: Vec<Value> =
        model.properties.iter().filter(|it| it.required).map(|it| it.wire_name.as_str().into()).collect();
    if !required.is_empty() {
        object.push(("required".to_owned(), required.into()));
    }
    if let Some(direction) = model.direction {
        let words = [(direction.is_sent(), "request"), (direction.is_received(), "response")];
        let words: Vec<&str> = words.into_iter().filter(|(is, _)| *is).map(|(_, word)| word).collect();
        object.push(("x-direction".to_owned(), words.into()));
    }
    Node::Object(object)
}

/// The alternatives of a union. Where the values of one property tell all that are objects, that is the discriminator.
fn alternatives(union: &Union, schema: &Schema) -> Node {
    let mut members = Vec::new();
    if !union.description.is_empty() {
        members.push(("description".to_owned(), union.description.as_str().into()));
    }
    let each = union.alternatives.iter().map(|it| Node::Object(of_type(&it.ty, None, schema)));
    members.push(("oneOf".to_owned(), Node::List(each.collect())));
    if let Some(discriminator) = discriminator(union) {
        members.push(("discriminator".to_owned(), discriminator));
    }
    Node::Object(members)
}

fn discriminator(union: &Union) -> Option<Node> {
    let mut key: Option<&String> = None;
    let mut mapping = Vec::new();
    for alternative in &union.alternatives {
        let name = match &alternative.ty {
            Type::Ref(Target::Model(name)) => name,
            Type::Map(_) => return None,
            // The type in JSON tells it.
            _ => continue,
        };
        let test = alternative.test.as_ref().filter(|test| !test.values.is_empty())?;
        if *key.get_or_insert(&test.key) != &test.key {
            return None;
        }
        let target = format!("#/components/schemas/{}", pointer(name));
        mapping.extend(test.values.iter().map(|value| (value.clone(), Node::from(target.as_str()))));
    }
    let members = node([("propertyName", key?.as_str().into()), ("mapping", Node::Object(mapping))]);
    Some(Node::Object(members))
}

fn property(property: &Property, schema: &Schema) -> Node {
    let mut members = of_type(&property.ty, property.format.as_deref(), schema);
    if property.nullable {
        members = or_null(members);
    }
    if !property.description.is_empty() {
        members.push(("description".to_owned(), property.description.as_str().into()));
    }
    if property.read_only {
        members.push(("readOnly".to_owned(), true.into()));
    }
    if property.write_only {
        members.push(("writeOnly".to_owned(), true.into()));
    }
    if property.deprecated {
        members.push(("deprecated".to_owned(), true.into()));
    }
    if let Some(default) =
        property.default.as_deref().and_then(|text| serde_json::from_str::<Value>(text).ok())
    {
        members.push(("default".to_owned(), default.into()));
    }
    members.push(("x-documented-name".to_owned(), property.name.as_str().into()));
    Node::Object(members)
}

/// What the values of all other keys are.
fn of_others(additional: &Property, schema: &Schema) -> Option<Node> {
    let Type::Map(item) = &additional.ty else { return None };
    let mut members = of_type(item, additional.format.as_deref(), schema);
    if !additional.description.is_empty() {
        members.push(("description".to_owned(), additional.description.as_str().into()));
    }
    Some(Node::Object(members))
}

/// A type that may be null as well, as OpenAPI 3.1 says it.
fn or_null(members: Vec<(String, Node)>) -> Vec<(String, Node)> {
    if members.iter().any(|(key, _)| key == "$ref") {
        let null = Node::Object(node([("type", "null".into())]));
        return vec![("anyOf".to_owned(), Node::List(vec![Node::Object(members), null]))];
    }
    let member = |(key, value)| match (key, value) {
        (key, Node::Value(Value::String(word))) if key == "type" => (key, vec![word.as_str(), "null"].into()),
        (key, Node::Value(Value::Array(mut values))) if key == "enum" => {
            values.push(Value::Null);
            (key, values.into())
        }
        other => other,
    };
    members.into_iter().map(member).collect()
}

/// The format is that of the innermost item. A number without one has that of its Rust type.
fn of_type(ty: &Type, format: Option<&str>, schema: &Schema) -> Vec<(String, Node)> {
    let plain = |word: &str, format: Option<&str>| {
        let mut members = node([("type", word.into())]);
        members.extend(format.map(|format| ("format".to_owned(), format.into())));
        members
    };
    match ty {
        Type::Text => plain("string", format),
        Type::Integer => plain("integer", format.or(Some("int64"))),
        Type::Integer32 => plain("integer", format.or(Some("int32"))),
        Type::Unsigned => plain("integer", format.or(Some("uint64"))),
        Type::Number => plain("number", format.or(Some("double"))),
        Type::Boolean => plain("boolean", format),
        Type::DateTime => plain("string", Some("date-time")),
        Type::Date => plain("string", Some("date")),
        // Any JSON value: a schema that says nothing of its type.
        Type::Any => Vec::new(),
        Type::Ref(Target::Enum(name)) => {
            let one = schema.enums.get(name);
            let integers = one.is_some_and(|one| one.integers);
            let mut members =
                if integers { plain("integer", format.or(Some("int64"))) } else { plain("string", format) };
            members.extend(one.into_iter().flat_map(values));
            members
        }
        Type::Ref(Target::Model(name) | Target::Union(name)) => {
            node([("$ref", format!("#/components/schemas/{}", pointer(name)).into())])
        }
        Type::Nullable(item) => or_null(of_type(item, format, schema)),
        Type::List(item) => {
            node([("type", "array".into()), ("items", Node::Object(of_type(item, format, schema)))])
        }
        Type::Map(item) => node([
            ("type", "object".into()),
            ("additionalProperties", Node::Object(of_type(item, format, schema))),
        ]),
    }
}

/// The values of an enum. Those of integers have their names beside them, since numbers make poor ones.
fn values(one: &Enum) -> Vec<(String, Node)> {
    let texts = || one.values.iter().map(|value| value.wire.as_str()).collect::<Vec<_>>();
    let members = if one.integers {
        let numbers: Vec<i64> = one.values.iter().filter_map(|value| value.wire.parse().ok()).collect();
        let names: Vec<&str> = one.values.iter().map(|value| value.variant.as_str()).collect();
        vec![("enum", numbers.into()), ("x-enum-varnames", names.into())]
    } else {
        vec![("enum", texts().into())]
    };
    members.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

/// A name in a JSON pointer within a URI (RFC 6901, sections 3 and 6).
fn pointer(name: &str) -> String {
    let mut escaped = String::with_capacity(name.len());
    for byte in name.replace('~', "~0").replace('/', "~1").bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            escaped.push_str(&format!("%{byte:02X}"));
        }
    }
    escaped
}
