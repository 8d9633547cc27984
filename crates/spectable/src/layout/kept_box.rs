//! The box in an [`Extra`](crate::Extra). Dropping it is a call of one function, which does not unwind.
//!
//! Every model has an `Extra`, and code that drops a model is made for each type. If dropping what is kept were a part of that code, and
//! could unwind as far as the compiler sees, each field would have a second way out: a tenth of the size of a program.

use std::mem::ManuallyDrop;
use std::ops::{Deref, DerefMut};

use crate::extra::Kept;

/// A `Box<Kept>`.
#[derive(Clone, Default)]
pub(crate) struct KeptBox(ManuallyDrop<Box<Kept>>);

impl Deref for KeptBox {
    type Target = Kept;
    fn deref(&self) -> &Kept {
        &self.0
    }
}

impl DerefMut for KeptBox {
    fn deref_mut(&mut self) -> &mut Kept {
        &mut self.0
    }
}

impl Drop for KeptBox {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: `drop` runs once, and nothing uses the box after it.
        release(unsafe { ManuallyDrop::take(&mut self.0) });
    }
}

/// Drops what is kept. That is texts, values of JSON, and the mark of a part, which is a reference to what was to be read (an `Arc`): dropping these does not panic.
/// Of an `extern "C"` function every caller knows that it does not unwind; a panic in here would end the process.
#[inline(never)]
extern "C" fn release(kept: Box<Kept>) {
    drop(kept);
}
