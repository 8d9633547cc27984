//! What a reader of a report asks first.

use crate::{
    finding::Finding,
    verdict::{RustVerdict, Weight},
};

/// The kinds of findings, in the order in which a reader asks for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The overlay denies the rule, which else would weigh less.
    Denied,
    /// Code that compiled may no longer compile.
    Code,
    /// Requests or responses break.
    Wire,
    /// Something is new, or may break.
    Items,
    /// The overlay warns of the rule, which else would weigh more or less.
    Warned,
    /// Nothing breaks.
    Rest,
    /// The overlay takes the rule for a note, which else would weigh more.
    Noted,
}

impl Kind {
    /// Every kind, in order.
    pub const ALL: [Self; 7] =
        [Self::Denied, Self::Code, Self::Wire, Self::Items, Self::Warned, Self::Rest, Self::Noted];

    /// The kind of a finding.
    pub fn of(finding: &Finding) -> Self {
        // What weighs as much as it breaks anyway stands with its like.
        if finding.weight() != finding.weight_of_verdicts() {
            return match finding.weight() {
                Weight::Error => Self::Denied,
                Weight::Warning => Self::Warned,
                Weight::Note => Self::Noted,
            };
        }
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
            Self::Denied => "Denied by the overlay",
            Self::Code => "Breaks code that compiles",
            Self::Wire => "Breaks requests or responses",
            Self::Items => "New, or may break",
            Self::Warned => "Warnings by the overlay",
            Self::Rest => "Documentation and order",
            Self::Noted => "Notes by the overlay",
        }
    }
}
