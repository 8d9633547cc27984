//! What a reader of a report asks first.

use crate::{
    finding::Finding,
    verdict::{RustVerdict, Weight},
};

/// The kinds of findings, in the order in which a reader asks for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Code that compiled may no longer compile.
    Code,
    /// Requests or responses break.
    Wire,
    /// Something is new, or may break.
    Items,
    /// Nothing breaks.
    Rest,
}

impl Kind {
    /// Every kind, in order.
    pub const ALL: [Self; 4] = [Self::Code, Self::Wire, Self::Items, Self::Rest];

    /// The kind of a finding.
    pub fn of(finding: &Finding) -> Self {
        match (finding.weight(), finding.rust) {
            (Weight::Error, RustVerdict::Major) => Self::Code,
            (Weight::Error, _) => Self::Wire,
            (Weight::Warning, _) => Self::Items,
            (Weight::Note, _) => Self::Rest,
        }
    }

    /// Its heading.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Code => "Breaks code that compiles",
            Self::Wire => "Breaks requests or responses",
            Self::Items => "New, or may break",
            Self::Rest => "Documentation and order",
        }
    }
}
