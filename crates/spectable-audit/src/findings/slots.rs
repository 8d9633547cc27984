//! What was met in the slots of properties, items and records.

use std::collections::BTreeMap;

use super::types;
use crate::{
    finding::{Finding, Kind, Suggestion},
    form::Form,
    kinds::Came,
    looks,
    place::Hits,
    plan::{self, EnumPlan, Owner, Plan, Slot},
    tally::{Detail, MOST_VALUES, SlotTally},
    walk::LONG_VALUE,
};

/// Adds what a slot has to say.
pub(super) fn add(
    plan: &Plan,
    number: usize,
    mut tally: SlotTally,
    objects: &[u64],
    show_values: bool,
    findings: &mut Vec<Finding>,
) {
    let Some(slot) = plan.slots.get(number) else { return };
    let about = About::of(plan, slot, tally.seen);
    let detail = tally.detail.take().unwrap_or_default();
    if let Owner::Property { model, property } = slot.owner
        && slot.suffix.is_empty()
    {
        let all = objects.get(model).copied().unwrap_or_default();
        of_property(&about, (model, property), &detail, tally.seen, all, plan, findings);
    }
    of_values(&about, number, &detail, plan, findings);
    if let (plan::Kind::Enum(at), Some(values)) = (slot.kind, detail.values)
        && let Some(it) = plan.enums.get(at)
    {
        let (values, more) = values.finish();
        let values = values.into_iter().map(|(text, value)| (String::from(text), value.hits)).collect();
        let is = types::plain(plan, number, if it.integers { "int" } else { "str" });
        let unknown = Unknown { values, more, all: detail.unknown, is };
        unknown_values(&about, it, unknown, show_values, findings);
    }
}

/// What every finding about a slot says.
struct About<'p> {
    path: String,
    model: Option<&'p str>,
    property: Option<&'p str>,
    slot: &'p Slot,
    seen: u64,
}

impl<'p> About<'p> {
    fn of(plan: &'p Plan, slot: &'p Slot, seen: u64) -> Self {
        let (model, property) = match slot.owner {
            Owner::Property { model, property } => {
                let model = plan.models.get(model);
                (
                    model.map(|it| it.name.as_str()),
                    model.and_then(|it| it.properties.get(property)).map(|it| it.name.as_str()),
                )
            }
            Owner::Alternative { union, .. } => (plan.unions.get(union).map(|it| it.name.as_str()), None),
            Owner::Root(_) => (None, None),
        };
        Self { path: plan.path(slot), model, property, slot, seen }
    }

    fn finding(&self, kind: Kind, hits: Hits, message: String) -> Finding {
        Finding {
            kind,
            model: self.model.map(str::to_owned),
            property: self.property.map(str::to_owned),
            path: self.path.clone(),
            documented: Some(self.slot.type_text.clone()),
            came: None,
            count: hits.count,
            of: self.seen,
            message,
            hint: String::new(),
            example: hits.first,
            suggestion: None,
        }
    }
}

/// Whether the models read a form as what is documented.
pub(super) fn fits(kind: plan::Kind, form: Form) -> bool {
    match kind {
        plan::Kind::DateTime => form.is_date_time(),
        plan::Kind::Date => form.is_date(),
        _ => true,
    }
}

/// What is said of a property as a member of objects.
fn of_property(
    about: &About<'_>,
    (model, property): (usize, usize),
    detail: &Detail,
    seen: u64,
    objects: u64,
    plan: &Plan,
    findings: &mut Vec<Finding>,
) {
    let path = &about.path;
    let of_objects = |mut finding: Finding| {
        finding.of = objects;
        finding
    };
    if detail.twice.count > 0 {
        let message = format!("`{path}` occurs twice in one object");
        findings.push(of_objects(about.finding(Kind::RepeatedKey, detail.twice, message)));
    }
    if detail.missing.count > 0 {
        let message = format!("`{path}` is required, and is missing");
        findings.push(of_objects(about.finding(Kind::MissingRequired, detail.missing, message)));
        return;
    }
    let property = plan.models.get(model).and_then(|it| it.properties.get(property));
    if seen == 0 && objects > 0 && property.is_some_and(|it| !it.is_additional) {
        let mut finding = about.finding(
            Kind::NeverSeen,
            Hits::default(),
            format!("`{path}` is documented, and never there"),
        );
        if property.is_some_and(|it| it.write_only) {
            finding.hint = "only requests have it".to_owned();
        } else if property.is_some_and(|it| it.read_only) {
            finding.hint = "only responses have it".to_owned();
        }
        findings.push(of_objects(finding));
    }
}

/// What is said of the values.
fn of_values(about: &About<'_>, number: usize, detail: &Detail, plan: &Plan, findings: &mut Vec<Finding>) {
    let (path, documented) = (&about.path, &about.slot.type_text);
    let suggested = types::suggested(plan, number, detail, about.seen);
    for came in Came::ALL {
        let hits = detail.came.get(came as usize).copied().unwrap_or_default();
        if hits.count > 0 {
            let message = format!("`{path}` is documented as {documented}, and is {}", came.words());
            let mut finding = about.finding(Kind::WrongKind, hits, message);
            finding.came = Some(came.name().to_owned());
            finding.suggestion = suggested.clone();
            findings.push(finding);
        }
    }
    let mut forms = detail.forms.clone();
    forms.sort_by_key(|(form, _)| *form);
    for (form, hits) in forms.into_iter().filter(|(form, _)| !fits(about.slot.kind, *form)) {
        let remark = if form.remark().is_empty() { String::new() } else { format!(" ({})", form.remark()) };
        let (kind, is, came) = match form {
            Form::Number(digits) => {
                (Kind::WrongKind, looks::number_shape(digits.into()), Came::Whole.name().to_owned())
            }
            form => (Kind::WrongFormat, format!("written as `{}`", form.example()), form.example()),
        };
        let message = format!("`{path}` is documented as {documented}, and is {is}{remark}");
        let mut finding = about.finding(kind, hits, message);
        finding.came = Some(came);
        finding.suggestion = suggested.clone();
        findings.push(finding);
    }
    if detail.nulls.count > 0 && !about.slot.nullable {
        let message = format!("`{path}` is null, which is not documented");
        let mut finding = about.finding(Kind::UnexpectedNull, detail.nulls, message);
        finding.came = Some(Came::Null.name().to_owned());
        findings.push(finding);
    }
    if detail.none.count > 0 {
        let message = format!("`{path}` is none of the documented alternatives of {documented}");
        findings.push(about.finding(Kind::NoAlternative, detail.none, message));
    }
}

/// Unknown values of an enum.
struct Unknown {
    values: BTreeMap<String, Hits>,
    more: bool,
    all: Hits,
    /// The type of the property without the enum.
    is: Option<String>,
}

fn unknown_values(
    about: &About<'_>,
    it: &EnumPlan,
    unknown: Unknown,
    show_values: bool,
    findings: &mut Vec<Finding>,
) {
    let path = &about.path;
    let Unknown { values, more, all, is } = unknown;
    let told: u64 = values.values().map(|hits| hits.count).sum();
    let first = findings.len();
    let has_long = values.keys().any(|value| value.starts_with(LONG_VALUE));
    let mut shapes: BTreeMap<String, (usize, Hits)> = BTreeMap::new();
    for (value, hits) in &values {
        let shape = match value.strip_prefix(LONG_VALUE) {
            Some(shape) => shape.to_owned(),
            None if show_values => {
                let message = format!("`{path}` has the value `{value}`, which is not documented");
                let mut finding = about.finding(Kind::UnknownValue, *hits, message);
                finding.came = Some(value.clone());
                findings.push(finding);
                continue;
            }
            None if it.integers => looks::number_shape(value.trim_start_matches('-').len()),
            None => looks::text_shape(value.chars().count()),
        };
        let (different, counted) = shapes.entry(shape).or_default();
        *different += 1;
        counted.merge(*hits);
    }
    for (shape, (different, hits)) in shapes {
        let message = match different {
            1 => format!("`{path}` has a value that is not documented: {shape}"),
            _ => format!("`{path}` has {different} values that are not documented: each {shape}"),
        };
        let mut finding = about.finding(Kind::UnknownValue, hits, message);
        finding.came = Some(shape);
        findings.push(finding);
    }
    if more {
        let message = format!(
            "`{path}` has more than {MOST_VALUES} different values that are not documented: here are the others"
        );
        let hits = Hits { count: all.count - told, first: None };
        findings.push(about.finding(Kind::UnknownValue, hits, message));
    }
    if show_values
        && !more
        && !has_long
        && let Some(is) = is
    {
        let values = it.values.iter().cloned().chain(values.into_keys()).collect();
        if let Some(finding) = findings.get_mut(first) {
            finding.suggestion = Some(Suggestion::Values { values, is });
        }
    }
}
