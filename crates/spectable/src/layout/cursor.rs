//! A model as the interpreter sees it: from a pointer and a table to typed references.

use std::marker::PhantomData;
use std::ptr::NonNull;

use serde_json::Value;
use time::{Date, OffsetDateTime};

use super::Model;
use super::members::{Members, Step, StepKind};
use super::plan::Plan;
use crate::containers::{EnumSlot, IntegerEnumSlot, ListSlot, Map, MapSlot, OpenEnumSlot};
use crate::extra::Extra;
use crate::key_index::KeyIndex;
use crate::leaves::leaves;
use crate::slots::{ItemMut, ItemRef, SlotMut};
use crate::table::{RawField, RawTable};
use crate::union::UnionSlot;

/// A model that is being read.
#[derive(Clone, Copy)]
pub struct ModelRef<'a> {
    pub(super) plan: &'static Plan,
    /// Points to a valid model of `plan` for `'a`.
    pub(super) model: NonNull<()>,
    borrow: PhantomData<&'a ()>,
}

/// A model that is being filled.
pub struct ModelMut<'a> {
    plan: &'static Plan,
    /// Points to a valid model of `plan`, borrowed alone for `'a`.
    model: NonNull<()>,
    borrow: PhantomData<&'a mut ()>,
}

/// An `Option<Box<M>>`.
pub struct BoxSlot<'a> {
    table: &'static RawTable,
    /// Points to a valid `Option<Box<M>>` with the `M` of `table`, borrowed alone for `'a`.
    slot: NonNull<()>,
    borrow: PhantomData<&'a mut ()>,
}

impl<'a> ModelRef<'a> {
    /// A model as its table sees it.
    pub fn of<M: Model>(model: &'a M) -> Self {
        Self { plan: Plan::of(M::raw_table()), model: NonNull::from(model).cast(), borrow: PhantomData }
    }

    /// The table.
    pub fn table(self) -> &'static RawTable {
        self.plan.table
    }

    /// What the model keeps beside its properties.
    pub fn extra(self) -> &'a Extra {
        // SAFETY: `model` is a valid model of `plan` for `'a`, and `extra` is the offset of its `Extra` (contract of `Model`).
        unsafe { self.model.cast::<u8>().add(self.plan.extra).cast::<Extra>().as_ref() }
    }

    /// The properties that have a value.
    #[inline(always)]
    pub(crate) fn members(self) -> Members<'a> {
        Members::of(self)
    }

    /// Every row with its value, in documented order.
    #[inline]
    pub fn values(self) -> impl Iterator<Item = (&'static RawField, Option<ItemRef<'a>>)> {
        // SAFETY: the step is of the plan of this model.
        let values = self.plan.steps.iter().map(move |step| unsafe { self.value_of(step) });
        self.plan.table.rows().zip(values)
    }

    /// The map of the keys that are not properties, where their type is documented.
    #[inline]
    pub(crate) fn additional(self) -> Option<&'a dyn Map> {
        // Hardly any model has one.
        if self.table().additional.is_some() { self.additional_map() } else { None }
    }

    #[inline(never)]
    fn additional_map(self) -> Option<&'a dyn Map> {
        match self.value(self.table().fields.len()) {
            Some(ItemRef::Map(map)) => Some(map),
            _ => None,
        }
    }

    /// Whether a property has this wire name.
    pub(crate) fn is_property(self, key: &str) -> bool {
        self.plan.keys.find(self.table(), key).is_some()
    }

    /// Whether the type of the value of this key is documented.
    pub(crate) fn is_documented(self, key: &str) -> bool {
        self.table().additional.is_some() || self.is_property(key)
    }

    /// Whether the model keeps a value of this key in its [`Extra`], or in the map of additional properties.
    pub(crate) fn has_other(self, key: &str) -> bool {
        self.extra().get(key).is_some() || self.additional().is_some_and(|map| map.item(key).is_some())
    }

    /// The value of one property, by its place in the table.
    #[inline(always)]
    pub fn value(self, index: usize) -> Option<ItemRef<'a>> {
        // SAFETY: the step is of the plan of this model.
        self.plan.steps.get(index).and_then(|step| unsafe { self.value_of(step) })
    }

    /// # Safety
    /// `step` is one of `self.plan.steps`.
    #[inline(always)]
    pub(super) unsafe fn value_of(self, step: &Step) -> Option<ItemRef<'a>> {
        // SAFETY: the offset lies within the model, and there is an `Option<T>` with `T` of the kind (contract of `Model`).
        let slot = unsafe { self.model.cast::<u8>().add(step.offset as usize).cast::<()>() };
        macro_rules! by_kind {
            ($($kind:ident: $ty:ty, $taken:ty, $blank:expr;)*) => {
                match step.kind {
                    // SAFETY: this kind means this `T` alone (rule 1); the model is valid and only read for `'a`.
                    $(StepKind::$kind => unsafe { slot.cast::<Option<$ty>>().as_ref() }.as_ref().map(ItemRef::$kind),)*
                    // SAFETY: the function casts to the `Option<E>` that is here (contract of `Property`); only read for `'a`.
                    StepKind::Enum(kind) => unsafe { &*(kind.slot)(slot.as_ptr()) }.item(),
                    StepKind::Model(table) => {
                        // SAFETY: `Option<Box<M>>` is a nullable pointer (contract of `Property`); only read for `'a`.
                        let model = unsafe { *slot.cast::<Option<NonNull<()>>>().as_ref() };
                        model.map(|model| {
                            ItemRef::Model(ModelRef { plan: Plan::of(table), model, borrow: PhantomData })
                        })
                    }
                    // SAFETY: the function casts to the `Option<Vec<T>>` that is here (contract of `Property`); only read for `'a`.
                    StepKind::List(kind) => unsafe { &*(kind.slot)(slot.as_ptr()) }.list().map(ItemRef::List),
                    // SAFETY: likewise for `Option<BTreeMap<String, T>>`.
                    StepKind::Map(kind) => unsafe { &*(kind.slot)(slot.as_ptr()) }.map().map(ItemRef::Map),
                    // SAFETY: likewise for the `Option` of a union.
                    StepKind::Union(kind) => unsafe { &*(kind.slot)(slot.as_ptr()) }.union().map(ItemRef::Union),
                }
            };
        }
        leaves!(by_kind)
    }
}

impl<'a> ModelMut<'a> {
    /// A model as its table sees it.
    pub fn of<M: Model>(model: &'a mut M) -> Self {
        Self { plan: Plan::of(M::raw_table()), model: NonNull::from(model).cast(), borrow: PhantomData }
    }

    /// The table.
    pub fn table(&self) -> &'static RawTable {
        self.plan.table
    }

    /// The wire names of the table.
    pub(crate) fn keys(&self) -> &'static KeyIndex {
        &self.plan.keys
    }

    /// Which property's key comes in a JSON text, and how long the key is with its quotes and colon. The text begins with the byte before the key. Where this is
    /// `None`, it may still be the key of a property: one that is spelled in another way, or at the end of the text.
    #[inline]
    pub(crate) fn key_in_text(&self, text: &[u8]) -> Option<(usize, usize)> {
        let block = text.first_chunk()?;
        let name = block.get(2..)?.first_chunk()?;
        self.plan.keys.find_in_text(name, |index| self.plan.steps.get(index)?.key_len(block, text))
    }

    /// The same model, to be read.
    pub fn as_ref(&self) -> ModelRef<'_> {
        ModelRef { plan: self.plan, model: self.model, borrow: PhantomData }
    }

    /// The same model, for a shorter time.
    pub fn reborrow(&mut self) -> ModelMut<'_> {
        ModelMut { plan: self.plan, model: self.model, borrow: PhantomData }
    }

    /// A blank value of a key that is not a property, to be filled; `None` where the key is there already, or the type of such keys is not
    /// documented.
    pub(crate) fn add_other(&mut self, key: &str) -> Option<ItemMut<'_>> {
        self.table().additional?;
        if self.extra().get(key).is_some() {
            return None;
        }
        match self.slot(self.table().fields.len()) {
            Some(SlotMut::Map(slot)) => slot.go_on().insert_blank(key.to_owned()),
            _ => None,
        }
    }

    /// Adds the value of a key that is not a property, and is not there, if the function fills it and says so.
    pub(crate) fn add_filled(&mut self, key: &str, fill: &mut dyn FnMut(ItemMut<'_>) -> bool) {
        if let Some(SlotMut::Map(slot)) = self.slot(self.table().fields.len()) {
            slot.add(key, fill);
        }
    }

    /// What the model keeps beside its properties.
    pub fn extra(&mut self) -> &mut Extra {
        // SAFETY: as in `ModelRef::extra`, and the model is borrowed alone for as long as `self` is.
        unsafe { self.model.cast::<u8>().add(self.plan.extra).cast::<Extra>().as_mut() }
    }

    /// The same for as long as the model is borrowed.
    pub fn into_extra(self) -> &'a mut Extra {
        // SAFETY: as in `extra`; `self` is consumed, and so is valid for all of `'a`.
        unsafe { self.model.cast::<u8>().add(self.plan.extra).cast::<Extra>().as_mut() }
    }

    /// One property, by its place in the table.
    #[inline(always)]
    pub fn slot(&mut self, index: usize) -> Option<SlotMut<'_>> {
        self.with_slot(index, Itself)
    }

    /// Does something with one property, by its place in the table: one jump by its kind serves to find it and to do that.
    #[inline(always)]
    pub(crate) fn with_slot<'s, R>(&'s mut self, index: usize, with: impl WithSlot<'s, R>) -> Option<R> {
        let step = self.plan.steps.get(index)?;
        // SAFETY: `step` is of `plan`, so its offset lies within the model, and there is an `Option<T>` with `T` of its kind.
        let slot = unsafe { self.model.cast::<u8>().add(step.offset as usize).cast::<()>() };
        macro_rules! by_kind {
            ($($kind:ident: $ty:ty, $taken:ty, $blank:expr;)*) => {
                match step.kind {
                    // SAFETY: this kind means this `T` alone (rule 1); the model is borrowed alone for as long as `self` is.
                    $(StepKind::$kind => with.go_on(unsafe { slot.cast::<Option<$ty>>().as_mut() }),)*
                    // SAFETY: the function casts to the `Option<E>` that is here (contract of `Property`); borrowed alone.
                    StepKind::Enum(kind) => match unsafe { &mut *(kind.slot)(slot.as_ptr()) }.slot() {
                        OpenEnumSlot::OfTexts(slot) => with.go_on(slot),
                        OpenEnumSlot::OfIntegers(slot) => with.go_on(slot),
                    },
                    StepKind::Model(table) => with.go_on(BoxSlot { table, slot, borrow: PhantomData }),
                    // SAFETY: the function casts to the `Option<Vec<T>>` that is here (contract of `Property`); borrowed alone.
                    StepKind::List(kind) => with.go_on(unsafe { &mut *(kind.slot)(slot.as_ptr()) }),
                    // SAFETY: likewise for `Option<BTreeMap<String, T>>`.
                    StepKind::Map(kind) => with.go_on(unsafe { &mut *(kind.slot)(slot.as_ptr()) }),
                    // SAFETY: likewise for the `Option` of a union.
                    StepKind::Union(kind) => with.go_on(unsafe { &mut *(kind.slot)(slot.as_ptr()) }),
                }
            };
        }
        Some(leaves!(by_kind))
    }
}

impl<'a> BoxSlot<'a> {
    /// Whether there is a model.
    pub fn is_some(&self) -> bool {
        // SAFETY: `slot` points to an `Option<Box<M>>`, a nullable pointer, that is borrowed alone for `'a`.
        unsafe { self.slot.cast::<Option<NonNull<()>>>().as_ref() }.is_some()
    }

    /// Puts an empty model, to be filled. One that is there already is dropped first.
    pub fn open(mut self) -> ModelMut<'a> {
        self.clear();
        let plan = Plan::of(self.table);
        let model = plan.boxed();
        // SAFETY: `slot` points to an `Option<Box<M>>` with the `M` of `table`, which is a nullable pointer, and is borrowed alone
        // for `'a`; it is empty, so that nothing is lost, and `model` is what a `Box<M>` holds.
        unsafe { self.slot.cast::<Option<NonNull<()>>>().write(Some(model)) };
        // Nobody else reaches the model in that box while the slot is borrowed.
        ModelMut { plan, model, borrow: PhantomData }
    }

    /// Drops the model, if there is one.
    pub fn clear(&mut self) {
        if self.is_some() {
            // SAFETY: `slot` points to an `Option<Box<M>>` with the `M` of `table`, and is borrowed alone for `'a`.
            unsafe { self.table.whole.clear_box(self.slot) }
        }
    }
}

/// Makes an `R` of one kind of slot.
///
/// A function that takes a [`SlotMut`] asks for its kind again. Compilers make one jump of both questions only where they copy all that is done for any kind
/// to each of them. So what is done with each kind of slot is a function of its own.
pub(crate) trait With<S, R> {
    fn go_on(self, slot: S) -> R;
}

/// Gives the slot back.
struct Itself;

macro_rules! by_kind {
    ($($kind:ident: $ty:ty, $taken:ty, $blank:expr;)*) => {
        by_kind! { with
            $($kind: Option<$ty>;)*
            Enum: (dyn EnumSlot + 's);
            IntegerEnum: (dyn IntegerEnumSlot + 's);
            List: (dyn ListSlot + 's);
            Map: (dyn MapSlot + 's);
            Union: (dyn UnionSlot + 's);
        }
    };
    (with $($kind:ident: $slot:ty;)*) => {
        /// Makes an `R` of each kind of slot.
        pub(crate) trait WithSlot<'s, R>: With<BoxSlot<'s>, R> $(+ With<&'s mut $slot, R>)* {}

        impl<'s, R, W: With<BoxSlot<'s>, R> $(+ With<&'s mut $slot, R>)*> WithSlot<'s, R> for W {}

        $(
            impl<'s> With<&'s mut $slot, SlotMut<'s>> for Itself {
                #[inline(always)]
                fn go_on(self, slot: &'s mut $slot) -> SlotMut<'s> {
                    SlotMut::$kind(slot)
                }
            }
        )*
    };
}
leaves!(by_kind);

impl<'s> With<BoxSlot<'s>, SlotMut<'s>> for Itself {
    #[inline(always)]
    fn go_on(self, slot: BoxSlot<'s>) -> SlotMut<'s> {
        SlotMut::Model(slot)
    }
}
