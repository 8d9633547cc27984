//! Example documents of documented models: the smallest, a full one, or random ones by a seed.
//!
//! A document is valid by construction: each value is of the documented type, an enum has one of its documented values, and what the
//! documentation says of lengths, ranges, patterns and numbers of items is kept. There are limits to that:
//!
//! - What contradicts itself cannot be kept: a minimum above the maximum, three different items of which only two exist, a model that must hold
//!   itself.
//! - A pattern with look-around is not understood, and one that takes long to match is not tried; the text is then words.
//! - Limits of numbers are `f64`, and lists end after 10,000 items. A document has at most about a million values, whatever is required.
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
