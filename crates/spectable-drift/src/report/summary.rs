//! What a comparison found, in numbers.

use std::collections::{BTreeMap, BTreeSet};

use super::Report;
use crate::{report::count::count_of, rules::Rule};

/// How many findings each rule has, in the order of the documentation.
pub fn by_rule(report: &Report) -> Vec<(Rule, usize)> {
    let mut counts = BTreeMap::new();
    for finding in &report.findings {
        *counts.entry(finding.rule).or_insert(0_usize) += 1;
    }
    counts.into_iter().collect()
}

/// How many models changed: those in both sources that have a finding.
pub fn models_changed(report: &Report) -> usize {
    let other = |rule| matches!(rule, Rule::ModelAdded | Rule::ModelRemoved | Rule::ReleaseChanged);
    let changed = report.findings.iter().filter(|finding| !other(finding.rule));
    changed.filter_map(|finding| finding.model.as_deref()).collect::<BTreeSet<_>>().len()
}

/// `3 findings: 1 model-added, 2 property-added`; `no findings`.
pub fn line(report: &Report) -> String {
    if report.findings.is_empty() {
        return "no findings".to_owned();
    }
    let parts: Vec<String> = by_rule(report).iter().map(|(rule, count)| format!("{count} {rule}")).collect();
    format!("{}: {}", count_of(report.findings.len(), "finding"), parts.join(", "))
}

/// `CallHistoryConversation, +3`; empty if no other model reaches the model.
pub fn reached_from(models: &[String]) -> String {
    match models {
        [] => String::new(),
        [only] => only.clone(),
        [first, rest @ ..] => format!("{first}, +{}", rest.len()),
    }
}
