//! Which properties of a model have a value.
//!
//! Most properties of most models are absent. Asked in documented order, each would be a jump to another kind, which a
//! processor cannot foresee; asked kind by kind, the questions are alike and need no branch at all.

use std::ptr::NonNull;

use serde_json::Value;
use time::{Date, OffsetDateTime};

use super::{ModelRef, RawOption};
use crate::field_set::Present;
use crate::json::output::{Output, Piece};
use crate::leaves::leaves;
use crate::slots::ItemRef;
use crate::table::{RawField, RawKind, RawTable};

/// The slots of a model by kind.
#[derive(Debug)]
pub(super) struct Slots {
    /// Those of the first 64 fields.
    first: ByKind,
    /// Those of each 64 fields after them.
    others: Box<[ByKind]>,
}

/// The properties of a model that have a value.
pub(crate) struct Members<'a> {
    model: ModelRef<'a>,
    present: Present,
}

/// What it takes to read or write one property. What every property needs is in one line of the cache.
#[derive(Debug)]
#[repr(C, align(64))]
pub(super) struct Step {
    pub(super) kind: RawKind,
    /// Where the `Option<T>` is in the struct, in bytes.
    pub(super) offset: usize,
    /// The wire name as JSON text, with its quotes and colon and a comma before it.
    pub(super) key: Piece,
    /// The table of the model that the property holds, if it holds one.
    pub(super) table: Option<&'static RawTable>,
    name: &'static str,
}

/// A property that has a value.
#[derive(Clone, Copy)]
pub(crate) struct Member<'a> {
    model: ModelRef<'a>,
    /// Of the plan of the model.
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
    pub(crate) fn value(self) -> Option<ItemRef<'a>> {
        // SAFETY: the step is of the plan of the model.
        unsafe { self.model.value_of(self.step) }
    }
}

#[derive(Debug, Clone, Copy)]
struct Place {
    offset: usize,
    /// The bit of the field in a word of [`Present`].
    index: u32,
}

impl Slots {
    pub(super) fn new(steps: &[Step]) -> Self {
        let mut words = steps.chunks(Present::WORD).map(ByKind::new);
        Self { first: words.next().unwrap_or_default(), others: words.collect() }
    }
}

impl Step {
    pub(super) fn new((field, offset): (&'static RawField, usize)) -> Self {
        let mut key = Output::default();
        key.push(b',');
        key.push_string(field.name);
        key.push(b':');
        let table = match field.kind {
            RawKind::Model(table) => Some(table()),
            _ => None,
        };
        Self { kind: field.kind, offset, key: Piece::new(&key.into_text()), table, name: field.name }
    }
}

macro_rules! by_kind {
    ($($kind:ident: $ty:ty, $taken:ty, $blank:expr;)*) => {
        /// Slots by kind.
        #[derive(Debug, Default)]
        #[allow(non_snake_case, reason = "each list has the name of its kind")]
        struct ByKind {
            $($kind: Vec<Place>,)*
            Model: Vec<Place>,
            /// Open enums, unions, lists and maps, whose types only their own functions know.
            own: Vec<(Place, RawOption)>,
        }

        impl ByKind {
            fn new(steps: &[Step]) -> Self {
                let mut slots = Self::default();
                for (index, step) in steps.iter().enumerate() {
                    let place = Place { offset: step.offset, index: index as u32 };
                    match step.kind {
                        $(RawKind::$kind => slots.$kind.push(place),)*
                        RawKind::Model(_) => slots.Model.push(place),
                        RawKind::Enum(kind) => slots.own.push((place, kind.option)),
                        RawKind::List(kind) => slots.own.push((place, kind.option)),
                        RawKind::Map(kind) => slots.own.push((place, kind.option)),
                        RawKind::Union(kind) => slots.own.push((place, kind.option)),
                    }
                }
                slots
            }

            /// The bits of those that have a value.
            ///
            /// # Safety
            /// They are made of steps of the plan of this model.
            #[inline]
            unsafe fn present(&self, model: ModelRef<'_>) -> u64 {
                let mut present = 0;
                macro_rules! ask {
                    ($places:ident: $slot:ty) => {
                        for place in &self.$places {
                            // SAFETY: the place is that of a step of this kind (`new`), so an `Option` of this type is at this
                            // offset of the model (the caller's promise, contract of `Model`).
                            let slot = unsafe { model.model.cast::<u8>().add(place.offset).cast::<$slot>().as_ref() };
                            present |= u64::from(slot.is_some()) << (place.index & 63);
                        }
                    };
                }
                $(ask!($kind: Option<$ty>);)*
                // `Option<Box<M>>` is a nullable pointer.
                ask!(Model: Option<NonNull<()>>);
                for (place, option) in &self.own {
                    // SAFETY: an `Option` of this very type is at this offset.
                    let is_some = unsafe { (option.is_some)(model.model.cast::<u8>().add(place.offset).cast()) };
                    present |= u64::from(is_some) << (place.index & 63);
                }
                present
            }
        }
    };
}
leaves!(by_kind);

impl<'a> Members<'a> {
    #[inline]
    pub(super) fn of(model: ModelRef<'a>) -> Self {
        // SAFETY: the slots are those of the plan of this model.
        let word = |slots: &ByKind| unsafe { slots.present(model) };
        let slots = &model.plan.slots;
        Self { model, present: Present::new(word(&slots.first), slots.others.iter().map(word)) }
    }

    /// How many there are.
    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.present.len()
    }

    /// Shows each, in documented order, until the function fails.
    #[inline(always)]
    pub(crate) fn each<E>(&self, mut show: impl FnMut(Member<'a>) -> Result<(), E>) -> Result<(), E> {
        self.present.each(|index| match self.model.plan.steps.get(index) {
            Some(step) => show(Member { model: self.model, step }),
            None => Ok(()),
        })
    }
}
