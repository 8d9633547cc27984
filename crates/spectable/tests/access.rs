//! Access by wire names: what paths lead to, what may be set there, and what a visitor sees.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

#[path = "access/changes.rs"]
mod changes;
#[path = "every_kind/model.rs"]
#[allow(dead_code, reason = "not all of its models are needed here")]
mod every_kind;
#[path = "access/every_leaf.rs"]
mod every_leaf;
#[path = "access/models.rs"]
mod models;
#[path = "access/paths.rs"]
mod paths;
#[path = "access/redaction.rs"]
mod redaction;
#[path = "access/visits.rs"]
mod visits;
