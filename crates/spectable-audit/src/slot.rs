//! The numbers by which the parts of a plan refer to one another.

/// The number of a slot.
pub(crate) type SlotId = usize;
