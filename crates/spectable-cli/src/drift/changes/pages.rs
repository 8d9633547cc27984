//! Changes of pages; the lock holds only their checksums.

use std::collections::BTreeSet;

use spectable_build::{
    location::Files,
    lock::{self, Lock},
    schema::{Model, Schema},
};

use super::draft::Draft;
use crate::drift::{finding::Finding, rules::Rule};

/// The pages whose checksum is not the one in the lock, where no other finding is about their model: only descriptions
/// can have changed.
pub fn changed_pages(
    (lock, lock_files): (&Lock, &Files),
    schema: &Schema,
    source_of: impl Fn(&Model) -> lock::Source,
    others: &[Finding],
) -> Vec<Finding> {
    let reported: BTreeSet<&str> = others.iter().filter_map(|finding| finding.model.as_deref()).collect();
    let mut findings = Vec::new();
    for model in schema.models.values() {
        let (Some(locked), Some(source)) = (lock.schema().models.get(&model.name), lock.source(&model.name))
        else {
            continue;
        };
        let now = source_of(model);
        if *source == now || reported.contains(model.name.as_str()) {
            continue;
        }
        let mut draft =
            Draft::of_model(Rule::DescriptionChanged, model, source.sha256.clone(), now.sha256.clone());
        draft.message = if source.page == now.page {
            format!("the page of `{}` changed", model.name)
        } else {
            format!("the page of `{}` was renamed from `{}` to `{}`", model.name, source.page, now.page)
        };
        draft.between(locked.location, model.location);
        findings.push(draft.into_finding(Vec::new(), lock_files, &schema.files));
    }
    findings
}
