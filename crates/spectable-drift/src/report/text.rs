//! Findings as a compiler prints errors: pointing into both pages.

use super::{Report, escape, summary};
use crate::{
    finding::Finding,
    report::snippet::{self, Message, Weight},
    verdict::{self, WireVerdict},
};

/// The whole report.
pub fn render(report: &Report, color: bool) -> String {
    let messages: Vec<Message> = report.findings.iter().map(message).collect();
    let mut text = snippet::render(&messages, color);
    let (rust, wire) = report.verdict();
    let (old, new) = (escape::line(&report.old.to_string()), escape::line(&report.new.to_string()));
    text.push_str(&format!("{old} -> {new}: {}\n", summary::line(report)));
    if !report.findings.is_empty() {
        text.push_str(&format!("verdict: Rust {rust}; on the wire {wire}\n"));
    }
    text
}

fn message(finding: &Finding) -> Message {
    let mut message = Message::new(weight(finding), finding.rule.id(), &finding.message);
    match (&finding.old, &finding.new) {
        (Some(old), Some(new)) => {
            message.context(old, "was");
            message.mark(new, "is");
        }
        (Some(old), None) => message.context(old, "only here"),
        (None, Some(new)) => message.mark(new, "only here"),
        (None, None) => {}
    }
    for note in notes(finding) {
        message.note(Weight::Note, &note);
    }
    message
}

fn notes(finding: &Finding) -> Vec<String> {
    let mut notes = vec![format!("Rust: {}, {}", finding.rust, finding.item)];
    if finding.wire != WireVerdict::NONE {
        notes.push(format!("wire: {}", finding.wire));
    }
    if !finding.behaviour.sentence().is_empty() {
        notes.push(format!("behaviour: {}", finding.behaviour.sentence()));
    }
    let reached = summary::reached(finding);
    if !reached.is_empty() {
        notes.push(format!("reached from {reached}"));
    }
    notes.push(format!("fingerprint: {}", finding.fingerprint));
    notes
}

fn weight(finding: &Finding) -> Weight {
    match finding.weight() {
        verdict::Weight::Error => Weight::Error,
        verdict::Weight::Warning => Weight::Warning,
        verdict::Weight::Note => Weight::Note,
    }
}
