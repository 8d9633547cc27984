//! What documentation says, with positions and not yet resolved: pages, and the rows of their property tables.
//!
//! Every kind of source (Markdown pages, an OpenAPI document) is read into the same [`Page`]s; what differs between them ends there.

use std::collections::HashSet;

use crate::dialect::Choice;
use crate::documented_type::RawType;
use crate::location::{Files, Location};
use crate::operation::Operation;

/// A piece of text and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The text, decoded.
    pub value: T,
    /// Where it is.
    pub location: Location,
}

/// What a source holds.
#[derive(Debug, Default, Clone)]
pub struct Input {
    /// The files that were read.
    pub files: Files,
    /// One per model, in the order of the names of their files, then of their position.
    pub pages: Vec<Page>,
    /// The release that the input says it belongs to: a page's footer, or `info.version`.
    pub release: Option<String>,
    /// Text on pages that is neither a table nor a description, and was not read.
    pub skipped: Vec<Location>,
    /// How many more such texts there are, where the source is a folder of documentation as it is.
    pub texts: usize,
    /// Pages that document no model, and were passed over.
    pub passed_over: Vec<PassedOver>,
    /// What an OpenAPI document says of itself; `None` where the source is not one.
    pub document: Option<FoundDocument>,
    /// What operations send and receive.
    pub uses: Vec<Use>,
    /// The operations of an OpenAPI document.
    pub operations: Vec<Operation<String>>,
    /// How the dialect of the pages was found; `None` where the source is not made of pages.
    pub dialect: Option<FoundDialect>,
}

/// What an OpenAPI document says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundDocument {
    /// The version of the specification, such as `OpenAPI 3.0.3` or `Swagger 2.0`.
    pub version: String,
    /// How many operations it has, webhooks and callbacks among them.
    pub operations: usize,
    /// How many files it is made of.
    pub files: usize,
}

/// What an operation sends or receives.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Use {
    /// The documented name.
    pub name: String,
    /// Where it is.
    pub direction: Direction,
}

/// Where a model travels, from the view of a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// In what it sends.
    Request,
    /// In what it receives, webhooks and callbacks among it.
    Response,
    /// In both.
    Both,
}

impl Direction {
    /// Both, where they differ.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        if self == other { self } else { Self::Both }
    }

    /// Whether it is in what a client sends.
    #[must_use]
    pub fn is_sent(self) -> bool {
        self != Self::Response
    }

    /// Whether it is in what a client receives.
    #[must_use]
    pub fn is_received(self) -> bool {
        self != Self::Request
    }
}

/// A page that documents no model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassedOver {
    /// Why, in a few words: `it describes operations`.
    pub reason: &'static str,
    /// The page.
    pub location: Location,
}

/// The dialect in which pages were read.
#[derive(Debug, Clone)]
pub struct FoundDialect {
    /// Its name.
    pub name: String,
    /// What writes such pages.
    pub title: String,
    /// The vote that chose it; `None` where the overlay says it.
    pub vote: Option<Choice>,
}

/// The documentation of one model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The model's documented name.
    pub name: Spanned<String>,
    /// What the model is, as Markdown; often empty.
    pub description: String,
    /// A model, or an enum with a page of its own.
    pub body: Body,
    /// What is said of the model as a whole.
    pub marks: Marks,
    /// The whole page.
    pub location: Location,
}

/// What is said of a model as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marks {
    /// It has no other keys than those of its properties (OpenAPI: `additionalProperties: false`).
    pub closed: bool,
    /// It should no longer be used.
    pub deprecated: bool,
}

/// What a page documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// A model: one row for each property.
    Rows(Vec<Row>),
    /// An enum of texts with a name of its own (OpenAPI: a schema with `enum`).
    Values(Vec<RawValue>),
    /// The same of integers of 64 bits.
    Integers(Vec<RawValue>),
    /// Another name for a type (OpenAPI: a schema that is a string, an array, …).
    Alias(RawType),
    /// Several alternatives (OpenAPI: a schema with `oneOf` or `anyOf`).
    Union(RawUnion),
    /// The documentation does not say what it is (a page whose table has no rows).
    Unknown,
}

impl Body {
    /// Shows each type that is named here.
    pub fn each_type(&self, show: &mut impl FnMut(&RawType)) {
        match self {
            Self::Rows(rows) => rows.iter().for_each(|row| show(&row.ty.value)),
            Self::Alias(ty) => show(ty),
            Self::Union(union) => union.alternatives.iter().for_each(|it| show(&it.ty)),
            Self::Values(_) | Self::Integers(_) | Self::Unknown => {}
        }
    }
}

/// Documented alternatives, of which a value is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawUnion {
    /// The alternatives, in documented order.
    pub alternatives: Vec<RawAlternative>,
    /// What the documentation itself says of how they are told apart.
    pub discriminator: Option<Discriminator>,
    /// The pages of alternatives that have no name of their own; nobody wants them where the alternatives cannot be told apart.
    pub own_pages: Vec<String>,
}

/// One of several alternatives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawAlternative {
    /// What it is.
    pub ty: RawType,
    /// What tells an object of this alternative from those of others; `None` while nobody has asked, and where its JSON type does.
    pub test: Option<Test>,
    /// Where it is.
    pub location: Location,
}

/// What tells an object of one alternative from those of others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Test {
    /// A JSON key that the object has.
    pub key: String,
    /// The values of that key that tell it: texts as they are, numbers and booleans as JSON text. None where the key alone does.
    pub values: Vec<String>,
}

/// A property whose value names the alternative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Discriminator {
    /// The JSON key.
    pub key: String,
    /// Values, and the documented name of the alternative that each is for. Without any, the documented names themselves are the values.
    pub mapping: Vec<(String, String)>,
}

/// One row of a property table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The documented name.
    pub name: Spanned<String>,
    /// The wire name, where the input states it (OpenAPI does, Markdown pages of Python SDKs do not).
    pub wire: Option<String>,
    /// The documented name without what its dialect writes around reserved words, and in lower case at its beginning where the dialect
    /// writes a capital; `None` where that is the documented name itself.
    pub spelled: Option<String>,
    /// The page changes the case of names, so that the name on the wire may be another one.
    pub wire_is_guess: bool,
    /// The type, and its text as documented.
    pub ty: Spanned<RawType>,
    /// The documented text of the type, such as `list[str]`.
    pub type_text: String,
    /// What the property holds, as Markdown; may be empty.
    pub description: String,
    /// Whether the row says that the property is required, or that it is not; `None` where it says neither.
    pub required: Option<bool>,
    /// The row says that the property is read-only.
    pub read_only: bool,
    /// The row says that the property is deprecated.
    pub deprecated: bool,
    /// The row says that the property is in no response.
    pub write_only: bool,
    /// The row says that `null` is a value of the property.
    pub nullable: bool,
    /// What the row says of the innermost item of the type beyond it, in the words of OpenAPI's `format`: `int32`, `uuid`, `binary`.
    pub format: Option<String>,
    /// The value that the property has where it is left out, as documented.
    pub default: Option<String>,
    /// What values must be beyond their type: keywords of JSON Schema such as `maxLength`, `items.` before those of the items, each with
    /// its value as JSON, in the order of their names.
    pub constraints: Vec<(String, String)>,
    /// Values of an enum that the input states in a form made for it (OpenAPI's `enum`), never guessed from prose. They are of
    /// the property's type, or of the innermost item of a list or map: a text or an integer.
    pub values: Option<Vec<RawValue>>,
    /// The one number or boolean that the property always is, as JSON text.
    pub fixed: Option<String>,
    /// The row says what the values of all other keys are, and is not a property. Its type is a map.
    pub additional: bool,
    /// The whole row.
    pub location: Location,
}

/// One documented value of an enum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawValue {
    /// The text on the wire, or the digits of an integer.
    pub wire: String,
    /// The name that the input gives it beside the value (`x-enum-varnames`).
    pub name: Option<String>,
    /// What the value means; may be empty.
    pub description: String,
    /// Where it is.
    pub location: Location,
}

impl RawValue {
    /// A value of which no more is known.
    pub(crate) fn bare(wire: String, location: Location) -> Self {
        Self { wire, name: None, description: String::new(), location }
    }

    /// Whether all are integers of 64 bits, each written as it is printed.
    pub(crate) fn are_integers(values: &[Self]) -> bool {
        values.iter().all(|value| value.wire.parse::<i64>().is_ok_and(|it| it.to_string() == value.wire))
    }

    /// The values of several enums, each once.
    pub(crate) fn each_once(values: impl IntoIterator<Item = Self>) -> Vec<Self> {
        let mut seen = HashSet::new();
        values.into_iter().filter(|value| seen.insert(value.wire.clone())).collect()
    }
}
