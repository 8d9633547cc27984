//! The operations of a document, as far as they are compared: parameters, bodies, responses, security.

use std::collections::HashSet;

use super::{
    Reader,
    document::{Key, Node},
    facts::json,
    flag,
    operations::operations,
    types::{CONTENT, says, typed_parts},
};
use crate::{
    documented_type::RawType,
    operation::{Body, Caller, Content, Operation, Parameter, Place, Requirement, Response},
};

/// More references after one another than any document has.
const LONGEST_WAY: usize = 64;
/// More parameters and bodies than any document has: a small document may refer to large ones very often.
const MOST_PARTS: usize = 1 << 19;
/// Lists and maps in one another; the stack is safe.
const DEEPEST: usize = 16;

/// What all operations of a document have in common.
#[derive(Clone, Copy)]
struct Shared<'a> {
    /// What is asked for where an operation says nothing.
    security: Option<&'a Node>,
    /// The media types of bodies where an operation of Swagger 2 says nothing.
    consumes: Option<&'a Node>,
    produces: Option<&'a Node>,
}

/// The operations that were met so far.
#[derive(Default)]
struct Calls {
    operations: Vec<Operation<String>>,
    /// How many parameters, bodies and answers they have.
    parts: usize,
}

/// An operation that was met, and what is said around it.
struct Met<'a, 'm> {
    caller: Caller,
    method: &'a Key,
    path: &'m str,
    /// The path with its own parameters.
    item: &'a Node,
    operation: &'a Node,
}

impl<'a> Reader<'a> {
    /// The operations of a document, in documented order, each name once. The names of schemas without a name are known.
    pub(super) fn calls(&mut self, root: &'a Node) -> Vec<Operation<String>> {
        let shared = Shared {
            security: root.get("security"),
            consumes: root.get("consumes"),
            produces: root.get("produces"),
        };
        let mut found = Calls::default();
        for (key, caller, before) in [
            ("paths", Caller::Client, ""),
            ("webhooks", Caller::Server, "webhook "),
            ("x-webhooks", Caller::Server, "webhook "),
        ] {
            for (path, item) in root.get(key).map(Node::entries).unwrap_or_default() {
                self.of_path(&format!("{before}{}", path.text), item, caller, shared, &mut found);
            }
        }
        if found.parts > MOST_PARTS {
            let message = "the operations have too many parameters and bodies; the last ones are not read";
            self.problems.note(
                "many-operations",
                None,
                message,
                "they are not compared; models are read whole",
            );
        }
        let mut names = HashSet::new();
        found.operations.retain(|it| names.insert(it.name()));
        found.operations
    }

    fn of_path(&self, path: &str, item: &'a Node, caller: Caller, shared: Shared<'a>, found: &mut Calls) {
        let Some(item) = self.end_of(item) else { return };
        for (method, operation) in operations(item) {
            let Some(operation) = self.end_of(operation) else { continue };
            let met = Met { caller, method, path, item, operation };
            if found.parts > MOST_PARTS {
                return;
            }
            let call = self.call(&met, shared);
            found.parts += 1 + call.sent().count() + call.responses.len() + call.received().count();
            found.operations.push(call);
            if caller == Caller::Server {
                continue;
            }
            for (name, callback) in operation.get("callbacks").map(Node::entries).unwrap_or_default() {
                let Some(callback) = self.end_of(callback) else { continue };
                for (expression, item) in callback.entries() {
                    let place = format!("{path} callback {} {}", name.text, expression.text);
                    self.of_path(&place, item, Caller::Server, shared, found);
                }
            }
        }
    }

    fn call(&self, met: &Met<'a, '_>, shared: Shared<'a>) -> Operation<String> {
        let Met { operation, item, .. } = *met;
        let parameters = self.parameters(item, operation);
        let is_body = |node: &&&Node| text(node, "in") == "body";
        let body = match operation.get("requestBody").and_then(|body| self.end_of(body)) {
            Some(body) => Some(Body {
                required: flag(body, "required"),
                contents: self.contents(body, None),
                location: self.at(body),
            }),
            None => parameters.iter().find(is_body).map(|node| Body {
                required: flag(node, "required"),
                contents: self.contents(node, operation.get("consumes").or(shared.consumes)),
                location: self.at(node),
            }),
        };
        let produces = operation.get("produces").or(shared.produces);
        let responses = operation.get("responses").map(Node::entries).unwrap_or_default();
        let response = |(status, response): &'a (Key, Node)| Response {
            status: status.text.clone(),
            contents: self.end_of(response).map(|it| self.contents(it, produces)).unwrap_or_default(),
            location: self.documents.location(&status.range, self.file),
        };
        Operation {
            caller: met.caller,
            method: met.method.text.to_uppercase(),
            path: met.path.to_owned(),
            id: operation.get("operationId").and_then(Node::text).map(str::to_owned),
            deprecated: flag(operation, "deprecated"),
            sunset: operation.get("x-sunset").and_then(Node::scalar).map(str::to_owned),
            parameters: parameters.iter().filter_map(|node| self.parameter(node)).collect(),
            body,
            responses: responses
                .iter()
                .filter(|(status, _)| !status.text.starts_with("x-"))
                .map(response)
                .collect(),
            security: operation.get("security").or(shared.security).map(requirements).unwrap_or_default(),
            location: self.documents.location(&met.method.range, self.file),
        }
    }

    /// The parameters of an operation, and those of its path that it does not overrule.
    fn parameters(&self, item: &'a Node, operation: &'a Node) -> Vec<&'a Node> {
        let of = |node: &'a Node| node.get("parameters").map(Node::items).unwrap_or_default();
        let mut known = HashSet::new();
        let all = of(operation).iter().chain(of(item)).filter_map(|node| self.end_of(node));
        all.filter(|node| known.insert((text(node, "in"), text(node, "name")))).collect()
    }

    /// A parameter; none where it is the body, or a header that the specification says to ignore (OpenAPI 3, "Parameter Object").
    fn parameter(&self, node: &'a Node) -> Option<Parameter<String>> {
        let name = text(node, "name");
        let place = match text(node, "in") {
            "path" => Place::Path,
            "query" | "querystring" => Place::Query,
            "header" => Place::Header,
            "cookie" => Place::Cookie,
            "formData" => Place::Form,
            _ => return None,
        };
        let is_ignored = ["accept", "content-type", "authorization"].contains(&name.to_lowercase().as_str());
        if name.is_empty() || place == Place::Header && is_ignored {
            return None;
        }
        let of_media = || node.get("content")?.entries().first()?.1.get("schema");
        // A parameter of Swagger 2 is its own schema.
        let schema = node.get("schema").or_else(of_media).unwrap_or(node);
        let innermost = self.innermost(schema);
        Some(Parameter {
            name: name.to_owned(),
            place,
            required: place == Place::Path || flag(node, "required"),
            deprecated: flag(node, "deprecated"),
            ty: self.type_of(schema, DEEPEST),
            values: innermost.get("enum").map(Node::items).unwrap_or_default().iter().map(json).collect(),
            default: schema.get("default").or_else(|| self.end_of(schema)?.get("default")).map(json),
            constraints: self.constraints(schema),
            location: self.at(node),
        })
    }

    /// What something holds, by media type; `media` are those of Swagger 2, which has one schema for all.
    fn contents(&self, holder: &'a Node, media: Option<&'a Node>) -> Vec<Content<String>> {
        let content = |media: &str, schema: Option<&'a Node>, at: &'a Node| Content {
            media: media.to_owned(),
            ty: schema.map_or(RawType::Any, |schema| self.type_of(schema, DEEPEST)),
            location: self.at(at),
        };
        if let Some(contents) = holder.get("content") {
            let of_media = |(media, node): &'a (Key, Node)| {
                let node = self.end_of(node).unwrap_or(node);
                content(&media.text, node.get("schema").or_else(|| node.get("itemSchema")), node)
            };
            return contents.entries().iter().map(of_media).collect();
        }
        let Some(schema) = holder.get("schema") else { return Vec::new() };
        let media: Vec<&str> =
            media.map(Node::items).unwrap_or_default().iter().filter_map(Node::text).collect();
        let media = if media.is_empty() { vec!["application/json"] } else { media };
        media.into_iter().map(|media| content(media, Some(schema), schema)).collect()
    }

    /// What references lead to; none where they lead nowhere.
    fn end_of(&self, mut node: &'a Node) -> Option<&'a Node> {
        for _ in 0..LONGEST_WAY {
            let Some(reference) = node.get("$ref") else { return Some(node) };
            (_, _, node) = self.documents.find(reference.range.start, reference.text()?).ok()?;
        }
        None
    }

    /// What a list holds, or the schema itself, where references and single parts are followed.
    fn innermost(&self, mut schema: &'a Node) -> &'a Node {
        for _ in 0..LONGEST_WAY {
            let parts = typed_parts(schema);
            schema = match (self.target(schema), &parts[..], schema.get("items")) {
                (Some((_, target)), ..) => target,
                (None, [only], _) if !says(schema, &CONTENT) => only,
                (None, _, Some(items)) => items,
                _ => return schema,
            };
        }
        schema
    }

    /// The type of a schema, whose own pages were made before: nothing is noted here.
    fn type_of(&self, schema: &'a Node, levels: usize) -> RawType {
        let Some(levels) = levels.checked_sub(1) else { return RawType::Any };
        let place = |schema: &Node| {
            let at = &schema.range.start;
            self.inline.get(at).or_else(|| self.unions.get(at)).cloned()
        };
        if let Some((name, target)) = self.target(schema) {
            return match place(target) {
                _ if self.schemas.contains_key(name) => RawType::Ref(name.to_owned()),
                Some(name) => RawType::Ref(name),
                None => self.type_of(target, levels),
            };
        }
        if let Some(name) = place(schema) {
            return RawType::Ref(name);
        }
        if let [only] = typed_parts(schema)[..]
            && !says(schema, &CONTENT)
        {
            return self.type_of(only, levels);
        }
        let within = |key: &str| schema.get(key).map_or(RawType::Any, |inner| self.type_of(inner, levels));
        let format = schema.get("format").and_then(Node::text);
        match self.type_word(schema) {
            Some("string") if format == Some("date-time") => RawType::DateTime,
            Some("string") if format == Some("date") => RawType::Date,
            Some("string") => RawType::Text,
            Some("integer") => RawType::Integer,
            Some("number") => RawType::Number,
            Some("boolean") => RawType::Boolean,
            Some("array") => RawType::List(Box::new(within("items"))),
            Some("object")
                if schema.get("additionalProperties").is_some_and(|it| !it.entries().is_empty()) =>
            {
                RawType::Map(Box::new(within("additionalProperties")))
            }
            _ => RawType::Any,
        }
    }
}

fn text<'a>(node: &'a Node, key: &str) -> &'a str {
    node.get(key).and_then(Node::text).unwrap_or_default()
}

/// The security requirements of which a caller fulfils one.
fn requirements(node: &Node) -> Vec<Requirement> {
    let scopes = |node: &Node| node.items().iter().filter_map(Node::text).map(str::to_owned).collect();
    let requirement = |node: &Node| {
        node.entries().iter().map(|(scheme, node)| (scheme.text.clone(), scopes(node))).collect()
    };
    node.items().iter().map(requirement).collect()
}
