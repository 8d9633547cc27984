//! Drift: what changed between two schemas, what each change breaks, and how it is reported.
//!
//! [`changes::compare`] gives the [`finding::Finding`]s; everything else reads, narrows or prints them.

pub mod arguments;
pub mod changelog;
pub mod changes;
pub mod comparison;
mod explanations;
pub mod finding;
pub mod fingerprint;
pub mod intake;
pub mod local;
pub mod pairing;
pub mod plausibility;
pub mod report;
pub mod revision;
pub mod rules;
pub mod rust_item;
pub mod selection;
pub mod side;
pub mod source;
pub mod store;
pub mod upstream;
pub mod version;
pub mod waivers;
pub mod wire;
