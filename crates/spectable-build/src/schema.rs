//! The resolved models of a source: the intermediate representation that every output is made from.

mod addition;
mod direction;
pub mod graph;
mod nesting;

use std::collections::BTreeMap;

use crate::location::{Files, Location};
use crate::operation::Operation;
use crate::types;

pub use self::addition::{Addition, Fact};
pub use crate::documented::{Direction, Marks, Test};

/// The resolved models of a source.
///
/// Models and enums are keyed by documented name and so have one order, which the order of the files does not change.
#[derive(Debug, Default, Clone)]
pub struct Schema {
    /// The files that the locations point into.
    pub files: Files,
    /// The release that the source says it belongs to.
    pub release: Option<String>,
    /// The models by documented name.
    pub models: BTreeMap<String, Model>,
    /// The enums by Rust name (an enum of a property has no documented name).
    pub enums: BTreeMap<String, Enum>,
    /// The unions by documented name.
    pub unions: BTreeMap<String, Union>,
    /// The operations, in documented order; empty where the source does not describe any, as a lock.
    pub operations: Vec<Operation<Target>>,
    /// What other sources than the first added; empty where there is one.
    pub additions: Vec<Addition>,
}

impl Schema {
    /// The model of a documented name, or where there is none, of a Rust name.
    pub fn model_named(&self, name: &str) -> Option<&Model> {
        self.models.get(name).or_else(|| self.models.values().find(|it| it.rust_name == name))
    }

    /// The model or union of a documented name, or where there is none, of a Rust name.
    pub fn target_named(&self, name: &str) -> Option<Target> {
        if self.models.contains_key(name) {
            return Some(Target::Model(name.to_owned()));
        }
        if self.unions.contains_key(name) {
            return Some(Target::Union(name.to_owned()));
        }
        let union = || self.unions.values().find(|it| it.rust_name == name);
        match self.model_named(name) {
            Some(model) => Some(Target::Model(model.name.clone())),
            None => union().map(|it| Target::Union(it.name.clone())),
        }
    }
}

/// One model.
#[derive(Debug, Clone)]
pub struct Model {
    /// The documented name.
    pub name: String,
    /// The Rust name, unique over models and enums.
    pub rust_name: String,
    /// What the model is, as Markdown; may be empty.
    pub description: String,
    /// Its properties, in documented order.
    pub properties: Vec<Property>,
    /// Where it travels, as far as the documentation of operations says.
    pub direction: Option<Direction>,
    /// What is said of it as a whole.
    pub marks: Marks,
    /// The page.
    pub location: Location,
}

/// One property of a model.
#[derive(Debug, Clone)]
pub struct Property {
    /// The documented name.
    pub name: String,
    /// The JSON key.
    pub wire_name: String,
    /// The Rust field, an identifier that needs no `r#`.
    pub rust_name: String,
    /// The resolved type.
    pub ty: Type,
    /// The type as the page prints it, such as `list[User]`.
    pub type_text: String,
    /// What it holds, as Markdown; may be empty.
    pub description: String,
    /// Requests must carry it.
    pub required: bool,
    /// Requests may not carry it.
    pub read_only: bool,
    /// It should no longer be used.
    pub deprecated: bool,
    /// Responses do not carry it.
    pub write_only: bool,
    /// `null` is a value of it.
    pub nullable: bool,
    /// What the documentation says of the innermost item of its type beyond the type, in the words of OpenAPI's `format`: `int32`,
    /// `uuid`, `binary`.
    pub format: Option<String>,
    /// The value that it has where it is left out, as JSON: `10`, `"asc"`.
    pub default: Option<String>,
    /// What its values must be beyond their type: keywords of JSON Schema such as `maxLength`, `items.` before those of the items, each with
    /// its value as JSON, in the order of their names.
    pub constraints: Vec<(String, String)>,
    /// It is the map of all keys that no other property has. Its own name is none on the wire.
    pub additional: bool,
    /// The row.
    pub location: Location,
}

/// The type of a property, or of the items of a list or map.
pub type Type = types::Type<Target>;

/// What a resolved type refers to.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Target {
    /// An open enum, by the key of [`Schema::enums`].
    Enum(String),
    /// A model, by the key of [`Schema::models`].
    Model(String),
    /// A union, by the key of [`Schema::unions`].
    Union(String),
}

/// One open enum.
#[derive(Debug, Clone)]
pub struct Enum {
    /// The Rust name, unique over models and enums.
    pub rust_name: String,
    /// What it is, as Markdown; may be empty.
    pub description: String,
    /// Its values are integers of 64 bits, and not texts.
    pub integers: bool,
    /// The known values, in documented order.
    pub values: Vec<EnumValue>,
    /// What states the values: a page, or an overlay entry.
    pub location: Location,
}

/// One known value of an open enum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnumValue {
    /// The text on the wire, or the digits of an integer.
    pub wire: String,
    /// The Rust variant.
    pub variant: String,
    /// What it means; may be empty.
    pub description: String,
}

/// Documented alternatives that can be told apart.
#[derive(Debug, Clone)]
pub struct Union {
    /// The documented name.
    pub name: String,
    /// The Rust name, unique over models, enums and unions.
    pub rust_name: String,
    /// What it is, as Markdown; may be empty.
    pub description: String,
    /// The alternatives, in documented order.
    pub alternatives: Vec<Alternative>,
    /// The page.
    pub location: Location,
}

/// One alternative of a union.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alternative {
    /// The Rust variant.
    pub variant: String,
    /// What it is.
    pub ty: Type,
    /// What tells an object of this alternative from those of others; `None` where its JSON type does, or it is any other object.
    pub test: Option<Test>,
}
