//! Which findings make a command fail.

use spectable_build::{closest::closest, overlay::FailOn};

use crate::{
    finding::Finding,
    rules::Rule,
    verdict::{Breakage, RustVerdict, Weight},
};

/// Which findings make a command fail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gate {
    /// Those that weigh at least this much. Where the overlay gives a rule a severity, that decides: `deny` fails whatever the
    /// threshold, `warn` weighs as much as something new, and `note` nothing.
    AtLeast(FailOn),
    /// Those of one of these kinds, whatever the overlay says; without a kind, none.
    Kinds(Vec<Kind>),
}

/// A kind of finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// What means this or worse for a crate that uses the models.
    Rust(RustVerdict),
    /// What breaks requests as far as this, or further.
    Requests(Breakage),
    /// What breaks responses as far as this, or further.
    Responses(Breakage),
    /// The findings of a rule.
    Rule(Rule),
}

/// The kinds that are no rules, with their names and what they are.
const NAMED: [(&str, Kind, &str); 7] = [
    ("major", Kind::Rust(RustVerdict::Major), "code that compiled may no longer compile"),
    ("minor", Kind::Rust(RustVerdict::Minor), "new items, or major"),
    ("patch", Kind::Rust(RustVerdict::Patch), "other documentation or behaviour, or minor"),
    ("requests-break", Kind::Requests(Breakage::Breaks), "requests break"),
    (
        "requests-may-break",
        Kind::Requests(Breakage::MayBreak),
        "requests may break, break if they carry it, or break",
    ),
    ("responses-break", Kind::Responses(Breakage::Breaks), "responses break"),
    (
        "responses-may-break",
        Kind::Responses(Breakage::MayBreak),
        "responses may break, break if they carry it, or break",
    ),
];

impl Gate {
    /// Whether a finding makes the command fail.
    pub fn fails(&self, finding: &Finding) -> bool {
        match self {
            Self::AtLeast(threshold) => reaches(finding, *threshold),
            Self::Kinds(kinds) => kinds.iter().any(|kind| kind.matches(finding)),
        }
    }

    /// Whether one of the findings makes the command fail.
    pub fn fails_any(&self, findings: &[Finding]) -> bool {
        findings.iter().any(|finding| self.fails(finding))
    }
}

impl Kind {
    /// The names of the kinds that are no rules, and what each is.
    pub fn named() -> impl Iterator<Item = (&'static str, &'static str)> {
        NAMED.iter().map(|(name, _, about)| (*name, *about))
    }

    /// The kind of a name: one of [`Kind::named`], or a rule.
    ///
    /// # Errors
    /// If there is none; the error is what to do.
    ///
    /// ```
    /// use spectable_drift::{gate::Kind, rules::Rule};
    ///
    /// assert_eq!(Kind::parse("model-removed"), Ok(Kind::Rule(Rule::ModelRemoved)));
    /// assert_eq!(Kind::parse("majr").unwrap_err(), "did you mean `major`?");
    /// ```
    pub fn parse(name: &str) -> Result<Self, String> {
        let known = NAMED.iter().find(|(known, _, _)| *known == name).map(|(_, kind, _)| *kind);
        if let Some(kind) = known.or_else(|| Rule::parse(name).map(Self::Rule)) {
            return Ok(kind);
        }
        let rules = Rule::ALL.iter().map(|rule| rule.id());
        Err(match closest(name, NAMED.iter().map(|(known, _, _)| *known).chain(rules)) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => {
                let names = NAMED.map(|(name, _, _)| name).join(", ");
                format!("give {names}, or a rule: `spectable explain` lists them")
            }
        })
    }

    /// Whether a finding is of this kind.
    pub fn matches(self, finding: &Finding) -> bool {
        match self {
            Self::Rust(rust) => finding.rust >= rust,
            Self::Requests(breakage) => finding.wire.request >= breakage,
            Self::Responses(breakage) => finding.wire.response >= breakage,
            Self::Rule(rule) => finding.rule == rule,
        }
    }
}

fn reaches(finding: &Finding, threshold: FailOn) -> bool {
    let weight = match finding.severity {
        Some(Weight::Error) => return true,
        Some(Weight::Note) => return false,
        Some(Weight::Warning) => RustVerdict::Minor,
        None => finding.rust.max(match finding.wire.worst_direction() {
            Breakage::None => RustVerdict::None,
            Breakage::MayBreak | Breakage::IfSent => RustVerdict::Minor,
            Breakage::Breaks => RustVerdict::Major,
        }),
    };
    match threshold {
        FailOn::None => false,
        FailOn::Patch => true,
        FailOn::Minor => weight >= RustVerdict::Minor,
        FailOn::Major => weight >= RustVerdict::Major,
    }
}

#[cfg(test)]
mod tests {
    use spectable_build::schema::Schema;

    use super::*;
    use crate::{changes::compare, verdict::WireVerdict};

    fn finding(rust: RustVerdict, wire: WireVerdict, severity: Option<Weight>) -> Finding {
        let new = Schema { release: Some("2".into()), ..Schema::default() };
        let finding = compare(&Schema::default(), &new).remove(0);
        Finding { rust, wire, severity, ..finding }
    }

    #[test]
    fn a_severity_decides_before_the_threshold() {
        use RustVerdict::{Major, Minor, None as Nothing};
        // With the thresholds none, patch, minor, major.
        for (rust, severity, fails) in [
            (Nothing, None, [false, true, false, false]),
            (Minor, None, [false, true, true, false]),
            (Major, None, [false, true, true, true]),
            (Major, Some(Weight::Note), [false, false, false, false]),
            (Major, Some(Weight::Warning), [false, true, true, false]),
            (Nothing, Some(Weight::Warning), [false, true, true, false]),
            (Nothing, Some(Weight::Error), [true, true, true, true]),
        ] {
            let finding = finding(rust, WireVerdict::NONE, severity);
            let found = FailOn::ALL.map(|threshold| Gate::AtLeast(threshold).fails(&finding));
            assert_eq!(found, fails, "{rust} {severity:?}");
        }
    }

    #[test]
    fn a_kind_takes_what_is_worse_as_well() {
        use Breakage::{Breaks, IfSent, MayBreak, None as Nothing};
        let names =
            ["patch", "minor", "major", "requests-may-break", "requests-break", "responses-may-break"];
        for (rust, request, response, kinds) in [
            (RustVerdict::None, Nothing, Nothing, &[][..]),
            (RustVerdict::Patch, Nothing, Nothing, &["patch"]),
            (RustVerdict::Major, Nothing, Nothing, &["patch", "minor", "major"]),
            (RustVerdict::None, MayBreak, Nothing, &["requests-may-break"]),
            (RustVerdict::None, IfSent, Nothing, &["requests-may-break"]),
            (RustVerdict::None, Breaks, Nothing, &["requests-may-break", "requests-break"]),
            (RustVerdict::Minor, Nothing, Breaks, &["patch", "minor", "responses-may-break"]),
        ] {
            let finding = finding(rust, WireVerdict { request, response }, Some(Weight::Note));
            let of_kind = |name: &&str| Gate::Kinds(vec![Kind::parse(name).unwrap()]).fails(&finding);
            assert_eq!(names.into_iter().filter(of_kind).collect::<Vec<_>>(), kinds);
            assert!(Kind::Rule(Rule::ReleaseChanged).matches(&finding));
            assert!(!Kind::Rule(Rule::ModelAdded).matches(&finding));
            assert!(!Gate::Kinds(Vec::new()).fails(&finding));
        }
    }

    #[test]
    fn no_rule_has_the_name_of_another_kind() {
        for (name, kind, _) in NAMED {
            assert_eq!(Kind::parse(name), Ok(kind));
            assert_eq!(Rule::parse(name), None);
        }
        assert!(Kind::parse("everything").unwrap_err().starts_with("give major, "));
    }
}
