//! What a schema has from other sources than the first: one fact each, and where it stands.

use crate::location::Location;

/// A fact that a later source added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addition {
    /// The documented name of the model that has it.
    pub model: String,
    /// The documented name of the property that has it; `None` where it is a fact about the model.
    pub property: Option<String>,
    /// What was added.
    pub fact: Fact,
    /// The file that states it: its path in the project, or its name where it is not in the project.
    pub file: String,
    /// Where it is stated.
    pub location: Location,
}

/// What can be added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fact {
    /// A whole model.
    Model,
    /// A whole property.
    Property,
    /// What a property, or a name, is.
    Type,
    /// The name on the wire.
    WireName,
    /// What it means.
    Description,
    /// Whether requests must carry it.
    Required,
    /// That requests may not carry it.
    ReadOnly,
    /// That responses do not carry it.
    WriteOnly,
    /// That it should no longer be used.
    Deprecated,
    /// That it may be null.
    Nullable,
    /// What its values look like, beyond the type.
    Format,
    /// The value that it has where it is left out.
    Default,
    /// The values of an enum.
    Values,
}

impl Fact {
    /// Every fact.
    pub const ALL: [Self; 13] = [
        Self::Model,
        Self::Property,
        Self::Type,
        Self::WireName,
        Self::Description,
        Self::Required,
        Self::ReadOnly,
        Self::WriteOnly,
        Self::Deprecated,
        Self::Nullable,
        Self::Format,
        Self::Default,
        Self::Values,
    ];

    /// The word for it in a lock and in reports.
    pub fn word(self) -> &'static str {
        match self {
            Self::Model => "model",
            Self::Property => "property",
            Self::Type => "type",
            Self::WireName => "wire_name",
            Self::Description => "description",
            Self::Required => "required",
            Self::ReadOnly => "read_only",
            Self::WriteOnly => "write_only",
            Self::Deprecated => "deprecated",
            Self::Nullable => "nullable",
            Self::Format => "format",
            Self::Default => "default",
            Self::Values => "values",
        }
    }

    /// By its word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fact| fact.word() == word)
    }
}
