//! One change is one finding: a property that several models have by composition stands in one place of the documentation, and so does a
//! parameter that several operations share.

use std::collections::HashMap;

use spectable_build::location::Location;
use spectable_build::schema::Schema;

use super::draft::Draft;
use crate::rules::Rule;

/// What is the same of the drafts of one change.
#[derive(PartialEq, Eq, Hash)]
struct Change {
    rule: Rule,
    property: Option<String>,
    value: Option<String>,
    before: String,
    after: String,
    old: Option<Location>,
    new: Option<Location>,
}

/// Each change once. It is that of the model in which it is written; the others that have it are named.
pub(super) fn each(drafts: Vec<Draft>, old: &Schema, new: &Schema) -> Vec<Draft> {
    let mut places: HashMap<Change, usize> = HashMap::new();
    let mut each: Vec<Draft> = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let Some(change) = change(&draft) else {
            each.push(draft);
            continue;
        };
        let next = each.len();
        let at = *places.entry(change).or_insert(next);
        match each.get_mut(at) {
            Some(first) => join(first, draft, old, new),
            None => each.push(draft),
        }
    }
    for draft in &mut each {
        draft.also.sort_unstable();
        draft.also.dedup();
    }
    each
}

fn change(draft: &Draft) -> Option<Change> {
    // An enum of the property has another Rust name in each model.
    let text = |text: &String| if draft.rule == Rule::TypeChanged { String::new() } else { text.clone() };
    let is_of_a_part = draft.property.is_some() || draft.operation.is_some();
    (is_of_a_part && (draft.old.is_some() || draft.new.is_some())).then(|| Change {
        rule: draft.rule,
        property: draft.property.clone(),
        value: draft.value.clone(),
        before: text(&draft.before),
        after: text(&draft.after),
        old: draft.old,
        new: draft.new,
    })
}

/// Takes a draft into the first one of the same change.
fn join(first: &mut Draft, mut other: Draft, old: &Schema, new: &Schema) {
    let ways = first.ways.and(other.ways);
    if is_written_in(&other, old, new) && !is_written_in(first, old, new) {
        std::mem::swap(first, &mut other);
    }
    first.ways = ways;
    first.also.append(&mut other.also);
    let subject = other.operation.or(other.model);
    let own = first.operation.as_ref().or(first.model.as_ref());
    first.also.extend(subject.filter(|subject| own != Some(subject)));
}

/// Whether a change is in the text of its own model.
fn is_written_in(draft: &Draft, old: &Schema, new: &Schema) -> bool {
    let Some(name) = &draft.model else { return false };
    let holds = |schema: &Schema, location: Option<Location>| {
        let model = schema.models.get(name).map(|model| model.location);
        model.zip(location).is_some_and(|(model, inner)| {
            model.file == inner.file && model.start <= inner.start && inner.end <= model.end
        })
    };
    holds(new, draft.new) || holds(old, draft.old)
}
