//! Which properties of a model have a value.
//!
//! Most properties of most models are absent. Asked in documented order, each would be a jump to another kind, which a
//! processor cannot foresee; asked kind by kind, the questions are alike and need no branch at all.

use std::ptr::NonNull;

use serde_json::Value;
use time::{Date, OffsetDateTime};

use super::{ModelRef, SlotRef, blank, is_some_of};
use crate::field_set::Present;
use crate::json::output::{Output, Piece};
use crate::table::{RawField, RawKind, RawTable};

/// How the properties of a model are found that have a value, and what it takes to write them.
#[derive(Debug)]
pub(super) struct Plan {
    /// The slots of the first 64 fields.
    first: ByKind,
    /// Those of each 64 behind them.
    others: Box<[ByKind]>,
    /// In documented order.
    steps: Box<[Step]>,
}

/// The properties of a model that have a value.
pub(crate) struct Members<'a> {
    model: ModelRef<'a>,
    present: Present,
    /// Of the table of the model.
    steps: &'static [Step],
}

/// What it takes to write one property.
#[derive(Debug)]
struct Step {
    kind: RawKind,
    offset: usize,
    name: &'static str,
    /// The wire name as JSON text, with its quotes and colon and a comma before it.
    key: Piece,
}

/// A property that has a value.
#[derive(Clone, Copy)]
pub(crate) struct Member<'a> {
    model: ModelRef<'a>,
    /// Of the table of the model.
    step: &'static Step,
}

impl<'a> Member<'a> {
    /// The wire name.
    #[inline(always)]
    pub(crate) fn name(self) -> &'static str {
        self.step.name
    }

    /// The wire name as JSON text, with its quotes and colon and a comma before it.
    #[inline(always)]
    pub(crate) fn key(self) -> &'static Piece {
        &self.step.key
    }

    /// The value. What is done by kind should be done with it at once, so that one jump serves both.
    #[inline(always)]
    pub(crate) fn slot(self) -> SlotRef<'a> {
        // SAFETY: the step is that of a field in the table of the model.
        unsafe { self.model.slot_at(self.step.kind, self.step.offset) }
    }
}

/// Slots by kind.
#[derive(Debug, Default)]
struct ByKind {
    text: Vec<Place>,
    integer: Vec<Place>,
    boolean: Vec<Place>,
    date_time: Vec<Place>,
    model: Vec<Place>,
    /// Of rare kinds, and of those of which only their own function knows: open enums, lists, maps.
    own: Vec<(Place, IsSome)>,
}

/// [`super::is_some_of`] of some type.
type IsSome = unsafe fn(NonNull<()>) -> bool;

#[derive(Debug, Clone, Copy)]
struct Place {
    offset: usize,
    /// The one that stands for the field in a word of [`Present`].
    index: u32,
}

impl Plan {
    pub(super) fn new(table: &'static RawTable) -> Self {
        let mut words = table.fields.chunks(Present::WORD).map(ByKind::new);
        Self {
            first: words.next().unwrap_or_default(),
            others: words.collect(),
            steps: table.fields.iter().map(Step::new).collect(),
        }
    }
}

impl Step {
    fn new(field: &'static RawField) -> Self {
        let mut key = Output::default();
        key.push(b',');
        key.push_string(field.name);
        key.push(b':');
        Self { kind: field.kind, offset: field.offset, name: field.name, key: Piece::new(&key.into_text()) }
    }
}

impl ByKind {
    fn new(fields: &[RawField]) -> Self {
        let mut slots = Self::default();
        for (index, field) in fields.iter().enumerate() {
            let place = Place { offset: field.offset, index: index as u32 };
            match field.kind {
                RawKind::Text => slots.text.push(place),
                RawKind::Integer => slots.integer.push(place),
                RawKind::Number => slots.own.push((place, is_some_of::<f64>)),
                RawKind::Boolean => slots.boolean.push(place),
                RawKind::DateTime => slots.date_time.push(place),
                RawKind::Date => slots.own.push((place, is_some_of::<Date>)),
                RawKind::Any => slots.own.push((place, is_some_of::<Value>)),
                RawKind::Model(_) => slots.model.push(place),
                RawKind::Enum(kind) => slots.own.push((place, kind.is_some)),
                RawKind::List(kind) => slots.own.push((place, kind.is_some)),
                RawKind::Map(kind) => slots.own.push((place, kind.is_some)),
            }
        }
        slots
    }

    /// The bits of those that have a value.
    ///
    /// # Safety
    /// They are made of fields of the table of this model.
    #[inline]
    unsafe fn present(&self, model: ModelRef<'_>) -> u64 {
        let mut present = 0;
        macro_rules! ask {
            ($places:ident: $ty:ty) => {
                for place in &self.$places {
                    // SAFETY: the place is that of a field of this kind (`new`), so an `Option` of this type stands at this
                    // offset of the model (the caller's promise, contract of `Model`).
                    let slot = unsafe { model.model.cast::<u8>().add(place.offset).cast::<Option<$ty>>().as_ref() };
                    present |= u64::from(slot.is_some()) << (place.index & 63);
                }
            };
        }
        ask!(text: String);
        ask!(integer: i64);
        ask!(boolean: bool);
        ask!(date_time: OffsetDateTime);
        // `Option<Box<M>>` is a nullable pointer.
        ask!(model: NonNull<()>);
        for (place, is_some) in &self.own {
            // SAFETY: the function is that of the `Option` that stands at this offset.
            let is_some = unsafe { is_some(model.model.cast::<u8>().add(place.offset).cast()) };
            present |= u64::from(is_some) << (place.index & 63);
        }
        present
    }
}

impl<'a> Members<'a> {
    #[inline]
    pub(super) fn of(model: ModelRef<'a>) -> Self {
        let plan = blank::plan(model.table);
        // SAFETY: the plan is that of the table of this model.
        let word = |slots: &ByKind| unsafe { slots.present(model) };
        let present = Present::new(word(&plan.first), plan.others.iter().map(word));
        Self { model, present, steps: &plan.steps }
    }

    /// How many there are.
    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.present.len()
    }

    /// Shows each, in documented order, until the function fails.
    #[inline(always)]
    pub(crate) fn each<E>(&self, mut show: impl FnMut(Member<'a>) -> Result<(), E>) -> Result<(), E> {
        self.present.each(|index| match self.steps.get(index) {
            Some(step) => show(Member { model: self.model, step }),
            None => Ok(()),
        })
    }
}
