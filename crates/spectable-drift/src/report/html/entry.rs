//! A finding on the page.

use spectable_build::schema::Direction;

use super::{
    filters::verdict,
    sides::{self, Side},
    tiles::of_rust,
};
use crate::{
    finding::Finding,
    report::{page::Markup, summary},
    verdict::{Weight, WireVerdict},
};

/// A finding, as the template prints it.
pub(super) struct Entry {
    /// The class of its colour.
    pub(super) weight: &'static str,
    pub(super) fingerprint: String,
    pub(super) rule: &'static str,
    pub(super) rust: &'static str,
    pub(super) wire: &'static str,
    pub(super) wire_words: String,
    pub(super) model: Markup,
    pub(super) message: Markup,
    pub(super) sides: Vec<Side>,
    pub(super) meaning: Vec<(&'static str, Markup)>,
    pub(super) facts: Vec<(&'static str, Markup)>,
    pub(super) waive: String,
}

impl Entry {
    pub(super) fn of(finding: &Finding) -> Self {
        Self {
            weight: match finding.weight() {
                Weight::Error => "error",
                Weight::Warning => "warning",
                Weight::Note => "note",
            },
            fingerprint: finding.fingerprint.to_string(),
            rule: finding.rule.id(),
            rust: finding.rust.name(),
            wire: verdict(finding.wire),
            wire_words: finding.wire.to_string(),
            model: Markup::text(finding.owner().unwrap_or_default()),
            message: Markup::prose(&finding.message),
            sides: sides::of(finding),
            meaning: meaning(finding),
            facts: facts(finding),
            waive: summary::waive_command(finding),
        }
    }
}

/// What it means and what to do about it, in our own words.
fn meaning(finding: &Finding) -> Vec<(&'static str, Markup)> {
    let mut meaning = vec![("In Rust", Markup::prose(of_rust(finding.rust).1))];
    if finding.wire != WireVerdict::NONE {
        meaning.push(("On the wire", Markup::prose(&sentence(&finding.wire.to_string()))));
    }
    let behaviour = finding.behaviour.sentence();
    if !behaviour.is_empty() {
        meaning.push(("At run time", Markup::prose(&sentence(behaviour))));
    }
    if let Some(direction) = finding.direction {
        let travels = match direction {
            Direction::Request => "In requests.",
            Direction::Response => "In responses.",
            Direction::Both => "In requests and responses.",
        };
        meaning.push(("Travels", Markup::prose(travels)));
    }
    meaning.push(("What to do", Markup::prose(finding.rule.record().remedy)));
    meaning
}

/// What it is about. The search looks at these, so that each list of names belongs here.
fn facts(finding: &Finding) -> Vec<(&'static str, Markup)> {
    let mut facts = vec![("Item", Markup::prose(&finding.item))];
    for (label, names) in [
        ("Reached from", &finding.reached_from),
        ("Operations", &finding.operations),
        ("Also in", &finding.also),
    ] {
        if !names.is_empty() {
            facts.push((label, Markup::names(names)));
        }
    }
    facts.push(("Fingerprint", Markup::prose(&format!("`{}`", finding.fingerprint))));
    facts
}

/// `requests break` as `Requests break.`
fn sentence(words: &str) -> String {
    let mut chars = words.chars();
    let first = chars.next().map(|char| char.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", chars.as_str())
}
