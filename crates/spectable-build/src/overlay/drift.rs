//! What an overlay says of drift: how much a rule weighs, when a command fails, and which findings are known.
//!
//! The rules themselves are not known here: `spectable-drift` has them, and checks their names.

use crate::documented::Spanned;
use crate::location::Location;

/// The table `[drift]`.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Drift {
    /// The smallest weight of a finding that makes a command fail, where the command line does not say it.
    pub fail_on: Option<FailOn>,
    /// How much the findings of a rule weigh, in the order in which they are written.
    pub severities: Vec<SeverityEntry>,
}

/// How much the findings of one rule weigh.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeverityEntry {
    /// The name of the rule. It may be the name of none.
    pub rule: Spanned<String>,
    /// How much they weigh.
    pub severity: RuleSeverity,
}

/// How much the findings of a rule weigh, whatever they break.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RuleSeverity {
    /// They are left out.
    Allow,
    /// They are shown, and never make a command fail.
    Note,
    /// They make a command fail as something new does.
    Warn,
    /// They make a command fail, whatever its threshold.
    Deny,
}

/// The smallest weight of a finding that makes a command fail.
///
/// A wire that breaks weighs as much as code that no longer compiles. A wire that may break weighs as much as new
/// items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FailOn {
    /// No weight.
    None,
    /// Any weight.
    Patch,
    /// That of new items, and of a wire that may break.
    Minor,
    /// That of broken code, and of a broken wire.
    Major,
}

/// A finding that is known and does not count until a day, or several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiver {
    /// Which findings.
    pub what: Waived,
    /// Why.
    pub reason: String,
    /// The last day, as `2027-01-01`.
    pub until: String,
    /// The entry.
    pub location: Location,
}

/// Which findings a waiver is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Waived {
    /// The one with this fingerprint.
    Fingerprint(String),
    /// Those that match each of the patterns; at least one of them is there.
    Pattern {
        /// The name of their rule. It may be the name of none.
        rule: Option<Spanned<String>>,
        /// A pattern for the documented name of the model.
        model: Option<String>,
        /// A pattern for the documented name of the property.
        property: Option<String>,
    },
}

impl RuleSeverity {
    /// Every severity, from the least.
    pub const ALL: [Self; 4] = [Self::Allow, Self::Note, Self::Warn, Self::Deny];

    /// Its name in an overlay.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Note => "note",
            Self::Warn => "warn",
            Self::Deny => "deny",
        }
    }

    /// By its name in an overlay.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }
}

impl FailOn {
    /// Every threshold, from the one that no finding reaches.
    pub const ALL: [Self; 4] = [Self::None, Self::Patch, Self::Minor, Self::Major];

    /// Its name in an overlay and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }

    /// By its name in an overlay or on the command line.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }
}
