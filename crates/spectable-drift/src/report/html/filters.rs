//! What the page can be filtered by, and how many findings each choice has.

use std::collections::BTreeSet;

use super::Report;
use crate::{
    finding::Finding,
    report::{page::Markup, summary},
    rules::Rule,
    verdict::{Breakage, RustVerdict, WireVerdict},
};

/// A rule that has findings.
pub(super) struct RuleCount {
    pub(super) id: &'static str,
    pub(super) count: usize,
    pub(super) summary: Markup,
    pub(super) why: Markup,
}

/// Choices of which any number may be taken.
pub(super) struct Group {
    pub(super) title: &'static str,
    pub(super) name: &'static str,
    pub(super) choices: Vec<Choice>,
}

/// One of them.
pub(super) struct Choice {
    pub(super) value: &'static str,
    pub(super) label: &'static str,
    pub(super) count: usize,
}

/// The rules that have findings, in the order of the documentation.
pub(super) fn rules(report: &Report) -> Vec<RuleCount> {
    let of = |(rule, count): (Rule, usize)| {
        let record = rule.record();
        let (summary, why) = (Markup::prose(record.summary), Markup::prose(record.why));
        RuleCount { id: record.id, count, summary, why }
    };
    summary::by_rule(report).into_iter().map(of).collect()
}

/// The verdicts that occur.
pub(super) fn groups(findings: &[Finding]) -> Vec<Group> {
    let rust =
        [RustVerdict::Major, RustVerdict::Minor, RustVerdict::Patch, RustVerdict::None].map(|rust| Choice {
            value: rust.name(),
            label: rust.name(),
            count: findings.iter().filter(|it| it.rust == rust).count(),
        });
    let wire = [("breaks", "breaks"), ("may-break", "may break"), ("none", "nothing breaks")].map(
        |(value, label)| Choice {
            value,
            label,
            count: findings.iter().filter(|it| verdict(it.wire) == value).count(),
        },
    );
    let group = |title, name, choices: Vec<Choice>| {
        let choices = choices.into_iter().filter(|choice| choice.count > 0).collect();
        Group { title, name, choices }
    };
    vec![group("Rust", "rust", rust.into()), group("On the wire", "verdict", wire.into())]
}

/// What the filter calls a verdict of the wire: what breaks only if it is sent weighs as much as what may break.
pub(super) fn verdict(wire: WireVerdict) -> &'static str {
    match wire.worst_direction() {
        Breakage::Breaks => "breaks",
        Breakage::IfSent | Breakage::MayBreak => "may-break",
        Breakage::None => "none",
    }
}

/// The models and operations that have findings, by name.
pub(super) fn models(findings: &[Finding]) -> Vec<Markup> {
    let names: BTreeSet<&str> = findings.iter().filter_map(Finding::owner).collect();
    names.into_iter().map(Markup::text).collect()
}
