//! Which findings a waiver is about.

use std::fmt;

use crate::{finding::Finding, fingerprint::Fingerprint, glob::Glob, rules::Rule};

/// Which findings a waiver is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Waived {
    /// The one with this fingerprint.
    Finding(Fingerprint),
    /// Those that match all of these patterns.
    Matching(Patterns),
}

/// Patterns for findings. What is not there matches every finding.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Patterns {
    /// The rule.
    pub rule: Option<Rule>,
    /// A pattern for the documented name of the model, or for an operation such as `GET /calls`; a finding of the whole source has neither.
    pub model: Option<Glob>,
    /// A pattern for the documented name of the property; a finding of a whole model has none.
    pub property: Option<Glob>,
}

impl Waived {
    /// Whether a finding is one of them.
    pub fn matches(&self, finding: &Finding) -> bool {
        match self {
            Self::Finding(fingerprint) => finding.fingerprint == *fingerprint,
            Self::Matching(patterns) => patterns.matches(finding),
        }
    }
}

impl Patterns {
    fn matches(&self, finding: &Finding) -> bool {
        let fits = |glob: &Option<Glob>, name: Option<&str>| match (glob, name) {
            (None, _) => true,
            (Some(glob), Some(name)) => glob.matches(name),
            (Some(_), None) => false,
        };
        self.rule.is_none_or(|rule| rule == finding.rule)
            && fits(&self.model, finding.owner())
            && fits(&self.property, finding.property.as_deref())
    }
}

/// `00112233445566ff`; `the rule property-added, the model Queue*`.
impl fmt::Display for Waived {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Finding(fingerprint) => fingerprint.fmt(f),
            Self::Matching(Patterns { rule, model, property }) => {
                let parts = [
                    rule.map(|rule| format!("the rule {rule}")),
                    model.as_ref().map(|model| format!("the model {model}")),
                    property.as_ref().map(|property| format!("the property {property}")),
                ];
                f.write_str(&parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use spectable_build::schema::Schema;

    use super::*;
    use crate::changes::compare;

    #[test]
    fn a_finding_matches_all_patterns_or_is_not_waived() {
        let new = Schema { release: Some("2".into()), ..Schema::default() };
        let whole = compare(&Schema::default(), &new).remove(0);
        let of = |model: &str, property: Option<&str>| Finding {
            rule: Rule::PropertyAdded,
            model: Some(model.to_owned()),
            property: property.map(str::to_owned),
            ..whole.clone()
        };
        let call = Finding { operation: Some("GET /calls".to_owned()), model: None, ..of("", None) };
        let findings =
            [whole.clone(), of("Queue", None), of("Queue", Some("owner")), of("User", Some("own")), call];
        for (rule, model, property, waived) in [
            (None, Some("*"), None, [false, true, true, true, true]),
            (None, None, Some("*"), [false, false, true, true, false]),
            (None, Some("Q*"), None, [false, true, true, false, false]),
            (None, Some("GET /c*"), None, [false, false, false, false, true]),
            (Some(Rule::PropertyAdded), None, None, [false, true, true, true, true]),
            (Some(Rule::ReleaseChanged), None, None, [true, false, false, false, false]),
            (Some(Rule::ReleaseChanged), Some("*"), None, [false; 5]),
            (Some(Rule::PropertyAdded), Some("Queue"), Some("own??"), [false, false, true, false, false]),
        ] {
            let patterns = Patterns { rule, model: model.map(Glob::new), property: property.map(Glob::new) };
            let what = Waived::Matching(patterns);
            assert_eq!(findings.each_ref().map(|finding| what.matches(finding)), waived, "{what}");
        }
    }
}
