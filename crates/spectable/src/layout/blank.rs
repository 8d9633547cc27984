//! The empty model: every property `None`, made once by the table and copied from then on.
//!
//! A struct literal of `None`s in each expansion would be as fast, and cost every user a tenth of the time in which the
//! models compile.

use std::alloc::Layout;
use std::mem::MaybeUninit;
use std::ptr::NonNull;
use std::sync::OnceLock;

use super::{Model, write_none};
use crate::extra::Extra;
use crate::table::RawTable;

/// The bytes of an empty model, made when they are first needed.
#[derive(Debug)]
pub struct Blank {
    layout: Layout,
    bytes: OnceLock<Box<[MaybeUninit<u64>]>>,
}

impl Blank {
    /// For a model.
    pub const fn new<M>() -> Self {
        // Evaluated while the model compiles. No kind of property is aligned to more than this.
        assert!(align_of::<M>() <= align_of::<u64>());
        Self { layout: Layout::new::<M>(), bytes: OnceLock::new() }
    }
}

/// An empty model.
pub fn blank<M: Model>() -> M {
    let table = M::raw_table();
    let bytes = table.blank.bytes.get_or_init(|| make(table));
    debug_assert_eq!(table.blank.layout, Layout::new::<M>());
    // SAFETY: `make` has written every field of the model that the table is of (contract of `Model`): `None`, and an empty
    // `Extra`. Neither owns anything, so copies of their bytes are as good as they are. The buffer is as large as the model, and
    // aligned as it needs (`Blank::new`).
    unsafe { bytes.as_ptr().cast::<M>().read() }
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
