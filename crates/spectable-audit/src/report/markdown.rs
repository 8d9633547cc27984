//! A report for the description of an issue.

use spectable_drift::report::{
    count::count_of,
    escape::{markdown, markdown_code},
};

use super::{Report, sum};
use crate::finding::{Finding, Kind};

/// GitHub refuses a description of more than 65,536 characters.
const LONGEST: usize = 60_000;

/// The whole report, cut to the length that an issue accepts.
pub(super) fn render(report: &Report) -> String {
    let mut text =
        format!("## Traffic against {}\n\n{}.\n\n", markdown(&report.schema), markdown(&sum::line(report)));
    for line in sum::passed_over(report) {
        text.push_str(&format!("{}.\n\n", markdown(&line)));
    }
    for kind in Kind::ALL {
        let findings: Vec<&Finding> = report.findings.iter().filter(|it| it.kind == kind).collect();
        section(report, kind, &findings, &mut text);
    }
    if report.properties_listed {
        properties(report, &mut text);
    }
    text
}

/// How often each property was there, folded.
fn properties(report: &Report, text: &mut String) {
    for model in &report.models {
        let objects = sum::objects(model);
        let mut part = format!("<details><summary><b>{}</b>, {objects}</summary>\n\n", markdown(&model.name));
        part.push_str("| property | how often |\n| --- | --- |\n");
        for it in &model.properties {
            let words = markdown(&sum::property(it, model));
            part.push_str(&format!("| {} | {words} |\n", markdown_code(&it.wire)));
        }
        part.push_str("\n</details>\n\n");
        if text.len() + part.len() > LONGEST {
            text.push_str("… and more models\n");
            return;
        }
        text.push_str(&part);
    }
}

fn section(report: &Report, kind: Kind, findings: &[&Finding], text: &mut String) {
    if findings.is_empty() || text.len() > LONGEST {
        return;
    }
    text.push_str(&format!("### {} ({})\n\n", kind.name(), count_of(findings.len(), "finding")));
    text.push_str("| what | how often | where first |\n| --- | --- | --- |\n");
    for (index, finding) in findings.iter().enumerate() {
        let place =
            finding.example.map(|place| markdown_code(&report.shown_place(place))).unwrap_or_default();
        let hint = if finding.hint.is_empty() { String::new() } else { format!("; {}", finding.hint) };
        let message = markdown(&format!("{}{hint}", finding.message));
        let row = format!("| {message} | {} | {place} |\n", sum::share(finding.count, finding.of));
        if text.len() + row.len() > LONGEST {
            let left = findings.len() - index;
            text.push_str(&format!("| … and {} | | |\n", count_of(left, "more finding")));
            break;
        }
        text.push_str(&row);
    }
    text.push('\n');
}
