//! Findings for programs.

use serde_json::{Value, json};
use spectable_build::schema::Direction;

use super::Report;
use crate::{
    finding::{Finding, PropertyType},
    label::Label,
    place::Place,
    verdict::WireVerdict,
};

/// The version of the document's format. A new member does not change it.
pub const SCHEMA_VERSION: u32 = 1;

/// The report as one JSON document and a line ending:
/// `{schema_version, style, complete, old, new, verdict: {rust, wire}, findings: [{rule, severity, model, operation, property, value, rust, wire,
/// behaviour, message, remedy, item, old_type, new_type, direction, evidence, also, fingerprint, old, new, reached_from,
/// operations}]}`.
/// `docs/schemas/findings.schema.json` of the repository describes each member.
///
/// `style` is that of the generated code for which the verdicts are, `table` or `derive`; `old` and `new` of the document are
/// `{name, release}`; `severity` is `error`, `warning` or `note`: what the
/// overlay says of the rule, else what follows from the verdicts; `rust` is `none`, `patch`, `minor`
/// or `major`; `wire` is `{request, response}`, each `none`, `may-break`, `breaks-if-sent` or `breaks`; `old_type` and `new_type` are
/// `{documented, rust}` or null; `direction` is `request`, `response`, `both` or null where nobody says it; `evidence` are the
/// reasons for which a model is taken for one of another name, as parts of a sentence; `also` are other models that
/// have the same change by composition, or operations that share what changed; `operation` is the one that changed, as `POST /calls`, and
/// `operations` are those that send or receive the model; `old` and `new` of a finding are `{file, line, column, text}` or null. In a report that is not
/// complete the parts of the verdict are null.
pub fn render(report: &Report) -> String {
    let (rust, wire) = report.verdict();
    let verdict = if report.complete {
        json!({ "rust": rust.name(), "wire": wire_json(wire) })
    } else {
        json!({ "rust": null, "wire": null })
    };
    let document = json!({
        "schema_version": SCHEMA_VERSION,
        "style": report.style.name(),
        "complete": report.complete,
        "old": label(&report.old),
        "new": label(&report.new),
        "verdict": verdict,
        "findings": report.findings.iter().map(finding).collect::<Vec<_>>(),
    });
    format!("{document:#}\n")
}

fn finding(it: &Finding) -> Value {
    json!({
        "rule": it.rule.id(),
        "severity": it.weight().name(),
        "model": it.model,
        "operation": it.operation,
        "property": it.property,
        "value": it.value,
        "rust": it.rust.name(),
        "wire": wire_json(it.wire),
        "behaviour": it.behaviour.name(),
        "message": it.message,
        "remedy": it.rule.record().remedy,
        "item": it.item,
        "old_type": it.old_type.as_ref().map(property_type),
        "new_type": it.new_type.as_ref().map(property_type),
        "direction": it.direction.map(direction),
        "evidence": it.evidence,
        "also": it.also,
        "fingerprint": it.fingerprint.to_string(),
        "old": it.old.as_ref().map(place),
        "new": it.new.as_ref().map(place),
        "reached_from": it.reached_from,
        "operations": it.operations,
    })
}

fn label(it: &Label) -> Value {
    json!({ "name": it.name, "release": it.release })
}

fn property_type(it: &PropertyType) -> Value {
    json!({ "documented": it.documented, "rust": it.rust })
}

fn direction(it: Direction) -> &'static str {
    match it {
        Direction::Request => "request",
        Direction::Response => "response",
        Direction::Both => "both",
    }
}

fn wire_json(wire: WireVerdict) -> Value {
    json!({ "request": wire.request.name(), "response": wire.response.name() })
}

fn place(it: &Place) -> Value {
    json!({ "file": it.file, "line": it.line, "column": it.column, "text": it.text })
}
