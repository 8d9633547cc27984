//! A deviation between the traffic and its documentation.

use std::fmt;

use crate::place::Place;

/// A kind of deviation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A record is not JSON, or too long.
    Unreadable,
    /// A value is of another kind than the documented one.
    WrongKind,
    /// A text is written in a way that the documented type does not have.
    WrongFormat,
    /// A value is null, which is not documented.
    UnexpectedNull,
    /// A value is none of the documented alternatives.
    NoAlternative,
    /// A key occurs twice in one object.
    RepeatedKey,
    /// A key is not documented.
    UnknownKey,
    /// A value of an enum is not documented.
    UnknownValue,
    /// A required property is missing.
    MissingRequired,
    /// An operation has a body that is not documented.
    UndocumentedBody,
    /// Requests are for no documented operation.
    NoOperation,
    /// A documented property is never there.
    NeverSeen,
}

/// How much a kind of deviation weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// The models cannot read it, or what it says is lost.
    Error,
    /// The documentation lacks something, or says what is not so.
    Warning,
    /// Worth knowing.
    Note,
}

impl Weight {
    /// Its word in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

impl Kind {
    /// Every kind, the most serious first.
    pub const ALL: [Self; 12] = [
        Self::Unreadable,
        Self::WrongKind,
        Self::WrongFormat,
        Self::UnexpectedNull,
        Self::NoAlternative,
        Self::RepeatedKey,
        Self::UnknownKey,
        Self::UnknownValue,
        Self::MissingRequired,
        Self::UndocumentedBody,
        Self::NoOperation,
        Self::NeverSeen,
    ];

    /// Its name, which never changes.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::WrongKind => "wrong-kind",
            Self::WrongFormat => "wrong-format",
            Self::UnexpectedNull => "unexpected-null",
            Self::NoAlternative => "no-alternative",
            Self::RepeatedKey => "repeated-key",
            Self::UnknownKey => "unknown-key",
            Self::UnknownValue => "unknown-value",
            Self::MissingRequired => "missing-required",
            Self::UndocumentedBody => "undocumented-body",
            Self::NoOperation => "no-operation",
            Self::NeverSeen => "never-seen",
        }
    }

    /// What it is, in a few words.
    pub const fn about(self) -> &'static str {
        match self {
            Self::Unreadable => "a record is not JSON, or too long",
            Self::WrongKind => "a value is of another kind than the documented one",
            Self::WrongFormat => "a date or date-time is written as the models do not read it",
            Self::UnexpectedNull => "a value is null, which is not documented",
            Self::NoAlternative => "a value is none of the documented alternatives",
            Self::RepeatedKey => "a key occurs twice in one object",
            Self::UnknownKey => "a key is not documented",
            Self::UnknownValue => "a value of an enum is not documented",
            Self::MissingRequired => "a required property is missing",
            Self::UndocumentedBody => "an operation has a body that is not documented",
            Self::NoOperation => "requests are for no documented operation",
            Self::NeverSeen => "a documented property is never there, although its model is",
        }
    }

    /// The kind of this name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }

    /// Whether it makes the command fail where nobody says otherwise. What a recording does not have may come all the same, and a browser
    /// records requests to other servers.
    pub const fn fails_by_default(self) -> bool {
        !matches!(self, Self::NeverSeen | Self::NoOperation)
    }

    /// How much it weighs.
    pub const fn weight(self) -> Weight {
        match self {
            Self::Unreadable
            | Self::WrongKind
            | Self::WrongFormat
            | Self::UnexpectedNull
            | Self::NoAlternative
            | Self::RepeatedKey => Weight::Error,
            Self::UnknownKey | Self::UnknownValue | Self::MissingRequired | Self::UndocumentedBody => {
                Weight::Warning
            }
            Self::NoOperation | Self::NeverSeen => Weight::Note,
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// One deviation, wherever it occurs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Its kind.
    pub kind: Kind,
    /// The documented name of the model; `None` where it is not about one.
    pub model: Option<String>,
    /// The documented name of the property; `None` where it is not about one.
    pub property: Option<String>,
    /// What it is about, by model and wire name: `Participant.tags[]`; empty where it is about no part of a model.
    pub path: String,
    /// The documented type, as pages of Python spell it.
    pub documented: Option<String>,
    /// What came in its place: a type, a form, or the shape of a value.
    pub came: Option<String>,
    /// How often.
    pub count: u64,
    /// Of how many objects, values or requests.
    pub of: u64,
    /// What there is to say, in one sentence; names are between backticks.
    pub message: String,
    /// What may be the reason; may be empty.
    pub hint: String,
    /// Where it is first.
    pub example: Option<Place>,
    /// What the overlay could say of it.
    pub suggestion: Option<Suggestion>,
}

/// What an overlay could say, so that a deviation is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Suggestion {
    /// A property has another wire name.
    WireName {
        /// The key that comes.
        wire: String,
    },
    /// A property is of another type.
    Type {
        /// The type, as overlays spell it.
        is: String,
    },
    /// An enum has more values.
    Values {
        /// All values: those that are documented, and those that came.
        values: Vec<String>,
        /// The type of the property without the enum, as overlays spell it.
        is: String,
    },
}
