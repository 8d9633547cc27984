//! The rules: every kind of change that a comparison can find.
//!
//! A rule is one [`Record`]. Its verdicts, `spectable explain`, the metadata in SARIF, docs/rules.md and the table of
//! docs/drift.md all come from it. To add a rule: write its record in one of the files of this folder, list it below,
//! and find it in [`changes`](super::changes).

use std::fmt;

use spectable_build::closest::closest;

mod enums;
mod facts;
mod models;
mod operations;
mod properties;
mod record;
mod sources;
mod unions;

pub use record::{InDerive, Record};

/// Declares the rules, in the order of the documentation and of reports.
macro_rules! rules {
    ($($(#[$doc:meta])* $rule:ident = $record:path,)*) => {
        /// A kind of change.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule {
            $($(#[$doc])* $rule,)*
        }

        impl Rule {
            /// Every rule, in the order of the documentation.
            pub const ALL: &[Self] = &[$(Self::$rule,)*];

            /// What is known of the rule.
            pub const fn record(self) -> &'static Record {
                match self {
                    $(Self::$rule => &$record,)*
                }
            }
        }
    };
}

rules! {
    /// A model that was not there before.
    ModelAdded = models::ADDED,
    /// A model that was removed.
    ModelRemoved = models::REMOVED,
    /// A model with the same properties under another name.
    ModelRenamed = models::RENAMED,
    /// A property that was not there before.
    PropertyAdded = properties::ADDED,
    /// A property that was removed.
    PropertyRemoved = properties::REMOVED,
    /// Another documented name for the same wire name.
    PropertyRenamed = properties::RENAMED,
    /// Another Rust type.
    TypeChanged = properties::TYPE_CHANGED,
    /// Another JSON key for the same property.
    WireNameChanged = properties::WIRE_NAME_CHANGED,
    /// Requests must carry the property now.
    OptionalToRequired = properties::OPTIONAL_TO_REQUIRED,
    /// Requests may leave the property out now.
    RequiredToOptional = properties::REQUIRED_TO_OPTIONAL,
    /// Another documented text for the same Rust type.
    TypeRespelled = properties::TYPE_RESPELLED,
    /// An enum value that was not there before.
    EnumValueAdded = enums::VALUE_ADDED,
    /// An enum value that was removed.
    EnumValueRemoved = enums::VALUE_REMOVED,
    /// Another text on the wire for the same Rust variant.
    EnumValueRespelled = enums::VALUE_RESPELLED,
    /// An alternative that was not there before.
    AlternativeAdded = unions::ADDED,
    /// An alternative that was removed.
    AlternativeRemoved = unions::REMOVED,
    /// Something else tells an alternative from the others.
    AlternativeToldOtherwise = unions::TOLD_OTHERWISE,
    /// Another description.
    DescriptionChanged = sources::DESCRIPTION_CHANGED,
    /// Another order of the same properties or values.
    OrderChanged = sources::ORDER_CHANGED,
    /// Another release of the source.
    ReleaseChanged = sources::RELEASE_CHANGED,
    /// Whether requests may carry the property.
    ReadOnlyChanged = properties::READ_ONLY_CHANGED,
    /// Whether responses carry the property.
    WriteOnlyChanged = facts::WRITE_ONLY_CHANGED,
    /// Whether null is a value of the property.
    NullableChanged = facts::NULLABLE_CHANGED,
    /// Another value where the property is left out.
    DefaultChanged = facts::DEFAULT_CHANGED,
    /// Another format for the same Rust type.
    FormatChanged = facts::FORMAT_CHANGED,
    /// Fewer values are allowed.
    ConstraintTightened = facts::CONSTRAINT_TIGHTENED,
    /// More values are allowed.
    ConstraintLoosened = facts::CONSTRAINT_LOOSENED,
    /// Whether a model may have keys that it does not document.
    ClosedChanged = facts::CLOSED_CHANGED,
    /// Whether the model or property should still be used.
    DeprecatedChanged = properties::DEPRECATED_CHANGED,
    /// Another Rust name for the same documented name.
    GeneratedNameMoved = sources::GENERATED_NAME_MOVED,
    /// An operation that was not there before.
    OperationAdded = operations::ADDED,
    /// A deprecated operation that was removed.
    OperationRemoved = operations::REMOVED,
    /// An operation that was removed and was not deprecated.
    OperationRemovedEarly = operations::REMOVED_EARLY,
    /// Another method or path for the same operation.
    OperationMoved = operations::MOVED,
    /// Another name for the same method and path.
    OperationRenamed = operations::RENAMED,
    /// Whether an operation or parameter should still be used.
    OperationDeprecated = operations::DEPRECATED,
    /// A parameter that was not there before.
    ParameterAdded = operations::PARAMETER_ADDED,
    /// A parameter that was removed.
    ParameterRemoved = operations::PARAMETER_REMOVED,
    /// Another place of a parameter.
    ParameterMoved = operations::PARAMETER_MOVED,
    /// Whether requests must carry a parameter.
    ParameterRequired = operations::PARAMETER_REQUIRED,
    /// Another type of a parameter.
    ParameterTypeChanged = operations::PARAMETER_TYPE_CHANGED,
    /// Fewer values of a parameter.
    ParameterNarrowed = operations::PARAMETER_NARROWED,
    /// More values of a parameter.
    ParameterWidened = operations::PARAMETER_WIDENED,
    /// Another value where a parameter is left out.
    ParameterDefaultChanged = operations::PARAMETER_DEFAULT_CHANGED,
    /// A body that was not there before.
    BodyAdded = operations::BODY_ADDED,
    /// A body that was removed.
    BodyRemoved = operations::BODY_REMOVED,
    /// Whether requests must have a body.
    BodyRequired = operations::BODY_REQUIRED,
    /// One more media type of a body.
    BodyMediaAdded = operations::BODY_MEDIA_ADDED,
    /// One media type of a body less.
    BodyMediaRemoved = operations::BODY_MEDIA_REMOVED,
    /// Another type of a body.
    BodyTypeChanged = operations::BODY_TYPE_CHANGED,
    /// An answer that was not there before.
    ResponseAdded = operations::RESPONSE_ADDED,
    /// An answer that was removed.
    ResponseRemoved = operations::RESPONSE_REMOVED,
    /// One more media type of an answer.
    ResponseMediaAdded = operations::RESPONSE_MEDIA_ADDED,
    /// One media type of an answer less.
    ResponseMediaRemoved = operations::RESPONSE_MEDIA_REMOVED,
    /// Another type of an answer.
    ResponseTypeChanged = operations::RESPONSE_TYPE_CHANGED,
    /// More is asked for.
    SecurityTightened = operations::SECURITY_TIGHTENED,
    /// Less is asked for.
    SecurityLoosened = operations::SECURITY_LOOSENED,
}

impl Rule {
    /// The rule's name.
    pub const fn id(self) -> &'static str {
        self.record().id
    }

    /// The rule of that name.
    ///
    /// ```
    /// use spectable_drift::rules::Rule;
    ///
    /// assert_eq!(Rule::parse("type-changed"), Some(Rule::TypeChanged));
    /// assert_eq!(Rule::parse("Type-Changed"), None);
    /// ```
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|rule| rule.id() == id)
    }

    /// What to do about a name that is not a rule: the rule that was meant, or where the rules are listed.
    pub fn meant_by(id: &str) -> String {
        match closest(id, Self::ALL.iter().map(|rule| rule.id())) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "run `spectable explain` to list the rules".to_owned(),
        }
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
    fn every_rule_has_a_name_of_its_own_and_is_explained() {
        let names: BTreeSet<_> = Rule::ALL.iter().map(|rule| rule.id()).collect();
        assert_eq!(names.len(), Rule::ALL.len());
        for rule in Rule::ALL {
            assert_eq!(Rule::parse(rule.id()), Some(*rule));
            assert!(rule.id().bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{rule}");
            let Record { summary, why, old, new, remedy, .. } = rule.record();
            for sentence in [summary, why, remedy] {
                assert!(sentence.ends_with('.') && !sentence.contains('\n'), "{rule}: {sentence}");
            }
            assert!(!old.is_empty() && !new.is_empty() && old != new, "{rule}");
        }
    }
}
