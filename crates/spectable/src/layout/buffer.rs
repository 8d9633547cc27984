//! The memory that `serde_json::to_string` and `serde_json::to_vec` write to.
//!
//! serde_json asks for one value at a time, and looks at each key and string byte by byte. What it writes to memory on one line, a model can write there
//! itself: faster, and with every digit of a number that is kept as text. All that `Serialize` knows of a serializer is its type.

use std::{mem, ptr};

use serde_core::Serializer;

/// What `serde_json::to_string` and `serde_json::to_vec` write with. Its formatter is the one that adds no white space.
type ToMemory<'a> = serde_json::Serializer<&'a mut Vec<u8>>;

/// Lets a function write a value to the memory of a serializer, if it is that of text without white space. The function says whether it did. Otherwise
/// it leaves the memory as it was, and the serializer is given back.
#[inline(always)]
pub(crate) fn fill_buffer<S: Serializer>(
    mut serializer: S,
    fill: impl FnOnce(&mut Vec<u8>) -> bool,
) -> Result<S::Ok, S> {
    const { assert!(!mem::needs_drop::<ToMemory<'static>>()) };
    // The identity of a type says nothing of its lifetimes.
    if typeid::of::<S>() != typeid::of::<&'static mut ToMemory<'static>>() {
        return Err(serializer);
    }
    // SAFETY: `S` is a `&mut ToMemory`, which is a pointer to one; it is read as such.
    let to_memory = unsafe { ptr::from_mut(&mut serializer).cast::<*const ToMemory<'_>>().read() };
    // SAFETY: the pointer is that of `serializer`, which borrows a valid `ToMemory` alone, and which nobody uses while the copy is used. The copy has no
    // destructor, as is asserted above. The lifetime in it may be shorter than the true one, and nothing is put where it is longer: what is in the copy is
    // taken out.
    let buffer = unsafe { to_memory.read() }.into_inner();
    if !fill(buffer) {
        return Err(serializer);
    }
    // SAFETY: `S::Ok` is `()`, as of every serializer of serde_json that writes text.
    Ok(unsafe { ptr::dangling::<S::Ok>().read() })
}
