//! Drift: what changed between two schemas, and what each change breaks.
//!
//! [`changes::compare`] gives the [`finding::Finding`]s; everything else serves it or narrows what it found. Nothing
//! here reads a file, starts a process, parses a command line or writes to a terminal.

pub mod changes;
pub mod constraints;
pub mod finding;
pub mod fingerprint;
pub mod glob;
pub mod pairing;
pub mod plausibility;
pub mod rules;
pub mod rust_item;
pub mod selection;
pub mod verdict;
pub mod version;
pub mod waiver;
pub mod ways;
pub mod wire;
