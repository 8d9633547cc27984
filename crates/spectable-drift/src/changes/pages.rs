//! Changes of pages; the lock holds only their checksums.

use std::collections::BTreeSet;

use spectable_build::{
    location::{Files, Location},
    lock::{Lock, Origin},
    render::Style,
    schema::{Model, Schema},
};

use super::draft::{Draft, Reached};
use crate::{finding::Finding, rules::Rule};

/// The pages whose checksum is not the one in the lock, where no other finding is about their model: only descriptions
/// can have changed.
pub fn changed_pages(
    (lock, lock_files): (&Lock, &Files),
    schema: &Schema,
    origin_of: impl Fn(&Model) -> Origin,
    others: &[Finding],
) -> Vec<Finding> {
    let reported: BTreeSet<&str> = others.iter().filter_map(|finding| finding.model.as_deref()).collect();
    // What is written within a model in a document is part of its text.
    let within: BTreeSet<Location> = reported
        .iter()
        .filter_map(|name| {
            let model = schema.models.get(*name).map(|it| it.location);
            model.or_else(|| schema.unions.get(*name).map(|it| it.location))
        })
        .collect();
    // Texts of models do not cross: what begins within one also ends there, and the shortest that begins at a place comes first.
    let holds_reported = |model: &Model| {
        let Location { file, start, end } = model.location;
        let next = within.range(Location { file, start, end: start }..).next();
        next.is_some_and(|it| it.file == file && it.end <= end)
    };
    let mut findings = Vec::new();
    for model in schema.models.values() {
        let (Some(locked), Some(origin)) = (lock.schema().models.get(&model.name), lock.origin(&model.name))
        else {
            continue;
        };
        let now = origin_of(model);
        if *origin == now || reported.contains(model.name.as_str()) || holds_reported(model) {
            continue;
        }
        let mut draft =
            Draft::of_model(Rule::DescriptionChanged, model, origin.sha256.clone(), now.sha256.clone());
        draft.message = if origin.page == now.page {
            format!("the page of `{}` changed", model.name)
        } else {
            format!("the page of `{}` was renamed from `{}` to `{}`", model.name, origin.page, now.page)
        };
        draft.between(locked.location, model.location);
        // Of a description the verdict is the same in both styles.
        findings.push(draft.into_finding(Style::Table, Reached::default(), (lock_files, &schema.files)));
    }
    findings
}
