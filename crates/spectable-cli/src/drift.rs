//! Drift: what changed between two schemas, what each change breaks, and how it is reported.
//!
//! [`changes::compare`] gives the [`finding::Finding`]s; everything else reads, narrows or prints them.

pub mod changelog;
pub mod changes;
mod explanations;
pub mod finding;
pub mod fingerprint;
pub mod pairing;
pub mod plausibility;
pub mod reach;
pub mod report;
pub mod revision;
pub mod rules;
pub mod rust_item;
pub mod selection;
pub mod source;
pub mod store;
pub mod version;
pub mod waivers;
pub mod wire;
