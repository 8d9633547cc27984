//! Where the fields of a model stand.
//!
//! A model is `repr(C)`: its fields stand in documented order, each at the next place that suits its alignment, and its
//! `Extra` behind them (the Rust reference, "Type layout"). So the kinds of the rows say where everything is. `offset_of!` would
//! say the same, at the price of a constant to be checked, built and evaluated for every property.

use std::alloc::Layout;
use std::ptr::NonNull;

use serde_json::Value;
use time::{Date, OffsetDateTime};

use crate::extra::Extra;
use crate::table::{RawField, RawKind};

/// The offsets of the fields of a model, in bytes, and behind them that of its [`Extra`].
pub(super) fn offsets(fields: &[RawField]) -> Vec<usize> {
    let slots = fields.iter().map(|field| slot_layout(field.kind));
    let mut end = 0;
    slots
        .chain([Layout::new::<Extra>()])
        .map(|slot| {
            let offset = usize::next_multiple_of(end, slot.align());
            end = offset + slot.size();
            offset
        })
        .collect()
}

/// The layout of an `Option<T>` whose `T` is of this kind.
fn slot_layout(kind: RawKind) -> Layout {
    match kind {
        RawKind::Text => Layout::new::<Option<String>>(),
        RawKind::Integer => Layout::new::<Option<i64>>(),
        RawKind::Number => Layout::new::<Option<f64>>(),
        RawKind::Boolean => Layout::new::<Option<bool>>(),
        RawKind::DateTime => Layout::new::<Option<OffsetDateTime>>(),
        RawKind::Date => Layout::new::<Option<Date>>(),
        RawKind::Any => Layout::new::<Option<Value>>(),
        // `Option<Box<M>>` is a nullable pointer.
        RawKind::Model(_) => Layout::new::<Option<NonNull<()>>>(),
        RawKind::Enum(kind) => kind.slot_layout,
        RawKind::List(kind) => kind.slot_layout,
        RawKind::Map(kind) => kind.slot_layout,
    }
}
