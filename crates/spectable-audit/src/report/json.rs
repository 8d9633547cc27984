//! A report for programs.

use serde_json::{Value, json};

use super::{FormSeen, ModelSeen, PropertySeen, Report};
use crate::{finding::Finding, suggest};

/// The version of the document's format. A new member does not change it.
const SCHEMA_VERSION: u32 = 1;

/// The report as one JSON document and a line ending. `docs/schemas/audit.schema.json` of the repository describes each member.
pub(super) fn render(report: &Report) -> String {
    let document = json!({
        "schema_version": SCHEMA_VERSION,
        "complete": report.is_complete(),
        "schema": report.schema,
        "values_shown": report.values_shown,
        "traffic": {
            "files": report.files.iter().map(|it| json!({ "name": it.name, "fault": it.fault })).collect::<Vec<_>>(),
            "bytes": report.bytes,
            "records": report.records,
            "unreadable": report.unreadable,
            "requests": report.requests,
            "bodies": report.bodies,
            "skipped": report.skipped.iter().map(|it| json!({ "media_type": it.what, "count": it.count })).collect::<Vec<_>>(),
        },
        "findings": report.findings.iter().map(|it| finding(report, it)).collect::<Vec<_>>(),
        "models": report.models.iter().map(model).collect::<Vec<_>>(),
    });
    format!("{document:#}\n")
}

fn finding(report: &Report, it: &Finding) -> Value {
    let place = it
        .example
        .map(|place| json!({ "file": report.file_of(place), "line": place.line, "column": place.column }));
    json!({
        "kind": it.kind.name(),
        "severity": it.kind.weight().name(),
        "model": it.model,
        "property": it.property,
        "path": it.path,
        "documented": it.documented,
        "came": it.came,
        "count": it.count,
        "of": it.of,
        "message": it.message,
        "hint": it.hint,
        "example": place,
        "suggestion": suggest::entry(it),
    })
}

fn model(it: &ModelSeen) -> Value {
    json!({
        "name": it.name,
        "objects": it.objects,
        "properties": it.properties.iter().map(property).collect::<Vec<_>>(),
    })
}

fn property(it: &PropertySeen) -> Value {
    json!({
        "name": it.name,
        "wire_name": it.wire,
        "documented": it.documented,
        "seen": it.seen,
        "nulls": it.nulls,
        "formats": it.forms.iter().map(form).collect::<Vec<_>>(),
    })
}

fn form(it: &FormSeen) -> Value {
    json!({ "example": it.form.example(), "count": it.count, "fits": it.fits })
}
