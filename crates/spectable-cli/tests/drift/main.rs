//! The commands that compare sources, as a user runs them.
#![allow(
    unreachable_pub,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "all of it is a test"
)]

mod agreement;
mod corpus;
mod documents;
mod edits;
mod failures;
mod gating;
mod histories;
mod locks;
mod pairs;
mod project;
mod random;
mod releases;
mod rules;
mod side_sources;
mod sources;
mod stdin;
mod styles;
mod waivers;
mod widths;
mod witness;
