//! An OpenAPI document (Swagger 2.0, OpenAPI 3.0, 3.1 and 3.2) or a JSON Schema, in JSON or YAML, gzipped or not, read into the pages that
//! a documentation of it would have.
//!
//! Each schema of `definitions`, `$defs` or `components.schemas` is a page, each of its properties a row. An object that is
//! written inside a property gets a page of its own, named after its model and property, as openapi-generator does; so does
//! one that is written inside an operation, named after its title or the operation.
//! Alternatives (`oneOf`, `anyOf`) get a page as well.

use std::{
    collections::{HashMap, HashSet},
    io::Read,
};

use self::{
    document::{Node, Value},
    documents::{Documents, Loaded},
    facts::Told,
    members::Members,
    specification::{Specification, Whole},
    types::{Content, Described},
};
use super::{
    OpenApi, SourceFile,
    gzip::{Gunzip, Limits},
    html,
    path::base,
};
use crate::{
    documented::{Body, FoundDocument, Input, Marks, Page, RawValue, Spanned, Use},
    documented_type::RawType,
    location::{FileId, Files, Location},
    operation::Operation,
    problem::{Problem, Problems, Severity},
};

mod alternatives;
mod calls;
mod document;
mod documents;
mod facts;
mod members;
mod operations;
mod reference;
mod specification;
mod types;
mod values;

pub(super) use self::documents::files_in;

#[cfg(test)]
mod tests;

/// Documents are read whole, so that their bound is tighter than that of an archive.
const LIMITS: Limits = Limits { bytes: 64 << 20, ..Limits::DEFAULT };

/// Reads an OpenAPI document; `name` is the name of its file, whose ending tells JSON from YAML.
///
/// What cannot be read is noted in `problems`, each with its place. If the document as a whole cannot be read, the
/// result has no pages.
pub fn read(name: &str, bytes: &[u8], problems: &mut Problems) -> Input {
    let file = SourceFile { name: name.to_owned(), path: String::new(), bytes: bytes.to_vec() };
    read_after(Files::default(), OpenApi { file, parts: Vec::new() }, How::default(), problems)
}

/// What of a document is read.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct How {
    /// No schemas without a name in operations.
    pub(crate) components_only: bool,
}

/// Reads a document beside files that are known: the result has those, too.
pub(crate) fn read_after(known: Files, document: OpenApi, how: How, problems: &mut Problems) -> Input {
    let mut input = Input { files: known, ..Input::default() };
    let OpenApi { file: SourceFile { name, bytes, .. }, parts } = document;
    let Some(first) = text(&name, &bytes, problems) else { return input };
    // References are relative to its folder, whatever that is called.
    let mut texts = vec![(name.clone(), base(&name).to_owned(), first)];
    for SourceFile { name, path, bytes } in parts {
        if let Some(text) = text(&name, &bytes, problems) {
            texts.push((name, path, text));
        }
    }
    let Some(loaded) = documents::load_all(texts, &mut input.files, problems) else { return input };
    let Some(Loaded { root, file, .. }) = loaded.first() else { return input };
    input.release = root.get("info").and_then(|info| info.get("version")).and_then(release);
    if let Some(specification) = Specification::of(root, base(&name), *file, problems) {
        let version = specification.version.clone();
        let reader = Reader::new(root, Documents(&loaded), specification, *file, problems);
        let read = reader.pages(root, how.components_only);
        (input.pages, input.uses, input.operations) = (read.pages, read.uses, read.calls);
        let operations = read.operations;
        input.document = Some(FoundDocument { version, operations, files: loaded.len() });
    }
    input
}

/// What is read of a document.
struct ReadDocument {
    pages: Vec<Page>,
    uses: Vec<Use>,
    operations: usize,
    calls: Vec<Operation<String>>,
}

fn release(version: &Node) -> Option<String> {
    version.scalar().filter(|version| !version.is_empty()).map(str::to_owned)
}

/// The text of the document, unpacked.
fn text(name: &str, bytes: &[u8], problems: &mut Problems) -> Option<String> {
    let unpacked = if bytes.starts_with(&[0x1f, 0x8b]) || name.ends_with(".gz") {
        gunzip(name, bytes, problems)?
    } else if bytes.len() as u64 > LIMITS.bytes {
        let limit = LIMITS.bytes;
        let message = format!("`{name}` is larger than {limit} bytes");
        problems.error("document-too-large", None, message, "leave out what is not a schema");
        return None;
    } else {
        bytes.to_vec()
    };
    if html::is_html(&unpacked) {
        let message = format!("`{name}` is an HTML page, not an OpenAPI document");
        problems.error(
            "not-openapi",
            None,
            message,
            "fetch it again: the server answered with a page for people",
        );
        return None;
    }
    match String::from_utf8(unpacked) {
        Ok(text) => Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let message = format!("`{name}` is not UTF-8: byte {at} does not belong to a character");
            problems.error("not-utf8", None, message, "save it as UTF-8");
            None
        }
    }
}

fn gunzip(name: &str, bytes: &[u8], problems: &mut Problems) -> Option<Vec<u8>> {
    let mut unpacked = Vec::new();
    let verdict = match Gunzip::new(bytes, LIMITS) {
        Ok((mut reader, verdict)) => match reader.read_to_end(&mut unpacked) {
            Ok(_) => return Some(unpacked),
            Err(error) => verdict.refusal().ok_or(error),
        },
        Err(error) => Err(error),
    };
    match verdict {
        Ok(refusal) => {
            let (rule, remedy) = refusal.rule_and_remedy();
            problems.error(rule, None, format!("`{name}`: {refusal}"), remedy);
        }
        Err(error) => {
            let message = format!("`{name}` cannot be unpacked: {error}");
            problems.error("gzip-corrupt", None, message, "fetch the file again");
        }
    }
    None
}

/// What is known while the schemas of one document are read.
struct Reader<'a> {
    file: FileId,
    documents: Documents<'a>,
    specification: Specification<'a>,
    schemas: HashMap<&'a str, &'a Node>,
    names: Vec<(Spanned<&'a str>, &'a Node)>,
    /// The members of the named schemas that were asked for so far.
    members: HashMap<usize, Members<'a>>,
    /// Whether the named schemas that were asked for so far have properties.
    has_properties: HashMap<usize, bool>,
    /// What the named schemas that were asked for so far say of a property that refers to them.
    told: HashMap<usize, Told>,
    /// How many members there are in all schemas.
    total: usize,
    /// The pages that schemas without a name got, by the place of the schema.
    inline: HashMap<usize, String>,
    /// The same for the alternatives of a schema.
    unions: HashMap<usize, String>,
    /// Schemas without a name that references have led to, whose pages are not made yet.
    referred: Vec<(String, &'a Node)>,
    taken: HashSet<String>,
    pages: Vec<Page>,
    uses: Vec<Use>,
    operations: usize,
    problems: &'a mut Problems,
}

impl<'a> Reader<'a> {
    fn new(
        root: &'a Node,
        documents: Documents<'a>,
        mut specification: Specification<'a>,
        file: FileId,
        problems: &'a mut Problems,
    ) -> Self {
        let entries = specification.schemas(root).map(Node::entries).unwrap_or_default();
        let names = entries
            .iter()
            .map(|(key, node)| {
                let location = Location::new(file, key.range.clone());
                (Spanned { value: key.text.as_str(), location }, node)
            })
            .collect();
        let mut taken: HashSet<String> = entries.iter().map(|(key, _)| key.text.clone()).collect();
        if let Some(whole) = &mut specification.whole {
            whole.name = free_name(&mut taken, std::mem::take(&mut whole.name));
        }
        Self {
            file,
            documents,
            referred: Vec::new(),
            specification,
            schemas: entries.iter().map(|(key, node)| (key.text.as_str(), node)).collect(),
            names,
            members: HashMap::new(),
            has_properties: HashMap::new(),
            told: HashMap::new(),
            total: 0,
            inline: HashMap::new(),
            unions: HashMap::new(),
            taken,
            pages: Vec::new(),
            uses: Vec::new(),
            operations: 0,
            problems,
        }
    }

    fn pages(mut self, root: &'a Node, components_only: bool) -> ReadDocument {
        if let Some(whole) = &self.specification.whole {
            self.inline.insert(root.range.start, whole.name.clone());
            self.unions.insert(root.range.start, whole.name.clone());
        }
        let names = self.names_with_schemas();
        for (name, schema) in names {
            let body = self.body(name.value, schema);
            let place = self.at(schema);
            // What is in another file is documented there.
            let location = if place.file == name.location.file {
                Location { end: place.end, ..name.location }
            } else {
                place
            };
            let page = Page {
                name: Spanned { value: name.value.to_owned(), location: name.location },
                description: description(schema, name.value),
                body,
                marks: marks(schema),
                location,
            };
            self.note_direction(name.value, schema);
            self.pages.push(page);
        }
        if let Some(Whole { name, is_model: true, .. }) = self.specification.whole.clone() {
            let body = self.body(&name, root);
            self.push_page(name, root, body);
        }
        self.make_pages_of_places();
        let mut calls = Vec::new();
        if !components_only {
            self.read_operations(root);
            self.make_pages_of_places();
            calls = self.calls(root);
        }
        if self.pages.is_empty() {
            let of_operations = if components_only { "" } else { ", and none in its operations" };
            let schemas = self.specification.prefix.trim_matches(['#', '/']).replace('/', ".");
            self.problems.error(
                "no-schemas",
                Location::new(self.file, root.range.start..root.range.start),
                format!("the document has no schemas in `{schemas}`{of_operations}"),
                "give a document that describes its models",
            );
        }
        // The page of an inline object comes after that of the model in which it is written.
        self.pages.sort_by_key(|page| (page.location.file, page.location.start));
        ReadDocument { pages: self.pages, uses: self.uses, operations: self.operations, calls }
    }

    /// The schemas with a name. What is in another file has the name by which the first document refers to it.
    fn names_with_schemas(&mut self) -> Vec<(Spanned<&'a str>, &'a Node)> {
        let mut names = std::mem::take(&mut self.names);
        for (name, schema) in &mut names {
            if let Some(target) = self.elsewhere(schema)
                && !self.inline.contains_key(&target.range.start)
            {
                self.inline.insert(target.range.start, name.value.to_owned());
                self.unions.insert(target.range.start, name.value.to_owned());
                self.schemas.insert(name.value, target);
                *schema = target;
            }
        }
        names
    }

    fn body(&mut self, name: &str, schema: &'a Node) -> Body {
        if self.is_model(schema) {
            return Body::Rows(self.rows(name, schema));
        }
        let described = match self.content(schema, name) {
            Content::Type(described) => described,
            Content::Alternatives(several) => match self.union(&several, name) {
                Ok(described) => described,
                Err(union) => return Body::Union(union),
            },
        };
        match described {
            Described { ty: RawType::Text, values: Some(values) } => Body::Values(values),
            Described { ty: RawType::Integer, values: Some(values) } => Body::Integers(values),
            Described { ty, values: None } => Body::Alias(ty),
            Described { ty, values: Some(values) } => {
                // The items of a list have no property that their enum could be named after.
                let body = body_of_values(ty.innermost(), values);
                let inner = self.inline_page(format!("{name}Inner"), schema, |_, _| body);
                Body::Alias(ty.with_innermost(RawType::Ref(inner)))
            }
        }
    }

    /// The page of a schema that has no name, made once.
    fn inline_page(
        &mut self,
        wanted: String,
        schema: &'a Node,
        body: impl FnOnce(&mut Self, &str) -> Body,
    ) -> String {
        let place = schema.range.start;
        if let Some(name) = self.inline.get(&place) {
            return name.clone();
        }
        let name = self.free_name(wanted);
        self.inline.insert(place, name.clone());
        let body = body(self, &name);
        self.push_page(name.clone(), schema, body);
        name
    }

    /// Adds the page of what is written within something else.
    fn push_page(&mut self, name: String, schema: &Node, body: Body) {
        let location = self.at(schema);
        self.pages.push(Page {
            description: description(schema, &name),
            marks: marks(schema),
            name: Spanned { value: name, location: Location { end: location.start, ..location } },
            body,
            location,
        });
    }

    fn free_name(&mut self, wanted: String) -> String {
        free_name(&mut self.taken, wanted)
    }

    fn at(&self, node: &Node) -> Location {
        self.documents.location(&node.range, self.file)
    }

    fn note(&mut self, rule: &'static str, node: &Node, message: String, remedy: &str) {
        let location = Some(self.at(node));
        let remedy = remedy.to_owned();
        self.problems.push(Problem {
            severity: Severity::Note,
            rule,
            location,
            second: None,
            message,
            remedy,
        });
    }
}

/// A name that is not taken yet; it is from now on.
fn free_name(taken: &mut HashSet<String>, wanted: String) -> String {
    let mut name = wanted.clone();
    let mut number = 1;
    while !taken.insert(name.clone()) {
        number += 1;
        name = format!("{wanted}{number}");
    }
    name
}

/// The page of an enum that is of this type.
fn body_of_values(ty: &RawType, values: Vec<RawValue>) -> Body {
    if *ty == RawType::Integer { Body::Integers(values) } else { Body::Values(values) }
}

/// What a schema says about itself; its title where it has no description and the title is not just its name.
fn description(schema: &Node, name: &str) -> String {
    let text = |key| schema.get(key).and_then(Node::text).map(str::trim).filter(|text| !text.is_empty());
    match (text("description"), text("title")) {
        (Some(description), _) => description.to_owned(),
        (None, Some(title)) if title != name => title.to_owned(),
        (None, _) => String::new(),
    }
}

/// What a schema says of its model as a whole.
fn marks(schema: &Node) -> Marks {
    let forbids = |key| schema.get(key).is_some_and(|node| node.value == Value::Bool(false));
    Marks {
        closed: forbids("additionalProperties") || forbids("unevaluatedProperties"),
        deprecated: flag(schema, "deprecated"),
    }
}

/// The key of a flag that is set.
fn flag(schema: &Node, key: &str) -> bool {
    schema.get(key).is_some_and(Node::is_true)
}

/// A value that must be a map to be a schema; `true` and `{}` are schemas that allow everything.
fn is_schema(node: &Node) -> bool {
    matches!(node.value, Value::Map(_) | Value::Bool(_))
}
