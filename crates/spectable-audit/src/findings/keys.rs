//! Keys that nobody documents.

use crate::{
    finding::{Finding, Kind, Suggestion},
    looks,
    place::Hits,
    plan::{ModelPlan, Plan, PropertyPlan},
    tally::{KeyTally, MOST_KEYS, ModelTally},
};

/// Adds the unknown keys of a model. `seen` says how often each slot had a value.
pub(super) fn add(
    plan: &Plan,
    number: usize,
    tally: ModelTally,
    seen: &[u64],
    show_values: bool,
    findings: &mut Vec<Finding>,
) {
    let (Some(model), Some(unknown)) = (plan.models.get(number), tally.unknown) else { return };
    let name = &model.name;
    let finding = |path: String, came: Option<String>, hits: Hits, message: String| Finding {
        kind: Kind::UnknownKey,
        model: Some(name.clone()),
        property: None,
        path,
        documented: None,
        came,
        count: hits.count,
        of: tally.objects,
        message,
        hint: String::new(),
        example: hits.first,
        suggestion: None,
    };
    let (names, more) = unknown.names.finish();
    let told: u64 = names.values().map(|it| it.hits.count).sum::<u64>() + unknown.data.hits.count;
    if more && !show_values {
        let message = format!(
            "`{name}` has more than {MOST_KEYS} different keys that are not documented, so they look like data"
        );
        let hits = Hits { count: unknown.all.count - unknown.data.hits.count, first: unknown.all.first };
        findings.push(finding(format!("{name}.*"), None, hits, message));
    } else {
        for (key, tally) in &names {
            let KeyTally { hits, kinds, items } = tally;
            let came = kinds.type_text(*items);
            let message = format!("`{name}` has the key `{key}`, which is not documented: {came}");
            let mut finding = finding(format!("{name}.{key}"), Some(came), *hits, message);
            if let Some(property) = meant(model, key, seen) {
                finding.property = Some(property.name.clone());
                finding.hint =
                    format!("the documented `{}` is never there: perhaps this is its name", property.wire);
                finding.suggestion = Some(Suggestion::WireName { wire: key.to_string() });
            }
            findings.push(finding);
        }
        if more {
            let message = format!(
                "`{name}` has more than {MOST_KEYS} different keys that are not documented: here are the others"
            );
            let hits = Hits { count: unknown.all.count - told, first: None };
            findings.push(finding(format!("{name}.*"), None, hits, message));
        }
    }
    if unknown.data.hits.count > 0 {
        let came = unknown.data.kinds.type_text(unknown.data.items);
        let message = format!("`{name}` has {}, and is not documented: {came}", looks::DATA_KEY);
        findings.push(finding(format!("{name}.*"), Some(came), unknown.data.hits, message));
    }
}

/// The one documented property that never came, and whose name differs from a key by case and underscores alone.
fn meant<'p>(model: &'p ModelPlan, key: &str, seen: &[u64]) -> Option<&'p PropertyPlan> {
    let plain = |name: &str| -> String {
        name.chars().filter(|it| !matches!(it, '_' | '-')).flat_map(char::to_lowercase).collect()
    };
    let wanted = plain(key);
    let is_meant = |it: &&PropertyPlan| {
        !it.is_additional
            && seen.get(it.slot).copied().unwrap_or_default() == 0
            && (plain(&it.wire) == wanted || plain(&it.name) == wanted)
    };
    let mut meant = model.properties.iter().filter(is_meant);
    let first = meant.next()?;
    meant.next().is_none().then_some(first)
}
