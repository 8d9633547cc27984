//! The wire verdicts against a server. README.md says what is measured, and how.
#![allow(
    unreachable_pub,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "all of it is a test"
)]

mod carrying;
mod corpus;
mod document;
mod edits;
mod example_documents;
mod json_schema;
mod judge;
mod old_reader;
mod pairs;
#[path = "../../../../crates/spectable-cli/tests/drift/random.rs"]
mod random;
mod samples;
mod server;
mod texts;
