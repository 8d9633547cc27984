//! Which properties of a model have a value.
//!
//! Most properties of most models are absent. Asked in documented order, each would be a jump to another kind, which a
//! processor cannot foresee; asked kind by kind, the questions are alike and need no branch at all.

use std::ptr::NonNull;

use serde_json::Value;
use time::{Date, OffsetDateTime};

use super::{ModelRef, SlotRef, blank};
use crate::field_set::{FieldSet, Present};
use crate::table::{RawKind, RawTable};

/// The slots of a table, by kind.
#[derive(Debug, Default)]
pub(super) struct Presence {
    text: Vec<Place>,
    integer: Vec<Place>,
    number: Vec<Place>,
    boolean: Vec<Place>,
    date_time: Vec<Place>,
    date: Vec<Place>,
    any: Vec<Place>,
    model: Vec<Place>,
    /// Those of which only their own function knows: open enums, lists, maps.
    own: Vec<(Place, IsSome)>,
    /// From this index on, slots are asked one by one.
    rest: usize,
    /// Every slot, without what only people read of it.
    steps: Vec<(RawKind, usize)>,
}

/// [`super::is_some_of`] of some type.
type IsSome = unsafe fn(NonNull<()>) -> bool;

#[derive(Debug, Clone, Copy)]
struct Place {
    offset: u32,
    index: u8,
}

impl Presence {
    pub(super) fn new(table: &RawTable) -> Self {
        let steps = table.fields.iter().map(|field| (field.kind, field.offset)).collect();
        let mut presence = Self { rest: table.fields.len().min(FieldSet::FIRST), steps, ..Self::default() };
        for (index, field) in table.fields.iter().enumerate().take(FieldSet::FIRST) {
            let (Ok(offset), Ok(index)) = (u32::try_from(field.offset), u8::try_from(index)) else {
                // A model of 4 GiB: no such thing, and still no wrong answer.
                return Self { steps: presence.steps, ..Self::default() };
            };
            let place = Place { offset, index };
            match field.kind {
                RawKind::Text => presence.text.push(place),
                RawKind::Integer => presence.integer.push(place),
                RawKind::Number => presence.number.push(place),
                RawKind::Boolean => presence.boolean.push(place),
                RawKind::DateTime => presence.date_time.push(place),
                RawKind::Date => presence.date.push(place),
                RawKind::Any => presence.any.push(place),
                RawKind::Model(_) => presence.model.push(place),
                RawKind::Enum(kind) => presence.own.push((place, kind.is_some)),
                RawKind::List(kind) => presence.own.push((place, kind.is_some)),
                RawKind::Map(kind) => presence.own.push((place, kind.is_some)),
            }
        }
        presence
    }
}

/// The properties of a model that have a value.
pub(super) fn present(model: ModelRef<'_>) -> Present {
    let presence = blank::presence(model.table);
    let mut set = Present::new();
    macro_rules! ask {
        ($places:ident: $ty:ty) => {
            for place in &presence.$places {
                // SAFETY: an `Option` of this type stands at this offset: the place is that of a field of this kind in the table
                // of the model (`Presence::new`, contract of `Model`).
                let slot = unsafe { model.model.cast::<u8>().add(place.offset as usize).cast::<Option<$ty>>().as_ref() };
                set.set(place.index, slot.is_some());
            }
        };
    }
    ask!(text: String);
    ask!(integer: i64);
    ask!(number: f64);
    ask!(boolean: bool);
    ask!(date_time: OffsetDateTime);
    ask!(date: Date);
    ask!(any: Value);
    // `Option<Box<M>>` is a nullable pointer.
    ask!(model: NonNull<()>);
    for (place, is_some) in &presence.own {
        // SAFETY: the function is that of the `Option` that stands at this offset.
        let is_some = unsafe { is_some(model.model.cast::<u8>().add(place.offset as usize).cast()) };
        set.set(place.index, is_some);
    }
    for index in presence.rest..model.table.fields.len() {
        if model.slot(index).is_some_and(|slot| slot.is_some()) {
            set.push_other(index);
        }
    }
    set
}

/// Shows each of these properties of a model, in documented order, until the function fails.
#[inline(always)]
pub(super) fn each_present<'a, E>(
    model: ModelRef<'a>,
    present: &Present,
    mut show: impl FnMut(usize, SlotRef<'a>) -> Result<(), E>,
) -> Result<(), E> {
    let steps = &blank::presence(model.table).steps;
    present.each(steps.len(), |index| match steps.get(index) {
        // SAFETY: the step is that of a field in the table of the model.
        Some(&(kind, offset)) => show(index, unsafe { model.slot_at(kind, offset) }),
        None => Ok(()),
    })
}
