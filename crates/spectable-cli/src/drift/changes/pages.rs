//! Changes of pages that the lock knows only by their check sum.

use std::collections::BTreeSet;

use spectable_build::{
    location::Files,
    lock::{Lock, Origin},
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
    origin_of: impl Fn(&Model) -> Origin,
    others: &[Finding],
) -> Vec<Finding> {
    let told: BTreeSet<&str> = others.iter().filter_map(|finding| finding.model.as_deref()).collect();
    let mut findings = Vec::new();
    for model in schema.models.values() {
        let (Some(locked), Some(origin)) = (lock.schema().models.get(&model.name), lock.origin(&model.name))
        else {
            continue;
        };
        let now = origin_of(model);
        if *origin == now || told.contains(model.name.as_str()) {
            continue;
        }
        let mut draft =
            Draft::of_model(Rule::DescriptionChanged, model, origin.sha256.clone(), now.sha256.clone());
        draft.rust = RustVerdict::Patch;
        draft.behaviour = Behaviour::MeaningMayDiffer;
        draft.message = if origin.page == now.page {
            format!("the page of `{}` has another text", model.name)
        } else {
            format!("the page of `{}` was `{}` and is `{}`", model.name, origin.page, now.page)
        };
        draft.between(locked.location, model.location);
        findings.push(draft.into_finding(Vec::new(), lock_files, &schema.files));
    }
    findings
}
