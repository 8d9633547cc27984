//! The type that a property has by what came, where it is one type.

use crate::{
    finding::Suggestion,
    form::Form,
    kinds::Came,
    plan::{Kind, Owner, Plan, Slot},
    slot::SlotId,
    tally::Detail,
};

/// What the overlay could say of a slot: the type of the property, if every value is of one.
pub(super) fn suggested(plan: &Plan, number: SlotId, detail: &Detail, seen: u64) -> Option<Suggestion> {
    let slot = plan.slots.get(number)?;
    let Owner::Property { model, property } = slot.owner else { return None };
    let property = plan.models.get(model)?.properties.get(property)?;
    let leaf = leaf(slot, detail, seen)?;
    if property.is_additional {
        return None;
    }
    Some(Suggestion::Type { is: spelled(plan, property.slot, number, leaf)? })
}

/// The type of a property with a plain text or number in the place of a slot.
pub(super) fn plain(plan: &Plan, number: SlotId, leaf: &str) -> Option<String> {
    let Owner::Property { model, property } = plan.slots.get(number)?.owner else { return None };
    let property = plan.models.get(model)?.properties.get(property)?;
    if property.is_additional { None } else { spelled(plan, property.slot, number, leaf) }
}

/// The type of all values of a slot.
fn leaf(slot: &Slot, detail: &Detail, seen: u64) -> Option<&'static str> {
    let values = seen.checked_sub(detail.nulls.count).filter(|values| *values > 0)?;
    let count = |came: Came| detail.came.get(came as usize).map_or(0, |hits| hits.count);
    let other: u64 = Came::ALL.into_iter().map(count).sum();
    match slot.kind {
        Kind::Integer | Kind::Integer32 | Kind::Unsigned if other == count(Came::Fraction) => {
            return Some("float");
        }
        Kind::DateTime | Kind::Date if other == 0 => {
            let forms = || detail.forms.iter().map(|(form, _)| *form);
            let numbers = forms().filter(|it| matches!(it, Form::Number(_))).count();
            return Some(if numbers == detail.forms.len() {
                "int"
            } else if numbers > 0 {
                return None;
            } else if forms().all(|it| it.is_date()) {
                "date"
            } else if forms().all(|it| it.is_date_time()) {
                "datetime"
            } else {
                "str"
            });
        }
        // The values of an enum are stated elsewhere.
        Kind::Enum(_) | Kind::Any | Kind::Union(_) => return None,
        _ => {}
    }
    if other != values {
        return None;
    }
    if count(Came::Text) == values {
        Some("str")
    } else if count(Came::Boolean) == values {
        Some("bool")
    } else if count(Came::Whole) == values {
        Some("int")
    } else if count(Came::Whole) + count(Came::Fraction) == values {
        Some("float")
    } else {
        None
    }
}

/// The type of a property with another one in the place of a slot.
fn spelled(plan: &Plan, at: SlotId, wanted: SlotId, leaf: &str) -> Option<String> {
    if at == wanted {
        return Some(leaf.to_owned());
    }
    let item = |item: SlotId| {
        let text = spelled(plan, item, wanted, leaf)?;
        let nullable = plan.slots.get(item).is_some_and(|it| it.nullable);
        Some(if nullable { format!("optional[{text}]") } else { text })
    };
    match plan.slots.get(at)?.kind {
        Kind::List(inner) => Some(format!("list[{}]", item(inner)?)),
        Kind::Map(inner) => Some(format!("dict(str, {})", item(inner)?)),
        _ => None,
    }
}
