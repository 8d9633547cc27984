//! Which properties of a model have a value.
//!
//! Most properties of most models are absent. Asked by its kind, each would be a jump that a processor cannot foresee. So the expansion of a model asks
//! all of them, one after another, without a branch.

use super::ModelRef;
use crate::field_set::Present;
use crate::json::output::{Output, Piece};
use crate::leaves::leaves;
use crate::slots::ItemRef;
use crate::table::{RawEnum, RawField, RawKind, RawList, RawMap, RawTable, RawUnion};

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
    };
}
leaves!(by_kind);

impl<'a> Members<'a> {
    #[inline]
    pub(super) fn of(model: ModelRef<'a>) -> Self {
        // SAFETY: the table is that of the model.
        let present = unsafe { model.plan.table.whole.present(model.model) };
        // The last row may be the map of all other keys, which is not a property.
        let present = match model.plan.table.additional {
            Some(_) => present.first(model.plan.table.fields.len()),
            None => present,
        };
        Self { model, present }
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
