//! The slot of an open enum, union, list or map, whose type only functions of its own know.

use std::alloc::Layout;
use std::ptr::NonNull;

use crate::containers::{AnyEnumSlot, OfIntegers};
use crate::integer_enum::IntegerEnum;
use crate::open_enum::OpenEnum;

/// What the kinds of open enums, unions, lists and maps carry of the `Option<T>` that is their slot: all of one `T`.
#[derive(Debug, Clone, Copy)]
pub struct RawOption {
    pub(super) layout: Layout,
    write_none: unsafe fn(NonNull<()>),
}

impl RawOption {
    /// That of `Option<T>`.
    pub(crate) const fn of<T>() -> Self {
        Self {
            layout: Layout::new::<Option<T>>(),
            write_none: |slot| {
                // SAFETY: the promise of the caller of `write_none`.
                unsafe { slot.cast::<Option<T>>().write(None) }
            },
        }
    }

    /// Makes a slot `None` without dropping what was there before.
    ///
    /// # Safety
    /// `slot` may be written as the `Option<T>` that this was made for.
    pub(super) unsafe fn write_none(self, slot: NonNull<()>) {
        // SAFETY: the caller's promise.
        unsafe { (self.write_none)(slot) }
    }
}

/// The function of [`RawKind::Enum`](crate::table::RawKind::Enum) for an enum `E` of texts.
pub(crate) fn enum_slot<E: OpenEnum>(slot: *mut ()) -> *mut dyn AnyEnumSlot {
    slot.cast::<Option<E>>()
}

/// The same for an enum `E` of integers. An [`OfIntegers`] is a transparent `Option<E>`.
pub(crate) fn integer_enum_slot<E: IntegerEnum>(slot: *mut ()) -> *mut dyn AnyEnumSlot {
    slot.cast::<OfIntegers<E>>()
}
