//! The overlay, `spectable.toml`: the facts that pages leave out, each with its reason.
//!
//! ```toml
//! release = "257.1.0"             # where the pages do not say it
//! style = "table"                 # or "derive": what the models become; table without it
//! wire-names = "camelCase"        # or "snake_case", "PascalCase", "as-documented"; the dialect's own rule without it
//! integers = "documented"         # i32 where the documentation says int32; i64 without it
//! tolerant = true                 # what contradicts the documentation is kept, and no error; or a list of models
//! dialect = "python"              # where the pages do not show it; or [dialect], to describe one
//!
//! [[wire-name]]                   # without `model`: wherever a property of this name occurs
//! model = "JsonSchemaDocument"
//! property = "schema"
//! wire = "$schema"
//! reason = "the key of JSON Schema"
//!
//! [[enum]]                        # of a text, or of the texts in a list or map
//! model = "CallHistoryParticipant"
//! property = "direction"
//! values = ["inbound", "outbound"]   # or: values-from = "prose"
//! reason = "pages carry no enum values"
//!
//! [[type]]                        # a name without a page, or with an empty one
//! name = "LocalDateTime"
//! is = "str"
//! reason = "a date-time without an offset"
//!
//! [[type]]                        # a property whose documented type is wrong, or any value
//! model = "Report"
//! property = "rows"
//! is = "list[list[str]]"
//! reason = "the page says `object`"
//!
//! [[union]]
//! name = "Payment"
//! key = "method"
//! values = { card = "CardPayment", bank = "BankPayment" }
//! reason = "the guide says it"
//!
//! [[rust-name]]                   # of a property, or without `property` of a model
//! model = "Report"
//! property = "x-y"
//! name = "x_and_y"
//! reason = "`x_y` is another property"
//!
//! [[direction]]                   # where a model and all that is in it travel
//! model = "ReportRequest"
//! is = "request"                  # or "response", "both"
//! reason = "the guide says it"
//!
//! [[source]]                      # what the pages leave out, from other pages or a document
//! path = "java"                   # in the folder of the overlay
//! adds = "facts"                  # or "all": models and properties as well
//! reason = "the Java pages list the values of enums"
//!
//! [groups]                        # a Cargo feature each: the models from which it is reached
//! call-history = ["CallHistoryConversation"]
//!
//! [drift]                         # how much the findings of a rule weigh, and when `spectable check` fails
//! description-changed = "allow"
//! fail-on = "minor"
//!
//! [[waiver]]                      # a finding that is known; or with `rule`, `model`, `property`: several
//! fingerprint = "0123456789abcdef"
//! reason = "announced by upstream"
//! until = "2027-01-01"
//! ```

mod drift;
mod read;
mod tolerant;
mod wire_names;

use std::collections::BTreeMap;

use crate::dialect::Dialect;
use crate::documented::{Direction, Spanned};
use crate::documented_type::RawType;
use crate::location::{Files, Location};
use crate::names::WireNameRule;
use crate::problem::{Problems, Severity};
use crate::style::Style;

pub use self::drift::{Drift, FailOn, RuleSeverity, SeverityEntry, Waived, Waiver};
pub use self::tolerant::Tolerant;
pub(crate) use self::wire_names::{WireNames, by_rule};

/// The name of the overlay in the folder of pages.
pub const FILE_NAME: &str = "spectable.toml";

/// What an overlay says.
#[derive(Debug, Default, Clone)]
pub struct Overlay {
    /// Whose it is: how much an entry weighs that says nothing.
    pub owner: Owner,
    /// The release, where pages do not say it.
    pub release: Option<Spanned<String>>,
    /// The style of the generated code, where nothing else says it.
    pub style: Option<Style>,
    /// How a documented name becomes a wire name; `None` where the dialect of the pages decides.
    pub wire_name_rule: Option<WireNameRule>,
    /// Which Rust types whole numbers have.
    pub integers: Integers,
    /// Which models are always read tolerantly.
    pub tolerant: Tolerant,
    /// Of a document the named schemas only, without those that are written in operations.
    pub components_only: bool,
    /// The dialect of the pages, where the overlay names or describes it.
    pub dialect: Option<Dialect>,
    /// Wire names that the rule gets wrong.
    pub wire_names: Vec<WireName>,
    /// Values of enums.
    pub enums: Vec<EnumValues>,
    /// What names without a page are.
    pub types: Vec<TypeOf>,
    /// What properties are, whatever their pages say.
    pub property_types: Vec<TypeOfProperty>,
    /// How alternatives are told apart.
    pub unions: Vec<UnionEntry>,
    /// Rust names of models and properties.
    pub rust_names: Vec<RustName>,
    /// Where models travel, whose operations no page describes.
    pub directions: Vec<DirectionEntry>,
    /// Root models by the name of their group.
    pub groups: BTreeMap<String, Vec<Spanned<String>>>,
    /// Sources that are laid under the pages.
    pub sources: Vec<SourceEntry>,
    /// How much findings weigh.
    pub drift: Drift,
    /// Findings that are known.
    pub waivers: Vec<Waiver>,
}

/// Whose an overlay is. An entry that matches nothing, or repeats the page, is stale where the overlay belongs to the pages, and
/// harmless where it was made for others.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// It is in the folder of these pages, and for no others. An entry for a model that they do not have is an error.
    Ours,
    /// It was given for these pages, and may be for more than them: another release, or a whole API in which they are a part. An entry for
    /// a model that they do not have is worth a note; one that a page contradicts is an error.
    #[default]
    Shared,
    /// It was made for other pages than these. What it says without effect is worth a note.
    Foreign,
}

impl Owner {
    /// How much an entry weighs whose model is not there.
    pub(crate) fn of_absent(self) -> Severity {
        if self == Self::Ours { Severity::Error } else { Severity::Note }
    }

    /// How much an entry weighs that has no effect on the model that it names.
    pub(crate) fn of_useless(self) -> Severity {
        if self == Self::Foreign { Severity::Note } else { Severity::Error }
    }
}

/// Which Rust types whole numbers have.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum Integers {
    /// `i64`, whatever is documented but `uint64`: a number that grows out of its documented width is read all the same.
    #[default]
    Wide,
    /// Those of the documented width: `i32` for `int32`. A number that does not fit is an error.
    Documented,
}

/// The wire name of a property.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WireName {
    /// The model; without one, every model that has the property.
    pub model: Option<String>,
    /// The documented name of the property.
    pub property: String,
    /// The JSON key.
    pub wire: String,
    /// Why.
    pub reason: String,
    /// The entry.
    pub location: Location,
}

/// The values of an enum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnumValues {
    /// The documented name of the model.
    pub model: String,
    /// The documented name of the property; without one, the page of this name is an enum.
    pub property: Option<String>,
    /// The values, or where they are.
    pub values: Values,
    /// Why.
    pub reason: String,
    /// The entry.
    pub location: Location,
}

/// Where the values of an enum come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Values {
    /// From the overlay itself.
    Listed(Vec<Spanned<String>>),
    /// From a list in the property's description.
    Prose,
}

/// What a name without a page is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeOf {
    /// The name, as pages print it.
    pub name: String,
    /// The type that it means.
    pub is: RawType,
    /// Why.
    pub reason: String,
    /// The entry.
    pub location: Location,
}

/// What a property is, whatever its page says.
#[derive(Debug, Clone)]
pub struct TypeOfProperty {
    /// The documented name of the model.
    pub model: String,
    /// The documented name of the property.
    pub property: String,
    /// The type that it has.
    pub is: RawType,
    /// Why.
    pub reason: String,
    /// The entry.
    pub location: Location,
}

/// How the alternatives of a name are told apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnionEntry {
    /// The documented name of what is one of several alternatives.
    pub name: String,
    /// The JSON key whose value tells.
    pub key: String,
    /// Values of that key, and the documented name of the alternative that each is for.
    pub values: Vec<(String, Spanned<String>)>,
    /// Why.
    pub reason: String,
    /// The entry.
    pub location: Location,
}

/// A source that adds what the pages leave out.
#[derive(Debug, Clone)]
pub struct SourceEntry {
    /// Where it is, from the folder of the overlay, with `/`.
    pub path: Spanned<String>,
    /// What it adds.
    pub adds: Adds,
    /// The dialect of its pages, where they do not show it.
    pub dialect: Option<Dialect>,
    /// How a documented name of it becomes a wire name; `None` where the dialect of its pages decides.
    pub wire_name_rule: Option<WireNameRule>,
    /// Why.
    pub reason: String,
    /// The entry.
    pub location: Location,
}

/// What a later source adds to the earlier ones.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum Adds {
    /// Everything that the earlier ones leave out: facts, properties and models.
    #[default]
    All,
    /// Facts about the properties and models of the earlier ones.
    Facts,
}

impl Adds {
    /// By its name in an overlay or on a command line.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "all" => Some(Self::All),
            "facts" => Some(Self::Facts),
            _ => None,
        }
    }
}

/// Where a model travels, and all that is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DirectionEntry {
    /// The documented name of the model, or of what is one of several alternatives.
    pub model: String,
    /// Where it travels.
    pub is: Direction,
    /// Why.
    pub reason: String,
    /// The entry.
    pub location: Location,
}

/// The Rust name of a model or property.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RustName {
    /// The documented name of the model.
    pub model: String,
    /// The documented name of the property; without one, the model itself is named.
    pub property: Option<String>,
    /// The Rust name.
    pub name: String,
    /// Why.
    pub reason: String,
    /// The entry.
    pub location: Location,
}

impl Overlay {
    /// Reads an overlay. Its text is added to `files`, so that problems can point into it.
    ///
    /// What cannot be read is noted in `problems`; the rest of the overlay is given back all the same.
    pub fn parse(name: &str, text: &str, files: &mut Files, problems: &mut Problems) -> Self {
        let file = files.add(name, text);
        read::read(text, file, problems)
    }
}
