//! Findings as a code quality report of GitLab, which merge requests show.

use serde_json::{Value, json};

use super::{Report, escape::line, summary};
use crate::{
    finding::Finding,
    place::Place,
    verdict::{Breakage, Weight},
};

/// The report as one JSON array of `{description, check_name, fingerprint, severity, location: {path, lines: {begin}}}`.
///
/// `severity` is `critical` for what breaks on the wire, because no compiler finds it; `major` for code that no longer compiles; `minor` for what
/// may break or is new; `info` for the rest. Every issue needs a path: that of a finding without a place is the name of the new source.
///
/// GitLab takes an empty array for "no issues", and the format has no other member to say that not everything was compared. So a
/// report that is not complete has an issue `incomplete` of severity `blocker`. It is new in each merge request that has it, so GitLab shows
/// it.
pub fn render(report: &Report) -> String {
    let mut issues: Vec<Value> = report.findings.iter().map(|finding| issue(finding, report)).collect();
    if !report.complete {
        issues.push(json!({
            "description": summary::INCOMPLETE,
            "check_name": "incomplete",
            "fingerprint": "incomplete",
            "severity": "blocker",
            "location": location(None, report),
        }));
    }
    format!("{:#}\n", Value::Array(issues))
}

fn issue(finding: &Finding, report: &Report) -> Value {
    json!({
        "description": line(&finding.message),
        "check_name": finding.rule.id(),
        "fingerprint": finding.fingerprint.to_string(),
        "severity": severity(finding),
        "location": location(finding.new.as_ref().or(finding.old.as_ref()), report),
    })
}

fn severity(finding: &Finding) -> &'static str {
    match finding.weight() {
        Weight::Error if finding.wire.worst_direction() == Breakage::Breaks => "critical",
        Weight::Error => "major",
        Weight::Warning => "minor",
        Weight::Note => "info",
    }
}

fn location(place: Option<&Place>, report: &Report) -> Value {
    let name = report.new.name.as_str();
    let (file, begin) = place.map_or((name, 1), |place| (place.file.as_str(), place.line));
    // GitLab links a path from the root of the repository, and wants it without `./`.
    let path = line(&file.replace('\\', "/"));
    let path = path.trim_start_matches("./");
    json!({ "path": if path.is_empty() { "." } else { path }, "lines": { "begin": begin } })
}
