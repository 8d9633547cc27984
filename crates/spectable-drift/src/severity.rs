//! How much the findings of a rule weigh, where the overlay says it.

use spectable_build::{
    location::Files,
    overlay::{Overlay, RuleSeverity},
};

use crate::{Error, finding::Finding, place::Place, rules::Rule, verdict::Weight};

/// The severities of the table `[drift]` of an overlay.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Severities(Vec<(Rule, RuleSeverity)>);

impl Severities {
    /// Those of an overlay; `files` are those with which it was read.
    ///
    /// # Errors
    /// If a name in it is no rule.
    pub fn of(overlay: &Overlay, files: &Files) -> Result<Self, Error> {
        let entries = overlay.drift.severities.iter();
        let known = entries.map(|entry| Ok((rule_at(&entry.rule, files)?, entry.severity)));
        known.collect::<Result<_, _>>().map(Self)
    }

    /// That of a rule, if there is one.
    pub fn of_rule(&self, rule: Rule) -> Option<RuleSeverity> {
        self.0.iter().find(|(of, _)| *of == rule).map(|(_, severity)| *severity)
    }

    /// Leaves out the findings of rules that are allowed, and gives each other its weight. Verdicts stay as they are.
    pub fn apply(&self, findings: &mut Vec<Finding>) {
        findings.retain(|finding| self.of_rule(finding.rule) != Some(RuleSeverity::Allow));
        for finding in findings {
            finding.severity = match self.of_rule(finding.rule) {
                None | Some(RuleSeverity::Allow) => None,
                Some(RuleSeverity::Note) => Some(Weight::Note),
                Some(RuleSeverity::Warn) => Some(Weight::Warning),
                Some(RuleSeverity::Deny) => Some(Weight::Error),
            };
        }
    }
}

/// The rule that an overlay names.
///
/// # Errors
/// If there is no such rule.
pub(crate) fn rule_at(
    name: &spectable_build::documented::Spanned<String>,
    files: &Files,
) -> Result<Rule, Error> {
    Rule::parse(&name.value).ok_or_else(|| {
        let place = Place::of(name.location, files);
        Error::at(&place, format!("`{}` is not a rule", name.value), Rule::meant_by(&name.value))
    })
}

#[cfg(test)]
mod tests {
    use spectable_build::{problem::Problems, schema::Schema};

    use super::*;
    use crate::changes::compare;

    fn severities(text: &str) -> Result<Severities, Error> {
        let (mut files, mut problems) = (Files::default(), Problems::default());
        let overlay = Overlay::parse("spectable.toml", text, &mut files, &mut problems);
        assert!(problems.is_empty(), "{problems:?}");
        Severities::of(&overlay, &files)
    }

    #[test]
    fn a_name_that_is_no_rule_is_refused_with_its_place() {
        for (text, said) in [
            (
                "[drift]\nmodel-added = \"warn\"\n  property-aded = \"note\"\n",
                "spectable.toml:3:3: `property-aded` is not a rule; did you mean `property-added`?",
            ),
            (
                "[drift]\neverything = \"deny\"\n",
                "spectable.toml:2:1: `everything` is not a rule; run `spectable explain` to list the rules",
            ),
        ] {
            assert_eq!(severities(text).unwrap_err().to_string(), said, "{text}");
        }
    }

    #[test]
    fn a_severity_is_the_weight_of_a_finding_and_changes_no_verdict() {
        let new = Schema { release: Some("2".into()), ..Schema::default() };
        let findings = compare(&Schema::default(), &new);
        assert_eq!(findings.len(), 1);
        for (severity, weight) in [
            ("allow", None),
            ("note", Some(Weight::Note)),
            ("warn", Some(Weight::Warning)),
            ("deny", Some(Weight::Error)),
        ] {
            let mut weighed = findings.clone();
            severities(&format!("[drift]\nrelease-changed = \"{severity}\"")).unwrap().apply(&mut weighed);
            assert_eq!(weighed.first().map(Finding::weight), weight, "{severity}");
            for finding in weighed {
                assert_eq!(finding.rust, findings[0].rust);
            }
        }
    }

    #[test]
    fn every_rule_may_have_a_severity() {
        for rule in Rule::ALL {
            let severities = severities(&format!("[drift]\n{rule} = \"deny\"")).unwrap();
            assert_eq!(severities.of_rule(*rule), Some(RuleSeverity::Deny));
        }
    }
}
