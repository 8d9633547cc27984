//! What a comparison found, in numbers.

use std::collections::{BTreeMap, BTreeSet};

use super::Report;
use crate::{finding::Finding, report::count::count_of, rules::Rule};

/// What a report says that is not complete.
pub const INCOMPLETE: &str = "not everything was compared, so an empty report does not mean that nothing changed; the command says why";

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

/// How what changed is reached: `CallHistoryConversation, +3; POST /calls`. Empty if nothing else reaches it.
pub fn reached(finding: &Finding) -> String {
    let operations = if finding.operation.is_some() { &[][..] } else { &finding.operations[..] };
    let parts = [first_of(&finding.reached_from), first_of(operations)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}

fn first_of(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [first, rest @ ..] => format!("{first}, +{}", rest.len()),
    }
}

/// What a finding is about: `User.age`, `CallDirection: inbound`, or its Rust item where the source is meant as a whole.
pub fn subject(finding: &Finding) -> String {
    let Some(model) = finding.owner() else {
        return finding.item.replace('`', "");
    };
    let property = finding.property.as_ref().map_or_else(String::new, |it| format!(".{it}"));
    let value = finding.value.as_ref().map_or_else(String::new, |it| format!(": {it}"));
    format!("{model}{property}{value}")
}

/// The command that accepts a finding, with places for the reason and the date.
pub fn waive_command(finding: &Finding) -> String {
    format!("spectable waive {} --reason \"REASON\" --until YYYY-MM-DD", finding.fingerprint)
}
