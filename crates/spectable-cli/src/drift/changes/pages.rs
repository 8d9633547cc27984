//! Changes of pages that the lock knows only by their check sum.

use std::collections::BTreeSet;

use spectable_build::{
    location::Files,
    lock::{self, Lock},
    schema::{Model, Schema},
};

use super::draft::Draft;
use crate::drift::{
    finding::{Behaviour, Finding, RustVerdict},
    rules::Rule,
};

/// The pages that are not those of the lock, where no other finding is about their model: their descriptions changed.
pub fn changed_pages(
    (lock, lock_files): (&Lock, &Files),
    schema: &Schema,
    source_of: impl Fn(&Model) -> lock::Source,
    others: &[Finding],
) -> Vec<Finding> {
    let told: BTreeSet<&str> = others.iter().filter_map(|finding| finding.model.as_deref()).collect();
    let mut findings = Vec::new();
    for model in schema.models.values() {
        let (Some(locked), Some(source)) = (lock.schema().models.get(&model.name), lock.source(&model.name))
        else {
            continue;
        };
        let now = source_of(model);
        if *source == now || told.contains(model.name.as_str()) {
            continue;
        }
        let mut draft =
            Draft::of_model(Rule::DescriptionChanged, model, source.sha256.clone(), now.sha256.clone());
        draft.rust = RustVerdict::Patch;
        draft.behaviour = Behaviour::MeaningMayDiffer;
        draft.message = if source.page == now.page {
            format!("the page of `{}` has another text", model.name)
        } else {
            format!("the page of `{}` was `{}` and is `{}`", model.name, source.page, now.page)
        };
        draft.between(locked.location, model.location);
        findings.push(draft.into_finding(Vec::new(), lock_files, &schema.files));
    }
    findings
}
