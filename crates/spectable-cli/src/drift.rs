//! Drift: what changed between two schemas, what each change breaks, and how it is reported.
//!
//! [`changes::compare`] gives the [`finding::Finding`]s; everything else reads, narrows or prints them.

pub mod changes;
mod explanations;
pub mod finding;
pub mod fingerprint;
pub mod pairing;
pub mod reach;
pub mod rules;
pub mod rust_item;
pub mod wire;
