//! The rules: every kind of change there is, and why anybody should care.

use std::fmt;

/// A kind of change. Its name is part of the JSON reports and of waivers' fingerprints: it never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// A model that was not there.
    ModelAdded,
    /// A model that is gone.
    ModelRemoved,
    /// A model with the same properties under another name.
    ModelRenamed,
    /// A property that was not there.
    PropertyAdded,
    /// A property that is gone.
    PropertyRemoved,
    /// The same wire name under another documented name.
    PropertyRenamed,
    /// Another Rust type.
    TypeChanged,
    /// Another JSON key for the same property.
    WireNameChanged,
    /// Requests must carry it now.
    OptionalToRequired,
    /// Requests need not carry it any longer.
    RequiredToOptional,
    /// Another documented text for the same Rust type.
    TypeRespelled,
    /// An enum value that was not there.
    EnumValueAdded,
    /// An enum value that is gone.
    EnumValueRemoved,
    /// The same Rust variant for another text on the wire.
    EnumValueRespelled,
    /// Another description.
    DescriptionChanged,
    /// Another order of the same properties or values.
    OrderChanged,
    /// Another release of the source.
    ReleaseChanged,
    /// Whether requests may carry it.
    ReadOnlyChanged,
    /// Whether it should still be used.
    DeprecatedChanged,
    /// Another Rust name for what is documented under the same one.
    GeneratedNameMoved,
}

/// What `spectable explain` says about a rule.
#[derive(Debug, Clone, Copy)]
pub struct Explanation {
    /// What happened, in one sentence.
    pub what: &'static str,
    /// Why it is a rule of its own, and what its verdicts rest on.
    pub why: &'static str,
    /// A change that falls under it.
    pub example: &'static str,
    /// What to do about it.
    pub remedy: &'static str,
}

impl Rule {
    /// Every rule, in the order of the documentation.
    pub const ALL: [Self; 20] = [
        Self::ModelAdded,
        Self::ModelRemoved,
        Self::ModelRenamed,
        Self::PropertyAdded,
        Self::PropertyRemoved,
        Self::PropertyRenamed,
        Self::TypeChanged,
        Self::WireNameChanged,
        Self::OptionalToRequired,
        Self::RequiredToOptional,
        Self::TypeRespelled,
        Self::EnumValueAdded,
        Self::EnumValueRemoved,
        Self::EnumValueRespelled,
        Self::DescriptionChanged,
        Self::OrderChanged,
        Self::ReleaseChanged,
        Self::ReadOnlyChanged,
        Self::DeprecatedChanged,
        Self::GeneratedNameMoved,
    ];

    /// The rule's name.
    pub const fn id(self) -> &'static str {
        match self {
            Self::ModelAdded => "model-added",
            Self::ModelRemoved => "model-removed",
            Self::ModelRenamed => "model-renamed",
            Self::PropertyAdded => "property-added",
            Self::PropertyRemoved => "property-removed",
            Self::PropertyRenamed => "property-renamed",
            Self::TypeChanged => "type-changed",
            Self::WireNameChanged => "wire-name-changed",
            Self::OptionalToRequired => "optional-to-required",
            Self::RequiredToOptional => "required-to-optional",
            Self::TypeRespelled => "type-respelled",
            Self::EnumValueAdded => "enum-value-added",
            Self::EnumValueRemoved => "enum-value-removed",
            Self::EnumValueRespelled => "enum-value-respelled",
            Self::DescriptionChanged => "description-changed",
            Self::OrderChanged => "order-changed",
            Self::ReleaseChanged => "release-changed",
            Self::ReadOnlyChanged => "read-only-changed",
            Self::DeprecatedChanged => "deprecated-changed",
            Self::GeneratedNameMoved => "generated-name-moved",
        }
    }

    /// The rule of that name.
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.id() == id)
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_rule_is_found_by_its_name_and_explained() {
        let names: BTreeSet<_> = Rule::ALL.iter().map(|rule| rule.id()).collect();
        assert_eq!(names.len(), Rule::ALL.len());
        for rule in Rule::ALL {
            assert_eq!(Rule::parse(rule.id()), Some(rule));
            let Explanation { what, why, example, remedy } = rule.explanation();
            for text in [what, why, example, remedy] {
                assert!(!text.is_empty(), "{rule}");
            }
            assert!(what.ends_with('.') && why.ends_with('.') && remedy.ends_with('.'), "{rule}");
        }
        assert_eq!(Rule::parse("Model-Added"), None);
    }
}
