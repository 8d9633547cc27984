//! Findings as annotations of a GitHub workflow.

use super::{
    Report,
    escape::{github_message, github_property},
    summary,
};
use crate::{finding::Finding, place::Place, verdict::Weight};

/// One workflow command for each finding, and a notice with the summary.
pub fn render(report: &Report) -> String {
    let mut text: String = report.findings.iter().map(annotation).collect();
    for note in &report.waivers {
        text.push_str(&command("warning", note.place.as_ref(), "waiver", &note.message));
    }
    text.push_str(&command("notice", None, "spectable", &summary::line(report)));
    text
}

fn annotation(finding: &Finding) -> String {
    let level = match finding.weight() {
        Weight::Error => "error",
        Weight::Warning => "warning",
        Weight::Note => "notice",
    };
    let mut message = finding.message.clone();
    message.push_str(&format!("\nRust: {}, {}\nwire: {}", finding.rust, finding.item, finding.wire));
    let reached = summary::reached(finding);
    if !reached.is_empty() {
        message.push_str(&format!("\nreached from {reached}"));
    }
    command(level, finding.new.as_ref().or(finding.old.as_ref()), finding.rule.id(), &message)
}

fn command(level: &str, place: Option<&Place>, title: &str, message: &str) -> String {
    let at = place.map_or_else(String::new, |place| {
        format!("file={},line={},col={},", github_property(&place.file), place.line, place.column)
    });
    format!("::{level} {at}title={}::{}\n", github_property(title), github_message(message))
}
