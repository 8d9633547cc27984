//! The specification that a document follows: which version it is of, and where its named schemas are.

use super::document::{Node, Value};
use super::members::pascal;
use super::reference::name_of_file;
use super::types::says_what_it_is;
use crate::location::{FileId, Location};
use crate::problem::Problems;

/// What a document is.
#[derive(Debug, Clone)]
pub(super) struct Specification<'a> {
    /// In words, such as `OpenAPI 3.0.3`.
    pub(super) version: String,
    /// Where references to named schemas begin.
    pub(super) prefix: &'static str,
    /// What the whole document is, where that is a schema itself (JSON Schema).
    pub(super) whole: Option<Whole<'a>>,
}

/// A document that is a schema itself.
#[derive(Debug, Clone)]
pub(super) struct Whole<'a> {
    /// Its title, or the name of its file.
    pub(super) name: String,
    /// The address that it says it has: references to it lead to this document.
    pub(super) id: Option<&'a str>,
    /// Whether it says what a value is, besides the schemas that it holds.
    pub(super) is_model: bool,
}

impl<'a> Specification<'a> {
    /// What a document says that it is. What is none of them is noted.
    pub(super) fn of(root: &'a Node, file_name: &str, file: FileId, problems: &mut Problems) -> Option<Self> {
        let location = Location::new(file, root.range.start..root.range.start);
        let version = |key| root.get(key).and_then(Node::scalar);
        let known = |name: &str, version: &str, prefix| {
            Some(Self { version: format!("{name} {version}"), prefix, whole: None })
        };
        match (version("swagger"), version("openapi")) {
            (Some(version), _) if version.starts_with("2.") || version == "2" => {
                known("Swagger", version, "#/definitions/")
            }
            (_, Some(version)) if version.starts_with("3.") => {
                known("OpenAPI", version, "#/components/schemas/")
            }
            (Some(version), _) | (_, Some(version)) => {
                problems.error(
                    "openapi-version",
                    location,
                    format!("the document says that it is of version {version}"),
                    "give a document of Swagger 2.0, OpenAPI 3.0, 3.1 or 3.2",
                );
                None
            }
            (None, None) if is_json_schema(root) => Some(Self::of_json_schema(root, file_name)),
            (None, None) => {
                problems.error(
                    "not-openapi",
                    location,
                    "the document has none of `swagger`, `openapi`, `$schema` and `$defs`",
                    "give an OpenAPI document, a JSON Schema, or Markdown pages",
                );
                None
            }
        }
    }

    fn of_json_schema(root: &'a Node, file_name: &str) -> Self {
        let text = |key| root.get(key).and_then(Node::text);
        let named_by_title = text("title").map(pascal).filter(|name| !name.is_empty());
        let prefix = if root.get("$defs").is_some() { "#/$defs/" } else { "#/definitions/" };
        let id = text("$id").or_else(|| text("id")).map(|id| id.trim_end_matches('#'));
        let whole = Whole {
            name: named_by_title.unwrap_or_else(|| name_of_file(file_name)),
            id: id.filter(|id| !id.is_empty()),
            is_model: says_what_it_is(root) && root.get("$ref").is_none(),
        };
        Self { version: version_of_json_schema(text("$schema")), prefix, whole: Some(whole) }
    }

    /// The named schemas of a document.
    pub(super) fn schemas(&self, root: &'a Node) -> Option<&'a Node> {
        let mut path = self.prefix.trim_matches(['#', '/']).split('/');
        path.try_fold(root, |node, key| node.get(key))
    }
}

/// Whether a document is a JSON Schema: it says so, or holds schemas, or is the schema of an object.
fn is_json_schema(root: &Node) -> bool {
    let is_map = |key| matches!(root.get(key), Some(Node { value: Value::Map(_), .. }));
    root.get("$schema").and_then(Node::text).is_some_and(|it| it.contains("json-schema.org"))
        || is_map("$defs")
        || is_map("definitions")
        || is_map("properties") && root.get("type").and_then(Node::text) == Some("object")
}

/// `JSON Schema 2020-12` of `https://json-schema.org/draft/2020-12/schema`.
fn version_of_json_schema(dialect: Option<&str>) -> String {
    let version = dialect.and_then(|it| it.split_once("json-schema.org/")).map(|(_, rest)| rest);
    let version = version.and_then(|rest| rest.trim_end_matches('#').strip_suffix("/schema"));
    match version.map(|it| it.strip_prefix("draft/").unwrap_or(it)).filter(|it| !it.is_empty()) {
        Some(version) => format!("JSON Schema {version}"),
        None => "JSON Schema".to_owned(),
    }
}
