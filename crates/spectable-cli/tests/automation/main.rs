//! What programs and pipelines rely on: the JSON that the command prints, the GitHub Action, and the hooks for pre-commit.
#![allow(
    unreachable_pub,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "all of it is a test"
)]

mod folder;
mod json_schema;
mod machine_output;
mod outputs;
