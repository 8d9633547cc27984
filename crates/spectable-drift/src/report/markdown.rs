//! Findings as the description of a pull request.

use std::fmt::Write as _;

use super::{
    Report,
    escape::{markdown, markdown_code},
    summary,
};
use crate::{
    finding::Finding,
    report::{count::count_of, kind::Kind},
    verdict::{Breakage, WireVerdict},
};

/// GitHub refuses a description of more than 65,536 characters.
const LONGEST: usize = 60_000;
/// A table with more rows is folded.
const LONGEST_OPEN_TABLE: usize = 25;

/// The whole report, cut to the length that a pull request accepts.
pub fn render(report: &Report) -> String {
    let mut text = head(report);
    for kind in Kind::ALL {
        let findings: Vec<&Finding> = report.findings.iter().filter(|it| Kind::of(it) == kind).collect();
        section(kind.title(), &findings, &mut text);
    }
    for note in &report.waivers {
        line(&mut text, &format!("- {}", markdown(&note.message)));
    }
    text
}

fn head(report: &Report) -> String {
    let (rust, wire) = report.verdict();
    let (old, new) = (report.old.to_string(), report.new.to_string());
    let mut text = format!("## Drift: {} → {}\n\n", markdown(&old), markdown(&new));
    if report.findings.is_empty() {
        text.push_str("Nothing changed.\n");
        return text;
    }
    line(&mut text, &format!("**Rust: {rust}** · on the wire: {wire} · {}\n", summary::line(report)));
    text
}

fn section(title: &str, findings: &[&Finding], text: &mut String) {
    if findings.is_empty() {
        return;
    }
    let heading = format!("{title} ({})", count_of(findings.len(), "finding"));
    let folded = findings.len() > LONGEST_OPEN_TABLE;
    if folded {
        line(text, &format!("<details><summary><b>{heading}</b></summary>\n"));
    } else {
        line(text, &format!("### {heading}\n"));
    }
    text.push_str("| | change | on the wire | reached from |\n| --- | --- | --- | --- |\n");
    for (index, finding) in findings.iter().enumerate() {
        let row = row(finding);
        if text.len() + row.len() > LONGEST {
            let left = findings.len() - index;
            line(text, &format!("| | … and {} | | |", count_of(left, "more finding")));
            break;
        }
        line(text, &row);
    }
    text.push_str(if folded { "\n</details>\n\n" } else { "\n" });
}

fn row(finding: &Finding) -> String {
    let wire = if finding.wire == WireVerdict::NONE { String::new() } else { finding.wire.to_string() };
    let wire = if finding.wire.worst_direction() == Breakage::Breaks { format!("**{wire}**") } else { wire };
    let reached = summary::reached(finding);
    let reached = if reached.is_empty() { reached } else { markdown_code(&reached) };
    format!("| {} | {} | {wire} | {reached} |", markdown_code(finding.rule.id()), markdown(&finding.message))
}

fn line(text: &mut String, line: &str) {
    // Writing to a String cannot fail.
    let _written = writeln!(text, "{line}");
}
