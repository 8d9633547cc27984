//! What must be true of every input.
//!
//! Each function of [`TARGETS`] takes any bytes, and panics where something does not hold. The targets of `fuzz/` call
//! them with inputs that a fuzzer makes; `tests/corpora.rs` calls them with the inputs that are kept in `fuzz/corpus/`.
#![forbid(unsafe_code)]
#![allow(clippy::panic, reason = "a check says by a panic what does not hold")]

pub mod archive;
mod generated;
mod grammar;
pub mod json;
pub mod lock;
pub mod openapi;
pub mod overlay;
pub mod page;

/// A check: it returns where everything holds, and panics where something does not.
pub type Check = fn(&[u8]);

/// Every target by the name of its folder in `fuzz/corpus/`.
pub const TARGETS: [(&str, Check); 6] = [
    ("archive", archive::check),
    ("json", json::check),
    ("lock", lock::check),
    ("openapi", openapi::check),
    ("overlay", overlay::check),
    ("page", page::check),
];
