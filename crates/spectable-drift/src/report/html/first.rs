//! The few findings that a person with little time should see.

use std::cmp::Reverse;

use crate::{
    finding::Finding,
    report::page::Markup,
    verdict::{Weight, WireVerdict},
};

/// How many of them there are.
const MOST: usize = 5;

/// A finding in few words.
pub(super) struct First {
    pub(super) fingerprint: String,
    pub(super) message: Markup,
    pub(super) why: String,
}

/// The findings that break first, or else those that may break, with a heading: by weight, then by how far the wire breaks, then by what
/// happens to code, then by how many models reach it.
pub(super) fn of(findings: &[Finding]) -> (&'static str, Vec<First>) {
    let mut order: Vec<&Finding> =
        findings.iter().filter(|it| it.weight() == Weight::Error || it.wire != WireVerdict::NONE).collect();
    order.sort_by_key(|it| {
        Reverse((it.weight(), it.wire.worst_direction(), it.rust, it.reached_from.len() + it.also.len()))
    });
    let breaks = order.first().is_some_and(|it| it.weight() == Weight::Error);
    let title = if breaks { "What breaks first" } else { "What may break first" };
    (title, order.into_iter().take(MOST).map(First::of).collect())
}

impl First {
    fn of(finding: &Finding) -> Self {
        let mut why = format!("Rust {}", finding.rust);
        if finding.wire != WireVerdict::NONE {
            why.push_str(&format!(" · {}", finding.wire));
        }
        match finding.reached_from.len() {
            0 => {}
            1 => why.push_str(" · 1 model reaches it"),
            models => why.push_str(&format!(" · {models} models reach it")),
        }
        Self { fingerprint: finding.fingerprint.to_string(), message: Markup::prose(&finding.message), why }
    }
}
