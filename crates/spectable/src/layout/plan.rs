//! A whole model: how large it is, and what is derived from its table once, when it is first used.
//!
//! A struct literal of `None`s in each expansion would be as fast at run time, but would make models compile a tenth slower.

use std::alloc::{Layout, alloc, handle_alloc_error};
use std::mem::MaybeUninit;
use std::ptr::NonNull;
use std::sync::OnceLock;

use serde_json::Value;
use time::{Date, OffsetDateTime};

use super::Model;
use super::members::Step;
use super::offsets::{self, slot_layout};
use crate::extra::Extra;
use crate::field_set::Present;
use crate::key_index::KeyIndex;
use crate::leaves::leaves;
use crate::table::{RawKind, RawTable};

/// What the rows of a table do not say about its model.
#[derive(Debug)]
pub(crate) struct Whole {
    layout: Layout,
    /// [`clear_box`] of the model.
    clear_box: unsafe fn(NonNull<()>),
    /// [`present`] of the model.
    present: unsafe fn(NonNull<()>) -> Present,
    /// Boxed: in place, each static table would be four times as large in the program's file.
    plan: OnceLock<Box<Plan>>,
}

/// What is derived from the table when the model is first used.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(super) table: &'static RawTable,
    /// The properties, in documented order, and then the map of all other keys, if there is one.
    pub(super) steps: Box<[Step]>,
    /// Where the [`Extra`] is in the struct, in bytes.
    pub(super) extra: usize,
    pub(super) keys: KeyIndex,
    /// The empty model.
    blank: Box<[MaybeUninit<u64>]>,
}

impl Whole {
    /// For a model.
    pub(crate) const fn of<M: Model>() -> Self {
        // Evaluated while the model compiles. No kind of property is aligned to more than this.
        assert!(align_of::<M>() <= align_of::<u64>());
        // A step has 32 bits for an offset.
        assert!(size_of::<M>() <= u32::MAX as usize);
        Self {
            layout: Layout::new::<M>(),
            clear_box: clear_box::<M>,
            present: present::<M>,
            plan: OnceLock::new(),
        }
    }

    /// Empties a slot.
    ///
    /// # Safety
    /// `slot` points to a valid `Option<Box<M>>` with the `M` that this is of, and nobody else uses it.
    pub(super) unsafe fn clear_box(&self, slot: NonNull<()>) {
        // SAFETY: the caller's promise.
        unsafe { (self.clear_box)(slot) }
    }

    /// Which fields have a value.
    ///
    /// # Safety
    /// `model` points to a valid `M` that this is of, which is only read.
    #[inline]
    pub(super) unsafe fn present(&self, model: NonNull<()>) -> Present {
        // SAFETY: the caller's promise.
        unsafe { (self.present)(model) }
    }
}

impl Plan {
    /// The plan of a table; the same for as long as the program runs.
    #[inline]
    pub(super) fn of(table: &'static RawTable) -> &'static Self {
        table.whole.plan.get_or_init(|| Box::new(Self::new(table)))
    }

    #[cold]
    fn new(table: &'static RawTable) -> Self {
        let slots = table.rows().map(|row| slot_layout(row.kind));
        let (mut offsets, layout) = offsets::of(slots.chain([Layout::new::<Extra>()]));
        // Rule 2, asked once a model.
        assert!(layout == Some(table.whole.layout), "a model is laid out as its kinds say");
        let extra = offsets.pop().unwrap_or_default();
        let steps: Box<[Step]> =
            table.rows().zip(&offsets).map(|(row, offset)| Step::new(row, *offset)).collect();
        Self { table, extra, keys: KeyIndex::new(table), blank: make(table, &offsets, extra), steps }
    }

    /// An empty model in memory of its own: what a `Box` of it holds.
    pub(super) fn boxed(&self) -> NonNull<()> {
        let layout = self.table.whole.layout;
        // SAFETY: the size is not zero, since a model holds an `Extra` at least.
        let memory = unsafe { alloc(layout) };
        let memory = NonNull::new(memory).unwrap_or_else(|| handle_alloc_error(layout));
        // SAFETY: the buffer is as large as the model (`make`), and copies of its bytes are as good as they are (see `blank`). What a
        // `Box` holds is memory from the global allocator with the layout of its content (documented by `std::boxed`).
        unsafe { memory.copy_from_nonoverlapping(NonNull::from(&*self.blank).cast(), layout.size()) };
        memory.cast()
    }
}

/// The place in a table of the property with this wire name.
#[inline]
pub(crate) fn index_of(table: &'static RawTable, key: &str) -> Option<usize> {
    Plan::of(table).keys.find(table, key)
}

/// An empty model in a box, copied once.
pub fn blank_box<M: Model>() -> Box<M> {
    let plan = Plan::of(M::raw_table());
    // SAFETY: `boxed` gives a model of the table, which is that of `M` (contract of `Model`), as a `Box` holds it.
    unsafe { Box::from_raw(plan.boxed().cast::<M>().as_ptr()) }
}

/// An empty model.
pub fn blank<M: Model>() -> M {
    let plan = Plan::of(M::raw_table());
    debug_assert_eq!(plan.table.whole.layout, Layout::new::<M>());
    // SAFETY: `make` has written every field of the model that the table is of (contract of `Model`): `None`, and an empty
    // `Extra`. Neither owns anything, so copies of their bytes are as good as they are. The buffer is as large as the model, and
    // aligned as it needs (`Whole::of`).
    unsafe { plan.blank.as_ptr().cast::<M>().read() }
}

/// Empties a slot.
///
/// # Safety
/// `slot` points to a valid `Option<Box<M>>` that nobody else uses.
unsafe fn clear_box<M: Model>(slot: NonNull<()>) {
    // SAFETY: the caller's promise.
    *unsafe { slot.cast::<Option<Box<M>>>().as_mut() } = None;
}

/// Which fields have a value.
///
/// # Safety
/// `model` points to a valid `M`, which is only read.
unsafe fn present<M: Model>(model: NonNull<()>) -> Present {
    // SAFETY: the caller's promise.
    unsafe { model.cast::<M>().as_ref() }.raw_present()
}

/// The bytes of an empty model.
fn make(table: &RawTable, offsets: &[usize], extra: usize) -> Box<[MaybeUninit<u64>]> {
    let mut bytes = Box::new_uninit_slice(table.whole.layout.size().div_ceil(8));
    let start = NonNull::from(&mut *bytes).cast::<u8>();
    for (row, offset) in table.rows().zip(offsets) {
        // SAFETY: an `Option<T>` of this kind is at this offset within the model (contract of `Model`, `Plan::new`), and so
        // within the buffer, which is aligned as the model is.
        unsafe { write_none(row.kind, start.add(*offset).cast()) }
    }
    // SAFETY: likewise for the `Extra`.
    unsafe { start.add(extra).cast::<Extra>().write(Extra::new()) }
    bytes
}

/// Makes a slot `None` without dropping what was there before.
///
/// # Safety
/// `slot` may be written as an `Option<T>` whose `T` is of `kind`.
unsafe fn write_none(kind: RawKind, slot: NonNull<()>) {
    macro_rules! by_kind {
        ($($kind:ident: $ty:ty, $taken:ty, $blank:expr;)*) => {
            match kind {
                // SAFETY: this kind means this `T` alone (rule 1), and the caller lets us write it.
                $(RawKind::$kind => unsafe { slot.cast::<Option<$ty>>().write(None) },)*
                // SAFETY: `Option<Box<M>>` is a nullable pointer (contract of `Property`), and the caller lets us write it.
                RawKind::Model(_) => unsafe { slot.cast::<Option<NonNull<()>>>().write(None) },
                // SAFETY: the function writes the `None` of the `Option` that is here (contract of `Property`).
                RawKind::Enum(kind) => unsafe { kind.option.write_none(slot) },
                // SAFETY: likewise.
                RawKind::List(kind) => unsafe { kind.option.write_none(slot) },
                // SAFETY: likewise.
                RawKind::Map(kind) => unsafe { kind.option.write_none(slot) },
                // SAFETY: likewise.
                RawKind::Union(kind) => unsafe { kind.option.write_none(slot) },
            }
        };
    }
    leaves!(by_kind)
}
