//! Entries of an overlay that say what the traffic says.

use std::collections::BTreeSet;

use spectable_drift::report::toml::quoted;

use crate::finding::{Finding, Suggestion};

/// An entry of an overlay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The documented name of the model.
    pub model: String,
    /// The documented name of the property.
    pub property: String,
    /// Its text, with a line ending.
    pub text: String,
    /// What says the same where the schema does not accept the text by itself.
    pub otherwise: Option<String>,
}

/// The entries for all of these findings that an overlay can settle, each once, in the order of the findings.
pub fn entries(findings: &[Finding]) -> Vec<Entry> {
    let mut seen = BTreeSet::new();
    let mut entries = Vec::new();
    for finding in findings {
        let (Some(text), Some(model), Some(property)) = (entry(finding), &finding.model, &finding.property)
        else {
            continue;
        };
        // Two keys may be spellings of one property, and two findings of one type: the first counts.
        let about = (text.lines().next().unwrap_or_default().to_owned(), model.clone(), property.clone());
        if seen.insert(about) {
            let otherwise = otherwise(finding).map(|before| format!("{before}\n{text}"));
            entries.push(Entry { model: model.clone(), property: property.clone(), text, otherwise });
        }
    }
    entries
}

/// The entry that says of an enum with a name of its own that the property is a plain text or number, so that it may have an enum of its own.
fn otherwise(finding: &Finding) -> Option<String> {
    let Some(Suggestion::Values { is, .. }) = &finding.suggestion else { return None };
    let plain = Finding { suggestion: Some(Suggestion::Type { is: is.clone() }), ..finding.clone() };
    entry(&plain)
}

/// The entry for a finding, if an overlay can settle it.
pub fn entry(finding: &Finding) -> Option<String> {
    let suggestion = finding.suggestion.as_ref()?;
    let (model, property) = (finding.model.as_ref()?, finding.property.as_ref()?);
    let (head, line) = match suggestion {
        Suggestion::WireName { wire } => ("wire-name", format!("wire = {}", quoted(wire))),
        Suggestion::Type { is } => ("type", format!("is = {}", quoted(is))),
        Suggestion::Values { values, .. } => {
            let values: Vec<String> = values.iter().map(|value| quoted(value)).collect();
            ("enum", format!("values = [{}]", values.join(", ")))
        }
    };
    let reason =
        format!("traffic: {}; {} of {}", finding.message.replace('`', ""), finding.count, finding.of);
    Some(format!(
        "[[{head}]]\nmodel = {}\nproperty = {}\n{line}\nreason = {}\n",
        quoted(model),
        quoted(property),
        quoted(&reason)
    ))
}
