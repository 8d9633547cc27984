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
use crate::table::{RawEnum, RawField, RawKind, RawList, RawMap, RawTable, RawUnion};

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

/// What it takes to read or write one property, in one line of the cache.
#[derive(Debug)]
#[repr(C, align(64))]
pub(super) struct Step {
    pub(super) kind: StepKind,
    /// The row of the property.
    field: &'static RawField,
    /// Where the `Option<T>` is in the struct, in bytes.
    pub(super) offset: u32,
    /// The wire name as JSON text, with its quotes and colon and a comma before it.
    key: Piece,
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
        self.step.field.name
    }

    /// Writes the wire name as a key, with a comma before it.
    #[inline(always)]
    pub(crate) fn write_key(self, text: &mut Output) {
        text.push_key(&self.step.key, self.step.field.name);
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
    /// Where the slot is in the struct, in bytes.
    offset: u32,
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
    /// The offset is one within a model.
    pub(super) fn new(field: &'static RawField, offset: usize) -> Self {
        // Models are smaller than 4 GB (`Whole::of`).
        Self { kind: StepKind::of(field.kind), field, offset: offset as u32, key: Piece::of_key(field.name) }
    }

    /// How long the key is in a JSON text that begins with it, with its quotes and colon; `None`, if the text begins in another way. The byte before the key is
    /// part of the text, whose first block this is.
    #[inline(always)]
    pub(super) fn key_len(&self, block: &[u8; Piece::HEAD], text: &[u8]) -> Option<usize> {
        self.key.is_start_of(block, text, self.field.name).then(|| self.key.len() - 1)
    }
}

macro_rules! by_kind {
    ($($kind:ident: $ty:ty, $taken:ty, $blank:expr;)*) => {
        /// The kind of a property: a [`RawKind`], that of a model with its table.
        #[derive(Debug, Clone, Copy)]
        pub(super) enum StepKind {
            $($kind,)*
            Enum(&'static RawEnum),
            Model(&'static RawTable),
            List(&'static RawList),
            Map(&'static RawMap),
            Union(&'static RawUnion),
        }

        impl StepKind {
            fn of(kind: RawKind) -> Self {
                match kind {
                    $(RawKind::$kind => Self::$kind,)*
                    RawKind::Enum(kind) => Self::Enum(kind),
                    RawKind::Model(table) => Self::Model(table()),
                    RawKind::List(kind) => Self::List(kind),
                    RawKind::Map(kind) => Self::Map(kind),
                    RawKind::Union(kind) => Self::Union(kind),
                }
            }
        }

        /// Slots by kind.
        #[derive(Debug, Default)]
        #[allow(non_snake_case, reason = "each list has the name of its kind")]
        struct ByKind {
            $($kind: Box<[Place]>,)*
            Model: Box<[Place]>,
            /// Open enums, unions, lists and maps, whose types only their own functions know.
            own: Box<[(Place, RawOption)]>,
        }

        impl ByKind {
            fn new(steps: &[Step]) -> Self {
                let place = |(index, step): (usize, &Step)| Place { offset: step.offset, index: index as u32 };
                macro_rules! places {
                    ($of:pat) => {
                        steps.iter().enumerate().filter(|(_, step)| matches!(step.kind, $of)).map(place).collect()
                    };
                }
                let own = steps.iter().enumerate().filter_map(|found| {
                    let option = match found.1.kind {
                        StepKind::Enum(kind) => kind.option,
                        StepKind::List(kind) => kind.option,
                        StepKind::Map(kind) => kind.option,
                        StepKind::Union(kind) => kind.option,
                        _ => return None,
                    };
                    Some((place(found), option))
                });
                Self { $($kind: places!(StepKind::$kind),)* Model: places!(StepKind::Model(_)), own: own.collect() }
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
                            let slot = unsafe { model.model.cast::<u8>().add(place.offset as usize).cast::<$slot>().as_ref() };
                            present |= u64::from(slot.is_some()) << (place.index & 63);
                        }
                    };
                }
                $(ask!($kind: Option<$ty>);)*
                // `Option<Box<M>>` is a nullable pointer.
                ask!(Model: Option<NonNull<()>>);
                for (place, option) in &self.own {
                    // SAFETY: an `Option` of this very type is at this offset.
                    let is_some = unsafe { (option.is_some)(model.model.cast::<u8>().add(place.offset as usize).cast()) };
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
