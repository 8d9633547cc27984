//! Findings as a fragment of a changelog (<https://keepachangelog.com>).

use super::{Report, escape::markdown};
use crate::{
    finding::Finding,
    report::count::count_of,
    rules::Rule,
    verdict::{Breakage, RustVerdict},
};

const SECTIONS: [&str; 4] = ["Added", "Changed", "Deprecated", "Removed"];

/// The sections that have entries. Changes of documentation or order are counted, not listed.
pub fn render(report: &Report) -> String {
    let mut text = String::new();
    for section in SECTIONS {
        let mut entries: Vec<String> =
            report.findings.iter().filter(|it| section_of(it) == Some(section)).map(entry).collect();
        if section == "Changed" {
            entries.extend(counted(report));
        }
        if !entries.is_empty() {
            let gap = if text.is_empty() { "" } else { "\n" };
            text.push_str(&format!("{gap}### {section}\n\n{}\n", entries.join("\n")));
        }
    }
    text
}

/// The section of a finding; `None` if it is counted.
fn section_of(finding: &Finding) -> Option<&'static str> {
    match finding.rule {
        Rule::ModelAdded | Rule::PropertyAdded | Rule::EnumValueAdded => Some("Added"),
        Rule::ModelRemoved | Rule::PropertyRemoved | Rule::EnumValueRemoved => Some("Removed"),
        Rule::DeprecatedChanged if finding.rust == RustVerdict::Minor => Some("Deprecated"),
        Rule::DescriptionChanged | Rule::OrderChanged | Rule::TypeRespelled => None,
        _ => Some("Changed"),
    }
}

fn entry(finding: &Finding) -> String {
    let breaking = if finding.rust == RustVerdict::Major { "**Breaking:** " } else { "" };
    let wire = if finding.wire.worst_direction() >= Breakage::IfSent {
        format!(" ({})", finding.wire)
    } else {
        String::new()
    };
    format!("- {breaking}{}{wire}.", markdown(&finding.message))
}

fn counted(report: &Report) -> Vec<String> {
    [
        (Rule::DescriptionChanged, "Descriptions"),
        (Rule::TypeRespelled, "Spelling of documented types, with the same Rust types"),
        (Rule::OrderChanged, "Order of properties or values"),
    ]
    .into_iter()
    .filter_map(|(rule, what)| {
        let count = report.findings.iter().filter(|finding| finding.rule == rule).count();
        (count > 0).then(|| format!("- {what}: {}.", count_of(count, "change")))
    })
    .collect()
}
