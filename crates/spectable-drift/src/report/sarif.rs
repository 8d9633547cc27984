//! Findings as SARIF 2.1.0, for code scanning.

use serde_json::{Value, json};
use spectable_build::render::Style;

use super::{Report, escape::uri};
use crate::{finding::Finding, place::Place, rules::Rule};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// The report as one SARIF log of one run.
pub fn render(report: &Report) -> String {
    let notifications: Vec<Value> = report
        .waivers
        .iter()
        .map(|note| json!({ "level": "warning", "message": { "text": note.message } }))
        .collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "spectable",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": Rule::ALL.iter().map(|rule| descriptor(*rule, report.style)).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "invocations": [{
                "executionSuccessful": report.complete,
                "toolExecutionNotifications": notifications,
            }],
            "results": report.findings.iter().map(result).collect::<Vec<_>>(),
        }],
    });
    format!("{log:#}\n")
}

fn descriptor(rule: Rule, style: Style) -> Value {
    let record = rule.record().in_style(style);
    json!({
        "id": record.id,
        "shortDescription": { "text": record.summary },
        "fullDescription": { "text": record.why },
        "help": { "text": record.remedy },
    })
}

fn result(finding: &Finding) -> Value {
    let (here, there) = match &finding.new {
        Some(new) => (Some(new), finding.old.as_ref()),
        None => (finding.old.as_ref(), None),
    };
    json!({
        "ruleId": finding.rule.id(),
        "ruleIndex": Rule::ALL.iter().position(|rule| *rule == finding.rule),
        "level": finding.weight().name(),
        "message": { "text": finding.message },
        "locations": here.map(|place| location(place, finding)).into_iter().collect::<Vec<_>>(),
        "relatedLocations": there.map(|place| location(place, finding)).into_iter().collect::<Vec<_>>(),
        "partialFingerprints": { "spectable/v1": finding.fingerprint.to_string() },
        "properties": {
            "rust": finding.rust.name(),
            "wireRequest": finding.wire.request.name(),
            "wireResponse": finding.wire.response.name(),
            "behaviour": finding.behaviour.name(),
            "reachedFrom": finding.reached_from,
            "operations": finding.operations,
        },
    })
}

fn location(place: &Place, finding: &Finding) -> Value {
    json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(&place.file) },
            "region": {
                "startLine": place.line,
                "startColumn": place.column,
                "snippet": { "text": place.text },
            },
        },
        "logicalLocations": [{ "fullyQualifiedName": finding.item }],
    })
}
