//! What the counts mean: findings, and how often everything was seen.

mod exchange;
mod keys;
mod slots;
mod types;

use crate::{
    Options,
    finding::{Finding, Kind},
    plan::{Owner, Plan},
    report::{FormSeen, ModelSeen, PropertySeen, Report},
    run::Read,
    tally::{Faults, SlotTally, Tally},
};

/// The report of what was read.
pub(crate) fn report(plan: &Plan, read: Read, options: &Options) -> Report {
    let Read { tally, files, bytes } = read;
    let records = plan.slots.iter().zip(&tally.slots);
    let records = records.filter(|(slot, _)| matches!(slot.owner, Owner::Root(_)) && slot.suffix.is_empty());
    let records = records.map(|(_, tally)| tally.seen).sum();
    let models = seen(plan, &tally);
    let unreadable = tally.faults.count;
    let mut findings = faults(&tally.faults, records);
    let Tally { slots, models: tallies, exchange, faults: _ } = tally;
    let (requests, bodies) = (exchange.requests, exchange.bodies);
    let seen: Vec<u64> = slots.iter().map(|it| it.seen).collect();
    let objects: Vec<u64> = tallies.iter().map(|it| it.objects).collect();
    for (number, tally) in tallies.into_iter().enumerate() {
        keys::add(plan, number, tally, &seen, options.show_values, &mut findings);
    }
    for (number, tally) in slots.into_iter().enumerate() {
        slots::add(plan, number, tally, &objects, options.show_values, &mut findings);
    }
    let skipped = exchange::add(exchange, &mut findings);
    // A stable sort: of one kind they stay in the order of the schema.
    findings.sort_by_key(|it| it.kind);
    Report {
        schema: options.schema.clone(),
        files,
        records,
        bytes,
        requests,
        bodies,
        unreadable,
        skipped,
        values_shown: options.show_values,
        properties_listed: options.list_properties,
        findings,
        all_models: plan.models.len(),
        models,
    }
}

/// The records that cannot be read.
fn faults(faults: &Faults, records: u64) -> Vec<Finding> {
    let finding = |message: String, count: u64, example| Finding {
        kind: Kind::Unreadable,
        model: None,
        property: None,
        path: String::new(),
        documented: None,
        came: None,
        count,
        of: records.max(faults.count),
        message,
        hint: String::new(),
        example,
        suggestion: None,
    };
    let mut findings: Vec<Finding> = faults
        .first
        .iter()
        .map(|(place, message)| finding(format!("a record cannot be read: {message}"), 1, Some(*place)))
        .collect();
    let more = faults.count - findings.len() as u64;
    if more > 0 {
        findings.push(finding("more records cannot be read".to_owned(), more, None));
    }
    findings
}

/// How often each property of the models that came was there.
fn seen(plan: &Plan, tally: &Tally) -> Vec<ModelSeen> {
    let none = SlotTally::default();
    let property = |slot: usize| tally.slots.get(slot).unwrap_or(&none);
    let models = plan.models.iter().zip(&tally.models).filter(|(_, tally)| tally.objects > 0);
    models
        .map(|(model, counted)| ModelSeen {
            name: model.name.clone(),
            objects: counted.objects,
            properties: model
                .properties
                .iter()
                .map(|it| {
                    let tally = property(it.slot);
                    let slot = plan.slots.get(it.slot);
                    let detail = tally.detail.as_deref();
                    let mut forms: Vec<FormSeen> = detail
                        .into_iter()
                        .flat_map(|detail| &detail.forms)
                        .map(|(form, hits)| FormSeen {
                            form: *form,
                            count: hits.count,
                            fits: slot.is_some_and(|slot| slots::fits(slot.kind, *form)),
                        })
                        .collect();
                    forms.sort_by_key(|it| it.form);
                    PropertySeen {
                        name: it.name.clone(),
                        wire: it.wire.clone(),
                        documented: slot.map(|it| it.type_text.clone()).unwrap_or_default(),
                        seen: tally.seen,
                        nulls: detail.map_or(0, |it| it.nulls.count),
                        forms,
                    }
                })
                .collect(),
        })
        .collect()
}
