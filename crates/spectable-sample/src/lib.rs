//! Example documents of documented models: the smallest, a full one, or random ones by a seed.
//!
//! A document is valid by construction: each value is of the documented type, an enum has one of its documented values, and what the
//! documentation says of lengths, ranges, patterns and numbers of items is kept, as far as it can be kept. What contradicts itself cannot: a
//! pattern with look-around, a minimum above the maximum, a model that must hold itself.
//!
//! The same schema, extent and seed give the same bytes, on every machine.
#![forbid(unsafe_code)]

mod enough;
mod json;
mod limits;
mod number;
mod pattern;
mod random;
mod sampler;
mod shallowest;
mod text;

pub use sampler::{Extent, Sampler, UnknownModel};

/// The code of the README compiles and does what it says.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
