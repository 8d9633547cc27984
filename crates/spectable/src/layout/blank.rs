//! What is worked out of a table once, when its model is first used: the empty model, and an index of its wire names.
//!
//! A struct literal of `None`s in each expansion would be as fast, and cost every user a tenth of the time in which the
//! models compile.

use std::alloc::{Layout, alloc, handle_alloc_error};
use std::mem::MaybeUninit;
use std::ptr::NonNull;
use std::sync::OnceLock;

use super::members::Plan;
use super::{Model, write_none};
use crate::extra::Extra;
use crate::names::Names;
use crate::table::RawTable;

/// What is worked out of a table when its model is first used.
#[derive(Debug)]
pub struct Blank {
    layout: Layout,
    prepared: OnceLock<Prepared>,
}

#[derive(Debug)]
struct Prepared {
    /// The empty model.
    bytes: Box<[MaybeUninit<u64>]>,
    names: Names,
    plan: Plan,
}

impl Blank {
    /// For a model.
    pub const fn new<M>() -> Self {
        // Evaluated while the model compiles. No kind of property is aligned to more than this.
        assert!(align_of::<M>() <= align_of::<u64>());
        Self { layout: Layout::new::<M>(), prepared: OnceLock::new() }
    }
}

/// An empty model.
pub fn blank<M: Model>() -> M {
    let table = M::RAW_TABLE;
    let bytes = &prepared(table).bytes;
    debug_assert_eq!(table.blank.layout, Layout::new::<M>());
    // SAFETY: `make` has written every field of the model that the table is of (contract of `Model`): `None`, and an empty
    // `Extra`. Neither owns anything, so copies of their bytes are as good as they are. The buffer is as large as the model, and
    // aligned as it needs (`Blank::new`).
    unsafe { bytes.as_ptr().cast::<M>().read() }
}

/// An empty model in memory of its own: what a `Box` of it holds.
pub(super) fn boxed(table: &'static RawTable) -> NonNull<()> {
    let bytes = &prepared(table).bytes;
    let layout = table.blank.layout;
    // SAFETY: the size is not zero, since a model holds an `Extra` at least.
    let memory = unsafe { alloc(layout) };
    let memory = NonNull::new(memory).unwrap_or_else(|| handle_alloc_error(layout));
    // SAFETY: the buffer is as large as the model (`make`), and copies of its bytes are as good as they are (see `blank`). What a `Box`
    // holds is memory from the global allocator with the layout of its content (documented by `std::boxed`).
    unsafe { memory.copy_from_nonoverlapping(NonNull::from(&**bytes).cast(), layout.size()) };
    memory.cast()
}

/// The wire names of a table.
#[inline]
pub(crate) fn names(table: &'static RawTable) -> &'static Names {
    &prepared(table).names
}

/// How to find the properties that have a value.
#[inline]
pub(super) fn plan(table: &'static RawTable) -> &'static Plan {
    &prepared(table).plan
}

#[inline]
fn prepared(table: &'static RawTable) -> &'static Prepared {
    table.blank.prepared.get_or_init(|| Prepared {
        bytes: make(table),
        names: Names::new(table),
        plan: Plan::new(table),
    })
}

fn make(table: &'static RawTable) -> Box<[MaybeUninit<u64>]> {
    let mut bytes = Box::new_uninit_slice(table.blank.layout.size().div_ceil(8));
    let start = NonNull::from(&mut *bytes).cast::<u8>();
    for field in table.fields {
        // SAFETY: an `Option<T>` of this kind stands at this offset within the model (contract of `Model`), and so within the
        // buffer, which is aligned as the model is.
        unsafe { write_none(field.kind, start.add(field.offset).cast()) }
    }
    // SAFETY: likewise for the `Extra`.
    unsafe { start.add(table.extra).cast::<Extra>().write(Extra::new()) }
    bytes
}
