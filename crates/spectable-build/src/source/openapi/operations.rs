//! Schemas without a name in operations: bodies of requests and responses, parameters, headers.
//!
//! A schema gets the name of its title, if no other one has it, else that of its place: the operation, and what it is there. Neither depends
//! on the order of operations. Equal schemas are one.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{
    Reader,
    document::{Key, Node},
    documents::Documents,
    facts::json,
    members::pascal,
    types::{CONTENT, alternatives, says, says_what_it_is, typed_parts},
};
use crate::documented::{Direction, Use};

const METHODS: [&str; 9] = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// A longer title is a sentence, and no name.
const LONGEST_TITLE: usize = 64;

/// A schema, and the name that its place gives it.
struct Found<'a> {
    schema: &'a Node,
    place: String,
    /// Where it travels, if its place says that.
    direction: Option<Direction>,
}

impl<'a> Reader<'a> {
    /// Makes a page of each model without a name that operations have.
    pub(super) fn read_operations(&mut self, root: &'a Node) {
        let mut found = Finder {
            documents: self.documents,
            met: HashSet::new(),
            schemas: Vec::new(),
            is_ours: true,
            operations: 0,
        };
        found.root(root);
        self.operations = found.operations;
        let used: Vec<(&'a Node, Direction)> =
            found.schemas.iter().filter_map(|it| Some((it.schema, it.direction?))).collect();
        let models: Vec<Found<'a>> = found.schemas.into_iter().filter_map(|it| self.model_in(it)).collect();
        for (name, schemas) in named(&models, &self.taken) {
            let Some((first, others)) = schemas.split_first() else { continue };
            let name = self.inline_page(name, first, |reader, name| reader.body(name, first));
            for other in others {
                self.inline.insert(other.range.start, name.clone());
            }
        }
        for (schema, direction) in used {
            self.use_of(schema, direction, &mut HashSet::new());
        }
        self.uses.sort_unstable();
        self.uses.dedup();
    }

    /// Notes where a schema says that it travels, as `spectable export` writes it.
    pub(super) fn note_direction(&mut self, name: &str, schema: &Node) {
        let words = schema.get("x-direction").map(Node::items).unwrap_or_default();
        for (word, direction) in [("request", Direction::Request), ("response", Direction::Response)] {
            if words.iter().any(|node| node.text() == Some(word)) {
                self.uses.push(Use { name: name.to_owned(), direction });
            }
        }
    }

    /// Notes the named things that a schema holds, where it travels.
    fn use_of(&mut self, schema: &'a Node, direction: Direction, met: &mut HashSet<usize>) {
        let place = schema.range.start;
        if !met.insert(place) {
            return;
        }
        let name = match schema.get("$ref") {
            Some(_) => self.reference(schema).and_then(Result::ok),
            None => self.inline.get(&place).or_else(|| self.unions.get(&place)).cloned(),
        };
        if let Some(name) = name {
            self.uses.push(Use { name, direction });
            return;
        }
        let several =
            ["allOf", "oneOf", "anyOf"].into_iter().filter_map(|key| schema.get(key)).flat_map(Node::items);
        let inner = ["items", "additionalProperties"].into_iter().filter_map(|key| schema.get(key));
        for schema in several.chain(inner) {
            self.use_of(schema, direction, met);
        }
    }

    /// The model or alternatives that a schema is, or the items of its lists and maps are.
    fn model_in(&mut self, found: Found<'a>) -> Option<Found<'a>> {
        let Found { mut schema, mut place, direction } = found;
        // A document is nested no deeper than this.
        loop {
            if schema.get("$ref").is_some() {
                self.read_place(schema);
                return None;
            }
            if let [only] = typed_parts(schema)[..]
                && !says(schema, &CONTENT)
            {
                schema = only;
                continue;
            }
            if self.has_properties(schema) || is_one_of_several(schema) {
                return Some(Found { schema, place, direction });
            }
            let (items, what) = match schema.get("items") {
                Some(items) => (items, "Item"),
                None => (schema.get("additionalProperties")?, "Value"),
            };
            schema = items;
            place.push_str(what);
        }
    }
}

/// Whether a schema is one of several alternatives.
fn is_one_of_several(schema: &Node) -> bool {
    let alternatives = alternatives(schema);
    alternatives.len() > 1 && alternatives.iter().any(|one| says_what_it_is(one))
}

/// The schemas of each model with its name: equal schemas together.
fn named<'a>(models: &[Found<'a>], taken: &HashSet<String>) -> BTreeMap<String, Vec<&'a Node>> {
    let mut groups: Vec<(&'a Node, Vec<&Found<'a>>)> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for found in models {
        let next = groups.len();
        let at = *known.entry(json(found.schema)).or_insert(next);
        match groups.get_mut(at) {
            Some((_, places)) => places.push(found),
            None => groups.push((found.schema, vec![found])),
        }
    }
    let mut titles: HashMap<String, usize> = HashMap::new();
    for title in groups.iter().filter_map(|(schema, _)| title(schema)) {
        *titles.entry(title).or_default() += 1;
    }
    let is_free = |title: &String| titles.get(title) == Some(&1) && !taken.contains(title);
    let mut names: BTreeMap<String, Vec<&'a Node>> = BTreeMap::new();
    for (schema, places) in groups {
        // Of the places of one schema, the first by name: a place that comes in behind it changes nothing.
        let place = places.iter().map(|found| found.place.as_str()).min().unwrap_or_default();
        let mut name = title(schema).filter(is_free).unwrap_or_else(|| place.to_owned());
        // Two contents of one body, say. The name is free of others then, and not taken by an order.
        while names.contains_key(&name) {
            name.push_str("Other");
        }
        names.insert(name, places.into_iter().map(|found| found.schema).collect());
    }
    names
}

/// The title as a name.
pub(super) fn title(schema: &Node) -> Option<String> {
    let title = schema.get("title").and_then(Node::text)?;
    Some(pascal(title)).filter(|name| !name.is_empty() && title.len() <= LONGEST_TITLE)
}

/// Walks over a document, and into other files that have parts of it.
struct Finder<'a> {
    documents: Documents<'a>,
    /// Parts in other files that were walked over.
    met: HashSet<usize>,
    schemas: Vec<Found<'a>>,
    /// Whether a client calls the operations, and not a server (webhooks, callbacks).
    is_ours: bool,
    /// How many operations were met.
    operations: usize,
}

impl<'a> Finder<'a> {
    /// What a reference to another file leads to, once; the node itself where there is none. What this document has under a name of its
    /// own is met there.
    fn followed(&mut self, node: &'a Node) -> Option<&'a Node> {
        let mut node = node;
        while let Some(reference) = node.get("$ref") {
            match self.documents.find(reference.range.start, reference.text()?) {
                Ok((false, _, target)) if self.met.insert(target.range.start) => node = target,
                Ok((false, ..)) => return None,
                _ => return Some(node),
            }
        }
        Some(node)
    }

    fn root(&mut self, root: &'a Node) {
        for key in ["paths", "webhooks", "x-webhooks"] {
            self.is_ours = key == "paths";
            for (path, item) in root.get(key).map(Node::entries).unwrap_or_default() {
                self.path(&path.text, item);
            }
        }
        self.is_ours = true;
        let items = root.get("components").and_then(|components| components.get("pathItems"));
        for (name, item) in items.map(Node::entries).unwrap_or_default() {
            self.path(&name.text, item);
        }
        // OpenAPI 3 has them in `components`, Swagger 2 at the root.
        for holder in [root.get("components"), Some(root)].into_iter().flatten() {
            let entries = |key| holder.get(key).map(Node::entries).unwrap_or_default();
            for (name, parameter) in entries("parameters") {
                self.parameter(parameter, &pascal(&name.text), "");
            }
            for (name, response) in entries("responses") {
                self.response(response, &with_end(&name.text, "Response"));
            }
            for (name, body) in entries("requestBodies") {
                self.content(body, &with_end(&name.text, "Request"), Some(Direction::Request));
            }
            for (name, header) in entries("headers") {
                self.content(header, &pascal(&name.text), None);
            }
        }
    }

    /// Where what an operation takes travels.
    fn taken(&self) -> Direction {
        if self.is_ours { Direction::Request } else { Direction::Response }
    }

    /// Where what an operation gives travels.
    fn given(&self) -> Direction {
        if self.is_ours { Direction::Response } else { Direction::Request }
    }

    fn path(&mut self, path: &str, item: &'a Node) {
        let Some(item) = self.followed(item) else { return };
        for (method, operation) in operations(item) {
            let Some(operation) = self.followed(operation) else { continue };
            let place = match operation.get("operationId").and_then(Node::text) {
                Some(id) => pascal(id),
                None => pascal(&method.text) + &pascal(path),
            };
            self.operation(operation, &place);
        }
        for parameter in item.get("parameters").map(Node::items).unwrap_or_default() {
            self.parameter(parameter, &pascal(path), "");
        }
    }

    fn operation(&mut self, operation: &'a Node, place: &str) {
        let Some(operation) = self.followed(operation) else { return };
        self.operations += 1;
        for parameter in operation.get("parameters").map(Node::items).unwrap_or_default() {
            self.parameter(parameter, place, "Request");
        }
        if let Some(body) = operation.get("requestBody") {
            self.content(body, &format!("{place}Request"), Some(self.taken()));
        }
        let responses = operation.get("responses").map(Node::entries).unwrap_or_default();
        let main = responses.iter().find(|(code, _)| code.text.starts_with('2')).or(responses.first());
        for (code, response) in responses {
            let is_main = main.is_some_and(|(main, _)| main.text == code.text);
            let code = if is_main { String::new() } else { pascal(&code.text) };
            self.response(response, &format!("{place}Response{code}"));
        }
        let is_ours = self.is_ours;
        self.is_ours = !is_ours;
        for (name, callback) in operation.get("callbacks").map(Node::entries).unwrap_or_default() {
            let Some(callback) = self.followed(callback) else { continue };
            for (expression, item) in callback.entries() {
                let Some(item) = self.followed(item) else { continue };
                let several = callback.entries().len() > 1;
                let expression = if several { pascal(&expression.text) } else { String::new() };
                for (_, operation) in operations(item) {
                    self.operation(operation, &format!("{place}{}{expression}", pascal(&name.text)));
                }
            }
        }
        self.is_ours = is_ours;
    }

    /// A parameter; that of Swagger 2 may be the body of the request, which has a name of its own.
    fn parameter(&mut self, parameter: &'a Node, place: &str, body: &str) {
        let Some(parameter) = self.followed(parameter) else { return };
        let text = |key| parameter.get(key).and_then(Node::text).unwrap_or_default();
        let name =
            if text("in") == "body" && !body.is_empty() { body.to_owned() } else { pascal(text("name")) };
        let place = if place == name { name } else { format!("{place}{name}") };
        self.content(parameter, &place, Some(self.taken()));
    }

    fn response(&mut self, response: &'a Node, place: &str) {
        let Some(response) = self.followed(response) else { return };
        self.content(response, place, Some(self.given()));
        for (name, header) in response.get("headers").map(Node::entries).unwrap_or_default() {
            self.content(header, &format!("{place}{}", pascal(&name.text)), Some(self.given()));
        }
    }

    /// The schema that something has, or those of the media types of its content.
    fn content(&mut self, holder: &'a Node, place: &str, direction: Option<Direction>) {
        let Some(holder) = self.followed(holder) else { return };
        let of_media = holder.get("content").map(Node::entries).unwrap_or_default();
        // OpenAPI 3.2 has `itemSchema` where a body is one value after the other.
        let schemas = of_media
            .iter()
            .flat_map(|(_, media)| ["schema", "itemSchema"].into_iter().filter_map(|key| media.get(key)));
        for schema in holder.get("schema").into_iter().chain(schemas) {
            self.schemas.push(Found { schema, place: place.to_owned(), direction });
        }
    }
}

/// The operations of a path, with their methods. OpenAPI 3.2 has those of other methods apart.
pub(super) fn operations(item: &Node) -> impl Iterator<Item = (&Key, &Node)> {
    let known = item.entries().iter().filter(|(method, _)| METHODS.contains(&method.text.as_str()));
    let others = item.get("additionalOperations").map(Node::entries).unwrap_or_default();
    known.chain(others).map(|(method, operation)| (method, operation))
}

/// A name that says what it is, once.
fn with_end(name: &str, end: &str) -> String {
    let name = pascal(name);
    if name.ends_with(end) { name } else { name + end }
}
