//! The type of a property in the vocabulary of documentation tables.

use super::{
    Reader,
    alternatives::Several,
    document::{Key, Node, Value},
    is_schema,
};
use crate::{
    documented::{Body, RawValue},
    documented_type::RawType,
};

/// A type, and the values of the enum that is its innermost item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Described {
    pub(super) ty: RawType,
    pub(super) values: Option<Vec<RawValue>>,
}

impl From<RawType> for Described {
    fn from(ty: RawType) -> Self {
        Self { ty, values: None }
    }
}

/// What a schema is.
pub(super) enum Content<'a> {
    /// A type.
    Type(Described),
    /// Several alternatives.
    Alternatives(Several<'a>),
}

impl From<Described> for Content<'_> {
    fn from(described: Described) -> Self {
        Self::Type(described)
    }
}

impl From<RawType> for Content<'_> {
    fn from(ty: RawType) -> Self {
        Self::Type(ty.into())
    }
}

impl<'a> Reader<'a> {
    /// The type of a schema; an object inside it gets a page that is named after `place`, and so do alternatives.
    pub(super) fn described(&mut self, schema: &'a Node, place: &str) -> Described {
        match self.content(schema, place) {
            Content::Type(described) => described,
            Content::Alternatives(several) => self.described_alternatives(&several, place),
        }
    }

    /// What a schema is.
    pub(super) fn content(&mut self, schema: &'a Node, place: &str) -> Content<'a> {
        if !is_schema(schema) {
            let location = self.at(schema);
            let remedy = "write an object such as {\"type\": \"string\"}";
            self.problems.error("not-a-schema", location, "a schema is an object", remedy);
            return RawType::Any.into();
        }
        match self.reference(schema) {
            Some(Ok(name)) => return RawType::Ref(name).into(),
            Some(Err(_)) => return RawType::Any.into(),
            None => {}
        }
        let parts = typed_parts(schema);
        if let [only] = parts[..]
            && !says(schema, &CONTENT)
        {
            return self.content(only, place);
        }
        if self.has_properties(schema) {
            let name = self
                .inline_page(place.to_owned(), schema, |reader, name| Body::Rows(reader.rows(name, schema)));
            return RawType::Ref(name).into();
        }
        if !parts.is_empty() {
            return self.any_of_several(schema, "several parts that are not objects").into();
        }
        if let Some(described) = self.enumeration(schema) {
            return described.into();
        }
        match &alternatives(schema)[..] {
            [only] if says_what_it_is(only) => self.content(only, place),
            several if several.iter().any(|one| says_what_it_is(one)) => {
                Content::Alternatives(Several::of_schemas(schema, several))
            }
            _ => match self.type_word(schema) {
                Some(word) => self.described_by_word(schema, word, place).into(),
                None => Content::Alternatives(Several::of_words(schema)),
            },
        }
    }

    /// The type of a schema that says this word of its type.
    pub(super) fn described_by_word(&mut self, schema: &'a Node, word: &str, place: &str) -> Described {
        let format = schema.get("format").and_then(Node::text);
        match word {
            "string" if format == Some("date-time") => RawType::DateTime.into(),
            "string" if format == Some("date") => RawType::Date.into(),
            "string" => RawType::Text.into(),
            "integer" => RawType::Integer.into(),
            "number" => RawType::Number.into(),
            "boolean" => RawType::Boolean.into(),
            "array" => match schema.get("items") {
                Some(items) => self.contained(items, &format!("{place}Inner"), RawType::List),
                None => RawType::List(Box::new(RawType::Any)).into(),
            },
            "object" => match schema.get("additionalProperties") {
                Some(Node { value: Value::Bool(false), .. }) | None => RawType::Any.into(),
                Some(items) => self.contained(items, &format!("{place}Value"), RawType::Map),
            },
            "" => type_of_values(schema).into(),
            "null" => RawType::Any.into(),
            other => {
                let message = format!("`{other}` is not a type of OpenAPI");
                let location = self.at(schema.get("type").unwrap_or(schema));
                let remedy = "write string, integer, number, boolean, array or object";
                self.problems.warning("unknown-type", location, message, remedy);
                RawType::Any.into()
            }
        }
    }

    fn contained(
        &mut self,
        items: &'a Node,
        place: &str,
        container: fn(Box<RawType>) -> RawType,
    ) -> Described {
        let Described { ty, values } = self.described(items, place);
        let ty = if self.told(items).nullable { RawType::nullable(ty) } else { ty };
        Described { ty: container(Box::new(ty)), values }
    }

    /// The one word of `type`, without the `null` of OpenAPI 3.1; empty where nothing is said, none where more than
    /// one remains.
    pub(super) fn type_word(&self, schema: &'a Node) -> Option<&'a str> {
        match schema.get("type") {
            None if schema.get("items").is_some() => Some("array"),
            None if schema.get("additionalProperties").is_some() => Some("object"),
            None => Some(""),
            Some(Node { value: Value::List(words), .. }) => {
                let mut words = words.iter().filter_map(Node::text).filter(|word| *word != "null");
                let first = words.next().unwrap_or("null");
                words.next().is_none().then_some(first)
            }
            Some(word) => Some(word.scalar().unwrap_or("null")),
        }
    }

    fn any_of_several(&mut self, schema: &'a Node, what: &str) -> Described {
        let message = format!("{what} are read as any JSON value");
        self.note("alternatives", schema, message, "the overlay can name one type for the property");
        RawType::Any.into()
    }
}

/// The alternatives of `oneOf` or `anyOf`, without the one that is null.
pub(super) fn alternatives(schema: &Node) -> Vec<&Node> {
    let lists = ["oneOf", "anyOf"].into_iter().filter_map(|key| schema.get(key));
    lists.flat_map(Node::items).filter(|node| !is_null(node)).collect()
}

/// Whether null alone is a value of a schema.
pub(super) fn is_null(schema: &Node) -> bool {
    let is_word = |node: &Node| node.text() == Some("null");
    let is_only_null = |values: &Node| values.items().iter().all(|one| one.value == Value::Null);
    let is_bare_object = || {
        // What some generators write for null in OpenAPI 3.0, which has no such type.
        let others = schema.entries().iter().filter(|(key, _)| key.text != "nullable");
        let is_object = |(key, value): &(Key, Node)| key.text == "type" && value.text() == Some("object");
        schema.get("nullable").is_some_and(Node::is_true) && others.into_iter().all(is_object)
    };
    schema
        .get("type")
        .is_some_and(|ty| is_word(ty) || !ty.items().is_empty() && ty.items().iter().all(is_word))
        || schema.get("const").is_some_and(|value| value.value == Value::Null)
        || schema.get("enum").is_some_and(|values| !values.items().is_empty() && is_only_null(values))
        || is_bare_object()
}

/// Whether a schema says more than which of the values of another one it allows.
pub(super) fn says_what_it_is(schema: &Node) -> bool {
    says(schema, &["$ref", "type", "allOf"]) || says(schema, &CONTENT)
}

/// The type of the values of an enum that says no type.
fn type_of_values(schema: &Node) -> RawType {
    let values = match (schema.get("enum"), schema.get("const")) {
        (Some(values), _) => values.items(),
        (None, Some(value)) => std::slice::from_ref(value),
        (None, None) => return RawType::Any,
    };
    let mut types =
        values.iter().filter(|value| value.value != Value::Null).map(|value| match &value.value {
            Value::Bool(_) => RawType::Boolean,
            Value::Number(text) if text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') => {
                RawType::Integer
            }
            Value::Number(_) => RawType::Number,
            _ => RawType::Any,
        });
    let Some(first) = types.next() else { return RawType::Any };
    let is_number = |ty: &RawType| matches!(ty, RawType::Integer | RawType::Number);
    types.fold(first, |one, other| match (one, other) {
        (one, other) if one == other => one,
        (one, other) if is_number(&one) && is_number(&other) => RawType::Number,
        _ => RawType::Any,
    })
}

/// What a schema is made of, besides the parts of `allOf` and the word of `type`.
pub(super) const CONTENT: [&str; 7] =
    ["properties", "items", "additionalProperties", "enum", "const", "oneOf", "anyOf"];

pub(super) fn says(schema: &Node, keys: &[&str]) -> bool {
    keys.iter().any(|key| schema.get(key).is_some())
}

/// The parts of `allOf` that say more than a description.
pub(super) fn typed_parts(schema: &Node) -> Vec<&Node> {
    let parts = schema.get("allOf").map(Node::items).unwrap_or_default();
    parts.iter().filter(|part| says_what_it_is(part) && !is_null(part)).collect()
}
